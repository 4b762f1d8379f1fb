"""传票 (domain.md D14): the part for the file and the part for the one summoned, with the notes of the form."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles

SENTENCES = {
    "reason": (),
    "place": ("court", "address"),
    "on_time": (),
    "bring": (),
    "receipt": (),
    "fetched": ("article",),
}


@case_document(
    "summons",
    "传票",
    per=targets.each_debtor,
    role="notice",
    authority="court",
    sentences=SENTENCES,
    copies=1,
)
def summons(subject: CaseSubject, wording: Wording) -> Story:
    """存根 on the first page, 送达联 with its notes on the second; the hour is written in when it is signed."""
    stub = [*_part(subject, wording, "本联存卷"), *letters.by_hand(("审判员（执行员）", "书记员"), FORM)]
    notes = blocks.numbered(
        [
            wording.say("on_time"),
            wording.say("bring"),
            wording.say("receipt"),
            wording.say("fetched", article=articles.article("int-482").cite),
        ],
        FORM,
    )
    body = [*stub, letters.NEW_PAGE(), *_part(subject, wording, "本联送达被传唤人"), *notes]
    return Story(body=body, block=letters.form_tail(subject, ("审判员（执行员）", "书记员")))


def _part(subject: CaseSubject, wording: Wording, which: str) -> Iterator[Flowable]:
    party, court = subject.party, subject.court
    where = [place.text for place in party.places[:1]]
    home = party.workplace or (where[0] if where else "不详")
    yield from letters.form_head(subject, summons.title, more=(f"（{which}）",))
    yield blocks.facts_table(
        [
            [("案由", subject.case.cause)],
            [("被传唤人", party.name)],
            [("工作单位或者住址", home)],
            [("传唤事由", wording.say("reason"))],
            [("应到时间", letters.HOUR)],
            [("应到处所", wording.say("place", court=court.name, address=court.address or court.name))],
            [("备考", letters.room(2))],
        ],
        FORM,
    )
