"""执行拘留通知书 and its 回执 (domain.md D20; 民诉法解释 178): what the police are asked, with whom they are handed."""

from __future__ import annotations

from services.clock import local
from services.documents import blocks, letters, passages, sanctions, seizures
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.sanction import Sanction

SENTENCES = {
    "reason": ("who", "dispute", "articles", "days"),
    "asks": ("article",),
    "term": (),
    "end": (),
    "health": ("health",),
    "reply": (),
    "done": ("who",),
}
SHOWN = (
    "offender", "offender_is", "offender_id", "act", "days", "health", "happened_at", "police_station",
    "approval_number",
)  # fmt: skip


@document(
    "detention_notice", "执行拘留通知书", serves=Sanction, role="notice", sentences=SENTENCES, copies=2, shows=SHOWN,
    authority="court", fits=lambda act: bool(act.days),
)  # fmt: skip
def detention_notice(subject: Subject, wording: Wording) -> Story:
    """To the police: who is detained for how long by which decision, his health, from when to when; their reply."""
    act = subject.record
    assert isinstance(act, Sanction)
    station, days = sanctions.police(act), sanctions.days(act)
    decided = sanctions.law(act)
    orders = [
        wording.say("term"),
        *([wording.say("health", health=act.health.rstrip("。"))] if act.health else []),
        wording.say("end"),
        wording.say("reply"),
    ]
    reason = wording.say(
        "reason", who=sanctions.whom(act), dispute=seizures.dispute(subject), articles=decided, days=days
    )
    body = [
        *blocks.head(
            subject.court.line, detention_notice.title, act.approval_number, RULING,
            more=passages.number_lines(subject),
        ),
        blocks.flush(f"{station}：", RULING),
        blocks.text(reason, RULING),
        blocks.text(wording.say("asks", article=articles.article("int-178").cite), RULING),
        *letters.items(orders),
    ]  # fmt: skip
    tail = letters.notice_tail(subject, local(act.happened_at).date(), ("拘留决定书一份", "回执一份"))
    reply = letters.reply_of(
        subject.court, act.approval_number or subject.numbers[0], "执行拘留通知书（回执）",
        wording.say("done", who=act.offender),
    )  # fmt: skip
    return Story(body=body, block=tail, annex=[*reply, *passages.case_list(subject, RULING)])
