"""车辆协查的事: the list of cars given to the traffic police, and what they answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from services.entries.entry import Attachment
from services.records.declared import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCar:
    """One car of the list: what it is known by, under which cases, sealed by which paper and until when."""

    plate: str
    plate_kind: str = ""
    brand: str = ""
    colour: str = ""
    vin: str = ""
    engine_number: str = ""
    owner: str = ""
    cases: tuple[str, ...] = ()
    ruling: str = ""
    rank: str = ""
    registered: bool = False
    expires_on: dt.date | None = None


class PoliceListGiven(Event, code="police_list_given", title="交警协查清单"):
    """A list handed to the police: the how-many-th, to whom, by which filters, every row, and what changed since.

    `added` and `removed` are plates; the bytes given out stand as attachments, sheet and table alike.
    """

    issue: int
    to: str
    chosen: str
    cars: tuple[ListedCar, ...]
    paper: Attachment
    sheet: Attachment
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """One line for the timeline."""
        changed = f"，新增 {len(self.added)}、移出 {len(self.removed)}" if self.issue > 1 else ""
        return f"第 {self.issue} 期 {len(self.cars)} 辆{changed} · 交 {self.to}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliceAnswer:
    """One car that the police report: what became of it, when and where, and whom to call."""

    plate: str
    state: str
    at: dt.datetime | None = None
    place: str = ""
    post: str = ""
    officer: str = ""
    phone: str = ""
    note: str = ""


class PoliceAnswersTaken(Event, code="police_answers_taken", title="交警反馈"):
    """The police's answers to a list, read from their file, which stands as attachment."""

    issue: int
    answers: tuple[PoliceAnswer, ...]
    file: Attachment

    @property
    def text(self) -> str:
        """One line for the timeline."""
        held = [a.plate for a in self.answers if a.state == HELD]
        return f"对第 {self.issue} 期清单反馈 {len(self.answers)} 辆，已控制 {len(held)} 辆"


HELD, SEEN, NOT_FOUND = "已控制", "发现未控制", "未查获"
STATES = (HELD, SEEN, NOT_FOUND)
VEHICLE_EVENTS: tuple[type[Event], ...] = (PoliceListGiven, PoliceAnswersTaken)
