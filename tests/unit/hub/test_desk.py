"""The court's desk: keys, enrolment, docket files, and the road from a request to a docket on the terminal."""

from __future__ import annotations

import datetime as dt
import shutil
import stat
from pathlib import Path

import pytest

from services.clock import ZONE
from services.demo import docket as demo
from services.entries.keys import SigningKey, fingerprint
from services.errors import BadInput, NotAllowed, Refused
from services.hub import desk, docket_export, keys
from services.sync import protocol
from services.sync.age import AgeKey
from services.sync.protocol import RequestFile

pytestmark = pytest.mark.both_databases
NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
DOCKET = demo.build(today=NOW.date())
OFFICERS = (DOCKET.officer, *DOCKET.colleagues)
DEVICE, DEVICE_AGE = SigningKey.generate(), AgeKey.generate()


@pytest.fixture
def hub(tmp_path: Path, database: str) -> Path:
    desk.found(tmp_path / "hub", DOCKET.court, OFFICERS, database=database)
    return tmp_path / "hub"


def request(tmp_path: Path, name: str = DOCKET.officer.name, signing: SigningKey = DEVICE) -> Path:
    content = RequestFile(
        device="tablet-1",
        public=signing.public.hex(),
        age_recipient=DEVICE_AGE.recipient,
        name=name,
        badge="",
        made_at=NOW,
        program="0.1.0",
    )
    path = tmp_path / "ask.cf-request"
    path.write_bytes(protocol.write_request(content, signing))
    return path


def imported(hub: Path, tmp_path: Path, count: int = 3) -> desk.ImportDone:
    docket_export.write(tmp_path / "cases.json", DOCKET.cases[:count])
    return desk.import_docket(hub, tmp_path / "cases.json", DOCKET.officer.name, now=NOW)


def test_the_keys_are_the_owners_alone_and_are_never_overwritten(tmp_path: Path) -> None:
    made = keys.create(tmp_path / "keys")
    assert keys.load(tmp_path / "keys") == made
    assert keys.recovery_key(tmp_path / "keys").recipient == made.recovery_recipient
    assert {stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "keys").iterdir()} == {0o600}
    with pytest.raises(NotAllowed):
        keys.create(tmp_path / "keys")


def test_the_hub_works_on_when_the_recovery_key_lies_in_the_safe(tmp_path: Path) -> None:
    made = keys.create(tmp_path)
    (tmp_path / "recovery.agekey").unlink()
    assert keys.load(tmp_path) == made
    with pytest.raises(BadInput, match=r"recovery\.agekey"):
        keys.recovery_key(tmp_path)


@pytest.mark.parametrize("name", ["signing.key", "hub.agekey", "recovery.recipient"])
def test_a_damaged_key_file_is_named(tmp_path: Path, name: str) -> None:
    keys.create(tmp_path)
    (tmp_path / name).write_text("00ff")
    with pytest.raises(BadInput):
        keys.load(tmp_path)


def test_from_the_request_to_the_docket_on_the_terminal(hub: Path, tmp_path: Path) -> None:
    docket = imported(hub, tmp_path).docket
    assert docket
    done = desk.enroll(hub, request(tmp_path), DOCKET.officer.name, tmp_path / "out", now=NOW)
    enrolment = protocol.read_enrolment(
        done.enrolment.read_bytes(),
        device="tablet-1",
        public=DEVICE.public.hex(),
        trusted_fingerprint=done.fingerprint,
    )
    assert enrolment.officer == DOCKET.officer
    assert done.docket
    read = protocol.read_docket_file(
        done.docket.read_bytes(),
        hub_key=bytes.fromhex(enrolment.hub_public),
        court_id=enrolment.court.id,
        officer_id=enrolment.officer.id,
        device="tablet-1",
        age_identity=DEVICE_AGE.identity,
    )
    assert read.cases == DOCKET.cases[:3]
    assert read.serial == docket.serial + 1
    assert {o.id for o in read.colleagues} == {o.id for o in DOCKET.colleagues}


def test_the_sheet_carries_both_fingerprints_by_another_way(hub: Path, tmp_path: Path) -> None:
    done = desk.enroll(hub, request(tmp_path), "o-01", tmp_path / "out", now=NOW)
    sheet = done.sheet.read_text(encoding="utf-8")
    assert done.fingerprint in sheet
    assert fingerprint(DEVICE.public) in sheet
    assert done.docket is None, "no docket was imported yet"


def test_before_the_device_is_known_a_code_opens_the_docket(hub: Path, tmp_path: Path) -> None:
    imported(hub, tmp_path)
    issued = desk.issue_docket(hub, "o-01", tmp_path / "out", now=NOW)
    head = desk.open_desk(hub)
    read = protocol.read_docket_file(
        issued.file.read_bytes(),
        hub_key=head.keys.signing.public,
        court_id="changshan",
        officer_id="o-01",
        device="whatever",
        code=issued.code,
    )
    assert (read.serial, len(issued.code)) == (issued.serial, 20)


