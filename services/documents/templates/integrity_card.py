"""廉政监督卡: handed to each party, who marks how the officers acted and gives it back to the court's discipline office."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording

SENTENCES = {
    "opening": ("party",),
    "shown": (),
    "fair": (),
    "gifts": (),
    "contact": (),
    "delay": (),
    "return": (),
}
_QUESTIONS = ("shown", "fair", "gifts", "contact", "delay")


@case_document("integrity_card", "廉政监督卡", per=targets.each_party, role="other", sentences=SENTENCES)
def integrity_card(subject: CaseSubject, wording: Wording) -> Story:
    """The case and the officer in charge, five questions to tick, room for more, and where the card goes back to."""
    handler = subject.handler
    officer = handler.name if handler else letters.room(1)
    columns = (
        blocks.Column("序号", 8, "center"),
        blocks.Column("监督内容", 62),
        blocks.Column("请勾选", 30, "center"),
    )
    rows = [
        (str(number), wording.say(name), letters.boxes("是", "否"))
        for number, name in enumerate(_QUESTIONS, start=1)
    ]
    body = [
        *letters.form_head(subject, integrity_card.title),
        blocks.text(wording.say("opening", party=subject.party.name), FORM),
        blocks.facts_table([[("案由", subject.case.cause), ("承办人", officer)]], FORM),
        blocks.inventory(columns, rows, FORM),
        blocks.facts_table([[("意见和建议", letters.room(5))]], FORM),
        blocks.text(wording.say("return"), FORM),
        blocks.text(_where(subject), FORM),
    ]
    return Story(body=body, block=letters.by_hand(("填写人",), FORM))


def _where(subject: CaseSubject) -> str:
    court = subject.court
    told = (court.name, court.address, f"邮编{court.postcode}" if court.postcode else "")
    return "，".join(part for part in told if part) + "。"
