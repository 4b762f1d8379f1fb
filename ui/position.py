"""The receiver watched: a thread reads it, reconnects by itself, and the screen asks for the latest fix."""

from __future__ import annotations

import datetime as dt
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QFileInfo, QObject, QThread, QTimer, Signal

from services.errors import FieldworkError
from services.position.fix import Fix, NoFix

if TYPE_CHECKING:
    from services.position.sources import Receiver, Replay

State = Literal["absent", "searching", "fixed", "lost"]
FRESH_S = 5.0  # a fix older than this is no longer where we are
KEPT_S = 600.0
BACKOFF_S = (1.0, 2.0, 5.0, 10.0, 30.0)
REPLAY_PACE_S = 1.0
_STATES = {"absent": "无接收机", "searching": "搜星中", "lost": "接收机断开"}
_REASONS = {"absent": "没有接收机", "searching": "接收机还没有定位", "lost": "接收机已断开"}


class _Reader(QThread):
    """Reads one source until told to stop; tells fixes, and whether the source is there."""

    fixes = Signal(object)
    connected = Signal(bool)

    def __init__(
        self, open_source: Callable[[], Receiver | Replay], pace_s: float, backoff: tuple[float, ...]
    ) -> None:
        super().__init__()
        self._open, self._pace, self._backoff = open_source, pace_s, backoff
        self._stop = Event()
        self._lock = Lock()
        self._source: Receiver | Replay | None = None

    def run(self) -> None:
        """Connects, reads, and after a loss tries again, ever more seldom."""
        tries = 0
        while not self._stop.is_set():
            try:
                source = self._open()
            except FieldworkError:
                self.connected.emit(False)
                self._stop.wait(self._backoff[min(tries, len(self._backoff) - 1)])
                tries += 1
                continue
            tries = 0
            if self._read_on(source):
                return

    def halt(self) -> None:
        """Asks the thread to end and waits for it: half a second at most."""
        self._stop.set()
        with self._lock:
            if self._source is not None:
                self._source.stop()
        self.wait()

    def _read_on(self, source: Receiver | Replay) -> bool:
        """Reads until the source is lost (False) or has ended (True)."""
        with self._lock:
            self._source = source
            if self._stop.is_set():
                source.stop()
        self.connected.emit(True)
        try:
            while not (self._stop.is_set() or source.stopped):
                found = source.read()
                if found:
                    self.fixes.emit(tuple(found))
                if self._pace:
                    self._stop.wait(self._pace)
        except FieldworkError:
            self.connected.emit(False)
            self._stop.wait(self._backoff[0])
            return False
        finally:
            with self._lock:
                self._source = None
            source.close()
        return True


class PositionWatch(QObject):
    """What the receiver says by now; `changed` after every fix and change of state. Nothing here blocks.

    Without a port there is no receiver; a port that is the name of a log file plays it again, and its fixes say so.
    """

    changed = Signal()

    def __init__(
        self, port: str = "", baud: int = 9600, *, pace_s: float = REPLAY_PACE_S,
        backoff: tuple[float, ...] = BACKOFF_S, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._pace, self._backoff = pace_s, backoff
        self._kept: deque[tuple[float, Fix]] = deque()
        self._connected: bool | None = None
        self._reader: _Reader | None = None
        self._last_state: State = "absent"
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._grow_old)
        self.set_receiver(port, baud)

    @property
    def state(self) -> State:
        """absent: none is set up; searching: it runs without a fix; fixed; lost: unplugged, tried again by itself."""
        if self._reader is None:
            return "absent"
        if self._connected is False:
            return "lost"
        return "fixed" if self.latest() is not None else "searching"

    @property
    def text(self) -> str:
        """The state for the header's pill."""
        fix = self.latest()
        return fix.text if self.state == "fixed" and fix is not None else _STATES[self.state]

    @property
    def tone(self) -> str:
        """The tone of the pill."""
        return {"absent": "neutral", "searching": "warn", "fixed": "neutral", "lost": "bad"}[self.state]

    def latest(self) -> Fix | None:
        """The last fix, None when it is older than a few seconds."""
        if self._kept and time.monotonic() - self._kept[-1][0] <= FRESH_S:
            return self._kept[-1][1]
        return None

    def recent(self, seconds: float) -> tuple[Fix, ...]:
        """The fixes that came in during the last seconds, oldest first."""
        since = time.monotonic() - seconds
        return tuple(fix for at, fix in self._kept if at >= since)

    def position(self, now: dt.datetime) -> Fix | NoFix:
        """The fix to put into a draft, or why there is none."""
        return self.latest() or NoFix(reason=_REASONS.get(self.state, _REASONS["searching"]), at=now)

    def set_receiver(self, port: str, baud: int = 9600) -> None:
        """Another receiver or log from now on; an empty port means none."""
        self.stop()
        self._kept.clear()
        if not port:
            self._tell()
            return
        log = Path(port) if QFileInfo(port).isFile() else None  # Path would raise at a name too long
        self._reader = _Reader(_opening(port, baud, log), self._pace if log else 0, self._backoff)
        self._reader.fixes.connect(self._came)
        self._reader.connected.connect(self._plugged)
        self._reader.start()
        self._clock.start()
        self._tell()

    def stop(self) -> None:
        """Ends the thread; the last fixes stay readable."""
        self._clock.stop()
        self._connected = None
        if self._reader is not None:
            self._reader.fixes.disconnect(self._came)
            self._reader.connected.disconnect(self._plugged)
            self._reader.halt()
            self._reader = None

    def _came(self, fixes: tuple[Fix, ...]) -> None:
        now = time.monotonic()
        self._kept.extend((now, fix) for fix in fixes)
        while self._kept and now - self._kept[0][0] > KEPT_S:
            self._kept.popleft()
        self._tell()

    def _plugged(self, connected: bool) -> None:
        self._connected = connected
        self._tell()

    def _grow_old(self) -> None:
        if self.state != self._last_state:
            self._tell()

    def _tell(self) -> None:
        self._last_state = self.state
        self.changed.emit()


def _opening(port: str, baud: int, log: Path | None) -> Callable[[], Receiver | Replay]:
    def opened() -> Receiver | Replay:
        # Read at first use: the NMEA parser takes long to import, and nothing needs it before 解锁.
        from services.position.sources import Receiver, Replay  # noqa: PLC0415

        return Receiver(port, baud) if log is None else Replay(log)

    return opened
