"""往来消息: a receipt is the hub's or it is nothing; a message that is not one is refused in words."""

from __future__ import annotations

import datetime as dt

import pytest

from services.clock import ZONE
from services.entries.keys import SigningKey
from services.errors import Refused
from services.sync import compression, messages
from services.sync.messages import Ask, Claim, Receipt

NOW = dt.datetime(2026, 11, 24, 17, 30, tzinfo=ZONE)
HUB = SigningKey.generate()
RECEIPT = Receipt(hub="hub-1", epoch="1", device="tablet-1", seq=312, link="ab" * 32, held=7, at=NOW)
RAW = messages.write_receipt(RECEIPT, HUB)


def read(raw: bytes, hub: str = "hub-1", key: SigningKey = HUB) -> Receipt:
    return messages.read_receipt(raw, hub_key=key.public, hub=hub)


def test_a_receipt_comes_back_as_it_was_signed() -> None:
    assert read(RAW) == RECEIPT


def test_a_receipt_of_another_hub_or_under_another_key_is_none() -> None:
    with pytest.raises(Refused, match="另一个院端"):
        read(RAW, hub="hub-2")
    with pytest.raises(Refused, match="不是本院签发"):
        read(RAW, key=SigningKey.generate())
    with pytest.raises(Refused):
        read(messages.write_receipt(RECEIPT, SigningKey.generate()))


def test_no_bit_of_a_receipt_can_change_unseen() -> None:
    for at in range(len(RAW) * 8):
        changed = bytearray(RAW)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(Refused):
            read(bytes(changed))


def test_a_message_travels_and_what_is_none_is_refused() -> None:
    ask = Ask(
        hub="hub-1",
        epoch="1",
        chains=(Claim(device="tablet-1", seq=1, link="", receipted=0, held=0),),
        rows=(("tablet-1", 1, b"{}", b"s", "ed25519"),),
        cursor=0,
        mark="",
        feed=True,
    )
    raw = messages.encode(ask)
    assert messages.decode(raw, Ask) == ask
    for bad in (b"", raw[:-3], b"\x00" * 50, compression.compress(b"\xc0"), compression.compress(b"{}")):
        with pytest.raises(Refused):
            messages.decode(bad, Ask)


def test_what_would_swell_beyond_the_limit_is_not_expanded() -> None:
    with pytest.raises(Refused, match="超过"):
        messages.decode(compression.compress(bytes(messages.MAX_MESSAGE + 1)), Ask)
