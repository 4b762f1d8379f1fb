"""附件: photos, films and papers as age files named by the SHA-256 of their original bytes.

Each file is an age-encryption.org/v1 file to the vault's own recipient, at attachments/aa/<digest>.age. It is made
by streaming: the plain bytes are hashed and encrypted in one pass and never touch the disk.
"""

from __future__ import annotations

import contextlib
import io
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from services import clock, digests
from services.entries.entry import Attachment
from services.errors import BadInput, Damaged
from services.late import age
from services.store.disk import sync, sync_folder
from services.store.driver import guarded
from services.store.vault import Vault

MAX_BYTES = 4 * 1024**3
PIECE = 1024 * 1024
ORPHAN_AGE_S = 3600.0

Each = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file that lies encrypted on the disk and is not registered yet; without `register` it is swept away."""

    attachment: Attachment
    stored_size: int


def put(
    vault: Vault,
    source: Path | bytes | BinaryIO,
    *,
    media_type: str,
    role: str,
    name: str = "",
    limit: int = MAX_BYTES,
    each: Each | None = None,
) -> Attachment:
    """Encrypts, stores and registers a file; on the disk when it returns. The same bytes twice are one file.

    `each(done, total)` is told the bytes done after every piece (total 0 where unknown) and may raise to cancel.
    Raises BadInput when empty, unreadable or larger than `limit` bytes, NoSpace; then nothing is kept.
    """
    made = seal(vault, source, media_type=media_type, role=role, name=name, limit=limit, each=each)
    return register(vault, made)


def seal(
    vault: Vault,
    source: Path | bytes | BinaryIO,
    *,
    media_type: str,
    role: str,
    name: str = "",
    limit: int = MAX_BYTES,
    each: Each | None = None,
) -> Sealed:
    """The first half of `put`: touches files only, so that a film of hours may be sealed beside the vault's thread."""
    folder = vault.folder / "attachments"
    temporary = folder / f".new-{os.urandom(8).hex()}"
    with _opened(source) as (stream, total), guarded():
        reading = _Reading(stream, total, limit, each)
        try:
            stored_size = _encrypt(vault, reading, temporary)
            digest = reading.hash.hexdigest()
            _settle(temporary, path_of(vault, digest))
        finally:
            temporary.unlink(missing_ok=True)
    made = Attachment(digest=digest, size=reading.done, media_type=media_type, role=role, name=name)
    return Sealed(made, stored_size)


def register(vault: Vault, sealed: Sealed) -> Attachment:
    """The second half of `put`: one short transaction on the vault's thread."""
    made = sealed.attachment
    with guarded(), vault.db.atomic():
        vault.db.execute(
            "INSERT INTO attachment (digest, size, media_type, stored_size, made_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (digest) DO NOTHING",
            [made.digest, made.size, made.media_type, sealed.stored_size, clock.now().isoformat()],
        )
    return made


def read(vault: Vault, digest: str) -> bytes:
    """The original bytes; raises Damaged when the file is missing or not what it was."""
    target = io.BytesIO()
    copy_out(vault, digest, target)
    return target.getvalue()


def copy_out(vault: Vault, digest: str, stream: BinaryIO, each: Each | None = None) -> int:
    """Writes the original bytes to a stream, piece by piece, and returns how many.

    Raises Damaged when they are not what they were; what has been written by then must be thrown away.
    """
    row = vault.db.execute("SELECT size FROM attachment WHERE digest = ?", [digest]).fetchone()
    writing = _Writing(stream, row[0] if row else 0, each)
    identity = age().x25519.Identity.from_str(vault.identities.age_identity)
    with guarded():
        try:
            with path_of(vault, digest).open("rb") as stored:
                age().decrypt_io(stored, writing, [identity])
        except FileNotFoundError as error:
            raise Damaged(f"附件 {digest[:8]} 的文件不见了，请用第二份留存恢复。") from error
        except (age().DecryptError, OSError) as error:
            if writing.trouble is not None:
                raise writing.trouble from error
            raise Damaged(f"附件 {digest[:8]} 已损坏，读不出来，请用第二份留存恢复。") from error
    if writing.hash.hexdigest() != digest:
        raise Damaged(f"附件 {digest[:8]} 与登记的内容不符，请用第二份留存恢复。")
    return writing.done


def known(vault: Vault, digest: str) -> bool:
    """True when the attachment is stored and registered."""
    with guarded():
        return vault.db.execute("SELECT 1 FROM attachment WHERE digest = ?", [digest]).fetchone() is not None


def path_of(vault: Vault, digest: str) -> Path:
    """Where the encrypted file of this digest lies."""
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise BadInput("附件编号的格式不对。")
    return vault.folder / "attachments" / digest[:2] / f"{digest}.age"


