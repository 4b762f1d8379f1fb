"""财产线索提供表 (财产调查规定 2: the creditor gives clues on a form; checked in seven days, urgent ones in three)."""

from __future__ import annotations

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles

SENTENCES = {"asked": ("party", "debtors", "article"), "cannot": (), "true": ()}
_SORTS = (
    "银行存款、网络账户", "收入、工资、承包费", "不动产（坐落、权证）", "车辆（号牌、停放地点）", "股权、经营实体",
    "债权、租金、拆迁款", "人员下落、联系方式", "其他",
)  # fmt: skip


@case_document("clue_form", "财产线索提供表", per=targets.each_creditor, role="other", sentences=SENTENCES)
def clue_form(subject: CaseSubject, wording: Wording) -> Story:
    """One row for each sort of property, with room to write, and what the creditor asks the court to look for."""
    asked = wording.say(
        "asked",
        party=subject.party.name,
        debtors=subject.debtors,
        article=articles.article("ccdc-2").cite,
    )
    columns = (
        blocks.Column("线索种类", 24),
        blocks.Column("具体内容（名称、数量、地点、账号）", 46),
        blocks.Column("来源、时间", 18),
        blocks.Column("是否紧急", 12, "center"),
    )
    rows = [(sort, letters.room(2), "　", letters.boxes("是")) for sort in _SORTS]
    body = [
        *letters.form_head(subject, clue_form.title),
        blocks.text(asked, FORM),
        blocks.inventory(columns, rows, FORM),
        *blocks.numbered([wording.say("cannot"), wording.say("true")], FORM),
    ]
    return Story(body=body, block=letters.by_hand(("申请执行人", "接收人"), FORM))
