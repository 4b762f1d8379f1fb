"""Python's collector of cycles, on the screen's thread alone and between two events.

By itself it runs in whatever thread happens to make the next object: a page let go of, found by a working thread, is
then taken apart amid what Qt is doing with its neighbours on the screen, and the program is gone.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
WHOLE_EVERY = (
    60  # turns of the older generations between two rounds through everything: half a minute at the least
)


class Collecting(QObject):
    """Takes the collector's place until the program ends: young objects twice a second, the rest more seldom."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._until_whole = WHOLE_EVERY
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.turn)
        self._timer.start()

    def turn(self) -> None:
        """One round, as deep as the collector's own thresholds say that it is time for."""
        young, middle, old = gc.get_threshold()
        made, rounds, older = gc.get_count()
        self._until_whole -= 1
        if made < young:
            return
        if older > old and self._until_whole <= 0:
            self._until_whole = WHOLE_EVERY
            gc.collect(2)
        else:
            gc.collect(1 if rounds > middle else 0)
