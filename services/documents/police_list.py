"""协助查找扣押车辆清单 (domain.md §6, D16): the cars that the police are asked to find, over all the cases."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from services.clock import local
from services.docket.court import Court, Officer
from services.documents import blocks
from services.documents.document import DRAFT
from services.documents.page import Footer, Sheet, build
from services.documents.seal import SealPlace
from services.documents.typesetting import FORM
from services.identifiers.plate import display
from services.law.articles import article
from services.records.vehicle_events import ListedCar
from services.wording import date_time_text

TITLE = "协助查找扣押车辆清单"
_COLUMNS = (
    blocks.Column("序号", 5, "center"),
    blocks.Column("号牌和种类", 15),
    blocks.Column("品牌型号、颜色", 14),
    blocks.Column("识别代号、发动机号", 23),
    blocks.Column("所有人", 9),
    blocks.Column("案号、查封文号", 22),
    blocks.Column("顺位、届满", 12),
)
_CELL = dataclasses.replace(FORM.cell, size=8.5, leading=11.5)
_STYLES = dataclasses.replace(
    FORM, cell=_CELL, cell_head=dataclasses.replace(FORM.cell_head, size=8.5, leading=11.5)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One list to be given out: the how-many-th, to whom, by which filters, what is new and what is left out since."""

    number: int
    to: str
    chosen: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


def pdf(
    cars: Sequence[ListedCar], issue: Issue, court: Court, officer: Officer, made_at: dt.datetime, *, demo: bool = False
) -> bytes:  # fmt: skip
    """The list, for the court's seal; the same cars and moment give the same bytes. Raises CharacterMissing, TooLarge."""
    on = local(made_at)
    new = set(issue.added)
    told = (
        f"依照{article('ccdc-16').cite}，请协助查找并控制下列车辆；发现后请立即电话通知本院承办人到场接收，"
        "并将查获情况填入随附表格退回。"
    )
    story = [
        *blocks.head(court.line, TITLE, "", FORM),
        blocks.flush(f"{issue.to}：", FORM),
        blocks.text(told, FORM),
        blocks.flush(f"第 {issue.number} 期　共 {len(cars)} 辆　筛选：{issue.chosen}", FORM),
        *([blocks.flush(_changed(issue), FORM)] if issue.number > 1 else []),
        blocks.inventory(
            _COLUMNS, [_row(n, car, car.plate in new) for n, car in enumerate(cars, 1)], _STYLES
        ),
    ]
    tail = [
        blocks.flush(f"承办人：{officer.name}　本院地址：{court.address or '未载明'}", FORM),
        SealPlace(on.date(), FORM),
    ]
    sheet = Sheet(
        title=TITLE,
        document_id=f"police-list-{issue.number}-{on:%Y%m%d%H%M}",
        made_at=made_at,
        footer=Footer((f"第 {issue.number} 期　{date_time_text(on)}制作",)),
        demo=demo,
        draft_mark=DRAFT,
        author=court.name,
    )
    return build(blocks.closing(story, tail), sheet)


def _changed(issue: Issue) -> str:
    """What the former list's holder has to know: cars that are not to be held any more are named."""
    gone = "、".join(display(p) for p in issue.removed) or "无"
    return f"较上期新增 {len(issue.added)} 辆（标“新”）；不再查找 {len(issue.removed)} 辆：{gone}"


def _row(number: int, car: ListedCar, new: bool) -> tuple[str, ...]:
    until = f"{car.expires_on:%Y-%m-%d}止" if car.expires_on else "届满日不明"
    return (
        f"{number}\n新" if new else str(number),
        _lines(display(car.plate), car.plate_kind),
        _lines(car.brand, car.colour),
        _lines(car.vin, car.engine_number),
        car.owner or "未载明",
        _lines(*car.cases, car.ruling),
        _lines(car.rank, until),
    )


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part) or "未载明"
