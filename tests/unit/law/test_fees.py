"""The enforcement fee agrees with published figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.law import fees

FEES = {
    "1": "50.00",
    "10000": "50.00",
    "10000.01": "50.00",
    "10001": "50.02",
    "80000": "1100.00",
    "500000": "7400.00",
    "1000000": "12400.00",
    "5000000": "52400.00",
    "10000000": "77400.00",
    "20000000": "87400.00",
}


@pytest.mark.parametrize(("claim", "fee"), FEES.items())
def test_fee_for_a_claim(claim: str, fee: str) -> None:
    assert fees.enforcement_fee(Decimal(claim)) == Decimal(fee)


@pytest.mark.parametrize("claim", ["0", "-5", "NaN", "Infinity"])
def test_no_fee_is_computed_without_an_amount(claim: str) -> None:
    with pytest.raises(fees.BadClaim, match="执行金额"):
        fees.enforcement_fee(Decimal(claim))
