"""What one sample answer says of another, and what a case has behind it before a later stage of an act can begin."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from services.demo.answers import NOW, SERIES
from services.docket.case import Case
from services.records.kinds.eviction_room import worth
from services.records.values import HeldMeasure, Person
from services.wording import listed


def agreeing(values: Mapping[str, Any], cases: Iterable[Case] = ()) -> Iterator[tuple[str, Any]]:
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
    for name, role in (("claimant", "案外人"), ("offender", "行为人")):
        if values.get(name):
            yield "present", _there(values.get("present") or (), values[name], role)
    held = values.get("measure")
    if isinstance(held, HeldMeasure) and values.get("registry"):
        yield from _registry(held, cases)
    if values.get("step"):
        yield "custodian", "演示仓储管理员"


def _there(present: tuple[Person, ...], name: str, role: str) -> tuple[Person, ...]:
    """Those present, among them whom the record is about."""
    return (Person(name=name, role=role), *(p for p in present if p.role != role))


def _registry(held: HeldMeasure, cases: Iterable[Case]) -> Iterator[tuple[str, Any]]:
    """Who keeps the register of that thing: not the vehicle office's for a home or an account."""
    thing = next((p for case in cases if (p := case.property(held.measure.property_id)) is not None), None)
    if thing is not None and thing.vehicle is None:
        yield "registry", "不动产登记机构" if thing.home is not None else "演示银行常山支行"


def notice_over(case: Case) -> Case:
    """The case with the term of its notice to move out behind it, as before every later stage."""
    on, due = (NOW.date() - dt.timedelta(days=days) for days in (24, 9))
    served = tuple(
        dataclasses.replace(s, on=on, due_on=due) if "公告" in s.title and s.due_on else s
        for s in case.served
    )
    return dataclasses.replace(case, served=served)
