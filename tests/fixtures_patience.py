"""A hand that waits as long as a busy machine needs: what comes ends the wait at once, what never comes still fails."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

PATIENCE_MS = 60_000


class PatientBot(QtBot):
    """pytest-qt's bot with a minute where it would give up after five seconds."""

    def waitUntil(self, callback: Any, *, timeout: int = PATIENCE_MS) -> None:
        """Waits until `callback` is true; `timeout` in ms, never less than the house's patience."""
        super().waitUntil(callback, timeout=max(timeout, PATIENCE_MS))

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:
        """Waits for `signal`, which what stands inside the block must cause: it may else have gone by before."""
        return super().waitSignal(signal, timeout=max(timeout, PATIENCE_MS), **more)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """The bot every widget test uses."""
    return PatientBot(request)
