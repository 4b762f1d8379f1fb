"""当日小结: what was done on a day, how much, and the hashes; for the file of the duty desk, not served, not sealed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from reportlab.platypus import Flowable

from services.cases.day_close import TITLE, DayChain, DayClose, DayLine
from services.clock import local
from services.docket.court import Court
from services.documents import blocks
from services.documents.page import Footer, Sheet, build
from services.documents.proof import ANCHOR_DIGITS
from services.documents.typesetting import FORM
from services.wording import chinese_date, date_time_text, time_text

_SMALL = dataclasses.replace(FORM.cell, size=9.0, leading=12.5)
_STYLES = dataclasses.replace(
    FORM, cell=_SMALL, cell_head=dataclasses.replace(FORM.cell_head, size=9.0, leading=12.5)
)
_COLUMNS = (
    blocks.Column("时间", 9, "center"),
    blocks.Column("案号", 23),
    blocks.Column("事项", 28),
    blocks.Column("附件", 6, "center"),
    blocks.Column("状态", 11, "center"),
    blocks.Column("日志行、校验值", 23),
)
_CHAIN_COLUMNS = (
    blocks.Column("设备", 16), blocks.Column("当日日志行", 18, "center"), blocks.Column("最后一行的链值（SHA-256）", 66),
)  # fmt: skip
LINES = ("执行人员（签名）：", "院内核对人（签名）：", "核对时间：")
_HOW = (
    f"校验值是每条记录原文 SHA-256 的前 {ANCHOR_DIGITS} 位，与记录单、文书页脚所印的一致；"
    "链值把本机到这一行为止的全部日志连同签名锁在一起，事后改动任何一行，链值都对不上。"
)
_USE = "本单供内部核对使用，含案号，不作送达。"


def pdf(told: DayClose, court: Court, made_at: dt.datetime, *, demo: bool = False) -> bytes:
    """The sheet; the same day and moment give the same bytes. Raises CharacterMissing, TooLarge."""
    story: list[Flowable] = [
        *blocks.head(court.line, TITLE, "", FORM),
        blocks.labelled("日期", chinese_date(told.day), FORM),
        blocks.labelled("执行人员", told.officer, FORM),
        blocks.labelled("合计", _sum(told), FORM),
        blocks.labelled("院端", told.proof or "还没有同步过", FORM),
        blocks.labelled("未了", _left(told), FORM),
        *_table("记录", told.records, "当日没有完成的记录。"),
        *_table("出具的文书", told.papers, "当日没有出具文书。"),
        *_chains(told.chains),
        blocks.gap(FORM, 0.3),
        blocks.text(_HOW, FORM),
        blocks.text(_USE, FORM),
    ]
    signing = [blocks.gap(FORM, 0.5), *(blocks.flush(line, FORM) for line in LINES)]
    return build(blocks.closing(story, signing), _sheet(told, court, made_at, demo))


def _sum(told: DayClose) -> str:
    amended = f"（其中更正 {told.amended} 条）" if told.amended else ""
    others = "、".join(f"{title} {count}" for title, count in told.others)
    return (
        f"记录 {len(told.records)} 条{amended}，涉及 {told.cases} 案；附件 {told.files} 个，{told.size / 1e6:.1f} MB；"
        f"文书 {len(told.papers)} 份" + (f"；另有{others}" if others else "")
    )


def _left(told: DayClose) -> str:
    return f"未完成的草稿 {told.drafts} 件，待回传的记录 {told.waiting} 条"


def _table(title: str, lines: Sequence[DayLine], nothing: str) -> list[Flowable]:
    if not lines:
        return [blocks.gap(FORM, 0.4), blocks.heading(title, FORM), blocks.text(nothing, FORM)]
    table = blocks.inventory(_COLUMNS, [_row(line) for line in lines], _STYLES)
    return [blocks.gap(FORM, 0.4), blocks.headed(title, table, FORM)]


def _row(line: DayLine) -> tuple[str, ...]:
    return (
        time_text(line.at), line.case or "—", line.what, str(line.files) if line.files else "—", line.state,
        f"第 {line.seq} 行\n{_grouped(line.digest[:ANCHOR_DIGITS], 4)}",
    )  # fmt: skip


def _chains(chains: Sequence[DayChain]) -> list[Flowable]:
    if not chains:
        return []
    rows = [(c.device[:8], f"第 {c.first} 至 {c.last} 行", _grouped(c.link, 8)) for c in chains]
    return [
        blocks.gap(FORM, 0.4),
        blocks.headed("日志", blocks.inventory(_CHAIN_COLUMNS, rows, _STYLES), FORM),
    ]


def _grouped(digits: str, each: int) -> str:
    return " ".join(digits[i : i + each] for i in range(0, len(digits), each))


def _sheet(told: DayClose, court: Court, made_at: dt.datetime, demo: bool) -> Sheet:
    on = local(made_at)
    return Sheet(
        title=TITLE,
        document_id=f"day-{told.day:%Y%m%d}-{on:%H%M}",
        made_at=made_at,
        footer=Footer((f"{date_time_text(on)}制作　内部工作用，不作送达",)),
        demo=demo,
        author=court.name,
    )
