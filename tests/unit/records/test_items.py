"""Every item that the domain notes ask for in D05, D06, D11, D12, §5.1, §5.2 and §5.6, and where the kinds keep it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from services.docket.case import Case
from services.docket.party import Party
from services.docket.property import Vehicle
from services.records import catalogue, fields, values
from services.records.events import EVENTS, DutyMet, DutyOverridden, PaperStep
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.kinds.visit import CLUES, Visit
from tests.unit.records import of_kinds

# An answer to where an item is kept is one word each:
#   field:NAME  an attribute of the kind          duty:CODE    a duty of the kind      event:CODE  an entry of its own
#   slot:NAME   a photo slot                      clue:NAME    a sort of clue          told:NAME   an option of 已告知
#   value:Class.attribute  inside an answer       docket:Class.attribute  the court's own data
#   paper:WORDS why the paper says it             because:WORDS  why the kind does not ask it

VEHICLE: dict[str, dict[str, tuple[str, ...]]] = {
    "D05": {
        "court": ("paper:head of every paper, from the enrolment",),
        "title": ("paper:扣押财产清单",),
        "案号": ("docket:Case.number",),
        "ruling number": ("docket:Case.served", "duty:ruling_served"),
        "编号": ("value:InventoryRow.number",),
        "财产名称": ("field:vehicle_type", "field:brand", "value:InventoryRow.name"),
        "规格型号/特征": (
            "field:model", "field:series", "field:model_year", "field:plate", "field:vin", "field:colour",
            "value:InventoryRow.model",
        ),
        "单位": ("value:InventoryRow.unit",),
        "数量": ("field:keys", "value:InventoryRow.quantity"),
        "质量/新旧/瑕疵": (
            "field:condition", "field:age_look", "field:damages", "field:damage_note", "value:InventoryRow.condition",
        ),
        "存放地点/权证号": (
            "field:yard", "field:yard_spot", "field:certificate_number", "value:InventoryRow.place",
            "value:InventoryRow.disposition",
        ),
        "备注(估价)": ("field:estimate", "value:InventoryRow.note", "value:InventoryRow.estimate"),
        "封存/保管方式": ("field:way", "field:moved_by", "field:seals", "field:public_notice", "field:key_seal"),
        "保管人": ("field:custodian", "field:custodian_phone", "field:signatures"),
        "start/end time": ("field:began_at", "field:ended_at"),
        "signatures 被执行人(成年家属)": ("field:present", "field:signatures"),
        "在场人": ("field:present", "field:signatures"),
        "执行人员 ×2": ("field:officers", "duty:two_officers"),
        "记录人": ("field:recorder",),
        "refusal note": ("value:Signature.way", "value:Signature.reason"),
        "date": ("field:ended_at",),
        "发动机编号": ("field:registered", "field:engine_number"),
        "signed by those present": ("duty:inventory_signed",),
        "one copy to the debtor or his adult family member": ("duty:copy_handed_over", "event:paper_step"),
    },
    "D06": {
        "注册登记机关": ("field:registry",),
        "号牌号码(机动车登记编号)": ("field:plate",),
        "号牌种类": ("field:plate_kind",),
        "车辆品牌": ("field:brand",),
        "车辆类型": ("field:vehicle_type",),
        "车辆型号": ("field:model",),
        "车辆识别号(VIN)": ("field:vin", "field:vin_unread"),
        "发动机号": ("field:engine_number",),
        "注册登记日期": ("field:registered_on",),
        "出厂日期": ("field:produced_on",),
        "使用性质": ("field:usage",),
        "车身颜色": ("field:colour",),
        "机动车状态": ("field:state",),
        "是否年审": ("field:inspected",),
        "年款": ("field:model_year",),
        "车系": ("field:series",),
        "排量": ("field:displacement",),
        "行驶里程": ("field:odometer",),
        "车况": ("field:condition",),
        "保险情况": ("field:insured",),
    },
    "D06 add on site": {
        "keys ×n": ("field:keys", "field:key_note", "field:key_seal"),
        "行驶证/登记证书/号牌 present?": (
            "field:driving_licence", "field:registration_certificate", "field:plates_present", "field:papers_why",
        ),
        "fuel/charge": ("field:energy", "field:fuel"),
        "damage map": ("field:damages",),
        "loose items in the car (separate list, returned or kept)": (
            "field:loose_items", "field:no_loose_items", "field:items_taken_by", "value:InventoryRow.disposition",
        ),
        "tow truck": ("field:tow_company", "field:tow_plate", "field:tow_driver"),
        "place/time found": ("field:place", "field:located", "field:found_at", "field:found_by"),
        "place/time stored": ("field:yard", "field:yard_spot", "field:stored_at"),
        "who handed over": ("field:handed_from", "field:police_officer", "field:police_post"),
        "photos (four corners, VIN plate, odometer, dash, engine bay, interior, damage)": (
            "slot:左前", "slot:右前", "slot:左后", "slot:右后", "slot:车架号", "slot:里程表", "slot:仪表台", "slot:发动机舱",
            "slot:内饰", "slot:损伤",
        ),
        "seal numbers (doors, hood)": ("field:seals", "slot:封条"),
    },
    "D11": {
        "start and completion time": ("field:began_at", "field:ended_at", "duty:times_and_place"),
        "place": ("field:place",),
        "kind": ("field:vehicle_type", "field:brand"),
        "quantity": ("paper:one record is one vehicle; loose things are counted in their rows", "field:loose_items"),
        "custodian": ("field:custodian", "duty:custodian_named"),
        "other matters": ("field:note", "field:incident", "field:care"),
        "signed by 执行人员 and 保管人 and those present": ("duty:transcript_signed",),
        "time": ("field:began_at",),
        "执行人员": ("field:officers",),
        "记录人": ("field:recorder",),
        "在场人": ("field:present",),
        "what was told to whom": ("field:told", "field:told_to", "field:debtor_told"),
        "process": ("paper:the narrative writes itself from what was tapped",),
        "result": ("field:way", "field:term_from", "field:term_until"),
        "read-back": ("paper:the closing sentence of the transcript, over the signatures",),
        "signatures page by page with 指印": (
            "paper:the printed sheets are signed by hand and photographed back", "event:paper_step",
        ),
    },
    "5.1": {
        "officers show ID": ("field:id_shown", "duty:id_shown"),
        "minutes made, those present sign": ("duty:transcript_signed",),
        "≥2 officers": ("duty:two_officers",),
        "法警 when needed": ("field:officers", "because:who is 法警 stands in the docket's list of officers"),
        "recorder on, say the sentence": ("field:recorder_on", "field:films", "duty:recorder"),
        "two recorders for seizure": ("value:Film.device", "because:advice of another province's court, no duty"),
        "minors, elderly, sick, pregnant present → care notes": ("field:frail", "field:care", "duty:care_noted"),
        "position/time stamp": ("field:located", "field:began_at", "duty:place_and_time"),
        "refused signature → reason + video no.": ("value:Signature.reason", "value:Film.attachment"),
    },
    "5.2": {
        "1 ruling exists and is served": ("duty:ruling_served",),
        "2 only debtor's, third party's with written confirmation": (
            "duty:belongs_to_debtor", "duty:identity_matches_docket", "field:owner", "field:registered_to_debtor",
            "field:owner_confirmed", "field:held_by", "slot:书面确认",
        ),
        "3 exempt things": ("duty:not_exempt", "field:exempt"),
        "4 value limit": ("duty:within_claim", "field:estimate", "field:indivisible", "field:no_other_property"),
        "5 debtor, family or representative notified": ("duty:debtor_side_notified", "field:debtor_told"),
        "5 unit or grassroots organisation sends someone": ("duty:unit_or_grassroots_present",),
        "6 list signed": ("duty:inventory_signed",),
        "6 copy to the debtor": ("duty:copy_handed_over",),
        "7 minutes with CKD 18 items": ("duty:transcript_signed", "duty:times_and_place"),
        "8 public sign": ("duty:public_sign", "field:seals", "field:public_notice"),
        "9 registry notice": ("duty:registration_notice", "event:duty_met"),
        "10 custodian named and told": ("duty:custodian_named", "told:保管人的责任"),
        "11 queue: 轮候": ("duty:queue_checked", "field:queue", "field:queue_court"),
        "12 pledge/retention holder keeps custody": ("duty:holder_keeps_custody", "field:held_by", "field:holder"),
        "12 co-owner told": ("duty:co_owner_told", "field:co_owner", "field:co_owner_told"),
        "12 mortgagee told": ("duty:mortgagee_told", "field:mortgagee", "field:mortgagee_told"),
    },
    "5.2 vehicle extras": {
        "photos": ("field:photos",),
        "mileage": ("field:odometer",),
        "keys": ("field:keys",),
        "papers": ("field:driving_licence", "field:registration_certificate", "field:plates_present"),
        "loose items": ("field:loose_items",),
        "VIN rubbing/photo vs. registry": ("field:vin_rubbing", "slot:车架号", "duty:identity_matches_docket"),
        "tow record": ("field:tow_company", "field:tow_plate", "field:tow_driver", "field:towed_at"),
        "yard receipt": ("duty:yard_receipt", "slot:收车单"),
        "storage fee rate": ("field:fee_per_day",),
        "insurance/inspection expiry": ("field:insured_until", "field:inspected_until", "field:inspected"),
        "traffic fines count": ("field:fines",),
        "notice to 车管所 and (if found by 交警) 移交单": (
            "duty:registration_notice",
            "field:found_by", "field:police_officer", "field:police_post", "field:handed_over_at",
            "field:handed_over_place",
        ),
    },
    "5.6": {
        "goods ref.": ("field:plate", "field:vin"),
        "why": ("field:use_why",),
        "consent of creditor or notice": ("field:use_consent",),
        "user": ("field:user", "duty:used_by_debtor_only"),
        "allowed use and hours/km": ("field:use_allowed", "field:use_limit"),
        "forbidden acts": ("field:use_forbidden",),
        "upkeep": ("field:use_upkeep",),
        "insurance": ("field:use_upkeep", "field:insured", "field:insured_until"),
        "inspection interval": ("field:inspection_days",),
        "meter/mileage at start": ("field:odometer",),
        "photos": ("field:photos",),
        "income and account": ("field:use_income",),
        "sale permissions one by one (buyer, price, floor price, money in, release document)": (
            "because:each permission is a later act of its own under 执行工作规定 33, given at the court and never with "
            "the seizure; a kind for sealing in use will record them one by one",
        ),
        "custodian's signed undertaking": ("field:undertaking_signed", "duty:undertaking_signed"),
        "breach consequences (CPL 114(1)(3), 刑法 314)": ("told:擅自处分的后果", "duty:undertaking_signed"),
        "switch to 死封 trigger": ("field:undertaking_breach",),
        "term end": ("field:term_until",),
    },
    "section 8, of a vehicle": {
        "EV high-voltage towing": ("field:ev_care",),
        "keys with seal": ("field:key_seal",),
        "yard fees vs value": ("field:fee_per_day", "field:estimate"),
    },
}  # fmt: skip

VISITS: dict[str, dict[str, tuple[str, ...]]] = {
    "D12": {
        "被调查人": ("docket:Case.parties", "field:met"),
        "调查时间": ("field:arrived_at",),
        "居住地/住所地/经营场所/所在单位 checked": ("field:place", "field:place_kind"),
        "生活居住": ("clue:居住情况",),
        "劳动就业": ("clue:工作单位",),
        "收入": ("clue:收入",),
        "债权": ("clue:债权",),
        "股权": ("clue:股权",),
        "保险": ("clue:保单",),
        "公积金": ("clue:公积金",),
        "result": ("field:outcome",),
        "clue number": ("field:checked_clue",),
        "来源": ("value:Clue.from_whom",),
        "内容": ("value:Clue.text", "value:Clue.sort"),
        "提供日期": ("field:arrived_at", "because:a clue that the creditor hands in is dated by the court's own list"),
        "提供人": ("value:Clue.from_whom",),
        "核实日期": ("field:arrived_at", "field:checked_clue"),
        "回复内容": ("field:checked_result",),
    },
    "5.1": {
        "officers show ID": ("field:id_shown", "duty:id_shown"),
        "minutes made, those present sign": ("duty:transcript_signed",),
        "≥2 officers": ("duty:two_officers",),
        "法警 when needed": ("field:officers", "because:who is 法警 stands in the docket's list of officers"),
        "recorder on, say the sentence": ("field:recorder_on", "field:films", "duty:recorder"),
        "two recorders for seizure": ("because:asked of seizure, search and eviction only",),
        "minors, elderly, sick, pregnant present → care notes": ("field:frail", "field:care", "duty:care_noted"),
        "position/time stamp": ("field:located", "field:arrived_at", "duty:place_and_time"),
        "refused signature → reason + video no.": ("value:Signature.reason", "value:Film.attachment"),
    },
}  # fmt: skip

# The notes' own wording, section by section, copied here because they do not travel with the program.

D05_TEXT = (
    "court, title, 案号, ruling number",
    "编号 | 财产名称 | 规格型号/特征 | 单位 | 数量 | 质量/新旧/瑕疵 | 存放地点/权证号 | 备注(估价)",
    "封存/保管方式, 保管人, start/end time; signatures 被执行人(成年家属) | 在场人 | 保管人 | 执行人员 ×2 | 记录人",
    "refusal note; date",
    "发动机编号; signed by those present; one copy to the debtor or his adult family member",
)  # fmt: skip
D06_TEXT = (
    "注册登记机关, 号牌号码(机动车登记编号), 号牌种类, 车辆品牌, 车辆类型, 车辆型号, 车辆识别号(VIN), 发动机号",
    "注册登记日期, 出厂日期, 使用性质, 车身颜色, 机动车状态, 是否年审, 年款, 车系, 排量, 行驶里程, 车况, 保险情况",
)
ON_SITE_TEXT = (
    "keys ×n, 行驶证/登记证书/号牌 present?, fuel/charge, damage map",
    "loose items in the car (separate list, returned or kept), tow truck, place/time found, place/time stored",
    "who handed over, photos (four corners, VIN plate, odometer, dash, engine bay, interior, damage)",
    "seal numbers (doors, hood)",
)
D11_TEXT = (
    "start and completion time; place, kind, quantity; custodian; other matters",
    "signed by 执行人员 and 保管人 and those present",
    "time, place, 执行人员, 记录人, 在场人, what was told to whom, process, result, read-back",
    "signatures page by page with 指印",
)
D12_TEXT = (
    "被调查人, 调查时间, 居住地/住所地/经营场所/所在单位 checked, 生活居住, 劳动就业, 收入, 债权, 股权, 保险, 公积金",
    "result; clue number",
    "来源, 内容, 提供日期, 提供人, 核实日期, 回复内容",
)
EXTRAS_TEXT = (
    "photos, mileage, keys, papers, loose items, VIN rubbing/photo vs. registry, tow record, yard receipt",
    "storage fee rate, insurance/inspection expiry, traffic fines count",
    "notice to 车管所 and (if found by 交警) 移交单",
)
IN_USE_TEXT = (
    "goods ref., why, consent of creditor or notice, user, allowed use and hours/km, forbidden acts, upkeep, insurance",
    "inspection interval, meter/mileage at start, photos, income and account",
    "sale permissions one by one (buyer, price, floor price, money in, release document)",
    "custodian's signed undertaking, breach consequences (CPL 114(1)(3), 刑法 314), switch to 死封 trigger, term end",
)
ANY_VISIT = (
    "officers show ID", "minutes made, those present sign", "≥2 officers", "法警 when needed",
    "recorder on, say the sentence", "two recorders for seizure",
    "minors, elderly, sick, pregnant present → care notes", "position/time stamp",
    "refused signature → reason + video no.",
)  # fmt: skip
SEIZURE = (
    "1 ruling exists and is served", "2 only debtor's, third party's with written confirmation", "3 exempt things",
    "4 value limit", "5 debtor, family or representative notified",
    "5 unit or grassroots organisation sends someone", "6 list signed", "6 copy to the debtor",
    "7 minutes with CKD 18 items", "8 public sign", "9 registry notice", "10 custodian named and told",
    "11 queue: 轮候", "12 pledge/retention holder keeps custody", "12 co-owner told", "12 mortgagee told",
)  # fmt: skip


def items(lines: tuple[str, ...]) -> list[str]:
    """The items of these lines, each once in their order; commas inside brackets divide nothing."""
    found: dict[str, None] = {}
    for line in lines:
        depth, item = 0, ""
        for sign in line + ";":
            depth += (sign == "(") - (sign == ")")
            if sign in ",;|" and not depth:
                found.setdefault(item.strip())
                item = ""
            else:
                item += sign
    return list(found)


@pytest.mark.parametrize(
    ("table", "section", "wanted"),
    [
        (VEHICLE, "D05", items(D05_TEXT)),
        (VEHICLE, "D06", items(D06_TEXT)),
        (VEHICLE, "D06 add on site", items(ON_SITE_TEXT)),
        (VEHICLE, "D11", items(D11_TEXT)),
        (VEHICLE, "5.1", list(ANY_VISIT)),
        (VEHICLE, "5.2", list(SEIZURE)),
        (VEHICLE, "5.2 vehicle extras", items(EXTRAS_TEXT)),
        (VEHICLE, "5.6", items(IN_USE_TEXT)),
        (VISITS, "D12", items(D12_TEXT)),
        (VISITS, "5.1", list(ANY_VISIT)),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_each_section_is_answered_item_by_item(
    table: dict[str, dict[str, tuple[str, ...]]], section: str, wanted: list[str]
) -> None:
    assert sorted(table[section]) == sorted(wanted)
    assert len(wanted) > 8


def test_the_twelve_duties_of_a_seizure_are_all_there() -> None:
    assert {int(item.split()[0]) for item in SEIZURE} == set(range(1, 13))


TABLES: list[tuple[Any, dict[str, dict[str, tuple[str, ...]]]]] = [
    (VehicleSeizure, VEHICLE),
    (Visit, VISITS),
    *((one.KIND, one.ITEMS) for one in of_kinds.ALL),
]


@pytest.mark.parametrize(
    ("table", "section", "wanted"),
    [(one.ITEMS, section, wanted) for one in of_kinds.ALL for section, wanted in one.WANTED.items()],
)
def test_each_section_of_a_later_kind_is_answered_item_by_item(
    table: dict[str, dict[str, tuple[str, ...]]], section: str, wanted: tuple[str, ...]
) -> None:
    assert sorted(table[section]) == sorted(items(wanted))


def rows() -> Iterator[tuple[Any, str, str]]:
    for kind, table in TABLES:
        for section in table.values():
            for item, places in section.items():
                yield from ((kind, item, place) for place in places)


def option_names(kind: Any, name: str) -> tuple[str, ...]:
    found: tuple[str, ...] = kind.fields()[name].options
    return found


def exists(kind: Any, sort: str, name: str) -> bool:
    """Whether the place that an item is said to be kept at is there."""
    owner, _, attribute = name.partition(".")
    match sort:
        case "field":
            return name in kind.fields()
        case "duty":
            return name in {duty.code for duty in kind.duties}
        case "event":
            return name in {event.code for event in EVENTS}
        case "slot":
            declared = (f.slots for f in kind.fields().values() if isinstance(f, fields.Photos))
            return any(name in slots for slots in declared)
        case "clue":
            return name in CLUES and name in kind.fields()["clues"].sorts
        case "told":
            return name in option_names(kind, "told")
        case "value":
            return attribute in {f.name for f in dataclasses.fields(getattr(values, owner))}
        case "docket":
            known: dict[str, Any] = {"Case": Case, "Party": Party, "Vehicle": Vehicle}
            return attribute in {f.name for f in dataclasses.fields(known[owner])}
        case "paper" | "because":
            return len(name) >= 6
    return False


@pytest.mark.parametrize(("kind", "item", "place"), list(rows()))
def test_the_place_where_an_item_is_kept_is_there(kind: Any, item: str, place: str) -> None:
    sort, _, name = place.partition(":")
    assert exists(kind, sort, name), f"{item}: {place}"


def test_every_item_has_a_place_or_a_reason() -> None:
    empty = [
        item
        for _, table in TABLES
        for section in table.values()
        for item, places in section.items()
        if not places
    ]
    assert empty == []


def test_the_table_grows_with_each_kind() -> None:
    assert set(catalogue.KINDS) == {kind for kind, _ in TABLES}, "a new kind needs a page in of_kinds"


@pytest.mark.parametrize(("kind", "table"), TABLES)
def test_no_duty_of_a_kind_stands_outside_the_notes(
    kind: Any, table: dict[str, dict[str, tuple[str, ...]]]
) -> None:
    told = {
        place.partition(":")[2]
        for section in table.values()
        for places in section.values()
        for place in places
    }
    own = {"photo_taken"}  # the officers' own habit: a photo of the door plate
    assert {duty.code for duty in kind.duties} - told - own == set()


def test_events_named_in_the_table_are_those_that_duties_read() -> None:
    assert {DutyMet.code, DutyOverridden.code, PaperStep.code} <= {event.code for event in EVENTS}


# --- the vocabulary of the court's own system (§2.4 扣押) for import and export

SEIZURE_WORDS: dict[str, str] = {
    "类型": "because:the kind itself is the type", "提请方式": "because:the court's system keeps who asked for it",
    "所有人": "field:owner", "清单": "field:loose_items", "拟执行标的额": "docket:Case.claim",
    "生效日期": "field:term_from", "届满日期": "field:term_until", "地点": "field:place", "方法": "field:way",
    "保管人": "field:custodian", "保管地点": "field:yard",
    "义务履行情况": "because:what was paid is the money of the case and not of this thing",
    "文书": "docket:Case.served", "解除原因/日期/文书": "because:a release is a later act with a ruling of its own",
}  # fmt: skip


@pytest.mark.parametrize("word", SEIZURE_WORDS)
def test_the_courts_own_words_for_a_seizure_have_their_place(word: str) -> None:
    sort, _, name = SEIZURE_WORDS[word].partition(":")
    assert exists(VehicleSeizure, sort, name)


def test_the_courts_own_words_are_all_there() -> None:
    text = (
        "类型, 提请方式, 所有人, 清单, 拟执行标的额, 生效日期, 届满日期, 地点, 方法, 保管人, 保管地点, 义务履行情况, 文书",
        "解除原因/日期/文书",
    )
    assert list(SEIZURE_WORDS) == items(text)
