"""The shared widgets, used as an officer uses them: by tap, by key, by pen."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QImage, QInputDevice, QPainter, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui import look
from ui.components import painting
from ui.components.buttons import Button
from ui.components.choices import Choice, ChoiceTiles, Segments, TriState
from ui.components.fields import STATES, FieldFrame, Line
from ui.components.finding import FilterChips, SearchLine
from ui.components.frames import ActionBar, Place, Rail
from ui.components.gallery import Gallery
from ui.components.gallery_work import PHOTO_NAMES, ToolGallery, WorkGallery
from ui.components.keypads import LETTERS, NumberKeys, PinKeys, PlateKeys
from ui.components.labels import Chip, ChipFace, Pill, Text
from ui.components.notices import Banner
from ui.components.photos import PhotoGrid
from ui.components.pressable import Pressable
from ui.components.preview import PagePreview
from ui.components.progress import ExpiryBar, Section, SectionList, Stage, StageLine
from ui.components.sheets import Sheet
from ui.components.signing import SignaturePad
from ui.components.statutes import DutyList, DutyRow
from ui.components.tasks import MANY, PlainList, PlainRow
from ui.components.vehicles import Damage, DamageMap, VinCompare, differences
from ui.files import FilePick, sticks
from ui.table import Column, PagedRows, Rows, Table

# The offscreen platform says so of every window with a smallest size; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

LEFT = Qt.MouseButton.LeftButton
GALLERIES = (Gallery, WorkGallery, ToolGallery)


@pytest.fixture(autouse=True)
def day(qapp: QApplication) -> Iterator[None]:
    look.themed(qapp, "day")
    yield
    look.themed(qapp, "day")


@pytest.fixture(params=[(theme, width) for theme in look.THEMES for width in (1280, 1024)], ids=str)
def any_look(request: pytest.FixtureRequest, qapp: QApplication) -> tuple[str, int]:
    theme, width = request.param
    look.themed(qapp, theme, width)
    return theme, width


def shown(qtbot: QtBot, widget: QWidget, width: int = 0, height: int = 0) -> None:
    """Put a widget in a window of its own and wait until it is there."""
    qtbot.addWidget(widget)
    if width:
        widget.resize(width, height)
    widget.show()


def active(qtbot: QtBot, window: QWidget) -> None:
    """Make a shown window the one that has the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def tap(qtbot: QtBot, widget: QWidget, spot: QPoint | None = None) -> None:
    qtbot.mouseClick(widget, LEFT, pos=spot or widget.rect().center())


def key(qtbot: QtBot, widget: QWidget, *pressed: Qt.Key) -> None:
    for one in pressed:
        qtbot.keyClick(widget, one)


# -- what holds for all ------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", GALLERIES)
def test_keys_are_large_enough_and_hold_their_words(
    page: type[QWidget], any_look: tuple[str, int], qtbot: QtBot
) -> None:
    widget = page()
    shown(qtbot, widget, *((1280, 800) if any_look[1] == 1280 else (1024, 640)))
    keys = [key for key in widget.findChildren(Pressable) if key.isVisible()]
    assert keys
    for one in keys:
        assert one.height() >= 48, one.accessibleName()
        assert one.width() >= 48, one.accessibleName()
        assert one.width() >= one.minimumSizeHint().width(), one.accessibleName()


@pytest.mark.parametrize("page", GALLERIES)
def test_everything_that_acts_has_a_name(page: type[QWidget], qtbot: QtBot) -> None:
    widget = page()
    shown(qtbot, widget, 1280, 800)
    acting = [
        child
        for child in widget.findChildren(QWidget)
        if isinstance(child, (QAbstractButton, QLineEdit, QAbstractItemView))
        or child.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert len(acting) > 10
    for child in acting:
        interface = QAccessible.queryAccessibleInterface(child)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name), f"{type(child).__name__} has no name"


