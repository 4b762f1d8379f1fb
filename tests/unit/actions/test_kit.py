"""What to take along: papers not yet served, papers that still need a seal, strips, keys, and what only a tick can say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from services.actions import case_papers, issuing, kit, materials, unlocking
from services.actions.kit import GROUPS, Item
from services.cases.plan import Plan, PlanStop
from services.docket.case import Basis, Case, Risk, Served
from services.docket.party import Place
from services.docket.property import Home, Measure, Property, Vehicle
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_handover import EvictionHandover
from services.records.kinds.eviction_plan import EvictionPlan
from services.records.record import Record
from services.session import Session
from services.store import journal, registry
from tests.factories import NOW, SECRET, make_case, make_docket, make_unsigned
from tests.fixtures_window import Tablet
from tests.unit.records import cleared

RULING = Served(title="执行裁定书", number="（2026）浙0822执900021号之一", to="何某")


def full_case() -> Case:
    """A case with everything a bag may need."""
    car = Property(id="p1", kind="车辆", name="小轿车", vehicle=Vehicle(plate="浙H12345"))
    held = Property(id="p2", kind="车辆", name="货车", vehicle=Vehicle(plate="浙H54321"))
    home = Property(
        id="p3", kind="房屋", name="文峰小区2幢401室", home=Home(place=Place(text="文峰小区"), to_clear=True)
    )
    seized = Measure(id="m1", kind="seizure", property_id="p2", held=True, expires_on=NOW.date())
    served = (RULING, Served(title="执行通知书", number="通1", to="何某", on=dt.date(2026, 10, 1)))
    risk = Risk(text="家有大型犬", advice="带防护手套")
    return make_case(
        serial=900021, properties=(car, held, home), measures=(seized,), served=served, risks=(risk,), past_visits=(),
        basis=Basis(kind="民事判决书", number="（2025）浙0822民初900021号", made_by="常山县人民法院", text="偿还借款"),
    )  # fmt: skip


@pytest.fixture
def session(tablet: Tablet) -> Iterator[Session]:
    opened = unlocking.unlock(tablet.folder, SECRET, NOW)
    registry.load_docket(opened.vault, make_docket([full_case(), make_case(serial=900022)], serial=2))
    yield opened
    opened.vault.close()


def plan_of(*cases: Case) -> Plan:
    return Plan(day=NOW.date(), stops=tuple(PlanStop(case=c.number, place=c.places[0].text) for c in cases))


def titles(found: tuple[Item, ...], group: str) -> list[str]:
    return [item.title for item in found if item.group == group]


def test_a_paper_that_was_issued_and_not_served_has_to_come_along_and_a_served_one_not(
    session: Session,
) -> None:
    found = kit.items(session, plan_of(full_case()))
    assert titles(found, "文书") == ["执行裁定书"]
    (paper,) = (i for i in found if i.group == "文书")
    assert paper.detail == f"{RULING.number} 送达何某"


def test_strips_and_keys_are_for_homes_to_clear_and_cars_not_held_yet(session: Session) -> None:
    found = titles(kit.items(session, plan_of(full_case())), "封条与钥匙")
    assert found == ["封条、钥匙袋：浙H12345", "封条、新锁、锁匠：文峰小区2幢401室"]


def test_a_safety_note_comes_with_its_advice(session: Session) -> None:
    (risk,) = (i for i in kit.items(session, plan_of(full_case())) if i.title == "家有大型犬")
    assert (risk.group, risk.ready) == ("人员与安全", None)
    assert risk.detail.startswith("带防护手套")


def test_a_draft_for_the_seal_is_named_until_it_is_void(session: Session) -> None:
    offer = next(o for o in case_papers.offers(session, full_case().number, NOW) if o.authority)
    made = case_papers.of_case(session, offer.document, full_case().number, offer.targets[0].id, NOW)
    issued = issuing.keep(session, made, materials.build(made)).entry
    found = kit.items(session, plan_of(full_case()))
    assert titles(found, "盖章签发") == [offer.name]
    issuing.step(session, issued.id, "printed", NOW, copies=1)
    assert titles(kit.items(session, plan_of(full_case())), "盖章签发") == [offer.name]
    issuing.step(session, issued.id, "voided", NOW, note="当事人已履行")
    assert titles(kit.items(session, plan_of(full_case())), "盖章签发") == []


def test_a_plan_without_open_stops_needs_nothing(session: Session) -> None:
    plan = plan_of(full_case())
    assert kit.items(session, plan.called(plan.stops[0].id, done="见到本人")) == ()


def test_things_stand_in_the_order_of_their_groups_and_none_twice(session: Session) -> None:
    case = full_case()
    plan = plan_of(case, make_case(serial=900022))
    again = replace(case, number=case.number)
    found = kit.items(session, plan.with_stop(PlanStop(case=again.number, place="别处")))
    assert [GROUPS.index(i.group) for i in found] == sorted(GROUPS.index(i.group) for i in found)
    assert len({i.id for i in found}) == len(found)


def test_only_a_tick_or_a_proof_takes_a_thing_off_what_is_missing(session: Session) -> None:
    plan = plan_of(full_case())
    found = (*kit.items(session, plan), Item(id="printer", group="设备", title="打印机", ready=True))
    short = kit.missing(found, plan)
    assert short == len(found) - 1
    assert kit.missing(found, plan.ticked(found[0].id)) == short - 1


def test_a_machine_without_a_printer_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    item = kit.printer("")
    assert item.ready is False
    assert "没有接上打印机" in item.detail


def recorded(session: Session, record: Record) -> None:
    """The record as it stands in the journal."""
    body = {"values": record.encode()}
    unsigned = make_unsigned(kind=record.code, cases=(full_case().number,), version=record.version, body=body)
    journal.append(session.vault, unsigned)


def test_what_a_plan_of_an_eviction_lists_comes_along(session: Session) -> None:
    recorded(session, EvictionPlan(**cleared.plan(kit=("急救包", "灭火器"), boxes_ready=30)))
    found = titles(kit.items(session, plan_of(full_case())), "设备")
    assert found[:3] == ["急救包", "灭火器", "纸箱 30 只"]


def test_keys_that_the_office_holds_come_along_until_they_were_handed_on(session: Session) -> None:
    recorded(session, EvictionClose(**cleared.close(keys=3)))
    assert "房屋钥匙 3 把" in titles(kit.items(session, plan_of(full_case())), "封条与钥匙")
    recorded(session, EvictionHandover(**cleared.handover(keys=3)))
    assert not any("钥匙 3 把" in t for t in titles(kit.items(session, plan_of(full_case())), "封条与钥匙"))
