"""Random schedules: whatever happens in whatever order, the hub ends with the journal byte for byte and nothing twice."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from services import clock
from services.actions import copying, docking, preferences, replying
from services.actions.docking import Progress
from services.errors import FieldworkError, Refused
from services.hub import carrying
from services.hub import replying as hub_replying
from services.settings import SECOND_COPY
from services.sync.client import LineCut
from tests.faults.lines import Cut, often, once, proxy
from tests.faults.test_lines import assert_equal
from tests.fixtures_hub import Rover, Served

pytestmark = pytest.mark.both_databases

SEEDS, LONG_SEEDS, STEPS = 6, 5_000, 6
FAR = dt.timedelta(days=3653)


class Chaos:
    """One tablet, one hub and everything that can happen between them, drawn from a seed."""

    def __init__(self, hub: Served, rover: Rover, stick: Path) -> None:
        self.hub, self.rover, self.stick = hub, rover, stick
        self.chance = random.Random(0)
        stick.mkdir()
        preferences.put(rover.session, SECOND_COPY, str(stick))

    def work(self) -> None:
        """Some records, some with photos of any size up to a little more than goes in one piece."""
        for _ in range(self.chance.randint(1, 8)):
            size = self.chance.choice((0, 0, 3, 20_000, 300_000, 4_300_000))
            self.rover.record("做事", (self.chance.randbytes(size),) if size else ())

    def exchange(self) -> None:
        """A good line, perhaps a clock that is ten years off."""
        off = self.chance.choice((dt.timedelta(0), FAR, -FAR))
        self.rover.exchange(lambda: clock.now() + off)

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


DEEDS: tuple[Callable[[Chaos], None], ...] = (
    *(Chaos.work, Chaos.work, Chaos.work, Chaos.exchange, Chaos.cut, Chaos.cut, Chaos.cut),
    *(Chaos.bad_line, Chaos.kill_hub, Chaos.stop, Chaos.carry, Chaos.carry, Chaos.answer),
)


def test_nothing_is_lost_doubled_or_stuck_whatever_happens(
    hub: Served, rover: Rover, tmp_path: Path, long: bool
) -> None:
    chaos = Chaos(hub, rover, tmp_path / "stick")
    for seed in range(LONG_SEEDS if long else SEEDS):
        chaos.chance = random.Random(seed)
        deeds = [chaos.chance.choice(DEEDS) for _ in range(STEPS)]
        print(f"seed {seed}: {' '.join(d.__name__ for d in deeds)}")
        for deed in deeds:
            deed(chaos)
        assert rover.exchange().proof.complete, seed
        if seed % 50 == 49:
            assert_equal(hub, rover)
    assert_equal(hub, rover)
