"""What holds for every test: no screen, no unexpected warning in a log, the long forms only when asked for."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from services.law import catalogue

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any test module imports Qt

# Fixtures live by the word they make (a vault, a docket): tests/fixtures_WORD.py, each loaded from here.
pytest_plugins = [f"tests.{path.stem}" for path in sorted(Path(__file__).parent.glob("fixtures_*.py"))]

# Shared cores make single examples slow at times; that is no finding. The examples are the same at every run, so that
# what passes today passes tomorrow; the long form looks for new ones.
PATIENT = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("house", derandomize=True, **PATIENT)
hypothesis.settings.register_profile("long", **PATIENT)
hypothesis.settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long form of fault and kill runs")


def pytest_configure(config: pytest.Config) -> None:
    """Looks for new examples in the long form."""
    if config.getoption("--long"):
        hypothesis.settings.load_profile("long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves tests marked `long` out of the selection unless --long is given."""
    if config.getoption("--long"):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def long(pytestconfig: pytest.Config) -> bool:
    """True when the long form is asked for: a test may then take more rounds."""
    return bool(pytestconfig.getoption("--long"))


@pytest.fixture(autouse=True)
def programs_own_law() -> Iterator[None]:
    """What a test's court imported is read in this process alone as long as the test runs."""
    yield
    catalogue.lay({})


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def warnings_logged() -> Iterator[list[logging.LogRecord]]:
    """Fails a test in which anything logged a warning; a test that expects one checks and clears this list."""
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    yield collector.records
    logging.getLogger().removeHandler(collector)
    if collector.records:
        pytest.fail("logged: " + "; ".join(f"{r.name}: {r.getMessage()}" for r in collector.records))
