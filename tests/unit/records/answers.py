"""Answers of a visit for the tests of records: whole, and taken apart by them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from services.clock import ZONE
from services.docket.party import Party, Place
from services.position.fix import Fix
from services.records.draft import Draft
from services.records.values import Clue, Line, Located, Person
from tests.factories import make_case

AT = dt.datetime(2026, 11, 24, 9, 41, tzinfo=ZONE)
FIX = Fix(28.901462, 118.511235, AT, "receiver", accuracy_m=4.5, satellites=11)
HOME = Place(text="浙江省常山县天马街道定阳北路900001号", town="天马街道", latitude=28.9, longitude=118.5)
WORKSHOP = Place(text="浙江省常山县白石镇草坪村900002号", town="白石镇")
WIFE = Person(name="徐云芝", role="成年家属", relation="妻子")
DEBTOR = Party(id="d1", role="debtor", kind="person", name="何岩松", places=(HOME, WORKSHOP))
CREDITOR = Party(id="c1", role="creditor", kind="person", name="张禾生")
CASE = make_case(serial=900001, parties=(CREDITOR, DEBTOR), properties=())

NOBODY_HOME: dict[str, Any] = {
    "outcome": "无人",
    "arrived_at": AT,
    "place": HOME,
    "located": Located.of(FIX),
    "officers": ("方立", "毛一帆"),
    "knocked": "两次敲门无应答",
}
FAMILY_MET: dict[str, Any] = {
    **NOBODY_HOME,
    "outcome": "见到家属",
    "knocked": None,
    "id_shown": True,
    "met": (WIFE,),
    "said": (Line(sort="答", text="他在外务工"),),
    "clues": (Clue(sort="车辆", text="车停小区地库", from_whom="徐云芝"),),
    "next_steps": ("打电话", "换时间再去"),
    "note": "门口停有儿童自行车",
}


def draft(values: dict[str, Any] | None = None, **changes: Any) -> Draft:
    """A draft of a visit with these answers, all of them given by hand unless said otherwise."""
    stated: dict[str, Any] = {
        "id": "matter-1",
        "kind": "visit",
        "version": 1,
        "cases": (CASE.number,),
        "officers": ("officer-1", "officer-2"),
        "started_at": AT,
        "values": NOBODY_HOME if values is None else values,
    }
    return Draft(**{**stated, **changes})
