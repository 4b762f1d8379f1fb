"""A list of hundreds of things: the last in the open, the others behind a key, each added as quickly as the first."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from services.records.fields import Inventory
from services.records.values import InventoryRow
from tests.factories import NOW
from ui import look
from ui.forms.editor import editor_for
from ui.forms.editors.inventory import LATEST, InventoryEditor
from ui.forms.hints import Hints, Tools


def rows(count: int) -> tuple[InventoryRow, ...]:
    return tuple(
        InventoryRow(number=n, name=f"物品{n}", quantity=Decimal(1), unit="件", box=str(n // 9 + 1))
        for n in range(1, count + 1)
    )


@pytest.fixture
def editor(qapp: QApplication, qtbot: QtBot) -> InventoryEditor:
    look.themed(qapp)

    def now() -> dt.datetime:
        return NOW

    made = editor_for(Inventory(label="物品清单", boxed=True), "goods", Hints(now=now), Tools())
    assert isinstance(made, InventoryEditor)
    qtbot.addWidget(made)
    return made


def test_of_eight_hundred_things_the_last_stand_in_the_open(editor: InventoryEditor) -> None:
    editor.put(rows(800), "answered")
    assert len(editor.lines) == LATEST
    assert editor.earlier.text() == f"前面还有 {800 - LATEST} 件"
    editor.earlier.click()
    assert len(editor.lines) == 2 * LATEST
    assert editor.earlier.text() == f"前面还有 {800 - 2 * LATEST} 件"


def test_a_short_list_stands_whole(editor: InventoryEditor) -> None:
    editor.put(rows(LATEST), "answered")
    assert len(editor.lines) == LATEST
    assert not editor.earlier.isVisibleTo(editor)


def test_a_thing_added_leaves_the_other_lines_as_they_are(editor: InventoryEditor) -> None:
    editor.put(rows(5), "answered")
    before = list(editor.lines)
    editor.panel.name.setText("铜色台灯")
    editor.panel.add_key.click()
    assert editor.lines[:5] == before
    assert editor.value[-1].name == "铜色台灯"
    assert editor.value[-1].box == "1", "the box of the last thing"


def test_what_is_changed_or_taken_away_in_a_long_list_is_the_one_that_was_tapped(
    editor: InventoryEditor,
) -> None:
    editor.put(rows(100), "answered")
    editor.lines[0].opened.emit()
    assert editor.panel.name.text() == f"物品{101 - LATEST}"
    editor.panel.name.setText("改过")
    editor.panel.add_key.click()
    assert [r.name for r in editor.value if r.name == "改过"] == ["改过"]
    assert editor.value[100 - LATEST].name == "改过"
    editor.lines[-1].removed.emit()
    assert [r.number for r in editor.value] == list(range(1, 100))
    assert editor.value[-1].name == "物品99"
    assert len(editor.lines) == LATEST
