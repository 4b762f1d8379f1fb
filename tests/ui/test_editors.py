"""One editor per sort of answer, driven as the officer drives it: taps, typing, an input method, the keyboard."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QInputMethodEvent, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import ui.forms.editors as registered
from services.clock import ZONE
from services.docket.party import Place
from services.entries.entry import Attachment
from services.position.fix import Fix, NoFix
from services.records import fields
from services.records.fields import Field
from services.records.values import Bound, Film, Located, Person, Photo, Signature
from tests.journeys.hands import until
from ui import look
from ui.components.buttons import Button
from ui.forms.editor import Editor, editor_for
from ui.forms.hints import Copy, Hints, Signing, Tools

# The offscreen platform says so of every window that has a least size; it is no finding.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

NOW = dt.datetime(2026, 11, 24, 19, 36, 42, tzinfo=ZONE)
STREET = Place(text="白石镇新街 18 号", latitude=28.901462, longitude=118.511235)
HINTS = Hints(
    now=lambda: NOW,
    expected={"vin": "LSVNV4189N2048717", "plate": "浙H9A3K7"},
    options={"officers": ("江某某", "赖某某")},
    persons=(Person(name="樊某某", role="被执行人"), Person(name="季某某", role="网格员")),
    places=(STREET,),
    last={"yard": "定阳停车场"},
)
PICTURE = Attachment(digest="a" * 64, size=4, media_type="image/jpeg", role="photo", name="1.jpg")
EVERY_SORT = [
    s for s in vars(fields).values() if isinstance(s, type) and issubclass(s, Field) and s is not Field
]


class Answers:
    """What an editor has told, newest last."""

    def __init__(self, editor: Editor) -> None:
        self.given: list[Any] = []
        editor.answered.connect(lambda _name, value: self.given.append(value))

    @property
    def last(self) -> Any:
        return self.given[-1]


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication) -> QWidget:
    """A window with another thing to focus, so that an editor can be left."""
    look.themed(qapp)
    window = QWidget()
    window.resize(860, 700)
    column = QVBoxLayout(window)
    elsewhere = Button("别处")
    elsewhere.setObjectName("elsewhere")
    column.addWidget(elsewhere)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def put(stage: QWidget, field: Field, name: str = "it", hints: Hints = HINTS, tools: Tools = Tools()) -> Any:  # noqa: B008
    editor = editor_for(field, name, hints, tools)
    layout = stage.layout()
    assert layout is not None
    layout.addWidget(editor)
    editor.show()
    stage.activateWindow()
    until(stage.isActiveWindow)
    return editor


def leave(stage: QWidget) -> None:
    elsewhere = stage.findChild(Button, "elsewhere")
    assert elsewhere is not None
    elsewhere.setFocus()
    QApplication.processEvents()


def compose(widget: QWidget, words: str) -> None:
    """What an input method does when the officer picks a candidate."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


def sample(sort: type[Field]) -> Field:
    needed: dict[str, Any] = {"label": "某项"}
    if sort in (fields.Choice, fields.Choices):
        needed["options"] = ("甲", "乙")
    if sort is fields.Present:
        needed["roles"] = ("被执行人",)
    if sort is fields.Clues:
        needed["sorts"] = ("车辆",)
    return sort(**needed)


@pytest.mark.parametrize("sort", EVERY_SORT)
def test_every_sort_of_field_has_an_editor_that_starts_empty(stage: QWidget, sort: type[Field]) -> None:
    editor = put(stage, sample(sort))
    assert editor.value is None
    assert editor.frame.state == "empty"
    assert editor.accessibleName() == "某项"
    assert registered.__all__


@pytest.mark.parametrize("sort", EVERY_SORT)
def test_every_visible_thing_to_tap_has_a_name_and_is_large_enough(stage: QWidget, sort: type[Field]) -> None:
    editor = put(stage, sample(sort))
    for button in editor.findChildren(Button):
        if button.isVisible():
            assert button.accessibleName()
            assert button.height() >= 48, button.accessibleName()


def test_words_from_an_input_method_become_the_answer(stage: QWidget) -> None:
    editor = put(stage, fields.Text(label="补一句"))
    answers = Answers(editor)
    compose(editor.edit, "门锁已换")
    assert answers.last == "门锁已换"
    assert editor.typed


