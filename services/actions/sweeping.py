"""清扫: files that a crash left without an owner are removed; what a draft or a capture holds is spared."""

from __future__ import annotations

from services.actions import gathering, recording
from services.session import Session
from services.store import attachments


def sweep(session: Session) -> int:
    """Removes the files that nobody names; returns how many."""
    held = {a.digest for draft in recording.drafts(session) for a in recording.files_of(draft)}
    held |= {capture.attachment.digest for capture in gathering.kept(session)}
    return attachments.sweep(session.vault, held)
