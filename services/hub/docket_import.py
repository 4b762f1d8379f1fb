"""承办案件导入: cases from an xlsx, csv or json file in the court system's words, each row reported, no case half."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from services.docket.case import Case
from services.errors import BadInput
from services.hub import assembling, sheets, tables
from services.hub.cells import BadCell, Cell
from services.hub.columns import Sheet
from services.hub.report import Report, refuse_whole_cases
from services.hub.row import Read
from services.hub.sheets import CASES, NUMBER_HEAD, SHEETS
from services.identifiers import case_number


@dataclass(frozen=True, slots=True)
class Imported:
    """The good cases of a file, each whole, in the file's order; and what became of every row."""

    cases: tuple[Case, ...]
    report: Report


def read(path: Path) -> Imported:
    """Reads a file; raises BadInput when it is no such file, a sheet lacks a needed column, or there are no cases."""
    found = tables.read(path, CASES.name)
    if not found.get(CASES.name):
        raise BadInput(f"没有“{CASES.name}”表或表中没有案件，没有导入。样式见 docs/docket-import.md。")
    known = {sheet.name: sheet for sheet in SHEETS}
    remarks = [f"表“{name}”不认识，未读取。" for name in found if name not in known]
    rows = [row for name, sheet in known.items() for row in _sheet(sheet, found.get(name, []), remarks)]
    cases = _assembled(rows)
    lines = [row.line for row in rows]
    bad = {line.case for line in lines if line.verdict == "refused" and line.case}
    report = Report(
        file=path.name,
        lines=refuse_whole_cases(lines, bad),
        cases=tuple(number for number in cases if number not in bad),
        refused=tuple(
            dict.fromkeys(line.case or "（案号不明）" for line in lines if line.verdict == "refused")
        ),
        remarks=tuple(remarks),
    )
    return Imported(tuple(case for number, case in cases.items() if number not in bad), report)


def _sheet(sheet: Sheet, rows: list[tables.Row], remarks: list[str]) -> Iterator[Read]:
    heads = {column.head for column in sheet.columns}
    seen = {head for row in rows for head in row.cells}
    missing = [column.head for column in sheet.columns if column.needed and rows and column.head not in seen]
    if missing:
        raise BadInput(f"表“{sheet.name}”缺少必需的列：{'、'.join(missing)}，没有导入。")
    strange = sorted(seen - heads)
    if strange:
        remarks.append(f"表“{sheet.name}”有不认识的列，未读取：{'、'.join(strange)}。")
    return (_row(sheet, row) for row in rows)


def _row(sheet: Sheet, row: tables.Row) -> Read:
    read = Read(sheet, row.number, "", {})
    for column in sheet.columns:
        cell = row.cells.get(column.head)
        if _is_empty(cell):
            if column.needed:
                read.errors.append(f"{column.head}为空")
            continue
        try:
            read.values[column.field] = column.sort.read(cell)
        except BadCell as error:
            read.errors.append(f"{column.head}：{error.sentence}")
    written = str(row.cells.get(NUMBER_HEAD) or "").strip()
    finding = case_number.check(written) if written else None
    read.case = str(finding.value.case) if finding and finding.value else written
    if finding:
        read.errors += [f"案号：{problem}" for problem in finding.errors]
        read.warnings += finding.warnings if sheet is CASES else ()
    return read


def _is_empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _assembled(rows: list[Read]) -> dict[str, Case]:
    """The cases in the order of the sheet 案件; what does not fit together is noted at its row."""
    heads: dict[str, Read] = {}
    children: defaultdict[str, defaultdict[str, list[Read]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row.sheet is not CASES:
            children[row.case][row.sheet.name].append(row)
            if row.case not in heads:
                row.errors.append("“案件”表里没有这个案号")
        elif row.case in heads:
            row.errors.append(f"案号与第 {heads[row.case].number} 行重复")
        else:
            heads[row.case] = row
    return {number: case for number, head in heads.items() if (case := _case(number, head, children[number]))}


def _case(number: str, head: Read, children: Mapping[str, list[Read]]) -> Case | None:
    own = [head, *(row for rows in children.values() for row in rows)]
    assembling.check_identifiers(own)
    assembling.check_ties(head, children)
    if any(row.errors for row in own):
        return None
    case = assembling.case(number, head, children)
    if not case.debtors:
        head.errors.append("没有被执行人")
        return None
    for debtor in case.debtors:
        if not debtor.places:
            rows = [r for r in children.get(sheets.PARTIES.name, ()) if r.values.get("name") == debtor.name]
            (rows or [head])[0].warnings.append(f"被执行人{debtor.name}没有地址，地图和路线上看不到")
    return case
