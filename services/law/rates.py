"""利率: one interest clause as a value, and the reading of the clause in the judgment's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from services.errors import BadInput
from services.law.lpr import TERM_TITLES, Term
from services.wording import number_of

Unit = Literal["year", "month", "day", "lpr"]
_HIGHEST = Decimal(100)  # per cent a year; above it a figure or its unit was mistyped
_PLAIN = re.compile(r"(年|月|日)(?:利率|息|利息)(?:为|按)?([\d.]+)[%％]")
_PER = re.compile(
    r"(?:每)?日(?:按)?(万|千)分之([\d.]+|[一二三四五六七八九十]+)(?:点([一二三四五六七八九零\d]+))?"
)
_LPR = re.compile(
    r"(一|1|五|5)年期(?:以上)?(?:的)?(?:贷款市场报价利率(?:（LPR）|\(LPR\))?|LPR)(?:标准)?(?:的)?(?:([\d.]+|[一二两三四])倍|([\d.]+)[%％])?"
)
_MORE = re.compile(r"(上浮|加计|加收|上调|下浮|下调)([\d.]+)[%％]")
# What else in a clause would change the rate; where it stands beside the rate that was read, the clause is not understood.
_LEFT = re.compile(r"[%％]|倍|分之|基点|浮|加计|加收|[上下]调|减半|厘")
_DIGITS = "零一二三四五六七八九"


class BadRate(BadInput):
    """The clause can't be read, or its figure can't be right."""

    message = "这条利息的约定读不出利率，请对照裁判文书填写。"


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate: per cent for a year or month, ‱ for a day, a multiple for LPR; `basis` the days of a year, 365 or 360."""

    unit: Unit
    figure: Decimal
    basis: int = 365
    term: Term = "year"

    def __post_init__(self) -> None:
        """Refuses what no judgment fixes: nought or less, over 100 % a year, a year of other than 365 or 360 days."""
        if not self.figure.is_finite() or self.figure <= 0:
            raise BadRate(f"利率须大于0，现在是{self.figure}，请核对。")
        if self.basis not in (365, 360):
            raise BadRate("一年按365天或360天计，请选其中一个。")
        if self.yearly > _HIGHEST:
            raise BadRate(f"{self}折合每年{self.yearly.normalize():f}%，不会是对的，请核对数字和单位。")

    @property
    def yearly(self) -> Decimal:
        """Per cent a year, for LPR counted at 5 %, so that mistyped figures are seen."""
        factor = {"year": Decimal(1), "month": Decimal(12), "day": Decimal("3.65"), "lpr": Decimal(5)}
        return self.figure * factor[self.unit]

    def __str__(self) -> str:
        figure = f"{self.figure.normalize():f}"
        if self.unit == "lpr":
            return f"{TERM_TITLES[self.term]}LPR" + (f"的{figure}倍" if self.figure != 1 else "")
        return {"year": f"年利率{figure}%", "month": f"月利率{figure}%", "day": f"日万分之{figure}"}[
            self.unit
        ]


def read(clause: str) -> Rate | None:
    """The rate that a clause in words fixes; None where it is empty: a judgment that fixes none awards none.

    Raises BadRate where there are words but no single rate can be read from them: it is asked, not guessed.
    """
    text = re.sub(r"\s", "", clause)
    if not text:
        return None
    found = [*_plain(text), *_per(text), *_lpr(text)]
    more = _MORE.findall(text)
    rest = text
    for pattern in (_PLAIN, _PER, _LPR, _MORE):
        rest = pattern.sub("", rest)
    if len(found) != 1 or len(more) > 1 or _LEFT.search(rest):
        why = "读不出利率" if not found else "有不止一个利率" if len(found) > 1 else "利率的加减读不全"
        raise BadRate(f"“{clause}”里{why}，请对照裁判文书填写，程序不代为推定。")
    basis = 360 if re.search(r"(?<!\d)360[天日]", text) else 365
    return Rate(found[0].unit, found[0].figure * _factor(more), basis, found[0].term)


def _factor(more: list[tuple[str, str]]) -> Decimal:
    """By how much the clause raises or lowers its rate: 上浮50% is half as much again."""
    if not more:
        return Decimal(1)
    (way, figure) = more[0]
    part = _number(figure) / 100
    return 1 - part if way.startswith("下") else 1 + part


def names_one(text: str) -> bool:
    """Whether any rate can be read from the words, figures out of range included."""
    return any(pattern.search(text) for pattern in (_PLAIN, _PER, _LPR))


def _plain(text: str) -> list[Rate]:
    units: dict[str, Unit] = {"年": "year", "月": "month"}
    return [
        Rate(units[unit], _number(figure)) if unit in units else Rate("day", _number(figure) * 100)
        for unit, figure in _PLAIN.findall(text)
    ]


def _per(text: str) -> list[Rate]:
    rates = []
    for sort, whole, part in _PER.findall(text):
        figure = _number(whole) + (_number(f"0.{_arabic(part)}") if part else 0)
        rates.append(Rate("day", figure * (10 if sort == "千" else 1)))
    return rates


def _lpr(text: str) -> list[Rate]:
    return [
        Rate(
            "lpr",
            _number(part) / 100 if part else _number(times.replace("两", "二") or "1"),
            term="year" if term in "一1" else "five",
        )
        for term, times, part in _LPR.findall(text)
    ]


def _number(words: str) -> Decimal:
    try:
        return Decimal(words)
    except InvalidOperation:
        number = number_of(words)
        if number is None:
            raise BadRate(f"“{words}”不是数，请核对利率。") from None
        return Decimal(number)


def _arabic(words: str) -> str:
    return "".join(str(_DIGITS.index(c)) if c in _DIGITS else c for c in words)
