"""An interest clause whose rate changes is read by its days; one whose days are missing or contradict is sent back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal as D

import pytest

from services.law import clauses, interest
from services.law.interest import Claim, Item, RateFrom
from services.law.rates import BadRate, Rate

TURN = dt.date(2020, 8, 20)
SPLIT = (
    "自2019年9月1日起至2020年8月19日止按年利率24%计算，"
    "自2020年8月20日起按一年期贷款市场报价利率的四倍计算至实际清偿之日止"
)
FOUR = RateFrom(TURN, Rate("lpr", D(4)))


@pytest.mark.parametrize(
    "words",
    [
        SPLIT,
        "自2019年9月1日起按年利率24%计算；自2020年8月20日起按一年期贷款市场报价利率的四倍计算",
        "按年利率24%自2019-09-01起计算至2020-08-19，此后按一年期贷款市场报价利率的四倍计算",
        "2020年8月20日之前按年利率24%，自2020年8月20日起按一年期贷款市场报价利率的4倍",
    ],
)
def test_rate_that_changes_is_read_with_its_days(words: str) -> None:
    read = clauses.read(words, dt.date(2019, 9, 1))
    assert (read.rate, read.runs_from, read.then) == (Rate("year", D(24)), dt.date(2019, 9, 1), (FOUR,))


def test_interest_that_ends_on_a_day_bears_none_after_it() -> None:
    read = clauses.read("自2024年1月1日起按年利率6%计算至2024年12月31日止")
    assert read.then == (RateFrom(dt.date(2025, 1, 1), None),)
    assert read.runs_from == dt.date(2024, 1, 1)


@pytest.mark.parametrize("words", ["年利率6%，年按360日计算", "按年利率6%计算（一年按360天）"])
def test_year_that_the_clause_names_goes_before_the_cases_own(words: str) -> None:
    assert clauses.read(words, TURN).rate == Rate("year", D(6), 360)
    assert clauses.read("按年利率6%计算", TURN, 360).rate == Rate("year", D(6), 360)


def test_rate_raised_after_a_comma_is_raised() -> None:
    words = "自2020年8月20日起以一年期贷款市场报价利率为标准，加计50%计算至实际清偿之日止"
    assert clauses.read(words).rate == Rate("lpr", D("1.5"))


def test_no_clause_no_interest() -> None:
    assert clauses.read("  ", TURN) == clauses.Clause(None, TURN)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("按合同约定计算", "读不出利率"),
        ("先按年利率6%，后按年利率4%计算", "第2段没有起算日"),
        ("自2020年1月1日起至2020年6月30日止按年利率6%，自2020年8月1日起按年利率4%", "没有接着上一段"),
        ("自2020年1月1日起按年利率6%，自2019年8月1日起按年利率4%", "不晚于上一段"),
        ("自2020年1月1日起按年利率6%计算至2019年1月1日止", "止日早于起算日"),
        ("自2021年2月30日起按年利率6%", "日期不存在"),
        ("自2021年2月3日起按年利率6%", "起算日期栏写的是2020年8月20日"),
        ("自2020年8月20日起按年利率2400%", "2400%"),
        ("自2020年8月20日起按年利率6%加收年利率3%", "不止一个利率"),
    ],
)
def test_what_cannot_be_read_is_sent_back_not_guessed(words: str, why: str) -> None:
    with pytest.raises(BadRate, match=why):
        clauses.read(words, TURN if "2020年8月20日" in words or "2021年2月3日" in words else None)


def test_each_rate_counts_for_its_own_days() -> None:
    item = Item(
        name="借款",
        amount=D(36_500),
        rate=Rate("year", D(24)),
        runs_from=dt.date(2020, 8, 10),
        then=(RateFrom(TURN, Rate("year", D(10))), RateFrom(dt.date(2020, 8, 25), None)),
    )
    made = interest.statement(Claim(items=(item,), expiry=dt.date(2020, 9, 1)), [], dt.date(2020, 9, 1))
    assert [(s.start, s.end, s.days, s.result) for s in made.steps] == [
        (dt.date(2020, 8, 10), TURN, 10, D("240.00")),
        (TURN, dt.date(2020, 8, 25), 5, D("50.00")),
    ]


def test_turns_out_of_order_are_refused() -> None:
    item = Item(
        name="借款", amount=D(1), rate=Rate("year", D(6)), runs_from=TURN, then=(RateFrom(TURN, None),)
    )
    with pytest.raises(interest.BadStatement, match="分段日期先后"):
        interest.statement(Claim(items=(item,), expiry=TURN), [], TURN)
