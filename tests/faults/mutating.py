"""What can be changed on the way or at rest: rows of a journal, and the bytes of any file."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from services.entries.chain import Stored
from services.entries.entry import Entry, compose, decode
from services.entries.keys import SigningKey
from tests.factories import make_unsigned

Rows = list[Stored]
OfRows = Callable[[random.Random, Sequence[Stored]], tuple[Rows, int]]
"""Changed rows, and the place of the first among them that is not what it was or not where it was."""

OfBytes = Callable[[random.Random, bytes], bytes]


def flip_a_bit_of_an_entry(chance: random.Random, rows: Sequence[Stored]) -> tuple[Rows, int]:
    """One bit of an entry's bytes."""
    at = chance.randrange(len(rows))
    return put(rows, at, replace(rows[at], raw=flip(chance, rows[at].raw))), at


def write_an_entry_anew(chance: random.Random, rows: Sequence[Stored]) -> tuple[Rows, int]:
    """Other words in the same place, under the old signature."""
    at = chance.randrange(len(rows))
    old = _entry(rows[at])
    raw = compose(make_unsigned(body={"values": {"note": "改过"}}), old.device, old.seq, old.previous)
    return put(rows, at, replace(rows[at], raw=raw)), at


def drop_a_row(chance: random.Random, rows: Sequence[Stored]) -> tuple[Rows, int]:
    """A row is missing and others follow."""
    at = chance.randrange(len(rows) - 1)
    return [*rows[:at], *rows[at + 1 :]], at


def double_a_row(chance: random.Random, rows: Sequence[Stored]) -> tuple[Rows, int]:
    """A row comes twice, the second time somewhere behind."""
    at = chance.randrange(len(rows))
    to = chance.randrange(at + 1, len(rows) + 1)
    return [*rows[:to], rows[at], *rows[to:]], to


def swap_two_rows(chance: random.Random, rows: Sequence[Stored]) -> tuple[Rows, int]:
    """Two rows have changed places."""
    a, b = sorted(chance.sample(range(len(rows)), 2))
    return put(put(rows, a, rows[b]), b, rows[a]), a


def renumber_a_row(chance: random.Random, rows: Sequence[Stored]) -> tuple[Rows, int]:
    """A row lies under another number than it says."""
    at = chance.randrange(len(rows))
    return put(rows, at, replace(rows[at], seq=rows[at].seq + chance.choice((-1, 1, 5)))), at


def name_another_device(chance: random.Random, rows: Sequence[Stored]) -> tuple[Rows, int]:
    """An entry that says it was made by another device."""
    at = chance.randrange(len(rows))
    old = _entry(rows[at])
    raw = compose(make_unsigned(), "tablet-9", old.seq, old.previous)
    return put(rows, at, replace(rows[at], raw=raw)), at


def flip_a_bit_of_a_signature(chance: random.Random, rows: Sequence[Stored]) -> tuple[Rows, int]:
    """One bit of a signature."""
    at = chance.randrange(len(rows))
    return put(rows, at, replace(rows[at], signature=flip(chance, rows[at].signature))), at


def sign_by_another_key(chance: random.Random, rows: Sequence[Stored]) -> tuple[Rows, int]:
    """A good signature over the very bytes, by somebody else."""
    at = chance.randrange(len(rows))
    return put(rows, at, replace(rows[at], signature=_STRANGER.sign(rows[at].raw))), at


def lend_a_signature(chance: random.Random, rows: Sequence[Stored]) -> tuple[Rows, int]:
    """A signature of the same device over another row."""
    at, other = chance.sample(range(len(rows)), 2)
    return put(rows, at, replace(rows[at], signature=rows[other].signature)), at


def cut_a_signature(chance: random.Random, rows: Sequence[Stored]) -> tuple[Rows, int]:
    """A signature that is too short, too long or not there."""
    at = chance.randrange(len(rows))
    good = rows[at].signature
    return put(rows, at, replace(rows[at], signature=chance.choice((b"", good[:-1], good + b"\0")))), at


def name_another_algorithm(chance: random.Random, rows: Sequence[Stored]) -> tuple[Rows, int]:
    """The signature is said to be of another sort."""
    at = len(rows) - 1
    return put(rows, at, replace(rows[at], algorithm=chance.choice(("none", "", "ed25519 ", "sm2-sm3")))), at


OF_JOURNALS: tuple[OfRows, ...] = (
    flip_a_bit_of_an_entry,
    write_an_entry_anew,
    drop_a_row,
    double_a_row,
    swap_two_rows,
    renumber_a_row,
    name_another_device,
)
OF_SIGNATURES: tuple[OfRows, ...] = (
    flip_a_bit_of_a_signature,
    sign_by_another_key,
    lend_a_signature,
    cut_a_signature,
    name_another_algorithm,
)


def flip(chance: random.Random, raw: bytes) -> bytes:
    """One bit is another."""
    changed = bytearray(raw)
    changed[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut_off(chance: random.Random, raw: bytes) -> bytes:
    """The end is missing."""
    return raw[: chance.randrange(len(raw))]


def cut_out(chance: random.Random, raw: bytes) -> bytes:
    """A piece in the middle is missing."""
    a, b = sorted(chance.sample(range(len(raw) + 1), 2))
    return raw[:a] + raw[b:]


def double(chance: random.Random, raw: bytes) -> bytes:
    """A piece comes twice, anywhere."""
    a, b = sorted(chance.sample(range(len(raw) + 1), 2))
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + raw[a:b] + raw[at:]


def move(chance: random.Random, raw: bytes) -> bytes:
    """Two neighbouring pieces have changed places."""
    a, b, c = sorted(chance.sample(range(len(raw) + 1), 3))
    return raw[:a] + raw[b:c] + raw[a:b] + raw[c:]


def overwrite(chance: random.Random, raw: bytes) -> bytes:
    """Random bytes in place of some, as a bad block has."""
    at, size = chance.randrange(len(raw)), chance.randint(1, 64)
    return raw[:at] + chance.randbytes(min(size, len(raw) - at)) + raw[at + size :]


def add(chance: random.Random, raw: bytes) -> bytes:
    """Something follows the end."""
    return raw + chance.randbytes(chance.randint(1, 600))


OF_FILES: tuple[OfBytes, ...] = (flip, cut_off, cut_out, double, move, overwrite, add)

_STRANGER = SigningKey.generate()


def changed(chance: random.Random, raw: bytes) -> bytes:
    """Another file than this one."""
    while True:
        made = chance.choice(OF_FILES)(chance, raw)
        if made != raw:
            return made


def put(rows: Sequence[Stored], at: int, row: Stored) -> Rows:
    """The rows with another in one place."""
    return [*rows[:at], row, *rows[at + 1 :]]


def _entry(row: Stored) -> Entry:
    return decode(row.raw, row.signature, row.algorithm)
