"""离线底图: a court's own MBTiles file (MBTiles 1.3, picture tiles), opened read-only and never trusted."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from services.errors import BadInput

Datum = Literal["wgs84", "gcj02"]
DATUMS: dict[Datum, str] = {"wgs84": "WGS-84", "gcj02": "GCJ-02"}
PICTURES = {"png": b"\x89PNG", "jpg": b"\xff\xd8\xff", "webp": b"RIFF"}
DEEPEST = 22
LARGEST_TILE = 2 * 1024 * 1024


class BadTiles(BadInput):
    """The file is no map of picture tiles."""

    message = "这个文件不是离线底图（MBTiles），没有换上。请向院里领取图片瓦片的 .mbtiles 文件。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What the file says of itself: zoom levels, and bounds in degrees (west, south, east, north) where it has any."""

    name: str
    shallowest: int
    deepest: int
    bounds: tuple[float, float, float, float] | None
    source: str = ""


class TileFile:
    """Reads tiles from several threads, one at a time; a damaged tile is one that is missing.

    Raises BadTiles for a file that is no database, has no tiles or holds vector tiles.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = threading.Lock()
        self._db = _opened(path)
        try:
            self.cover = _cover(self._db, path)
        except BaseException:
            self._db.close()
            raise

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """The picture of a tile counted from the north-west; None where the file has none that can be used."""
        flipped = 2**zoom - 1 - row  # MBTiles counts rows from the south
        query = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
        try:
            with self._turn:
                found = self._db.execute(query, (zoom, column, flipped)).fetchone()
        except sqlite3.Error:
            return None
        return found[0] if found and _is_picture(found[0]) else None

    def close(self) -> None:
        """Lets go of the file."""
        with self._turn:
            self._db.close()


def _opened(path: Path) -> sqlite3.Connection:
    try:
        found = path.is_file()
    except (OSError, ValueError):  # a name no system can have
        found = False
    if not found:
        raise BadTiles(f"没有找到底图文件 {path.name}，请在设置里重新选择。")
    try:
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
    except sqlite3.Error as error:
        raise BadTiles from error


def _cover(db: sqlite3.Connection, path: Path) -> Cover:
    try:
        stated = {
            str(name): str(value) for name, value in db.execute("SELECT name, value FROM metadata LIMIT 100")
        }
        levels = db.execute("SELECT min(zoom_level), max(zoom_level) FROM tiles").fetchone()
        first = db.execute("SELECT tile_data FROM tiles LIMIT 1").fetchone()
    except sqlite3.Error as error:
        raise BadTiles from error
    if stated.get("format") == "pbf":
        raise BadTiles("这份底图是矢量瓦片（pbf），本程序只能用图片瓦片（png、jpg、webp），没有换上。")
    if first is None or not _is_picture(first[0]) or not 0 <= levels[0] <= levels[1] <= DEEPEST:
        raise BadTiles("这份底图里没有可用的图片瓦片，没有换上。请向院里重新领取。")
    return Cover(
        name=stated.get("name") or path.stem,
        shallowest=levels[0],
        deepest=levels[1],
        bounds=_bounds(stated.get("bounds", "")),
        source=stated.get("attribution", ""),
    )


def _is_picture(data: object) -> bool:
    return (
        isinstance(data, bytes)
        and len(data) <= LARGEST_TILE
        and any(data.startswith(mark) for mark in PICTURES.values())
    )


def _bounds(text: str) -> tuple[float, float, float, float] | None:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    inside = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return (west, south, east, north) if inside else None
