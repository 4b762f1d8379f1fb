"""Web Mercator (EPSG:3857): where a place lies on the square map of the world that tiles are cut from, and back."""

from __future__ import annotations

import math

LIMIT = 85.0511287798066  # degrees of latitude at which the map is a square
EQUATOR_M = 40_075_016.686


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """East and south of the map's north-west corner, each from 0 to 1; degrees of whatever datum the map has."""
    sine = math.sin(math.radians(min(max(latitude, -LIMIT), LIMIT)))
    south = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return (longitude + 180) / 360, south


def unproject(east: float, south: float) -> tuple[float, float]:
    """Latitude and longitude in degrees of a place on the map."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * south)))), east * 360 - 180


def metres_across(latitude: float) -> float:
    """How many metres of ground the map's whole width stands for at this latitude."""
    return EQUATOR_M * math.cos(math.radians(latitude))
