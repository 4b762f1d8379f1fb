"""The terminal's camera, where there is one: a live picture to aim by, stills at full size taken from the stream."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any, Protocol

from PySide6.QtCore import QBuffer, QIODevice, QObject, QTimer
from PySide6.QtGui import QImage

from services.errors import FieldworkError

Shown = Callable[[QImage], None]
Failed = Callable[[str], None]

PAUSE_MS = 80  # a still is worth 12 megapixels: twelve pictures a second aim well and leave the screen free
STARTING_S = 10.0  # a lens takes a few seconds to open
STALLED_S = 3.0
LEAST_RATE = 5  # pictures a second below which nobody can aim
QUALITY = 95
LOST = "镜头断开了，已拍的都在。请检查镜头后重新打开拍照，或从文件选照片。"
SILENT = "镜头打不开，可能被别的程序占用。请关掉那个程序再拍，或从文件选照片。"


class CameraTrouble(FieldworkError):
    """The camera gave no picture."""

    message = "这一张没有拍成，已拍的都在。请再拍一次。"


class CameraSource(Protocol):
    """One camera at a time. `available` names the cameras, the best for a scene first; none: no camera.

    `start` tells every picture to aim by, and a trouble as one sentence. `take` holds the picture seen now and
    returns the deed that makes it a JPEG of full size, for a working thread; both raise CameraTrouble. `stop` may
    come twice.
    """

    def available(self) -> tuple[str, ...]:
        """The names of the cameras, the one to begin with first."""

    def start(self, name: str, shown: Shown, failed: Failed) -> None:
        """Begin to show what this camera sees."""

    def take(self) -> Callable[[], bytes]:
        """The picture seen now, and how it becomes a JPEG."""

    def stop(self) -> None:
        """Let go of the camera."""


@functools.cache
def _multimedia() -> ModuleType | None:
    """QtMultimedia, or None: it comes with the extra `camera` and does not load where libpulse0 is missing."""
    try:
        return import_module("PySide6.QtMultimedia")
    except ImportError:
        return None


def camera() -> CameraSource | None:
    """The terminal's camera; None without the extra, its libraries, or any lens. Asked anew at every form."""
    return behind(_multimedia())


def behind(parts: ModuleType | None) -> CameraSource | None:
    """The camera that QtMultimedia finds; None without that module or without a lens."""
    if parts is None:
        return None
    source = QtCamera(parts)
    return source if source.available() else None


class QtCamera(QObject):
    """Capture session and sink of QtMultimedia; `parts` is that module, `feed` a stream in a camera's place.

    The sink is looked at by a clock: a screen that was busy for a while finds one picture, not a queue of them.
    """

    def __init__(self, parts: ModuleType, feed: QObject | None = None) -> None:
        super().__init__()
        self._parts, self._feed = parts, feed
        self._session: Any = None
        self._sink: Any = None
        self._camera: Any = None
        self._frame: Any = None
        self._shown: Shown = _nobody
        self._failed: Failed = _nobody
        self._since = 0.0
        self._clock = QTimer(self)
        self._clock.setInterval(PAUSE_MS)
        self._clock.timeout.connect(self._look)

    def available(self) -> tuple[str, ...]:
        return tuple(device.description() for device in self._devices())

    def start(self, name: str, shown: Shown, failed: Failed) -> None:
        self.stop()
        self._shown, self._failed = shown, failed
        self._sink = self._parts.QVideoSink(self)
        self._session = self._parts.QMediaCaptureSession(self)
        self._session.setVideoSink(self._sink)
        if self._feed is not None:
            self._session.setVideoFrameInput(self._feed)
        elif not self._plug(name):
            failed(SILENT)
            return
        self._since = time.monotonic()
        self._clock.start()

    def take(self) -> Callable[[], bytes]:
        # The sink hands over whole pictures; QImageCapture is never ready with some sources.
        frame = self._sink.videoFrame() if self._sink is not None else None
        if frame is None or not frame.isValid():
            raise CameraTrouble
        return lambda: encoded(frame.toImage())

    def stop(self) -> None:
        self._clock.stop()
        self._shown = self._failed = _nobody
        self._frame = None
        if self._camera is not None:
            self._camera.errorOccurred.disconnect(self._trouble)
            self._camera.stop()
        for part in (self._session, self._camera, self._sink):
            if part is not None:
                part.deleteLater()
        self._session = self._camera = self._sink = None

    def _devices(self) -> list[Any]:
        """The lens at the back first, then the one the system prefers."""
        devices = self._parts.QMediaDevices
        back = self._parts.QCameraDevice.Position.BackFace
        return sorted(devices.videoInputs(), key=lambda d: (d.position() != back, not d.isDefault()))

    def _plug(self, name: str) -> bool:
        device = next((d for d in self._devices() if d.description() == name), None)
        if device is None:
            return False
        self._camera = self._parts.QCamera(device, self)
        best = _largest(device)
        if best is not None:
            self._camera.setCameraFormat(best)
        self._camera.errorOccurred.connect(self._trouble)
        self._session.setCamera(self._camera)
        self._camera.start()
        return True

    def _look(self) -> None:
        frame, now = self._sink.videoFrame(), time.monotonic()
        if frame.isValid() and frame != self._frame:
            self._frame, self._since = frame, now
            self._shown(frame.toImage())
            # Turning a large picture into one for the screen takes its time: three quarters stay the officer's.
            self._clock.setInterval(max(PAUSE_MS, round(3000 * (time.monotonic() - now))))
        elif now - self._since > (STARTING_S if self._frame is None else STALLED_S):
            self._failed(SILENT if self._frame is None else LOST)

    def _trouble(self, error: Any, _words: str) -> None:
        if error != self._parts.QCamera.Error.NoError:
            self._failed(SILENT if self._frame is None else LOST)


def encoded(picture: QImage) -> bytes:
    """A picture as JPEG at its full size; raises CameraTrouble."""
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    if picture.isNull() or not picture.save(target, "JPEG", QUALITY):  # type: ignore[call-overload]
        raise CameraTrouble
    return bytes(target.data().data())


def _nobody(_told: object) -> None:
    """Nobody looks at the picture by now."""


def _largest(device: Any) -> Any:
    """The format with most pixels that is still quick enough to aim by."""
    formats = device.videoFormats()
    quick = [f for f in formats if f.maxFrameRate() >= LEAST_RATE] or formats
    return max(
        quick,
        key=lambda f: (f.resolution().width() * f.resolution().height(), f.maxFrameRate()),
        default=None,
    )
