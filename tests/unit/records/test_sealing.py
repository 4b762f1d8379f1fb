"""The sealing kind: what it fills in, what keeps it from being a record, its sentences, its measure, its duties' edges."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from services.cases.measures import in_force
from services.entries import entry as entries
from services.entries.entry import FIRST_LINK, Attachment
from services.position.fix import NoFix
from services.records import catalogue, use_terms
from services.records.declared import Happening
from services.records.draft import Draft
from services.records.kinds.sealing import GOODS, IN_USE, LAND, ROOMS, SEALED, Sealing
from services.records.record import Incomplete, Setting, Start
from services.records.values import InventoryRow
from tests.factories import make_officer, make_unsigned
from tests.unit.records import sealed, seized
from tests.unit.records.sealed import AT, CASE

PICTURE = Attachment(digest="ab" * 32, size=4_200_000, media_type="image/jpeg", role="photo")
SETTING = Setting(cases=(CASE,), officers=())


def draft(values: dict[str, Any]) -> Draft:
    return Draft(
        id="draft-1",
        kind="sealing",
        version=1,
        cases=(CASE.number,),
        officers=("方立",),
        started_at=AT,
        values=values,
    )


def record(**changes: Any) -> Sealing:
    return Sealing.from_draft(draft(sealed.answers(PICTURE, **changes)))


def home(**changes: Any) -> Sealing:
    return Sealing.from_draft(draft(sealed.home_answers(PICTURE, **changes)))


def refused(values: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(Incomplete) as error:
        Sealing.from_draft(draft(values))
    return {p.name: p.sentence for p in error.value.problems}


def start(subject: str) -> Start:
    return Start(
        cases=(CASE,), officers=(make_officer(),), now=AT, position=NoFix("室内", AT), subject=subject
    )


# --- what is filled in


def test_cars_and_accounts_are_not_offered_to_be_sealed() -> None:
    account = dataclasses.replace(sealed.LATHE, id="p9", kind="银行存款", name="尾号 6229")
    case = dataclasses.replace(CASE, properties=(*CASE.properties, account))
    assert [p.id for p in Sealing.things((case, case))] == ["p7", "p8"]


def test_a_home_of_the_docket_is_filled_in_with_its_three_years() -> None:
    filled = Sealing.prefilled(start("p8"))
    assert (filled["sort"], filled["estate"], filled["place"]) == (ROOMS, "住宅", sealed.SHOP)
    assert (filled["certificate"], filled["mortgagee"]) == (sealed.FLAT.home.certificate, "演示银行")  # type: ignore[union-attr]
    assert filled["term_until"] == dt.date(2029, 11, 23)


def test_a_machine_of_the_docket_stands_on_the_list_with_its_two_years() -> None:
    filled = Sealing.prefilled(start("p7"))
    assert filled["sort"] == GOODS
    assert [(r.name, r.place, r.estimate) for r in filled["goods"]] == [
        ("数控车床", "一号车间", Decimal(120000))
    ]
    assert filled["term_until"] == dt.date(2028, 11, 23)


@pytest.mark.parametrize(
    "name", ["exempt", "debtors_own", "seals", "photos", "present", "custodian", "home_needed"]
)
def test_what_has_to_be_seen_or_asked_is_never_filled_in(name: str) -> None:
    assert name not in Sealing.prefilled(start("p8"))


# --- what keeps it from being a record


@pytest.mark.parametrize(
    ("changes", "name", "words"),
    [
        ({"ended_at": AT - dt.timedelta(minutes=1)}, "ended_at", "早于开始时间"),
        ({"term_until": dt.date(2026, 11, 1)}, "term_until", "早于起始日"),
        ({"term_until": dt.date(2028, 11, 24)}, "term_until", "不得超过二年"),
        ({"goods": None}, "goods", "逐项造具清单"),
        ({"notice_place": None}, "notice_place", "张贴在哪里"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(changes: dict[str, Any], name: str, words: str) -> None:
    assert words in refused(sealed.answers(PICTURE, **changes))[name]


def test_rooms_may_be_sealed_for_three_years_and_not_a_day_longer() -> None:
    assert home().term_until == dt.date(2029, 11, 23)
    assert "三年" in refused(sealed.home_answers(PICTURE, term_until=dt.date(2029, 11, 24)))["term_until"]


@pytest.mark.parametrize("name", [n for n in use_terms.NAMES if n != "use_income"])
def test_a_thing_left_in_use_needs_every_term(name: str) -> None:
    assert "还没有填" in refused(sealed.answers(PICTURE, **{name: None}))[name]


def test_a_thing_sealed_for_good_is_asked_for_no_terms() -> None:
    whole = record(way=SEALED, **dict.fromkeys((*use_terms.NAMES, "sales")))
    assert whole.user is None
    assert "user" not in whole.encode()


def test_a_sale_below_its_lowest_price_is_refused() -> None:
    low = dataclasses.replace(sealed.SALE, price=Decimal(7999))
    assert "低于最低价" in refused(sealed.answers(PICTURE, sales=(low,)))["sales"]
    unnamed = dataclasses.replace(sealed.SALE, what=" ")
    assert "变卖什么" in refused(sealed.answers(PICTURE, sales=(unnamed,)))["sales"]


# --- what it says and puts in force


def test_the_sentences_of_a_machine_left_in_use() -> None:
    assert record().narrative(SETTING) == (
        "2026年11月24日9时30分，方立、毛一帆在浙江省常山县天马街道定阳北路900002号依法查封被执行人何岩松的数控车床等动产1项。"
        "执行人员出示了工作证件。已告知查封依据和期限、保管人的责任。财产1项，已逐项登记。"
        "已加贴封条，编号：车床900741、配电箱900742。查封公告已张贴于厂区大门。"
        "查封财产指定由何岩松保管，准许其在查封期间继续使用：仅限生产经营，每日8时至18时；不得移出存放地点；禁止转让、抵押；"
        "每30日查验一次。何岩松已签署承诺。准许被执行人自行变卖1笔，逐笔列明。"
        "查封期限自2026年11月24日起至2028年11月23日止。10时10分执行完毕。"
    )


def test_rooms_are_named_by_their_certificate_and_their_things_apart() -> None:
    said = home(goods=(sealed.ROW,)).narrative(SETTING)
    assert "依法查封被执行人何岩松的住宅（不动产权证号浙（2021）常山县不动产权第9000001号）。" in said
    assert "屋内财产1项" in said
    assert "不得使用、处分" in said
    assert "地上财产1项" in home(sort=LAND, home_needed=None, goods=(sealed.ROW,)).narrative(SETTING)


def entry_of(said: Sealing, seq: int = 1, **changes: Any) -> Happening:
    unsigned = make_unsigned(
        CASE.number, kind=said.code, version=said.version, position=NoFix("室内", AT),
        body={"values": said.encode(), "subject": "p7"}, **changes,
    )  # fmt: skip
    raw = entries.compose(unsigned, "device-1", seq, FIRST_LINK)
    return catalogue.read(entries.decode(raw, b"", "ed25519"))


def test_it_comes_back_from_the_journal_as_it_was() -> None:
    for said in (record(), home()):
        assert entry_of(said).said == said


def test_it_is_in_force_on_the_things_of_the_docket_with_its_custody() -> None:
    made = entry_of(record())
    (held,) = in_force(CASE, (made,))
    assert (held.measure.kind, held.measure.in_use, held.thing) == ("sealing", True, sealed.LATHE)
    assert held.measure.expires_on == dt.date(2028, 11, 23)
    assert (held.custody.custodian, held.custody.inspection_days) == ("何岩松", 30)
    assert held.measure.id == held.entry == made.entry.id


def test_a_correction_keeps_the_name_of_the_measure() -> None:
    first = entry_of(record())
    later = entry_of(
        record(term_until=dt.date(2027, 11, 23)), 2, amends=first.entry.id, reason="裁定写明一年"
    )
    (held,) = in_force(CASE, (first, later))
    assert (held.measure.id, held.entry) == (first.entry.id, later.entry.id)


def test_it_is_found_by_place_estate_certificate_and_persons() -> None:
    text = " ".join(home().search_text)
    for word in ("定阳北路900002号", "住宅", "9000001", "何岩松", "徐云芝"):
        assert word in text


def test_every_picture_of_the_list_belongs_to_the_entry() -> None:
    other = dataclasses.replace(PICTURE, digest="ef" * 32)
    row: InventoryRow = dataclasses.replace(sealed.ROW, photo=seized.photo("", other))
    assert other.digest in {a.digest for a in record(goods=(row,)).attachments}


def test_what_it_is_called() -> None:
    second = dataclasses.replace(sealed.ROW, number=2, name="叉车")
    assert record(goods=(sealed.ROW, second)).summary().startswith("数控车床等 2 项 · 活封")
    assert home().called == "住宅"
    assert record().way == IN_USE
