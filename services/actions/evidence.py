"""照片与录像: what comes from camera, file or folder is checked, hashed and encrypted as it is; nothing is re-encoded."""

from __future__ import annotations

import datetime as dt
import functools
import io
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import piexif

from services.actions import recording
from services.clock import ZONE
from services.entries.entry import Attachment
from services.errors import BadInput, FieldworkError
from services.position import datum
from services.position.fix import Fix
from services.records.values import Film, Photo
from services.session import Session
from services.store.attachments import Sealed

LARGEST_PHOTO = 80 * 1024 * 1024
MOST_PIXELS = 250_000_000
THUMBNAIL = 360
_MEDIA = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png"}
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")

# EXIF 3.0, tables 7-15: the tags that say when and where.
_TAKEN, _OFFSET, _MAKE_IFD, _GPS_IFD = 0x9003, 0x9011, 0x8769, 0x8825
_LATITUDE, _LONGITUDE, _DATUM = (1, 2), (3, 4), 18

_FILMS: tuple[tuple[int, bytes, Literal["film", "audio"], str], ...] = (
    (4, b"ftypM4A", "audio", "audio/mp4"),
    (4, b"ftypqt", "film", "video/quicktime"),
    (4, b"ftyp", "film", "video/mp4"),
    (8, b"AVI ", "film", "video/x-msvideo"),
    (8, b"WAVE", "audio", "audio/wav"),
    (0, b"\x1a\x45\xdf\xa3", "film", "video/x-matroska"),
    (0, b"\x00\x00\x01\xba", "film", "video/mpeg"),
    (0, b"ID3", "audio", "audio/mpeg"),
    (0, b"\xff\xfb", "audio", "audio/mpeg"),
    (0, b"\xff\xf3", "audio", "audio/mpeg"),
    (0, b"\xff\xf1", "audio", "audio/aac"),
    (0, b"\xff\xf9", "audio", "audio/aac"),
    (0, b"OggS", "audio", "audio/ogg"),
)

Each = Callable[[int, int], None]


class NoPhoto(BadInput):
    """What was chosen is no photo that can be kept and printed."""

    message = "这个文件不是照片，没有添加。请选 JPEG 或 PNG 照片。"


class NoFilm(BadInput):
    """What was chosen is neither film nor sound."""

    message = "这个文件不是录音录像，没有添加。"


class GivenUp(FieldworkError):
    """The officer tapped 取消: nothing was kept."""

    message = "已取消，没有添加。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A photo as it was found: the original bytes, what its EXIF says (WGS-84), and a small picture of it."""

    raw: bytes
    media_type: str
    name: str
    taken_at: dt.datetime | None
    latitude: float | None
    longitude: float | None
    thumbnail: bytes


def look_at(source: Path | bytes, name: str = "") -> Looked:
    """Reads and checks a photo without touching the vault; belongs on a working thread.

    Raises NoPhoto for what is no JPEG or PNG, is cut off, or is larger than 80 MB or 250 megapixels.
    """
    raw = source if isinstance(source, bytes) else _read(source)
    called = name or (source.name if isinstance(source, Path) else "")
    if len(raw) > LARGEST_PHOTO:
        raise NoPhoto("照片超过 80 MB，没有添加。请用相机的普通画质。")
    if raw[4:8] == b"ftyp" and raw[8:12] in _HEIC:
        raise NoPhoto("这是 HEIC 照片，印不进文书，没有添加。请把相机格式改为 JPEG（兼容性最佳）后再拍。")
    image = _opened(raw)
    media_type = _MEDIA[image.format]
    tags = image.getexif()
    thumbnail = _small(image, THUMBNAIL)
    place = _place(tags.get_ifd(_GPS_IFD))
    return Looked(
        raw=raw,
        media_type=media_type,
        name=called,
        taken_at=_taken_at(tags.get_ifd(_MAKE_IFD)),
        latitude=place[0] if place else None,
        longitude=place[1] if place else None,
        thumbnail=thumbnail,
    )


