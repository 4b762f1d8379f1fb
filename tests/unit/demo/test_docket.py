"""The synthetic docket: what the issue counts, the same every time, and nobody's data."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from services.cases import closing, deadlines, measures
from services.demo import docket as demo
from services.demo.flagship import CLEARING, FLAGSHIP, MORNINGS, PLATE
from services.docket import reading
from services.docket.case import Case, Docket
from services.docket.party import Party
from services.identifiers import (
    case_number,
    credit_code,
    phone,
    plate,
    property_certificate,
    resident_id,
    vin,
)

TODAY = dt.date(2026, 11, 24)
TOWNS = {
    *("天马街道", "紫港街道", "金川街道", "辉埠镇", "芳村镇", "球川镇", "白石镇"),
    *("招贤镇", "青石镇", "何家乡", "同弓乡", "大桥头乡", "新昌乡", "东案乡"),
}
FROM_RECORDS = {"review", "collect", "paper", "promise", "inspection"}  # no docket has them


@pytest.fixture(scope="module")
def docket() -> Docket:
    return demo.build(today=TODAY)


def parties(docket: Docket) -> Iterator[Party]:
    return (p for c in docket.cases for p in c.parties)


def told(docket: Docket, serial: int) -> Case:
    return next(c for c in docket.cases if str(serial) in c.number)


def test_the_same_seed_and_day_give_the_same_docket(docket: Docket) -> None:
    assert reading.encode_docket(demo.build(today=TODAY)) == reading.encode_docket(docket)
    assert reading.encode_docket(demo.build(7, today=TODAY)) != reading.encode_docket(docket)


def test_the_docket_can_be_handed_down_as_a_file(docket: Docket) -> None:
    assert reading.decode_docket(reading.encode_docket(docket)) == docket


def test_it_has_what_the_court_asked_for(docket: Docket) -> None:
    live = [c for c in docket.cases if c.live]
    assert docket.demo
    assert len([c for c in live if c.series is None and not c.moved]) == 180
    (fined,) = [c for c in live if c.moved]
    assert (fined.creditors, fined.applicant, fined.fee) == ((), "移送执行", None)
    series = [c for c in live if c.series]
    assert len(series) == 740 == series[0].series.count  # type: ignore[union-attr]
    assert len({d.id for c in series for d in c.debtors}) == 1
    assert sum(len(c.vehicles) for c in live) == 60
    assert sum(1 for c in live for p in c.properties if p.home and p.home.to_clear) == 25
    assert {p.town for c in live for p in c.places} == TOWNS
    assert {case_number.parse(c.number).type_code for c in live} == {"执", "执恢", "执保"}
    assert {p.kind for p in parties(docket)} == {"person", "unit"}
    assert sum(1 for c in live if c.risks) > 10
    assert sum(1 for c in live if c.past_visits) > 60
    assert any(c.claim_items and c.claim_items[0].rate for c in live)
    assert len(docket.colleagues) >= 4


def test_measures_end_near_and_far_and_one_car_tomorrow(docket: Docket) -> None:
    standing = (h.measure for c in docket.cases for h in measures.in_force(c, ()))
    left = Counter((m.expires_on - TODAY).days for m in standing if m.expires_on)
    assert left[1] == 1
    assert min(left) == 1
    assert sum(n for days, n in left.items() if days <= 90) >= 5
    assert max(left) > 365


def test_a_measure_older_than_its_case_names_the_suits_ruling(docket: Docket) -> None:
    for case in docket.cases:
        for measure in case.measures:
            assert measure.effective_on
            ruling = case_number.parse(measure.ruling)
            assert ruling.year >= 2016
            assert (measure.effective_on < case.filed_on) == (str(ruling.case) != case.number)


def test_every_number_is_right_in_form(docket: Docket) -> None:
    for party in parties(docket):
        check = resident_id.check if party.kind == "person" else credit_code.check
        assert check(party.id_number).ok, party
        assert not check(party.id_number).warnings
        for number in party.phones:
            assert phone.check(number).value == number
    for case in docket.cases:
        assert str(case_number.parse(case.number)) == case.number
        assert case.basis
        assert str(case_number.parse(case.basis.number)) == case.basis.number
        for thing in case.properties:
            if thing.vehicle:
                assert plate.check(thing.vehicle.plate) == plate.check(thing.vehicle.plate.lower())
                assert plate.check(thing.vehicle.plate).value == thing.vehicle.plate
                assert not vin.check(thing.vehicle.vin).warnings
            if thing.home:
                assert not property_certificate.check(thing.home.certificate).warnings


def test_it_is_nobodys_data(docket: Docket) -> None:
    for party in parties(docket):
        assert party.id_number.startswith("330899" if party.kind == "person" else "91330899")
        assert all(number.startswith("1900000") for number in party.phones)
        assert party.kind == "person" or "演示" in party.name
        if party.kind == "person":
            assert resident_id.sex(party.id_number) == party.sex
            assert resident_id.birth_date(party.id_number) == party.born_on
    for case in docket.cases:
        assert case_number.parse(case.number).number >= 900_000
        assert case.basis
        assert case_number.parse(case.basis.number).number >= 900_000
        for car in case.vehicles:
            assert car.vehicle
            assert re.fullmatch(r"浙HYS\d[A-Z]\d|浙HK9\d{4}", car.vehicle.plate)
            assert car.vehicle.vin[9] == "0", "no model year"


def test_nothing_comes_twice(docket: Docket) -> None:
    numbers = [c.number for c in docket.cases]
    assert len(set(numbers)) == len(numbers)
    plates = [v.vehicle.plate for c in docket.cases for v in c.vehicles if v.vehicle]
    assert len(set(plates)) == len(plates)
    people = {(p.id, p.id_number) for p in parties(docket)}
    assert len({number for _, number in people}) == len(people)


def test_the_flagship_is_a_car_whose_sealing_ends_tomorrow(docket: Docket) -> None:
    case = told(docket, FLAGSHIP)
    car = case.vehicles[0]
    assert car.vehicle
    assert (car.vehicle.plate, car.note.count("第 14 位")) == (PLATE, 1)
    sealing = next(m for m in case.measures if m.property_id == car.id)
    assert sealing.expires_on == TODAY + dt.timedelta(days=1)
    assert (sealing.held, sealing.rank) == (False, "首封")
    assert "持械" in case.risks[0].text
    assert "犬" in case.risks[1].text
    assert any(p.role == "other" and "妻" in p.note for p in case.parties)
    assert any(s.title == "执行裁定书" and s.on and s.number.endswith("之一") for s in case.served)


def test_at_one_address_three_mornings_nobody_was_home(docket: Docket) -> None:
    visits = told(docket, MORNINGS).past_visits
    assert [(v.outcome, v.at.hour < 12) for v in visits] == [("无人", True)] * 3
    assert len({v.place for v in visits}) == 1


def test_every_sort_of_deadline_is_somewhere_on_the_docket_and_little_is_overdue(docket: Docket) -> None:
    live = [c for c in docket.cases if c.live]
    found = [d for c in live for d in deadlines.of_case(c, measures.in_force(c, ()), TODAY)]
    assert {d.sort for d in found} == set(deadlines.SORT_TITLES) - FROM_RECORDS
    assert 0 < sum(1 for d in found if d.days_left is not None and d.days_left < 0) < 20
    assert not [d for d in found if d.on is None]


def test_the_home_to_clear_is_to_be_left_in_five_days_and_one_case_lacks_only_consent(docket: Docket) -> None:
    clearing = told(docket, CLEARING)
    dues = deadlines.of_case(clearing, measures.in_force(clearing, ()), TODAY)
    assert [d.days_left for d in dues if d.sort == "leave"] == [5]
    case = told(docket, MORNINGS)
    missing = closing.readiness(case, (), (), TODAY).missing
    assert [c.key for c in missing] == ["three_months", "agreed"]


def test_a_renewal_and_a_preservation_stand_on_the_docket(docket: Docket) -> None:
    held = [h for c in docket.cases for h in measures.in_force(c, ())]
    assert any(h.formers for h in held)
    assert any(h.measure.preserved_in for h in held)
    assert not [h for h in held if measures.troubles(h)]


def test_cars_stand_where_the_ruling_is_not_served_too(docket: Docket) -> None:
    rulings = [s for c in docket.cases if c.vehicles for s in c.served if s.title == "执行裁定书"]
    assert {bool(s.on) for s in rulings} == {True, False}


def test_the_big_docket_has_two_thousand_live_and_twenty_thousand_historic_cases() -> None:
    big = demo.build(today=TODAY, big=True)
    assert Counter(c.live for c in big.cases) == {True: 2_000, False: 20_000}
    assert len({c.number for c in big.cases}) == 22_000
    assert demo.build(today=dt.date(2028, 2, 29)).cases, "a leap day is a day too"
