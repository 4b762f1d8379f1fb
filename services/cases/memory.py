"""地址记忆: what every earlier call at an address found, by the hour, and which hour nobody has tried yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from services.cases.measures import current
from services.clock import local
from services.docket.case import Case
from services.records.declared import Happening
from services.records.kinds.visit import MET, Visit

# The hours at which officers call at homes; before six and after nine in the evening they don't (domain.md §8, practice).
BANDS: tuple[tuple[str, int, int], ...] = (
    ("清晨", 6, 9), ("上午", 9, 12), ("中午", 12, 14), ("下午", 14, 18), ("傍晚", 18, 21),
)  # fmt: skip
# People who work are at home before and after it: the bands in which a new try promises most come first.
PROMISING = ("傍晚", "清晨", "中午", "下午", "上午")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One earlier call: when, in which case, what came of it, who was met and what was noted."""

    at: dt.datetime
    case: str
    outcome: str
    met: bool
    by: str = ""
    note: str = ""

    @property
    def band(self) -> str:
        """The band of its hour; "" outside all of them."""
        hour = local(self.at).hour
        return next((name for name, since, until in BANDS if since <= hour < until), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is known of an address: the calls, the latest first, and the safety notes of the cases there."""

    calls: tuple[Call, ...]
    risks: tuple[str, ...]

    @property
    def tried(self) -> tuple[str, ...]:
        """The bands in which somebody has called, in the order of the day."""
        seen = {call.band for call in self.calls}
        return tuple(name for name, _, _ in BANDS if name in seen)

    @property
    def untried(self) -> str:
        """The most promising band nobody has tried; "" where all were, or where nobody has called at all."""
        if not self.calls:
            return ""
        return next((name for name in PROMISING if name not in self.tried), "")


def of_place(place: str, cases: Iterable[tuple[Case, Iterable[Happening]]]) -> Memory:
    """All calls at this address in these cases, docket's and journal's; corrected visits count once."""
    calls: list[Call] = []
    risks: dict[str, None] = {}
    for case, happenings in cases:
        if all(known.text != place for known in case.places):
            continue
        risks |= dict.fromkeys(risk.text for risk in case.risks)
        calls += [
            Call(at=v.at, case=case.number, outcome=v.outcome, met=v.outcome in MET, by=v.by, note=v.note)
            for v in case.past_visits
            if v.place == place
        ]
        calls += _journalled(place, case.number, happenings)
    unique = {(c.at, c.outcome): c for c in calls}
    return Memory(calls=tuple(sorted(unique.values(), key=lambda c: c.at, reverse=True)), risks=tuple(risks))


def _journalled(place: str, number: str, happenings: Iterable[Happening]) -> list[Call]:
    visits = (h.said for h in current(happenings) if isinstance(h.said, Visit))
    return [
        Call(
            at=v.arrived_at,
            case=number,
            outcome=v.summary(),
            met=v.outcome in MET,
            by="、".join(v.officers),
            note=v.note,
        )
        for v in visits
        if v.place.text == place
    ]
