"""类型代字 and 法院代字: what the characters of a case number stand for, from the dated tables in resources/law."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parents[2] / "resources" / "law"
PROVINCES = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵军"


@dataclass(frozen=True, slots=True)
class CaseType:
    """One type of case: its characters, what it is called and which stage of the work it belongs to."""

    code: str
    title: str
    stage: str


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _types(rows: list[dict[str, str]]) -> dict[str, CaseType]:
    return {row["code"]: CaseType(row["code"], row["title"], row["stage"]) for row in rows}


_CASE_TYPES = _load("case_types")
TYPES = _types(_CASE_TYPES["types"])
OLD_TYPES = _types(_CASE_TYPES["old_types"])
COURTS: dict[str, str] = {row["code"]: row["name"] for row in _load("court_codes")["courts"]}


def old_type(characters: str) -> CaseType | None:
    """The type of an old number's characters; a chamber number (民二初) does not matter."""
    return OLD_TYPES.get(re.sub("(?<=[民商刑行知])[一二三四五六](?=.)", "", characters))


def split_old(characters: str) -> tuple[str, str] | None:
    """Court and type of what stands between the year and 字第 in an old number; the longest type that is known."""
    for place in range(1, len(characters)):
        if old_type(characters[place:]):
            return characters[:place], characters[place:]
    return None
