"""The end of a widget test: all that is under way comes home while there is somebody to hear it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.patience import MILLISECONDS
from ui.background import Background

_LONGEST_CHAIN = 10  # what is brought back may ask for more: a page reads itself anew, then its pictures


def wind_up(background: Background) -> None:
    """Finishes what was offered and what that asks for, delivers it, then ends the threads.

    Closed any earlier, a page whose answer is late would ask a background that takes nothing more.
    """
    for _ in range(_LONGEST_CHAIN):
        assert background.finish(MILLISECONDS), "work that was offered never came to its end"
        QApplication.processEvents()
    background.close()
    QApplication.processEvents()