def test_a_row_tells_a_screen_reader_all_it_shows(qtbot: QtBot) -> None:
    rows = PlainList("写到一半")
    rows.setItems([PlainRow("扣押车辆", "照片 5/8", "seizure", key="继续")])
    shown(qtbot, rows, 400, 200)
    assert rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "扣押车辆，照片 5/8，继续"


def grey(widget: QWidget) -> bytes:
    """The widget's picture in 8-bit grey."""
    return bytes(widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8).constBits())


def duty(state: str) -> QWidget:
    rows = DutyList()
    rows.setItems([DutyRow(state, "保管人已指定", "民诉法第257条")])
    return rows


def field(state: str) -> QWidget:
    frame = FieldFrame("车牌号", Line("车牌号", "浙H"))
    frame.setState(state)
    return frame


def tri(value: object) -> QWidget:
    answer = TriState("在场")
    answer.setValue(value if isinstance(value, bool) else None)
    return answer


def button(state: str) -> QWidget:
    made = Button("完成", state if state in ("main", "plain", "danger") else "plain")
    made.setDown(state == "down")
    made.ringed = state == "focus"
    made.setMissing("还差" if state == "off" else "")
    return made


def section(state: str) -> QWidget:
    rows = SectionList()
    rows.setItems([Section("照片", "5/8", state, 1, 0.6)])
    return rows


