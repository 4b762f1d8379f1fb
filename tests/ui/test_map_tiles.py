"""A base map with holes: a coarser tile stands in, a damaged one counts as missing, and bare ground says that it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from services.position.tiles import TileFile
from tests.winding import wind_up
from ui.background import Background
from ui.components.map_tiles import Key, Tiles
from ui.components.map_view import MapView

COARSE: Key = (10, 849, 426)
WHOLE, DAMAGED = ((11, 2 * 849 + n, 2 * 426) for n in (0, 1))
ELSEWHERE: Key = (11, 1600, 800)


def png(colour: str) -> bytes:
    image = QImage(256, 256, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


@pytest.fixture
def tiles(tmp_path: Path, qtbot: QtBot) -> Iterator[Tiles]:
    """One coarse tile, one of its four finer ones, and one that is cut off."""
    path = tmp_path / "map.mbtiles"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    db.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
    for (zoom, column, row), data in (
        (COARSE, png("green")),
        (WHOLE, png("red")),
        (DAMAGED, png("blue")[:60]),
    ):
        db.execute("INSERT INTO tiles VALUES (?, ?, ?, ?)", [zoom, column, 2**zoom - 1 - row, data])
    db.commit()
    db.close()
    background = Background()
    made = Tiles(TileFile(path), 10, 11, background)
    yield made
    wind_up(background)


def asked(tiles: Tiles, key: Key, qtbot: QtBot) -> str:
    """The colour drawn at a place once the file has answered for it; "" for none."""
    tiles.get(key)
    qtbot.waitUntil(lambda: not tiles._asked, timeout=10_000)
    found = tiles.get(key)
    return found[0].toImage().pixelColor(9, 9).name() if found else ""


def test_a_missing_and_a_damaged_tile_are_stood_in_for_by_the_coarser_one(tiles: Tiles, qtbot: QtBot) -> None:
    assert asked(tiles, WHOLE, qtbot) == "#ff0000"
    assert asked(tiles, DAMAGED, qtbot) == "#008000"
    assert asked(tiles, (11, 2 * 849, 2 * 426 + 1), qtbot) == "#008000"
    assert not tiles.lacks(DAMAGED)


def test_ground_without_any_tile_is_known_only_after_the_file_was_asked(tiles: Tiles, qtbot: QtBot) -> None:
    assert not tiles.lacks(ELSEWHERE), "nobody has looked yet"
    assert asked(tiles, ELSEWHERE, qtbot) == ""
    assert tiles.lacks(ELSEWHERE)


def test_a_view_beyond_the_map_is_hatched_and_does_not_stumble(tiles: Tiles, qtbot: QtBot) -> None:
    view = MapView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.setTiles(tiles)
    with qtbot.waitExposed(view):
        view.show()
    view.fit([(30.4, 120.1), (30.5, 120.2)])  # far outside the file
    before = view.viewport().grab().toImage()
    qtbot.waitUntil(lambda: not tiles._asked and bool(tiles._kept), timeout=10_000)
    view._ground.forget()
    view.viewport().update()
    after = view.viewport().grab().toImage()
    colours = {after.pixelColor(x, y).name() for x in range(0, 400, 3) for y in range(0, 300, 7)}
    assert len(colours) > len(
        {before.pixelColor(x, y).name() for x in range(0, 400, 3) for y in range(0, 300, 7)}
    )
