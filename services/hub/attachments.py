"""院端附件: photos, films and papers, each encrypted under a key of its own, taken up where a cut line left off.

A file is the original bytes under AES-256-CTR (NIST SP 800-38A) with a key that no other file has, so that any byte
can follow the last one that came. That it is whole and unchanged is proved by its SHA-256, which stands in a signed
entry: at the end of the upload and again at every reading. The key lies wrapped (RFC 3394) in the database; when the
law wants a file gone, the key is destroyed and the file with it, and a tombstone stays.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from sqlalchemy import select, update

from services.errors import BadInput, Damaged, NotAllowed, Refused
from services.hub import awaited, schema
from services.hub.store import Store

FOLDER = "attachments"
MAX_BYTES = 4 * 1024**3
PIECE = 1024 * 1024
_BLOCK = 16


@dataclass(frozen=True, slots=True)
class Held:
    """What the hub knows of an attachment: `offset` bytes of `size` have come; `whole` when all and proved."""

    digest: str
    size: int
    offset: int
    whole: bool
    erased: bool


class Receiving:
    """An upload under way: bytes go on where the former ones ended; only one at a time for each attachment."""

    def __init__(self, store: Store, folder: Path, known: Held, file: BinaryIO, key: bytes) -> None:
        self._store, self._folder, self._file, self._key = store, folder, file, key
        self.digest, self.size = known.digest, known.size
        self.begun = self.offset = file.seek(0, os.SEEK_END)
        self._cipher = _cipher(key, self.offset)
        self._hash = hashlib.sha256() if self.offset == 0 else None

    def write(self, piece: bytes) -> None:
        """The next bytes; raises BadInput beyond the size that the entry names."""
        if self.offset + len(piece) > self.size:
            raise BadInput("附件比记录里写的大，没有收。请重新发送。")
        left = memoryview(self._cipher.update(piece))
        while left:
            left = left[self._file.write(left) or 0 :]
        self.offset += len(piece)
        if self._hash is not None:
            self._hash.update(piece)

    def take_back(self) -> None:
        """Forgets what came since the beginning: it was not what the sender had signed."""
        self._file.truncate(self.begun)
        self.offset = self.begun

    def settle(self, now: dt.datetime) -> bool:
        """Puts what has come on the disk; True when the attachment is whole by now. Raises Refused when it is another.

        What turned out to be something else is thrown away with its key, and comes anew.
        """
        os.fsync(self._file.fileno())
        if self.offset < self.size:
            return False
        seen = self._hash.hexdigest() if self._hash else _digest(self._folder, self.digest, self._key)
        if seen != self.digest:
            self._file.truncate(0)
            _forget_key(self._store, self.digest)
            raise Refused("附件的内容与记录里的校验值不符，没有收。请重新发送。")
        _sync_folder(_path(self._folder, self.digest).parent)
        with self._store.writing() as connection:
            awaited.held_now(connection, self.digest, now)
        return True


def held(store: Store, folder: Path, digest: str) -> Held | None:
    """What the hub has of an attachment that some entry names, else None."""
    table = schema.attachment
    with store.reading() as connection:
        row = connection.execute(
            select(table.c.size, table.c.stored_at, table.c.erased_at, table.c.key).where(
                table.c.digest == digest
            )
        ).first()
    if row is None:
        return None
    size, stored, erased, key = row
    # Without its key (a power cut may take a fresh one back) what has come of a file is nothing.
    come = offset(folder, digest, size) if key is not None else 0
    return Held(digest, size, size if stored else come, bool(stored), bool(erased))


@contextlib.contextmanager
def receiving(store: Store, folder: Path, digest: str, begin: int) -> Iterator[Receiving]:
    """Takes an attachment up at byte `begin`; raises BadInput when that is not where it stands, NotAllowed when it is busy.

    What has come stays in place whatever happens; `settle` puts it on the disk.
    """
    known = held(store, folder, digest)
    if known is None or known.whole or known.erased or known.size > MAX_BYTES:
        raise NotAllowed("院端不等这个附件，没有收。")
    file = _opened(folder, digest)
    try:
        again = held(store, folder, digest)  # somebody else may have finished it in the meantime
        if again is None or again.whole or again.offset != begin:
            raise BadInput("续传的位置与院端已收的不符。请先询问位置。")
        file.truncate(begin)
        key = _key(store, digest, anew=begin == 0)
        yield Receiving(store, folder, known, file, key)
    finally:
        file.close()


def original(store: Store, folder: Path, digest: str) -> Iterator[bytes]:
    """The original bytes, piece by piece; raises NotAllowed when erased, Damaged when they are not what they were."""
    known = held(store, folder, digest)
    if known is None or not known.whole:
        raise BadInput("院端没有这个附件。")
    if known.erased:
        raise NotAllowed("这个附件已依法销毁，只留登记。")
    seen = hashlib.sha256()
    for piece in _pieces(_path(folder, digest), _key(store, digest, anew=False)):
        seen.update(piece)
        yield piece
    if seen.hexdigest() != digest:
        raise Damaged(f"院端附件 {digest[:8]} 已损坏。请从备份恢复。")


def erase(store: Store, folder: Path, digest: str, why: str, now: dt.datetime) -> None:
    """Destroys an attachment's key and file for good; its entry and a tombstone stay. Raises BadInput."""
    table = schema.attachment
    gone = update(table).where(table.c.digest == digest, table.c.stored_at != "")
    with store.writing() as connection:
        done = connection.execute(gone.values(key=None, erased_at=now.isoformat(), erased_why=why))
    if done.rowcount != 1:
        raise BadInput("院端没有这个附件，没有销毁。")
    _path(folder, digest).unlink(missing_ok=True)


