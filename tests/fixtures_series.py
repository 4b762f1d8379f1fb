"""A series for tests: its households in a vault, a page of theirs by the samples' clock, a printer that keeps its jobs."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.demo import samples
from services.docket.case import Case
from services.session import Session
from services.store import registry
from services.store.vault import Vault
from tests.journeys import seizing
from tests.winding import wind_up
from ui import look
from ui.background import Background
from ui.desk import Desk, Destination
from ui.position import PositionWatch

FIRST = "（2026）浙0822执910001号"

Page = TypeVar("Page", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Shown(Generic[Page]):
    """A page on the screen, and where it has asked to go."""

    page: Page
    went: list[Destination]


def households(count: int) -> tuple[Case, ...]:
    """The first so many of the synthetic docket's 740."""
    return tuple([c for c in samples.docket().cases if c.series is not None][:count])


def session_of(vault: Vault, *cases: Case) -> Session:
    """These cases as the whole docket of a vault."""
    whole = samples.docket()
    registry.load_docket(vault, replace(whole, cases=cases, demo=True))
    return Session(
        vault=vault, court=whole.court, officer=whole.officer, colleagues=whole.colleagues, demo=True
    )  # fmt: skip


def done(pieces: Generator[int, None, Any]) -> Any:
    """What work in pieces comes to, once all of them are done."""
    while True:
        try:
            next(pieces)
        except StopIteration as stop:
            return stop.value


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a printer's jobs; its programs lie in `tmp_path`."""
    found = seizing.printer(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return found


@contextmanager
def shown(
    session: Session, make: Callable[[Desk], Page], ready: Callable[[Page], bool], qtbot: QtBot, folder: Path
) -> Iterator[Shown[Page]]:
    """The page once it is `ready`; what it has under way comes home before it ends."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look.themed(app)
    background = Background()
    went: list[Destination] = []
    desk = Desk(
        session=session, root=folder, background=background, position=PositionWatch(),
        now=lambda: samples.NOW + dt.timedelta(hours=1), go=went.append, saved=lambda at: None,
        trouble=lambda error: pytest.fail(str(error)),
    )  # fmt: skip
    page = make(desk)
    page.resize(1192, 736)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: ready(page), timeout=30_000)
    yield Shown(page, went)
    wind_up(background)
