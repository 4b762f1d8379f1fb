"""案款分配表: what each case of a series gets of a sum, for the judge's check; not served, not sealed."""

from __future__ import annotations

import dataclasses
import datetime as dt

from services.cases import distribution
from services.cases.distribution import Distribution
from services.clock import local
from services.docket.court import Court, Officer
from services.documents import blocks
from services.documents.page import Footer, Sheet, build
from services.documents.typesetting import FORM
from services.wording import date_text, date_time_text, money, rmb_upper

TITLE = "案款分配表"
_COLUMNS = (
    blocks.Column("序号", 6, "center"),
    blocks.Column("案号", 24),
    blocks.Column("申请执行人", 18),
    blocks.Column("债权额（元）", 14, "right"),
    blocks.Column("占比", 10, "right"),
    blocks.Column("分得（元）", 14, "right"),
    blocks.Column("未受偿（元）", 14, "right"),
)
_STYLES = dataclasses.replace(
    FORM,
    cell=dataclasses.replace(FORM.cell, size=9.0, leading=12.5),
    cell_head=dataclasses.replace(FORM.cell_head, size=9.0, leading=12.5),
)


def pdf(
    made: Distribution, title: str, court: Court, officer: Officer, at: dt.datetime, *, demo: bool = False
) -> bytes:
    """The table with its sums; the same facts and moment give the same bytes. Raises CharacterMissing, TooLarge."""
    on = local(at)
    rows = distribution.table(made)[1:]
    story = [
        *blocks.head(court.line, TITLE, "", FORM),
        blocks.labelled("案件", f"{title}，共{len(made.shares)}件", FORM),
        blocks.labelled("分配金额", f"{money(made.total)}元（{rmb_upper(made.total)}）", FORM),
        blocks.labelled("债权额", f"{distribution.BASES[made.base]}，截至{date_text(made.on)}", FORM),
        blocks.inventory(_COLUMNS, rows[:-1], _STYLES, total=rows[-1]),
        blocks.text(
            "按债权额占全部债权额的比例分配（民诉法解释第508条），逐件算到分，除不尽的分按余数大小给足，"
            "各件之和与分配金额一致。分配金额应已扣除执行费用和应当优先受偿的债权。",
            FORM,
        ),
    ]
    if made.left_over:
        story.append(blocks.text(f"全部债权受偿后剩余{money(made.left_over)}元。", FORM))
    footer = f"{date_time_text(on)}制作　承办人{officer.name}　供审核，不作送达"
    sheet = Sheet(
        title=TITLE,
        document_id=f"allocation-{on:%Y%m%d%H%M}",
        made_at=at,
        footer=Footer((footer,)),
        demo=demo,
        author=court.name,
    )
    return build(story, sheet)
