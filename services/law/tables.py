"""The dated tables of resources/law, and the newer ones a court imports: read, checked row by row, outdated or not.

A table is a TOML file with the date of its `version`. Its Form says what it is called, until when it can be used and, if
a court may bring a newer one, what each row must hold. Calculators get a table as an argument; none is guessed past its end.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.errors import BadInput

FOLDER = Path(__file__).parents[2] / "resources" / "law"
MAX_BYTES = 512 * 1024
REVIEW_DAYS = 365
_SHOWN = 5
_TYPES: Mapping[type, str] = {str: "文字", dt.date: "日期", list: "列表", int: "整数", bool: "true 或 false"}

Content = Mapping[str, Any]
Path_ = tuple[str | int, ...]


class BadTable(BadInput):
    """A table of law that was handed in does not fit; nothing of it is used."""

    message = "法律数据表不合格式，没有采用。"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row: its place in the content (keys and numbers from 0) and a sentence without its end."""

    place: Path_
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a table is called and checked. Without `problems` it comes with the program alone.

    `until` is the last day that the content covers, None where a statute stands until it is changed. `joined` lays an
    imported content over the one in force; as a rule it takes its place. Where `ahead`, its rows may begin to hold
    later than the day of the import: whoever reads them minds their days.
    """

    name: str
    title: str
    origin: str
    problems: Callable[[Content], Iterable[Problem]] | None = None
    joined: Callable[[Content, Content], Content] = lambda _before, newer: newer
    until: Callable[[Content], dt.date | None] = lambda _content: None
    ahead: bool = False

    @property
    def importable(self) -> bool:
        """Whether a court can bring a newer one."""
        return self.problems is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in force; `imported` the moment a court's own was taken, None for the program's."""

    form: Form
    content: Content
    imported: dt.datetime | None = None

    @property
    def version(self) -> dt.date:
        """As of which day it was drawn up."""
        version: dt.date = self.content["version"]
        return version

    @property
    def until(self) -> dt.date | None:
        """The last day it covers, None where that is open."""
        return self.form.until(self.content)

    def outdated(self, today: dt.date) -> str:
        """The sentence that says why it must not be relied on any more; empty while it can be."""
        if self.until and self.until < today:
            return f"“{self.form.title}”只到{self.until}，之后的不能推算，请导入新表（{self.form.origin}）。"
        if self.until is None and (today - self.version).days > REVIEW_DAYS:
            return f"“{self.form.title}”的版本{self.version}已超过一年，请与院里核对是否有新规定。"
        return ""

    def ends_soon(self, today: dt.date, days: int = 60) -> str:
        """The sentence that a new table is due before this one runs out; empty otherwise."""
        if not self.until or not today <= self.until <= today + dt.timedelta(days=days):
            return ""
        return f"“{self.form.title}”到{self.until}为止，请留意导入新表（{self.form.origin}）。"


def load(name: str) -> dict[str, Any]:
    """The table `name`.toml of the program's own resources."""
    return tomllib.loads(text_of(name))


def text_of(name: str) -> str:
    """The program's own file of that table, as it stands."""
    return (FOLDER / f"{name}.toml").read_text(encoding="utf-8")


@functools.cache
def bundled(form: Form) -> Table:
    """The program's own table of a form."""
    return Table(form=form, content=load(form.name))


def outdated(tables: Iterable[Table], today: dt.date) -> tuple[str, ...]:
    """A sentence for each table that ended before today or has not been looked at for over a year."""
    return tuple(said for said in (table.outdated(today) for table in tables) if said)


def parse(name: str, raw: bytes, form: Form) -> dict[str, Any]:
    """The content of a file called `name`, every row of it checked. BadTable names the lines that are wrong."""
    if form.problems is None:
        raise BadTable(f"“{form.title}”随程序更新，不能单独导入。")
    if len(raw) > MAX_BYTES:
        raise BadTable(f"{name} 超过 {MAX_BYTES // 1024} KB，没有采用。")
    try:
        text = unicodedata.normalize("NFC", raw.decode("utf-8-sig").replace("\r\n", "\n"))
        content = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise BadTable(f"{name} 不是 UTF-8 文本，没有采用。") from error
    except tomllib.TOMLDecodeError as error:
        raise BadTable(f"{name} 没有采用：{_place_of(error)}不合写法，引号、括号、日期要写全。") from error
    refuse(name, raw, [*_head_problems(content), *form.problems(content)])
    return content


def newer(table: Table, content: Content, name: str) -> Table:
    """The table with an imported content laid over it. BadTable for a version older than the one in force."""
    version: dt.date = content["version"]
    if version < table.version:
        raise BadTable(f"{name} 的版本{version}早于正在使用的{table.version}，没有采用。")
    return Table(form=table.form, content=table.form.joined(table.content, content), imported=table.imported)


