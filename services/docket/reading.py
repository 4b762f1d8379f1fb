"""The docket's written form: JSON both ways, checked against the declared types, sizes bounded."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import msgspec

from services.docket.case import Case, Docket
from services.errors import BadInput

MAX_BYTES = 512 * 1024 * 1024


class _RawCases(msgspec.Struct):
    cases: tuple[msgspec.Raw, ...]


_cases: msgspec.json.Decoder[Case] = msgspec.json.Decoder(Case)
_heads: msgspec.json.Decoder[Docket] = msgspec.json.Decoder(Docket)
_raw_cases: msgspec.json.Decoder[_RawCases] = msgspec.json.Decoder(_RawCases)
_encoder = msgspec.json.Encoder(order="deterministic")


def encode_case(case: Case) -> bytes:
    """The case as deterministic JSON (dates ISO, money as strings)."""
    return _encoder.encode(case)


def decode_case(raw: bytes) -> Case:
    """A case from `encode_case`; raises BadInput with the place that does not fit."""
    try:
        return _cases.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"案件资料的格式不对，没有采用：{error}") from error


def encode_docket(docket: Docket) -> bytes:
    """The whole docket as deterministic JSON."""
    return _encoder.encode(docket)


def decode_docket(raw: bytes) -> Docket:
    """A docket from `encode_docket`; raises BadInput when too large or not in the shared form."""
    if len(raw) > MAX_BYTES:
        raise BadInput("承办案件册超过 512 MB，没有载入。请院里分批下发。")
    try:
        # Case by case: one call over 20,000 cases would hold the interpreter, and the screen with it, for half a second.
        cases = tuple(_cases.decode(case) for case in _raw_cases.decode(raw).cases)
        return replace(_heads.decode(_without_cases(raw)), cases=cases)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"承办案件册的格式不对，没有载入：{error}") from error


def digest(docket: Docket) -> str:
    """SHA-256 (hex) over the docket's head and each case, by which the same docket is known again."""
    found = hashlib.sha256(encode_docket(replace(docket, cases=())))
    for case in docket.cases:
        found.update(encode_case(case))
    return found.hexdigest()


def _without_cases(raw: bytes) -> bytes:
    content: dict[str, msgspec.Raw] = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    return msgspec.json.encode({**content, "cases": ()})
