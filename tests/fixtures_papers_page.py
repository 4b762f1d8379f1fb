"""案件文书 of one case, shown over a real vault by a clock that moves on a second with each look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from services.demo import samples
from services.docket.case import Case
from services.session import Session
from tests.winding import wind_up
from ui import look
from ui.background import Background
from ui.desk import Desk
from ui.pages.case_papers import CasePapersPage
from ui.position import PositionWatch


@contextmanager
def opened(session: Session, case: Case, qtbot: QtBot, folder: Path) -> Iterator[CasePapersPage]:
    """The page as soon as a paper is chosen on it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look.themed(app)
    background = Background()
    clock = [samples.NOW + dt.timedelta(hours=1)]

    def now() -> dt.datetime:
        clock[0] += dt.timedelta(seconds=1)
        return clock[0]

    desk = Desk(
        session=session, root=folder, background=background, position=PositionWatch(), now=now,
        go=lambda to: None, saved=lambda at: None, trouble=lambda error: pytest.fail(str(error)),
    )  # fmt: skip
    page = CasePapersPage(desk, case.number)
    page.resize(1192, 736)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.chosen is not None)
    yield page
    wind_up(background)
