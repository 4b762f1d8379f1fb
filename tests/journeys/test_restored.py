"""由旧副本恢复: a tablet that comes back from an old copy loses nothing, whichever side has gone on meanwhile."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select

import main
from services import clock
from services.actions import (
    copying,
    enrolling,
    exchanging,
    fetching,
    preferences,
    restoring,
    standing,
    succeeding,
    unlocking,
)
from services.actions.docking import Docking
from services.actions.steps import run
from services.entries.entry import Entry
from services.hub import attachments as hub_attachments
from services.hub import carrying, checking, desk, schema
from services.hub import keys as hub_keys
from services.settings import SECOND_COPY
from services.store import exchanged, journal, parting, scratch
from services.store import vault as vaults
from services.sync.client import Line, LineCut
from tests.factories import FAST, NOW, SECRET, make_officer
from tests.faults.lines import Cut, once, proxy
from tests.fixtures_hub import CASES, Rover, Served, hub_rows

pytestmark = pytest.mark.both_databases
ON_SQLITE = pytest.mark.both_databases("sqlite")
Rove = Callable[[int], Rover]
PHOTO = b"photo" * 9_000


@dataclass(slots=True)
class Copied:
    """A tablet and a copy of its vault's folder, as an image of the disk would be."""

    rover: Rover
    folder: Path

    def put_back(self) -> None:
        """The tablet is as it was when the copy was made."""
        vault = self.rover.session.vault
        vault.close()
        shutil.rmtree(vault.folder)
        shutil.copytree(self.folder, vault.folder)
        self.rover.session = unlocking.unlock(vault.folder, SECRET, clock.now())


@pytest.fixture
def copied(rover: Rover, tmp_path: Path) -> Copied:
    """Copied after its first exchange; since then it has sent two records more, one with a photo."""
    rover.record("早先的")
    rover.exchange()
    vault = rover.session.vault
    vault.close()
    shutil.copytree(vault.folder, tmp_path / "image")
    rover.session = unlocking.unlock(vault.folder, SECRET, clock.now())
    rover.record("副本之后一", (PHOTO,))
    rover.record("副本之后二")
    assert rover.exchange().proof.complete
    return Copied(rover, tmp_path / "image")


def kept_at(hub: Served, made: Entry) -> bytes:
    """The bytes that the hub has under an entry's id, b"" where it has none."""
    table = schema.entry
    with hub.desk.store.reading() as connection:
        return bytes(connection.scalar(select(table.c.raw).where(table.c.id == made.id)) or b"")


def assert_sound(hub: Served, rover: Rover) -> None:
    """The tablet's own chain is at the hub byte for byte; both sides check out."""
    assert hub_rows(hub, rover.session.device) == rover.rows()
    assert journal.verify(rover.session.vault) == []
    assert checking.check(hub.desk).told == ()
    assert exchanged.troubles(rover.session.vault) == ()


@ON_SQLITE
def test_a_tablet_put_back_to_an_old_copy_begins_a_new_chain_and_gets_back_what_the_hub_has(
    hub: Served, copied: Copied
) -> None:
    rover, old = copied.rover, copied.rover.session.device
    before = hub_rows(hub, old)
    copied.put_back()
    done = rover.exchange()
    assert done.proof.complete
    assert rover.session.device != old
    (begun,) = journal.entries(rover.session.vault, devices=[rover.session.device])
    assert (begun.kind, begun.body["values"]["continues"]) == ("chain_begun", old)
    assert begun.body["values"]["continues_head"] == journal.head(rover.session.vault, old).link
    assert hub_rows(hub, old) == before
    came = exchanged.colleagues_entries(rover.session.vault, case=CASES[0].number)
    assert [e.body["values"]["note"] for e in came] == ["副本之后一", "副本之后二"]
    assert_sound(hub, rover)
    rover.record("其后")
    assert rover.exchange().entries == 1
    assert_sound(hub, rover)


def test_what_was_recorded_on_the_old_copy_comes_inside_the_new_chain_with_its_signature(
    hub: Served, copied: Copied, rove: Rove
) -> None:
    """Both went on: the hub has rows 3 and 4, the restored tablet has others under the same numbers, with a photo."""
    rover, old = copied.rover, copied.rover.session.device
    copied.put_back()
    made = [rover.record("恢复后一", (PHOTO + b"2",)), rover.record("恢复后二"), rover.record("恢复后三")]
    done = rover.exchange()
    assert done.proof.complete
    assert [kept_at(hub, e) for e in made] == [e.raw for e in made]
    opened = hub.desk
    digest = made[0].attachments[0].digest
    assert b"".join(hub_attachments.original(opened.store, opened.folder, digest)) == PHOTO + b"2"
    told = succeeding.last(rover.session)
    assert told is not None
    assert (told.former, told.after, told.carried) == (old, 2, 3)
    states = standing.of(rover.session, made)
    assert {s.words for s in states.values()} == {"院端已收"}
    assert_sound(hub, rover)
    colleague = rove(2)
    colleague.exchange()
    theirs = exchanged.colleagues_entries(colleague.session.vault, case=CASES[0].number)
    assert {e.id for e in made} <= {e.id for e in theirs}
    assert fetching.fetch(colleague.session, made[0].id).came == 1, "photos of what came inside, too"
    assert rover.exchange().entries == 0, "nothing goes twice"


