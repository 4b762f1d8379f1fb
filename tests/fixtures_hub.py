"""Fixtures: a court's hub that is really served (a child process, TLS, loopback), and tablets enrolled by it."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from services import clock
from services.actions import docking, enrolling, exchanging, unlocking
from services.actions.docking import Docking, Exchanged, Progress
from services.docket.case import Case
from services.docket.court import Officer
from services.entries.entry import Attachment, Entry
from services.hub import chains, desk
from services.hub.desk import Desk
from services.hub.enrolment import Policy
from services.session import Session
from services.store import attachments, journal, scratch
from services.store import vault as vaults
from services.sync.client import Line
from tests.factories import FAST, NOW, SECRET, make_cases, make_court, make_officer, make_unsigned, number_of
from tests.patience import PROGRAM_S, SECONDS
from tests.ports import free_port
from tests.postgres import Postgres

HOUSE = Path(__file__).resolve().parents[1]
OFFICERS = tuple(make_officer(n) for n in (1, 2, 3))
CASES = make_cases(12)


@dataclass(slots=True)
class Served:
    """A hub that can be started, stopped and killed; it comes back at the same port. `watched`: more environment."""

    folder: Path
    port: int = 0
    watched: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        """Where terminals find it."""
        return f"https://127.0.0.1:{self.port}"

    @property
    def desk(self) -> Desk:
        """The hub's folder, read beside the server."""
        return desk.open_desk(self.folder)

    def keep(self, officer: Officer, cases: tuple[Case, ...]) -> None:
        """Gives an officer these cases as his docket, beside the server."""
        desk.keep(self.desk, officer, cases, now=NOW)

    def start(self) -> None:
        """Runs `main.py hub serve` and waits until it says that it answers."""
        port = self.port or free_port()
        self.process = subprocess.Popen(
            [
                *(sys.executable, "main.py", "hub", "serve", "--desk", str(self.folder)),
                *("--host", "127.0.0.1", "--port", str(port), "--url", f"https://127.0.0.1:{port}", "--json"),
            ],
            cwd=HOUSE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUTF8": "1", **self.watched},
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the hub did not start"
        self.port = json.loads(line)["port"]

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ends the server and returns its exit code."""
        if self.process is None:
            return 0
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(how)
        code = self.process.wait(PROGRAM_S)
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.process = None
        return code


@dataclass(slots=True)
class Rover:
    """An officer's tablet with a real vault, enrolled by the hub."""

    session: Session
    hub: Served
    told: list[Progress] = field(default_factory=list)

    def record(self, note: str = "门口有车", photos: tuple[bytes, ...] = (), number: str = "") -> Entry:
        """One entry in the journal, with photos."""
        made = tuple(self.photo(raw) for raw in photos)
        unsigned = make_unsigned(
            number or number_of(900001), attachments=made, body={"values": {"outcome": "无人", "note": note}}
        )
        return journal.append(self.session.vault, unsigned)

    def photo(self, raw: bytes) -> Attachment:
        """A photo in the vault."""
        return attachments.put(self.session.vault, raw, media_type="image/jpeg", role="photo")

    def exchange(self, now: Callable[[], dt.datetime] = clock.now) -> Exchanged:
        """One whole exchange."""
        return docking.exchange(self.session, now, self.told.append)

    def exchange_by(self, port: int, *, stall_s: float = SECONDS) -> Exchanged:
        """One whole exchange by way of another port: a proxy that does something to the line."""
        address = replace(exchanging.address(self.session), url=f"https://127.0.0.1:{port}")
        line = Line(address, exchanging.nonce(self.session), stall_s=stall_s)
        with contextlib.closing(line):
            return docking.run(Docking(self.session, line, clock.now).steps())

    def rows(self) -> list[tuple[int, bytes, bytes]]:
        """This tablet's own chain, byte for byte."""
        return [(r.seq, r.raw, r.signature) for r in journal.stored(self.session.vault)]


def hub_rows(hub: Served, device: str) -> list[tuple[int, bytes, bytes]]:
    """A chain as the hub has it, byte for byte."""
    return chains.chain_rows(hub.desk.store, device)


def enrolled_by(hub: Served, root: Path, number: int) -> Path:
    """A vault of officer `number`, gone the whole road; its key derivation is quick, all else is real."""
    officer = make_officer(number)
    opened = vaults.create(
        vaults.new_folder(root), SECRET, kind="passphrase", holder=officer.name, court="", parameters=FAST
    )
    asked = {"name": officer.name, "badge": "", "at": NOW.isoformat()}
    scratch.set_setting(opened, enrolling.REQUEST, asked)
    request = root / f"request-{opened.folder.name}"
    request.write_bytes(enrolling.request_file(opened))
    done = desk.enroll(hub.folder, request, officer.id, root / "sent", now=NOW)
    enrolling.accept(opened, enrolling.look(opened, done.enrolment.read_bytes(), done.fingerprint), NOW)
    assert done.docket is not None
    enrolling.load_docket(opened, done.docket)
    opened.close()
    return opened.folder


@dataclass(frozen=True, slots=True)
class Made:
    """A hub's folder and the database that its copies begin with."""

    folder: Path
    database: str


def _founded(folder: Path, database: str) -> Path:
    policy = Policy(hub_id="hub-1", epoch="1", pin_allowed=False)
    opened = desk.found(folder, make_court(), OFFICERS, policy=policy, database=database)
    desk.keep(opened, OFFICERS[0], CASES, now=NOW)
    desk.keep(opened, OFFICERS[1], CASES[:4], now=NOW)
    opened.store.close()
    return folder


@pytest.fixture(scope="session")
def made_hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A court's hub with a docket for officers 1 and 2, served once so that it has a certificate; tests get copies."""
    return _founded(tmp_path_factory.mktemp("hub") / "court", "")


@pytest.fixture(scope="session")
def made_on_postgres(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The same with its data in PostgreSQL."""
    name = postgres.made()
    return Made(_founded(tmp_path_factory.mktemp("hub") / "court", postgres.url(name)), name)


@pytest.fixture
def hub_folder(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A copy of the court's hub, in either database."""
    folder = tmp_path / "court"
    if engine == "sqlite":
        shutil.copytree(request.getfixturevalue("made_hub"), folder)
        yield folder
        return
    server: Postgres = request.getfixturevalue("postgres")
    made: Made = request.getfixturevalue("made_on_postgres")
    name = server.made(made.database)
    shutil.copytree(made.folder, folder)
    desk.settle(folder, database=server.url(name))
    yield folder
    server.dropped(name)


@pytest.fixture
def hub(hub_folder: Path) -> Iterator[Served]:
    """A hub of one's own, answering on loopback."""
    served = Served(hub_folder)
    served.start()
    yield served
    served.end()


@pytest.fixture
def rove(hub: Served, tmp_path: Path) -> Iterator[Callable[[int], Rover]]:
    """Makes a tablet for officer `n`, enrolled by the hub and unlocked."""
    made: list[Rover] = []

    def make(number: int = 1) -> Rover:
        root = tmp_path / f"tablet-{len(made)}"
        root.mkdir()
        folder = enrolled_by(hub, root, number)
        made.append(Rover(unlocking.unlock(folder, SECRET, clock.now()), hub))
        return made[-1]

    yield make
    for rover in made:
        rover.session.vault.close()


@pytest.fixture
def rover(rove: Callable[[int], Rover]) -> Rover:
    """Officer 1's tablet."""
    return rove(1)