def stamped(jpeg: bytes, at: dt.datetime, fix: Fix | None) -> bytes:
    """The same picture with its moment and place in EXIF; nothing is re-encoded.

    Only a fix the receiver measured goes in (WGS-84): a replayed or hand-set one would pass for a measured place.
    """
    tags = piexif.load(jpeg)
    offset = at.strftime("%z")
    tags["Exif"][_TAKEN] = at.strftime("%Y:%m:%d %H:%M:%S")
    tags["Exif"][_OFFSET] = f"{offset[:3]}:{offset[3:5]}"
    if fix is not None and fix.source == "receiver":
        tags["GPS"] = _gps(fix)
    target = io.BytesIO()
    piexif.insert(piexif.dump(tags), jpeg, target)
    return target.getvalue()


def take_photo(
    session: Session, looked: Looked, *, slot: str, source: Literal["camera", "file", "folder"] = "file"
) -> Photo:
    """Keeps the original, hashed and encrypted; it is on the disk when this returns."""
    attachment = recording.attach(
        session, looked.raw, media_type=looked.media_type, role="photo", name=looked.name
    )
    return Photo(
        slot=slot,
        attachment=attachment,
        taken_at=looked.taken_at,
        source=source,
        latitude=looked.latitude,
        longitude=looked.longitude,
    )


def thumbnail(raw: bytes, side: int = THUMBNAIL) -> bytes:
    """A small JPEG of a photo's original bytes, upright; raises NoPhoto."""
    return _small(_opened(raw), side)


def original(session: Session, attachment: Attachment) -> bytes:
    """The original bytes of a photo."""
    return recording.original(session, attachment)


@dataclass(frozen=True, slots=True)
class SealedFilm:
    """A film that lies encrypted in the vault's folder and waits to be kept."""

    sealed: Sealed
    film: Film


def seal_film(session: Session, path: Path, *, device: str = "", each: Each | None = None) -> SealedFilm:
    """Streams film or sound into the vault's folder, hashed as it passes; belongs on a working thread.

    Memory stays flat whatever the size, and saving does not wait for it. `each(done, total)` hears the bytes
    done and may raise GivenUp; then nothing is kept. Raises NoFilm.
    """
    sort, media_type = _sort_of(path)
    sealed = recording.seal(session, path, media_type=media_type, role="film", name=path.name, each=each)
    return SealedFilm(sealed, Film(attachment=sealed.attachment, sort=sort, device=device))


def keep_film(session: Session, made: SealedFilm) -> Film:
    """Registers a sealed film; short, on the vault's thread."""
    recording.register(session, made.sealed)
    return made.film


def take_film(session: Session, path: Path, *, device: str = "", each: Each | None = None) -> Film:
    """Both at once, where no screen waits."""
    return keep_film(session, seal_film(session, path, device=device, each=each))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST_PHOTO + 1)
    except OSError as error:
        raise NoPhoto(f"照片“{path.name}”读不出来，没有添加。请检查存储卡后再试。") from error


def _sort_of(path: Path) -> tuple[Literal["film", "audio"], str]:
    try:
        with path.open("rb") as stream:
            head = stream.read(16)
    except OSError as error:
        raise NoFilm(f"文件“{path.name}”读不出来，没有添加。请检查存储卡后再试。") from error
    for at, mark, sort, media_type in _FILMS:
        if head[at : at + len(mark)] == mark:
            return sort, media_type
    raise NoFilm(f"“{path.name}”不是录音录像，没有添加。")


@functools.cache
def _pillow() -> tuple[ModuleType, ModuleType]:
    # 100 ms to import, and no photo is taken before 解锁.
    from PIL import Image, ImageOps  # noqa: PLC0415

    Image.MAX_IMAGE_PIXELS = (
        None  # phones take 200 megapixels; MOST_PIXELS is our own bound, checked on opening
    )
    return Image, ImageOps


