"""Reading what falls due: cases that have changed are counted anew, few at a time, so that saving gets in between."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from services.actions import reminding
from services.session import Session
from ui.desk import Desk

Result = TypeVar("Result")


def read(desk: Desk, work: Callable[[], Result], then: Callable[[Result], object], owner: QObject) -> None:
    """`then(work())` after the first piece of what has changed is counted, and again once all of it is."""

    def show(found: tuple[int, Result]) -> None:
        made, result = found
        then(result)
        if made == reminding.PIECE and not desk.background.closed:
            desk.background.run_pieces(_rest(desk.session, work), then=then, failed=desk.trouble, owner=owner)

    first = partial(_first, desk.session, work)
    desk.background.run(first, then=show, failed=desk.trouble, owner=owner)


def _first(session: Session, work: Callable[[], Result]) -> tuple[int, Result]:
    return reminding.catch_up(session), work()


def _rest(session: Session, work: Callable[[], Result]) -> Generator[None, None, Result]:
    while reminding.catch_up(session) == reminding.PIECE:
        yield
    yield
    return work()
