"""The radar over all cases: what is lost by itself first, filters that add up, a series as one row and many cases."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from services.cases import radar
from services.cases.due import SORT_ICONS, SORT_TITLES, SORT_WEIGHTS, Due, Sort
from services.cases.radar import Filter, Row

TODAY = dt.date(2026, 11, 24)


def row(days: int | None, sort: Sort = "term", number: str = "", what: str = "", **about: Any) -> Row:
    on = None if days is None else TODAY + dt.timedelta(days=days)
    due = Due(sort=sort, what=what or f"{sort} {days}", on=on)
    return radar.row(number or f"{sort}{days}", due, TODAY, **about)


def order(*rows: Row) -> list[tuple[str, int | None]]:
    return [(r.due.sort, r.days_left) for r in radar.ranked(rows)]


def test_overdue_stands_first_then_what_lacks_its_date_then_step_by_step() -> None:
    given = (row(40), row(3), row(None), row(-2), row(1), row(100))
    assert [days for _, days in order(*given)] == [-2, None, 1, 3, 40, 100]


def test_within_a_step_what_is_lost_by_itself_stands_before_what_may_be_late() -> None:
    assert order(row(2, "report"), row(2, "petition"), row(6, "measure")) == [
        ("measure", 6), ("petition", 2), ("report", 2),
    ]  # fmt: skip


def test_the_longest_overdue_of_a_weight_stands_first() -> None:
    assert order(row(-1), row(-9)) == [("term", -9), ("term", -1)]


@pytest.mark.parametrize(
    ("what", "found"),
    [("", 6), ("overdue", 1), ("1", 2), ("7", 3), ("30", 3), ("90", 4), ("undated", 1)],
)
def test_a_day_filter_holds_everything_nearer(what: radar.Within, found: int) -> None:
    rows = (row(-2), row(1), row(7), row(90), row(91), row(None))
    assert len(radar.narrowed(rows, Filter(within=what))) == found
    assert radar.counts(rows)[what] == found


def test_filters_narrow_together() -> None:
    rows = (
        row(1, "measure", cause="民间借贷纠纷", town="白石镇", handler="方立"),
        row(2, "measure", cause="民间借贷纠纷", town="芳村镇", handler="方立"),
        row(3, "money", cause="民间借贷纠纷", town="白石镇", handler="毛一帆"),
    )
    assert radar.narrowed(rows, Filter(sort="measure", town="白石镇")) == rows[:1]
    assert radar.narrowed(rows, Filter(handler="方立")) == rows[:2]
    assert radar.narrowed(rows, Filter(cause="买卖合同纠纷")) == ()
    assert radar.words(rows, "town") == ("白石镇", "芳村镇")
    assert radar.sorts(rows) == {"measure": 2, "money": 1}


def test_a_series_stands_once_with_its_number_and_single_cases_stay_apart() -> None:
    households = [row(9, number=f"第{n}号", what="执行期限届满", series="s") for n in range(740)]
    other_day = row(10, number="第741号", what="执行期限届满", series="s")
    single = [row(9, number=n, what="执行期限届满") for n in ("甲", "乙")]
    folded = radar.folded([*households, other_day, *single])
    assert [(r.number, r.alike) for r in folded] == [("第0号", 740), ("第741号", 1), ("甲", 1), ("乙", 1)]
    assert len(radar.narrowed(households, Filter(series="s"))) == 740


def test_today_parts_what_can_still_be_saved_from_what_is_past_and_what_comes() -> None:
    found = radar.agenda(radar.ranked([row(-1), row(None), row(0), row(1, "measure"), row(2)]))
    assert [r.days_left for r in found.must] == [1, 0]
    assert [r.days_left for r in found.late] == [-1, None]
    assert [r.days_left for r in found.soon] == [2]


def test_what_may_be_done_since_its_day_is_late_for_nobody() -> None:
    since = row(-71, "closing")
    assert (since.overdue, since.ripe, since.step) == (False, True, 30)
    assert order(since, row(20), row(-1)) == [("term", -1), ("term", 20), ("closing", -71)]
    assert [radar.within(since, what) for what in ("overdue", "7", "30", "")] == [False, False, True, True]
    assert radar.agenda([since]).soon == (since,)
    ahead = row(4, "closing")
    assert (ahead.ripe, ahead.step) == (False, 7)


def test_every_sort_has_its_word_its_icon_and_its_weight() -> None:
    assert set(SORT_TITLES) == set(SORT_ICONS) == set(SORT_WEIGHTS)
