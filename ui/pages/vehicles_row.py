"""The words of the row of parked cars: what the docket had of each, and what to do while nothing fits."""

from __future__ import annotations

from services.actions.spotting import Seen
from services.clock import local
from services.identifiers import plate as plates
from ui.components.labels import ChipFace
from ui.components.tasks import PlainRow

_CHIPS = {"hit": ChipFace("命中", "hard"), "near": ChipFace("近似", "amb"), "none": ChipFace("无")}


def hint(count: int, typed: bool) -> tuple[str, str]:
    """What an empty card says: two lines."""
    if not count:
        return "案件册里没有车辆", "院里下发带车辆的案件后，这里就能查"
    if typed:
        return "没有这样开头的号牌", "看不清的一位按 ？；也可以退一格再看"
    return "输入号牌，满 7 位自动查", "看不清的一位按 ？；0/D/Q、8/B、2/Z、5/S 会一起比"


def seen_row(seen: Seen) -> PlainRow:
    """A car of the row as it is shown."""
    chip = ChipFace("不是") if seen.denied else _CHIPS[seen.verdict]
    return PlainRow(
        plates.display(seen.text), seen.note, chip=chip, fact=f"{local(seen.at):%H:%M}", payload=seen
    )
