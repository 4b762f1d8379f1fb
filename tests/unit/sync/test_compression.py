"""Compressed content: lines come one by one, whole, and never beyond the limit."""

from __future__ import annotations

import random

import pytest

from services.errors import Refused
from services.sync import compression


@pytest.mark.parametrize("seed", range(4))
def test_lines_come_out_as_they_went_in(seed: int) -> None:
    chance = random.Random(seed)
    lengths = [0, 0, 3_000_000, 1, *(chance.randrange(200_000) for _ in range(40)), 0]
    wanted = [bytes([97 + n % 26]) * length for n, length in enumerate(lengths)]
    payload = compression.compress(b"\n".join(wanted))
    assert list(compression.lines(payload, 20_000_000)) == wanted
    assert compression.expand(payload, 20_000_000) == b"\n".join(wanted)


def test_nothing_is_one_empty_line() -> None:
    assert list(compression.lines(compression.compress(b""), 10)) == [b""]


def test_lines_beyond_the_limit_are_refused_before_they_are_all_unpacked() -> None:
    payload = compression.compress(b"line\n" * 2_000_000)
    lines = compression.lines(payload, 3_000_000)
    assert next(lines) == b"line"
    with pytest.raises(Refused, match="允许的大小"):
        list(lines)


def test_damaged_content_is_refused() -> None:
    payload = compression.compress(b"a line\n" * 1000)
    for damaged in (b"garbage", b"\0" + payload[1:], payload[:8] + b"\xff" * (len(payload) - 8)):
        with pytest.raises(Refused, match="损坏"):
            list(compression.lines(damaged, 9_000_000))
