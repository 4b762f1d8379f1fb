"""承办案件册: loaded whole or not at all, replaced only by a newer one of the same officer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from services.docket import reading
from services.docket.property import Measure, Property, Vehicle
from services.errors import BadInput, NotAllowed
from services.store import journal, registry, vehicles
from services.store.registry import Loaded
from services.store.vault import Vault
from tests.factories import (
    NOW,
    make_case,
    make_cases,
    make_court,
    make_docket,
    make_home,
    make_officer,
    make_past_visit,
    make_risk,
    make_series,
    make_unsigned,
    number_of,
)

TODAY = NOW.date()


def test_before_the_first_docket_there_is_none(vault: Vault) -> None:
    assert registry.docket_facts(vault) is None
    assert registry.summaries(vault, today=TODAY).total == 0
    assert registry.counts(vault, TODAY).all == 0
    with pytest.raises(BadInput, match="没有"):
        registry.case(vault, number_of(1))


def test_every_case_comes_back_as_it_was_handed_down(vault: Vault) -> None:
    cases = make_cases(1203)
    docket = make_docket(cases)
    told: list[tuple[int, int]] = []
    loaded = registry.load_docket(vault, docket, each=lambda done, total: told.append((done, total)))
    assert loaded == Loaded(added=1203, changed=0, removed=0, total=1203)
    assert told[-1] == (1203, 1203)
    assert registry.cases(vault, [c.number for c in cases]) == cases
    facts = registry.docket_facts(vault)
    assert facts is not None
    assert (facts.court, facts.officer, facts.colleagues) == (docket.court, docket.officer, docket.colleagues)
    assert (facts.serial, facts.made_at, facts.lease_days) == (1, docket.made_at, 14)


def test_a_newer_docket_adds_changes_and_removes(vault: Vault) -> None:
    first = make_cases(5)
    registry.load_docket(vault, make_docket(first))
    changed = replace(first[1], claim=Decimal("1.00"), note="更正")
    added = make_case(serial=900777)
    loaded = registry.load_docket(vault, make_docket([first[0], changed, first[2], added], serial=2))
    assert loaded == Loaded(added=1, changed=1, removed=2, total=4)
    assert registry.case(vault, changed.number) == changed
    assert registry.cases(vault, [first[3].number, added.number]) == (added,)
    for gone in first[3:]:
        assert registry.summaries(vault, text=gone.number, today=TODAY).total == 0
    assert registry.summaries(vault, text=added.debtors[0].name, today=TODAY).total >= 1


def test_the_identical_docket_is_accepted_and_changes_nothing(vault: Vault) -> None:
    docket = make_docket(make_cases(3))
    registry.load_docket(vault, docket)
    assert registry.load_docket(vault, docket) == Loaded(added=0, changed=0, removed=0, total=3)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"serial": 1}, "不比已载入的"),
        ({"serial": 2}, "不比已载入的"),
        ({"serial": 4, "officer": make_officer(2)}, "毛一帆"),
        ({"serial": 4, "court": replace(make_court(), id="330800", name="衢州市中级人民法院")}, "衢州市"),
    ],
)
def test_an_older_or_strange_docket_is_refused_and_the_old_one_stays(
    vault: Vault, changes: dict[str, object], words: str
) -> None:
    kept = make_cases(3)
    registry.load_docket(vault, make_docket(kept, serial=2))
    with pytest.raises(NotAllowed, match=words):
        registry.load_docket(vault, replace(make_docket(make_cases(2)), **changes))  # type: ignore[arg-type]
    assert registry.cases(vault, [c.number for c in kept]) == kept


def test_a_docket_cancelled_in_the_middle_leaves_the_old_one(vault: Vault) -> None:
    kept = make_cases(2)
    registry.load_docket(vault, make_docket(kept))

    def cancel(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        registry.load_docket(vault, make_docket(make_cases(700), serial=2), each=cancel)
    facts = registry.docket_facts(vault)
    assert facts is not None
    assert facts.serial == 1
    assert registry.summaries(vault, today=TODAY).total == 2


def test_a_docket_with_one_number_twice_is_refused(vault: Vault) -> None:
    with pytest.raises(BadInput, match="重复"):
        registry.load_docket(vault, make_docket([make_case(), make_case()]))


def test_loading_a_docket_leaves_the_journal_alone(vault: Vault) -> None:
    made = journal.append(vault, make_unsigned())
    registry.load_docket(vault, make_docket(make_cases(3)))
    assert journal.entries(vault) == [made]
    assert journal.verify(vault) == []


def expiring(serial: int, days: int) -> object:
    measure = Measure(id="m", kind="sealing", property_id="p", expires_on=TODAY + dt.timedelta(days=days))
    return make_case(serial=serial, measures=(measure,), properties=(), due_on=None)


def test_chips_hold_what_they_say_and_their_counts_agree(vault: Vault) -> None:
    plain = {"properties": (), "measures": ()}
    cases = [
        expiring(900001, 7),
        expiring(900002, 8),
        expiring(900003, -1),
        make_case(serial=900004, properties=(make_home(),), measures=()),
        make_case(serial=900005, risks=(make_risk(),), **plain),
        make_case(serial=900006, series=make_series(), **plain),
        make_case(serial=900007, past_visits=(make_past_visit(),), **plain),
        make_case(serial=900008, live=False, **plain),
        make_case(serial=900009),
    ]
    registry.load_docket(vault, make_docket(cases))  # type: ignore[arg-type]
    journal.append(vault, make_unsigned(number_of(900006)))
    held = {
        chip: {n[-2:-1] for n in registry.numbers(vault, chip=chip, today=TODAY)}
        for chip in ("all", "expiring", "vehicles", "homes", "unvisited", "risk", "series")
    }
    assert held["all"] == set("123456789")
    assert held["expiring"] == set("13")
    assert held["vehicles"] == set("9")
    assert held["homes"] == set("4")
    assert held["unvisited"] == set("123459")
    assert held["risk"] == set("5")
    assert held["series"] == set("6")
    counts = registry.counts(vault, TODAY)
    assert {chip: getattr(counts, chip) for chip in held} == {
        chip: len(found) for chip, found in held.items()
    }
    assert counts.live == 8


def test_the_most_urgent_case_stands_first_and_closed_ones_last(vault: Vault) -> None:
    cases = [
        expiring(900001, 30),
        expiring(900002, 2),
        make_case(serial=900003, live=False),
        expiring(900004, -3),
    ]
    registry.load_docket(vault, make_docket(cases))  # type: ignore[arg-type]
    page = registry.summaries(vault, today=TODAY)
    assert [row.number[-2:-1] for row in page.rows] == list("4213")
    assert [row.number[-2:-1] for row in registry.summaries(vault, order="number", today=TODAY).rows] == list(
        "4321"
    )


def test_a_list_is_read_window_by_window(vault: Vault) -> None:
    registry.load_docket(vault, make_docket(make_cases(50)))
    windows = [registry.summaries(vault, today=TODAY, offset=n, limit=20) for n in (0, 20, 40)]
    assert [w.total for w in windows] == [50, 50, 50]
    assert [len(w.rows) for w in windows] == [20, 20, 10]
    assert len({row.number for w in windows for row in w.rows}) == 50


def test_a_row_shows_unknown_as_unknown(vault: Vault) -> None:
    case = make_case(serial=900002, claim=None, parties=(), properties=(), measures=())
    registry.load_docket(vault, make_docket([case]))
    [row] = registry.summaries(vault, today=TODAY).rows
    assert (row.claim, row.latitude, row.next_expiry, row.visited_on) == (None, None, None, None)
    assert (row.debtors, row.place) == ("", "")


def test_a_row_says_what_the_case_says(vault: Vault) -> None:
    case = make_case(serial=900009)
    registry.load_docket(vault, make_docket([case]))
    [row] = registry.summaries(vault, today=TODAY).rows
    assert (row.number, row.claim, row.filed_on) == (case.number, case.claim, case.filed_on)
    assert (row.creditors, row.debtors) == (case.creditors[0].name, case.debtors[0].name)
    assert (row.place, row.latitude) == (case.places[0].text, case.places[0].latitude)
    assert row.vehicles == 1


def test_a_plate_leads_to_all_its_cases_live_ones_first(vault: Vault) -> None:
    car = Property(
        id="p9", kind="vehicle", name="车", owner="甲", vehicle=Vehicle(plate="浙H9K001", brand="吉利")
    )
    closed = make_case(serial=900001, live=False, properties=(car,))
    live = make_case(serial=900002, properties=(car,))
    registry.load_docket(vault, make_docket([closed, live]))
    found = vehicles.plates(vault)["浙H9K001"]
    assert [v.number for v in found] == [live.number, closed.number]
    assert (found[0].brand, found[0].owner, found[0].property_id) == ("吉利", "甲", "p9")


def test_a_newer_docket_looks_only_into_the_cases_that_changed(vault: Vault) -> None:
    first = make_cases(4)
    registry.load_docket(vault, make_docket(first))
    unread = [replace(row, body=b"not looked into") for row in reading.written(first[:3]).rows]
    changed = reading.written([replace(first[3], note="更正")])
    newer = replace(make_docket(serial=2), cases=reading.Written([*unread, *changed.rows]))
    assert registry.load_docket(vault, newer) == Loaded(added=0, changed=1, removed=0, total=4)
    assert registry.cases(vault, [c.number for c in first]) == (*first[:3], changed[0])


def test_a_changed_case_is_found_by_its_new_words_and_no_longer_by_the_old(vault: Vault) -> None:
    first = make_cases(3)
    registry.load_docket(vault, make_docket(first))
    [debtor] = [p for p in first[1].parties if p.id == first[1].debtors[0].id]
    renamed = tuple(replace(p, name="欧阳新名") if p is debtor else p for p in first[1].parties)
    told: list[str] = []
    vault.db.conn.set_trace_callback(told.append)
    newer = (replace(first[0], note="更正"), replace(first[1], parties=renamed), first[2])
    registry.load_docket(vault, make_docket(newer, serial=2))
    vault.db.conn.set_trace_callback(None)
    assert registry.numbers(vault, "欧阳新名", today=TODAY) == (first[1].number,)
    assert first[1].number not in registry.numbers(vault, debtor.name, today=TODAY)
    assert first[0].number in registry.numbers(vault, first[0].debtors[0].name, today=TODAY)
    assert len({sql for sql in told if sql.startswith("INSERT INTO case_search ")}) == 1
