"""From 新建 to the journal: what is prefilled counts once confirmed, what is kept is kept, what is finished stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from services.actions import recording, sweeping, unlocking
from services.entries.entry import Attachment
from services.errors import BadInput, NotAllowed
from services.position.fix import Fix, NoFix
from services.records.draft import Draft, SigningCopy
from services.records.kinds.visit import Visit
from services.records.record import Incomplete
from services.records.values import Film, Override, Person, Photo
from services.session import Session
from services.store import attachments, journal
from tests.factories import NOW, SECRET, make_officer, number_of
from tests.fixtures_window import Tablet

CASE, OTHER = number_of(900001), number_of(900002)
LATER = NOW + dt.timedelta(minutes=5)
HERE = Fix(28.901462, 118.511235, NOW, "receiver", accuracy_m=4.5, satellites=11)
INSIDE = NoFix(reason="室内收不到卫星", at=NOW)


@pytest.fixture
def session(tablet: Tablet) -> Iterator[Session]:
    opened = unlocking.unlock(tablet.folder, SECRET, NOW)
    yield opened
    opened.vault.close()


def begun(session: Session, number: str = CASE, position: Fix | NoFix = HERE) -> Draft:
    return recording.start(session, Visit, [number], NOW, position)


def nobody_home(session: Session, number: str = CASE) -> Draft:
    return recording.confirm_all(session, begun(session, number).answered("outcome", "无人"), NOW)


def photo(session: Session, raw: bytes = b"original bytes") -> Photo:
    made = recording.attach(session, raw, media_type="image/jpeg", role="photo", name="门牌.jpg")
    return Photo(slot="门牌", attachment=made)


def test_a_new_draft_knows_time_place_officers_and_fix_and_nothing_that_happened(session: Session) -> None:
    draft = begun(session)
    assert draft.prefilled == {"arrived_at", "place", "officers", "located"}
    assert draft.values["officers"] == (session.officer.name,)
    assert draft.values["located"].fix == HERE
    assert draft.values.get("outcome") is None
    assert "“结果”还没有填" in [p.sentence for p in recording.problems(draft)]


def test_companions_of_the_last_time_are_prefilled_and_wait_for_a_tap(session: Session) -> None:
    colleague = make_officer(2).name
    first = nobody_home(session).answered("officers", (session.officer.name, colleague))
    recording.commit(session, first, NOW)
    draft = begun(session, OTHER)
    assert draft.values["officers"] == (session.officer.name, colleague)
    assert "officers" in draft.prefilled


def test_what_is_prefilled_does_not_count_before_somebody_says_so(session: Session) -> None:
    draft = begun(session).answered("outcome", "无人")
    with pytest.raises(Incomplete, match="预填"):
        recording.commit(session, draft, NOW)
    assert journal.latest(session.vault, Visit.code) is None
    one_less = recording.confirm(session, draft, "place", NOW)
    assert one_less.prefilled == draft.prefilled - {"place"}
    recording.commit(session, recording.confirm_all(session, one_less, NOW), NOW)


def test_the_journal_says_who_confirmed_what(session: Session) -> None:
    entry = recording.commit(session, nobody_home(session), LATER)
    confirmed = entry.body["confirmed"]
    assert set(confirmed) == {"arrived_at", "place", "officers", "located"}
    assert {c["by"] for c in confirmed.values()} == {session.officer.name}
    assert (entry.made_at, entry.position) == (LATER, HERE)
    assert entry.officers == (session.officer.name,)


def test_the_reason_for_having_no_fix_stands_in_the_entry(session: Session) -> None:
    draft = begun(session, position=INSIDE).answered("outcome", "无人")
    entry = recording.commit(session, recording.confirm_all(session, draft, NOW), NOW)
    assert entry.position == INSIDE


def test_a_kept_draft_comes_back_as_it_was(session: Session, tablet: Tablet) -> None:
    draft = begun(session).answered("outcome", "见到家属").answered("note", "门口有车\n红色")
    draft = draft.answered("met", (Person(name="徐云芝", role="成年家属", relation="妻子"),))
    draft = replace(draft, values={**draft.values, "photos": (photo(session),)})
    kept = recording.keep(session, draft, LATER)
    session.vault.close()
    again = unlocking.unlock(tablet.folder, SECRET, NOW)
    try:
        assert recording.resume(again, draft.id) == kept
        assert recording.drafts(again) == (kept,)
    finally:
        again.vault.close()


def test_drafts_are_listed_latest_first_and_one_may_be_given_up(session: Session) -> None:
    first, second = begun(session), begun(session, OTHER)
    recording.keep(session, second, NOW)
    recording.keep(session, first, LATER)
    assert [d.id for d in recording.drafts(session)] == [first.id, second.id]
    recording.discard(session, first.id)
    assert [d.id for d in recording.drafts(session)] == [second.id]
    with pytest.raises(BadInput):
        recording.resume(session, first.id)


def test_finishing_takes_the_draft_away_and_can_happen_once_only(session: Session) -> None:
    draft = recording.keep(session, nobody_home(session), NOW)
    entry = recording.commit(session, draft, NOW)
    assert recording.drafts(session) == ()
    assert entry.matter == draft.id
    assert recording.happening(session, entry.id).said.summary() == "无人"  # type: ignore[attr-defined]
    assert journal.verify(session.vault) == []


def test_an_incomplete_draft_stays_with_every_problem_named(session: Session) -> None:
    draft = recording.keep(session, begun(session).answered("outcome", "见到家属"), NOW)
    with pytest.raises(Incomplete) as told:
        recording.commit(session, recording.confirm_all(session, draft, NOW), NOW)
    assert {p.name for p in told.value.problems} == {"met"}
    assert "草稿已存好" in told.value.sentence
    assert [d.id for d in recording.drafts(session)] == [draft.id]


def test_a_photo_that_is_not_stored_keeps_the_record_from_the_journal(session: Session) -> None:
    draft = recording.keep(session, nobody_home(session), NOW)
    unknown = Attachment(digest="0" * 64, size=3, media_type="image/jpeg", role="photo", name="门牌.jpg")
    with pytest.raises(BadInput, match=r"门牌\.jpg"):
        recording.commit(session, draft.answered("photos", (Photo(slot="门牌", attachment=unknown),)), NOW)
    assert [d.id for d in recording.drafts(session)] == [draft.id]
    assert journal.latest(session.vault, Visit.code) is None


def test_photos_stand_in_the_entry_and_their_originals_are_kept(session: Session) -> None:
    taken = photo(session)
    entry = recording.commit(session, nobody_home(session).answered("photos", (taken,)), NOW)
    assert entry.attachments == (taken.attachment,)
    assert recording.original(session, taken.attachment) == b"original bytes"


def test_reasons_for_overrides_and_frozen_copies_stand_in_the_entry(session: Session) -> None:
    copy = recording.attach(session, b"%PDF-", media_type="application/pdf", role="signing_copy", name="")
    passed = Override(duty="two_officers", reason="另一人在楼下", by=session.officer.name, at=NOW)
    frozen = SigningCopy(document="visit_transcript", attachment=copy, made_at=NOW, shown={"outcome": "无人"})
    entry = recording.commit(
        session, replace(nobody_home(session), overrides=(passed,), signing=(frozen,)), NOW
    )
    assert entry.body["overrides"][0]["reason"] == "另一人在楼下"
    assert entry.body["signing"][0]["digest"] == copy.digest
    assert copy.digest in {a.digest for a in entry.attachments}


def test_a_correction_names_the_old_record_with_its_reason_and_leaves_it_as_it_was(session: Session) -> None:
    old = recording.commit(session, nobody_home(session), NOW)
    draft = recording.correct(session, old.id, "敲错了门", LATER)
    assert draft.values["outcome"] == "无人"
    new = recording.commit(session, draft.answered("outcome", "拒不开门"), LATER)
    assert (new.amends, new.reason) == (old.id, "敲错了门")
    assert recording.happening(session, old.id).entry.raw == old.raw
    assert recording.happening(session, new.id).said.summary() == "拒不开门"  # type: ignore[attr-defined]


def test_a_correction_needs_a_reason_and_a_record(session: Session) -> None:
    old = recording.commit(session, nobody_home(session), NOW)
    with pytest.raises(BadInput, match="为什么"):
        recording.correct(session, old.id, " ", NOW)
    begun_entry = journal.latest(session.vault, "chain_begun")
    assert begun_entry
    with pytest.raises(NotAllowed, match="自动写入"):
        recording.correct(session, begun_entry.id, "想改一改", NOW)


def test_past_the_lease_drafts_may_be_finished_and_nothing_new_begun(session: Session) -> None:
    draft = nobody_home(session)
    much_later = NOW + dt.timedelta(days=15)
    with pytest.raises(NotAllowed, match="离线有效期"):
        recording.start(session, Visit, [CASE], much_later, HERE)
    assert recording.commit(session, draft, much_later).made_at == much_later


def test_the_transcript_says_what_was_tapped_and_waits_for_the_rest(session: Session) -> None:
    draft = begun(session)
    assert recording.narrative(session, draft) == ""
    told = recording.narrative(session, draft.answered("outcome", "无人"))
    assert "现场无人" in told
    assert draft.values["place"].text in told


def test_last_time_gives_the_latest_answer_of_this_terminal(session: Session) -> None:
    assert recording.last_answer(session, Visit, "knocked") is None
    recording.commit(session, nobody_home(session).answered("knocked", "门锁换新"), NOW)
    assert recording.last_answer(session, Visit, "knocked") == "门锁换新"
    assert recording.last_answer(session, Visit, "no_such_field") is None


def test_sweeping_spares_what_drafts_and_records_hold(session: Session) -> None:
    held, committed, loose = (photo(session, raw) for raw in (b"held", b"committed", b"loose"))
    film = recording.attach(session, b"film", media_type="video/mp4", role="film", name="a.mp4")
    draft = (
        begun(session).answered("photos", (held,)).answered("films", (Film(attachment=film, sort="film"),))
    )
    recording.keep(session, draft, NOW)
    recording.commit(session, nobody_home(session, OTHER).answered("photos", (committed,)), NOW)
    held_by_draft = {a.digest for a in recording.files_of(draft)}
    assert held_by_draft == {held.attachment.digest, film.digest}
    assert sweeping.sweep(session) == 0, "what is young may belong to a draft that is not kept yet"
    assert attachments.sweep(session.vault, held_by_draft, older_than_s=-1) == 1
    for digest in (held.attachment.digest, film.digest, committed.attachment.digest):
        assert attachments.known(session.vault, digest)
    assert not attachments.known(session.vault, loose.attachment.digest)
