"""Auto-lock: after some minutes without a touch, and as soon as the machine has slept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from services import clock

SLEPT_SECONDS = 5.0
TICK_MILLISECONDS = 1000
_DEEDS = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
    QEvent.Type.Wheel,
)


class Idle(QObject):
    """Emits `due` once when it is time to lock; `readings` are the boot-time and the monotonic clock in seconds.

    It listens at the system's windows and not at every widget, so that it costs nothing while a page is drawn.
    """

    due = Signal()

    def __init__(
        self,
        minutes: int = 10,
        readings: Callable[[], tuple[float, float]] = clock.readings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._readings = readings
        self._minutes = minutes
        self._seen = self._last = readings()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._heard: set[int] = set()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._listen)

    @property
    def running(self) -> bool:
        """Whether it watches now."""
        return self._timer.isActive()

    def setMinutes(self, minutes: int) -> None:
        """Lock after so many minutes without a touch."""
        self._minutes = minutes

    def start(self) -> None:
        """Watch from now on: a vault is open."""
        self._seen = self._last = self._readings()
        self._timer.start()

    def stop(self) -> None:
        """Nothing to watch: the vault is closed."""
        self._timer.stop()

    def touched(self) -> None:
        """The officer did something."""
        self._last = self._readings()

    def look(self) -> None:
        """Compare the clocks: idle for too long, or a gap between boot-time and monotonic clock, that is sleep."""
        boot, monotonic = self._readings()
        slept = (boot - self._seen[0]) - (monotonic - self._seen[1])
        self._seen = boot, monotonic
        if slept > SLEPT_SECONDS or monotonic - self._last[1] >= 60 * self._minutes:
            self.stop()
            self.due.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DEEDS:
            self.touched()
        return False

    def _listen(self, window: QWindow | None) -> None:
        if window is not None and id(window) not in self._heard:
            self._heard.add(id(window))
            window.destroyed.connect(lambda *_: self._heard.discard(id(window)))
            window.installEventFilter(self)
