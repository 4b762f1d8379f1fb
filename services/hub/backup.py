"""院端备份: the hub's whole state in a folder elsewhere, readable by the court's recovery key alone, and back again.

The state (keys, certificate, every table) is one age file for each day it was made; attachments lie beside it as they lie at
the hub, encrypted, and only new ones are copied. A backup restores into SQLite or PostgreSQL, whichever it came from.
"""

from __future__ import annotations

import base64
import datetime as dt
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from services.errors import BadInput, FieldworkError, NotAllowed
from services.hub import attachments, roster, schema
from services.hub.folder import STATE_FILES, Desk, own_keys, save_file, saving, settle
from services.hub.store import open_store
from services.sync import age, compression

SUFFIX = ".cf-backup"
_LARGEST = 8 * 1024**3
_TOGETHER = 1_000
_MADE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """What a backup wrote: the state's file, how many attachments were new, how many there are in all."""

    file: Path
    copied: int
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restoration brought back; `missing` attachments (their digests) were not in the backup."""

    entries: int
    files: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """The first line of a backup: its form, and the hub's own files by name (base64)."""

    made: int
    at: dt.datetime
    hub: str
    files: dict[str, str]


def back_up(desk: Desk, target: Path, now: dt.datetime) -> BackedUp:
    """Writes a backup into the folder `target`, on the disk when it returns; attachments erased meanwhile leave it too."""
    (target / attachments.FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
    file = target / f"院端-{now:%Y%m%d-%H%M%S}{SUFFIX}"
    with saving(file) as partial:
        with desk.store.reading() as connection:
            lines = chain([_state_line(desk, now)], _lines(connection))
            pieces = compression.compressed(_ended(lines))
            age.encrypt_pieces(pieces, partial, [desk.keys.recovery_recipient])
            table = schema.attachment
            held = connection.execute(select(table.c.digest, table.c.stored_at, table.c.erased_at)).all()
        copied = _bring_up_to_date(desk, target, [(d, bool(s), bool(e)) for d, s, e in held])
    # The state takes its name last: it never names an attachment that is not beside it.
    return BackedUp(
        file=file, copied=copied, files=sum(1 for _, stored, erased in held if stored and not erased)
    )


def _ended(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The lines with what parts them, none after the last."""
    yield next(lines)
    for line in lines:
        yield b"\n" + line


def _bring_up_to_date(desk: Desk, target: Path, held: Sequence[tuple[str, bool, bool]]) -> int:
    """Attachments (digest, stored, erased) that the backup lacks are copied, erased ones leave it; returns how many came."""
    copied = 0
    for digest, stored, erased in held:
        if erased:
            attachments.path_of(target, digest).unlink(missing_ok=True)
        elif stored:
            copied += _copy(attachments.path_of(desk.folder, digest), attachments.path_of(target, digest))
    return copied


def restore(file: Path, recovery: str, folder: Path, *, database: str = "") -> Restored:
    """Brings a backup back into a new folder (and an empty database); `recovery` is the court's recovery key (age).

    Raises NotAllowed where there is something already, Refused for another court's key, BadInput for what is no backup.
    Terminals then send again by themselves what the backup has not.
    """
    if folder.exists() and any(folder.iterdir()):
        raise NotAllowed("这个文件夹不是空的，没有恢复。请给一个新的文件夹。")
    head, lines = _opened(file, recovery)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        for name, content in head.files.items():
            _put(folder, name, base64.b64decode(content))
        _fill(folder, database, lines)
        desk = settle(folder, database=database)
        found = _bring(desk, file.parent)
    except FieldworkError:
        shutil.rmtree(folder)  # it was empty before
        raise
    return found


def _state_line(desk: Desk, now: dt.datetime) -> bytes:
    files = {
        name: base64.b64encode((desk.folder / name).read_bytes()).decode()
        for name in STATE_FILES
        if (desk.folder / name).exists()
    }
    return msgspec.json.encode(_State(_MADE, now, desk.policy.hub_id, files))


def _lines(connection: Connection) -> Iterator[bytes]:
    """Every row of every table: its table's name and its values, bytes in base64."""
    for table in schema.metadata.sorted_tables:
        streamed = connection.execution_options(yield_per=_TOGETHER)  # PostgreSQL: a cursor at the server
        for row in streamed.execute(select(table)):
            yield msgspec.json.encode([str(table.name), list(row)])


def _opened(file: Path, recovery: str) -> tuple[_State, Iterator[bytes]]:
    lines = compression.lines(_decrypted(file, recovery), _LARGEST)
    try:
        head = msgspec.json.decode(next(lines), type=_State)
    except (msgspec.DecodeError, StopIteration) as error:
        raise BadInput(f"{file.name} 不是院端的备份。") from error
    if head.made != _MADE or not set(head.files) <= set(STATE_FILES):
        raise BadInput(f"{file.name} 由另一版本的程序制作，请更新程序后再恢复。")
    return head, lines


def _decrypted(file: Path, recovery: str) -> Iterator[bytes]:
    try:
        opened = file.open("rb")
    except OSError as error:
        raise BadInput(f"读不到备份 {file.name}。请核对位置。") from error
    with opened:
        yield from age.decrypt_pieces(opened, recovery)


def _put(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    save_file(path, content)


def _fill(folder: Path, database: str, lines: Iterator[bytes]) -> None:
    """Puts every row in its table, in one transaction."""
    store = open_store(folder, database, own_keys(folder).store)
    try:
        with store.writing() as connection:
            if roster.officers_of(connection) or roster.devices_of(connection):
                raise NotAllowed("这个数据库里已有资料，没有恢复。请给一个空库。")
            connection.execute(schema.meta.delete())
            for name, rows in _grouped(lines):
                connection.execute(insert(schema.metadata.tables[name]), rows)
            _count_on(connection)
    finally:
        store.close()


def _grouped(lines: Iterator[bytes]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    begun: list[dict[str, Any]] = []
    of = ""
    for line in lines:
        name, values = msgspec.json.decode(line)
        table = schema.metadata.tables[name]
        if begun and (name != of or len(begun) >= _TOGETHER):
            yield of, begun
            begun = []
        of = name
        pairs = zip(table.columns, values, strict=True)
        begun.append({c.name: _value(c.type, value) for c, value in pairs})
    if begun:
        yield of, begun


def _value(kind: Any, value: Any) -> Any:
    return base64.b64decode(value) if kind.python_type is bytes and value is not None else value


def _count_on(connection: Connection) -> None:
    """PostgreSQL's own counters know nothing of rows that were put in with their numbers."""
    if connection.dialect.name != "postgresql":
        return
    for table in (schema.access, schema.refusal):
        connection.exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), coalesce(max(id), 0) + 1, false) FROM {table.name}"
        )


def _bring(desk: Desk, source: Path) -> Restored:
    table = schema.attachment
    with desk.store.reading() as connection:
        asked = select(table.c.digest).where(table.c.stored_at != "", table.c.erased_at == "")
        held = list(connection.scalars(asked.order_by(table.c.digest)))
        entries = sum(connection.scalars(select(schema.chain.c.seq)))
    missing = []
    for digest in held:
        path = attachments.path_of(source, digest)
        if path.exists():
            _copy(path, attachments.path_of(desk.folder, digest))
        else:
            missing.append(digest)
    return Restored(entries=entries, files=len(held) - len(missing), missing=tuple(missing))


def _copy(source: Path, target: Path) -> int:
    """Copies a file whole or not at all; 0 when it is there already."""
    if target.exists():
        return 0
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = target.with_suffix(".copying")
    shutil.copyfile(source, partial)
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(target)
    return 1
