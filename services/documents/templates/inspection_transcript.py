"""查看笔录 (domain.md §5.6; 民诉法 239): strips, state and use of a sealed or seized thing, and what came of a breach."""

from __future__ import annotations

from collections.abc import Iterator

from services.documents import follow_ups, sealings, transcripts
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.inspection import Inspection

SENTENCES = {**transcripts.SENTENCES, "sales": ("article",), "turned": ("article",)}


@document(
    "inspection_transcript",
    "查看笔录",
    serves=Inspection,
    role="transcript",
    sentences=SENTENCES,
    signed=True,
)
def inspection_transcript(subject: Subject, wording: Wording) -> Story:
    """Head and facts, how it went, what was found, the use and its breach, evidence; read back and signed."""
    inspection = subject.record
    assert isinstance(inspection, Inspection)
    return follow_ups.transcript(
        subject,
        wording,
        code=inspection_transcript.code,
        title=inspection_transcript.title,
        label="查看的措施",
        signs="cpl-239-2",
        said={"sales": [*_use(inspection, wording)]},
        elsewhere=follow_ups.ELSEWHERE | {"sales"},
    )


def _use(inspection: Inspection, wording: Wording) -> Iterator[str]:
    if inspection.turned:
        yield wording.say("turned", article=articles.article("cpl-114").cite)
    if inspection.sales:
        yield wording.say("sales", article=articles.article("zx98-33").cite)
        yield from sealings.sales(inspection.sales)
