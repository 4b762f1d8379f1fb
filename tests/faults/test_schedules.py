"""Random schedules: whatever happens in whatever order, the hub ends with the journal byte for byte and nothing twice."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services import clock
from services.actions import copying, docking, preferences, replying, unlocking
from services.actions.docking import Progress
from services.errors import FieldworkError, Refused
from services.hub import carrying
from services.hub import replying as hub_replying
from services.hub.desk import Desk
from services.settings import SECOND_COPY
from services.store import journal
from services.sync.client import Busy, LineCut
from tests.factories import SECRET
from tests.faults import preload
from tests.faults.killing import nursery, until
from tests.faults.lines import Cut, often, once, proxy
from tests.faults.test_lines import assert_equal
from tests.fixtures_hub import Rover, Served, enrolled_by

pytestmark = pytest.mark.both_databases

SEEDS, LONG_SEEDS = {"sqlite": 200, "postgresql": 12}, 10_000
STEPS, LONG_STEPS = 3, 6
# After so many schedules another hub and another tablet begin: what was is compared whole, and would grow for ever.
TOGETHER = 100
FAR = dt.timedelta(days=3653)
SIZES = (0, 0, 0, 0, 3, 3, 20_000, 20_000, 60_000, 300_000)
LARGE = 4_300_000


class Chaos:
    """One tablet, one hub and everything that can happen between them, drawn from a seed."""

    def __init__(
        self, hub: Served, desk: Desk, rover: Rover, root: Path, workers: subprocess.Popen[bytes]
    ) -> None:
        self.hub, self.desk, self.rover, self.workers = hub, desk, rover, workers
        self.stick, self.full = root / "stick", root / "full"
        self.chance = random.Random(0)
        self.stick.mkdir()
        preferences.put(rover.session, SECOND_COPY, str(self.stick))

    def work(self) -> None:
        """Some records, some with photos of any size up to a little more than goes in one piece."""
        for _ in range(self.chance.randint(1, 5)):
            size = LARGE if self.chance.random() < 0.01 else self.chance.choice(SIZES)
            self.rover.record("做事", (self.chance.randbytes(size),) if size else ())

    def exchange(self) -> None:
        """A good line, perhaps a clock that is ten years off, or jumps between any two looks at it."""
        off = [self.chance.choice((dt.timedelta(0), FAR, -FAR)) for _ in range(self.chance.choice((1, 5)))]
        self.rover.exchange(lambda: clock.now() + self.chance.choice(off))

    def cut(self) -> None:
        """A line that breaks at any byte, in either direction: what was sent may have arrived, the reply is lost."""
        way, at = self.chance.choice(("up", "down")), int(10 ** self.chance.uniform(0, 6.5))
        with proxy(self.hub.port, once(Cut(**{way: at}))) as line:
            self.rover.exchange_by(line.port)

    def bad_line(self) -> None:
        """A line that breaks again and again; it may win for now."""
        with (
            proxy(self.hub.port, often(random.Random(self.chance.random()), 30_000, 600_000)) as line,
            contextlib.suppress(LineCut),
        ):
            self.rover.exchange_by(line.port)

    def kill_hub(self) -> None:
        """The hub's process is killed at any moment of an exchange and started again."""
        left = self.chance.randint(0, 5)

        def kill(progress: Progress) -> None:
            nonlocal left
            left -= 1
            if left < 0 and self.hub.process is not None:
                self.hub.end(signal.SIGKILL)

        with contextlib.suppress(LineCut):
            docking.exchange(self.rover.session, clock.now, kill)
        if self.hub.process is None:
            self.hub.start()

    def freeze_hub(self) -> None:
        """The hub's process stands still for a moment, longer or shorter than the terminal waits, then goes on."""
        assert self.hub.process is not None
        process, seconds = self.hub.process, self.chance.uniform(0.02, 0.15)
        process.send_signal(signal.SIGSTOP)
        waking = threading.Timer(seconds, process.send_signal, [signal.SIGCONT])
        waking.start()
        with contextlib.suppress(LineCut):
            self.rover.exchange_by(self.hub.port, stall_s=self.chance.choice((0.05, 5.0)))
        waking.join()

    def fill_hub(self) -> None:
        """There is no room left where the hub writes; later there is."""
        self.full.touch()
        try:
            with contextlib.suppress(LineCut, Busy):
                self.rover.exchange()
        finally:
            self.full.unlink()

    def fill_terminal(self) -> None:
        """The tablet's disk is full from some write of an exchange on."""
        self._in_a_child(None, self.chance.randint(1, 12))

    def kill_terminal(self) -> None:
        """The terminal's process is killed somewhere in an exchange."""
        self._in_a_child(self.chance.uniform(0.0, 0.15), 0)

    def freeze_terminal(self) -> None:
        """The terminal's process stands still in the middle of an exchange, then is killed or goes on."""
        self._in_a_child(self.chance.uniform(0.0, 0.1), 0, signal.SIGSTOP)

    def _in_a_child(self, after: float | None, write: int, how: signal.Signals = signal.SIGKILL) -> None:
        vault = self.rover.session.vault
        vault.close()
        assert self.workers.stdin
        self.workers.stdin.write(f"{vault.folder} {write}\n".encode())
        child = int(until(self.workers, "pid ")[4:])
        until(self.workers, "open")
        timers = [] if after is None else [threading.Timer(after, send, [child, how])]
        if how is signal.SIGSTOP and after is not None:
            last = self.chance.choice((signal.SIGCONT, signal.SIGKILL))
            timers.append(threading.Timer(after + 0.1, send, [child, last]))
        for timer in timers:
            timer.start()
        until(self.workers, f"ended {child}")
        for timer in timers:
            timer.join()
        self.rover.session = unlocking.unlock(vault.folder, SECRET, clock.now())
        assert journal.verify(self.rover.session.vault) == []

    def stop(self) -> None:
        """The officer stops an exchange in the middle."""

        class Enough(FieldworkError):
            """取消."""

        left = self.chance.randint(0, 4)

        def tell(progress: Progress) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Enough

        with contextlib.suppress(Enough):
            docking.exchange(self.rover.session, clock.now, tell)

    def carry(self) -> None:
        """A stick goes to the office: the newest copy or an old one, once or twice, in any order."""
        copying.copy(self.rover.session, clock.now())
        sticks = sorted(self.stick.glob("*.cf-bundle"))
        for path in self.chance.choices(sticks, k=self.chance.randint(1, 2)):
            carrying.take_bundle(self.desk, path, now=clock.now())

    def answer(self) -> None:
        """The office's reply comes back, perhaps after the line has brought something newer."""
        device = self.rover.session.device
        path = hub_replying.write(self.desk, device, self.stick, now=clock.now())
        if self.chance.random() < 0.3:
            self.rover.exchange()
        with contextlib.suppress(Refused):
            session = self.rover.session
            replying.take(session, replying.read(replying.key(session), path), clock.now())