def offset(folder: Path, digest: str, size: int) -> int:
    """How many bytes of an upload under way have come; never all: with the last one comes the proof of the whole."""
    with contextlib.suppress(FileNotFoundError):
        return max(0, min(_path(folder, digest).stat().st_size, size - 1))
    return 0


def _opened(folder: Path, digest: str) -> BinaryIO:
    """The file of an upload, held by the system for this one alone: two would write over each other.

    It never changes its name: whoever is let in next holds the same file, and the database says whether it is whole.
    """
    path = _path(folder, digest)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise NotAllowed("这个附件正在接收。请稍后再试。") from error
    return file


def _key(store: Store, digest: str, *, anew: bool) -> bytes:
    """The attachment's key; a new one for an upload from the beginning, so that no key stream serves twice."""
    table = schema.attachment
    if anew:
        key = os.urandom(32)
        with store.writing(durable=False) as connection:  # flushed with the entry that the file is whole
            wrapped = aes_key_wrap(store.seals, key)
            connection.execute(update(table).where(table.c.digest == digest).values(key=wrapped))
        return key
    with store.reading() as connection:
        wrapped_key = connection.scalar(select(table.c.key).where(table.c.digest == digest))
    if wrapped_key is None:
        raise Damaged(f"院端附件 {digest[:8]} 的密钥不在。请重新接收。")
    try:
        return aes_key_unwrap(store.seals, bytes(wrapped_key))
    except InvalidUnwrap as error:
        raise Damaged(f"院端附件 {digest[:8]} 的密钥打不开。请核对密钥目录。") from error


def _forget_key(store: Store, digest: str) -> None:
    with store.writing() as connection:
        table = schema.attachment
        connection.execute(update(table).where(table.c.digest == digest).values(key=None))


def _cipher(key: bytes, offset: int) -> CipherContext:
    """The key stream from byte `offset` on."""
    counter = (offset // _BLOCK).to_bytes(_BLOCK, "big")
    made = Cipher(algorithms.AES(key), modes.CTR(counter)).encryptor()
    made.update(bytes(offset % _BLOCK))
    return made


def _pieces(path: Path, key: bytes) -> Iterator[bytes]:
    cipher = _cipher(key, 0)
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield cipher.update(piece)


def _digest(folder: Path, digest: str, key: bytes) -> str:
    seen = hashlib.sha256()
    for piece in _pieces(_path(folder, digest), key):
        seen.update(piece)
    return seen.hexdigest()


def _path(folder: Path, digest: str) -> Path:
    return folder / FOLDER / digest[:2] / f"{digest}.sealed"


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
