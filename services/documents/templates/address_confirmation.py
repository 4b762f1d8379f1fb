"""送达地址确认书 (domain.md, 'also wanted on site'): where papers reach a party, and what follows from a wrong address."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording

SENTENCES = {"told": (), "changed": (), "returned": (), "electronic": (), "scope": (), "confirmed": ()}


@case_document(
    "address_confirmation",
    "送达地址确认书",
    per=targets.each_party,
    role="other",
    sentences=SENTENCES,
    copies=2,
)
def address_confirmation(subject: CaseSubject, wording: Wording) -> Story:
    """What the party is told, then the address in his own hand, electronic delivery or not, and his signature."""
    party = subject.party
    told = [wording.say(name) for name in ("told", "changed", "returned", "electronic", "scope")]
    known = "；".join(place.text for place in party.places) or "案件册没有载明"
    body = [
        *letters.form_head(subject, address_confirmation.title),
        blocks.facts_table(
            [
                [("案由", subject.case.cause), ("当事人", party.name)],
                [("案卷中的地址", known)],
            ],
            FORM,
        ),
        *blocks.section("告知事项", blocks.numbered(told, FORM), FORM),
        *blocks.section(
            "当事人提供的送达地址",
            [
                blocks.facts_table(
                    [
                        [("收件人", letters.room(1)), ("电话", letters.room(1))],
                        [("送达地址", letters.room(1))],
                        [("代收人、与当事人的关系", letters.room(1)), ("代收人电话", letters.room(1))],
                        [("是否接受电子送达", letters.boxes("是", "否")), ("手机号、邮箱", letters.room(1))],
                    ],
                    FORM,
                )
            ],
            FORM,
        ),
        blocks.text(wording.say("confirmed"), FORM),
    ]
    return Story(body=body, block=letters.by_hand(("当事人或者代收人", "执行人员", "记录人"), FORM))
