"""扣押车辆: what has to be answered, what ties the answers together, what the record says and puts in force."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.cases.measures import in_force, remarks
from services.demo import docket as demo
from services.demo import flagship
from services.docket.property import Measure
from services.entries import entry as entries
from services.entries.entry import FIRST_LINK, Attachment
from services.identifiers import vin as vins
from services.position.fix import NoFix
from services.records import catalogue
from services.records.declared import Happening
from services.records.draft import Draft
from services.records.duties import Situation, standings
from services.records.kinds.vehicle_seizure import IN_USE, TAKEN, VehicleSeizure
from services.records.record import Incomplete, Setting, Start
from services.records.values import Damage, InventoryRow, Located
from services.wording import listed
from tests.factories import make_case, make_officer, make_unsigned
from tests.unit.records import seized
from tests.unit.records.seized import AT, CASE, VIN

PICTURE = Attachment(digest="ab" * 32, size=4_200_000, media_type="image/jpeg", role="photo")
SETTING = Setting(cases=(CASE,), officers=(make_officer(1), make_officer(2)))
IN_USE_TERMS: dict[str, Any] = {
    "way": IN_USE, "moved_by": None, "tow_company": None, "yard": None, "custodian": "何岩松", "user": "何岩松",
    "use_allowed": "仅限生产经营", "use_limit": "不得驶离常山县", "use_forbidden": ("转让", "抵押"),
    "use_upkeep": "使用人负责", "inspection_days": 30, "use_consent": "同意活扣", "use_why": "保留履行能力",
    "undertaking_signed": True, "undertaking_breach": "违反任一约定即收回车辆",
}  # fmt: skip
BACK = InventoryRow(number=1, name="儿童座椅", quantity=Decimal(1), unit="个", disposition="当场取回")


def draft(**changes: Any) -> Draft:
    return Draft(
        id="matter-1", kind="vehicle_seizure", version=1, cases=(CASE.number,), officers=("方立", "毛一帆"),
        started_at=AT, values=seized.answers(PICTURE, **changes), subject="p1",
    )  # fmt: skip


def record(**changes: Any) -> VehicleSeizure:
    return VehicleSeizure.from_draft(draft(**changes))


def refused(**changes: Any) -> dict[str, str]:
    """Attribute → what about it keeps these answers from being a record."""
    with pytest.raises(Incomplete) as caught:
        record(**changes)
    return {problem.name: problem.sentence for problem in caught.value.problems}


def start(*cases: Any, subject: str = "p1") -> Start:
    officers = (make_officer(1), make_officer(2))
    return Start(
        cases=cases, officers=officers, now=AT.replace(second=42), position=seized.FIX, subject=subject
    )


# --- what is filled in


def test_the_dockets_car_is_filled_in_with_all_that_is_known_of_it() -> None:
    car = seized.car()
    assert car.vehicle is not None
    until = dt.date(2027, 3, 1)
    known = dataclasses.replace(
        car.vehicle, registered_on=dt.date(2019, 5, 6), inspected_until=until, insured_until=until, mortgagee="演示银行",
        state="查封",
    )  # fmt: skip
    rank = Measure(id="m1", kind="sealing", property_id="p1", rank="轮候")
    case = dataclasses.replace(CASE, properties=(dataclasses.replace(car, vehicle=known),), measures=(rank,))
    filled = VehicleSeizure.prefilled(start(case))
    assert {name: filled[name] for name in ("plate", "brand", "vehicle_type", "owner", "mortgagee", "queue")} == {
        "plate": "浙H9A3K7", "brand": "大众朗逸", "vehicle_type": "小型轿车", "owner": "何岩松", "mortgagee": "演示银行",
        "queue": "轮候",
    }  # fmt: skip
    assert (filled["inspected_until"], filled["insured_until"], filled["state"]) == (until, until, "查封")
    assert filled["estimate"] == Decimal(65000)


def test_the_longest_lawful_term_is_filled_in_as_the_notices_print_it() -> None:
    filled = VehicleSeizure.prefilled(start(CASE))
    assert (filled["term_from"], filled["term_until"]) == (dt.date(2026, 11, 24), dt.date(2028, 11, 23))


def test_moment_officers_and_fix_are_filled_in_to_the_minute() -> None:
    filled = VehicleSeizure.prefilled(start(CASE))
    assert (filled["began_at"], filled["officers"], filled["recorder"]) == (AT, ("方立", "毛一帆"), "毛一帆")
    assert filled["located"] == Located.of(seized.FIX)


@pytest.mark.parametrize(
    "name", ["vin", "odometer", "keys", "exempt", "registered_to_debtor", "photos", "present"]
)
def test_what_has_to_be_seen_on_the_car_is_never_filled_in(name: str) -> None:
    assert name not in VehicleSeizure.prefilled(start(CASE))


def test_nothing_is_filled_in_for_what_the_docket_does_not_say() -> None:
    filled = VehicleSeizure.prefilled(start(make_case(serial=900001, properties=()), subject=""))
    assert "plate" not in filled
    assert None not in filled.values()
    assert "" not in filled.values()


# --- what keeps it from being a record


def test_a_whole_car_is_a_record() -> None:
    whole = record()
    assert whole.way == TAKEN
    assert whole.entry_position == seized.FIX
    assert whole.summary() == "浙H·9A3K7 · 扣押 · 定阳停车场（演示）"


REQUIRED = sorted(n for n in VehicleSeizure.needed if VehicleSeizure.fields()[n].when is None)


@pytest.mark.parametrize("name", REQUIRED)
def test_what_is_not_answered_is_named(name: str) -> None:
    assert "还没有填" in refused(**{name: None})[name]


def test_the_photos_that_are_lacking_are_named() -> None:
    photos = tuple(seized.photo(slot, PICTURE) for slot in ("左前", "右前", "左后"))
    assert "右后" in refused(photos=photos)["photos"]
    assert "车架号" in refused(photos=photos)["photos"]


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("ended_at", {"ended_at": AT - dt.timedelta(minutes=1)}, "早于开始"),
        ("stored_at", {"towed_at": AT, "stored_at": AT - dt.timedelta(minutes=1)}, "早于拖离"),
        ("term_until", {"term_until": dt.date(2026, 11, 23)}, "早于起始日"),
        ("term_until", {"term_until": dt.date(2028, 11, 24)}, "二年"),
        ("vin_unread", {"vin": None}, "写原因"),
        ("engine_number", {"registered": False, "engine_number": None}, "第9条"),
        ("no_loose_items", {"loose_items": None}, "还没有回答"),
        ("loose_items", {"loose_items": None, "no_loose_items": False}, "逐项登记"),
        ("loose_items", {"loose_items": (dataclasses.replace(BACK, disposition=""),)}, "第 1 行没有写明去向"),
        ("items_taken_by", {"items_taken_by": None}, "由谁取回"),
        ("use_forbidden", {**IN_USE_TERMS, "use_forbidden": ()}, "还没有填"),
    ],
)
def test_what_does_not_go_together_is_said(name: str, changes: dict[str, Any], words: str) -> None:
    assert words in refused(**changes)[name]


def test_a_term_of_two_years_to_the_day_stands() -> None:
    assert record(term_until=dt.date(2028, 11, 23)).term_until == dt.date(2028, 11, 23)


def test_an_unreadable_vin_passes_with_its_reason() -> None:
    unread = record(vin=None, vin_unread="锈蚀")
    assert (unread.vin, unread.vin_unread) == ("", "锈蚀")


def test_a_vin_too_long_is_refused_a_short_one_and_a_wrong_check_figure_only_warned_of() -> None:
    assert "17位" in refused(vin=VIN + "1")["vin"]
    assert "17位" in VehicleSeizure.fields()["vin"].warnings(VIN[:-1])[0]
    assert record(vin=VIN[:-1]).vin == VIN[:-1]
    odd = VIN[:8] + ("1" if VIN[8] != "1" else "2") + VIN[9:]
    assert VehicleSeizure.fields()["vin"].warnings(odd)
    assert record(vin=odd).vin == odd


def test_a_car_without_a_plate_is_asked_for_none() -> None:
    bare = record(registered=False, plate="浙H9A3K7")
    assert not bare.plate
    assert bare.summary().startswith("未上牌大众朗逸048717")
    assert "plate" not in bare.encode()


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, set()),
        ({"found_by": "交警"}, {"police_officer", "police_post", "handed_over_at"}),
        (IN_USE_TERMS, set()),
        ({"way": IN_USE}, {name for name in IN_USE_TERMS if name.startswith(("use", "inspection", "undertaking"))}),
        ({"moved_by": None}, {"moved_by"}),
        ({"yard": None, "tow_company": None}, {"yard", "tow_company"}),
        ({"moved_by": "干警驾驶", "tow_company": None}, set()),
        ({"papers_why": None}, {"papers_why"}),
        ({"papers_why": None, "registration_certificate": True}, set()),
    ],
)  # fmt: skip
def test_a_question_is_asked_only_where_it_arises(changes: dict[str, Any], asked: set[str]) -> None:
    if not asked:
        assert record(**changes)
        return
    assert {name for name, words in refused(**changes).items() if "还没有填" in words} == asked


def test_answers_to_questions_no_longer_asked_do_not_enter_the_record() -> None:
    used = record(**{**IN_USE_TERMS, "yard": "定阳停车场（演示）", "tow_company": "常山拖车（演示）"})
    assert used.yard is None
    assert used.tow_company is None


# --- the sentences that write themselves

GAPS = (
    "None", "—", "（）", "()", "。。", "，，", "，。", "；。", "、、", "：。", "“”", "  ", "把把", "的的", "色色", "，；",
)  # fmt: skip


def narrative(**changes: Any) -> str:
    return record(**changes).narrative(SETTING)


def test_the_sentences_of_a_towed_car_read_as_a_clerk_writes_them() -> None:
    assert narrative(towed_at=AT.replace(minute=50), stored_at=AT.replace(hour=10, minute=5)) == (
        "2026年11月24日9时30分，方立、毛一帆在浙江省常山县天马街道定阳北路900001号依法扣押登记在被执行人何岩松名下的"
        f"白色大众朗逸小型轿车一辆，号牌浙H·9A3K7，车辆识别代号{VIN}，发动机号900001Y，里程表读数86,412公里。"
        "执行人员出示了工作证件。已告知扣押依据和期限、保管人的责任。"
        "取得钥匙1把、行驶证；未取得登记证书（车内未见）。经查看，车辆可以行驶，右侧凹陷1处。"
        "随车物品1项，其中当场取回1项（取回人徐云芝），已逐项登记。"
        "车辆由常山拖车（演示）于9时50分拖离，运至定阳停车场（演示），10时05分入场，由郑保管保管。"
        "已加贴封条，编号：车门900731。9时55分执行完毕。"
    )


def test_the_sentences_of_a_car_in_use_state_its_terms() -> None:
    text = narrative(**IN_USE_TERMS)
    assert (
        "车辆指定由何岩松保管，准许其在扣押期间继续使用：仅限生产经营；不得驶离常山县；禁止转让、抵押；"
        in text
    )
    assert "每30日查验一次。何岩松已签署承诺。" in text
    assert "拖" not in text


@pytest.mark.parametrize(
    ("changes", "said", "unsaid"),
    [
        ({"id_shown": False}, "", "出示"),
        ({"told": None}, "", "告知"),
        ({"keys": 0}, "未取得钥匙", "钥匙0把"),
        ({"colour": "珍珠白"}, "珍珠白大众朗逸", "色"),
        ({"vin": None, "vin_unread": "锈蚀"}, "车辆识别代号未能读取（锈蚀）", VIN),
        ({"loose_items": None, "no_loose_items": True}, "车内没有其他物品", "随车物品"),
        ({"moved_by": "原地封存"}, "原地封存于定阳停车场", "拖"),
        ({"moved_by": "当事人驾驶"}, "由当事人驾驶至定阳停车场", "拖"),
        ({"registered": False}, "被执行人何岩松尚未登记上牌的", "号牌"),
        ({"plates_present": False}, "未取得登记证书，前后号牌不全（车内未见）", ""),
        ({"registered_to_debtor": False, "owner_confirmed": True, "owner": "徐云芝"}, "登记在徐云芝名下、经其书面确认", ""),
        ({"registered_to_debtor": False, "owner": "徐云芝"}, "登记在徐云芝名下的", "确认"),
        ({"found_by": "网格员"}, "网格员提供的线索", ""),
        ({"ended_at": dt.datetime(2026, 11, 25, 0, 5, tzinfo=AT.tzinfo)}, "2026年11月25日0时05分执行完毕", ""),
    ],
)  # fmt: skip
def test_only_what_was_answered_is_said(changes: dict[str, Any], said: str, unsaid: str) -> None:
    text = narrative(**changes)
    assert said in text
    assert not unsaid or unsaid not in text


def test_of_several_debtors_the_owner_is_named_and_never_guessed() -> None:
    two = dataclasses.replace(
        CASE, parties=(*CASE.parties, dataclasses.replace(seized.DEBTOR, id="d2", name="何岩柏"))
    )
    both = Setting(cases=(two,), officers=())
    assert "登记在被执行人何岩松名下的" in record().narrative(both)
    unknown = Setting(cases=(dataclasses.replace(two, properties=()),), officers=())
    assert "登记在被执行人名下的" in record().narrative(unknown)


words = st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=6)
moments = st.integers(0, 25).map(lambda minutes: AT + dt.timedelta(minutes=minutes))
marks = st.builds(
    Damage, number=st.just(1), side=st.sampled_from("左右前后顶"), x=st.just(0.5), y=st.just(0.5),
    sort=st.sampled_from(("凹陷", "划痕", "缺件")),
)  # fmt: skip
rows = st.builds(
    InventoryRow, number=st.just(1), name=words, quantity=st.just(Decimal(1)), unit=st.just("个"),
    disposition=st.sampled_from(("当场取回", "随车扣押", "另行存放")),
)  # fmt: skip
optional = st.fixed_dictionaries(
    {},
    optional={
        "way": st.sampled_from((TAKEN, IN_USE)),
        "registered": st.sampled_from((True, False, None)),
        "registered_to_debtor": st.booleans(),
        "owner_confirmed": st.sampled_from((True, False, None)),
        "owner": st.one_of(words, st.none()),
        "id_shown": st.booleans(),
        "told": st.lists(words, max_size=3).map(tuple),
        "told_to": st.one_of(words, st.none()),
        "colour": words,
        "vehicle_type": st.one_of(words, st.none()),
        "vin": st.sampled_from((VIN, None)),
        "vin_unread": st.one_of(words, st.none()),
        "engine_number": st.one_of(words, st.none()),
        "keys": st.integers(0, 20),
        "driving_licence": st.booleans(),
        "registration_certificate": st.booleans(),
        "plates_present": st.booleans(),
        "papers_why": words,
        "condition": words,
        "damages": st.lists(marks, max_size=4).map(tuple),
        "loose_items": st.one_of(st.none(), st.lists(rows, max_size=3).map(tuple)),
        "no_loose_items": st.sampled_from((True, None)),
        "items_taken_by": st.one_of(words, st.none()),
        "found_by": st.sampled_from(("执行人员", "交警", "申请执行人线索", "网格员")),
        "handed_over_place": st.one_of(words, st.none()),
        "moved_by": st.sampled_from(("拖车", "干警驾驶", "当事人驾驶", "原地封存")),
        "tow_plate": st.sampled_from(("浙H90T01", None)),
        "towed_at": st.one_of(moments, st.none()),
        "stored_at": st.one_of(moments, st.none()),
        "yard_spot": st.one_of(words, st.none()),
        "seals": st.one_of(words, st.none()),
        "public_notice": st.one_of(words, st.none()),
        "undertaking_signed": st.booleans(),
        "user": words,
    },
)


@settings(max_examples=300, deadline=None)
@given(optional)
def test_whatever_is_left_open_the_sentences_have_no_gap(changes: dict[str, Any]) -> None:
    police = {"police_officer": "演示民警", "police_post": "天马中队", "handed_over_at": AT}
    given_answers = {**police, **{k: v for k, v in IN_USE_TERMS.items() if v is not None}, **changes}
    given_answers.setdefault("way", TAKEN)
    asked = VehicleSeizure.asked(seized.answers(PICTURE, **given_answers))
    values = {n: v for n, v in seized.answers(PICTURE, **given_answers).items() if n in asked}
    if "papers_why" in asked:
        values.setdefault("papers_why", "遗失")
    text = VehicleSeizure(**values).narrative(
        SETTING
    )  # as the form shows it, ties between answers still open
    assert text.endswith("执行完毕。")
    assert [gap for gap in GAPS if gap in text] == []


# --- what follows from it


def test_the_seizure_is_in_force_on_the_case_with_its_expiry() -> None:
    (measure,) = record(queue="首封").measures(CASE)
    assert (measure.kind, measure.property_id, measure.expires_on) == ("seizure", "p1", dt.date(2028, 11, 23))
    assert (measure.held, measure.in_use, measure.registered, measure.rank) == (True, False, False, "首封")
    (used,) = record(**IN_USE_TERMS).measures(CASE)
    assert (used.held, used.in_use) == (False, True)


def test_a_rank_that_nobody_has_looked_up_is_not_said_to_be_the_first() -> None:
    (measure,) = record().measures(CASE)
    assert measure.rank == "顺位未查明"
    known = dataclasses.replace(
        CASE, measures=(Measure(id="m1", kind="sealing", property_id="p1", rank="轮候"),)
    )
    assert record().measures(known)[0].rank == "轮候"


def test_the_car_is_found_however_its_plate_was_written() -> None:
    assert record(plate="浙h·9a3k7").measures(CASE)[0].property_id == "p1"
    assert record(registered=False).measures(CASE)[0].property_id == "p1", "by its frame number"
    assert record(plate="浙H00001").measures(CASE)[0].property_id == ""


def entry_of(said: VehicleSeizure, seq: int = 1, **changes: Any) -> Happening:
    unsigned = make_unsigned(
        CASE.number, kind=said.code, version=said.version, position=NoFix("室内", AT), body={"values": said.encode()},
        **changes,
    )  # fmt: skip
    return catalogue.read(
        entries.decode(entries.compose(unsigned, "device-1", seq, FIRST_LINK), b"", "ed25519")
    )


@pytest.mark.parametrize(
    "changes", [{}, IN_USE_TERMS, {"registered": False}, {"damages": None, "note": "夜间扣押"}]
)
def test_it_comes_back_from_the_journal_as_it_was(changes: dict[str, Any]) -> None:
    said = record(**changes)
    assert entry_of(said).said == said


def test_a_correction_takes_the_place_of_the_former_seizure() -> None:
    first = entry_of(record())
    shorter = entry_of(
        record(term_until=dt.date(2027, 11, 23)), 2, amends=first.entry.id, reason="裁定写明期限为一年"
    )
    (only,) = in_force(CASE, (first, shorter))
    assert (only.measure.expires_on, only.entry) == (dt.date(2027, 11, 23), shorter.entry.id)
    assert only.thing == CASE.properties[0]


def test_it_is_found_by_plate_frame_number_yard_owner_and_persons() -> None:
    text = " ".join(record(owner="何岩松").search_text)
    for word in ("浙H9A3K7", VIN, "定阳停车场", "郑保管", "何岩松", "徐云芝"):
        assert word in text


def test_every_file_belongs_to_the_entry() -> None:
    other = dataclasses.replace(PICTURE, digest="ef" * 32)
    seat = dataclasses.replace(BACK, photo=seized.photo("", other))
    assert {a.digest for a in record(loose_items=(seat,)).attachments} == {PICTURE.digest, other.digest}


# --- the trap of the demo


def test_the_told_cars_frame_number_on_the_copy_differs_at_the_14th_place_and_stays_red() -> None:
    docket = demo.build(today=AT.date())
    case = next(c for c in docket.cases if str(flagship.FLAGSHIP) in c.number)
    (car,) = case.vehicles
    assert car.vehicle is not None
    copied = car.vehicle.vin[:13] + "3" + car.vehicle.vin[14:]
    assert vins.differences(copied, car.vehicle.vin) == (14,)

    def identity(seen: str) -> str:
        values = {"plate": car.vehicle.plate, "vin": seen} if car.vehicle else {}
        here = Situation(
            fields=VehicleSeizure.fields(),
            values=values,
            prefilled=frozenset(),
            cases=(case,),
            happenings=(),
            overrides=(),
            now=AT,
            subject=car.id,
        )
        found = {s.duty.code: s.state for s in standings(VehicleSeizure.duties, here, "sign")}
        return found["identity_matches_docket"]

    assert identity(copied) == "missing"
    assert identity(car.vehicle.vin) == "met"


def test_what_a_colleague_seized_is_in_force_too_and_says_whose_record_it_is() -> None:
    theirs = entry_of(record())
    (held,) = in_force(CASE, (), (theirs,))
    assert (held.measure.kind, held.entry, held.by) == ("seizure", "", theirs.entry.officers)
    assert remarks(held, AT.date()) == (f"{listed(theirs.entry.officers)}记录，院端已收",)
