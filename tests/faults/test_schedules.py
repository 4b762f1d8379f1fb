"""Random schedules: whatever happens in whatever order, the hub ends with the journal byte for byte and nothing twice."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from services import clock
from services.actions import copying, docking, preferences, replying, unlocking
from services.actions.docking import Progress
from services.errors import FieldworkError, Refused
from services.hub import carrying
from services.hub import replying as hub_replying
from services.settings import SECOND_COPY
from services.store import journal
from services.sync.client import Busy, LineCut
from tests.factories import SECRET
from tests.faults import preload
from tests.faults.lines import Cut, often, once, proxy
from tests.faults.test_lines import assert_equal
from tests.fixtures_hub import HOUSE, Rover, Served, enrolled_by

pytestmark = pytest.mark.both_databases

SEEDS, LONG_SEEDS = {"sqlite": 200, "postgresql": 12}, 10_000
STEPS, LONG_STEPS = 3, 6
FAR = dt.timedelta(days=3653)
SIZES = (0, 0, 0, 0, 3, 3, 20_000, 20_000, 60_000, 300_000)
LARGE = 4_300_000


class Chaos:
    """One tablet, one hub and everything that can happen between them, drawn from a seed."""

    def __init__(self, hub: Served, rover: Rover, stick: Path, shim: Path) -> None:
        self.hub, self.rover, self.stick, self.shim = hub, rover, stick, shim
        self.full = stick.with_name("full")
        self.chance = random.Random(0)
        stick.mkdir()
        preferences.put(rover.session, SECOND_COPY, str(stick))

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
        child = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.faults.roving",
                str(vault.folder),
                *([str(write)] if write else []),
            ],
            cwd=HOUSE,
            stdout=subprocess.PIPE,
            text=True,
            env={**preload.environment(self.shim, vault.folder), "PYTHONUTF8": "1"},
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        timers = [] if after is None else [threading.Timer(after, child.send_signal, [how])]
        if how is signal.SIGSTOP and after is not None:
            last = self.chance.choice((signal.SIGCONT, signal.SIGKILL))
            timers.append(threading.Timer(after + 0.1, child.send_signal, [last]))
        for timer in timers:
            timer.start()
        child.communicate(timeout=60)
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
            carrying.take_bundle(self.hub.desk, path, now=clock.now())

    def answer(self) -> None:
        """The office's reply comes back, perhaps after the line has brought something newer."""
        device = self.rover.session.device
        path = hub_replying.write(self.hub.desk, device, self.stick, now=clock.now())
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
    hub = Served(hub_folder, watched={**watch(shim, hub_folder), "FAULT_FULL": str(tmp_path / "full")})
    hub.start()
    (tmp_path / "tablet").mkdir()
    folder = enrolled_by(hub, tmp_path / "tablet", 1)
    rover = Rover(unlocking.unlock(folder, SECRET, clock.now()), hub)
    chaos = Chaos(hub, rover, tmp_path / "stick", shim)
    try:
        for seed in range(LONG_SEEDS if long else SEEDS[engine]):
            chaos.chance = random.Random(seed)
            every, steps = (LONG_EVERY, LONG_STEPS) if long else (EVERY, STEPS)
            deeds = drawn(chaos.chance, seed, every, steps)
            print(f"seed {seed}: {' '.join(d.__name__ for d in deeds)}", flush=True)
            for deed in deeds:
                deed(chaos)
            assert rover.exchange().proof.complete, seed
            if seed % 100 == 99:
                assert_equal(hub, rover)
        assert_equal(hub, rover)
    finally:
        rover.session.vault.close()
        hub.end()


def watch(shim: Path, folder: Path) -> dict[str, str]:
    """What a process needs so that the library stands between it and this folder's disk."""
    return {"LD_PRELOAD": str(shim), "FAULT_FOLDER": str(folder.resolve())}
