"""联网登记: an address and a one-time code are enough for a new tablet; whoever has no code learns and gets nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from services import clock
from services.actions import enrolling, inviting, unlocking
from services.errors import BadInput, Refused
from services.hub import desk, logbook
from services.hub import inviting as hub_inviting
from services.store import scratch
from services.store import vault as vaults
from services.store.vault import Vault
from services.sync import invitation
from tests.factories import FAST, NOW, SECRET, make_officer
from tests.fixtures_hub import CASES, Rover, Served, hub_rows
from tests.journeys import commands

pytestmark = pytest.mark.both_databases


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Vault]:
    """A tablet that has keys and nothing else."""
    opened = begun(tmp_path / "new")
    yield opened
    opened.close()


def begun(root: Path, number: int = 1) -> Vault:
    root.mkdir()
    name = make_officer(number).name
    opened = vaults.create(
        vaults.new_folder(root), SECRET, kind="passphrase", holder=name, court="", parameters=FAST
    )
    scratch.set_setting(opened, enrolling.REQUEST, {"name": name, "badge": "", "at": NOW.isoformat()})
    return opened


def invited(hub: Served) -> dict[str, str]:
    done = commands.run("hub", "invite", make_officer(1).id, "--desk", hub.folder, "--json")
    assert done.returncode == 0, done.stderr
    told: dict[str, str] = json.loads(done.stdout)
    return told


def asked(hub: Served, opened: Vault, code: str) -> enrolling.Enrolled:
    answer = inviting.ask(hub.url, code, enrolling.request_file(opened))
    return inviting.look(opened, answer)


def devices(hub: Served) -> list[str]:
    return [d.id for d in hub.desk.devices]


def test_an_address_and_a_code_make_a_tablet_ready_to_work(hub: Served, empty: Vault) -> None:
    told = invited(hub)
    assert told["url"] == hub.url
    looked = asked(hub, empty, told["code"].lower().replace("-", " "))
    assert looked.fingerprint == told["fingerprint"]
    enrolling.accept(empty, looked, NOW)
    docket = enrolling.incoming(empty)
    assert docket is not None
    assert enrolling.load_docket(empty, docket).total == len(CASES)
    enrolling.forget_incoming(empty)
    assert enrolling.incoming(empty) is None
    rover = Rover(unlocking.enter(empty, clock.now()), hub)
    rover.record("登记好就能用")
    assert rover.exchange().proof.complete
    assert hub_rows(hub, rover.session.device) == rover.rows()


def test_a_code_is_good_for_one_tablet_which_may_ask_again(hub: Served, empty: Vault, tmp_path: Path) -> None:
    code = invited(hub)["code"]
    asked(hub, empty, code)
    asked(hub, empty, code)  # the first answer was lost on the way
    second = begun(tmp_path / "second")
    with pytest.raises(Refused, match="已用过"):
        asked(hub, second, code)
    second.close()
    assert devices(hub) == [empty.identities.device]


def test_a_wrong_and_an_old_code_are_refused_and_written_down(hub: Served, empty: Vault) -> None:
    with pytest.raises(Refused, match="一次性口令不对"):
        asked(hub, empty, desk.new_code())
    with pytest.raises(BadInput, match="不完整"):
        asked(hub, empty, "7KQ2")
    before = clock.now() - hub_inviting.LASTS - dt.timedelta(minutes=1)
    old = hub_inviting.invite(hub.desk, make_officer(1).id, now=before)
    with pytest.raises(Refused, match="已过期"):
        asked(hub, empty, old.code)
    assert devices(hub) == []
    with hub.desk.store.reading() as connection:
        written = logbook.refusals(connection)
    assert [(r.peer, r.what) for r in written] == [("127.0.0.1", "POST /v1/enrolment")] * 2


def test_somebody_else_with_the_officers_code_is_refused_and_the_code_stays_good(
    hub: Served, empty: Vault, tmp_path: Path
) -> None:
    code = invited(hub)["code"]
    other = begun(tmp_path / "other", number=2)
    with pytest.raises(Refused, match="申请文件写的是"):
        asked(hub, other, code)
    other.close()
    asked(hub, empty, code)
    assert devices(hub) == [empty.identities.device]


def test_whoever_answers_without_the_code_is_not_believed(empty: Vault) -> None:
    code, request = desk.new_code(), enrolling.request_file(empty)
    said = invitation.welcome(invitation.key_of(desk.new_code()), b"enrolment", b"docket")
    with pytest.raises(Refused, match="不符"):
        invitation.read_welcome(said, code)
    good = invitation.welcome(invitation.key_of(code), b"enrolment", b"docket")
    assert invitation.read_welcome(good, code).docket == b"docket"
    for at in range(len(good)):
        with pytest.raises(Refused):
            invitation.read_welcome(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :], code)
    assert invitation.plain(code).encode() not in invitation.ask(code, request), (
        "the code itself never travels"
    )


def test_a_revoked_tablet_does_not_come_back_by_a_code(hub: Served, empty: Vault) -> None:
    asked(hub, empty, invited(hub)["code"])
    desk.revoke(hub.folder, empty.identities.device, "遗失", now=NOW)
    with pytest.raises(Refused, match="停用"):
        asked(hub, empty, invited(hub)["code"])


@pytest.mark.parametrize("url", ["", "hub.court", "http://127.0.0.1:1", "https://"])
def test_an_address_that_is_none_is_named(empty: Vault, url: str) -> None:
    with pytest.raises(BadInput, match="https://"):
        inviting.ask(url, desk.new_code(), enrolling.request_file(empty))
