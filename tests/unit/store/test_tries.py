"""口令试错: the waits double, end at five minutes, survive a restart and a clock that was set."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from services.store import tries
from services.store.tries import WrongSecret
from tests.factories import NOW


class Machine:
    """A device clock that can be set and a monotonic clock that can't."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now, self.runs = folder, NOW, 0.0

    def pass_by(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)
        self.runs += seconds

    def restart(self) -> None:
        tries._held.clear()
        self.runs = 0.0

    def wrong(self) -> WrongSecret:
        return tries.failed(tries.begin(self.folder, self.now, lambda: self.runs))

    def remaining(self) -> int:
        return tries.remaining(self.folder, self.now, lambda: self.runs)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_wait_doubles_from_the_fifth_wrong_try_and_ends_at_five_minutes(machine: Machine) -> None:
    waits = []
    for _ in range(13):
        waits.append(machine.wrong().wait_s)
        machine.pass_by(waits[-1])
    assert waits == [0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300]


def test_a_thousand_wrong_tries_lock_nobody_out_for_longer(machine: Machine) -> None:
    assert tries.waiting(1000) == 300
    assert tries.waiting(10**9) == 300


def test_a_try_in_the_wait_is_refused_and_does_not_lengthen_it(machine: Machine) -> None:
    for _ in range(5):
        machine.wrong()
    machine.pass_by(2)
    with pytest.raises(WrongSecret, match="请等 3 秒再试"):
        machine.wrong()
    machine.pass_by(3)
    assert machine.remaining() == 0
    assert machine.wrong().wait_s == 10


def test_the_sentence_counts_down_the_tries_without_a_wait(machine: Machine) -> None:
    told = [machine.wrong().sentence for _ in range(5)]
    assert "还可再试 3 次" in told[0]
    assert "还可再试 1 次" in told[2]
    assert "再错一次就要等待" in told[3]
    assert "请等 5 秒再试" in told[4]


def test_the_wait_goes_on_after_a_restart(machine: Machine) -> None:
    for _ in range(5):
        machine.wrong()
    machine.restart()
    machine.now += dt.timedelta(seconds=1)
    assert machine.remaining() == 4


def test_setting_the_clock_ahead_does_not_skip_the_wait(machine: Machine) -> None:
    for _ in range(5):
        machine.wrong()
    machine.now += dt.timedelta(days=1)
    assert machine.remaining() == 5


def test_a_clock_set_back_ten_years_does_not_lengthen_the_wait_even_after_a_restart(machine: Machine) -> None:
    for _ in range(5):
        machine.wrong()
    machine.restart()
    machine.now -= dt.timedelta(days=3650)
    assert machine.remaining() == 5
    machine.pass_by(5)
    assert machine.remaining() == 0


def test_the_right_secret_starts_the_count_anew(machine: Machine) -> None:
    for _ in range(4):
        machine.wrong()
    tries.succeed(machine.folder)
    assert "还可再试 3 次" in machine.wrong().sentence


def test_pulling_the_plug_in_a_try_gives_no_free_one(machine: Machine) -> None:
    for _ in range(4):
        tries.begin(machine.folder, machine.now, lambda: machine.runs)
        machine.restart()
    assert machine.wrong().wait_s == 5


@pytest.mark.parametrize("content", [b"", b"{", b'{"count": "x"}', b"[1]"])
def test_a_spoilt_count_neither_crashes_nor_locks_out(machine: Machine, content: bytes) -> None:
    (machine.folder / "tries.json").write_bytes(content)
    assert machine.remaining() == 0
    assert machine.wrong().wait_s == 5
