"""取来的附件: which attachments of colleagues' entries lie in this vault; they go with the entry when its case goes."""

from __future__ import annotations

from services.entries.entry import Attachment, Entry
from services.store import attachments
from services.store.driver import guarded
from services.store.vault import Vault


def lacking(vault: Vault, entry: Entry) -> tuple[Attachment, ...]:
    """The photos of a colleague's entry that are not here, each once."""
    photos = {a.digest: a for a in entry.attachments if a.media_type.startswith("image/")}
    return tuple(a for a in photos.values() if not attachments.known(vault, a.digest))


def keep(vault: Vault, entry: Entry, file: Attachment, raw: bytes) -> None:
    """Keeps a photo, encrypted, in one with the note whose it is."""
    sealed = attachments.seal(vault, raw, media_type=file.media_type, role=file.role, name=file.name)
    with guarded(), vault.db.atomic():
        attachments.register(vault, sealed)
        vault.db.execute(
            "INSERT OR IGNORE INTO fetched (digest, entry) VALUES (?, ?)", [file.digest, entry.id]
        )
