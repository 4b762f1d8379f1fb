"""定位: where and when something happened, or why it is not known where."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from services import clock
from services.errors import BadInput

Source = Literal["receiver", "replay", "hand"]

_QUALITIES = {
    1: "单点",
    2: "差分",
    3: "单点",
    4: "固定解",
    5: "浮点解",
    6: "推算",
    7: "手工",
    8: "模拟",
    9: "单点",
}
_MOST_SAMPLES = 100_000


class BadPosition(BadInput):
    """A position that cannot be: out of the globe, without a zone, or set by hand without a reason."""

    message = "定位数据不对，请重新定位或手工标点。"


@dataclass(frozen=True, slots=True)
class Fix:
    """A place on WGS-84 in degrees, how good it is and where it comes from.

    `accuracy_m` is what the receiver's geometry promises (metres, 95 %), None where nothing is known; `quality` is
    the receiver's own figure (1 single, 2 differential, 4 and 5 RTK). `raw` keeps the sentences as they came.
    A place set by hand needs its reason in `note`. Raises BadPosition.
    """

    latitude: float
    longitude: float
    at: dt.datetime
    source: Source
    accuracy_m: float | None = None
    quality: int | None = None
    satellites: int | None = None
    hdop: float | None = None
    samples: int = 1
    raw: tuple[str, ...] = ()
    note: str = ""
    receiver: str = ""

    def __post_init__(self) -> None:
        problem = _problem(self)
        if problem:
            raise BadPosition(problem)

    @property
    def text(self) -> str:
        """The fix in a few words: 北斗 ±4 m, 手工标点, 回放 GPS ±9 m."""
        if self.source == "hand":
            return "手工标点" if self.accuracy_m is None else f"手工标点 ±{math.ceil(self.accuracy_m)} m"
        accuracy = "精度未知" if self.accuracy_m is None else f"±{math.ceil(self.accuracy_m)} m"
        return f"{'回放 ' if self.source == 'replay' else ''}{self.receiver or 'GNSS'} {accuracy}"

    @property
    def coordinates_text(self) -> str:
        """The place in degrees with its datum: 北纬28.901462° 东经118.511235°（WGS-84）."""
        north = f"{'北纬' if self.latitude >= 0 else '南纬'}{abs(self.latitude):.6f}°"
        east = f"{'东经' if self.longitude >= 0 else '西经'}{abs(self.longitude):.6f}°"
        return f"{north} {east}（WGS-84）"

    @property
    def quality_text(self) -> str:
        """The receiver's figure of quality in words, empty where there is none."""
        return _QUALITIES.get(self.quality, "") if self.quality is not None else ""


@dataclass(frozen=True, slots=True)
class NoFix:
    """No place is known, and why; said openly in the entry. Raises BadPosition without a reason."""

    reason: str
    at: dt.datetime

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise BadPosition("没有定位时请写明原因。")
        if self.at.tzinfo is None:
            raise BadPosition("定位时间缺少时区，请重新定位。")

    @property
    def text(self) -> str:
        """The absence in a few words: 无定位（室内无信号）."""
        return f"无定位（{self.reason}）"


Position = Fix | NoFix


def set_by_hand(latitude: float, longitude: float, reason: str, at: dt.datetime) -> Fix:
    """A place the officer sets on the map or types, with the reason why no receiver says it. Raises BadPosition."""
    return Fix(latitude, longitude, at, "hand", note=reason.strip())


def _problem(fix: Fix) -> str:
    if not (_within(fix.latitude, -90, 90) and _within(fix.longitude, -180, 180)):
        return "经纬度超出范围：纬度应在±90度内，经度应在±180度内。"
    if fix.at.tzinfo is None:
        return "定位时间缺少时区，请重新定位。"
    if fix.source not in get_args(Source):
        return "定位来源不明，请重新定位。"
    if fix.source == "hand" and not fix.note:
        return "手工标点须写明原因，例如：地下车库无卫星信号。"
    if not all(value is None or _within(value, 0, math.inf) for value in (fix.accuracy_m, fix.hdop)):
        return "定位精度不对，请重新定位。"
    if not 1 <= fix.samples <= _MOST_SAMPLES or (fix.satellites is not None and fix.satellites < 0):
        return "定位的样点数或卫星数不对，请重新定位。"
    return ""


def _within(value: float, least: float, most: float) -> bool:
    return math.isfinite(value) and least <= value <= most


def to_plain(position: Position) -> dict[str, Any]:
    """The position as plain values for the journal; `kind` tells a fix from none."""
    # Flat by its own words: asdict would copy each value as if it could hold others.
    plain: dict[str, Any] = {one.name: getattr(position, one.name) for one in fields(position)}
    plain["at"] = position.at.isoformat()
    if isinstance(position, Fix):
        plain["raw"] = list(position.raw)
    return {"kind": "fix" if isinstance(position, Fix) else "no_fix", **plain}


def from_plain(plain: Mapping[str, Any]) -> Position:
    """The position that `to_plain` made these values from. Raises BadPosition for anything else."""
    values = dict(plain)
    kind = values.pop("kind", None)
    try:
        values["at"] = clock.local(dt.datetime.fromisoformat(values["at"]))
        if kind == "no_fix":
            return NoFix(**values)
        if kind == "fix":
            return Fix(**_typed(values))
    except (KeyError, TypeError, ValueError) as problem:
        raise BadPosition from problem
    raise BadPosition


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a fix with whole numbers made real; text where a number belongs raises TypeError."""
    for name in ("latitude", "longitude", "accuracy_m", "hdop"):
        value = values.get(name)
        if isinstance(value, bool) or (value is not None and not isinstance(value, (int, float))):
            raise TypeError(name)
        if value is not None:
            values[name] = float(value)
    for name in ("quality", "satellites", "samples"):
        value = values.get(name)
        if value is not None and type(value) is not int:
            raise TypeError(name)
    raw = values.get("raw", ())
    if not isinstance(raw, (list, tuple)) or not all(isinstance(s, str) for s in raw):
        raise TypeError("raw")
    if not all(isinstance(values.get(name, ""), str) for name in ("note", "receiver", "source")):
        raise TypeError("text")
    return {**values, "raw": tuple(raw)}
