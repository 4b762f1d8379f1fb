"""Payment, search, settlement, help, sanction, claim: what ties their answers together, and what writes itself."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from services.docket.case import Served
from services.docket.proceedings import Instalment
from services.law.terms import maximum_end
from services.records.draft import Draft
from services.records.kinds.assistance import LATER, Assistance
from services.records.kinds.outsider_claim import OutsiderClaim
from services.records.kinds.payment import FINE, Payment
from services.records.kinds.premises_search import RETURNED, PremisesSearch
from services.records.kinds.sanction import FINE as ONLY_FINE
from services.records.kinds.sanction import Sanction
from services.records.kinds.settlement import Settlement
from services.records.received import Received
from services.records.record import Incomplete, Record, Setting, Start
from services.records.values import InventoryRow
from tests.factories import make_case, make_officer
from tests.unit.records import seized
from tests.unit.records.judging import AT
from tests.unit.records.of_kinds import (
    assistance,
    outsider_claim,
    payment,
    premises_search,
    sanction,
    settlement,
)

PAGES: dict[type[Record], Any] = {
    Payment: payment, PremisesSearch: premises_search, Settlement: settlement, Assistance: assistance,
    Sanction: sanction, OutsiderClaim: outsider_claim,
}  # fmt: skip
SETTING = Setting(cases=(seized.CASE,), officers=(make_officer(1), make_officer(2)))
DAY = dt.timedelta(days=1)


def record(kind: type[Record], **changes: Any) -> Any:
    values = PAGES[kind].answers(**changes)
    draft = Draft(
        id="matter-1", kind=kind.code, version=kind.version, cases=(seized.CASE.number,), officers=("方立",), started_at=AT,
        values=values,
    )  # fmt: skip
    return kind.from_draft(draft)


def row(disposition: str) -> InventoryRow:
    return InventoryRow(number=1, name="手表", quantity=Decimal(1), unit="只", disposition=disposition)


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.code)
def test_the_answers_of_the_duty_tests_are_a_whole_record_that_tells_itself(kind: type[Record]) -> None:
    whole = record(kind)
    told = whole.narrative(SETTING)
    assert whole.summary()
    assert told.endswith("。")
    for bad in ("None", "。。", "，。", "（）"):
        assert bad not in told


LATE = AT - DAY
REFUSED: list[tuple[type[Record], dict[str, Any], str, str]] = [
    (Payment, {"present": (seized.WIFE,)}, "present", "交款人"),
    (Payment, {"paid_at": AT + DAY, "handed_in_at": None}, "received", "收款日期改过"),
    (Payment, {"received": Received(amount=Decimal(5))}, "received", "还没有算完"),
    (Payment, {"received": Received(amount=Decimal(0), trouble="无")}, "received", "须大于 0"),
    (Payment, {"purpose": FINE, "amount": Decimal(0)}, "amount", "须大于 0"),
    (Payment, {"handed_in_at": LATE}, "handed_in_at", "早于收款时间"),
    (PremisesSearch, {"ended_at": LATE}, "ended_at", "早于开始时间"),
    (PremisesSearch, {"found": ()}, "nothing_found", "还没有回答"),
    (PremisesSearch, {"found": (), "nothing_found": False}, "found", "逐项登记"),
    (PremisesSearch, {"found": (row(""),)}, "found", "没有写明怎样处理"),
    (PremisesSearch, {"opened_by": None}, "opened_what", "由谁开启"),
    (PremisesSearch, {"term_until": dt.date(2028, 11, 24)}, "term_until", "不得超过二年"),
    (Settlement, {"total": Decimal(60001)}, "instalments", "与和解总额 60,001.00 元不符"),
    (Settlement, {"reached_at": AT + 60 * DAY}, "instalments", "早于达成和解的当日"),
    (Settlement, {"deferred_until": dt.date(2027, 11, 25)}, "deferred_until", "不超过一年"),
    (Assistance, {"reply": LATER, "refusal": None}, "reply_by", "要求回复日期"),
    (Sanction, {"fine": Decimal(100_001)}, "fine", "个人罚款为十万元以下"),
    (
        Sanction,
        {"unit": True, "measure": ONLY_FINE, "fine": Decimal(49_999)},
        "fine",
        "五万元以上一百万元以下",
    ),
    (Sanction, {"unit": True, "fine": Decimal(50_000)}, "days", "单位不能拘留"),
    (Sanction, {"days": 16}, "days", "1 至 15"),
    (Sanction, {"police_at": AT}, "police_at", "早于拘留时间"),
    (OutsiderClaim, {"present": (seized.WIFE,)}, "present", "案外人"),
    (OutsiderClaim, {"received_at": None}, "received_at", "十五日审查期"),
]


@pytest.mark.parametrize(
    ("kind", "changes", "name", "said"),
    REFUSED,
    ids=[f"{r[0].code}-{r[2]}-{n}" for n, r in enumerate(REFUSED)],
)
def test_what_does_not_fit_together_is_said_at_its_field(
    kind: type[Record], changes: dict[str, Any], name: str, said: str
) -> None:
    with pytest.raises(Incomplete) as caught:
        record(kind, **changes)
    assert any(p.name == name and said in p.sentence for p in caught.value.problems), caught.value.problems


def test_a_search_that_takes_nothing_puts_no_measure_in_force() -> None:
    looked = record(PremisesSearch, found=(row(RETURNED),))
    assert looked.measures(seized.CASE) == ()
    taken = record(PremisesSearch).measures(seized.CASE)
    assert [(m.kind, m.note) for m in taken] == [("seizure", "搜查扣押的手表"), ("sealing", "搜查查封的名酒")]
    assert {m.expires_on for m in taken} == {maximum_end("movable", AT.date())}


def test_the_warrant_of_the_docket_is_prefilled() -> None:
    warrant = Served(title="搜查令", number="（2026）浙0822执900003号之二", on=dt.date(2026, 11, 23))
    case = make_case(served=(warrant,))
    start = Start(cases=(case,), officers=(make_officer(1),), now=AT, position=seized.FIX)
    filled = PremisesSearch.prefilled(start)
    assert (filled["warrant_number"], filled["warrant_on"]) == (warrant.number, warrant.on)


def test_a_day_of_deferral_within_the_year_stands() -> None:
    assert record(Settlement, deferred_until=dt.date(2027, 11, 24)).deferred_until == dt.date(2027, 11, 24)


def test_a_plan_of_one_part_is_a_settlement_too() -> None:
    plan = (Instalment(due_on=dt.date(2026, 12, 24), amount=Decimal(60000)),)
    assert record(Settlement, instalments=plan).summary() == "60,000.00 元 · 1 期 · 至 2026-12-24"
