"""措施的后续: what every record that follows up a measure starts with, and how its sentences begin and end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from services.clock import local
from services.docket.party import Place
from services.records.declared import Happening
from services.records.fields import Values, to_the_minute
from services.records.record import Start
from services.records.related import current
from services.records.values import HeldMeasure, InventoryRow, Located
from services.wording import date_time_text, listed

ROLES = (
    "被执行人", "成年家属", "法定代表人", "主要负责人", "使用人", "工作单位", "基层组织", "见证人", "申请执行人", "原保管人",
    "保管人", "其他",
)  # fmt: skip
"""Who may be there."""

DEBTOR_KEEPS = "被执行人"
"""By whom a thing is kept that has gone back to the debtor."""

SAME, SHORT, SPOILT = "与清单一致", "有短少", "有毁损"
"""What comparing the things with their list has shown."""


def begun(start: Start) -> dict[str, object]:
    """Moment, fix, officers, the measure, and where its thing is."""
    filled: dict[str, object] = {
        "began_at": to_the_minute(start.now),
        "located": Located.of(start.position),
        "officers": tuple(o.name for o in start.officers),
        "recorder": start.officers[-1].name,
    }
    if start.held is not None:
        filled["measure"] = start.held
        filled["place"] = start.held.place
    return filled


def taken_for(held: HeldMeasure, related: Iterable[Happening]) -> tuple[InventoryRow, ...]:
    """What was taken for the measure and is still to be given back: by the record that took it, those that renewed it
    or handed its things to another keeper. What a keeper change gave to the debtor is with him.

    A thing that a later record names as well is listed once; pictures stay with the record that took them.
    """
    listed = tuple(related)
    amended = {h.entry.id: h.entry.amends for h in listed}
    ids = {i for i in (held.measure.id, held.measure.renews) if i}
    rows: list[InventoryRow] = []
    about = [(h, _first(h.entry.id, amended), getattr(h.said, "measure", None)) for h in current(listed)]
    for _, first, of in reversed(about):  # a renewal carries the name of the measure before it
        if isinstance(of, HeldMeasure) and first in ids:
            ids.add(of.measure.id)
    own = {i.partition("/")[0] for i in ids}
    for happening, first, of in about:
        said: Any = happening.said
        if first not in own and not (isinstance(of, HeldMeasure) and of.measure.id in ids):
            continue
        found = said.given_back(held)
        if getattr(said, "kept_by", "") == DEBTOR_KEEPS:
            with_him = {r.name for r in said.handed} or {r.name for r in rows}
            rows = [r for r in rows if r.name not in with_him]
            continue
        names = {r.name for r in rows}
        rows += [r for r in found if r.name not in names]
    return tuple(replace(r, number=n, photo=None, disposition="", box="") for n, r in enumerate(rows, 1))


def _first(entry: str, amended: Mapping[str, str]) -> str:
    """The entry that a correction goes back to: a measure keeps its name."""
    while amended.get(entry):
        entry = amended[entry]
    return entry


def known(filled: dict[str, object]) -> Values:
    """Those that are known."""
    return {name: value for name, value in filled.items() if value not in (None, "", ())}


def opening(began_at: dt.datetime, officers: tuple[str, ...], place: Place, deed: str) -> str:
    """When, who, where, and what was done there."""
    return f"{date_time_text(local(began_at))}，{listed(officers)}在{place.text}{deed}。"


def ending(ended_at: dt.datetime, began_at: dt.datetime) -> str:
    """When it was over; the hour alone on the same day."""
    at, begun_at = local(ended_at), local(began_at)
    same = at.date() == begun_at.date()
    return f"{f'{at.hour}时{at.minute:02}分' if same else date_time_text(at)}完毕。"


def deed_of(held: HeldMeasure) -> str:
    """What was done to the thing, in the words of the papers: 查封, 扣押, 冻结."""
    return {"sealing": "查封", "seizure": "扣押", "freezing": "冻结"}[held.measure.kind]


def for_good(held: HeldMeasure) -> str:
    """What an ended use becomes: 死封 of a sealed thing, 实扣 of a seized one."""
    return "实扣" if held.measure.kind == "seizure" else "死封"


def material(held: HeldMeasure) -> bool:
    """True for a thing one can stand before; a frozen account is none."""
    return held.measure.kind != "freezing"
