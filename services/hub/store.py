"""院端库: the hub's database behind one small port: encrypted SQLite in the hub's folder, or PostgreSQL by its URL.

Whoever writes is alone: on SQLite by a lock of this process and BEGIN IMMEDIATE, on PostgreSQL by the rows it takes.
"""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as dbapi2
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Insert,
    NullPool,
    QueuePool,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    select,
    tuple_,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.exc import SQLAlchemyError

from services.entries.entry import decode
from services.errors import BadInput, NotAllowed
from services.hub import schema

FILE = "hub.db"
BUSY_SECONDS = 30.0
CONNECTIONS = 16
_RESIDENT = "hub"
_FILED, _TOGETHER = 7, 1_000
"""The version that says of each entry which attachments it has."""
_NO_URL = "数据库地址不对，应如 postgresql://用户@主机/库名。"
_FOUNDING = 0x636F757274  # any number: who makes the tables is alone


class Store:
    """An opened hub database; `seals` wraps the attachments' keys, so that a copy of the database opens none."""

    def __init__(self, engine: Engine, quick: Engine, seals: bytes) -> None:
        self._engine, self._quick = engine, quick
        self._embedded = engine.dialect.name == "sqlite"
        # SQLite's transactions see one state anyway; on PostgreSQL each statement would see its own.
        self._views = (
            engine if self._embedded else engine.execution_options(isolation_level="REPEATABLE READ")
        )
        self._alone = threading.Lock()
        self.seals = seals

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the database."""
        with self._views.connect() as connection, connection.begin():
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
    if database:
        served = _served(database, pooled)
        store = Store(served, served, _derived(key, b"attachments"))
    else:
        own = _derived(key, b"database")
        store = Store(
            _embedded(folder, own, pooled, "FULL"),
            _embedded(folder, own, pooled, "NORMAL"),
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
    connection.execute(_merge(table, connection.dialect.name), rows)


def insert_all(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Inserts rows that name every column with plain values, in one statement that is compiled once for a database."""
    _together(connection, _inserting(table, connection.dialect.name), rows)


def upsert_all(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """As `upsert`, for many rows that name every column with plain values: a third of the time."""
    _together(connection, _merging(table, connection.dialect.name), rows)


_Compiled = tuple[str, tuple[str, ...]]
"""A statement as the driver takes it; the columns in their order where it counts its values, else none."""


def _together(connection: Connection, compiled: _Compiled, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        sql, order = compiled
        connection.exec_driver_sql(sql, list(map(itemgetter(*order), rows)) if order else [*rows])


@functools.cache
def _inserting(table: Table, database: str) -> _Compiled:
    return _compiled(insert(table), database)


@functools.cache
def _merging(table: Table, database: str) -> _Compiled:
    return _compiled(_merge(table, database), database)


def _compiled(statement: Insert, database: str) -> _Compiled:
    dialect = psycopg.dialect() if database == "postgresql" else sqlite.dialect()  # type: ignore[no-untyped-call]
    made = statement.compile(dialect=dialect)
    return str(made), tuple(made.positiontup or ())


def _merge(table: Table, database: str) -> Insert:
    made = (postgresql if database == "postgresql" else sqlite).insert(table)
    keys = [c.name for c in table.primary_key.columns]
    changed = {c.name: made.excluded[c.name] for c in table.columns if c.name not in keys}
    merging: Insert = made.on_conflict_do_update(index_elements=keys, set_=changed)
    return merging


def add_missing(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Inserts the rows whose primary key is not there yet."""
    if not rows:
        return
    made = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)
    connection.execute(made.on_conflict_do_nothing(), rows)


def settle_in(connection: Connection, hub: str) -> None:
    """Writes down whose database this is; raises NotAllowed when it is another hub's."""
    lives = resident(connection)
    if lives not in ("", hub):
        raise NotAllowed("这个数据库里已有另一个院端的资料，没有采用。请另建一个空库。")
    upsert(connection, schema.meta, [{"key": _RESIDENT, "value": hub}])


def resident(connection: Connection) -> str:
    """The id of the hub whose database this is, "" in a new one."""
    return connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == _RESIDENT)) or ""


def _derived(key: bytes, purpose: bytes) -> bytes:
    """A key of its own for each purpose (HKDF, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"court-fieldwork/" + purpose).derive(key)


def _served(database: str, pooled: bool) -> Engine:
    """PostgreSQL by its URL; a connection that the server has dropped meanwhile is made anew."""
    try:
        url = make_url(database)
        if url.get_backend_name() != "postgresql":
            raise BadInput(_NO_URL)
        known: URL = url.set(drivername="postgresql+psycopg")
        return create_engine(known, pool_pre_ping=pooled, **_pool(pooled))
    except (SQLAlchemyError, ImportError) as error:
        raise BadInput(_NO_URL) from error


def _pool(pooled: bool) -> dict[str, Any]:
    if not pooled:
        return {"poolclass": NullPool}
    return {"poolclass": QueuePool, "pool_size": CONNECTIONS, "max_overflow": CONNECTIONS}


def _embedded(folder: Path, key: bytes, pooled: bool, synchronous: str) -> Engine:
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

    engine = create_engine("sqlite://", creator=connect, module=dbapi2, **_pool(pooled))
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # The driver begins nothing by itself; a transaction that will write says so at once, or two could block each other.
    wanted = connection.get_execution_options().get("fieldwork_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if wanted else "BEGIN")


def _prepare(store: Store) -> None:
    with store.reading() as connection:
        found = _version(connection)
    if found < schema.VERSION:  # a newer program has tables more; those that are there stay as they are
        with store.writing() as connection:
            if connection.dialect.name == "postgresql":  # two processes may begin at once
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_FOUNDING})")
            schema.metadata.create_all(connection)
            if 0 < _version(connection) < _FILED:
                _file_all(connection)
            upsert(connection, schema.meta, [{"key": "version", "value": str(schema.VERSION)}])
    elif found > schema.VERSION:
        raise NotAllowed("院端数据库由更新版本的程序使用过，本版本打不开，内容没有改动。请先升级程序。")


def _file_all(connection: Connection) -> None:
    """Which attachments each entry has, where a former program has not written it down."""
    table, place = schema.entry, ("", 0)
    asked = select(table.c.device, table.c.seq, table.c.raw, table.c.signature, table.c.algorithm)
    ordered = asked.order_by(table.c.device, table.c.seq).limit(_TOGETHER)
    while rows := connection.execute(ordered.where(tuple_(table.c.device, table.c.seq) > place)).all():
        read = [decode(bytes(raw), bytes(signature), algorithm) for _, _, raw, signature, algorithm in rows]
        files = [{"digest": d, "entry": e.id} for e in read for d in {a.digest for a in e.attachments}]
        add_missing(connection, schema.entry_file, files)
        place = (rows[-1][0], rows[-1][1])


def _version(connection: Connection) -> int:
    """The tables' version, 0 while there are none."""
    if not inspect(connection).has_table(schema.meta.name):
        return 0
    return int(connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == "version")) or 0)
