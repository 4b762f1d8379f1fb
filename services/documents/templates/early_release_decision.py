"""提前解除拘留决定书 (domain.md D20; 民诉法 118, 民诉法解释 182): who repents goes early, by the president's approval."""

from __future__ import annotations

from services.clock import local
from services.documents import blocks, passages, sanctions, seizures
from services.documents.document import Story, document
from services.documents.seal import SealPlace
from services.documents.subject import Subject
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.sanction import Sanction

SENTENCES = {
    "person": ("who",),
    "decided": ("dispute", "who", "days", "station"),
    "repents": ("who",),
    "order": ("articles",),
    "release": ("who",),
    "done": (),
}
SHOWN = ("offender", "offender_id", "days", "happened_at", "police_station", "approval_number")


@document(
    "early_release_decision", "提前解除拘留决定书", serves=Sanction, role="notice", sentences=SENTENCES, copies=3,
    shows=SHOWN, authority="president", duplex=True, fits=lambda act: bool(act.days),
)  # fmt: skip
def early_release_decision(subject: Subject, wording: Wording) -> Story:
    """The person, the detention and who keeps him, that he repents, and that he is to be let go."""
    act = subject.record
    assert isinstance(act, Sanction)
    decided = wording.say(
        "decided", dispute=seizures.dispute(subject), who=act.offender, days=sanctions.days(act),
        station=sanctions.police(act),
    )  # fmt: skip
    said = [
        wording.say("person", who=sanctions.whom(act)),
        decided,
        wording.say("repents", who=act.offender),
        wording.say("order", articles=articles.cited("cpl-118", "int-182")),
        wording.say("release", who=act.offender),
        wording.say("done"),
    ]
    body = [
        *blocks.head(
            subject.court.line, early_release_decision.title, act.approval_number, RULING,
            more=passages.number_lines(subject),
        ),
        *blocks.texts(said, RULING),
    ]  # fmt: skip
    on = local(act.happened_at).date()
    return Story(body=body, block=[SealPlace(on, RULING)], annex=passages.case_list(subject, RULING))
