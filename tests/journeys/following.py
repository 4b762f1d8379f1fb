"""The deeds of a sealing and of what follows a measure, as their journeys share them: through the real widgets."""

from __future__ import annotations

from pathlib import Path

from services.docket.case import Case
from services.records.record import Record
from tests.journeys import seizing, visiting
from tests.journeys.hands import Hands
from tests.journeys.seizing import choose, confirm_part, part, write, yes
from ui.components.tasks import PlainRow
from ui.dialogs.kinds import KindsSheet
from ui.dialogs.pick_thing import PickThing
from ui.forms.form import Form
from ui.pages.case import TABS, CasePage
from ui.pages.case_cards import MeasureRow


def open_case(hands: Hands, case: Case) -> None:
    """案件 → some words of it typed → the case."""
    hands.press("找案件")
    hands.until(lambda: hands.on("案件"))
    words = case.number.partition("执")[2][:6]
    hands.write(hands.page._search.line, words)
    hands.until(lambda: hands.page._search.text == words and hands.page._list.model_.rowCount() == 1)
    hands.tap_row(case.number)
    hands.until(lambda: isinstance(hands.page, CasePage) and case.number in hands.read(hands.page))


def begin_kind(hands: Hands, kind: type[Record], thing: str) -> None:
    """更多种类 → the kind's tile → which thing."""
    hands.press("更多种类")
    hands.until(lambda: "时间、地点、干警已带入" in hands.read())
    sheet = hands.window.findChildren(KindsSheet)[-1]
    hands.tap(next(t for t in sheet._tiles.tiles if t.accessibleName().startswith(kind.title)))
    hands.until(lambda: any(p.isVisible() for p in hands.window.findChildren(PickThing)))
    pick = next(p for p in hands.window.findChildren(PickThing) if p.isVisible())
    row = next(r for r in pick.list.items if isinstance(r, PlainRow) and thing in r.title)
    hands.tap_row(row.title)
    hands.until(lambda: hands.record.form is not None and bool(hands.draft.subject))
    hands.until(lambda: len(hands.record.findChildren(Form)) == 1)  # the one before the choice is taken away


def begin_follow_up(hands: Hands, kind: type[Record], measure: str) -> None:
    """财产与措施 → the key of that kind at that measure's row."""
    hands.press(TABS["property"])
    hands.until(lambda: any(r.isVisible() and r.keys for r in hands.page.findChildren(MeasureRow)))
    row = next(r for r in hands.page.findChildren(MeasureRow) if r.measure == measure and r.keys)
    hands.tap(row.keys[kind.code])
    hands.until(lambda: hands.record.form is not None and "measure" in hands.draft.values)


def who_was_there(hands: Hands, second: str, case: Case, *told: str) -> None:
    """Officers, documents, recorder, the debtor and the community, what they were told."""
    officers = hands.editor("officers")
    hands.tap(officers.display)
    hands.tap(officers.key(second))
    yes(hands, "id_shown", "recorder_on")
    present = hands.editor("present")
    hands.tap(present.known[case.debtors[0].name])
    hands.tap(present.adder)
    hands.write(present.panel.name, seizing.COMMUNITY)
    hands.tap(next(k for k in present.panel.role.keys if k.text() == "基层组织"))
    hands.write(present.panel.lines["unit"], case.grassroots or "定阳社区（演示）")
    hands.press("好")
    for words in told:
        hands.tap(hands.editor("told").key(words))


def photograph(hands: Hands, folder: Path, *slots: str) -> None:
    """A picture for each slot, chosen from files."""
    photos = hands.editor("photos")
    for slot in slots:
        visiting.picture(folder / f"{slot}.jpg")
        hands.choose_in_dialog(photos.slots[slot], folder / f"{slot}.jpg")
        hands.until(lambda slot=slot: slot in {p.slot for p in photos.photos})  # type: ignore[misc]
    hands.window.activateWindow()  # offscreen, nobody hands the focus back after the system's dialog
    hands.until(hands.window.isActiveWindow)


def end_now(hands: Hands) -> None:
    """完成时间: 现在."""
    ended = hands.editor("ended_at")
    hands.tap(ended.line)
    hands.tap(ended.steps["现在"])
    confirm_part(hands)


