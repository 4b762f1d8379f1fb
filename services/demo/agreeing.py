"""What one sample answer says of another, and what a case has behind it before a later stage of an act can begin."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from services.demo.answers import NOW, SERIES
from services.docket.case import Case
from services.records.kinds.eviction_room import worth
from services.records.values import Person
from services.wording import listed


def agreeing(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Answers that speak of other answers: whom it was told to, who was cared for, the series of the brand."""
    if values.get("told_to") and values.get("present"):
        yield "told_to", listed(person.name for person in values["present"])
    if values.get("frail") and values.get("care"):
        yield "care", f"已安排{values['frail'][0]}坐下休息，有人陪护"
    if values.get("series") and values.get("brand") in SERIES:
        yield "series", SERIES[values["brand"]]
    if values.get("cash"):
        yield "cash_total", sum((worth(row) for row in values["cash"]), Decimal(0))
    for name, role in (("receiver", "receiver_role"), ("collector", "collector_relation")):
        if values.get(name) and values.get(role):
            yield "present", (*values["present"], Person(name=values[name], role=values[role]))
    if values.get("step"):
        yield "custodian", "演示仓储管理员"


def notice_over(case: Case) -> Case:
    """The case with the term of its notice to move out behind it, as before every later stage."""
    on, due = (NOW.date() - dt.timedelta(days=days) for days in (24, 9))
    served = tuple(
        dataclasses.replace(s, on=on, due_on=due) if "公告" in s.title and s.due_on else s
        for s in case.served
    )
    return dataclasses.replace(case, served=served)
