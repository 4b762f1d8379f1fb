"""Pictures of 地图: the day's plan, the card of a door, and how an address gets its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ui.components.tasks import PlainRow
from ui.desk import GoTo
from ui.dialogs.outing import DaySheet, StopSheet
from ui.scenes.scene import Scene, Told
from ui.studio import Studio


def _empty(studio: Studio, _told: Told) -> None:
    studio.go(GoTo("map"))
    studio.settle()


def _planned(studio: Studio, told: Told) -> None:
    """The day's route proposed by deadline, on the schematic."""
    _empty(studio, told)
    studio.page.placing.stop()
    studio.page.side.propose.emit()
    studio.settle()


def _card(studio: Studio, told: Told) -> None:
    _planned(studio, told)
    studio.page.side.stops.opened.emit(studio.page.side.stops.items[0])
    studio.settle()


def _ways(studio: Studio, told: Told) -> None:
    _planned(studio, told)
    studio.page.placing.begin(studio.page.day.shown.read.stops[0])
    studio.settle()


def _pointing(studio: Studio, told: Told) -> None:
    """A finger has tapped the map, and 标在这里 waits."""
    _ways(studio, told)
    studio.press("在地图上点")
    view = studio.page.frame.map
    spot = view.viewport().rect().center() + QPoint(60, 40)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    studio.settle()


def _day(studio: Studio, told: Told) -> None:
    _planned(studio, told)
    studio.page.outing.open()
    studio.settle()


def _deed(name: str) -> Callable[[Studio, Told], None]:
    """A sheet of the day's plan."""

    def deed(studio: Studio, told: Told) -> None:
        _day(studio, told)
        sheet = next(s for s in studio.window.findChildren(DaySheet) if s.isVisible())
        sheet.deeds.opened.emit(
            next(r for r in sheet.deeds.items if isinstance(r, PlainRow) and r.payload == name)
        )
        studio.settle()

    return deed


def _stop(studio: Studio, told: Told) -> None:
    """One stop with an appointment in the afternoon."""
    _planned(studio, told)
    studio.page.outing.open_stop(studio.page.day.shown.read.stops[2])
    studio.settle()
    sheet = next(s for s in studio.window.findChildren(StopSheet) if s.isVisible())
    sheet.when.keys[4].tapped.emit()
    studio.settle()


def _alone(studio: Studio, told: Told) -> None:
    """Before going alone to a door with a safety note."""
    _planned(studio, told)
    target = next(t for t in studio.page.day.shown.read.stops if t.risk)
    studio.page.outing.go_alone(target, target.risk)
    studio.settle()


def _running(studio: Studio, told: Told) -> None:
    """The strip above the page while the time runs."""
    _planned(studio, told)
    frame = studio.window.frame
    assert frame is not None
    frame.show_check_in(studio.now + dt.timedelta(minutes=18), studio.now)
    studio.settle()


def _alarm(studio: Studio, told: Told) -> None:
    """Nobody has said that all is well."""
    _planned(studio, told)
    cover = studio.window.check_in.cover
    cover.tell(studio.now - dt.timedelta(minutes=2), studio.now)
    cover.cover()
    studio.settle()


SCENES: tuple[Scene, ...] = (
    Scene("11-map-empty", _empty),
    Scene("11-map", _planned),
    Scene("11-map-card", _card),
    Scene("11-map-place", _ways),
    Scene("11-map-pointing", _pointing),
    Scene("11-map-outing", _day),
    Scene("11-map-stop", _stop),
    Scene("11-map-pack", _deed("pack")),
    Scene("11-map-car", _deed("car")),
    Scene("11-map-desk", _deed("desk")),
    Scene("11-map-file", _deed("file")),
    Scene("11-map-alone", _alone),
    Scene("11-map-running", _running),
    Scene("11-map-alarm", _alarm),
)
