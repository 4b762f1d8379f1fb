"""随手拍 over a real vault: taken from files, told about, given up, and used by a record's form."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from services.actions import gathering
from services.demo import samples
from services.records.fields import Films, Photos
from services.session import Session
from tests.winding import wind_up
from ui import look
from ui.background import Background
from ui.desk import Desk
from ui.forms.captures_sheet import CapturesSheet
from ui.forms.editors.films import FilmsEditor
from ui.forms.editors.photos import PhotosEditor
from ui.forms.hints import NO_TOOLS, Hints
from ui.pages.capture import CapturePage
from ui.position import PositionWatch

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
SOUND = b"ID3" + bytes(4000)


@pytest.fixture
def page(session: Session, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[CapturePage]:
    look.themed(qapp)
    background = Background()
    desk = Desk(
        session=session, root=tmp_path, background=background, position=PositionWatch(),
        now=lambda: samples.NOW + dt.timedelta(hours=1), go=lambda to: None, saved=lambda at: None,
        trouble=lambda error: pytest.fail(str(error)),
    )  # fmt: skip
    opened = CapturePage(desk)
    opened.resize(1192, 736)
    qtbot.addWidget(opened)
    with qtbot.waitExposed(opened):
        opened.show()
    yield opened
    wind_up(background)


def picture(shade: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (320, 240), (shade, 90, 60)).save(stream, "JPEG")
    return stream.getvalue()


def taken(page: CapturePage, qtbot: QtBot, *shades: int) -> None:
    for shade in shades:
        page.take(picture(shade), "file")
    qtbot.waitUntil(lambda: len(page.captures) == len(shades), timeout=20_000)


def test_pictures_wait_one_beside_the_other_and_one_can_be_told_about(
    page: CapturePage, session: Session, qtbot: QtBot
) -> None:
    assert page.empty.isVisible()
    taken(page, qtbot, 10, 20)
    assert not page.empty.isVisible()
    page.grid.tapped.emit(1)
    page.note.setText("三楼东户门口")
    page.note.editingFinished.emit()
    qtbot.waitUntil(lambda: page.captures[1].note == "三楼东户门口", timeout=20_000)
    assert page.grid.slots[1].name == "三楼东户门口"
    assert [c.note for c in gathering.waiting(session)] == ["", "三楼东户门口"]


def test_one_is_given_up_only_by_a_second_tap(page: CapturePage, session: Session, qtbot: QtBot) -> None:
    taken(page, qtbot, 10, 20)
    page.grid.tapped.emit(0)
    page.drop_key.click()
    assert len(gathering.waiting(session)) == 2
    assert "再点一次" in page.drop_key.text()
    page.drop_key.click()
    qtbot.waitUntil(lambda: len(page.captures) == 1, timeout=20_000)


def test_a_tap_elsewhere_takes_the_question_back(page: CapturePage, qtbot: QtBot) -> None:
    taken(page, qtbot, 10, 20)
    page.grid.tapped.emit(0)
    page.drop_key.click()
    page.grid.tapped.emit(1)
    assert page.drop_key.text() == "删去这张"


def test_sound_waits_too_and_what_is_no_photo_is_told(
    page: CapturePage, qtbot: QtBot, tmp_path: Path
) -> None:
    sound = tmp_path / "现场.mp3"
    sound.write_bytes(SOUND)
    page.take_film(sound)
    qtbot.waitUntil(lambda: len(page.captures) == 1, timeout=20_000)
    assert page.captures[0].film is not None
    assert page.grid.slots[0].name.startswith("录音")
    page.take(b"no photo", "file")
    qtbot.waitUntil(page.banner.isVisible, timeout=20_000)
    assert "不是照片" in page.banner.accessibleName()
    assert len(page.captures) == 1


def test_a_form_takes_the_chosen_ones_into_its_empty_places(page: CapturePage, qtbot: QtBot) -> None:
    taken(page, qtbot, 10, 20, 30)
    hints = Hints(captures=page.captures)
    editor = PhotosEditor("photos", Photos(label="照片", slots=("门牌", "现场")), hints, NO_TOOLS)
    qtbot.addWidget(editor)
    editor.show()
    given: list[object] = []
    editor.answered.connect(lambda name, value: given.append(value))
    editor.captured_key.click()
    sheet = next(w for w in editor.window().findChildren(CapturesSheet))
    for at in (2, 0):
        sheet.grid.tapped.emit(at)
    sheet.key.click()
    assert [(p.slot, p.attachment) for p in editor.photos] == [
        ("门牌", page.captures[2].attachment),
        ("现场", page.captures[0].attachment),
    ]
    assert given
    assert editor.captured_key.isVisible()  # the third still waits


def test_a_form_without_captures_shows_no_key_for_them(page: CapturePage, qtbot: QtBot) -> None:
    editor = FilmsEditor("films", Films(label="录音录像"), Hints(), NO_TOOLS)
    qtbot.addWidget(editor)
    editor.show()
    assert not editor.captured_key.isVisible()