def test_each_issue_is_newer_than_the_last(hub: Path, tmp_path: Path) -> None:
    imported(hub, tmp_path)
    desk.enroll(hub, request(tmp_path), "o-01", tmp_path / "out", now=NOW)
    first = desk.issue_docket(hub, "o-01", tmp_path / "out", now=NOW, device="tablet-1")
    assert (
        desk.issue_docket(hub, "o-01", tmp_path / "out", now=NOW, device="tablet-1").serial
        == first.serial + 1
    )
    again = imported(hub, tmp_path, 2).docket
    assert again
    assert again.serial == first.serial + 2


def test_nothing_is_written_unless_every_row_is_good_or_the_rest_is_asked_for(
    hub: Path, tmp_path: Path
) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(
        "案号,立案案由,立案日期,被执行人,住址\n"
        "（2026）浙0822执900001号,离婚纠纷,2026-03-05,何某,定阳路1号\n"
        "（2026）浙0822执0002号,离婚纠纷,2026-03-05,何某,定阳路1号\n",
        encoding="utf-8",
    )
    done = desk.import_docket(hub, path, "o-01", now=NOW)
    assert done.docket is None
    assert desk.docket_of(desk.open_desk(hub), DOCKET.officer, now=NOW) is None
    done = desk.import_docket(hub, path, "o-01", now=NOW, allow_refused=True)
    assert done.docket
    assert [c.number for c in done.docket.cases] == ["（2026）浙0822执900001号"]
    assert desk.docket_of(desk.open_desk(hub), DOCKET.officer, now=NOW) == done.docket


def test_no_case_lies_readable_in_the_hub_folder(hub: Path, tmp_path: Path) -> None:
    imported(hub, tmp_path)
    for path in hub.rglob("*"):
        if path.is_file():
            assert "何岩松".encode() not in path.read_bytes()
            assert b"901183" not in path.read_bytes()


def test_a_request_of_somebody_else_a_changed_one_and_an_unknown_officer_are_refused(
    hub: Path, tmp_path: Path
) -> None:
    with pytest.raises(NotAllowed, match="李某"):
        desk.enroll(hub, request(tmp_path, name="李某"), "o-01", tmp_path / "out", now=NOW)
    with pytest.raises(BadInput, match="名册"):
        desk.enroll(hub, request(tmp_path), "nobody", tmp_path / "out", now=NOW)
    path = request(tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"payload":"e', b'"payload":"f'))
    with pytest.raises(Refused):
        desk.enroll(hub, path, "o-01", tmp_path / "out", now=NOW)
    assert desk.open_desk(hub).devices == ()


def test_a_device_is_enrolled_again_but_not_under_another_key(hub: Path, tmp_path: Path) -> None:
    for _ in range(2):
        desk.enroll(hub, request(tmp_path), "o-01", tmp_path / "out", now=NOW)
    assert [d.serial for d in desk.open_desk(hub).devices] == [2]
    with pytest.raises(NotAllowed, match="另一把钥匙"):
        desk.enroll(hub, request(tmp_path, signing=SigningKey.generate()), "o-01", tmp_path / "out", now=NOW)


def test_a_hub_folder_is_not_made_twice_and_a_damaged_one_is_named(hub: Path) -> None:
    with pytest.raises(NotAllowed):
        desk.found(hub, DOCKET.court, OFFICERS)
    (hub / "hub.json").write_text("{")
    with pytest.raises(BadInput, match=r"hub\.json"):
        desk.open_desk(hub)


def test_another_courts_hub_cannot_open_the_store(tmp_path: Path) -> None:
    one = desk.found(tmp_path / "one", DOCKET.court, OFFICERS)
    other = desk.found(tmp_path / "other", DOCKET.court, OFFICERS)
    shutil.copy(one.folder / "hub.db", other.folder / "hub.db")
    with pytest.raises(BadInput, match="密钥"):
        desk.open_desk(other.folder)


def test_a_reassigned_case_leaves_the_one_docket_and_joins_the_other(hub: Path, tmp_path: Path) -> None:
    imported(hub, tmp_path)
    moved, colleague = DOCKET.cases[0].number, DOCKET.colleagues[0]
    done = desk.assign(hub, colleague.id, [moved], now=NOW)
    assert (done.added, done.removed) == (1, 1)
    opened = desk.open_desk(hub)
    assert [c.number for c in desk.docket_of(opened, colleague, now=NOW).cases] == [moved]
    assert moved not in [c.number for c in desk.docket_of(opened, DOCKET.officer, now=NOW).cases]
    with pytest.raises(BadInput, match="没有这些案件"):
        desk.assign(hub, colleague.id, ["（2026）浙0822执000001号"], now=NOW)


def test_a_revoked_device_gets_no_docket_and_is_not_enrolled_again(hub: Path, tmp_path: Path) -> None:
    imported(hub, tmp_path)
    desk.enroll(hub, request(tmp_path), "o-01", tmp_path / "out", now=NOW)
    stopped = desk.revoke(hub, "tablet-1", "遗失", now=NOW).device
    assert (stopped.revoked_at, stopped.revoked_why) == (NOW, "遗失")
    with pytest.raises(BadInput, match="没有登记"):
        desk.issue_docket(hub, "o-01", tmp_path / "out", now=NOW, device="tablet-1")
    with pytest.raises(NotAllowed, match="停用"):
        desk.enroll(hub, request(tmp_path), "o-01", tmp_path / "out", now=NOW)
    with pytest.raises(BadInput, match="没有编号"):
        desk.revoke(hub, "tablet-9", "遗失", now=NOW)
