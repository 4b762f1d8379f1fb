"""The faces of the papers: which file serves which role, character by character, and what no file can show."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from services.documents.embedding import Face, FontUnreadable
from services.documents.typesetting import Role
from services.errors import BadInput

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "paper"
_FANG, _KAI, _SONG, _HEI, _RARE = (
    "FandolFang-Regular.otf",
    "FandolKai-Regular.otf",
    "PaperSong.ttf",
    "PaperHei.ttf",
    "PaperRare.ttf",
)
CHAINS: dict[Role, tuple[str, ...]] = {
    "fang": (_FANG, _RARE, _SONG),
    "kai": (_KAI, _RARE, _SONG),
    "song": (_SONG, _RARE),
    "hei": (_HEI, _SONG, _RARE),
}
SYSTEM_NAMES = ("simfang.ttf", "fzfsk.ttf", "fzfs.ttf", "stfangso.ttf", "fangsong.ttf", "fangsong_gb2312.ttf")
"""仿宋 as Windows, Kylin and UOS call its file."""
_NOT_EMBEDDABLE = 0x0002 | 0x0100 | 0x0200  # OS/2 fsType: restricted licence, no subsetting, bitmaps only


class CharacterMissing(BadInput):
    """A character none of the faces can show; the paper is refused rather than printed with a box."""

    def __init__(self, characters: set[str]) -> None:
        self.characters = frozenset(characters)
        named = "、".join(f"“{c}”（U+{ord(c):04X}）" for c in sorted(characters))
        super().__init__(f"文书中的字{named}没有字体可以显示，文书未出具。请核对该字，或改用字形说明。")


@functools.cache
def load(path: Path) -> Face:
    """The face of one file, read once; FontUnreadable if the file is missing or damaged."""
    return Face(path.stem.replace(" ", ""), path)


def system_fangsong(folders: Sequence[Path]) -> Path | None:
    """The system's own 仿宋 in these fonts folders, if it is there, whole, and its embedding bits allow a subset."""
    found = (path for folder in folders for path in _named(folder))
    return next((path for path in found if _may_be_embedded(path)), None)


def _named(folder: Path) -> Iterator[Path]:
    """The files in a folder and below it that bear a name of 仿宋, in a fixed order."""
    for root, _, names in sorted(os.walk(folder)):
        yield from (Path(root) / name for name in sorted(names) if name.lower() in SYSTEM_NAMES)


def _may_be_embedded(path: Path) -> bool:
    try:
        with TTFont(path, lazy=True) as font:
            allowed = not font["OS/2"].fsType & _NOT_EMBEDDABLE
        return allowed and "执" in load(path)
    except (OSError, TTLibError, KeyError, AssertionError, FontUnreadable):
        return False


def _fonts_folders() -> tuple[Path, ...]:
    if sys.platform == "win32":
        return (Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",)
    return (Path.home() / ".local/share/fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


@functools.cache
def _files(role: Role) -> tuple[Path, ...]:
    own = tuple(FOLDER / name for name in CHAINS[role])
    system = system_fangsong(_fonts_folders()) if role == "fang" else None
    return own if system is None else (system, *own)


@functools.lru_cache(maxsize=65536)
def face_for(role: Role, character: str) -> Face | None:
    """The first face of the role's chain that has the character; a later file is only opened when it is needed."""
    return next((face for face in map(load, _files(role)) if character in face), None)


def missing(text: str, role: Role = "fang") -> set[str]:
    """The characters of a text that no face of the role can show (line feeds are not characters of the paper)."""
    return {character for character in set(text) - {"\n"} if face_for(role, character) is None}
