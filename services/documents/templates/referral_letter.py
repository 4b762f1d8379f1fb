"""移送公安机关函 (domain.md D26; 执行工作规定 58): the facts by the items of 拒执罪解释, with a list of the material."""

from __future__ import annotations

from reportlab.platypus import Flowable

from services.docket.case import Basis
from services.documents import blocks, letters, passages, sanctions, seizures
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.referral import ITEMS, Referral
from services.wording import date_text, listed

SENTENCES = {
    "opening": ("dispute", "suspect"),
    "basis": ("basis",),
    "items": ("items", "article"),
    "ability": ("ability", "article"),
    "asks": ("article",),
    "done": ("number",),
}
SHOWN = (
    "suspect", "suspect_id", "duty", "found_on", "items", "facts", "ability", "measures_taken", "prior_sanction", "reason",
    "evidence", "station",
)  # fmt: skip


@document(
    "referral_letter", "移送公安机关函", serves=Referral, role="notice", sentences=SENTENCES, copies=3, shows=SHOWN,
    authority="court",
)  # fmt: skip
def referral_letter(subject: Subject, wording: Wording) -> Story:
    """To the police: who, which duty, what was done and refused, able how, earlier sanctions, material; their receipt."""
    case = subject.record
    assert isinstance(case, Referral)
    number = f"（证件号码{case.suspect_id}）" if case.suspect_id else ""
    bases = [_basis(one.basis) for one in subject.cases if one.basis is not None]
    said = [
        *([wording.say("basis", basis="；".join(bases))] if bases else []),
        f"应当履行的义务：{case.duty.rstrip('。')}。",
        f"已采取的执行措施：{case.measures_taken.rstrip('。')}。",
        f"涉嫌犯罪的事实（{date_text(case.found_on)}发现）：{case.facts.rstrip('。')}。",
    ]
    if case.items:
        said.append(
            wording.say(
                "items",
                items=listed(_item(item) for item in sorted(case.items, key=_place)),
                article=articles.article("jz24-3").cite,
            )
        )
    if case.prior_sanction:
        said.append(f"此前采取的罚款、拘留：{case.prior_sanction.rstrip('。')}。")
    if case.ability:
        ability = case.ability.rstrip("。")
        said.append(wording.say("ability", ability=ability, article=articles.article("jz24-5").cite))
    said.append(f"移送理由：{case.reason.rstrip('。')}。")
    body = [
        *blocks.head(
            subject.court.line, referral_letter.title, "", RULING, more=passages.number_lines(subject)
        ),
        blocks.flush(f"{case.station}：", RULING),
        blocks.text(
            wording.say("opening", dispute=seizures.dispute(subject), suspect=f"{case.suspect}{number}"),
            RULING,
        ),
        *letters.items(said),
        blocks.text(wording.say("asks", article=articles.article("zx98-58").cite), RULING),
    ]
    listing: list[Flowable] = []
    if case.evidence:
        # The list follows the seal, which stands over the letter's own text however long the list is.
        body.append(blocks.text("附：移送材料清单。", RULING))
        listing = blocks.section("移送材料清单", [sanctions.evidence_table(case.evidence)], RULING)
    reply = letters.reply_of(
        subject.court, subject.numbers[0], "移送材料（回执）", wording.say("done", number=subject.numbers[0])
    )
    block = letters.notice_tail(subject, case.found_on)
    return Story(body=body, block=block, annex=[*listing, *reply, *passages.case_list(subject, RULING)])


def _basis(basis: Basis) -> str:
    """The title with the day it took effect, where the docket knows it."""
    since = f"（{date_text(basis.effective_on)}发生法律效力）" if basis.effective_on else ""
    return f"{basis.made_by}{basis.number}{basis.kind}{since}"


def _place(item: str) -> int:
    """Items in the statute's order, one in the officer's own words last."""
    return ITEMS.index(item) if item in ITEMS else len(ITEMS)


def _item(item: str) -> str:
    """An item as a letter cites it: 第四项（拒绝或虚假报告财产…）; one in the officer's own words stands as it is."""
    number, mark, words = item.partition("、")
    return f"第{number}项（{words}）" if mark and item in ITEMS else item
