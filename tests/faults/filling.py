"""Runs under shim.c with a full disk: each deed fails at each of its writes, and says on stdout how it went.

python -m tests.faults.filling FOLDER DEED EVERY : the vault's folder, one of DEEDS, every how many-th write is tried.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from services.actions import issuing, materials, recording, unlocking
from services.errors import NoSpace
from services.session import Session
from services.store import attachments, journal, registry, scratch
from tests.factories import NOW, SECRET
from tests.faults import preload
from tests.faults.work import Officer

State = Mapping[str, object]


def state(session: Session) -> State:
    """Everything that a deed could leave half done: rows of every table, known files, files in the making.

    A whole file whose row found no room may stay until it is swept: nobody can name it.
    """
    db = session.vault.db
    tables = [r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    plain = [t for t in tables if not t.startswith(("case_search_fts", "sqlite_sequence"))]
    rows = {t: db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in plain}
    facts = registry.docket_facts(session.vault)
    return {
        **rows,
        "head": journal.head(session.vault).link,
        "serial": facts.serial if facts else 0,
        "drafts": sorted(d.body for d in scratch.drafts(session.vault)),
        "files": [
            n for n in _files(session) if n.startswith(".") or attachments.known(session.vault, n[:64])
        ],
    }


def _files(session: Session) -> list[str]:
    return sorted(p.name for p in (session.vault.folder / "attachments").rglob("*") if p.is_file())


def _ownerless(session: Session) -> list[str]:
    return [n for n in _files(session) if not attachments.known(session.vault, n[:64])]


def _commit(officer: Officer) -> Callable[[], None]:
    draft = replace(officer.begin(), values={**officer.begin().values, "photos": (officer.photo(),)})
    complete = recording.confirm_all(officer.session, officer.keep(draft), officer.now)
    return lambda: void(recording.commit(officer.session, complete, officer.now))


def _attach(officer: Officer) -> Callable[[], None]:
    raw = officer.chance.randbytes(150_000)
    return lambda: void(officer.attach(raw))


def _keep(officer: Officer) -> Callable[[], None]:
    draft = officer.keep(officer.begin())
    longer = draft.answered("note", "001" + "补" * officer.chance.randint(1, 9000))
    return lambda: void(recording.keep(officer.session, longer, officer.now))


def _load(officer: Officer) -> Callable[[], None]:
    return officer.docket


def _finished(officer: Officer) -> str:
    if not officer.finished:
        officer.finish(officer.keep(officer.begin()))
    return officer.finished[-1]


def _issue(officer: Officer) -> Callable[[], None]:
    entry = _finished(officer)
    return lambda: void(issuing.issue(officer.session, "record_sheet", entry, officer.now))


def _reissue(officer: Officer) -> Callable[[], None]:
    entry, session = _finished(officer), officer.session
    old = issuing.issue(session, "record_sheet", entry, officer.now).entry.id
    made_from = materials.of_entry(session, "record_sheet", entry, officer.now)
    made = materials.build(made_from)
    return lambda: void(issuing.reissue(session, made_from, made, old, "电话写错", officer.now))


def void(_: object) -> None:
    """Lets go of what a deed gives back."""


DEEDS: Mapping[str, Callable[[Officer], Callable[[], None]]] = {
    "commit": _commit,
    "attach": _attach,
    "keep": _keep,
    "load": _load,
    "issue": _issue,
    "reissue": _reissue,
}


def fill(session: Session, name: str, every: int) -> None:
    """Does the deed with the disk full from its 1st, its 1+every-th … write on, until it has room for all of them."""
    officer = Officer(session, random.Random(name), lambda _: None)
    write = 1
    while True:
        deed = DEEDS[name](officer)
        before = state(session)
        preload.fill(write)
        try:
            deed()
            told = ""
        except NoSpace as error:
            told = error.sentence
        except Exception as error:
            told = f"BUG {type(error).__name__}: {error}"
        enough = preload.spent() < write
        preload.fill(0)
        changed = [k for k, v in state(session).items() if v != before[k]]
        if not enough:
            deed()  # there is room again
        print(
            json.dumps(
                {"write": write, "enough": enough, "told": told, "changed": changed}, ensure_ascii=False
            )
        )
        if enough:
            return
        write += every


def main(folder: Path, name: str, every: int) -> None:
    """Fills the disk under one open vault and checks it at the end."""
    session = unlocking.unlock(folder, SECRET, NOW)
    fill(session, name, every)
    attachments.sweep(session.vault, set(), older_than_s=-1.0)
    faults = journal.verify(session.vault)
    print(json.dumps({"faults": faults, "left": _ownerless(session)}, ensure_ascii=False))
    unlocking.lock(session, NOW)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
