"""A fix says where, when and how well, survives the journal, and refuses what cannot be."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.clock import ZONE
from services.position.fix import BadPosition, Fix, NoFix, from_plain, set_by_hand, to_plain

NOW = dt.datetime(2026, 3, 5, 9, 30, tzinfo=ZONE)
HERE = Fix(
    28.901462, 118.511235, NOW, "receiver", 3.4, 1, 14, 0.9, 12, ("$GNGGA", "$GNRMC"), receiver="北斗"
)  # fmt: skip


def test_officer_reads_the_fix_in_a_few_words() -> None:
    assert HERE.text == "北斗 ±4 m"
    assert Fix(28.9, 118.5, NOW, "replay", 9.0, receiver="GPS").text == "回放 GPS ±9 m"
    assert Fix(28.9, 118.5, NOW, "receiver").text == "GNSS 精度未知"
    assert set_by_hand(28.9, 118.5, "地下车库", NOW).text == "手工标点"
    assert Fix(28.9, 118.5, NOW, "hand", 50.0, note="地下车库").text == "手工标点 ±50 m"
    assert NoFix("室内无信号", NOW).text == "无定位（室内无信号）"
    assert HERE.coordinates_text == "北纬28.901462° 东经118.511235°（WGS-84）"
    assert (HERE.quality_text, set_by_hand(0, 0, "试", NOW).quality_text) == ("单点", "")


def test_place_set_by_hand_needs_its_reason() -> None:
    for reason in ("", "  "):
        with pytest.raises(BadPosition, match="须写明原因"):
            set_by_hand(28.9, 118.5, reason, NOW)
        with pytest.raises(BadPosition, match="写明原因"):
            NoFix(reason, NOW)


@pytest.mark.parametrize(
    "position", [HERE, set_by_hand(-37.78, -175.3, "地下车库", NOW), NoFix("无信号", NOW)]
)
def test_position_survives_the_journal(position: Fix | NoFix) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(position)))) == position
    assert msgspec.convert(msgspec.to_builtins(position), type(position)) == position


@given(st.floats(-90, 90), st.floats(-180, 180), st.none() | st.floats(0, 1e6))
def test_every_place_on_the_globe_survives_the_journal(
    lat: float, lon: float, accuracy: float | None
) -> None:
    fix = Fix(lat, lon, NOW, "receiver", accuracy)
    assert from_plain(json.loads(json.dumps(to_plain(fix)))) == fix


BAD = [
    ("latitude", 90.1), ("latitude", math.nan), ("latitude", "28"), ("latitude", None), ("latitude", True),
    ("longitude", -181), ("longitude", math.inf), ("accuracy_m", -1), ("accuracy_m", math.nan), ("hdop", "x"),
    ("at", "2026-03-05T09:30:00"), ("at", "yesterday"), ("at", 5), ("source", "guess"), ("samples", 0),
    ("samples", 1.5), ("satellites", -1), ("quality", "1"), ("raw", "abc"), ("raw", [1]), ("note", 5),
    ("kind", "other"), ("kind", None), ("surprise", 1),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), BAD)
def test_position_that_cannot_be_is_refused_in_words(name: str, value: Any) -> None:
    with pytest.raises(BadPosition, match=r"[一-龥]+。$"):
        from_plain({**to_plain(HERE), name: value})


def test_position_without_its_time_is_refused() -> None:
    plain = to_plain(HERE)
    del plain["at"]
    with pytest.raises(BadPosition):
        from_plain(plain)
    with pytest.raises(BadPosition, match="时区"):
        NoFix("无信号", dt.datetime(2026, 3, 5))
    with pytest.raises(BadPosition, match="时区"):
        Fix(28.9, 118.5, dt.datetime(2026, 3, 5), "receiver")
