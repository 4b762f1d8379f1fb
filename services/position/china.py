"""经纬度: coordinates that somebody typed, tapped or took over are read and checked before they are kept.

A place of a Chinese case lies in China; one that lies elsewhere is swapped or mistyped, and is refused with a sentence.
"""

from __future__ import annotations

import math
import re

from services.position.fix import BadPosition

LATITUDES, LONGITUDES = (3.0, 54.0), (73.0, 136.0)  # degrees: the country with its islands, rounded outwards

_LEVEL = str.maketrans("０１２３４５６７８９．，；－′″’”", "0123456789.,;-'\"'\"")
_DEGREES = re.compile(
    r"(?P<before>北纬|南纬|东经|西经|[NSEW])?\s*(?P<degrees>-?\d{1,3}(?:\.\d+)?)\s*[°度]?"
    r"(?:\s*(?P<minutes>\d{1,2}(?:\.\d+)?)\s*['分])?(?:\s*(?P<seconds>\d{1,2}(?:\.\d+)?)\s*[\"秒])?"
    r"\s*(?P<after>[NSEW])?",
    re.IGNORECASE,
)
_SOUTH_WEST, _LONGITUDE = ("南纬", "西经", "S", "W"), ("东经", "西经", "E", "W")


def checked(latitude: float, longitude: float) -> tuple[float, float]:
    """The same coordinates, which are WGS-84 degrees; raises BadPosition when they are swapped or not in China."""
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        raise BadPosition("经纬度不是数字，没有标上。请重新填写。")
    if _within(latitude, LATITUDES) and _within(longitude, LONGITUDES):
        return latitude, longitude
    if _within(longitude, LATITUDES) and _within(latitude, LONGITUDES):
        raise BadPosition("经纬度写反了，没有标上：前面应是纬度（如 28.90），后面是经度（如 118.51）。")
    raise BadPosition(
        f"这个位置不在国内（纬度 {latitude:.4f}，经度 {longitude:.4f}），没有标上。请核对后再填。"
    )


def parse(text: str) -> tuple[float, float]:
    """Latitude and longitude from what people write: 28.9014, 118.5112 or 北纬28°54′05″ 东经118°30′40″.

    The halves may stand in either order when they say which they are. Raises BadPosition as `checked` does.
    """
    level = text.translate(_LEVEL).strip()
    found = [m for m in _DEGREES.finditer(level) if m["degrees"]]
    rest = re.sub(r"[\s,;/、]+", "", _DEGREES.sub("", level))
    if len(found) != 2 or rest:
        raise BadPosition("没有读出经纬度，没有标上。请写成“28.9014, 118.5112”，纬度在前。")
    (first, first_is_east), (second, second_is_east) = (_half(m) for m in found)
    if first_is_east and not second_is_east:
        first, second = second, first
    return checked(first, second)


def _half(found: re.Match[str]) -> tuple[float, bool]:
    degrees = abs(float(found["degrees"])) + float(found["minutes"] or 0) / 60
    degrees += float(found["seconds"] or 0) / 3600
    marks = {(found["before"] or "").upper(), (found["after"] or "").upper()}
    minus = found["degrees"].startswith("-") or bool(marks & set(_SOUTH_WEST))
    return (-degrees if minus else degrees), bool(marks & set(_LONGITUDE))


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]
