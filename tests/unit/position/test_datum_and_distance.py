"""What a web map shows is converted and comes back; distances are geodesic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.position import datum, distance

VECTORS = [
    ((31.1774276, 121.5272106), (31.175303983646, 121.531541859215)),
    ((28.901462, 118.511235), (28.898433285776, 118.516159787230)),
]


@pytest.mark.parametrize(("wgs84", "gcj02"), VECTORS)
def test_known_places_are_converted(wgs84: distance.Place, gcj02: distance.Place) -> None:
    assert datum.to_gcj02(*wgs84) == pytest.approx(gcj02, abs=2e-12)
    assert datum.to_wgs84(*gcj02) == pytest.approx(wgs84, abs=1e-10)


def test_the_two_datums_are_half_a_kilometre_apart_in_the_county() -> None:
    place, shown = VECTORS[1]
    assert distance.metres(place, shown) == pytest.approx(586, abs=1)


@given(st.floats(18.5, 53), st.floats(74, 134))
def test_place_comes_back_from_the_map(latitude: float, longitude: float) -> None:
    back = datum.to_wgs84(*datum.to_gcj02(latitude, longitude))
    assert back == pytest.approx((latitude, longitude), abs=1e-9)


def test_nothing_is_shifted_abroad() -> None:
    assert datum.to_gcj02(-37.78, 175.3) == (-37.78, 175.3)


@pytest.mark.parametrize(
    ("metres", "words"),
    [(0.4, "0 m"), (40, "40 m"), (999.4, "999 m"), (999.6, "1.0 km"), (1830, "1.8 km"), (120_400, "120 km")],
)
def test_distance_is_worded_short(metres: float, words: str) -> None:
    assert distance.text(metres) == words


@pytest.mark.parametrize(("wgs84", "gcj02"), VECTORS)
def test_known_places_come_back_within_a_thousandth_of_a_millimetre(
    wgs84: distance.Place, gcj02: distance.Place
) -> None:
    assert distance.metres(datum.to_wgs84(*datum.to_gcj02(*wgs84)), wgs84) < 1e-6
    assert distance.metres(datum.to_gcj02(*datum.to_wgs84(*gcj02)), gcj02) < 1e-6


@given(st.floats(18.5, 53), st.floats(74, 134))
def test_every_place_of_the_country_comes_back_within_a_thousandth_of_a_millimetre(
    latitude: float, longitude: float
) -> None:
    back = datum.to_wgs84(*datum.to_gcj02(latitude, longitude))
    assert distance.metres(back, (latitude, longitude)) < 1e-6
