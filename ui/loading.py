"""Modules with screens in them, loaded on the screen's thread, one between two events.

A class that inherits from one of Qt's is entered into PySide's table of types. On Python 3.11 Qt reads that table without
Python's lock while it lays out widgets; a class made by another thread meanwhile ended the program. So another thread
loads what the screens ask of the services, never a screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from PySide6.QtCore import QObject, QTimer


class Loading(QObject):
    """Loads these modules in their order once `begin` is called; one that somebody needed sooner costs nothing."""

    def __init__(self, names: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self._names = iter(names)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)

    def begin(self, _loaded: None = None) -> None:
        """The first module comes when the event loop turns next; fit to follow what a thread has loaded."""
        self._timer.start(0)

    def _next(self) -> None:
        name = next(self._names, None)
        if name is None:
            self._timer.stop()
        else:
            import_module(name)
