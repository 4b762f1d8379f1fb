"""在库车辆 in a real vault: cars read from the journal, auction results taken whole, a clean folder for the contractor."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from services import spreadsheet
from services.actions import capturing, recording, yarding
from services.actions.yarding import BadFacts
from services.cases.auction_facts import HEADS
from services.errors import BadInput, NotAllowed
from services.records.events import PackageMade
from services.records.kinds.vehicle_disposal import VehicleDisposal
from services.records.record import Record
from services.session import Session
from services.store import journal, registry
from tests.factories import NOW, make_docket, make_unsigned
from tests.unit.cases.yarded import seizure, step
from tests.unit.records import seized

TODAY = NOW.date()
SOLD = ("浙H9A3K7", "一拍", "成交", "45500", "62000", "2026-11-24 08:00", "买受人甲", "4")


def keep(session: Session, *records: Record) -> None:
    """The records in the journal, as committed ones are."""
    for said in records:
        unsigned = make_unsigned(
            seized.CASE.number, kind=said.code, version=said.version, body={"values": said.encode(), "subject": "p1"},
            attachments=said.attachments, made_at=NOW, officers=("方立",),
        )  # fmt: skip
        journal.append(session.vault, unsigned)


def photographed(session: Session) -> Record:
    """A seizure whose photos are really there, with the camera's place in them."""
    image = Image.effect_noise((320, 240), 40).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    stream = io.BytesIO()
    image.save(stream, "JPEG", exif=exif)
    kept = recording.attach(session, stream.getvalue(), media_type="image/jpeg", role="photo", name="1.jpg")
    car = seizure()
    photos = tuple(replace(p, attachment=kept) for p in car.photos)
    papers = (replace(photos[0], slot="行驶证"),)
    loose = tuple(replace(row, photo=None) for row in car.loose_items)
    return dataclasses.replace(car, photos=(*photos, *papers), loose_items=loose)


@pytest.fixture
def yard(session: Session) -> Session:
    """One car, stored and listed."""
    docket = make_docket((seized.CASE,), serial=9)
    registry.load_docket(session.vault, replace(docket, court=session.court, officer=session.officer))
    keep(session, photographed(session), step("入库"), step("询价"), step("挂拍"))
    return session


def results(path: Path, *rows: tuple[str, ...]) -> Path:
    path.write_bytes(spreadsheet.write("结果", [HEADS, *rows]))
    return path


def test_a_car_is_read_with_its_steps_its_thing_and_its_clock(yard: Session) -> None:
    found = yarding.read(yard, TODAY)
    (car,) = found.open
    assert (car.stage, car.next_step, car.worth) == (3, "拍卖结果", 65000)
    assert car.thing is not None
    assert found.per_week == ("210", 0)
    assert yarding.years(found) == (2026,)


def test_results_become_records_and_a_second_import_adds_nothing(yard: Session, tmp_path: Path) -> None:
    path = results(tmp_path / "结果.xlsx", SOLD)
    yarding.take_results(yard, path, NOW)
    (car,) = yarding.read(yard, TODAY).open
    assert car.sale is not None
    assert (car.sale.price, car.next_step) == (62000, "交付")
    before = journal.count(yard.vault)
    (lot,) = yarding.take_results(yard, path, NOW)
    assert lot.known
    assert journal.count(yard.vault) == before


def test_a_shifted_row_changes_nothing(yard: Session, tmp_path: Path) -> None:
    before = journal.count(yard.vault)
    with pytest.raises(BadFacts) as refused:
        yarding.take_results(yard, results(tmp_path / "结果.xlsx", SOLD, SOLD[1:]), NOW)
    assert [t.row for t in refused.value.rows] == [3]
    assert journal.count(yard.vault) == before


def test_several_entries_go_in_together_or_not_at_all(yard: Session) -> None:
    before = journal.count(yard.vault)
    same = make_unsigned(
        seized.CASE.number, kind=VehicleDisposal.code, body={"values": step("查验").encode()}
    )
    with pytest.raises(NotAllowed):
        journal.append_all(yard.vault, [same, same])
    assert journal.count(yard.vault) == before


def test_the_contractors_folder_has_facts_and_photos_and_nobodys_data(yard: Session, tmp_path: Path) -> None:
    (car,) = yarding.read(yard, TODAY).open
    made = capturing.pack(yard, car, tmp_path, NOW)
    pictures = sorted((made.folder / capturing.PHOTOS).iterdir())
    assert made.photos == len(pictures) == len(capturing.photos(car))
    assert not [p for p in pictures if "行驶证" in p.name]
    for picture in pictures:
        with Image.open(picture) as image:
            assert not image.getexif(), "where and when it was taken stay in the vault"
    raw = (made.folder / capturing.FACTS).read_text(encoding="utf-8-sig")
    rows = dict(list(csv.reader(raw.splitlines()))[1:])
    assert rows["参考价"] == "65,000.00 元（网络询价）"
    assert rows["查验情况"] == capturing.UNKNOWN
    assert "查验情况" in made.lacking
    whole = raw + (made.folder / capturing.TEXT).read_text(encoding="utf-8")
    for name in (seized.DEBTOR.name, seized.DEBTOR.id_number, seized.CREDITOR.name):
        assert name not in whole
    for line in (made.folder / capturing.SUMS).read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((made.folder / name).read_bytes()).hexdigest() == digest
    assert journal.latest(yard.vault, PackageMade.code) is not None


def test_a_folder_that_is_there_is_not_touched_and_a_place_that_is_none_is_refused(
    yard: Session, tmp_path: Path
) -> None:
    (car,) = yarding.read(yard, TODAY).open
    capturing.pack(yard, car, tmp_path, NOW)
    with pytest.raises(NotAllowed, match="没有覆盖"):
        capturing.pack(yard, car, tmp_path, NOW)
    (tmp_path / "file").write_text("")
    before = journal.count(yard.vault)
    with pytest.raises(BadInput, match="写不进去"):
        capturing.pack(yard, car, tmp_path / "file", NOW)
    assert journal.count(yard.vault) == before
