"""行程: a day's stops in order, with appointments, fixed ends, what was done already and what is packed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Literal

import msgspec

Place = tuple[float, float]  # latitude and longitude in degrees, WGS-84
End = Literal["", "first", "last"]


class PlanStop(msgspec.Struct, frozen=True, kw_only=True):
    """One stop of a plan: the case, the address and, for an appointment, its window.

    `done` says what came of the call that ended it, `tried` what came of one that is to be made again.
    """

    case: str
    place: str
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    done: str = ""
    tried: str = ""

    @property
    def id(self) -> str:
        """Case and address: what a plan remembers."""
        return f"{self.case}|{self.place}"


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A day's stops in order; `closed` comes back to `home`, `by_hand` keeps the officer's own order.

    `first` and `last` are the ids of stops that keep their place; `packed` what was ticked as taken along.
    """

    day: dt.date
    stops: tuple[PlanStop, ...] = ()
    closed: bool = False
    by_hand: bool = False
    home: Place | None = None
    first: str = ""
    last: str = ""
    packed: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[PlanStop, ...]:
        """The stops that are still to be called at."""
        return tuple(s for s in self.stops if not s.done)

    def stop(self, id: str) -> PlanStop | None:
        """The stop of that id, None where there is none."""
        return next((s for s in self.stops if s.id == id), None)

    def end_of(self, id: str) -> End:
        """Whether a stop keeps the first or the last place."""
        return "first" if id == self.first else "last" if id == self.last else ""

    def with_stop(self, stop: PlanStop) -> Plan:
        """With one stop more at its end; a stop that is in it already stays as it is."""
        return self if self.stop(stop.id) else msgspec.structs.replace(self, stops=(*self.stops, stop))

    def without(self, id: str) -> Plan:
        """Without that stop."""
        return self.ending(id, "")._with(tuple(s for s in self.stops if s.id != id))

    def timed(self, id: str, since: dt.datetime | None, until: dt.datetime | None) -> Plan:
        """An appointment there, or none any more."""
        return self._changed(id, since=since, until=until)

    def ending(self, id: str, end: End) -> Plan:
        """That stop first, last, or wherever it fits; each end holds one stop."""
        first, last = ("" if self.first == id else self.first), ("" if self.last == id else self.last)
        return msgspec.structs.replace(
            self, first=id if end == "first" else first, last=id if end == "last" else last, by_hand=False
        )

    def moved(self, id: str, by: int) -> Plan:
        """That stop earlier (−1) or later (+1) among those still open: from now on the officer's own order is kept."""
        order = [s.id for s in self.open]
        if id not in order or not 0 <= order.index(id) + by < len(order):
            return self
        at = order.index(id)
        order[at], order[at + by] = order[at + by], order[at]
        known = {s.id: s for s in self.stops}
        stops = (*(s for s in self.stops if s.done), *(known[i] for i in order))
        return msgspec.structs.replace(self, stops=stops, by_hand=True)

    def by_route(self) -> Plan:
        """Ordered by the route again, no longer by hand."""
        return msgspec.structs.replace(self, by_hand=False)

    def called(self, id: str, *, done: str = "", tried: str = "") -> Plan:
        """What came of a call there."""
        return self._changed(id, done=done, tried=tried)

    def returning(self, home: Place | None, closed: bool) -> Plan:
        """A tour that comes back to where it began, or one that ends at the last stop."""
        return msgspec.structs.replace(self, closed=closed, home=home if closed else None)

    def ticked(self, item: str) -> Plan:
        """Packed, or not after all."""
        kept = tuple(i for i in self.packed if i != item)
        return msgspec.structs.replace(self, packed=kept if item in self.packed else (*kept, item))

    def _changed(self, id: str, **changes: object) -> Plan:
        return self._with(
            tuple(msgspec.structs.replace(s, **changes) if s.id == id else s for s in self.stops)
        )

    def _with(self, stops: tuple[PlanStop, ...]) -> Plan:
        return msgspec.structs.replace(self, stops=stops)


Change = Callable[[Plan], Plan]
