"""A line that can be cut at any byte: a proxy on loopback that passes bytes on, counts them and breaks off when told."""

from __future__ import annotations

import contextlib
import random
import select
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

PIECE = 4096


@dataclass(slots=True)
class Cut:
    """Where the line breaks: after this many more bytes upwards or downwards, None for never in that direction."""

    up: int | None = None
    down: int | None = None


@dataclass(slots=True)
class Proxy:
    """Passes connections on to a port; each is given the cut that `next_cut` says. Counts what it has passed on.

    `rate` is the line's speed in bytes a second, 0 for as fast as it goes.
    """

    target: int
    next_cut: Callable[[], Cut] = field(default=Cut)
    rate: int = 0
    port: int = 0
    up: int = 0
    down: int = 0
    cuts: int = 0
    _listening: socket.socket | None = None

    def start(self) -> None:
        """Listens on a free port."""
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        """Listens no more."""
        if self._listening is not None:
            with contextlib.suppress(OSError):
                self._listening.shutdown(socket.SHUT_RDWR)
            self._listening.close()

    def _accept(self) -> None:
        assert self._listening is not None
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            cut = self.next_cut()
            try:
                far = socket.create_connection(("127.0.0.1", self.target), timeout=5)
            except OSError:
                near.close()
                continue
            threading.Thread(target=self._pass_on, args=(near, far, cut), daemon=True).start()

    def _pass_on(self, near: socket.socket, far: socket.socket, cut: Cut) -> None:
        with near, far:
            for one in (near, far):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                one.setsockopt(
                    socket.SOL_SOCKET, socket.SO_SNDBUF, PIECE
                )  # a cable holds little of what it has taken
            left = {near: cut.up, far: cut.down}
            while True:
                ready, _, _ = select.select([near, far], [], [], 30)
                if not ready:
                    return
                for one in ready:
                    room = left[one]
                    try:
                        piece = one.recv(PIECE if room is None else min(PIECE, max(room, 1)))
                        if not piece:
                            return
                        if room is not None and room < 1:
                            self._break(near, far)
                            return
                        (far if one is near else near).sendall(piece)
                        if self.rate:
                            time.sleep(len(piece) / self.rate)
                    except OSError:
                        return
                    if one is near:
                        self.up += len(piece)
                    else:
                        self.down += len(piece)
                    if room is not None:
                        left[one] = room - len(piece)

    def _break(self, near: socket.socket, far: socket.socket) -> None:
        """Breaks off at once, as a pulled cable does: what is still on its way is lost."""
        self.cuts += 1
        for one in (near, far):
            with contextlib.suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@contextlib.contextmanager
def proxy(target: int, next_cut: Callable[[], Cut] = Cut, *, rate: int = 0) -> Iterator[Proxy]:
    """A proxy that listens while the block runs."""
    made = Proxy(target, next_cut, rate)
    made.start()
    try:
        yield made
    finally:
        made.stop()


def once(cut: Cut) -> Callable[[], Cut]:
    """The first connection is cut, later ones are not."""
    waiting = [cut]
    return lambda: waiting.pop() if waiting else Cut()


def often(chance: random.Random, least: int, most: int) -> Callable[[], Cut]:
    """Every connection is cut after a random number of bytes, whichever direction comes first."""

    def cut() -> Cut:
        return Cut(up=chance.randint(least, most), down=chance.randint(least, most))

    return cut
