"""交警协查: the list of cars the police are asked to find, given out and journalled; their answers taken in whole or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from services import spreadsheet
from services.actions.paper_events import About, write_event
from services.cases import measures, police_list
from services.cases.measures import InForce
from services.cases.police_list import BadAnswers, Changes, Filter, RowTrouble
from services.clock import local
from services.docket.case import Case
from services.docket.reading import decode_case
from services.documents import police_list as paper
from services.entries.entry import Entry
from services.errors import BadInput
from services.identifiers import plate as plates
from services.records import catalogue
from services.records.declared import Happening
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.vehicle_events import HELD, ListedCar, PoliceAnswer, PoliceAnswersTaken, PoliceListGiven
from services.session import Session
from services.store import attachments, exchanged, journal, vehicles

__all__ = [
    "HELD",
    "BadAnswers",
    "Changes",
    "Filter",
    "Given",
    "ListedCar",
    "Made",
    "Material",
    "PoliceAnswer",
    "Read",
    "RowTrouble",
    "answered",
    "answers",
    "compose",
    "give",
    "given_to",
    "issues",
    "last",
    "make",
    "material",
    "stored",
    "take",
    "thing_of",
]  # fmt: skip

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the list is made from, read in one go: cases as bytes, what was recorded on them, and the last list."""

    bodies: tuple[bytes, ...]
    happened: tuple[Happening, ...]
    colleagues: tuple[Happening, ...]
    last: PoliceListGiven | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The list as it would be given out now, and what it changes."""

    cars: tuple[ListedCar, ...]
    changes: Changes
    issue: int
    chosen: Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A list set on paper and in a table, before it is given out."""

    read: Read
    to: str
    pdf: bytes
    sheet: bytes
    made_at: dt.datetime

    @property
    def name(self) -> str:
        """Of both files, without their endings."""
        return f"{paper.TITLE}第{self.read.issue}期-{local(self.made_at):%Y%m%d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A list that was given out: its entry and the two files, "" where none were written."""

    entry: Entry
    files: tuple[Path, ...]


def material(session: Session) -> Material:
    """Reads what the list is made from; belongs on the vault's lane, the making does not."""
    seized = VehicleSeizure.code
    return Material(
        bodies=vehicles.live_bodies(session.vault),
        happened=tuple(catalogue.read(e) for e in journal.entries(session.vault, kinds=(seized,))),
        colleagues=tuple(catalogue.read(e) for e in exchanged.colleagues_entries(session.vault, kind=seized)),
        last=last(session),
    )


def compose(found: Material, chosen: Filter, today: dt.date) -> Read:
    """The list by these filters; pure, for a working thread."""
    cars = police_list.at_large((_with_measures(decode_case(b), found) for b in found.bodies), chosen, today)
    before = found.last.cars if found.last else ()
    issue = found.last.issue + 1 if found.last else 1
    return Read(cars=cars, changes=police_list.changes(before, cars), issue=issue, chosen=chosen)


def make(session: Session, read: Read, to: str, now: dt.datetime) -> Made:
    """Sets the list; for a working thread. Raises BadInput for an empty list or nobody to give it to."""
    if not read.cars:
        raise BadInput("按这些条件没有要查找的车辆，清单没有出。请换一个筛选。")
    if len(to.strip()) < 2:
        raise BadInput("请写明清单交给哪个单位。")
    issue = paper.Issue(
        number=read.issue, to=to.strip(), chosen=read.chosen.words, added=read.changes.added, removed=read.changes.removed
    )  # fmt: skip
    added = read.changes.added if read.issue > 1 else ()
    return Made(
        read=read,
        to=to.strip(),
        pdf=paper.pdf(read.cars, issue, session.court, session.officer, now, demo=session.demo),
        sheet=spreadsheet.write("清单", police_list.table(read.cars, added), police_list.WIDTHS),
        made_at=now,
    )


def give(session: Session, made: Made, folder: Path | None, now: dt.datetime) -> Given:
    """出清单: both files kept and journalled, then written to the folder where one is named; they lie there in clear.

    Raises NotAllowed where another list of the same number was given out meanwhile, BadInput where the folder cannot be
    written: then nothing is journalled.
    """
    before = last(session)
    if (before.issue if before else 0) >= made.read.issue:
        raise BadInput("这一期清单已经出过。请重新生成再出。")
    stored = [
        attachments.put(
            session.vault, raw, media_type=media_type, role="police_list", name=f"{made.name}{ending}"
        )
        for raw, media_type, ending in ((made.pdf, "application/pdf", ".pdf"), (made.sheet, XLSX, ".xlsx"))
    ]
    said = PoliceListGiven(
        issue=made.read.issue, to=made.to, chosen=made.read.chosen.words, cars=made.read.cars, paper=stored[0],
        sheet=stored[1], added=made.read.changes.added, removed=made.read.changes.removed,
    )  # fmt: skip
    files = _write(folder, made) if folder is not None else ()
    try:
        cases = dict.fromkeys(n for car in made.read.cars for n in car.cases)
        entry = write_event(session, said, About(cases=tuple(cases), matter=""), now)
    except BaseException:
        for file in files:
            file.unlink(missing_ok=True)
        raise
    return Given(entry=entry, files=files)


