"""Text cut into atoms: a Chinese character, a Latin or number run, a space; each measured and with its breaking rules."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Iterator

from services.documents.embedding import Face
from services.documents.faces import CharacterMissing, face_for, missing
from services.documents.typesetting import Style

CANNOT_START = frozenset(
    "　"  # room for the pen, as in 年　　月　　日, stays with what it follows
    "！），．：；？］｝、。〉》」』】〕〗〙〛〞’”…—–～·•・‥％‰‱℃℉°′″々〻ゝゞヽヾー｜／＞＝"
    "!),.:;?]}>%¢”’、》〾︰︱︳﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞︶︸︺︼︾﹀﹂﹄"
)
CANNOT_END = frozenset("□（〈《「『【〔〖〘〚〝‘“［｛＄￥￡＃＠№＜([{<$¥£#@﹙﹛﹝︵︷︹︻︽︿﹁﹃")
CLOSING = frozenset("！），．：；？］｝、。〉》」』】〕〗’”")
OPENING = frozenset("（〈《「『【〔〖‘“［｛")
LONG_RUN = 14  # characters; a longer number (VIN, identity number, account) may be broken
_LONG_RUN_ENDS = 4  # characters of a broken number that stay together at either side
_PLATE = "[\u4e00-\u9fff][A-Z]·[0-9A-Z]{4,6}[挂学警港澳领临]?"  # 浙H·12345, a mark of its own
_TOKEN = re.compile(rf"{_PLATE}|[!-~¡-¦©-¯´-¶¸-ÖØ-öø-ɏ]+|——|……|[ \u00a0]|.", re.DOTALL)

Span = tuple[Style, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Atom:
    """What a line break never divides; widths in pt, blanks the space a squeeze may take away at either side."""

    text: str
    face: Face
    style: Style
    width: float
    left_blank: float = 0.0
    right_blank: float = 0.0
    can_start: bool = True
    can_end: bool = True
    is_space: bool = False
    is_feed: bool = False
    glued: bool = False  # no justifying space before it: a piece of a broken number, or of a run in two faces
    bound: bool = False  # no break before it


def atoms_of(spans: Iterable[Span]) -> list[Atom]:
    """The atoms of a text in one or several styles; CharacterMissing names what no face can show."""
    found: list[Atom] = []
    for style, text in spans:
        lost = missing(text, style.role)
        if lost:
            raise CharacterMissing(lost)
        for token in _TOKEN.findall(text):
            found.extend(_single(token, style) if len(token) == 1 else _several(token, style))
    return found


@functools.lru_cache(maxsize=16384)
def _single(character: str, style: Style) -> tuple[Atom, ...]:
    if character == "\n":
        return (Atom("\n", _face(style, "　"), style, 0.0, is_feed=True),)
    face = _face(style, character)
    left, right = _blanks(face, character, style.size)
    return (
        Atom(
            character,
            face,
            style,
            face.advance(character) * style.size + style.tracking,
            left_blank=left,
            right_blank=right,
            can_start=character not in CANNOT_START,
            can_end=character not in CANNOT_END,
            is_space=character in " \u00a0",
        ),
    )


def _blanks(face: Face, character: str, size: float) -> tuple[float, float]:
    """Half an em at the open side of a full-width mark, less where the face has less room there."""
    if (character not in CLOSING and character not in OPENING) or face.advance(character) < 0.9:
        return 0.0, 0.0
    left, right = face.blanks(character)
    if character in OPENING:
        return min(0.5, max(0.0, left - 0.05)) * size, 0.0
    return 0.0, min(0.5, max(0.0, right - 0.05)) * size


def _several(token: str, style: Style) -> Iterator[Atom]:
    """A run or a two-em dash: one atom, or the pieces of a long number, or pieces by face."""
    if len(token) > LONG_RUN:
        yield from divided(token, style, _LONG_RUN_ENDS)
        return
    pieces = list(_by_face(token, style))
    for index, (face, text) in enumerate(pieces):
        yield Atom(
            text,
            face,
            style,
            sum(map(face.advance, text)) * style.size + style.tracking * len(text),
            can_start=token[0] not in CANNOT_START,
            can_end=token[-1] not in CANNOT_END,
            glued=index > 0,
            bound=index > 0,
        )


def divided(token: str, style: Style, ends: int = 0) -> Iterator[Atom]:
    """A run as single characters that may be parted, but not within `ends` characters of its ends."""
    for index, character in enumerate(token):
        (atom,) = _single(character, style)
        inside = ends <= index <= len(token) - ends
        yield dataclasses.replace(
            atom,
            left_blank=0.0,
            right_blank=0.0,
            can_start=token[0] not in CANNOT_START if index == 0 else character not in CANNOT_START,
            glued=index > 0,
            bound=index > 0 and not inside,
        )


def _by_face(token: str, style: Style) -> Iterator[tuple[Face, str]]:
    start = 0
    for index in range(1, len(token) + 1):
        if index == len(token) or _face(style, token[index]) is not _face(style, token[start]):
            yield _face(style, token[start]), token[start:index]
            start = index


def _face(style: Style, character: str) -> Face:
    face = face_for(style.role, character)
    if face is None:
        raise CharacterMissing({character})
    return face
