"""Reading what falls due: cases that have changed are counted anew, few at a time, so that saving gets in between."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from services.actions import reminding
from ui.background import LATER
from ui.desk import Desk

Result = TypeVar("Result")


def read(desk: Desk, work: Callable[[], Result], then: Callable[[Result], object], owner: QObject) -> None:
    """`then(work())` at once with the rows as they are kept, and again once all changed cases are counted anew."""
    desk.background.run(work, then=then, failed=desk.trouble, owner=owner)
    _catch_up(desk, work, then, owner, before=0)


def _catch_up(
    desk: Desk, work: Callable[[], Result], then: Callable[[Result], object], owner: QObject, before: int
) -> None:
    def counted(made: int) -> None:
        if made == reminding.PIECE:
            _catch_up(desk, work, then, owner, before + made)
        elif before + made:
            desk.background.run(work, then=then, failed=desk.trouble, owner=owner)

    piece = partial(reminding.catch_up, desk.session)
    desk.background.run(piece, then=counted, failed=desk.trouble, priority=LATER, owner=owner)
