"""Fees on record that are not the brackets' are asked about; those that are stay silent."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any

import pytest

from services.cases import fee_check
from services.docket.case import ClaimItem
from services.law import fees
from tests.unit.cases.test_owing import lent


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"claim": D(80_000), "fee": D(1100)}, ""),
        ({"claim": D(80_000), "fee": D(1000)}, "分段计算为1,100.00元"),
        ({"claim": None, "fee": D(1000)}, ""),
        ({"claim": D(200_000), "fee": None}, ""),
    ],
)
def test_enforcement_fee_is_held_against_its_brackets(facts: dict[str, Any], said: str) -> None:
    found = "".join(fee_check.differences(lent(**{"claim_items": (), **facts})))
    assert (said in found) if said else not found


def test_acceptance_and_preservation_fees_above_the_brackets_are_asked_about() -> None:
    items = (
        ClaimItem(kind="本金", amount=D(200_000)),
        ClaimItem(kind="案件受理费", amount=D(4300)),
        ClaimItem(kind="财产保全费", amount=D(1520)),
    )
    assert fee_check.differences(lent(fee=None, claim_items=items)) == ()
    dear = (
        items[0],
        ClaimItem(kind="案件受理费", amount=D(4301)),
        ClaimItem(kind="财产保全费", amount=D(1521)),
    )
    first, second = fee_check.differences(lent(fee=None, claim_items=dear))
    assert "减半2,150.00元" in first
    assert "1,520.00元" in second


def test_newer_table_is_used_where_one_was_brought() -> None:
    newer = {**fees.BUNDLED, "enforcement": {**fees.BUNDLED["enforcement"], "flat": "100"}}
    assert fees.enforcement_fee(D(9000), newer) == D(100)
    assert fees.enforcement_fee(D(9000)) == D(50)
