"""出行单、值班留存单: a day's stops on paper, one for the car and one for the duty desk; not served, not sealed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from reportlab.platypus import Flowable

from services.cases.outing import CAR, DESK, Outing, OutingStop
from services.clock import local
from services.docket.court import Court
from services.documents import blocks
from services.documents.page import Footer, Sheet, build
from services.documents.typesetting import FORM
from services.wording import date_time_text, listed, time_text

_SMALL = dataclasses.replace(FORM.cell, size=9.0, leading=12.5)
_STYLES = dataclasses.replace(
    FORM, cell=_SMALL, cell_head=dataclasses.replace(FORM.cell_head, size=9.0, leading=12.5)
)
_CAR_COLUMNS = (
    blocks.Column("站", 5, "center"),
    blocks.Column("到达", 14, "center"),
    blocks.Column("地址", 25),
    blocks.Column("当事人、案号", 26),
    blocks.Column("期限、来过的情况、安全提示", 24),
    blocks.Column("走过", 6, "center"),
)
_DESK_COLUMNS = (
    blocks.Column("站", 6, "center"),
    blocks.Column("预计到达", 16, "center"),
    blocks.Column("地址", 42),
    blocks.Column("安全提示", 36),
)
_PACK_COLUMNS = (
    blocks.Column("类别", 16), blocks.Column("要带的", 40), blocks.Column("说明", 36), blocks.Column("带了", 8, "center"),
)  # fmt: skip
LINES = (
    "出发前交值班室一份；改了路线或晚回，打电话告诉值班室。",
    "值班人签收：",
    "值班电话：",
    "实际返回时间：",
)


def car_pdf(outing: Outing, court: Court, made_at: dt.datetime, *, demo: bool = False) -> bytes:
    """出行单, for the car: every stop with its parties, deadline, door and safety note, and the list of what to take.

    The same day and moment give the same bytes. Raises CharacterMissing, TooLarge.
    """
    rows = [_car_line(stop) for stop in outing.stops]
    story = [*_head(outing, court, CAR), blocks.inventory(_CAR_COLUMNS, rows, _STYLES)]
    if outing.packed:
        story += [blocks.gap(FORM, 0.5), blocks.heading("随车携带", FORM)]
        story.append(blocks.inventory(_PACK_COLUMNS, list(outing.packed), _STYLES))
    story.append(blocks.gap(FORM, 0.3))
    story.append(
        blocks.text("路程按直线估算，实际道路更长。本单供内部工作使用，含当事人信息，用后收回。", FORM)
    )
    return _built(story, CAR, court, made_at, demo)


def desk_pdf(outing: Outing, court: Court, made_at: dt.datetime, *, demo: bool = False) -> bytes:
    """值班留存单, for the duty desk: where the officers will be and when, without parties or case numbers."""
    rows = [(str(s.number), _when(s), s.place, s.risk or "册上没有") for s in outing.stops if not s.done]
    story = [*_head(outing, court, DESK), blocks.inventory(_DESK_COLUMNS, rows, _STYLES)]
    story.append(blocks.gap(FORM, 0.3))
    if outing.check_in_minutes:
        asked = f"独自上门时在终端上设 {outing.check_in_minutes} 分钟报平安，到时没有应答终端会响铃。"
        story.append(blocks.text(asked, FORM))
    late = time_text(outing.back) if outing.back else "预计返回时间"
    story.append(blocks.text(f"过了{late}一小时没有消息，请值班室打电话联系；联系不上，报告带班领导。", FORM))
    story += [blocks.gap(FORM, 0.5), *(blocks.flush(line, FORM) for line in LINES)]
    return _built(story, DESK, court, made_at, demo)


def _head(outing: Outing, court: Court, title: str) -> list[Flowable]:
    phones = listed(f"{o.name}{o.phone and f'（{o.phone}）'}" for o in outing.officers)
    back = time_text(outing.back) if outing.back else "不明（有站没有坐标或没有路线）"
    return [
        *blocks.head(court.line, title, "", FORM),
        blocks.labelled("出行人员", phones, FORM),
        blocks.labelled("出发", f"{date_time_text(outing.leaving)}", FORM),
        blocks.labelled("预计返回", f"{back}　共 {len(outing.stops)} 站，直线 {outing.metres}", FORM),
    ]


def _car_line(stop: OutingStop) -> tuple[str, ...]:
    heed = "\n".join(filter(None, (stop.due, stop.known, stop.risk and f"【安全】{stop.risk}")))
    return (
        str(stop.number), _when(stop), stop.place, f"{stop.parties}\n{stop.case}", heed, "√" if stop.done else "□",
    )  # fmt: skip


def _when(stop: OutingStop) -> str:
    at = time_text(stop.at) if stop.at else "没有坐标" if not stop.done else "已走"
    return f"{at}\n约 {stop.window}" if stop.window else at


def _built(story: Sequence[Flowable], title: str, court: Court, made_at: dt.datetime, demo: bool) -> bytes:
    on = local(made_at)
    sheet = Sheet(
        title=title,
        document_id=f"outing-{on:%Y%m%d%H%M}",
        made_at=made_at,
        footer=Footer((f"{date_time_text(on)}制作　内部工作用，不作送达",)),
        demo=demo,
        author=court.name,
    )
    return build(story, sheet)
