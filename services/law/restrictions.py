"""限制消费与失信: what a debtor under 限制消费令 may not do, and the cases that list him as 失信被执行人."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from services.law import in_force
from services.law.in_force import Current
from services.law.tables import Content, Form, Path_, Problem, row_problems


@dataclass(frozen=True, slots=True)
class Restriction:
    """One rule: its items in order, how papers cite it, since when it holds."""

    cite: str
    items: tuple[str, ...]
    valid_from: dt.date
    source: str


def spending() -> Restriction:
    """限制高消费规定 (2015) article 3: the forbidden sorts of spending."""
    return CURRENT.rows["spending"]


def listing() -> Restriction:
    """失信名单规定 (2017) article 1: the cases in which a debtor is listed."""
    return CURRENT.rows["listing"]


def _read(content: Content) -> dict[str, Restriction]:
    return {key: _restriction(row) for key, row in content.items() if key != "version"}


def _restriction(row: Mapping[str, Any]) -> Restriction:
    return Restriction(
        f"《{row['title']}》{row['articles']}", tuple(row["items"]), row["valid_from"], row["source"]
    )


_WANTED: Mapping[str, type] = {
    "title": str, "articles": str, "valid_from": dt.date, "source": str, "items": list,
}  # fmt: skip


def problems(content: Content) -> Iterator[Problem]:
    """What is wrong with a table that a court hands in; it may hold one of the two rules alone."""
    for section in in_force.sections(content, CURRENT.bundled, "限制"):
        if isinstance(section, Problem):
            yield section
            continue
        key, row = section
        found = list(row_problems(row, (key,), _WANTED))
        yield from found or _item_problems(row["items"], (key, "items"))


def _item_problems(items: list[Any], place: Path_) -> Iterator[Problem]:
    if not all(isinstance(item, str) and item.strip() for item in items):
        yield Problem(place, "“items”里应都是文字，一项一行")
        return
    if len(items) < 2:
        yield Problem(place, "“items”至少有两项")
    for item in items:
        if item.endswith(("。", "；")):
            yield Problem(place, f"“{item}”末尾不要标点，文书会自己加")
        elif items.count(item) > 1:
            yield Problem(place, f"“{item}”写了两次")


def joined(before: Content, newer: Content) -> Content:
    """The rule of the newer table in place of the one known; the other stays."""
    return {**before, **newer}


FORM = Form(
    name="restrictions", title="限制消费、失信事项", origin="限制被执行人高消费、公布失信名单的若干规定",
    problems=problems, joined=joined,
)  # fmt: skip
CURRENT = Current(FORM, _read)
VERSION = CURRENT.version
