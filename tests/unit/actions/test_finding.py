"""What 今日, 案件 and 案件详情 are given: docket and journal seen together, nothing made up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from services.actions import finding, recording, reminding, unlocking
from services.errors import BadInput
from services.position.fix import NoFix
from services.records.events import ChainBegun
from services.records.kinds.visit import Visit
from services.session import Session
from services.store import journal, registry
from tests.factories import NOW, SECRET, make_cases, make_docket, number_of
from tests.fixtures_window import Tablet

TODAY = NOW.date()
CASE, OTHER = number_of(900001), number_of(900002)


@pytest.fixture
def session(tablet: Tablet) -> Iterator[Session]:
    """The tablet with forty cases, thirty of them live."""
    opened = unlocking.unlock(tablet.folder, SECRET, NOW)
    registry.load_docket(opened.vault, make_docket(make_cases(40, live=30), serial=2))
    yield opened
    opened.vault.close()


def visit(session: Session, number: str = CASE, outcome: str = "无人") -> str:
    draft = recording.start(session, Visit, [number], NOW, NoFix(reason="室内", at=NOW))
    return recording.commit(
        session, recording.confirm_all(session, draft.answered("outcome", outcome), NOW), NOW
    ).id


def test_a_case_is_found_by_the_tail_of_its_number_and_by_a_name(session: Session) -> None:
    assert [r.number for r in finding.search(session, "900007", TODAY).rows] == [number_of(900007)]
    case = finding.cases(session, [number_of(900012)])[0]
    assert case.number in [r.number for r in finding.search(session, case.debtors[0].name, TODAY).rows]
    assert finding.search(session, "没有这个人", TODAY).total == 0


def test_pages_of_the_list_follow_each_other_without_gap(session: Session) -> None:
    whole = [r.number for r in finding.search(session, "", TODAY, order="number").rows]
    pieces = [
        r.number for o in range(0, 60, 7) for r in finding.search(session, "", TODAY, order="number", offset=o, limit=7).rows
    ]  # fmt: skip
    assert pieces == whole
    assert finding.search(session, "", TODAY, limit=3).total == len(whole)


def test_a_chip_shows_as_many_cases_as_it_says(session: Session) -> None:
    counted = finding.chips(session, TODAY)
    assert finding.search(session, "", TODAY, chip="expiring").total == counted.expiring > 0
    assert finding.search(session, "", TODAY, chip="vehicles").total == counted.vehicles > 0


def test_the_case_page_shows_what_was_done_with_corrections_and_drafts(session: Session) -> None:
    first = visit(session)
    visit(session, OTHER)
    corrected = recording.correct(session, first, "敲错了门", NOW)
    recording.commit(session, corrected.answered("outcome", "拒不开门"), NOW)
    draft = recording.keep(
        session, recording.start(session, Visit, [CASE], NOW, NoFix(reason="室内", at=NOW)), NOW
    )
    shown = finding.case_file(session, CASE, TODAY)
    assert shown.case.number == CASE
    assert [h.said.title for h in shown.happenings] == ["上门查找", "上门查找"]
    assert shown.happenings[1].entry.amends == first
    assert [d.id for d in shown.drafts] == [draft.id]
    (row,) = [r for r in shown.timeline if r.struck]
    assert "无人" in row.struck
    assert "敲错了门" in row.reason
    assert session.officer.name in row.reason
    assert [r.draft for r in shown.timeline if r.draft] == [draft.id]
    assert finding.case_file(session, OTHER, TODAY).drafts == ()


def test_a_case_that_is_not_in_the_docket_is_refused_in_words(session: Session) -> None:
    with pytest.raises(BadInput, match="没有"):
        finding.case_file(session, number_of(999999), TODAY)


def test_a_matter_holds_what_belongs_to_one_act(session: Session) -> None:
    first = visit(session)
    visit(session, OTHER)
    matter = journal.entry(session.vault, first).matter
    assert [h.entry.id for h in finding.matter(session, matter)] == [first]


def test_records_are_the_latest_first_and_leave_out_what_the_program_wrote(session: Session) -> None:
    ids = [visit(session), visit(session, OTHER, "拒不开门")]
    found = finding.records(session)
    assert [h.entry.id for h in found] == ids[::-1]
    assert not any(isinstance(h.said, ChainBegun) for h in found)
    assert [h.entry.id for h in finding.records(session, limit=1)] == ids[1:]


def due(shown: finding.Today) -> list[tuple[tuple[str, str], int | None]]:
    agenda = shown.agenda
    return [((r.number, r.due.what), r.days_left) for r in (*agenda.must, *agenda.late, *agenda.soon)]


def test_today_parts_what_can_be_saved_from_what_is_late_and_what_comes(session: Session) -> None:
    assert finding.today(session, TODAY).stale > 0
    reminding.catch_up_all(session)
    shown = finding.today(session, TODAY)
    left = [r.days_left for r in shown.agenda.soon if r.days_left is not None]
    assert min(left) > 1
    assert max(left) <= reminding.HORIZON
    assert sum(shown.steps.values()) == len(due(shown))
    assert (shown.stale, shown.live) == (0, 30)


def test_today_counts_drafts_and_what_waits_to_be_sent(session: Session) -> None:
    before = finding.today(session, TODAY)
    visit(session)
    draft = recording.keep(
        session, recording.start(session, Visit, [OTHER], NOW, NoFix(reason="室内", at=NOW)), NOW
    )
    after = finding.today(session, TODAY)
    assert [d.id for d in after.drafts] == [draft.id]
    assert after.pending == before.pending + 1


def test_what_lapses_moves_up_as_the_days_pass(session: Session) -> None:
    reminding.catch_up_all(session)
    shown, tomorrow = finding.today(session, TODAY), finding.today(session, TODAY + dt.timedelta(days=1))
    days = dict(due(shown))
    moved = [(days[row], left) for row, left in due(tomorrow) if row in days]
    assert moved
    assert all(before == (None if left is None else left + 1) for before, left in moved)


def test_whole_cases_come_in_the_order_asked(session: Session) -> None:
    wanted = [number_of(900009), number_of(900003), number_of(999999), number_of(900005)]
    assert [c.number for c in finding.cases(session, wanted)] == [wanted[0], wanted[1], wanted[3]]
