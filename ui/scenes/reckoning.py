"""Pictures of 今日应付: the calendar, the case's choices, a case with several debtors."""

from __future__ import annotations

from functools import partial

from services.actions import allotting, finding
from services.actions.allotting import Made
from services.session import Session
from ui.components.buttons import Button
from ui.desk import OpenCase
from ui.dialogs.allotting import AllotSheet
from ui.dialogs.owing import OwingSheet
from ui.scenes.scene import Scene, Told
from ui.studio import Studio


def _opened(studio: Studio, number: str) -> OwingSheet:
    studio.go(OpenCase(number))
    studio.press("怎么算的、收款怎么抵")
    studio.settle()
    return studio.window.findChildren(OwingSheet)[-1]


def _day(studio: Studio, told: Told) -> None:
    _opened(studio, told.case).day_key.tapped.emit()
    studio.settle()


def _convention(studio: Studio, told: Told) -> None:
    _opened(studio, told.case).convention_key.tapped.emit()
    studio.settle()


def _several(studio: Studio, _told: Told) -> None:
    number = studio.ask(partial(_with_several_debtors, studio.session, studio))
    sheet = _opened(studio, number)
    for digit in "20000":
        sheet.keys.keys[digit].tapped.emit(digit)
    studio.settle()


def _with_several_debtors(session: Session, studio: Studio) -> str:
    """The first live case of several debtors whose account can be made."""
    today = studio.now.date()
    rows = finding.search(session, "", today, limit=400).rows
    for row in rows:
        account = finding.case_file(session, row.number, today).owing.account
        if account is not None and any(one.steps for one in account.owed):
            return row.number
    return rows[0].number


def _shared(session: Session, number: str, studio: Studio) -> Made:
    """The told sum among the whole series, worked out at once."""
    series = allotting.series_of(session, number)
    assert series is not None
    pieces = allotting.creditors_in_pieces(session, series, studio.now.date(), "claim")
    while True:
        try:
            next(pieces)
        except StopIteration as done:
            return allotting.make(
                session, series, done.value, "2300000", studio.now.date(), "claim", studio.now
            )


def _allotting(studio: Studio, _told: Told) -> None:
    page = studio.ask(partial(finding.search, studio.session, "", studio.now.date(), chip="series"))
    number = page.rows[0].number
    studio.go(OpenCase(number))
    studio.press(next(k.text() for k in studio.page.findChildren(Button) if k.text().startswith("案款分配")))
    studio.settle()
    sheet = studio.window.findChildren(AllotSheet)[-1]
    sheet.base.keys[1].tapped.emit()
    for digit in "2300000":
        sheet.keys.keys[digit].tapped.emit(digit)
    sheet.show_made(studio.ask(partial(_shared, studio.session, number, studio)))
    studio.settle()


SCENES: tuple[Scene, ...] = (
    Scene("08-money-day", _day),
    Scene("08-money-convention", _convention),
    Scene("08-money-several", _several),
    Scene("08-money-allotting", _allotting),
)
