"""协助执行通知书 or 履行到期债务通知书 from a record (D16; 民诉法 253-2, 执行工作规定 45): what is asked of whom."""

from __future__ import annotations

from reportlab.platypus import Flowable

from services.clock import local
from services.documents import blocks, letters, passages, seizures
from services.documents.document import Story, document
from services.documents.subject import MissingFact, Subject
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.assistance import DEBTOR_OF_DEBTOR, TAKES_MONEY, Assistance
from services.wording import listed, money, rmb_upper

SENTENCES = {
    "reason": ("dispute", "ruling", "article"),
    "cap": ("amount", "words"),
    "living": ("left", "article"),
    "duty": ("article",),
    "done": ("number",),
    "debt": ("dispute", "debtor", "debt", "article"),
    "pay": ("creditor", "debtor"),
    "fifteen": ("creditor",),
    "object": (),
    "consequence": (),
}
SHOWN = (
    "unit", "asked_for", "content", "cap", "policy_number", "living_left", "ruling_number", "handed_at", "debt",
)  # fmt: skip


@document(
    "assistance_letter", "协助（履行）通知书", serves=Assistance, role="notice", sentences=SENTENCES, copies=2, shows=SHOWN,
    authority="court",
)  # fmt: skip
def assistance_letter(subject: Subject, wording: Wording) -> Story:
    """To a unit: ruling, matters, duty, and the reply it sends back; to a debtor's debtor: the article's four things."""
    asked = subject.record
    assert isinstance(asked, Assistance)
    third = asked.unit_kind == DEBTOR_OF_DEBTOR
    title = "履行到期债务通知书" if third else "协助执行通知书"
    body = [
        *blocks.head(subject.court.line, title, "", RULING, more=passages.number_lines(subject)),
        blocks.flush(f"{asked.unit}：", RULING),
        *(_of_debt(subject, asked, wording) if third else _of_help(subject, asked, wording)),
    ]
    number = subject.numbers[0]
    back = letters.reply_of(subject.court, number, f"{title}（回执）", wording.say("done", number=number))
    return Story(
        body=body,
        block=letters.notice_tail(
            subject, local(asked.handed_at).date(), () if third else ("执行裁定书一份", "回执一份")
        ),
        annex=[*([] if third else back), *passages.case_list(subject, RULING)],
    )


def _of_help(subject: Subject, asked: Assistance, wording: Wording) -> list[Flowable]:
    policy = f"保单号{asked.policy_number}" if asked.policy_number else ""
    said = [f"{listed(asked.asked_for)}：{'；'.join(filter(None, (asked.content.rstrip('。'), policy)))}。"]
    said += _cap(asked, wording)
    if asked.living_left:
        left = asked.living_left.rstrip("。")
        said.append(wording.say("living", left=left, article=articles.article("cpl-254").cite))
    reason = wording.say(
        "reason", dispute=seizures.dispute(subject), ruling=_ruling(asked),
        article=articles.article("cpl-253-2").cite,
    )  # fmt: skip
    return [
        blocks.text(reason, RULING),
        *letters.items(said),
        blocks.text(wording.say("duty", article=articles.article("cpl-117").cite), RULING),
    ]


def _of_debt(subject: Subject, asked: Assistance, wording: Wording) -> list[Flowable]:
    if not asked.debt:
        raise MissingFact("debt", "履行到期债务通知书须写明债务，文书没有出具。请补上到期债务的依据和数额。")
    creditor, debtor = subject.parties("creditor"), subject.parties("debtor")
    reason = wording.say(
        "debt", dispute=seizures.dispute(subject), debtor=debtor, debt=asked.debt.rstrip("。"),
        article=articles.article("zx98-45").cite,
    )  # fmt: skip
    orders = [
        wording.say("pay", creditor=creditor, debtor=debtor),
        *_cap(asked, wording),
        wording.say("fifteen", creditor=creditor),
        wording.say("object"),
        wording.say("consequence"),
    ]
    return [blocks.text(reason, RULING), *letters.items(orders)]


def _ruling(asked: Assistance) -> str:
    """The ruling by its number and title; an officer may have written the title himself."""
    number = asked.ruling_number
    return number if number.endswith("书") else f"{number}执行裁定书" if number else "执行裁定"


def _cap(asked: Assistance, wording: Wording) -> list[str]:
    """Up to which sum; without one no unit may freeze, deduct or keep back money, and the paper is not made."""
    if asked.cap is None:
        if of_money := [what for what in asked.asked_for if what in TAKES_MONEY]:
            raise MissingFact(
                "cap",
                f"{listed(of_money)}须写明限额，文书没有出具。请补上“金额上限”，不超过尚欠的债权额和执行费用。",
            )
        return []
    return [wording.say("cap", amount=money(asked.cap), words=rmb_upper(asked.cap))]
