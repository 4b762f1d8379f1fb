"""Passages of a settlement that its transcript and the parties' own agreement share: the plan and the terms."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from services.documents import blocks
from services.documents.table import Table
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.law import articles
from services.records.kinds.settlement import Settlement
from services.wording import date_text, listed, money, rmb_upper


def plan(agreed: Settlement) -> Table:
    """The instalments, with their sum in figures and words."""
    columns = (
        blocks.Column("期次", 14, "center"),
        blocks.Column("履行日期（当日前）", 32, "center"),
        blocks.Column("金额（元）", 26, "right"),
        blocks.Column("说明", 28),
    )
    rows = [
        (f"第{n}期", date_text(p.due_on), money(p.amount or Decimal(0)), p.note or "—")
        for n, p in enumerate(agreed.instalments, 1)
    ]
    return blocks.inventory(
        columns, rows, FORM, total=("合计", "", money(agreed.total), rmb_upper(agreed.total))
    )


def terms(agreed: Settlement, wording: Wording) -> Iterator[str]:
    """What else was agreed, one by one; `wording` has the sentence `in_kind`."""
    yield f"变更原生效法律文书确定的{listed(agreed.changed)}。"
    account = f"，收款账户：{agreed.account}" if agreed.account else ""
    yield f"履行方式：{agreed.way}{account}。"
    if agreed.thing:
        yield f"抵债的物和作价：{agreed.thing.rstrip('。')}。" + wording.say(
            "in_kind", article=articles.article("hj-6").cite
        )
    if agreed.waived:
        yield f"申请执行人放弃{money(agreed.waived)}元（{rmb_upper(agreed.waived)}）。"
    yield f"迟延履行期间的债务利息：{agreed.interest}。"
    yield f"执行申请费由{agreed.fee_borne}负担。"
    if agreed.kept_measures:
        yield f"查封、扣押、冻结措施：{agreed.kept_measures.rstrip('。')}。"
    yield f"不按期履行的：{agreed.default_clause.rstrip('。') or '双方没有另行约定'}。"
    yield f"执行程序：{agreed.afterwards}。"
    if agreed.note:
        yield f"其他约定：{agreed.note.rstrip('。')}。"
