"""Datums: WGS-84 (stored, the same as CGCS2000 for our use) and GCJ-02 (the shifted datum of Chinese web maps).

Only what is shown on a GCJ-02 map is converted; what is stored stays WGS-84. In 常山 the two are 590 m apart.
"""

from __future__ import annotations

import math

_AXIS_M = 6378245.0  # Krasovsky ellipsoid, on which the shift is defined
_ECCENTRICITY = 0.00669342162296594323
_INVERSE_ROUNDS = 6  # exact to a micrometre


def to_gcj02(latitude: float, longitude: float) -> tuple[float, float]:
    """Latitude and longitude in GCJ-02 of a WGS-84 place; outside China nothing is shifted."""
    if not (0.8293 <= latitude <= 55.8271 and 72.004 <= longitude <= 137.8347):
        return latitude, longitude
    north, east = _shift_north(longitude - 105, latitude - 35), _shift_east(longitude - 105, latitude - 35)
    radians = math.radians(latitude)
    curve = 1 - _ECCENTRICITY * math.sin(radians) ** 2
    north_radius = _AXIS_M * (1 - _ECCENTRICITY) / curve**1.5
    east_radius = _AXIS_M / math.sqrt(curve) * math.cos(radians)
    return latitude + math.degrees(north / north_radius), longitude + math.degrees(east / east_radius)


def to_wgs84(latitude: float, longitude: float) -> tuple[float, float]:
    """Latitude and longitude in WGS-84 of a GCJ-02 place, by iteration."""
    guess = latitude, longitude
    for _ in range(_INVERSE_ROUNDS):
        shifted = to_gcj02(*guess)
        guess = guess[0] + latitude - shifted[0], guess[1] + longitude - shifted[1]
    return guess


def _wave(value: float, *terms: tuple[float, float]) -> float:
    """The sum of sines whose sizes and wave numbers the datum prescribes, in metres."""
    return sum(size * math.sin(number * math.pi * value) for size, number in terms) * 2 / 3


def _shift_north(x: float, y: float) -> float:
    bent = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    return bent + _wave(x, (20, 6), (20, 2)) + _wave(y, (20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30))


def _shift_east(x: float, y: float) -> float:
    bent = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    return bent + _wave(x, (20, 6), (20, 2), (20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30))
