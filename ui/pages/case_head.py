"""案件详情的抬头: the number, who against whom, and four figures: claim, paid, due today, what lapses next."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.actions.finding import CaseFile
from services.cases import measures
from services.docket.case import Case
from services.docket.party import Party
from ui import words
from ui.components.frames import Card
from ui.components.labels import Text
from ui.pages.case_cards import CaseNumber


class CaseHead(QWidget):
    """Stands above the tabs; dashes until the case was read."""

    def __init__(self, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        left = QVBoxLayout()
        left.setSpacing(2)
        self._parties = Text("", "body")
        left.addWidget(CaseNumber(number), 0, Qt.AlignmentFlag.AlignTop)
        left.addWidget(self._parties)
        left.addStretch(1)
        row.addLayout(left, 1)
        self._claim = _box(row, "执行标的（元）")
        self._got = _box(row, "已到位（元）")
        self._due = _box(row, "今日应付（元）")
        self._expiry = _box(row, "最近到期")

    def show_case(self, file: CaseFile, today: dt.date) -> None:
        """The parties and the figures of a case."""
        case = file.case
        series = f"  ·  {case.series.title} {case.series.count} 件" if case.series else ""
        self._parties.setText(f"{_applied(case)} → 被执行 {_names(case.debtors)}{series}")
        self._claim[1].setText(words.amount(case.claim))
        got = case.recovered if not file.taken else (case.recovered or 0) + file.taken
        self._got[0].setText(f"已到位，含现场 {words.amount(file.taken)}" if file.taken else "已到位（元）")
        self._got[1].setText(words.amount(got))
        account = file.owing.account
        self._due[1].setText(words.amount(account.due_with_fee if account else None))
        self._show_expiry(file, today)

    def _show_expiry(self, file: CaseFile, today: dt.date) -> None:
        """The measure that lapses next, and how soon; what has lapsed is said so."""
        held = measures.next_expiry(file.measures)
        days = held.days_left(today) if held is not None else None
        self._expiry[0].setText("最近到期" if days is None else f"最近到期 · {words.due(days)}")
        self._expiry[1].setText(words.day_text(held.measure.expires_on if held is not None else None))


def _box(row: QHBoxLayout, label: str) -> tuple[Text, Text]:
    """A figure with its words above it."""
    box = Card()
    box.body.setSpacing(0)
    head, value = Text(label, "second", wrap=False), Text(words.UNKNOWN, "heading", wrap=False)
    box.body.addWidget(head)
    box.body.addWidget(value)
    row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
    return head, value


def _applied(case: Case) -> str:
    """Who applied; of a criminal judgment nobody did."""
    return "移送执行，无申请执行人" if case.moved else f"申请 {_names(case.creditors)}"


def _names(parties: tuple[Party, ...]) -> str:
    shown = "、".join(p.name for p in parties[:3])
    return f"{shown}等 {len(parties)} 人" if len(parties) > 3 else shown or words.UNKNOWN
