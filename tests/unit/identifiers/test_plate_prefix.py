"""Each sign typed narrows the docket's plates; signs alike fit one another, one unread sign fits any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identifiers.plate_match import KnownPlates
from services.identifiers.plate_prefix import Beginnings

DOCKET = ("浙H8D2S7", "浙HB0257", "浙H8D257", "浙HD12345", "赣E8D2S7")


@pytest.mark.parametrize(
    ("typed", "count"),
    [("", 5), ("浙", 4), ("浙H", 4), ("浙HD", 1), ("浙H8", 3), ("浙HB", 3), ("浙h·8d2", 3), ("浙H802S7", 3),
     ("浙?8", 3), ("浙H??", 0), ("京", 0), ("浙HD12345", 1), ("浙HD123456", 0)],
)  # fmt: skip
def test_what_still_fits_after_each_sign(typed: str, count: int) -> None:
    known = Beginnings(DOCKET)
    assert len(known.fitting(typed)) == count
    assert len(known.first(typed, 2)) == min(count, 2)


def test_the_head_that_most_plates_have_is_home() -> None:
    assert Beginnings(DOCKET).home == "浙H"
    assert Beginnings(()).home == ""


@given(st.lists(st.text("浙H08BDS57Z2A", min_size=7, max_size=8), max_size=30), st.data())
def test_a_plate_that_matches_whole_was_never_lost_on_the_way(known: list[str], data: st.DataObject) -> None:
    seen = data.draw(st.sampled_from(known)) if known else "浙H00000"
    found = {c.plate for c in KnownPlates(known).match(seen) if len(c.plate) == len(seen)}
    beginnings = Beginnings(known)
    for end in range(len(seen) + 1):
        fitting = beginnings.first(seen[:end], len(known) + 1)
        assert found <= set(fitting)
