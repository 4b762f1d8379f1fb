"""搜查: its duties green, each turned red, and every item of D09, D10 and §5.4 in its place."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from services.position.fix import NoFix
from services.records.kinds.premises_search import (
    FORCED,
    SEALED,
    SEIZED,
    WOMAN,
    PremisesSearch,
)
from services.records.values import InventoryRow, Located
from tests.unit.records import seized
from tests.unit.records.judging import (
    AT,
    INVENTORY,
    PICTURE,
    TRANSCRIPT,
    Row,
    answered,
    in_case,
    situation,
    without_photo,
    without_step,
)

KIND = PremisesSearch
WATCH = InventoryRow(
    number=1, name="手表", quantity=Decimal(1), unit="只", disposition=SEIZED, estimate=Decimal(8000)
)
WINE = InventoryRow(
    number=2, name="名酒", quantity=Decimal(12), unit="箱", disposition=SEALED, estimate=Decimal(9000)
)


def answers(**changes: Any) -> dict[str, Any]:
    """A safe opened by force in a debtor's home, a woman searched by women, a watch and wine found."""
    given: dict[str, Any] = {
        "warrant_number": "（2026）浙0822执900003号之二", "warrant_on": dt.date(2026, 11, 23),
        "warrant_searchers": ("方立", "毛一帆"), "warrant_covers": True, "hidden": "家中存放现金", "ordered": True,
        "looked_for": ("现金",), "began_at": AT, "ended_at": AT + dt.timedelta(hours=1), "place": seized.ROADSIDE,
        "located": Located.of(seized.FIX), "officers": ("方立", "毛一帆"), "recorder": "毛一帆", "in_dress": True,
        "id_shown": True, "warrant_shown": True, "recorder_on": True, "outsiders_out": True, "searched": "何岩松",
        "present": (seized.WIFE, seized.COMMUNITY), "told": ("搜查的依据和目的", "保管人的责任"), "frail": ("老人",),
        "care": "已请老人坐下", "opening": FORCED, "ordered_open": True, "opened_what": "保险柜", "opened_by": "开锁师傅",
        "spots": "主卧", "body": True, "body_of": "徐云芝", "body_sex": WOMAN, "body_by": "毛一帆", "body_by_women": True,
        "found": (WATCH, WINE), "possessed": True, "exempt": False, "estimate": Decimal(17000), "custodian": "郑保管",
        "kept_at": "本院保管室", "seals": "900733", "term_from": AT.date(), "term_until": dt.date(2028, 11, 23),
        "photos": tuple(seized.photo(slot, PICTURE) for slot in ("搜查令", "封条")),
    }  # fmt: skip
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


SAFE = situation(answers(), PremisesSearch, subject="")
TOLD_ONLY = situation(answers(grassroots_told="电话通知村委会，答复派员"), PremisesSearch, subject="")
IN_VAIN = situation(answers(found=(), nothing_found=True), PremisesSearch, subject="")
GREEN = (SAFE, TOLD_ONLY, IN_VAIN)
LAST_WORD = {"warrant_in_hand", "woman_by_women"}
PROVED = {"ruling_served", "transcript_signed", "inventory_signed", "copy_handed_over"}
EVIDENCE: list[Row] = [
    (PremisesSearch, SAFE, "warrant_in_hand", answered(warrant_number=None)),
    (PremisesSearch, SAFE, "warrant_in_hand", answered(warrant_on=None)),
    (PremisesSearch, SAFE, "warrant_in_hand", without_photo("搜查令")),
    (PremisesSearch, SAFE, "place_covered", answered(warrant_covers=False)),
    (PremisesSearch, SAFE, "searchers_named", answered(officers=("方立",))),
    (PremisesSearch, SAFE, "searchers_named", answered(warrant_searchers=("方立",))),
    (PremisesSearch, SAFE, "concealment", answered(hidden=None)),
    (PremisesSearch, SAFE, "ordered_to_hand_over", answered(ordered=False)),
    (PremisesSearch, SAFE, "id_shown", answered(id_shown=False)),
    (PremisesSearch, SAFE, "warrant_shown", answered(warrant_shown=False)),
    (PremisesSearch, SAFE, "warrant_shown", answered(in_dress=False)),
    (PremisesSearch, SAFE, "recorder", answered(recorder_on=False)),
    (PremisesSearch, SAFE, "place_and_time", answered(located=Located.of(NoFix("地下室", AT)))),
    (PremisesSearch, SAFE, "care_noted", answered(care=None)),
    (PremisesSearch, SAFE, "outsiders_kept_out", answered(outsiders_out=False)),
    (PremisesSearch, SAFE, "debtor_side_told", answered(present=(seized.COMMUNITY,))),
    (PremisesSearch, IN_VAIN, "grassroots_told", answered(present=(seized.WIFE,))),
    (PremisesSearch, TOLD_ONLY, "unit_or_grassroots_present", answered(present=(seized.WIFE,))),
    (PremisesSearch, SAFE, "times_and_place", answered(ended_at=None)),
    (PremisesSearch, SAFE, "opened_after_order", answered(ordered_open=None)),
    (PremisesSearch, SAFE, "woman_by_women", answered(body_by_women=False)),
    (PremisesSearch, SAFE, "woman_by_women", answered(body_by=None)),
    (PremisesSearch, SAFE, "ruling_served", in_case(served=())),
    (PremisesSearch, SAFE, "possessed_by_debtor", answered(possessed=False)),
    (PremisesSearch, SAFE, "not_exempt", answered(exempt=True)),
    (PremisesSearch, SAFE, "within_claim", answered(estimate=None)),
    (PremisesSearch, SAFE, "custodian_named", answered(told=("搜查的依据和目的",))),
    (PremisesSearch, SAFE, "public_sign", without_photo("封条")),
    (PremisesSearch, SAFE, "transcript_signed", without_step(TRANSCRIPT, "photographed")),
    (PremisesSearch, SAFE, "inventory_signed", without_step(INVENTORY, "signed")),
    (PremisesSearch, SAFE, "copy_handed_over", without_step(INVENTORY, "delivered")),
]

