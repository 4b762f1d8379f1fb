"""What an officer was told against what a vault holds afterwards."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services.actions import recording, unlocking
from services.session import Session
from services.store import attachments, journal, registry
from tests.factories import NOW, SECRET
from tests.faults.work import cases_of


@dataclass(slots=True)
class Told:
    """What the program announced and what it acknowledged, over all its runs."""

    notes: dict[str, str] = field(default_factory=dict)
    leaving: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    finishing: set[str] = field(default_factory=set)
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    digests: set[str] = field(default_factory=set)
    serials: set[int] = field(default_factory=lambda: {1})
    loading: int = 1

    def hear(self, lines: Iterable[str]) -> Told:
        """Takes in lines of `work`."""
        for line in lines:
            said = json.loads(line)
            match said["word"]:
                case "kept":
                    self.notes[said["draft"]] = said["note"]
                case "discarding":
                    self.leaving.add(said["draft"])
                case "discarded":
                    self.gone.add(said["draft"])
                case "finishing":
                    self.finishing.add(said["draft"])
                case "finished":
                    self.entries[said["entry"]] = said
                case "attached":
                    self.digests.add(said["digest"])
                case "loading":
                    self.loading = said["serial"]
                case "loaded":
                    self.serials.add(said["serial"])
        return self


def faults(folder: Path, told: Told, *, goes_on: bool = True, docket: bool = True) -> list[str]:
    """Opens the vault like the next morning and names everything that was acknowledged and isn't so."""
    session = unlocking.unlock(folder, SECRET, NOW)
    try:
        # The check of pages reads the file alone: what a crash left in the log beside it has to be written back first.
        session.vault.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        found = [
            *journal.verify(session.vault),
            *_entries(session, told),
            *_drafts(session, told),
            *(f"attachment {d} lost" for d in told.digests if not attachments.known(session.vault, d)),
            *(_docket(session, told) if docket else ()),
        ]
        if goes_on:
            recording.attach(session, b"next photo", media_type="image/jpeg", role="photo", name="")
            for draft in recording.drafts(session)[:1]:
                recording.keep(session, draft, NOW)
    finally:
        session.vault.close()
    return found


def _entries(session: Session, told: Told) -> list[str]:
    kept = {e.id: e for e in journal.entries(session.vault, kinds=["visit"])}
    per_matter = Counter(e.matter for e in kept.values())
    found = [f"{count} entries of draft {m}" for m, count in per_matter.items() if count > 1]
    found += [f"entry of draft {m} was never asked for" for m in per_matter if m not in told.finishing]
    for id, said in told.entries.items():
        if id not in kept:
            found.append(f"entry {said['seq']} lost")
        elif (kept[id].link, kept[id].matter) != (said["link"], said["draft"]):
            found.append(f"entry {said['seq']} is another")
    return found


def _drafts(session: Session, told: Told) -> list[str]:
    kept = {d.id: d for d in recording.drafts(session)}
    finished = {e.matter for e in journal.entries(session.vault, kinds=["visit"])}
    found = [f"draft {d} is still there" for d in kept if d in told.gone or d in finished]
    for id, note in told.notes.items():
        if id in kept:
            if str(kept[id].values["note"])[:3] < note[:3]:
                found.append(f"draft {id} fell back before {note[:3]}")
        elif id not in finished and id not in told.leaving:
            found.append(f"draft {id} lost")
    return found


def _docket(session: Session, told: Told) -> list[str]:
    facts = registry.docket_facts(session.vault)
    if facts is None or not max(told.serials) <= facts.serial <= told.loading:
        return [f"docket {max(told.serials)} lost"]
    rows = session.vault.db.execute("SELECT count(*) FROM docket_case").fetchone()[0]
    indexed = session.vault.db.execute("SELECT count(*) FROM case_search").fetchone()[0]
    wanted = cases_of(facts.serial)
    return (
        []
        if (rows, indexed) == (wanted, wanted)
        else [f"docket {facts.serial} half loaded: {rows}, {indexed}"]
    )
