"""Changes: whatever is changed in a journal, a signature, a photo, a bundle or a receipt is refused and named.

The long form makes 100,000 changes and those of whole vault files beside; the seed is the number of the change, and
`FIELDWORK_SEEDS` (from:to) names others.
"""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from services.entries.chain import Stored, first_fault
from services.errors import BadInput, Damaged, FieldworkError, Refused
from services.hub import attachments as hub_attachments
from services.hub import chains, desk, intake, schema, uploads
from services.hub.desk import Desk
from services.hub.intake import Outcome
from services.store import attachments, journal
from services.store import vault as vaults
from services.store.vault import Vault
from services.sync import age, bundle
from tests.factories import NOW, SECRET, make_court, make_officer, make_unsigned
from tests.faults import mutating
from tests.faults.mutating import OfRows
from tests.faults.test_schedules import named_seeds
from tests.unit.hub.test_intake import Tablet, enter
from tests.unit.sync.test_bundle import HUB, chain, photo, write
from tests.unit.sync.test_messages import RAW, RECEIPT, read

ROWS = 6


@pytest.fixture
def hub(tmp_path: Path) -> Desk:
    return desk.found(tmp_path / "hub", make_court(), (make_officer(1),), database="")


@pytest.fixture
def tablet(hub: Desk) -> Tablet:
    return enter(hub, Tablet("tablet-1", make_officer(1).id))


@pytest.mark.parametrize(
    ("ways", "short", "count"),
    [(mutating.OF_JOURNALS, 42, 14_000), (mutating.OF_SIGNATURES, 30, 10_000)],
    ids=["journal", "signature"],
)
def test_no_changed_journal_is_taken_and_the_first_bad_row_is_named(
    hub: Desk, tablet: Tablet, long: bool, ways: Sequence[OfRows], short: int, count: int
) -> None:
    """Two changes each time: of a whole chain that is walked, and of rows that come to the hub."""
    walked = Tablet("tablet-0", tablet.officer)
    whole = walked.work(ROWS)
    for seed in named_seeds(count if long else short):
        chance, change = random.Random(seed), ways[seed % len(ways)]
        what = (seed, change.__name__)
        bad, at = change(chance, whole)
        fault = first_fault(bad, {walked.id: walked.key.public})
        assert fault is not None, what
        assert fault.seq == bad[at].seq, what
        good = tablet.work(ROWS)
        assert_hub_refuses(hub, tablet, *change(chance, good), what)
        outcome = taken(hub, tablet, good)
        assert (outcome.refused, outcome.taken + outcome.known) == ("", ROWS), what
    assert chains.chain_rows(hub.store, tablet.id) == [(r.seq, r.raw, r.signature) for r in tablet.rows]


def assert_hub_refuses(hub: Desk, tablet: Tablet, bad: Sequence[Stored], at: int, what: object) -> None:
    """It names the bad row (or the one behind it, that the two do not follow each other), and keeps none from it on."""
    before = tablet.rows[-ROWS].seq - 1
    outcome = taken(hub, tablet, bad)
    assert outcome.refused, what
    assert outcome.refused_at in {row.seq for row in bad[at : at + 2]}, what
    assert hub_head(hub, tablet) in (before, before + at), what


def taken(hub: Desk, tablet: Tablet, rows: Sequence[Stored]) -> Outcome:
    """What became of rows that the tablet has brought."""
    (outcome,) = intake.take_in(hub.store, hub.court.id, tablet.device, rows, now=NOW, road="test")
    return outcome


def hub_head(hub: Desk, tablet: Tablet) -> int:
    """The last row of the chain that the hub has."""
    table = schema.chain
    with hub.store.reading() as connection:
        return connection.scalar(select(table.c.seq).where(table.c.device == tablet.id)) or 0