FAMILIES: dict[str, tuple[Callable[..., QWidget], Sequence[object]]] = {
    "duties": (duty, ("ok", "missing", "warn", "overridden")),
    "fields": (field, ("empty", "prefilled", "editing", "error", "fixed")),
    "tri-state": (tri, (None, True, False)),
    "buttons": (button, ("main", "plain", "danger", "focus", "off")),
    "a button under the finger": (button, ("plain", "down", "off")),
    "sections": (section, ("done", "part", "problem", "untouched")),
    "stages": (lambda state: StageLine([Stage("腾退", "11-03", state)]), ("done", "current", "later")),
    "expiry": (lambda days: ExpiryBar("期限", 0.9, days), (281, 25, 1, -1)),
    "chips": (lambda tone: Chip("到期", tone), ("plain", "amb", "hard")),
    "pills": (lambda tone: Pill("fix", "定位", tone), ("neutral", "warn", "bad")),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_states_stay_apart_in_sunlight_without_colour(family: str, qtbot: QtBot, qapp: QApplication) -> None:
    look.themed(qapp, "sun")
    make, states = FAMILIES[family]
    pictures: dict[object, bytes] = {}
    for state in states:
        widget = make(state)
        shown(qtbot, widget, 320, 110)
        pictures[state] = grey(widget)
    for (first, one), (second, other) in itertools.combinations(pictures.items(), 2):
        differing = sum(abs(a - b) > 60 for a, b in zip(one, other, strict=False))
        assert differing >= 60, f"{first} looks like {second}"


def test_components_follow_a_change_of_theme(qtbot: QtBot, qapp: QApplication) -> None:
    made = Button("打印")
    shown(qtbot, made, 160, 60)
    before = made.grab().toImage().pixelColor(80, 8)
    look.themed(qapp, "night")
    assert made.grab().toImage().pixelColor(80, 8) != before


# -- keys --------------------------------------------------------------------------------------------------


def test_a_button_that_misses_something_says_so_and_does_not_act(qtbot: QtBot) -> None:
    done = Button("完成", "main")
    shown(qtbot, done)
    told: list[str] = []
    done.tapped.connect(lambda: told.append("tapped"))
    done.blocked.connect(lambda: told.append("blocked"))
    done.setMissing("还差 3 项")
    tap(qtbot, done)
    key(qtbot, done, Qt.Key.Key_Return, Qt.Key.Key_Space)
    assert told == ["blocked"] * 3
    assert "还差 3 项" in done.accessibleName()
    done.setMissing("")
    tap(qtbot, done)
    assert told[-1] == "tapped"
    assert done.accessibleName() == "完成"


def test_only_the_keyboard_draws_a_ring(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    first, second = Button("一"), Button("二")
    column.addWidget(first)
    column.addWidget(second)
    shown(qtbot, page)
    active(qtbot, page)
    tap(qtbot, first)
    assert not first.ringed
    key(qtbot, first, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: second.ringed)
    tap(qtbot, second)
    assert not second.ringed


def test_a_bar_has_one_filled_button_and_keeps_the_physical_rule(qtbot: QtBot, qapp: QApplication) -> None:
    look.themed(qapp, "day", 1024, 200)
    bar = ActionBar()
    bar.add("新建记录", "main")
    plain = bar.add("记上门")
    shown(qtbot, bar, 1024, bar.height())
    assert plain.height() == look.on_site_height(200)
    assert 1.2 <= bar.buttons[0].width() / plain.width() <= 1.6
    with pytest.raises(ValueError, match="one filled"):
        bar.add("完成", "main")


def test_the_words_on_a_full_bar_keep_their_room_in_a_small_window(qtbot: QtBot, qapp: QApplication) -> None:
    look.themed(qapp, "day", 1024)
    bar = ActionBar()
    for words in ("返回", "看案件", "更正这条记录", "第二人确认", "出具文书"):
        bar.add(words, icon="people")
    bar.add("离场", "main", "check")
    shown(qtbot, bar, 1024, bar.height())
    qtbot.waitUntil(lambda: all(key.width() >= key.sizeHint().width() for key in bar.buttons))
    least = sum(key.minimumSizeHint().width() for key in bar.buttons)
    assert least < bar.minimumSizeHint().width() < 1024, "the window may still become narrower"


def test_a_long_name_in_a_row_has_the_line_for_itself_and_its_chip_the_next(qtbot: QtBot) -> None:
    rows = PlainList("文书", tall=True)
    rows.setItems([PlainRow("协助执行通知书（车管所）", "通常 2 份", "documents", ChipFace("可出具"))])
    shown(qtbot, rows, 296, rows.height())
    drawn: dict[str, QRectF] = {}
    write = painting.write

    def seen(painter: QPainter, rect: QRectF, text: str, *rest: Any, **more: Any) -> float:
        drawn[text] = rect
        return write(painter, rect, text, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(painting, "write", seen)
        rows.grab()
    title, detail = drawn["协助执行通知书（车管所）"], drawn["通常 2 份"]
    assert title.width() >= painting.width_of("协助执行通知书（车管所）", look.face(17, 700))
    assert title.right() > detail.right(), "the chip stands beside the second line alone"


def test_the_rail_ends_with_the_screen_cover(qtbot: QtBot) -> None:
    rail = Rail([Place("today", "今日", "today"), Place("settings", "设置", "settings", low=True)])
    shown(qtbot, rail, 88, 800)
    keys = sorted(rail.findChildren(Pressable), key=lambda one: one.y())
    assert keys[-1].accessibleName() == "隐屏"
    with qtbot.waitSignal(rail.hidden):
        tap(qtbot, keys[-1])
    with qtbot.waitSignal(rail.chosen) as told:
        tap(qtbot, rail.key("settings"))
    assert told.args == ["settings"]
    rail.setBadge("today", 3)
    assert rail.key("today").accessibleName() == "今日，3 项"


# -- answers -----------------------------------------------------------------------------------------------


def test_yes_no_starts_unanswered_and_a_second_tap_clears_it(qtbot: QtBot) -> None:
    answer = TriState("被执行人在场")
    shown(qtbot, answer)
    told: list[object] = []
    answer.changed.connect(told.append)
    assert answer.value is None
    tap(qtbot, answer.yes)
    tap(qtbot, answer.yes)
    tap(qtbot, answer.no)
    tap(qtbot, answer.yes)
    assert told == [True, None, False, True]
    assert answer.value is True


def test_yes_no_by_keyboard(qtbot: QtBot) -> None:
    answer = TriState("行驶证已取得")
    shown(qtbot, answer)
    active(qtbot, answer)
    answer.yes.setFocus()
    key(qtbot, answer.yes, Qt.Key.Key_Right)
    qtbot.waitUntil(answer.no.hasFocus)
    key(qtbot, answer.no, Qt.Key.Key_Space)
    assert answer.value is False
    key(qtbot, answer.no, Qt.Key.Key_Delete)
    assert answer.value is None
    key(qtbot, answer.no, Qt.Key.Key_Enter)
    assert answer.value is False


def test_choice_keys_take_one_answer_or_several(qtbot: QtBot) -> None:
    choices = [Choice("lost", "遗失"), Choice("refused", "拒不交出")]
    one, several = Segments(choices, "为何"), Segments(choices, "为何", multiple=True)
    for widget in (one, several):
        shown(qtbot, widget, 400, 60)
        tap(qtbot, widget.keys[0])
        tap(qtbot, widget.keys[1])
    assert one.value == "refused"
    assert several.value == ("lost", "refused")
    tap(qtbot, one.keys[1])
    assert one.value is None


def test_a_filter_is_always_chosen(qtbot: QtBot) -> None:
    chips = FilterChips([Choice("all", "全部"), Choice("week", "7 天内到期")])
    shown(qtbot, chips, 400, 60)
    tap(qtbot, chips.keys[0])
    assert chips.value == "all"
    with qtbot.waitSignal(chips.changed) as told:
        tap(qtbot, chips.keys[1])
    assert told.args == ["week"]
    chips.setLabels(["全部 9", "7 天内到期 2"])
    assert chips.value == "week"


def test_an_outcome_is_one_tap_and_can_be_taken_back(qtbot: QtBot) -> None:
    tiles = ChoiceTiles(
        [Choice("none", "无人", "visit", "两次敲门无应答"), Choice("met", "见到本人")], "结果", 2
    )
    shown(qtbot, tiles, 600, 130)
    tap(qtbot, tiles.tiles[0])
    assert tiles.value == "none"
    tap(qtbot, tiles.tiles[0])
    assert tiles.value is None


def test_a_field_is_editing_while_it_has_the_focus_and_falls_back(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    line, other = Line("里程表读数"), Line("别处")
    frame = FieldFrame("里程表读数", line, unit="公里")
    column.addWidget(frame)
    column.addWidget(other)
    shown(qtbot, page, 400, 200)
    active(qtbot, page)
    other.setFocus()
    frame.setState("answered")
    line.setFocus()
    qtbot.waitUntil(lambda: frame.state == "editing")
    other.setFocus()
    qtbot.waitUntil(lambda: frame.state == "answered")


@pytest.mark.parametrize("state", STATES)
def test_each_state_of_a_field_shows_its_own_keys(state: str, qtbot: QtBot) -> None:
    line = Line("车架号", "LSV")
    frame = FieldFrame("车架号", line)
    shown(qtbot, frame, 400, 110)
    frame.setAgain("上次的")
    frame.setState(state, "少 1 位，应为 17 位" if state == "error" else "")
    assert frame.confirm_key.isVisible() == (state == "prefilled")
    assert frame.again_key.isVisible() == (state in ("empty", "editing"))
    assert line.isReadOnly() == (state == "fixed")
    assert frame.sentence == ("少 1 位，应为 17 位" if state == "error" else "")


def test_the_keys_of_a_field_tell_the_page(qtbot: QtBot) -> None:
    frame = FieldFrame("拖车单位", Line("拖车单位"))
    shown(qtbot, frame, 500, 110)
    frame.setAgain("常山清障")
    with qtbot.waitSignal(frame.again):
        tap(qtbot, frame.again_key)
    frame.setState("prefilled")
    with qtbot.waitSignal(frame.confirmed):
        tap(qtbot, frame.confirm_key)


def test_search_line_tells_each_change_and_empties_by_one_tap(qtbot: QtBot) -> None:
    search = SearchLine("查找案件")
    shown(qtbot, search, 600, 64)
    told: list[str] = []
    search.changed.connect(told.append)
    qtbot.keyClicks(search.line, "hm")
    search.clear()
    assert told == ["h", "hm", ""]


# -- keypads -----------------------------------------------------------------------------------------------


def test_pin_by_taps_and_by_keyboard(qtbot: QtBot) -> None:
    pad = PinKeys()
    shown(qtbot, pad)
    told: list[str] = []
    pad.digit.connect(told.append)
    pad.back.connect(lambda: told.append("back"))
    tap(qtbot, pad.keys["7"])
    key(qtbot, pad, Qt.Key.Key_3, Qt.Key.Key_Backspace)
    assert told == ["7", "3", "back"]


def test_number_pad_refuses_a_third_decimal(qtbot: QtBot) -> None:
    pad = NumberKeys(decimals=2)
    shown(qtbot, pad)
    qtbot.keyClicks(pad, ".12.345")
    assert pad.text == "12.34"
    tap(qtbot, pad.keys["back"])
    assert pad.text == "12.3"


def test_a_plate_by_seven_taps(qtbot: QtBot) -> None:
    pad = PlateKeys()
    shown(qtbot, pad)
    for sign in "浙H9A3K7":
        tap(qtbot, pad.keys[sign])
    assert pad.text == "浙H9A3K7"
    assert not {"I", "O"} & set(LETTERS)
    assert pad.keys["浙"].width() >= 72
    assert pad.keys["浙"].height() >= 70


def test_a_far_province_and_a_special_sign_are_two_taps_away(qtbot: QtBot) -> None:
    pad = PlateKeys()
    shown(qtbot, pad)
    tap(qtbot, pad.keys["all"])
    tap(qtbot, pad.keys["琼"])
    tap(qtbot, pad.keys["A"])
    tap(qtbot, pad.keys["special"])
    tap(qtbot, pad.keys["挂"])
    assert pad.text == "琼A挂"
    assert "B" in pad.keys


# -- the tools of a record ---------------------------------------------------------------------------------


def test_after_a_shot_the_next_empty_slot_waits(qtbot: QtBot) -> None:
    grid = PhotoGrid(PHOTO_NAMES)
    shown(qtbot, grid, 700, 200)
    assert grid.next_name() == "左前"
    with qtbot.waitSignal(grid.asked) as told:
        tap(qtbot, grid.slots["左前"])
    assert told.args == ["左前"]
    grid.setImage("左前", QImage(64, 48, QImage.Format.Format_RGB32))
    assert grid.next_name() == "右前"
    assert grid.taken() == 1
    with qtbot.waitSignal(grid.opened):
        tap(qtbot, grid.slots["左前"])
    assert "已拍" in grid.slots["左前"].accessibleName()


def test_two_vins_name_the_differing_position_and_both_signs(qtbot: QtBot) -> None:
    compare = VinCompare("LSVNV4189N2043717", "LSVNV4189N2048717")
    shown(qtbot, compare, 600, 134)
    assert differences("LSVNV4189N2043717", "LSVNV4189N2048717") == (14,)
    assert compare.sentence == "车架号第 14 位与案件册不同：现场 3 / 册上 8"
    with qtbot.waitSignal(compare.two_cars):
        tap(qtbot, compare.two_key)
    compare.setNumbers("LSVNV4189N2048717", "LSVNV4189N2048717")
    assert not compare.again_key.isVisible()
    assert compare.sentence == "车架号与案件册一致"


def test_damage_is_marked_by_a_tap_and_by_keys(qtbot: QtBot) -> None:
    marks = DamageMap()
    shown(qtbot, marks, 420, 420)
    told: list[tuple[Damage, ...]] = []
    marks.changed.connect(told.append)
    drawing = marks.view.drawing()
    spot = QPointF(drawing.left() + 0.25 * drawing.width(), drawing.center().y())
    tap(qtbot, marks.view, spot.toPoint())
    assert told[-1][0].side == "右"
    assert told[-1][0].x == pytest.approx(0.25, abs=0.01)
    tap(qtbot, marks.sides.keys[0])
    tap(qtbot, marks.words.keys[1])
    key(qtbot, marks.view, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert marks.marks[1] == Damage("左", 0.54, 0.5, "划痕")
    key(qtbot, marks.view, Qt.Key.Key_Delete)
    assert len(marks.marks) == 1
    tap(qtbot, marks.sides.keys[1])
    with qtbot.waitSignal(marks.mark_tapped) as asked:
        tap(qtbot, marks.view, spot.toPoint())
    assert asked.args == [0]


PEN = QPointingDevice(
    "pen",
    1,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Pen,
    QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
    1,
    1,
)


def pen(pad: SignaturePad, kind: QEvent.Type, x: float, y: float, pressure: float) -> None:
    """A real event of a tablet driver."""
    spot = QPointF(x, y)
    up = kind is QEvent.Type.TabletRelease
    event = QTabletEvent(
        kind, PEN, spot, QPointF(pad.mapToGlobal(spot)), pressure, 0, 0, 0, 0, 0,
        Qt.KeyboardModifier.NoModifier, LEFT, Qt.MouseButton.NoButton if up else LEFT,
    )  # fmt: skip
    QApplication.sendEvent(pad, event)


def test_a_pen_leaves_strokes_with_pressure_in_units_of_the_pad(qtbot: QtBot) -> None:
    pad = SignaturePad()
    shown(qtbot, pad, 800, 400)
    told: list[bool] = []
    pad.changed.connect(lambda: told.append(True))
    pen(pad, QEvent.Type.TabletPress, 200, 100, 0.2)
    pen(pad, QEvent.Type.TabletMove, 200.4, 100.4, 0.3)
    pen(pad, QEvent.Type.TabletMove, 400, 200, 0.8)
    pen(pad, QEvent.Type.TabletRelease, 400, 200, 0)
    assert told == [True]
    (stroke,) = pad.strokes
    assert [point[:3] for point in stroke] == [(0.25, 0.25, 0.2), (0.5, 0.5, 0.8)]
    assert stroke[0][3] == pytest.approx(0, abs=0.01)
    assert pad.aspect == 2.0
    assert pad.pressure_felt


def test_a_finger_or_mouse_signs_too_and_clearing_tells(qtbot: QtBot) -> None:
    pad = SignaturePad()
    shown(qtbot, pad, 800, 400)
    qtbot.mousePress(pad, LEFT, pos=QPoint(80, 300))
    qtbot.mouseMove(pad, QPoint(160, 320))
    qtbot.mouseRelease(pad, LEFT, pos=QPoint(160, 320))
    assert len(pad.strokes) == 1
    assert not pad.pressure_felt
    with qtbot.waitSignal(pad.changed):
        tap(qtbot, pad.clear_key)
    assert pad.strokes == ()


def test_a_signature_keeps_its_proportion_in_another_window(qtbot: QtBot) -> None:
    pad = SignaturePad()
    shown(qtbot, pad, 800, 400)
    pad.setStrokes([((0.0, 0.0, 0.5, 0.0), (1.0, 1.0, 0.5, 0.1))], 2.0)
    pad.resize(1200, 400)
    qtbot.mousePress(pad, LEFT, pos=QPoint(600, 200))
    qtbot.mouseRelease(pad, LEFT, pos=QPoint(600, 200))
    assert pad.strokes[1][0][:2] == (0.5, 0.5)
    assert pad.aspect == 2.0


# -- sheets, lists, tables, previews -----------------------------------------------------------------------


def test_a_sheet_holds_the_focus_and_escape_closes_it(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    behind = Button("后面")
    column.addWidget(behind)
    shown(qtbot, window, 1280, 800)
    active(qtbot, window)
    behind.setFocus()
    sheet = Sheet(window, "离场校验", "扣押车辆")
    inside = [Button("一"), Button("二")]
    for one in inside:
        sheet.body.addWidget(one)
    sheet.bar.add("返回补记")
    sheet.open()
    stops: list[QWidget | None] = []
    for _ in range(8):
        focused = QApplication.focusWidget()
        assert focused is not None
        key(qtbot, focused, Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    assert behind not in stops
    assert set(inside) <= set(stops)
    assert sheet.panel.x() == 120
    with qtbot.waitSignal(sheet.closed):
        key(qtbot, inside[0], Qt.Key.Key_Escape)
    qtbot.waitUntil(behind.hasFocus)


def test_a_snug_sheet_is_as_high_as_what_it_holds(qtbot: QtBot) -> None:
    window = QWidget()
    shown(qtbot, window, 1280, 800)
    sheet = Sheet(window, "安全提示", snug=True)
    sheet.body.addWidget(Text("家有大型犬", "body"))
    sheet.open()
    assert sheet.panel.height() < 200
    assert sheet.panel.geometry().bottom() + 1 == 800
    sheet.close_sheet()
    for _ in range(60):
        sheet.body.addWidget(Text("一行", "body"))
    sheet.open()
    assert sheet.panel.y() >= 28, "what is higher than the window leaves a strip of it in sight"


def test_a_sheet_follows_its_window(qtbot: QtBot) -> None:
    window = QWidget()
    shown(qtbot, window, 1280, 800)
    sheet = Sheet(window, "新建记录")
    sheet.open()
    window.resize(1100, 700)
    qtbot.waitUntil(lambda: sheet.size() == window.size())
    assert sheet.panel.geometry().bottom() == 699


def test_a_row_opens_by_tap_and_by_enter(qtbot: QtBot) -> None:
    rows = PlainList("草稿")
    items = [PlainRow(f"草稿 {number}") for number in range(3)]
    rows.setItems(items)
    shown(qtbot, rows, 400, 240)
    told: list[object] = []
    rows.opened.connect(told.append)
    qtbot.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(rows.model().index(1, 0)).center())
    key(qtbot, rows, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert told == [items[1], items[2]]
    assert rows.sizeHintForRow(0) >= 64


def test_a_long_duty_wraps_and_is_never_cut(qtbot: QtBot) -> None:
    rows = DutyList(tall=True)
    rows.setItems(
        [
            DutyRow(
                "missing",
                "被执行人是公民的，其工作单位或者财产所在地的基层组织应当派人参加",
                "民诉法第256条第1款",
            )
        ]
    )
    shown(qtbot, rows, 280, 200)
    narrow = rows.sizeHintForRow(0)
    rows.resize(700, 200)
    assert rows.sizeHintForRow(0) < narrow


def test_a_table_says_its_columns_and_opens_a_row(qtbot: QtBot) -> None:
    columns = (
        Column[tuple[str, str]]("案号", lambda row: row[0]),
        Column("金额", lambda row: row[1], "right", 140),
    )
    rows = Rows(columns, [("（2026）浙0822执1号", "286,000.00")])
    empty = Banner("没有案件")
    table = Table("案件", rows, empty)
    shown(qtbot, table, 600, 300)
    assert not empty.isVisible()
    index = rows.index(0, 1)
    assert index.data() == "286,000.00"
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    with qtbot.waitSignal(table.opened) as told:
        qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(index).center())
    assert told.args == [("（2026）浙0822执1号", "286,000.00")]
    rows.setRows([])
    assert empty.isVisible()


def test_a_long_table_fetches_only_the_pages_in_view(qtbot: QtBot) -> None:
    asked: list[tuple[int, int]] = []
    answers: list[Callable[[], None]] = []

    def fetch(offset: int, limit: int, deliver: Callable[[Sequence[int]], None]) -> None:
        asked.append((offset, limit))
        answers.append(lambda: deliver(range(offset, offset + limit)))

    rows = PagedRows((Column[int]("号", str),), fetch, 20_000)
    table = Table("案件", rows)
    shown(qtbot, table, 400, 300)
    table.grab()
    assert asked == [(0, 200)]
    assert rows.index(3, 0).data() is None
    answers[0]()
    assert rows.index(3, 0).data() == "3"
    table.scrollTo(rows.index(10_050, 0))
    table.grab()
    assert asked[-1] == (10_000, 200)
    assert len(asked) <= 3


def test_an_answer_to_an_older_question_is_dropped(qtbot: QtBot) -> None:
    answers: list[Callable[[Sequence[str]], None]] = []
    rows = PagedRows((Column[str]("名", str),), lambda offset, limit, deliver: answers.append(deliver), 1)
    assert rows.index(0, 0).data() is None
    rows.ask(1)
    assert rows.index(0, 0).data() is None
    answers[0](["旧"])
    assert rows.index(0, 0).data() is None
    answers[1](["新"])
    assert rows.index(0, 0).data() == "新"


def test_pages_turn_and_grow_by_keys(qtbot: QtBot) -> None:
    pages = [QImage(310, 438, QImage.Format.Format_RGB32) for _ in range(2)]
    preview = PagePreview(pages)
    shown(qtbot, preview, 500, 600)
    with qtbot.waitSignal(preview.page_changed) as told:
        key(qtbot, preview, Qt.Key.Key_PageDown)
    assert told.args == [1]
    key(qtbot, preview, Qt.Key.Key_PageDown)
    assert preview.page == 1
    tap(qtbot, preview.larger_key)
    assert preview.zoom == 1.5
    tap(qtbot, preview.smaller_key)
    assert preview.zoom == 1.0


def test_a_stage_is_chosen_by_tap_and_by_keys(qtbot: QtBot) -> None:
    line = StageLine([Stage("公告", "11-03", "done"), Stage("腾退", "进行中", "current"), Stage("交付")])
    shown(qtbot, line, 500, 56)
    told: list[int] = []
    line.chosen.connect(told.append)
    tap(qtbot, line, line.spots()[2].center().toPoint())
    key(qtbot, line, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert told == [2, 1]


def test_a_bare_file_name_lies_where_the_dialog_opens_and_not_where_the_program_was_started(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    pick = FilePick("申请文件")
    qtbot.addWidget(pick)
    pick.line.setText("申请.cf-request")
    places = (*sticks(), str(tmp_path))
    assert pick.path == Path(places[0]) / "申请.cf-request"


def test_a_typed_path_leaves_out_the_sign_that_no_system_knows(qtbot: QtBot) -> None:
    pick = FilePick("文件")
    qtbot.addWidget(pick)
    pick.line.setText(" /media/优盘/照\0片.jpg ")
    with qtbot.waitSignal(pick.picked) as told:
        pick.line.returnPressed.emit()
    assert told.args == ["/media/优盘/照片.jpg"]


def test_a_row_grows_with_its_words_and_many_rows_stay_alike(qtbot: QtBot) -> None:
    words = "被执行人 常山金柚房地产开发有限公司 · 院里没有下发这种文书，也没有取回它的内容 · 2026-11-24"
    rows = PlainList("文书")
    qtbot.addWidget(rows)
    rows.resize(300, 400)
    rows.setItems([PlainRow("公告", words), PlainRow("公告", "一句")])
    assert rows.sizeHintForRow(0) > rows.sizeHintForRow(1)
    rows.setItems([PlainRow("公告", words)] * (MANY + 1))
    assert rows.sizeHintForRow(0) == look.sizes().row
