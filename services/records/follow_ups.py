"""措施的后续: what every record that follows up a measure starts with, and how its sentences begin and end."""

from __future__ import annotations

import datetime as dt

from services.clock import local
from services.docket.party import Place
from services.records.fields import Values, to_the_minute
from services.records.record import Start
from services.records.values import HeldMeasure, Located
from services.wording import date_time_text, listed

ROLES = (
    "被执行人", "成年家属", "法定代表人", "主要负责人", "使用人", "工作单位", "基层组织", "见证人", "申请执行人", "原保管人",
    "保管人", "其他",
)  # fmt: skip
"""Who may be there."""

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
