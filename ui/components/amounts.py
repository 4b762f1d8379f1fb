"""Amounts in a column: labels at left, figures at right, a sum strong in the last row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from ui.components.labels import Text


def figures(rows: Sequence[tuple[str, str]], *, total: bool = True) -> QGridLayout:
    """Labels with their amounts at the right, the last one strong where it is their sum."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    for row, (label, amount) in enumerate(rows):
        role = "strong" if total and row == len(rows) - 1 else "body"
        grid.addWidget(Text(label, role, wrap=False), row, 0)
        grid.addWidget(Text(amount, role, wrap=False), row, 1, Qt.AlignmentFlag.AlignRight)
    return grid
