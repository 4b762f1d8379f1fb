"""附件接收: attachments on their way in; bytes go on where the former ones ended, one sender at a time for each file."""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from sqlalchemy import Connection, bindparam, update

from services.errors import BadInput, NotAllowed, Refused
from services.hub import awaited, schema
from services.hub.attachments import (
    MAX_BYTES,
    Held,
    cipher_at,
    held,
    held_all,
    key_of,
    path_of,
    pieces_of,
)
from services.hub.store import Store, add_missing

_NOT_AWAITED = "院端不等这个附件，没有收。"
_ELSEWHERE = "续传的位置与院端已收的不符。请先询问位置。"


class Receiving:
    """An upload under way; `begun` is where this sender began."""

    def __init__(self, store: Store, folder: Path, known: Held, file: BinaryIO, key: bytes) -> None:
        self._store, self._folder, self._file, self._key = store, folder, file, key
        self.digest, self.size = known.digest, known.size
        self.begun = self.offset = file.seek(0, os.SEEK_END)
        self._cipher = cipher_at(key, self.offset)
        self._hash = hashlib.sha256() if self.offset == 0 else None

    def write(self, piece: bytes | memoryview) -> None:
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

    def prove(self) -> bool:
        """Puts what has come on the disk; True when the attachment is whole by now. Raises Refused when it is another.

        What turned out to be something else is thrown away with its key, and comes anew.
        """
        os.fsync(self._file.fileno())
        if self.offset < self.size:
            return False
        path = path_of(self._folder, self.digest)
        if (self._hash.hexdigest() if self._hash else _digest(path, self._key)) != self.digest:
            self._file.truncate(0)
            with self._store.writing() as connection:
                _keep_keys(self._store, connection, {self.digest: None})
            raise Refused("附件的内容与记录里的校验值不符，没有收。请重新发送。")
        for folder in (path.parent, path.parent.parent):
            _sync_folder(folder)
        return True

    def settle(self, now: dt.datetime) -> bool:
        """Proves and enters it; True when it is whole."""
        whole = self.prove()
        if whole:
            enter(self._store, [self.digest], now)
        return whole


def enter(store: Store, digests: Sequence[str], now: dt.datetime) -> None:
    """Enters attachments that are proved whole, in one transaction."""
    if not digests:
        return
    with store.writing() as connection:
        awaited.held_now(connection, digests, now)


def keep(store: Store, folder: Path, raw: bytes, media_type: str, now: dt.datetime) -> str:
    """What the court itself brings, among the attachments under a key of its own, on the disk when it returns.

    Returns its digest; the same bytes twice are one file. Raises NotAllowed where the law had them destroyed.
    """
    digest = hashlib.sha256(raw).hexdigest()
    row = {
        **{"digest": digest, "size": len(raw), "media_type": media_type, "key": None},
        **{"stored_at": "", "erased_at": "", "erased_why": ""},
    }
    with store.writing() as connection:
        add_missing(connection, schema.attachment, [row])
    known = held(store, folder, digest)
    if known is None or known.erased:
        raise NotAllowed("这份文件已依法销毁，不能再下发。")
    if not known.whole:
        with receiving(store, folder, digest, known.offset) as upload:
            upload.write(raw[known.offset :])
            upload.settle(now)
    return digest


@contextlib.contextmanager
def receiving(store: Store, folder: Path, digest: str, begin: int) -> Iterator[Receiving]:
    """Takes an attachment up at byte `begin`; raises BadInput when that is not where it stands, NotAllowed when it is busy.

    What has come stays in place whatever happens; `settle` puts it on the disk.
    """
    with receiving_all(store, folder, [(digest, begin)]) as (upload,):
        if not isinstance(upload, Receiving):
            raise upload
        yield upload


@contextlib.contextmanager
def receiving_all(
    store: Store, folder: Path, parts: Sequence[tuple[str, int]]
) -> Iterator[list[Receiving | NotAllowed | BadInput]]:
    """Takes several attachments up, each at its byte, or says why not."""
    known = held_all(store, folder, [digest for digest, _ in parts])
    with contextlib.ExitStack() as files:
        opened: dict[str, BinaryIO | NotAllowed] = {}
        for digest, _ in parts:
            try:
                opened[digest] = files.enter_context(_opened(folder, known.get(digest)))
            except NotAllowed as error:
                opened[digest] = error
        again = held_all(store, folder, list(opened))  # somebody else may have finished one in the meantime
        begun = [d for d, begin in parts if _stands(again.get(d), opened[d], begin)]
        keys = _keys(store, [again[d] for d in begun], {d for d, begin in parts if begin == 0})
        yield [
            _taken_up(store, folder, again[d], opened[d], begin, keys[d])
            if d in keys
            else _why_not(opened[d])
            for d, begin in parts
        ]


def _stands(known: Held | None, file: BinaryIO | NotAllowed, begin: int) -> bool:
    here = known is not None and not known.whole and known.offset == begin
    return here and not isinstance(file, NotAllowed)


def _why_not(file: BinaryIO | NotAllowed) -> NotAllowed | BadInput:
    return file if isinstance(file, NotAllowed) else BadInput(_ELSEWHERE)


def _taken_up(
    store: Store, folder: Path, known: Held, file: BinaryIO | NotAllowed, begin: int, key: bytes
) -> Receiving:
    assert not isinstance(file, NotAllowed)
    file.truncate(begin)
    return Receiving(store, folder, known, file, key)


def _opened(folder: Path, known: Held | None) -> BinaryIO:
    """The file of an upload, held by the system for this one alone: two would write over each other.

    It never changes its name: whoever is let in next holds the same file, and the database says whether it is whole.
    """
    if known is None or known.whole or known.erased or known.size > MAX_BYTES:
        raise NotAllowed(_NOT_AWAITED)
    path = path_of(folder, known.digest)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise NotAllowed("这个附件正在接收。请稍后再试。") from error
    return file


def _keys(store: Store, begun: Sequence[Held], anew: set[str]) -> dict[str, bytes]:
    """Their keys; a new one for an upload from the beginning, so that no key stream serves twice."""
    made = {known.digest: os.urandom(32) for known in begun if known.digest in anew}
    if made:
        with store.writing(durable=False) as connection:  # flushed with the entry that the file is whole
            _keep_keys(store, connection, made)
    return {k.digest: made.get(k.digest) or key_of(store, k.digest, k.sealed_key) for k in begun}


def _keep_keys(store: Store, connection: Connection, keys: Mapping[str, bytes | None]) -> None:
    table = schema.attachment
    wrapped = [
        {"whose": digest, "wrapped": None if key is None else aes_key_wrap(store.seals, key)}
        for digest, key in sorted(keys.items())
    ]
    kept = update(table).where(table.c.digest == bindparam("whose")).values(key=bindparam("wrapped"))
    connection.execute(kept, wrapped)


def _digest(path: Path, key: bytes) -> str:
    seen = hashlib.sha256()
    for piece in pieces_of(path, key):
        seen.update(piece)
    return seen.hexdigest()


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
