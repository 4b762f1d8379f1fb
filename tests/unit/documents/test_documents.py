"""The papers themselves: complete, exact in what they show, refused when a fact is missing, provable by their marks."""

from __future__ import annotations

import dataclasses
import functools
import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageFilter

from services import wording
from services.demo import samples
from services.demo.samples import Sample
from services.documents import catalogue, scanning
from services.documents.document import Document
from services.documents.faces import CharacterMissing
from services.documents.proof import Mark
from services.documents.subject import Correction, MissingFact
from services.law import articles
from services.records import catalogue as kinds
from services.records.events import DutyOverridden
from services.records.fields import Signatures
from services.records.kinds.referral import ITEMS, Referral
from services.records.kinds.sanction import ACTS, FINE, GROUNDS, Sanction
from services.records.kinds.settlement import Settlement
from services.records.kinds.vehicle_seizure import IN_USE, TAKEN, VehicleSeizure
from services.records.kinds.visit import Visit
from services.records.record import Record
from services.records.values import Override, Person, Signature
from tests.golden.pdf import make
from tests.unit.documents.sheets import fonts, pages

PAIRS = [(kind, document) for kind in kinds.KINDS for document in catalogue.for_kind(kind)]
NAMES = [f"{kind.code}-{document.code}" for kind, document in PAIRS]
each = pytest.mark.parametrize(("kind", "document"), PAIRS, ids=NAMES)


def sample(kind: type[Record], seed: int = 1, document: Document | None = None, **answers: Any) -> Sample:
    """A sample of that kind, and of the step that makes this document, with some answers replaced."""
    made = samples.sample(kind, seed, document=document)
    return dataclasses.replace(made, record=dataclasses.replace(made.record, **answers))  # type: ignore[type-var]


def pdf(document: Document, made: Sample, *, footer: bool = True, **noted: Any) -> bytes:
    """The paper of a sample; `noted` changes the subject."""
    subject = dataclasses.replace(made.subject, **noted)
    return document.pdf(subject, samples.proof(document, made), footer=footer)


def words(raw: bytes) -> str:
    """All text of a paper without line feeds and spaces."""
    return re.sub(r"\s", "", "".join(pages(raw)))


def test_every_document_serves_a_kind_or_the_case_and_has_a_code_of_its_own() -> None:
    codes = [document.code for document in catalogue.DOCUMENTS]
    assert len(set(codes)) == len(codes)
    assert {document.code for _, document in PAIRS} | {d.code for d in catalogue.for_case()} == set(codes)
    assert all(catalogue.document(code).code == code for code in codes)


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.code)
def test_a_kind_asks_for_signatures_where_one_of_its_papers_is_signed(kind: type[Record]) -> None:
    asks = any(isinstance(field, Signatures) for field in kind.fields().values())
    assert asks == any(document.signed for document in catalogue.for_kind(kind))


