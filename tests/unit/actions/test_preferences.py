"""Vault settings by their declaration, the vault's facts, and what is left at the door."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest

from services import settings
from services.actions import doorplates, enrolling, preferences, unlocking
from services.errors import BadInput
from services.session import Session
from services.settings import DECLARED, Setting
from services.store import registry
from services.store.vault import Vault
from tests.factories import NOW, SECRET, make_cases, make_court, make_docket, make_officer
from tests.fixtures_window import Tablet

VAULT = [s for s in DECLARED if s.home == "vault"]


@pytest.fixture
def session(vault: Vault) -> Session:
    """A session over a vault with three cases."""
    registry.load_docket(vault, make_docket(make_cases(3)))
    return unlocking.enter(vault, NOW)


def other_value(setting: Setting) -> object:
    """An allowed value that is not the default."""
    if setting.options:
        return setting.options[-1][0]
    if isinstance(setting.default, bool):
        return not setting.default
    if isinstance(setting.default, int | float):
        return int(setting.minimum) if setting.minimum != setting.default else int(setting.maximum)
    return "/media/card"


@pytest.mark.parametrize("setting", VAULT, ids=lambda s: s.name)
def test_every_vault_setting_is_its_default_until_it_is_kept(session: Session, setting: Setting) -> None:
    assert preferences.get(session, setting) == setting.default
    wanted = other_value(setting)
    assert preferences.put(session, setting, wanted) == wanted
    assert preferences.get(session, setting) == wanted
    assert preferences.read_all(session)[setting.name] == wanted


def test_a_value_out_of_range_is_refused_with_the_range(session: Session) -> None:
    with pytest.raises(BadInput, match="1 到 60分钟"):
        preferences.put(session, settings.AUTO_LOCK, 0)
    assert preferences.get(session, settings.AUTO_LOCK) == settings.AUTO_LOCK.default


def test_a_terminal_setting_is_not_kept_in_the_vault(session: Session) -> None:
    with pytest.raises(BadInput):
        preferences.put(session, settings.THEME, "night")
    assert "theme" not in preferences.read_all(session)


def test_a_kept_value_that_no_longer_fits_falls_back_to_the_default(session: Session) -> None:
    preferences.put(session, settings.AUTO_LOCK, 60)
    narrower = dataclasses.replace(settings.AUTO_LOCK, maximum=30)
    assert preferences.get(session, narrower) == narrower.default


def test_the_facts_count_what_is_in_the_vault(session: Session) -> None:
    facts = preferences.facts(session, NOW)
    assert (facts.holder, facts.court) == (make_officer().name, make_court().name)
    assert facts.docket_serial == 1
    assert facts.lease.until == NOW - dt.timedelta(hours=2) + dt.timedelta(days=14)
    assert facts.kind == "passphrase"


def test_the_plate_left_at_the_door_holds_dates_and_counts_and_no_name(session: Session) -> None:
    preferences.leave_plate(session, NOW)
    text = (session.vault.folder / doorplates.SEEN).read_text("utf-8")
    assert set(json.loads(text)) == {
        "lease_until",
        "lease_days",
        "docket_serial",
        "docket_made_at",
        "entries",
    }
    names = [p.name for case in make_cases(3) for p in case.parties] + [make_officer().name]
    assert not [name for name in names if name in text]


def test_a_plate_reads_what_the_vaults_own_header_says(tablet: Tablet) -> None:
    plate = doorplates.plates(tablet.root)[0]
    door = unlocking.doors(tablet.root)[0]
    assert (plate.folder, plate.holder, plate.court) == (door.folder, door.header.holder, door.header.court)
    assert plate.kind == door.header.kind
    assert plate.enrolled
    assert plate.seen is None
    session = unlocking.unlock(plate.folder, SECRET, NOW)
    seen = preferences.leave_plate(session, NOW)
    unlocking.lock(session, NOW)
    assert doorplates.plates(tablet.root)[0].seen == seen


@pytest.mark.parametrize(
    "raw", [b"", b"{half", b"[]", b'{"kind": "key"}', b'{"kind":"pin","holder":7}', b"x" * 70_000]
)
def test_a_header_that_is_none_is_listed_as_damaged(tmp_path: Path, raw: bytes) -> None:
    folder = tmp_path / "vaults" / "one"
    folder.mkdir(parents=True)
    (folder / doorplates.HEADER).write_bytes(raw)
    assert [p.damaged for p in doorplates.plates(tmp_path)] == [True]


def test_a_spoilt_plate_only_hides_the_facts(tablet: Tablet) -> None:
    (tablet.folder / doorplates.SEEN).write_text(
        '{"lease_until": "2026-12-01T00:00:00", "entries": 1}', "utf-8"
    )
    plate = doorplates.plates(tablet.root)[0]
    assert plate.seen is None
    assert not plate.damaged


def test_a_vault_waits_until_its_docket_was_loaded(vault: Vault) -> None:
    assert enrolling.enrolment(vault) is None
    assert not preferences.docket_loaded(vault)
    registry.load_docket(vault, make_docket(make_cases(1)))
    assert preferences.docket_loaded(vault)


def test_the_check_of_a_sound_vault_finds_nothing(session: Session) -> None:
    assert preferences.verify(session) == ()


def test_the_receivers_ports_are_listed_without_one_being_opened() -> None:
    assert all(port and isinstance(words, str) for port, words in preferences.receivers())
