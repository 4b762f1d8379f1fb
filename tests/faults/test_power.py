"""A pulled battery: the write log of a working day, cut at any moment, loses nothing that was acknowledged."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from services.errors import FieldworkError
from tests.faults import preload
from tests.faults.checking import Told, faults
from tests.faults.disk import FLUSHED, Disk, Step, marks, read_log
from tests.fixtures_window import Tablet

ROUNDS = 24


@pytest.fixture(scope="module")
def day(shim: Path, made_tablet: Tablet, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Step]]:
    """The vault as it was in the morning, and the log of the day's work on a copy of it."""
    place = tmp_path_factory.mktemp("power")
    before, worked, log = place / "before", place / "worked", place / "log"
    for folder in (before, worked):
        shutil.copytree(made_tablet.folder, folder)
    subprocess.run(
        [sys.executable, "-m", "tests.faults.work", worked, "7", str(ROUNDS)],
        env=preload.environment(shim, worked, log),
        check=True,
    )
    steps = read_log(log)
    assert faults(worked, Told().hear(marks(steps)), goes_on=False) == []
    # The log names the folder that was worked in: replay needs the morning's files under that name.
    shutil.rmtree(worked)
    before.rename(worked)
    return worked, steps


def left_by_crashes(
    day: tuple[Path, list[Step]],
    target: Path,
    cuts: Sequence[int],
    keep: float,
    *,
    counts: Callable[[Step], bool] = lambda _: True,
) -> list[str]:
    """What is wrong after each of the crashes, with the record of the log before which the power failed."""
    (before, steps), chance = day, random.Random(len(cuts))
    disk, found = Disk(before), []
    for at, step in enumerate(steps):
        if at in cuts:
            crashed = target / f"{keep}-{at}"
            disk.crash(crashed, chance, keep)
            found += [f"record {at}: {f}" for f in faults(crashed, Told().hear(marks(steps[:at])))]
            shutil.rmtree(crashed)
        if counts(step):
            disk.follow(step)
    return found


def moments(steps: Sequence[Step], count: int) -> list[int]:
    chance = random.Random(count)
    return sorted({*chance.sample(range(len(steps)), min(count, len(steps) - 1)), len(steps) - 1})


@pytest.mark.parametrize("keep", [0.0, 0.5])
def test_whatever_the_moment_nothing_acknowledged_is_lost(
    day: tuple[Path, list[Step]], tmp_path: Path, keep: float, long: bool
) -> None:
    assert left_by_crashes(day, tmp_path, moments(day[1], 1000 if long else 12), keep) == []


def test_the_replay_would_notice_a_flush_that_is_left_out(
    day: tuple[Path, list[Step]], tmp_path: Path
) -> None:
    late = len(day[1]) - 2
    try:
        found = left_by_crashes(day, tmp_path, [late], 0.0, counts=lambda step: step.kind != FLUSHED)
    except FieldworkError as error:
        found = [error.sentence]
    assert any("lost" in f or "half" in f for f in found)
