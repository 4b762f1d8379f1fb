"""The screen's typeface: Noto Sans SC from our own folder, so that no font need be installed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from ui.look.sizes import ROLES

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "screen"
FAMILY = "Noto Sans SC"

# U+00B7 is a full em wide in this face; U+FF65 draws the same dot in half the width, as on a number plate.
_NARROW_DOT = "\uff65"
_PLATE_DOT = re.compile(r"(?<=[A-Z])·(?=[A-Z0-9]{4})")


class FontsMissing(Exception):
    """The program's own font files are not where they belong; the installation is incomplete."""


@cache
def load_fonts() -> str:
    """Load the screen's fonts once and return the family; raise FontsMissing when a file is not readable."""
    for path in sorted(FOLDER.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FontsMissing(f"字体文件无法读取：{path.name}。请重新安装本程序。")
    if FAMILY not in QFontDatabase.families():
        raise FontsMissing("界面字体缺失。请重新安装本程序。")
    return FAMILY


def face(size: int, weight: int) -> QFont:
    """The typeface at `size` pixels; 600 is drawn with the bold cut, since three cuts are shipped."""
    bolder = 700 if weight >= 600 else weight
    # Some systems list the medium cut as a family of its own.
    font = QFont([f"{FAMILY} Medium", FAMILY] if bolder == 500 else [FAMILY])
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(bolder))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def role_face(role: str, bolder: bool) -> QFont:
    """The face of a role of type (`ROLES`); `bolder` lifts 400 to 500, as sunlight asks."""
    declared = ROLES[role]
    return face(declared.size, max(declared.weight, 500) if bolder else declared.weight)


def shown(text: str) -> str:
    """`text` as it is drawn: separating dots without the spaces beside them, a narrow dot inside a plate."""
    return _PLATE_DOT.sub(_NARROW_DOT, text).replace(" · ", "·")
