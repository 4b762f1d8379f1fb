"""导入报告: what became of every row of an imported file, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

Verdict = Literal["accepted", "warned", "refused"]
_TITLES: dict[Verdict, str] = {"accepted": "采用", "warned": "采用，有提醒", "refused": "未采用"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row's outcome; `row` is what a spreadsheet shows beside it, `case` the case number as far as readable."""

    sheet: str
    row: int
    case: str
    verdict: Verdict
    reasons: tuple[str, ...] = ()

    def __str__(self) -> str:
        why = f"：{'；'.join(self.reasons)}" if self.reasons else ""
        return f"{self.sheet} 第 {self.row} 行 {self.case or '（案号不明）'} {_TITLES[self.verdict]}{why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The report of one import; `cases` were good, `refused` were not, `remarks` concern the file as a whole."""

    file: str
    lines: tuple[Line, ...]
    cases: tuple[str, ...]
    refused: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """True when no row was refused."""
        return not any(line.verdict == "refused" for line in self.lines)

    def count(self, verdict: Verdict) -> int:
        """How many rows came to this."""
        return Counter(line.verdict for line in self.lines)[verdict]

    def text(self) -> str:
        """The report for people: the sum, then every row that was not simply accepted."""
        head = (
            f"{self.file}：{len(self.cases)} 案合格，{len(self.refused)} 案不合格；"
            f"{self.count('accepted')} 行采用，{self.count('warned')} 行有提醒，{self.count('refused')} 行未采用。"
        )
        told = (str(line) for line in self.lines if line.verdict != "accepted")
        return "\n".join((head, *self.remarks, *told)) + "\n"


def refuse_whole_cases(lines: list[Line], bad: set[str]) -> tuple[Line, ...]:
    """Rows of a case that has a refused row are refused with it: a case comes whole or not at all."""
    return tuple(
        replace(line, verdict="refused", reasons=(*line.reasons, "同案有不合格的行，整案未采用"))
        if line.verdict != "refused" and line.case in bad
        else line
        for line in lines
    )
