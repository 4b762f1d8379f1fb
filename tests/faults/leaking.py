"""Runs under shim.c: an officer's hour in the demo's vault, a forced fault, and then a crash that asks for a core file.

python -m tests.faults.leaking ROOT : works under ROOT/home, writes the fault report as the dialog would, and aborts.
"""

from __future__ import annotations

import logging
import os
import resource
import signal
import sys
from pathlib import Path

from services import hardening
from services.actions import finding, recording, unlocking
from services.demo import road
from services.errors import BadInput
from services.position.fix import NoFix
from services.records.kinds.visit import Visit
from services.session import Session
from tests.factories import NOW
from tests.faults.test_secrecy import PHOTO, WORDS
from ui import troubles


def hour(session: Session) -> None:
    """Searches, opens cases, types, takes a photo, finishes a record, leaves a draft."""
    page = finding.search(session, "", NOW.date())
    for row in page.rows[:5]:
        finding.case_file(session, row.number, NOW.date())
        unlocking.note_opened(session, [row.number], NOW)
    photo = recording.attach(session, PHOTO, media_type="image/jpeg", role="photo", name=WORDS)
    for number in (page.rows[0].number, page.rows[1].number):
        draft = recording.start(session, Visit, [number], NOW, NoFix(reason=WORDS, at=NOW))
        draft = draft.answered("outcome", "无人").answered("note", WORDS)
        draft = recording.keep(session, recording.confirm_all(session, draft, NOW), NOW)
        if number == page.rows[0].number:
            recording.commit(session, draft, NOW)
    recording.original(session, photo)


def fault(session: Session) -> str:
    """The report of a fault whose message and variables are full of the case."""
    case = finding.cases(session, [finding.search(session, "", NOW.date()).rows[0].number])[0]
    names = {party.name: party.id_number for party in case.parties}
    try:
        raise KeyError(f"{WORDS} {case.number} {names}") from BadInput(f"{names}")
    except KeyError as error:
        logging.getLogger("services").exception("fault", exc_info=False)
        return troubles.report(error)


def main(root: Path) -> None:
    """The hour, the fault, the crash."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    assert before[0] != 0, "the caller has to allow core files, or nothing is shown"
    hardening.harden()
    session = road.travel(root / "home", NOW)
    hour(session)
    (root / "report.txt").write_text(fault(session), encoding="utf-8")
    print(
        finding.case_file(
            session, finding.search(session, "", NOW.date()).rows[0].number, NOW.date()
        ).case.number
    )
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGABRT)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
