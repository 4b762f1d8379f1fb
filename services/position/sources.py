"""Where fixes come from: a serial receiver, or the log of one played again and marked as such."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Lock

import serial

from services.errors import FieldworkError
from services.position.fix import Fix
from services.position.nmea import Assembler, sentences

_WAIT_S = 0.5  # how long read() blocks at most, and so how soon stop() is heeded


class ReceiverLost(FieldworkError):
    """The receiver's port cannot be opened or has gone away."""

    message = "定位模块已断开，请检查连接后重试，或手工标点并写明原因。"


class BadLog(FieldworkError):
    """The log to be played again cannot be read."""

    message = "定位记录文件打不开，请检查文件后重试。"
    exit_code = 2


class Receiver:
    """A GNSS receiver at a serial port; read() blocks and belongs on a worker thread, stop() may come from any.

    `port` is a device name or any address pyserial knows. Raises ReceiverLost.
    """

    def __init__(self, port: str, baud: int = 9600) -> None:
        self.assembler = Assembler()
        self._stopped = Event()
        self._ending = (
            Lock()
        )  # a stop amid a close would write to a file that has taken the port's number meanwhile
        try:
            self._port = serial.serial_for_url(port, baudrate=baud, timeout=_WAIT_S)
        except (serial.SerialException, OSError, ValueError) as problem:
            raise ReceiverLost(f"定位模块“{port}”打不开，请检查连接和端口设置后重试。") from problem

    def read(self) -> list[Fix]:
        """The fixes that came in, none after at most half a second of silence or once stopped. Raises ReceiverLost."""
        if self._stopped.is_set():
            return []
        try:
            data = self._port.read(self._port.in_waiting or 1)
        except (
            serial.SerialException,
            OSError,
            TypeError,
        ) as problem:  # TypeError: closed under a waiting read
            self.assembler.finish()
            self.close()
            raise ReceiverLost from problem
        return self.assembler.feed(data)

    def stop(self) -> None:
        """Make a waiting read() return soon, and every later one at once."""
        self._stopped.set()
        with self._ending:
            if self._port.is_open and hasattr(self._port, "cancel_read"):
                self._port.cancel_read()

    def close(self) -> None:
        """Give the port back; call it from the thread that reads."""
        self._stopped.set()
        with self._ending:
            self._port.close()

    @property
    def stopped(self) -> bool:
        """Whether no more fixes will come."""
        return self._stopped.is_set()


class Replay:
    """The log of a receiver, played again fix by fix; its fixes say that they are no live ones. Raises BadLog."""

    def __init__(self, path: Path) -> None:
        self.assembler = Assembler(source="replay")
        self.stopped = False
        try:
            self._stream = path.open("rb")
        except OSError as problem:
            raise BadLog(f"定位记录文件“{path.name}”打不开，请检查文件后重试。") from problem
        self._fixes = self._play()

    def _play(self) -> Iterator[Fix]:
        with self._stream:
            for sentence in sentences(self._stream):
                yield from self.assembler.feed(sentence + b"\n")

    def read(self) -> list[Fix]:
        """The next fix, or none and `stopped` at the end of the log."""
        fix = None if self.stopped else next(self._fixes, None)
        if fix is None:
            self.stop()
            return []
        return [fix]

    def stop(self) -> None:
        """No more fixes; the file is given back."""
        self.stopped = True
        self._stream.close()

    def close(self) -> None:
        """The same as stop(): a replay has no port."""
        self.stop()
