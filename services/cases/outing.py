"""出行: what the sheets of a day's plan say, before they are set in type."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from services.docket.court import Officer

CAR, DESK = "外勤出行单", "外勤值班留存单"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutingStop:
    """One line: when one gets there (None where the place has no coordinates), where, who, and what to heed."""

    number: int
    at: dt.datetime | None
    window: str
    place: str
    parties: str
    case: str
    due: str
    known: str
    risk: str
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outing:
    """The day: who goes, when from, when back as far as straight lines tell, the stops and what to take along."""

    officers: tuple[Officer, ...]
    leaving: dt.datetime
    back: dt.datetime | None
    metres: str
    stops: tuple[OutingStop, ...]
    packed: tuple[tuple[str, str, str, str], ...] = ()
    check_in_minutes: int = 0
