"""Pictures of 今日应付: the calendar, the case's choices, a case with several debtors."""

from __future__ import annotations

from functools import partial

from services.actions import finding
from services.session import Session
from ui.desk import OpenCase
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


SCENES: tuple[Scene, ...] = (
    Scene("08-money-day", _day),
    Scene("08-money-convention", _convention),
    Scene("08-money-several", _several),
)
