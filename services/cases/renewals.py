"""续封: measures at their printed ends, what renews them, and whether the ruling that does is drawn up already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.cases import measures as measured
from services.cases.due import Due
from services.cases.measures import InForce
from services.docket.property import MEASURE_TITLES
from services.records.declared import Happening
from services.records.events import DocumentIssued, PaperStep
from services.records.kinds.vehicle_seizure import VehicleSeizure

# The code of the document: the papers stand above and are known here by name only.
RENEWING = "seizure_ruling"


def dues_of(held: Iterable[InForce], happenings: Iterable[Happening] = ()) -> Iterator[Due]:
    """Each measure at its printed end (续封); one without a date is listed undated and says so.

    A renewing ruling that was drawn up on this terminal is told; the measure lapses all the same until the docket has it.
    """
    drawn_up = _renewals(happenings)
    for one in held:
        kind = MEASURE_TITLES[one.measure.kind]
        name = one.name
        gap = " " if name[-1:].isascii() else ""  # 尾号 6229 冻结到期
        rank = f"轮候第 {measured.waiting_rank(one.measure)} 位" if measured.waiting_rank(one.measure) else ""
        wrong = measured.troubles(one)
        if one.measure.expires_on is None and not wrong:
            continue  # a waiting measure without a printed end begins its term when it takes effect
        yield Due(
            sort="measure",
            what=f"{name}{gap}{kind}到期" if one.measure.expires_on else f"{name}{gap}{kind}期限不明",
            on=one.measure.expires_on,
            term=measured.term_kind(one.measure, one.thing) or "",
            note="；".join(filter(None, (*wrong, rank, drawn_up.get(one.measure.property_id, "")))),
            thing=one.measure.property_id,
            entry=one.entry,
            answer=VehicleSeizure.code if _still_to_find(one) else "",
        )


def _renewals(happenings: Iterable[Happening]) -> dict[str, str]:
    """By thing: that a ruling on it stands drawn up and since when; voided ones do not count."""
    found, voided = dict[str, Happening](), set[str]()
    for happening in happenings:
        said = happening.said
        if isinstance(said, DocumentIssued) and said.document == RENEWING:
            found[happening.entry.id] = happening
        elif isinstance(said, PaperStep) and said.step == "voided":
            voided.add(said.issued)
    return {
        h.said.target: f"裁定稿已于 {h.entry.made_at:%Y-%m-%d} 出具，须院里签发、送达"
        for id, h in found.items()
        if id not in voided and isinstance(h.said, DocumentIssued)
    }


def _still_to_find(held: InForce) -> bool:
    """A car that is sealed on file only: whoever finds it seizes it, and the seizure has a term of its own."""
    return bool(held.thing and held.thing.vehicle) and not (held.measure.held or held.measure.in_use)