def test_a_ready_phrase_is_put_behind_what_stands_there(stage: QWidget) -> None:
    editor = put(stage, fields.Text(label="补一句", lines=3, phrases=("院门紧闭",)))
    answers = Answers(editor)
    compose(editor.edit, "按过门铃")
    editor.phrase_keys[0].click()
    assert answers.last == "按过门铃，院门紧闭"


def test_blanks_alone_are_no_answer(stage: QWidget) -> None:
    editor = put(stage, fields.Text(label="补一句"))
    answers = Answers(editor)
    compose(editor.edit, "   ")
    assert answers.last is None


def test_a_prefilled_answer_waits_for_its_key(stage: QWidget, qtbot: QtBot) -> None:
    editor = put(stage, fields.Text(label="地点"))
    editor.put("新街 18 号", "prefilled")
    assert editor.frame.state == "prefilled"
    assert editor.frame.confirm_key.isVisible()
    with qtbot.waitSignal(editor.confirmed) as told:
        editor.frame.confirm_key.click()
    assert told.args == ["it"]


def test_the_value_of_last_time_is_offered_and_handed_on(stage: QWidget, qtbot: QtBot) -> None:
    editor = put(stage, fields.Text(label="停车场", remembered=True), "yard")
    assert editor.frame.again_key.isVisible()
    with qtbot.waitSignal(editor.again) as told:
        editor.frame.again_key.click()
    assert told.args == ["yard", "定阳停车场"]


def test_a_number_is_tapped_on_the_pad_and_judged_when_left(stage: QWidget) -> None:
    editor = put(stage, fields.Number(label="里程", unit="公里", maximum=999))
    answers = Answers(editor)
    editor.line.setFocus()
    QApplication.processEvents()
    for sign in "8642":
        editor.pad.keys[sign].click()
    assert answers.last == 8642
    assert editor.frame.state == "editing"
    leave(stage)
    assert editor.frame.state == "error"
    assert "999" in editor.frame.sentence
    assert not editor.pad.isVisible()


def test_full_width_figures_and_commas_are_read(stage: QWidget) -> None:
    editor = put(stage, fields.Number(label="里程"))
    answers = Answers(editor)
    compose(editor.line, "８６，４１２")
    assert answers.last == 86412


def test_what_is_no_number_is_said_so_and_not_taken(stage: QWidget) -> None:
    editor = put(stage, fields.Number(label="里程"))
    answers = Answers(editor)
    editor.line.setFocus()
    compose(editor.line, "八万")
    leave(stage)
    assert answers.last is None
    assert editor.frame.sentence == "这不是数字，请重填"


@pytest.mark.parametrize(
    "typed", ["9" * 400, "1e999", "1e999999999", "NaN", "-Infinity", "\U00020bb7", "1.2.3"]
)
@pytest.mark.parametrize(
    "field", [fields.Number(label="里程"), fields.Money(label="估价")], ids=["number", "money"]
)
def test_figures_beyond_all_reason_are_said_so_and_stay_in_the_line(
    stage: QWidget, field: fields.Field, typed: str
) -> None:
    editor = put(stage, field)
    answers = Answers(editor)
    editor.line.setFocus()
    compose(editor.line, typed)
    leave(stage)
    assert answers.last is None
    assert editor.frame.sentence in ("数字太大，请核对", "这不是数字，请重填")
    assert editor.line.text() == typed


def test_a_count_takes_whole_figures_only(stage: QWidget) -> None:
    editor = put(stage, fields.Number(label="里程"))
    editor.line.setFocus()
    compose(editor.line, "12.5")
    leave(stage)
    assert editor.frame.sentence == "这里只填整数"


@pytest.mark.parametrize("typed", ["1e999", "-1" + "0" * 30, "9" * 400])
def test_a_promise_beyond_all_reason_stays_in_its_line(stage: QWidget, typed: str) -> None:
    editor = put(stage, fields.Promises(label="承诺付款"))
    compose(editor.day, "2026-12-24")
    compose(editor.amount, typed)
    editor._add()
    assert not editor.rows
    assert "金额写数字" in editor.told.text()
    assert editor.amount.text() == typed


def test_money_keeps_its_cents(stage: QWidget) -> None:
    editor = put(stage, fields.Money(label="金额"))
    answers = Answers(editor)
    editor.line.setFocus()
    compose(editor.line, "1234.5")
    leave(stage)
    assert answers.last == Decimal("1234.5")
    assert editor.line.text() == "1,234.50"


