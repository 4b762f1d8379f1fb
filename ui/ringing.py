"""响铃: two tones over and over, by the system's own player where there is one, else by the system's beep."""

from __future__ import annotations

import io
import math
import shutil
import struct

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtWidgets import QApplication

EVERY_MS = 1800
_RATE, _LOUD = 22_050, 0.8
_TONES = (
    (880.0, 0.35),
    (1318.5, 0.35),
    (0.0, 0.15),
    (880.0, 0.35),
    (1318.5, 0.35),
)  # hertz and seconds; A5, E6


def sound() -> bytes:
    """One round of the two tones as a WAV file: 16 bit, one channel."""
    import wave  # noqa: PLC0415 - a quarter of a megabyte that most days never ring for

    samples = []
    for tone, seconds in _TONES:
        for n in range(round(seconds * _RATE)):
            edge = min(1.0, n / 400, (seconds * _RATE - n) / 400)  # no click at the ends
            samples.append(round(32_767 * _LOUD * edge * math.sin(2 * math.pi * tone * n / _RATE)))
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return made.getvalue()


class Ringer(QObject):
    """Rings from `start` to `stop`; a machine without a sound player beeps."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sound = b""
        self._player: QProcess | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._once)

    @property
    def ringing(self) -> bool:
        """Whether it rings now."""
        return self._timer.isActive()

    def start(self) -> None:
        """Ring until stopped."""
        if not self.ringing:
            self._timer.start()
            self._once()

    def stop(self) -> None:
        """Silence, at once."""
        self._timer.stop()
        if self._player is not None:
            self._player.kill()
            self._player.waitForFinished(500)
            self._player = None

    def _once(self) -> None:
        command = shutil.which("aplay")
        if command is None:
            QApplication.beep()
            return
        if self._player is not None and self._player.state() != QProcess.ProcessState.NotRunning:
            return
        self._sound = self._sound or sound()
        self._player = QProcess(self)
        self._player.start(command, ["-q", "-"])
        self._player.write(self._sound)
        self._player.closeWriteChannel()
