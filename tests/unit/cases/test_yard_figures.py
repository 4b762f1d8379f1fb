"""质效指标: the article's numbers come out exactly; the two premiums differ where dear and cheap cars do."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import cycle, islice

import pytest

from services.cases import yard, yard_figures
from services.clock import ZONE
from services.records.record import Record
from tests.unit.cases.yarded import entered, seizure, sold, step

TODAY = dt.date(2022, 12, 31)


def day(year: int, number: int) -> dt.datetime:
    return dt.datetime(year, 1, 2, 10, tzinfo=ZONE) + dt.timedelta(days=number)


def of_the_article() -> list[Record]:
    """131 cars of 2022 and 59 of 2021; 65 of them sold in 2022, all starts alike, the ratios 36.89 % on the whole."""
    plates = [f"浙H{n:05d}" for n in range(190)]
    records: list[Record] = [seizure(p, day(2021, n * 6)) for n, p in enumerate(plates[:59])]
    records += [seizure(p, day(2022, n * 2)) for n, p in enumerate(plates[59:])]
    ratios = islice(cycle((Decimal("0.2689"), Decimal("0.4689"))), 64)
    for plate, ratio in zip(plates[59:124], [*ratios, Decimal("0.3689")], strict=True):
        start = Decimal(20_000)
        records.append(sold(plate, day(2022, 350), start, start * (1 + ratio)))
    return records


def test_the_articles_numbers_come_out_exactly() -> None:
    found = yard_figures.compared(yard.cars(entered(*of_the_article())), 2022, TODAY)
    assert (found.now.seized, found.before.seized) == (131, 59)
    assert found.growth == Decimal("122.03")
    assert found.now.sold == 65
    assert (found.now.premium_mean, found.now.premium_sums) == (Decimal("36.89"), Decimal("36.89"))


def test_the_mean_of_ratios_is_not_the_ratio_of_sums() -> None:
    records = [seizure("浙H00001"), seizure("浙H00002")]
    at = records[0].began_at
    records += [
        sold("浙H00001", at, Decimal(1000), Decimal(2000)),
        sold("浙H00002", at, Decimal(9000), Decimal(9000)),
    ]  # type: ignore[list-item]
    figures = yard_figures.of_year(yard.cars(entered(*records)), at.date())
    assert figures.premium_mean == 50
    assert figures.premium_sums == 10
    assert (figures.starts, figures.prices, figures.priced) == (10_000, 11_000, 2)


def test_days_money_and_closed_cases_are_those_of_the_year() -> None:
    begun = day(2021, 300)
    one = [
        seizure("浙H00001", begun),
        sold("浙H00001", begun + dt.timedelta(days=100), Decimal(1000), Decimal(2000)),
        step("结清", begun + dt.timedelta(days=120), "浙H00001", proceeds=Decimal(2000), case_closed=True),
        seizure("浙H00002", begun),
        sold("浙H00002", begun + dt.timedelta(days=101), Decimal(1000), Decimal(1500)),
    ]
    cars = yard.cars(entered(*one))
    figures = yard_figures.of_year(cars, TODAY)
    assert (figures.days_to_sale, figures.money_in, figures.settled, figures.closed) == (
        Decimal("100.5"),
        2000,
        1,
        1,
    )
    assert yard_figures.years(cars, TODAY) == (2022, 2021)
    assert yard_figures.of_year(cars, begun.date()).seized == 2


def test_nothing_to_divide_by_is_unknown_and_not_nought() -> None:
    found = yard_figures.compared((), 2022, TODAY)
    assert (found.growth, found.now.premium_mean, found.now.days_to_sale) == (None, None, None)


@pytest.mark.parametrize(
    ("today", "before"), [(dt.date(2024, 2, 29), dt.date(2023, 2, 28)), (TODAY, dt.date(2021, 12, 31))]
)
def test_the_year_before_is_counted_up_to_the_same_day(today: dt.date, before: dt.date) -> None:
    assert yard_figures.compared((), today.year, today).before.until == before
