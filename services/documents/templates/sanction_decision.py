"""罚款、拘留决定书 (domain.md D20; 民诉法 114, 118, 119): prints as 待签发稿; the president approves, the court seals."""

from __future__ import annotations

from services.clock import local
from services.documents import blocks, passages, sanctions, seizures
from services.documents.document import Story, document
from services.documents.seal import SealPlace
from services.documents.subject import Subject
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.records.kinds.sanction import Sanction
from services.wording import money, rmb_upper

SENTENCES = {
    "facts": ("dispute", "facts"),
    "decides": ("who", "articles"),
    "fine": ("who", "amount", "words"),
    "detention": ("who", "days"),
    "review": ("court",),
}
SHOWN = (
    "offender",
    "offender_is",
    "offender_id",
    "unit",
    "act",
    "facts",
    "fine",
    "days",
    "happened_at",
    "place",
    "approval_number",
)


@document(
    "sanction_decision", "罚款（拘留）决定书", serves=Sanction, role="notice", sentences=SENTENCES, copies=3, shows=SHOWN,
    authority="president", duplex=True,
)  # fmt: skip
def sanction_decision(subject: Subject, wording: Wording) -> Story:
    """The person, the facts of obstruction, the decision item by item, and how to ask for a review."""
    act = subject.record
    assert isinstance(act, Sanction)
    title = "、".join(word for word, much in (("罚款", act.fine), ("拘留", act.days)) if much) + "决定书"
    person, cited = sanctions.person_line(subject, act), sanctions.law(act)
    facts = wording.say("facts", dispute=seizures.dispute(subject), facts=sanctions.facts(subject, act))
    orders = []
    if act.fine:
        words = rmb_upper(act.fine)
        orders.append(wording.say("fine", who=act.offender, amount=money(act.fine), words=words))
    if act.days:
        orders.append(wording.say("detention", who=act.offender, days=str(act.days)))
    body = [
        *blocks.head(
            subject.court.line, title, act.approval_number, RULING, more=passages.number_lines(subject)
        ),
        *blocks.texts([person, facts, wording.say("decides", who=act.offender, articles=cited)], RULING),
        *blocks.texts(
            [*orders, wording.say("review", court=subject.court.superior or "上一级人民法院")], RULING
        ),
    ]
    on = local(act.happened_at).date()
    return Story(body=body, block=[SealPlace(on, RULING)], annex=passages.case_list(subject, RULING))