def sweep(vault: Vault, referenced_by_drafts: set[str], *, older_than_s: float = ORPHAN_AGE_S) -> int:
    """Removes what journal, drafts, sealed papers and colleagues' records on the officer's cases do not name, and what
    a crash has left; returns how many files.

    Young files stay: a photo may have been taken for a draft that is not kept yet.
    """
    oldest = time.time() - older_than_s
    with guarded():
        rows = vault.db.execute(
            "SELECT digest FROM attachment WHERE digest NOT IN (SELECT digest FROM journal_attachment)"
            " AND digest NOT IN (SELECT digest FROM sealed_paper)"
            " AND digest NOT IN (SELECT digest FROM fetched WHERE entry IN (SELECT id FROM colleague_entry))"
        ).fetchall()
        loose = {r[0] for r in rows} - referenced_by_drafts
        loose = {d for d in loose if _changed_at(path_of(vault, d)) < oldest}
        with vault.db.atomic():
            vault.db.conn.executemany("DELETE FROM attachment WHERE digest = ?", [(d,) for d in loose])
        registered = {r[0] for r in vault.db.execute("SELECT digest FROM attachment").fetchall()}
        removed = 0
        for path in (vault.folder / "attachments").rglob("*"):
            if path.is_file() and path.stem not in registered and _changed_at(path) < oldest:
                path.unlink()
                removed += 1
    return removed


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _encrypt(vault: Vault, reading: _Reading, temporary: Path) -> int:
    recipient = age().x25519.Recipient.from_str(vault.identities.age_recipient)
    with temporary.open("xb") as target:
        writing = _Writing(target, 0, None)
        try:
            age().encrypt_io(reading, writing, [recipient])
        except (age().EncryptError, OSError) as error:
            # age words every error of a stream as its own: what really happened is kept beside it.
            raise reading.trouble or writing.trouble or error from error
        if not reading.done:
            raise BadInput("这个文件是空的，没有添加。")
        sync(target)
    return writing.done


def _settle(temporary: Path, target: Path) -> None:
    if target.exists():
        os.utime(target)
        return
    if not target.parent.exists():
        target.parent.mkdir(mode=0o700)
        sync_folder(target.parent.parent)
    temporary.rename(target)
    sync_folder(target.parent)


@contextlib.contextmanager
def _opened(source: Path | bytes | BinaryIO) -> Iterator[tuple[BinaryIO, int]]:
    if isinstance(source, bytes):
        yield io.BytesIO(source), len(source)
    elif isinstance(source, Path):
        try:
            stream = source.open("rb")
        except OSError as error:
            raise BadInput(f"文件“{source.name}”读不出来，没有添加。请检查存储卡后再试。") from error
        with stream:
            yield stream, source.stat().st_size
    else:
        yield source, 0


class _Reading:
    """The plain bytes on their way into age: hashed, counted, bounded; remembers what went wrong."""

    def __init__(self, stream: BinaryIO, total: int, limit: int, each: Each | None) -> None:
        self._stream, self._total, self._limit, self._each = stream, total, limit, each
        self._waiting = memoryview(b"")
        self.hash = digests.begun()
        self.done = 0
        self.trouble: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; the source itself is read in large pieces."""
        if not self._waiting:
            try:
                self._waiting = memoryview(self._piece())
            except BaseException as error:
                self.trouble = error
                raise
        count = len(self._waiting) if size < 0 else size
        given, self._waiting = self._waiting[:count], self._waiting[count:]
        return bytes(given)

    def _piece(self) -> bytes:
        try:
            piece = self._stream.read(PIECE)
        except OSError as error:
            raise BadInput("读文件时出错，没有添加。请检查存储卡后再试。") from error
        self.hash.update(piece)
        self.done += len(piece)
        if self.done > self._limit:
            raise BadInput(f"文件超过 {self._limit / 1024**2:,.0f} MB，没有添加。请剪短或分段后再添加。")
        if piece and self._each is not None:
            self._each(self.done, self._total)
        return piece


class _Writing:
    """Bytes on their way out of age: hashed and counted; remembers what went wrong."""

    def __init__(self, stream: BinaryIO, total: int, each: Each | None) -> None:
        self._stream, self._total, self._each = stream, total, each
        self.hash = digests.begun()
        self.done = 0
        self.trouble: BaseException | None = None

    def write(self, piece: bytes) -> int:
        """Passes one piece on."""
        try:
            self._stream.write(piece)
            self.hash.update(piece)
            self.done += len(piece)
            if self._each is not None:
                self._each(self.done, self._total)
        except BaseException as error:
            self.trouble = error
            raise
        return len(piece)

    def flush(self) -> None:
        """Asked for by age at the end; the owner of the stream flushes it."""
