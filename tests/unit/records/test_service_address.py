"""What a party confirmed in a talk is carried: shown with him, offered where papers are served, asked before a notice."""

from __future__ import annotations

import dataclasses
from typing import Any

from services.docket.case import Case
from services.docket.party import Party, Place
from services.records import service_address
from services.records.declared import Happening
from services.records.kinds.delivery import Delivery
from services.records.kinds.interview import Interview
from services.records.kinds.posting import Posting
from services.records.record import Record, Start
from services.records.service_address import Confirmed
from services.records.values import Person
from tests.factories import make_officer
from tests.unit.cases.happened import chain
from tests.unit.records.answers import FIX
from tests.unit.records.cleared import CASE, CREDITOR, DEBTOR
from tests.unit.records.judging import AT
from tests.unit.records.of_kinds import interview
from ui.forms.knowledge import hints_of

OFFICE = Place(text="定阳北路900号二楼")


def talk(**changes: Any) -> Interview:
    given: dict[str, Any] = {
        "person": (Person(name=DEBTOR.name, role="被执行人"),), "service_to": DEBTOR.name, "service_place": OFFICE,
    }  # fmt: skip
    return Interview(**interview.answers(**{**given, **changes}))


def happened(*said: Interview, case: Case = CASE) -> tuple[Happening, ...]:
    return chain([(one, "", "") for one in said], case.number)


def told(*said: Interview, case: Case = CASE) -> dict[str, Confirmed]:
    return dict(service_address.confirmed((case,), happened(*said)))


def begun(kind: type[Record], *said: Interview) -> dict[str, Any]:
    start = Start(cases=(CASE,), officers=(make_officer(),), now=AT, position=FIX, related=happened(*said))
    return dict(kind.prefilled(start))


def test_the_address_and_the_account_stand_with_the_party_and_the_day_of_the_talk() -> None:
    (one,) = told(talk()).values()
    assert (one.place, one.electronic_to, one.on) == (OFFICE, "19000000003", AT.date())
    assert one.words.endswith(f"{OFFICE.text}（{AT.year}年{AT.month}月{AT.day}日约谈确认）")


def test_who_did_not_agree_has_no_account_and_who_takes_it_back_has_no_address() -> None:
    (one,) = told(talk(electronic=False, electronic_to=None)).values()
    assert one.electronic_to == ""
    assert told(talk(), talk(service="不愿确认")) == {}
    assert told(talk(), talk(service="以前确认过，没有变化"))[DEBTOR.name].place == OFFICE


def test_a_units_head_confirms_for_the_unit() -> None:
    unit = Party(id="d9", role="debtor", kind="unit", name="演示公司", legal_representative="季某")
    other = Party(id="d8", role="debtor", kind="person", name="另一人")
    case = dataclasses.replace(CASE, parties=(CREDITOR, unit, other))
    head = talk(person=(Person(name="季某", role="法定代表人"),))
    assert list(told(head, case=case)) == ["演示公司"]


def test_a_delivery_begins_with_the_confirmed_address_and_account() -> None:
    given = begun(Delivery, talk())
    assert (given["place"], given["electronic_to"], given["consent"]) == (
        OFFICE,
        "19000000003",
        "约谈笔录中确认",
    )
    assert begun(Delivery)["place"] == DEBTOR.places[0]


def test_a_posting_begins_at_the_confirmed_address() -> None:
    assert begun(Posting, talk())["place"] == OFFICE
    assert "place" not in begun(Posting)


def test_the_form_offers_the_account_and_the_address_first() -> None:
    hints = hints_of((CASE,), happened(talk()), ("方立",), "", {}, lambda: AT)
    assert hints.options["electronic_to"] == ("19000000003",)
    assert hints.places[0] == OFFICE
