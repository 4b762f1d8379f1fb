"""查封、扣押财产清单 of a search (domain.md D05, D10; 民诉法解释 497: what is found is listed by 民诉法 256-2)."""

from __future__ import annotations

from collections.abc import Iterator

from services.clock import local
from services.documents import blocks, passages, seizures, signatures, signers
from services.documents.document import Story, document
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.premises_search import PremisesSearch
from services.records.values import InventoryRow
from services.wording import chinese_date, date_text, date_time_text, money, rmb_upper

SENTENCES = {
    "made_under": ("article", "found_by"),
    "end_of_list": ("count",),
    "custody": ("custodian", "place", "article"),
    "liability": ("article",),
    "corrects": ("number", "by", "reason"),
}
SHOWN = (
    "found", "began_at", "ended_at", "place", "officers", "recorder", "present", "searched", "custodian", "kept_at", "seals",
    "public_notice", "term_from", "term_until", "return_on", "estimate", "claimed_by", "warrant_number",
)  # fmt: skip
_COLUMNS = (
    blocks.Column("编号", 7, "center"),
    blocks.Column("财产名称", 15),
    blocks.Column("规格型号、特征", 22),
    blocks.Column("单位", 7, "center"),
    blocks.Column("数量", 7, "center"),
    blocks.Column("新旧、瑕疵", 14),
    blocks.Column("原在何处、处理", 15),
    blocks.Column("估价（元）", 13, "right"),
)


@document(
    "search_inventory", "查封、扣押财产清单", serves=PremisesSearch, role="inventory", sentences=SENTENCES, signed=True,
    copies=3, shows=SHOWN,
)  # fmt: skip
def search_inventory(subject: Subject, wording: Wording) -> Story:
    """Head with ruling and warrant, what was taken in a table that is closed off below, custody, term, signatures."""
    search = subject.record
    assert isinstance(search, PremisesSearch)
    if not search.taken:
        raise MissingFact("found", "搜查没有取走财物，不出清单。搜查情况见搜查笔录。")
    rows = [_row(n, row) for n, row in enumerate(search.taken, start=1)]
    body = [
        *blocks.head(
            subject.court.line, search_inventory.title, "", FORM, more=passages.number_lines(subject)
        ),
        *(blocks.labelled(label, value, FORM) for label, value in _above(subject, search)),
        blocks.inventory(_COLUMNS, rows, FORM),
        blocks.text(wording.say("end_of_list", count=str(len(rows))), FORM),
        *(blocks.labelled(label, value, FORM) for label, value in _below(search)),
        *blocks.texts([*_sentences(subject, search, wording)], FORM),
    ]
    signing = [
        *signers.persons(search.present, "present"),
        signers.Signer("保管人", search.custodian),
        *signers.officers(search.officers, search.recorder),
    ]
    places = signers.places(subject, search_inventory.code, signing)
    dated = blocks.date_line(chinese_date(local(search.ended_at).date()), FORM)
    return Story(
        body=body, block=[*signatures.block(places, FORM), *dated], annex=passages.case_list(subject, FORM)
    )


def _above(subject: Subject, search: PremisesSearch) -> Iterator[tuple[str, str]]:
    yield "依据", seizures.rulings(subject)
    yield "搜查令", search.warrant_number or "未记文号"
    yield "申请执行人", subject.applicant
    yield "被执行人", subject.parties("debtor")
    yield "被搜查人", search.searched
    yield "地点", search.place.text


def _below(search: PremisesSearch) -> Iterator[tuple[str, str]]:
    yield "保管人", f"{search.custodian}，保管于{search.kept_at}"
    yield from seizures.answers(search, ("seals", "public_notice"))
    yield "期限", f"自{date_text(search.term_from)}起至{date_text(search.term_until)}止"
    if search.return_on:
        yield "约定归还", date_text(search.return_on)
    yield "起止时间", f"{date_time_text(local(search.began_at))}至{date_time_text(local(search.ended_at))}"
    if search.estimate is not None:
        yield "估价合计", f"{money(search.estimate)}元（{rmb_upper(search.estimate)}）"
    if search.claimed_by:
        yield "权利主张", f"{search.claimed_by}主张其中财物为其所有"


def _sentences(subject: Subject, search: PremisesSearch, wording: Wording) -> Iterator[str]:
    if told := subject.correction:
        yield wording.say("corrects", number=str(told.number), by=told.by, reason=told.reason)
    cite = {key: articles.article(key).cite for key in ("ckd-10-2", "cpl-114", "cpl-256-2", "int-497")}
    yield wording.say("custody", custodian=search.custodian, place=search.kept_at, article=cite["ckd-10-2"])
    yield wording.say("liability", article=cite["cpl-114"])
    yield wording.say("made_under", article=cite["cpl-256-2"], found_by=cite["int-497"])


def _row(number: int, row: InventoryRow) -> tuple[str, ...]:
    features = "，".join(part for part in (row.model, row.note) if part)
    return (
        str(number),
        row.name,
        features or "无特别标记",
        row.unit,
        f"{row.quantity:f}",
        row.condition or "未注明",
        "，".join(part for part in (row.place, row.disposition) if part),
        money(row.estimate) if row.estimate is not None else "未估价",
    )
