"""保管变更: its duties green for a machine that goes to a third party, each turned red; where every item is kept."""

from __future__ import annotations

from services.position.fix import NoFix
from services.records.kinds.custody_change import CustodyChange
from services.records.values import Located
from tests.unit.records import measured
from tests.unit.records.judging import (
    AT,
    PICTURE,
    TRANSCRIPT,
    Row,
    answered,
    journal,
    signed_on_paper,
    situation,
    without_step,
)

KIND = CustodyChange
HANDED = situation(
    measured.custody(PICTURE, frail=("老人",), care="已安排老人坐下"), CustodyChange, cases=(measured.CASE,),
    happenings=journal(*signed_on_paper("transcript", TRANSCRIPT)), subject="m7",
)  # fmt: skip
GREEN = (HANDED,)
PROVED: set[str] = set()

EVIDENCE: list[Row] = [
    (CustodyChange, HANDED, "two_officers", answered(officers=("方立",))),
    (CustodyChange, HANDED, "id_shown", answered(id_shown=None)),
    (CustodyChange, HANDED, "recorder", answered(recorder_on=False)),
    (CustodyChange, HANDED, "place_and_time", answered(located=Located.of(NoFix("仓库内", AT)))),
    (CustodyChange, HANDED, "care_noted", answered(care=None)),
    (CustodyChange, HANDED, "custodian_named", answered(told=("保管期间不得使用",))),
    (CustodyChange, HANDED, "not_used_by_others", answered(told=("保管人的责任",))),
    (CustodyChange, HANDED, "handed_over", answered(handed=())),
    (CustodyChange, HANDED, "goods_checked", answered(goods_note=None)),
    (CustodyChange, HANDED, "transcript_signed", without_step(TRANSCRIPT, "photographed")),
]

WANTED: dict[str, tuple[str, ...]] = {
    "D21": (
        "list ref., place, duty, use allowed or not, costs, liability (CPL 114(1)(3), 刑法 314), end; custodian signs",
    ),
    "custody (CPL 257, CKD 10)": (
        "which measure, why, from whom, to whom, debtor or third party or creditor, state at the hand-over, new strips",
    ),
    "5.1": ("ID shown, minutes signed, ≥2 officers, recorder on, care notes, position/time stamp",),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "D21": {
        "list ref.": ("field:handed", "duty:handed_over"),
        "place": ("field:place", "field:moved", "field:moved_to"),
        "duty": ("told:保管人的责任", "duty:custodian_named"),
        "use allowed or not": ("field:kept_by", "told:保管期间不得使用", "duty:not_used_by_others"),
        "costs": ("field:fee_per_day", "told:保管费用的负担"),
        "liability (CPL 114(1)(3), 刑法 314)": ("paper:the order says it",),
        "end": ("paper:the measure's own end stands in the order", "field:measure"),
        "custodian signs": ("field:custodian", "duty:transcript_signed"),
    },
    "custody (CPL 257, CKD 10)": {
        "which measure": ("field:measure",),
        "why": ("field:why",),
        "from whom": ("field:former",),
        "to whom": ("field:custodian", "field:custodian_phone"),
        "debtor or third party or creditor": ("field:kept_by",),
        "state at the hand-over": ("field:goods_state", "field:goods_note", "duty:goods_checked"),
        "new strips": ("field:seals", "slot:封条"),
    },
    "5.1": {
        "ID shown": ("field:id_shown", "duty:id_shown"),
        "minutes signed": ("duty:transcript_signed",),
        "≥2 officers": ("duty:two_officers",),
        "recorder on": ("field:recorder_on", "duty:recorder"),
        "care notes": ("field:frail", "field:care", "duty:care_noted"),
        "position/time stamp": ("field:located", "field:began_at", "duty:place_and_time"),
    },
}
