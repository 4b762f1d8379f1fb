"""出行单与值班留存单: the day's plan with its route brought onto paper; made in memory and never stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from services.actions import planning, recording
from services.actions.kit import Item
from services.actions.planning import Target
from services.cases.memory import Memory
from services.cases.outing import CAR, DESK, Outing, OutingStop
from services.cases.plan import Plan, PlanStop
from services.cases.route import Leg, Pace, Route
from services.clock import local
from services.documents import outing_sheets
from services.errors import BadInput
from services.position import distance
from services.records.kinds.visit import Visit
from services.session import Session
from services.wording import time_text

__all__ = ["CAR", "DESK", "Outing", "paper", "prepared"]

TITLES = {"car": CAR, "desk": DESK}


def prepared(
    session: Session, plan: Plan, stops: Sequence[Target], route: Route, pace: Pace, found: Sequence[Item],
    now: dt.datetime, *, check_in_minutes: int = 0,
) -> Outing:  # fmt: skip
    """What the papers say, read from the vault. Raises BadInput for a day without stops."""
    if not stops:
        raise BadInput("今天还没有排路线，出行单没有做。请先排路线。")
    legs = {leg.stop: leg for leg in route.legs}
    known = {s.id: s for s in plan.stops}
    today = local(now).date()
    lines = [
        _stop(n, t, known.get(t.id), legs.get(t.id), planning.door(session, t.place, today))
        for n, t in enumerate(stops, 1)
    ]
    crew = recording.last_crew(session, Visit)
    return Outing(
        officers=recording.officers(session, crew),
        leaving=local(now),
        back=_back(plan, stops, route, pace),
        metres=distance.text(route.metres),
        stops=tuple(lines),
        packed=tuple((i.group, i.title, i.detail, _tick(i, plan)) for i in found),
        check_in_minutes=check_in_minutes,
    )


def paper(session: Session, which: Literal["car", "desk"], told: Outing, now: dt.datetime) -> bytes:
    """The PDF; for a working lane. Raises CharacterMissing, TooLarge."""
    made = outing_sheets.car_pdf if which == "car" else outing_sheets.desk_pdf
    pdf: bytes = made(told, session.court, now, demo=session.demo)
    return pdf


def _tick(item: Item, plan: Plan) -> str:
    return "√" if item.ready or item.id in plan.packed else "□"


def _back(plan: Plan, stops: Sequence[Target], route: Route, pace: Pace) -> dt.datetime | None:
    """When the day ends: after the last stop, and the way home where the tour is closed; None where stops have no place."""
    done = {s.id for s in plan.stops if s.done}
    if not route.legs or any(t.at is None for t in stops if t.id not in done):
        return None
    minutes = pace.minutes_at_stop + route.back / pace.metres_per_minute
    return local(route.legs[-1].at + dt.timedelta(minutes=minutes))


def _stop(number: int, target: Target, planned: PlanStop | None, leg: Leg | None, door: Memory) -> OutingStop:
    return OutingStop(
        number=number,
        at=leg.at if leg else None,
        window=_window(planned),
        place=target.place,
        parties=f"{target.creditors} → {target.debtors}",
        case=target.case,
        due=_due(target.days_left),
        known=_known(door),
        risk="；".join(door.risks) or target.risk,
        done=planned.done if planned else "",
    )


def window_words(stop: PlanStop | None) -> str:
    """14:00–18:00, 14:30 起, 11:00 前 as a screen has room for; empty without an appointment."""
    if stop is None or (stop.since is None and stop.until is None):
        return ""
    since = f"{local(stop.since):%H:%M}" if stop.since else ""
    until = f"{local(stop.until):%H:%M}" if stop.until else ""
    return f"{since}–{until}" if since and until else f"{since} 起" if since else f"{until} 前"


def _window(stop: PlanStop | None) -> str:
    """The same as the sheet writes it: 14时00分至18时00分, 14时30分起, 11时00分前."""
    if stop is None or (stop.since is None and stop.until is None):
        return ""
    since = time_text(stop.since) if stop.since else ""
    until = time_text(stop.until) if stop.until else ""
    return f"{since}至{until}" if since and until else f"{since}起" if since else f"{until}前"


def _due(days: int | None) -> str:
    if days is None:
        return ""
    return f"过期 {-days} 天" if days < 0 else "今天到期" if days == 0 else f"{days} 天后到期"


def _known(door: Memory) -> str:
    if not door.calls:
        return "没有来过的记录"
    last = door.calls[0]
    untried = f"，{door.untried}没试过" if door.untried else ""
    return f"上次 {local(last.at):%m-%d} {time_text(last.at)} {last.outcome}{untried}"
