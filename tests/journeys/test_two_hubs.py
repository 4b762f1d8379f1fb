"""两个院端进程: several processes serve one PostgreSQL database, and a terminal may meet either of them at any time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from services.actions import exchanging
from services.hub import attachments
from services.sync.client import Line
from tests.fixtures_hub import Rover, Served, hub_rows

pytestmark = pytest.mark.both_databases("postgresql")

Rove = Callable[[int], Rover]


@pytest.fixture
def second(hub: Served) -> Iterator[Served]:
    """Another process at the same folder and database, on a port of its own."""
    served = Served(hub.folder)
    served.start()
    yield served
    served.end()


def test_what_one_process_has_taken_the_other_knows(hub: Served, second: Served, rover: Rover) -> None:
    for n, port in enumerate((hub.port, second.port, hub.port)):
        rover.record(f"第 {n} 次", (bytes([n]) * 200_000,))
        done = rover.exchange_by(port)
        assert done.proof.complete
    assert (done.entries, done.files) == (1, 1), "nothing went twice"
    assert hub_rows(hub, rover.session.device) == rover.rows()


def test_a_nonce_is_used_up_for_both(hub: Served, second: Served, rover: Rover) -> None:
    rover.exchange()
    used = exchanging.nonce(rover.session)
    rover.exchange_by(second.port)
    assert exchanging.nonce(rover.session) != used


def test_a_photo_begun_at_one_goes_on_at_the_other(hub: Served, second: Served, rover: Rover) -> None:
    photo = bytes(range(256)) * 4_000
    digest = rover.record("照片分两次", (photo,)).attachments[0].digest
    to = exchanging.address(rover.session)
    line = Line(to)
    line.ask(exchanging.gather(rover.session, to))
    assert line.send(digest, 0, photo[:300_000]) == 300_000
    line.close()
    assert rover.exchange_by(second.port).files == 1
    assert b"".join(attachments.original(hub.desk.store, hub.folder, digest)) == photo


def test_six_terminals_at_two_processes_lose_and_double_nothing(
    hub: Served, second: Served, rove: Rove
) -> None:
    rovers = [rove(1 + n % 2) for n in range(6)]
    for n, rover in enumerate(rovers):
        for turn in range(25):
            rover.record(f"{n}-{turn}", (bytes([n, turn]) * 20_000,) if turn < 4 else ())
    told: list[bool] = []

    def exchange(rover: Rover, port: int) -> None:
        told.append(rover.exchange_by(port, stall_s=30).proof.complete)

    ports = (hub.port, second.port)
    threads = [threading.Thread(target=exchange, args=(r, ports[n % 2])) for n, r in enumerate(rovers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [True] * 6
    for rover in rovers:
        assert hub_rows(hub, rover.session.device) == rover.rows()
