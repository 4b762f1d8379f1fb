"""How far two places are apart, on the ellipsoid, and how that is worded."""

from __future__ import annotations

Place = tuple[float, float]  # latitude and longitude in degrees, WGS-84


def metres(first: Place, second: Place) -> float:
    """The geodesic distance of two places in metres."""
    from geopy.distance import geodesic  # noqa: PLC0415  93 ms to import, and nothing at start-up needs it

    return float(geodesic(first, second).meters)


def text(distance_m: float) -> str:
    """The distance as people read it: 40 m, 1.8 km, 120 km."""
    if distance_m < 999.5:
        return f"{distance_m:.0f} m"
    return f"{distance_m / 1000:.1f} km" if distance_m < 99_950 else f"{distance_m / 1000:.0f} km"
