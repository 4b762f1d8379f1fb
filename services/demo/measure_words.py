"""Sample words of the records that follow up a measure, and the measure that such a sample is about."""

from __future__ import annotations

import dataclasses

from services.cases import measures
from services.docket.case import Case
from services.records.record import Record
from services.records.values import Custody, HeldMeasure

WORDS: dict[str, str] = {
    "goods_note": "少一件（演示）", "breach_facts": "机床已运离原址，有照片和门卫证言（演示）", "new_seals": "车床900751",
    "broken_seals": "车床900741", "replaced_seals": "车床900752",
    "compared_note": "少一台空压机（演示）", "order_number": "（2026）浙0822执900001号之五", "returned_to": "演示领取人",
    "state_note": "右后门有新划痕（演示）", "registry_notice": "浙0822执协900009号", "moved_to": "定阳停车场（演示）",
    "former": "演示原保管人", "served": "当面送达双方，回证在卷", "payment_note": "分两次转入（演示）",
}  # fmt: skip
DAYS: dict[str, int] = {"next_on": 30, "order_on": 0, "asked_on": -3, "released_on": 0}


def held(kind: type[Record], cases: tuple[Case, ...]) -> HeldMeasure | None:
    """The first measure that the kind can be about, in use under terms where it is a thing."""
    if not kind.about_measures:
        return None
    found = (each.as_found for case in cases for each in measures.in_force(case, ()))
    one = next((h for h in found if kind.fits(h)), None)
    if one is None or one.measure.kind == "freezing":
        return one
    kept = Custody(
        custodian="演示保管人", seals="车床900741", user="演示使用人", allowed="仅限生产经营", limit="不得移出存放地点",
        forbidden=("转让", "抵押"), inspection_days=30, breach="违反任一约定即转为死封",
    )  # fmt: skip
    return dataclasses.replace(one, measure=dataclasses.replace(one.measure, in_use=True), custody=kept)
