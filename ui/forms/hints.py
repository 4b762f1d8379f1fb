"""What an editor is told besides its field: what the docket expects, who and where is known, and the deeds it may do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from services import clock
from services.actions.gathering import Capture
from services.actions.marking import Spot
from services.docket.party import Place
from services.entries.entry import Attachment
from services.records.received import Received
from services.records.values import Bound, Film, Handed, Person, Photo, Pledged, Signature

if TYPE_CHECKING:
    from services.actions.printing import PageImage
    from ui.position import PositionWatch

PhotoSource = Literal["camera", "file", "folder"]
Failed = Callable[[BaseException], None]


def _stands(signature: Signature) -> tuple[str, ...]:
    return ()


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """Values only. `expected` is what the docket says of a field, `options` what may be picked where a field
    declares no list of its own, `last` the answers that 用上次 offers, `papers` what waits to be served, `sums`
    what is open of promises and instalments, `captures` what was taken before it had a record."""

    now: Callable[[], dt.datetime] = clock.now
    expected: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    last: Mapping[str, Any] = field(default_factory=dict)
    persons: tuple[Person, ...] = ()
    papers: tuple[Handed, ...] = ()
    places: tuple[Place, ...] = ()
    sums: tuple[Pledged, ...] = ()
    captures: tuple[Capture, ...] = ()
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """A frozen signing copy as the signer sees it: title, the sentences he signs, what his strokes bind to, its pages.

    `texts` are the words page by page of a copy that is read over and signed on every page.
    """

    title: str
    sentences: str
    bound: Bound
    pages: tuple[PageImage, ...] = ()
    texts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """The page's side of signing: who has to sign, in what role, and the frozen copies (made on another thread).

    `void` names the fields whose change has voided a signature, `missing` says why nobody can sign yet, `jump` leads
    to it. `papers` are the names of what is signed, `awaited` says who is not known yet, `each_page` who signs every page.
    """

    persons: Callable[[], tuple[tuple[str, str], ...]]
    copies: Callable[[Callable[[tuple[Copy, ...]], None], Failed], None]
    void: Callable[[Signature], tuple[str, ...]] = _stands
    missing: Callable[[], str] = str
    jump: Callable[[], None] = _nothing
    awaited: Callable[[], str] = str
    each_page: Callable[[], tuple[str, ...]] = tuple
    papers: tuple[str, ...] = ()
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The deeds that editors may do; each hands its result back on the screen's thread. None: not possible here.

    `judge(field)` opens what the law asks about a field. `camera(wanted, taken)` opens the live picture; `wanted()`
    names the slot of the next shot (None: that was all), `taken(jpeg, slot, failed)` takes each one in.
    `choose_files(title, kinds, several, then)` asks for files and waits for nothing. `allot(amount, moment, then,
    failed)` counts how a payment is used; `moment` is the attribute that says when it was taken.
    """

    take_photo: (
        Callable[[Path | bytes, str, PhotoSource, Callable[[Photo, bytes], None], Failed], None] | None
    ) = None
    camera: Callable[[Callable[[], str | None], Callable[[bytes, str, Failed], None]], None] | None = None
    thumbnail: Callable[[Attachment, Callable[[bytes], None]], None] | None = None
    take_film: (
        Callable[[Path, Callable[[int, int], None], Callable[[Film], None], Failed], Callable[[], None]]
        | None
    ) = None
    choose_files: Callable[[str, str, bool, Callable[[tuple[Path, ...]], None]], None] | None = None
    folder: Path | None = None
    watch: PositionWatch | None = None
    signing: Signing | None = None
    judge: Callable[[str], None] | None = None
    allot: Callable[[Decimal, str, Callable[[Received], None], Failed], None] | None = None


NO_HINTS = Hints()
NO_TOOLS = Tools()