QUICK: tuple[Callable[[Chaos], None], ...] = (
    *(Chaos.work, Chaos.work, Chaos.work, Chaos.exchange, Chaos.cut, Chaos.cut, Chaos.cut),
    *(Chaos.bad_line, Chaos.stop, Chaos.carry, Chaos.answer, Chaos.fill_hub, Chaos.freeze_hub),
)
# What starts a process takes a second: one of these stands in every so many schedules.
SLOW: tuple[Callable[[Chaos], None], ...] = (
    *(Chaos.kill_hub, Chaos.kill_terminal, Chaos.fill_terminal, Chaos.freeze_terminal),
)
EVERY, LONG_EVERY = 40, 5


def drawn(chance: random.Random, seed: int, every: int, steps: int) -> list[Callable[[Chaos], None]]:
    """What happens in one schedule: work, then anything in any order."""
    deeds = [Chaos.work, *(chance.choice(QUICK) for _ in range(steps - 1))]
    if seed % every == 0:
        deeds[chance.randrange(1, steps)] = SLOW[seed // every % len(SLOW)]
    return deeds


def test_nothing_is_lost_doubled_or_stuck_whatever_happens(
    hub_folder: Path, engine: str, tmp_path: Path, shim: Path, long: bool
) -> None:
    """`FIELDWORK_SEEDS` (from:to) names other schedules; a failing one is drawn again from the hundred it stands in."""
    seeds = named_seeds(LONG_SEEDS if long else SEEDS[engine])
    every, steps = (LONG_EVERY, LONG_STEPS) if long else (EVERY, STEPS)
    tablets = tmp_path / "tablets"
    tablets.mkdir()
    with nursery("tests.faults.roving", preload.environment(shim, tablets)) as workers:
        for first in range(seeds.start, seeds.stop, TOGETHER):
            with begun(hub_folder, tmp_path, tablets, shim, workers) as chaos:
                for seed in range(first, min(first + TOGETHER, seeds.stop)):
                    chaos.chance = random.Random(seed)
                    deeds = drawn(chaos.chance, seed, every, steps)
                    print(f"seed {seed}: {' '.join(d.__name__ for d in deeds)}", flush=True)
                    for deed in deeds:
                        deed(chaos)
                    assert chaos.rover.exchange().proof.complete, seed
                assert_equal(chaos.hub, chaos.rover)
    print(f"{len(seeds)} schedules ({seeds.start} to {seeds.stop - 1}): nothing lost, doubled or stuck")


@contextlib.contextmanager
def begun(
    made: Path, root: Path, tablets: Path, shim: Path, workers: subprocess.Popen[bytes]
) -> Iterator[Chaos]:
    """The hub with another tablet, and room for its stick; on SQLite it is another hub."""
    folder, tablet, place = root / "served", tablets / "tablet", root / "place"
    for one in (tablet, place):
        one.mkdir()
    shutil.copytree(made, folder)
    hub = Served(folder, watched={**watch(shim, folder), "FAULT_FULL": str(place / "full")})
    hub.start()
    desk = hub.desk
    rover = Rover(unlocking.unlock(enrolled_by(hub, tablet, 1), SECRET, clock.now()), hub)
    try:
        yield Chaos(hub, desk, rover, place, workers)
    finally:
        rover.session.vault.close()
        desk.store.close()
        hub.end()
    for one in (folder, tablet, place):
        shutil.rmtree(one)


def named_seeds(count: int) -> range:
    """The seeds that the environment names, otherwise the first so many."""
    begin, end = os.environ.get("FIELDWORK_SEEDS", f"0:{count}").split(":")
    return range(int(begin), int(end))


def send(child: int, how: signal.Signals) -> None:
    """A signal to a worker, which may have ended by itself."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, how)


def watch(shim: Path, folder: Path) -> dict[str, str]:
    """What a process needs so that the library stands between it and this folder's disk."""
    return {"LD_PRELOAD": str(shim), "FAULT_FOLDER": str(folder.resolve())}
