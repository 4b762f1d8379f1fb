"""解除、交还笔录 (查扣冻规定 28; 民诉法 239): why a measure ended and what was handed back to whom, thing by thing."""

from __future__ import annotations

from services.documents import follow_ups, transcripts
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.release import NOBODY, Release

SENTENCES = {
    **transcripts.SENTENCES,
    "returned": ("count",),
    "ended": ("article",),
    "ended_waiting": ("article", "rule"),
}


@document(
    "release_transcript",
    "解除、交还笔录",
    serves=Release,
    role="transcript",
    sentences=SENTENCES,
    signed=True,
    copies=2,
)
def release_transcript(subject: Subject, wording: Wording) -> Story:
    """Head and facts, why it ended, what was handed back; the receiver signs with those present."""
    release = subject.record
    assert isinstance(release, Release)
    returned = release.returned or ()
    rows = (
        [wording.say("returned", count=str(len(returned))), *transcripts.rows(returned)] if returned else []
    )
    return follow_ups.transcript(
        subject,
        wording,
        code=release_transcript.code,
        title=release_transcript.title,
        label="解除的措施",
        signs="cpl-239-2",
        said={"ground": [_ended(release, wording)], "returned": rows},
        elsewhere=follow_ups.ELSEWHERE | {"returned"},
    )


def _ended(release: Release, wording: Wording) -> str:
    """A waiting measure takes effect by itself (查扣冻规定 26): only where nobody waits is the thing free."""
    law = articles.article("ckd-28").cite
    if release.waiting == NOBODY:
        return wording.say("ended", article=law)
    return wording.say("ended_waiting", article=law, rule=articles.article("ckd-26").cite)
