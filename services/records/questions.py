"""现成问题: blocks of ready questions by whom one talks to, read from resources/wording/questions.toml."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from services.records.values import Line

_FILE = Path(__file__).resolve().parents[2] / "resources" / "wording" / "questions.toml"


@dataclass(frozen=True, slots=True)
class Block:
    """Questions that belong together; each waits for its own answer."""

    title: str
    purposes: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """All blocks, in the order of a talk, and since when they are so."""

    version: dt.date
    blocks: tuple[Block, ...]


@functools.cache
def table() -> Questions:
    """The blocks that come with the program. Raises KeyError for a file of another shape: it is ours."""
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Questions(
        version=content["version"],
        blocks=tuple(
            Block(
                title=row["title"],
                purposes=tuple(row["purposes"]),
                lines=tuple(Line(sort=sort, text=text) for sort, text in row["lines"]),
            )
            for row in content["block"]
        ),
    )


def blocks(purpose: str) -> tuple[Block, ...]:
    """The blocks for one purpose, in the order of a talk; none while nobody has said whom one talks to."""
    return tuple(block for block in table().blocks if purpose in block.purposes)
