"""Pictures of 车辆: the pad while it narrows, a hit, a plate that is nearly one, a row of parked cars; 交警清单."""

from __future__ import annotations

import datetime as dt
import tempfile
from functools import partial
from pathlib import Path

from services.actions import policing, spotting
from services.actions.policing import BadAnswers, Filter, RowTrouble
from services.cases.police_list import ANSWER_HEADS
from ui.desk import GoTo, OpenPolice
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
    studio.page.next_car()
    studio.settle()


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


def _police(studio: Studio, _told: Told) -> None:
    """The second list, after answers came in: one car is held, one is new."""
    session, now = studio.session, studio.now

    def first() -> None:
        if policing.last(session) is not None:
            return
        read = policing.compose(policing.material(session), Filter(least_days=180), now.date())
        given = policing.make(session, read, "常山县公安局交通警察大队", now - dt.timedelta(days=14))
        policing.give(session, given, None, now - dt.timedelta(days=14))
        rows = [
            (car.plate, state, "2026-11-22 21:40", "文峰东路", "城区中队", "王警官", "", "")
            for car, state in zip(read.cars, ("已控制", "发现未控制"), strict=False)
        ]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "反馈.csv"
            path.write_text("\n".join(",".join(row) for row in (ANSWER_HEADS, *rows)), encoding="utf-8")
            policing.take(session, path, now)

    studio.ask(first)
    studio.go(GoTo("vehicles"))
    studio.go(OpenPolice())


def _police_give(studio: Studio, told: Told) -> None:
    _police(studio, told)
    studio.press("出清单")


def _police_list(studio: Studio, told: Told) -> None:
    """The list on its pages."""
    _police(studio, told)
    studio.page.side.issues.opened.emit(studio.page.side.issues.items[0])
    studio.settle()


def _police_refused(studio: Studio, told: Told) -> None:
    _police(studio, told)
    rows = (
        RowTrouble(row=3, why="“号牌号码”一栏是“王警官”，不是号牌，各列可能错位"),
        RowTrouble(row=7, why="“查获时间”还没有到"),
    )
    studio.page._refused(BadAnswers("有 2 行不对，整份没有导入。", rows))
    studio.settle()


def _photo(studio: Studio, told: Told) -> None:
    """拍照认牌 as it is without the extra: what to install, and that typing does it too."""
    _fresh(studio, told)
    studio.press("拍照认牌")


SCENES = (
    Scene("12-vehicles", _fresh),
    Scene("12-vehicles-narrowing", _narrowing),
    Scene("12-vehicles-hit", _hit),
    Scene("12-vehicles-near", _near),
    Scene("12-vehicles-photo", _photo),
    Scene("12-vehicles-police", _police),
    Scene("12-vehicles-police-give", _police_give),
    Scene("12-vehicles-police-list", _police_list),
    Scene("12-vehicles-police-refused", _police_refused),
)
