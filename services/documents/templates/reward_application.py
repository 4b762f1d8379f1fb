"""悬赏执行申请书 (domain.md, 'also wanted on site'; 财产调查规定 21: the sum, the promise, the way of publishing)."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles

SENTENCES = {"asked": ("dispute", "debtors", "article"), "promise": (), "costs": (), "decided": ()}


@case_document(
    "reward_application",
    "悬赏执行申请书",
    per=targets.each_creditor,
    role="other",
    sentences=SENTENCES,
    copies=2,
)
def reward_application(subject: CaseSubject, wording: Wording) -> Story:
    """Applicant and debtors, the sum or how it is counted, the promise to pay, where it is published."""
    asked = wording.say(
        "asked", dispute=subject.dispute, debtors=subject.debtors, article=articles.article("ccdc-21").cite
    )
    body = [
        *blocks.head("", reward_application.title, subject.case.number, FORM),
        blocks.text(letters.party_line(subject.party), FORM),
        *(blocks.text(letters.party_line(debtor), FORM) for debtor in subject.case.debtors),
        blocks.text(asked, FORM),
        blocks.facts_table(
            [
                [("悬赏金数额或者计算方法", letters.room(3))],
                [("悬赏查找的财产、人员", letters.room(3))],
                [("公告发布方式", letters.boxes("悬赏公告平台", "法院微博、微信", "张贴", "其他媒体"))],
                [("发布期限", f"自{letters.DAY}起至{letters.DAY}止")],
                [("其他", letters.room(2))],
            ],
            FORM,
        ),
        *blocks.numbered([wording.say("promise"), wording.say("costs"), wording.say("decided")], FORM),
    ]
    handed = [blocks.text("此致", FORM), blocks.flush(subject.court.name, FORM)]
    return Story(body=body, block=[*handed, *letters.by_hand(("申请人",), FORM)])
