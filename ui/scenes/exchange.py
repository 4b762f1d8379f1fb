"""Pictures of 同步: before the first exchange, after one with the demo's hub, and the sealed papers it has brought."""

from __future__ import annotations

import time

from services.actions import sealed
from services.errors import FieldworkError
from ui.desk import GoTo, OpenCase, OpenCasePapers
from ui.docking import Dock
from ui.scenes.papers import sealed_series
from ui.scenes.scene import Scene, Told
from ui.studio import Studio

PATIENCE_SECONDS = 30.0


def _before(studio: Studio, _told: Told) -> None:
    studio.go(GoTo("exchange"))


def _after(studio: Studio, _told: Told) -> None:
    exchanged(studio)


def exchanged(studio: Studio) -> None:
    """To 同步, and through an exchange."""
    studio.go(GoTo("exchange"))
    end_of(studio, studio.page.dock)


def end_of(studio: Studio, dock: Dock) -> None:
    """Starts what goes by the line and waits for its end; raises where the hub does not answer."""
    ended: list[object] = []
    dock.done.connect(ended.append)
    dock.failed.connect(ended.append)
    dock.start()
    until = time.monotonic() + PATIENCE_SECONDS
    while not ended and time.monotonic() < until:
        studio.settle()
    if not ended or isinstance(ended[0], Exception):
        raise FieldworkError(f"演示的院端没有应答，拍不了同步之后的样子：{ended}")
    studio.settle()


def _sealed(studio: Studio, told: Told) -> None:
    """What the court has sealed, at the page with the seal, once an exchange has brought it."""
    _after(studio, told)
    number = studio.ask(lambda: sealed.cases(studio.session))[0]
    studio.go(OpenCase(number))
    studio.go(OpenCasePapers(number))
    studio.settle()
    studio.page.preview.show_page(1)
    studio.settle()


def _sealed_series(studio: Studio, told: Told) -> None:
    """The households for which the court has sealed a notice can be printed in one go."""
    _after(studio, told)
    number = studio.ask(lambda: sealed.cases(studio.session))[-1]
    studio.go(OpenCase(number))
    sealed_series(studio, number, "execution_notice")


def _day(studio: Studio, told: Told) -> None:
    _before(studio, told)
    studio.page.close_key.click()
    studio.settle()


SCENES = (
    Scene("12-exchange-before", _before),
    Scene("12-exchange", _after),
    Scene("12-sealed-paper", _sealed),
    Scene("12-sealed-series", _sealed_series),
    Scene("12-exchange-day", _day),
)
