"""报告财产令 and its 财产申报表 (domain.md D02; 财产调查规定 3–7, 9–10: terms, scope, supplement, liability)."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from services.documents import blocks, letters, targets
from services.documents.case_subject import CaseSubject
from services.documents.document import Story, case_document
from services.documents.typesetting import FORM, RULING
from services.documents.wording_files import Wording
from services.law import articles

SENTENCES = {
    "reason": ("dispute", "you", "article", "rule"),
    "ordered": ("you",),
    "scope": (),
    "changes": (),
    "supplement": ("article",),
    "supplement_moved": ("article",),
    "liability": ("article", "listing"),
    "this_order": (),
    "how_to_fill": (),
    "promise": (),
}
_SUPPOSED = ("名称、种类", "数量、坐落", "权属、共有人", "抵押、出租", "占有人", "估值（元）")
_ROWS = 3


@case_document(
    "report_order",
    "报告财产令",
    per=targets.each_debtor,
    role="notice",
    authority="court",
    sentences=SENTENCES,
    copies=2,
)
def report_order(subject: CaseSubject, wording: Wording) -> Story:
    """The order with its term, the five groups to report, changes of a year, supplement and liability; then the form."""
    party, you = subject.party, letters.you(subject.party)
    scope = articles.article("ccdc-5").text.split("\n")
    changes = articles.article("ccdc-6").text.split("\n")
    cite = {key: articles.article(key).cite for key in ("cpl-252", "ccdc-3", "ccdc-7", "ccdc-9", "ccdc-10")}
    body = [
        *blocks.texts(
            [
                wording.say(
                    "reason", dispute=subject.dispute, you=you, article=cite["cpl-252"], rule=cite["ccdc-3"]
                ),
                wording.say("ordered", you=you),
                wording.say("scope"),
                *scope[1:7],
                wording.say("changes"),
                *changes[1:],
                wording.say(
                    "supplement_moved" if subject.case.moved else "supplement", article=cite["ccdc-7"]
                ),
                wording.say("liability", article=cite["ccdc-9"], listing=cite["ccdc-10"]),
            ],
            RULING,
        )
    ]
    story, block = letters.letter(
        subject,
        report_order.title,
        party.name,
        body,
        annexes=("被执行人财产申报表一份",),
        end=wording.say("this_order"),
    )
    return Story(body=story, block=block, annex=[letters.NEW_PAGE(), *_form(subject, wording)])


def _form(subject: CaseSubject, wording: Wording) -> Iterator[Flowable]:
    """被执行人财产申报表: a table for each group of article 5, then the changes of article 6, to be filled by hand."""
    yield from letters.form_head(subject, "被执行人财产申报表")
    yield blocks.labelled("申报人", subject.party.name, FORM)
    yield blocks.text(wording.say("how_to_fill"), FORM)
    groups = articles.article("ccdc-5").text.split("\n")[1:6]
    columns = [blocks.Column(title, 15) for title in _SUPPOSED]
    empty = [("　",) * len(columns)] * _ROWS
    for group in groups:
        yield from blocks.section(group.rstrip("；。"), [blocks.inventory(columns, empty, FORM)], FORM)
    turned = [
        blocks.Column("财产变动", 40),
        blocks.Column("时间", 18),
        blocks.Column("相对人、金额和去向", 42),
    ]
    rows = [(line.rstrip("；。"), "　", "　") for line in articles.article("ccdc-6").text.split("\n")[1:]]
    yield from blocks.section(
        "收到执行通知之日前一年以来的财产变动", [blocks.inventory(turned, rows, FORM)], FORM
    )
    yield blocks.text(wording.say("promise"), FORM)
    yield from letters.by_hand(("申报人（签名、盖章）",), FORM)
