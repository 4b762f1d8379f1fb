"""A day as GeoJSON, GPX and KML: read back by GDAL, which knows nothing of us; the datum is named in every file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases import day_file
from services.cases.day_file import DATUM, WRITERS, Day, Point
from services.clock import ZONE
from tests.patience import PROGRAM_S

MADE = dt.datetime(2026, 11, 24, 17, 30, tzinfo=ZONE)
STOPS = (
    Point(
        sort="stop", name="1 （2026）浙0822执901183号", at=(28.899160, 118.518298), time=MADE.replace(hour=9),
        case="（2026）浙0822执901183号", address="常山县天马街道文峰小区2幢<401>室",
    ),
    Point(sort="stop", name="2 甲 & 乙", at=(28.951, 118.4203456), address="新昌乡达坞村"),
)  # fmt: skip
CALL = Point(
    sort="call",
    name="09:12 上门查找",
    at=(28.89917, 118.51831),
    time=MADE.replace(hour=9, minute=12),
    note="北斗 ±4 m",
)
DAY = Day(title="2026年11月24日外勤行程", points=(*STOPS, CALL), made_at=MADE)
LAYERS = {
    ".geojson": ("2026年11月24日外勤行程",),
    ".gpx": ("waypoints", "route_points"),
    ".kml": ("计划", "已到"),
}


def gdal(path: Path, layer: str) -> list[dict[str, str]]:
    """The points of a layer as GDAL reads them: attributes with X (east) and Y (north)."""
    command = ["ogr2ogr", "-f", "CSV", "/vsistdout/", str(path), layer, "-lco", "GEOMETRY=AS_XY"]
    done = subprocess.run(command, capture_output=True, timeout=PROGRAM_S, check=True)
    assert done.stderr == b"", done.stderr.decode()
    return list(csv.DictReader(io.StringIO(done.stdout.decode())))


@pytest.mark.parametrize("ending", WRITERS)
def test_gdal_finds_every_point_where_it_lies(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"day{ending}"
    path.write_bytes(WRITERS[ending](DAY))
    rows = [row for layer in LAYERS[ending] for row in gdal(path, layer)]
    points = sorted((round(float(r["Y"]), 7), round(float(r["X"]), 7)) for r in rows if r["X"])
    assert points == sorted(p.at for p in DAY.points)


@pytest.mark.parametrize("ending", WRITERS)
def test_gdal_takes_the_file_for_wgs84(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"day{ending}"
    path.write_bytes(WRITERS[ending](DAY))
    told = subprocess.run(
        ["ogrinfo", "-al", "-so", str(path)], capture_output=True, text=True, timeout=PROGRAM_S, check=True
    )
    assert 'ID["EPSG",4326]' in told.stdout
    assert "GCJ" not in told.stdout


@pytest.mark.parametrize("ending", WRITERS)
def test_every_file_names_its_datum_in_words(ending: str) -> None:
    assert DATUM in WRITERS[ending](DAY).decode()


def test_the_way_planned_is_a_line_through_the_stops_in_their_order() -> None:
    (line,) = (
        f for f in json.loads(day_file.geojson(DAY))["features"] if f["geometry"]["type"] == "LineString"
    )
    assert line["geometry"]["coordinates"] == [[118.518298, 28.89916], [118.4203456, 28.951]]


def test_times_are_told_in_utc_where_the_form_wants_it() -> None:
    assert "<time>2026-11-24T01:12:00Z</time>" in day_file.gpx(DAY).decode()


def test_names_with_signs_of_the_form_itself_stay_readable(tmp_path: Path) -> None:
    path = tmp_path / "day.gpx"
    path.write_bytes(day_file.gpx(DAY))
    rows = gdal(path, "route_points")
    assert [row["name"] for row in rows] == ["1 （2026）浙0822执901183号", "2 甲 & 乙"]
    assert "<401>室" in rows[0]["desc"]


def test_a_day_of_one_call_is_a_file_too(tmp_path: Path) -> None:
    day = Day(title="一天", points=(CALL,), made_at=MADE)
    for ending, writer in WRITERS.items():
        (tmp_path / f"one{ending}").write_bytes(writer(day))
    assert len(gdal(tmp_path / "one.gpx", "waypoints")) == 1
    assert len(gdal(tmp_path / "one.kml", "已到")) == 1
    assert len(gdal(tmp_path / "one.geojson", "一天")) == 1


@given(st.text(max_size=30))
def test_no_name_spoils_the_file(name: str) -> None:
    day = Day(
        title=name or "无", points=(Point(sort="call", name=name, at=(28.9, 118.5), note=name),), made_at=MADE
    )
    json.loads(day_file.geojson(day))
    ET.fromstring(day_file.gpx(day))
    ET.fromstring(day_file.kml(day))
