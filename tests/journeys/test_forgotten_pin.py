"""The secret is forgotten: the court's recovery key opens the vault, every record is there, the old secret is dead."""

from __future__ import annotations

import datetime as dt

import pytest

from services.hub import keys
from tests.fixtures_journey import SECRET, START, OpenHands, Station, found_office
from tests.journeys import commands, visiting

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

NEW = "金川街道新都路口"


def test_recovered_by_the_courts_key_with_every_record(station: Station, open_hands: OpenHands) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    entry = visiting.nobody_home(hands, station.case.number)
    open_hands.close()  # type: ignore[attr-defined]

    done = commands.run(
        "recover",
        station.vault,
        "--key",
        station.office.folder / "keys" / "recovery.agekey",
        typed=f"{NEW}\n",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "记录完整" in done.stdout

    hands = open_hands(station.root, START + dt.timedelta(hours=1))
    hands.unlock(SECRET)
    hands.until(lambda: "口令不正确" in hands.read())
    assert hands.window.session is None, "the old secret is dead"
    hands.unlock(NEW)
    hands.until(lambda: hands.on("今日"))
    assert [e.digest for e in visiting.visits(hands)] == [entry.digest]
    assert visiting.faults(hands) == []


def test_another_courts_key_recovers_nothing_and_the_secret_still_opens(
    station: Station, open_hands: OpenHands
) -> None:
    stranger = found_office(station.root.parent / "elsewhere")
    done = commands.run(
        "recover", station.vault, "--key", stranger.folder / "keys" / "recovery.agekey", typed=f"{NEW}\n"
    )
    assert done.returncode != 0
    assert len(done.stderr.splitlines()) == 1
    assert keys.recovery_key(stranger.folder / "keys").identity not in done.stdout + done.stderr
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("今日"))


def test_a_weak_new_secret_and_a_missing_key_file_change_nothing(
    station: Station, open_hands: OpenHands
) -> None:
    key = station.office.folder / "keys" / "recovery.agekey"
    for arguments, typed in (((key,), "短\n"), ((key,), ""), ((key.with_name("没有.agekey"),), f"{NEW}\n")):
        done = commands.run("recover", station.vault, "--key", *arguments, typed=typed)
        assert done.returncode not in (0, 1), done.stderr
        assert len(done.stderr.splitlines()) == 1, done.stderr
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("今日"))
