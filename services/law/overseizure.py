"""超标的额: what is owed and the fees, against what first-ranked goods can be reckoned to bring (查扣冻规定 article 19)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from services.law import tables
from services.law.in_force import Current
from services.law.tables import Content, Problem, row_problems
from services.wording import money

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Held:
    """A thing that is sealed, seized or frozen: its value in yuan (None: nobody has valued it), and whether it is money."""

    name: str
    value: Decimal | None
    is_money: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """Both sides: `owed` with the fees, `worth` of what has a value, by `share` of it; who is not valued, what waits.

    `worth` is the least that is known: an unvalued thing adds to it.
    """

    owed: Decimal
    worth: Decimal
    share: Decimal
    counted: tuple[tuple[str, Decimal], ...]
    unvalued: tuple[str, ...]
    waiting: tuple[str, ...]

    @property
    def over(self) -> Decimal:
        """By how much the goods exceed what is owed; nought where they do not, or it can't be told."""
        return max(Decimal(0), self.worth - self.owed)

    @property
    def sentence(self) -> str:
        """The warning, empty while nothing exceeds."""
        if not self.over:
            return ""
        return (
            f"首封财产折后{money(self.worth)}元，超过应付和费用{money(self.owed)}元；"
            "能分开的解除超出部分，不可分物且无其他财产的除外（查扣冻规定第19条）。"
        )


def meter(
    owed: Decimal, first: Sequence[Held], waiting: Iterable[Held] = (), table: Content | None = None
) -> Meter:
    """The two sides; only first-ranked goods count, what waits behind another court's measure is named apart."""
    part = share(table)
    counted = tuple((h.name, worth(h, part)) for h in first if h.value is not None)
    return Meter(
        owed=owed,
        worth=sum((amount for _, amount in counted), Decimal(0)),
        share=part,
        counted=counted,
        unvalued=tuple(h.name for h in first if h.value is None),
        waiting=tuple(h.name for h in waiting),
    )


def worth(held: Held, part: Decimal) -> Decimal:
    """What one thing counts for; nought where it is not valued."""
    value = held.value or Decimal(0)
    return value if held.is_money else (value * part).quantize(_CENT, ROUND_HALF_UP)


def share(table: Content | None = None) -> Decimal:
    """The part of its value that a thing is reckoned to bring in a first sale."""
    return Decimal((CURRENT.rows if table is None else table)["first_sale"]["share"])


def problems(content: Content) -> Iterator[Problem]:
    """What is wrong with a table that a court hands in."""
    if set(content) - {"version"} != {"first_sale"}:
        yield Problem(("first_sale",), "应只有一段[first_sale]")
        return
    row = content["first_sale"]
    wanted: dict[str, type] = {"title": str, "share": str, "source": str, "valid_from": dt.date}
    found = list(row_problems(row, ("first_sale",), wanted))
    yield from found
    if not found and not _is_part(row["share"]):
        yield Problem(("first_sale", "share"), f"折扣“{row['share']}”应是大于0、不大于1的数")


def _is_part(written: str) -> bool:
    try:
        return 0 < Decimal(written) <= 1
    except InvalidOperation:
        return False


FORM = tables.Form(
    name="realisation",
    title="变价折扣",
    origin="网络司法拍卖规定第10条",
    problems=problems,
)
CURRENT: Current[Content] = Current(FORM, lambda content: content)
