"""承办案件导出: cases as the sheets that docket_import reads, so that a court can see, mend and load them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any

from services.docket.case import Case
from services.hub import course_sheets, sheets, tables
from services.hub.columns import Sheet
from services.hub.sheets import SHEETS


def write(path: Path, cases: Iterable[Case]) -> None:
    """Writes an xlsx or json file, or a folder of csv files where `path` has no suffix."""
    tables.write(path, as_tables(cases))


def as_tables(cases: Iterable[Case]) -> dict[str, list[list[str]]]:
    """Every sheet with its heads and rows, all cells as text; sheets without rows keep their heads as a pattern."""
    listed = list(cases)
    return {
        sheet.name: [
            [column.head for column in sheet.columns],
            *(_cells(sheet, row) for case in listed for row in _rows(sheet.name, case)),
        ]
        for sheet in SHEETS
    }


def _cells(sheet: Sheet, row: Mapping[str, Any]) -> list[str]:
    cells = []
    for column in sheet.columns:
        first, *inner = column.field.split(".")
        value = row.get(first)
        if value is not None and inner:
            value = _inside(value, ".".join(inner))
        cells.append("" if value is None or value == column.sort.empty else column.sort.write(value))
    return cells


def _inside(value: Any, path: str) -> Any:
    return attrgetter(path)(value)


def _rows(sheet: str, case: Case) -> Iterator[dict[str, Any]]:
    if sheet == sheets.CASES.name:
        yield _fields(case)
    elif sheet == sheets.PARTIES.name:
        for party in case.parties:
            yield {**_fields(party), "case": case.number, "place": party.places[0] if party.places else None}
    elif sheet == sheets.ADDRESSES.name:
        for party in case.parties:
            for place in party.places[1:]:
                yield {**_fields(place), "case": case.number, "party": party.id}
    else:
        for value in _values(sheet, case):
            yield {**_fields(value), "case": case.number}


def _values(sheet: str, case: Case) -> Iterable[Any]:
    return {
        sheets.CLAIM_ITEMS.name: case.claim_items,
        sheets.LIABILITIES.name: case.liabilities,
        sheets.VEHICLES.name: case.vehicles,
        sheets.HOMES.name: tuple(p for p in case.properties if p.home),
        sheets.THINGS.name: tuple(p for p in case.properties if not p.home and not p.vehicle),
        sheets.MEASURES.name: case.measures,
        sheets.SERVED.name: case.served,
        sheets.RISKS.name: case.risks,
        sheets.VISITS.name: case.past_visits,
        course_sheets.INSTALMENTS.name: case.instalments,
        course_sheets.AUCTIONS.name: case.auctions,
        course_sheets.MONEY_IN.name: case.enforcement_money,
        course_sheets.PETITIONS.name: case.petitions,
        course_sheets.OBJECTIONS.name: case.objections,
        course_sheets.PAUSES.name: case.pauses,
        course_sheets.INQUIRIES.name: case.inquiries,
    }[sheet]


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}
