"""Compressed content: lines come one by one, whole, and never beyond the limit."""

from __future__ import annotations

import io
import random
import threading

import pytest

from services.errors import Refused
from services.sync import age, compression
from services.sync.age import AgeKey


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


def sealed(wanted: list[bytes], key: AgeKey) -> bytes:
    """The lines as a backup writes them: compressed and encrypted piece by piece."""
    target = io.BytesIO()
    pieces = compression.compressed(line + b"\n" for line in wanted)
    age.encrypt_pieces(pieces, target, [key.recipient])
    return target.getvalue()


def test_what_is_written_in_pieces_is_read_in_pieces_and_as_a_whole() -> None:
    key, chance = AgeKey.generate(), random.Random(5)
    wanted = [chance.randbytes(chance.randrange(300_000)).replace(b"\n", b" ") for _ in range(30)]
    raw = sealed(wanted, key)
    read = compression.lines(age.decrypt_pieces(io.BytesIO(raw), key.identity), 20_000_000)
    assert list(read) == [*wanted, b""]
    assert compression.expand(age.decrypt(raw, key.identity), 20_000_000) == b"\n".join([*wanted, b""])


@pytest.mark.parametrize("cut", [0, 40, 300, 100_000, -1])
def test_a_cut_file_and_another_key_are_refused_where_they_show(cut: int) -> None:
    key = AgeKey.generate()
    raw = sealed([random.Random(5).randbytes(400_000)], key)
    with pytest.raises(Refused):
        list(compression.lines(age.decrypt_pieces(io.BytesIO(raw[:cut]), key.identity), 20_000_000))
    with pytest.raises(Refused):
        next(age.decrypt_pieces(io.BytesIO(raw), AgeKey.generate().identity))


def test_whoever_stops_reading_early_leaves_nothing_behind() -> None:
    key = AgeKey.generate()
    raw = sealed([random.Random(5).randbytes(3_000_000)], key)
    pieces = age.decrypt_pieces(io.BytesIO(raw), key.identity)
    assert next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert "decrypt" not in {t.name for t in threading.enumerate()}
