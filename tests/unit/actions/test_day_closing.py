"""当日小结: the sheet says what the journal of that day holds, with counts and hashes that can be checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from services.actions import day_closing, recording, unlocking
from services.documents.proof import ANCHOR_DIGITS
from services.position.fix import NoFix
from services.records.kinds.visit import Visit
from services.session import Session
from services.store import journal
from tests.factories import NOW, SECRET, number_of
from tests.fixtures_window import Tablet
from tests.unit.actions.test_day_papers import words


@pytest.fixture
def session(tablet: Tablet) -> Iterator[Session]:
    opened = unlocking.unlock(tablet.folder, SECRET, NOW)
    yield opened
    opened.vault.close()


def visited(session: Session, at: dt.datetime, note: str) -> str:
    """A finished visit with a photo of its own; the entry's id."""
    draft = recording.start(session, Visit, [number_of(900001)], at, NoFix(reason="室内", at=at))
    draft = draft.answered("outcome", "无人").answered("note", note)
    return recording.commit(session, recording.confirm_all(session, draft, at), at).id


def test_the_sheet_lists_the_days_records_with_row_and_hash_and_the_chains_last_link(
    session: Session,
) -> None:
    entries = [journal.entry(session.vault, visited(session, NOW, f"第{n}次")) for n in (1, 2)]
    told = day_closing.told(session, NOW.date())
    assert [(line.seq, line.digest) for line in told.records] == [(e.seq, e.digest) for e in entries]
    assert (told.cases, told.amended, told.waiting) == (1, 0, journal.count(session.vault))
    text = words(day_closing.paper(session, told, NOW))
    for entry in entries:
        assert f"第{entry.seq}行" in text
        assert entry.digest[:ANCHOR_DIGITS] in text
    assert journal.head(session.vault).link in text
    assert "记录2条" in text
    assert "还没有同步过" in text


def test_a_record_belongs_to_the_day_of_the_courts_clock(session: Session) -> None:
    """Half past midnight in the court is still yesterday in Greenwich."""
    early = NOW.replace(hour=0, minute=30)
    visited(session, early, "凌晨")
    visited(session, early - dt.timedelta(hours=1), "前一天夜里")
    assert len(day_closing.told(session, NOW.date()).records) == 1
    assert len(day_closing.told(session, NOW.date() - dt.timedelta(days=1)).records) == 1


def test_a_day_on_which_nothing_was_done_says_so(session: Session) -> None:
    told = day_closing.told(session, NOW.date() + dt.timedelta(days=3))
    assert told.records == told.papers == told.chains == ()
    assert "当日没有完成的记录" in words(day_closing.paper(session, told, NOW))


def test_a_long_day_keeps_its_signatures_with_the_text_above_them(session: Session) -> None:
    visited(session, NOW, "一")
    told = day_closing.told(session, NOW.date())
    long = replace(told, records=told.records * 60)
    first, second = (day_closing.paper(session, long, NOW) for _ in range(2))
    assert first == second
    assert "核对时间" in words(first)
