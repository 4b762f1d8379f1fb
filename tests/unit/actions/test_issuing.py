"""Issuing: from the committed record to the paper that comes back signed, every step in the journal."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from services.actions import evidence, issuing, materials, preferences, recording
from services.demo import samples
from services.documents.photo_copies import LONGEST_SIDE, paper_copy
from services.documents.photos import NotAPhoto
from services.documents.subject import MissingFact
from services.entries.entry import Entry
from services.errors import BadInput, Damaged, NotAllowed
from services.records.events import DocumentIssued
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.kinds.visit import Visit
from services.records.record import Incomplete
from services.records.values import Bound, Signature
from services.session import Session
from services.settings import SERIAL_FOOTER
from services.store import attachments, journal
from tests.fixtures_papers import Finish, stored_draft

NOW = samples.NOW + dt.timedelta(hours=1)
LATER = NOW + dt.timedelta(minutes=5)


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def sheet(pdf: bytes) -> bytes:
    """A photo of the first page."""
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=2.2).to_pil().convert("RGB").rotate(4, expand=True, fillcolor="gray")
    target = io.BytesIO()
    image.save(target, "JPEG", quality=80)
    return target.getvalue()


@pytest.fixture
def seizure(finish: Finish) -> Entry:
    return finish(VehicleSeizure)


def test_a_kind_offers_its_own_papers_and_the_plain_sheet() -> None:
    assert [o.document for o in issuing.offers(Visit)] == ["visit_transcript", "record_sheet"]
    offered = {o.document: o for o in issuing.offers(VehicleSeizure)}
    assert offered["seizure_inventory"].copies == 3
    assert offered["seizure_inventory"].signed
    assert offered["record_sheet"].name == "扣押车辆记录单"


def test_a_paper_is_stored_journalled_and_bears_the_hash_of_its_record(
    session: Session, seizure: Entry
) -> None:
    made = issuing.issue(session, "seizure_inventory", seizure.id, NOW)
    assert made.entry.matter == seizure.matter
    assert made.entry.cases == seizure.cases
    said = made.entry.body["values"]
    assert (said["subject"], said["copies"], said["role"]) == (seizure.id, 3, "inventory")
    assert said["serial"] == f"{session.device[-4:].upper()}-00001"
    assert issuing.stored_pdf(session, made.entry.id) == made.pdf
    shown = text(made.pdf)
    assert seizure.digest[:20] in shown
    assert said["serial"] in shown
    assert "演示" in shown


def test_serials_count_up_on_this_device(session: Session, seizure: Entry) -> None:
    serials = [
        issuing.issue(session, code, seizure.id, NOW).entry.body["values"]["serial"][-5:]
        for code in ("seizure_inventory", "vehicle_transcript", "record_sheet")
    ]
    assert serials == ["00001", "00002", "00003"]


def test_the_stored_bytes_are_handed_out_and_never_made_again(session: Session, seizure: Entry) -> None:
    made = issuing.issue(session, "seizure_inventory", seizure.id, NOW)
    digest = made.entry.body["values"]["paper"]["digest"]
    path = attachments.path_of(session.vault, digest)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(Damaged):
        issuing.stored_pdf(session, made.entry.id)


def test_a_paper_goes_all_the_way_and_a_photo_of_the_sheet_finds_it(session: Session, seizure: Entry) -> None:
    made = issuing.issue(session, "seizure_inventory", seizure.id, NOW)
    issued = made.entry.id
    assert issuing.state(session, issued).word == "已出具"
    assert issuing.step(session, issued, "printed", LATER, copies=3, printer="演示打印机").word == "已打印"
    assert issuing.step(session, issued, "signed", LATER, persons=("汪演三", "徐定川")).word == "已签（纸）"
    photo = sheet(made.pdf)
    found = issuing.find_by_photo(session, photo)
    assert found.id == issued
    assert issuing.step(session, found.id, "photographed", LATER, photo=photo).word == "已回拍"
    done = issuing.step(session, issued, "delivered", LATER, to="汪演三")
    assert (done.word, done.delivered_to, done.printed) == ("已交付", ("汪演三",), 3)
    assert attachments.read(session.vault, done.photos[0].digest) == photo
    assert issuing.papers(session, entry_id=seizure.id) == (done,)
    assert issuing.papers(session, case=seizure.cases[0]) == (done,)


@pytest.mark.parametrize("taken", ["signed", "photographed", "delivered"])
def test_nothing_is_signed_or_handed_over_before_it_is_printed(
    session: Session, seizure: Entry, taken: str
) -> None:
    made = issuing.issue(session, "seizure_inventory", seizure.id, NOW)
    with pytest.raises(NotAllowed, match="先打印"):
        issuing.step(session, made.entry.id, taken, NOW, persons=("甲",), to="甲", photo=b"x")  # type: ignore[arg-type]


def test_each_step_needs_its_own_fact(session: Session, seizure: Entry) -> None:
    issued = issuing.issue(session, "seizure_inventory", seizure.id, NOW).entry.id
    issuing.step(session, issued, "printed", NOW, copies=1)
    for taken, sentence in (
        ("signed", "谁在纸上签"), ("photographed", "签名页的照片"), ("delivered", "交给了谁"), ("voided", "为什么作废"),
    ):  # fmt: skip
        with pytest.raises(BadInput, match=sentence):
            issuing.step(session, issued, taken, NOW)  # type: ignore[arg-type]
    assert issuing.state(session, issued).word == "已打印"


def test_a_voided_paper_stays_readable_and_is_not_printed(session: Session, seizure: Entry) -> None:
    issued = issuing.issue(session, "seizure_inventory", seizure.id, NOW).entry.id
    issuing.step(session, issued, "voided", LATER, note="打错份数")
    assert issuing.stored_pdf(session, issued).startswith(b"%PDF")
    with pytest.raises(NotAllowed, match="已作废"):
        issuing.step(session, issued, "printed", LATER, copies=1)


def test_a_paper_issued_anew_voids_the_one_it_replaces(session: Session, seizure: Entry) -> None:
    old = issuing.issue(session, "seizure_inventory", seizure.id, NOW).entry.id
    new = issuing.issue(session, "seizure_inventory", seizure.id, LATER, replaces=old).entry.id
    assert [p.word for p in issuing.papers(session, entry_id=seizure.id)] == ["已作废", "已出具"]
    with pytest.raises(NotAllowed, match="已经重出过"):
        issuing.issue(session, "seizure_inventory", seizure.id, LATER, replaces=old)
    assert issuing.state(session, new).open_steps


def test_a_corrected_record_makes_papers_only_from_its_correction(session: Session, finish: Finish) -> None:
    entry = finish(Visit)
    draft = recording.correct(session, entry.id, "漏记一句话", NOW)
    better = recording.commit(session, draft.answered("note", "另有一人在场"), NOW)
    with pytest.raises(NotAllowed, match="已由第 2 号更正"):
        issuing.issue(session, "visit_transcript", entry.id, LATER)
    shown = text(issuing.issue(session, "visit_transcript", better.id, LATER).pdf)
    assert "更正本机日志第1号记录" in shown
    assert "漏记一句话" in shown


def test_a_missing_fact_leaves_nothing_behind(session: Session, finish: Finish) -> None:
    entry = finish(VehicleSeizure, registered_to_debtor=False, owner_confirmed=False)
    before = journal.count(session.vault)
    with pytest.raises(MissingFact) as refused:
        issuing.issue(session, "seizure_inventory", entry.id, NOW)
    assert refused.value.field == "owner_confirmed"
    assert journal.count(session.vault) == before
    assert issuing.papers(session, entry_id=entry.id) == ()


def test_what_is_no_record_or_serves_another_kind_makes_no_paper(session: Session, seizure: Entry) -> None:
    made = issuing.issue(session, "record_sheet", seizure.id, NOW)
    with pytest.raises(NotAllowed, match="不是外勤记录"):
        issuing.issue(session, "record_sheet", made.entry.id, NOW)
    with pytest.raises(NotAllowed, match="不能出具"):
        issuing.issue(session, "visit_transcript", seizure.id, NOW)
    with pytest.raises(BadInput, match="没有“ruling”"):
        issuing.issue(session, "ruling", seizure.id, NOW)


def test_a_signing_copy_is_kept_and_ink_under_it_stands_in_the_paper(session: Session) -> None:
    draft = stored_draft(session, samples.sample(Visit))
    copy, pdf = issuing.signing_copy(session, "visit_transcript", draft, NOW)
    assert attachments.read(session.vault, copy.attachment.digest) == pdf
    assert "签名稿" in text(pdf)
    assert copy.shown["outcome"] == draft.values["outcome"]
    who = draft.values["met"][0]
    stroke = ((0.1, 0.1, 0.5, 0.0), (0.3, 0.2, 0.7, 0.1), (0.6, 0.1, 0.4, 0.2))
    signature = Signature(
        name=who.name, role=who.role, way="screen", at=NOW, strokes=(stroke,), aspect=0.4,
        bound=(Bound(document="visit_transcript", digest=copy.attachment.digest),),
    )  # fmt: skip
    signed = replace(draft, signing=(copy,)).answered("signatures", (signature,))
    entry = recording.commit(session, signed, NOW)
    made = materials.of_entry(session, "visit_transcript", entry.id, LATER)
    assert made.subject.frozen == {"visit_transcript": copy.attachment.digest}
    with_ink = materials.build(made).pdf
    without = materials.build(replace(made, subject=replace(made.subject, frozen={}))).pdf
    assert with_ink != without
    assert f"{NOW.year}年{NOW.month}月{NOW.day}日" in text(with_ink)


def test_an_unfinished_draft_is_not_frozen_for_signatures(session: Session) -> None:
    draft = stored_draft(session, samples.sample(Visit)).answered("outcome", None)
    with pytest.raises(Incomplete):
        issuing.signing_copy(session, "visit_transcript", draft, NOW)


def test_what_is_read_out_before_signing_is_the_papers_own_text(session: Session) -> None:
    draft = stored_draft(session, samples.sample(Visit))
    made = materials.build(materials.of_draft(session, "visit_transcript", draft, NOW))
    assert any(draft.values["said"][1].text in line for line in made.words)
    assert re.sub(r"\s", "", made.words[-1]) in text(made.pdf)


def test_the_court_may_switch_the_footer_off(session: Session, seizure: Entry) -> None:
    preferences.put(session, SERIAL_FOOTER, False)
    made = issuing.issue(session, "seizure_inventory", seizure.id, NOW)
    assert seizure.digest[:20] not in text(made.pdf)
    with pytest.raises(BadInput, match="没有读到文书的二维码"):
        issuing.find_by_photo(session, sheet(made.pdf))


def test_a_strange_code_or_a_paper_of_another_terminal_is_told_apart(
    session: Session, seizure: Entry
) -> None:
    made = issuing.issue(session, "seizure_inventory", seizure.id, NOW)
    plain = made.entry.id.replace("-", "").upper()
    assert issuing.by_mark(session, f"CF1:{plain}:{seizure.digest[:20].upper()}").id == made.entry.id
    with pytest.raises(BadInput, match="与日志里的记录不符"):
        issuing.by_mark(session, f"CF1:{plain}:{'0' * 20}")
    with pytest.raises(BadInput, match="不在本机上"):
        issuing.by_mark(session, f"CF1:{'A' * 32}:{'0' * 20}")
    with pytest.raises(BadInput, match="不是本程序文书"):
        issuing.by_mark(session, "https://example.invalid/")
    with pytest.raises(NotAPhoto):
        issuing.find_by_photo(session, b"no photo")


def test_photos_are_marked_on_the_copy_only_and_made_small() -> None:
    picture = Image.radial_gradient("L").resize((4000, 3000)).convert("RGB")
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=Image.Exif())
    raw = target.getvalue()
    copy = paper_copy(
        raw, ("浙江省常山县天马街道900号　北纬28.901462° 东经118.511235°", "2026年11月24日9时41分")
    )
    small = Image.open(io.BytesIO(copy))
    assert max(small.size) == LONGEST_SIDE
    assert paper_copy(raw, ("a",)) == paper_copy(raw, ("a",))
    unmarked = Image.open(io.BytesIO(paper_copy(raw, ())))
    low = (0, small.height - 30, small.width, small.height)
    assert small.crop(low).tobytes() != unmarked.crop(low).tobytes()
    assert evidence.thumbnail(raw)
    with pytest.raises(NotAPhoto):
        paper_copy(raw[:2000], ())


def test_a_paper_event_says_who_where_not_and_when(session: Session, seizure: Entry) -> None:
    entry = issuing.issue(session, "record_sheet", seizure.id, NOW).entry
    assert entry.kind == DocumentIssued.code
    assert entry.officers == (session.officer.name,)
    assert entry.made_at == NOW
    assert journal.verify(session.vault) == []


def test_what_needs_the_courts_seal_is_issued_as_a_draft_and_cannot_be_handed_over(
    session: Session, seizure: Entry
) -> None:
    issued = issuing.issue(session, "custody_order", seizure.id, NOW)
    assert "待签发稿" in text(issued.pdf)
    paper = issuing.state(session, issued.entry.id)
    assert (paper.word, paper.draft_mark) == ("待签发稿", True)
    issuing.step(session, issued.entry.id, "printed", LATER, copies=1)
    with pytest.raises(NotAllowed):
        issuing.step(session, issued.entry.id, "delivered", LATER, to="保管人")
