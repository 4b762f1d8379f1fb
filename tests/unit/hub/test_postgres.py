"""PostgreSQL: what several writers at once could lose there, and that the hub does not lose it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from services.entries.entry import FIRST_LINK, Attachment, compose, decode
from services.errors import BadInput, NotAllowed
from services.hub import awaited, counter, desk, feed, lines, roster, schema
from services.hub.counter import FIRST_MARK, News, Position
from services.hub.desk import Desk
from services.hub.store import upsert
from tests.factories import NOW, make_court, make_officer, make_unsigned
from tests.postgres import Postgres

OFFICER = make_officer(1).id


@pytest.fixture
def database(postgres: Postgres) -> Iterator[str]:
    name = postgres.made()
    yield postgres.url(name)
    postgres.dropped(name)


@pytest.fixture
def hub(database: str, tmp_path: Path) -> Desk:
    return desk.found(tmp_path / "hub", make_court(), (make_officer(1),), database=database)


def waiting(database: str) -> int:
    """How many connections wait for another's transaction."""
    with psycopg.connect(database) as connection:
        asked = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        found = connection.execute(asked).fetchone()
    assert found is not None
    return int(found[0])


def begun(database: str, deed: Callable[[], None]) -> threading.Thread:
    """Runs a deed beside the test and comes back once it waits for the test's own transaction."""
    thread = threading.Thread(target=deed)
    thread.start()
    while thread.is_alive() and not waiting(database):
        pass
    return thread


def test_a_plain_sequence_would_miss_rows(database: str) -> None:
    """Two writers, one terminal: the late commit has the earlier number, and whoever has read on never sees it."""
    with psycopg.connect(database, autocommit=True) as terminal:
        terminal.execute("CREATE TABLE change (cursor bigserial, told text)")

        def follow(seen: int) -> list[tuple[int, str]]:
            return terminal.execute("SELECT cursor, told FROM change WHERE cursor > %s", [seen]).fetchall()

        with psycopg.connect(database) as slow, psycopg.connect(database) as quick:
            slow.execute("INSERT INTO change (told) VALUES ('first')")
            quick.execute("INSERT INTO change (told) VALUES ('second')")
            quick.commit()
            assert follow(0) == [(2, "second")]
            slow.commit()
        assert follow(2) == [], "the row is there and nobody is told"


def test_the_counter_row_misses_none(hub: Desk, database: str) -> None:
    """The same two writers with the hub's counter: the quick one gets its number after the slow one's commit."""

    def here() -> Position:
        with hub.store.reading() as connection:
            return counter.position(connection, hub.court.id)

    def told(seen: Position) -> list[str]:
        with hub.store.writing() as connection:
            page = feed._changes(connection, OFFICER, (seen.cursor + 1, "", ""), 100)
        return [change.key for change in page if change.kind == counter.ENTRY]

    def announce_second() -> None:
        with hub.store.writing() as connection:
            counter.announce(connection, hub.court.id, [News(OFFICER, counter.ENTRY, "second")])

    before = here()
    with hub.store.writing() as slow:
        counter.announce(slow, hub.court.id, [News(OFFICER, counter.ENTRY, "first")])
        quick = begun(database, announce_second)
        assert (told(before), here()) == ([], before), "neither is to be seen before its time"
    quick.join()
    assert told(before) == ["first", "second"]
    assert here().cursor == before.cursor + 2


def test_a_reader_sees_one_state_from_beginning_to_end(hub: Desk) -> None:
    with hub.store.reading() as connection:
        before = counter.position(connection, hub.court.id)
        with hub.store.writing() as other:
            counter.announce(other, hub.court.id, [News(OFFICER, counter.HEAD)])
        assert counter.position(connection, hub.court.id) == before


def test_a_photo_that_is_whole_while_a_second_chain_names_it_counts_for_both(
    hub: Desk, database: str
) -> None:
    """Both transactions are open at once; were they blind to each other, the second chain would wait for ever."""
    photo = Attachment(digest="ab" * 32, size=5, media_type="image/jpeg", role="photo")
    named = {"digest": photo.digest, "size": 5, "media_type": "", "key": None}
    chain = {"seq": 1, "link": FIRST_MARK, "named": 1, "held": 0}
    with hub.store.writing() as connection:
        upsert(connection, schema.attachment, [{**named, "stored_at": "", "erased_at": "", "erased_why": ""}])
        upsert(connection, schema.chain, [{"device": d, **chain} for d in ("tablet-1", "tablet-2")])
        links = [{"digest": photo.digest, "device": "tablet-1", "entry": "e-1"}]
        upsert(connection, schema.entry_attachment, links)

    def finish() -> None:
        with hub.store.writing() as connection:
            awaited.held_now(connection, [photo.digest], NOW)

    with hub.store.writing() as connection:
        raw = compose(make_unsigned(attachments=(photo,)), "tablet-2", 1, FIRST_LINK)
        assert awaited.name(connection, "tablet-2", [decode(raw, b"", "")]) == (1, 0)
        finishing = begun(database, finish)
    finishing.join()
    with hub.store.reading() as connection:
        held = {row.device: row.held for row in connection.execute(schema.chain.select())}
    assert held == {"tablet-1": 1, "tablet-2": 1}


def test_another_hubs_database_is_not_taken_for_ones_own(hub: Desk, database: str, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="另一个院端"):
        desk.found(tmp_path / "other", make_court(), (make_officer(2),), database=database)
    other = desk.found(tmp_path / "other", make_court(), (make_officer(2),))
    with pytest.raises(BadInput, match="没有本院端的资料"):
        desk.settle(other.folder, database=database)
    assert desk.open_desk(other.folder).officers == (make_officer(2),), "it stays where it was"


@pytest.mark.parametrize(
    "url", ["postgresql://", "mysql://a@b/c", "nonsense", "postgresql://court@127.0.0.1:1/hub"]
)
def test_a_database_that_cannot_be_used_is_refused_and_nothing_is_left_behind(
    url: str, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match="数据库"):
        desk.found(tmp_path / "hub", make_court(), (make_officer(1),), database=url)
    assert desk.found(tmp_path / "hub", make_court(), (make_officer(1),)).officers == (make_officer(1),)


def test_a_successor_that_is_being_entered_while_its_tablet_is_stopped_is_stopped_too(
    hub: Desk, database: str
) -> None:
    """And where the stop comes first, no successor is entered any more."""
    with hub.store.writing() as connection:
        for number, name in enumerate(("tablet-1", "tablet-2"), 1):
            roster.enter_device(connection, made_device(name, number))
    with hub.store.writing() as connection:
        lines.lock(connection, "tablet-1")
        thread = begun(database, lambda: ignored(desk.revoke(hub.folder, "tablet-1", "遗失", now=NOW)))
        row = {"device": "tablet-2", "former": "tablet-1", "after": 0, "at": NOW.isoformat()}
        upsert(connection, schema.successor, [row])
    thread.join()
    assert [d.revoked_at for d in hub.devices] == [NOW, NOW]
    with pytest.raises(NotAllowed, match="停用"), hub.store.writing() as connection:
        lines.lock(connection, "tablet-1")


def ignored(done: object) -> None:
    """What a thread's deed returns is looked up afterwards."""


def made_device(name: str, serial: int) -> roster.Device:
    return roster.Device(
        id=name, officer=OFFICER, public="00" * 32, age_recipient="", serial=serial, enrolled_at=NOW
    )
