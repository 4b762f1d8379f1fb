"""The event loop while photos, a docket and papers pass through the program: longest stall, peak memory, longest wait."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services.actions import issuing, materials, recording
from services.hub import desk
from services.position.fix import NoFix
from services.records.kinds.visit import Visit
from services.session import Session
from tests.bench import photos
from tests.bench.conftest import NOW, Big, tell
from tests.journeys.hands import turn
from ui import application, docket_loading
from ui.background import SAVING, Background
from ui.forms.intake import Intake

TURNS, BEAT_MS, AFTER_MS, KEEP_MS = 3, 4, 80, 100
BAR_S = 0.05
PATIENCE = 300_000


class Heartbeat(QObject):
    """Beats every few milliseconds; the longest gap is how long the screen stood still."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def stop(self) -> float:
        """The longest gap in seconds; waits a little, or a stall at the end would be missed."""
        turn(AFTER_MS)
        self._timer.stop()
        return self.longest


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    """The program's three lanes, and its way with threads and the collector."""
    application.sys.setswitchinterval(application.SWITCH_SECONDS)
    application.set_aside()
    made = Background()
    yield made
    made.close()
    gc.unfreeze()


def longest(job: Callable[[], None]) -> float:
    """The longest stall during one run of a job that keeps the event loop turning."""
    beat = Heartbeat()
    job()
    return beat.stop()


def told(what: str, stalls: list[float], more: str = "") -> None:
    best = min(stalls)
    tell(
        f"longest stall while {what}: {best * 1000:.0f} ms, best of {len(stalls)} "
        f"({', '.join(f'{s * 1000:.0f}' for s in stalls)}); bar 50{more}",
        held=best <= BAR_S,
    )
    assert best <= BAR_S


def _more_than(found: list[object], count: int) -> bool:
    return len(found) > count


class Peak:
    """Resident memory, looked at while a job runs."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self.first = self.highest = self._process.memory_info().rss
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(20)

    def _look(self) -> None:
        self.highest = max(self.highest, self._process.memory_info().rss)

    @property
    def growth_mb(self) -> float:
        """How much more than at the beginning, at the highest."""
        return (self.highest - self.first) / 1e6


def test_a_hundred_photos(session: Session, background: Background, qtbot: QtBot, tmp_path: Path) -> None:
    paths = photos.make(tmp_path)
    owner = QWidget()
    qtbot.addWidget(owner)
    intake, taken, troubles = Intake(session, background, owner), [], []

    def take(part: list[Path]) -> None:
        wanted = len(taken) + len(part)
        for path in part:
            intake.take_photo(
                path, "现场", "folder", lambda photo, small: taken.append(photo), troubles.append
            )
        qtbot.waitUntil(lambda: len(taken) + len(troubles) >= wanted, timeout=PATIENCE)

    peak, begun = Peak(), time.perf_counter()
    stalls = [longest(partial(take, paths[turn::TURNS])) for turn in range(TURNS)]
    spent, total = time.perf_counter() - begun, sum(p.stat().st_size for p in paths) / 1e6
    assert troubles == []
    assert len({photo.attachment.digest for photo in taken}) == len(paths)
    told(
        f"{len(paths)} photos of 12 MP ({total:.0f} MB) are taken in",
        stalls,
        f"; {spent:.1f} s, memory at most {peak.growth_mb:.0f} MB above the beginning ({peak.first / 1e6:.0f} MB)",
    )


class Typist:
    """An officer who types on while something else is done: the longest that a draft waited to be kept, in seconds."""

    def __init__(self, session: Session, background: Background) -> None:
        number = session.vault.db.execute("SELECT number FROM docket_case LIMIT 1").fetchone()[0]
        draft = recording.start(session, Visit, [number], NOW, NoFix(reason="室内", at=NOW))
        self._keep = partial(recording.keep, session, draft, NOW)
        self._background, self.at_rest, self.longest = background, True, 0.0
        self._timer = QTimer(background)
        self._timer.timeout.connect(self._type)
        self._timer.start(KEEP_MS)

    def stop(self) -> None:
        """No more keys."""
        self._timer.stop()

    def _type(self) -> None:
        if self.at_rest:
            self.at_rest = False
            kept = partial(self._kept, time.perf_counter())
            self._background.run(self._keep, then=kept, priority=SAVING)

    def _kept(self, begun: float, _: object) -> None:
        self.longest = max(self.longest, time.perf_counter() - begun)
        self.at_rest = True


@pytest.mark.parametrize("changed", [False, True], ids=["renewed", "changed"])
def test_a_docket_of_22000_cases(
    big: Big, session: Session, background: Background, qtbot: QtBot, changed: bool
) -> None:
    stalls, waits = [], []

    def load(path: Path) -> None:
        done: list[object] = []
        typist = Typist(session, background)
        docket_loading.load(
            background, session.vault, path, "", then=done.append, failed=done.append, owner=background
        )
        qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE)
        typist.stop()
        qtbot.waitUntil(lambda: typist.at_rest, timeout=PATIENCE)
        assert not isinstance(done[0], BaseException), done
        waits.append(typist.longest)

    for _ in range(TURNS):
        made = desk.issue_docket(
            big.root / "court", session.officer.id, big.root / "again", now=NOW, device=session.device
        )
        if changed:
            session.vault.db.execute("UPDATE docket_case SET digest = zeroblob(32)")
        stalls.append(longest(partial(load, made.file)))
    told(
        f"a docket of 22,000 cases is loaded, {'every case changed' if changed else 'none of them changed'}",
        stalls,
        f"; a draft then waited at most {min(waits):.1f} s to be kept",
    )


def test_papers(session: Session, background: Background, qtbot: QtBot) -> None:
    number = session.vault.db.execute("SELECT number FROM docket_case LIMIT 1").fetchone()[0]
    draft = recording.start(session, Visit, [number], NOW, NoFix(reason="室内", at=NOW)).answered(
        "outcome", "无人"
    )
    entry = recording.commit(session, recording.confirm_all(session, draft, NOW), NOW)
    made: list[object] = []

    def make() -> None:
        for _ in range(10):
            begun, before = materials.of_entry(session, "record_sheet", entry.id, NOW), len(made)
            background.run(partial(materials.build, begun), then=made.append, failed=made.append, lane="work")
            qtbot.waitUntil(partial(_more_than, made, before), timeout=PATIENCE)

    stalls = [longest(make) for _ in range(TURNS)]
    assert all(isinstance(m, materials.Made) for m in made), made
    told("ten papers are made", stalls)


def test_memory_does_not_grow_with_the_papers(session: Session) -> None:
    number = session.vault.db.execute("SELECT number FROM docket_case LIMIT 1").fetchone()[0]
    draft = recording.start(session, Visit, [number], NOW, NoFix(reason="室内", at=NOW)).answered(
        "outcome", "无人"
    )
    entry = recording.commit(session, recording.confirm_all(session, draft, NOW), NOW)
    issuing.issue(session, "record_sheet", entry.id, NOW)
    before = psutil.Process().memory_info().rss
    for _ in range(100):
        issuing.issue(session, "record_sheet", entry.id, NOW)
    growth = (psutil.Process().memory_info().rss - before) / 1e6
    tell(f"memory after 100 papers: {growth:+.1f} MB; bar 20", held=growth <= 20)
    assert growth <= 20
