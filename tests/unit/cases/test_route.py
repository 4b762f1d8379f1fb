"""A day's route: as short as the shortest, appointments kept, what lies on the way found, nothing dropped in silence."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Sequence

import pytest
from geopy.distance import great_circle

from services.cases import route
from services.cases.route import Pace, Place, Stop
from services.clock import ZONE

COURT: Place = (28.9014, 118.5112)
LEAVING = dt.datetime(2026, 11, 24, 8, 30, tzinfo=ZONE)
PACE = Pace(metres_per_minute=350, minutes_at_stop=20)


def stops(count: int, seed: int = 1) -> list[Stop]:
    chance = random.Random(seed)
    places = [(28.9 + chance.uniform(-0.2, 0.2), 118.5 + chance.uniform(-0.2, 0.2)) for _ in range(count)]
    return [Stop(id=str(n), place=place) for n, place in enumerate(places)]


def length(order: Sequence[Stop], closed: bool = False) -> float:
    points = [COURT, *(s.place for s in order), *([COURT] if closed else [])]
    return sum(great_circle(a, b).meters for a, b in itertools.pairwise(points))


def order_of(found: route.Route) -> list[str]:
    return [leg.stop for leg in found.legs]


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_the_way_is_as_short_as_the_shortest_of_all_orders(seed: int, closed: bool) -> None:
    given = stops(7, seed)
    shortest = min(length(order, closed) for order in itertools.permutations(given))
    found = route.plan(COURT, given, LEAVING, PACE, closed=closed)
    known = {s.id: s for s in given}
    assert length([known[i] for i in order_of(found)], closed) == pytest.approx(shortest, rel=1e-4)
    assert found.metres == pytest.approx(shortest, rel=5e-3), "told on the ellipsoid"
    assert (found.back > 0) is closed


def test_the_first_and_the_last_stop_keep_their_places() -> None:
    given = stops(7)
    found = route.plan(COURT, given, LEAVING, PACE, first="3", last="5")
    assert (order_of(found)[0], order_of(found)[-1]) == ("3", "5")
    fixed = (o for o in itertools.permutations(given) if o[0].id == "3" and o[-1].id == "5")
    assert found.metres == pytest.approx(min(map(length, fixed)), rel=5e-3)


def test_stops_at_one_place_and_far_away_are_all_called_at() -> None:
    far = Stop(id="杭州", place=(30.25, 120.17))
    given = [*stops(3), Stop(id="same", place=stops(3)[0].place), far]
    assert sorted(order_of(route.plan(COURT, given, LEAVING, PACE))) == sorted(s.id for s in given)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_stops_are_a_route_too(count: int) -> None:
    assert len(route.plan(COURT, stops(count), LEAVING, PACE, closed=True).legs) == count


def test_an_appointment_is_kept_though_the_way_gets_longer() -> None:
    given = stops(6, 3)
    plain = order_of(route.plan(COURT, given, LEAVING, PACE))
    last = plain[-1]
    until = LEAVING + dt.timedelta(minutes=90)
    timed = [Stop(id=s.id, place=s.place, until=until if s.id == last else None) for s in given]
    found = route.plan(COURT, timed, LEAVING, PACE)
    assert next(leg for leg in found.legs if leg.stop == last).at <= until
    assert not any(leg.late for leg in found.legs)
    assert sorted(order_of(found)) == sorted(plain)


def test_who_comes_early_waits_until_the_window_opens() -> None:
    since = LEAVING + dt.timedelta(hours=3)
    (leg,) = route.plan(COURT, [Stop(id="a", place=COURT, since=since)], LEAVING, PACE).legs
    assert leg.at == since
    assert leg.late == 0


def test_other_doors_are_called_at_while_an_appointment_is_not_due_yet() -> None:
    given = stops(6, 3)
    plain = order_of(route.plan(COURT, given, LEAVING, PACE))
    since = LEAVING + dt.timedelta(hours=9)
    until = since + dt.timedelta(hours=1)
    timed = [Stop(id=s.id, place=s.place, since=since, until=until) if s.id == plain[0] else s for s in given]
    found = route.plan(COURT, timed, LEAVING, PACE)
    assert order_of(found)[-1] == plain[0]
    assert found.legs[-1].at == since


def test_a_tour_home_with_an_appointment_counts_the_way_back() -> None:
    until = LEAVING + dt.timedelta(hours=8)
    given = [Stop(id=s.id, place=s.place, until=until) for s in stops(6, 5)]
    shortest = min(length(order, closed=True) for order in itertools.permutations(given))
    found = route.plan(COURT, given, LEAVING, PACE, closed=True)
    assert found.metres <= shortest * 1.05


def test_a_tour_planned_on_the_way_still_ends_where_the_day_began() -> None:
    here, given = (29.05, 118.35), stops(6, 2)
    found = route.plan(here, given, LEAVING, PACE, closed=True, home=COURT)
    last = next(s.place for s in given if s.id == found.legs[-1].stop)
    assert found.back == pytest.approx(great_circle(last, COURT).meters, rel=5e-3)
    measured = route.measured(here, given, LEAVING, PACE, closed=True, home=COURT)
    assert measured.back == pytest.approx(great_circle(given[-1].place, COURT).meters, rel=5e-3)


def test_a_window_that_cannot_be_kept_says_how_late_one_comes() -> None:
    far = Stop(id="a", place=(29.2, 118.5), until=LEAVING + dt.timedelta(minutes=10))
    (leg,) = route.plan(COURT, [far], LEAVING, PACE).legs
    assert leg.late == pytest.approx(leg.metres / 350 - 10, abs=0.1)


def test_the_officer_s_own_order_is_only_measured() -> None:
    given = stops(5)[::-1]
    assert order_of(route.measured(COURT, given, LEAVING, PACE)) == [s.id for s in given]


def test_forty_stops_are_within_a_twentieth_of_the_best_known() -> None:
    given = stops(40, 9)
    known = {s.id: s for s in given}
    found = [known[i] for i in order_of(route.plan(COURT, given, LEAVING, PACE))]
    best = length(found)
    chance = random.Random(4)
    for _ in range(20_000):  # what turning a stretch round, again and again, would still gain
        a, b = sorted(chance.sample(range(40), 2))
        turned = [*found[:a], *found[a:b][::-1], *found[b:]]
        best = min(best, _exchanged(found, turned, a, b, best))
    assert length(found) <= best * 1.05


def _exchanged(found: list[Stop], turned: list[Stop], a: int, b: int, best: float) -> float:
    """Only the ends of the turned stretch change: count those first."""
    before = [COURT if a == 0 else found[a - 1].place, found[a].place, found[b - 1].place, found[b].place]
    gain = great_circle(before[0], before[2]).meters - great_circle(before[0], before[1]).meters
    gain += great_circle(before[1], before[3]).meters - great_circle(before[2], before[3]).meters
    return length(turned) if gain < 0 else best


def test_a_place_beside_a_stretch_is_as_far_off_as_it_looks() -> None:
    west, east = (28.9, 118.40), (28.9, 118.60)
    beside = (28.9 + 300 / 111_195, 118.5)
    assert route.detour(beside, [west, east]) == pytest.approx(300, abs=1)
    assert route.detour((28.9, 118.39), [west, east]) == pytest.approx(
        great_circle((28.9, 118.39), west).meters, rel=1e-3
    )
    assert route.detour(beside, [(28.9, 118.5)]) == pytest.approx(300, abs=1)
    assert route.detour(beside, []) == float("inf")
