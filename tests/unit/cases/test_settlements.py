"""A settlement recorded on site stands on the radar instalment by instalment until it is paid or the docket has it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from services.cases import deadlines, settlements
from services.clock import ZONE
from services.docket.proceedings import EnforcementMoney, Instalment
from services.records.declared import Declared, Happening
from services.records.kinds.settlement import Settlement
from services.records.received import Received
from tests.factories import make_case
from tests.unit.cases.happened import chain
from tests.unit.cases.test_takings import taken
from tests.unit.records.of_kinds import settlement

D = Decimal
CASE = make_case(claim=D(60000), fee=D(800), recovered=D(0))
AGREED = Settlement(**settlement.answers())
FIRST, SECOND, THIRD = (part.due_on for part in AGREED.instalments)


def told(*said: Declared) -> tuple[Happening, ...]:
    return chain([(one, "", "") for one in said], CASE.number)


def on_radar(happenings: tuple[Happening, ...], **changes: Any) -> dict[str, dt.date | None]:
    case = dataclasses.replace(CASE, **changes)
    return {d.what: d.on for d in deadlines.dues(case, (), happenings) if d.sort == "instalment"}


def test_each_instalment_falls_due_on_its_day_and_then_the_term_to_resume() -> None:
    found = on_radar(told(AGREED))
    assert list(found.values())[:3] == [FIRST, SECOND, THIRD]
    assert next(iter(found)) == "和解第 1 期 20,000.00 元"
    assert "申请恢复执行期间届满" in found
    assert found["申请恢复执行期间届满"] is not None
    assert found["申请恢复执行期间届满"] >= THIRD.replace(year=THIRD.year + 2)


def test_without_a_settlement_nothing_is_due() -> None:
    assert on_radar(()) == {}
    assert settlements.settled(CASE, ()) is CASE


def paid(amount: int, day: int = 1) -> Any:
    at = dt.datetime(2026, 12, day, 10, 0, tzinfo=ZONE)
    one = taken(receipt_number=f"00900123{day:02}")
    return dataclasses.replace(one, received=Received(amount=D(amount), trouble="未算"), paid_at=at)


def test_what_was_taken_on_site_pays_the_first_instalments_first() -> None:
    found = on_radar(told(AGREED, paid(20000)))
    assert "和解第 1 期 20,000.00 元" not in found
    assert "和解第 2 期 20,000.00 元" in found


def test_a_part_of_an_instalment_leaves_it_open_and_says_how_much_was_paid() -> None:
    happened = told(AGREED, paid(25000))
    assert next(iter(on_radar(happened))) == "和解第 2 期 15,000.00 元", "what is left of it"
    second = settlements.settled(CASE, happened).instalments[1]
    assert (second.paid_on, second.note) == (None, "2026-11-24和解笔录；原 20,000.00 元，已付 5,000.00 元")


def test_what_finance_reports_counts_like_what_was_taken() -> None:
    arrived = EnforcementMoney(arrived_on=dt.date(2026, 12, 3), amount=D(60000))
    assert on_radar(told(AGREED), enforcement_money=(arrived,), recovered=D(60000)) == {}


def test_money_from_before_the_settlement_pays_nothing_of_it() -> None:
    before = EnforcementMoney(arrived_on=dt.date(2026, 11, 1), amount=D(60000))
    assert len(on_radar(told(AGREED), enforcement_money=(before,), recovered=D(60000))) == 4


def test_once_the_docket_has_the_plan_it_alone_speaks() -> None:
    own = (
        Instalment(due_on=FIRST, amount=D(20000), paid_on=FIRST),
        Instalment(due_on=THIRD, amount=D(40000)),
    )
    assert next(iter(on_radar(told(AGREED), instalments=own))) == "和解第 2 期 40,000.00 元"


def test_a_later_settlement_takes_the_place_of_the_earlier_one() -> None:
    later = dataclasses.replace(
        AGREED, reached_at=AGREED.reached_at + dt.timedelta(days=2), total=D(60000),
        instalments=(Instalment(due_on=THIRD, amount=D(60000)),),
    )  # fmt: skip
    assert next(iter(on_radar(told(AGREED, later)))) == "和解第 1 期 60,000.00 元"
