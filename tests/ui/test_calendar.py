"""日历: a day is picked by touch or from the keyboard, walking alone picks nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import look
from ui.components.calendar import FIRST, LAST, DayPicker, month_later

TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def picker(qtbot: QtBot, qapp: QApplication) -> DayPicker:
    look.themed(qapp)
    made = DayPicker(TODAY, TODAY)
    made.resize(700, 520)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.grid.setFocus()
    return made


def picked(picker: DayPicker) -> list[object]:
    found: list[object] = []
    picker.picked.connect(found.append)
    return found


def touch(picker: DayPicker, day: dt.date) -> None:
    centre = picker.grid.rect_of(day).center()
    QTest.mouseClick(picker.grid, Qt.MouseButton.LeftButton, pos=QPoint(round(centre.x()), round(centre.y())))


def test_touched_day_is_picked(picker: DayPicker) -> None:
    found = picked(picker)
    touch(picker, dt.date(2026, 11, 30))
    touch(picker, dt.date(2026, 12, 3))
    assert found == [dt.date(2026, 11, 30), dt.date(2026, 12, 3)]


def test_days_are_large_enough_for_a_finger(picker: DayPicker) -> None:
    rect = picker.grid.rect_of(TODAY)
    assert min(rect.width(), rect.height()) >= look.sizes().touch >= 48


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ([Qt.Key.Key_Right], dt.date(2026, 11, 25)),
        ([Qt.Key.Key_Down, Qt.Key.Key_Left], dt.date(2026, 11, 30)),
        ([Qt.Key.Key_PageDown, Qt.Key.Key_Up], dt.date(2026, 12, 17)),
        ([Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_Home], TODAY),
    ],
)
def test_keyboard_walks_and_only_enter_picks(picker: DayPicker, keys: list[Qt.Key], day: dt.date) -> None:
    found = picked(picker)
    for key in keys:
        QTest.keyClick(picker.grid, key)
    assert found == []
    QTest.keyClick(picker.grid, Qt.Key.Key_Return)
    assert found == [day]


def test_months_turn_by_their_keys_and_the_cursor_says_where_it_is(picker: DayPicker) -> None:
    picker.after.tapped.emit()
    assert picker.grid.accessibleName() == "日历，2026-12-24"
    picker.before.tapped.emit()
    assert picker.grid.accessibleName() == "日历，2026-11-24，今天"


def test_named_days_are_picked_at_once(picker: DayPicker) -> None:
    assert picker.named["本月底"] == dt.date(2026, 11, 30)
    assert picker.named["一个月后"] == dt.date(2026, 12, 24)


def test_no_walk_leaves_the_calendar(picker: DayPicker) -> None:
    picker.grid.move_to(dt.date(3000, 1, 1))
    assert picker.grid.cursor_day == LAST
    picker.grid.move_to(dt.date(1900, 1, 1))
    assert picker.grid.cursor_day == FIRST
    assert month_later(dt.date(2027, 1, 31), 1) == dt.date(2027, 2, 28)
