"""Fixed sentences of the papers: a file each, the program's own or the court's, with named fields, checked by line."""

from __future__ import annotations

import functools
import re
import string
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.documents import faces
from services.errors import BadInput

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "wording"
MAX_BYTES = 256 * 1024
_AT = re.compile(r"at line (\d+)")

Fields = Mapping[str, Sequence[str]]
"""Sentence → the facts it must name, each as {fact}."""


class BadWording(BadInput):
    """A wording file does not fit the paper's list of sentences and fields."""

    message = "文书用语文件不合格式，没有采用。"


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one paper by name."""

    sentences: Mapping[str, str]

    def say(self, name: str, **facts: str) -> str:
        """The sentence with its facts put in; an empty fact or another set of facts raises ValueError: our mistake."""
        sentence = self.sentences[name]
        if _named(sentence) != facts.keys() or not all(facts.values()):
            raise ValueError(
                f"sentence {name} is to be said with {sorted(_named(sentence))}, none of them empty"
            )
        return sentence.format_map(facts)


@functools.cache
def _bundled(document: str, fields: tuple[tuple[str, tuple[str, ...]], ...]) -> Wording:
    return read(FOLDER / f"{document}.toml", dict(fields))


def bundled(document: str, fields: Fields) -> Wording:
    """The sentences that come with the program for a document; read once."""
    return _bundled(document, tuple((name, tuple(facts)) for name, facts in fields.items()))


def text_of(document: str) -> str:
    """The program's own file for a document, as it stands."""
    return (FOLDER / f"{document}.toml").read_text(encoding="utf-8")


def read(path: Path, fields: Fields) -> Wording:
    """The sentences of a file, which must be exactly those of `fields`; BadWording names the line that is wrong."""
    try:
        with path.open("rb") as file:
            return parse(path.name, file.read(MAX_BYTES + 1), fields)
    except FileNotFoundError as error:
        raise BadWording(f"缺少文书用语文件 {path.name}，请重新安装程序。") from error


def parse(name: str, raw: bytes, fields: Fields) -> Wording:
    """The sentences that these bytes of a file called `name` hold; BadWording as with `read`."""
    if len(raw) > MAX_BYTES:
        raise BadWording(f"{name} 超过 256 KB，没有采用。")
    try:
        text = raw.decode("utf-8")
        content = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise BadWording(f"{name} 不是 UTF-8 文本，没有采用。") from error
    except tomllib.TOMLDecodeError as error:
        raise BadWording(f"{name} 没有采用：{_place_of(error)}不合写法，引号、等号要成对、齐全。") from error
    wrong = list(_mistakes(content, fields, text.splitlines()))
    if wrong:
        raise BadWording(f"{name} 没有采用：" + "；".join(wrong) + "。")
    return Wording({sentence: unicodedata.normalize("NFC", content[sentence]) for sentence in fields})


def _place_of(error: tomllib.TOMLDecodeError) -> str:
    found = _AT.search(str(error))
    return f"第 {found[1]} 行" if found else "文件末尾"


def _mistakes(content: Mapping[str, Any], fields: Fields, lines: Sequence[str]) -> Iterator[str]:
    for name, sentence in content.items():
        at = _line_of(name, lines)
        if name not in fields:
            yield f"第 {at} 行“{name}”不是这份文书的用语"
        elif not isinstance(sentence, str) or not sentence.strip():
            yield f"第 {at} 行“{name}”应是一句话"
        else:
            yield from _wrong_fields(sentence, set(fields[name]), at)
            if lost := faces.missing(unicodedata.normalize("NFC", sentence)):
                yield f"第 {at} 行的字{'、'.join(f'“{c}”' for c in sorted(lost))}没有字体可以显示"
    lacking = [name for name in fields if name not in content]
    if lacking:
        yield f"缺少{'、'.join(f'“{name}”' for name in lacking)}"


def _wrong_fields(sentence: str, expected: set[str], at: int) -> Iterator[str]:
    try:
        named = _named(sentence)
    except ValueError:
        yield f"第 {at} 行花括号不成对"
        return
    if unknown := sorted(named - expected):
        yield f"第 {at} 行有不认识的字段{'、'.join(f'{{{field}}}' for field in unknown)}"
    if lost := sorted(expected - named):
        yield f"第 {at} 行漏了字段{'、'.join(f'{{{field}}}' for field in lost)}"


def _named(sentence: str) -> set[str]:
    parts = list(string.Formatter().parse(sentence))
    if any(spec or conversion for _, _, spec, conversion in parts):
        raise ValueError(sentence)
    return {field for _, field, _, _ in parts if field is not None}


def _line_of(name: str, lines: Sequence[str]) -> int:
    key = re.compile(rf"""\s*["']?{re.escape(name)}["']?\s*=""")
    return next((number for number, line in enumerate(lines, start=1) if key.match(line)), 1)
