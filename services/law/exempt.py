"""豁免财产: by what a thing on a list is called, whether the law may forbid to take it (查扣冻规定 article 3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from services.law import tables
from services.wording import chinese_number


@dataclass(frozen=True, slots=True)
class Exempt:
    """One item of the article: its number, what it protects, and the words by which a thing may be one of it."""

    item: int
    title: str
    words: tuple[str, ...]

    @property
    def doubt(self) -> str:
        """The half sentence after the thing's name; it asks for a look and decides nothing."""
        return f"可能是{self.title}，不得查封、扣押（查扣冻规定第3条第{chinese_number(self.item)}项），请核对"


def ground(name: str) -> Exempt | None:
    """The first item of which a thing called so may be; None where no word of the table is in its name."""
    if any(word in name for word in _UNLESS):
        return None
    return next((row for row in ROWS if any(word in name for word in row.words)), None)


def _read(row: dict[str, Any]) -> Exempt:
    return Exempt(row["item"], row["title"], tuple(row["words"]))


_TABLE = tables.load("exempt")
_UNLESS: tuple[str, ...] = tuple(_TABLE["unless"])
VERSION: dt.date = _TABLE["version"]
ROWS: tuple[Exempt, ...] = tuple(_read(row) for row in _TABLE.values() if isinstance(row, dict))
