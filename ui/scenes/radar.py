"""Pictures of 到期雷达, of its sheets, and of the case page that it leads to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from services.actions import finding
from services.session import Session
from ui.components.scroll import Scroll
from ui.desk import GoTo, OpenCase
from ui.scenes.scene import Scene, Told
from ui.studio import Studio

MORNINGS = "900956"  # the serial of the case at whose door nobody opened


def _radar(chip: str = "", series: str = "") -> Callable[[Studio, Told], None]:
    def deed(studio: Studio, _told: Told) -> None:
        studio.go(GoTo("radar"))
        studio.page.clear()
        studio.go(GoTo("radar", chip=chip, search=series))

    return deed


def _radar_sort(studio: Studio, _told: Told) -> None:
    """The sheet that asks for one sort of deadline."""
    studio.go(GoTo("radar", chip="30"))
    studio.press("种类：全部")


def _radar_renewals(studio: Studio, _told: Told) -> None:
    """Only measures: what renews them, and what is still to be found."""
    studio.go(GoTo("radar", chip="90"))
    studio.page.narrow(sort="measure")
    studio.settle()


def _radar_advice(studio: Studio, _told: Told) -> None:
    """What is to be done where the program has no paper or record for it."""
    studio.go(GoTo("radar", chip="30"))
    page = studio.page
    found = next(i for i in page.list.items if any(key.advice for key in i.keys) and i.row.due.sort == "term")
    page.list.answered.emit(found, found.keys[-1])


def _radar_calendar(studio: Studio, _told: Told) -> None:
    studio.go(GoTo("radar", chip="7"))
    studio.press("导出日历")


def _radar_list(studio: Studio, _told: Told) -> None:
    """The list on its pages, before it is printed."""
    studio.go(GoTo("radar", chip="7"))
    studio.press("到期清单")


def _closing(studio: Studio, told: Told) -> None:
    """The case that lacks only consent and a few days."""
    number = studio.ask(partial(_case_of, studio.session, MORNINGS))
    studio.go(OpenCase(number))
    pane = next(s for s in studio.page.findChildren(Scroll) if s.isVisible())
    bar = pane.verticalScrollBar()
    bar.setValue(bar.maximum())
    studio.settle()


def _closing_sheet(studio: Studio, told: Told) -> None:
    """Every condition with what the record says of it."""
    _closing(studio, told)
    studio.press("看依据和办法")


def _case_of(session: Session, serial: str) -> str:
    return finding.search(session, serial, dt.date.min).rows[0].number


SCENES = (
    Scene("02-radar", _radar()),
    Scene("02-radar-7", _radar("7")),
    Scene("02-radar-nothing", _radar("undated")),
    Scene("02-radar-sort", _radar_sort),
    Scene("02-radar-renewals", _radar_renewals),
    Scene("02-radar-advice", _radar_advice),
    Scene("02-radar-calendar", _radar_calendar),
    Scene("02-radar-list", _radar_list),
    Scene("04-case-closing-radar", _closing),
    Scene("04-case-closing-radar-sheet", _closing_sheet),
)
