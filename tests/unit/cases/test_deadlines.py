"""What falls due on a case: printed days as printed, the others counted by law, and nothing that is done."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from services.cases import deadlines, measures
from services.cases.deadlines import Deadline
from services.docket.case import Case, Served
from services.docket.party import Place
from services.docket.proceedings import Auction, EnforcementMoney, Instalment, Objection, Pause, Petition
from services.docket.property import Home, Measure, Property, Vehicle
from services.law import periods
from tests.factories import make_case, make_home

D = dt.date
TODAY = D(2026, 11, 24)
FAR = D(2027, 12, 31)
CAR = Property(id="car", kind="车辆", name="小型轿车 浙H·YS9A7", vehicle=Vehicle(plate="浙HYS9A7"))
FLAT = Property(id="flat", kind="房屋", name="定阳路 1 号", home=Home(place=Place(text="定阳路 1 号")))


def case_with(**changes: Any) -> Case:
    given = {"due_on": FAR, "properties": (CAR, FLAT), "measures": (), **changes}
    return make_case(**{"filed_on": D(2026, 10, 1), **given})


def found(case: Case, today: dt.date = TODAY) -> tuple[Deadline, ...]:
    listed = deadlines.of_case(case, measures.in_force(case, ()), today)
    return tuple(d for d in listed if d.on != FAR)


def said(case: Case, today: dt.date = TODAY) -> list[tuple[str, str, dt.date | None]]:
    return [(d.sort, d.what, d.on) for d in found(case, today)]


def served(title: str, on: dt.date | None = None, due: dt.date | None = None, to: str = "") -> Served:
    return Served(title=title, number="", to=to, on=on, due_on=due)


PAPERS = [
    (
        served("报告财产令", D(2026, 11, 3), D(2026, 11, 18), "何某"),
        ("report", "财产报告期满（何某）", D(2026, 11, 18)),
    ),
    (served("罚款决定书", D(2026, 11, 27)), ("review", "罚款决定复议期满", D(2026, 11, 30))),
    (
        served("履行到期债务通知书", D(2026, 11, 20)),
        ("paper", "第三人履行、异议期满", D(2026, 12, 7)),  # the fifteenth day is a Saturday
    ),
    (served("财产分配方案", D(2026, 11, 10)), ("paper", "分配方案异议期满", D(2026, 11, 25))),
    (
        served("领取物品通知书", D(2026, 11, 10), D(2026, 12, 10)),
        ("collect", "领取物品期满", D(2026, 12, 10)),
    ),
    (
        served("责令交出车辆通知书", due=D(2026, 11, 30)),
        ("paper", "责令交出车辆通知书载明的期限届满", D(2026, 11, 30)),
    ),
]


@pytest.mark.parametrize(("paper", "expected"), PAPERS, ids=lambda value: getattr(value, "title", ""))
def test_a_paper_that_sets_a_day_falls_due(paper: Served, expected: tuple[str, str, dt.date]) -> None:
    assert said(case_with(served=(paper,))) == [expected]


def test_a_paper_that_was_answered_or_sets_no_day_does_not() -> None:
    answered = Served(title="报告财产令", number="", due_on=D(2026, 11, 18), met_on=D(2026, 11, 15))
    assert (
        said(case_with(served=(answered, served("报告财产令", D(2026, 11, 3)), served("执行裁定书")))) == []
    )


def test_a_public_notice_tells_to_move_out_only_where_there_is_a_home_to_clear() -> None:
    notice = served("公告", D(2026, 11, 14), D(2026, 11, 29))
    assert said(case_with(served=(notice,), properties=(make_home(),)))[0][0] == "leave"
    assert said(case_with(served=(notice,)))[0][0] == "paper"


def test_a_right_that_nobody_used_in_time_is_over_and_a_duty_that_nobody_met_is_overdue() -> None:
    papers = (served("拘留决定书", D(2026, 11, 3)), served("报告财产令", due=D(2026, 11, 3)))
    assert [(d.sort, d.days_left) for d in found(case_with(served=papers))] == [("report", -21)]


def test_a_paper_whose_day_lies_before_its_delivery_says_so() -> None:
    (one,) = found(case_with(served=(served("报告财产令", D(2026, 11, 20), D(2026, 11, 3)),)))
    assert "早于送达" in one.note


SALES = [
    (
        Auction(property_id="car", begins_on=D(2026, 12, 20)),
        [("通知当事人、优先购买权人", D(2026, 12, 2)), ("须发布公告", D(2026, 12, 5)), ("开拍", D(2026, 12, 20))],
    ),
    (
        Auction(property_id="flat", begins_on=D(2027, 1, 20), told_on=D(2026, 11, 1)),
        [("须发布公告", D(2026, 12, 21)), ("开拍", D(2027, 1, 20))],
    ),
    (
        Auction(
            property_id="car", round="second", begins_on=D(2026, 12, 20), told_on=D(2026, 11, 1),
            notice_on=D(2026, 12, 13),
        ),
        [("开拍", D(2026, 12, 20))],
    ),
    (
        Auction(property_id="car", result="流拍", ended_on=D(2026, 11, 10)),
        [("流拍，须再次拍卖", D(2026, 12, 10))],
    ),
    (
        Auction(property_id="car", result="成交", price_paid_on=D(2026, 11, 16)),
        [("成交，须送达成交裁定", D(2026, 11, 26))],
    ),
    (
        Auction(property_id="car", result="成交", price_paid_on=D(2026, 11, 1), ruling_served_on=D(2026, 11, 16)),
        [("须移交买受人", D(2026, 12, 1))],
    ),
    (Auction(property_id="car", result="撤回"), []),
]  # fmt: skip


@pytest.mark.parametrize(("auction", "expected"), SALES)
def test_a_sale_asks_for_notice_telling_ruling_and_hand_over(
    auction: Auction, expected: list[tuple[str, dt.date]]
) -> None:
    listed = found(case_with(auctions=(auction,)))
    assert [
        (d.what.split(" ")[-1][-len(e[0]) :], d.on) for d, e in zip(listed, expected, strict=True)
    ] == expected
    assert all(d.thing == auction.property_id for d in listed)


def test_a_notice_too_short_for_the_day_of_sale_says_that_the_sale_may_not_open() -> None:
    short = Auction(
        property_id="flat", begins_on=D(2026, 12, 20), notice_on=D(2026, 12, 1), told_on=D(2026, 11, 1)
    )
    (opens,) = found(case_with(auctions=(short,)))
    assert "不足 30 日" in opens.note


def test_a_sale_without_a_day_is_listed_undated_and_says_what_to_do() -> None:
    (one,) = found(case_with(auctions=(Auction(property_id="car"),)))
    assert (one.on, one.days_left, one.step) == (None, None, None)
    assert "请院里补录" in one.note


def test_instalments_fall_due_until_they_are_paid_and_then_the_term_to_resume() -> None:
    paid, late, last = (
        Instalment(due_on=D(2026, 9, 30), amount=Decimal(5000), paid_on=D(2026, 9, 29)),
        Instalment(due_on=D(2026, 10, 31), amount=Decimal(5000)),
        Instalment(due_on=D(2026, 12, 31)),
    )
    assert said(case_with(instalments=(paid, late, last))) == [
        ("instalment", "和解第 2 期 5,000.00 元", D(2026, 10, 31)),
        ("instalment", "和解第 3 期", D(2026, 12, 31)),
        ("instalment", "申请恢复执行期间届满", D(2028, 12, 31)),
    ]
    assert said(case_with(instalments=(paid,))) == []


def test_money_is_to_be_paid_out_within_thirty_days_and_a_reason_for_delay_does_not_move_the_day() -> None:
    waiting = EnforcementMoney(arrived_on=D(2026, 11, 2), amount=Decimal(36000), delay_reason="债权人死亡")
    paid = EnforcementMoney(arrived_on=D(2026, 11, 2), paid_out_on=D(2026, 11, 3))
    (one,) = found(case_with(enforcement_money=(waiting, paid)))
    assert (one.sort, one.what, one.on) == ("money", "案款 36,000.00 元须发放", D(2026, 12, 2))
    assert "债权人死亡" in one.note
    assert one.source.endswith("（未经核实）")


def test_a_petition_is_to_be_answered_in_fifteen_days() -> None:
    open_one = Petition(received_on=D(2026, 11, 12), by="张某", asked="问何时拍卖")
    (one,) = found(
        case_with(petitions=(open_one, Petition(received_on=D(2026, 1, 1), answered_on=D(2026, 1, 9))))
    )
    assert (one.what, one.on, one.note) == ("张某信访须书面答复", D(2026, 11, 27), "问何时拍卖")


OBJECTIONS = [
    (Objection(kind="conduct", received_on=D(2026, 11, 12)), ("objection", D(2026, 11, 27))),
    (
        Objection(
            kind="conduct", received_on=D(2026, 11, 1), ruled_on=D(2026, 11, 15), ruling_served_on=D(2026, 11, 20)
        ),
        ("review", D(2026, 11, 30)),
    ),
    (
        Objection(
            kind="outsider", received_on=D(2026, 11, 1), ruled_on=D(2026, 11, 15), ruling_served_on=D(2026, 11, 20)
        ),
        ("review", D(2026, 12, 7)),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("objection", "expected"), OBJECTIONS)
def test_an_objection_is_ruled_on_and_may_be_contested(
    objection: Objection, expected: tuple[str, dt.date]
) -> None:
    assert [(d.sort, d.on) for d in found(case_with(objections=(objection,)))] == [expected]


def test_a_contested_ruling_is_the_other_courts_matter() -> None:
    contested = Objection(
        kind="conduct", received_on=D(2026, 11, 1), ruled_on=D(2026, 11, 15), ruling_served_on=D(2026, 11, 20),
        contested_on=D(2026, 11, 22),
    )  # fmt: skip
    assert found(case_with(objections=(contested,))) == ()


def test_six_months_are_counted_from_docketing_where_the_docket_gives_no_end() -> None:
    (plain,) = found(case_with(due_on=None, filed_on=D(2025, 8, 31)))
    assert (plain.what, plain.on) == ("执行期限届满", D(2026, 2, 28))
    pause = Pause(kind="中止执行", from_on=D(2025, 10, 1), until_on=D(2025, 10, 30))
    (longer,) = found(case_with(due_on=None, filed_on=D(2025, 8, 31), pauses=(pause,)))
    assert (longer.on, "扣除 30 天" in longer.note) == (D(2026, 3, 30), True)


def test_the_term_stands_still_while_a_pause_is_open_and_preservation_has_none() -> None:
    open_pause = Pause(kind="中止执行", from_on=D(2026, 10, 1))
    assert found(case_with(due_on=None, pauses=(open_pause,))) == ()
    assert found(case_with(due_on=None, number="（2026）浙0822执保900001号")) == ()


def test_a_deferral_ends_on_its_day_and_is_no_reproach_afterwards() -> None:
    case = case_with(pauses=(Pause(kind="暂缓执行", from_on=D(2026, 9, 1), until_on=D(2026, 12, 1)),))
    assert said(case) == [("pause", "暂缓执行期满，须恢复执行", D(2026, 12, 1))]
    assert said(case, D(2026, 12, 2)) == []


def test_a_year_without_a_holiday_table_is_said_on_the_row() -> None:
    known = {year: table for year, table in periods.BUNDLED.items() if year < 2027}
    case = case_with(petitions=(Petition(received_on=D(2026, 12, 20)),))
    listed = deadlines.of_case(case, (), TODAY, tables=known)
    answer = next(d for d in listed if d.sort == "petition")
    assert answer.on == D(2027, 1, 4)
    assert "2027" in answer.note


def test_a_closed_case_owes_nothing() -> None:
    measure = Measure(id="m", kind="seizure", property_id="car", expires_on=D(2026, 12, 1))
    assert found(case_with(measures=(measure,), state="终结本次执行")) == ()


def test_every_term_a_due_names_is_in_the_table_and_every_sort_has_its_title() -> None:
    papers = tuple(paper for paper, _ in PAPERS)
    case = case_with(
        served=papers,
        auctions=tuple(auction for auction, _ in SALES),
        objections=tuple(objection for objection, _ in OBJECTIONS),
        measures=(Measure(id="m", kind="seizure", property_id="car", expires_on=D(2026, 12, 1)),),
    )
    for deadline in found(case):
        assert not deadline.term or deadline.source, deadline
        assert deadline.sort in deadlines.SORT_TITLES
