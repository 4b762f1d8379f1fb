"""责任承担: a share as the basis writes it, and the claim's items by those who answer for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from services.law import allocation
from services.law.reckoning import Answers, BadStatement, Claim, Item
from services.law.ways import WAY_TITLES
from services.wording import number_of

_PERCENT = re.compile(r"([\d.]+)[%％]")
_OF = re.compile(r"([\d零一二两三四五六七八九十百]+)分之([\d零一二两三四五六七八九十百]+)")
_SLASH = re.compile(r"(\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class Part:
    """An item, or one debtor's part of it, with the places in `Claim.answers` of those who owe it."""

    item: Item
    by: frozenset[int]


def share(written: str) -> Fraction:
    """The part that 60%, 百分之六十, 1/3 or 三分之一 says. Raises BadStatement where it says none from 0 to 1."""
    text = re.sub(r"\s", "", written).replace("百分之", "一百分之")
    if found := _SLASH.fullmatch(text):
        return _part(Fraction(int(found[1]), int(found[2])) if int(found[2]) else None, written)
    if (found := _OF.fullmatch(text)) and (below := number_of(found[1])):
        above = number_of(found[2])
        return _part(Fraction(above, below) if above else None, written)
    if found := _PERCENT.fullmatch(text):
        try:
            return _part(Fraction(Decimal(found[1])) / 100, written)
        except InvalidOperation:
            pass
    return _part(None, written)


def _part(found: Fraction | None, written: str) -> Fraction:
    if found is None or not 0 < found <= 1:
        raise BadStatement(f"份额“{written}”读不出来，应写成60%、1/3或三分之一，不超过全部。")
    return found


def parts(claim: Claim) -> tuple[Part, ...]:
    """The claim's items, those owed by shares cut to the cent; BadStatement where it is not whole who owes what."""
    if not claim.answers:
        return tuple(Part(item, frozenset()) for item in claim.items)
    _check(claim)
    return tuple(part for item in claim.items for part in _cut(item, claim.answers))


def _cut(item: Item, answers: Sequence[Answers]) -> list[Part]:
    rows = [n for n, one in enumerate(answers) if not one.items or item.name in one.items]
    if not rows:
        raise BadStatement(f"案件册没有写“{item.name}”由谁承担，请院里补全责任承担。")
    shares = [n for n in rows if answers[n].way == "share"]
    others = frozenset(rows) - set(shares)
    if not shares:
        return [Part(item, others)]
    whole = [answers[n].share or Fraction(0) for n in shares]
    if sum(whole) != 1:
        raise BadStatement(f"“{item.name}”各被执行人的份额合计不是全部，请院里核对责任承担。")
    amounts = allocation.split(item.amount, whole)
    return [
        Part(
            replace(item, name=f"{item.name}（{answers[n].name}）", amount=amount),
            others | {n},
        )
        for n, amount in zip(shares, amounts, strict=True)
    ]


def _check(claim: Claim) -> None:
    names = {item.name for item in claim.items}
    covered: dict[tuple[str, str], int] = {}
    for one in claim.answers:
        for name in one.items:
            if name not in names:
                raise BadStatement(f"责任承担写的“{name}”不在执行标的明细里，请院里核对。")
        for name in one.items or tuple(names):
            covered[one.debtor, name] = covered.get((one.debtor, name), 0) + 1
            if covered[one.debtor, name] > 1:
                raise BadStatement(f"{one.name}对“{name}”的责任写了不止一次，请院里核对。")
        _check_one(one)


def _check_one(one: Answers) -> None:
    if one.way == "share" and one.share is None:
        raise BadStatement(f"{one.name}按份承担而没有写份额，请院里补全。")
    if one.share is not None and one.way not in ("share", "subsidiary"):
        raise BadStatement(f"{one.name}承担{WAY_TITLES[one.way]}责任，不应有份额，请院里核对。")
    if one.cap is not None and (not one.cap.is_finite() or one.cap < 0):
        raise BadStatement(f"{one.name}的责任限额须不小于0，请核对。")
