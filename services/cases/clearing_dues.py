"""现场记录的期限: the next look at what is left in use, the end of a notice to move out, the day to collect belongings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.cases.due import Due
from services.cases.evictions import GROUP, settled, subject_of
from services.cases.measures import InForce
from services.clock import local
from services.docket.case import Case
from services.records import related as earlier
from services.records.declared import Happening
from services.records.evicted import homes
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_collect import EvictionCollect
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.kinds.eviction_storage import EvictionStorage
from services.records.kinds.inspection import Inspection
from services.records.kinds.visit import Visit
from services.records.record import Record


def inspections(held: Iterable[InForce]) -> Iterator[Due]:
    """活封: each thing left in use by the day on which its terms ask for the next look, while its measure lasts."""
    for one in held:
        on, ends = one.next_inspection, one.measure.expires_on
        if on is None or (ends is not None and on > ends):
            continue
        agreed = (
            f"约定每 {one.custody.inspection_days} 日查验一次"
            if one.custody.inspection_days
            else "查看时定的"
        )
        last = f"上次 {one.inspected_on:%Y-%m-%d}" if one.inspected_on else "还没有查看过"
        yield Due(
            sort="inspection", what=f"{one.name}须查看", on=on, thing=one.measure.property_id, entry=one.entry,
            note=f"{agreed}，{last}", answer=Inspection.code,
        )  # fmt: skip


def evictions(case: Case, happenings: Iterable[Happening]) -> Iterator[Due]:
    """The days that the records of an eviction set, each home by itself, until what follows is on record.

    A day that a served paper of the docket sets already stands there and is left out here.
    """
    own = [h for h in happenings if isinstance(h.said, Record) and h.said.group == GROUP]
    printed = {p.due_on for p in case.served}
    for subject in dict.fromkeys(subject_of(h) for h in own):
        told = [h for h in own if subject_of(h) == subject]
        yield from (
            due for due in (_leave(told, subject), _collect(told, subject)) if due and due.on not in printed
        )


def _leave(told: list[Happening], subject: str) -> Due | None:
    notice = earlier.latest(told, EvictionNotice.code)
    begun = earlier.latest(told, EvictionDay.code, EvictionClose.code)
    if notice is None or begun is not None or not isinstance(notice.said, EvictionNotice):
        return None
    return Due(
        sort="leave", what=f"公告迁出期限届满（{notice.said.vacators}）", on=notice.said.until, term="eviction_notice",
        note=f"{local(notice.said.posted_at):%Y-%m-%d}张贴", thing=subject, entry=notice.entry.id, answer=Visit.code,
    )  # fmt: skip


def _collect(told: list[Happening], subject: str) -> Due | None:
    notice = earlier.latest(told, EvictionCollect.code)
    if notice is None or not isinstance(notice.said, EvictionCollect):
        return None
    last = earlier.latest(told, EvictionStorage.code)
    if last is not None and isinstance(last.said, EvictionStorage) and settled(last.said):
        return None
    return Due(
        sort="collect", what=f"领取物品期满（{notice.said.notified}）", on=notice.said.collect_until, term="belongings",
        note=f"{local(notice.said.at):%Y-%m-%d}通知", thing=subject, entry=notice.entry.id, answer=EvictionStorage.code,
    )  # fmt: skip


def vacated(case: Case, happenings: Iterable[Happening]) -> bool:
    """True once every home to clear has been entered or cleared by record: nobody is waited for to move out any more."""
    done = {subject_of(h) for h in earlier.current(happenings, EvictionDay.code, EvictionClose.code)}
    marked = {t.id for t in homes((case,)) if t.home is not None and t.home.to_clear}
    return bool(marked) and marked <= done
