"""院发文书登记: which sealed papers the hub has for whom, and which of them a device may have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from services.docket.sealed import SealedPaper, decode
from services.hub import assignment, schema


@dataclass(frozen=True, slots=True)
class Kept:
    """A sealed paper at the hub and the officer who has it."""

    officer: str
    paper: SealedPaper


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