def not_yet(form: Form, content: Content, today: dt.date) -> Iterator[Problem]:
    """Rows that begin to hold after today, where the table is read as it stands; they are imported on their day."""
    if form.ahead:
        return
    for place, day in _beginnings(content, ()):
        if day > today:
            yield Problem(place, f"自{day}起才施行，请到那天再导入")


def unprintable(
    content: Mapping[str, Any], missing: Callable[[str], set[str]], place: Path_ = ()
) -> Iterator[Problem]:
    """Texts with characters that no paper could show; `missing` tells those of a text."""
    for key, value in content.items():
        if isinstance(value, Mapping):
            yield from unprintable(value, missing, (*place, key))
        elif isinstance(value, str) and (lost := missing(value)):
            yield Problem((*place, key), f"的字{'、'.join(f'“{c}”' for c in sorted(lost))}没有字体可以显示")


def accepted(
    before: Table, name: str, raw: bytes, today: dt.date, missing: Callable[[str], set[str]]
) -> Table:
    """The table in force with a file laid over it, as it may be brought today. BadTable says why it may not.

    `missing` tells the characters of a text that no paper could show.
    """
    content = parse(name, raw, before.form)
    refuse(name, raw, (*not_yet(before.form, content, today), *unprintable(content, missing)))
    return newer(before, content, name)


def _beginnings(content: Mapping[str, Any], place: Path_) -> Iterator[tuple[Path_, dt.date]]:
    for key, value in content.items():
        if key == "valid_from" and isinstance(value, dt.date):
            yield (*place, key), value
        elif isinstance(value, Mapping):
            yield from _beginnings(value, (*place, key))


def refuse(name: str, raw: bytes, problems: Iterable[Problem]) -> None:
    """Raises BadTable that names the lines of a file's problems; nothing where there are none."""
    if found := list(problems):
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        raise BadTable(f"{name} 没有采用：{_told(found, places(text))}。")


def _head_problems(content: Content) -> Iterator[Problem]:
    version = content.get("version")
    if type(version) is not dt.date:
        yield Problem(("version",), "缺少版本日期，应如 version = 2026-11-04")


def _told(problems: list[Problem], lines: Mapping[Path_, int]) -> str:
    words = [f"{_line(p.place, lines)}{p.words}" for p in problems[:_SHOWN]]
    more = len(problems) - _SHOWN
    return "；".join(words) + (f"；另有{more}处" if more > 0 else "")


def _line(place: Path_, lines: Mapping[Path_, int]) -> str:
    known = next((place[:n] for n in range(len(place), 0, -1) if place[:n] in lines), None)
    return f"第 {lines[known]} 行" if known else ""


def _place_of(error: tomllib.TOMLDecodeError) -> str:
    found = re.search(r"at line (\d+)", str(error))
    return f"第 {found[1]} 行" if found else "文件末尾"


def places(text: str) -> dict[Path_, int]:
    """Line numbers (from 1) of tables, keys and rows of a TOML file that keeps the house's form: a row to a line."""
    found: dict[Path_, int] = {}
    head: Path_ = ()
    rows: Path_ | None = None
    for number, line in enumerate(map(str.strip, text.splitlines()), 1):
        if rows is not None and not line.startswith("]"):
            if line.startswith("{"):
                count = sum(1 for place in found if place[:-1] == rows and isinstance(place[-1], int))
                found[(*rows, count)] = number
        elif line.startswith("]"):
            rows = None
        elif table := re.match(r"\[([^\[\]]+)\]", line):
            head = tuple(part.strip().strip("\"'") for part in table[1].split("."))
            found[head] = number
        elif key := re.match(r"([\w\"'-]+)\s*=\s*(.*)", line):
            place = (*head, key[1].strip("\"'"))
            found[place] = number
            rows = place if key[2].startswith("[") and "]" not in key[2] else None
    return found


def row_problems(
    row: Any, place: Path_, wanted: Mapping[str, type], optional: Mapping[str, type] | None = None
) -> Iterator[Problem]:
    """What is wrong with the columns of a row: lacking, unknown, empty or of another type."""
    if not isinstance(row, dict):
        yield Problem(place, "应是一行数据")
        return
    known = {**wanted, **(optional or {})}
    for name, value in row.items():
        if name not in known:
            yield Problem((*place, name), f"有不认识的栏目“{name}”")
        elif type(value) is not known[name]:
            yield Problem((*place, name), f"“{name}”应是{_TYPES.get(known[name], '规定的类型')}")
        elif value in ("", []):
            yield Problem((*place, name), f"“{name}”是空的")
    for name in wanted:
        if name not in row:
            yield Problem(place, f"缺少“{name}”")
