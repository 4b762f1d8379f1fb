"""Papers handed over: those that wait for this case by one tap, others written in; copies by plus and minus."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.records.fields import HandedPapers
from services.records.values import Handed
from ui.components.buttons import Button, IconButton
from ui.components.labels import Text
from ui.forms.editor import Editor, OwnLine, editor_for, flowing, quiet_key, stacked
from ui.forms.hints import Hints, Tools


class PaperLine(QWidget):
    """One paper: what it is, its number to write, its copies, and a cross."""

    def __init__(self, editor: HandedEditor, at: int, paper: Handed) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Text(paper.title, "strong", wrap=False))
        self.number = OwnLine(f"{paper.title}：文号", "文号")
        self.number.setText(paper.number)
        self.number.textChanged.connect(lambda words: editor.change(at, number=words.strip()))
        row.addWidget(self.number, 1)
        self.less = quiet_key("−", partial(editor.count, at, -1))
        self.less.setAccessibleName(f"{paper.title}减一份")
        self.copies = Text(f"{paper.copies} 份", "strong", wrap=False)
        self.more = quiet_key("＋", partial(editor.count, at, 1))
        self.more.setAccessibleName(f"{paper.title}加一份")
        self.cross = IconButton("close", f"删去{paper.title}", framed=False)
        self.cross.tapped.connect(lambda: editor.drop(at))
        for widget in (self.less, self.copies, self.more, self.cross):
            row.addWidget(widget)


class HandedEditor(Editor):
    """Rows of papers under the keys of those that wait to be served."""

    def __init__(self, name: str, field: HandedPapers, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.rows: list[PaperLine] = []
        self.known = {
            " ".join(filter(None, (p.title, p.number))): quiet_key(
                p.title, partial(self._add, p), icon="plus"
            )
            for p in hints.papers
        }
        usual = [title for title in field.titles if title not in {p.title for p in hints.papers}]
        self.usual = {t: quiet_key(t, partial(self._add, Handed(title=t)), icon="plus") for t in usual}
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self.line = OwnLine("其他文书", "其他文书的名称")
        self.line.returnPressed.connect(self._add_own)
        self.key = Button("加一种", icon="plus", height=48)
        self.key.tapped.connect(self._add_own)
        keys = flowing((*self.known.values(), *self.usual.values()))
        self.frame_around(stacked(holder, keys, stacked(self.line, self.key, across=True)), boxed=False)

    def write(self, value: Any) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [PaperLine(self, at, paper) for at, paper in enumerate(value or ())]
        for row in self.rows:
            self._list.addWidget(row)

    def change(self, at: int, number: str) -> None:
        """Another number, while it is typed."""
        papers = list(self.value or ())
        papers[at] = replace(papers[at], number=number)
        self.give(tuple(papers), typed=True)

    def count(self, at: int, by: int) -> None:
        """One copy more or less; one at least."""
        papers = list(self.value)
        papers[at] = replace(papers[at], copies=max(1, papers[at].copies + by))
        self._take(tuple(papers))

    def drop(self, at: int) -> None:
        """One paper less."""
        self._take(tuple(p for n, p in enumerate(self.value or ()) if n != at))

    def _add(self, paper: Handed) -> None:
        if paper not in (self.value or ()):
            self._take((*(self.value or ()), paper))

    def _add_own(self) -> None:
        title = self.line.text().strip()
        if title:
            self.line.clear()
            self._add(Handed(title=title))

    def _take(self, papers: tuple[Handed, ...]) -> None:
        self.write(papers)
        self.give(papers or None)


@editor_for.register
def _(field: HandedPapers, name: str, hints: Hints, tools: Tools) -> Editor:
    return HandedEditor(name, field, hints, tools)
