"""What is owed on a day agrees with worked examples, to the cent and step by step."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.law import interest, lpr, rates
from services.law.interest import Claim, Item, Payment
from services.law.rates import Rate

D = Decimal
SIX = Rate("year", D(6))


def example(**more: object) -> Claim:
    """The part-payment example of domain.md §4.3."""
    items = (
        Item(name="诉讼费", amount=D(4300), sort="costs", doubled=False),
        Item(name="本金", amount=D(200_000), rate=SIX, runs_from=dt.date(2024, 1, 1)),
    )
    return Claim(items=items, expiry=dt.date(2024, 7, 15), **more)  # type: ignore[arg-type]


PAID = Payment(dt.date(2024, 10, 23), D(50_000))


def test_a_hundred_days_of_half_a_million() -> None:
    double = interest.double_part(D(500_000), dt.date(2025, 3, 10), dt.date(2025, 6, 18))
    assert double == D("8750.00")
    shorter = interest.double_part(
        D(500_000), dt.date(2025, 3, 10), dt.date(2025, 6, 18), payment_day_counts=False
    )
    assert double - shorter == D("87.50")


def test_part_payment_goes_to_costs_interest_principal_and_only_then_to_the_doubled_part() -> None:
    made = interest.statement(example(), [PAID], dt.date(2025, 1, 31))
    (used,) = made.allotted
    assert (used.costs, used.interest, used.principal, used.double) == (
        D(4300),
        D("9731.51"),
        D("35968.49"),
        D(0),
    )
    assert (made.principal, made.interest, made.double) == (D("164031.51"), D("2696.41"), D("6370.55"))
    assert made.due == D("173098.47")


def test_every_step_can_be_worked_out_anew_from_what_it_shows() -> None:
    claim = Claim(
        items=(
            Item(name="货款", amount=D("83412.57"), rate=Rate("lpr", D(4)), runs_from=dt.date(2019, 9, 1)),
        ),
        expiry=dt.date(2020, 3, 1),
        pauses=(interest.Pause(dt.date(2021, 1, 1), dt.date(2021, 2, 28)),),
    )
    made = interest.statement(claim, [Payment(dt.date(2022, 5, 5), D("20000.01"))], dt.date(2025, 12, 31))
    assert len({s.rate for s in made.steps}) > 10
    for s in made.steps:
        again = (s.base * s.factor * s.days / s.basis).quantize(D("0.01"), ROUND_HALF_UP)
        assert s.result == again
        assert s.days == (s.end - s.start).days > 0
    doubled = [s for s in made.steps if s.sort == "double"]
    assert sum(s.days for s in doubled) == (dt.date(2025, 12, 31) - dt.date(2020, 3, 1)).days - 59


def test_interest_takes_the_new_lpr_on_its_very_day() -> None:
    claim = Claim(
        items=(Item(name="款", amount=D(36_500), rate=Rate("lpr", D(1)), runs_from=dt.date(2025, 5, 19)),),
        expiry=dt.date(2025, 5, 21),
    )
    first, second = interest.statement(claim, [], dt.date(2025, 5, 21)).steps
    assert (first.days, first.result, second.days, second.result) == (1, D("3.10"), 1, D("3.00"))


def test_no_rate_is_guessed_past_the_end_of_the_table() -> None:
    claim = Claim(
        items=(Item(name="款", amount=D(100), rate=Rate("lpr", D(1)), runs_from=dt.date(2025, 1, 1)),),
        expiry=dt.date(2025, 2, 1),
    )
    with pytest.raises(lpr.NoRate, match="LPR表只到2026年7月19日"):
        interest.statement(claim, [], dt.date(2026, 11, 24))
    with pytest.raises(lpr.NoRate, match="2019年8月20日起才有"):
        lpr.rate(dt.date(2019, 8, 19), "year")


def test_fee_comes_first_or_last_as_the_case_is_set() -> None:
    first = interest.statement(example(fee=D(2900), fee_first=True), [PAID], dt.date(2024, 10, 23))
    last = interest.statement(example(fee=D(2900)), [PAID], dt.date(2024, 10, 23))
    assert (first.allotted[0].fee, first.fee) == (D(2900), D(0))
    assert (last.allotted[0].fee, last.fee) == (D(0), D(2900))
    assert first.due - last.due == D(2900)


def test_more_than_was_owed_is_left_over_and_never_turns_negative() -> None:
    made = interest.statement(example(fee=D(10)), [Payment(PAID.on, D(1_000_000))], dt.date(2026, 1, 1))
    assert made.due_with_fee == 0
    assert (
        made.allotted[0].left_over == D("1000000") - D("200000") - D("4300") - D("9731.51") - D("3500") - 10
    )


@pytest.mark.parametrize(
    ("payments", "until", "said"),
    [
        ([Payment(dt.date(2023, 1, 1), D(1))], dt.date(2025, 1, 1), "早于债务起算"),
        ([Payment(dt.date(2025, 6, 1), D(1))], dt.date(2025, 1, 1), "晚于计算日"),
        ([Payment(dt.date(2024, 6, 1), D(-1))], dt.date(2025, 1, 1), "须大于0"),
        ([], dt.date(2023, 1, 1), "计算日2023年1月1日早于"),
    ],
)
def test_dates_and_amounts_that_cannot_be_are_refused_in_words(
    payments: list[Payment], until: dt.date, said: str
) -> None:
    with pytest.raises(interest.BadStatement, match=said):
        interest.statement(example(), payments, until)


def test_an_old_expiry_and_a_negative_debt_are_refused() -> None:
    old = Claim(items=(Item(name="款", amount=D(1)),), expiry=dt.date(2013, 1, 1))
    with pytest.raises(interest.BadStatement, match="第7条"):
        interest.statement(old, [], dt.date(2025, 1, 1))
    debt = Claim(items=(Item(name="款", amount=D(-1)),), expiry=dt.date(2025, 1, 1))
    with pytest.raises(interest.BadStatement, match="“款”"):
        interest.statement(debt, [], dt.date(2025, 2, 1))


CLAUSES = {
    "自2024年1月1日起按年利率6%计算至实际清偿之日止": Rate("year", D(6)),
    "按月利率1.5%计算": Rate("month", D("1.5")),
    "自2024年1月1日起按日万分之五计算违约金至实际清偿之日止": Rate("day", D(5)),
    "按日万分之一点七五": Rate("day", D("1.75")),
    "按全国银行间同业拆借中心公布的一年期贷款市场报价利率计算": Rate("lpr", D(1)),
    "按一年期贷款市场报价利率的四倍计算": Rate("lpr", D(4)),
    "按五年期以上贷款市场报价利率的1.5倍计算": Rate("lpr", D("1.5"), term="five"),
    "按一年期LPR的4倍计算": Rate("lpr", D(4)),
    "按一年期贷款市场报价利率标准的1.5倍计算": Rate("lpr", D("1.5")),
    "按同期一年期贷款市场报价利率（LPR）的130%计算": Rate("lpr", D("1.3")),
    "以一年期贷款市场报价利率为基础加计50%": Rate("lpr", D("1.5")),
    "按一年期贷款市场报价利率上浮30%计算": Rate("lpr", D("1.3")),
    "按年利率6%上浮50%计算": Rate("year", D(9)),
    "按年利率6%下浮10%计算": Rate("year", D("5.4")),
    "按年利率6%计算，一年按360日计": Rate("year", D(6), 360),
    "按日万分之五，一年按360天计": Rate("day", D(5), 360),
}


@pytest.mark.parametrize(("clause", "rate"), CLAUSES.items())
def test_a_clause_is_read_in_the_judgments_words(clause: str, rate: Rate) -> None:
    assert rates.read(clause) == rate


@pytest.mark.parametrize(
    "clause",
    [
        "按合同约定计算",
        "先按年利率6%，后按年利率4%计算",
        "按一年期贷款市场报价利率加30个基点",
        "一年期贷款市场报价利率的百分之一百五十",
        "按年利率6%减半计算",
        "按年利率6%上浮30%再加收50%",
        "以不超过年利率24%为限按日万分之五",
        "按月息2分",
    ],
)
def test_a_clause_without_one_single_rate_is_asked_not_guessed(clause: str) -> None:
    with pytest.raises(rates.BadRate, match="对照裁判文书"):
        rates.read(clause)


def test_a_rate_of_2400_per_cent_is_refused() -> None:
    with pytest.raises(rates.BadRate, match="2400%"):
        rates.read("按年利率2400%计算")


amounts = st.integers(1, 10**8).map(lambda cents: D(cents) / 100)


@given(amounts, amounts, st.integers(0, 900), st.integers(0, 900))
def test_every_cent_of_a_payment_is_accounted_for(debt: D, paid: D, after: int, later: int) -> None:
    start = dt.date(2022, 1, 1)
    claim = Claim(items=(Item(name="款", amount=debt, rate=SIX, runs_from=start),), expiry=start)
    on = start + dt.timedelta(days=after)
    made = interest.statement(claim, [Payment(on, paid)], on + dt.timedelta(days=later))
    (used,) = made.allotted
    assert used.costs + used.interest + used.principal + used.double + used.fee + used.left_over == paid
    grown = sum(step.result for step in made.steps)
    assert debt + grown - (paid - used.left_over) == made.due >= 0