def test_no_changed_photo_passes_for_the_original(hub: Desk, vault: Vault, long: bool) -> None:
    """In the vault, on the way up, and at the hub; some are longer than the pieces in which age encrypts."""
    made = [photo_everywhere(hub, vault, size) for size in (700, 5_000, 70_000, 150_000)]
    for seed in named_seeds(20_000 if long else 60):
        chance = random.Random(seed)
        one = chance.choice(made)
        place = (change_in_the_vault, change_on_the_way, change_at_the_hub)[seed % 3]
        assert is_refused(partial(place, hub, vault, one, chance)), f"{seed}: {place.__name__}"
    for one in made:
        assert attachments.read(vault, one.digest) == one.content
        assert b"".join(hub_attachments.original(hub.store, hub.folder, one.digest)) == one.content
        with uploads.receiving(hub.store, hub.folder, one.awaited, 0) as upload:
            upload.write(one.other)
            assert upload.settle(NOW)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo in the vault and at the hub, as it lies in both; another of its size that the hub waits for."""

    content: bytes
    other: bytes
    in_vault: bytes
    at_hub: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def awaited(self) -> str:
        return hashlib.sha256(self.other).hexdigest()


def photo_everywhere(hub: Desk, vault: Vault, size: int) -> Photo:
    content, other = os.urandom(size), os.urandom(size)
    digest = attachments.put(vault, content, media_type="image/jpeg", role="photo").digest
    blank = {"media_type": "image/jpeg", "key": None, "stored_at": "", "erased_at": "", "erased_why": ""}
    named = [{"digest": hashlib.sha256(raw).hexdigest(), "size": size, **blank} for raw in (content, other)]
    with hub.store.writing() as connection:
        connection.execute(insert(schema.attachment), named)
    with uploads.receiving(hub.store, hub.folder, digest, 0) as upload:
        upload.write(content)
        assert upload.settle(NOW)
    at_hub = hub_attachments.path_of(hub.folder, digest).read_bytes()
    return Photo(content, other, attachments.path_of(vault, digest).read_bytes(), at_hub)


def change_in_the_vault(hub: Desk, vault: Vault, one: Photo, chance: random.Random) -> None:
    path = attachments.path_of(vault, one.digest)
    path.write_bytes(mutating.changed(chance, one.in_vault))
    try:
        attachments.read(vault, one.digest)
    finally:
        path.write_bytes(one.in_vault)


def change_at_the_hub(hub: Desk, vault: Vault, one: Photo, chance: random.Random) -> None:
    path = hub_attachments.path_of(hub.folder, one.digest)
    path.write_bytes(mutating.changed(chance, one.at_hub))
    try:
        for _ in hub_attachments.original(hub.store, hub.folder, one.digest):
            pass
    finally:
        path.write_bytes(one.at_hub)


def change_on_the_way(hub: Desk, vault: Vault, one: Photo, chance: random.Random) -> None:
    """Too much is refused at once, too little is not the whole, and the same size is another photo."""
    changed = mutating.changed(chance, one.other)
    with uploads.receiving(hub.store, hub.folder, one.awaited, 0) as upload:
        try:
            upload.write(changed)
        except BadInput as error:
            upload.take_back()
            raise Refused from error
        if not upload.settle(NOW):
            upload.write(bytes(byte ^ 1 for byte in one.other[upload.offset :]))
            upload.settle(NOW)


def test_no_changed_bundle_is_opened(tmp_path: Path, long: bool) -> None:
    """Its file is changed, or what is in it by somebody who may encrypt to the hub, as everybody may."""
    path = tmp_path / "a.cf-bundle"
    write(path, chain(5), [photo(b"photo" * 50)])
    sealed = path.read_bytes()
    inside = age.decrypt(sealed, HUB.identity)
    for seed in named_seeds(16_000 if long else 60):
        chance = random.Random(seed)
        if seed % 2:
            path.write_bytes(age.encrypt(mutating.changed(chance, inside), [HUB.recipient]))
        else:
            path.write_bytes(mutating.changed(chance, sealed))
        assert is_refused(partial(bundle.read, path, HUB.identity)), seed
    path.write_bytes(age.encrypt(inside, [HUB.recipient]))
    assert len(bundle.read(path, HUB.identity).rows) == 5


def test_no_changed_receipt_passes(long: bool) -> None:
    for seed in named_seeds(16_000 if long else 100):
        chance = random.Random(seed)
        assert is_refused(partial(read, mutating.changed(chance, RAW))), seed
    assert read(RAW) == RECEIPT


def test_a_vault_whose_file_was_changed_says_so_and_never_breaks_down(
    vault: Vault, tmp_path: Path, long: bool
) -> None:
    """Any byte of the database at rest: the vault does not open, or its check names what is wrong."""
    for n in range(30):
        journal.append(vault, make_unsigned(body={"values": {"note": f"第 {n} 条"}}))
    vault.close()
    whole = (vault.folder / vaults.DATABASE).read_bytes()
    for seed in named_seeds(2_000 if long else 12):
        chance = random.Random(seed)
        (vault.folder / vaults.DATABASE).write_bytes(mutating.changed(chance, whole))
        assert is_refused(partial(check, vault.folder)), seed


def check(folder: Path) -> None:
    """Opens a vault and walks it; raises Damaged for what does not fit."""
    opened = vaults.unlock(folder, SECRET, now=NOW)
    try:
        told = journal.verify(opened)
    finally:
        opened.close()
    if told:
        raise Damaged(told[0])


def is_refused(attempt: Callable[[], object]) -> bool:
    """True when it is refused in a sentence; anything else that goes wrong is a crash and goes on."""
    try:
        attempt()
    except FieldworkError:
        return True
    return False
