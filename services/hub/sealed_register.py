"""院发文书登记: which sealed papers the hub has for whom, and which of them a device may have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from services.docket.sealed import SealedPaper, decode
from services.entries.entry import decode as decode_entry
from services.hub import assignment, schema
from services.records import catalogue
from services.records.sealed_events import SealedStep


@dataclass(frozen=True, slots=True)
class Kept:
    """A sealed paper at the hub and the officer who has it."""

    officer: str
    paper: SealedPaper


@dataclass(frozen=True, slots=True)
class Used:
    """What terminals have told of a paper: copies printed, to whom it went, sheets spoilt and given back."""

    printed: int = 0
    delivered: tuple[str, ...] = ()
    spoilt: int = 0
    returned: int = 0


def used(connection: Connection, kept: Sequence[Kept]) -> dict[str, Used]:
    """By the paper's id what has become of its copies, as far as it has come to the hub."""
    table, case = schema.entry, schema.entry_case
    found = {k.paper.id: Used() for k in kept}
    for number in dict.fromkeys(k.paper.case for k in kept):
        rows = connection.execute(
            select(table.c.raw, table.c.signature, table.c.algorithm)
            .join(case, case.c.entry == table.c.id)
            .where(case.c.number == number, table.c.kind == SealedStep.code)
            .order_by(table.c.device, table.c.seq)
        )
        for raw, signature, algorithm in rows:
            said = catalogue.read(decode_entry(bytes(raw), bytes(signature), algorithm)).said
            if isinstance(said, SealedStep) and said.paper in found:
                found[said.paper] = _counted(found[said.paper], said)
    return found


def _counted(before: Used, said: SealedStep) -> Used:
    match said.step:
        case "printed":
            return replace(before, printed=before.printed + said.copies)
        case "unprinted":
            return replace(before, printed=before.printed - said.copies)
        case "delivered":
            return replace(before, delivered=(*before.delivered, said.to))
        case "spoilt":
            return replace(before, spoilt=before.spoilt + said.copies)
        case "returned":
            return replace(before, returned=before.returned + said.copies)
        case _:
            return before


def papers(connection: Connection, *, case: str = "", officer: str = "") -> tuple[Kept, ...]:
    """The sealed papers (of a case, of an officer, where one is named), in the order they were issued."""
    table = schema.sealed_paper
    asked = select(table.c.officer, table.c.body).order_by(table.c.id)
    if case:
        asked = asked.where(table.c.number == case)
    if officer:
        asked = asked.where(table.c.officer == officer)
    return tuple(Kept(who, decode(bytes(body))) for who, body in connection.execute(asked))


def held_by(connection: Connection, officer: str, ids: Sequence[str]) -> dict[str, SealedPaper]:
    """Those of the papers that are this officer's and of cases that he has (still)."""
    table = schema.sealed_paper
    rows = connection.execute(
        select(table.c.id, table.c.number, table.c.body).where(
            table.c.officer == officer, table.c.id.in_(list(ids))
        )
    ).all()
    mine = assignment.held_by(connection, officer, {number for _, number, _ in rows})
    return {id: decode(bytes(body)) for id, number, body in rows if number in mine}


def may_have(connection: Connection, officer: str, digest: str) -> SealedPaper | None:
    """The paper of this officer's with these bytes that he may have now, None where there is none (any more)."""
    table = schema.sealed_paper
    asked = select(table.c.id).where(table.c.officer == officer, table.c.digest == digest)
    found = held_by(connection, officer, list(connection.scalars(asked))).values()
    return next((paper for paper in found if paper.recalled_at is None), None)


def standing_of(connection: Connection, officer: str) -> tuple[SealedPaper, ...]:
    """The officer's papers that were not recalled, of cases that he has."""
    found = papers(connection, officer=officer)
    mine = held_by(connection, officer, [kept.paper.id for kept in found])
    return tuple(paper for paper in mine.values() if paper.recalled_at is None)
