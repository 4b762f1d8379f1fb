"""Statute passages by key: how papers and duties cite the law, with the exact text and since when it holds.

A key is statute-article[-paragraph]: cpl-256-2 is 民事诉讼法 article 256 paragraph 2 in its 2023 numbering,
int 民诉法解释, ckd 查封、扣押、冻结财产的规定, zx98 执行工作规定, ccdc 财产调查规定, fee 诉讼费用交纳办法.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services import wording
from services.law.in_force import Current
from services.law.tables import Content, Form, Path_, Problem, row_problems


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
        return f"《{self.title}》{self.place}"

    @property
    def place(self) -> str:
        """The same without the statute's title: 第二百五十六条第一款."""
        number = str(self.number) if self.arabic else wording.chinese_number(self.number)
        paragraph = f"第{wording.chinese_number(self.paragraph)}款" if self.paragraph else ""
        return f"第{number}条{paragraph}"

    @property
    def brief(self) -> str:
        """As screens cite it: 民诉法第256条第1款."""
        return f"{self.short}第{self.number}条" + (f"第{self.paragraph}款" if self.paragraph else "")


def article(key: str) -> Article:
    """The passage of this key. Raises KeyError: keys are written by us, never by the officer."""
    return CURRENT.rows[key]


def cited(*passages: str | tuple[str, Sequence[int]]) -> str:
    """Passages one after the other, some with the items that apply: 《…》第一百一十四条第一款第三项、第一百一十八条.

    Laws stand before what the courts say of them (法释〔2009〕14号 art. 2, M), and a statute is named once for its
    passages. Raises KeyError like `article`.
    """
    said: list[str] = []
    before = ""
    pairs = [(p, ()) if isinstance(p, str) else p for p in passages]
    titles = [article(key).title for key, _ in pairs]
    for key, items in sorted(pairs, key=lambda pair: _rank(article(pair[0]).title, titles)):
        found = article(key)
        place = found.place if found.title == before else found.cite
        said.append(place + "、".join(f"第{wording.chinese_number(item)}项" for item in items))
        before = found.title
    return "、".join(said)


def _rank(title: str, titles: Sequence[str]) -> tuple[bool, int]:
    """Where a statute stands among those cited with it: laws first, each after those named before it."""
    return not title.startswith("中华人民共和国"), titles.index(title)


def known(key: str) -> bool:
    """True when the table holds a passage of that key."""
    return key in CURRENT.rows


def _read(data: Mapping[str, Any]) -> dict[str, Article]:
    return {
        key: _article(key, row, data["statutes"][row["statute"]]) for key, row in data["articles"].items()
    }


def _article(key: str, row: Mapping[str, Any], statute: Mapping[str, Any]) -> Article:
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


_STATUTE: Mapping[str, type] = {
    "title": str, "short": str, "valid_from": dt.date, "source": str, "numerals": str,
}  # fmt: skip
_PASSAGE: Mapping[str, type] = {"statute": str, "article": int, "text": str}
_ITEMISED = ("ccdc-5", "ccdc-6", "ckd-28")  # papers take these apart line by line


def problems(content: Content) -> Iterator[Problem]:
    """What is wrong with a table that a court hands in: a statute comes whole, or it is left out whole.

    The key names a passage by the numbers that it had when the program was made; what `article` and `paragraph` say
    is how it is cited now.
    """
    for name in content:
        if name not in ("version", "statutes", "articles"):
            yield Problem((name,), f"有不认识的段“{name}”，应是[statutes.…]和[articles.…]")
    statutes, passages = content.get("statutes", {}), content.get("articles", {})
    if not (isinstance(statutes, dict) and isinstance(passages, dict) and statutes and passages):
        yield Problem((), "应有法律的名称、来源、施行日期[statutes.…]和条文[articles.…]")
        return
    for key, row in statutes.items():
        yield from _statute_problems(key, row, passages)
    for key, row in passages.items():
        place = ("articles", key)
        if key not in CURRENT.bundled:
            yield Problem(place, f"程序不引用“{key}”这一条")
        else:
            found = list(row_problems(row, place, _PASSAGE, {"paragraph": int}))
            yield from found or _passage_problems(key, row, statutes, place)


def _statute_problems(key: str, row: Any, passages: Mapping[str, Any]) -> Iterator[Problem]:
    place = ("statutes", key)
    cited = [name for name in CURRENT.bundled if name.partition("-")[0] == key]
    if not cited:
        yield Problem(place, f"程序不引用“{key}”这部法律")
        return
    yield from row_problems(row, place, _STATUTE)
    if isinstance(row, dict) and row.get("numerals") not in ("chinese", "arabic"):
        yield Problem((*place, "numerals"), "“numerals”只能是 chinese 或 arabic")
    if lacking := [name for name in cited if name not in passages]:
        some = "、".join(lacking[:3]) + ("等" if len(lacking) > 3 else "")
        yield Problem(place, f"这部法律有{len(lacking)}条没有一并给出：{some}")


def _passage_problems(
    key: str, row: Mapping[str, Any], statutes: Mapping[str, Any], place: Path_
) -> Iterator[Problem]:
    was = CURRENT.bundled[key]
    if row["statute"] not in statutes:
        yield Problem((*place, "statute"), f"没有一并给出[statutes.{row['statute']}]的名称、来源和施行日期")
    elif row["statute"] != key.partition("-")[0]:
        yield Problem((*place, "statute"), f"“{key}”应属于“{key.partition('-')[0]}”")
    if not 1 <= row["article"] <= _MOST:
        yield Problem((*place, "article"), f"条号{row['article']}不在1到{_MOST}之间")
    if (was.paragraph is None) != ("paragraph" not in row) or not 1 <= row.get("paragraph", 1) <= _MOST:
        yield Problem(place, "只引用其中一款的要写“paragraph”，引用整条的不写")
    lines = len(was.text.strip().split("\n"))
    if key in _ITEMISED and len(row["text"].strip().split("\n")) < lines:
        yield Problem((*place, "text"), f"这一条逐项用在文书里，应分{lines}行以上，一项一行")


def joined(before: Content, newer: Content) -> Content:
    """The statutes of the newer table, each with its passages, in place of those known; the others stay."""
    return {
        "version": newer["version"],
        "statutes": {**before["statutes"], **newer["statutes"]},
        "articles": {**before["articles"], **newer["articles"]},
    }


_MOST = 2000
FORM = Form(
    name="articles", title="法律条文", origin="法律、司法解释正式文本", problems=problems, joined=joined
)
CURRENT = Current(FORM, _read)
VERSION = CURRENT.version
