"""当日小结 on 同步: what was done today, with counts and hashes, on paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from services.actions import day_closing
from services.actions.day_closing import DayClose
from ui.desk import Desk
from ui.dialogs.paper_offer import offer


def show(desk: Desk, page: QWidget, failed: Callable[[Exception], None]) -> None:
    """Reads the day, sets the sheet beside the screen and offers it."""
    run = partial(desk.background.run, failed=failed, owner=page)

    def read(close: DayClose) -> None:
        work = partial(day_closing.paper, desk.session, close, desk.now())
        run(work, then=set_in_type, lane="work")

    def set_in_type(pdf: bytes) -> None:
        offer(desk, page, day_closing.TITLE, pdf, lambda words: desk.saved(desk.now()))

    run(partial(day_closing.told, desk.session, desk.today()), then=read)
