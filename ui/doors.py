"""The door to what takes long to load: database driver, ciphers, and every page that stands behind the lock.

解锁 is painted before any of it is loaded. Only here is anything of ours imported inside a function: the verbs in the
background while the officer reaches for the keys, the pages once the vault is open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.background import Background

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from services.actions.doorplates import Doorplate
    from services.actions.preferences import VaultFacts
    from services.session import Session
    from ui.components.labels import Pill
    from ui.dialogs.crash import CrashDialog
    from ui.dialogs.vaults import VaultsSheet
    from ui.frame import Frame
    from ui.pages.first_start import FirstStartPage
    from ui.position import PositionWatch
    from ui.routes import Routes


@dataclass(frozen=True, slots=True)
class Entered:
    """What a session brings to the window: itself, its vault's facts, its settings."""

    session: Session
    facts: VaultFacts
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the window lends to its pages; `told` hears the name of a setting after it was changed."""

    root: Path
    background: Background
    now: Callable[[], dt.datetime]
    go: Callable[[Any], None]
    saved: Callable[[dt.datetime], None]
    trouble: Callable[[BaseException], None]
    told: Callable[[str], None]
    terminal: dict[str, object]


def load() -> None:
    """Loads what stands behind the door; half a second once, nothing afterwards. Meant for the background."""
    from ui import routes  # noqa: PLC0415 - start-up, see above

    routes.load()


def unlock(folder: Path, secret: str, now: dt.datetime) -> Entered:
    """Opens a vault; raises WrongSecret, Damaged, or NotAllowed while it waits for the court's files."""
    from services.actions import unlocking  # noqa: PLC0415 - start-up, see above

    return enter(unlocking.unlock(folder, secret, now), now)


def enter(session: Session, now: dt.datetime) -> Entered:
    """What the window needs of a session that begins; leaves at the door what the next 解锁 may show."""
    from services.actions import preferences  # noqa: PLC0415 - start-up, see above

    preferences.leave_plate(session, now)
    return Entered(session, preferences.facts(session, now), dict(preferences.read_all(session)))


def open_and_enter(opening: Callable[[], Session], now: dt.datetime) -> Entered:
    """The same for a session that somebody else opens (the demo)."""
    return enter(opening(), now)


def facts(session: Session, now: dt.datetime) -> VaultFacts:
    """The vault's facts by now."""
    from services.actions import preferences  # noqa: PLC0415 - start-up, see above

    return preferences.facts(session, now)


def lock(session: Session, now: dt.datetime) -> None:
    """Ends a session: facts for the next 解锁, the note of opened cases, then the vault is closed."""
    from services.actions import preferences, unlocking  # noqa: PLC0415 - start-up, see above

    try:
        preferences.leave_plate(session, now)
    finally:
        unlocking.lock(session, now)


def watch(settings: dict[str, Any]) -> PositionWatch:
    """The receiver that the officer has set, watched; a log file is played again and its fixes say so."""
    from ui.position import PositionWatch  # noqa: PLC0415 - start-up, see above

    port = str(settings.get("receiver", ""))
    log = Path(port)
    if port and log.is_file():
        return PositionWatch(replay=log)
    return PositionWatch(port, int(settings.get("baud", 9600)))


def routes(entered: Entered, around: Surroundings, window: QWidget, position: PositionWatch) -> Routes:
    """The pages of an open session."""
    from ui.routes import opened  # noqa: PLC0415 - start-up, see above

    return opened(entered, around, window, position)


def frame(routes: Routes, pills: tuple[Pill, ...], demo: bool, window: QWidget) -> Frame:
    """The frame around the pages."""
    from ui.frame import Frame  # noqa: PLC0415 - start-up, see above

    return Frame(routes.stack, pills, demo, window)


def vaults_sheet(window: QWidget, plates: tuple[Doorplate, ...]) -> VaultsSheet:
    """换人: the list of vaults."""
    from ui.dialogs.vaults import VaultsSheet  # noqa: PLC0415 - start-up, see above

    return VaultsSheet(window, plates)


def crash_dialog(report: str, window: QWidget) -> CrashDialog:
    """The report of a crash."""
    from ui.dialogs.crash import CrashDialog  # noqa: PLC0415 - start-up, see above

    return CrashDialog(report, window)


def first_start(around: Surroundings, folder: Path | None, secret: str) -> FirstStartPage:
    """初次使用, from the beginning or from where it was left."""
    from ui.pages.first_start import FirstStartPage  # noqa: PLC0415 - start-up, see above

    return FirstStartPage(around.root, around.background, around.now, folder=folder, secret=secret)
