"""表格单元: what people and spreadsheet programs write in a cell, read into values and written back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from services.clock import ZONE, local
from services.errors import BadInput
from services.identifiers.finding import plain

_LONGEST = 20_000
_EXACT = 10**15  # above this a spreadsheet's number has lost its last figures
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_TIME = re.compile(r"(\d{1,2})[:：时](\d{1,2})分?(?:[:：]\d{1,2})?")
_YES, _NO = (
    frozenset({"是", "有", "1", "Y", "√", "TRUE"}),
    frozenset({"", "否", "无", "0", "N", "×", "FALSE"}),
)
Cell = str | int | float | bool | dt.datetime | dt.date | None


class BadCell(BadInput):
    """A cell that cannot be read; the sentence says why, the report says where."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of cell: how it is read (raises BadCell), how it is written, and what an empty one means."""

    read: Callable[[Cell], Any]
    write: Callable[[Any], str]
    empty: Any


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) >= _EXACT:
        raise BadCell("长号码被表格软件存成了数字，末几位已丢失；请把该列设为文本后重新导出")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    written = str(cell).strip()
    if len(written) > _LONGEST:
        raise BadCell(f"文字超过 {_LONGEST} 字")
    return written


def _date(cell: Cell) -> dt.date:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    written = plain(_text(cell))
    if re.fullmatch(r"\d{8}", written):
        written = f"{written[:4]}-{written[4:6]}-{written[6:]}"
    found = _DATE.match(written)
    try:
        if found:
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise BadCell(f"日期“{written[:20]}”不存在或格式不对，应如 2026-11-24")


def _moment(cell: Cell) -> dt.datetime:
    if isinstance(cell, dt.datetime):
        return cell.astimezone(ZONE) if cell.tzinfo else cell.replace(tzinfo=ZONE)
    day = _date(cell)
    found = _TIME.search(plain(_text(cell)), 8)
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return dt.datetime.combine(day, dt.time(int(found[1]), int(found[2])), ZONE)
    raise BadCell("时间格式不对，应如 2026-11-24 09:30")


def _money(cell: Cell) -> Decimal:
    written = plain(_text(cell)).replace(",", "").removesuffix("元").removeprefix("¥")
    try:
        amount = Decimal(written)
    except InvalidOperation as error:
        raise BadCell(f"金额“{written[:20]}”不是数字（单位为元）") from error
    if not amount.is_finite() or not 0 <= amount < 10**12:
        raise BadCell(f"金额“{written[:20]}”不在 0 至一万亿之间")
    cents = amount.quantize(Decimal("0.01"))
    # A spreadsheet's 0.1 + 0.2 is meant as 0.30; figures people typed beyond the cent are not ours to round.
    if abs(cents - amount) > Decimal("0.000001"):
        raise BadCell(f"金额“{written[:20]}”超过两位小数")
    return amount if amount == cents else cents


def _parity(cell: Cell) -> Decimal:
    written = plain(_text(cell))
    try:
        yuan = Decimal(written)
    except InvalidOperation as error:
        raise BadCell(f"汇率“{written[:20]}”不是数字，应写1单位外币合多少元") from error
    if not yuan.is_finite() or not 0 < yuan < 1000:
        raise BadCell(f"汇率“{written[:20]}”不在0至1000之间，应写1单位外币合多少元")
    return yuan


def _number(cell: Cell) -> float:
    try:
        return float(plain(_text(cell)))
    except ValueError as error:
        raise BadCell(f"“{str(cell)[:20]}”不是数字") from error


def _whole(cell: Cell) -> int:
    found = _number(cell)
    if not found.is_integer():
        raise BadCell(f"“{found}”不是整数")
    return int(found)


def _yes_no(cell: Cell) -> bool:
    written = plain(_text(cell)).upper()
    if written in _YES or written in _NO:
        return written in _YES
    raise BadCell(f"“{written[:20]}”应写是或否")


def _listed(cell: Cell) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[;；、\s]+", _text(cell)) if part)


def choice(options: Mapping[str, str]) -> Sort:
    """A cell that holds one of the written forms; `options` maps what the code says to what people write."""
    by_text = {text: code for code, text in options.items()}

    def read(cell: Cell) -> str:
        written = _text(cell)
        if written not in by_text:
            raise BadCell(f"“{written[:20]}”不是可选值，应为{'、'.join(by_text)}")
        return by_text[written]

    return Sort(read, lambda code: options[code], "")


TEXT = Sort(_text, str, "")
DATE = Sort(_date, dt.date.isoformat, None)
MOMENT = Sort(_moment, lambda at: f"{local(at):%Y-%m-%d %H:%M}", None)
MONEY = Sort(_money, str, None)
PARITY = Sort(_parity, str, None)
NUMBER = Sort(_number, repr, None)
WHOLE = Sort(_whole, str, None)
YES_NO = Sort(_yes_no, lambda yes: "是" if yes else "", False)
LIST = Sort(_listed, "；".join, ())