def issues(session: Session) -> tuple[Happening, ...]:
    """The lists given out from this terminal, the latest first."""
    found = journal.entries(session.vault, kinds=(PoliceListGiven.code,), newest_first=True)
    return tuple(catalogue.read(e) for e in found)


def last(session: Session) -> PoliceListGiven | None:
    """The latest list given out, None before the first."""
    entry = journal.latest(session.vault, PoliceListGiven.code)
    said = catalogue.read(entry).said if entry else None
    return said if isinstance(said, PoliceListGiven) else None


def answers(session: Session, path: Path, now: dt.datetime) -> tuple[PoliceAnswer, ...]:
    """What a file of the police says, checked against the last list; nothing is kept yet. Raises BadAnswers, BadInput."""
    given = last(session)
    if given is None:
        raise BadInput("还没有出过清单，不能导入反馈。")
    return police_list.answers(spreadsheet.read(path), {c.plate: c for c in given.cars}, now)


def take(session: Session, path: Path, now: dt.datetime) -> tuple[PoliceAnswer, ...]:
    """导入反馈: the file and its answers as one entry, or nothing. Raises BadAnswers with every row, BadInput."""
    found = answers(session, path, now)
    given = last(session)
    assert given is not None
    media_type = XLSX if path.suffix.lower() == ".xlsx" else CSV
    file = attachments.put(session.vault, path, media_type=media_type, role="police_answers", name=path.name)
    said = PoliceAnswersTaken(issue=given.issue, answers=found, file=file)
    known = {c.plate: c.cases for c in given.cars}
    cases = dict.fromkeys(n for a in found for n in known[a.plate])
    write_event(session, said, About(cases=tuple(cases), matter=""), now)
    return found


def answered(session: Session) -> dict[str, PoliceAnswer]:
    """The latest answer to each car that the police have reported, by its plate."""
    found: dict[str, PoliceAnswer] = {}
    for entry in journal.entries(session.vault, kinds=(PoliceAnswersTaken.code,)):
        said = catalogue.read(entry).said
        if isinstance(said, PoliceAnswersTaken):
            found |= {a.plate: a for a in said.answers}
    return found


def _with_measures(case: Case, found: Material) -> tuple[Case, tuple[InForce, ...]]:
    own = [h for h in found.happened if case.number in h.entry.cases]
    others = [h for h in found.colleagues if case.number in h.entry.cases]
    return case, measures.in_force(case, own, others)


def _write(folder: Path, made: Made) -> tuple[Path, ...]:
    """Both files, or neither; one that stands there is not touched."""
    written: list[Path] = []
    try:
        for raw, ending in ((made.pdf, ".pdf"), (made.sheet, ".xlsx")):
            target = folder / f"{made.name}{ending}"
            with target.open("xb") as file:
                written.append(target)
                file.write(raw)
    except OSError as error:
        for file_ in written:
            file_.unlink(missing_ok=True)
        why = "那里已有同名文件" if isinstance(error, FileExistsError) else f"{folder} 写不进去"
        raise BadInput(f"清单没有写成：{why}。请换一个位置再出，日志里没有记。") from error
    return tuple(written)


def given_to(session: Session) -> Sequence[str]:
    """To whom lists were given before, the latest first: offered as phrases."""
    found = (h.said for h in issues(session))
    return tuple(dict.fromkeys(s.to for s in found if isinstance(s, PoliceListGiven)))


def stored(session: Session, said: PoliceListGiven) -> bytes:
    """The list's bytes as they were given out. Raises Damaged."""
    return attachments.read(session.vault, said.paper.digest)


def thing_of(found: Material, car: ListedCar) -> str:
    """The docket's id of a listed car in its first case, "" where it has left the docket; pure."""
    for body in found.bodies:
        case = decode_case(body)
        if case.number in car.cases[:1]:
            things = (t for t in case.vehicles if t.vehicle and plates.bare(t.vehicle.plate) == car.plate)
            return next((t.id for t in things), "")
    return ""
