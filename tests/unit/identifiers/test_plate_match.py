"""A plate read from a car is set beside those of the docket; near ones are told with what differs, none is chosen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identifiers import plate as plates
from services.identifiers import plate_match
from services.identifiers.plate_match import BadSighting, Candidate, match

DOCKET = ("浙H8D2S7", "浙HB0257", "浙H8D257", "浙HD12345", "浙A8D2S7")


@pytest.mark.parametrize(
    ("seen", "first", "differs"),
    [
        ("浙H8D2S7", "浙H8D2S7", ()),
        ("浙h·8d2s7", "浙H8D2S7", ()),
        ("浙H802S7", "浙H8D2S7", (4,)),
        ("浙H8Q2S7", "浙H8D2S7", (4,)),
        ("浙H8O2S7", "浙H8D2S7", (4,)),
        ("浙HBD2S7", "浙H8D2S7", (3,)),
        ("浙H8DZS7", "浙H8D2S7", (5,)),
        ("浙H8D2？7", "浙H8D257", (6,)),
        ("浙?8D2S7", "浙A8D2S7", (2,)),
        ("HD12345", "浙HD12345", (1,)),
        ("D12345", "浙HD12345", (1, 2)),
        ("浙HD1234S", "浙HD12345", (8,)),
        ("浙HDI2345", "浙HD12345", (4,)),
    ],
)
def test_sign_that_looks_alike_or_was_not_read_leads_to_the_docket(
    seen: str, first: str, differs: tuple[int, ...]
) -> None:
    assert match(seen, DOCKET)[0] == Candidate(first, differs)


def test_plate_read_the_same_comes_first_and_hides_no_twin() -> None:
    assert match("浙H8D257", DOCKET) == (
        Candidate("浙H8D257", ()), Candidate("浙H8D2S7", (6,)), Candidate("浙HB0257", (3, 4)),
    )  # fmt: skip


@pytest.mark.parametrize("seen", ["", "8D2S7", "浙H8D2S", "浙H8A2S7", "浙H8D2S77", "浙J8D2S7"])
def test_another_plate_leads_nowhere(seen: str) -> None:
    found = match(seen, DOCKET)
    assert not any(c.exact for c in found)
    assert [c.plate for c in found if len(c.differs) < 2] == []


def test_two_unread_signs_are_too_many() -> None:
    with pytest.raises(BadSighting, match="超过一个"):
        match("浙H8?2?7", DOCKET)


SIGNS = "0DQ8B2Z5S17HA"
docket_plates = st.text(SIGNS, min_size=5, max_size=6).map(lambda serial: f"浙H{serial}")


@given(st.lists(docket_plates, max_size=12), docket_plates)
def test_no_docket_plate_is_silently_taken_for_another(known: list[str], seen: str) -> None:
    found = match(seen, known)
    assert [c.plate for c in found if c.exact] == ([seen] if seen in known else [])
    for candidate in found:
        assert bool(candidate.differs) == (candidate.plate != seen)
        assert all(candidate.plate[n - 1] != seen[n - 1] for n in candidate.differs)


@given(st.lists(docket_plates, min_size=1, max_size=12, unique=True), st.data())
def test_every_plate_alike_is_told(known: list[str], data: st.DataObject) -> None:
    meant = data.draw(st.sampled_from(known))
    groups = {sign: group for group in plate_match._ALIKE for sign in group}
    seen = "浙H" + "".join(data.draw(st.sampled_from(groups.get(sign, sign))) for sign in meant[2:])
    found = match(seen, known)
    assert meant in [c.plate for c in found]
    assert all(c.exact == (plates.bare(seen) == c.plate) for c in found)
    assert [len(c.differs) for c in found] == sorted(len(c.differs) for c in found)


@given(st.text("浙H?8D2·*O ", max_size=9), st.lists(docket_plates, max_size=5))
def test_no_text_makes_it_stumble(seen: str, known: list[str]) -> None:
    try:
        found = match(seen, known)
    except BadSighting:
        return
    assert all(not c.exact or plates.bare(seen) == c.plate for c in found)


@given(st.lists(docket_plates, max_size=12), st.text("浙H0D?8B2Z5S17A", max_size=8))
def test_index_tells_what_every_plate_looked_at_one_by_one_would(known: list[str], seen: str) -> None:
    try:
        found = plate_match.KnownPlates(known).match(seen)
    except BadSighting:
        return
    read = plates.bare(seen)
    one_by_one = {p: d for p in known if (d := plate_match._differences(read, p)) is not None}
    assert {c.plate: c.differs for c in found} == one_by_one
