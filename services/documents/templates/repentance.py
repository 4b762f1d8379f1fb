"""具结悔过书 (domain.md D20; 民诉法解释 182): what the detained writes in his own hand when he repents."""

from __future__ import annotations

from services.documents import blocks, letters, passages, sanctions, seizures, signatures
from services.documents.document import Story, document
from services.documents.signatures import Place
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.sanction import Sanction, deeds

SENTENCES = {
    "opening": ("who", "dispute", "acts", "days"),
    "own_hand": (),
    "promise": (),
    "told": ("article",),
}
SHOWN = ("offender", "offender_id", "act", "days")


@document(
    "repentance",
    "具结悔过书",
    serves=Sanction,
    role="other",
    sentences=SENTENCES,
    copies=2,
    shows=SHOWN,
    fits=lambda act: bool(act.days),
)
def repentance(subject: Subject, wording: Wording) -> Story:
    """To the court: who did what, room for his own words, the promise, what he was told; he signs in ink."""
    act = subject.record
    assert isinstance(act, Sanction)
    opening = wording.say(
        "opening", who=sanctions.whom(act), dispute=seizures.dispute(subject), acts=deeds(act.act),
        days=sanctions.days(act),
    )  # fmt: skip
    body = [
        *blocks.head("", repentance.title, "", FORM, more=passages.number_lines(subject)),
        blocks.flush(f"{subject.court.name}：", FORM),
        *blocks.texts([opening, wording.say("own_hand")], FORM),
        blocks.inventory([blocks.Column("具结人亲笔", 100)], [(letters.room(12),)], FORM),
        blocks.text(wording.say("promise"), FORM),
        blocks.text(wording.say("told", article=articles.article("int-182").cite), FORM),
    ]
    places = [Place("具结人", act.offender), Place("执行人员"), Place("执行人员")]
    return Story(body=body, block=signatures.block(places, FORM), annex=passages.case_list(subject, FORM))
