"""The case page lists its papers by who has them: open ones on top, each served one with day and way, led to its record."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from services.cases.served import Service
from ui import look
from ui.components.notices import EmptyState
from ui.components.tasks import PlainList
from ui.pages.served_card import served_card

SERVED = Service(
    title="执行裁定书", number="900001号之一", to="何岩松", on=dt.date(2026, 11, 20), way="留置送达", entry="entry-1"
)  # fmt: skip
MAILED = Service(
    title="执行通知书", number="900001号", to="何岩松", on=None, way="邮寄送达", note="11-21 交邮 EX9，等回执",
    on_its_way=True,
)  # fmt: skip


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> None:
    look.themed(qapp)


def test_each_paper_says_how_it_stands_and_opens_the_record_that_proves_it(qtbot: QtBot) -> None:
    opened: list[str] = []
    card = served_card((MAILED, SERVED), opened.append)
    qtbot.addWidget(card)
    rows = card.findChildren(PlainList)[0]
    assert [row.chip.text for row in rows.items] == ["在途", "已送达"]
    assert "等回执" in rows.items[0].detail
    assert "2026年11月20日送达（留置送达）" in rows.items[1].detail
    for row in rows.items:
        rows.opened.emit(row)
    assert opened == ["entry-1"], "the docket's word has no record to open"


def test_a_case_without_papers_says_where_they_will_come_from(qtbot: QtBot) -> None:
    card = served_card((), lambda entry: None)
    qtbot.addWidget(card)
    assert card.findChildren(EmptyState)
