"""One fix from several: the bad ones are left out, every raw sentence is kept, and the accuracy is never flattered.

Averaging removes noise, not bias: a receiver standing still scatters by decimetres while it is metres off. So the
accuracy stays what the geometry promises (the middle one of the fixes used), not the scatter.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean, median

from services.errors import FieldworkError
from services.position.fix import Fix

_USABLE_QUALITIES = (1, 2, 3, 4, 5, 9)  # not estimated (6), typed (7) or simulated (8)
_WORST_HDOP = 5.0
_FEWEST_SATELLITES = 4
_OUTLIER_FLOOR_M = 5.0  # within this nothing is an outlier, however calm the others are
_METRES_PER_DEGREE = 111_320.0


class NoUsableFix(FieldworkError):
    """None of the fixes is good enough to stand for the place."""

    message = "卫星信号太差，没有可用的定位。请移到开阔处再试，或手工标点并写明原因。"


def average(fixes: Sequence[Fix]) -> Fix:
    """The mean of the good fixes of one source; `samples` counts them, `note` tells how many were left out.

    Raises NoUsableFix when none is good enough, ValueError when sources are mixed.
    """
    if len({fix.source for fix in fixes}) > 1:
        raise ValueError("fixes of different sources are not averaged")
    kept = _without_outliers([fix for fix in fixes if _usable(fix)])
    if not kept:
        raise NoUsableFix
    best = min(kept, key=lambda fix: fix.accuracy_m if fix.accuracy_m is not None else math.inf)
    left_out = len(fixes) - len(kept)
    return replace(
        best,
        latitude=fmean(fix.latitude for fix in kept),
        longitude=_mean_longitude(kept),
        at=max(fix.at for fix in kept),
        accuracy_m=_middle([fix.accuracy_m for fix in kept]),
        hdop=_middle([fix.hdop for fix in kept]),
        satellites=min((fix.satellites for fix in kept if fix.satellites is not None), default=None),
        samples=len(kept),
        raw=tuple(sentence for fix in fixes for sentence in fix.raw),
        note=f"{len(kept)}点平均" + (f"，舍去{left_out}点" if left_out else ""),
    )


def _usable(fix: Fix) -> bool:
    return (
        fix.quality in _USABLE_QUALITIES
        and (fix.hdop is None or fix.hdop <= _WORST_HDOP)
        and (fix.satellites is None or fix.satellites >= _FEWEST_SATELLITES)
    )


def _without_outliers(fixes: list[Fix]) -> list[Fix]:
    """The fixes that are not far from their middle: three times the usual deviation, but at least some metres."""
    if len(fixes) < 3:
        return fixes
    latitude = median(fix.latitude for fix in fixes)
    longitude = median(fix.longitude for fix in fixes)
    away = [_metres(fix, latitude, longitude) for fix in fixes]
    limit = max(3 * 1.4826 * median(away), _OUTLIER_FLOOR_M)
    return [fix for fix, distance in zip(fixes, away, strict=True) if distance <= limit]


def _metres(fix: Fix, latitude: float, longitude: float) -> float:
    """Flat distance: good to centimetres over the few metres that matter here."""
    east = (fix.longitude - longitude + 180) % 360 - 180
    return math.hypot(fix.latitude - latitude, east * math.cos(math.radians(latitude))) * _METRES_PER_DEGREE


def _mean_longitude(fixes: list[Fix]) -> float:
    """The mean, taken around the first fix so that it also holds at the 180th meridian."""
    first = fixes[0].longitude
    mean = first + fmean((fix.longitude - first + 180) % 360 - 180 for fix in fixes)
    return (mean + 180) % 360 - 180


def _middle(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None
