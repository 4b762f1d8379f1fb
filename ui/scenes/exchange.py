"""Pictures of 同步: before the first exchange, and after one with the demo's hub."""

from __future__ import annotations

import time

from services.errors import FieldworkError
from ui.desk import GoTo
from ui.scenes.scene import Scene, Told
from ui.studio import Studio

PATIENCE_SECONDS = 30.0


def _before(studio: Studio, _told: Told) -> None:
    studio.go(GoTo("exchange"))


def _after(studio: Studio, _told: Told) -> None:
    studio.go(GoTo("exchange"))
    ended: list[object] = []
    dock = studio.page.dock
    dock.done.connect(ended.append)
    dock.failed.connect(ended.append)
    dock.start()
    until = time.monotonic() + PATIENCE_SECONDS
    while not ended and time.monotonic() < until:
        studio.settle()
    if not ended or isinstance(ended[0], Exception):
        raise FieldworkError(f"演示的院端没有应答，拍不了同步之后的样子：{ended}")
    studio.settle()


SCENES = (Scene("12-exchange-before", _before), Scene("12-exchange", _after))
