"""Two gates over a real vault: green only from evidence, passed over only with a reason that stays, signatures that void."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from typing import Any

import pytest
from PIL import Image

from services.actions import finding, gates, issuing, recording
from services.docket.property import Measure
from services.entries.entry import Attachment, Entry
from services.errors import BadInput, NotAllowed
from services.records import signing
from services.records.draft import Draft, SigningCopy
from services.records.duties import Gate
from services.records.events import DocumentIssued, DutyMet, DutyOverridden
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.kinds.visit import Visit
from services.records.record import Incomplete
from services.records.values import Bound, Signature
from services.session import Session
from services.store import journal, registry
from services.store.vault import Vault
from tests.factories import NOW, make_court, make_docket, make_officer
from tests.unit.records import seized

LATER = NOW + dt.timedelta(minutes=5)
TWO_CARS = seized.car("p1"), seized.car("p2", "浙H9A3K8", "LSVNV4189N2048799")
REASON = "电话通知社区值班人员，称不能到场"


@pytest.fixture
def session(vault: Vault) -> Session:
    two = dataclasses.replace(
        seized.CASE, number=seized.CASE.number.replace("900003", "900006"), properties=TWO_CARS
    )
    registry.load_docket(vault, make_docket((seized.CASE, two)))
    return Session(
        vault=vault, court=make_court(), officer=make_officer(), colleagues=(make_officer(2),),
    )  # fmt: skip


@pytest.fixture
def picture(session: Session) -> Attachment:
    target = io.BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(target, "JPEG")
    return recording.attach(session, target.getvalue(), media_type="image/jpeg", role="photo", name="1.jpg")


def begun(session: Session, picture: Attachment, **changes: Any) -> Draft:
    draft = recording.start(session, VehicleSeizure, (seized.CASE.number,), NOW, seized.FIX)
    return dataclasses.replace(draft, values=seized.answers(picture, **changes), prefilled=frozenset())


def states(session: Session, draft: Draft, at: Gate = "sign") -> dict[str, str]:
    return {s.duty.code: s.state for s in gates.standings(session, draft, at, NOW)}


def screen(name: str, role: str, copies: tuple[SigningCopy, ...]) -> Signature:
    bound = tuple(Bound(document=c.document, digest=c.attachment.digest) for c in copies)
    stroke = ((0.1, 0.1, 0.5, 0.0), (0.4, 0.2, 0.5, 0.2))
    return Signature(name=name, role=role, way="screen", at=LATER, strokes=(stroke,), bound=bound)


def copies_of(session: Session, draft: Draft) -> tuple[SigningCopy, ...]:
    signed = [o.document for o in issuing.offers(VehicleSeizure) if o.signed]
    return tuple(issuing.signing_copy(session, code, draft, NOW)[0] for code in signed)


def signed_by_all(session: Session, draft: Draft) -> Draft:
    copies = copies_of(session, draft)
    given = tuple(
        screen(name, role, copies) for name, role in signing.signers(VehicleSeizure.fields(), draft.values)
    )
    return dataclasses.replace(draft, signing=copies).answered("signatures", given)


# --- before 完成


def test_a_whole_car_is_green_and_becomes_a_record(session: Session, picture: Attachment) -> None:
    draft = begun(session, picture)
    assert {code for code, state in states(session, draft).items() if state != "met"} == {"queue_checked"}
    assert recording.commit(session, draft, LATER).kind == "vehicle_seizure"


@pytest.mark.parametrize(
    ("code", "without"),
    [
        ("id_shown", {"id_shown": False}),
        ("not_exempt", {"exempt": True}),
        ("within_claim", {"estimate": None}),
        ("debtor_side_notified", {"present": (seized.COMMUNITY,)}),
        ("unit_or_grassroots_present", {"present": (seized.WIFE,)}),
        ("identity_matches_docket", {"vin": "LSVNV4189N2043717"}),
        ("public_sign", {"seals": None}),
    ],
)
def test_what_lacks_evidence_is_red_and_blocks(
    session: Session, picture: Attachment, code: str, without: dict[str, Any]
) -> None:
    draft = begun(session, picture, **without)
    assert states(session, draft)[code] == "missing"
    with pytest.raises(Incomplete, match="没有依据"):
        recording.commit(session, draft, LATER)
    assert recording.drafts(session) == ()


def test_an_answer_that_is_only_prefilled_proves_nothing(session: Session, picture: Attachment) -> None:
    draft = dataclasses.replace(begun(session, picture), prefilled=frozenset({"custodian"}))
    assert states(session, draft)["custodian_named"] == "missing"


def test_a_reason_lets_it_pass_and_stays_in_the_entry(session: Session, picture: Attachment) -> None:
    draft = begun(session, picture, present=(seized.WIFE,))
    passed = gates.override(session, draft, "unit_or_grassroots_present", REASON, NOW)
    assert states(session, passed)["unit_or_grassroots_present"] == "overridden"
    entry = recording.commit(session, passed, LATER)
    (kept,) = entry.body["overrides"]
    assert (kept["reason"], kept["by"]) == (REASON, session.officer.name)
    pdf_words = issuing.issue(session, "vehicle_transcript", entry.id, LATER)
    assert pdf_words.pdf


@pytest.mark.parametrize("reason", ["", "社区没有人来", "　　　　　　　　　　　"])
def test_too_short_a_reason_is_refused(session: Session, picture: Attachment, reason: str) -> None:
    with pytest.raises(BadInput, match="10 个字"):
        gates.override(session, begun(session, picture), "id_shown", reason, NOW)


def test_a_duty_of_another_gate_is_not_passed_over_at_signing(session: Session, picture: Attachment) -> None:
    with pytest.raises(BadInput):
        gates.override(session, begun(session, picture), "copy_handed_over", REASON, NOW)


# --- which car


def test_the_only_car_of_a_case_is_the_subject(session: Session) -> None:
    draft = recording.start(session, VehicleSeizure, (seized.CASE.number,), NOW, seized.FIX)
    assert draft.subject == "p1"
    assert draft.values["plate"] == "浙H9A3K7"


def test_of_several_cars_none_is_guessed(session: Session) -> None:
    number = seized.CASE.number.replace("900003", "900006")
    draft = recording.start(session, VehicleSeizure, (number,), NOW, seized.FIX)
    assert draft.subject == ""
    assert "plate" not in draft.values
    second = recording.start(session, VehicleSeizure, (number,), NOW, seized.FIX, subject="p2")
    assert second.values["plate"] == "浙H9A3K8"


def test_a_visit_is_about_no_thing(session: Session) -> None:
    assert recording.start(session, Visit, (seized.CASE.number,), NOW, seized.FIX).subject == ""


# --- signatures


def test_signatures_over_frozen_copies_stand_and_satisfy_the_leave_gate(
    session: Session, picture: Attachment
) -> None:
    draft = signed_by_all(session, begun(session, picture))
    assert signing.voided(VehicleSeizure, draft) == ()
    entry = recording.commit(session, draft, LATER)
    assert {c.attachment.digest for c in draft.signing} <= {a.digest for a in entry.attachments}
    standing = {s.duty.code: s.state for s in gates.leave(session, entry.matter, LATER)}
    assert standing == {"transcript_signed": "met", "inventory_signed": "met", "copy_handed_over": "missing"}


def test_a_change_to_a_shown_field_voids_them_by_name_and_blocks(
    session: Session, picture: Attachment
) -> None:
    draft = signed_by_all(session, begun(session, picture)).answered("odometer", 86413)
    assert signing.voided(VehicleSeizure, draft) == ("odometer",)
    with pytest.raises(Incomplete, match="里程表读数”有变动，签名已作废"):
        recording.commit(session, draft, LATER)
    back = draft.answered("odometer", 86412)
    assert signing.voided(VehicleSeizure, back) == (), "they stand under the very words again"


def test_another_photo_in_the_same_slot_is_a_change_too(session: Session, picture: Attachment) -> None:
    draft = signed_by_all(session, begun(session, picture))
    other = dataclasses.replace(picture, digest="0" * 64)
    photos = (seized.photo("左前", other), *draft.values["photos"][1:])
    assert signing.voided(VehicleSeizure, draft.answered("photos", photos)) == ("photos",)


def test_a_reason_given_after_signing_voids(session: Session, picture: Attachment) -> None:
    draft = signed_by_all(session, begun(session, picture))
    late = gates.override(session, draft, "recorder", REASON, LATER)
    assert signing.voided(VehicleSeizure, late) == (signing.OVERRIDES,)


def test_a_refusal_voids_nobody_and_is_not_voided(session: Session, picture: Attachment) -> None:
    draft = signed_by_all(session, begun(session, picture))
    refusal = Signature(name="徐云芝", role="成年家属", way="refused", at=LATER, reason="认为内容不实")
    given = (refusal, *(s for s in draft.values["signatures"] if s.name != "徐云芝"))
    refused = draft.answered("signatures", given)
    assert signing.voided(VehicleSeizure, refused) == ()
    changed = refused.answered("odometer", 1)
    assert signing.void_by(VehicleSeizure, changed, refusal) == ()
    assert all(signing.void_by(VehicleSeizure, changed, s) for s in given[1:])


def test_signatures_under_a_copy_that_is_not_kept_are_void(session: Session, picture: Attachment) -> None:
    draft = dataclasses.replace(signed_by_all(session, begun(session, picture)), signing=())
    assert signing.voided(VehicleSeizure, draft) == (signing.SIGNATURES,)


def test_every_paper_that_shows_the_field_and_only_such_a_field_voids(
    session: Session, picture: Attachment
) -> None:
    draft = signed_by_all(session, begun(session, picture))
    assert all("keys" in copy.shown for copy in draft.signing)
    changed = draft.answered("note", "补一句").answered("keys", 2)
    names = signing.voided(VehicleSeizure, changed)
    assert names == tuple(n for n in VehicleSeizure.fields() if n in ("note", "keys"))
    assert signing.labels(VehicleSeizure, ("keys",)) == ("钥匙",)


def test_a_correction_is_signed_anew(session: Session, picture: Attachment) -> None:
    entry = recording.commit(session, signed_by_all(session, begun(session, picture)), LATER)
    again = recording.correct(session, entry.id, "漏记一把钥匙", LATER)
    assert "signatures" not in again.values


# --- 离场


def finished(session: Session, picture: Attachment) -> Entry:
    return recording.commit(session, begun(session, picture), LATER)


def test_a_copy_on_the_way_is_no_copy_handed_over(session: Session, picture: Attachment) -> None:
    entry = finished(session, picture)
    issued = issuing.issue(session, "seizure_inventory", entry.id, LATER).entry.id
    issuing.step(session, issued, "printed", LATER, copies=3, printer="演示打印机")
    assert "copy_handed_over" in {s.duty.code for s in gates.leave(session, entry.matter, LATER) if s.blocks}
    issuing.step(session, issued, "delivered", LATER, to="徐云芝")
    assert "copy_handed_over" not in {
        s.duty.code for s in gates.leave(session, entry.matter, LATER) if s.blocks
    }


def test_paper_counts_once_everyone_signed_and_the_sheet_is_photographed(
    session: Session, picture: Attachment
) -> None:
    entry = finished(session, picture)
    issued = issuing.issue(session, "seizure_inventory", entry.id, LATER).entry.id
    issuing.step(session, issued, "printed", LATER, copies=3)
    names = tuple(name for name, _ in signing.signers(VehicleSeizure.fields(), seized.answers(picture)))
    sheet = journal.entry(session.vault, issued).attachments[0]
    raw = recording.original(session, picture)
    assert sheet.digest != picture.digest

    def inventory() -> str:
        found = {s.duty.code: s.state for s in gates.leave(session, entry.matter, LATER)}
        return found["inventory_signed"]

    issuing.step(session, issued, "signed", LATER, persons=names[:2])
    issuing.step(session, issued, "photographed", LATER, photo=raw)
    assert inventory() == "missing", "two of five have signed"
    issuing.step(session, issued, "signed", LATER, persons=names[2:])
    assert inventory() == "met"
    issuing.step(session, issued, "voided", LATER, note="印错一页")
    assert inventory() == "missing", "a voided paper proves nothing"


def test_a_reason_at_leaving_is_an_entry_of_its_own_and_printed(
    session: Session, picture: Attachment
) -> None:
    entry = finished(session, picture)
    told = gates.override_at_leave(
        session, entry.matter, "copy_handed_over", "被执行人及家属均不在场，回院后送达", LATER
    )
    assert (told.kind, told.matter, told.cases) == (DutyOverridden.code, entry.matter, entry.cases)
    standing = {s.duty.code: s for s in gates.leave(session, entry.matter, LATER)}["copy_handed_over"]
    assert (standing.state, standing.text) == ("overridden", "被执行人及家属均不在场，回院后送达")
    with pytest.raises(NotAllowed):
        gates.override_at_leave(session, entry.matter, "copy_handed_over", "再写一次同样的理由也没用", LATER)


@pytest.mark.parametrize(("code", "reason"), [("copy_handed_over", "不在"), ("id_shown", REASON)])
def test_leaving_takes_no_short_reason_and_no_duty_of_another_gate(
    session: Session, picture: Attachment, code: str, reason: str
) -> None:
    entry = finished(session, picture)
    with pytest.raises(BadInput):
        gates.override_at_leave(session, entry.matter, code, reason, LATER)
    assert not journal.entries(session.vault, kinds=(DutyOverridden.code,))


# --- back at the office


def office_codes(session: Session) -> list[str]:
    return [t.standing.duty.code for t in gates.open_office_tasks(session, NOW.date())]


def test_what_is_left_for_the_office_stands_on_today_until_it_is_met(
    session: Session, picture: Attachment
) -> None:
    entry = finished(session, picture)
    assert office_codes(session) == ["registration_notice", "yard_receipt"]
    (first, _) = finding.today(session, NOW.date()).office
    assert (first.entry, first.cases) == (entry.id, entry.cases)
    gates.meet(
        session,
        entry.matter,
        "registration_notice",
        "已送达车管所，收到回执",
        "浙0822执协9号",
        picture,
        LATER,
    )
    assert office_codes(session) == ["yard_receipt"]
    (said,) = [h.said for h in finding.matter(session, entry.matter) if isinstance(h.said, DutyMet)]
    assert said.photo == picture


def test_the_office_tasks_of_an_old_record_are_gone(session: Session, picture: Attachment) -> None:
    finished(session, picture)
    assert gates.open_office_tasks(session, NOW.date() + dt.timedelta(days=gates.OPEN_DAYS + 1)) == ()


def test_only_office_duties_are_met_by_words(session: Session, picture: Attachment) -> None:
    entry = finished(session, picture)
    with pytest.raises(BadInput):
        gates.meet(session, entry.matter, "copy_handed_over", "当面交了一份", "", None, LATER)
    with pytest.raises(BadInput):
        gates.meet(session, entry.matter, "registration_notice", " ", "", None, LATER)


def test_a_correction_takes_the_place_of_the_record_and_keeps_what_the_office_did(
    session: Session, picture: Attachment
) -> None:
    entry = finished(session, picture)
    gates.meet(session, entry.matter, "registration_notice", "已送达车管所，收到回执", "", None, LATER)
    again = recording.correct(session, entry.id, "漏记一把钥匙", LATER).answered("keys", 2)
    later = recording.commit(session, again, LATER + dt.timedelta(minutes=1))
    assert gates.aftermath(session, entry.id, LATER).superseded_by == later.id
    assert gates.aftermath(session, later.id, LATER).superseded_by == ""
    assert office_codes(session) == ["yard_receipt"]


def test_the_docket_alone_can_prove_the_registration(session: Session, picture: Attachment) -> None:
    measure = Measure(
        id="m1", kind="seizure", property_id="p1", registered=True, expires_on=dt.date(2028, 11, 23)
    )
    registered = dataclasses.replace(seized.CASE, measures=(measure,))
    finished(session, picture)
    registry.load_docket(session.vault, make_docket((registered,), serial=2))
    assert office_codes(session) == ["yard_receipt"]


# --- the second officer


def test_two_officers_wait_for_the_second_until_he_has_signed(session: Session, picture: Attachment) -> None:
    alone = gates.aftermath(session, finished(session, picture).id, LATER)
    assert (alone.confirmed_by, alone.waits_for) == ("", ("毛一帆",))
    signed = recording.commit(session, signed_by_all(session, begun(session, picture)), LATER)
    both = gates.aftermath(session, signed.id, LATER)
    assert (both.confirmed_by, both.waits_for) == ("毛一帆", ())


def test_what_the_program_wrote_itself_asks_for_nothing(session: Session, picture: Attachment) -> None:
    entry = finished(session, picture)
    issued = issuing.issue(session, "seizure_inventory", entry.id, LATER).entry
    assert issued.kind == DocumentIssued.code
    assert gates.aftermath(session, issued.id, LATER) == gates.Aftermath(
        leave=(), office=(), confirmed_by="", waits_for=(), superseded_by=""
    )
