"""送达回证 (domain.md D15; 民诉法 87–89): what was handed to whom, where, by whom, and who took it."""

from __future__ import annotations

from services.docket.case import Served
from services.docket.party import Party
from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles

SENTENCES = {"taken": ("article",), "refused": ("article",)}
_ROWS = 3  # lines for papers that are written in by hand


@case_document(
    "delivery_receipt", "送达回证", per=targets.each_party, role="receipt", sentences=SENTENCES, copies=1
)
def delivery_receipt(subject: CaseSubject, wording: Wording) -> Story:
    """The form with the papers that the docket has not served yet, and lines for more; signed in ink."""
    party = subject.party
    columns = (
        blocks.Column("送达文书名称和件数", 31),
        blocks.Column("文号", 25),
        blocks.Column("受送达人签名或者盖章", 20),
        blocks.Column("收到日期", 24),
    )
    waiting = [(f"{paper.title}　1份", paper.number, "　", letters.DAY) for paper in _waiting(subject, party)]
    lines = [("　", "　", "　", letters.DAY)] * max(_ROWS - len(waiting), 1)
    notes = [
        wording.say("taken", article=articles.article("cpl-88").cite),
        wording.say("refused", article=articles.article("cpl-89").cite),
    ]
    body = [
        *letters.form_head(subject, delivery_receipt.title),
        blocks.facts_table(
            [
                [("案由", subject.case.cause)],
                [("受送达人", party.name)],
                [("送达地址", party.places[0].text if party.places else letters.room(2))],
                [("送达方式", letters.boxes("直接", "留置", "邮寄", "转交", "公告", "电子"))],
            ],
            FORM,
        ),
        blocks.inventory(columns, [*waiting, *lines], FORM),
        blocks.facts_table(
            [
                [("代收人及代收理由", letters.room(1))],
                [("拒收事由和日期", letters.room(1))],
                [("备考", letters.room(1))],
            ],
            FORM,
        ),
        *blocks.numbered(notes, FORM),
    ]
    return Story(body=body, block=letters.by_hand(("填发人", "送达人", "见证人"), FORM))


def _waiting(subject: CaseSubject, party: Party) -> list[Served]:
    """The papers to this party that have a number and no day of service."""
    return [
        p
        for p in subject.case.served
        if p.on is None and p.number and (p.to == party.name or (not p.to and party.role == "debtor"))
    ]
