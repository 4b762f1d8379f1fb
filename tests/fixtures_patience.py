"""A hand that waits as long as a busy machine needs: what comes ends the wait at once, what never comes still fails."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.patience import MILLISECONDS


class PatientBot(QtBot):
    """pytest-qt's bot with the suite's patience where it would give up after five seconds."""

    def waitUntil(self, callback: Any, *, timeout: int = MILLISECONDS) -> None:
        """Waits until `callback` is true; `timeout` in ms, never less than the house's patience."""
        super().waitUntil(callback, timeout=max(timeout, MILLISECONDS))

    def waitSignal(self, signal: Any, *, timeout: int = MILLISECONDS, **more: Any) -> Any:
        """Waits for `signal`, which what stands inside the block must cause: it may else have gone by before.

        Where none is expected (`raising=False`, as in assertNotEmitted) nothing is waited for longer than asked.
        """
        patience = timeout if more.get("raising") is False else max(timeout, MILLISECONDS)
        return super().waitSignal(signal, timeout=patience, **more)

    def waitExposed(self, widget: Any, *, timeout: int = MILLISECONDS) -> Any:
        """Waits at the end of its block until `widget` is on the screen."""
        return super().waitExposed(widget, timeout=max(timeout, MILLISECONDS))

    def waitActive(self, widget: Any, *, timeout: int = MILLISECONDS) -> Any:
        """Waits at the end of its block until `widget` has the keyboard."""
        return super().waitActive(widget, timeout=max(timeout, MILLISECONDS))


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """The bot every widget test uses."""
    return PatientBot(request)
