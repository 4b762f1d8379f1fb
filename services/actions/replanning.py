"""重排: after calls were made, what is done is ticked off, a door where nobody was is tried at another hour or let go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from services.actions import day_calls, planning
from services.actions.day_calls import DayCall
from services.cases.memory import BANDS, PROMISING
from services.cases.plan import Plan, PlanStop
from services.clock import local
from services.session import Session

__all__ = ["Replanned", "replanned", "ticked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """The plan after the calls made so far: how many stops are done, put off to a later hour, and still open."""

    plan: Plan
    done: int
    later: int
    left: int

    @property
    def words(self) -> str:
        """2 站已走，1 站改到傍晚等时段再去，还有 4 站."""
        parts = (
            f"{self.done} 站已走" if self.done else "",
            f"{self.later} 站没找到人，改时段再去" if self.later else "",
            f"还有 {self.left} 站" if self.left else "今天的站都走完了",
        )
        return "，".join(part for part in parts if part)


def replanned(session: Session, plan: Plan, now: dt.datetime) -> Replanned:
    """The plan by what the journal says of today: nothing is dropped, a stop that is done stays in it and is ticked."""
    for stop, call in _new_calls(session, plan, now):
        plan = _after(session, plan, stop, call, now)
    later = sum(1 for s in plan.open if s.tried)
    return Replanned(plan=plan, done=len(plan.stops) - len(plan.open), later=later, left=len(plan.open))


def ticked(session: Session, plan: Plan, now: dt.datetime) -> Plan:
    """The plan as a screen shows it before anybody asks for a new order: where somebody has just called is done."""
    for stop, call in _new_calls(session, plan, now):
        plan = plan.called(stop.id, done=call.words)
    return plan


def _new_calls(session: Session, plan: Plan, now: dt.datetime) -> list[tuple[PlanStop, DayCall]]:
    """The latest call of today at each open stop that the plan does not know of yet."""
    calls = day_calls.of_day(session, local(now).date())
    found = []
    for stop in plan.open:
        call = next((c for c in reversed(calls) if c.place == stop.place and stop.case in c.cases), None)
        if call is not None and call.words != stop.tried:
            found.append((stop, call))
    return found


def _after(session: Session, plan: Plan, stop: PlanStop, call: DayCall, now: dt.datetime) -> Plan:
    band = "" if call.met is not False else _later(session, stop, now)
    if not band:
        return plan.timed(stop.id, None, None).called(stop.id, done=call.words)
    since, until = window(band, now)
    return plan.timed(stop.id, since, until).called(stop.id, tried=call.words)


def _later(session: Session, stop: PlanStop, now: dt.datetime) -> str:
    """The most promising part of the day that begins later today and that nobody has tried at this door."""
    tried = planning.door(session, stop.place, local(now).date()).tried
    begins = {name: since for name, since, _ in BANDS}
    return next((n for n in PROMISING if begins[n] > local(now).hour and n not in tried), "")


def window(band: str, day: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """When that part of the day begins and ends."""
    since, until = next((s, u) for name, s, u in BANDS if name == band)
    at = local(day).replace(minute=0, second=0, microsecond=0)
    return at.replace(hour=since), at.replace(hour=until)
