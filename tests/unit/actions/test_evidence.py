"""Photos and films taken in: originals kept to the byte, EXIF read, and what is no photo refused in words."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from pathlib import Path
from typing import Any

import piexif
import pytest
from PIL import Image

from services.actions import evidence, recording
from services.actions.evidence import GivenUp, NoFilm, NoPhoto
from services.clock import ZONE
from services.position import datum
from services.session import Session
from services.store.vault import Vault
from tests.factories import make_court, make_officer

GCJ = (28.898433285776, 118.516159787230)
WGS = (28.901462, 118.511235)


@pytest.fixture
def session(vault: Vault) -> Session:
    return Session(
        vault=vault, court=make_court(), officer=make_officer(), colleagues=(),
    )  # fmt: skip


def degrees(value: float) -> tuple[tuple[int, int], ...]:
    whole, rest = divmod(abs(value), 1)
    minutes, rest = divmod(rest * 60, 1)
    return (int(whole), 1), (int(minutes), 1), (round(rest * 60 * 10_000_000), 10_000_000)


def picture(
    *, place: tuple[float, float] | None = WGS, named: str = "WGS-84", taken: str = "2026:11:24 18:36:05"
) -> bytes:
    exif: dict[str, Any] = {"0th": {piexif.ImageIFD.Orientation: 6}, "Exif": {}, "GPS": {}}
    if taken:
        exif["Exif"][piexif.ExifIFD.DateTimeOriginal] = taken
    if place:
        exif["GPS"] = {
            piexif.GPSIFD.GPSLatitudeRef: "N" if place[0] >= 0 else "S",
            piexif.GPSIFD.GPSLatitude: degrees(place[0]),
            piexif.GPSIFD.GPSLongitudeRef: "E" if place[1] >= 0 else "W",
            piexif.GPSIFD.GPSLongitude: degrees(place[1]),
        }
        if named:
            exif["GPS"][piexif.GPSIFD.GPSMapDatum] = named
    target = io.BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(target, "JPEG", exif=piexif.dump(exif))
    return target.getvalue()


def test_a_photo_is_kept_to_the_byte_with_its_time_and_place(session: Session, tmp_path: Path) -> None:
    raw = picture()
    path = tmp_path / "DCIM0001.JPG"
    path.write_bytes(raw)
    photo = evidence.take_photo(session, evidence.look_at(path), slot="门牌", source="folder")
    assert photo.attachment.digest == hashlib.sha256(raw).hexdigest()
    assert evidence.original(session, photo.attachment) == raw
    assert (photo.slot, photo.source, photo.attachment.name) == ("门牌", "folder", "DCIM0001.JPG")
    assert photo.taken_at == dt.datetime(2026, 11, 24, 18, 36, 5, tzinfo=ZONE)
    assert photo.latitude == pytest.approx(WGS[0], abs=1e-6)
    assert photo.longitude == pytest.approx(WGS[1], abs=1e-6)


def test_a_shifted_place_is_turned_into_the_stored_datum() -> None:
    looked = evidence.look_at(picture(place=GCJ, named="GCJ-02"))
    assert (looked.latitude, looked.longitude) == pytest.approx(datum.to_wgs84(*GCJ), abs=1e-6)
    assert (looked.latitude, looked.longitude) == pytest.approx(WGS, abs=1e-5)


@pytest.mark.parametrize("place", [WGS, (-12.5, -77.25)])
def test_without_a_datum_the_camera_means_the_satellites_own(place: tuple[float, float]) -> None:
    looked = evidence.look_at(picture(place=place, named=""))
    assert (looked.latitude, looked.longitude) == pytest.approx(place, abs=1e-6)


@pytest.mark.parametrize("made", [{"place": WGS, "named": "TOKYO"}, {"place": None}, {"place": (0.0, 0.0)}])
def test_a_place_in_an_unknown_datum_or_none_at_all_is_left_out(made: dict[str, Any]) -> None:
    looked = evidence.look_at(picture(**made))
    assert (looked.latitude, looked.longitude) == (None, None)


@pytest.mark.parametrize("taken", ["", "0000:00:00 00:00:00", "yesterday"])
def test_a_camera_without_a_clock_gives_no_time(taken: str) -> None:
    assert evidence.look_at(picture(taken=taken)).taken_at is None


def test_the_thumbnail_is_small_and_upright() -> None:
    small = Image.open(io.BytesIO(evidence.look_at(picture()).thumbnail))
    assert small.height > small.width
    assert max(small.size) <= evidence.THUMBNAIL


def test_a_png_is_a_photo_too(session: Session) -> None:
    target = io.BytesIO()
    Image.new("RGBA", (40, 30), "red").save(target, "PNG")
    photo = evidence.take_photo(session, evidence.look_at(target.getvalue(), "截图.png"), slot="")
    assert photo.attachment.media_type == "image/png"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "不是照片"),
        (b"%PDF-1.7 no photo", "不是照片"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"),
        (picture()[:6000], "不完整"),
        (b"\xff\xd8\xff" + bytes(evidence.LARGEST_PHOTO), "80 MB"),
    ],
)
def test_what_is_no_photo_is_refused_in_words(raw: bytes, words: str) -> None:
    with pytest.raises(NoPhoto) as refused:
        evidence.look_at(raw)
    assert words in refused.value.sentence


def test_a_file_that_went_away_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NoPhoto, match="读不出来"):
        evidence.look_at(tmp_path / "gone.jpg")


def film(path: Path, size: int) -> Path:
    with path.open("wb") as stream:
        stream.write(b"\x00\x00\x00\x18ftypmp42")
        stream.truncate(size)
    return path


def test_a_film_is_streamed_in_and_told_piece_by_piece(session: Session, tmp_path: Path) -> None:
    path = film(tmp_path / "记录仪.mp4", 5 * 2**20)
    steps: list[tuple[int, int]] = []
    taken = evidence.take_film(
        session, path, device="T7", each=lambda done, total: steps.append((done, total))
    )
    assert (taken.sort, taken.device, taken.attachment.media_type) == ("film", "T7", "video/mp4")
    assert taken.attachment.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert steps[-1] == (5 * 2**20, 5 * 2**20)
    assert len(steps) >= 5


def test_a_film_given_up_leaves_nothing(session: Session, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done > 2**20:
            raise GivenUp

    with pytest.raises(GivenUp):
        evidence.take_film(session, film(tmp_path / "长.mp4", 8 * 2**20), each=stop)
    assert not [p for p in (session.vault.folder / "attachments").rglob("*") if p.is_file()]
    assert recording.drafts(session) == ()


def test_sound_is_told_from_film(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "通话.wav"
    path.write_bytes(b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(100))
    assert evidence.take_film(session, path).sort == "audio"


def test_what_is_no_film_is_refused(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "说明.mp4"
    path.write_text("这是一段文字")
    with pytest.raises(NoFilm, match="不是录音录像"):
        evidence.take_film(session, path)
