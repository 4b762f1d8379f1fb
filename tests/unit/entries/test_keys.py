"""Signatures: made by the device's key, checked against its public half, by an algorithm that is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.entries.keys import ED25519, SigningKey, fingerprint, verify

KEY = SigningKey(bytes(range(32)))
OTHER = SigningKey(bytes(range(1, 33)))


def test_a_signature_holds_for_its_message_and_key() -> None:
    assert verify(KEY.public, b"message", KEY.sign(b"message"), KEY.algorithm)


def test_the_first_test_vector_of_rfc_8032() -> None:
    key = SigningKey(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    assert key.public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.sign(b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )


@given(message=st.binary(min_size=1, max_size=200), place=st.integers(0, 511), at=st.integers(0, 10**6))
def test_no_bit_of_message_or_signature_can_change_unseen(message: bytes, place: int, at: int) -> None:
    signature = bytearray(KEY.sign(message))
    signature[place // 8] ^= 1 << place % 8
    assert not verify(KEY.public, message, bytes(signature), ED25519)
    changed = bytearray(message)
    changed[at // 8 % len(message)] ^= 1 << at % 8
    assert not verify(KEY.public, bytes(changed), KEY.sign(message), ED25519)


def test_another_key_does_not_vouch() -> None:
    assert not verify(OTHER.public, b"message", KEY.sign(b"message"), ED25519)


@pytest.mark.parametrize(
    ("public", "signature", "algorithm"),
    [
        (KEY.public, b"", ED25519),
        (KEY.public, b"short", ED25519),
        (b"", KEY.sign(b"message"), ED25519),
        (KEY.public[:31], KEY.sign(b"message"), ED25519),
        (KEY.public, KEY.sign(b"message"), "sm2"),
        (KEY.public, KEY.sign(b"message"), ""),
    ],
)
def test_what_cannot_be_a_signature_is_false_and_no_failure(
    public: bytes, signature: bytes, algorithm: str
) -> None:
    assert not verify(public, b"message", signature, algorithm)


def test_new_keys_differ() -> None:
    assert SigningKey.generate().seed != SigningKey.generate().seed


def test_a_key_does_not_tell_its_seed_when_printed() -> None:
    assert KEY.seed.hex() not in f"{KEY!r} {KEY}"
    assert repr(KEY.seed) not in repr(KEY)


def test_a_fingerprint_is_ten_groups_of_four_for_people_to_compare() -> None:
    text = fingerprint(KEY.public)
    assert [len(group) for group in text.split(" ")] == [4] * 10
    assert text == fingerprint(KEY.public)
    assert text != fingerprint(OTHER.public)
