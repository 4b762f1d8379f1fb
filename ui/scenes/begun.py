"""What scenes of records share: a fresh record of the told case about its thing, and answers given to it."""

from __future__ import annotations

from functools import partial
from typing import Any

from services.actions import finding
from services.errors import FieldworkError
from services.records.record import Record
from ui.desk import OpenCase, StartRecord
from ui.scenes.scene import Told
from ui.studio import Studio


def begin(studio: Studio, told: Told, kind: type[Record]) -> Any:
    """The page of a fresh record of this kind."""
    studio.go(OpenCase(told.case))
    studio.go(StartRecord(kind, (told.case,), _thing(studio, told, kind)))
    if studio.page.form is None:
        raise FieldworkError(f"“{kind.title}”没有打开，拍不了：{studio.page.banner.accessibleName()}")
    return studio.page


def answer(studio: Studio, **answers: Any) -> None:
    """Answers as the editors give them."""
    for name, value in answers.items():
        studio.page.form.answered.emit(name, value, False)
        studio.settle()


def _thing(studio: Studio, told: Told, kind: type[Record]) -> str:
    """What this kind is about in the case: of the measures the one in use, else the first thing there is."""
    if kind.about_measures:
        file = studio.ask(partial(finding.case_file, studio.session, told.case, studio.now.date()))
        held = [h for one in file.measures if kind.fits(h := one.as_found)]
        return next((h.measure.id for h in held if h.measure.in_use), held[0].measure.id if held else "")
    case = studio.ask(partial(finding.cases, studio.session, (told.case,)))
    return next((thing.id for thing in kind.things(case)), "")
