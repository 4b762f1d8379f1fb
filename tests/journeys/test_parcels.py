"""成批附件: small photos go up together; one that is wrong, strange or cut stands in no other's way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import pytest

from services.actions import exchanging
from services.errors import Refused
from services.hub import attachments as hub_attachments
from services.store import attachments, exchanged
from services.sync.client import Line
from services.sync.parcels import Part
from tests.fixtures_hub import Rover, Served

pytestmark = pytest.mark.both_databases

Rove = Callable[[int], Rover]
PHOTOS = tuple(bytes([n]) * (20_000 + n) for n in range(5))
DIGESTS = [hashlib.sha256(photo).hexdigest() for photo in PHOTOS]


@pytest.fixture
def line(hub: Served, rover: Rover) -> Iterator[Line]:
    """A line over which the entries have gone and the photos have not."""
    rover.record("五张照片", PHOTOS)
    opened = line_of(rover)
    yield opened
    opened.close()


def line_of(rover: Rover) -> Line:
    to = exchanging.address(rover.session)
    opened = Line(to)
    opened.ask(exchanging.gather(rover.session, to))
    return opened


def part(n: int, content: bytes = b"", offset: int = 0) -> tuple[Part, bytes]:
    raw = content or PHOTOS[n][offset:]
    return Part(digest=DIGESTS[n], offset=offset, size=len(raw)), raw


def at_hub(hub: Served, n: int) -> bytes:
    opened = hub.desk
    return b"".join(hub_attachments.original(opened.store, opened.folder, DIGESTS[n]))


def test_small_photos_go_up_together(hub: Served, rover: Rover) -> None:
    rover.record("五张照片", PHOTOS)
    assert rover.exchange().files == 5
    assert [p.files for p in rover.told if p.phase == "files"] == [5], "one request, one word about it"
    assert [at_hub(hub, n) for n in range(5)] == list(PHOTOS)
    assert exchanged.delivered(rover.session.vault, DIGESTS) == set(DIGESTS)


def test_something_else_under_a_photos_digest_is_named_and_the_others_are_taken(
    hub: Served, line: Line
) -> None:
    reached = line.send_parcel([part(0), part(1, b"!" * len(PHOTOS[1])), part(2)])
    assert [r.offset for r in reached] == [len(PHOTOS[0]), 0, len(PHOTOS[2])]
    assert "校验值" in reached[1].why
    assert (at_hub(hub, 0), at_hub(hub, 2)) == (PHOTOS[0], PHOTOS[2])
    assert line.offset(DIGESTS[1]) == 0


def test_a_part_that_begins_elsewhere_or_is_too_long_is_left_out(hub: Served, line: Line) -> None:
    line.send_parcel([part(0, PHOTOS[0][:5_000])])
    reached = line.send_parcel([part(0), part(1, PHOTOS[1] + b"!"), part(2)])
    assert [r.offset for r in reached] == [None, None, len(PHOTOS[2])]
    assert line.send_parcel([part(0, offset=5_000), part(1)])[1].offset == len(PHOTOS[1])
    assert at_hub(hub, 0) == PHOTOS[0]


def test_another_officers_photos_are_not_taken_from_a_stranger(hub: Served, line: Line, rove: Rove) -> None:
    stranger = line_of(rove(2))
    assert [r.offset for r in stranger.send_parcel([part(0), part(1)])] == [None, None]
    stranger.close()
    assert [p for p in (hub.folder / "attachments").rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("size", [-3, 3])
def test_a_body_that_does_not_fit_its_head_is_refused_and_what_is_whole_stays(
    hub: Served, line: Line, size: int
) -> None:
    told, raw = part(1)
    with pytest.raises(Refused, match="成批附件"):
        line.send_parcel([part(0), (Part(digest=told.digest, offset=0, size=told.size + size), raw)])
    assert at_hub(hub, 0) == PHOTOS[0]


def test_a_photo_that_is_damaged_on_the_tablet_is_named_and_the_others_go(hub: Served, rover: Rover) -> None:
    rover.record("五张照片", PHOTOS)
    path = attachments.path_of(rover.session.vault, DIGESTS[3])
    path.write_bytes(path.read_bytes()[:9_000])
    assert rover.exchange().files == 4
    assert [t.item for t in exchanged.troubles(rover.session.vault)] == [DIGESTS[3]]
