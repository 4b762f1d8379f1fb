"""领取财物通知书 (domain.md §5.3; 民诉法 261-3): where the belongings are, by which day to collect them, what follows."""

from __future__ import annotations

from services.clock import local
from services.documents import blocks, letters, passages
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.eviction_collect import EvictionCollect
from services.wording import date_text, listed, money

SENTENCES = {
    "cleared": ("numbers", "creditor", "debtor"),
    "where": ("place", "until"),
    "keeper": ("keeper",),
    "what": ("things",),
    "bring": (),
    "fee": ("fee",),
    "otherwise": ("article",),
    "end": (),
}
SHOWN = (
    "notified", "at", "place", "collect_until", "custodian", "custodian_phone", "box_count", "bulky", "bags", "fee_per_day",
)  # fmt: skip


@document(
    "collect_notice", "领取财物通知书", serves=EvictionCollect, role="notice", sentences=SENTENCES, copies=2, shows=SHOWN,
    authority="court",
)  # fmt: skip
def collect_notice(subject: Subject, wording: Wording) -> Story:
    """Addressee, which case, where and by when, what lies there, what to bring, what follows; sealed by the court."""
    told = subject.record
    assert isinstance(told, EvictionCollect)
    head = blocks.head(
        subject.court.line, collect_notice.title, "", RULING, more=passages.number_lines(subject)
    )
    sentences = [
        wording.say(
            "cleared", numbers=passages.number_lines(subject)[0], creditor=subject.parties("creditor"),
            debtor=subject.parties("debtor"),
        ),
        wording.say("where", place=told.place.text, until=date_text(told.collect_until)),
        *_kept(told, wording),
        wording.say("bring"),
        *([wording.say("fee", fee=money(told.fee_per_day))] if told.fee_per_day else []),
        wording.say("otherwise", article=articles.article("cpl-261-3").cite),
        wording.say("end"),
    ]  # fmt: skip
    body = [*head, blocks.flush(f"{told.notified}：", RULING), *blocks.texts(sentences, RULING)]
    tail = letters.notice_tail(subject, local(told.at).date())
    return Story(body=body, block=tail, annex=passages.case_list(subject, RULING))


def _kept(told: EvictionCollect, wording: Wording) -> list[str]:
    found = []
    things = listed(
        f"{words}{value}{unit}"
        for words, value, unit in (("箱件", told.box_count, "箱"), ("大件", told.bulky, "件"))
        if value
    )
    bags = f"封存袋{told.bags}" if told.bags else ""
    if everything := listed(part for part in (things, bags) if part):
        found.append(wording.say("what", things=everything))
    if told.custodian:
        phone = f"，电话{told.custodian_phone}" if told.custodian_phone else ""
        found.append(wording.say("keeper", keeper=told.custodian + phone))
    return found
