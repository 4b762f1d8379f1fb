"""The stages of one act find each other in the vault: by case and thing, from the own journal and from colleagues'."""

from __future__ import annotations

import datetime as dt

import pytest

from services.actions import finding, gates, recording, relating
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.kinds.eviction_room import EvictionRoom
from services.records.kinds.visit import Visit
from services.records.record import Incomplete
from tests.fixtures_clearing import Clearing
from tests.unit.records import cleared
from tests.unit.records.cleared import AT, CASE

Two = tuple[Clearing, Clearing]
NEXT = AT + dt.timedelta(hours=1)


def room(mark: str = "", **changes: object) -> dict[str, object]:
    """A room's answers without those that the stage starts with."""
    given = {
        n: v for n, v in cleared.room(**changes).items() if n not in ("mark", "place", "located", "officers")
    }
    return {**given, **({"mark": mark} if mark else {})}


def test_a_stage_starts_with_what_the_journal_holds_of_this_home(two_tablets: Two) -> None:
    own, _ = two_tablets
    own.commit(EvictionNotice, AT - dt.timedelta(days=25), **cleared.notice())
    draft = own.begin(EvictionDay, AT)
    assert draft.subject == "h1"
    assert (draft.values["notice_until"], draft.values["occupants"]) == (cleared.UNTIL, (cleared.FATHER,))


def test_two_rooms_written_side_by_side_have_marks_of_their_own(two_tablets: Two) -> None:
    own, _ = two_tablets
    first = recording.keep(own.session, own.begin(EvictionRoom, AT), AT)
    second = own.begin(EvictionRoom, AT)
    assert first.values["mark"] != second.values["mark"]
    assert relating.open_drafts(own.session, EvictionRoom, "h1") == (first,)


def test_a_mark_that_is_taken_keeps_the_room_from_the_journal(two_tablets: Two) -> None:
    own, _ = two_tablets
    own.commit(EvictionRoom, AT, **room("KTM1"))
    draft = own.begin(EvictionRoom, NEXT, **room("KTM1", began_at=NEXT, ended_at=NEXT))
    with pytest.raises(Incomplete, match="本间编号没有和别的房间重复"):
        recording.commit(own.session, draft, NEXT)


def test_a_corrected_room_may_keep_its_mark(two_tablets: Two) -> None:
    own, _ = two_tablets
    old = own.commit(EvictionRoom, AT, **room())
    again = recording.correct(own.session, old.id, "漏记一箱书", NEXT)
    standings = gates.standings(own.session, again, "sign", NEXT)
    assert {s.duty.code: s.state for s in standings}["number_of_its_own"] == "met"


def test_a_visit_has_nothing_that_goes_with_it(two_tablets: Two) -> None:
    own, _ = two_tablets
    own.commit(EvictionRoom, AT, **room())
    assert relating.related(own.session, Visit, [CASE.number], "") == ()


def test_what_another_tablet_counted_stands_in_the_same_list(two_tablets: Two) -> None:
    own, other = two_tablets
    mine, others = (
        own.commit(EvictionRoom, AT, **room()),
        other.commit(EvictionRoom, NEXT, **room(began_at=NEXT, bags="F900202")),
    )
    own.hears(other)
    (found,) = finding.case_file(own.session, CASE.number, AT.date()).evictions
    assert [r.entry for r in found.rooms] == [mine.id, others.id]
    assert len(set(found.boxes)) == len(found.boxes) == 6, "no number on two boxes"
    assert found.troubles == ()
    assert len(own.begin(EvictionClose, NEXT).values["rooms"]) == 2


def test_the_end_of_the_day_waits_for_every_room(two_tablets: Two) -> None:
    own, other = two_tablets
    own.commit(EvictionRoom, AT, **room())
    draft = own.begin(EvictionClose, NEXT)
    assert standing(own, draft, "rooms_listed") == "met"
    other.commit(EvictionRoom, NEXT, **room(began_at=NEXT))
    own.hears(other)
    assert standing(own, draft, "rooms_listed") == "missing"


def standing(tablet: Clearing, draft: object, code: str) -> str:
    """How one duty of the draft stands."""
    found = gates.standings(tablet.session, draft, "sign", NEXT)  # type: ignore[arg-type]
    return next(s.state for s in found if s.duty.code == code)
