"""Fixtures: a tablet with one enrolled vault, the court that enrolled it, and windows over it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from services import settings
from services.actions import enrolling
from services.hub import keys as hub_keys
from services.hub.enrolment import Policy, enrol
from services.hub.keys import HubKeys
from services.store import scratch
from services.store import vault as vaults
from services.sync import protocol
from tests.factories import FAST, NOW, SECRET, make_cases, make_court, make_docket, make_officer
from tests.winding import wind_up
from ui import look
from ui.background import Background
from ui.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Tablet:
    """A tablet's folder, its one vault, and the court's keys; the secret is SECRET."""

    root: Path
    folder: Path
    court: HubKeys

    def docket_file(self, path: Path, device: str, recipient: str, serial: int, made_at: dt.datetime) -> Path:
        """A docket file of the court for this device."""
        docket = make_docket(make_cases(6), serial=serial, made_at=made_at)
        raw = protocol.write_docket_file(
            docket, hub_id="hub-1", signing=self.court.signing, device=device, recipient=recipient
        )
        path.write_bytes(raw)
        return path


def enrolment_file(request: bytes, court: HubKeys, now: dt.datetime = NOW) -> bytes:
    """What the court answers to a request of officer 1."""
    return enrol(
        request, keys=court, policy=Policy(hub_id="hub-1", epoch="1"), court=make_court(), officer=make_officer(1),
        serial=1, now=now,
    ).file  # fmt: skip


@pytest.fixture(scope="session")
def made_tablet(tmp_path_factory: pytest.TempPathFactory) -> Tablet:
    """Made once by the real road; tests get copies."""
    root = tmp_path_factory.mktemp("tablet")
    court = hub_keys.create(root / "court")
    opened = vaults.create(
        vaults.new_folder(root),
        SECRET,
        kind="passphrase",
        holder=make_officer().name,
        court="",
        parameters=FAST,
    )
    asked = {"name": make_officer().name, "badge": "", "at": NOW.isoformat()}
    scratch.set_setting(opened, enrolling.REQUEST, asked)
    answer = enrolment_file(enrolling.request_file(opened), court)
    enrolling.accept(opened, enrolling.look(opened, answer), NOW)
    tablet = Tablet(root=root, folder=opened.folder, court=court)
    own = opened.identities
    path = tablet.docket_file(
        root / "first.cf-docket", own.device, own.age_recipient, 1, NOW - dt.timedelta(hours=2)
    )
    enrolling.load_docket(opened, path)
    opened.close()
    return tablet


@pytest.fixture
def tablet(made_tablet: Tablet, tmp_path: Path) -> Tablet:
    """A tablet of one's own."""
    root = tmp_path / "tablet"
    shutil.copytree(made_tablet.root, root)
    settings.write_terminal(root, {"dpi": 96.0})
    return Tablet(root=root, folder=root / "vaults" / made_tablet.folder.name, court=made_tablet.court)


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    """The three lanes; everything offered is done before the test ends."""
    made = Background()
    yield made
    made.close()


OpenWindow = Callable[..., Window]


@pytest.fixture
def open_window(qapp: QApplication, background: Background, tablet: Tablet) -> Iterator[OpenWindow]:
    """Opens the window over the tablet (or another root), closes it in good order afterwards."""
    opened: list[Window] = []
    look.themed(qapp, "day", 1280, 96.0)

    def open_one(root: Path | None = None, now: Callable[[], dt.datetime] = lambda: NOW) -> Window:
        window = Window(root or tablet.root, background=background, session=None, now=now)
        window.resize(1280, 800)
        window.show()
        opened.append(window)
        return window

    yield open_one
    for window in opened:
        window.close()
    wind_up(background)
    for window in opened:
        window.deleteLater()
    qapp.processEvents()
