"""The door to the pages behind the lock: they take long to load, and 解锁 is painted before any of them.

今日 is loaded while the officer reaches for the keys, the other pages at the first step away from it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.entering import Entered
from ui.surroundings import Surroundings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from services.actions.doorplates import Doorplate
    from ui.components.labels import Pill
    from ui.dialogs.crash import CrashDialog
    from ui.dialogs.vaults import VaultsSheet
    from ui.frame import Frame
    from ui.pages.first_start import FirstStartPage
    from ui.position import PositionWatch
    from ui.routes import Routes


TODAY = (
    "ui.components.rows", "ui.desk", "ui.frame", "ui.position", "ui.routes", "ui.falling_due", "ui.pages.today",
    "ui.dialogs.kinds",
)  # fmt: skip


def watch(settings: dict[str, Any]) -> PositionWatch:
    """The receiver that the officer has set, watched; a log file is played again and its fixes say so."""
    from ui.position import PositionWatch  # noqa: PLC0415 - start-up, see the head

    return PositionWatch(str(settings.get("receiver", "")), int(settings.get("baud", 9600)))


def routes(entered: Entered, around: Surroundings, window: QWidget, position: PositionWatch) -> Routes:
    """The pages of an open session."""
    from ui.routes import opened  # noqa: PLC0415 - start-up, see the head

    return opened(entered, around, window, position)


def frame(routes: Routes, pills: tuple[Pill, ...], demo: bool, window: QWidget) -> Frame:
    """The frame around the pages."""
    from ui.frame import Frame  # noqa: PLC0415 - start-up, see the head

    return Frame(routes.stack, pills, demo, window)


def vaults_sheet(window: QWidget, plates: tuple[Doorplate, ...]) -> VaultsSheet:
    """换人: the list of vaults."""
    from ui.dialogs.vaults import VaultsSheet  # noqa: PLC0415 - start-up, see the head

    return VaultsSheet(window, plates)


def crash_dialog(report: str, window: QWidget) -> CrashDialog:
    """The report of a crash."""
    from ui.dialogs.crash import CrashDialog  # noqa: PLC0415 - start-up, see the head

    return CrashDialog(report, window)


def first_start(around: Surroundings, folder: Path | None, secret: str) -> FirstStartPage:
    """初次使用, from the beginning or from where it was left."""
    from ui.pages.first_start import FirstStartPage  # noqa: PLC0415 - start-up, see the head

    return FirstStartPage(around.root, around.background, around.now, folder=folder, secret=secret)
