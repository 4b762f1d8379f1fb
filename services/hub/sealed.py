"""下发院发文书: sealed papers go to the officer who has the case, each with its number of copies; they can be recalled."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select, update

from services.docket.court import Officer
from services.docket.sealed import MOST_COPIES, SealedPaper, code_of, decode, encode
from services.entries.entry import new_id
from services.errors import BadInput, NotAllowed
from services.hub import assignment, counter, schema, sealed_files, uploads
from services.hub.counter import News
from services.hub.folder import Desk
from services.hub.sealed_files import Looked
from services.hub.sealed_register import Kept, papers
from services.hub.store import upsert
from services.identifiers import case_number

PDF = "application/pdf"
_LONGEST = 100

Sealing = Callable[[Looked, str], bytes]
"""What seals and signs a paper that was looked at, by its file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be issued: to whom, of which case, which document, for whom it is, how many copies may be printed."""

    officer: str
    case: str
    document: str
    to: str
    copies: int = 1
    number: str = ""


def issue(
    desk: Desk, files: Sequence[Path], order: Order, *, now: dt.datetime, sealing: Sealing | None = None
) -> tuple[Kept, ...]:
    """Issues every file or none; `sealing` seals and signs each first. Raises BadInput, NotAllowed."""
    officer, number, document = _checked(desk, order)
    if not files:
        raise BadInput("请给出要下发的 PDF。")
    looked = [(path, sealed_files.look(path)) for path in files]
    made = [(path, _sealed(path, found, sealing)) for path, found in looked]
    papers = [
        SealedPaper(
            id=str(new_id()),
            case=number,
            document=document,
            to=order.to.strip(),
            copies=order.copies,
            pages=found.pages,
            digest=hashlib.sha256(found.raw).hexdigest(),
            size=len(found.raw),
            issued_at=now,
            number=order.number.strip(),
            signed=found.signed,
        )
        for _, found in made
    ]
    with desk.store.reading() as connection:
        _refuse_twice(connection, officer, papers, [path.name for path in files])
    for _, found in made:
        uploads.keep(desk.store, desk.folder, found.raw, PDF, now)
    with desk.store.writing() as connection:
        _has_case(connection, officer, number)
        upsert(connection, schema.sealed_paper, [_row(officer.id, paper) for paper in papers])
        _announce(connection, desk, [(officer.id, paper.id) for paper in papers])
    return tuple(Kept(officer.id, paper) for paper in papers)


def recall(desk: Desk, ids: Sequence[str], why: str, *, now: dt.datetime) -> tuple[Kept, ...]:
    """Recalls papers: no copy of them may be printed any more. Raises BadInput for one that is unknown."""
    if len(why.strip()) < 2:
        raise BadInput("请写明为什么收回（--why）。")
    return _change(desk, ids, lambda paper: _recalled(paper, why.strip(), now))


def allow(desk: Desk, id: str, more: int) -> Kept:
    """Allows more copies of a paper; raises BadInput, NotAllowed for one that was recalled."""

    def raised(paper: SealedPaper) -> SealedPaper:
        if paper.recalled_at is not None:
            raise NotAllowed(f"{paper.name}已收回，不能增发。请重新下发。")
        if more < 1 or paper.copies + more > MOST_COPIES:
            raise BadInput(f"增加的份数应至少为 1，合计不超过 {MOST_COPIES} 份。")
        return replace(paper, copies=paper.copies + more)

    return _change(desk, [id], raised)[0]


def _checked(desk: Desk, order: Order) -> tuple[Officer, str, str]:
    """Officer, case number and document's code, each as the hub writes it."""
    document, officer = code_of(order.document), desk.officer(order.officer)
    number = case_number.parse(order.case)
    if number.court != desk.court.code:
        whose = number.court_name or number.court
        raise NotAllowed(f"{number}是{whose}的案号，不是本院的，没有下发。请核对案号。")
    if not 1 <= order.copies <= MOST_COPIES:
        raise BadInput(f"份数应在 1 到 {MOST_COPIES} 之间。")
    if not order.to.strip() or len(order.to) > _LONGEST or len(order.number) > _LONGEST:
        raise BadInput(f"请写明文书给谁（--to），不超过 {_LONGEST} 个字；文号也不超过 {_LONGEST} 个字。")
    with desk.store.reading() as connection:
        _has_case(connection, officer, str(number))
    return officer, str(number), document


def _has_case(connection: Connection, officer: Officer, number: str) -> None:
    if number not in assignment.held_by(connection, officer.id, [number]):
        raise NotAllowed(f"{number}没有分给{officer.name}，没有下发。请先用 hub assign 分案，或改给承办人。")


def _sealed(path: Path, found: Looked, sealing: Sealing | None) -> Looked:
    if sealing is None:
        return found
    if found.signed:
        raise NotAllowed(f"{path.name} 已有电子签名，再盖印会使它失效，没有下发。请直接下发，不要加 --p12。")
    return Looked(sealing(found, path.name), found.pages, signed=True)


def _refuse_twice(
    connection: Connection, officer: Officer, new: Sequence[SealedPaper], names: Sequence[str]
) -> None:
    standing = {k.paper.digest for k in papers(connection, officer=officer.id) if not k.paper.recalled_at}
    seen: set[str] = set()
    for paper, name in zip(new, names, strict=True):
        if paper.digest in standing | seen:
            raise NotAllowed(
                f"{name} 已经下发给{officer.name}，没有重复下发。要多印几份，请用 hub allow-copies。"
            )
        seen.add(paper.digest)


def _change(
    desk: Desk, ids: Sequence[str], changed: Callable[[SealedPaper], SealedPaper]
) -> tuple[Kept, ...]:
    table, found = schema.sealed_paper, []
    with desk.store.writing() as connection:
        for id in dict.fromkeys(ids):
            row = connection.execute(select(table.c.officer, table.c.body).where(table.c.id == id)).first()
            if row is None:
                raise BadInput(f"没有编号为“{id}”的院发文书。请用 hub papers 核对。")
            paper = changed(decode(bytes(row.body)))
            connection.execute(update(table).where(table.c.id == id).values(body=encode(paper)))
            found.append(Kept(row.officer, paper))
        _announce(connection, desk, [(kept.officer, kept.paper.id) for kept in found])
    return tuple(found)


def _recalled(paper: SealedPaper, why: str, now: dt.datetime) -> SealedPaper:
    """A paper that was recalled stays so, with its first reason."""
    return paper if paper.recalled_at else replace(paper, recalled_at=now, recalled_why=why)


def _announce(connection: Connection, desk: Desk, told: Iterable[tuple[str, str]]) -> None:
    counter.announce(
        connection, desk.court.id, [News(officer, counter.SEALED, paper) for officer, paper in told]
    )


def _row(officer: str, paper: SealedPaper) -> dict[str, object]:
    return {
        "id": paper.id,
        "officer": officer,
        "number": paper.case,
        "digest": paper.digest,
        "body": encode(paper),
    }