def _opened(raw: bytes) -> Any:
    image_module, _ = _pillow()
    try:
        image = image_module.open(io.BytesIO(raw), formats=("JPEG", "PNG"))
    except (OSError, ValueError, SyntaxError) as error:
        raise NoPhoto from error
    if image.width * image.height > MOST_PIXELS:
        raise NoPhoto("照片超过 2.5 亿像素，没有添加。请用相机的普通画质。")
    return image


def _small(image: Any, side: int) -> bytes:
    _, operations = _pillow()
    try:
        image.draft("RGB", (2 * side, 2 * side))  # the decoder then skips what a small picture doesn't need
        upright = operations.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, EOFError, TypeError) as error:
        raise NoPhoto("照片不完整或已损坏，没有添加。若还在传输，请稍后再选。") from error
    upright.thumbnail((side, side))
    target = io.BytesIO()
    upright.save(target, "JPEG", quality=82)
    return target.getvalue()


def _taken_at(tags: Mapping[int, Any]) -> dt.datetime | None:
    """When the camera says the photo was taken; without an offset its clock is taken for the court's."""
    try:
        taken = dt.datetime.strptime(str(tags[_TAKEN])[:19], "%Y:%m:%d %H:%M:%S")
    except (KeyError, ValueError):
        return None
    try:
        offset = dt.datetime.strptime(str(tags[_OFFSET]).strip(), "%z").tzinfo
    except (KeyError, ValueError):
        offset = ZONE
    return taken.replace(tzinfo=offset).astimezone(ZONE)


def _place(tags: Mapping[int, Any]) -> tuple[float, float] | None:
    """Where the camera says it was, in WGS-84; None where it says nothing or names a datum that we do not know."""
    latitude, longitude = _degrees(tags, _LATITUDE, "S", 90), _degrees(tags, _LONGITUDE, "W", 180)
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None
    named = str(tags.get(_DATUM, "")).strip(" \0").upper().replace("-", "").replace(" ", "")
    if named in ("", "WGS84", "CGCS2000"):
        return latitude, longitude
    return datum.to_wgs84(latitude, longitude) if named == "GCJ02" else None


def _gps(fix: Fix) -> dict[int, Any]:
    names, moment = piexif.GPSIFD, fix.at.astimezone(dt.UTC)
    tags: dict[int, Any] = {
        names.GPSVersionID: (2, 3, 0, 0),
        names.GPSDateStamp: moment.strftime("%Y:%m:%d"),
        names.GPSTimeStamp: ((moment.hour, 1), (moment.minute, 1), (moment.second, 1)),
        _LATITUDE[0]: "S" if fix.latitude < 0 else "N",
        _LATITUDE[1]: _sixtieths(fix.latitude),
        _LONGITUDE[0]: "W" if fix.longitude < 0 else "E",
        _LONGITUDE[1]: _sixtieths(fix.longitude),
        _DATUM: "WGS-84",
    }
    if fix.accuracy_m is not None:
        tags[names.GPSHPositioningError] = (round(fix.accuracy_m * 100), 100)
    return tags


def _sixtieths(value: float) -> tuple[tuple[int, int], ...]:
    """Degrees, minutes and ten-thousandths of a second: 3 mm."""
    minutes, seconds = divmod(round(abs(value) * 36_000_000), 600_000)
    degrees, minutes = divmod(minutes, 60)
    return (degrees, 1), (minutes, 1), (seconds, 10_000)


def _degrees(tags: Mapping[int, Any], names: tuple[int, int], minus: str, most: float) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in tags[names[1]])
        sign = -1 if str(tags[names[0]]).strip(" \0").upper() == minus else 1
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    found = sign * (degrees + minutes / 60 + seconds / 3600)
    return found if math.isfinite(found) and abs(found) <= most else None
