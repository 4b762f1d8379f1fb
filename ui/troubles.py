"""The one door for errors: a known failure becomes a banner with its sentence, anything else a crash report."""

from __future__ import annotations

import platform
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)

from services.errors import FieldworkError, NoSpace
from services.settings import DECLARED

PROGRAM = "0.1.0"
SAFE = "已保存的内容都在，没有受影响。"
_ROOT = Path(__file__).resolve().parents[1]
_QT_SERIOUS = (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)

MessageHandler = Callable[[QtMsgType, QMessageLogContext, str], object]


def safe_words(error: FieldworkError) -> str:
    """The second line of a banner: what is safe, unless the sentence says it already."""
    return "" if isinstance(error, NoSpace) or "已保存" in error.sentence else SAFE


def report(error: BaseException) -> str:
    """What a technician needs and nothing more: types, lines of our code, versions, names of settings.

    The message of the exception is left out on purpose, and so are all variables: either may hold a name, a number
    or a plate out of the vault.
    """
    lines = ["执行外勤 故障报告", "", *_chain(error), "", *_versions(), "", "设置项（只列名称）："]
    return "\n".join([*lines, "  " + " ".join(setting.name for setting in DECLARED)]) + "\n"


def _chain(error: BaseException) -> list[str]:
    lines: list[str] = []
    current: BaseException | None = error
    while current is not None:
        kind = type(current)
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        lines.extend(_stack(current.__traceback__))
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
        if current is not None:
            lines.append("起因：")
    return lines


def _stack(traceback: TracebackType | None) -> Sequence[str]:
    lines = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        lines.append(f"  {_place(code.co_filename)}:{traceback.tb_lineno} {code.co_qualname}")
        traceback = traceback.tb_next
    return lines


def _place(filename: str) -> str:
    """A file by its path inside the program or its bare name: a home folder's name is nobody's business."""
    path = Path(filename)
    if path.is_relative_to(_ROOT) and ".venv" not in path.parts:
        return path.relative_to(_ROOT).as_posix()
    return path.name


def _versions() -> list[str]:
    return [
        f"程序 {PROGRAM}",
        f"Python {platform.python_version()}",
        f"PySide6 {PySide6.__version__} Qt {qVersion()}",
        f"系统 {platform.system()} {platform.release()} {platform.machine()}",
    ]


class QtComplaint(Exception):
    """Qt itself reported something serious; its words are kept out of the report like any message."""


class Troubles(QObject):
    """Takes errors from any thread and shows them in the main one: `known(sentence, safe)` or `crashed(report)`."""

    known = Signal(str, str)
    crashed = Signal(str)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._sort, Qt.ConnectionType.QueuedConnection)

    def tell(self, error: BaseException) -> None:
        """Show an error; may be called in any thread."""
        self._arrived.emit(error)

    def catch_all(self) -> Callable[[], None]:
        """Take in whatever nobody caught: in the main thread, in others, in Qt. Returns what undoes it."""
        before = sys.excepthook, threading.excepthook
        sys.excepthook = lambda kind, error, _traceback: self._uncaught(kind, error)
        threading.excepthook = lambda args: self._uncaught(args.exc_type, args.exc_value)
        earlier = qInstallMessageHandler(self._from_qt)

        def undo() -> None:
            sys.excepthook, threading.excepthook = before
            qInstallMessageHandler(earlier)

        return undo

    def _uncaught(self, kind: type[BaseException], error: BaseException | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error or kind(), None)
            return
        self.tell(error or kind())

    def _from_qt(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and kind is not QtMsgType.QtInfoMsg and sys.stderr is not None:
            sys.stderr.write(f"Qt: {text}\n")
        if kind in _QT_SERIOUS:
            self.tell(QtComplaint())

    def _sort(self, error: BaseException) -> None:
        if isinstance(error, FieldworkError):
            self.known.emit(error.sentence, safe_words(error))
        else:
            self.crashed.emit(report(error))
