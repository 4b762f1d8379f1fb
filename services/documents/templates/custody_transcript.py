"""保管交接笔录 (domain.md D21; 查扣冻规定 10, 18): what goes from one custodian to another, thing by thing."""

from __future__ import annotations

from services.documents import follow_ups, transcripts
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.custody_change import DEBTOR, CustodyChange

SENTENCES = {**transcripts.SENTENCES, "handed": ("count",), "not_used": ("article",)}


@document(
    "custody_transcript", "保管交接笔录", serves=CustodyChange, role="transcript", sentences=SENTENCES, signed=True,
    copies=3,
)  # fmt: skip
def custody_transcript(subject: Subject, wording: Wording) -> Story:
    """Head and facts, who hands what to whom, the state it is in; both custodians sign with those present."""
    change = subject.record
    assert isinstance(change, CustodyChange)
    rows = (
        [wording.say("handed", count=str(len(change.handed))), *transcripts.rows(change.handed)]
        if change.handed
        else []
    )
    barred = (
        [wording.say("not_used", article=articles.article("ckd-10-2").cite)]
        if change.kept_by != DEBTOR
        else []
    )
    return follow_ups.transcript(
        subject,
        wording,
        code=custody_transcript.code,
        title=custody_transcript.title,
        label="所涉措施",
        signs="ckd-18",
        said={"former": barred, "handed": rows},
        elsewhere=follow_ups.ELSEWHERE | {"handed"},
    )
