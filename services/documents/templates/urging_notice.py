"""敦促被执行人履行义务公告 (domain.md D19): posted, also on the screens of 共享法庭; identity numbers are masked."""

from __future__ import annotations

from services.docket.party import Party
from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM, RULING
from services.documents.wording_files import Wording
from services.law import articles, restrictions
from services.wording import masked_id, money

SENTENCES = {
    "urged": (),
    "duties": ("article",),
    "limits": ("rule",),
    "listing": ("rule",),
    "punished": ("article",),
    "crime": (),
    "end": (),
    "to": (),
}
_COLUMNS = (
    blocks.Column("被执行人", 26),
    blocks.Column("证件号码", 26),
    blocks.Column("案号", 28),
    blocks.Column("执行标的（元）", 20, "right"),
)


@case_document(
    "urging_notice", "敦促被执行人履行义务公告", per=targets.whole, role="notice", authority="court",
    sentences=SENTENCES, copies=1,
)  # fmt: skip
def urging_notice(subject: CaseSubject, wording: Wording) -> Story:
    """The term, the duties and what follows if they are not done; the debtors in a list, their numbers masked."""
    said = [
        wording.say("duties", article=articles.article("cpl-252").cite),
        wording.say("limits", rule=restrictions.spending().cite),
        wording.say("listing", rule=restrictions.listing().cite),
        wording.say("punished", article=articles.article("cpl-114").cite),
        wording.say("crime"),
    ]
    body = [blocks.text(wording.say("urged"), RULING), *letters.items(said)]
    story, block = letters.letter(
        subject,
        urging_notice.title,
        wording.say("to"),
        body,
        annexes=("被执行人名单",),
        end=wording.say("end"),
    )
    rows = [_row(subject, party) for party in subject.case.debtors]
    annex = [
        letters.NEW_PAGE(),
        *letters.form_head(subject, "被执行人名单"),
        blocks.inventory(_COLUMNS, rows, FORM),
    ]
    return Story(body=story, block=block, annex=annex)


def _row(subject: CaseSubject, party: Party) -> tuple[str, str, str, str]:
    claim = subject.case.claim
    number = masked_id(party.id_number) if party.id_number else "未载明"
    return party.name, number, subject.case.number, money(claim) if claim is not None else "以生效文书为准"
