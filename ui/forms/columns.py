"""How the record page is laid out: what is told above the answers, the answers, what is written below, and beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import look


class Columns(QWidget):
    """`put` places the form, in place of the one before."""

    def __init__(self, above: Sequence[QWidget], below: QWidget, beside: QWidget) -> None:
        super().__init__()
        self._at = len(above)
        self._left = QVBoxLayout()
        self._left.setSpacing(10)
        for widget in above:
            self._left.addWidget(widget)
        self._left.addStretch(1)
        self._left.addWidget(below)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(20)
        self._row.addLayout(self._left, 1)
        self._row.addWidget(beside)
        self.fit()

    def put(self, form: QWidget) -> None:
        """The form stands where there was room for it."""
        if (item := self._left.takeAt(self._at)) is not None and (before := item.widget()) is not None:
            before.hide()
            before.deleteLater()
        self._left.insertWidget(self._at, form, 1)

    def fit(self) -> None:
        """The window has another size."""
        sizes = look.sizes()
        self._row.setContentsMargins(sizes.left, 12, sizes.right, 12)