@ON_SQLITE
def test_the_hub_says_which_device_goes_on_for_which(
    hub: Served, copied: Copied, capsys: pytest.CaptureFixture[str]
) -> None:
    old = copied.rover.session.device
    copied.put_back()
    copied.rover.exchange()
    assert main.main(["hub", "devices", "--desk", str(hub.folder), "--json"]) == 0
    rows = {d["id"]: d for d in json.loads(capsys.readouterr().out)["devices"]}
    assert rows[copied.rover.session.device]["continues"] == old
    assert rows[copied.rover.session.device]["after"] == 2
    assert main.main(["hub", "devices", "--desk", str(hub.folder)]) == 0
    assert f"接续 {old} 第 2 行" in capsys.readouterr().out
    assert main.main(["hub", "revoke", old, "--why", "遗失", "--desk", str(hub.folder)]) == 0
    assert copied.rover.session.device in capsys.readouterr().out, "who goes on for it is stopped with it"


@ON_SQLITE
def test_a_line_cut_anywhere_in_the_middle_of_it_makes_no_second_new_device(
    hub: Served, copied: Copied
) -> None:
    rover = copied.rover
    for count, at in enumerate(range(2_000, 14_000, 1_000), start=2):
        copied.put_back()
        made = rover.record(f"恢复后 {at}")
        with proxy(hub.port, once(Cut(down=at))) as line:
            address = replace(exchanging.address(rover.session), url=f"https://127.0.0.1:{line.port}")
            docking = Docking(rover.session, Line(address, exchanging.nonce(rover.session)), clock.now)
            with closing(docking), suppress(LineCut):
                run(docking.steps())
        assert rover.exchange().proof.complete
        assert len(hub.desk.devices) == count, at
        assert kept_at(hub, made) == made.raw
    assert_sound(hub, rover)


@ON_SQLITE
def test_a_tablet_put_back_twice_carries_what_was_carried_before(
    hub: Served, copied: Copied, tmp_path: Path
) -> None:
    rover = copied.rover
    copied.put_back()
    made = [rover.record("第一次恢复后", (PHOTO + b"3",))]
    rover.session.vault.close()
    shutil.copytree(rover.session.vault.folder, tmp_path / "later")
    rover.session = unlocking.unlock(rover.session.vault.folder, SECRET, clock.now())
    rover.exchange()
    again = Copied(rover, tmp_path / "later")
    again.put_back()
    made.append(rover.record("第二次恢复后"))
    assert rover.exchange().proof.complete
    assert [kept_at(hub, e) for e in made] == [e.raw for e in made]
    assert {s.words for s in standing.of(rover.session, made).values()} == {"院端已收"}
    assert_sound(hub, rover)


@ON_SQLITE
@pytest.mark.parametrize("ahead", [False, True], ids=["both alike", "the hub ahead"])
def test_a_second_copy_restored_goes_on_with_the_hub_ahead_or_not(
    hub: Served, rover: Rover, tmp_path: Path, ahead: bool
) -> None:
    old = rover.session.device
    rover.record("留存里有", (PHOTO,))
    stick = tmp_path / "stick"
    stick.mkdir()
    preferences.put(rover.session, SECOND_COPY, str(stick))
    copying.copy(rover.session, clock.now())
    later = [rover.record("留存里没有", (PHOTO + b"4",))] if ahead else []
    rover.exchange()
    rover.session.vault.close()
    again = restored(hub, stick, tmp_path)
    assert again.exchange().proof.complete
    made = again.record("恢复后")
    assert again.exchange().proof.complete
    assert kept_at(hub, made) == made.raw
    came = exchanged.colleagues_entries(again.session.vault, case=CASES[0].number)
    assert [e.id for e in came] == [e.id for e in later]
    assert parting.parted(again.session.vault) == {}
    assert len(hub_rows(hub, old)) == (3 if ahead else 2)
    assert_sound(hub, again)
    again.session.vault.close()


@ON_SQLITE
def test_a_second_copy_that_parts_from_the_hub_is_carried_over_too(
    hub: Served, copied: Copied, tmp_path: Path
) -> None:
    """Put back, worked on, copied to the stick, and crushed before any exchange."""
    rover = copied.rover
    copied.put_back()
    made = rover.record("恢复后只在留存里", (PHOTO + b"5",))
    stick = tmp_path / "stick"
    stick.mkdir()
    preferences.put(rover.session, SECOND_COPY, str(stick))
    copying.copy(rover.session, clock.now())
    rover.session.vault.close()
    again = restored(hub, stick, tmp_path)
    assert again.exchange().proof.complete
    assert kept_at(hub, made) == made.raw
    assert_sound(hub, again)
    (path,) = stick.glob("*.cf-bundle")
    done = carrying.take_bundle(hub.desk, path, now=clock.now())
    assert (done.taken, done.told) == (0, ()), "what has come inside another chain is known"
    again.session.vault.close()


def restored(hub: Served, stick: Path, tmp_path: Path) -> Rover:
    """A new tablet for officer 1 with everything that the stick holds."""
    root = tmp_path / "new"
    root.mkdir()
    opened = vaults.create(
        vaults.new_folder(root), SECRET, kind="passphrase", holder="方立", court="", parameters=FAST
    )
    asked = {"name": make_officer(1).name, "badge": "", "at": NOW.isoformat()}
    scratch.set_setting(opened, enrolling.REQUEST, asked)
    recovery = hub_keys.recovery_key(hub.folder / "keys").identity
    restoring.restore(opened, stick, recovery, clock.now())
    (root / "request").write_bytes(enrolling.request_file(opened))
    done = desk.enroll(hub.folder, root / "request", make_officer(1).id, root / "sent", now=NOW)
    enrolling.accept(opened, enrolling.look(opened, done.enrolment.read_bytes(), done.fingerprint), NOW)
    assert done.docket is not None
    enrolling.load_docket(opened, done.docket)
    return Rover(unlocking.enter(opened, clock.now()), hub)
