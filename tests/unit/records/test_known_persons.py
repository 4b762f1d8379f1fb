"""Who is offered by one tap: a party stays what it is in the case, whatever part it played in an earlier record."""

from __future__ import annotations

from services.records.draft import Draft
from services.records.kinds.payment import PAYER, Payment
from services.records.values import Person
from tests.unit.records import cleared, seized
from tests.unit.records.judging import AT
from tests.unit.records.of_kinds import payment
from ui.forms.knowledge import hints_of


def test_a_debtor_who_has_paid_is_still_offered_as_the_debtor() -> None:
    neighbour = Person(name="季邻居", role="见证人")
    draft = Draft(
        id="paid", kind=Payment.code, version=1, cases=(seized.CASE.number,), officers=("方立",), started_at=AT,
        values=payment.answers(present=(Person(name="何岩松", role=PAYER), neighbour)),
    )  # fmt: skip
    earlier = cleared.entered(Payment.from_draft(draft))
    known = hints_of((seized.CASE,), earlier, ("方立",), "", {}, lambda: AT).persons
    assert {p.name: p.role for p in known if p.name in ("何岩松", "季邻居")} == {
        "何岩松": "被执行人", "季邻居": "见证人",
    }  # fmt: skip
    assert known[0].name == "何岩松", "the debtor comes first"
