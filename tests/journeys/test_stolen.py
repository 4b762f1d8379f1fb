"""平板遗失: what a thief made of an open tablet ends when the court stops it; an honest officer loses nothing."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from services import clock
from services.actions import enrolling, exchanging, succeeding, unlocking
from services.entries.keys import SigningKey
from services.errors import BadInput, FieldworkError, NotAllowed, Refused
from services.hub import checking, desk
from services.hub import replying as hub_replying
from services.store import exchanged
from services.sync import protocol
from services.sync.client import Line, Stopped
from services.sync.messages import Address, Succeed
from tests.factories import NOW, SECRET
from tests.fixtures_hub import CASES, Rover, Served, hub_rows
from tests.journeys import commands

pytestmark = pytest.mark.both_databases
ON_SQLITE = pytest.mark.both_databases("sqlite")
Rove = Callable[[int], Rover]


@dataclass(slots=True)
class Thief:
    """Whoever has the tablet in hand while it is unlocked, with its key and the time to use it."""

    rover: Rover
    to: Address

    @classmethod
    def at(cls, rover: Rover) -> Thief:
        """The tablet was left open on a bench."""
        return cls(rover, exchanging.address(rover.session))

    def succeed(self, device: str = "", signing: SigningKey | None = None) -> Thief:
        """Enrols a device of his own as the one that goes on for the one he has."""
        own = signing or SigningKey.generate()
        request = protocol.RequestFile(
            device=device or str(uuid.uuid4()),
            public=own.public.hex(),
            age_recipient=self.rover.session.vault.identities.age_recipient,
            name=self.rover.session.officer.name,
            badge="",
            made_at=NOW,
            program=enrolling.PROGRAM,
        )
        with closing(Line(self.to)) as line:
            line.succeed(Succeed(request=protocol.write_request(request, own), after=0))
        return Thief(self.rover, replace(self.to, device=request.device, signing=own))

    def ask(self) -> int:
        """Asks for everything; how many cases he was given."""
        ask = exchanging.gather(self.rover.session, self.to, most=0)
        with closing(Line(self.to)) as line:
            answer = line.ask(replace(ask, chains=(), feed=True, cursor=0, mark="0" * 64))
        return 0 if answer.feed is None else len(answer.feed.cases)


def assert_gets_nothing(hub: Served, thief: Thief, folder: Path) -> None:
    """No cases, no attachments, no further successor, no file."""
    with pytest.raises(Stopped, match="停用"):
        thief.ask()
    with closing(Line(thief.to)) as line, pytest.raises(Stopped):
        line.piece("0" * 64, 0, 100)
    with pytest.raises(Stopped):
        thief.succeed()
    with pytest.raises(BadInput, match="停用"):
        hub_replying.write(hub.desk, thief.to.device, folder, now=NOW)


def test_what_a_thief_enrolled_before_the_court_stopped_the_tablet_is_stopped_with_it(
    hub: Served, rover: Rover, rove: Rove, tmp_path: Path
) -> None:
    spare = rove(1)  # another tablet of the same officer, enrolled by the court itself
    thief = Thief.at(rover)
    second = thief.succeed()
    third = second.succeed()
    assert third.ask() == len(CASES), "until then he has what the tablet has"
    done = desk.revoke(hub.folder, rover.session.device, "遗失", now=NOW)
    assert set(done.along) == {second.to.device, third.to.device}
    for one in (thief, second, third):
        assert_gets_nothing(hub, one, tmp_path)
    spare.record("另一台照常")
    assert spare.exchange().proof.complete


def test_whichever_of_its_names_the_court_stops_the_whole_tablet_is_stopped(
    hub: Served, rover: Rover, tmp_path: Path
) -> None:
    thief = Thief.at(rover)
    second = thief.succeed()
    desk.revoke(hub.folder, second.to.device, "遗失", now=NOW)
    for one in (thief, second):
        assert_gets_nothing(hub, one, tmp_path)


@ON_SQLITE
def test_a_device_that_is_known_already_cannot_be_made_a_successor(
    hub: Served, rover: Rover, rove: Rove
) -> None:
    """Nor can a thief tie an honest tablet to the one he has, so that it would be stopped along."""
    spare = rove(1)
    own = spare.session.vault.identities
    with pytest.raises(Refused, match="已经登记过"):
        Thief.at(rover).succeed(own.device, own.signing)
    with pytest.raises(FieldworkError):
        Thief.at(rover).succeed(own.device)
    assert desk.revoke(hub.folder, rover.session.device, "遗失", now=NOW).along == ()
    assert spare.exchange().proof.complete


@pytest.fixture
def put_back(rover: Rover, tmp_path: Path) -> Rover:
    """A spare tablet that goes on from a disk image of the one that was stolen, under a new name."""
    rover.record("早先的")
    rover.exchange()
    vault = rover.session.vault
    vault.close()
    shutil.copytree(vault.folder, tmp_path / "spare" / vault.folder.name)
    rover.session = unlocking.unlock(vault.folder, SECRET, clock.now())
    rover.record("镜像之后")
    rover.exchange()
    spare = Rover(unlocking.unlock(tmp_path / "spare" / vault.folder.name, SECRET, clock.now()), rover.hub)
    spare.record("换机以后")
    assert spare.exchange().proof.complete
    return spare


def test_the_honest_officer_on_a_restored_tablet_goes_on_when_the_court_keeps_it(
    hub: Served, rover: Rover, put_back: Rover, tmp_path: Path
) -> None:
    thief = Thief.at(rover).succeed()
    mine = put_back.session.device
    done = desk.revoke(hub.folder, rover.session.device, "遗失", now=NOW, keep=[mine])
    assert done.along == (thief.to.device,)
    assert_gets_nothing(hub, thief, tmp_path)
    put_back.record("停用之后")
    assert put_back.exchange().proof.complete
    assert hub_rows(hub, mine) == put_back.rows()
    assert checking.check(hub.desk).told == ()
    assert exchanged.troubles(put_back.session.vault) == ()
    desk.revoke(hub.folder, mine, "也遗失了", now=NOW)
    with pytest.raises(Stopped):
        put_back.exchange()
    put_back.session.vault.close()


def test_a_restored_tablet_that_was_stopped_along_acts_again_once_the_court_has_looked(
    hub: Served, rover: Rover, put_back: Rover
) -> None:
    thief = Thief.at(rover).succeed()
    mine = put_back.session.device
    desk.revoke(hub.folder, rover.session.device, "遗失", now=NOW)
    made = put_back.record("停用期间照样记")
    with pytest.raises(Stopped, match="随设备"):
        put_back.exchange()
    assert desk.confirm(hub.folder, mine, now=NOW) == (mine,)
    assert put_back.exchange().proof.complete, "nothing was stranded"
    assert made.raw in {raw for _, raw, _ in hub_rows(hub, mine)}
    with pytest.raises(Stopped):
        thief.ask()
    desk.revoke(hub.folder, rover.session.device, "遗失", now=NOW)
    assert put_back.exchange().proof.complete, "it does not fall with the other again"
    with pytest.raises(BadInput, match="不是接续别的设备"):
        desk.confirm(hub.folder, rover.session.device, now=NOW)
    put_back.session.vault.close()


@ON_SQLITE
def test_when_the_restored_tablet_is_the_lost_one_the_other_comes_back_and_it_does_not(
    hub: Served, rover: Rover, put_back: Rover
) -> None:
    mine = put_back.session.device
    desk.revoke(hub.folder, mine, "遗失", now=NOW)
    with pytest.raises(Stopped):
        rover.exchange()
    assert desk.confirm(hub.folder, mine, now=NOW) == (rover.session.device,)
    assert rover.exchange().proof.complete
    with pytest.raises(Stopped):
        put_back.exchange()
    put_back.session.vault.close()


@ON_SQLITE
def test_the_administrator_sees_who_goes_on_for_whom_and_what_was_stopped_along(
    hub: Served, rover: Rover, put_back: Rover
) -> None:
    mine, old = put_back.session.device, rover.session.device
    with pytest.raises(NotAllowed, match="是同一台"):
        desk.revoke(hub.folder, mine, "遗失", now=NOW, keep=[mine])
    told = commands.run("hub", "revoke", old, "--why", "遗失", "--desk", hub.folder)
    assert f"与它接续的设备一并停用：{mine}" in told.stdout
    listed = commands.run("hub", "devices", "--desk", hub.folder).stdout
    assert f"已停用：随设备 {old} 停用：遗失" in listed
    assert "与它同停" in listed
    back = commands.run("hub", "confirm-device", mine, "--desk", hub.folder, "--json")
    assert json.loads(back.stdout) == {"device": mine, "reinstated": [mine]}
    rows = json.loads(commands.run("hub", "devices", "--desk", hub.folder, "--json").stdout)["devices"]
    (row,) = (r for r in rows if r["id"] == mine)
    assert (row["continues"], row["confirmed"], row["revoked_at"]) == (old, True, None)
    assert succeeding.last(put_back.session) is not None
    put_back.session.vault.close()
