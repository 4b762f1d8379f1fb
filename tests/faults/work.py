"""An officer at work through the real actions: each deed is announced, done, and told once its call has returned."""

from __future__ import annotations

import datetime as dt
import json
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from services.actions import recording, unlocking
from services.entries.entry import Attachment
from services.position.fix import NoFix
from services.records.draft import Draft
from services.records.kinds.visit import Visit
from services.records.values import Photo
from services.session import Session
from services.store import registry
from tests.factories import NOW, SECRET, make_cases, make_docket, number_of
from tests.faults import preload

FIRST_SERIAL, CASES = 900001, 6
Tell = Callable[[str], None]


class Officer:
    """Works on one open session; `now` advances by a minute with every deed."""

    def __init__(self, session: Session, chance: random.Random, tell: Tell) -> None:
        self.session, self.chance, self._tell = session, chance, tell
        self.now = NOW
        self.finished: list[str] = []

    def told(self, word: str, **facts: Any) -> None:
        """Says something to whoever checks afterwards."""
        self._tell(json.dumps({"word": word, **facts}, ensure_ascii=False))

    def visit(self) -> None:
        """From 新建 to 完成, with typing in between, now and then a photo, a correction, or second thoughts."""
        draft = self.begin()
        for count in range(self.chance.randint(1, 4)):
            draft = self.keep(draft.answered("note", f"{count:03d}" + "补一句" * self.chance.randint(0, 60)))
        if self.chance.random() < 0.5:
            draft = self.keep(replace(draft, values={**draft.values, "photos": (self.photo(),)}))
        deed = self.chance.random()
        if deed < 0.1:
            self.told("discarding", draft=draft.id)
            recording.discard(self.session, draft.id)
            self.told("discarded", draft=draft.id)
        elif deed < 0.9:
            self.finish(draft)
        if self.finished and self.chance.random() < 0.2:
            amended = recording.correct(
                self.session, self.chance.choice(self.finished), "门牌记错", self._later()
            )
            self.finish(self.keep(amended.answered("note", "000更正")))

    def begin(self) -> Draft:
        """新建: 无人, everything else as it is prefilled."""
        number = number_of(FIRST_SERIAL + self.chance.randrange(CASES))
        here = NoFix(reason="室内收不到卫星", at=self.now)
        draft = recording.start(self.session, Visit, [number], self._later(), here)
        return draft.answered("outcome", "无人").answered("note", "")

    def keep(self, draft: Draft) -> Draft:
        """One second of typing reaches the disk."""
        self.told("keeping", draft=draft.id, note=draft.values["note"])
        kept = recording.keep(self.session, draft, self._later())
        self.told("kept", draft=draft.id, note=draft.values["note"])
        return kept

    def photo(self) -> Photo:
        """A photo of up to 200 KB, on the disk before anybody names it."""
        return Photo(
            slot="门牌", attachment=self.attach(self.chance.randbytes(self.chance.randint(1, 200_000)))
        )

    def attach(self, raw: bytes) -> Attachment:
        """An original file."""
        made = recording.attach(self.session, raw, media_type="image/jpeg", role="photo", name="门牌.jpg")
        self.told("attached", digest=made.digest)
        return made

    def finish(self, draft: Draft) -> None:
        """完成."""
        complete = recording.confirm_all(self.session, draft, self._later())
        self.told("finishing", draft=draft.id)
        entry = recording.commit(self.session, complete, self.now)
        self.told("finished", draft=draft.id, entry=entry.id, seq=entry.seq, link=entry.link)
        self.finished.append(entry.id)

    def docket(self) -> None:
        """A newer docket: ten cases more than the last, all of them changed."""
        facts = registry.docket_facts(self.session.vault)
        serial = facts.serial + 1 if facts else 1
        cases = tuple(replace(c, state=f"在办{serial}") for c in make_cases(cases_of(serial)))
        self.told("loading", serial=serial)
        registry.load_docket(self.session.vault, make_docket(cases, serial=serial, made_at=NOW))
        self.told("loaded", serial=serial)

    def _later(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=61)
        return self.now


def cases_of(serial: int) -> int:
    """How many cases the docket of this serial number has."""
    return CASES + 10 * (serial - 1) % 50


def work(folder: Path, seed: int, tell: Tell, rounds: int) -> None:
    """Unlocks, works for so many rounds, locks."""
    officer = Officer(unlocking.unlock(folder, SECRET, NOW), random.Random(seed), tell)
    officer.told("open")
    for count in range(rounds):
        officer.visit()
        if count % 7 == 3:
            officer.docket()
        if count % 10 == 9:
            unlocking.note_opened(officer.session, [number_of(FIRST_SERIAL)], officer.now)
            unlocking.lock(officer.session, officer.now)
            officer.session = unlocking.unlock(folder, SECRET, NOW)
    unlocking.lock(officer.session, officer.now)
    officer.told("closed")


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]), preload.mark, int(sys.argv[3]))
