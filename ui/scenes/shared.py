"""Pictures of what an exchange brings: a newer table of law, an own chain that goes on anew, a colleague's photos."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from services.session import Session
from ui.desk import GoTo, OpenEntry
from ui.pages.colleague_photos import ColleaguePhotos
from ui.pages.settings import SECTIONS
from ui.pages.settings_law import LawTables
from ui.scenes import exchange
from ui.studio import SIZES, Studio

NAMES = (
    "12-exchange-brought", "12-exchange-law",
    "12-colleague-photos", "12-colleague-photos-stopped", "12-colleague-photos-here",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A vault of its own, put back to an old copy, and what waits for it at its hub; `record` is a colleague's entry.

    Given from outside: the pictures know no demo.
    """

    now: dt.datetime
    opened: Callable[[Path], Session]
    record: Callable[[Session], str]


def take(studio: Studio, root: Path, shared: Shared) -> None:
    """One exchange, and what it has brought; then the photos: asked for, stopped, gone on."""
    if not any(studio.wanted(name) for name in NAMES):
        return
    brought, law, before, stopped, here = NAMES
    studio.now = shared.now
    studio.open(root, partial(shared.opened, root))
    exchange.exchanged(studio)
    studio.shoot(brought, SIZES)
    studio.go(GoTo("settings"))
    studio.page.show_section(SECTIONS.index(LawTables))
    studio.settle()
    studio.shoot(law, SIZES)
    studio.go(OpenEntry(studio.ask(partial(shared.record, studio.session))))
    card = _card(studio)
    studio.shoot(before, SIZES)
    _fetch(studio, card, most=1)
    studio.shoot(stopped, SIZES)
    _fetch(studio, card)
    studio.shoot(here, SIZES)


def _card(studio: Studio) -> ColleaguePhotos:
    card: ColleaguePhotos = studio.page.findChildren(ColleaguePhotos)[0]
    return card


def _fetch(studio: Studio, card: ColleaguePhotos, most: int = 0) -> None:
    """Taps the key, and with `most` taps 取消 once so many have come; waits for the end."""

    def stop(going: object) -> None:
        if most and getattr(going, "photos", 0) >= most:
            card.dock.stop()

    card.dock.progressed.connect(stop)
    exchange.end_of(studio, card.dock)
    card.dock.progressed.disconnect(stop)
