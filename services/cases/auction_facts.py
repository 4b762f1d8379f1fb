"""拍卖结果表: what the platform or the contractor reports of each lot, read row by row into the records of the cars."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from services.cases.yard import YardCar
from services.clock import ZONE, local
from services.errors import BadInput
from services.identifiers import plate
from services.identifiers.finding import plain
from services.records.kinds.vehicle_disposal import (
    FIRST,
    PLAIN_SALE,
    RESULT,
    SECOND,
    SOLD,
    UNSOLD,
    WITHDRAWN,
    VehicleDisposal,
)

HEADS = ("号牌号码", "拍次", "结果", "起拍价", "成交价", "结束时间", "买受人", "报名人数")
_CENT = Decimal("0.01")
_MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s*(\d{1,2})[:：时](\d{1,2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTrouble:
    """A row that can't be taken: the number a spreadsheet shows beside it, and why."""

    row: int
    why: str


class BadFacts(BadInput):
    """The file does not fit; nothing of it is taken, `rows` say what is wrong where."""

    def __init__(self, sentence: str, rows: Sequence[RowTrouble] = ()) -> None:
        self.rows = tuple(rows)
        super().__init__(sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """One lot's result for a car of the yard; `known` where the same is on record already."""

    car: YardCar
    said: VehicleDisposal
    known: bool


def read(
    rows: Sequence[tuple[int, Sequence[str]]], cars: Mapping[str, YardCar], officer: str, now: dt.datetime
) -> tuple[Lot, ...]:
    """The lots of a file, by its heads in any order. Raises BadFacts with every row that is wrong."""
    heads = list(rows[0][1]) if rows else []
    lacking = [h for h in HEADS if h not in heads]
    if lacking:
        raise BadFacts(f"第 1 行缺少“{'”“'.join(lacking)}”，没有导入。请按列名填写。")
    found: list[Lot] = []
    troubles: list[RowTrouble] = []
    for number, cells in rows[1:]:
        given = {h: cells[i] if (i := heads.index(h)) < len(cells) else "" for h in HEADS}
        wrong = list(_wrong(given, cars, now))
        if wrong:
            troubles.append(RowTrouble(row=number, why="；".join(wrong)))
        else:
            found.append(_lot(given, cars, officer))
    if troubles:
        first = "；".join(f"第 {t.row} 行：{t.why}" for t in troubles[:3])
        raise BadFacts(f"有 {len(troubles)} 行不对，整份没有导入。{first}。", troubles)
    if not found:
        raise BadFacts("表里没有一行拍卖结果，没有导入。")
    return tuple(found)


def _wrong(given: Mapping[str, str], cars: Mapping[str, YardCar], now: dt.datetime) -> Iterator[str]:
    own = plate.check(given["号牌号码"]).value
    if own is None:
        yield f"“号牌号码”一栏是“{given['号牌号码'][:12]}”，不是号牌，各列可能错位"
    elif own not in cars:
        yield f"{plate.display(own)} 不在在库车辆里"
    for head, options in (("拍次", (FIRST, SECOND, PLAIN_SALE)), ("结果", (SOLD, UNSOLD, WITHDRAWN))):
        if given[head] not in options:
            yield f"“{head}”一栏是“{given[head][:12]}”，应为{'、'.join(options)}"
    start, price, at = _amount(given["起拍价"]), _amount(given["成交价"]), _moment(given["结束时间"])
    if start is None or start <= 0:
        yield f"“起拍价”一栏是“{given['起拍价'][:12]}”，不是金额"
    if at is None or at > now:
        yield f"“结束时间”一栏是“{given['结束时间'][:16]}”，应是已过的时间，如 2026-11-24 10:00"
    if given["结果"] == SOLD:
        if price is None or (start is not None and price < start):
            yield f"“成交价”一栏是“{given['成交价'][:12]}”，应不低于起拍价"
        if not given["买受人"]:
            yield "成交的要写“买受人”"
    elif given["成交价"]:
        yield f"{given['结果']}的不应有成交价"
    if given["报名人数"] and not given["报名人数"].isdecimal():
        yield f"“报名人数”一栏是“{given['报名人数'][:12]}”，不是人数"


def _lot(given: Mapping[str, str], cars: Mapping[str, YardCar], officer: str) -> Lot:
    own, at = plate.check(given["号牌号码"]).value, _moment(given["结束时间"])
    assert own is not None
    assert at is not None
    sold = given["结果"] == SOLD
    values: dict[str, Any] = {
        "step": RESULT, "at": at, "officers": (officer,), "plate": own, "sale_round": given["拍次"],
        "start_price": _amount(given["起拍价"]), "outcome": given["结果"],
    }  # fmt: skip
    if sold:
        values |= {"price": _amount(given["成交价"]), "buyer": given["买受人"]}
    if given["结果"] == WITHDRAWN:
        values["withdrawn_why"] = "导入的拍卖结果表"
    if given["报名人数"]:
        values["bidders"] = int(given["报名人数"])
    said = VehicleDisposal(**values)
    car = cars[own]
    known = any(
        (s.step, s.sale_round, s.outcome, local(s.at)) == (RESULT, said.sale_round, said.outcome, local(at))
        for s in car.said
    )
    return Lot(car=car, said=said, known=known)


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(plain(text).replace(",", "").removesuffix("元"))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount >= 0 and amount == amount.quantize(_CENT) else None


def _moment(text: str) -> dt.datetime | None:
    found = _MOMENT.match(plain(text))
    if found is None:
        return None
    year, month, day, hour, minute = map(int, found.groups())
    try:
        return dt.datetime(year, month, day, hour, minute, tzinfo=ZONE)
    except ValueError:
        return None
