"""What the map is drawn on: the court's own tiles with their datum, or the schematic when there are none."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from services.actions import planning
from services.actions.planning import TileFile
from services.errors import FieldworkError
from services.position import datum
from services.position.tiles import DATUMS, Datum
from ui.components.map_frame import MapFrame
from ui.components.map_tiles import Tiles
from ui.desk import Desk

SCHEMATIC = "示意图，按案件册地址画，不是测绘地图 · 坐标 WGS-84"


class BaseMap(QObject):
    """`changed` when everything has to be drawn anew, perhaps in another datum."""

    changed = Signal()

    def __init__(self, desk: Desk, frame: MapFrame, page: QObject) -> None:
        super().__init__(page)
        self._desk, self._frame = desk, frame
        self._chosen: tuple[object, object] | None = None
        self._file: TileFile | None = None
        self._tiles: Tiles | None = None
        self.datum: Datum = "wgs84"

    def look(self) -> None:
        """Take up the base map that 设置 names, if it is another one than before."""
        chosen = (self._desk.terminal.get("map_file", ""), self._desk.terminal.get("map_datum", "wgs84"))
        if chosen == self._chosen:
            return
        self._chosen = chosen
        work = partial(planning.base_map, self._desk.session)
        self._desk.background.run(work, then=self._take, failed=self._failed, owner=self)

    def on_map(self, latitude: float, longitude: float) -> tuple[float, float]:
        """A stored place in the datum of the map that is shown."""
        return datum.to_gcj02(latitude, longitude) if self.datum == "gcj02" else (latitude, longitude)

    def stored(self, latitude: float, longitude: float) -> tuple[float, float]:
        """A place on the shown map as it is kept: WGS-84."""
        return datum.to_wgs84(latitude, longitude) if self.datum == "gcj02" else (latitude, longitude)

    def _take(self, found: tuple[TileFile | None, Datum]) -> None:
        self._let_go()
        file, stated = found
        if file is None:
            self._schematic()
            return
        self._file, self.datum = file, stated
        self.destroyed.connect(file.close)
        cover = file.cover
        self._tiles = Tiles(file, cover.shallowest, cover.deepest, self._desk.background, self)
        self._frame.map.setTiles(self._tiles)
        self._frame.tell(f"离线图 {cover.name} · 坐标 {DATUMS[stated]}")
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        """The file can't be used: said once, and the schematic is drawn."""
        self._let_go()
        self._schematic()
        if not isinstance(error, FieldworkError):
            raise error
        self._desk.trouble(error)

    def _schematic(self) -> None:
        self.datum = "wgs84"
        self._frame.map.setTiles(None)
        self._frame.tell(SCHEMATIC)
        self.changed.emit()

    def _let_go(self) -> None:
        if self._tiles is not None:
            self._frame.map.setTiles(None)
            self._tiles.deleteLater()
            self._tiles = None
        if self._file is not None:
            self._file.close()
            self._file = None
