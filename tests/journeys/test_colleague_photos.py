"""取照片: a colleague's photos on one's own case come down when asked for, proved and encrypted; of other cases never."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import delete

from services import clock
from services.actions import exchanging, fetching
from services.actions.steps import run
from services.entries.entry import Entry
from services.hub import attachments as hub_attachments
from services.hub import desk, logbook, schema
from services.hub.store import upsert
from services.store import attachments, exchanged
from services.sync.client import Line, LineCut
from tests.factories import NOW
from tests.faults.lines import often, proxy
from tests.fixtures_hub import CASES, OFFICERS, Rover, Served

Rove = Callable[[int], Rover]
CHANCE = random.Random(20261126)
PHOTO, SECOND = CHANCE.randbytes(150_000), CHANCE.randbytes(120_000)
SHARED, OTHERS = CASES[0].number, CASES[8].number
"""Officers 1 and 2 both have the first, officer 1 alone the second."""


def here(rover: Rover, entry: Entry) -> list[bool]:
    return [lies for _, lies in fetching.photos(rover.session, entry.id)]


def piece(rover: Rover, digest: str) -> bytes | None:
    with closing(Line(exchanging.address(rover.session), exchanging.nonce(rover.session))) as line:
        return line.piece(digest, 0, 100)


@pytest.mark.both_databases
def test_a_colleagues_photos_come_when_they_are_asked_for_and_lie_encrypted_in_the_vault(
    hub: Served, rover: Rover, rove: Rove
) -> None:
    entry = rover.record("同事拍的", (PHOTO, SECOND), SHARED)
    rover.exchange()
    colleague = rove(2)
    colleague.exchange()
    vault = colleague.session.vault
    assert here(colleague, entry) == [False, False], "nothing comes unasked"
    assert fetching.fetch(colleague.session, entry.id).came == 2
    assert here(colleague, entry) == [True, True]
    first = entry.attachments[0]
    assert fetching.original(colleague.session, first) == PHOTO
    assert PHOTO[:64] not in attachments.path_of(vault, first.digest).read_bytes()
    with hub.desk.store.reading() as connection:
        told = [(a.officer, a.deed) for a in logbook.accesses_to(connection, SHARED)]
    assert told.count((OFFICERS[1].id, "下发附件")) == 2, "each is written down once"
    attachments.sweep(vault, set(), older_than_s=-10)
    assert here(colleague, entry) == [True, True]
    assert fetching.fetch(colleague.session, entry.id).came == 0
    assert colleague.exchange().proof.files_all == 0, "what a colleague sent does not go up again"


@pytest.mark.both_databases
def test_of_a_case_that_is_not_the_officers_nothing_comes_and_what_came_goes_with_the_case(
    hub: Served, rover: Rover, rove: Rove
) -> None:
    strange = rover.record("别案的", (SECOND,), OTHERS)
    shared = rover.record("同案的", (PHOTO,), SHARED)
    rover.exchange()
    colleague = rove(2)
    colleague.exchange()
    assert piece(colleague, strange.attachments[0].digest) is None
    digest = shared.attachments[0].digest
    assert piece(colleague, digest) == PHOTO[:100]
    fetching.fetch(colleague.session, shared.id)
    desk.assign(hub.folder, OFFICERS[0].id, [SHARED], now=NOW)
    assert piece(colleague, digest) is None, "from that moment on"
    colleague.exchange()
    attachments.sweep(colleague.session.vault, set(), older_than_s=-10)
    assert not attachments.known(colleague.session.vault, digest)
    assert not attachments.path_of(colleague.session.vault, digest).exists()


def test_a_photo_that_a_second_record_names_comes_with_either_case(
    hub: Served, rover: Rover, rove: Rove
) -> None:
    rover.record("先在别案", (PHOTO,), OTHERS)
    shared = rover.record("同一张也在本案", (PHOTO,), SHARED)
    rover.exchange()
    colleague = rove(2)
    colleague.exchange()
    assert fetching.fetch(colleague.session, shared.id).came == 1


def test_photos_of_entries_that_a_former_program_took_in_come_too(
    hub: Served, rover: Rover, rove: Rove
) -> None:
    shared = rover.record("旧版收的", (PHOTO,), SHARED)
    rover.exchange()
    hub.end()
    opened = hub.desk
    with opened.store.writing() as connection:
        connection.execute(delete(schema.entry_file))
        upsert(connection, schema.meta, [{"key": "version", "value": "6"}])
    opened.store.close()
    hub.start()
    colleague = rove(2)
    colleague.exchange()
    assert fetching.fetch(colleague.session, shared.id).came == 1


def test_what_has_not_reached_the_court_or_was_destroyed_is_said_and_the_rest_comes(
    hub: Served, rover: Rover, rove: Rove
) -> None:
    shared = rover.record("两张", (PHOTO, SECOND), SHARED)
    rover.exchange()
    opened = hub.desk
    hub_attachments.erase(opened.store, opened.folder, shared.attachments[0].digest, "决定书", NOW)
    colleague = rove(2)
    colleague.exchange()
    done = fetching.fetch(colleague.session, shared.id)
    assert done.came == 1
    assert "已依法销毁" in done.told[0]


def test_a_line_that_breaks_brings_the_photos_whole_and_none_brings_nothing(
    hub: Served, rover: Rover, rove: Rove
) -> None:
    shared = rover.record("两张", (PHOTO, SECOND), SHARED)
    rover.exchange()
    colleague = rove(2)
    colleague.exchange()
    (entry,) = exchanged.colleagues_entries(colleague.session.vault, id=shared.id)
    with proxy(hub.port, often(CHANCE, 40_000, 60_000)) as through:
        to = replace(exchanging.address(colleague.session), url=f"https://127.0.0.1:{through.port}")
        line = Line(to, exchanging.nonce(colleague.session), stall_s=5.0)
        with closing(fetching.Fetching(colleague.session, entry, line)) as going:
            assert run(going.steps()).came == 2
    assert through.cuts > 1
    assert through.down < 3 * len(PHOTO + SECOND), "what has come is not asked for again"
    again = rover.record("又一张", (PHOTO + b"3",), SHARED)
    rover.exchange()
    colleague.exchange(clock.now)
    hub.end()
    with pytest.raises(LineCut):
        fetching.fetch(colleague.session, again.id)
    assert here(colleague, again) == [False]
