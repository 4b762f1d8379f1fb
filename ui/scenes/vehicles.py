"""Pictures of 车辆: the pad while it narrows, a hit, a plate that is nearly one, and a row of parked cars."""

from __future__ import annotations

from functools import partial

from services.actions import spotting
from ui.desk import GoTo
from ui.scenes.scene import Scene, Told
from ui.studio import Studio

PLATE = "浙HYS9A7"  # of the case that the demo tells in full
ROW = ("浙HD52？6", "赣E7M209", "浙H9A8K7", "浙HYS0A4")


def _type(studio: Studio, text: str) -> None:
    """A plate on the pad's keys, over the head that stands there."""
    studio.page.next_car()
    pad = studio.page.pad
    while pad.text and not text.startswith(pad.text):
        pad.keys["back"].tapped.emit("")
    for sign in text[len(pad.text) :]:
        if sign not in pad.keys:
            pad.show_page("all")
        pad.keys[sign].tapped.emit(sign)
    studio.settle()


def _fresh(studio: Studio, _told: Told) -> None:
    studio.ask(partial(spotting.keep_row, studio.session, ()))
    studio.go(GoTo("vehicles"))


def _narrowing(studio: Studio, told: Told) -> None:
    _fresh(studio, told)
    _type(studio, PLATE[:4])


def _hit(studio: Studio, told: Told) -> None:
    """The fifth car of a row is the wanted one."""
    _fresh(studio, told)
    for text in (*ROW, PLATE):
        _type(studio, text)


def _near(studio: Studio, told: Told) -> None:
    _fresh(studio, told)
    _type(studio, PLATE.replace("S", "5"))


SCENES = (
    Scene("12-vehicles", _fresh),
    Scene("12-vehicles-narrowing", _narrowing),
    Scene("12-vehicles-hit", _hit),
    Scene("12-vehicles-near", _near),
)
