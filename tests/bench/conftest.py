"""Bars are measured when asked for (`./run bench`, or this folder named to pytest), not with every run of the tests."""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from services.clock import ZONE
from services.demo import road
from services.session import Session

HERE = Path(__file__).parent
NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
TOLD: list[str] = []


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leaves the folder out unless it is named on the command line."""
    named = any(
        HERE in (path, *path.parents) for path in (Path(a.split("::")[0]).resolve() for a in config.args)
    )
    return None if named else True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """All figures once more, together."""
    if TOLD:
        terminalreporter.section("bars of design.md §11")
        terminalreporter.write_line("\n".join(TOLD))


def tell(what: str, *, held: bool = True) -> None:
    """One measured line."""
    TOLD.append(f"{'  ' if held else '! '}{what}")


def p95(seconds: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(seconds, n=20)[-1]


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@dataclass(frozen=True, slots=True)
class Big:
    """A tablet with 2,000 live and 20,000 historic cases: its folder, and the vault's."""

    root: Path
    vault: Path


@pytest.fixture(scope="session")
def big(tmp_path_factory: pytest.TempPathFactory) -> Big:
    """Made once, on the demo's road."""
    root = tmp_path_factory.mktemp("big")
    session = road.travel(root, NOW, big=True)
    session.vault.close()
    return Big(root, session.vault.folder)


@pytest.fixture
def session(big: Big) -> Iterator[Session]:
    """The big vault, open."""
    opened = road.travel(big.root, NOW)
    yield opened
    opened.vault.close()
