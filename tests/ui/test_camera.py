"""拍照: a camera's pictures go through the sheet into the slots and the vault; without a camera nothing offers it."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import ui.forms.editors as registered
from services.actions import evidence
from services.clock import ZONE
from services.entries.entry import Attachment
from services.position.fix import Fix
from services.records import fields
from services.records.values import Photo
from services.session import Session
from services.store.vault import Vault
from tests.factories import NOW, make_court, make_officer
from tests.winding import wind_up
from ui import camera, look
from ui.background import Background
from ui.camera import LOST, CameraTrouble, Failed, Shown, encoded
from ui.desk import Desk
from ui.forms.camera_sheet import CameraSheet
from ui.forms.editor import editor_for
from ui.forms.editors.photos import PhotosEditor
from ui.forms.hints import Hints
from ui.forms.intake import Intake
from ui.position import PositionWatch

assert registered  # the editors stand in the list once their package is imported

SHOT_AT = dt.datetime(2026, 11, 24, 18, 36, 5, tzinfo=ZONE)
FIX = Fix(latitude=28.901462, longitude=118.511235, at=SHOT_AT, source="receiver", accuracy_m=4.2)
RATHER_NEAR = 1e-7  # degrees: a centimetre


class FileCamera:
    """A camera whose lens looks at image files, one after the other; an empty list is a lens that shows nothing."""

    def __init__(self, *files: Path, names: tuple[str, ...] = ("后置镜头",)) -> None:
        self._files, self._names = list(files), names
        self.running = ""
        self.shown: Shown | None = None
        self.failed: Failed | None = None
        self.broken = False

    def available(self) -> tuple[str, ...]:
        return self._names

    def start(self, name: str, shown: Shown, failed: Failed) -> None:
        self.running, self.shown, self.failed = name, shown, failed
        self._show()

    def take(self) -> Callable[[], bytes]:
        if self.broken or not self._files:
            raise CameraTrouble
        picture = QImage(str(self._files.pop(0)))
        self._show()
        return lambda: encoded(picture)

    def stop(self) -> None:
        self.running, self.shown = "", None

    def _show(self) -> None:
        if self._files and self.shown is not None:
            self.shown(QImage(str(self._files[0])))


PICTURE = Attachment(digest="a" * 64, size=4_000_000, media_type="image/jpeg", role="photo")


@dataclass
class Bench:
    """A window with the photos of a car and the vault they go to."""

    qtbot: QtBot
    desk: Desk
    window: QWidget
    files: list[Path]
    answers: list[Any] = field(default_factory=list)

    def editor(self, source: FileCamera | None, *slots: str) -> PhotosEditor:
        made = self.put(fields.Photos(label="照片", slots=slots), source)
        assert isinstance(made, PhotosEditor)
        return made

    def put(self, asked: fields.Field, source: FileCamera | None) -> Any:
        intake = Intake(self.desk.session, self.desk.background, self.window, lambda: source)
        tools = intake.tools(self.desk, None, lambda _field: None, lambda: None)
        made = editor_for(asked, "photos", Hints(), tools)
        made.answered.connect(lambda _name, value: self.answers.append(value))
        layout = self.window.layout()
        assert layout is not None
        layout.addWidget(made)
        made.show()
        QApplication.processEvents()
        return made

    @property
    def sheet(self) -> CameraSheet:
        (sheet,) = self.window.findChildren(CameraSheet)
        return sheet

    def original(self, photo: Any) -> bytes:
        found: list[bytes] = []
        work = lambda: evidence.original(self.desk.session, photo.attachment)  # noqa: E731
        self.desk.background.run(work, then=found.append)
        self.qtbot.waitUntil(lambda: bool(found))
        return found[0]


@pytest.fixture
def bench(vault: Vault, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Bench]:
    look.themed(qapp)
    session = Session(
        vault=vault, court=make_court(), officer=make_officer(), colleagues=(),
    )  # fmt: skip
    background, troubles = Background(), list[BaseException]()
    desk = Desk(
        session=session, root=tmp_path, background=background, position=PositionWatch(), now=lambda: SHOT_AT,
        go=lambda _to: None, saved=lambda _at: None, trouble=troubles.append,
    )  # fmt: skip
    window = QWidget()
    window.resize(1280, 736)
    QVBoxLayout(window)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Bench(qtbot, desk, window, [scene(tmp_path / f"{n}.jpg", n) for n in range(4)])
    wind_up(background)
    assert troubles == []


def scene(path: Path, shade: int) -> Path:
    Image.effect_noise((1600, 1200), 40 + 10 * shade).convert("RGB").save(path)
    return path


def jpeg() -> bytes:
    target = io.BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(target, "JPEG", quality=95)
    return target.getvalue()


def gps(raw: bytes) -> dict[int, Any]:
    return dict(Image.open(io.BytesIO(raw)).getexif().get_ifd(0x8825))


def test_shots_fill_slot_after_slot_and_lie_in_the_vault(bench: Bench) -> None:
    lens = FileCamera(*bench.files)
    editor = bench.editor(lens, "左前", "右前")
    editor.slots["左前"].click()
    sheet = bench.sheet
    assert (sheet.title.text(), sheet.key.text()) == ("左前", "拍 左前")
    QTest.keyClick(sheet, Qt.Key.Key_Space)
    bench.qtbot.waitUntil(lambda: sheet.slot == "右前")
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: sheet.slot == "")
    assert sheet.told.text() == "已拍 右前"
    bench.qtbot.waitUntil(lambda: len(editor.photos) == 2)
    assert [(p.slot, p.source, p.taken_at) for p in editor.photos] == [
        ("左前", "camera", SHOT_AT),
        ("右前", "camera", SHOT_AT),
    ]
    for photo in editor.photos:
        raw = bench.original(photo)
        assert hashlib.sha256(raw).hexdigest() == photo.attachment.digest
        assert Image.open(io.BytesIO(raw)).size == (1600, 1200)
    sheet.done_key.click()
    assert lens.running == ""
    assert bench.answers[-1] == editor.photos


def test_after_the_guided_ones_further_shots_are_free(bench: Bench) -> None:
    editor = bench.editor(FileCamera(*bench.files), "门牌")
    editor.camera_key.click()
    sheet = bench.sheet
    for _ in range(3):
        sheet.key.click()
        bench.qtbot.waitUntil(lambda: not sheet.key.missing)
    bench.qtbot.waitUntil(lambda: not editor.busy)
    assert [p.slot for p in editor.photos] == ["门牌", "", ""]


def test_closing_right_after_a_shot_loses_no_picture(bench: Bench) -> None:
    editor = bench.editor(FileCamera(*bench.files), "门牌")
    editor.camera_key.click()
    sheet = bench.sheet
    sheet.key.click()
    sheet.done_key.click()
    bench.qtbot.waitUntil(lambda: bool(editor.photos))
    assert bench.window.findChildren(CameraSheet) == [] or bench.sheet.isHidden()


def test_the_tapped_slot_is_the_one_that_is_taken_first(bench: Bench) -> None:
    editor = bench.editor(FileCamera(*bench.files), "左前", "右前", "车架号")
    editor.slots["车架号"].click()
    bench.sheet.key.click()
    bench.qtbot.waitUntil(lambda: bool(editor.photos))
    assert [p.slot for p in editor.photos] == ["车架号"]
    assert bench.sheet.slot == "左前"


def test_without_a_camera_the_slot_asks_for_a_file_and_no_key_is_dead(bench: Bench) -> None:
    editor = bench.editor(None, "左前")
    assert editor.tools.camera is None
    assert not editor.camera_key.isVisible()
    assert not editor.file_key.isVisible()
    asked: list[str] = []

    def choose(title: str, _kinds: str, _several: bool, then: Callable[[tuple[Path, ...]], None]) -> None:
        asked.append(title)
        then(tuple(bench.files[:1]))

    editor.tools = replace(editor.tools, choose_files=choose)
    editor.slots["左前"].click()
    bench.qtbot.waitUntil(lambda: bool(editor.photos))
    assert asked == ["选择照片"]
    assert editor.photos[0].source == "file"


def test_with_a_camera_a_guided_photo_may_still_come_from_a_file(bench: Bench) -> None:
    editor = bench.editor(FileCamera(*bench.files), "左前")
    assert editor.camera_key.isVisible()
    editor.tools = replace(editor.tools, choose_files=lambda *asked: asked[-1]((bench.files[0],)))
    editor.file_key.click()
    bench.qtbot.waitUntil(lambda: bool(editor.photos))
    assert (editor.photos[0].slot, editor.photos[0].source) == ("左前", "file")


def test_a_shot_that_fails_is_told_beside_the_picture_and_can_be_taken_again(bench: Bench) -> None:
    lens = FileCamera(*bench.files)
    editor = bench.editor(lens, "左前")
    editor.camera_key.click()
    sheet = bench.sheet
    lens.broken = True
    sheet.key.click()
    assert sheet.told.text() == CameraTrouble.message
    assert not sheet.key.missing
    lens.broken = False
    sheet.key.click()
    bench.qtbot.waitUntil(lambda: bool(editor.photos))


def test_a_lens_that_is_pulled_out_is_told_and_let_go_of(bench: Bench) -> None:
    lens = FileCamera(*bench.files)
    bench.editor(lens, "左前").camera_key.click()
    assert lens.failed is not None
    lens.failed(LOST)
    assert bench.sheet.told.text() == LOST
    assert bench.sheet.key.missing == "没有画面"
    assert lens.running == ""


def test_nothing_can_be_taken_before_there_is_a_picture(bench: Bench) -> None:
    editor = bench.editor(FileCamera(), "左前")
    editor.camera_key.click()
    QTest.keyClick(bench.sheet, Qt.Key.Key_Space)
    assert bench.sheet.key.missing == "等待画面"
    assert not editor.busy


def test_of_two_lenses_the_other_is_one_tap_away(bench: Bench) -> None:
    lens = FileCamera(*bench.files, names=("后置镜头", "前置镜头"))
    bench.editor(lens, "左前").camera_key.click()
    assert lens.running == "后置镜头"
    next(b for b in bench.sheet.bar.buttons if b.text() == "换镜头").click()
    assert lens.running == "前置镜头"


def test_the_lock_takes_the_camera_away(bench: Bench) -> None:
    lens = FileCamera(*bench.files)
    bench.editor(lens, "左前").camera_key.click()
    bench.sheet.hide()
    assert lens.running == ""


def test_the_outline_is_drawn_over_the_live_picture(bench: Bench) -> None:
    bench.editor(FileCamera(*bench.files), "左前").camera_key.click()
    finder = bench.sheet.finder
    guided = finder.grab().toImage()
    finder.show_outline("")
    assert finder.grab().toImage() != guided


def test_a_terminal_without_the_extra_has_no_camera_and_no_error() -> None:
    assert camera.behind(None) is None


def test_moment_and_place_stand_in_the_picture_and_its_pixels_stay() -> None:
    plain = jpeg()
    made = evidence.stamped(plain, SHOT_AT, FIX)
    before, after = Image.open(io.BytesIO(plain)), Image.open(io.BytesIO(made))
    assert ImageChops.difference(before, after).getbbox() is None
    looked = evidence.look_at(made)
    assert looked.taken_at == SHOT_AT
    assert looked.latitude == pytest.approx(FIX.latitude, abs=RATHER_NEAR)
    assert looked.longitude == pytest.approx(FIX.longitude, abs=RATHER_NEAR)
    assert gps(made)[18].strip("\0") == "WGS-84"
    assert float(gps(made)[31]) == pytest.approx(4.2)


def test_south_and_west_stay_south_and_west() -> None:
    looked = evidence.look_at(
        evidence.stamped(jpeg(), SHOT_AT, replace(FIX, latitude=-33.5, longitude=-70.999999999))
    )
    assert looked.latitude == pytest.approx(-33.5, abs=RATHER_NEAR)
    assert looked.longitude == pytest.approx(-71, abs=RATHER_NEAR)


@pytest.mark.parametrize(
    "fix", [None, replace(FIX, source="replay"), replace(FIX, source="hand", note="无信号")]
)
def test_a_place_that_nobody_measured_is_not_stamped(fix: Fix | None) -> None:
    made = evidence.stamped(jpeg(), NOW, fix)
    assert gps(made) == {}
    assert evidence.look_at(made).taken_at == NOW.replace(microsecond=0)


def test_a_thing_of_the_inventory_is_photographed_by_the_camera_and_its_sheet_closes(bench: Bench) -> None:
    editor = bench.put(fields.Inventory(label="随车物品"), FileCamera(*bench.files))
    panel = editor.panel
    panel.name.setText("儿童座椅")
    panel.photo_key.click()
    sheet = bench.sheet
    assert sheet.key.text() == "拍 儿童座椅"
    sheet.key.click()
    bench.qtbot.waitUntil(lambda: panel.photo_key.text() == "已拍，重拍")
    assert bench.window.findChildren(CameraSheet) == [] or bench.sheet.isHidden()
    panel.add_key.click()
    (row,) = editor.value
    assert row.photo.source == "camera"
    assert Image.open(io.BytesIO(bench.original(row.photo))).size == (1600, 1200)
    assert panel.file_key.isVisible()


def test_a_thing_waits_for_its_photo_which_never_lands_on_the_next_one(bench: Bench) -> None:
    editor = bench.put(fields.Inventory(label="随车物品"), None)
    panel = editor.panel
    waiting: list[Any] = []

    def take(_given: Any, _slot: str, _source: Any, then: Any, _failed: Any) -> None:
        waiting.append(then)

    panel._tools = replace(
        panel._tools, take_photo=take, choose_files=lambda *asked: asked[-1]((bench.files[0],))
    )
    panel.name.setText("备胎")
    panel.photo_key.click()
    assert editor.busy
    panel.add_key.click()
    assert editor.value is None
    assert "正在存" in panel.told.text()
    photo = Photo(slot="", attachment=PICTURE, source="file")
    waiting[0](photo, b"")
    panel.add_key.click()
    assert [r.photo for r in editor.value] == [photo]


def test_the_systems_dialog_lets_the_screen_go_on_and_goes_with_the_page(bench: Bench) -> None:
    editor = bench.editor(None, "左前")
    editor.slots["左前"].click()  # returns at once: no loop of its own
    (dialog,) = bench.window.findChildren(QFileDialog)
    bench.qtbot.waitUntil(dialog.isVisible)
    dialog.selectFile(str(bench.files[0]))
    dialog.accept()
    bench.qtbot.waitUntil(lambda: bool(editor.photos))
    assert editor.photos[0].slot == "左前"
