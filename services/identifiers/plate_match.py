"""相近号牌: which plates of the docket a plate read from a car may be, signs alike and one unread sign allowed for.

Every likeness is told with the places that differ and nothing is chosen: that two cars are one is for the officer to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.errors import BadInput
from services.identifiers import plate as plates
from services.identifiers.finding import plain

_ALIKE = ("0DQO", "8B", "2Z", "5S", "1I")  # O and I stand on no plate, but are typed for 0 and 1
_FOLD = str.maketrans({sign: group[0] for group in _ALIKE for sign in group})
UNREAD = "?*□■×"
_LEAST = 5  # so many signs at the end, where province and office were not read


class BadSighting(BadInput):
    """Too little of the plate was read to compare it."""

    message = "号牌看不清的字超过一个，不能比对，请再看一次或只按其余特征核对。"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plate of the docket that the seen one may be; `differs` are the docket plate's places (from 1) not read the same."""

    plate: str
    differs: tuple[int, ...]

    @property
    def exact(self) -> bool:
        """True only where every sign was read and is the same."""
        return not self.differs


class KnownPlates:
    """The docket's plates by their last signs, those that look alike folded into one: made once, asked for each car seen."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_end: dict[str, list[tuple[str, str]]] = {}
        for plate in dict.fromkeys(known):
            bare = plates.bare(plate)
            self._by_end.setdefault(_end(bare), []).append((plate, bare))
        self._signs = sorted({sign for end in self._by_end for sign in end})

    def match(self, seen: str) -> tuple[Candidate, ...]:
        """The plates that `seen` may be, the likeliest first.

        A plate read the same comes first and does not hide those alike. One sign may be unread (？ or *); what stands
        before the serial may be left out, and then counts as differing. Raises BadSighting for more than one unread sign.
        """
        read = plates.bare(plain(seen))
        if sum(sign in UNREAD for sign in read) > 1:
            raise BadSighting
        found = [
            Candidate(plate, differs)
            for end in self._ends(_end(read))
            for plate, bare in self._by_end.get(end, ())
            if (differs := _differences(read, bare)) is not None
        ]
        return tuple(sorted(found, key=lambda c: (len(c.differs), c.plate)))

    def _ends(self, end: str) -> Iterable[str]:
        """The folded ends that may be meant: every sign the docket has in the place of the one not read."""
        unread = next((place for place, sign in enumerate(end) if sign in UNREAD), None)
        if unread is None:
            return (end,)
        return (end[:unread] + sign + end[unread + 1 :] for sign in self._signs)


def match(seen: str, known: Iterable[str]) -> tuple[Candidate, ...]:
    """`KnownPlates.match` over plates that are asked for once."""
    return KnownPlates(known).match(seen)


def folded(bare: str) -> str:
    """The signs of a bare plate with those that look alike made one: two plates easily taken for each other are equal."""
    return bare.translate(_FOLD)


def _end(bare: str) -> str:
    return folded(bare[-_LEAST:])


def _differences(read: str, bare: str) -> tuple[int, ...] | None:
    """Places that were not read the same; None where a sign is another than any it could be taken for."""
    left_out = len(bare) - len(read)
    if left_out < 0 or left_out > 2 or (left_out and len(read) < _LEAST):
        return None
    differs = list(range(1, left_out + 1))
    for place, (one, other) in enumerate(zip(read, bare[left_out:], strict=True), left_out + 1):
        if one == other:
            continue
        if one not in UNREAD and not any(one in group and other in group for group in _ALIKE):
            return None
        differs.append(place)
    return tuple(differs)
