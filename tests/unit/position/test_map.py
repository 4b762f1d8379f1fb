"""The plane a map is drawn on, and a court's own file of tiles: good ones are read, bad ones refused in words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.position import mercator
from services.position.tiles import BadTiles, TileFile

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def mbtiles(path: Path, tile: bytes = PNG, **metadata: str) -> Path:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    db.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
    db.executemany(
        "INSERT INTO metadata VALUES (?, ?)", {"name": "常山县", "format": "png", **metadata}.items()
    )
    db.execute("INSERT INTO tiles VALUES (10, 849, 597, ?)", [tile])  # rows are counted from the south
    db.commit()
    db.close()
    return path


@given(some.floats(-85, 85), some.floats(-180, 180))
def test_a_place_comes_back_from_the_plane_where_it_was(latitude: float, longitude: float) -> None:
    assert mercator.unproject(*mercator.project(latitude, longitude)) == pytest.approx(
        (latitude, longitude), abs=1e-9
    )


def test_the_plane_is_that_of_the_published_tiles() -> None:
    east, south = mercator.project(28.901462, 118.511235)
    assert (int(east * 2**10), int(south * 2**10)) == (849, 426), "常山 lies in tile 10/849/426"
    assert mercator.metres_across(0) == pytest.approx(40_075_016.686)


def test_a_tile_is_found_from_the_north_though_the_file_counts_from_the_south(tmp_path: Path) -> None:
    tiles = TileFile(mbtiles(tmp_path / "a.mbtiles", bounds="118.2,28.7,118.8,29.2", attribution="测绘院"))
    assert tiles.tile(10, 849, 2**10 - 1 - 597) == PNG
    assert tiles.tile(10, 849, 597) is None
    assert (tiles.cover.name, tiles.cover.shallowest, tiles.cover.source) == ("常山县", 10, "测绘院")
    assert tiles.cover.bounds == (118.2, 28.7, 118.8, 29.2)
    tiles.close()
    assert tiles.tile(10, 849, 426) is None, "a closed file has no tiles and breaks nothing"


def test_coordinates_that_are_swapped_in_the_file_give_no_bounds(tmp_path: Path) -> None:
    assert TileFile(mbtiles(tmp_path / "a.mbtiles", bounds="28.7,118.2,29.2,118.8")).cover.bounds is None
    assert TileFile(mbtiles(tmp_path / "b.mbtiles", bounds="west,south")).cover.bounds is None


def test_what_is_no_map_is_refused_in_words(tmp_path: Path) -> None:
    text = tmp_path / "notes.mbtiles"
    text.write_text("不是地图" * 400, encoding="utf-8")
    empty = tmp_path / "empty.mbtiles"
    sqlite3.connect(empty).executescript("CREATE TABLE other (a)")
    for path in (text, empty):
        with pytest.raises(BadTiles, match="MBTiles"):
            TileFile(path)
    with pytest.raises(BadTiles, match=r"没有找到底图文件 gone\.mbtiles"):
        TileFile(tmp_path / "gone.mbtiles")
    with pytest.raises(BadTiles, match="矢量瓦片"):
        TileFile(mbtiles(tmp_path / "v.mbtiles", format="pbf"))
    with pytest.raises(BadTiles, match="没有可用的图片瓦片"):
        TileFile(mbtiles(tmp_path / "w.mbtiles", tile=b"<html>blocked</html>"))


def test_the_court_s_file_is_not_written_to(tmp_path: Path) -> None:
    path = mbtiles(tmp_path / "a.mbtiles")
    before = path.read_bytes()
    TileFile(path).tile(10, 849, 426)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.mbtiles"]


def test_a_base_map_under_a_name_that_no_system_can_have_is_told_as_lacking() -> None:
    with pytest.raises(BadTiles, match="没有找到底图文件"):
        TileFile(Path("字" * 6000))
