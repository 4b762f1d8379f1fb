"""QApplication: what must stand before the first window, the look, the language, and the end in good order."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QLibraryInfo, QMessageLogContext, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from services import clock, settings
from ui import look
from ui.background import Background
from ui.collecting import Collecting
from ui.ruler import dpi_of
from ui.troubles import Troubles
from ui.window import Window

if TYPE_CHECKING:
    import datetime as dt

    from services.session import Session

NO_DISPLAY = 7
NO_DISPLAY_SENTENCE = "没有可用的显示屏，界面打不开；请在图形桌面下启动本程序。"
SWITCH_SECONDS = 0.001  # with Python's default of 5 ms a busy thread makes the screen stall
DESIGN_SIZE, SMALL_SIZE = (1280, 800), (1024, 640)
_SCREENLESS = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def choose_input_method(environment: MutableMapping[str, str], chosen: str) -> None:
    """Sets the variables by which Qt finds the Chinese input method; must run before QApplication is made.

    The PySide6 wheel carries a module for IBus and none for Fcitx; Fcitx 5 answers to IBus's portal.
    """
    wanted = environment.get("QT_IM_MODULE") or environment.get("XMODIFIERS", "")
    if chosen == "fcitx5" or (chosen == "auto" and "fcitx" in wanted):
        environment["QT_IM_MODULE"] = "ibus"
        environment["IBUS_USE_PORTAL"] = "1"
    elif chosen == "ibus":
        environment["QT_IM_MODULE"] = "ibus"
        environment.pop("IBUS_USE_PORTAL", None)


def display_named(environment: MutableMapping[str, str]) -> bool:
    """False on a system with windows by X11 or Wayland where neither is named."""
    if sys.platform != "linux" or environment.get("QT_QPA_PLATFORM", "").split(":")[0] in _SCREENLESS:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def run(
    root: Path,
    *,
    session: Session | None = None,
    opening: Callable[[], Session] | None = None,
    now: Callable[[], dt.datetime] | None = None,
    small: bool = False,
) -> int:
    """Opens the window and returns the exit code when it is closed; 7 with a sentence where there is no display.

    `opening` makes the demo's session in the background while the window is already there.
    """
    if not display_named(os.environ):
        return refuse()
    terminal = settings.read_terminal(root)
    choose_input_method(os.environ, str(terminal["input_method"]))
    app = make_application()
    troubles = Troubles(app)
    undo = troubles.catch_all()
    size = SMALL_SIZE if small else fitting_size(app)
    look.themed(app, str(terminal["theme"]), size[0], dpi_of(app.primaryScreen(), terminal["dpi"]))
    background = Background()
    window = Window(
        root, background=background, session=session, now=now or clock.now, opening=opening, troubles=troubles
    )
    window.resize(*size)
    window.show()
    set_aside()
    code = app.exec()
    undo()
    background.close()
    gc.unfreeze()
    return code


def set_aside() -> None:
    """Takes what stands when the window is up out of the collector's rounds; it stays as long as the program.

    A round through it takes a tenth of a second, in which the screen stands still, and finds nothing.
    """
    gc.freeze()


def refuse() -> int:
    """Says in one sentence that there is no display; the exit code for it."""
    if sys.stderr is not None:
        print(NO_DISPLAY_SENTENCE, file=sys.stderr)
    return NO_DISPLAY


def make_application() -> QApplication:
    """The application with our fonts' language in Qt's own dialogs; ends the process when there is no display."""
    sys.setswitchinterval(SWITCH_SECONDS)
    earlier = qInstallMessageHandler(_leave_when_fatal)
    app = QApplication([*sys.argv[:1], "-style", look.STYLE])
    app.setProperty(look.STYLED, True)
    qInstallMessageHandler(earlier)
    Collecting(app)
    app.setApplicationName("执行外勤")
    app.setApplicationDisplayName("执行外勤")
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
    return app


def _leave_when_fatal(kind: QtMsgType, _context: QMessageLogContext, _text: str) -> None:
    """A display that is named but doesn't answer makes Qt abort; this leaves in words before it does."""
    if kind is QtMsgType.QtFatalMsg:
        _exit_now(refuse())


def _exit_now(code: int) -> NoReturn:
    if sys.stderr is not None:
        sys.stderr.flush()
    os._exit(code)


def fitting_size(app: QApplication) -> tuple[int, int]:
    """The design size, or what the screen leaves free."""
    free = app.primaryScreen().availableGeometry()
    return min(DESIGN_SIZE[0], free.width()), min(DESIGN_SIZE[1], free.height())
