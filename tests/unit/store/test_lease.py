"""离线期限: reckoned by trusted time; a clock set back gains nothing, one far ahead only warns."""

from __future__ import annotations

import datetime as dt

from services.store import lease, registry
from services.store import vault as vaults
from services.store.vault import Vault
from tests.factories import NOW, SECRET, make_cases, make_docket

DAY = dt.timedelta(days=1)
MADE = NOW - dt.timedelta(hours=2)


def restarted(vault: Vault) -> Vault:
    vault.close()
    return vaults.unlock(vault.folder, SECRET, now=NOW)


def load(vault: Vault, serial: int = 1, made_at: dt.datetime = MADE) -> None:
    registry.load_docket(vault, make_docket(make_cases(1), serial=serial, made_at=made_at))


def test_without_a_docket_nothing_is_leased(vault: Vault) -> None:
    found = lease.state(vault, NOW)
    assert found.expired
    assert "承办案件册" in found.warning


def test_a_lease_runs_fourteen_days_from_the_dockets_making(vault: Vault) -> None:
    load(vault)
    found = lease.state(vault, NOW, boot_s=0)
    assert (found.until, found.left, found.expired, found.warning) == (
        MADE + 14 * DAY,
        14 * DAY - dt.timedelta(hours=2),
        False,
        "",
    )
    assert lease.state(vault, MADE + 14 * DAY, boot_s=14 * 86400.0).expired


def test_a_clock_set_back_gains_nothing_not_even_after_a_restart(vault: Vault) -> None:
    load(vault)
    before = lease.state(vault, NOW + 10 * DAY, boot_s=0)
    back = lease.state(vault, NOW, boot_s=60)
    assert back.left == before.left - dt.timedelta(seconds=60)
    assert "慢" in back.warning
    again = restarted(vault)
    assert lease.state(again, NOW - 3650 * DAY, boot_s=5).left <= before.left
    again.close()


def test_a_clock_that_stands_still_does_not_stop_the_lease(vault: Vault) -> None:
    load(vault)
    lease.state(vault, NOW, boot_s=1000)
    assert lease.state(vault, NOW, boot_s=1000 + 15 * 86400).expired


def test_a_clock_ten_years_ahead_warns_and_takes_nothing_away(vault: Vault) -> None:
    load(vault)
    lease.state(vault, NOW, boot_s=0)
    ahead = lease.state(vault, NOW + 3652 * DAY, boot_s=0)
    assert not ahead.expired
    assert "快一年以上" in ahead.warning
    assert ahead.left == 14 * DAY - dt.timedelta(hours=2)


def test_a_newer_docket_renews_the_lease(vault: Vault) -> None:
    load(vault)
    assert lease.state(vault, NOW + 20 * DAY, boot_s=0).expired
    load(vault, serial=2, made_at=NOW + 20 * DAY)
    assert not lease.state(vault, NOW + 20 * DAY, boot_s=0).expired


def test_a_trusted_moment_puts_right_what_a_wrong_clock_brought_in(vault: Vault) -> None:
    load(vault)
    assert lease.state(vault, NOW + 60 * DAY, boot_s=0).expired
    assert lease.note_trusted(vault, NOW + DAY, "gnss")
    found = lease.state(vault, NOW + DAY, boot_s=0)
    assert found.left == 13 * DAY - dt.timedelta(hours=2)


def test_an_older_trusted_moment_gives_nothing_back(vault: Vault) -> None:
    load(vault)
    lease.note_trusted(vault, NOW + 13 * DAY, "hub")
    assert not lease.note_trusted(vault, NOW, "gnss")
    assert lease.state(vault, NOW, boot_s=0).left == DAY - dt.timedelta(hours=2)


def test_time_spent_asleep_and_switched_off_counts(vault: Vault) -> None:
    load(vault)
    lease.state(vault, NOW, boot_s=0)
    again = restarted(vault)
    assert lease.state(again, NOW + 15 * DAY, boot_s=3).expired
    again.close()
