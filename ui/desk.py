"""What every page is handed: the session, the way to do work, the way to go elsewhere; nothing larger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject

from services.records.record import Record
from services.session import Session
from ui.background import Background

if TYPE_CHECKING:
    from ui.position import PositionWatch

PageName = Literal[
    "today", "radar", "cases", "map", "vehicles", "records", "documents", "exchange", "settings"
]


@dataclass(frozen=True, slots=True)
class GoTo:
    """To one of the rail's pages; `chip` preselects a filter of the case list or the days of the radar, `search` fills
    the case list's search or names the series that the radar shows."""

    page: PageName
    chip: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """To one case."""

    number: str
    tab: str = "overview"


@dataclass(frozen=True, slots=True)
class ChooseKind:
    """To the sheet that asks which kind of record to begin."""

    cases: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class StartRecord:
    """To a fresh draft; without cases the officer is asked for one first. `known` are answers to prefill by name."""

    kind: type[Record]
    cases: tuple[str, ...] = ()
    subject: str = ""
    known: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class ContinueDraft:
    """To a draft that was begun earlier."""

    draft: str


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """To a finished record, its papers and what may be done with them."""

    entry: str


@dataclass(frozen=True, slots=True)
class OpenPapers:
    """To the papers of a finished record."""

    entry: str


@dataclass(frozen=True, slots=True)
class OpenCasePapers:
    """To the papers of a case itself; `document` is the one to stand chosen, if the case can have it.

    `target` is the id of whom or what it is then made for, "" where that is still to be asked.
    """

    number: str
    document: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class OpenPolice:
    """To the list of cars for the police and their answers."""


@dataclass(frozen=True, slots=True)
class OpenCaptures:
    """To what was taken before it had a record."""


@dataclass(frozen=True, slots=True)
class OpenSeriesPapers:
    """To one document for all cases of the series to which a case belongs."""

    number: str
    document: str


@dataclass(frozen=True, slots=True)
class OpenSeriesSealed:
    """To one sealed paper for all cases of the series to which a case belongs."""

    number: str
    document: str


@dataclass(frozen=True, slots=True)
class OpenYard:
    """To the seized cars."""


@dataclass(frozen=True, slots=True)
class OpenFigures:
    """To the figures of the cars."""


@dataclass(frozen=True, slots=True)
class CorrectEntry:
    """To a correction of a finished record; the reason was asked already."""

    entry: str
    reason: str


@dataclass(frozen=True, slots=True)
class Back:
    """To where the officer came from."""


@dataclass(frozen=True, slots=True)
class LockNow:
    """隐屏: to the lock, drafts kept."""


Destination = (
    GoTo
    | OpenCase
    | ChooseKind
    | StartRecord
    | ContinueDraft
    | OpenEntry
    | OpenPapers
    | OpenCasePapers
    | OpenPolice
    | OpenSeriesPapers
    | OpenSeriesSealed
    | OpenCaptures
    | OpenYard
    | OpenFigures
    | CorrectEntry
    | Back
    | LockNow
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Frozen; `now` and `today` come from the clock (or the demo's fixed day), `go` changes the page,
    `saved` tells the header that something reached the disk at that moment, `trouble` is the one door for errors,
    `alone` hears when the tablet is to ring for an officer who is alone, what outlives a page lives under `lasting`."""

    session: Session
    root: Path
    background: Background
    position: PositionWatch
    now: Callable[[], dt.datetime]
    go: Callable[[Destination], None]
    saved: Callable[[dt.datetime], None]
    trouble: Callable[[BaseException], None]
    terminal: dict[str, object] = field(default_factory=dict)
    alone: Callable[[dt.datetime], None] = lambda _due: None
    lasting: QObject = field(default_factory=QObject)

    def today(self) -> dt.date:
        """The date of `now`."""
        return self.now().date()
