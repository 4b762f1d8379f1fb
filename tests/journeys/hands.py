"""An officer's hands and eyes on the real window: every tap is a mouse click on what lies on top, and is counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QModelIndex, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from services.records.draft import Draft
from services.session import Session
from tests import patience
from ui.components.rows import RowList
from ui.components.sheets import Sheet
from ui.files import FilePick
from ui.forms.sheet import Waiting
from ui.pages.first_start import FirstStartPage
from ui.pages.record import RecordPage
from ui.window import Window

MOST_ROWS = 100
TAP, SIGN = (
    1.1,
    0.5,
)  # seconds: to point at a thing (Card, Moran, Newell 1980), to write a sign by input method or keypad
Until = Callable[[Callable[[], bool]], None]
Result = TypeVar("Result")


class Hands:
    """Works one window; `until` waits while the event loop turns, `taps` counts the clicks, `signs` what is written."""

    def __init__(self, window: Window, until: Until) -> None:
        self.window, self.until, self.taps, self.signs = window, until, 0, 0

    @property
    def effort(self) -> float:
        """Seconds that an officer's hand needs for what was tapped and written so far (see TAP and SIGN)."""
        return self.taps * TAP + self.signs * SIGN

    @property
    def first_start(self) -> FirstStartPage:
        """初次使用, which must be on the screen."""
        page = self.window.first_start
        assert page is not None, f"初次使用 is not shown, but: {self.read()}"
        return page

    @property
    def page(self) -> Any:
        """The page of the open session that is on the screen."""
        assert self.window.routes is not None, f"the vault is closed: {self.read()}"
        return self.window.routes.page

    @property
    def session(self) -> Session:
        """The open session."""
        assert self.window.session is not None
        return self.window.session

    @property
    def record(self) -> RecordPage:
        """The page of a draft, once its form is on the screen."""

        def there() -> bool:
            page = self.page
            return isinstance(page, RecordPage) and page.form is not None and page.form.isVisible()

        self.until(there)
        page = self.page
        assert isinstance(page, RecordPage)
        return page

    @property
    def draft(self) -> Draft:
        """The draft on the screen."""
        draft = self.record.draft
        assert draft is not None
        return draft

    def editor(self, name: str) -> Any:
        """The editor of one field of the draft on the screen; one that waits behind a key is opened by it."""
        assert self.record.form is not None
        editor = self.record.form.editor(name)
        for strip in self.record.findChildren(Waiting):
            if name in strip.keys and strip.keys[name].isVisible():
                self.tap(strip.keys[name])
        return editor

    def on(self, title: str) -> bool:
        """Whether the page with this title is on the screen."""
        return self.window.routes is not None and getattr(self.page, "title", "") == title

    def read(self, widget: QWidget | None = None) -> str:
        """All words that are on the screen (or on one part of it)."""
        shown = [w for w in (widget or self.window).findChildren(QWidget) if w.isVisible()]
        words = [w.accessibleName() for w in shown]
        words += [w.text() for w in shown if isinstance(w, QLineEdit)]
        words += [item.spoken for w in shown if isinstance(w, RowList) for item in w.items]
        return "\n".join(word for word in words if word)

    def ask(self, work: Callable[[], Result]) -> Result:
        """Asks the vault on its own thread, as a page would."""
        found: list[Any] = []
        self.window.background.run(work, then=found.append, failed=found.append)
        self.until(lambda: bool(found))
        if isinstance(found[0], BaseException):
            raise found[0]
        answer: Result = found[0]
        return answer

    def tap(self, widget: QWidget, at: QPoint | None = None) -> None:
        """One click on what the officer sees; it fails on a thing that is hidden or lies under another."""
        self.until(lambda: widget.isVisible() and self._on_top(widget, at))
        spot = widget.mapTo(self.window, at or widget.rect().center())
        # Through the system's window, as a real touch comes: so the idle watch hears it too.
        QTest.mouseClick(self.window.windowHandle(), Qt.MouseButton.LeftButton, pos=spot)
        self.taps += 1

    def strike(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key of the keyboard."""
        QTest.keyClick(self.window.windowHandle(), key, modifier)

    def _on_top(self, widget: QWidget, at: QPoint | None) -> bool:
        _bring(widget)
        under = self.window.childAt(widget.mapTo(self.window, at or widget.rect().center()))
        return under is not None and (under is widget or widget.isAncestorOf(under))

    def key(self, words: str) -> QAbstractButton:
        """The key with these words, on the sheet when one is open."""
        found: list[QAbstractButton] = []

        def look() -> bool:
            ground = next((s for s in self.window.findChildren(Sheet) if s.isVisible()), self.window)
            keys = [k for k in ground.findChildren(QAbstractButton) if k.isVisible()]
            found[:] = [k for k in keys if words in (k.text(), k.accessibleName().partition("，")[0])]
            return bool(found)

        self.until(look)
        return found[0]

    def line(self, name: str) -> QLineEdit:
        """The line with this name."""
        found: list[QLineEdit] = []

        def look() -> bool:
            lines = [w for w in self.window.findChildren(QLineEdit) if w.isVisible()]
            found[:] = [w for w in lines if w.accessibleName() == name]
            return bool(found)

        self.until(look)
        return found[0]

    def press(self, words: str) -> None:
        """A tap on the key with these words."""
        self.tap(self.key(words))

    def tap_row(self, words: str) -> None:
        """A tap on the first row that says these words."""
        found: list[tuple[QListView, QModelIndex]] = []
        before: list[QRect] = []

        def look() -> bool:
            ground = next((s for s in self.window.findChildren(Sheet) if s.isVisible()), self.window)
            lists = [w for w in ground.findChildren(QListView) if w.isVisible()]
            indexes = [
                (w, w.model().index(n, 0)) for w in lists for n in range(min(MOST_ROWS, w.model().rowCount()))
            ]
            found[:] = [(w, index) for w, index in indexes if words in str(index.data())]
            if not found:
                return False
            # An eye waits until a list that has just come up stands still; where the row is and the tap are one turn.
            rows, index = found[0]
            rows.scrollTo(index)
            spot = rows.visualRect(index)
            still = before[-1:] == [spot] and spot.height() > 0 and rows.indexAt(spot.center()) == index
            before.append(spot)
            if not still:
                return False
            self.tap(rows.viewport(), QPoint(min(spot.center().x(), 200), spot.center().y()))
            return True

        self.until(look)

    def write(self, line: QLineEdit | QPlainTextEdit, words: str) -> None:
        """Taps a line and writes into it as a Chinese input method does, in place of what stands there."""
        self.tap(line if isinstance(line, QLineEdit) else line.viewport())
        line.selectAll()
        self.strike(Qt.Key.Key_Delete)
        self.add(line, words)

    def add(self, line: QWidget, words: str) -> None:
        """Writes on where the cursor stands."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(line, event)
        self.signs += len(words)

    def choose_file(self, pick: FilePick, path: Path) -> None:
        """Writes a path and presses Enter."""
        self.write(pick.line, str(path))
        self.strike(Qt.Key.Key_Return)

    def choose_in_dialog(self, opener: QWidget, path: Path) -> None:
        """Taps what opens the system's dialog and writes the file's path into it: two taps, as with the camera."""
        answering = QTimer(self.window)
        answering.timeout.connect(lambda: _answer(answering, path))
        answering.start(10)
        self.tap(opener)
        self.until(lambda: not answering.isActive())
        self.taps += 1  # the shutter, or the row of the file
        answering.deleteLater()

    def unlock(self, secret: str) -> None:
        """Writes the secret on 解锁 and opens the vault."""
        unlock = self.window.unlock
        if unlock.wake_key.isVisible():
            self.tap(unlock.wake_key)
        self.write(self.line("口令"), secret)
        self.press("解锁")
        self.until(lambda: not unlock.busy)

    def saved(self) -> None:
        """Waits until everything typed so far is on the disk."""
        self.until(lambda: self.record.saver.settled)


def turn(milliseconds: int) -> None:
    """Lets the event loop turn as in the program. QTest.qWait keeps the interpreter to itself meanwhile: no other
    thread would save anything."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(predicate: Callable[[], bool]) -> None:
    """Lets the event loop turn until it holds; for the children, which have no pytest around them."""
    for _ in range(patience.MILLISECONDS // 5):
        if predicate():
            return
        turn(5)
    raise AssertionError("waited in vain")


def _answer(answering: QTimer, path: Path) -> None:
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QFileDialog):
        return
    answering.stop()
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)


def _bring(widget: QWidget) -> None:
    """Scrolls a widget into sight; scrolling is no tap."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and not isinstance(widget, RowList):
            parent.ensureWidgetVisible(widget, 0, 12)
        parent = parent.parentWidget()
    QApplication.processEvents()
