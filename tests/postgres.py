"""A PostgreSQL server of one's own: Debian's package, a temporary folder, a user without rights, no port."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg

_OWNER = "court"


@dataclass(slots=True)
class Postgres:
    """A running server, reached through a socket in its folder; its databases are named by a running number."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, name: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://{_OWNER}@/{name}?host={quote(str(self.folder), safe='')}"

    def made(self, template: str = "template0") -> str:
        """The name of a new database, a copy of `template`."""
        name = f"hub_{next(self.numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')  # type: ignore[arg-type]
        return name

    def dropped(self, name: str) -> None:
        """Takes a database away, whoever is still in it."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]


@contextmanager
def running(folder: Path) -> Iterator[Postgres]:
    """A new server in an empty folder, until the block ends."""
    programs = _programs()
    own, user = _unprivileged(folder)
    data = folder / "data"
    _run(
        own,
        programs("initdb"),
        "-D",
        data,
        "-U",
        _OWNER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale",
        "C.UTF-8",
        "-N",
    )
    settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=200"
    control = (programs("pg_ctl"), "-D", data, "-w", "-s")
    _run(own, *control, "-l", folder / "log", "-o", settings, "start")
    try:
        yield Postgres(folder)
    finally:
        _run(own, *control, "-m", "immediate", "stop")
        if user:
            shutil.rmtree(data)


def _programs() -> Callable[[str], Path]:
    """Where Debian keeps what is not on everybody's path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    home = found[-1].parent if found else Path(on_path).parent if on_path else None
    assert home is not None, "PostgreSQL is missing: ./run setup installs it (Debian's package postgresql)"
    return lambda name: home / name


def _unprivileged(folder: Path) -> tuple[tuple[str, ...], str]:
    """The server refuses to run as root: then it runs as `nobody`, who owns its folder."""
    if os.geteuid() != 0:
        return (), ""
    user = pwd.getpwnam("nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o755)
    return ("setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"), user.pw_name


def _run(own: tuple[str, ...], *command: str | Path) -> None:
    # The server it leaves behind must not hold our pipes open, or waiting for them would never end.
    done = subprocess.run(
        [*own, *map(str, command)],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, f"{command[0]} ended with {done.returncode}"
