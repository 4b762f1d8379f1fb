"""第二份留存: what is finished is on the stick too, and comes back from there with its signatures."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from services.actions import copying, enrolling, finding, preferences, recording, restoring, unlocking
from services.actions.copying import MediumMissing
from services.errors import BadInput, NoSpace, NotAllowed, Refused
from services.hub import keys as hub_keys
from services.position.fix import NoFix
from services.records.events import ChainBegun
from services.records.kinds.visit import Visit
from services.records.values import Photo
from services.session import Session
from services.settings import SECOND_COPY
from services.store import attachments, journal, scratch
from services.store import vault as vaults
from services.store.vault import Vault
from services.sync import bundle
from services.sync.age import AgeKey
from tests.factories import FAST, NOW, SECRET, number_of
from tests.fixtures_window import Tablet, enrolment_file


@pytest.fixture
def session(tablet: Tablet, stick: Path) -> Iterator[Session]:
    opened = unlocking.unlock(tablet.folder, SECRET, NOW)
    preferences.put(opened, SECOND_COPY, str(stick))
    yield opened
    opened.vault.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Vault]:
    """A new tablet's vault, begun and not enrolled yet."""
    opened = vaults.create(
        vaults.new_folder(tmp_path / "new"),
        SECRET,
        kind="passphrase",
        holder="方立",
        court="",
        parameters=FAST,
    )
    yield opened
    opened.close()


def visit(session: Session, note: str = "门口有车", photo: bytes = b"") -> str:
    draft = recording.start(session, Visit, [number_of(900001)], NOW, NoFix(reason="室内", at=NOW))
    draft = draft.answered("outcome", "无人").answered("note", note)
    if photo:
        made = recording.attach(session, photo, media_type="image/jpeg", role="photo", name="门牌.jpg")
        draft = replace(draft, values={**draft.values, "photos": (Photo(slot="门牌", attachment=made),)})
    return recording.commit(session, recording.confirm_all(session, draft, NOW), NOW).id


def recovery(tablet: Tablet) -> str:
    return hub_keys.recovery_key(tablet.root / "court").identity


def bundles(stick: Path) -> list[str]:
    return sorted(p.name for p in stick.iterdir())


def test_each_record_adds_what_is_new_and_nothing_else(session: Session, stick: Path, tablet: Tablet) -> None:
    visit(session, photo=b"first" * 50_000)
    first = copying.copy(session, NOW)
    visit(session)
    second = copying.copy(session, NOW)
    assert first is not None
    assert second is not None
    assert (first.rows, first.files) == (journal.count(session.vault) - 1, 1)
    assert (second.rows, second.files) == (1, 0)
    assert copying.copy(session, NOW) is None
    assert len(bundles(stick)) == 2
    assert copying.waiting(session) == 0


def test_nothing_is_written_when_no_second_copy_is_wanted(session: Session, stick: Path) -> None:
    preferences.put(session, SECOND_COPY, "")
    visit(session)
    assert list(copying.gather(session, NOW)) == []
    assert copying.copy(session, NOW) is None
    assert bundles(stick) == []


def test_hub_and_recovery_key_open_the_copy_and_no_other_does(
    session: Session, stick: Path, tablet: Tablet
) -> None:
    visit(session, "只有院里读得到")
    written = copying.copy(session, NOW)
    assert written is not None
    for identity in (recovery(tablet), tablet.court.age.identity):
        opened = bundle.read(written.copy.path, identity, trusted=session.signing.public)
        assert len(opened.rows) == written.rows
    with pytest.raises(Refused):
        bundle.read(written.copy.path, AgeKey.generate().identity)
    assert "只有院里读得到".encode() not in written.copy.path.read_bytes()


def test_a_missing_stick_is_told_in_words_and_written_later(
    session: Session, stick: Path, tablet: Tablet
) -> None:
    visit(session)
    shutil.rmtree(stick)
    with pytest.raises(MediumMissing, match="插上"):
        copying.copy(session, NOW)
    assert not stick.exists()
    visit(session)
    assert copying.waiting(session) == journal.count(session.vault)
    stick.mkdir()
    written = copying.copy(session, NOW)
    assert written is not None
    assert written.rows == journal.count(session.vault)


def test_another_stick_gets_everything_and_the_first_goes_on_where_it_was(
    session: Session, stick: Path
) -> None:
    visit(session, photo=b"one" * 9000)
    copying.copy(session, NOW)
    drawer = stick.with_name("drawer")
    stick.rename(drawer)
    stick.mkdir()
    visit(session)
    whole = copying.copy(session, NOW)
    assert whole is not None
    assert (whole.copy.number, whole.rows, whole.files) == (1, journal.count(session.vault), 1)
    shutil.rmtree(stick)
    drawer.rename(stick)
    after = copying.copy(session, NOW)
    assert after is not None
    assert (after.copy.number, after.rows) == (2, 1)


def test_a_stick_that_lost_a_file_gets_everything_again(session: Session, stick: Path) -> None:
    visit(session)
    first = copying.copy(session, NOW)
    assert first is not None
    first.copy.path.write_bytes(b"")
    visit(session)
    again = copying.copy(session, NOW.replace(minute=30))
    assert again is not None
    assert again.rows == journal.count(session.vault)


