"""拍照认牌 on 车辆: a plate is offered, and only the officer's tap puts it on the pad; without the extra it says how."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

import pytest

from services.actions import plate_reading
from tests.fixtures_seizure import Car
from tests.journeys import visiting
from tests.patience import MILLISECONDS
from ui.dialogs.plate_photo import PlatePhotoSheet, Read
from ui.pages.vehicles import VehiclesPage

WANTED = "浙H9A3K7"


@pytest.fixture
def page(car: Car) -> VehiclesPage:
    made = VehiclesPage(car.desk)
    car.show(made)
    car.until(lambda: made.pad.text == "浙H")
    return made


def reader(said: object) -> Read:
    """The reading, by a process that says this of every photo."""
    script = f"import sys\nsys.stdin.buffer.read()\nprint({json.dumps(said)!r})"
    return partial(plate_reading.read, child=[sys.executable, "-I", "-B", "-c", script])


def opened(page: VehiclesPage, car: Car, said: object, photo: Path) -> PlatePhotoSheet:
    sheet = PlatePhotoSheet(page.window(), car.desk.background, reader(said), ready=True)
    sheet.taken.connect(page.put)
    sheet.open()
    visiting.picture(photo)
    sheet.file.line.setText(str(photo))
    return sheet


def test_a_suggestion_stands_on_the_pad_only_after_the_officers_tap(
    page: VehiclesPage, car: Car, tmp_path: Path
) -> None:
    said = {"lines": [["浙H·9A3K7", 0.98], ["浙H·9A3K8", 0.61]]}
    sheet = opened(page, car, said, tmp_path / "photo.jpg")
    sheet.key.tapped.emit()
    car.until(lambda: sheet.tiles is not None)
    assert page.pad.text == "浙H", "nothing was filled in"
    assert sheet.picture.isVisible(), "the photo stands beside what was read"
    assert sheet.tiles is not None
    assert [t.choice.label for t in sheet.tiles.tiles] == ["浙H·9A3K7", "浙H·9A3K8"]
    sheet.tiles.picked.emit(WANTED)
    car.until(lambda: page.hit.isVisible())
    assert page.pad.text == WANTED
    assert page.car is not None


def test_a_photo_without_a_plate_and_a_file_that_is_none_are_told(
    page: VehiclesPage, car: Car, tmp_path: Path
) -> None:
    sheet = opened(page, car, {"lines": []}, tmp_path / "photo.jpg")
    sheet.key.tapped.emit()
    car.until(lambda: "没有认出" in sheet.note.text())
    assert sheet.tiles is None
    text = tmp_path / "note.txt"
    text.write_text("不是照片", encoding="utf-8")
    sheet.file.line.setText(str(text))
    sheet.key.tapped.emit()
    car.until(sheet.trouble.isVisible)
    assert "不是照片" in sheet.trouble.accessibleName()


def test_closing_the_sheet_stops_the_reading(page: VehiclesPage, car: Car, tmp_path: Path) -> None:
    sheet = PlatePhotoSheet(
        page.window(),
        car.desk.background,
        partial(
            plate_reading.read,
            child=[sys.executable, "-I", "-c", "import sys, time\nsys.stdin.buffer.read()\ntime.sleep(600)"],
        ),
        ready=True,
    )
    sheet.open()
    visiting.picture(tmp_path / "photo.jpg")
    sheet.file.line.setText(str(tmp_path / "photo.jpg"))
    sheet.key.tapped.emit()
    assert sheet.key.missing == "正在认"
    sheet.close_sheet()
    assert car.desk.background.finish(MILLISECONDS), "the process is gone as well"
    assert page.pad.text == "浙H"


def test_without_the_extra_the_key_explains_what_to_install(page: VehiclesPage, car: Car) -> None:
    sheet = PlatePhotoSheet(page.window(), car.desk.background, ready=False)
    sheet.open()
    assert sheet.file.isHidden()
    assert "说明书第 21 节" in sheet.note.text()
    assert sheet.key.missing == "没有装认牌组件"
