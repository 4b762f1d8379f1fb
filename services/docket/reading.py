"""The docket's written form: its head and each case as a line of JSON, checked against the declared types, sizes bounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import overload

import msgspec

from services import digests
from services.docket.case import Case, Docket
from services.errors import BadInput

MAX_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """One case as it is kept: its number, `encode_case` of it, and the SHA-256 of that, by which a change is seen."""

    number: str
    body: bytes
    digest: bytes


class Written(Sequence[Case]):
    """The cases of a docket in their written form; a case becomes a value when it is looked at.

    As values 20,000 cases are a million objects, and to let go of them all at once stops every thread.
    """

    def __init__(self, rows: Iterable[WrittenCase]) -> None:
        self.rows = tuple(rows)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Case: ...
    @overload
    def __getitem__(self, place: slice) -> Written: ...
    def __getitem__(self, place: int | slice) -> Case | Written:
        return Written(self.rows[place]) if isinstance(place, slice) else decode_case(self.rows[place].body)

    def __iter__(self) -> Iterator[Case]:
        return (decode_case(row.body) for row in self.rows)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Written):
            return self.rows == other.rows
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_same, self, other))

    def __hash__(self) -> int:
        return hash(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """The first line: the docket without its cases, and how many lines follow."""

    docket: Docket
    count: int


_cases: msgspec.json.Decoder[Case] = msgspec.json.Decoder(Case)
_heads: msgspec.json.Decoder[_Head] = msgspec.json.Decoder(_Head)
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


def checked(raw: bytes) -> WrittenCase:
    """A case's line as it is kept, in this program's own form; raises BadInput with the place that does not fit."""
    return _write(decode_case(raw))


def written(cases: Sequence[Case]) -> Written:
    """The cases in their written form."""
    return cases if isinstance(cases, Written) else Written(map(_write, cases))


def encode_docket(docket: Docket) -> bytes:
    """The whole docket as deterministic JSON, a line for its head and one for each case."""
    head = _Head(docket=replace(docket, cases=()), count=len(docket.cases))
    return b"\n".join([_encoder.encode(head), *(row.body for row in written(docket.cases).rows)])


def decode_docket(raw: bytes) -> Docket:
    """A docket from `encode_docket`; raises BadInput when too large or not in the shared form."""
    if len(raw) > MAX_BYTES:
        raise BadInput("承办案件册超过 512 MB，没有载入。请院里分批下发。")
    return read_lines(iter(raw.split(b"\n")))


def read_lines(lines: Iterator[bytes]) -> Docket:
    """A docket from the lines of `encode_docket`, each checked; raises BadInput when one is wrong or missing.

    Case by case: one call over 20,000 cases would hold the interpreter, and the screen with it, for half a second.
    """
    try:
        head = _heads.decode(next(lines, b""))
        cases = Written(_write(_cases.decode(line)) for line in lines)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"承办案件册的格式不对，没有载入：{error}") from error
    if len(cases) != head.count:
        raise BadInput(
            f"承办案件册不完整（应有 {head.count} 件，只有 {len(cases)} 件），没有载入。请院里重新下发。"
        )
    return replace(head.docket, cases=cases)


def digest(docket: Docket) -> str:
    """SHA-256 (hex) over the docket's head and each case, by which the same docket is known again."""
    found = digests.begun()
    found.update(_encoder.encode(replace(docket, cases=())))
    for row in written(docket.cases).rows:
        found.update(row.body)
    return found.hexdigest()


def _write(case: Case) -> WrittenCase:
    body = encode_case(case)
    return WrittenCase(case.number, body, digests.sha256(body))


def _same(one: Case, other: object) -> bool:
    return one == other
