"""A program of its own, from 解锁 over 今日 to 案件 and until every page is loaded; tells which thread loaded what.

`python -m tests.ui.children.loads ROOT FOLDER` prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from tests import patience
from tests.factories import NOW, SECRET
from ui import application, doors, entering, look
from ui.background import Background
from ui.troubles import Troubles
from ui.window import Window


class Watch:
    """Notes each module that a thread beside the main one loads."""

    def __init__(self) -> None:
        self.off: list[str] = []
        sys.addaudithook(self._note)

    def _note(self, event: str, args: tuple[object, ...]) -> None:
        if event == "import" and threading.current_thread() is not threading.main_thread():
            self.off.append(str(args[0]))

    def told(self) -> str:
        """What was loaded off the screen's thread, and what of it has Qt's classes in it."""
        astray = [name for name in self.off if name.partition(".")[0] in {"ui", "PySide6", "shiboken6"}]
        return json.dumps(
            {"astray": astray, "off the screen": sum(n.startswith("services") for n in self.off)}
        )


def until(predicate: Callable[[], bool]) -> None:
    """Lets the event loop turn until it holds."""
    for _ in range(patience.MILLISECONDS // 5):
        if predicate():
            return
        loop = QEventLoop()
        QTimer.singleShot(5, loop.quit)
        loop.exec()
    raise AssertionError("waited in vain")


def main(root: Path, folder: Path) -> None:
    """As ui.application.run, with a watch on what is loaded."""
    app = application.make_application()
    troubles = Troubles(app)
    look.themed(app, "day", 1280, 96.0)
    watch = Watch()
    window = Window(root, background=Background(), session=None, now=lambda: NOW, troubles=troubles)
    window.show()
    until(lambda: set(doors.TODAY) <= set(sys.modules))
    window.background.run(
        partial(entering.unlock, folder, SECRET, NOW), then=window.enter, failed=troubles.tell
    )
    until(lambda: window.routes is not None)
    from ui import routes  # noqa: PLC0415 - what the watch is here to see loaded

    window.go(routes.GoTo("cases"))
    until(lambda: set(routes.modules()) <= set(sys.modules))
    print(watch.told())
    window.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
