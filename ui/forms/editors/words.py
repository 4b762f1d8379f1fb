"""Text: one line or several, with ready sentences that one tap puts in."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from services.records.fields import Text
from ui.components.fields import EMPTY_WORDS
from ui.forms.editor import Editor, EntryLine, editor_for, flowing, quiet_key
from ui.forms.hints import Hints, Tools

_LINE_PIXELS = 27


class Paper(QPlainTextEdit):
    """Several lines to write on; Tab goes on to the next field."""

    def __init__(self, name: str, lines: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(EMPTY_WORDS)
        self.setProperty("framed", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * _LINE_PIXELS + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
            return
        super().keyPressEvent(event)


class TextEditor(Editor):
    """Words; nothing but blanks counts as unanswered."""

    def __init__(self, name: str, field: Text, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.wide = field.lines > 1 or bool(field.phrases)
        self.edit = Paper(field.label, field.lines) if field.lines > 1 else EntryLine(field.label)
        self.edit.textChanged.connect(self._typed)
        self.frame_around(self.edit)
        if field.phrases:
            self.phrase_keys = [quiet_key(p, partial(self._add, p)) for p in field.phrases]
            self.column.addWidget(flowing(self.phrase_keys))
        self.known = {
            words: quiet_key(words, partial(self._put, words)) for words in hints.options.get(name, ())
        }
        if self.known:
            self.column.addWidget(flowing(self.known.values()))

    def write(self, value: Any) -> None:
        if (value or "") != self._words():
            self.edit.blockSignals(True)
            if isinstance(self.edit, Paper):
                self.edit.setPlainText(value or "")
            else:
                self.edit.setText(value or "")
            self.edit.blockSignals(False)

    def _put(self, words: str) -> None:
        """What is known already, in place of what stands there."""
        if isinstance(self.edit, Paper):
            self.edit.setPlainText(words)
        else:
            self.edit.setText(words)

    def _words(self) -> str:
        return self.edit.toPlainText() if isinstance(self.edit, Paper) else self.edit.text()

    def _typed(self) -> None:
        words = self._words()
        self.give(words if words.strip() else None, typed=True)

    def _add(self, phrase: str) -> None:
        words = self._words().rstrip()
        joint = "" if not words or words.endswith(("。", "，", "；", "！", "？")) else "，"
        if isinstance(self.edit, Paper):
            self.edit.setPlainText(words + joint + phrase)
            self.edit.moveCursor(QTextCursor.MoveOperation.End)
        else:
            self.edit.setText(words + joint + phrase)


@editor_for.register
def _(field: Text, name: str, hints: Hints, tools: Tools) -> Editor:
    return TextEditor(name, field, hints, tools)
