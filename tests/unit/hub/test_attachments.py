"""院端附件: any byte can follow the last that came, the digest proves the whole, a destroyed key ends it for good."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from services.clock import ZONE
from services.errors import BadInput, Damaged, NotAllowed, Refused
from services.hub import attachments, desk, schema, uploads
from services.hub.desk import Desk
from tests.factories import make_court, make_officer

pytestmark = pytest.mark.both_databases
NOW = dt.datetime(2026, 11, 24, 17, 30, tzinfo=ZONE)
PHOTO = bytes(range(256)) * 1_001
DIGEST = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def hub(tmp_path: Path, database: str) -> Desk:
    """A hub that waits for one photo."""
    opened = desk.found(tmp_path / "hub", make_court(), (make_officer(1),), database=database)
    row = {"digest": DIGEST, "size": len(PHOTO), "media_type": "image/jpeg", "key": None}
    with opened.store.writing() as connection:
        connection.execute(
            insert(schema.attachment), [{**row, "stored_at": "", "erased_at": "", "erased_why": ""}]
        )
    return opened


def send(hub: Desk, begin: int, content: bytes) -> bool:
    with uploads.receiving(hub.store, hub.folder, DIGEST, begin) as upload:
        upload.write(content)
        return upload.settle(NOW)


def stands_at(hub: Desk) -> int:
    known = attachments.held(hub.store, hub.folder, DIGEST)
    assert known is not None
    return known.offset


def read(hub: Desk) -> bytes:
    return b"".join(attachments.original(hub.store, hub.folder, DIGEST))


@pytest.mark.parametrize("at", [1, 15, 16, 17, 4_096, 200_001])
def test_a_file_goes_on_at_any_byte(hub: Desk, at: int) -> None:
    assert not send(hub, 0, PHOTO[:at])
    assert stands_at(hub) == at
    assert send(hub, at, PHOTO[at:])
    assert read(hub) == PHOTO


def test_it_goes_on_only_where_it_stands_and_never_beyond_its_size(hub: Desk) -> None:
    send(hub, 0, PHOTO[:1_000])
    with pytest.raises(BadInput, match="位置"):
        send(hub, 999, PHOTO[999:])
    with pytest.raises(BadInput, match="比记录里写的大"):
        send(hub, 1_000, PHOTO)
    assert stands_at(hub) == 1_000


def test_two_at_once_do_not_write_over_each_other(hub: Desk) -> None:
    with (
        uploads.receiving(hub.store, hub.folder, DIGEST, 0),
        pytest.raises(NotAllowed, match="正在接收"),
    ):
        send(hub, 0, PHOTO)
    assert send(hub, 0, PHOTO)


def test_whoever_comes_back_before_a_whole_file_is_entered_changes_nothing(hub: Desk) -> None:
    """The reply was lost and the sender asks again while the first request still enters the file."""
    with uploads.receiving(hub.store, hub.folder, DIGEST, 0) as first:
        first.write(PHOTO)
        assert stands_at(hub) == len(PHOTO) - 1
        for begin in (0, len(PHOTO) - 1):
            with pytest.raises(NotAllowed, match="正在接收"):
                send(hub, begin, PHOTO[begin:])
        assert first.settle(NOW)
    with pytest.raises(NotAllowed, match="不等"):
        send(hub, 0, PHOTO)
    assert read(hub) == PHOTO


def test_a_file_whose_entering_a_crash_prevented_is_asked_for_its_last_byte(hub: Desk) -> None:
    with uploads.receiving(hub.store, hub.folder, DIGEST, 0) as upload:
        upload.write(PHOTO)
    assert stands_at(hub) == len(PHOTO) - 1
    assert send(hub, len(PHOTO) - 1, PHOTO[-1:])
    assert read(hub) == PHOTO


def test_something_else_is_thrown_away_and_comes_anew(hub: Desk) -> None:
    with pytest.raises(Refused, match="校验值"):
        send(hub, 0, PHOTO[:-1] + b"!")
    assert stands_at(hub) == 0
    assert send(hub, 0, PHOTO)
    assert read(hub) == PHOTO


def test_what_has_come_under_a_key_that_a_power_cut_took_back_comes_anew(hub: Desk) -> None:
    send(hub, 0, PHOTO[:5_000])
    with hub.store.writing() as connection:
        connection.execute(update(schema.attachment).values(key=None))
    assert stands_at(hub) == 0
    assert send(hub, 0, PHOTO)
    assert read(hub) == PHOTO


def test_a_changed_file_is_not_given_out_as_the_original(hub: Desk) -> None:
    send(hub, 0, PHOTO)
    (path,) = (hub.folder / "attachments").rglob("*.sealed")
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(Damaged, match="损坏"):
        read(hub)


def test_a_lawful_erasure_destroys_key_and_file_and_leaves_a_tombstone(hub: Desk) -> None:
    send(hub, 0, PHOTO)
    attachments.erase(hub.store, hub.folder, DIGEST, "依决定销毁", NOW)
    assert not list((hub.folder / "attachments").rglob("*.sealed"))
    known = attachments.held(hub.store, hub.folder, DIGEST)
    assert known is not None
    assert known.erased
    for deed in (lambda: read(hub), lambda: send(hub, 0, PHOTO)):
        with pytest.raises(NotAllowed):
            deed()
