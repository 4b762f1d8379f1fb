"""院端附件: photos, films and papers, each encrypted under a key of its own, taken up where a cut line left off.

A file is the original bytes under AES-256-CTR (NIST SP 800-38A) with a key that no other file has, so that any byte
can follow the last one that came. That it is whole and unchanged is proved by its SHA-256, which stands in a signed
entry: at the end of the upload and again at every reading. The key lies wrapped (RFC 3394) in the database; when the
law wants a file gone, the key is destroyed and the file with it, and a tombstone stays.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap
from sqlalchemy import select, update

from services.errors import BadInput, Damaged, NotAllowed
from services.hub import schema
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
    sealed_key: bytes | None = field(default=None, repr=False)


def held(store: Store, folder: Path, digest: str) -> Held | None:
    """What the hub has of an attachment that some entry names, else None."""
    return held_all(store, folder, [digest]).get(digest)


def held_all(store: Store, folder: Path, digests: Sequence[str]) -> dict[str, Held]:
    """What the hub has of those of the attachments that some entry names."""
    table = schema.attachment
    asked = select(table.c.digest, table.c.size, table.c.stored_at, table.c.erased_at, table.c.key)
    with store.reading() as connection:
        rows = connection.execute(asked.where(table.c.digest.in_(digests))).all()
    found = {}
    for digest, size, stored, erased, key in rows:
        # Without its key (a power cut may take a fresh one back) what has come of a file is nothing.
        come = size if stored else offset(folder, digest, size) if key is not None else 0
        found[digest] = Held(digest, size, come, bool(stored), bool(erased), key)
    return found


def original(store: Store, folder: Path, digest: str) -> Iterator[bytes]:
    """The original bytes, piece by piece; raises NotAllowed when erased, Damaged when they are not what they were."""
    known = held(store, folder, digest)
    if known is None or not known.whole:
        raise BadInput("院端没有这个附件。")
    if known.erased:
        raise NotAllowed("这个附件已依法销毁，只留登记。")
    seen = hashlib.sha256()
    for piece in pieces_of(path_of(folder, digest), key_of(store, digest, known.sealed_key)):
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
    path_of(folder, digest).unlink(missing_ok=True)


def offset(folder: Path, digest: str, size: int) -> int:
    """How many bytes of an upload under way have come; never all: with the last one comes the proof of the whole."""
    with contextlib.suppress(FileNotFoundError):
        return max(0, min(path_of(folder, digest).stat().st_size, size - 1))
    return 0


def key_of(store: Store, digest: str, wrapped: bytes | None) -> bytes:
    """An attachment's key out of its wrapping; raises Damaged."""
    if wrapped is None:
        raise Damaged(f"院端附件 {digest[:8]} 的密钥不在。请重新接收。")
    try:
        return aes_key_unwrap(store.seals, bytes(wrapped))
    except InvalidUnwrap as error:
        raise Damaged(f"院端附件 {digest[:8]} 的密钥打不开。请核对密钥目录。") from error


def cipher_at(key: bytes, offset: int) -> CipherContext:
    """The key stream from byte `offset` on."""
    counter = (offset // _BLOCK).to_bytes(_BLOCK, "big")
    made = Cipher(algorithms.AES(key), modes.CTR(counter)).encryptor()
    made.update(bytes(offset % _BLOCK))
    return made


def pieces_of(path: Path, key: bytes) -> Iterator[bytes]:
    """The original bytes of a file, unproved."""
    cipher = cipher_at(key, 0)
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield cipher.update(piece)


def piece_at(store: Store, folder: Path, known: Held, begin: int, size: int) -> bytes:
    """At most `size` original bytes from byte `begin` of a whole attachment; what they are is proved by whoever has all."""
    cipher = cipher_at(key_of(store, known.digest, known.sealed_key), begin)
    with path_of(folder, known.digest).open("rb") as file:
        file.seek(begin)
        return cipher.update(file.read(size))


def path_of(folder: Path, digest: str) -> Path:
    """Where an attachment lies, from its first byte on."""
    return folder / FOLDER / digest[:2] / f"{digest}.sealed"
