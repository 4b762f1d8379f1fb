"""The look: contrast, the physical size of keys, fonts from our own folder, icons, and references that Qt drops."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QImage, QRawFont
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from services.records import catalogue
from services.records.fields import Photos
from tests.patience import PROGRAM_S
from ui import look
from ui.components.photos import OUTLINES, outline_for
from ui.look.icons import FOLDER as ICONS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def day(qapp: QApplication) -> None:
    look.themed(qapp, "day")


@pytest.mark.parametrize("theme", look.THEMES)
@pytest.mark.parametrize(("ink", "ground"), look.TEXT_PAIRS)
def test_every_text_reaches_seven_to_one(theme: str, ink: str, ground: str) -> None:
    tokens = look.THEMES[theme]
    ratio = look.contrast(getattr(tokens, ink), getattr(tokens, ground))
    # The drawings' own table rounds: 7.1 at night for the main deed.
    assert ratio >= 7.0, f"{ink} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("theme", look.THEMES)
@pytest.mark.parametrize("border", ["edge", "actedge", "rededge", "focus"])
def test_every_border_that_matters_reaches_three_to_one(theme: str, border: str) -> None:
    tokens = look.THEMES[theme]
    assert look.contrast(getattr(tokens, border), tokens.surface) >= 3.0


def test_sunlight_is_black_on_white_without_a_grey() -> None:
    colours = {
        value
        for value in (getattr(look.SUN, name) for name in look.Tokens.__slots__)
        if str(value).startswith("#")
    }
    assert colours - {look.SUN.scrim} == {"#000000", "#FFFFFF"}


@pytest.mark.parametrize(("dpi", "height"), [(72, 56), (96, 57), (149, 88), (220, 130)])
def test_an_on_site_key_is_fifteen_millimetres_and_never_below_56(dpi: float, height: int) -> None:
    assert look.on_site_height(dpi) == height


def test_the_ruler_wins_over_the_bar_of_a_small_window() -> None:
    sizes = look.sizes_for(1024, 200)
    assert sizes.bar_button == look.on_site_height(200)
    assert sizes.bar > sizes.bar_button


def test_a_plate_has_a_narrow_dot_and_separators_lose_their_spaces() -> None:
    assert look.shown("浙H·9A3K7 · 何某某") == "浙H\uff659A3K7·何某某"
    assert look.shown("浙H·D52063") == "浙H\uff65D52063"


def test_digits_stand_in_columns(qapp: QApplication) -> None:
    from_digits = {QLabel("x").fontMetrics().horizontalAdvance(digit) for digit in "0123456789"}
    assert len(from_digits) == 1


@pytest.mark.parametrize(("role", "weight"), [("body", 400), ("chip", 500), ("heading", 700), ("title", 700)])
def test_every_weight_is_a_real_cut(role: str, weight: int) -> None:
    info = QFontInfo(look.font(role))
    assert info.family().startswith(look.FAMILY)
    assert info.weight() == weight


def test_sunlight_draws_body_text_heavier(qapp: QApplication) -> None:
    look.themed(qapp, "sun")
    assert QFontInfo(look.font("body")).weight() == 500


@pytest.mark.parametrize("face", ["Regular", "Medium", "Bold"])
def test_the_words_of_the_screens_lie_together_at_the_head_of_a_face(face: str) -> None:
    """Each glyph that is drawn brings its neighbours into memory (docs/decisions/003-screen-fonts.md)."""
    raw = QRawFont(str(ROOT / "resources" / "fonts" / "screen" / f"NotoSansSC-{face}.ttf"), 20.0)
    words = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.py"))
    drawn = sorted({sign for sign in words if "\u4e00" <= sign <= "\u9fff"})
    places = raw.glyphIndexesForString("".join(drawn))
    assert len(drawn) > 800
    assert all(places)
    assert sum(place < 2200 for place in places) > 0.98 * len(drawn)


def test_fonts_load_without_any_font_on_the_system(tmp_path: Path) -> None:
    empty = tmp_path / "fonts.conf"
    empty.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>', "utf-8"
    )
    program = """
import time
from PySide6.QtGui import QFontMetrics, QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication
app = QApplication([])
from services.records import catalogue
from services.records.fields import Photos
from ui import look
from ui.components.photos import OUTLINES, outline_for
start = time.perf_counter()
look.load_fonts()
took = (time.perf_counter() - start) * 1000
faces = [QRawFont.fromFont(look.face(17, weight)) for weight in (400, 500, 700)]
assert all(face.supportsCharacter(ord(sign)) for face in faces for sign in "执行䶮"), "a sign is missing"
print([face.styleName() for face in faces], round(took, 1))
"""
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "FONTCONFIG_FILE": str(empty), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=PROGRAM_S,
    )
    print("fonts loaded, ms:", told.stdout)
    assert "['Regular', 'Medium', 'Bold']" in told.stdout


@pytest.mark.parametrize("path", sorted(ICONS.rglob("*.svg")), ids=lambda path: path.stem)
def test_every_drawing_takes_the_colour_asked_for(path: Path, qapp: QApplication) -> None:
    name = str(path.relative_to(ICONS).with_suffix(""))
    picture = look.pixmap(name, "#FF0000", 48, 1.0, 2).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    inked = [picture.pixelColor(x, y) for x in range(48) for y in range(48)]
    inked = [colour for colour in inked if colour.alpha() > 100]
    assert inked
    assert all(colour.red() > 250 and colour.green() < 5 and colour.blue() < 5 for colour in inked)


def test_stylesheet_has_no_name_left_open() -> None:
    for tokens in look.THEMES.values():
        for width in (1280, 1024):
            assert "$" not in look.stylesheet(tokens, look.sizes_for(width, 96)).replace("dollar", "")


def test_a_change_of_theme_is_told_once(qapp: QApplication, qtbot: QtBot) -> None:
    told: list[str] = []

    def hear() -> None:
        told.append(look.current().code)

    look.changes.changed.connect(hear)
    look.themed(qapp, "night")
    look.themed(qapp, "night")
    look.changes.changed.disconnect(hear)
    assert told == ["night"]


def test_qt_drops_no_reference_of_none(qapp: QApplication) -> None:
    """PySide6 6.12.0 on Python 3.11 lost one reference of None with each call and aborted after some thousands."""
    label = QLabel()
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("x")
    assert abs(sys.getrefcount(None) - before) < 100


GUIDED = sorted(
    {
        (kind.title, asked.label, asked.slots)
        for kind in catalogue.KINDS
        for asked in kind.fields().values()
        if isinstance(asked, Photos) and asked.slots
    }
)


@pytest.mark.parametrize(("kind", "label", "slots"), GUIDED)
def test_every_guided_photo_has_an_outline_that_no_other_beside_it_has(
    kind: str, label: str, slots: tuple[str, ...]
) -> None:
    drawn = [OUTLINES[slot] for slot in slots]
    assert len(set(drawn)) == len(drawn), (kind, label)
    assert all((ROOT / "resources" / "icons" / f"{outline_for(slot)}.svg").is_file() for slot in slots)


def test_no_outline_is_drawn_for_nothing() -> None:
    drawn = {path.stem for path in (ICONS / "outlines").glob("*.svg")}
    sides = {
        "side-front",
        "side-left",
        "side-rear",
        "side-right",
        "side-top",
        "free",
    }  # the damage map's, the plain frame
    assert drawn == set(OUTLINES.values()) | sides
