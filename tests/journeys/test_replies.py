"""回执包: a court without a line between hub and tablets: the stick goes there with work and comes back with receipts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from services import clock
from services.actions import copying, preferences, replying
from services.actions.docking import Exchanged
from services.errors import BadInput, Refused
from services.hub import desk, logbook
from services.hub import replying as hub_replying
from services.settings import SECOND_COPY
from services.store import exchanged, registry
from tests.factories import make_case
from tests.fixtures_hub import CASES, OFFICERS, Rover, Served
from tests.journeys import commands

Rove = Callable[[int], Rover]


def carried(rover: Rover, stick: Path) -> Path:
    """The newest bundle on the officer's stick."""
    stick.mkdir(exist_ok=True)
    preferences.put(rover.session, SECOND_COPY, str(stick))
    copying.copy(rover.session, clock.now())
    return max(stick.iterdir(), key=lambda p: p.stat().st_mtime_ns)


def at_the_office(hub: Served, path: Path, out: Path) -> Path:
    """The administrator takes the bundle in and writes the reply."""
    done = commands.run("hub", "bundle", "import", path, "--desk", hub.folder, "--out", out, "--json")
    assert done.returncode == 0, done.stderr
    return Path(json.loads(done.stdout)["bundles"][0]["reply"])


def taken(rover: Rover, path: Path) -> Exchanged:
    return replying.take(rover.session, replying.read(replying.key(rover.session), path), clock.now())


def test_a_stick_brings_receipts_and_the_docket_back_and_the_tablet_proves_it(
    hub: Served, rover: Rover, tmp_path: Path
) -> None:
    hub.end()  # there is no line at this court
    made = rover.record("只走优盘", (b"photo" * 20_000,))
    reply = at_the_office(hub, carried(rover, tmp_path / "stick"), tmp_path / "back")
    new = make_case(serial=910001)
    desk.keep(hub.desk, OFFICERS[0], (*CASES[1:], new), now=clock.now())
    assert "只走优盘".encode() not in reply.read_bytes()
    done = taken(rover, reply)
    assert (done.entries, done.proof.complete) == (2, True)
    assert str(done.proof) == "院端已收 2/2，附件 1/1"
    assert exchanged.delivered(rover.session.vault, [made.attachments[0].digest])
    later = hub_replying.write(hub.desk, rover.session.device, tmp_path / "back", now=clock.now())
    loaded = taken(rover, later).loaded
    assert loaded is not None
    assert (loaded.added, loaded.removed, loaded.total) == (1, 1, len(CASES))
    assert registry.case(rover.session.vault, new.number) == new
    with hub.desk.store.reading() as connection:
        assert logbook.accesses_to(connection, new.number)[0].device == rover.session.device


def test_after_the_stick_the_line_goes_on_where_the_stick_was(
    hub: Served, rover: Rover, tmp_path: Path
) -> None:
    rover.record("先走优盘")
    taken(rover, at_the_office(hub, carried(rover, tmp_path / "stick"), tmp_path / "back"))
    rover.record("再走网线")
    done = rover.exchange()
    assert (done.entries, done.proof.complete) == (1, True)
    assert done.loaded is not None
    assert (done.loaded.added, done.loaded.changed, done.loaded.removed) == (0, 0, 0)


def test_work_made_after_the_bundle_waits_on(hub: Served, rover: Rover, tmp_path: Path) -> None:
    rover.record("在优盘上")
    reply = at_the_office(hub, carried(rover, tmp_path / "stick"), tmp_path / "back")
    rover.record("还没有上交")
    assert str(taken(rover, reply).proof) == "院端已收 2/3"
    assert exchanged.waiting(rover.session.vault).entries == 1


def test_another_devices_an_old_and_a_changed_reply_are_refused_and_nothing_changes(
    hub: Served, rove: Rove, tmp_path: Path
) -> None:
    rover, colleague = rove(1), rove(2)
    old = hub_replying.write(hub.desk, rover.session.device, tmp_path / "back", now=clock.now())
    rover.exchange()
    theirs = hub_replying.write(hub.desk, colleague.session.device, tmp_path / "back", now=clock.now())
    changed = tmp_path / "changed.cf-reply"
    changed.write_bytes(old.read_bytes()[:-9] + bytes(9))
    before = registry.docket_facts(rover.session.vault), exchanged.receipts(rover.session.vault)
    for path, why in ((old, "不比本机已有的新"), (theirs, "解不开"), (changed, "解不开")):
        with pytest.raises(Refused, match=why):
            taken(rover, path)
    with pytest.raises(BadInput, match="读不出来"):
        taken(rover, tmp_path / "nothing.cf-reply")
    assert (registry.docket_facts(rover.session.vault), exchanged.receipts(rover.session.vault)) == before


def test_a_revoked_device_gets_no_reply(hub: Served, rover: Rover, tmp_path: Path) -> None:
    desk.revoke(hub.folder, rover.session.device, "遗失", now=clock.now())
    done = commands.run(
        "hub", "bundle", "export", "--device", rover.session.device, "--out", tmp_path, "--desk", hub.folder
    )
    assert "已停用" in done.stderr
    assert done.returncode != 0
