"""交警协查: a list is given out by number and journalled with its bytes; answers come in whole, or nothing changes."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from services import spreadsheet
from services.actions import policing, sweeping
from services.actions.policing import BadAnswers, Filter
from services.cases.police_list import ANSWER_HEADS, HEADS
from services.docket.case import Case
from services.errors import BadInput
from services.records.vehicle_events import PoliceAnswersTaken, PoliceListGiven
from services.session import Session
from services.store import attachments, journal, registry
from tests.factories import NOW, make_docket
from tests.unit.cases.test_wanted import case, on_car
from tests.unit.records import seized

TODAY = NOW.date()
TO = "县公安局交警大队"


def load(session: Session, *cases: Case, serial: int = 9) -> None:
    docket = make_docket(cases, serial=serial, made_at=NOW + dt.timedelta(seconds=serial))
    registry.load_docket(session.vault, replace(docket, court=session.court, officer=session.officer))


@pytest.fixture
def cars(session: Session) -> Session:
    """Two sealed cars at large."""
    other = case(900004, thing=seized.car("p1", "浙H9A3K8"), measures=(on_car(),))
    load(session, case(900003, measures=(on_car(),)), other)
    return session


def give(session: Session, folder: Path | None = None) -> policing.Given:
    read = policing.compose(policing.material(session), Filter(), TODAY)
    return policing.give(session, policing.make(session, read, TO, NOW), folder, NOW)


def test_the_list_is_journalled_with_the_bytes_that_were_given_out(cars: Session, tmp_path: Path) -> None:
    given = give(cars, tmp_path)
    said = policing.last(cars)
    assert said is not None
    assert (said.issue, said.to, [c.plate for c in said.cars]) == (1, TO, ["浙H9A3K7", "浙H9A3K8"])
    assert set(given.entry.cases) == {"（2026）浙0822执900003号", "（2026）浙0822执900004号"}
    pdf, table = given.files
    assert pdf.read_bytes() == attachments.read(cars.vault, said.paper.digest) == policing.stored(cars, said)
    assert pdf.read_bytes().startswith(b"%PDF")
    sweeping.sweep(cars)
    assert policing.stored(cars, said) == pdf.read_bytes(), (
        "the list belongs to its entry and is not swept away"
    )
    sheet = openpyxl.load_workbook(io.BytesIO(table.read_bytes())).worksheets[0]
    assert tuple(c.value for c in sheet[1]) == HEADS
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("浙H·9A3K7", "s")


def test_the_next_list_says_what_came_and_went(cars: Session) -> None:
    give(cars)
    taken = case(900003, measures=(on_car(), on_car(id="s", kind="seizure", held=True)))
    load(cars, taken, case(900005, thing=seized.car("p1", "浙H9A3K9"), measures=(on_car(),)), serial=10)
    give(cars)
    said = policing.last(cars)
    assert said is not None
    assert (said.issue, said.added, said.removed) == (2, ("浙H9A3K9",), ("浙H9A3K7", "浙H9A3K8"))
    assert "第 2 期 1 辆，新增 1、移出 2" in said.text
    assert policing.given_to(cars) == (TO,)


def test_a_list_that_cannot_be_written_is_not_journalled_and_leaves_nothing(
    cars: Session, tmp_path: Path
) -> None:
    read = policing.compose(policing.material(cars), Filter(), TODAY)
    made = policing.make(cars, read, TO, NOW)
    (tmp_path / f"{made.name}.xlsx").write_bytes(b"mine")
    with pytest.raises(BadInput, match="已有同名文件"):
        policing.give(cars, made, tmp_path, NOW)
    assert policing.last(cars) is None
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == [f"{made.name}.xlsx"]


def test_a_list_made_twice_is_given_out_once(cars: Session) -> None:
    read = policing.compose(policing.material(cars), Filter(), TODAY)
    made = policing.make(cars, read, TO, NOW)
    policing.give(cars, made, None, NOW)
    with pytest.raises(BadInput, match="已经出过"):
        policing.give(cars, made, None, NOW)


@pytest.mark.parametrize(
    ("chosen", "to", "why"), [(Filter(least_days=9999), TO, "没有要查找的车辆"), (Filter(), " ", "交给哪个")]
)
def test_an_empty_list_or_one_for_nobody_is_not_made(
    cars: Session, chosen: Filter, to: str, why: str
) -> None:
    read = policing.compose(policing.material(cars), chosen, TODAY)
    with pytest.raises(BadInput, match=why):
        policing.make(cars, read, to, NOW)


def answer_file(path: Path, *rows: tuple[str, ...]) -> Path:
    if path.suffix == ".xlsx":
        path.write_bytes(spreadsheet.write("反馈", [ANSWER_HEADS, *rows]))
    else:
        with path.open("w", encoding="gb18030", newline="") as file:
            csv.writer(file).writerows([ANSWER_HEADS, *rows])
    return path


FOUND = (
    "浙H9A3K7",
    "已控制",
    "2026-11-23 21:40",
    "文峰东路",
    "一中队",
    "王警官",
    "13800000000",
    "钥匙在车上",
)


@pytest.mark.parametrize("name", ["反馈.xlsx", "反馈.csv"])
def test_answers_are_taken_as_one_entry_with_the_file(cars: Session, tmp_path: Path, name: str) -> None:
    give(cars)
    path = answer_file(tmp_path / name, FOUND)
    policing.take(cars, path, NOW)
    assert policing.answered(cars)["浙H9A3K7"].note == "钥匙在车上"
    (entry,) = journal.entries(cars.vault, kinds=(PoliceAnswersTaken.code,))
    assert entry.cases == ("（2026）浙0822执900003号",)
    assert attachments.read(cars.vault, entry.attachments[0].digest) == path.read_bytes()
    found = policing.material(cars)
    assert found.last is not None
    assert policing.thing_of(found, found.last.cars[0]) == "p1"


def test_shifted_columns_change_nothing_and_every_row_is_named(cars: Session, tmp_path: Path) -> None:
    give(cars)
    shifted = ("", *FOUND[:-1])
    path = answer_file(tmp_path / "反馈.xlsx", FOUND, shifted)
    with pytest.raises(BadAnswers) as refused:
        policing.take(cars, path, NOW)
    assert [t.row for t in refused.value.rows] == [3]
    assert policing.answered(cars) == {}
    assert not journal.entries(cars.vault, kinds=(PoliceAnswersTaken.code,))


def test_files_that_are_none_are_refused_in_words(cars: Session, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="还没有出过清单"):
        policing.take(cars, answer_file(tmp_path / "a.csv", FOUND), NOW)
    give(cars)
    for name, raw, why in (
        ("b.xlsx", b"PK\x03\x04 none", "不是完好的 xlsx"),
        ("b.txt", b"", "不是 xlsx 或 csv"),
        ("b.csv", b"\xff\xfe\x81", "文字编码"),
    ):
        (tmp_path / name).write_bytes(raw)
        with pytest.raises(BadInput, match=why):
            policing.take(cars, tmp_path / name, NOW)
    with pytest.raises(BadInput, match="读不到文件"):
        policing.take(cars, tmp_path / "none.csv", NOW)
    assert isinstance(policing.last(cars), PoliceListGiven)
