"""How the words of a row are cut into lines: beside what stands at right, or with a line of their own."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont

from ui import look
from ui.components import painting

TITLE, DETAIL, CHIP = 24, 20, 32  # what each further line of title or detail takes, and the chip's own
_MOST = 6  # lines of a detail
_DOT = " ·"  # parts two facts of a line; no line begins or ends with it


@dataclass(frozen=True, slots=True)
class Lines:
    """The words of a row in lines; `long` when the title has its line for itself, `below` when the chip has one too.

    `more` is what further lines take.
    """

    title: list[str]
    title_width: float
    detail: list[str]
    detail_width: float
    long: bool
    below: bool

    @property
    def more(self) -> int:
        """The height beyond a title of one line and a detail of one."""
        lines = TITLE * (len(self.title) - 1) + DETAIL * max(0, len(self.detail) - 1)
        return lines + (CHIP if self.below else 0)


def laid_out(
    title: str, detail: str, whole: float, beside: float, may_leave: bool, single: bool = False
) -> Lines:
    """The lines of a row `whole` wide, `beside` wide where something stands at right; `may_leave` if that may go lower.

    `single` keeps title and detail in a line each.
    """
    long = may_leave and painting.width_of(title, title_font()) > beside
    if single:
        return Lines([title], whole if long else beside, [detail], beside, long, below=False)
    below = long and len(_cut(detail, look.font("second"), beside, _MOST)) > 2
    title_width, detail_width = whole if long else beside, whole if below else beside
    return Lines(
        title=_cut(title, title_font(), title_width, 2),
        title_width=title_width,
        detail=_cut(detail, look.font("second"), detail_width, _MOST),
        detail_width=detail_width,
        long=long,
        below=below,
    )


def title_font() -> QFont:
    """The font of a row's title, and of the key at its right."""
    return look.face(17, 700)


def _cut(text: str, font: QFont, width: float, most: int) -> list[str]:
    """Lines no wider than `width`, at most so many: the last one takes the rest."""
    if painting.width_of(text, font) <= width:
        return [text]
    lines = painting.wrapped(text, font, width)
    lines = lines if len(lines) <= most else [*lines[: most - 1], "".join(lines[most - 1 :])]
    return [line.strip(_DOT) for line in lines]
