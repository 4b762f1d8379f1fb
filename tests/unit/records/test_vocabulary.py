"""Every paper and every word of the court's own system has its place in the program, or a written reason why none."""

from __future__ import annotations

import dataclasses
import importlib.util
from collections.abc import Iterator

import pytest

from services.docket import case, court, party, proceedings, property
from services.docket.sealed import SORTS
from services.documents import catalogue as documents
from services.records import catalogue
from tests.unit.records import of_kinds, test_items, vocabulary
from tests.unit.records.hard_rules import duty_of
from tests.unit.records.vocabulary import Places

DOCKET = {
    name: {f.name for f in dataclasses.fields(value)}
    for module in (case, court, party, proceedings, property)
    for name, value in vars(module).items()
    if isinstance(value, type) and dataclasses.is_dataclass(value)
}
PAPERS = {d.code for kind in catalogue.KINDS for d in documents.for_kind(kind)}
PAPERS |= {d.code for d in documents.for_case()}
TABLES: dict[str, Places] = {
    "§2.3": vocabulary.PAPERS, **{f"§2.3 {code}": rows for code, rows in vocabulary.FORMS.items()},
    "§2.4": vocabulary.MAIN_RECORD, "§2.4 children": vocabulary.CHILD_RECORDS, "§2.4 closing": vocabulary.CLOSING_WAYS,
    "§5.7": vocabulary.MILDNESS,
}  # fmt: skip
ITEMS = {
    "visit": test_items.VISITS,
    "vehicle_seizure": test_items.VEHICLE,
    **{one.KIND.code: one.ITEMS for one in of_kinds.ALL},
}


def rows() -> Iterator[tuple[str, str, str]]:
    for table, items in TABLES.items():
        for item, places in items.items():
            yield from ((table, item, place) for place in places or ("",))


def stands(place: str) -> bool:
    """Whether that place is there."""
    sort, _, name = place.partition(":")
    owner, _, attribute = name.rpartition(".")
    match sort:
        case "document":
            return name in PAPERS
        case "kind":
            return name in {kind.code for kind in catalogue.KINDS}
        case "field":
            return attribute in catalogue.kind(owner).fields()
        case "duty":
            return duty_of(owner, attribute) is not None
        case "docket":
            return attribute in DOCKET[owner]
        case "action":
            return importlib.util.find_spec(name) is not None
        case "because":
            return len(name) >= 20
    return False


@pytest.mark.parametrize(("table", "item", "place"), list(rows()))
def test_an_item_of_the_notes_has_its_place_or_a_reason(table: str, item: str, place: str) -> None:
    assert stands(place), f"{table} {item}: {place or 'nothing'}"


def test_all_twenty_six_papers_are_there() -> None:
    numbers = {name.split()[0] for name in vocabulary.PAPERS if name.startswith("D")}
    assert numbers == {f"D{n:02d}" for n in range(1, 27)}


def test_a_paper_that_only_the_court_signs_is_the_one_of_its_number() -> None:
    for code, title, number in SORTS:
        if number:
            (places,) = (p for name, p in vocabulary.PAPERS.items() if name.startswith(number))
            assert f"document:{code}" in places, title


def test_the_pages_of_the_kinds_answer_every_section_of_the_checklists() -> None:
    for section, kinds in vocabulary.SECTIONS.items():
        for kind in kinds:
            assert ITEMS[kind].get(section), f"{kind} does not answer {section}"


def test_every_paper_of_the_program_belongs_to_a_paper_of_the_notes_or_says_what_else_it_is() -> None:
    told = {p.partition(":")[2] for places in vocabulary.PAPERS.values() for p in places}
    assert PAPERS - told - BESIDES == set()
    assert told & BESIDES == set()


BESIDES = {  # papers the notes ask for elsewhere (§4.3, §5.3, §6, §8), or plain sheets of the record
    "record_sheet", "eviction_plan_sheet", "collect_notice", "auction_notice", "sale_ruling", "transfer_notice",
    "disposal_account", "posting_transcript", "resume_application", "money_statement", "petition_notice", "rights_notice",
    "risk_notice", "clue_form", "integrity_card",
}  # fmt: skip
