"""Ports on loopback for services of our own that are started, stopped and started again at the same port."""

from __future__ import annotations

import itertools
import os
import socket

# Below what the system gives to outgoing connections and to whoever asks for any port (32768 and above): there a port
# that was free a moment ago, or whose service is down for a moment, may be somebody else's when it is wanted.
_LOWEST, _HIGHEST = 10_000, 32_000
_next = itertools.count(os.getpid() * 97)


def free_port() -> int:
    """A port that nobody uses; no two calls of a process get the same."""
    while True:
        port = _LOWEST + next(_next) % (_HIGHEST - _LOWEST)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
