"""Coordinates that people type or tap: read in the ways they write them, refused when swapped or abroad."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.position import china
from services.position.fix import BadPosition


@pytest.mark.parametrize(
    "text",
    [
        "28.9014, 118.5112",
        "28.9014，118.5112",
        "28.9014 118.5112",
        "北纬28.9014° 东经118.5112°",
        "东经118.5112°，北纬28.9014°",
        "118.5112E 28.9014N",
        "２８．９０１４，１１８．５１１２",
        "北纬28°54′5.04″ 东经118°30′40.32″",
        "28度54分5.04秒，118度30分40.32秒",
    ],
)
def test_what_people_write_is_read(text: str) -> None:
    assert china.parse(text) == pytest.approx((28.9014, 118.5112), abs=1e-6)


def test_swapped_coordinates_are_refused_and_the_sentence_says_which_comes_first() -> None:
    with pytest.raises(BadPosition, match="经纬度写反了"):
        china.parse("118.5112, 28.9014")


@pytest.mark.parametrize("text", ["48.8584, 2.2945", "-28.9, 118.5", "0, 0", "28.9, 200"])
def test_a_place_outside_china_is_refused(text: str) -> None:
    with pytest.raises(BadPosition, match="不在国内"):
        china.parse(text)


@pytest.mark.parametrize("text", ["", "常山县", "28.9014", "28.9, 118.5, 30", "28.9, 118.5 门口"])
def test_what_is_no_pair_of_coordinates_says_how_to_write_one(text: str) -> None:
    with pytest.raises(BadPosition, match="纬度在前"):
        china.parse(text)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(BadPosition, match="不是数字"):
        china.checked(math.nan, 118.5)


@given(st.floats(3.9, 53.5), st.floats(73.6, 135.0))
def test_every_place_of_the_country_comes_back_as_it_was_written(latitude: float, longitude: float) -> None:
    assert china.parse(f"{latitude:.7f}, {longitude:.7f}") == pytest.approx((latitude, longitude), abs=1e-7)


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    found = _read(text)
    assert found is None or china.checked(*found) == found


def _read(text: str) -> tuple[float, float] | None:
    try:
        return china.parse(text)
    except BadPosition:
        return None
