"""Pictures of every page and state, in three themes and two sizes, over a demo that is thrown away."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from services.session import Session
from ui import application, look
from ui.scenes import doors, finished, gallery, inside, lease
from ui.scenes import shared as shared_scenes
from ui.scenes.doors import Court
from ui.scenes.finished import Samples
from ui.scenes.shared import Shared
from ui.studio import DPI, SIZES, Stock, Studio

Opening = Callable[[Path, dt.datetime], Session]


def take(
    folder: Path, *, opening: Opening, court: Court, stock: Stock, samples: Samples, shared: Shared,
    now: dt.datetime, only: str = "",
) -> int:  # fmt: skip
    """Takes every picture whose name contains `only` into `folder`; 0 when there was any, 2 when there was none.

    `opening` makes the demo under a folder, `court` answers a request file there, `stock` fills the yard with cars,
    `samples` finish a record of every kind, `shared` has what others bring. The same `now` and
    seed give the same pictures, but for fingerprints and digests: those are of keys made anew each time.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = application.make_application()
    look.themed(app, "day", SIZES[0][0], DPI)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="fieldwork-pictures-") as made:
        studio = Studio(app, folder, only, now)
        try:
            walk(studio, Path(made), opening, court, stock)
            finished.take(studio, Path(made) / "finished", samples)
            shared_scenes.take(studio, Path(made) / "shared", shared)
        finally:
            studio.end()
    print(f"拍了 {len(studio.taken)} 张。")
    return 0 if studio.taken else 2


def walk(studio: Studio, root: Path, opening: Opening, court: Court, stock: Stock) -> None:
    """Leads the studio through every wanted scene; what it needs is made under `root`."""
    gallery.take(studio)
    if not any(studio.wanted(name) for part in (doors, inside, lease) for name in part.NAMES):
        return
    studio.stock = stock
    demo = root / "demo"
    studio.open(demo, partial(opening, demo, studio.now))
    officer = studio.session.officer
    inside.take(studio)
    doors.take_lock(studio)
    doors.take_first_start(studio, root / "fresh", court, demo, officer)
    doors.take_pin(studio, root / "pin", demo)
    doors.take_wait(studio, root / "waiting", demo)
    lease.take(studio, demo, partial(opening, demo, studio.now))
