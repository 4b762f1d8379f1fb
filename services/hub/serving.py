"""院端运行: the hub on its port with TLS, until it is told to stop."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn

from services import clock
from services.errors import BadInput
from services.hub import certificate, desk, roster
from services.hub.app import application

PORT = 8443
_BACKLOG = 256
# What has come and was not yet read is lost when a line breaks: no more of it than this (the system doubles it).
_UNREAD = 128 * 1024
_QUIET = "critical"


@dataclass(frozen=True, slots=True)
class Standing:
    """A hub that answers: at which address terminals find it, on which port it listens."""

    url: str
    port: int


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self._ready()


def serve(
    folder: Path,
    *,
    host: str = "0.0.0.0",
    port: int = PORT,
    url: str = "",
    own_certificate: tuple[Path, Path] | None = None,
    database: str | None = None,
    told: Callable[[Standing], None],
    now: Callable[[], dt.datetime] = clock.now,
) -> None:
    """Serves a hub folder until the process is told to stop; `told` is called once it answers. Raises BadInput.

    `url` is where terminals find it (written into enrolment files); `port` 0 takes any that is free.
    """
    with _listening(host, port) as listening:
        taken = listening.getsockname()[1]
        address = url or desk.open_desk(folder).policy.hub_url or f"https://{_name_of(host)}:{taken}"
        if urlsplit(address).scheme != "https":
            raise BadInput("院端地址应以 https:// 开头。")
        opened = desk.settle(folder, database=database, hub_url=address, pooled=True)
        files = (
            certificate.adopt(folder, *own_certificate)
            if own_certificate
            else certificate.own(folder, opened.court.name, address)
        )
        with opened.store.writing() as connection:
            roster.renew_nonces(connection)
        config = uvicorn.Config(
            application(opened, now),
            ssl_certfile=files[0],
            ssl_keyfile=files[1],
            log_level=_QUIET,
            access_log=False,
            server_header=False,
            backlog=_BACKLOG,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=1,
            http="httptools",
            loop="asyncio",
            ws="none",
            lifespan="off",
        )
        try:
            _Server(config, lambda: told(Standing(address, taken))).run(sockets=[listening])
        finally:
            opened.store.close()


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    # Small replies must not wait for an acknowledgement (some 40 ms); accepted connections inherit this.
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _UNREAD)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise BadInput(f"端口 {port} 已被占用或不许使用。请换一个端口。") from error
    return made


def _name_of(host: str) -> str:
    return socket.gethostname() if host in ("0.0.0.0", "::") else host
