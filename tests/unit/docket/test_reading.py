"""The docket's written form: a line for each case, nothing missing, nothing looked into before it is needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.docket import reading
from services.docket.reading import Written, WrittenCase
from services.errors import BadInput
from tests.factories import make_cases, make_docket

CASES = make_cases(5)
DOCKET = make_docket(CASES)
RAW = reading.encode_docket(DOCKET)


def test_a_docket_comes_back_as_it_was_written() -> None:
    read = reading.decode_docket(RAW)
    assert read == DOCKET
    assert read != replace(DOCKET, cases=CASES[:4])
    assert read != replace(DOCKET, cases=(*CASES[:4], CASES[0]))
    assert (tuple(read.cases), read.cases[2], tuple(read.cases[1:3])) == (CASES, CASES[2], CASES[1:3])
    assert reading.encode_docket(read) == RAW
    assert reading.digest(read) == reading.digest(DOCKET)


def test_every_case_stands_on_a_line_of_its_own() -> None:
    assert RAW.split(b"\n")[1:] == [reading.encode_case(case) for case in CASES]


@pytest.mark.parametrize("lost", [1, 3, 5])
def test_a_docket_without_one_of_its_lines_is_refused(lost: int) -> None:
    lines = RAW.split(b"\n")
    with pytest.raises(BadInput, match="应有 5 件，只有 4 件"):
        reading.decode_docket(b"\n".join(lines[:lost] + lines[lost + 1 :]))


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"\n", RAW + b"\n", RAW + b"\n{}", RAW.replace(b'"number":', b'"no":')]
)
def test_what_is_no_docket_is_refused_whole(raw: bytes) -> None:
    with pytest.raises(BadInput, match="没有载入"):
        reading.decode_docket(raw)


def test_a_wrong_case_is_found_when_the_file_is_read_and_not_later() -> None:
    changed = RAW.replace(f'"claim":"{CASES[4].claim}"'.encode(), b'"claim":"much"')
    assert changed != RAW
    with pytest.raises(BadInput, match="格式不对"):
        reading.decode_docket(changed)


def test_a_case_is_made_of_its_line_only_when_it_is_looked_at() -> None:
    torn = Written([*reading.written(CASES).rows, WrittenCase("（2026）浙0822执1号", b"torn", b"")])
    assert len(torn) == 6
    assert torn[0] == CASES[0]
    with pytest.raises(BadInput):
        torn[5]
