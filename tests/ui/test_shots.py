"""The pictures: they are taken, whole and alike each time; and on every page in both sizes nothing is too small or cut."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from services import clock
from services.demo import finished, road, sharing, yard
from services.hub import commands as hub_commands
from services.hub import desk
from services.records import catalogue
from tests.patience import PROGRAM_S
from ui import shots
from ui.components import painting
from ui.components.rows import RowList
from ui.scenes import finished as finished_scenes
from ui.scenes import shared as shared_scenes
from ui.studio import Studio

ROOT = Path(__file__).parents[2]
NOW = dt.datetime(2026, 11, 24, 10, 24, tzinfo=clock.ZONE)
TOUCH = 48
# Names of things that have no Chinese name: files and ports, programs, the satellites, the keys of a keyboard.
PROPER = re.compile(
    r"\S*\.cf-(request|enrolment|docket)|/dev/\w+|COM\d|Fcitx|IBus|Ctrl|Python|PySide6|Qt|km|"
    r"[0-9a-f]{4,}(-[0-9a-f]{3,})*|sqlite-utils|SQLCipher|reportlab|pyrage|pypdfium2|cryptography|Apache|Noto Sans"
)


def take(folder: Path, only: str) -> list[Path]:
    command = [sys.executable, "main.py", "shots", str(folder), "--today", "2026-11-24", "--only", only]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PROGRAM_S, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return sorted(folder.glob("*.png"))


@pytest.fixture(scope="module")
def today_pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return take(tmp_path_factory.mktemp("once"), "02-today-clear")


def test_a_page_is_pictured_in_three_themes_and_two_sizes(today_pictures: list[Path]) -> None:
    sizes = {path.stem: (QImage(str(path)).width(), QImage(str(path)).height()) for path in today_pictures}
    assert sizes == {
        f"02-today-clear-{theme}{tail}": size
        for theme in ("day", "sun", "night")
        for tail, size in (("", (1280, 800)), ("-1024", (1024, 640)))
    }


def test_no_picture_is_blank(today_pictures: list[Path]) -> None:
    for path in today_pictures:
        image = QImage(str(path)).scaled(64, 40)
        colours = {image.pixel(x, y) for x in range(64) for y in range(40)}
        assert len(colours) > 20, path.name


def test_the_same_day_and_seed_give_the_same_bytes(today_pictures: list[Path], tmp_path: Path) -> None:
    again = take(tmp_path, "02-today-clear")
    assert [p.read_bytes() for p in again] == [p.read_bytes() for p in today_pictures]


def test_asking_for_a_picture_that_does_not_exist_is_no_success(tmp_path: Path) -> None:
    command = [sys.executable, "main.py", "shots", str(tmp_path), "--only", "no-such-page"]
    assert (
        subprocess.run(command, cwd=ROOT, capture_output=True, timeout=PROGRAM_S, check=False).returncode == 2
    )


# Where words may end in dots at 1024: what is shortened, and why it is meant. The whole stands on the page that opens.
MEANT = {
    r".+ → .+": "who against whom in a row of a list: names of companies are as long as they like",
    r"财产报告期满（.+）": "the one whose term is over, by his full name, in the title of a row",
    r"准印 \d+ 份.+": "receiver and number in a list of hundreds, whose rows are all of one height",
    r".*系列案": "the name of a series with its developer and its cause, in a head of two lines",
}


@dataclass
class Findings:
    """What was found on all pages, sentence by sentence."""

    pages: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    elided: list[str] = field(default_factory=list)


class Inspector(Studio):
    """Looks at what the studio would grab instead of grabbing it."""

    def __init__(self, app: QApplication, folder: Path, only: str = "-day") -> None:
        super().__init__(app, folder, only, NOW)
        self.found = Findings()

    def keep(self, widget: QWidget, name: str) -> None:
        found = self.found
        found.pages.append(name)
        if name.endswith("-1024"):
            found.elided += [f"{name}: {say}" for say in elided(widget)]
        for part in widget.findChildren(QWidget):
            if part.isVisible() and not part.visibleRegion().isEmpty():
                found.low += [f"{name}: {say}" for say in too_low(part)]
                found.cut += [f"{name}: {say}" for say in cut(part, widget)]
                found.nameless += [f"{name}: {say}" for say in nameless(part)]
                found.foreign += [f"{name}: {say}" for say in foreign(part)]


def too_low(part: QWidget) -> Iterator[str]:
    if isinstance(part, QAbstractButton) and part.text() and part.height() < TOUCH and _touched(part):
        yield f"{part.text()} is {part.height()} high"


def cut(part: QWidget, whole: QWidget) -> Iterator[str]:
    if isinstance(part, QAbstractButton) and part.text():
        if part.width() < part.sizeHint().width():
            yield f"key {part.text()} {part.width()} of {part.sizeHint().width()}"
        spot = QRect(part.mapTo(whole, QPoint(0, 0)), part.size())
        if spot.left() < 0 or spot.right() > whole.width():
            yield f"key {part.text()} leaves the window"
    if isinstance(part, QLineEdit) and part.height() < part.fontMetrics().height():
        yield f"line {part.accessibleName()} is {part.height()} high"
    if isinstance(part, QLabel) and part.text():
        if not part.wordWrap() and part.width() < part.sizeHint().width():
            yield f"words {part.text()} {part.width()} of {part.sizeHint().width()}"
        elif part.wordWrap() and part.height() < part.heightForWidth(part.width()):
            yield f"lines {part.text()} {part.height()} of {part.heightForWidth(part.width())}"


def elided(whole: QWidget) -> Iterator[str]:
    """Whatever is painted with dots at its end; in its middle an address or a name keeps head and tail, which is meant."""
    asked: list[tuple[str, str]] = []
    shortened = painting.shortened

    def noting(text: str, metrics: QFontMetricsF, mode: Qt.TextElideMode, width: float) -> str:
        shown = shortened(text, metrics, mode, width)
        if shown != text and mode is not Qt.TextElideMode.ElideMiddle:
            asked.append((text, shown))
        return shown

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(painting, "shortened", noting)
        whole.grab()
    return (f"{shown} of {text}" for text, shown in asked if not any(re.fullmatch(m, text) for m in MEANT))


def nameless(part: QWidget) -> Iterator[str]:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)
    if (isinstance(part, kinds) or part.focusPolicy() != Qt.FocusPolicy.NoFocus) and _touched(part):
        inner = isinstance(part.parentWidget(), QAbstractItemView | QScrollArea)
        if not inner and not part.accessibleName():
            yield f"{type(part).__name__} in {type(part.parentWidget()).__name__}"


def foreign(part: QWidget) -> Iterator[str]:
    words = [part.accessibleName()]
    if isinstance(part, QLabel | QAbstractButton | QLineEdit):
        words.append(part.text())
    if isinstance(part, QLineEdit | QPlainTextEdit):
        words.append(part.placeholderText())
    if isinstance(part, RowList):
        words += [item.spoken for item in part.items]
    for word in words:
        if re.search(r"[a-z]{2,}", PROPER.sub("", word)):
            yield word


def _touched(part: QWidget) -> bool:
    return not part.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


@pytest.fixture(scope="module")
def found(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """One walk through every page in both sizes."""

    def court(demo: Path, request: Path, officer: str, out: Path, now: dt.datetime) -> tuple[Path, Path]:
        done = desk.enroll(demo / "court", request, officer, out, now=now)
        assert done.docket is not None
        return done.enrolment, done.docket

    root = tmp_path_factory.mktemp("walk")
    inspector = Inspector(qapp, root)
    with hub_commands.beside(lambda: inspector.now) as serve:
        try:
            shots.walk(inspector, root, partial(road.travel, serve=serve), court, yard.stock)
        finally:
            inspector.end()
    return inspector.found


@pytest.fixture(scope="module")
def found_finished(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """A walk through a finished record of every kind in the small size alone: there what does not fit shows first."""
    root = tmp_path_factory.mktemp("finished")
    inspector = Inspector(qapp, root, "-day-1024")
    samples = finished_scenes.Samples(now=finished.NOW, opened=finished.opened, finish=finished.finish)
    try:
        finished_scenes.take(inspector, root, samples)
    finally:
        inspector.end()
    return inspector.found


@pytest.fixture(scope="module")
def found_shared(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """A walk through what an exchange brings, in the small size alone."""
    root = tmp_path_factory.mktemp("shared")
    inspector = Inspector(qapp, root, "-day-1024")
    with hub_commands.beside(lambda: finished.NOW) as serve:
        shared = shared_scenes.Shared(
            now=finished.NOW,
            opened=lambda folder: sharing.opened(folder, serve),
            record=sharing.colleagues_record,
        )
        try:
            shared_scenes.take(inspector, root, shared)
        finally:
            inspector.end()
    return inspector.found


def test_what_an_exchange_brings_is_seen_read_and_worked_like_every_page(found_shared: Findings) -> None:
    assert {page.removesuffix("-day-1024") for page in found_shared.pages} == set(shared_scenes.NAMES)
    faults = [*found_shared.low, *found_shared.cut, *found_shared.nameless, *found_shared.foreign]
    assert not faults, "\n".join(faults)


def test_every_kind_is_seen_finished_and_with_its_papers(found_finished: Findings) -> None:
    names = {page.removesuffix("-day-1024") for page in found_finished.pages}
    assert {finished_scenes.record_name(kind) for kind in catalogue.KINDS} <= names
    assert {finished_scenes.papers_name(kind) for kind in catalogue.KINDS} <= names


def test_a_finished_record_of_every_kind_is_read_and_worked_like_every_page(found_finished: Findings) -> None:
    found = found_finished
    faults = [*found.low, *found.cut, *found.nameless, *found.foreign, *found.elided]
    assert not faults, "\n".join(faults)


def test_a_walk_of_many_minutes_does_not_lock_the_vault(qapp: QApplication, tmp_path: Path) -> None:
    inspector = Inspector(qapp, tmp_path)
    try:
        window = inspector.open(tmp_path / "demo", partial(road.travel, tmp_path / "demo", NOW))
        window.idle.setMinutes(1)
        window.idle._last = (0.0, -3600.0)  # nobody has touched it for an hour
        inspector.settle()
        window.idle.look()
        assert window.session is not None
    finally:
        inspector.end()


def test_the_walk_saw_every_page_in_both_sizes(found: Findings) -> None:
    small = {page.removesuffix("-day-1024") for page in found.pages if page.endswith("-1024")}
    large = {page.removesuffix("-day") for page in found.pages if page.endswith("-day")}
    tall_galleries = {"13-components-keys", "13-components-tools"}
    assert large - small == tall_galleries
    for page in ("00-first-1-who", "01-unlock", "02-today", "03-cases", "04-case-1-overview", "06-visit-1",
                 "07-vehicle-seizure-1", "08-record", "09-settings-1", "11-lease-over", "12-exchange"):  # fmt: skip
        assert page in large


def test_every_key_with_words_is_high_enough_for_a_gloved_finger(found: Findings) -> None:
    assert not found.low, "\n".join(found.low)


def test_no_words_are_cut(found: Findings) -> None:
    assert not found.cut, "\n".join(found.cut)


def test_nothing_is_elided_at_the_small_size_but_what_is_meant_to_be(found: Findings) -> None:
    assert not found.elided, "\n".join(found.elided)


def test_whatever_can_be_worked_has_a_name(found: Findings) -> None:
    assert not found.nameless, "\n".join(found.nameless)


def test_screens_speak_chinese(found: Findings) -> None:
    assert not found.foreign, "\n".join(found.foreign)
