"""A delivery offers what still waits to be served: the docket's open papers and own ones that reached nobody yet."""

from __future__ import annotations

from services.records.kinds.delivery import Delivery
from services.records.values import Handed
from tests.factories import make_case
from tests.unit.cases.happened import chain
from tests.unit.records.judging import AT, issued
from tests.unit.records.of_kinds import delivery
from ui.forms.knowledge import hints_of

CASE = make_case(serial=900003, served=())
NOTICE = issued("notice", "01935a00-0000-7000-8000-000000000009")[1]
OWN = Handed(title="文书", number="D-1")


def offered(*said: object) -> tuple[Handed, ...]:
    told = chain([(one, "", "") for one in said], CASE.number)  # type: ignore[misc]
    return hints_of((CASE,), told, ("方立",), "", {}, lambda: AT).papers


def test_an_own_paper_is_offered_until_a_delivery_has_served_it() -> None:
    in_vain = {n: v for n, v in delivery.IN_VAIN.values.items() if n != "papers"}
    assert offered(NOTICE) == (OWN,)
    assert offered(NOTICE, Delivery(papers=(OWN,), **in_vain)) == (OWN,)
    assert offered(NOTICE, Delivery(**delivery.answers(papers=(OWN,)))) == ()