def test_a_tap_on_the_chosen_tile_opens_the_question_again(stage: QWidget) -> None:
    editor = put(stage, fields.Choice(label="结果", options=("无人", "见到本人"), large=True))
    answers = Answers(editor)
    editor.tiles.tiles[0].click()
    assert answers.last == "无人"
    editor.tiles.tiles[0].click()
    assert answers.last is None


def test_own_words_stand_in_for_a_choice(stage: QWidget) -> None:
    editor = put(stage, fields.Choice(label="敲门", options=("无应答",), other=True))
    answers = Answers(editor)
    editor.keys.keys[-1].click()
    compose(editor.line, "狗叫")
    assert answers.last == "狗叫"
    editor.keys.keys[0].click()
    assert answers.last == "无应答"
    assert not editor.line.isVisible()


def test_several_are_chosen_and_one_is_added(stage: QWidget) -> None:
    editor = put(stage, fields.Choices(label="下一步", options=("打电话", "查物业"), other=True))
    answers = Answers(editor)
    editor.key("打电话").click()
    editor.own_key.click()
    compose(editor.line, "问村主任")
    editor.line.returnPressed.emit()
    assert answers.last == ("打电话", "问村主任")
    editor.key("打电话").click()
    assert answers.last == ("问村主任",)


def test_officers_are_picked_from_colleagues(stage: QWidget) -> None:
    editor = put(stage, fields.Choices(label="同行", options=(), other=True), "officers")
    answers = Answers(editor)
    editor.put(("江某某",), "prefilled")
    assert editor.display.words == "江某某"
    editor.display.setFocus()
    QApplication.processEvents()
    editor.key("赖某某").click()
    assert answers.last == ("江某某", "赖某某")


def test_yes_or_no_starts_open_and_a_double_tap_leaves_it_open(stage: QWidget) -> None:
    editor = put(stage, fields.YesNo(label="在场"))
    answers = Answers(editor)
    editor.keys.yes.click()
    editor.keys.yes.click()
    assert answers.given == [True, None]
    assert editor.frame.state == "empty"


@pytest.mark.parametrize(
    ("typed", "hour", "minute", "day"),
    [
        ("1905", 19, 5, 24),
        ("9:05", 9, 5, 24),
        ("１９：０５", 19, 5, 24),
        ("昨天 19:05", 19, 5, 23),
        ("11-20 8:00", 8, 0, 20),
    ],
)
def test_a_moment_is_read_as_people_write_it(
    stage: QWidget, typed: str, hour: int, minute: int, day: int
) -> None:
    editor = put(stage, fields.Moment(label="时间"))
    answers = Answers(editor)
    compose(editor.line, typed)
    assert answers.last == dt.datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def test_a_moment_is_stepped_by_keys_and_has_no_seconds(stage: QWidget) -> None:
    editor = put(stage, fields.Moment(label="时间"))
    answers = Answers(editor)
    editor.steps["现在"].click()
    assert answers.last == dt.datetime(2026, 11, 24, 19, 36, tzinfo=ZONE)
    editor.steps["早 5 分"].click()
    assert answers.last == dt.datetime(2026, 11, 24, 19, 31, tzinfo=ZONE)
    assert editor.line.text() == "今天 19:31"


def test_a_day_that_does_not_exist_is_not_taken(stage: QWidget) -> None:
    editor = put(stage, fields.Day(label="日期"))
    answers = Answers(editor)
    editor.line.setFocus()
    compose(editor.line, "2-30")
    leave(stage)
    assert answers.last is None
    assert "看不懂这个日期" in editor.frame.sentence


def test_a_known_person_is_added_by_one_tap_and_another_role_is_asked_for(stage: QWidget) -> None:
    editor = put(stage, fields.Present(label="到场人", roles=("被执行人", "邻居")))
    answers = Answers(editor)
    editor.known["樊某某"].click()
    assert answers.last == (Person(name="樊某某", role="被执行人"),)
    assert not editor.known["樊某某"].isVisible()
    editor.known["季某某"].click()
    assert editor.frame.state == "error"
    editor.panel.role.keys[1].click()
    assert answers.last[1].role == "邻居"


def test_a_wrong_identity_number_warns_and_stands(stage: QWidget) -> None:
    editor = put(stage, fields.Present(label="到场人", roles=("邻居",)))
    answers = Answers(editor)
    editor.adder.click()
    compose(editor.panel.name, "𬭎某")
    editor.panel.role.keys[0].click()
    compose(editor.panel.lines["id_number"], "330899199001019991")
    assert "校验不符" in editor.panel.warning.sentence
    assert answers.last == (Person(name="𬭎某", role="邻居", id_number="330899199001019991"),)


