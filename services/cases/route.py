"""路线: in which order to call at a day's stops, how far that is, and what lies on the way.

The order is a tour of least length on the sphere (geopy's great circle, fast-tsp's local search); the distances
told are geodesic, on the ellipsoid. Roads are not known: what is driven is longer, and the screens say 直线.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from services.position import distance

Place = tuple[float, float]  # latitude and longitude in degrees, WGS-84

SEARCH_S = 0.1
_LARGEST = 32_000  # fast-tsp takes whole numbers below 65,536; a stand-in node needs as much again
_EARTH_M = 6_371_008.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place to call at; `since` and `until` are an appointment's window, in the court's own time."""

    id: str
    place: Place
    since: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast the day goes: metres a minute in a straight line, and minutes at each stop."""

    metres_per_minute: float
    minutes_at_stop: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One stretch: to which stop, how far it is in a straight line, when one gets there, minutes behind its window."""

    stop: str
    metres: float
    at: dt.datetime
    late: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The stops in order; `back` is the way home in metres where the tour is closed, else 0."""

    legs: tuple[Leg, ...]
    back: float = 0.0

    @property
    def metres(self) -> float:
        """The whole way."""
        return sum(leg.metres for leg in self.legs) + self.back


def plan(
    start: Place,
    stops: Sequence[Stop],
    leaving: dt.datetime,
    pace: Pace,
    *,
    closed: bool = False,
    home: Place | None = None,
    first: str = "",
    last: str = "",
) -> Route:
    """The shortest order found from `start`; `first` and `last` name stops that keep their place, windows are kept.

    A closed tour ends at `home`, or where it began: on the way one is no longer where the day began. A window that
    can't be kept shows in its leg's `late` and is never dropped in silence.
    """
    end = (home or start) if closed else None
    order = _fixed(start, list(stops), end, first, last)
    if any(stop.until or stop.since for stop in order):
        order = _timed(start, order, leaving, pace, end, first, last)
    legs = _legs(start, order, leaving, pace)
    return Route(legs=legs, back=_back(order, end))


def measured(
    start: Place,
    stops: Sequence[Stop],
    leaving: dt.datetime,
    pace: Pace,
    *,
    closed: bool = False,
    home: Place | None = None,
) -> Route:
    """The same stops in the order given: the officer's own order, with its distances and times."""
    legs = _legs(start, stops, leaving, pace)
    return Route(legs=legs, back=_back(stops, (home or start) if closed else None))


def _back(order: Sequence[Stop], end: Place | None) -> float:
    return distance.metres(order[-1].place, end) if order and end is not None else 0.0


def _fixed(start: Place, stops: list[Stop], home: Place | None, first: str, last: str) -> list[Stop]:
    """The order without regard to windows."""
    head = [s for s in stops if s.id == first]
    tail = [s for s in stops if s.id == last and s.id != first]
    free = [s for s in stops if s not in head and s not in tail]
    begin = head[0].place if head else start
    end = tail[0].place if tail else home
    return [*head, *(free[i] for i in _shortest(begin, [s.place for s in free], end)), *tail]


def _shortest(begin: Place, between: Sequence[Place], end: Place | None) -> list[int]:
    """The order of `between` on the shortest way from `begin` to `end` (anywhere when None)."""
    if len(between) < 2:
        return list(range(len(between)))
    nodes = [begin, *between, *([end] if end is not None else [])]
    tour = _tour(_joined(_matrix(nodes), open_end=end is None))
    start = tour.index(0)
    around = tour[start:] + tour[:start]
    if around[1] == len(nodes):  # the stand-in comes right after the beginning: the tour runs the other way
        around = [around[0], *reversed(around[1:])]
    return [node - 1 for node in around if 1 <= node <= len(between)]


def _matrix(nodes: Sequence[Place]) -> list[list[float]]:
    from geopy.distance import great_circle  # noqa: PLC0415  93 ms to import, and nothing at start-up needs it

    table = [[0.0] * len(nodes) for _ in nodes]
    for row, one in enumerate(nodes):
        for column in range(row):
            table[row][column] = table[column][row] = float(great_circle(one, nodes[column]).meters)
    return table


def _joined(metres: list[list[float]], open_end: bool) -> list[list[int]]:
    """The matrix of a closed tour: a stand-in node joins the end to the beginning, so that a way becomes a tour.

    Every other neighbour of the stand-in costs more than any distance, which no detour can save.
    """
    longest = max(max(row) for row in metres) or 1.0
    scale = min(1.0, _LARGEST / longest) if longest > _LARGEST else 1.0
    table = [[round(m * scale) for m in row] for row in metres]
    dear = round(longest * scale) + 1
    joins = [dear] * len(table)
    joins[0] = 0
    if not open_end:
        joins[-1] = 0
    return [*([*row, join] for row, join in zip(table, joins, strict=True)), [*joins, 0]]


def _tour(table: list[list[int]]) -> list[int]:
    import fast_tsp  # noqa: PLC0415  loaded with the first plan of the day

    return [int(node) for node in fast_tsp.find_tour(table, SEARCH_S, stop_when_converged=True)]


