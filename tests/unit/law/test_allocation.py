"""A sum is shared to the cent: the parts make up the whole, and nobody gets more than his claim."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.law import allocation

cents = st.integers(0, 10**9).map(lambda n: Decimal(n) / 100)


@given(cents, st.lists(cents, min_size=1, max_size=740).filter(any))
def test_the_parts_make_up_the_whole(total: Decimal, claims: list[Decimal]) -> None:
    parts = allocation.by_share(total, claims)
    assert sum(parts) == min(total, sum(claims))
    assert all(0 <= part <= claim for part, claim in zip(parts, claims, strict=True))


def test_the_odd_cent_goes_to_the_earlier_of_equal_claims() -> None:
    assert allocation.by_share(Decimal("100"), [Decimal(100)] * 3) == (
        Decimal("33.34"),
        Decimal("33.33"),
        Decimal("33.33"),
    )


@pytest.mark.parametrize("total", ["-1", "0.001", "NaN"])
def test_what_is_no_amount_is_refused(total: str) -> None:
    with pytest.raises(allocation.BadShare):
        allocation.by_share(Decimal(total), [Decimal(1)])


def test_no_claims_no_shares() -> None:
    with pytest.raises(allocation.BadShare, match="没有可以参与分配"):
        allocation.by_share(Decimal(1), [])
