"""What records set a day for stands on the radar until what follows is on record: looks, moving out, belongings."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from services.cases import deadlines, measures
from services.cases.due import Due
from services.docket.case import Case
from services.records.declared import Happening
from services.records.kinds.eviction_collect import EvictionCollect
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.kinds.eviction_storage import EvictionStorage
from services.records.kinds.inspection import Inspection
from services.records.kinds.release import Release
from services.records.kinds.renewal import Renewal
from services.records.record import Record
from tests.unit.cases import test_follow_ups as sealed
from tests.unit.cases.test_follow_ups import PICTURE, SEALED, record, told
from tests.unit.records import cleared, measured
from tests.unit.records.cleared import entered

D = dt.date
LATER = sealed.LATER
HOME = dataclasses.replace(cleared.CASE, served=(cleared.ORDER,))
NOTICE, COLLECT = EvictionNotice(**cleared.notice()), EvictionCollect(**cleared.collect())


def found(case: Case, sort: str, *happened: Happening) -> list[Due]:
    held = measures.in_force(case, happened)
    return [d for d in deadlines.dues(case, held, happened) if d.sort == sort]


def looks(*happened: Happening) -> list[tuple[dt.date | None, str]]:
    return [(d.on, d.note) for d in found(sealed.CASE, "inspection", SEALED, *happened)]


def within_terms(**changes: Any) -> Record:
    fine = {
        "measure": sealed.found(), "use_state": "在约定之内", "breaches": None, "breach_facts": None, "turned": None,
        "new_seals": None, "custodian": None, "seals_state": "完好", "seals_note": None, "goods_state": "与清单一致",
        "goods_note": None, "began_at": LATER, "ended_at": LATER,
    }  # fmt: skip
    said: Record = record(Inspection, measured.inspection(PICTURE, **{**fine, **changes}))
    return said


def test_what_is_left_in_use_has_to_be_looked_at_by_the_agreed_interval() -> None:
    (due,) = found(sealed.CASE, "inspection", SEALED)
    assert (due.on, due.answer) == (D(2026, 12, 24), Inspection.code)
    assert due.what == "数控车床须查看"
    assert due.note == "约定每 30 日查验一次，还没有查看过"
    assert due.entry == SEALED.entry.id


def test_a_look_moves_the_next_one_and_the_day_set_then_goes_before_the_interval() -> None:
    assert looks(told(within_terms(next_on=None), LATER)) == [
        (LATER.date() + dt.timedelta(days=30), "约定每 30 日查验一次，上次 2026-12-14")
    ]
    assert looks(told(within_terms(next_on=D(2026, 12, 20)), LATER))[0][0] == D(2026, 12, 20)


def test_a_day_set_for_a_thing_that_is_sealed_for_good_stands_too() -> None:
    broken = record(Inspection, measured.inspection(PICTURE, measure=sealed.found(), next_on=D(2027, 1, 8)))
    assert looks(told(broken, LATER)) == [(D(2027, 1, 8), "查看时定的，上次 2026-11-24")]
    none = record(Inspection, measured.inspection(PICTURE, measure=sealed.found(), next_on=None))
    assert looks(told(none, LATER)) == []


def test_a_renewal_leaves_the_day_of_the_next_look_and_a_release_ends_it() -> None:
    seen = told(within_terms(next_on=D(2026, 12, 20)), LATER)
    after = sealed.held(seen)
    term = {"term_from": D(2028, 11, 24), "term_until": D(2030, 11, 23)}
    renewed = record(Renewal, measured.renewal(PICTURE, measure=after.as_found, **term))
    assert [on for on, _ in looks(seen, told(renewed, LATER + dt.timedelta(days=1)))] == [D(2026, 12, 20)]
    free = record(Release, measured.release(PICTURE, measure=after.as_found))
    assert looks(seen, told(free, LATER + dt.timedelta(days=1))) == []


def test_a_renewed_thing_that_nobody_looked_at_is_not_looked_at_later_for_it() -> None:
    term = {"term_from": D(2028, 11, 24), "term_until": D(2030, 11, 23)}
    renewed = record(Renewal, measured.renewal(PICTURE, measure=sealed.found(), **term))
    assert [on for on, _ in looks(told(renewed, LATER))] == [D(2026, 12, 24)]


def test_a_posted_notice_falls_due_until_the_officers_have_come() -> None:
    posted = entered(NOTICE)
    (due,) = found(HOME, "leave", *posted)
    assert (due.on, due.thing) == (cleared.UNTIL, "h1")
    assert due.what == f"公告迁出期限届满（{cleared.DEBTOR.name}）"
    assert found(HOME, "leave", *entered(NOTICE, EvictionDay(**cleared.day()))) == []


def test_a_notice_that_the_docket_knows_stands_once_and_is_over_when_the_home_was_entered() -> None:
    assert len(found(cleared.CASE, "leave", *entered(NOTICE))) == 1
    assert len(found(cleared.CASE, "leave")) == 1
    assert found(cleared.CASE, "leave", *entered(EvictionDay(**cleared.day()))) == []


def test_the_day_to_collect_stands_until_nothing_is_left() -> None:
    def stored(step: str, **changes: Any) -> EvictionStorage:
        return EvictionStorage(**cleared.storage(step, **changes))

    (due,) = found(HOME, "collect", *entered(stored("入库"), COLLECT))
    assert (due.on, due.term, due.answer) == (D(2026, 12, 24), "belongings", EvictionStorage.code)
    part = entered(stored("入库"), COLLECT, stored("领取", remaining="3 号箱"))
    assert len(found(HOME, "collect", *part)) == 1
    for last in (stored("领取", remaining=""), stored("变卖"), stored("提存")):
        assert found(HOME, "collect", *entered(stored("入库"), COLLECT, last)) == []
