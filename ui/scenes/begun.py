"""What scenes of records share: a fresh record of the told case about its thing, and answers given to it or to a draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

from services.actions import finding, recording
from services.docket.case import Case
from services.errors import FieldworkError
from services.position.fix import NoFix
from services.records.draft import Draft
from services.records.record import Record
from services.session import Session
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


def drafted(
    session: Session, case: Case, kind: type[Record], at: dt.datetime, answers: Mapping[str, Any]
) -> Draft:  # fmt: skip
    """A draft of an earlier day with its answers, no page being shown for it."""
    nowhere = NoFix(reason="没有接收机", at=at)
    along = tuple(c.name for c in session.colleagues[:1])
    draft = recording.start(session, kind, (case.number,), at, nowhere, companions=along)
    for name, value in answers.items():
        draft = draft.answered(name, value)
    return draft


def _thing(studio: Studio, told: Told, kind: type[Record]) -> str:
    """What this kind is about in the case: of the measures the one in use, else the first thing there is."""
    if kind.about_measures:
        file = studio.ask(partial(finding.case_file, studio.session, told.case, studio.now.date()))
        held = [h for one in file.measures if kind.fits(h := one.as_found)]
        return next((h.measure.id for h in held if h.measure.in_use), held[0].measure.id if held else "")
    case = studio.ask(partial(finding.cases, studio.session, (told.case,)))
    return next((thing.id for thing in kind.things(case)), "")
