"""Taken first, filed later: nothing is lost in between, and what a record names waits no longer."""

from __future__ import annotations

import datetime as dt
import io
import os
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image

from services.actions import evidence, finding, gathering, recording, sweeping
from services.demo import samples
from services.errors import FieldworkError
from services.position.fix import NoFix
from services.records.draft import Draft
from services.records.kinds.visit import Visit
from services.records.values import Photo
from services.session import Session

NOW = samples.NOW + dt.timedelta(hours=1)


def picture(shade: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (320, 240), (shade, 90, 60)).save(stream, "JPEG")
    return stream.getvalue()


@pytest.fixture
def take(session: Session) -> Callable[[int], Photo]:
    """One picture taken at the roadside, shade by shade."""

    def taken(shade: int) -> Photo:
        looked = evidence.look_at(picture(shade), f"IMG_{shade}.jpg")
        photo = evidence.take_photo(session, looked, slot="", source="file")
        gathering.keep(session, photo, NOW + dt.timedelta(minutes=shade))
        return photo

    return taken


def begun(session: Session) -> Draft:
    number = samples.docket().cases[0].number
    known = finding.search(session, "", NOW.date(), limit=1).rows
    return recording.start(
        session, Visit, [known[0].number if known else number], NOW, NoFix(reason="室内收不到卫星", at=NOW)
    )


def digests(session: Session) -> list[str]:
    return [c.attachment.digest for c in gathering.waiting(session)]


def test_what_was_taken_waits_in_its_order_with_a_word_about_it(
    session: Session, take: Callable[[int], Photo]
) -> None:
    first, second = take(10), take(20)
    gathering.annotate(session, first.attachment.digest, " 三楼东户门口 ")
    waiting = gathering.waiting(session)
    assert [c.attachment.digest for c in waiting] == [first.attachment.digest, second.attachment.digest]
    assert waiting[0].note == "三楼东户门口"
    assert finding.today(session, NOW.date()).captures == waiting
    assert evidence.original(session, waiting[0].attachment) == picture(10)


def test_the_same_original_waits_once(session: Session, take: Callable[[int], Photo]) -> None:
    take(10)
    take(10)
    assert len(gathering.waiting(session)) == 1


def test_what_a_draft_names_waits_no_longer_and_comes_back_when_the_draft_is_given_up(
    session: Session, take: Callable[[int], Photo]
) -> None:
    photo, other = take(10), take(20)
    draft = begun(session).answered("photos", (replace(photo, slot="门牌"),))
    recording.keep(session, draft, NOW)
    assert digests(session) == [other.attachment.digest]
    recording.discard(session, draft.id)
    assert digests(session) == [photo.attachment.digest, other.attachment.digest]


def test_what_a_record_names_is_filed_for_good(session: Session, take: Callable[[int], Photo]) -> None:
    photo = take(10)
    draft = begun(session).answered("outcome", "无人").answered("photos", (replace(photo, slot="门牌"),))
    recording.commit(session, recording.confirm_all(session, draft, NOW), NOW)
    assert digests(session) == []
    take(20)
    assert [c.attachment.digest for c in gathering.kept(session)] == digests(session)


def a_day_goes_by(session: Session) -> None:
    past = time.time() - 2 * 86_400
    for path in (session.vault.folder / "attachments").rglob("*.age"):
        os.utime(path, (past, past))


def test_sweeping_spares_what_waits_and_takes_what_was_given_up(
    session: Session, take: Callable[[int], Photo]
) -> None:
    kept, dropped = take(10), take(20)
    gathering.drop(session, dropped.attachment.digest)
    a_day_goes_by(session)
    assert sweeping.sweep(session) == 1
    assert evidence.original(session, kept.attachment) == picture(10)
    with pytest.raises(FieldworkError):
        evidence.original(session, dropped.attachment)
