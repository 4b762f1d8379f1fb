"""悬赏公告 (domain.md, 'also wanted on site'; 财产调查规定 22–24): how much, for what, and who gets nothing."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles

SENTENCES = {
    "filed": ("dispute", "debtors", "creditors", "article"),
    "reward": ("article",),
    "order": ("article",),
    "none": (),
    "end": (),
}


@case_document(
    "reward_notice",
    "悬赏公告",
    per=targets.whole,
    role="notice",
    authority="court",
    sentences=SENTENCES,
    copies=2,
)
def reward_notice(subject: CaseSubject, wording: Wording) -> Story:
    """The decision, the sum or how it is counted with room for the pen, conditions, secrecy, contact."""
    filed = wording.say(
        "filed",
        dispute=subject.dispute,
        debtors=subject.debtors,
        creditors=subject.creditors,
        article=articles.article("ccdc-22").cite,
    )
    facts = blocks.facts_table(
        [
            [("悬赏金", letters.room(1))],
            [("悬赏查找的财产", letters.room(1))],
            [("公告期间", f"自{letters.DAY}起至{letters.DAY}止")],
        ],
        RULING,
    )
    said = [
        wording.say("reward", article=articles.article("ccdc-24").cite),
        wording.say("order", article=articles.article("ccdc-23").cite),
        wording.say("none"),
    ]
    body = [blocks.text(filed, RULING), facts, *letters.items(said)]
    story, block = letters.letter(subject, reward_notice.title, "", body, end=wording.say("end"))
    return Story(body=story, block=block)
