"""Fixtures: two tablets at one eviction, each a real vault with the case, its journal and its photos."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from services.actions import gates, recording
from services.entries.entry import Entry
from services.position.fix import Fix
from services.records.draft import Draft
from services.records.record import Record
from services.records.values import Film, InventoryRow, Photo
from services.session import Session
from services.store import exchanged, journal, registry
from services.store import vault as vaults
from tests.factories import FAST, SECRET, make_court, make_docket, make_officer
from tests.unit.records import cleared

OVER = "确有原因，已报告带队领导同意"


@dataclass
class Clearing:
    """One tablet at the eviction: what its officer records goes the road of every record."""

    session: Session

    def begin(self, kind: type[Record], at: dt.datetime, **answers: Any) -> Draft:
        """A draft begun from the case, with these answers; what was prefilled is confirmed."""
        here = Fix(28.901462, 118.511235, at, "receiver", accuracy_m=4.5, satellites=11)
        draft = recording.start(self.session, kind, [cleared.CASE.number], at, here, subject="h1")
        for name, value in answers.items():
            draft = draft.answered(name, self.kept(value))
        return recording.confirm_all(self.session, draft, at)

    def commit(self, kind: type[Record], at: dt.datetime, **answers: Any) -> Entry:
        """The record finished; a duty that these answers leave open is passed over with a reason."""
        draft = self.begin(kind, at, **answers)
        for standing in gates.standings(self.session, draft, "sign", at):
            if standing.blocks:
                draft = gates.override(self.session, draft, standing.duty.code, OVER, at)
        return recording.commit(self.session, draft, at)

    def kept(self, value: Any) -> Any:
        """The answer with its photos and films in the vault, each original of its own."""
        match value:
            case Photo() | Film():
                raw = _bytes(value)
                stored = recording.attach(
                    self.session,
                    raw,
                    media_type=value.attachment.media_type,
                    role=value.attachment.role,
                    name="1.jpg",
                )
                return dataclasses.replace(value, attachment=stored)
            case InventoryRow():
                return dataclasses.replace(value, photo=self.kept(value.photo))
            case tuple():
                return tuple(self.kept(item) for item in value)
        return value

    def hears(self, other: Clearing) -> None:
        """What the other tablet recorded comes down, as after an exchange of both with the office."""
        key = other.session.signing.public.hex()
        rows = [(key, row) for row in journal.stored(other.session.vault)]
        with self.session.vault.db.atomic():
            exchanged.taking(rows, whole=True)(self.session.vault.db)


def _bytes(value: Photo | Film) -> bytes:
    """A small picture of its own for every digest; a film's first bytes."""
    seed = int(value.attachment.digest[-8:], 16)
    if isinstance(value, Film):
        return b"\x00\x00\x00\x18ftypmp42" + seed.to_bytes(8, "big")
    shade = (40 + seed % 180, 40 + seed // 180 % 180, 90)
    target = io.BytesIO()
    Image.new("RGB", (64, 48), shade).save(target, "JPEG")
    return target.getvalue() + seed.to_bytes(8, "big")


def _tablet(root: Path, number: int) -> Clearing:
    officer = make_officer(number)
    vault = vaults.create(
        vaults.new_folder(root), SECRET, kind="passphrase", holder=officer.name, court=make_court().name,
        parameters=FAST,
    )  # fmt: skip
    registry.load_docket(vault, make_docket((cleared.CASE,)))
    others = tuple(make_officer(n) for n in (1, 2, 3) if n != number)
    session = Session(
        vault=vault, court=make_court(), officer=officer, colleagues=others,
    )  # fmt: skip
    return Clearing(session)


@pytest.fixture
def two_tablets(tmp_path: Path) -> Iterator[tuple[Clearing, Clearing]]:
    """The tablets of officers 1 and 2."""
    made = (_tablet(tmp_path / "one", 1), _tablet(tmp_path / "two", 2))
    yield made
    for each in made:
        each.session.vault.close()
