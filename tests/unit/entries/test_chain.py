"""The chain names the first entry that does not fit, whatever was done to bytes, signatures, order or place."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.clock import ZONE
from services.entries import chain, entry
from services.entries.chain import Stored
from services.entries.entry import FIRST_LINK, Unsigned
from services.entries.keys import SigningKey
from services.position.fix import NoFix

AT = dt.datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
KEYS = {"device-1": SigningKey(b"\x01" * 32), "device-2": SigningKey(b"\x02" * 32)}
PUBLIC = {device: key.public for device, key in KEYS.items()}


def stored(device: str, seq: int, previous: str, said: str, key: SigningKey) -> Stored:
    unsigned = Unsigned(
        id=f"{device}-{seq}", kind="visit", version=1, cases=("（2026）浙0822执900001号",), made_at=AT,
        officers=("officer-1",), position=NoFix("室内", AT), body={"values": {"note": said}},
    )  # fmt: skip
    raw = entry.compose(unsigned, device, seq, previous)
    return Stored(device, seq, raw, key.sign(raw), key.algorithm)


@cache
def rows(length: int = 4) -> tuple[Stored, ...]:
    """Two devices' chains, whole, in the order of the store."""
    made: list[Stored] = []
    for device, key in KEYS.items():
        previous = FIRST_LINK
        for seq in range(1, length + 1):
            made.append(stored(device, seq, previous, f"第{seq}次", key))
            previous = entry.link(made[-1].raw, made[-1].signature)
    return tuple(made)


def fault(changed: list[Stored]) -> tuple[str, int] | None:
    found = chain.first_fault(changed, PUBLIC)
    assert found is None or found.why
    return (found.device, found.seq) if found else None


def test_whole_chains_have_no_fault() -> None:
    assert chain.first_fault(rows(), PUBLIC) is None


def test_an_empty_journal_has_no_fault() -> None:
    assert chain.first_fault([], PUBLIC) is None


@given(st.data())
def test_a_changed_bit_of_bytes_or_signature_is_found_at_its_entry(data: st.DataObject) -> None:
    changed = list(rows())
    which = data.draw(st.integers(0, len(changed) - 1))
    part = data.draw(st.sampled_from(["raw", "signature"]))
    content = bytearray(getattr(changed[which], part))
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    content[bit // 8] ^= 1 << bit % 8
    changed[which] = dataclasses.replace(changed[which], **{part: bytes(content)})
    assert fault(changed) == (changed[which].device, changed[which].seq)


@given(which=st.integers(0, 7), length=st.integers(0, 63))
def test_a_shortened_signature_is_found(which: int, length: int) -> None:
    changed = list(rows())
    changed[which] = dataclasses.replace(changed[which], signature=changed[which].signature[:length])
    assert fault(changed) == (changed[which].device, changed[which].seq)


@pytest.mark.parametrize("which", [0, 1, 2, 4, 5, 6])
def test_a_row_taken_out_is_missed_at_the_next(which: int) -> None:
    changed = list(rows())
    del changed[which]
    assert fault(changed) == (changed[which].device, changed[which].seq)


def test_a_row_put_in_twice_is_seen() -> None:
    changed = list(rows())
    changed.insert(2, changed[1])
    assert fault(changed) == ("device-1", 2)


def test_two_rows_that_changed_places_are_seen() -> None:
    changed = list(rows())
    first, second = changed[1], changed[2]
    changed[1], changed[2] = dataclasses.replace(second, seq=2), dataclasses.replace(first, seq=3)
    assert fault(changed) == ("device-1", 2)


def test_a_row_of_another_device_does_not_stand_in() -> None:
    changed = list(rows())
    changed[1] = dataclasses.replace(changed[5], device="device-1")
    assert fault(changed) == ("device-1", 2)


def test_a_rewritten_entry_with_a_fresh_signature_breaks_the_next_link() -> None:
    changed = list(rows())
    previous = entry.link(changed[0].raw, changed[0].signature)
    changed[1] = stored("device-1", 2, previous, "改过的话", KEYS["device-1"])
    assert fault(changed) == ("device-1", 3)


def test_a_chain_signed_by_another_key_is_found_at_its_first_entry() -> None:
    changed = list(rows())
    changed[0] = stored("device-1", 1, FIRST_LINK, "第1次", KEYS["device-2"])
    assert fault(changed) == ("device-1", 1)


def test_an_unknown_algorithm_is_no_signature() -> None:
    changed = list(rows())
    changed[3] = dataclasses.replace(changed[3], algorithm="none")
    assert fault(changed) == ("device-1", 4)


def test_a_device_without_public_key_is_named() -> None:
    found = chain.first_fault(rows(), {"device-1": PUBLIC["device-1"]})
    assert found is not None
    assert (found.device, found.seq) == ("device-2", 1)
    assert "公钥" in found.why


def test_a_chain_begins_at_one_with_the_first_link() -> None:
    assert fault([stored("device-1", 2, FIRST_LINK, "第2次", KEYS["device-1"])]) == ("device-1", 2)
    assert fault([stored("device-1", 1, "ab" * 32, "第1次", KEYS["device-1"])]) == ("device-1", 1)
