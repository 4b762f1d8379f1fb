"""Fixtures: a court with a small docket in its files, a tablet enrolled by it on the real road, hands on the window."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from services import clock, settings
from services.actions import enrolling
from services.demo import docket as synthetic
from services.docket.case import Case
from services.docket.court import Officer
from services.hub import desk
from services.hub.desk import EnrollDone
from services.hub.enrolment import Policy
from services.store import scratch
from services.store import vault as vaults
from tests.factories import FAST
from tests.journeys.hands import Hands
from tests.winding import wind_up
from ui import look
from ui.background import Background
from ui.window import Window

START = dt.datetime(2026, 11, 24, 10, 0, tzinfo=clock.ZONE)
SECRET = "天马街道定阳北路"
CASES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The court's folder with one docket, for the officer who will carry the tablet."""

    folder: Path
    officer: Officer
    cases: tuple[Case, ...]

    def answer(self, request: Path, out: Path, now: dt.datetime = START) -> EnrollDone:
        """The court enrols the device: enrolment file, sheet and docket file in the folder `out`."""
        return desk.enroll(self.folder, request, self.officer.id, out, now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """An enrolled tablet: its data folder, its one vault (opened by SECRET) and its court."""

    root: Path
    vault: Path
    office: Office

    @property
    def case(self) -> Case:
        """The case of the journeys: its debtor is a person with a place."""
        return next(c for c in self.office.cases if c.debtors[0].places and c.debtors[0].kind == "person")


def ticking(start: dt.datetime) -> Callable[[], dt.datetime]:
    """A clock that begins at `start` and goes on with the real one."""
    begun = clock.now()
    return lambda: start + (clock.now() - begun)


def found_office(folder: Path, seed: int = 20261124) -> Office:
    """A new court with keys of its own; the policy asks for a passphrase."""
    made = synthetic.build(seed, today=START.date())
    policy = Policy(hub_id="hub-1", epoch="1", pin_allowed=False, demo=True)
    opened = desk.found(folder, made.court, (made.officer, *made.colleagues), policy=policy)
    cases = made.cases[:CASES]
    desk.keep(opened, made.officer, cases, now=START - dt.timedelta(hours=2))
    return Office(folder=folder, officer=made.officer, cases=cases)


def enrolled(root: Path, office: Office, officer: Officer, secret: str = SECRET) -> Path:
    """A vault under `root` that has gone the whole road; its key derivation is quick, all else is real."""
    opened = vaults.create(
        vaults.new_folder(root), secret, kind="passphrase", holder=officer.name, court="", parameters=FAST
    )
    asked = {"name": officer.name, "badge": officer.badge, "at": START.isoformat()}
    scratch.set_setting(opened, enrolling.REQUEST, asked)
    (root / "request").write_bytes(enrolling.request_file(opened))
    done = desk.enroll(
        office.folder, root / "request", officer.id, root / "sent", now=START - dt.timedelta(hours=1)
    )
    looked = enrolling.look(opened, done.enrolment.read_bytes(), done.fingerprint)
    enrolling.accept(opened, looked, START - dt.timedelta(hours=1))
    assert done.docket is not None
    enrolling.load_docket(opened, done.docket)
    opened.close()
    return opened.folder


@pytest.fixture(scope="session")
def made_station(tmp_path_factory: pytest.TempPathFactory) -> Station:
    """Made once by the real road; tests get copies."""
    root = tmp_path_factory.mktemp("station")
    office = found_office(root / "court")
    folder = enrolled(root / "tablet", office, office.officer)
    return Station(root=root / "tablet", vault=folder, office=office)


@pytest.fixture
def station(made_station: Station, tmp_path: Path) -> Station:
    """An enrolled tablet and its court of one's own."""
    shutil.copytree(made_station.root, tmp_path / "tablet")
    shutil.copytree(made_station.office.folder, tmp_path / "court")
    settings.write_terminal(tmp_path / "tablet", {"dpi": 96.0})
    own = Office(
        folder=tmp_path / "court", officer=made_station.office.officer, cases=made_station.office.cases
    )
    vault = tmp_path / "tablet" / "vaults" / made_station.vault.name
    return Station(root=tmp_path / "tablet", vault=vault, office=own)


@pytest.fixture
def office(station: Station) -> Office:
    """The court of the tests."""
    return station.office


class _Strays(QObject):
    """Notes every widget that is shown as a window of its own: it would flash up and take the keyboard away."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        stray = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if stray and not isinstance(watched, Window | QDialog):
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


OpenHands = Callable[..., Hands]


@pytest.fixture
def open_hands(qapp: QApplication, qtbot: QtBot) -> Iterator[OpenHands]:
    """Opens the program's window over a data folder as a fresh process would; closes it in good order afterwards."""
    opened: list[tuple[Window, Background]] = []
    strays = _Strays()
    qapp.installEventFilter(strays)
    look.themed(qapp, "day", 1280, 96.0)

    def close() -> None:
        while opened:
            window, background = opened.pop()
            window.close()
            wind_up(background)
            window.deleteLater()
        qapp.processEvents()

    def open_one(root: Path, at: dt.datetime = START, size: tuple[int, int] = (1280, 800)) -> Hands:
        close()
        background = Background()
        window = Window(root, background=background, session=None, now=ticking(at))
        opened.append((window, background))
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return Hands(window, qtbot.waitUntil)

    open_one.close = close  # type: ignore[attr-defined]
    yield open_one
    try:
        close()
    finally:
        qapp.removeEventFilter(strays)
    assert strays.seen == []
