"""The studio: one window without a screen, put into a theme and a size, waited for until it is still, and grabbed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from services import settings
from services.errors import FieldworkError
from services.session import Session
from ui import application, look
from ui.background import Background
from ui.components.sheets import Sheet
from ui.forms.covering import Covering
from ui.pills import Power
from ui.window import Window

DPI = 96.0  # a plain screen; the pictures are drawn pixel for pixel
THEMES = ("day", "sun", "night")
SIZES = (application.DESIGN_SIZE, application.SMALL_SIZE)
PATIENCE = 120_000  # milliseconds for all that is under way in the background
ROUNDS = 5  # what one answer starts is done after as many turns

Result = TypeVar("Result")


Stock = Callable[[Session, dt.datetime], None]
"""Fills the demo's yard with cars, once."""


class Studio:
    """Takes pictures of one window after the other; `now` is the moment on every screen, and stands still."""

    def __init__(self, app: QApplication, folder: Path, only: str, now: dt.datetime) -> None:
        self.app, self.folder, self.only, self.now = app, folder, only, now
        self.background = Background()
        self.size, self.theme = SIZES[0], THEMES[0]
        self.taken: list[Path] = []
        self.stock: Stock = lambda _session, _now: None
        self._window: Window | None = None
        self._report = ""
        app.setCursorFlashTime(0)

    @property
    def window(self) -> Window:
        """The window that is open."""
        if self._window is None:
            raise FieldworkError("没有打开的窗口可拍。")
        return self._window

    @property
    def page(self) -> Any:
        """The page of the open session that is on the screen."""
        return self.window.routes.page if self.window.routes is not None else None

    @property
    def session(self) -> Session:
        """The open session."""
        if self.window.session is None:
            raise FieldworkError("保险库没有打开，拍不了里面的页面。")
        return self.window.session

    def open(self, root: Path, opening: Callable[[], Session] | None = None) -> Window:
        """Opens the window over a data folder, unlocked by `opening` if it is given."""
        self.close()
        settings.write_terminal(root, {"dpi": DPI})
        self._window = Window(
            root, background=self.background, session=None, now=lambda: self.now, opening=opening
        )
        self._window.troubles.crashed.connect(self._crashed)
        self.dress(self.theme, self.size)
        self._window.show()
        self.settle()
        return self._window

    def close(self) -> None:
        """Closes the window in good order."""
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None
            self.settle()

    def wanted(self, name: str, size: tuple[int, int] | None = None) -> bool:
        """Whether any picture of this name is to be taken, in this size if one is given."""
        sizes = SIZES if size is None else (size,)
        return any(self.only in file_name(name, theme, each) for theme in THEMES for each in sizes)

    def shoot(self, name: str, sizes: tuple[tuple[int, int], ...] = ()) -> None:
        """Pictures what is on the screen in every theme, in the present size or in all of `sizes`."""
        before = self.size
        for size in sizes or (self.size,):
            for theme in THEMES:
                if self.only in file_name(name, theme, size):
                    self.dress(theme, size)
                    self.settle()
                    self.keep(self.window, file_name(name, theme, size))
        self.dress(THEMES[0], before)

    def dress(self, theme: str, size: tuple[int, int]) -> None:
        """Puts the window into a theme and a size."""
        self.theme, self.size = theme, size
        self.window.around.terminal["theme"] = theme
        self.window.resize(*size)
        # A resize alone is told only to a window that is shown; the look must stand before the first paint.
        look.themed(self.app, theme, size[0], DPI)

    def keep(self, widget: QWidget, name: str) -> None:
        """Grabs a widget into a file."""
        path = self.folder / f"{name}.png"
        if not widget.grab().save(str(path)):
            raise FieldworkError(f"图片“{path.name}”没有存成。请检查文件夹后再拍。")
        self.taken.append(path)

    def settle(self) -> None:
        """Lets everything that is under way come to its end, on the disk and on the screen."""
        for _ in range(ROUNDS):
            self.background.finish(PATIENCE)
            self.app.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self._report:
            raise FieldworkError(f"拍照时出错，没有拍完。\n{self._report}")
        if self._window is not None:
            # A walk takes longer than an idle screen stays open, and nobody touches it.
            self._window.idle.touched()
            # This machine's battery and printer are no part of a picture.
            self._window.pills.setPower(Power(percent=83, plugged=False))
            if self._window.frame is not None:
                self._window.frame.show_head()
        self.app.processEvents()

    def ask(self, work: Callable[[], Result]) -> Result:
        """Does work on the vault's thread and waits for it."""
        found: list[Result] = []
        failed: list[Exception] = []
        self.background.run(work, then=found.append, failed=failed.append)
        while not (found or failed):
            self.settle()
        if failed:
            raise failed[0]
        return found[0]

    def go(self, to: Any) -> None:
        """Closes what lies over the page and goes to a destination."""
        self.close_sheets()
        self.window.go(to)
        self.settle()

    def close_sheets(self) -> None:
        """Closes every sheet, and what covers the page."""
        gate = getattr(self.page, "gate", None)
        if gate is not None:
            gate.close()
        for sheet in self.window.findChildren(Sheet):
            if sheet.isVisible():
                sheet.close_sheet()
        for cover in self.window.findChildren(Covering):
            if cover.isVisible():
                cover.closed.emit()
        self.settle()

    def press(self, words: str) -> None:
        """Taps the key with these words."""
        for key in self.window.findChildren(QAbstractButton):
            if key.isVisible() and words in (key.text(), key.accessibleName().partition("，")[0]):
                key.click()
                self.settle()
                return
        raise FieldworkError(f"屏幕上没有“{words}”这个键，拍不下去。")

    def end(self) -> None:
        """Closes the window and ends the background's threads."""
        self.close()
        self.background.close()

    def _crashed(self, report: str) -> None:
        self._report = report


def file_name(name: str, theme: str, size: tuple[int, int]) -> str:
    """02-today-day, 02-today-sun-1024."""
    return f"{name}-{theme}" + ("" if size == SIZES[0] else f"-{size[0]}")
