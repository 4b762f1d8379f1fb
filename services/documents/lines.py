"""Lines of Chinese text: legal breaks, squeezed marks, justified by character spacing within a limit."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from services.documents.atoms import CLOSING, OPENING, Atom, divided
from services.documents.typesetting import STRETCH_LIMIT, Alignment

_SQUEEZE_LIMIT = 0.6  # of the blanks of the marks inside a line; more would look like a missing space
_EPSILON = 0.01  # pt; 28 pitches are exactly the width of the type area but for rounding


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One set line: its atoms with their x offsets (pt from the left edge), and whether it ends a paragraph."""

    atoms: tuple[Atom, ...]
    offsets: tuple[float, ...]
    last: bool

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(atom.text for atom in self.atoms)


def set_lines(atoms: Sequence[Atom], width: float, first_indent: float, align: Alignment) -> list[Line]:
    """Breaks atoms into lines of `width` pt, the first one indented; an empty text is one empty line."""
    atoms = _fitting(atoms, width)
    lines: list[Line] = []
    start = 0
    while start < len(atoms) or not lines:
        indent = 0.0 if lines else first_indent
        stop, following = _break(atoms, start, width - indent)
        last = following >= len(atoms) or (stop < len(atoms) and atoms[stop].is_feed)
        lines.append(_placed(atoms[start:stop], indent, width - indent, align, last))
        start = following
    return lines


def _fitting(atoms: Sequence[Atom], width: float) -> Sequence[Atom]:
    """The same atoms, with every run that is wider than the line cut into characters."""
    if all(atom.width <= width for atom in atoms):
        return atoms
    fitted: list[Atom] = []
    for atom in atoms:
        fitted.extend(
            divided(atom.text, atom.style) if atom.width > width and len(atom.text) > 1 else (atom,)
        )
    return fitted


def _kern(before: Atom, after: Atom) -> float:
    """Two marks in a row share one blank: a closing mark loses its right half, an opening one its left."""
    if before.right_blank and before.text in CLOSING and (after.text in CLOSING or after.text in OPENING):
        return -before.right_blank
    if after.left_blank and before.text in OPENING and after.text in OPENING:
        return -after.left_blank
    return 0.0


def _break(atoms: Sequence[Atom], start: int, width: float) -> tuple[int, int]:
    """Where the line that begins at `start` ends, and where the next one begins (spaces between are dropped)."""
    total, index = 0.0, start
    while index < len(atoms):
        atom = atoms[index]
        if atom.is_feed:
            return index, index + 1
        kern = _kern(atoms[index - 1], atom) if index > start else 0.0
        if total + kern + atom.width > width + _EPSILON and not atom.is_space:
            return _overflow(atoms, start, index, width)
        total += kern + atom.width
        index += 1
    return _trimmed(atoms, start, index)


def _overflow(atoms: Sequence[Atom], start: int, index: int, width: float) -> tuple[int, int]:
    """Pulls forbidden line starts in by squeezing the line's marks, else steps back to a legal break."""
    stop = index
    while stop < len(atoms) and stop > start and not _legal(atoms, stop):
        stop += 1
        natural, end, inner = _measure(atoms[start:stop])
        if natural - end - _SQUEEZE_LIMIT * inner > width + _EPSILON or atoms[stop - 1].is_feed:
            stop = index
            break
    if stop > index:
        return _trimmed(atoms, start, stop)
    while stop > start and not _legal(atoms, stop):
        stop -= 1
    if stop == start:  # nothing legal in a very narrow column: break where it overflows
        stop = max(index, start + 1)
    return _trimmed(atoms, start, stop)


def _legal(atoms: Sequence[Atom], index: int) -> bool:
    """Whether a line may end before atoms[index]."""
    if index >= len(atoms) or atoms[index].is_feed:
        return True
    before, after = atoms[index - 1], atoms[index]
    return before.can_end and after.can_start and not after.bound


def _trimmed(atoms: Sequence[Atom], start: int, stop: int) -> tuple[int, int]:
    following = stop
    while following < len(atoms) and atoms[following].is_space:
        following += 1
    if following < len(atoms) and following > stop and atoms[following].is_feed:
        following += 1
    while stop > start and atoms[stop - 1].is_space and following < len(atoms):
        stop -= 1
    return stop, following


def _measure(atoms: Sequence[Atom]) -> tuple[float, float, float]:
    """The width of a line with paired marks kerned, the blank of its last mark, and what its inner marks can give."""
    total = inner = 0.0
    for index, atom in enumerate(atoms):
        total += atom.width
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        kern = _kern(atom, following) if following else 0.0
        total += kern
        inner += (atom.left_blank if index else 0.0) + (atom.right_blank if following else 0.0) + kern
    return total, atoms[-1].right_blank if atoms else 0.0, max(0.0, inner)


def _placed(atoms: Sequence[Atom], indent: float, width: float, align: Alignment, last: bool) -> Line:
    natural, end, inner = _measure(atoms)
    slack = width - natural
    short = -slack - end  # what the blank of the last mark does not give, the inner marks must
    squeeze = min(1.0, short / inner) if short > _EPSILON and inner else 0.0
    extra = 0.0
    if align == "justify" and not last and slack > 0:
        gaps = sum(1 for atom in atoms[1:] if not atom.glued)
        limit = STRETCH_LIMIT * max((atom.style.size for atom in atoms), default=0.0)
        extra = slack / gaps if gaps and slack / gaps <= limit else 0.0
    shift = {"center": max(0.0, slack) / 2, "right": max(0.0, slack)}.get(align, 0.0)
    return Line(tuple(atoms), _offsets(atoms, indent + shift, squeeze, extra), last)


def _offsets(atoms: Sequence[Atom], start: float, squeeze: float, extra: float) -> tuple[float, ...]:
    offsets: list[float] = []
    x = start
    for index, atom in enumerate(atoms):
        if index:
            kern = _kern(atoms[index - 1], atom)
            x += kern + (0.0 if atom.glued else extra)
            if not (kern and atoms[index - 1].text in OPENING):
                x -= squeeze * atom.left_blank
        offsets.append(x)
        x += atom.width
        kerned = index + 1 < len(atoms) and _kern(atom, atoms[index + 1])
        if not kerned or atom.text in OPENING:
            x -= squeeze * atom.right_blank
    return tuple(offsets)
