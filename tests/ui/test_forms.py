"""A form made from a kind: parts, conditional fields, what is in sight, and the way to what is missing."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from services.clock import ZONE
from services.docket.party import Place
from services.position.fix import Fix
from services.records.draft import Draft
from services.records.kinds.visit import Visit
from services.records.record import Part, Problem, Record
from services.records.specifiers import choice, number, photos, text, yes_no
from services.records.values import Located, Photo
from ui import look
from ui.components.labels import Text
from ui.forms.form import Form, is_quick
from ui.forms.hints import Hints, Tools
from ui.forms.sheet import NOTHING, Sheet

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

NOW = dt.datetime(2026, 11, 24, 19, 36, tzinfo=ZONE)
STREET = Place(text="白石镇新街 18 号")
PREFILLED = {
    "arrived_at": NOW,
    "place": STREET,
    "located": Located(fix=Fix(28.9, 118.5, NOW, "receiver", accuracy_m=3.6, receiver="北斗")),
    "officers": ("江某某", "赖某某"),
}
HINTS = Hints(now=lambda: NOW, options={"officers": ("江某某", "赖某某")}, places=(STREET,))


class Boat(Record, code="boat", title="扣押船舶", version=1):
    """A kind of several parts, for these tests alone."""

    name: str = text("船名")
    length: int = number("船长", unit="米", maximum=300)
    owner_there: bool = yes_no("船主在场")
    why_not: str = choice("为何不在", "外出", "联系不上", when=lambda v: v.get("owner_there") is False)
    pictures: tuple[Photo, ...] = photos("照片", "船首", "船尾", default=())
    note: str = text("备注", default="")

    parts = (
        Part("船舶核对", ("name", "length")),
        Part("船主", ("owner_there", "why_not")),
        Part("照片", ("pictures", "note")),
    )


def draft(kind: type[Record], prefilled: frozenset[str] = frozenset(), **values: object) -> Draft:
    return Draft(
        id="d", kind=kind.code, version=1, cases=("（2026）浙0822执900001号",), officers=("江某某",),
        started_at=NOW, values=values, prefilled=prefilled,
    )  # fmt: skip


def open_form(qtbot: QtBot, kind: type[Record], shown: Draft, width: int = 856, height: int = 560) -> Form:
    form = Form(kind, HINTS, Tools())
    form.resize(width, height)
    qtbot.addWidget(form)
    form.show_draft(shown)
    with qtbot.waitExposed(form):
        form.show()
    QApplication.processEvents()
    return form


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> None:
    look.themed(qapp)


class Raft(Record, code="raft", title="扣押木排", version=1):
    """A kind whose second part is asked for under a condition, for these tests alone."""

    moored: bool = yes_no("已系留")
    rope: str = text("缆绳", when=lambda v: v.get("moored") is True)

    parts = (Part("木排", ("moored",)), Part("系留", ("rope",)))


def test_a_part_that_asks_nothing_says_so_and_counts_as_done(qtbot: QtBot) -> None:
    form = open_form(qtbot, Raft, draft(Raft, moored=False))
    form.open(1)
    QApplication.processEvents()
    assert NOTHING in [words.text() for words in form.findChildren(Text) if words.isVisible()]
    assert [(s.fact, s.state) for s in form.sections.items][1] == ("不用填", "done")
    form.show_draft(draft(Raft, moored=True))
    QApplication.processEvents()
    assert NOTHING not in [words.text() for words in form.findChildren(Text) if words.isVisible()]
    assert form.editor("rope").isVisible()


def test_a_kind_that_begins_with_a_large_choice_is_answered_on_one_sheet(qtbot: QtBot) -> None:
    assert is_quick(Visit)
    assert not is_quick(Boat)
    form = open_form(qtbot, Visit, draft(Visit))
    assert not form.sections.isVisible()
    assert all(form.editor(name) is not None for name in Visit.fields())


@pytest.mark.parametrize(("width", "height", "small"), [(856, 480, False), (996, 415, True)])
def test_everything_prefilled_stands_on_the_first_screen(
    qtbot: QtBot, qapp: QApplication, width: int, height: int, small: bool
) -> None:
    look.themed(qapp, width=1024 if small else 1280)
    form = open_form(qtbot, Visit, draft(Visit, frozenset(PREFILLED), **PREFILLED), width, height)
    assert form.seen(PREFILLED)
    form.resize(width, 240)
    qtbot.waitUntil(lambda: not form.seen(PREFILLED))


def test_nobody_home_is_answered_without_scrolling(qtbot: QtBot, qapp: QApplication) -> None:
    look.themed(qapp, width=1280)
    told = draft(Visit, frozenset(PREFILLED), **PREFILLED, outcome="无人")
    form = open_form(
        qtbot, Visit, told, 856, 532
    )  # what is left of 1280×800 beside header, sentences and bar
    assert form.seen(["outcome", *PREFILLED, "knocked", "next_steps"])
    (sheet,) = form.findChildren(Sheet)
    assert sheet.verticalScrollBar().maximum() == 0
    tops = {tile.y() for tile in form.editor("outcome").tiles.tiles}  # type: ignore[attr-defined]
    assert len(tops) == 1


def test_what_is_seldom_needed_waits_behind_a_key_until_it_is_wanted_or_answered(qtbot: QtBot) -> None:
    form = open_form(qtbot, Visit, draft(Visit, outcome="无人", note="狗叫"))
    (sheet,) = form.findChildren(Sheet)
    assert form.editor("note").isVisible()
    assert not form.editor("photos").isVisible()
    sheet.strip.keys["photos"].click()
    assert form.editor("photos").isVisible()
    assert not sheet.strip.keys["photos"].isVisible()
    form.jump(Problem("clues", "这里补上"))
    assert form.editor("clues").isVisible()
    form.show_draft(draft(Visit, outcome="无人"))
    assert form.editor("note").isVisible()  # clearing it moves nothing


def test_a_waiting_field_that_is_not_asked_has_no_key(qtbot: QtBot) -> None:
    form = open_form(qtbot, Visit, draft(Visit, outcome="无人"))
    (sheet,) = form.findChildren(Sheet)
    assert not sheet.strip.keys["frail"].isVisible()
    form.show_draft(draft(Visit, outcome="见到家属"))
    assert sheet.strip.keys["frail"].isVisible()


def test_a_field_appears_with_the_answer_that_asks_for_it(qtbot: QtBot) -> None:
    form = open_form(qtbot, Visit, draft(Visit))
    assert not form.editor("met").isVisible()
    form.show_draft(draft(Visit, outcome="见到家属"))
    assert form.editor("met").isVisible()
    assert not form.editor("knocked").isVisible()
    form.show_draft(draft(Visit, outcome="无人"))
    assert not form.editor("met").isVisible()
    assert form.editor("knocked").isVisible()


def test_no_two_answers_lie_over_each_other(qtbot: QtBot) -> None:
    form = open_form(
        qtbot, Visit, draft(Visit, frozenset(PREFILLED), outcome="见到家属", **PREFILLED), height=1600
    )
    shown = [form.editor(n) for n in Visit.fields() if form.editor(n).isVisible()]
    for one in shown:
        assert one.height() >= one.frame.sizeHint().height() - 1 or one.hasHeightForWidth()
        for other in shown:
            assert one is other or not one.geometry().intersects(other.geometry())


def test_the_parts_at_left_tell_how_far_they_are(qtbot: QtBot) -> None:
    form = open_form(qtbot, Boat, draft(Boat))
    assert [s.state for s in form.sections.items] == ["untouched"] * 3
    form.show_draft(draft(Boat, name="浙常货 001", length=900, owner_there=False))
    assert [(s.title, s.state, s.fact) for s in form.sections.items] == [
        ("船舶核对", "problem", "1 处要改"),
        ("船主", "part", "1/2"),
        ("照片", "untouched", "未开始"),
    ]
    form.show_draft(draft(Boat, name="浙常货 001", length=20, owner_there=True))
    assert [s.state for s in form.sections.items] == ["done", "done", "untouched"]


def test_a_part_is_opened_by_its_row_and_shows_what_was_answered(qtbot: QtBot) -> None:
    form = open_form(qtbot, Boat, draft(Boat, owner_there=True))
    form.sections.opened.emit(form.sections.items[1])
    assert form.part == 1
    assert form.editor("owner_there").isVisible()
    assert form.editor("owner_there").value is True


def test_the_way_to_what_is_missing_leads_across_parts(qtbot: QtBot) -> None:
    form = open_form(qtbot, Boat, draft(Boat, name="浙常货 001", length=20))
    form.jump(Problem("owner_there", "“船主在场”还没有填"))
    assert form.part == 1
    assert form.editor("owner_there").frame.sentence == "“船主在场”还没有填"


def test_what_is_being_typed_is_not_disturbed_by_the_draft_that_comes_back(qtbot: QtBot) -> None:
    form = open_form(qtbot, Boat, draft(Boat))
    line = form.editor("name").edit  # type: ignore[attr-defined]
    line.setText("浙常货")
    line.setCursorPosition(1)
    form.show_draft(draft(Boat, name="浙常货"))
    assert (line.text(), line.cursorPosition()) == ("浙常货", 1)


def test_changes_confirmations_and_typing_are_handed_on(qtbot: QtBot) -> None:
    form = open_form(qtbot, Visit, draft(Visit, frozenset(PREFILLED), **PREFILLED))
    with qtbot.waitSignal(form.answered) as told:
        form.editor("outcome").tiles.tiles[0].click()  # type: ignore[attr-defined]
    assert told.args == ["outcome", "无人", False]
    with qtbot.waitSignal(form.confirmed) as told:
        form.editor("place").frame.confirm_key.click()
    assert told.args == ["place"]
    with qtbot.waitSignal(form.answered) as told:
        form.editor("note").edit.insertPlainText("狗叫")  # type: ignore[attr-defined]
    assert told.args == ["note", "狗叫", True]


def test_a_locked_form_takes_nothing(qtbot: QtBot) -> None:
    form = open_form(qtbot, Visit, draft(Visit, outcome="无人"))
    form.lock()
    with qtbot.assertNotEmitted(form.answered):
        form.editor("outcome").tiles.tiles[1].click()  # type: ignore[attr-defined]
