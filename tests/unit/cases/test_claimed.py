"""An outsider's written objection is looked at within fifteen days, until the docket has it."""

from __future__ import annotations

import dataclasses
import datetime as dt

from services.cases import claimed
from services.docket.proceedings import Objection
from services.law.periods import BUNDLED
from services.records.declared import Happening
from services.records.kinds.outsider_claim import OutsiderClaim
from tests.factories import make_case
from tests.unit.cases.happened import chain
from tests.unit.records.of_kinds import outsider_claim

CASE = make_case(objections=())


def told(**changes: object) -> tuple[Happening, ...]:
    return chain([(OutsiderClaim(**outsider_claim.answers(**changes)), "", "")], CASE.number)


def test_a_written_objection_is_due_fifteen_days_on() -> None:
    (due,) = claimed.dues(CASE, told(), BUNDLED)
    assert (due.on, due.sort, due.what) == (dt.date(2026, 12, 9), "objection", "案外人异议审查期满（徐云芝）")


def test_what_was_only_said_and_what_the_docket_knows_is_not_due() -> None:
    assert list(claimed.dues(CASE, told(in_writing=False, received_at=None), BUNDLED)) == []
    known = Objection(kind="outsider", received_on=dt.date(2026, 11, 24), by="徐云芝")
    assert list(claimed.dues(dataclasses.replace(CASE, objections=(known,)), told(), BUNDLED)) == []
