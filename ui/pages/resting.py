"""The rest of 今日: once the answer has stood for a moment, the decrypted pages of the database are forgotten."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from services.actions import unlocking
from ui.desk import Desk

REST_MILLISECONDS = 1000


def soon(page: QWidget, desk: Desk) -> None:
    """In a second, if the page is still the one on the screen."""
    QTimer.singleShot(REST_MILLISECONDS, page, partial(_rest, page, desk))


def _rest(page: QWidget, desk: Desk) -> None:
    if page.isVisible() and not desk.background.closed:
        work = partial(unlocking.rest, desk.session)
        desk.background.run(work, failed=desk.trouble, owner=page)
