"""Work off the screen's thread, in three lanes: the vault, the processors, the network."""

from __future__ import annotations

import itertools
import queue
import sys
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

Result = TypeVar("Result")
Piece = TypeVar("Piece")
Failed = Callable[[Exception], None]

SAVING, ORDINARY, LATER = 0, 10, 20
LANES = {"vault": 1, "work": 2, "network": 1}

# A thread that computes hands over after a millisecond, so that the screen never waits for it noticeably.
SWITCH_INTERVAL = 0.001


@dataclass(frozen=True, slots=True)
class _Delivery:
    """Something to be called in the main thread, unless the one it is for is gone."""

    call: Callable[[], object]
    owner: QObject | None


@dataclass(order=True, slots=True)
class _Job:
    """Work in a lane: the most urgent first, then in the order it was offered."""

    priority: int
    number: int
    work: Callable[[], None] | None = field(compare=False)


class Handle:
    """Work that was offered; `cancel` stops it before it begins, long work before its next piece."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Don't begin, or stop before the next piece; nothing more is delivered."""
        self._stop.set()

    def unless_cancelled(self, call: Callable[[], object]) -> None:
        """Call, if the answer is still waited for."""
        if not self.cancelled:
            call()


class Background(QObject):
    """Runs work in its lane and brings results back to the thread it was made in.

    `troubles` takes the errors nobody asked for; without it they go where uncaught errors go.
    """

    _arrived = Signal(object)

    def __init__(self, troubles: Failed | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_INTERVAL)
        self._troubles = troubles
        self._numbers = itertools.count()
        self._idle = threading.Condition()
        self._waiting = 0
        self._closed = False
        self._handles: set[Handle] = set()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._lanes: dict[str, queue.PriorityQueue[_Job]] = {name: queue.PriorityQueue() for name in LANES}
        self._threads = [
            threading.Thread(
                target=self._serve, args=(self._lanes[name],), name=f"{name}-{number}", daemon=True
            )
            for name, count in LANES.items()
            for number in range(count)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def closed(self) -> bool:
        """Whether it takes no more work."""
        return self._closed

    def run(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], object] | None = None,
        failed: Failed | None = None,
        lane: str = "vault",
        priority: int = ORDINARY,
        owner: QObject | None = None,
    ) -> Handle:
        """Run `work` in `lane`; `then(result)` or `failed(error)` follows in the main thread.

        Nothing is delivered once `owner` is destroyed or the handle was cancelled, which is for questions whose
        answer nobody waits for any more. Saving takes the priority SAVING. Raises RuntimeError after `close`,
        because work that is silently dropped could be somebody's record.
        """
        handle = Handle()

        def job() -> None:
            if handle.cancelled:
                return
            try:
                result = work()
            except Exception as error:
                self._send(partial(handle.unless_cancelled, partial(self._tell, error, failed)), owner)
                return
            if then is not None:
                self._send(partial(handle.unless_cancelled, partial(then, result)), owner)

        self._offer(lane, priority, job)
        return handle

    def run_pieces(
        self,
        pieces: Generator[Piece, None, Result],
        each: Callable[[Piece], object] | None = None,
        then: Callable[[Result], object] | None = None,
        failed: Failed | None = None,
        lane: str = "vault",
        owner: QObject | None = None,
    ) -> Handle:
        """Run long work piece by piece, so that saving gets in between; keep each piece under 50 ms.

        `each(piece)` follows every yield, `then(result)` the generator's return value. A cancelled
        generator is closed in its lane, so that its `finally` runs there.
        """
        handle = Handle()
        self._handles.add(handle)

        def step() -> None:
            try:
                if handle.cancelled:
                    pieces.close()
                    self._handles.discard(handle)
                    return
                piece = next(pieces)
            except StopIteration as stop:
                result = stop.value
                self._handles.discard(handle)
                if then is not None:
                    self._send(partial(handle.unless_cancelled, partial(then, result)), owner)
            except Exception as error:
                self._handles.discard(handle)
                self._send(partial(self._tell, error, failed), owner)
            else:
                if each is not None:
                    self._send(partial(handle.unless_cancelled, partial(each, piece)), owner)
                self._offer(lane, LATER, step, inner=True)

        self._offer(lane, LATER, step)
        return handle

    def finish(self, milliseconds: int) -> bool:
        """Cancel long work and wait until all that was offered has run; False when the time was over first.

        What it brought back is delivered when the event loop turns again.
        """
        self._cancel_all()
        until = time.monotonic() + milliseconds / 1000
        with self._idle:
            return self._idle.wait_for(lambda: self._waiting == 0, timeout=max(0.0, until - time.monotonic()))

    def close(self) -> None:
        """Finish what was offered, then end the threads; nothing is taken in afterwards."""
        if self._closed:
            return
        self._cancel_all()
        self._closed = True
        self.finish(60_000)
        for name, count in LANES.items():
            for _ in range(count):
                self._lanes[name].put(_Job(sys.maxsize, next(self._numbers), None))
        for thread in self._threads:
            thread.join(timeout=5)

    def _offer(self, lane: str, priority: int, work: Callable[[], None], *, inner: bool = False) -> None:
        if self._closed and not inner:
            raise RuntimeError("the background is closed")
        with self._idle:
            self._waiting += 1
        self._lanes[lane].put(_Job(priority, next(self._numbers), work))

    def _serve(self, jobs: queue.PriorityQueue[_Job]) -> None:
        while (work := jobs.get().work) is not None:
            try:
                work()
            finally:
                # Let go of the work before it counts as done: what it holds may have to die in this thread.
                del work
                with self._idle:
                    self._waiting -= 1
                    self._idle.notify_all()

    def _send(self, call: Callable[[], object], owner: QObject | None) -> None:
        if isValid(self):
            self._arrived.emit(_Delivery(call, owner))

    def _deliver(self, delivery: _Delivery) -> None:
        if delivery.owner is None or isValid(delivery.owner):
            delivery.call()

    def _tell(self, error: Exception, failed: Failed | None) -> None:
        door = failed or self._troubles
        if door is None:
            raise error
        door(error)

    def _cancel_all(self) -> None:
        for handle in tuple(self._handles):
            handle.cancel()
