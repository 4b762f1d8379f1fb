"""演示之路: a throw-away terminal that goes the real road: request, enrolment, docket file, unlocked vault."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from services import clock
from services.actions import enrolling, unlocking
from services.demo import docket as synthetic
from services.hub import enrolment
from services.session import Session

SECRET = "演示口令 不保密"


@contextmanager
def folder(chosen: Path | None) -> Iterator[Path]:
    """The demo's folder: the chosen one is kept, a temporary one is gone afterwards."""
    if chosen is not None:
        chosen.mkdir(parents=True, exist_ok=True, mode=0o700)
        yield chosen
        return
    made = Path(tempfile.mkdtemp(prefix="fieldwork-demo-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def clock_on(day: dt.date | None) -> Callable[[], dt.datetime]:
    """The clock, moved to that day if one is given; it goes on ticking from 09:00 there."""
    if day is None:
        return clock.now
    begun = clock.now()
    start = dt.datetime.combine(day, dt.time(9), clock.ZONE)
    return lambda: start + (clock.now() - begun)


def travel(root: Path, now: dt.datetime, *, seed: int = 1, big: bool = False) -> Session:
    """Goes the whole road under `root` and returns the unlocked session; a second time it only unlocks."""
    known = unlocking.doors(root)
    if known:
        return unlocking.unlock(known[0].folder, SECRET, now)
    made = synthetic.build(seed, today=now.date(), big=big)
    court = enrolment.create_keys(root / "court")
    opened = enrolling.begin(root, made.officer.name, made.officer.badge, SECRET, "passphrase", now)
    answer = enrolment.enrol(court, enrolling.request_file(opened), made, now)
    enrolling.accept(opened, enrolling.look(opened, answer.enrolment, answer.fingerprint), now)
    sent = root / "court" / "docket.cf-docket"
    sent.write_bytes(answer.docket)
    enrolling.load_docket(opened, sent, now)
    return unlocking.enter(opened, now)
