"""限制消费与失信: what a debtor under 限制消费令 may not do, and the cases that list him as 失信被执行人."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from services.law import tables


@dataclass(frozen=True, slots=True)
class Restriction:
    """One rule: its items in order, how papers cite it, since when it holds."""

    cite: str
    items: tuple[str, ...]
    valid_from: dt.date
    source: str


def _read(row: dict[str, Any]) -> Restriction:
    return Restriction(
        f"《{row['title']}》{row['articles']}", tuple(row["items"]), row["valid_from"], row["source"]
    )


_TABLE = tables.load("restrictions")
VERSION: dt.date = _TABLE["version"]
SPENDING = _read(_TABLE["spending"])
"""限制高消费规定 (2015) article 3: nine forbidden sorts of spending."""
LISTING = _read(_TABLE["listing"])
"""失信名单规定 (2017) article 1: the six cases."""