def _legs(start: Place, order: Sequence[Stop], leaving: dt.datetime, pace: Pace) -> tuple[Leg, ...]:
    found, here, now = [], start, leaving
    for stop in order:
        metres = distance.metres(here, stop.place)
        now += dt.timedelta(minutes=metres / pace.metres_per_minute)
        late = max(0.0, (now - stop.until).total_seconds() / 60) if stop.until else 0.0
        if stop.since and now < stop.since:
            now = stop.since
        found.append(Leg(stop=stop.id, metres=metres, at=now, late=late))
        now += dt.timedelta(minutes=pace.minutes_at_stop)
        here = stop.place
    return tuple(found)


def _timed(
    start: Place,
    order: list[Stop],
    leaving: dt.datetime,
    pace: Pace,
    end: Place | None,
    first: str,
    last: str,
) -> list[Stop]:
    """The order with appointments kept: least late in all, then soonest done, from the better of two beginnings."""
    day = _Day(start, order, leaving, pace, end)
    head = [s for s in order if s.id == first]
    tail = [s for s in order if s.id == last and s.id != first]
    between = [s for s in order if s not in head and s not in tail]
    begun = min((order, [*head, *day.woven(head, between, tail), *tail]), key=day.cost)
    return day.settled(begun, len(head), len(tail))


class _Day:
    """What an order of stops costs: minutes late in all, then minutes until all is done, waiting included."""

    def __init__(
        self, start: Place, stops: Sequence[Stop], leaving: dt.datetime, pace: Pace, end: Place | None
    ) -> None:
        nodes = [start, *(stop.place for stop in stops), *([end] if end is not None else [])]
        self._ways = [[m / pace.metres_per_minute for m in row] for row in _matrix(nodes)]
        self._home = len(stops) + 1 if end is not None else None
        self._stay = pace.minutes_at_stop
        self._number = {stop.id: n for n, stop in enumerate(stops, 1)}
        self._since = [0.0, *(_minutes(leaving, s.since) if s.since else 0.0 for s in stops)]
        self._until = [math.inf, *(_minutes(leaving, s.until) if s.until else math.inf for s in stops)]

    def cost(self, order: Sequence[Stop]) -> tuple[float, float]:
        return self._cost([self._number[s.id] for s in order])

    def _cost(self, order: Sequence[int]) -> tuple[float, float]:
        late, minutes, here = 0.0, 0.0, 0
        ways, opens, closes, stay = self._ways, self._since, self._until, self._stay
        for there in order:
            minutes += ways[here][there]
            if minutes > closes[there]:
                late += minutes - closes[there]
            elif minutes < opens[there]:
                minutes = opens[there]
            minutes += stay
            here = there
        if self._home is not None:
            minutes += ways[here][self._home]
        return round(late, 3), round(minutes, 6)

    def woven(self, head: list[Stop], between: list[Stop], tail: list[Stop]) -> list[Stop]:
        """The appointments by the clock, and every other stop put where it costs least."""
        done = sorted((s for s in between if s.until), key=lambda s: self._until[self._number[s.id]])
        for stop in (s for s in between if not s.until):
            tries = ([*done[:at], stop, *done[at:]] for at in range(len(done) + 1))
            done = min(tries, key=lambda found: self.cost([*head, *found, *tail]))
        return done

    def settled(self, order: list[Stop], kept_first: int, kept_last: int) -> list[Stop]:
        """Moves one stop at a time to its best place while that makes the day better; the first and last ones stay."""
        known = {self._number[s.id]: s for s in order}
        numbers = [self._number[s.id] for s in order]
        free = range(kept_first, len(order) - kept_last)
        cost, moved = self._cost(numbers), True
        while moved:
            moved = False
            for taken in free:
                rest = numbers[:taken] + numbers[taken + 1 :]
                tries = ((self._cost([*rest[:put], numbers[taken], *rest[put:]]), put) for put in free)
                found, put = min(tries)
                if found < cost:
                    cost, moved = found, True
                    numbers = [*rest[:put], numbers[taken], *rest[put:]]
        return [known[n] for n in numbers]


def _minutes(leaving: dt.datetime, moment: dt.datetime) -> float:
    return (moment - leaving).total_seconds() / 60


def detour(place: Place, way: Sequence[Place]) -> float:
    """How far a place lies off a way of straight stretches, in metres; the way may be one point (here)."""
    flat = [_flat(point, place) for point in way]
    if not flat:
        return math.inf
    if len(flat) == 1:
        return math.hypot(*flat[0])
    return min(_to_stretch(a, b) for a, b in itertools.pairwise(flat))


def _flat(point: Place, centre: Place) -> tuple[float, float]:
    """Metres east and north of a centre, on the plane that touches the sphere there; good for a county."""
    north = math.radians(point[0] - centre[0]) * _EARTH_M
    east = math.radians(point[1] - centre[1]) * _EARTH_M * math.cos(math.radians(centre[0]))
    return east, north


def _to_stretch(a: tuple[float, float], b: tuple[float, float]) -> float:
    """From the origin to the nearest point of the stretch a–b."""
    east, north = b[0] - a[0], b[1] - a[1]
    length = east * east + north * north
    share = 0.0 if length == 0 else min(1.0, max(0.0, -(a[0] * east + a[1] * north) / length))
    return math.hypot(a[0] + share * east, a[1] + share * north)
