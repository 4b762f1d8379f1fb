"""Lines that break, hubs and terminals that die: in the end the hub has the journal byte for byte, nothing twice."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from services import clock
from services.actions import docking, exchanging, unlocking
from services.actions.docking import Docking, Progress
from services.errors import FieldworkError
from services.hub import attachments as hub_attachments
from services.hub import desk
from services.store import attachments, exchanged, journal
from services.sync.client import Line, LineCut
from tests.factories import NOW, SECRET
from tests.faults.lines import Cut, often, once, proxy
from tests.fixtures_hub import CASES, HOUSE, OFFICERS, Rover, Served, hub_rows
from tests.patience import PROGRAM_S

pytestmark = pytest.mark.both_databases
Rove = Callable[[int], Rover]
LINE = 12_500_000  # 100 Mbit/s, an office's cable
CHANCE = random.Random(20261124)


def assert_equal(hub: Served, rover: Rover) -> None:
    """Both sides have the same chain and the same attachments, and both say so."""
    assert hub_rows(hub, rover.session.device) == rover.rows()
    opened = hub.desk
    with rover.session.vault.db.conn:
        digests = [
            d for (d,) in rover.session.vault.db.execute("SELECT DISTINCT digest FROM journal_attachment")
        ]
    for digest in digests:
        theirs = b"".join(hub_attachments.original(opened.store, opened.folder, digest))
        assert theirs == attachments.read(rover.session.vault, digest)
    assert exchanged.delivered(rover.session.vault, digests) == set(digests)
    told = exchanging.proof(rover.session)
    assert told is not None
    assert told.complete


def work(rover: Rover, records: int, photos: int, size: int) -> None:
    """Records, the first of them with photos of random bytes."""
    for n in range(records):
        rover.record(f"第 {n} 条", (CHANCE.randbytes(size),) if n < photos else ())


def test_a_line_cut_once_at_every_kilobyte_in_both_directions_loses_and_doubles_nothing(
    hub: Served, rover: Rover
) -> None:
    """50 records and 3 photos of 20 KB each time; the exchange goes on by itself."""
    rover.exchange()
    ways: list[tuple[str, int]] = []
    with proxy(hub.port) as clean:
        work(rover, 50, 3, 20_000)
        rover.exchange_by(clean.port)
        ways = [("up", at) for at in range(0, clean.up, 1024)]
        ways += [("down", at) for at in range(0, clean.down, 1024)]
    assert len(ways) > 60
    for way, at in ways:
        work(rover, 50, 3, 20_000)
        with proxy(hub.port, once(Cut(**{way: at}))) as line:
            done = rover.exchange_by(line.port)
            assert line.cuts <= 1
        assert done.proof.complete, (way, at)
        assert (done.entries, done.files) == (50, 3), (way, at)
    assert_equal(hub, rover)


def test_a_line_that_breaks_again_and_again_carries_hardly_more_than_a_good_one(
    hub: Served, rover: Rover
) -> None:
    """The bench shows the figure; here it must not run away: an upload goes on, it does not begin again."""
    with proxy(hub.port, rate=LINE) as good:
        work(rover, 300, 12, 500_000)
        rover.exchange_by(good.port)
    with proxy(hub.port, often(random.Random(7), 50_000, 1_000_000), rate=LINE) as line:
        work(rover, 300, 12, 500_000)
        done = rover.exchange_by(line.port)
    assert line.cuts > 5
    assert line.up - good.up < line.cuts * 128_000, "what a cut takes is what was under way, not the photo"
    assert done.proof.complete
    assert_equal(hub, rover)


@pytest.mark.parametrize("seed", range(4))
def test_a_hub_killed_in_the_middle_has_everything_after_it_is_back(
    hub: Served, rover: Rover, seed: int
) -> None:
    chance = random.Random(seed)
    work(rover, 120, 4, 2_500_000)  # too large to go together
    at, phases = chance.randint(1, 4), []

    def kill(progress: Progress) -> None:
        phases.append(progress.phase)
        if len(phases) == at + 1:
            hub.end(signal.SIGKILL)

    with pytest.raises(LineCut):
        docking.exchange(rover.session, clock.now, kill)
    hub.start()
    assert rover.exchange().proof.complete
    assert_equal(hub, rover)


@pytest.mark.parametrize("seed", range(4))
def test_a_terminal_killed_in_the_middle_has_lost_nothing_and_goes_on(
    hub: Served, rover: Rover, seed: int
) -> None:
    work(rover, 200, 6, 400_000)
    folder = rover.session.vault.folder
    rover.session.vault.close()
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.roving", str(folder)],
        cwd=HOUSE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    killing = threading.Timer(random.Random(seed).uniform(0.02, 0.5), child.kill)
    killing.start()
    child.wait(PROGRAM_S)
    child.stdout.close()
    killing.cancel()
    rover.session = unlocking.unlock(folder, SECRET, clock.now())
    assert journal.verify(rover.session.vault) == []
    assert rover.exchange().proof.complete
    assert_equal(hub, rover)


@pytest.mark.both_databases("sqlite")  # the folder is the whole hub only there
def test_a_hub_restored_from_an_old_backup_gets_everything_again_without_a_tap(
    hub: Served, rover: Rover, tmp_path: Path
) -> None:
    work(rover, 20, 2, 50_000)
    rover.exchange()
    hub.end()
    shutil.copytree(hub.folder, tmp_path / "backup")
    hub.start()
    work(rover, 30, 3, 50_000)
    desk.keep(hub.desk, OFFICERS[0], CASES[3:], now=NOW)
    rover.exchange()
    assert_equal(hub, rover)
    hub.end()
    shutil.rmtree(hub.folder)
    shutil.copytree(tmp_path / "backup", hub.folder)
    hub.start()
    again = rover.exchange()
    assert (again.entries, again.files) == (30, 3)
    assert again.loaded is not None, "the marks differ, so the docket came anew"
    assert again.loaded.total == len(CASES)
    assert_equal(hub, rover)


def test_what_cannot_go_is_named_and_blocks_nothing_else(hub: Served, rover: Rover) -> None:
    broken = rover.record("照片后来坏了", (CHANCE.randbytes(60_000),)).attachments[0].digest
    rover.record("好的", (CHANCE.randbytes(60_000),))
    path = attachments.path_of(rover.session.vault, broken)
    path.write_bytes(path.read_bytes()[:30_000])
    done = rover.exchange()
    assert not done.proof.complete
    assert (done.entries, done.files) == (3, 1)
    (trouble,) = exchanged.troubles(rover.session.vault)
    assert trouble.item == broken
    assert "损坏" in trouble.why


def test_an_exchange_that_is_stopped_goes_on_where_it_was(hub: Served, rover: Rover) -> None:
    work(rover, 3, 3, 3_000_000)

    class Enough(FieldworkError):
        """The officer has tapped 暂停."""

    def stop(progress: Progress) -> None:
        if progress.files == 1:
            raise Enough

    with pytest.raises(Enough):
        docking.exchange(rover.session, clock.now, stop)
    waiting = exchanged.waiting(rover.session.vault)
    assert (waiting.entries, waiting.files) == (0, 2)
    done = rover.exchange()
    assert done.files == 2
    assert_equal(hub, rover)


def test_without_a_hub_the_exchange_says_so_at_once(hub: Served, rover: Rover) -> None:
    hub.end()
    rover.record()
    with pytest.raises(LineCut, match="连不上院端"):
        rover.exchange()
    assert exchanged.waiting(rover.session.vault).entries == 2


def test_another_hub_at_the_same_address_is_not_trusted(hub: Served, rover: Rover, tmp_path: Path) -> None:
    """A machine with another certificate in the middle: nothing is sent to it."""
    hub.end()
    (hub.folder / "hub.crt").unlink()
    (hub.folder / "hub.key").unlink()
    hub.start()
    rover.record("不给别人")
    line = Line(exchanging.address(rover.session))
    with pytest.raises(LineCut):
        docking.run(Docking(rover.session, line, clock.now).steps())
    line.close()
    assert hub_rows(hub, rover.session.device) == []