def test_permissions_to_sell_are_written_one_by_one(stage: QWidget) -> None:
    editor = put(stage, fields.Sales(label="自行变卖准许"))
    answers = Answers(editor)
    for _ in range(2):
        editor.adder.click()
    lines = editor.rows[0].lines
    said = {"what": "成品一批", "buyer": "演示商行", "price": "8,800", "floor": "8000", "until": "2026-12-20",
            "account": "案款专户", "release": "放行单"}  # fmt: skip
    for name, words in said.items():
        compose(lines[name], words)
    first, second = answers.last
    assert (first.number, first.what, first.buyer) == (1, "成品一批", "演示商行")
    assert (first.price, first.floor, first.until) == (Decimal(8800), Decimal(8000), dt.date(2026, 12, 20))
    assert (first.account, first.release) == ("案款专户", "放行单")
    assert "第 2 笔没有写明变卖什么" in "；".join(editor.found()[0])
    editor.rows[0].cross.click()
    assert [sale.number for sale in answers.last] == [1]
    assert second.what == ""


def test_what_is_no_amount_or_day_is_said_so_and_stays_in_the_line(stage: QWidget) -> None:
    editor = put(stage, fields.Sales(label="自行变卖准许"))
    editor.adder.click()
    for name, words in {"what": "机床", "price": "三万", "until": "年底前"}.items():
        compose(editor.rows[0].lines[name], words)
    assert "第 1 笔：价款（元）、期限，如 2026-12-31看不懂" in "；".join(editor.found()[0])
    assert editor.rows[0].lines["price"].text() == "三万"


def test_a_clue_is_written_under_its_sort(stage: QWidget) -> None:
    editor = put(stage, fields.Clues(label="线索", sorts=("车辆", "保单")))
    answers = Answers(editor)
    editor.keys["车辆"].click()
    compose(editor.rows[0].words, "停在城东")
    compose(editor.rows[0].source, "邻居")
    assert [(c.sort, c.text, c.from_whom) for c in answers.last] == [("车辆", "停在城东", "邻居")]
    editor.rows[0].cross.click()
    assert answers.last is None


def test_a_plate_is_tapped_on_its_keys_and_kept_bare(stage: QWidget) -> None:
    editor = put(stage, fields.Plate(label="车牌号"), "plate")
    answers = Answers(editor)
    editor.line.setFocus()
    QApplication.processEvents()
    assert "O" not in editor.pad.keys
    assert "I" not in editor.pad.keys
    for sign in "浙H9A3K7":
        editor.pad.keys[sign].click()
    leave(stage)
    assert answers.last == "浙H9A3K7"
    assert editor.line.text() == look.shown("浙H·9A3K7")
    assert editor.frame.state == "answered"


def test_a_full_width_letter_in_a_plate_is_made_plain(stage: QWidget) -> None:
    editor = put(stage, fields.Plate(label="车牌号"), "plate")
    answers = Answers(editor)
    compose(editor.line, "浙Ｈ９Ａ３Ｋ８")
    leave(stage)
    assert answers.last == "浙H9A3K8"
    assert "浙H·9A3K7" in editor._warning.sentence


def test_a_sign_easily_taken_for_another_is_named_beside_the_dockets_plate(stage: QWidget) -> None:
    hints = replace(HINTS, expected={"plate": "浙H·8D2S7"})
    editor = put(stage, fields.Plate(label="车牌号"), "plate", hints)
    compose(editor.line, "浙H802S7")
    leave(stage)
    assert "案件册上是 浙H·8D2S7（第4位D容易看错），请核对是否同一辆车" in editor._warning.sentence


def test_a_vin_is_compared_sign_by_sign_with_the_docket(stage: QWidget) -> None:
    editor = put(stage, fields.Vin(label="车架号"), "vin")
    answers = Answers(editor)
    compose(editor.line, "lsvnv4189n2043717")
    assert answers.last == "LSVNV4189N2043717"
    assert editor.comparison.isVisible()
    assert editor.comparison.sentence == "车架号第 14 位与案件册不同：现场 3 / 册上 8"


