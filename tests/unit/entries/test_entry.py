"""An entry is the exact bytes that were hashed and signed: made once, read back whole, or refused in words."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import unicodedata
from decimal import Decimal
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from services.clock import ZONE
from services.entries import entry as entries
from services.entries.entry import FIRST_LINK, Attachment, ClockOffset, Entry, Unsigned
from services.errors import BadInput, Damaged
from services.position.fix import Fix, NoFix

AT = dt.datetime(2026, 11, 24, 9, 41, 7, 250000, tzinfo=ZONE)
NO_FIX = NoFix("室内无信号", AT)
FIX = Fix(28.901462, 118.511235, AT, "receiver", accuracy_m=4.5, quality=1, satellites=11, raw=("$GNGGA,…",))
PHOTO = Attachment(digest="ab" * 32, size=4_200_000, media_type="image/jpeg", role="photo", name="门牌.jpg")


def unsigned(**changes: Any) -> Unsigned:
    stated: dict[str, Any] = {
        "kind": "visit",
        "version": 1,
        "cases": ("（2026）浙0822执900001号", "（2026）浙0822执900002号"),
        "made_at": AT,
        "officers": ("officer-1", "officer-2"),
        "position": FIX,
        "body": {"values": {"outcome": "无人", "claim": Decimal("1000.50"), "on": dt.date(2026, 11, 24)}},
        "attachments": (PHOTO,),
        "clock": ClockOffset(gnss_s=0.25, hub_s=None),
        "matter": "matter-1",
        "amends": "entry-0",
        "reason": "地址写错",
    }
    return Unsigned(**{**stated, **changes})


def read(raw: bytes) -> Entry:
    return entries.decode(raw, b"signature", "ed25519")


def test_what_was_composed_is_read_back_whole() -> None:
    made = unsigned()
    entry = read(entries.compose(made, "device-1", 7, "cd" * 32))
    for name in (
        "id",
        "kind",
        "version",
        "cases",
        "officers",
        "attachments",
        "clock",
        "matter",
        "amends",
        "reason",
    ):
        assert getattr(entry, name) == getattr(made, name), name
    assert (entry.device, entry.seq, entry.previous) == ("device-1", 7, "cd" * 32)
    assert entry.made_at == AT
    assert entry.made_at.utcoffset() == dt.timedelta(hours=8)
    assert entry.position == FIX


def test_an_entry_without_fix_says_why() -> None:
    entry = read(entries.compose(unsigned(position=NO_FIX), "device-1", 1, FIRST_LINK))
    assert entry.position == NO_FIX


def test_money_and_dates_are_text_in_the_stored_bytes() -> None:
    body = json.loads(entries.compose(unsigned(), "device-1", 1, FIRST_LINK))["body"]
    assert body["values"] == {"claim": "1000.50", "on": "2026-11-24", "outcome": "无人"}


def test_large_and_small_money_is_written_in_figures_not_with_an_exponent() -> None:
    body = {"sums": [Decimal("1E+12"), Decimal("0.00"), Decimal("-0.01")]}
    stored = json.loads(entries.compose(unsigned(body=body), "device-1", 1, FIRST_LINK))["body"]
    assert stored["sums"] == ["1000000000000", "0.00", "-0.01"]


def test_the_same_content_makes_the_same_bytes_whatever_the_order_it_was_put_in() -> None:
    one = unsigned(id="entry-1", body={"b": 1, "a": {"y": 2, "x": 3}})
    other = unsigned(id="entry-1", body={"a": {"x": 3, "y": 2}, "b": 1})
    assert entries.compose(one, "d", 1, FIRST_LINK) == entries.compose(other, "d", 1, FIRST_LINK)


def test_text_is_normalised_so_that_equal_looking_names_are_equal() -> None:
    split = unicodedata.normalize("NFD", "é")
    entry = read(entries.compose(unsigned(body={split: split}, reason=split), "d", 1, FIRST_LINK))
    assert dict(entry.body) == {"é": "é"}
    assert entry.reason == "é"


def test_rare_characters_of_names_are_kept() -> None:
    entry = read(entries.compose(unsigned(body={"name": "𬭎䶮𠮷"}), "d", 1, FIRST_LINK))
    assert entry.body["name"] == "𬭎䶮𠮷"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_is_none_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match=r"(?i)nan|inf|float"):
        entries.compose(unsigned(body={"x": number}), "d", 1, FIRST_LINK)


def test_too_long_a_text_is_refused_with_a_sentence_and_a_way_out() -> None:
    with pytest.raises(BadInput, match="附件"):
        entries.compose(unsigned(body={"text": "长" * (entries.MAX_BYTES // 3 + 1)}), "d", 1, FIRST_LINK)


def test_a_text_just_below_the_bound_is_taken() -> None:
    raw = entries.compose(unsigned(body={"text": "x" * (entries.MAX_BYTES - 4096)}), "d", 1, FIRST_LINK)
    assert len(raw) <= entries.MAX_BYTES


def test_digest_is_over_the_bytes_and_link_over_bytes_and_signature() -> None:
    raw = entries.compose(unsigned(), "d", 1, FIRST_LINK)
    one, other = entries.decode(raw, b"one", "ed25519"), entries.decode(raw, b"other", "ed25519")
    assert one.digest == other.digest
    assert one.link != other.link
    assert one.link == entries.link(raw, b"one")


def test_ids_are_version_seven_of_rfc_9562_and_rise_with_the_moment() -> None:
    made = [entries.new_id(moment) for moment in (0, 1, 1_795_000_000_000, 2**48 - 1)]
    assert [i.version for i in made] == [7, 7, 7, 7]
    assert all(i.bytes[8] >> 6 == 0b10 for i in made)
    assert made == sorted(made)
    assert made[2].int >> 80 == 1_795_000_000_000


def test_two_ids_of_one_moment_differ() -> None:
    assert entries.new_id(5) != entries.new_id(5)


@pytest.mark.parametrize(
    "name", [f.name for f in dataclasses.fields(Entry) if f.name not in ("raw", "signature", "algorithm")]
)
def test_bytes_that_lack_a_part_are_no_entry(name: str) -> None:
    content = json.loads(entries.compose(unsigned(), "d", 1, FIRST_LINK))
    del content[name]
    with pytest.raises(Damaged, match="日志里有一行无法读出"):
        read(json.dumps(content).encode())


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"null", b"7", b'"text"', b"\xff\xfe", b"{}", b"[" * 100_000],
    ids=lambda raw: repr(raw[:8]),
)
def test_other_bytes_are_no_entry(raw: bytes) -> None:
    with pytest.raises(Damaged):
        read(raw)


@given(st.data())
def test_a_changed_byte_is_read_as_something_else_or_refused_but_never_overlooked(
    data: st.DataObject,
) -> None:
    raw = bytearray(entries.compose(unsigned(id="entry-1"), "device-1", 7, "cd" * 32))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= data.draw(st.integers(1, 255))
    before = read(entries.compose(unsigned(id="entry-1"), "device-1", 7, "cd" * 32))
    try:
        after = read(bytes(raw))
    except Damaged:
        return
    assert after.digest != before.digest
    assert after.link != before.link


_SAID = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=("Cs",)))
    | st.sampled_from(["䶮", "𬭎", '\u0000\u001f\u007f\u2028"\\/\b\f\n\r\t', "é", "e\u0301"])
    | st.sampled_from([1e16, 1e21, 1e-7, -0.0, 5e-324, 118.511235, Decimal("1000.50"), AT, AT.date()]),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text(st.characters(exclude_categories=("Cs",))), inner)
        | st.dictionaries(st.integers(0, 12) | st.sampled_from(["a", "7"]), inner)
        | st.dictionaries(st.sampled_from(["a", "B", "é", "e\u0301", "\uff00", "𬭎", "中", ""]), inner)
    ),
)


@given(_SAID)
def test_what_is_written_is_the_standard_s_writing_byte_by_byte(said: Any) -> None:
    assert entries.canonical(said) == rfc8785.dumps(entries.plain(said))


@pytest.mark.parametrize("said", [2**53, -(2**53), float("nan"), float("inf"), "\ud800", {"\ud800": 1}])
def test_what_json_cannot_carry_exactly_is_refused(said: Any) -> None:
    with pytest.raises(ValueError, match=r"exceed|domain|surrogates|UTF-8|utf-8|NaN|inf|nan"):
        entries.canonical({"values": [said]})


def test_the_usual_signs_stand_in_nfc_beside_any_other() -> None:
    usual = re.compile(f"[{entries.USUAL_SIGNS}]").fullmatch
    signs = [sign for sign in map(chr, range(0x110000)) if usual(sign)]
    assert len(signs) > 21_000
    assert all(
        unicodedata.normalize("NFC", sign) == sign and not unicodedata.combining(sign) for sign in signs
    )
    joined = {parts[-1] for sign in map(chr, range(0x110000)) if len(parts := pairs(sign)) == 2}
    assert joined
    assert joined.isdisjoint(signs)


def pairs(sign: str) -> str:
    """The signs that a sign of Unicode canonically stands for."""
    told = unicodedata.decomposition(sign)
    return "" if told.startswith("<") else "".join(chr(int(code, 16)) for code in told.split())