def test_a_full_stick_says_so_and_keeps_nothing_half(
    session: Session, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(session, photo=b"x" * 100_000)
    usage = shutil.disk_usage(stick)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    with pytest.raises(NoSpace, match="1 MB"):
        copying.copy(session, NOW)
    assert bundles(stick) == []
    monkeypatch.undo()
    assert copying.copy(session, NOW) is not None


def test_a_damaged_photo_does_not_keep_the_rest_from_the_stick(session: Session, stick: Path) -> None:
    visit(session, photo=b"broken" * 20_000)
    visit(session, photo=b"sound" * 20_000)
    broken = next(a for h in finding.records(session) for a in h.said.attachments if a.size == 120_000)
    path = attachments.path_of(session.vault, broken.digest)
    path.write_bytes(path.read_bytes()[:-5000])
    written = copying.copy(session, NOW)
    assert written is not None
    assert written.unread == (broken.digest,)
    assert written.files == 1


def test_a_crushed_tablet_comes_back_from_its_stick(
    session: Session, stick: Path, fresh: Vault, tablet: Tablet
) -> None:
    photo = bytes(range(256)) * 5000
    ids = [visit(session, photo=photo), visit(session), visit(session, photo=b"another" * 10)]
    copying.copy(session, NOW)
    ids.append(visit(session, photo=photo))
    copying.copy(session, NOW)
    old = journal.head(session.vault)
    back = restoring.restore(fresh, stick, recovery(tablet), NOW, trusted=session.signing.public)
    assert (back.rows, back.files, back.missing, back.told) == (journal.count(session.vault), 2, (), ())
    assert journal.head(fresh, old.device) == old
    assert [e.id for e in journal.entries(fresh, kinds=["visit"])] == ids
    assert journal.verify(fresh) == []
    digest = journal.entry(fresh, ids[0]).attachments[0].digest
    assert attachments.read(fresh, digest) == photo


def test_new_work_stands_on_a_chain_that_names_the_old_one(
    session: Session, stick: Path, fresh: Vault, tablet: Tablet
) -> None:
    visit(session)
    copying.copy(session, NOW)
    restoring.restore(fresh, stick, recovery(tablet), NOW)
    first = journal.entries(fresh, devices=[fresh.identities.device])[0]
    begun = ChainBegun.decode(first.body["values"], first.version)
    old = journal.head(session.vault)
    assert (first.seq, begun.continues, begun.continues_head) == (1, old.device, old.link)
    answer = enrolment_file(_request(fresh), tablet.court)
    enrolling.accept(fresh, enrolling.look(fresh, answer), NOW)
    own = fresh.identities
    path = tablet.docket_file(stick / "d.cf-docket", own.device, own.age_recipient, 1, NOW)
    enrolling.load_docket(fresh, path)
    there = unlocking.enter(fresh, NOW)
    visit(there)
    assert len(finding.records(there)) == 2
    assert journal.head(fresh).seq == 2
    assert journal.verify(fresh) == []


def _request(fresh: Vault) -> bytes:
    scratch.set_setting(fresh, enrolling.REQUEST, {"name": "方立", "badge": "", "at": NOW.isoformat()})
    return enrolling.request_file(fresh)


def test_a_gap_on_the_stick_is_named_and_what_comes_before_it_is_restored(
    session: Session, stick: Path, fresh: Vault, tablet: Tablet
) -> None:
    for _ in range(3):
        visit(session)
        copying.copy(session, NOW)
    (stick / bundles(stick)[1]).unlink()
    back = restoring.restore(fresh, stick, recovery(tablet), NOW)
    assert back.rows == journal.count(session.vault) - 2
    assert len(back.told) == 1
    assert "缺第 3 行" in back.told[0]
    assert journal.verify(fresh) == []


def test_a_changed_bundle_is_named_and_the_other_is_taken(
    session: Session, stick: Path, fresh: Vault, tablet: Tablet
) -> None:
    visit(session)
    copying.copy(session, NOW)
    visit(session)
    last = copying.copy(session, NOW)
    assert last is not None
    raw = bytearray(last.copy.path.read_bytes())
    raw[len(raw) // 2] ^= 1
    last.copy.path.write_bytes(raw)
    back = restoring.restore(fresh, stick, recovery(tablet), NOW)
    assert back.rows == journal.count(session.vault) - 1
    assert last.copy.path.name in back.told[0]


def test_restoring_needs_the_right_key_a_fresh_vault_and_something_to_restore(
    session: Session, stick: Path, fresh: Vault, tablet: Tablet, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match="没有第二份留存"):
        restoring.restore(fresh, stick, recovery(tablet), NOW)
    visit(session)
    copying.copy(session, NOW)
    with pytest.raises(Refused):
        restoring.restore(fresh, stick, AgeKey.generate().identity, NOW)
    with pytest.raises(Refused):
        restoring.restore(fresh, stick, recovery(tablet), NOW, trusted=fresh.identities.signing.public)
    with pytest.raises(NotAllowed, match="新建"):
        restoring.restore(session.vault, stick, recovery(tablet), NOW)
    assert journal.count(fresh) == 0


def test_a_copy_that_outlives_the_lock_is_written_over_the_next_time(
    session: Session, stick: Path, tablet: Tablet
) -> None:
    visit(session)
    pieces = copying.gather(session, NOW)
    try:
        while True:
            next(pieces)
    except StopIteration as done:
        gathered = done.value
    unlocking.lock(session, NOW)
    copying.note(session, copying.write(gathered))  # no word of a closed database
    again = unlocking.unlock(tablet.folder, SECRET, NOW)
    try:
        written = copying.copy(again, NOW)
        assert written is not None
        assert written.rows >= len(gathered.rows)
    finally:
        again.vault.close()