WANTED: dict[str, tuple[str, ...]] = {
    "D09": ("target person, exact place(s), names of searchers, valid dates",),
    "D10": (
        "被搜查人, 在场人身份和职务, 搜查时间, 搜查地点, 拟搜查标的物, 强制开启, 开启结果, 提取对象, 归还日期, 搜查结果",
        "查明财产清单序号, 搜查文书序号; ID and warrant shown; women officers for a woman's body; found goods → D05",
        "signed/fingerprinted/sealed by searchers; person searched; others present; refusal must be written in",
    ),
    "5.4": (
        "president's warrant in hand; officers in dress; warrant and ID shown; non-performance and concealment",
        "outsiders kept out; debtor/adult family + grassroots person notified; woman's body by women officers",
        "order to open first; then force; found goods → CPL 256 list; minutes signed/fingerprinted; refusals written",
        "≥2 searchers named in the warrant",
    ),
    "5.2 of what is found": (
        "ruling; only debtor's; exempt things; value limit; list signed; copy to the debtor; public sign; custodian named",
        "unit or grassroots sends someone; start, end, place; term; two recorders",
    ),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "D09": {
        "target person": ("field:searched",),
        "exact place(s)": ("field:place", "field:warrant_covers", "duty:place_covered"),
        "names of searchers": ("field:warrant_searchers", "duty:searchers_named"),
        "valid dates": ("field:warrant_on", "because:the notes know no statutory validity; the day of issue is kept"),
    },
    "D10": {
        "被搜查人": ("field:searched", "field:body_of"),
        "在场人身份和职务": ("field:present", "value:Person.role", "value:Person.unit"),
        "搜查时间": ("field:began_at", "field:ended_at"),
        "搜查地点": ("field:place", "field:located", "duty:place_and_time"),
        "拟搜查标的物": ("field:looked_for",),
        "强制开启": ("field:opening", "field:ordered_open", "field:opened_what", "field:opened_by"),
        "开启结果": ("field:opening_result", "slot:开启前", "slot:开启后"),
        "提取对象": ("field:found", "value:InventoryRow.disposition"),
        "归还日期": ("field:return_on",),
        "搜查结果": ("field:found", "field:nothing_found", "field:spots"),
        "查明财产清单序号": ("value:InventoryRow.number", "paper:the list's own serial number in its footer"),
        "搜查文书序号": ("field:warrant_number",),
        "ID and warrant shown": ("duty:id_shown", "duty:warrant_shown"),
        "women officers for a woman's body": ("duty:woman_by_women", "field:body_by", "field:body_by_women"),
        "found goods → D05": ("paper:查封、扣押财产清单 of what was seized or sealed", "duty:inventory_signed"),
        "signed/fingerprinted/sealed by searchers": ("duty:transcript_signed", "field:signatures"),
        "person searched": ("field:present", "duty:transcript_signed"),
        "others present": ("field:present",),
        "refusal must be written in": ("value:Signature.reason",),
    },
    "5.4": {
        "president's warrant in hand": ("duty:warrant_in_hand", "slot:搜查令", "docket:Case.served"),
        "officers in dress": ("field:in_dress", "duty:warrant_shown"),
        "warrant and ID shown": ("field:warrant_shown", "field:id_shown", "duty:warrant_shown"),
        "non-performance and concealment": ("field:hidden", "duty:concealment", "duty:ordered_to_hand_over"),
        "outsiders kept out": ("field:outsiders_out", "duty:outsiders_kept_out"),
        "debtor/adult family + grassroots person notified": (
            "duty:debtor_side_told", "duty:grassroots_told", "field:debtor_told", "field:grassroots_told",
        ),
        "woman's body by women officers": ("duty:woman_by_women",),
        "order to open first": ("duty:opened_after_order",),
        "then force": ("field:opening",),
        "found goods → CPL 256 list": ("duty:inventory_signed", "duty:copy_handed_over"),
        "minutes signed/fingerprinted": ("duty:transcript_signed",),
        "refusals written": ("value:Signature.way", "value:Signature.reason"),
        "≥2 searchers named in the warrant": ("duty:searchers_named",),
    },
    "5.2 of what is found": {
        "ruling": ("duty:ruling_served",),
        "only debtor's": ("duty:possessed_by_debtor", "field:possessed", "field:claimed_by", "slot:书面确认"),
        "exempt things": ("duty:not_exempt", "field:exempt"),
        "value limit": ("duty:within_claim", "field:estimate"),
        "list signed": ("duty:inventory_signed",),
        "copy to the debtor": ("duty:copy_handed_over",),
        "public sign": ("duty:public_sign", "field:seals", "field:public_notice"),
        "custodian named": ("duty:custodian_named", "field:custodian", "told:保管人的责任"),
        "unit or grassroots sends someone": ("duty:unit_or_grassroots_present", "field:present"),
        "start": ("field:began_at", "duty:times_and_place"),
        "end": ("field:ended_at",),
        "place": ("field:place",),
        "term": ("field:term_from", "field:term_until"),
        "two recorders": ("field:films", "duty:recorder", "duty:care_noted"),
    },
}  # fmt: skip
