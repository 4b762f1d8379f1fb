"""An officer goes alone: the time is kept in the vault, what came of it is one entry, and two at once there are not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from services.actions import checking_in, finding, planning, unlocking
from services.errors import NotAllowed
from services.records import catalogue
from services.records.events import CheckedIn
from services.session import Session
from services.store import journal
from tests.factories import NOW, SECRET
from tests.fixtures_window import Tablet


@pytest.fixture
def session(tablet: Tablet) -> Iterator[Session]:
    opened = unlocking.unlock(tablet.folder, SECRET, NOW)
    yield opened
    opened.vault.close()


def begin(session: Session) -> planning.Target:
    target = planning.targets(session, NOW.date(), "live")[0]
    checking_in.begin(session, target.case, target.place, 30, NOW)
    return target


def test_what_runs_is_there_after_the_next_unlocking(session: Session, tablet: Tablet) -> None:
    target = begin(session)
    session.vault.close()
    again = unlocking.unlock(tablet.folder, SECRET, NOW)
    ran = checking_in.running(again)
    assert ran is not None
    assert (ran.case, ran.place, ran.due) == (target.case, target.place, NOW + dt.timedelta(minutes=30))
    again.vault.close()


def test_the_answer_is_one_entry_of_the_case_and_ends_the_time(session: Session) -> None:
    target = begin(session)
    at = NOW + dt.timedelta(minutes=20)
    entry = checking_in.answered(session, at, at)
    assert entry is not None
    assert entry.cases == (target.case,)
    said = catalogue.read(entry).said
    assert said == CheckedIn(
        place=target.place, since=NOW, due=NOW + dt.timedelta(minutes=30), answered_at=at
    )
    assert checking_in.running(session) is None
    assert checking_in.answered(session, at, at) is None
    assert len(journal.entries(session.vault, kinds=[CheckedIn.code])) == 1


@pytest.mark.parametrize(
    ("minutes", "words"), [(20, "10:00 至 10:20，按时"), (37, "10:00 至 10:37，超时 7 分钟")]
)
def test_the_timeline_says_whether_it_was_in_time(session: Session, minutes: int, words: str) -> None:
    target = begin(session)
    at = NOW + dt.timedelta(minutes=minutes)
    checking_in.answered(session, at, at)
    rows = finding.case_file(session, target.case, NOW.date()).timeline
    assert any(row.title == "独自上门报平安" and row.text.endswith(words) for row in rows)


def test_two_at_once_there_are_not(session: Session) -> None:
    begin(session)
    with pytest.raises(NotAllowed, match="先点“我没事”"):
        begin(session)


def test_an_answer_before_the_beginning_is_taken_as_one_at_the_beginning(session: Session) -> None:
    """The clock was set back in between."""
    begin(session)
    entry = checking_in.answered(session, NOW - dt.timedelta(hours=1), NOW)
    assert entry is not None
    said = catalogue.read(entry).said
    assert isinstance(said, CheckedIn)
    assert said.answered_at == NOW
