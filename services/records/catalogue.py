"""记录种类目录: every kind, one deliberate line each, and the reading of an entry's body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.entries.entry import Entry
from services.errors import BadInput
from services.records.declared import Declared, Event, Happening
from services.records.events import EVENTS
from services.records.kinds.assistance import Assistance
from services.records.kinds.assistance_reply import AssistanceReply
from services.records.kinds.custody_change import CustodyChange
from services.records.kinds.delivery import Delivery
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_collect import EvictionCollect
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_handover import EvictionHandover
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.kinds.eviction_plan import EvictionPlan
from services.records.kinds.eviction_room import EvictionRoom
from services.records.kinds.eviction_storage import EvictionStorage
from services.records.kinds.inspection import Inspection
from services.records.kinds.interview import Interview
from services.records.kinds.outsider_claim import OutsiderClaim
from services.records.kinds.payment import Payment
from services.records.kinds.posting import Posting
from services.records.kinds.premises_search import PremisesSearch
from services.records.kinds.referral import Referral
from services.records.kinds.release import Release
from services.records.kinds.renewal import Renewal
from services.records.kinds.sanction import Sanction
from services.records.kinds.scene_transcript import SceneTranscript
from services.records.kinds.sealing import Sealing
from services.records.kinds.settlement import Settlement
from services.records.kinds.survey import Survey
from services.records.kinds.vehicle_disposal import VehicleDisposal
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.kinds.visit import Visit
from services.records.record import Record
from services.records.sealed_events import SEALED_EVENTS
from services.records.vehicle_events import VEHICLE_EVENTS

KINDS: tuple[type[Record], ...] = (
    Visit,
    VehicleSeizure,
    Sealing,
    VehicleDisposal,
    Inspection,
    Release,
    Renewal,
    CustodyChange,
    Payment,
    Interview,
    EvictionNotice,
    EvictionPlan,
    EvictionDay,
    EvictionRoom,
    EvictionClose,
    EvictionHandover,
    EvictionStorage,
    EvictionCollect,
    PremisesSearch,
    Settlement,
    Delivery,
    Posting,
    SceneTranscript,
    Survey,
    Assistance,
    AssistanceReply,
    Sanction,
    Referral,
    OutsiderClaim,
)

GROUPS: dict[str, str] = {"eviction": "强制腾房", "yard": "车辆处置"}
"""The acts over days whose stages are kinds of their own, and what the screens call them."""

_BY_CODE: dict[str, type[Declared]] = {d.code: d for d in (*KINDS, *EVENTS, *VEHICLE_EVENTS, *SEALED_EVENTS)}


@dataclass(frozen=True, slots=True)
class Unknown(Declared):
    """An entry of a kind this program does not know: kept and verified, shown by its code only."""

    code: str  # type: ignore[misc]
    values: Mapping[str, Any]

    @property
    def title(self) -> str:  # type: ignore[override]
        """What the screens call it."""
        return f"未知种类（{self.code}）"


def kind(code: str) -> type[Record]:
    """The kind of that code; raises BadInput for one this program does not know."""
    found = _BY_CODE.get(code)
    if found is None or not issubclass(found, Record):
        raise BadInput(f"这个版本没有“{code}”这种记录，请升级程序。")
    return found


def codes_of(group: str) -> tuple[str, ...]:
    """The codes of a group's kinds, in the order of the stages."""
    return tuple(k.code for k in KINDS if k.group == group)


def read(entry: Entry) -> Happening:
    """Decodes an entry's body; raises Damaged when a known kind's body does not fit."""
    found = _BY_CODE.get(entry.kind)
    values = entry.body.get("values", {})
    if found is None:
        return Happening(entry, Unknown(entry.kind, values))
    return Happening(entry, found.decode(values, entry.version))


def title(code: str) -> str:
    """What the screens call a kind or event of that code, whether or not its body can be read."""
    found = _BY_CODE.get(code)
    return found.title if found else f"未知种类（{code}）"


def is_event(said: Declared) -> bool:
    """True for what the program wrote by itself."""
    return isinstance(said, Event)
