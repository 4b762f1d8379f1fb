"""Where each destination leads: one table of pages, the way back, and what stays open past the lease."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from services import actions
from services.errors import NotAllowed
from ui.components.sheets import Sheet
from ui.desk import (
    Back,
    ChooseKind,
    ContinueDraft,
    CorrectEntry,
    Desk,
    Destination,
    GoTo,
    LockNow,
    OpenCaptures,
    OpenCase,
    OpenCasePapers,
    OpenEntry,
    OpenFigures,
    OpenPapers,
    OpenPolice,
    OpenSeriesPapers,
    OpenSeriesSealed,
    OpenYard,
    PageName,
    StartRecord,
)
from ui.entering import Entered
from ui.loading import Loading
from ui.position import PositionWatch
from ui.surroundings import Surroundings

LEASE_OVER = "离线有效期已过，只能写完已有草稿。请载入院里新的承办案件册。"


@dataclass(frozen=True, slots=True)
class PageAt:
    """A page by module and class, and how it is made: class, desk, destination, whom to tell of a changed setting."""

    module: str
    name: str
    make: Callable[[type[Any], Desk, Any, Callable[[str], None]], QWidget]


PAGES: Mapping[str, PageAt] = {
    "today": PageAt("ui.pages.today", "TodayPage", lambda page, desk, _to, _told: page(desk)),
    "radar": PageAt(
        "ui.pages.radar", "RadarPage", lambda page, desk, to, _told: page(desk, to.chip, to.search)
    ),
    "cases": PageAt(
        "ui.pages.cases", "CasesPage", lambda page, desk, to, _told: page(desk, to.chip, to.search)
    ),
    "map": PageAt("ui.pages.map", "MapPage", lambda page, desk, _to, _told: page(desk)),
    "vehicles": PageAt("ui.pages.vehicles", "VehiclesPage", lambda page, desk, _to, _told: page(desk)),
    "exchange": PageAt("ui.pages.exchange", "ExchangePage", lambda page, desk, _to, _told: page(desk)),
    "settings": PageAt("ui.pages.settings", "SettingsPage", lambda page, desk, _to, told: page(desk, told)),
    "expired": PageAt("ui.pages.expired", "ExpiredPage", lambda page, desk, _to, _told: page(desk)),
    "case": PageAt("ui.pages.case", "CasePage", lambda page, desk, to, _told: page(desk, to.number, to.tab)),
    "record": PageAt("ui.pages.record", "RecordPage", lambda page, desk, to, _told: page(desk, to)),
    "finished": PageAt(
        "ui.pages.finished", "FinishedPage", lambda page, desk, to, _told: page(desk, to.entry)
    ),
    "papers": PageAt(
        "ui.pages.documents", "DocumentsPage", lambda page, desk, to, _told: page(desk, to.entry)
    ),
    "police": PageAt("ui.pages.police", "PolicePage", lambda page, desk, _to, _told: page(desk)),
    "yard": PageAt("ui.pages.yard", "YardPage", lambda page, desk, _to, _told: page(desk)),
    "figures": PageAt("ui.pages.yard_figures", "FiguresPage", lambda page, desk, _to, _told: page(desk)),
    "case_papers": PageAt(
        "ui.pages.case_papers",
        "CasePapersPage",
        lambda page, desk, to, _told: page(desk, to.number, to.document, to.target),
    ),
    "capture": PageAt("ui.pages.capture", "CapturePage", lambda page, desk, _to, _told: page(desk)),
    "batch": PageAt(
        "ui.pages.batch", "BatchPage", lambda page, desk, to, _told: page(desk, to.number, to.document)
    ),
    "sealed_batch": PageAt(
        "ui.pages.sealed_batch",
        "SealedBatchPage",
        lambda page, desk, to, _told: page(desk, to.number, to.document),
    ),
}
FIRST = "today"
FORM = ("ui.dialogs.preview", "ui.forms.hints", "ui.forms.form")
KINDS_SHEET = ("ui.dialogs.kinds", "KindsSheet")
PUSHED = (
    (OpenCase, "case"),
    (OpenEntry, "finished"),
    (OpenPapers, "papers"),
    (OpenCasePapers, "case_papers"),
    (OpenPolice, "police"),
    (OpenSeriesPapers, "batch"),
    (OpenSeriesSealed, "sealed_batch"),
    (OpenCaptures, "capture"),
    (OpenYard, "yard"),
    (OpenFigures, "figures"),
)
RAIL = ("today", "radar", "cases", "map", "vehicles", "exchange", "settings")


class Page(Protocol):
    """What the window asks of a page; `leave`, `refresh` and a `draft` are optional."""

    title: str
    back: bool


def modules() -> tuple[str, ...]:
    """What the other pages load, in an order whose pieces the screen doesn't notice: the form before the record's page."""
    return (*FORM, *(at.module for at in PAGES.values()))


class Routes(QObject):
    """The stack of pages of one session; `moved` when another page is shown, `locking` when 隐屏 is asked for."""

    moved = Signal()
    locking = Signal()

    def __init__(self, desk: Desk, window: QWidget, expired: bool, told: Callable[[str], None]) -> None:
        super().__init__(window)
        self._desk, self._window, self._told = desk, window, told
        self.expired = expired
        self.stack = QStackedWidget()
        desk.lasting.setParent(self.stack)  # it ends with all pages, at 隐屏
        self._trail: list[tuple[Destination, QWidget]] = []
        self._rail_pages: dict[str, QWidget] = {}
        self._sheet: Sheet | None = None
        self._loaded = False

    @property
    def page(self) -> QWidget | None:
        """The page on the screen."""
        return self._trail[-1][1] if self._trail else None

    @property
    def place(self) -> str:
        """The rail's page that was chosen last."""
        first = self._trail[0][0] if self._trail else GoTo("today")
        return first.page if isinstance(first, GoTo) else "today"

    def go(self, to: Destination) -> None:
        """Show a destination; raises NotAllowed for one that is closed past the lease."""
        if isinstance(to, LockNow):
            self.locking.emit()
        elif isinstance(to, Back):
            self._back()
        elif self.expired and isinstance(
            to,
            OpenCase
            | OpenEntry
            | OpenPapers
            | OpenCasePapers
            | OpenPolice
            | OpenSeriesPapers
            | OpenSeriesSealed
            | OpenCaptures
            | OpenYard
            | OpenFigures
            | StartRecord
            | ChooseKind
            | CorrectEntry,
        ):
            raise NotAllowed(LEASE_OVER)
        elif isinstance(to, ChooseKind):
            self._open_kinds(to)
        elif isinstance(to, GoTo):
            self._to_rail(to)
        else:
            self._push(to)

    def go_to(self, place: PageName) -> None:
        """To a page of the rail, by its name."""
        self._desk.go(GoTo(place))

    def go_back(self) -> None:
        """To where the officer came from."""
        self._desk.go(Back())

    def lapse(self, expired: bool) -> None:
        """The lease is over, or was renewed: then the page that the officer has asked for meanwhile comes."""
        renewed, self.expired = self.expired and not expired, expired
        if renewed and self.page is not None and self.page is self._rail_pages.get("expired"):
            self._desk.go(self._trail[-1][0])

    def leave(self) -> None:
        """Let the page on the screen keep what it holds."""
        if (leave := getattr(self.page, "leave", None)) is not None:
            leave()

    def resume(self) -> Destination:
        """Where to go on after the next unlocking."""
        if not self._trail:
            return GoTo("today")
        to, page = self._trail[-1]
        if isinstance(to, StartRecord | ContinueDraft | CorrectEntry):
            draft = getattr(page, "draft", None)
            over = getattr(page, "finished", False)
            return GoTo("today") if draft is None or over else ContinueDraft(draft.id)
        return to

    def _to_rail(self, to: GoTo) -> None:
        name = "expired" if self.expired and to.page not in ("exchange", "settings") else to.page
        if name not in PAGES:
            raise NotAllowed("这一页还没有开通。")
        self.leave()
        while self._trail:
            _, page = self._trail.pop()
            if page not in self._rail_pages.values():
                self._drop(page)
        if to.chip or to.search or name not in self._rail_pages:
            if (old := self._rail_pages.pop(name, None)) is not None:
                self._drop(old)
            self._rail_pages[name] = self._make(name, to)
        else:
            _refresh(self._rail_pages[name])
        self._trail.append((to, self._rail_pages[name]))
        self._show()

    def _push(self, to: Destination) -> None:
        self.leave()
        name = next((n for sort, n in PUSHED if isinstance(to, sort)), "record")
        page = self._make(name, to)
        # A draft that has become a record is no place to come back to.
        if self._trail and getattr(self.page, "finished", False):
            self._drop(self._trail.pop()[1])
        self._trail.append((to, page))
        self._show()

    def _back(self) -> None:
        self.leave()
        if len(self._trail) < 2:
            self._to_rail(GoTo("today"))
            return
        self._drop(self._trail.pop()[1])
        _refresh(self._trail[-1][1])
        self._show()

    def _load_rest(self) -> None:
        """At the first step away from 今日: the other pages are loaded while the officer looks at this one."""
        if not self._loaded:
            self._loaded = True
            then, run = Loading(modules(), self).begin, self._desk.background.run
            run(actions.load, then=then, failed=self._desk.trouble, owner=self, lane="work")

    def _open_kinds(self, to: ChooseKind) -> None:
        self._load_rest()
        module, name = KINDS_SHEET
        made = getattr(import_module(module), name)(self._desk, self._window, to.cases, to.subject)
        self._sheet = cast(Sheet, made)
        self._sheet.open()

    def _make(self, name: str, to: Destination) -> QWidget:
        at = PAGES[name]
        page = at.make(getattr(import_module(at.module), at.name), self._desk, to, self._told)
        self.stack.addWidget(page)
        if name != FIRST:
            self._load_rest()
        return page

    def _drop(self, page: QWidget) -> None:
        self.stack.removeWidget(page)
        page.hide()
        page.deleteLater()

    def _show(self) -> None:
        self.stack.setCurrentWidget(self._trail[-1][1])
        self.moved.emit()


def opened(entered: Entered, around: Surroundings, window: QWidget, position: PositionWatch) -> Routes:
    """The desk and the pages of a session that begins."""
    desk = Desk(
        session=entered.session,
        root=around.root,
        background=around.background,
        position=position,
        now=around.now,
        go=around.go,
        saved=around.saved,
        trouble=around.trouble,
        terminal=around.terminal,
        alone=around.alone,
    )
    return Routes(desk, window, entered.facts.lease.expired, around.told)


def _refresh(page: QWidget) -> None:
    if (refresh := getattr(page, "refresh", None)) is not None:
        refresh()
