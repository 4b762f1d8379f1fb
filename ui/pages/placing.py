"""标点 on the map page: the sheet of ways, a finger on the map, and the mark that follows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from services.actions import geocoding, placing
from services.actions.geocoding import Service
from services.actions.placing import Found, Mark
from services.actions.planning import Target
from services.entries.entry import Entry
from services.position.tiles import Datum
from ui.components.frames import ActionBar
from ui.components.labels import Text
from ui.components.map_frame import MapFrame
from ui.desk import Desk
from ui.dialogs.place_sheet import AnswersSheet, AskSheet, PlaceSheet, UndoSheet
from ui.pages.basemap import BaseMap

Result = TypeVar("Result")
Known = tuple[Mark | None, tuple[Found, ...], Service | None]


class Placing(QObject):
    """`changed` after a mark was set or taken back; `pointing(on)` while a finger on the map is waited for.

    `bar` takes the place of the page's own bar meanwhile.
    """

    changed = Signal()
    pointing = Signal(bool)

    def __init__(self, desk: Desk, frame: MapFrame, base: BaseMap, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._frame, self._base, self._page = desk, frame, base, page
        self._place = ""
        self._spot: tuple[float, float] | None = None
        self.words = Text("", "strong")
        self.bar = ActionBar(lead=self.words, parent=page)
        self.bar.add("不标了", "plain", "close").tapped.connect(self.stop)
        self.key = self.bar.add("标在这里", "main", "check")
        self.key.tapped.connect(self._mark_spot)
        self.bar.hide()
        frame.map.pointed.connect(self._pointed)

    def begin(self, target: Target) -> None:
        """Ask by which way this address gets its place."""
        if not target.place:
            return
        self._place = target.place
        session, place = self._desk.session, target.place
        self._run(lambda: (*placing.known(session, place), geocoding.service(session)), self._offer)

    def stop(self) -> None:
        """No finger is waited for any more."""
        self._point(False)

    def _offer(self, known: Known) -> None:
        mark, found, service = known
        fix = self._desk.position.latest()
        offers = [*([placing.from_fix(fix)] if fix else []), *found]
        sheet = PlaceSheet(
            self._page.window(),
            self._place,
            mark,
            offers,
            f"{service.scheme}://{service.domain}" if service else "",
        )
        sheet.on_map.connect(lambda: self._point(True))
        sheet.chosen.connect(self._mark)
        sheet.file.connect(self._from_photo)
        sheet.typed.connect(self._from_text)
        if service is not None:
            sheet.asking.connect(lambda: self._ask_first(service))
        if mark is not None:
            sheet.undoing.connect(lambda: self._undo_first(mark))
        sheet.open()

    def _point(self, on: bool) -> None:
        self._spot = None
        self._frame.map.pointing = on
        self._frame.map.setSpot(None)
        self.words.setText(f"点地图上的位置：{self._place}")
        self.key.setMissing("先在地图上点一下；用键盘时把位置移到十字中间，按回车" if on else "")
        self.bar.setVisible(on)
        self.pointing.emit(on)
        if on:
            self._frame.map.setFocus()

    def _pointed(self, latitude: float, longitude: float) -> None:
        self._spot = (latitude, longitude)
        self._frame.map.setSpot(self._spot)
        self.key.setMissing("")

    def _mark_spot(self) -> None:
        if self._spot is None:
            return
        latitude, longitude = self._base.stored(*self._spot)
        self._point(False)
        self._mark(Found(latitude=latitude, longitude=longitude, way="map", source=self._frame.scale.ground))

    def _from_photo(self, path: str) -> None:
        self._run(partial(placing.look_at, path), self._mark, lane="work")

    def _from_text(self, text: str, stated: Datum) -> None:
        self._run(partial(placing.from_text, text, stated), self._mark, lane="work")

    def _ask_first(self, service: Service) -> None:
        sheet = AskSheet(self._page.window(), self._place, f"{service.scheme}://{service.domain}")
        sheet.agreed.connect(
            lambda: self._run(partial(geocoding.ask, service, self._place), self._answers, lane="network")
        )
        sheet.open()

    def _answers(self, found: tuple[Found, ...]) -> None:
        sheet = AnswersSheet(self._page.window(), self._place, found)
        sheet.chosen.connect(self._mark)
        sheet.open()

    def _undo_first(self, mark: Mark) -> None:
        sheet = UndoSheet(self._page.window(), self._place, mark.words)
        sheet.agreed.connect(
            lambda reason: self._run(
                partial(placing.take_back, self._desk.session, self._place, reason, self._desk.now()),
                self._kept,
            )
        )
        sheet.open()

    def _mark(self, found: Found) -> None:
        self._run(partial(placing.mark, self._desk.session, self._place, found, self._desk.now()), self._kept)

    def _kept(self, entry: Entry) -> None:
        self._desk.saved(entry.made_at)
        self.changed.emit()

    def _run(self, work: Callable[[], Result], then: Callable[[Result], object], lane: str = "vault") -> None:
        self._desk.background.run(work, then=then, failed=self._desk.trouble, lane=lane, owner=self)
