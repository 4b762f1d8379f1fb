"""What was said, line by line: 问, 答 and 述, with ready phrases that one tap puts in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, Literal

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.records.fields import Transcript, Values
from services.records.questions import Block
from services.records.values import Line
from ui.components.buttons import Button, IconButton
from ui.components.choices import Joined
from ui.components.labels import Text
from ui.forms.editor import Editor, OwnLine, editor_for, flowing, quiet_key, stacked
from ui.forms.hints import Hints, Tools

SORTS: tuple[Literal["问", "答", "述"], ...] = ("问", "答", "述")
NO_BLOCKS = "先选“跟谁谈”，成块的现成问题就列在这里；也可以自己加一句。"


class SpokenRow(QWidget):
    """Who speaks, the words, and a cross."""

    def __init__(self, editor: TranscriptEditor, at: int, line: Line) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.sort = Joined(SORTS, f"第 {at + 1} 句", clearable=False)
        self.sort.setIndex(SORTS.index(line.sort))
        self.sort.chosen.connect(lambda n: editor.change(at, replace(editor.line(at), sort=SORTS[n])))
        self.words = OwnLine(f"第 {at + 1} 句：{line.sort}", "说了什么")
        self.words.setText(line.text)
        self.words.textChanged.connect(lambda text: editor.change(at, replace(editor.line(at), text=text)))
        self.cross = IconButton("close", f"删去第 {at + 1} 句", framed=False)
        self.cross.tapped.connect(lambda: editor.drop(at))
        row.addWidget(self.sort)
        row.addWidget(self.words, 1)
        row.addWidget(self.cross)


class QuestionRow(QWidget):
    """A ready question, whole and wrapped, to be read out; 改 makes it a line."""

    def __init__(self, editor: TranscriptEditor, at: int, line: Line) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(8)
        self.words = Text(f"{line.sort}：{line.text}", "strong")
        self.amend = IconButton("amend", f"改第 {at + 1} 句", framed=False)
        self.amend.tapped.connect(lambda: editor.amend(at))
        self.cross = IconButton("close", f"删去第 {at + 1} 句", framed=False)
        self.cross.tapped.connect(lambda: editor.drop(at))
        row.addWidget(self.words, 1)
        row.addWidget(self.amend)
        row.addWidget(self.cross)


class TranscriptEditor(Editor):
    """Lines in the order in which they were spoken."""

    def __init__(self, name: str, field: Transcript, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.rows: list[SpokenRow | QuestionRow] = []
        self._asks = field.blocks is not None
        self._amended: set[int] = set()
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self.adders = {s: quiet_key(f"加一句{s}", partial(self.add, s), icon="plus") for s in SORTS}
        self.phrase_keys = {p: quiet_key(p, partial(self.add, "述", p)) for p in field.phrases}
        keys = flowing((*self.phrase_keys.values(), *self.adders.values()))
        self.block_keys: dict[str, Button] = {}
        self.none_yet = Text(NO_BLOCKS, "second")
        if not self._asks:
            self.none_yet.hide()
        self._blocks = QVBoxLayout()
        self._blocks.setContentsMargins(0, 0, 0, 0)
        offered = QWidget()
        offered.setLayout(self._blocks)
        self.frame_around(stacked(holder, self.none_yet, offered, keys), boxed=False)

    def see(self, values: Values) -> None:
        """Offers the blocks of ready questions that fit the other answers."""
        if not isinstance(self.field, Transcript) or self.field.blocks is None:
            return
        found = {block.title: block for block in self.field.blocks(values)}
        self.none_yet.setVisible(not found)
        if list(found) == list(self.block_keys):
            return
        while (item := self._blocks.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.block_keys = {
            title: quiet_key(title, partial(self.ask, block), "soft", "plus")
            for title, block in found.items()
        }
        self._blocks.addWidget(flowing(self.block_keys.values()))

    def ask(self, block: Block) -> None:
        """Puts the questions of a block in, each with an answer that waits to be written."""
        lines = tuple(line for asked in block.lines for line in (asked, Line(sort="答", text="")))
        first = len(self.value or ()) + 1
        self._take((*(self.value or ()), *lines))
        self._write_in(first)

    def line(self, at: int) -> Line:
        """One line as it stands."""
        found: Line = self.value[at]
        return found

    def write(self, value: Any) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(n, line) for n, line in enumerate(value or ())]
        for row in self.rows:
            self._list.addWidget(row)

    def _row(self, at: int, line: Line) -> SpokenRow | QuestionRow:
        ready = self._asks and line.sort == "问" and line.text.strip() and at not in self._amended
        return QuestionRow(self, at, line) if ready else SpokenRow(self, at, line)

    def amend(self, at: int) -> None:
        """A ready question becomes a line that can be written in."""
        self._amended.add(at)
        self.write(self.value)
        self._write_in(at)

    def _write_in(self, at: int) -> None:
        row = self.rows[at]
        if isinstance(row, SpokenRow):
            row.words.setFocus()

    def add(self, sort: Literal["问", "答", "述"], words: str = "") -> None:
        """A further line; without words it waits to be written."""
        self._take((*(self.value or ()), Line(sort=sort, text=words)))
        if not words:
            self._write_in(-1)

    def change(self, at: int, line: Line) -> None:
        """Another sort or other words."""
        lines = list(self.value or ())
        lines[at] = line
        self.give(tuple(lines), typed=True)

    def drop(self, at: int) -> None:
        """One line less."""
        self._amended = {n - (n > at) for n in self._amended if n != at}
        self._take(tuple(line for n, line in enumerate(self.value or ()) if n != at))

    def _take(self, lines: tuple[Line, ...]) -> None:
        self.write(lines)
        self.give(lines or None)


@editor_for.register
def _(field: Transcript, name: str, hints: Hints, tools: Tools) -> Editor:
    return TranscriptEditor(name, field, hints, tools)
