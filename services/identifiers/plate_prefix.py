"""逐位缩小: which of the docket's plates still fit the signs typed so far, signs alike and one unread sign allowed for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from services.identifiers import plate as plates
from services.identifiers.finding import plain
from services.identifiers.plate_match import UNREAD, folded

_LAST = "\U0010ffff"  # stands behind every sign of a plate


class Beginnings:
    """The docket's plates in the order of their folded signs: made once, asked at every key."""

    def __init__(self, known: Iterable[str]) -> None:
        pairs = sorted((folded(plates.bare(plate)), plate) for plate in dict.fromkeys(known))
        self._keys = [key for key, _ in pairs]
        self._plates = [plate for _, plate in pairs]
        self._signs = sorted({sign for key in self._keys for sign in key})

    def __len__(self) -> int:
        return len(self._plates)

    @property
    def home(self) -> str:
        """The first two signs that most of these plates have (浙H): what the officer is spared typing."""
        heads = Counter(plate[:2] for plate in self._plates)
        return heads.most_common(1)[0][0] if heads else ""

    def fitting(self, typed: str) -> range | tuple[int, ...]:
        """The places of the plates that begin so; their number is what is shown. Two unread signs fit nothing."""
        read = folded(plates.bare(plain(typed)))
        if not read:
            return range(len(self._plates))
        spans = [
            range(bisect_left(self._keys, k), bisect_right(self._keys, k + _LAST))
            for k in self._read_as(read)
        ]
        return spans[0] if len(spans) == 1 else tuple(place for span in spans for place in span)

    def first(self, typed: str, most: int) -> tuple[str, ...]:
        """The first `most` of those plates."""
        return tuple(self._plates[place] for place in self.fitting(typed)[:most])

    def _read_as(self, read: str) -> Iterator[str]:
        unread = [place for place, sign in enumerate(read) if sign in UNREAD]
        if not unread:
            yield read
        elif len(unread) == 1:
            yield from (read[: unread[0]] + sign + read[unread[0] + 1 :] for sign in self._signs)
