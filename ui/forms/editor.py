"""What every editor has in common, and the one question which editor a field gets: `editor_for(field, …)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import singledispatch
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from services.records.fields import Field, Values
from ui.components.buttons import Button
from ui.components.fields import FieldFrame, Line, Mark
from ui.components.flow import Flow
from ui.components.labels import Text
from ui.forms.hints import Hints, Tools

_RELEASE_POLL_MS = 40


class Editor(QWidget):
    """The editor of one field.

    `answered(name, value)` after every change by hand (None: cleared), `typed` True while it is still being typed;
    `confirmed(name)` for 对; `again(name, value)` for 用上次; `left(name)` when the focus has gone elsewhere.
    `put(value, state)` shows an answer without a signal; state is empty, prefilled, answered or fixed.
    """

    answered = Signal(str, object)
    confirmed = Signal(str)
    again = Signal(str, object)
    left = Signal(str)
    wide = True

    def __init__(self, name: str, field: Field, hints: Hints, tools: Tools) -> None:
        super().__init__()
        self.name, self.field, self.hints, self.tools = name, field, hints, tools
        self.value: Any = None
        self.state = "empty"
        self.typed = False
        self._inside = False
        self._tray: QWidget | None = None
        self.setAccessibleName(field.label)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def frame_around(self, content: QWidget, *, unit: str = "", boxed: bool = True) -> FieldFrame:
        """Puts the frame with label, 对 and 用上次 around the editor's main widget; called once by each editor."""
        self.frame = FieldFrame(self.field.label, content, unit=unit, boxed=boxed)
        self.frame.confirmed.connect(lambda: self.confirmed.emit(self.name))
        self.frame.again.connect(lambda: self.again.emit(self.name, self.hints.last[self.name]))
        if self.field.remembered and self.name in self.hints.last:
            self.frame.setAgain(self.field.text(self.hints.last[self.name]))
        self.column.addWidget(self.frame)
        self._warning = Warning_()
        self.column.addWidget(self._warning)
        self.content = content
        self.setFocusProxy(content)
        return self.frame

    def tray_below(self, tray: QWidget) -> None:
        """A strip of keys that is open only while the officer is in this editor."""
        self._tray = tray
        tray.hide()
        self.column.addWidget(tray)

    def put(self, value: Any, state: str) -> None:
        """Shows an answer; what is being typed stays as it is when it says the same."""
        if value != self.value or (value is None and state == "empty" and self.state != "empty"):
            self.value = value
            self.write(value)
        self.state = state
        self.refresh_state()

    def see(self, values: Values) -> None:
        """The other answers, for editors that offer by them; most do not."""

    def write(self, value: Any) -> None:
        """Puts a value into the widgets; each editor its own way."""
        raise TypeError(f"{type(self).__name__} shows nothing")

    def give(self, value: Any, typed: bool = False) -> None:
        """The officer has changed the answer: None or nothing in it means unanswered."""
        self.value = value
        self.typed = typed
        self.state = "empty" if value is None else "answered"
        self.refresh_state()
        self.answered.emit(self.name, value)

    def blame(self, sentence: str) -> None:
        """Says beside the field what is missing or wrong."""
        self.frame.setState("error", sentence)

    def refresh_state(self) -> None:
        """Frame, error and warning as value and state ask; what is half typed is not blamed."""
        errors, warnings = self.found()
        self._warning.tell("" if self._inside and self.typed else "；".join(warnings))
        if errors and not (self._inside and self.typed):
            self.frame.setState("error", "；".join(errors))
            return
        self.frame.setState(self.state)
        if self._inside:
            self.frame.setState("editing")

    def found(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What is wrong with the answer and what deserves a second look."""
        if self.value is None or self.state == "fixed":
            return (), ()
        return self.field.errors(self.value), self.field.warnings(self.value)

    @property
    def busy(self) -> bool:
        """True while something of this answer is still on its way to the disk."""
        return False

    @property
    def offered(self) -> bool:
        """False while the page cannot do what this editor needs; it then takes no room."""
        return True

    def entered(self) -> None:
        """The focus has come into this editor."""
        self._inside = True
        if self._tray is not None and self.state != "fixed":
            self._tray.show()
        self.refresh_state()

    def departed(self) -> None:
        """The focus has gone elsewhere: half-typed things are judged now."""
        self._inside = False
        self.typed = False
        self.settle()
        self.left.emit(self.name)
        after_release(self, self._fold)

    def settle(self) -> None:
        """What an editor does with half-typed words when it is left; nothing for most."""

    def _fold(self) -> None:
        if not self._inside:
            if self._tray is not None:
                self._tray.hide()
            self.refresh_state()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        inside = new is not None and (new is self or self.isAncestorOf(new))
        if inside and not self._inside:
            self.entered()
        elif self._inside and not inside:
            self.departed()


class Warning_(QWidget):
    """An amber sign and a sentence under a field: it may stand, but deserves a look."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Mark("warning", "ambtext", 20), 0, Qt.AlignmentFlag.AlignTop)
        self._words = Text("", "second")
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said, empty when nothing is."""
        return "" if self.isHidden() else self._words.accessibleName()

    def tell(self, sentence: str) -> None:
        """Say it, or hide with nothing to say."""
        self._words.setText(sentence)
        self.setVisible(bool(sentence))


def after_release(owner: QObject, then: Callable[[], None]) -> None:
    """Calls once no finger or mouse button is down, so that nothing moves away under a tap."""
    if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
        then()
    else:
        QTimer.singleShot(_RELEASE_POLL_MS, owner, lambda: after_release(owner, then))


def quiet_key(label: str, deed: Callable[[], None], role: str = "plain", icon: str | None = None) -> Button:
    """A key of 48 px that does not take the focus from the line it helps to fill."""
    key = Button(label, role, icon, height=48)
    key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    key.tapped.connect(deed)
    return key


def flowing(widgets: Iterable[QWidget]) -> QWidget:
    """Widgets side by side, wrapped like words."""
    strip = QWidget()
    flow = Flow(strip)
    for widget in widgets:
        flow.addWidget(widget)
    policy = strip.sizePolicy()
    policy.setHeightForWidth(True)
    policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
    strip.setSizePolicy(policy)
    return strip


def stacked(*widgets: QWidget, across: bool = False, gap: int = 8) -> QWidget:
    """Widgets in one column, or with `across` in one row."""
    holder = QWidget()
    layout: QBoxLayout = QHBoxLayout(holder) if across else QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for widget in widgets:
        layout.addWidget(widget, 1 if across and isinstance(widget, Line) else 0)
    return holder


class OwnLine(Line):
    """A line with a frame of its own (inside trays and panels); Enter goes on to the next widget."""

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__(name, placeholder=placeholder or name)
        self.setProperty("framed", False)
        self.returnPressed.connect(self.focusNextChild)


class EntryLine(Line):
    """The line of a field: Enter goes on, a tap puts the cursor at the end of what stands there."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.returnPressed.connect(self.focusNextChild)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.hasSelectedText():
            self.end(False)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.FocusIn and self.text():
            self.end(False)
        return handled


@singledispatch
def editor_for(field: Field, name: str, hints: Hints, tools: Tools) -> Editor:
    """The editor of a field, by its sort; a sort without one is a mistake of ours and raises TypeError."""
    raise TypeError(f"no editor for {type(field).__name__}")
