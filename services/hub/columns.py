"""导入表的列: what a column and a sheet are; which there are is said in sheets.py and course_sheets.py."""

from __future__ import annotations

from dataclasses import dataclass

from services.hub.cells import TEXT, Sort


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, the field it fills (dotted for a value inside), and its sort of cell."""

    head: str
    field: str
    sort: Sort = TEXT
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; every sheet has the column 案号."""

    name: str
    columns: tuple[Column, ...]
