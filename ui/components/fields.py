"""The frame around an answer: label above, state in outline and ground, 对 and 用上次 inside, the error below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import Button
from ui.components.labels import Chip, Text

STATES = ("empty", "prefilled", "answered", "editing", "error", "fixed")
EMPTY_WORDS = "点此填写"


class Line(QLineEdit):
    """A line to type into that wears no frame of its own, for use in a FieldFrame."""

    def __init__(
        self, name: str, text: str = "", placeholder: str = EMPTY_WORDS, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("framed", True)
        self.setFrame(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        # At rest a long answer gives way in its middle: a village and a house number both stay readable.
        room = self.contentsRect().adjusted(2, 0, -2, 0)
        long = self.fontMetrics().horizontalAdvance(self.text()) > room.width()
        if self.hasFocus() or not long or self.echoMode() != QLineEdit.EchoMode.Normal:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        metrics = QFontMetricsF(self.font())
        shown = painting.shortened(self.text(), metrics, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class FieldFrame(QWidget):
    """Label, frame, answer, keys and error sentence of one field.

    `content` is the editor (a `Line` or any widget). `boxed=False` leaves out the frame, for editors that draw
    their own (yes/no, tiles, photos). Signals: `confirmed` (对 was tapped), `again` (用上次 was tapped).
    """

    confirmed = Signal()
    again = Signal()

    def __init__(
        self,
        label: str,
        content: QWidget,
        unit: str = "",
        icon: str = "",
        boxed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state, self._resting = "empty", "empty"
        self._icon = icon
        self._offer: str | None = None
        self.label, self.content = label, content
        self.setAccessibleName(label)
        if not content.accessibleName():
            content.setAccessibleName(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._head(label))
        self._shell = _Shell(self, boxed)
        self._fill_shell(content, unit)
        column.addWidget(self._shell)
        self._error = Text("", "second", "red")
        self._error.hide()
        column.addWidget(self._error)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        content.installEventFilter(self)
        look.changes.changed.connect(self.refit)
        self.refit()

    @property
    def state(self) -> str:
        """One of STATES."""
        return self._state

    @property
    def sentence(self) -> str:
        """The error sentence shown, empty when there is none."""
        return self._error.accessibleName() if self._state == "error" else ""

    @property
    def confirm_key(self) -> Button:
        """The key 对."""
        return self._confirm

    @property
    def again_key(self) -> Button:
        """The key 用上次."""
        return self._again

    def setState(self, state: str, sentence: str = "") -> None:
        """Show a state of STATES; `sentence` says under the field what is wrong."""
        if state not in STATES:
            raise ValueError(state)
        self._resting = state if state != "editing" else self._resting
        self._show(state, sentence)

    def setAgain(self, words: str | None) -> None:
        """Offer (or stop offering) the value of last time; `words` is what it was, for the screen reader."""
        self._offer = words
        self._again.setAccessibleName(f"{self.label}：用上次，{words}" if words else "用上次")
        self.refit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn and watched is self.content and self._state not in ("fixed", "error"):
            self._show("editing", "")
        elif kind == QEvent.Type.FocusOut and watched is self.content and self._state == "editing":
            self._show(self._resting, "")
        return super().eventFilter(watched, event)

    def refit(self) -> None:
        """Fit keys and colours to state, theme and size."""
        prefilled = self._resting == "prefilled" and self._state in ("prefilled", "editing")
        self._chip.setVisible(prefilled)
        self._confirm.setVisible(prefilled)
        self._again.setVisible(
            self._offer is not None and self._state in ("empty", "editing") and not prefilled
        )
        self._lock.setVisible(self._state == "fixed")
        self._stop.setVisible(self._state == "error" and self._shell.boxed)
        if isinstance(self.content, QLineEdit):
            self.content.setReadOnly(self._state == "fixed")
            self.content.setProperty("answered", self._state == "answered")
            look.restyle(self.content)
        self._shell.refit()
        self.update()

    def _show(self, state: str, sentence: str) -> None:
        self._state = state
        self._error.setText(sentence)
        self._error.setVisible(state == "error" and bool(sentence))
        self.setAccessibleDescription(
            sentence or {"prefilled": "预填，待确认", "fixed": "不可改"}.get(state, "")
        )
        self.refit()

    def _head(self, label: str) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        words = Text(label, "label", wrap=False)
        if not label:  # never shown before it has a parent, or it would flash up as a window
            words.hide()
        self._chip = Chip("预填 待确认", "act", height=24)
        head.addWidget(words)
        head.addWidget(self._chip)
        head.addStretch(1)
        return head

    def _fill_shell(self, content: QWidget, unit: str) -> None:
        self._lock, self._stop, self._lead = Mark("lock"), Mark("stop", "redtext"), Mark(self._icon or "note")
        self._unit = Text(unit, "second", wrap=False)
        self._confirm = Button("对", "main", height=48)
        self._confirm.setAccessibleName(f"{self.label}：对")
        self._confirm.tapped.connect(self.confirmed)
        self._again = Button("用上次", "soft", "again", height=48)
        self._again.tapped.connect(self.again)
        for mark in (self._lock, self._stop, self._lead):
            self._shell.row.addWidget(mark)
        self._shell.row.addWidget(content, 1)
        for widget in (self._unit, self._again, self._confirm):
            self._shell.row.addWidget(widget)
        self._lead.setVisible(bool(self._icon))
        self._unit.setVisible(bool(unit))


class Mark(QWidget):
    """An icon of 24 px that only shows; `ink` names the token it is drawn in."""

    def __init__(self, icon: str, ink: str = "ink", side: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._ink = icon, ink
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.picture(painter, self._icon, getattr(look.current(), self._ink), QRectF(self.rect()))
        painter.end()


class _Shell(QWidget):
    def __init__(self, frame: FieldFrame, boxed: bool) -> None:
        super().__init__(frame)
        self._frame, self.boxed = frame, boxed
        self.row = QHBoxLayout(self)
        self.row.setSpacing(10)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), look.sizes().field)) if self.boxed else hint

    def refit(self) -> None:
        if not self.boxed:
            self.row.setContentsMargins(0, 0, 0, 0)
            return
        self.setMinimumHeight(look.sizes().field)
        fixed = self._frame.state == "fixed"
        self.row.setContentsMargins(0 if fixed else 15, 4, 4 if self._has_key() else 15, 4)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        state = self._frame.state
        if not self.boxed or state == "fixed":
            return
        tokens = look.current()
        fill, border, width = tokens.surface, tokens.edge, tokens.border
        if state == "prefilled":
            fill = tokens.sunk
        elif state == "editing":
            border, width = tokens.focus, 4 if tokens.shapes else 2.5
        elif state == "error":
            fill, border, width = tokens.redsoft, tokens.rededge, 6 if tokens.shapes else 2.5
        elif state == "answered" and tokens.shapes:
            width = 2.5
        painter = QPainter(self)
        radius = look.sizes().radius_field
        painting.box(painter, QRectF(self.rect()), fill, border, width, radius, dashed=state == "prefilled")
        painter.end()

    def _has_key(self) -> bool:
        return any(not key.isHidden() for key in (self._frame.confirm_key, self._frame.again_key))


def inline(label: str, content: QWidget, parent: QWidget | None = None) -> QWidget:
    """A question at left and its short answer (yes/no, a count) at right on one line of at least 64 px."""
    line = QWidget(parent)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 3, 0, 3)
    row.addWidget(Text(label, "body"), 1)
    row.addWidget(content, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    line.setMinimumHeight(look.sizes().row)
    if not content.accessibleName():
        content.setAccessibleName(label)
    return line
