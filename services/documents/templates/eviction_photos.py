"""腾房照片目录: every photo of the cleared rooms by its number, with what it shows, when, and the original's digest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reportlab.platypus import Flowable

from services.clock import local
from services.documents import blocks, clearing, passages
from services.documents.document import Story, document
from services.documents.subject import Subject
from services.documents.typesetting import FORM
from services.documents.wording_files import Wording
from services.records import inventory_duties as lists
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_room import EvictionRoom
from services.records.values import Photo
from services.wording import time_text

SENTENCES = {"index": ("count",)}
_COLUMNS = (
    blocks.Column("照片号", 16, "center"),
    blocks.Column("内容", 28),
    blocks.Column("拍摄时间", 29, "center"),
    blocks.Column("原件校验值", 27, "center"),
)


@document(
    "eviction_photos", "腾房照片目录", serves=EvictionClose, role="other", sentences=SENTENCES,
    shows=("rooms", "place"),
)  # fmt: skip
def eviction_photos(subject: Subject, wording: Wording) -> Story:
    """Head, then a table for each room; the pictures themselves are on the sheets of the rooms."""
    close = subject.record
    assert isinstance(close, EvictionClose)
    found = clearing.rooms(subject, close.rooms)
    body = [
        *blocks.head(
            subject.court.line, eviction_photos.title, "", FORM, more=passages.number_lines(subject)
        ),
        blocks.labelled("腾退房屋", close.place.text, FORM),
        *_tables(found),
        blocks.text(wording.say("index", count=clearing.counted(found)["photos"]), FORM),
    ]
    return Story(body=body, annex=passages.case_list(subject, FORM))


def _tables(found: tuple[clearing.Room, ...]) -> Iterator[Flowable]:
    for number, room in enumerate(found, start=1):
        rows = [*_rows(room.record)]
        if rows:
            title = clearing.heading(number, room.record)
            yield blocks.headed(title, blocks.inventory(_COLUMNS, rows, FORM), FORM)


def _rows(room: EvictionRoom) -> Iterator[tuple[str, ...]]:
    shown = _shown(room)
    for photo, number in room.photo_numbers().items():
        at = _at(photo.taken_at) if photo.taken_at else "相机未记录"
        yield number, shown.get(photo, photo.slot or "现场"), at, photo.attachment.digest[:16]


def _at(moment: dt.datetime) -> str:
    """11-24 9时40分05秒: photos follow one another within a minute."""
    return f"{local(moment):%m-%d} {time_text(moment)}{moment:%S}秒"


def _shown(room: EvictionRoom) -> dict[Photo, str]:
    """What each photo shows: the view of the room, or the thing of the line it belongs to."""
    found = {photo: f"腾空前 {photo.slot or photo.caption or '现场'}" for photo in room.before}
    for name in lists.LISTS:
        for row in getattr(room, name):
            if row.photo is not None:
                found.setdefault(row.photo, f"{clearing.APART.get(name, '物品')}{row.number} {row.name}")
    found |= {photo: f"封存 {photo.slot or '现场'}" for photo in room.seal_photos}
    return found | {photo: f"腾空后 {photo.slot or '现场'}" for photo in room.after if photo not in found}
