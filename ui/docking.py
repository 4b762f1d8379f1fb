"""同步 in the background: each small work of an exchange on its own lane, so that no page and no saving ever waits."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from services.errors import FieldworkError

if TYPE_CHECKING:
    from services.actions.docking import Docking, Steps, Work
    from ui.desk import Desk

RETRY_SECONDS, LONGEST_RETRY_SECONDS = 5.0, 300.0


class Dock(QObject):
    """One exchange at a time. Signals: `began`, `progressed(Progress)`, `done(Exchanged)`, `failed(error)`.

    Where the line is cut it tries again by itself, later and later, with jitter, until it is told to stop. With
    `opening` it does other small works by the line than an exchange.
    """

    began = Signal()
    progressed = Signal(object)
    done = Signal(object)
    failed = Signal(object)

    def __init__(
        self, desk: Desk, parent: QObject | None = None, *, opening: Callable[[], Any] | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._opening = opening or self._opened
        self._docking: Docking | None = None
        self._steps: Steps | None = None
        self._stopping = False
        self._wait = RETRY_SECONDS
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.start)
        self.running = False

    @property
    def retrying(self) -> bool:
        """Whether it will try again by itself."""
        return self._again.isActive()

    def setPatience(self, seconds: float) -> None:
        """How long it waits before it tries again the first time."""
        self._wait = seconds

    def start(self) -> None:
        """Begins an exchange, unless one is under way."""
        if self.running:
            return
        self._again.stop()
        self.running, self._stopping = True, False
        self.began.emit()
        self._desk.background.run(self._opening, then=self._begun, failed=self._broken, owner=self)

    def stop(self) -> None:
        """Ends after the work under way, and tries no more; what has been reached stays, the rest goes next time."""
        waited = self.retrying
        self._again.stop()
        self._stopping = True
        if waited:
            self.failed.emit(None)

    def _opened(self) -> Docking:
        # The HTTP client takes long to load, and nobody needs it before the first exchange.
        from services.actions import docking  # noqa: PLC0415

        return docking.begin(self._desk.session, self._desk.now, self.progressed.emit)

    def _begun(self, docking: Docking) -> None:
        self._docking, self._steps = docking, docking.steps()
        self._go_on(None)

    def _go_on(self, result: Any) -> None:
        if self._steps is None:
            return
        try:
            work = next(self._steps) if result is None else self._steps.send(result)
        except StopIteration as finished:
            self._finished(finished.value)
        except FieldworkError as error:
            self._broken(error)
        else:
            self._do(work)

    def _do(self, work: Work) -> None:
        if self._stopping:  # only now: what the last work brought is the generator's to put away
            self._end()
            self.failed.emit(None)
            return
        run = self._desk.background.run
        run(work.do, then=self._go_on, failed=self._thrown, lane=work.lane, owner=self)

    def _thrown(self, error: Exception) -> None:
        if self._steps is None or not isinstance(error, FieldworkError):
            self._broken(error)
            return
        try:
            work = self._steps.throw(error)
        except StopIteration as finished:
            self._finished(finished.value)
        except FieldworkError as further:
            self._broken(further)
        else:
            self._do(work)

    def _finished(self, exchanged: object) -> None:
        self._wait = RETRY_SECONDS
        self._end()
        self.done.emit(exchanged)

    def _broken(self, error: Exception) -> None:
        self._end()
        if type(error).__name__ in ("LineCut", "Busy"):
            self._again.start(int(self._wait * 1000 * random.uniform(0.7, 1.3)))
            self._wait = min(LONGEST_RETRY_SECONDS, self._wait * 2)
        self.failed.emit(error)

    def _end(self) -> None:
        self.running = False
        if self._steps is not None:
            self._steps.close()
        if self._docking is not None:
            self._desk.background.run(self._docking.close, failed=self.failed.emit, lane="network")
        self._docking = self._steps = None
