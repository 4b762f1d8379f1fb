"""往来: the officer docks and everything is at the court, and the terminal can prove it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from services import clock
from services.actions import copying, enrolling, exchanging, placing, preferences, restoring, unlocking
from services.errors import Refused
from services.hub import attachments as hub_attachments
from services.hub import carrying, desk, logbook
from services.hub import keys as hub_keys
from services.settings import SECOND_COPY
from services.store import attachments, exchanged, journal, lease, offsets, registry, scratch
from services.store import vault as vaults
from services.sync import messages
from services.sync.client import Line, Stopped
from tests.factories import FAST, NOW, SECRET, make_case, make_officer, number_of
from tests.fixtures_hub import CASES, OFFICERS, Rover, Served, hub_rows
from tests.patience import SECONDS

pytestmark = pytest.mark.both_databases
Rove = Callable[[int], Rover]


def test_records_and_photos_reach_the_hub_byte_for_byte_and_the_proof_says_so(
    hub: Served, rover: Rover
) -> None:
    photos = tuple(bytes([n]) * (300_000 + n) for n in range(3))
    for n in range(7):
        rover.record(f"第 {n} 次", photos[n : n + 1])
    done = rover.exchange()
    device = rover.session.device
    assert hub_rows(hub, device) == rover.rows()
    assert (done.entries, done.files) == (8, 3), "the chain's first entry goes too"
    assert str(done.proof) == "院端已收 8/8，附件 3/3"
    assert done.proof.complete
    opened = hub.desk
    for raw in photos:
        digest = attachments.put(rover.session.vault, raw, media_type="image/jpeg", role="photo").digest
        assert b"".join(hub_attachments.original(opened.store, opened.folder, digest)) == raw
        assert exchanged.delivered(rover.session.vault, [digest]) == {digest}


def test_an_exchange_without_news_is_one_question_and_changes_nothing(hub: Served, rover: Rover) -> None:
    rover.record()
    rover.exchange()
    asked = rover.exchange()
    assert (asked.entries, asked.files, asked.loaded) == (0, 0, None)
    assert asked.proof.complete
    assert exchanging.nonce(rover.session), "the next request is fresh at once"
    assert rover.exchange_by(hub.port).proof.complete


def test_nothing_of_an_attachment_lies_readable_at_the_hub(hub: Served, rover: Rover) -> None:
    secret = "常山县某路某号".encode() * 5_000
    rover.record("只有院里读得到", (secret,))
    rover.exchange()
    for path in hub.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert secret[:21] not in content
            assert "只有院里读得到".encode() not in content


def test_the_receipt_is_the_hubs_signature_over_the_chains_head(hub: Served, rover: Rover) -> None:
    rover.record()
    rover.exchange()
    kept = exchanged.receipts(rover.session.vault)[rover.session.device]
    to = exchanging.address(rover.session)
    receipt = messages.read_receipt(kept.raw, hub_key=to.hub_key, hub=to.hub)
    assert (receipt.device, receipt.seq) == (rover.session.device, 2)
    assert receipt.link == exchanged.link_at(rover.session.vault, rover.session.device, 2)


def test_changes_come_down_a_case_more_a_case_less_a_case_reassigned(hub: Served, rove: Rove) -> None:
    rover, colleague = rove(1), rove(2)
    rover.exchange()
    colleague.exchange()
    new = make_case(serial=910001)
    desk.keep(hub.desk, OFFICERS[0], (*CASES[1:], new), now=NOW)
    loaded = rover.exchange().loaded
    assert loaded is not None
    assert (loaded.added, loaded.changed, loaded.removed) == (1, 0, 1)
    assert registry.case(rover.session.vault, new.number) == new
    desk.assign(hub.folder, OFFICERS[1].id, [new.number], now=NOW)
    lost, won = rover.exchange().loaded, colleague.exchange().loaded
    assert lost is not None
    assert won is not None
    assert (lost.removed, won.added) == (1, 1)
    assert registry.case(colleague.session.vault, new.number) == new
    assert registry.cases(rover.session.vault, [new.number]) == ()


def test_work_on_a_case_that_was_reassigned_meanwhile_still_arrives(hub: Served, rover: Rover) -> None:
    rover.exchange()
    made = rover.record(number=CASES[5].number)
    desk.assign(hub.folder, OFFICERS[1].id, [CASES[5].number], now=NOW)
    done = rover.exchange()
    assert done.proof.complete
    assert (made.seq, made.raw, made.signature) in hub_rows(hub, rover.session.device)


def test_a_colleagues_entry_on_my_case_comes_down_with_its_signature(hub: Served, rove: Rove) -> None:
    rover, colleague = rove(1), rove(2)
    rover.exchange()
    made = colleague.record("同事去过", number=CASES[0].number)
    colleague.record("不是他的案件", number=number_of(990001))
    colleague.exchange()
    rover.exchange()
    found = exchanged.colleagues_entries(rover.session.vault, case=CASES[0].number)
    assert [(e.id, e.raw, e.signature) for e in found] == [(made.id, made.raw, made.signature)]
    desk.keep(hub.desk, OFFICERS[0], CASES[1:], now=NOW)
    rover.exchange()
    assert exchanged.colleagues_entries(rover.session.vault, case=CASES[0].number) == []


def test_a_colleagues_mark_of_an_address_we_share_comes_down_as_his(hub: Served, rove: Rove) -> None:
    rover, colleague = rove(1), rove(2)
    desk.assign(hub.folder, OFFICERS[1].id, [CASES[0].number], now=NOW)
    colleague.exchange()
    place = CASES[0].places[0].text
    found = placing.Found(latitude=28.95, longitude=118.42, way="map", source="在地图上点")
    placing.mark(colleague.session, place, found, NOW)
    colleague.exchange()
    desk.keep(hub.desk, OFFICERS[0], CASES, now=NOW)
    rover.exchange()
    mark = placing.marks(rover.session)[place]
    assert (mark.found.latitude, mark.found.longitude, mark.own) == (28.95, 118.42, False)
    assert f"同事{OFFICERS[1].name}" in mark.words


def test_a_case_that_comes_anew_brings_what_was_recorded_on_it_before(hub: Served, rove: Rove) -> None:
    rover, colleague = rove(1), rove(2)
    made = rover.record("先去的人", number=CASES[8].number)
    rover.exchange()
    colleague.exchange()
    desk.assign(hub.folder, OFFICERS[1].id, [CASES[8].number], now=NOW)
    colleague.exchange()
    found = exchanged.colleagues_entries(colleague.session.vault, case=CASES[8].number)
    assert [e.id for e in found] == [made.id]


def test_the_lease_begins_anew_and_the_clocks_are_compared(hub: Served, rover: Rover) -> None:
    slow = lambda: clock.now() - dt.timedelta(minutes=20)  # noqa: E731
    rover.exchange(now=slow)
    first = lease.state(rover.session.vault, clock.now())
    assert dt.timedelta(days=13, hours=23) < first.left <= dt.timedelta(days=14)
    assert offsets.clock_offset(rover.session.vault).hub_s == pytest.approx(-1200, abs=SECONDS)


def test_a_revoked_tablet_is_refused_and_told_why(hub: Served, rover: Rover) -> None:
    rover.record()
    desk.revoke(hub.folder, rover.session.device, "平板遗失", now=NOW)
    with pytest.raises(Stopped, match="平板遗失"):
        rover.exchange()
    assert hub_rows(hub, rover.session.device) == []
    with hub.desk.store.reading() as connection:
        (refusal, *_) = logbook.refusals(connection)
    assert (refusal.device, refusal.peer) == (rover.session.device, "127.0.0.1")


def test_who_was_given_which_case_is_written_down(hub: Served, rover: Rover) -> None:
    rover.exchange()
    with hub.desk.store.reading() as connection:
        (seen,) = logbook.accesses_to(connection, CASES[0].number)
    assert (seen.officer, seen.device) == (make_officer(1).id, rover.session.device)


def bundles(rover: Rover, stick: Path) -> list[Path]:
    """What the second copy has written to a stick."""
    stick.mkdir(exist_ok=True)
    preferences.put(rover.session, SECOND_COPY, str(stick))
    copying.copy(rover.session, clock.now())
    return sorted(stick.iterdir())


def test_stick_and_line_may_be_mixed_in_any_order(hub: Served, rover: Rover, tmp_path: Path) -> None:
    rover.record("先走优盘", (b"one" * 40_000,))
    first = bundles(rover, tmp_path / "stick")
    rover.record("再走网线", (b"two" * 40_000,))
    rover.exchange()
    done = carrying.take_bundle(hub.desk, first[0], now=NOW)
    assert (done.taken, done.known, done.files, done.told) == (0, 2, 0, ())
    rover.record("又走优盘", (b"three" * 40_000,))
    last = bundles(rover, tmp_path / "stick")[-1]
    done = carrying.take_bundle(hub.desk, last, now=NOW)
    assert (done.taken, done.files) == (1, 1)
    again = carrying.take_bundle(hub.desk, last, now=NOW)
    assert (again.taken, again.files) == (0, 0)
    after = rover.exchange()
    assert (after.files, after.proof.complete) == (0, True)
    assert hub_rows(hub, rover.session.device) == rover.rows()


def test_a_stick_goes_on_where_a_cut_line_had_left_a_photo(hub: Served, rover: Rover, tmp_path: Path) -> None:
    photo = bytes(range(256)) * 4_000
    rover.record("照片只到一半", (photo,))
    to = exchanging.address(rover.session)
    with contextlib.closing(Line(to)) as line:
        ask = exchanging.gather(rover.session, to)
        (wanted,) = line.ask(ask).wanted
        assert line.send(wanted.digest, 0, photo[:300_000]) == 300_000
    (path,) = bundles(rover, tmp_path / "stick")
    assert carrying.take_bundle(hub.desk, path, now=NOW).files == 1
    opened = hub.desk
    assert b"".join(hub_attachments.original(opened.store, opened.folder, wanted.digest)) == photo


def test_a_bundle_of_a_revoked_a_strange_or_a_changed_device_is_refused_and_written_down(
    hub: Served, rover: Rover, tmp_path: Path
) -> None:
    rover.record()
    (path,) = bundles(rover, tmp_path / "stick")
    changed = tmp_path / f"changed{path.suffix}"
    changed.write_bytes(path.read_bytes()[:-20] + bytes(20))
    desk.revoke(hub.folder, rover.session.device, "遗失", now=NOW)
    for file, why in ((path, "停用"), (changed, "不完整|改动|解不开|损坏")):
        with pytest.raises(Refused, match=why):
            carrying.take_bundle(hub.desk, file, now=NOW)
    assert hub_rows(hub, rover.session.device) == []
    with hub.desk.store.reading() as connection:
        assert len(logbook.refusals(connection)) == 2


def test_a_tablet_restored_from_its_second_copy_brings_the_old_chain_and_a_new_one_that_names_it(
    hub: Served, rover: Rover, tmp_path: Path
) -> None:
    """The old tablet is crushed before its last record went up; nothing of it is stranded."""
    rover.record("已经上交")
    rover.exchange()
    rover.record("还没有上交", (b"photo" * 30_000,))
    bundles(rover, tmp_path / "stick")
    old, rows = rover.session.device, rover.rows()
    rover.session.vault.close()
    root = tmp_path / "new"
    root.mkdir()
    opened = vaults.create(
        vaults.new_folder(root), SECRET, kind="passphrase", holder="方立", court="", parameters=FAST
    )
    asked = {"name": make_officer(1).name, "badge": "", "at": NOW.isoformat()}
    scratch.set_setting(opened, enrolling.REQUEST, asked)
    recovery = hub_keys.recovery_key(hub.folder / "keys").identity
    restoring.restore(opened, tmp_path / "stick", recovery, clock.now())
    (root / "request").write_bytes(enrolling.request_file(opened))
    done = desk.enroll(hub.folder, root / "request", make_officer(1).id, root / "sent", now=NOW)
    enrolling.accept(opened, enrolling.look(opened, done.enrolment.read_bytes(), done.fingerprint), NOW)
    assert done.docket is not None
    enrolling.load_docket(opened, done.docket)
    desk.revoke(hub.folder, old, "平板摔坏", now=NOW)
    again = Rover(unlocking.enter(opened, clock.now()), hub)
    proof = again.exchange().proof
    assert proof.complete
    assert hub_rows(hub, old) == rows
    assert hub_rows(hub, again.session.device) == again.rows()
    (begun,) = journal.entries(again.session.vault, kinds=["chain_begun"], devices=[again.session.device])
    assert begun.body["values"]["continues"] == old
    again.session.vault.close()
