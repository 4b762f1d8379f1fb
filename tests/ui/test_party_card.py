"""The card of a party says where papers reach him by his own word, and whether he agreed to be served electronically."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.records.cleared import CASE
from tests.unit.records.test_service_address import OFFICE, talk, told
from ui import look
from ui.components.labels import Text
from ui.pages.case_cards import parties_grid


def test_the_partys_card_says_where_papers_reach_him(qapp: QApplication, qtbot: QtBot) -> None:
    look.themed(qapp)
    grid = parties_grid(CASE.parties, told(talk()))
    qtbot.addWidget(grid)
    words = [text.text() for text in grid.findChildren(Text)]
    assert any(word.endswith("约谈确认）") and OFFICE.text in word for word in words)
    assert "同意，19000000003" in words
    bare = parties_grid(CASE.parties)
    qtbot.addWidget(bare)
    assert not any("约谈确认" in text.text() for text in bare.findChildren(Text))
