"""Ending a session: the vault is closed whatever happens, and no file is left without an owner."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from services.actions import recording, unlocking
from services.demo import road
from services.session import Session
from tests.factories import NOW


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return road.travel(tmp_path, NOW)


def files(session: Session) -> list[Path]:
    return [p for p in (session.vault.folder / "attachments").rglob("*") if p.is_file()]


def test_a_file_that_a_crash_left_without_owner_is_gone_after_the_lock(session: Session) -> None:
    recording.attach(session, b"a photo of nothing", media_type="image/jpeg", role="photo", name="")
    (left,) = files(session)
    long_ago = (NOW - dt.timedelta(days=400)).timestamp()
    os.utime(left, (long_ago, long_ago))
    unlocking.lock(session, NOW)
    assert files(session) == []


def test_a_photo_taken_just_now_stays_though_no_draft_holds_it_yet(session: Session) -> None:
    recording.attach(session, b"a photo", media_type="image/jpeg", role="photo", name="")
    unlocking.lock(session, NOW)
    assert len(files(session)) == 1


def test_the_cases_looked_at_are_one_entry_and_the_vault_opens_again(session: Session) -> None:
    number = "（2026）浙0822执901183号"
    unlocking.note_opened(session, [number], NOW)
    unlocking.note_opened(session, [number], NOW + dt.timedelta(minutes=5))
    folder = session.vault.folder
    unlocking.lock(session, NOW + dt.timedelta(minutes=9))
    again = unlocking.unlock(folder, road.SECRET, NOW + dt.timedelta(hours=1))
    kinds = [e.kind for e in unlocking.journal.entries(again.vault, case=number)]
    unlocking.lock(again, NOW + dt.timedelta(hours=1))
    assert kinds == ["case_opened"]