def test_a_vin_like_the_docket_shows_no_comparison(stage: QWidget) -> None:
    editor = put(stage, fields.Vin(label="车架号"), "vin")
    compose(editor.line, "LSVNV4189N2048717")
    assert not editor.comparison.isVisible()


def test_a_known_address_keeps_its_coordinates_and_typed_words_have_none(stage: QWidget) -> None:
    editor = put(stage, fields.Address(label="地点"))
    answers = Answers(editor)
    editor.keys[STREET.text].click()
    assert answers.last == STREET
    editor.line.clear()
    compose(editor.line, "新街 20 号")
    assert answers.last == Place(text="新街 20 号")


def test_a_place_set_by_hand_needs_a_reason(stage: QWidget) -> None:
    editor = put(stage, fields.Position(label="定位"))
    answers = Answers(editor)
    editor.display.setFocus()
    QApplication.processEvents()
    editor.hand_key.click()
    assert editor.hand.latitude.text() == "28.901462"
    editor.hand.set_key.click()
    assert "原因" in editor.frame.sentence
    editor.hand.steps["北 10 米"].click()
    editor.hand.reasons["地下无信号"].click()
    editor.hand.set_key.click()
    fix = answers.last.fix
    assert (fix.source, fix.note, fix.latitude) == ("hand", "地下无信号", 28.901562)


def test_no_fix_is_an_answer_when_its_reason_is_said(stage: QWidget) -> None:
    editor = put(stage, fields.Position(label="定位"))
    answers = Answers(editor)
    editor.none_key.click()
    assert "写明为什么" in editor.frame.sentence
    compose(editor.hand.reason, "接收机没带")
    editor.none_key.click()
    assert answers.last == Located(absent=NoFix(reason="接收机没带", at=NOW))


def test_ten_seconds_are_averaged_without_the_bad_fixes_and_with_their_raw_lines(
    stage: QWidget, qtbot: QtBot
) -> None:
    from ui.position import PositionWatch  # noqa: PLC0415 - the watch is real, the fixes come from a log

    logs = Path(__file__).parents[1] / "golden" / "nmea"
    watch = PositionWatch(str(logs / "bu353s4.log"), pace_s=0.002)
    qtbot.waitUntil(lambda: len(watch.recent(10)) >= 5)
    editor = put(stage, fields.Position(label="定位"), tools=Tools(watch=watch))
    answers = Answers(editor)
    assert "此刻" in editor.live.text()
    editor.finish_average()
    watch.stop()
    fix = answers.last.fix
    assert isinstance(fix, Fix)
    assert fix.source == "replay"
    assert fix.samples >= 2
    assert len(fix.raw) >= fix.samples
    assert "回放" in editor.display.words


def slot_state(editor: Any, slot: str) -> str:
    """What a screen reader says of a slot."""
    return str(editor.slots[slot].accessibleName()).split("，")[1]


