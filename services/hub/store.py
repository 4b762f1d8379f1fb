"""院端库: the hub's database behind one small port: encrypted SQLite in the hub's folder, or PostgreSQL by its URL.

Whoever writes is alone: on SQLite by a lock of this process and BEGIN IMMEDIATE, on PostgreSQL by the rows it takes.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as dbapi2
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import (
    Connection,
    Engine,
    NullPool,
    QueuePool,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from services.errors import BadInput, NotAllowed
from services.hub import schema

FILE = "hub.db"
BUSY_SECONDS = 30.0
CONNECTIONS = 16


class Store:
    """An opened hub database; `seals` wraps the attachments' keys, so that a copy of the database opens none."""

    def __init__(self, engine: Engine, quick: Engine, seals: bytes) -> None:
        self._engine, self._quick = engine, quick
        self._embedded = engine.dialect.name == "sqlite"
        self._alone = threading.Lock()
        self.seals = seals

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the database."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[Connection]:
        """One transaction; on the disk when it ends, unless `durable` is False: then a power cut may undo it."""
        engine = self._engine if durable else self._quick
        with self._alone if self._embedded else contextlib.nullcontext(), engine.connect() as connection:
            marked = connection.execution_options(**({} if not self._embedded else {"fieldwork_write": True}))
            with marked.begin():
                if not durable and not self._embedded:
                    marked.exec_driver_sql("SET LOCAL synchronous_commit = off")
                yield marked

    def close(self) -> None:
        """Lets go of every connection."""
        self._engine.dispose()
        self._quick.dispose()


def open_store(folder: Path, database: str, key: bytes, *, pooled: bool = False) -> Store:
    """Opens the database at the URL `database`, or the encrypted one of the folder where it is ""; makes its tables.

    `key` is the hub's 32-byte store key; `pooled` keeps connections, as a server wants. Raises BadInput when it cannot
    be reached or the key does not fit, NotAllowed when a newer program has made it.
    """
    store = Store(
        _engine(folder, database, _derived(key, b"database"), pooled, "FULL"),
        _engine(folder, database, _derived(key, b"database"), pooled, "NORMAL"),
        _derived(key, b"attachments"),
    )
    try:
        _prepare(store)
    except (SQLAlchemyError, dbapi2.Error) as error:
        store.close()
        raise BadInput("院端数据库打不开。请核对数据库地址、密钥目录和数据库是否在运行。") from error
    return store


def upsert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Inserts rows; where the primary key is there already, the other columns take the new values."""
    if not rows:
        return
    made = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)
    keys = [c.name for c in table.primary_key.columns]
    changed = {c.name: made.excluded[c.name] for c in table.columns if c.name not in keys}
    connection.execute(made.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def add_missing(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Inserts the rows whose primary key is not there yet."""
    if not rows:
        return
    made = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)
    connection.execute(made.on_conflict_do_nothing(), rows)


def _derived(key: bytes, purpose: bytes) -> bytes:
    """A key of its own for each purpose (HKDF, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"court-fieldwork/" + purpose).derive(key)


def _engine(folder: Path, database: str, key: bytes, pooled: bool, synchronous: str) -> Engine:
    pool: dict[str, Any] = (
        {"poolclass": QueuePool, "pool_size": CONNECTIONS, "max_overflow": CONNECTIONS}
        if pooled
        else {"poolclass": NullPool}
    )
    if database:
        try:
            return create_engine(database, **pool)
        except (SQLAlchemyError, ImportError) as error:
            raise BadInput("数据库地址不对，应如 postgresql+psycopg://用户@主机/库名。") from error

    def connect() -> Any:
        made = dbapi2.connect(
            str(folder / FILE), isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
        )
        made.execute("PRAGMA cipher_log_level = NONE")
        made.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        made.execute("PRAGMA journal_mode = WAL")
        made.execute(f"PRAGMA synchronous = {synchronous}")
        made.execute("PRAGMA cache_size = -16000")
        return made

    engine = create_engine("sqlite://", creator=connect, module=dbapi2, **pool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # The driver begins nothing by itself; a transaction that will write says so at once, or two could block each other.
    wanted = connection.get_execution_options().get("fieldwork_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if wanted else "BEGIN")


def _prepare(store: Store) -> None:
    with store.reading() as connection:
        made = inspect(connection).has_table(schema.meta.name)
        found = (
            connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == "version"))
            if made
            else None
        )
    if found is None:
        with store.writing() as connection:
            schema.metadata.create_all(connection)
            connection.execute(insert(schema.meta), [{"key": "version", "value": str(schema.VERSION)}])
    elif int(found) > schema.VERSION:
        raise NotAllowed("院端数据库由更新版本的程序使用过，本版本打不开，内容没有改动。请先升级程序。")
