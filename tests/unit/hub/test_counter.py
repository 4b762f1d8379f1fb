"""变更游标: terminals see every change, in the order of commits, and notice a hub that has another past."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest

from services.clock import ZONE
from services.hub import answering, assignment, counter, desk, feed, roster
from services.hub.counter import FIRST_MARK, News, Position
from services.hub.desk import Desk
from services.hub.roster import Device
from services.sync.messages import Answer, Ask, Feed, Step
from tests.factories import make_cases, make_court, make_officer

pytestmark = pytest.mark.both_databases
NOW = dt.datetime(2026, 11, 24, 17, 30, tzinfo=ZONE)
CASES = make_cases(30)
START = Position(0, FIRST_MARK)


@pytest.fixture
def hub(tmp_path: Path, database: str) -> Desk:
    opened = desk.found(tmp_path / "hub", make_court(), (make_officer(1), make_officer(2)), database=database)
    desk.keep(opened, make_officer(1), CASES, now=NOW)
    return opened


DEVICE = Device(
    id="tablet-1", officer=make_officer(1).id, public="00", age_recipient="age1", serial=1, enrolled_at=NOW
)


def pull(hub: Desk, seen: Position, after: Step | None = None, most: int = 1_000) -> Feed | None:
    with hub.store.writing() as connection:
        pulled = feed.pull(connection, hub.court, hub.policy, DEVICE, seen, after=after, most=most)
        return pulled.page if pulled else None


def here(hub: Desk) -> Position:
    with hub.store.reading() as connection:
        return counter.position(connection, hub.court.id)


def test_many_writers_at_once_leave_no_gap_and_no_cursor_twice(hub: Desk) -> None:
    before = here(hub).cursor

    def announce(officer: str) -> None:
        for n in range(20):
            with hub.store.writing() as connection:
                counter.announce(connection, hub.court.id, [News(officer, counter.CASE, f"{officer}-{n}")])

    writers = [threading.Thread(target=announce, args=(f"o-{n}",)) for n in range(5)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert here(hub).cursor == before + 100


def test_pages_together_are_the_whole_and_each_case_comes_once(hub: Desk) -> None:
    seen: list[bytes] = []
    page = pull(hub, START, most=7)
    pages = 0
    while page is not None:
        assert page.whole
        assert len(page.cases) <= 7
        seen += page.cases
        pages += 1
        page = pull(hub, START, page.following, most=7) if page.following else None
    assert pages == 5
    assert len(seen) == len(set(seen)) == len(CASES)


def test_nothing_new_is_none_and_a_change_is_only_the_change(hub: Desk) -> None:
    stands = here(hub)
    assert pull(hub, stands) is None
    with hub.store.writing() as connection:
        assignment.assign(connection, hub.court.id, make_officer(2).id, [CASES[0].number], NOW, alone=True)
    changed = pull(hub, stands)
    assert changed is not None
    assert (changed.whole, changed.cases, changed.gone) == (False, (), (CASES[0].number,))


def test_a_terminal_that_knows_another_past_gets_everything_anew(hub: Desk) -> None:
    stands = here(hub)
    for strange in (Position(stands.cursor, "f" * 64), Position(stands.cursor + 5, stands.mark)):
        anew = pull(hub, strange)
        assert anew is not None
        assert anew.whole
        assert len(anew.cases) == len(CASES)


def test_a_colleague_joining_is_told_to_everybody(hub: Desk) -> None:
    stands = here(hub)
    with hub.store.writing() as connection:
        roster.put_officers(connection, hub.court.id, [make_officer(3)])
    changed = pull(hub, stands)
    assert changed is not None
    assert [o.id for o in changed.head.colleagues] == [make_officer(2).id, make_officer(3).id]


def test_colleagues_entries_are_handed_down_while_somebody_else_writes(hub: Desk) -> None:
    """Fifty terminals that share a case fetch its entries at once; none waits for the one writer."""
    stands = here(hub)
    with hub.store.writing() as connection:
        counter.announce(connection, hub.court.id, [News(DEVICE.officer, counter.ENTRY, "entry-1")])
    ask = Ask(
        hub=hub.policy.hub_id, epoch="", chains=(), rows=(), cursor=stands.cursor, mark=stands.mark, feed=True
    )
    told: list[Answer] = []
    asking = threading.Thread(
        target=lambda: told.append(answering.answer(hub, DEVICE, ask, NOW)), daemon=True
    )
    with hub.store.writing():
        asking.start()
        asking.join(20)
        assert [answer.feed is not None for answer in told] == [True]
