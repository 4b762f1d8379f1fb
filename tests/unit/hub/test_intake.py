"""收件: what fits is taken once, what does not is refused with its number, and nothing stands in another's way."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from services.clock import ZONE
from services.entries.chain import Stored
from services.entries.entry import FIRST_LINK, Attachment, compose, link
from services.entries.keys import SigningKey
from services.hub import chains, desk, intake, logbook, roster
from services.hub.desk import Desk
from services.hub.intake import Outcome
from services.hub.roster import Device
from tests.factories import make_court, make_officer, make_unsigned

pytestmark = pytest.mark.both_databases
NOW = dt.datetime(2026, 11, 24, 17, 30, tzinfo=ZONE)


@dataclass(slots=True)
class Tablet:
    """A device that signs a chain."""

    id: str
    officer: str
    key: SigningKey = field(default_factory=SigningKey.generate)
    rows: list[Stored] = field(default_factory=list)

    @property
    def device(self) -> Device:
        """As the roster has it."""
        return Device(
            id=self.id, officer=self.officer, public=self.key.public.hex(), age_recipient="age1", serial=1, enrolled_at=NOW
        )  # fmt: skip

    def work(self, count: int = 1, *, attachments: tuple[Attachment, ...] = (), id: str = "") -> list[Stored]:
        """That many entries more; returns them."""
        for n in range(count):
            previous = link(self.rows[-1].raw, self.rows[-1].signature) if self.rows else FIRST_LINK
            unsigned = make_unsigned(attachments=attachments, body={"values": {"note": f"第 {n} 条"}})
            unsigned = replace(unsigned, id=id) if id else unsigned
            raw = compose(unsigned, self.id, len(self.rows) + 1, previous)
            self.rows.append(Stored(self.id, len(self.rows) + 1, raw, self.key.sign(raw), "ed25519"))
        return self.rows[-count:]


@pytest.fixture
def hub(tmp_path: Path, database: str) -> Desk:
    return desk.found(tmp_path / "hub", make_court(), (make_officer(1), make_officer(2)), database=database)


@pytest.fixture
def tablet(hub: Desk) -> Tablet:
    return enter(hub, Tablet("tablet-1", make_officer(1).id))


def enter(hub: Desk, tablet: Tablet) -> Tablet:
    with hub.store.writing() as connection:
        roster.enter_device(connection, tablet.device)
    return tablet


def take(hub: Desk, carrier: Tablet, rows: Sequence[Stored]) -> Outcome:
    (outcome,) = intake.take_in(hub.store, hub.court.id, carrier.device, rows, now=NOW, road="test")
    return outcome


def kept(hub: Desk, tablet: Tablet) -> int:
    """How many rows the hub has; each must be what the tablet has."""
    rows = chains.chain_rows(hub.store, tablet.id)
    assert rows == [(r.seq, r.raw, r.signature) for r in tablet.rows[: len(rows)]]
    return len(rows)


def test_rows_are_taken_once_however_often_and_in_whatever_pieces_they_come(
    hub: Desk, tablet: Tablet
) -> None:
    tablet.work(10)
    first = take(hub, tablet, tablet.rows[:6])
    again = take(hub, tablet, tablet.rows[:6])
    rest = take(hub, tablet, tablet.rows[3:])
    assert (first.taken, first.known) == (6, 0)
    assert (again.taken, again.known) == (0, 6)
    assert (rest.taken, rest.known, rest.refused) == (4, 3, "")
    assert kept(hub, tablet) == 10


def test_other_bytes_in_a_known_place_are_refused_loudly_and_nothing_changes(
    hub: Desk, tablet: Tablet
) -> None:
    tablet.work(5)
    take(hub, tablet, tablet.rows)
    forked = Tablet(tablet.id, tablet.officer, tablet.key, tablet.rows[:3])
    forked.work(3)
    refused = take(hub, tablet, forked.rows)
    assert (refused.taken, refused.known, refused.refused_at) == (0, 3, 4)
    assert "不同" in refused.refused
    assert kept(hub, tablet) == 5
    with hub.store.reading() as connection:
        (written,) = logbook.refusals(connection)
    assert written.device == tablet.id
    assert "不同" in written.why


def test_a_gap_is_named_and_filled_later(hub: Desk, tablet: Tablet) -> None:
    tablet.work(9)
    take(hub, tablet, tablet.rows[:3])
    early = take(hub, tablet, tablet.rows[5:])
    assert (early.taken, early.refused_at) == (0, 6)
    assert "缺第 4 行" in early.refused
    assert take(hub, tablet, tablet.rows[3:]).taken == 6
    assert kept(hub, tablet) == 9


def test_good_rows_before_a_bad_one_are_kept_and_the_bad_one_is_named(hub: Desk, tablet: Tablet) -> None:
    tablet.work(8)
    rows = list(tablet.rows)
    rows[5] = replace(rows[5], signature=bytes(64))
    outcome = take(hub, tablet, rows)
    assert (outcome.taken, outcome.refused_at) == (5, 6)
    assert "签名不符" in outcome.refused
    assert kept(hub, tablet) == 5
    assert take(hub, tablet, tablet.rows).taken == 3


def test_one_chain_that_is_refused_does_not_stand_in_the_way_of_another(hub: Desk, tablet: Tablet) -> None:
    second = enter(hub, Tablet("tablet-2", tablet.officer))
    tablet.work(3)
    second.work(4)
    bad = [replace(tablet.rows[0], raw=b"{}"), *tablet.rows[1:]]
    outcomes = intake.take_in(
        hub.store, hub.court.id, second.device, [*bad, *second.rows], now=NOW, road="test"
    )
    assert [(o.device, o.taken, o.refused_at) for o in outcomes] == [("tablet-1", 0, 1), ("tablet-2", 4, 0)]


def test_a_tablet_carries_its_officers_other_chains_and_nobody_elses(hub: Desk, tablet: Tablet) -> None:
    replaced = enter(hub, Tablet("tablet-0", tablet.officer))
    stranger = enter(hub, Tablet("tablet-9", make_officer(2).id))
    assert take(hub, tablet, replaced.work(3)).taken == 3
    refused = take(hub, tablet, stranger.work(3))
    assert (refused.taken, refused.refused_at) == (0, 1)
    assert kept(hub, stranger) == 0


def test_an_id_stands_in_one_place_for_ever(hub: Desk, tablet: Tablet) -> None:
    second = enter(hub, Tablet("tablet-2", tablet.officer))
    same = "0199b0b0-0000-7000-8000-000000000001"
    take(hub, tablet, tablet.work(1, id=same))
    second.work(1)
    second.work(1, id=same)
    outcome = take(hub, second, second.rows)
    assert (outcome.taken, outcome.refused_at) == (1, 2)
    assert "编号" in outcome.refused


def test_the_entries_of_a_kind_that_the_hub_does_not_know_are_kept(hub: Desk, tablet: Tablet) -> None:
    previous = FIRST_LINK
    raw = compose(replace(make_unsigned(), kind="newer_kind", version=7), tablet.id, 1, previous)
    tablet.rows.append(Stored(tablet.id, 1, raw, tablet.key.sign(raw), "ed25519"))
    assert take(hub, tablet, tablet.rows).taken == 1


@pytest.mark.parametrize("part", ["kind", "id", "cases"])
@pytest.mark.parametrize("odd", [5, "a\0b"])
def test_what_no_table_can_hold_is_refused_by_its_number_and_stops_only_its_chain(
    hub: Desk, tablet: Tablet, part: str, odd: object
) -> None:
    tablet.work(2)
    content = json.loads(
        compose(make_unsigned(), tablet.id, 3, link(tablet.rows[1].raw, tablet.rows[1].signature))
    )
    content[part] = [odd] if part == "cases" else odd
    raw = json.dumps(content).encode()
    bad = Stored(tablet.id, 3, raw, tablet.key.sign(raw), "ed25519")
    outcome = take(hub, tablet, [*tablet.rows, bad])
    assert (outcome.taken, outcome.refused_at) == (2, 3)
    assert kept(hub, tablet) == 2