def seal_in_use(hands: Hands, case: Case, second: str, folder: Path) -> None:
    """A machine of the docket is sealed and stays with the debtor under terms he has signed."""
    debtor = case.debtors[0].name
    part(hands, "到场与告知")
    choose(hands, "way", "活封")
    write(hands, "place", case.places[0].text)
    who_was_there(hands, second, case, "查封依据和期限", "保管人的责任")
    confirm_part(hands)
    part(hands, "财产清单")
    confirm_part(hands)
    part(hands, "权属与价值")
    yes(hands, "debtors_own")
    hands.tap(hands.editor("exempt").keys.no)
    choose(hands, "held_by", "被执行人")
    choose(hands, "queue", "首封")
    yes(hands, "indivisible", "no_other_property")
    confirm_part(hands)
    part(hands, "封条与公告")
    write(hands, "seals", "挖机驾驶室900741、配电箱900742")
    part(hands, "照片")
    photograph(hands, folder, "全貌", "封条")
    part(hands, "保管与使用")
    choose(hands, "keeper", "被执行人")
    for name in ("custodian", "user"):
        write(hands, name, debtor)
    write(hands, "use_allowed", "仅限采石场内作业")
    write(hands, "use_limit", "不得移出采石场")
    for words in ("转让", "出租出借"):
        hands.tap(hands.editor("use_forbidden").key(words))
    write(hands, "use_upkeep", "使用人负责")
    write(hands, "inspection_days", "30")
    choose(hands, "use_consent", "同意活封")
    write(hands, "use_why", "生产经营需要，处置价值损失小")
    yes(hands, "undertaking_signed")
    write(hands, "undertaking_breach", "违反任一约定即转为死封，不得再使用")
    part(hands, "期限")
    end_now(hands)


def find_breach(hands: Hands, case: Case, second: str, folder: Path) -> None:
    """At the inspection the machine is found let to another: the use is ended on the spot."""
    part(hands, "查看什么")
    who_was_there(hands, second, case, "查验的依据", "擅自处分、撕毁封条的后果")
    confirm_part(hands)
    part(hands, "封条与现状")
    choose(hands, "seals_state", "完好")
    choose(hands, "goods_state", "与清单一致")
    part(hands, "使用情况")
    choose(hands, "use_state", "违反约定")
    hands.tap(hands.editor("breaches").key("出租出借"))
    write(hands, "breach_facts", "承租人季某当场陈述，每月租金2000元")
    yes(hands, "turned")
    write(hands, "new_seals", "挖机驾驶室900751")
    write(hands, "custodian", seizing.CUSTODIAN)
    part(hands, "照片")
    photograph(hands, folder, "现状", "封条")
    choose(hands, "compared", "一致")
    part(hands, "结束")
    end_now(hands)


def release_paid(hands: Hands, case: Case, second: str, folder: Path) -> None:
    """The debt was paid in full a moment ago: the car goes back at once."""
    debtor = case.debtors[0].name
    part(hands, "为什么解除")
    choose(hands, "ground", "债务已经清偿")
    known = ("paid", "payments", "paid_at", "receipt_number")
    assert set(known) <= hands.draft.prefilled, "what was taken on site is not asked for again"
    yes(hands, "creditor_confirmed")
    write(hands, "order_number", f"{case.number}之五")
    made = hands.editor("order_on")
    hands.tap(made.line)
    hands.tap(made.steps["今天"])
    choose(hands, "waiting", "没有轮候")
    confirm_part(hands)
    part(hands, "到场与告知")
    who_was_there(hands, second, case, "解除的依据", "自即日起可以自行处分")
    confirm_part(hands)
    part(hands, "交还")
    yes(hands, "seals_removed")
    listed = [row.name for row in hands.draft.values["returned"]]
    assert listed[0] == "车辆", "what was taken is not listed anew"
    assert "returned" in hands.draft.prefilled
    hands.tap(hands.editor("returned").frame.confirm_key)
    write(hands, "returned_to", debtor)
    choose(hands, "state", "与清单一致")
    part(hands, "照片")
    photograph(hands, folder, "揭除封条", "交接")
    part(hands, "送达与登记")
    end_now(hands)
