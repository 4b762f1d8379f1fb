"""到期清单: what falls due over the officer's cases, as a working list for the desk; not served, not sealed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from services.cases.deadlines import source_of
from services.cases.radar import Row
from services.clock import local
from services.docket.court import Court, Officer
from services.documents import blocks
from services.documents.page import Footer, Sheet, build
from services.documents.typesetting import FORM
from services.wording import date_time_text

TITLE = "到期清单"
_COLUMNS = (
    blocks.Column("序号", 6, "center"),
    blocks.Column("到期日", 13, "center"),
    blocks.Column("还有", 10, "center"),
    blocks.Column("事项", 24),
    blocks.Column("案号、当事人", 31),
    blocks.Column("依据、备注", 22),
)
_CELL = dataclasses.replace(FORM.cell, size=9.0, leading=12.5)
_STYLES = dataclasses.replace(
    FORM, cell=_CELL, cell_head=dataclasses.replace(FORM.cell_head, size=9.0, leading=12.5)
)


def pdf(
    rows: Sequence[Row], court: Court, officer: Officer, made_at: dt.datetime, *, chosen: str = "", demo: bool = False
) -> bytes:  # fmt: skip
    """The list as it stands on the screen, in its order; `chosen` says which filters were set.

    The same rows and moment give the same bytes. Raises CharacterMissing, TooLarge.
    """
    on = local(made_at)
    about = f"承办人 {officer.name}　共 {len(rows)} 项" + (f"　筛选：{chosen}" if chosen else "")
    story = [
        *blocks.head(court.line, TITLE, "", FORM),
        blocks.labelled("截至", f"{date_time_text(on)}", FORM),
        blocks.flush(about, FORM),
        blocks.inventory(_COLUMNS, [_line(n, row) for n, row in enumerate(rows, 1)], _STYLES)
        if rows
        else blocks.text("没有符合条件的到期事项。", FORM),
        blocks.text("本清单供内部工作使用，期限以文书载明和法律规定为准；标明未经核实的，请先核实。", FORM),
    ]
    made = f"{date_time_text(on)}制作　内部工作清单，不作送达"
    sheet = Sheet(
        title=TITLE,
        document_id=f"due-list-{on:%Y%m%d%H%M}",
        made_at=made_at,
        footer=Footer((made,)),
        demo=demo,
        author=court.name,
    )
    return build(story, sheet)


def _line(number: int, row: Row) -> tuple[str, ...]:
    due = row.due
    alike = f"（系列案 {row.alike} 件）" if row.alike > 1 else ""
    return (
        str(number),
        due.on.isoformat() if due.on else "缺日期",
        left(row),
        f"{due.what}{alike}",
        f"{row.number}\n{row.creditors} → {row.debtors}",
        "；".join(filter(None, (source_of(due.term), due.note))),
    )


def left(row: Row) -> str:
    """What is left, in a few characters: 3天, 今天, 过2天; 已满 for what may be done since."""
    days = row.days_left
    if days is None:
        return "不明"
    if row.ripe:
        return "已满"
    return "今天" if days == 0 else f"{days}天" if days > 0 else f"过{-days}天"
