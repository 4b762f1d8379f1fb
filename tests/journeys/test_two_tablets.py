"""Two tablets at one eviction: each counts its rooms; once the court has both, either shows and prints the whole."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from services import clock
from services.actions import copying, finding, issuing, preferences, replying, showing
from services.cases.evictions import Eviction
from services.entries.entry import Entry
from services.hub import desk
from services.hub import replying as hub_replying
from services.records import belongings_duties as belongings
from services.records import catalogue
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_handover import EvictionHandover
from services.records.kinds.eviction_room import EvictionRoom
from services.records.kinds.eviction_storage import EvictionStorage
from services.settings import SECOND_COPY
from tests.fixtures_clearing import Clearing
from tests.fixtures_hub import OFFICERS, Rover, Served
from tests.journeys import commands
from tests.unit.documents.sheets import pages
from tests.unit.records import cleared
from tests.unit.records.cleared import AT, CASE

Rove = Callable[[int], Rover]
NEXT, LATER = AT + dt.timedelta(minutes=80), AT + dt.timedelta(hours=4)
FILLED = ("mark", "place", "located", "officers")


@pytest.fixture
def two(hub: Served, rove: Rove) -> tuple[Rover, Rover]:
    """The tablets of officers 1 and 2, both with the case whose home is cleared today."""
    for officer in OFFICERS[:2]:
        hub.keep(officer, (CASE,))
    return rove(1), rove(2)


def room(tablet: Clearing, at: dt.datetime, **answers: object) -> Entry:
    """A room counted on this tablet; its mark is the one that the form proposes."""
    given = {n: v for n, v in cleared.room(**answers).items() if n not in FILLED}
    return tablet.commit(EvictionRoom, at, **given)


def whole(rover: Rover) -> Eviction:
    """The eviction as this tablet shows it."""
    (found,) = finding.case_file(rover.session, CASE.number, AT.date()).evictions
    return found


def read(rover: Rover, document: str, entry: Entry) -> str:
    """The words of a paper issued on this tablet."""
    return re.sub(r"\s", "", "".join(pages(issuing.issue(rover.session, document, entry.id, LATER).pdf)))


def by_stick(rover: Rover, hub: Served, stick: Path) -> None:
    """The tablet's second copy is carried to the court and taken in there."""
    stick.mkdir()
    preferences.put(rover.session, SECOND_COPY, str(stick))
    copying.copy(rover.session, clock.now())
    (bundle,) = stick.iterdir()
    done = commands.run("hub", "bundle", "import", bundle, "--desk", hub.folder, "--json")
    assert done.returncode == 0, done.stderr


def test_two_tablets_count_side_by_side_and_by_the_line_both_show_and_print_everything(
    hub: Served, two: tuple[Rover, Rover]
) -> None:
    own, other = two
    mine, theirs = Clearing(own.session), Clearing(other.session)
    mine.commit(EvictionDay, AT, **{n: v for n, v in cleared.day().items() if n not in FILLED})
    bedroom = room(mine, AT)
    kitchen = room(theirs, NEXT, room="厨房", began_at=NEXT, ended_at=NEXT, bags="F900202")
    for rover in (own, other, own):
        rover.exchange()
    found = whole(own)
    assert [r.entry for r in found.rooms] == [bedroom.id, kitchen.id] == [r.entry for r in whole(other).rooms]
    assert len(set(found.boxes)) == len(found.boxes) == 6, "no number on two boxes"
    assert found.troubles == ()
    assert found.stages[2].fact == "2 间 · 6 箱 · 2 台终端"
    assert [r.officers for r in found.rooms] == [bedroom.officers, kitchen.officers]

    close = mine.commit(EvictionClose, LATER, **_closing())
    listed = read(own, "eviction_inventory", close)
    numbers = [n for r in found.rooms for n in r.record.photo_numbers().values()]
    assert len(set(numbers)) == len(numbers), "a photo number stands for one photo"
    lines = [row for r in found.rooms for row in (*r.record.goods, *r.record.valuables, *r.record.cash)]
    assert len(lines) == 12
    for r in found.rooms:
        assert f"编号{r.mark}，清点人：{'、'.join(r.officers)}" in listed
        assert all(f"{r.record.photo_numbers()[row.photo]}" in listed for row in r.record.goods if row.photo)
    assert all(bag in listed for bag in ("F900101", "F900202"))
    stored = mine.commit(EvictionStorage, LATER, step="入库", custodian="郑保管")
    receipt = read(own, "storage_receipt", stored)
    assert all(box in receipt for box in found.boxes)
    assert "F900101、F900202" in receipt

    own.exchange()
    other.exchange()
    assert whole(other).stages[2].fact.endswith("已全部腾空"), "the other tablet knows that the day is over"
    given = theirs.begin(EvictionHandover, LATER).values
    assert (given["keys"], given["water"]) == (3, "317")
    shown = showing.record(own.session, kitchen.id, LATER)
    assert (shown.by_another, shown.standing.words) == (True, showing.OTHERS)
    assert shown.aftermath.leave == ()


def test_without_a_line_the_sticks_join_the_lists_at_the_court(
    hub: Served, two: tuple[Rover, Rover], tmp_path: Path
) -> None:
    hub.end()  # the street has no line, and this court has none either
    own, other = two
    bedroom = room(Clearing(own.session), AT)
    kitchen = room(Clearing(other.session), NEXT, room="厨房", began_at=NEXT, ended_at=NEXT, bags="F900202")
    by_stick(own, hub, tmp_path / "one")
    by_stick(other, hub, tmp_path / "two")
    for rover in two:
        reply = hub_replying.write(
            desk.open_desk(hub.folder), rover.session.device, tmp_path / "back", now=clock.now()
        )
        replying.take(rover.session, replying.read(replying.key(rover.session), reply), clock.now())
    for rover in two:
        found = whole(rover)
        assert [r.entry for r in found.rooms] == [bedroom.id, kitchen.id]
        assert len(set(found.boxes)) == 6
        assert found.troubles == ()
    listing = Clearing(other.session).begin(EvictionClose, LATER).values["rooms"]
    assert listing == tuple(
        belongings.room_label(catalogue.read(e).said, e.digest) for e in (bedroom, kitchen)
    )


def _closing() -> dict[str, object]:
    """The end of the day; arrival and rooms are as the form brings them."""
    return {n: v for n, v in cleared.close().items() if n not in (*FILLED, "arrival")}
