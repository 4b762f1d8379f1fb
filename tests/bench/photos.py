"""A hundred different 12-megapixel photos as a phone writes them: JPEG of 4 MB and more, with EXIF."""

from __future__ import annotations

import io
from pathlib import Path

import piexif
from PIL import Image

COUNT, SIZE, LEAST_BYTES = 100, (4000, 3000), 4_000_000


def make(folder: Path, count: int = COUNT) -> list[Path]:
    """Writes them; they differ in time, place and a patch of the picture, so that each is its own file to decode."""
    base = _encoded(quality=92)
    paths = []
    for number in range(count):
        exif = {
            "0th": {piexif.ImageIFD.Make: "演示相机".encode(), piexif.ImageIFD.Orientation: 1 + number % 8},
            "Exif": {piexif.ExifIFD.DateTimeOriginal: f"2026:11:24 09:{number // 60:02}:{number % 60:02}"},
            "GPS": {
                piexif.GPSIFD.GPSLatitudeRef: "N",
                piexif.GPSIFD.GPSLatitude: ((28, 1), (54, 1), (number, 10)),
                piexif.GPSIFD.GPSLongitudeRef: "E",
                piexif.GPSIFD.GPSLongitude: ((118, 1), (30, 1), (number, 10)),
            },
        }
        target = io.BytesIO()
        piexif.insert(piexif.dump(exif), base[number % len(base)], target)
        paths.append(folder / f"IMG_{number:04}.JPG")
        paths[-1].write_bytes(target.getvalue())
    return paths


def _encoded(quality: int) -> list[bytes]:
    noise = Image.effect_noise((SIZE[0] // 4, SIZE[1] // 4), 90).resize(SIZE).convert("RGB")
    found = []
    for colour in ((200, 60, 40), (40, 160, 80)):
        noise.paste(colour, (400, 400, 1600, 1200))
        target = io.BytesIO()
        noise.save(target, "JPEG", quality=quality)
        assert target.tell() >= LEAST_BYTES, target.tell()
        found.append(target.getvalue())
    return found
