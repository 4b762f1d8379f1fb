"""执行完毕证明书 (domain.md, 'also wanted on site'): what the debtor shows once the docket says 执行完毕."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import RULING
from services.documents.wording_files import Wording

SENTENCES = {"fulfilled": ("dispute", "basis", "debtor"), "certified": ()}


@case_document(
    "fulfilment_certificate", "执行完毕证明书", per=targets.when_fulfilled, role="notice", authority="court",
    sentences=SENTENCES, copies=2,
)  # fmt: skip
def fulfilment_certificate(subject: CaseSubject, wording: Wording) -> Story:
    """That the duties of the title are fulfilled, for this debtor."""
    name = subject.party.name
    fulfilled = wording.say("fulfilled", dispute=subject.dispute, basis=subject.basis_text, debtor=name)
    story, block = letters.letter(
        subject,
        fulfilment_certificate.title,
        name,
        [blocks.text(fulfilled, RULING)],
        end=wording.say("certified"),
    )
    return Story(body=story, block=block)