class Shelf:
    """The page's side of taking in photos: hands back what a real intake would."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.waiting: list[Any] = []

    def take(self, path: Path, slot: str, source: Any, then: Any, failed: Any) -> None:
        self.taken.append(slot)
        photo = Photo(slot=slot, attachment=PICTURE, source=source)
        self.waiting.append(lambda: then(photo, b""))

    def arrive(self) -> None:
        self.waiting.pop(0)()


def test_after_a_shot_the_next_slot_opens_by_itself(stage: QWidget, tmp_path: Path) -> None:
    shelf = Shelf()
    tools = Tools(take_photo=shelf.take, choose_files=lambda *asked: asked[-1]((tmp_path / "1.jpg",)))
    editor = put(stage, fields.Photos(label="照片", slots=("左前", "右前"), required=("左前",)), tools=tools)
    answers = Answers(editor)
    assert slot_state(editor, "左前") == "请拍这一张"
    editor.slots["左前"].click()
    assert editor.busy
    assert slot_state(editor, "右前") == "请拍这一张"
    shelf.arrive()
    assert not editor.busy
    assert [p.slot for p in answers.last] == ["左前"]
    assert slot_state(editor, "左前") == "已拍"
    editor.slots["左前"].click()
    editor.drop_key.click()
    assert answers.last is None


def test_a_photo_that_appears_in_the_folder_fills_the_open_slot(
    stage: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    shelf = Shelf()
    tools = Tools(take_photo=shelf.take, folder=tmp_path)
    editor = put(stage, fields.Photos(label="照片", slots=("门牌", "现场")), tools=tools)
    editor.follow.click()
    (tmp_path / "DCIM0001.JPG").write_bytes(b"picture")
    qtbot.waitUntil(lambda: shelf.taken == ["门牌"])
    (tmp_path / "notes.txt").write_text("no photo")
    (tmp_path / "DCIM0002.JPG").write_bytes(b"picture")
    qtbot.waitUntil(lambda: shelf.taken == ["门牌", "现场"])


def test_a_film_shows_how_far_it_is_and_can_be_given_up(stage: QWidget, tmp_path: Path) -> None:
    given_up: list[bool] = []
    steps: list[Any] = []

    def take(path: Path, each: Any, then: Any, failed: Any) -> Any:
        steps.extend((each, then))
        return lambda: given_up.append(True)

    tools = Tools(take_film=take, choose_files=lambda *asked: asked[-1]((tmp_path / "记录仪.mp4",)))
    editor = put(stage, fields.Films(label="录像"), tools=tools)
    answers = Answers(editor)
    editor.key.click()
    assert editor.busy
    steps[0](10 * 2**20, 2000 * 2**20)
    editor.progress.cancel_key.click()
    assert given_up == [True]
    film = Film(
        attachment=Attachment(
            digest="b" * 64, size=2**31, media_type="video/mp4", role="film", name="记录仪.mp4"
        ),
        sort="film",
    )
    steps[1](film)
    assert answers.last == (film,)
    assert not editor.busy


def test_a_thing_is_listed_with_few_taps(stage: QWidget) -> None:
    field = fields.Inventory(label="清单", names=("冰箱", "电视机"), dispositions=("当场取回", "随车扣押"))
    editor = put(stage, field)
    answers = Answers(editor)
    editor.panel.words["冰箱"].click()
    editor.panel.quantity.more.click()
    assert editor.panel.told.isHidden()
    editor.panel.name.returnPressed.emit()
    assert "去向" in editor.panel.told.text(), "where it goes is never guessed"
    assert answers.given == []
    editor.panel.ways["当场取回"].click()
    row = answers.last[0]
    assert (row.number, row.name, row.quantity, row.unit, row.disposition) == (
        1,
        "冰箱",
        Decimal(2),
        "件",
        "当场取回",
    )
    compose(editor.panel.name, "电视机")
    editor.panel.name.returnPressed.emit()
    assert [(r.number, r.disposition) for r in answers.last] == [(1, "当场取回"), (2, "当场取回")]
    editor.lines[0].removed.emit()
    assert [(r.number, r.name) for r in answers.last] == [(1, "电视机")]


def test_each_thing_says_its_own_whereabouts_and_may_leave_them_open(stage: QWidget) -> None:
    field = fields.Inventory(label="清单", names=("冰箱",), dispositions=("当场取回", "随车扣押"))
    editor = put(stage, field)
    answers = Answers(editor)
    for key in (editor.panel.ways["随车扣押"], editor.panel.add_key, editor.panel.ways["当场取回"]):
        editor.panel.words["冰箱"].click()
        key.click()
    assert [r.disposition for r in answers.last] == ["随车扣押", "", "当场取回"]
    editor.lines[0].opened.emit()
    assert editor.panel.way == "随车扣押", "as it stands"
    editor.panel.ways["当场取回"].click()
    assert [r.disposition for r in answers.last] == ["当场取回", "", "当场取回"]


def test_of_a_thing_that_may_be_exempt_is_asked_before_it_is_taken(stage: QWidget) -> None:
    field = fields.Inventory(label="清单", dispositions=("查看后留下", "扣押"), taking=("扣押",))
    editor = put(stage, field)
    compose(editor.panel.name, "轮椅")
    assert "轮椅" in editor.panel.doubt.sentence


def test_a_thing_without_a_name_is_not_listed(stage: QWidget) -> None:
    editor = put(stage, fields.Inventory(label="清单"))
    answers = Answers(editor)
    editor.panel.add_key.click()
    assert answers.given == []
    assert editor.panel.told.text() == "先写物品名称"


def test_a_tap_on_the_car_leaves_a_numbered_mark_on_that_side(stage: QWidget, qtbot: QtBot) -> None:
    editor = put(stage, fields.DamageMap(label="损伤"))
    answers = Answers(editor)
    editor.map.sides.keys[1].click()
    editor.map.words.keys[1].click()
    drawn = editor.map.view.drawing()
    point = QPoint(round(drawn.left() + drawn.width() * 0.25), round(drawn.center().y()))
    qtbot.mouseClick(editor.map.view, Qt.MouseButton.LeftButton, pos=point)
    mark = answers.last[0]
    assert (mark.number, mark.side, mark.sort) == (1, "右", "划痕")
    assert abs(mark.x - 0.25) < 0.02
    qtbot.mouseClick(editor.map.view, Qt.MouseButton.LeftButton, pos=point)
    qtbot.keyClicks(editor.note, "10 cm")
    assert answers.last[0].note == "10 cm"
    editor.drop_key.click()
    assert answers.last is None


def test_question_and_answer_stand_in_the_order_spoken(stage: QWidget) -> None:
    editor = put(stage, fields.Transcript(label="笔录", phrases=("愿意转告",)))
    answers = Answers(editor)
    editor.adders["问"].click()
    compose(editor.rows[0].words, "你是谁？")
    editor.adders["答"].click()
    compose(editor.rows[1].words, "我是他母亲。")
    editor.phrase_keys["愿意转告"].click()
    assert [(x.sort, x.text) for x in answers.last] == [
        ("问", "你是谁？"),
        ("答", "我是他母亲。"),
        ("述", "愿意转告"),
    ]


COPY = Copy("扣押清单", "小型轿车一辆。", Bound(document="inventory", digest="c" * 64))
SIGNING = Signing(
    persons=lambda: (("徐某某", "成年家属"), ("余某某", "见证人")), copies=lambda then, _failed: then((COPY,))
)


def sign(pad: QWidget, qtbot: QtBot) -> None:
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    for step in range(1, 6):
        qtbot.mouseMove(pad, QPoint(60 + 15 * step, 60 + 5 * step))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(150, 90))


def test_each_person_signs_or_says_why_not_and_is_bound_to_the_copy(stage: QWidget, qtbot: QtBot) -> None:
    editor = put(stage, fields.Signatures(label="签名"), tools=Tools(signing=SIGNING))
    answers = Answers(editor)
    editor.key.click()
    sheet = editor.sheet
    assert sheet.signer.name == "徐某某"
    assert sheet.confirm_key.missing
    sign(sheet.pad, qtbot)
    assert not sheet.confirm_key.missing
    sheet.confirm_key.click()
    first: Signature = answers.last[0]
    assert (first.name, first.way, first.bound) == ("徐某某", "screen", (COPY.bound,))
    assert first.strokes
    assert first.aspect > 0
    sheet.ways["refused"].click()
    assert sheet.confirm_key.missing == "写明理由"
    compose(sheet.reason, "认为内容不实")
    sheet.confirm_key.click()
    assert [(s.name, s.way, s.reason) for s in answers.last][1] == ("余某某", "refused", "认为内容不实")
    assert answers.last[1].strokes == ()
    assert editor.sheet is None


def test_a_pen_gives_its_pressure(stage: QWidget, qtbot: QtBot) -> None:
    editor = put(stage, fields.Signatures(label="签名"), tools=Tools(signing=SIGNING))
    editor.key.click()
    pad = editor.sheet.pad
    pen = QPointingDevice(
        "pen", 1, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure, 1, 1,
    )  # fmt: skip
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, x, pressure in (
        (QTabletEvent.Type.TabletPress, 40, 0.25),
        (QTabletEvent.Type.TabletMove, 90, 0.75),
        (QTabletEvent.Type.TabletRelease, 90, 0.0),
    ):
        point = QPointF(x, 50)
        QApplication.sendEvent(
            pad, QTabletEvent(kind, pen, point, point, pressure, 0, 0, 0, 0, 0, none, left, left)
        )
    assert [round(p[2], 2) for p in pad.strokes[0]] == [0.25, 0.75]
    editor.sheet.closed.emit()


def test_the_keyboard_reaches_and_answers_a_question(stage: QWidget, qtbot: QtBot) -> None:
    editor = put(stage, fields.YesNo(label="在场"))
    answers = Answers(editor)
    leave(stage)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Space):
        reached = stage.focusWidget()
        assert reached is not None
        qtbot.keyClick(reached, key)
    assert answers.last is True


def test_the_damage_map_is_large_enough_for_a_gloved_finger(stage: QWidget) -> None:
    editor = put(stage, fields.DamageMap(label="损伤位置"))
    drawing = editor.map.view.drawing()
    assert drawing.height() >= 220
    assert drawing.width() >= 460
