"""A child process that is timed: a bare window, the program as far as 解锁, as far as 今日, or as far as a first paper.

python -m tests.bench.watched bare | unlock ROOT | today ROOT SECRET | paper FILE : prints JSON; moments are those of
the system's monotonic clock, so that the parent can subtract the moment at which it started the process.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Qt is imported where it is used: the program must come to it by its own door, as `python main.py` does.
# ruff: noqa: PLC0415

FONTS = Path(__file__).parents[2] / "resources" / "fonts" / "screen"
REST_MS = 1500


def when_painted(widget: Any, then: Callable[[], object]) -> None:
    """Calls once, when the first paint after now has reached the widget."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Painted(QObject):
        waiting = True

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and self.waiting:
                self.waiting = False
                QTimer.singleShot(0, then)
            return False

    widget.installEventFilter(Painted(widget))


def say(**facts: Any) -> None:
    """The answer; then the process ends at once."""
    import psutil  # not part of what is timed

    print(json.dumps({**facts, "rss": psutil.Process().memory_info().rss}), flush=True)
    os._exit(0)


def at_rest(**facts: Any) -> None:
    """The answer, once the window has done nothing for a while."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(REST_MS, lambda: say(**facts))


def bare() -> None:
    """What any PySide6 program costs: application, our fonts, one label in a window of the same size."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QApplication, QLabel

    app = QApplication(sys.argv[:1])
    for path in sorted(FONTS.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    label = QLabel("执行外勤 解锁")
    label.setFont(QFont("Noto Sans SC", 20))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.resize(1280, 800)
    when_painted(label, lambda: at_rest(painted=time.monotonic()))
    label.show()
    app.exec()


def program(root: str, then: Callable[[Any], None]) -> None:
    """`python main.py --data ROOT`, and `then(window)` when 解锁 is painted."""
    import main
    from ui import window as windows

    show = windows.Window.showEvent

    def shown(self: Any, event: Any) -> None:
        show(self, event)
        when_painted(self, lambda: then(self))

    windows.Window.showEvent = shown  # type: ignore[method-assign]
    main.main(["--data", root])


def unlock(root: str) -> None:
    """As far as 解锁."""
    program(root, lambda _: at_rest(painted=time.monotonic()))


def today(root: str, secret: str) -> None:
    """As far as 今日 with what it shows; the secret is typed two seconds after 解锁 was painted."""
    told: dict[str, float] = {}

    def type_secret(window: Any) -> None:
        from services.store import wraps  # the officer needs longer than this
        from ui.pages import today as page

        derive, show = wraps.open_seal, page.TodayPage.show_today

        def derived(*arguments: Any) -> Any:
            begun = time.monotonic()
            key = derive(*arguments)
            told["derivation"] = time.monotonic() - begun
            return key

        def shown(self: Any, *answer: Any) -> None:
            show(self, *answer)
            when_painted(self, lambda: at_rest(**told, painted=time.monotonic()))
            self.update()

        wraps.open_seal, page.TodayPage.show_today = derived, shown  # type: ignore[method-assign]
        window.unlock.phrase.setText(secret)
        told["accepted"] = time.monotonic()
        window.unlock.open_key.click()

    def wait(window: Any) -> None:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(2000, lambda: type_secret(window))

    program(root, wait)


def paper(file: str) -> None:
    """The first paper of a process that had none of the papers' modules, faces or sentences yet; FILE holds its facts."""
    import pickle

    from services.documents import catalogue

    code, subject, proof = pickle.loads(Path(file).read_bytes())
    pdf = catalogue.document(code).pdf(subject, proof)
    say(made=time.monotonic(), bytes=len(pdf))


if __name__ == "__main__":
    {"bare": bare, "unlock": unlock, "today": today, "paper": paper}[sys.argv[1]](*sys.argv[2:])
