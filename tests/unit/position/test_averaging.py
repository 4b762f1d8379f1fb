"""Several fixes become one: bad ones left out, raw ones kept, accuracy never flattered."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from services.clock import ZONE
from services.position.averaging import NoUsableFix, average
from services.position.fix import Fix

NOW = dt.datetime(2026, 3, 5, 9, 30, tzinfo=ZONE)


def fix(second: int = 0, **changes: object) -> Fix:
    base = Fix(
        28.9, 118.5, NOW + dt.timedelta(seconds=second), "receiver", 9.0, 1, 14, 0.9, raw=(f"$S{second}",),
        receiver="北斗",
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


def test_noise_is_averaged_and_accuracy_stays_what_geometry_promises() -> None:
    mean = average([fix(n, latitude=28.9 + n * 1e-6, longitude=118.5 - n * 1e-6) for n in range(5)])
    assert (mean.latitude, mean.longitude) == pytest.approx((28.900002, 118.499998), abs=1e-9)
    assert mean.accuracy_m == 9.0
    assert (mean.samples, mean.at, mean.note) == (5, NOW + dt.timedelta(seconds=4), "5点平均")


@pytest.mark.parametrize(
    "bad",
    [
        {"hdop": 6.0},
        {"quality": 6},
        {"quality": 0},
        {"quality": None},
        {"satellites": 3},
        {"latitude": 28.9001},  # 11 m off while the others stand still
        {"longitude": 118.501},
    ],
)
def test_bad_fix_is_left_out_but_its_sentences_are_kept(bad: dict[str, object]) -> None:
    fixes = [*(fix(n) for n in range(4)), fix(4, **bad)]
    mean = average(fixes)
    assert (mean.latitude, mean.longitude) == pytest.approx((28.9, 118.5), abs=1e-9)
    assert mean.samples == 4
    assert mean.note == "4点平均，舍去1点"
    assert mean.raw == ("$S0", "$S1", "$S2", "$S3", "$S4")


def test_no_good_fix_is_said_in_words() -> None:
    with pytest.raises(NoUsableFix, match="没有可用的定位"):
        average([fix(hdop=9.0)])
    with pytest.raises(NoUsableFix):
        average([])


def test_replay_is_never_mixed_with_the_receiver() -> None:
    with pytest.raises(ValueError, match="sources"):
        average([fix(), fix(source="replay")])
    assert average([fix(source="replay")]).source == "replay"


def test_unknown_accuracy_stays_unknown() -> None:
    mean = average([fix(n, accuracy_m=None, hdop=None, satellites=None) for n in range(2)])
    assert (mean.accuracy_m, mean.hdop, mean.satellites) == (None, None, None)


def test_mean_holds_at_the_date_line() -> None:
    mean = average([fix(longitude=179.99999), fix(longitude=-179.99999)])
    assert abs(mean.longitude) == pytest.approx(180.0, abs=1e-9)
