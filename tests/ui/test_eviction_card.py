"""The case page shows an eviction as a line of stages with its rooms, and each key leads to the next record."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.cases.evictions import Eviction
from services.records.draft import Draft
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_room import EvictionRoom
from services.records.record import Record
from tests.unit.cases.test_evictions import BEDROOM, DAY, LIVING, NOTICE, PLAN, one
from tests.unit.records.cleared import AT, CASE, entered
from ui import look
from ui.components.buttons import Button
from ui.components.frames import Card
from ui.components.labels import Text
from ui.components.stages import StageLine
from ui.components.tasks import PlainList
from ui.pages.eviction_card import eviction_card


class Heard:
    """What the card asked for."""

    def __init__(self) -> None:
        self.started: list[type[Record]] = []
        self.opened: list[str] = []
        self.resumed: list[str] = []
        self.card: Card | None = None


@pytest.fixture
def heard(qapp: QApplication) -> Heard:
    look.themed(qapp)
    return Heard()


def shown(qtbot: QtBot, found: Eviction, heard: Heard, *drafts: Draft) -> Card:
    card = eviction_card(
        found,
        drafts,
        heard.started.append,
        heard.opened.append,
        heard.resumed.append,
        lambda: heard.opened.append("notice"),
    )
    qtbot.addWidget(card)
    heard.card = card
    return card


def keys(card: QWidget) -> list[str]:
    return [key.text() for key in card.findChildren(Button)]


def test_the_keys_begin_the_next_room_and_the_end_of_the_day(qtbot: QtBot, heard: Heard) -> None:
    card = shown(qtbot, one(*entered(NOTICE, PLAN, DAY, BEDROOM)), heard)
    assert keys(card) == ["清点下一间", "腾房收尾"]
    for key in card.findChildren(Button):
        key.tapped.emit()
    assert heard.started == [EvictionRoom, EvictionClose]


def test_before_the_posting_the_draft_of_the_notice_is_at_hand(qtbot: QtBot, heard: Heard) -> None:
    card = shown(qtbot, one(), heard)
    assert keys(card) == ["张贴公告", "公告稿（院长签发）"]
    card.findChildren(Button)[1].tapped.emit()
    assert heard.opened == ["notice"]


def test_a_room_says_what_was_counted_and_opens(qtbot: QtBot, heard: Heard) -> None:
    found = one(*entered(NOTICE, PLAN, DAY, BEDROOM))
    rows = shown(qtbot, found, heard).findChildren(PlainList)[0]
    assert rows.items[0].spoken.startswith("KTM1 主卧，3 箱 · 7 项 · 封存 2 项")
    rows.opened.emit(rows.items[0])
    assert heard.opened == [found.rooms[0].entry]


def test_a_room_still_being_written_stands_on_top_and_goes_on(qtbot: QtBot, heard: Heard) -> None:
    writing = Draft(
        id="draft-1", kind="eviction_room", version=1, cases=(CASE.number,), officers=(), started_at=AT,
        values={"mark": "KTM2", "room": "厨房"}, subject="h1",
    )  # fmt: skip
    rows = shown(qtbot, one(*entered(DAY, BEDROOM)), heard, writing).findChildren(PlainList)[0]
    assert [row.spoken.split("，")[0] for row in rows.items] == ["KTM2 厨房", "KTM1 主卧"]
    rows.opened.emit(rows.items[0])
    assert heard.resumed == ["draft-1"]


def test_a_stage_tapped_opens_its_record_or_begins_it(qtbot: QtBot, heard: Heard) -> None:
    found = one(*entered(NOTICE, PLAN))
    line = shown(qtbot, found, heard).findChildren(StageLine)[0]
    line.chosen.emit(0)
    line.chosen.emit(2)
    line.chosen.emit(4)
    assert heard.opened == [found.stages[0].entry]
    assert [kind.code for kind in heard.started] == ["eviction_day"]


def test_what_does_not_fit_is_told_in_words(qtbot: QtBot, heard: Heard) -> None:
    twin = EvictionRoom(**{n: getattr(LIVING, n) for n in EvictionRoom.fields()} | {"mark": "KTM1"})
    card = shown(qtbot, one(*entered(DAY, BEDROOM, twin)), heard)
    assert any(
        "KTM1" in text.accessibleName() and "2 次" in text.accessibleName()
        for text in card.findChildren(Text)
    )
