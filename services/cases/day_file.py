"""行程文件: a day's planned stops and calls made as GeoJSON (RFC 7946), GPX 1.1 or KML 2.2, for the court's own maps.

Coordinates are WGS-84 in all three, as their standards want it, and each file says so in words besides. The file
leaves the vault: it carries case numbers and addresses; parties only where the officer has ticked them.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as ET

Place = tuple[float, float]  # latitude and longitude in degrees, WGS-84

DATUM = "WGS-84（EPSG:4326，与 CGCS2000 在本用途上一致）"
PROGRAM = "Court Fieldwork"
SORTS: Mapping[str, str] = {"stop": "计划", "call": "已到"}
_GPX, _KML = "http://www.topografix.com/GPX/1/1", "http://www.opengis.net/kml/2.2"
_UNFIT = re.compile(
    r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # what XML 1.0 has no place for


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One place of the day: a planned stop with the time one gets there, or a call that was made, with what came of it."""

    sort: Literal["stop", "call"]
    name: str
    at: Place
    time: dt.datetime | None = None
    note: str = ""
    case: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What is written: the stops in the order to drive them, then the calls in the order they were made."""

    title: str
    points: tuple[Point, ...]
    made_at: dt.datetime

    def of(self, sort: str) -> tuple[Point, ...]:
        """Only the stops, or only the calls."""
        return tuple(p for p in self.points if p.sort == sort)


def geojson(day: Day) -> bytes:
    """A feature for each point and a line for the way planned; the datum is named in the collection and each feature."""
    features = [_feature(n, point) for n, point in _numbered(day)]
    if len(stops := day.of("stop")) > 1:
        line = {"type": "LineString", "coordinates": [_east_north(p.at) for p in stops]}
        told = {"类别": "计划路线（直线）", "坐标系": DATUM}
        features.append({"type": "Feature", "geometry": line, "properties": told})
    made_at = day.made_at.isoformat(timespec="seconds")
    content = {
        "type": "FeatureCollection", "name": day.title, "坐标系": DATUM, "制作时间": made_at,
        "features": features,
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def gpx(day: Day) -> bytes:
    """Calls as waypoints, stops as a route; times in UTC, as GPX wants them."""
    root = ET.Element("gpx", {"xmlns": _GPX, "version": "1.1", "creator": PROGRAM})
    head = ET.SubElement(root, "metadata")
    _texts(head, name=day.title, desc=f"坐标系 {DATUM}", time=_utc(day.made_at))
    for point in day.of("call"):
        _gpx_point(root, "wpt", point)
    if stops := day.of("stop"):
        way = ET.SubElement(root, "rte")
        _texts(way, name=day.title, desc=f"计划路线，直线；坐标系 {DATUM}")
        for point in stops:
            _gpx_point(way, "rtept", point)
    return _document(root)


def kml(day: Day) -> bytes:
    """A folder of stops with the way between them, and a folder of calls."""
    root = ET.Element("kml", {"xmlns": _KML})
    document = ET.SubElement(root, "Document")
    _texts(document, name=day.title, description=f"坐标系 {DATUM}")
    for sort, title in SORTS.items():
        if not (points := day.of(sort)):
            continue
        folder = ET.SubElement(document, "Folder")
        _texts(folder, name=title)
        for point in points:
            _kml_point(folder, point)
        if sort == "stop" and len(points) > 1:
            mark = ET.SubElement(folder, "Placemark")
            _texts(mark, name="计划路线（直线）")
            line = ET.SubElement(mark, "LineString")
            _texts(line, coordinates=" ".join(_kml_place(p.at) for p in points))
    return _document(root)


WRITERS: Mapping[str, Callable[[Day], bytes]] = {".geojson": geojson, ".gpx": gpx, ".kml": kml}


def _feature(number: int, point: Point) -> dict[str, object]:
    told = {
        "类别": SORTS[point.sort], "序号": number, "名称": point.name, "案号": point.case, "地址": point.address,
        "时间": point.time.isoformat(timespec="minutes") if point.time else "", "说明": point.note, "坐标系": DATUM,
    }  # fmt: skip
    place = {"type": "Point", "coordinates": _east_north(point.at)}
    return {"type": "Feature", "geometry": place, "properties": told}


def _numbered(day: Day) -> Iterable[tuple[int, Point]]:
    for sort in SORTS:
        yield from enumerate(day.of(sort), 1)


def _gpx_point(parent: ET.Element, tag: str, point: Point) -> None:
    made = ET.SubElement(parent, tag, {"lat": f"{point.at[0]:.7f}", "lon": f"{point.at[1]:.7f}"})
    _texts(made, time=_utc(point.time) if point.time else "", name=point.name, desc=_told(point))


def _kml_point(parent: ET.Element, point: Point) -> None:
    mark = ET.SubElement(parent, "Placemark")
    _texts(mark, name=point.name, description=_told(point))
    if point.time:
        _texts(ET.SubElement(mark, "TimeStamp"), when=point.time.isoformat(timespec="seconds"))
    _texts(ET.SubElement(mark, "Point"), coordinates=_kml_place(point.at))


def _told(point: Point) -> str:
    return "；".join(filter(None, (point.case, point.address, point.note)))


def _texts(parent: ET.Element, **texts: str) -> None:
    """A child for each text that is not empty."""
    for tag, text in texts.items():
        if text:
            ET.SubElement(parent, tag).text = _UNFIT.sub("", text)


def _document(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    raw: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return raw + b"\n"


def _east_north(place: Place) -> Sequence[float]:
    return [round(place[1], 7), round(place[0], 7)]


def _kml_place(place: Place) -> str:
    return f"{place[1]:.7f},{place[0]:.7f}"


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
