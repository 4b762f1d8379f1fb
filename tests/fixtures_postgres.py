"""Fixtures: which database a hub has, and a PostgreSQL server for those that want it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import Postgres, running

ENGINES = ("sqlite", "postgresql")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs what is marked `both_databases` and uses a hub on each of them, or on those that the mark names."""
    mark = metafunc.definition.get_closest_marker("both_databases")
    if mark is not None and "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", mark.args or ENGINES)


@pytest.fixture
def engine() -> str:
    """Which database the hub has; embedded SQLite where nothing else is said."""
    return "sqlite"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server, started by the first test that asks for it, as a user without rights."""
    # A socket's path must be short: not among the tests' folders.
    with tempfile.TemporaryDirectory(prefix="pg-") as place, running(Path(place)) as server:
        yield server


@pytest.fixture
def database(engine: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """What a new hub is founded with: "" for embedded SQLite, or the address of an empty database."""
    if engine == "sqlite":
        yield ""
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.made()
    yield server.url(name)
    server.dropped(name)
