"""Fixtures: a car to be seized on the record page, over a real vault with its docket."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.actions import recording
from services.entries.entry import Attachment, Entry
from services.records.draft import Draft
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.session import Session
from services.store import journal, registry
from services.store.vault import Vault
from tests.factories import NOW, make_court, make_docket, make_officer
from tests.unit.records import seized
from tests.winding import wind_up
from ui import look
from ui.background import Background
from ui.components.sheets import Sheet
from ui.desk import Desk, Destination, StartRecord
from ui.pages.record import RecordPage
from ui.position import PositionWatch

ONE = seized.CASE
TWO = dataclasses.replace(
    ONE,
    number=ONE.number.replace("900003", "900006"),
    properties=(seized.car("p1"), seized.car("p2", "浙H9A3K8", "LSVNV4189N2048799")),
)


@dataclass
class Car:
    """The desk of the pages, what they did with it, and the answers of a whole seizure."""

    desk: Desk
    qtbot: QtBot
    answers: dict[str, Any] = field(default_factory=dict)
    went: list[Destination] = field(default_factory=list)
    troubles: list[BaseException] = field(default_factory=list)
    clock: dt.datetime = NOW

    @property
    def session(self) -> Session:
        """The open session of officer 1."""
        return self.desk.session

    def start(self, number: int = 0) -> StartRecord:
        """A new seizure: 0 for the case with one car, 1 for the one with two."""
        return StartRecord(VehicleSeizure, ((ONE, TWO)[number].number,))

    def until(self, holds: Callable[[], bool]) -> None:
        """Lets the event loop turn."""
        self.qtbot.waitUntil(holds, timeout=15_000)

    def show(self, page: Any, size: tuple[int, int] = (1280, 736)) -> None:
        """Puts a page on the screen by itself."""
        page.resize(*size)
        self.qtbot.addWidget(page)
        with self.qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        self.until(page.isActiveWindow)

    def open(self, to: Any = None, size: tuple[int, int] = (1280, 736), wait: bool = True) -> RecordPage:
        """The record page, once its form is on the screen."""
        page = RecordPage(self.desk, to or self.start())
        self.show(page, size)
        if wait:
            self.until(lambda: page.form is not None and page.form.isVisible())
        return page

    def answer(self, page: RecordPage, name: str, value: Any) -> None:
        """An answer by hand, as its editor gives it."""
        page._answered(name, value, False)

    def fill(self, page: RecordPage, **changes: Any) -> None:
        """Answers everything; what is still prefilled counts as confirmed."""
        for name, value in {**self.answers, **changes}.items():
            self.answer(page, name, value)
        assert page.draft is not None
        page._all_right(page.draft.prefilled)

    def filled(self) -> RecordPage:
        """A page with every answer."""
        page = self.open()
        self.fill(page)
        return page

    def settled(self, page: RecordPage) -> None:
        """Waits until everything is on the disk."""
        self.until(lambda: page.saver.settled)

    def on_disk(self, page: RecordPage) -> Draft:
        """The draft as it was kept."""
        assert page.draft is not None
        draft: Draft = self.ask(partial(recording.resume, self.session, page.draft.id))
        return draft

    def records(self) -> list[Entry]:
        """The seizures in the journal."""
        found: list[Entry] = self.ask(
            lambda: list(journal.entries(self.session.vault, kinds=(VehicleSeizure.code,)))
        )
        return found

    def ask(self, work: Callable[[], Any]) -> Any:
        """Asks the vault on its own thread, as a page would."""
        found: list[Any] = []
        self.desk.background.run(work, then=found.append, failed=found.append)
        self.until(lambda: bool(found))
        if isinstance(found[0], BaseException):
            raise found[0]
        return found[0]

    def sheet(self, page: QWidget) -> Sheet | None:
        """The sheet that is open over a page."""
        return next((s for s in page.window().findChildren(Sheet) if s.isVisible()), None)

    def best_of(self, times: int, deed: Callable[[], None]) -> float:
        """The least work that a deed took, in seconds of this thread: others on the same core do not count."""
        found = []
        for _ in range(times):
            begun = time.thread_time()
            deed()
            found.append(time.thread_time() - begun)
        return min(found)


def _picture(session: Session) -> Attachment:
    target = io.BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(target, "JPEG")
    return recording.attach(session, target.getvalue(), media_type="image/jpeg", role="photo", name="1.jpg")


@pytest.fixture
def car(vault: Vault, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Car]:
    """A car, its case in the docket, two officers."""
    look.themed(qapp)
    registry.load_docket(vault, make_docket((ONE, TWO)))
    session = Session(
        vault=vault, court=make_court(), officer=make_officer(), colleagues=(make_officer(2), make_officer(3)),
    )  # fmt: skip
    background = Background()
    holder: list[Car] = []

    def now() -> dt.datetime:
        holder[0].clock += dt.timedelta(seconds=1)
        return holder[0].clock

    desk = Desk(
        session=session, root=tmp_path, background=background, position=PositionWatch(), now=now,
        go=lambda to: holder[0].went.append(to), saved=lambda at: None,
        trouble=lambda error: holder[0].troubles.append(error),
    )  # fmt: skip
    holder.append(Car(desk, qtbot, seized.answers(_picture(session))))
    yield holder[0]
    wind_up(background)
    assert holder[0].troubles == []
