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
from services.demo import handing_down
from services.hub import desk
from services.hub.desk import EnrollDone
from services.hub.enrolment import Policy
from services.session import Session
from services.store.vault import Vault

SECRET = "演示口令 不保密"
SEED = 20261124


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
    return clock.ticking(dt.datetime.combine(day, dt.time(9), clock.ZONE))


def travel(
    root: Path,
    now: dt.datetime,
    *,
    seed: int = SEED,
    big: bool = False,
    serve: Callable[[Path], None] = lambda court: None,
) -> Session:
    """Goes the whole road under `root` and returns the unlocked session; a second time it is only enrolled anew.

    `serve` brings the court's hub up before the terminal is enrolled, so that the enrolment says where it is.
    """
    court = root / "court"
    known = unlocking.doors(root)
    if known:
        serve(court)
        return _again(court, unlocking.unlock(known[0].folder, SECRET, now), now)
    made = synthetic.build(seed, today=now.date(), big=big)
    policy = Policy(hub_id="demo", epoch="demo", lease_days=made.lease_days, pin_allowed=False, demo=True)
    opened_desk = desk.found(court, made.court, (made.officer, *made.colleagues), policy=policy)
    desk.keep(opened_desk, made.officer, made.cases, now=now)
    handing_down.hand_down(opened_desk, made, now)
    opened = enrolling.begin(root, made.officer.name, made.officer.badge, SECRET, "passphrase", now)
    serve(court)
    answer = enrol(court, opened, made.officer.id, now)
    if answer.docket is not None:
        enrolling.load_docket(opened, answer.docket)
    return unlocking.enter(opened, now)


def _again(court: Path, session: Session, now: dt.datetime) -> Session:
    """The hub may stand at another port than last time."""
    enrol(court, session.vault, session.officer.id, now)
    return session


def enrol(court: Path, opened: Vault, officer: str, now: dt.datetime) -> EnrollDone:
    """The court's answer to a new vault's request, accepted by it."""
    request = court / "request"
    request.write_bytes(enrolling.request_file(opened))
    answer = desk.enroll(court, request, officer, court / "sent", now=now)
    looked = enrolling.look(opened, answer.enrolment.read_bytes(), answer.fingerprint)
    enrolling.accept(opened, looked, now)
    return answer
