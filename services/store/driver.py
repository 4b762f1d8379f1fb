"""数据库驱动: SQLCipher under sqlite-utils; the one place that connects, and that words the driver's errors.

sqlite-utils takes its driver from a module called `pysqlite3` when there is one. The alias below has to stand
before its first import, otherwise it catches the standard library's errors and misses SQLCipher's. Its hooks name
`sqlite3` in an annotation: for that the standard library's SQLite is not loaded beside ours (1 MB). Its recipes
for converting columns, which are not used here, read dates of every form (2 MB); its ids of rows and names for
passing tables take hashes and chance of a second OpenSSL (3.8 MB).
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3
import sqlcipher3.dbapi2 as dbapi2

from services.late import putting_off

sys.modules["pysqlite3"], sys.modules["pysqlite3.dbapi2"] = sqlcipher3, dbapi2
_lent = sys.modules.setdefault("sqlite3", sqlcipher3) is sqlcipher3

with putting_off("dateutil.parser", "hashlib", "secrets"):
    import sqlite_utils  # after the alias
    from sqlite_utils import Database, Migrations
    from sqlite_utils.db import NotFoundError

from services.errors import Damaged, FieldworkError, NoSpace  # noqa: E402

if _lent:
    del sys.modules["sqlite3"]

if sqlite_utils.utils.sqlite3 is not sqlcipher3:
    raise ImportError(
        "sqlite_utils was imported before services.store.driver: the vault would not be encrypted"
    )

__all__ = ["Database", "DatabaseError", "Migrations", "NotFoundError", "guarded", "open_database"]

DatabaseError = sqlite_utils.utils.sqlite3.Error

BUSY_SECONDS = 5.0
FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})

_DAMAGED = "保险库的数据文件有损坏，没有读出。请停止使用本机并联系院里技术人员，用第二份留存恢复。"
_WORDS = (
    ("database or disk is full", NoSpace, None),
    ("malformed", Damaged, _DAMAGED),
    ("not a database", Damaged, _DAMAGED),
    ("disk i/o error", FieldworkError, "磁盘读写出错，这一步没有完成；已保存的内容都在。请检查磁盘后再试。"),
    ("unable to open", FieldworkError, "保险库的文件打不开。请检查磁盘和文件权限后再试。"),
    ("readonly", FieldworkError, "磁盘是只读的，这一步没有保存。请检查磁盘后再试。"),
    ("is locked", FieldworkError, "保险库正被占用，这一步没有保存。请稍后再试。"),
)


def open_database(path: Path, key: bytes) -> Database:
    """The encrypted database with its 32-byte raw key; made when it is not there.

    The connection may be handed to another thread, but only one thread at a time may use it. Every commit is
    flushed to the disk. Raises Damaged when the key does not fit or the first page is damaged.
    """
    with guarded():
        connection = dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
        )
        try:
            # Damage is reported by our own sentence; the library's log on stderr would only repeat it.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("SELECT count(*) FROM sqlite_master")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA journal_size_limit = 16777216")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA cache_size = -16000")
        except BaseException:
            connection.close()
            raise
        # A plugin of sqlite-utils that somebody installed must not be handed the open vault.
        return Database(connection, execute_plugins=False)


@contextmanager
def guarded() -> Iterator[None]:
    """Turns a full disk into NoSpace and damage into Damaged; a mistake in our own SQL passes as it is."""
    try:
        yield
    except DatabaseError as error:
        raise _worded(error) from error
    except OSError as error:
        if error.errno in FULL:
            raise NoSpace from error
        raise


def _worded(error: Exception) -> Exception:
    said = str(error).lower()
    for words, kind, sentence in _WORDS:
        if words in said:
            return kind(sentence)
    return error
