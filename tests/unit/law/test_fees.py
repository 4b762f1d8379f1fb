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


ACCEPTANCE = {
    "10000": "50.00",
    "100000": "2300.00",
    "200000": "4300.00",
    "500000": "8800.00",
    "1000000": "13800.00",
    "2000000": "22800.00",
    "5000000": "46800.00",
    "10000000": "81800.00",
    "20000000": "141800.00",
}


@pytest.mark.parametrize(("claim", "fee"), ACCEPTANCE.items())
def test_acceptance_fee_and_its_half(claim: str, fee: str) -> None:
    assert fees.acceptance_fee(Decimal(claim)) == Decimal(fee)
    assert fees.acceptance_fee(Decimal(claim), halved=True) == Decimal(fee) / 2


@pytest.mark.parametrize(
    ("amount", "fee"), [("1000", "30"), ("100000", "1020"), ("896000", "5000"), ("5000000", "5000")]
)
def test_preservation_fee_has_a_ceiling(amount: str, fee: str) -> None:
    assert fees.preservation_fee(Decimal(amount)) == Decimal(fee)


def part(**changes: object) -> dict[str, object]:
    return {**fees.BUNDLED, "enforcement": {**fees.BUNDLED["enforcement"], **changes}}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"version": fees.BUNDLED["version"]}, "缺少[enforcement]段"),
        ({**fees.BUNDLED, "notary": {}}, "不认识的段"),
        (part(flat="-1"), "不是不小于0的金额"),
        (part(brackets=[{"up_to": "5000", "rate": "0.01"}, {"rate": "0.001"}]), "没有大于上一档"),
        (part(brackets=[{"rate": "1.5"}]), "费率“1.5”"),
        (part(brackets=[{"up_to": "20000", "rate": "0.01"}]), "不认识的栏目“up_to”"),
    ],
)
def test_table_of_a_court_that_does_not_fit_is_refused(content: dict[str, object], said: str) -> None:
    assert said in "；".join(problem.words for problem in fees.problems(content))


def test_the_programs_own_table_fits() -> None:
    assert not list(fees.problems(fees.BUNDLED))
