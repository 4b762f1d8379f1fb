"""国家司法救助申请表 (domain.md D25): prefilled for a creditor in need, the rest by the applicant's own hand."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.wording import money

SENTENCES = {"once": (), "limit": (), "promise": ()}


@case_document(
    "relief_application",
    "国家司法救助申请表",
    per=targets.each_citizen_creditor,
    role="other",
    sentences=SENTENCES,
)
def relief_application(subject: CaseSubject, wording: Wording) -> Story:
    """Applicant, case, what is unpaid, family and income, reason, amount asked, papers, promise; the court's part."""
    party, case = subject.party, subject.case
    left = None if case.claim is None else max(case.claim - (case.recovered or 0), case.claim * 0)
    applicant = blocks.facts_table(
        [
            [("申请人", party.name), ("公民身份号码", party.id_number or letters.room(1))],
            [("住址", party.places[0].text if party.places else letters.room(1))],
            [
                ("联系电话", party.phones[0] if party.phones else letters.room(1)),
                ("开户银行、账号", letters.room(1)),
            ],
            [("原案案由", case.cause)],
            [("执行依据", subject.basis_text)],
            [
                ("未受清偿金额", f"{money(left)}元" if left is not None else letters.room(1)),
                ("申请救助金额", "　　　　　元"),
            ],
            [("家庭成员和收入", letters.room(4))],
            [("生活困难的情况和原因", letters.room(5))],
            [("已获得的救助、赔偿、保险", letters.room(2))],
            [("随附材料", letters.boxes("身份证", "村（居）或者民政证明", "医疗材料", "生效裁判", "其他"))],
        ],
        FORM,
    )
    body = [
        *letters.form_head(subject, relief_application.title),
        applicant,
        *blocks.numbered([wording.say("once"), wording.say("limit"), wording.say("promise")], FORM),
    ]
    court = [
        *blocks.section(
            "人民法院意见",
            [
                blocks.facts_table(
                    [[("承办人意见", letters.room(3))], [("审批意见和救助金额", letters.room(3))]], FORM
                )
            ],
            FORM,
        ),
    ]
    return Story(body=body, block=[*letters.by_hand(("申请人",), FORM), *court])
