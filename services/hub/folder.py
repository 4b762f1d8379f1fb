"""院端资料: the hub's folder with keys/, hub.json (court, hub id, policy, database) and the store."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TypeVar

import msgspec

from services.docket.court import Court, Officer
from services.errors import BadInput, FieldworkError, NotAllowed
from services.hub import assignment, certificate, keys, roster
from services.hub.enrolment import Policy
from services.hub.keys import HubKeys
from services.hub.roster import Device
from services.hub.store import Store, open_store, resident, settle_in
from services.sync import protocol

_HUB, _KEYS = "hub.json", "keys"
STATE_FILES = (
    _HUB,
    *(f"{_KEYS}/{name}" for name in keys.NEEDED),
    certificate.CERTIFICATE,
    certificate.KEY,
)
"""What the hub cannot be without besides its database and attachments; the recovery key is not among them."""

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Desk:
    """An opened hub folder."""

    folder: Path
    court: Court
    policy: Policy
    keys: HubKeys
    store: Store

    @property
    def officers(self) -> tuple[Officer, ...]:
        """The roster as it stands now."""
        with self.store.reading() as connection:
            return roster.officers_of(connection)

    @property
    def devices(self) -> tuple[Device, ...]:
        """The devices as they stand now."""
        with self.store.reading() as connection:
            return roster.devices_of(connection)

    def officer(self, text: str) -> Officer:
        """The officer of that id or name; raises BadInput when there is none or more than one."""
        with self.store.reading() as connection:
            return roster.officer_named(connection, text)

    def case_count(self, officer: Officer) -> int:
        """How many cases the officer has."""
        with self.store.reading() as connection:
            return len(assignment.numbers_of(connection, officer.id))

    def has_docket(self, officer: Officer) -> bool:
        """False before the officer's first import."""
        with self.store.reading() as connection:
            return roster.serial_of(connection, officer.id) > 0


@dataclass(frozen=True, slots=True)
class _Founding:
    court: Court
    officers: tuple[Officer, ...]
    policy: Policy | None = None


@dataclass(frozen=True, slots=True)
class _Roster:
    officers: tuple[Officer, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    court: Court
    policy: Policy
    database: str = ""


def found(
    folder: Path,
    court: Court,
    officers: Iterable[Officer],
    *,
    policy: Policy | None = None,
    database: str = "",
) -> Desk:
    """Makes a hub folder with new keys; raises NotAllowed when there is one already.

    `database` is the URL of a PostgreSQL database; "" keeps everything in the folder.
    """
    if (folder / _HUB).exists():
        raise NotAllowed("这个目录里已有院端资料，没有覆盖。")
    own = keys.create(folder / _KEYS)
    policy = policy or Policy(hub_id=f"hub-{secrets.token_hex(6)}", epoch=secrets.token_hex(6))
    try:
        store = open_store(folder, database, own.store)
        with store.writing() as connection:
            settle_in(connection, policy.hub_id)
            roster.put_officers(connection, court.id, officers)
    except FieldworkError:
        shutil.rmtree(folder / _KEYS)  # nothing was kept under them yet
        raise
    save_file(folder / _HUB, msgspec.json.encode(_Head(court, policy, database)))
    return Desk(folder=folder, court=court, policy=policy, keys=own, store=store)


def found_from(folder: Path, file: Path, *, database: str = "") -> Desk:
    """Makes a hub folder from a JSON file of `court`, `officers` and, if wanted, `policy`; raises BadInput."""
    founding = _load(file, _Founding)
    return found(folder, founding.court, founding.officers, policy=founding.policy, database=database)


def enter_officers(folder: Path, file: Path) -> int:
    """Enters the `officers` of a JSON file, new ones and newer particulars; returns how many there are now.

    Nobody is struck off: devices are revoked and cases assigned to others. Raises BadInput.
    """
    given, desk = _load(file, _Roster).officers, open_desk(folder)
    if not given or any(not o.id.strip() or not o.name.strip() for o in given):
        raise BadInput(f"{file.name} 里没有执行人员，或有人没有编号、姓名，没有录入。")
    with desk.store.writing() as connection:
        roster.put_officers(connection, desk.court.id, given)
    return len(desk.officers)


def open_desk(folder: Path, *, pooled: bool = False) -> Desk:
    """Opens a hub folder; raises BadInput when a part is missing or unreadable."""
    return _opened(folder, _load(folder / _HUB, _Head), pooled=pooled)


def _opened(folder: Path, head: _Head, *, pooled: bool) -> Desk:
    own = keys.load(folder / _KEYS)
    store = open_store(folder, head.database, own.store, pooled=pooled)
    with store.reading() as connection:
        if head.database and resident(connection) != head.policy.hub_id:
            raise BadInput(
                "这个数据库里没有本院端的资料。请核对数据库地址，迁移请用 hub backup 和 hub restore。"
            )
    return Desk(folder=folder, court=head.court, policy=head.policy, keys=own, store=store)


def settle(
    folder: Path, *, database: str | None = None, hub_url: str | None = None, pooled: bool = False
) -> Desk:
    """Writes down where the hub keeps its data or where terminals find it, and opens it."""
    head = _load(folder / _HUB, _Head)
    policy = head.policy if hub_url is None else replace(head.policy, hub_url=hub_url)
    settled = _Head(head.court, policy, head.database if database is None else database)
    opened = _opened(folder, settled, pooled=pooled)
    save_file(folder / _HUB, msgspec.json.encode(settled))
    return opened


def own_keys(folder: Path) -> HubKeys:
    """The keys of a hub folder, before it is opened; raises BadInput."""
    return keys.load(folder / _KEYS)


def read_file(path: Path) -> bytes:
    """A file that was handed in; raises BadInput when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(protocol.MAX_DOCKET_FILE)
    except OSError as error:
        raise BadInput(f"读不到文件 {path.name}。请核对位置。") from error


def _load(path: Path, kind: type[_Value]) -> _Value:
    try:
        return msgspec.json.decode(read_file(path), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"院端文件 {path.name} 的内容不对（{error}）。请从备份恢复。") from error


def save_file(path: Path, content: bytes) -> None:
    """Whole or not at all, readable by the owner alone."""
    with saving(path) as file:
        file.write(content)


@contextlib.contextmanager
def saving(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, readable by the owner alone; it takes its name on the disk once everything has gone well."""
    partial = path.with_name(f".{path.name}.partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    partial.replace(path)
