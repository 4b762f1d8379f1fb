"""成批出具: one document for the cases of a series, each its own paper; what could not be made is listed with the reason."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import shutil
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.actions import accounts, case_papers, issuing, unlocking
from services.actions.merging import Merging
from services.clock import local
from services.documents import catalogue as documents
from services.errors import BadInput, NoSpace, NotAllowed
from services.identifiers import case_number
from services.records.events import PapersSaved
from services.session import Session
from services.store import attachments, driver, journal, registry

WARNED = "须逐件确认，请打开案件单独出具"
NOBODY = "按案件册，这一案不能出具这种文书"
MAKING = ".making"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper to be made: the case, for whom or what in it, and how that reads."""

    number: str
    target: str
    to: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A paper that is there: its id, the case, and for whom or what it is."""

    id: str
    number: str
    to: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A case without the paper, and why."""

    number: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a batch will make; `standing` papers are there already and are not made again."""

    document: str
    wanted: tuple[Wanted, ...]
    standing: tuple[Standing, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """What the page begins with: the series of a case and the document to be made for it."""

    title: str
    members: tuple[str, ...]
    name: str
    authority: str
    two_sided: bool
    copies: int


def series(session: Session, number: str, code: str) -> Series:
    """The series of a case and the document. Raises NotAllowed where the case belongs to none."""
    found, document = registry.case(session.vault, number).series, documents.document(code)
    if found is None:
        raise NotAllowed(f"{number}不属于系列案，请在案件文书里单独出具。")
    return Series(
        title=found.title,
        members=registry.of_series(session.vault, found.id),
        name=document.title,
        authority=case_papers.AUTHORITY[document.authority],
        two_sided=document.duplex,
        copies=document.copies,
    )


def chosen(words: str, number: str, members: Sequence[str]) -> tuple[str, ...]:
    """The cases of the series that are named: 910001-910100, 执910001号至执910100号, several with 、; "" is all of them.

    What the case `number` has in front of its figures need not be written again. Raises BadInput for a number that is
    malformed or in no case of the series.
    """
    text = words.strip()
    if not text:
        return tuple(members)
    own = case_number.parse(number)
    whole = text if text[0] in "（([〔" else f"（{own.year}）{own.court}{_typed(text, own.type_code)}"
    named = [str(n) for n in case_number.expand(whole)]
    known = set(members)
    strange = [n for n in named if n not in known]
    if strange:
        rest = f"等 {len(strange)} 个案号" if len(strange) > 1 else ""
        raise BadInput(f"{strange[0]}{rest}不在这个系列里，没有开始。请改正范围。")
    return tuple(n for n in members if n in set(named))


def _typed(text: str, type_code: str) -> str:
    return text if not text[0].isdigit() else f"{type_code}{text}"


def plan(session: Session, code: str, numbers: Sequence[str], now: dt.datetime) -> Generator[int, None, Plan]:
    """For whom the document can be made, case by case; yields how many cases were looked at."""
    document, on = documents.document(code), local(now).date()
    wanted, standing, left_out = [], [], []
    for count, number in enumerate(numbers, start=1):
        made = {
            p.target: p.id
            for p in case_papers.papers(session, number)
            if p.document == code and p.state != "voided"
        }
        targets = document.targets(accounts.counted(session, number).case, on)
        if not targets:
            left_out.append(LeftOut(number, NOBODY))
        for target in targets:
            if target.id in made:
                standing.append(Standing(made[target.id], number, target.label))
            elif target.warning or target.ground:
                left_out.append(LeftOut(number, target.warning or WARNED))
            else:
                wanted.append(Wanted(number, target.id, target.label))
        yield count
    return Plan(code, tuple(wanted), tuple(standing), tuple(left_out))


def merged(
    session: Session, ids: Sequence[str], *, two_sided: bool = False
) -> Generator[int, None, bytes]:  # fmt: skip
    """The stored papers one after the other in one file, their pages untouched; yields how many are in it.

    For printing on both sides a paper of odd pages is followed by an empty one: no paper begins on another's back.
    """
    with Merging(two_sided=two_sided) as merging:
        for count, paper in enumerate(ids, start=1):
            merging.add(issuing.stored_pdf(session, paper))
            yield count
        return merging.whole()


def mark_printed(
    session: Session, ids: Sequence[str], printer: str, copies: int, now: dt.datetime
) -> Generator[int, None, None]:  # fmt: skip
    """Writes for every paper that it was printed; yields how many were written."""
    for count, paper in enumerate(ids, start=1):
        issuing.step(session, paper, "printed", now, copies=copies, printer=printer)
        yield count


def file_name(name: str, ids: Sequence[str], now: dt.datetime) -> str:
    """What the one file is called."""
    return f"{name} {len(ids)}份 {local(now):%Y-%m-%d %H%M}.pdf"


def save_one(
    session: Session, ids: Sequence[str], target: Path, now: dt.datetime
) -> Generator[int, None, Path]:  # fmt: skip
    """Writes the papers out in clear as one file and notes it in the journal; yields how many are in it.

    The journal has it before the file bears its name. Raises BadInput where the place can't be written to.
    """
    making = target.with_name(target.name + MAKING)
    try:
        raw = yield from merged(session, ids)
        with _writing(target.parent):
            making.write_bytes(raw)
            _note(session, ids, hashlib.sha256(raw).hexdigest(), now)
            making.replace(target)
    finally:
        making.unlink(missing_ok=True)
    return target


def save_each(
    session: Session, ids: Sequence[str], folder: Path, now: dt.datetime
) -> Generator[int, None, Path]:  # fmt: skip
    """The same, each paper a file of its own, named by case and paper, in a new folder; returns the folder."""
    states = [issuing.state(session, paper) for paper in ids]
    target = folder / f"{states[0].name} {local(now):%Y-%m-%d %H%M}"
    making = target.with_name(target.name + MAKING)
    try:
        with _writing(folder):
            making.mkdir()
        sums = []
        for count, paper in enumerate(states, start=1):
            raw = attachments.read(session.vault, paper.paper.digest)
            name = f"{paper.cases[0]} {paper.name} {paper.serial}.pdf"
            with _writing(folder):
                (making / name).write_bytes(raw)
            sums.append(f"{hashlib.sha256(raw).hexdigest()}  {name}")
            yield count
        with _writing(folder):
            _note(session, ids, hashlib.sha256("\n".join(sums).encode()).hexdigest(), now)
            making.replace(target)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return target


def _note(session: Session, ids: Sequence[str], sums: str, now: dt.datetime) -> None:
    cases = tuple(dict.fromkeys(n for paper in ids for n in journal.entry(session.vault, paper).cases))
    said = PapersSaved(papers=len(ids), sums=sums)
    journal.append(session.vault, unlocking.event(session, said, cases, now))


@contextlib.contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in driver.FULL:
            raise NoSpace from error
        raise BadInput(f"文书没有存成：{folder} 写不进去。请换一个位置再存。") from error
