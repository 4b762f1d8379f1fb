"""Side by side in one run: 5,000 records and 100 photos through Anki's sync server, express-pouchdb and this hub.

Asked for by `FIELDWORK_PEERS=FOLDER`; the first run installs them there (npm and PyPI, versions below). Anki and PouchDB
have neither TLS nor encryption nor a chain nor, here, a flush per batch; this hub has all of them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from services import clock
from services.actions import exchanging
from services.actions.docking import Docking, run
from services.sync.client import Line
from tests.bench.conftest import tell, timed
from tests.bench.test_exchange import PHOTO, PHOTOS, RECORDS, take_photos, write
from tests.fixtures_hub import Rover, Served
from tests.ports import free_port

PEERS = os.environ.get("FIELDWORK_PEERS", "")
HERE = Path(__file__).parent / "peers"
NPM = ("pouchdb@9.0.0", "express-pouchdb@4.2.0", "express@4")
ANKI = "anki==26.9.3"
PATIENCE = 60.0

pytestmark = pytest.mark.skipif(not PEERS, reason="FIELDWORK_PEERS names no folder for the peers")


@pytest.fixture(scope="module")
def peers() -> Path:
    """The folder with both peers installed."""
    folder = Path(PEERS)
    folder.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm")
    assert npm, "npm is missing"
    if not (folder / "node_modules" / "express-pouchdb").exists():
        subprocess.run([npm, "install", "--silent", *NPM], cwd=folder, check=True)
    if not (folder / "anki").exists():
        subprocess.run([sys.executable, "-m", "venv", folder / "anki"], check=True)
        subprocess.run([folder / "anki" / "bin" / "pip", "install", "-q", ANKI], check=True)
    return folder


@contextmanager
def served(command: list[str | Path], url: str, cwd: Path, **more: str) -> Iterator[None]:
    """A peer's server, once it answers, as long as the block runs."""
    process = subprocess.Popen(command, cwd=cwd, env={**os.environ, **more}, stdout=subprocess.DEVNULL)
    try:
        _answered(url)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _answered(url: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            httpx.get(url, trust_env=False)
        except httpx.TransportError:
            assert time.monotonic() < until, f"{url} does not answer"
            time.sleep(0.05)
        else:
            return


def told_by(name: str, seconds: dict[str, float]) -> tuple[float, float]:
    """Records a second and MB a second."""
    rate, photos = RECORDS / seconds["recordSeconds"], PHOTOS * PHOTO / seconds["photoSeconds"] / 1e6
    tell(
        f"{name}: {rate:,.0f} records/s, photos {photos:.0f} MB/s, without news {seconds['idle'] * 1000:.0f} ms"
    )
    return rate, photos


def pouch(peers: Path, folder: Path) -> dict[str, float]:
    """Through express-pouchdb."""
    for part in ("there", "here"):
        (folder / part).mkdir(parents=True)
    url, script = f"http://127.0.0.1:{(port := free_port())}", HERE / "pouch.js"
    with served(["node", script, "serve", folder / "there", str(port)], url, peers):
        counts = [str(n) for n in (RECORDS, PHOTOS, PHOTO)]
        done = subprocess.run(
            ["node", script, "push", folder / "here", url, *counts],
            cwd=peers,
            check=True,
            capture_output=True,
        )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    assert told["arrived"] == RECORDS + PHOTOS
    return told


def anki(peers: Path, folder: Path) -> dict[str, float]:
    """Through Anki's own sync server."""
    folder.mkdir(parents=True)
    python, port = peers / "anki" / "bin" / "python", free_port()
    url = f"http://127.0.0.1:{port}/"
    server = {
        "SYNC_USER1": "u:p",
        "SYNC_BASE": str(folder / "there"),
        "SYNC_HOST": "127.0.0.1",
        "SYNC_PORT": str(port),
    }
    with served([python, "-m", "anki.syncserver"], url, folder, MAX_SYNC_PAYLOAD_MEGS="1000", **server):
        counts = [str(n) for n in (RECORDS, PHOTOS, PHOTO)]
        done = subprocess.run(
            [python, HERE / "anki_push.py", folder, url, *counts], check=True, capture_output=True
        )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    assert told["required"] == 0, "the records went up as a normal exchange"
    return told


def ours(rover: Rover) -> dict[str, float]:
    """Through this hub, TLS, chain and encryption on."""
    rover.exchange()
    write(rover, RECORDS)
    records = timed(rover.exchange)
    take_photos(rover, PHOTOS)
    photos = timed(rover.exchange)
    with closing(Line(exchanging.address(rover.session), exchanging.nonce(rover.session))) as line:
        run(Docking(rover.session, line, clock.now).steps())
        idle = min(timed(lambda: run(Docking(rover.session, line, clock.now).steps())) for _ in range(20))
    return {"recordSeconds": records, "photoSeconds": photos, "idle": idle}


def test_the_same_work_through_anki_pouchdb_and_this_hub(
    hub: Served, rove: Callable[[int], Rover], peers: Path, tmp_path: Path
) -> None:
    rate, photos = told_by("this hub (TLS, chain, encryption)", ours(rove(1)))
    theirs = [
        told_by("Anki sync server", anki(peers, tmp_path / "anki")),
        told_by("PouchDB → express-pouchdb", pouch(peers, tmp_path / "pouch")),
    ]
    best = max(r for r, _ in theirs), max(p for _, p in theirs)
    tell(f"against the better of them: records {rate / best[0]:.2f} x, photos {photos / best[1]:.2f} x")
