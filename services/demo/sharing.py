"""演示的往来: a terminal that gets something from everybody: a colleague's record with photos, a newer table of law, and
from its own old copy, which makes it begin a new chain at its first exchange."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from services.actions import docking, enrolling, unlocking
from services.demo import docket as synthetic
from services.demo import road
from services.demo.finished import NOW, finish
from services.demo.yard import YARDS
from services.docket.case import Docket
from services.docket.court import Officer
from services.documents import faces
from services.hub import desk, law
from services.law import catalogue
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.kinds.visit import Visit
from services.session import Session
from services.store import exchanged

CONTRACT = f"""\
version = {NOW:%Y-%m-%d}
rates = [
  {{ yard = "{YARDS[0]}", per_day = "20", free_days = 0, cap = "6000", valid_from = 2026-01-01, source = "演示合同第5条" }},
]
"""


def opened(root: Path, serve: Callable[[Path], None]) -> Session:
    """The officer's vault under `root`, put back to a copy of that morning; nothing has come down yet."""
    session = road.travel(root, NOW, serve=serve)
    made = synthetic.build(today=NOW.date())
    session = _put_back(session, root / "image")
    _colleague_at_work(root, made, made.colleagues[0])
    _newer_table(root / "court")
    return session


def colleagues_record(session: Session) -> str:
    """The colleague's record, once an exchange has brought it; its entry's id."""
    return next(e.id for e in exchanged.colleagues_entries(session.vault) if e.kind == VehicleSeizure.code)


def _put_back(session: Session, image: Path) -> Session:
    """Copied after its first exchange; one record reaches the court after that, another is made on the old copy."""
    docking.exchange(session, _now)
    folder = session.vault.folder
    session.vault.close()
    shutil.copytree(folder, image)
    gone_on = unlocking.unlock(folder, road.SECRET, NOW)
    finish(gone_on, Visit)
    docking.exchange(gone_on, _now)
    gone_on.vault.close()
    shutil.rmtree(folder)
    image.rename(folder)
    restored = unlocking.unlock(folder, road.SECRET, NOW)
    finish(restored, Visit)
    return restored


def _colleague_at_work(root: Path, made: Docket, colleague: Officer) -> None:
    """A colleague who has the same cases has seized a car, and his terminal has brought it to the court."""
    court = root / "court"
    desk.keep(desk.open_desk(court), colleague, made.cases, now=NOW)
    vault = enrolling.begin(
        root / "colleague", colleague.name, colleague.badge, road.SECRET, "passphrase", NOW
    )
    answer = road.enrol(court, vault, colleague.id, NOW)
    if answer.docket is not None:
        enrolling.load_docket(vault, answer.docket)
    session = unlocking.enter(vault, NOW)
    finish(session, VehicleSeizure)
    docking.exchange(session, _now)
    session.vault.close()


def _newer_table(court: Path) -> None:
    """The court hands down what its contract with a yard says: the one table that every court has of its own."""
    form = catalogue.form("storage_fees")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "停车合同.toml"
        path.write_text(CONTRACT, encoding="utf-8")
        law.bring(desk.open_desk(court), form.name, path, now=NOW, missing=faces.missing)


def _now() -> dt.datetime:
    return NOW