@pytest.mark.parametrize(("name", "raw"), [pytest.param(n, r, id=n) for n, r in make.made()])
def test_the_text_of_a_paper_is_the_golden_one(name: str, raw: bytes) -> None:
    assert make.text_of(raw) == (make.FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@each
def test_nothing_prints_as_blank_none_or_a_cross(kind: type[Record], document: Document) -> None:
    for seed in (1, 4, 7):
        text = words(pdf(document, sample(kind, seed, document)))
        for bad in ("None", "×", "（）", "：。", "，，", "，。", "、、", "()", "<", "…", "nan", "：、"):
            assert bad not in text, bad


@each
def test_the_same_record_gives_the_same_bytes(kind: type[Record], document: Document) -> None:
    assert pdf(document, sample(kind, document=document)) == pdf(document, sample(kind, document=document))


@each
def test_every_font_is_embedded_and_none_is_a_stranger(kind: type[Record], document: Document) -> None:
    found = fonts(pdf(document, sample(kind, document=document)))
    assert found
    assert all(found.values())
    assert not any("Helvetica" in name or "Times" in name for name in found)


@each
def test_a_paper_passes_qpdf(kind: type[Record], document: Document, tmp_path: Path) -> None:
    command = shutil.which("qpdf")
    assert command, "qpdf is one of the test packages that ./run sets up"
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf(document, sample(kind, document=document)))
    done = subprocess.run([command, "--check", str(path)], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


def _others(kind: type[Record], document: Document) -> Iterator[tuple[str, Sample, Sample]]:
    """For each attribute, a sample and the same with another answer there that changes nothing of what is asked."""
    step = document.code if document.fits else ""  # a kind without steps has the same samples for every paper
    more = [_cached(kind, seed, step) for seed in range(3, 20)]
    for base in (_cached(kind, 1, step), _cached(kind, 2, step)):
        asked = kind.asked(_values(base.record))
        images = {**base.images, **{digest: raw for made in more for digest, raw in made.images.items()}}
        for name in asked:
            old = getattr(base.record, name)
            if old in (None, "", ()) or isinstance(kind.fields()[name], Signatures):
                continue
            offered = (*(getattr(made.record, name) for made in more), _turned(old))
            other = next((value for value in offered if value not in (None, "", (), old)), None)
            record = dataclasses.replace(base.record, **{name: other})  # type: ignore[type-var]
            if other is not None and kind.asked(_values(record)) == asked:
                yield name, base, dataclasses.replace(base, record=record, images=images)


@functools.cache
def _cached(kind: type[Record], seed: int, paper: str) -> Sample:
    return samples.sample(kind, seed, document=catalogue.document(paper) if paper else None)


def _values(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.fields()}


def _turned(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    return value + "甲" if isinstance(value, str) else None


@each
def test_a_paper_shows_exactly_what_it_is_said_to_show(kind: type[Record], document: Document) -> None:
    shown, tried, seen = set(document.shown_names(kind)), set(), set()
    for name, before, after in _others(kind, document):
        differ = _differ(document, before, after)
        if name in shown:
            said = document.shown(kind, _values(before.record))
            told = document.shown(kind, _values(after.record))
            assert said[name] != told[name], f"a change of {name} would go unnoticed"
        else:
            assert not differ, f"{name} shows, and no signature would notice its change"
        tried.add(name)
        if differ:
            seen.add(name)
    assert tried & shown <= seen, (
        f"said to be shown, but nothing of it is seen: {sorted(tried & shown - seen)}"
    )


def _differ(document: Document, before: Sample, after: Sample) -> bool:
    """Whether two papers read differently; one that is refused depends on what was changed."""
    try:
        if document.words(before.subject) != document.words(after.subject):
            return True
        return _whole(document, before) != words(pdf(document, after))
    except MissingFact:
        return True


def _whole(document: Document, made: Sample) -> str:
    """The text of an unchanged sample's paper, made once."""
    key = (document.code, id(made))
    if key not in _WHOLE:
        _WHOLE[key] = words(pdf(document, made))
    return _WHOLE[key]


_WHOLE: dict[tuple[str, int], str] = {}


@pytest.mark.parametrize(
    ("code", "kind", "answers", "field"),
    [
        ("visit_transcript", Visit, {"id_shown": None}, "id_shown"),
        ("visit_transcript", Visit, {"officers": ()}, "officers"),
        ("visit_transcript", Visit, {"met": (Person(name="", role="邻居"),)}, "met"),
        ("seizure_inventory", VehicleSeizure, {"items_taken_by": ""}, "items_taken_by"),
        (
            "seizure_inventory",
            VehicleSeizure,
            {"registered_to_debtor": False, "owner_confirmed": None},
            "owner_confirmed",
        ),
        (
            "vehicle_transcript",
            VehicleSeizure,
            {"registered_to_debtor": False, "owner_confirmed": False},
            "owner_confirmed",
        ),
        ("vehicle_transcript", VehicleSeizure, {"id_shown": False}, "id_shown"),
    ],
)
def test_a_missing_fact_refuses_the_paper_and_names_its_field(
    code: str, kind: type[Record], answers: dict[str, Any], field: str
) -> None:
    with pytest.raises(MissingFact) as refused:
        pdf(catalogue.document(code), sample(kind, **answers), overrides=())
    assert refused.value.field == field
    assert "没有出具" in refused.value.sentence


def test_a_seizure_without_a_ruling_in_the_docket_gets_no_paper() -> None:
    made = sample(VehicleSeizure)
    cases = tuple(dataclasses.replace(case, served=()) for case in made.cases)
    for code in ("seizure_inventory", "vehicle_transcript"):
        with pytest.raises(MissingFact, match="没有扣押裁定"):
            pdf(catalogue.document(code), made, cases=cases)


def test_a_docket_without_debtor_refuses_the_paper() -> None:
    made = sample(Visit)
    cases = tuple(dataclasses.replace(case, parties=case.creditors) for case in made.cases)
    with pytest.raises(MissingFact, match="没有被执行人"):
        pdf(catalogue.document("visit_transcript"), made, cases=cases)


def test_a_photo_that_cannot_be_had_refuses_the_paper() -> None:
    with pytest.raises(MissingFact) as refused:
        pdf(catalogue.document("visit_transcript"), sample(Visit), images={})
    assert refused.value.field == "photos"


@pytest.mark.parametrize("name", ["金𬭎", "周䶮", "㛃燊犇"])
def test_rare_names_stand_in_the_paper_and_in_its_text(name: str) -> None:
    made = sample(Visit, met=(Person(name=name, role="邻居"),), outcome="见到他人")
    assert name in words(pdf(catalogue.document("visit_transcript"), made))


def test_a_character_no_font_has_refuses_the_paper_and_is_named() -> None:
    made = sample(Visit, met=(Person(name="王\U00031360", role="邻居"),), outcome="见到他人")
    with pytest.raises(CharacterMissing) as refused:
        pdf(catalogue.document("visit_transcript"), made)
    assert "\U00031360" in refused.value.sentence or "31360" in refused.value.sentence


def _seen(raw: bytes, number: int = 0) -> Image.Image:
    with pypdfium2.PdfDocument(raw) as document:
        return document[number].render(scale=2.4).to_pil().convert("RGB")


def _jpeg(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=75)
    return target.getvalue()


@each
def test_every_page_bears_the_mark_of_paper_and_record(kind: type[Record], document: Document) -> None:
    made = sample(kind, document=document)
    proof = samples.proof(document, made)
    raw = pdf(document, made)
    for number, text in enumerate(pages(raw)):
        assert scanning.marks_in(_jpeg(_seen(raw, number))) == (Mark(proof.id, proof.anchor[:20]),)
        assert proof.serial in text
        assert " ".join(proof.anchor[i : i + 4] for i in range(0, 20, 4)) in text


def test_the_mark_is_read_from_a_dim_photo_held_askew() -> None:
    made = sample(VehicleSeizure)
    document = catalogue.document("seizure_inventory")
    page = _seen(pdf(document, made)).resize((2580, 3650))
    bent = page.transform(
        page.size,
        Image.Transform.QUAD,
        (-120, -60, 40, 3740, 2730, 3680, 2550, -80),
        resample=Image.Resampling.BICUBIC,
        fillcolor=(120, 100, 80),
    ).rotate(8, expand=True, fillcolor=(120, 100, 80), resample=Image.Resampling.BICUBIC)
    photo = bent.filter(ImageFilter.GaussianBlur(1.2)).point(lambda value: int(value * 0.4))
    assert [mark.id for mark in scanning.marks_in(_jpeg(photo))] == [samples.proof(document, made).id]


def test_a_court_may_switch_the_footer_off() -> None:
    made = sample(Visit)
    document = catalogue.document("visit_transcript")
    raw = pdf(document, made, footer=False)
    assert samples.proof(document, made).serial not in words(raw)
    assert scanning.marks_in(_jpeg(_seen(raw))) == ()
    assert "第1页" in words(raw)


@pytest.mark.parametrize("code", ["visit_transcript", "seizure_inventory", "vehicle_transcript"])
def test_a_signing_copy_has_open_places_and_no_proof_of_an_entry(code: str) -> None:
    document = catalogue.document(code)
    made = sample(document.serves[0])  # type: ignore[arg-type]
    subject = dataclasses.replace(made.subject, is_open=True)
    proof = dataclasses.replace(samples.proof(document, made), anchor="", serial="")
    raw = document.pdf(subject, proof)
    assert "签名稿" in words(raw)
    assert scanning.marks_in(_jpeg(_seen(raw))) == ()
    assert "拒绝签名，要求先见律师" not in words(raw)
    assert "年月日" in words(raw)
    read_out = "".join(document.words(subject))
    assert made.cases[0].number in read_out


def _ink(raw: bytes) -> int:
    """How many curves are drawn: signatures are the only ones outside fonts."""
    with pypdfium2.PdfDocument(raw) as document:
        return sum(1 for page in document for thing in page.get_objects(max_depth=1) if thing.type == 2)


def test_ink_stands_only_under_the_copy_it_was_written_under() -> None:
    document = catalogue.document("visit_transcript")
    made = sample(Visit)
    with_ink = _ink(pdf(document, made))
    without = _ink(pdf(document, made, frozen={document.code: "e" * 64}))
    assert with_ink > without


def test_refused_unable_and_gone_stand_in_words_at_their_places() -> None:
    made = sample(Visit)
    who = made.record.met  # type: ignore[attr-defined]
    ways = (("refused", "认为内容不实"), ("unable", "不识字，已宣读"), ("left", "提前离场"))
    given = tuple(
        Signature(name=p.name, role=p.role, way=way, at=samples.NOW, reason=reason)  # type: ignore[arg-type]
        for p, (way, reason) in zip(who, ways, strict=True)
    )
    text = words(pdf(catalogue.document("visit_transcript"), sample(Visit, signatures=given)))
    for sentence in ("拒绝签名，认为内容不实", "不能签名，不识字，已宣读", "未签名即离开，提前离场"):
        assert sentence in text


def test_who_is_officer_and_recorder_signs_once_under_both() -> None:
    made = sample(Visit)
    text = words(pdf(catalogue.document("visit_transcript"), made))
    recorder = made.docket.officer.name
    assert f"执行人员、记录人：{recorder}" in text
    assert text.count(f"记录人：{recorder}") == 2  # among the facts and at the place


def test_what_was_passed_over_corrected_and_added_is_printed() -> None:
    made = sample(Visit, id_shown=None)
    override = Override(duty="id_shown", reason="对方隔门应答，不肯开门", by="方立", at=samples.NOW)
    later = DutyOverridden(duty="x", sentence="清单副本交付", article="cpl-256-2", reason="家属拒收，已留置")
    text = words(
        pdf(
            catalogue.document("visit_transcript"),
            made,
            overrides=(override,),
            afterwards=(later,),
            correction=Correction(number=7, reason="漏记应门情况", by="方立"),
        )
    )
    assert "第二百三十九条）未能落实，理由：对方隔门应答，不肯开门（方立，" in text
    assert "第二百五十六条第二款）未能落实，理由：家属拒收，已留置" in text
    assert "更正本机日志第7号记录。更正人：方立；更正理由：漏记应门情况" in text
    assert "向在场人出示" not in text  # it was not answered, so nothing is claimed


def test_the_terms_of_use_stand_in_the_papers_of_a_car_left_in_use_only() -> None:
    found = {samples.sample(VehicleSeizure, s).record.way: s for s in range(1, 12)}  # type: ignore[attr-defined]
    inventory, transcript = map(catalogue.document, ("seizure_inventory", "vehicle_transcript"))
    in_use, taken = sample(VehicleSeizure, found[IN_USE]), sample(VehicleSeizure, found[TAKEN])
    assert "准许演示使用人在扣押期间继续使用" in words(pdf(inventory, in_use))
    assert "转为实扣的情形" in words(pdf(transcript, in_use))
    assert "保管人不得使用该财产" in words(pdf(inventory, taken))
    assert "转为实扣的情形" not in words(pdf(transcript, taken))


def test_things_taken_back_are_named_below_the_list_and_not_in_it() -> None:
    made = sample(VehicleSeizure)
    goods = made.record.loose_items  # type: ignore[attr-defined]
    back = tuple(dataclasses.replace(row, disposition="当场取回") for row in goods)
    kept = tuple(dataclasses.replace(row, disposition="随车扣押") for row in goods)
    document = catalogue.document("seizure_inventory")
    assert "当场取回，不在扣押之列" in words(pdf(document, sample(VehicleSeizure, loose_items=back)))
    count = int(
        re.search(r"以下空白，共(\d+)项", words(pdf(document, sample(VehicleSeizure, loose_items=back))))[1]
    )  # type: ignore[index]
    assert f"共{count + len(goods)}项" in words(pdf(document, sample(VehicleSeizure, loose_items=kept)))


def test_an_inventory_of_many_pages_repeats_its_head_and_loses_no_row() -> None:
    made = sample(VehicleSeizure)
    row = made.record.loose_items[0]  # type: ignore[attr-defined]
    rows = tuple(
        dataclasses.replace(row, number=n, name=f"零件{n:03}", disposition="随车扣押", photo=None)
        for n in range(1, 121)
    )
    raw = pdf(catalogue.document("seizure_inventory"), sample(VehicleSeizure, loose_items=rows))
    found = pages(raw)
    assert len(found) > 4
    assert all("财产名称" in text for text in found[:-2])
    text = words(raw)
    assert all(f"零件{n:03}" in text for n in range(1, 121))


@pytest.mark.parametrize(
    "code", ["assistance_letter", "registry_notice", "collect_notice", "custody_order", "referral_letter"]
)
def test_a_sealed_notice_of_a_record_says_whom_to_ask_and_has_body_text_over_its_seal(code: str) -> None:
    document = catalogue.document(code)
    for many in (False, True):
        made = samples.sample(document.serves[0], 2 if many else 1, many=many)
        found = pages(document.pdf(made.subject, samples.proof(document, made)))
        text = "".join(found)
        assert made.subject.handler is not None
        assert f"联系人：{made.subject.handler.name}；联系电话：{made.subject.handler.phone}" in text
        assert made.subject.court.postcode in text
        sealed = next(page for page in found if "院印" in page)
        assert len(sealed.partition("附：")[0].partition("二〇二六年")[0]) >= 28, (
            "the seal stands without its text"
        )


def test_the_items_of_a_referral_are_cited_as_items() -> None:
    made = samples.sample(Referral, 1)
    letter = catalogue.document("referral_letter")
    record = dataclasses.replace(made.record, items=(ITEMS[3], "其他情形（手写）"))
    said = "".join(letter.words(dataclasses.replace(made.subject, record=record)))
    assert "第四项（拒绝或虚假报告财产、违反限高，经处罚仍不执行）、其他情形（手写）" in said


def test_who_is_only_fined_is_neither_handed_to_the_police_nor_asked_to_repent() -> None:
    fined = sample(Sanction, 1, catalogue.document("repentance"), measure=FINE, days=None)
    for code in ("detention_notice", "early_release_decision", "repentance"):
        assert not catalogue.document(code).suits(fined.record), code
        with pytest.raises(MissingFact, match="拘留天数"):
            pdf(catalogue.document(code), fined)


def test_the_police_are_named_before_a_notice_of_detention_is_made() -> None:
    nobody = sample(Sanction, 1, catalogue.document("detention_notice"), police_station="")
    with pytest.raises(MissingFact) as refused:
        pdf(catalogue.document("detention_notice"), nobody)
    assert refused.value.field == "police_station"


FINED = (
    (
        (ACTS[2],),
        "《中华人民共和国民事诉讼法》第一百一十四条第一款第五项、第一百一十八条、第一百一十九条的规定",
    ),
    ((ACTS[3], ACTS[0], ACTS[6], "骂人（手写）"), "第一百一十四条第一款第三项、第六项、第一百一十八条"),
    (  # a person who answers for a unit
        (ACTS[9],),
        "《中华人民共和国民事诉讼法》第一百一十七条第一款第二项、第一百一十七条第二款、第一百一十八条",
    ),
    ((ACTS[12], ACTS[1]), "第一百一十四条第一款第四项、第二百五十二条、第一百一十八条"),
)


@pytest.mark.parametrize(("acts", "law"), FINED)
def test_a_decision_cites_the_item_of_what_was_done_and_says_the_deed_without_it(
    acts: tuple[str, ...], law: str
) -> None:
    for code in ("sanction_decision", "detention_notice"):
        paper = catalogue.document(code)
        made = sample(Sanction, 1, catalogue.document("detention_notice"), act=acts)
        said = "".join(paper.words(made.subject))
        assert law in said, code
        assert "项）" not in said


def test_a_decision_without_an_item_of_the_law_is_refused_and_the_field_is_named() -> None:
    written = sample(Sanction, 1, catalogue.document("detention_notice"), act=("辱骂（手写）",))
    for code in ("sanction_decision", "detention_notice"):
        with pytest.raises(MissingFact, match="妨害行为") as refused:
            pdf(catalogue.document(code), written)
        assert refused.value.field == "act"
    said = "".join(catalogue.document("sanction_transcript").words(written.subject))
    assert "供依照《中华人民共和国民事诉讼法》第一百一十四条处理" in said, (
        "what happened is written down all the same"
    )


@pytest.mark.parametrize(("act", "ground"), GROUNDS.items())
def test_what_the_form_calls_an_item_is_that_item_in_the_statute(act: str, ground: tuple[str, int]) -> None:
    key, item = ground
    law = articles.article(key)
    number = f"第{wording.chinese_number(item)}项" if item else f"第{law.number}条"
    assert act.endswith(f"{number}）")
    assert f"（{wording.chinese_number(item)}）" in law.text or not item
    assert (f"第{law.number}条" in act) == (law.number != 114)


def test_every_party_and_the_guarantor_sign_the_agreement_and_all_instalments_stand_in_it() -> None:
    made = samples.sample(Settlement, 2, many=True)
    assert isinstance(made.record, Settlement)
    text = words(pdf(catalogue.document("settlement_agreement"), made))
    for party in (*made.subject.creditors, *made.subject.debtors):
        role = "申请执行人" if party.role == "creditor" else "被执行人"
        assert f"{role}：{party.name}年月日" in text, party.name
        assert party.id_number in text
    assert f"担保人：{made.record.guarantor}年月日" in text
    assert all(f"第{n}期" in text for n in range(1, len(made.record.instalments) + 1))
