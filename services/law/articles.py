"""Statute passages by key: how papers and duties cite the law, with the exact text and since when it holds.

A key is statute-article[-paragraph]: cpl-256-2 is 民事诉讼法 article 256 paragraph 2 in its 2023 numbering,
int 民诉法解释, ckd 查封、扣押、冻结财产的规定, zx98 执行工作规定, ccdc 财产调查规定, fee 诉讼费用交纳办法.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from services import wording
from services.law import tables


@dataclass(frozen=True, slots=True)
class Article:
    """One passage of law: where it stands, what it says and since when it is valid."""

    key: str
    title: str
    short: str
    number: int
    paragraph: int | None
    text: str
    valid_from: dt.date
    source: str
    arabic: bool  # the statute itself counts 1. 2. 3. and is cited 第33条

    @property
    def cite(self) -> str:
        """As papers cite it: 《中华人民共和国民事诉讼法》第二百五十六条第一款."""
        number = str(self.number) if self.arabic else wording.chinese_number(self.number)
        paragraph = f"第{wording.chinese_number(self.paragraph)}款" if self.paragraph else ""
        return f"《{self.title}》第{number}条{paragraph}"

    @property
    def brief(self) -> str:
        """As screens cite it: 民诉法第256条第1款."""
        return f"{self.short}第{self.number}条" + (f"第{self.paragraph}款" if self.paragraph else "")


def article(key: str) -> Article:
    """The passage of this key. Raises KeyError: keys are written by us, never by the officer."""
    return ARTICLES[key]


def _read(data: dict[str, Any]) -> dict[str, Article]:
    return {
        key: _article(key, row, data["statutes"][row["statute"]]) for key, row in data["articles"].items()
    }


def _article(key: str, row: dict[str, Any], statute: dict[str, Any]) -> Article:
    return Article(
        key=key,
        title=statute["title"],
        short=statute["short"],
        number=row["article"],
        paragraph=row.get("paragraph"),
        text=row["text"],
        valid_from=statute["valid_from"],
        source=statute["source"],
        arabic=statute["numerals"] == "arabic",
    )


_TABLE = tables.load("articles")
ARTICLES = _read(_TABLE)
VERSION: dt.date = _TABLE["version"]
