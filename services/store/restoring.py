"""第二份留存的进出: what has not left the vault yet, originals as streams, and an old chain taken into a new vault.

Streams go through a pipe with a thread at its far end, because age wants to push where a bundle wants to pull, and the
other way round; so a film passes without being held, and no plain byte of it touches the disk.
"""

from __future__ import annotations

import contextlib
import io
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO

from services.entries.chain import Stored, first_fault
from services.entries.entry import Attachment, decode
from services.errors import BadInput, Damaged, NotAllowed
from services.late import age
from services.store import attachments, journal, verification
from services.store.attachments import Sealed
from services.store.driver import guarded
from services.store.vault import Vault

PIECE_ROWS = 200


def uncopied(vault: Vault, upto: Mapping[str, int]) -> Iterator[list[Stored]]:
    """Every row after `upto` (device → seq), ordered by device and seq, in pieces that take a few milliseconds."""
    for device in sorted(journal.devices(vault)):
        piece: list[Stored] = []
        for row in journal.stored(vault, device, upto.get(device, 0)):
            piece.append(row)
            if len(piece) == PIECE_ROWS:
                yield piece
                piece = []
        if piece:
            yield piece


def attachments_of(vault: Vault, rows: Iterable[Stored], upto: Mapping[str, int]) -> list[Attachment]:
    """The files that these rows name and no row up to `upto` has named."""
    named = {a.digest: a for r in rows for a in decode(r.raw, r.signature, r.algorithm).attachments}
    with guarded():
        return [a for a in named.values() if not _named_before(vault, a.digest, upto)]


def _named_before(vault: Vault, digest: str, upto: Mapping[str, int]) -> bool:
    rows = vault.db.execute(
        "SELECT device, min(seq) FROM journal_attachment JOIN journal USING (arrival) WHERE digest = ? GROUP BY device",
        [digest],
    ).fetchall()
    return any(seq <= upto.get(device, 0) for device, seq in rows)


def public_keys(vault: Vault) -> dict[str, bytes]:
    """Each chain's public key."""
    with guarded():
        return verification.public_keys(vault)


def original(vault: Vault, digest: str) -> BinaryIO:
    """The original bytes to read from; touches files only, so it may run beside the vault's thread.

    A damaged file breaks off early: whoever reads compares the digest. Raises Damaged when it is missing.
    """
    identity = age().x25519.Identity.from_str(vault.identities.age_identity)
    stored = _stored(vault, digest)
    far, near = os.pipe()
    reading, writing = os.fdopen(far, "rb"), os.fdopen(near, "wb")

    def pour() -> None:
        # Whatever breaks (damage, or a reader that has gone), the reader sees an end that comes too early.
        with contextlib.suppress(age().DecryptError, OSError), stored, writing:
            age().decrypt_io(stored, writing, [identity])

    threading.Thread(target=pour, name="original", daemon=True).start()
    return reading


def small_original(vault: Vault, digest: str) -> bytes:
    """The original bytes of an attachment that memory holds easily, without pipe and thread: a third of the time.

    A damaged file breaks off early, as from `original`. Raises Damaged when it is missing.
    """
    identity = age().x25519.Identity.from_str(vault.identities.age_identity)
    target = io.BytesIO()
    with _stored(vault, digest) as stored, contextlib.suppress(age().DecryptError, OSError):
        age().decrypt_io(stored, target, [identity])
    return target.getvalue()


def _stored(vault: Vault, digest: str) -> BinaryIO:
    try:
        return attachments.path_of(vault, digest).open("rb")
    except FileNotFoundError as error:
        raise Damaged(f"附件 {digest[:8]} 的文件不见了。") from error


class Intake:
    """A file to write original bytes into; when it is closed they lie sealed in the vault, `sealed` says how."""

    def __init__(self, vault: Vault, attachment: Attachment) -> None:
        far, near = os.pipe()
        reading, self._writing = os.fdopen(far, "rb"), os.fdopen(near, "wb")
        self.sealed: Sealed | None = None
        self._trouble: BaseException | None = None
        self._thread = threading.Thread(target=self._seal, args=(vault, attachment, reading), daemon=True)
        self._thread.start()

    def _seal(self, vault: Vault, attachment: Attachment, reading: BinaryIO) -> None:
        try:
            with reading:
                self.sealed = attachments.seal(
                    vault,
                    reading,
                    media_type=attachment.media_type,
                    role=attachment.role,
                    name=attachment.name,
                )
        except BaseException as error:
            self._trouble = error

    def write(self, piece: bytes, /) -> int:
        """The next bytes; raises what sealing them has met (NoSpace)."""
        try:
            return self._writing.write(piece)
        except BrokenPipeError:
            self.close()
            raise

    def close(self) -> None:
        """All bytes are there: waits until they are on the disk."""
        with contextlib.suppress(BrokenPipeError):
            self._writing.close()
        self._thread.join()
        if self._trouble is not None:
            raise self._trouble


def check_fresh(vault: Vault) -> None:
    """Raises NotAllowed when there is anything in the journal already."""
    if journal.count(vault):
        raise NotAllowed("只能恢复到新建、还没有记录的保险库里，没有改动。请先在“初次使用”里新建一个。")


def take_in(
    vault: Vault,
    rows: Iterable[Stored],
    keys: Mapping[str, bytes],
    sealed: Iterable[Sealed],
    also: Callable[[], object],
) -> int:
    """Puts other devices' chains into a fresh vault as they are, signatures kept; returns how many rows.

    `also` runs in the same transaction, after them. Raises NotAllowed when the vault is not fresh, Damaged when a
    chain does not verify; then nothing is changed.
    """
    chains = list(rows)
    if vault.identities.device in keys:
        raise BadInput("这份留存就是本机自己的，不需要恢复。")
    fault = first_fault(chains, keys)
    if fault is not None:
        raise Damaged(f"留存里的日志第 {fault.seq} 行不符（{fault.why}），没有恢复。请换另一份留存。")
    with guarded(), vault.db.atomic():
        check_fresh(vault)
        for one in sealed:
            attachments.register(vault, one)
        for row in chains:
            journal.insert(vault.db, decode(row.raw, row.signature, row.algorithm))
        also()
    return len(chains)
