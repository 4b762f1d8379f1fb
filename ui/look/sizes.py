"""Distances and type sizes in pixels, for the design size 1280×800 and the small size 1024×640."""

from __future__ import annotations

from dataclasses import dataclass

MILLIMETRES_PER_INCH = 25.4
ON_SITE_MILLIMETRES = 15
ON_SITE_FLOOR = 56
TOUCH_FLOOR = 48


@dataclass(frozen=True, slots=True)
class Sizes:
    """Room around things; `touch` is the height of an on-site button on this screen."""

    small: bool
    left: int
    right: int
    gap: int
    padding: int
    rail: int
    header: int
    bar: int
    bar_button: int
    plate_key: tuple[int, int]
    touch: int
    row: int = 64
    field: int = 56
    act: int = 48
    chip: int = 28
    pill: int = 40
    radius: int = 10
    radius_field: int = 8
    radius_chip: int = 6


@dataclass(frozen=True, slots=True)
class Role:
    """A role of type: pixel size, line pitch, weight."""

    size: int
    line: int
    weight: int


ROLES = {
    "plate": Role(38, 51, 700),
    "count": Role(34, 41, 700),
    "proof": Role(32, 42, 700),
    "read_back": Role(28, 44, 500),
    "title": Role(24, 33, 700),
    "key": Role(26, 34, 500),
    "signed": Role(22, 34, 500),
    "heading": Role(19, 27, 700),
    "button": Role(19, 27, 500),
    "body": Role(17, 25, 400),
    "strong": Role(17, 25, 700),
    "second": Role(15, 22, 400),
    "chip": Role(15, 22, 500),
    "article": Role(14, 20, 400),
    "label": Role(14, 20, 500),
}


def on_site_height(dpi: float) -> int:
    """Height in pixels of a button used on site: 15 mm of this screen, never below 56."""
    return max(ON_SITE_FLOOR, round(ON_SITE_MILLIMETRES * dpi / MILLIMETRES_PER_INCH))


def sizes_for(width: int, dpi: float) -> Sizes:
    """Sizes for a window `width` pixels wide on a screen with `dpi` calibrated pixels to the inch."""
    touch = on_site_height(dpi)
    if width < 1200:
        button = max(58, touch)
        return Sizes(
            small=True,
            left=16,
            right=12,
            gap=10,
            padding=12,
            rail=76,
            header=56,
            bar=button + 18,
            bar_button=button,
            plate_key=(62, max(55, touch)),
            touch=touch,
        )
    button = max(72, touch)
    return Sizes(
        small=False,
        left=24,
        right=20,
        gap=12,
        padding=16,
        rail=88,
        header=64,
        bar=button + 24,
        bar_button=button,
        plate_key=(72, max(70, touch)),
        touch=touch,
    )
