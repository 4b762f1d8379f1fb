"""Pictures of an open vault: 今日, 案件, a case, 新建记录, the records being written, a finished one, 设置."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage

from services.actions import evidence, finding, gathering, recording
from services.errors import NotAllowed
from services.position.fix import NoFix
from services.records import catalogue
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.kinds.visit import FAMILY, NOBODY, Visit
from services.records.record import Record
from services.records.values import Line, Person, Photo
from services.session import Session
from ui.components.notices import RiskBanner
from ui.desk import (
    ChooseKind,
    CorrectEntry,
    GoTo,
    OpenCaptures,
    OpenCase,
    OpenEntry,
)
from ui.dialogs.owing import OwingSheet
from ui.forms.form import parts_of
from ui.pages.settings import SECTIONS
from ui.scenes import (
    acts,
    eviction,
    exchange,
    followed,
    money,
    papers,
    places,
    radar,
    reckoning,
    talks,
    vehicles,
    yard,
)
from ui.scenes.begun import answer, begin
from ui.scenes.scene import Scene, Told
from ui.studio import SIZES, Studio

DEBTOR = "何岩松"  # of the case that the demo tells in full
TABS = ("overview", "parties", "property", "timeline")


def take(studio: Studio) -> None:
    """Every scene in both sizes, each page made anew for its size."""
    wanted = [scene for scene in SCENES if studio.wanted(scene.name)]
    if not wanted:
        return
    told = studio.ask(partial(_tell, studio.session, studio.now))
    for size in SIZES:
        studio.dress("day", size)
        studio.settle()
        for scene in wanted:
            scene.deed(studio, told)
            studio.shoot(scene.name)
            _forget(studio)


def _tell(session: Session, now: dt.datetime) -> Told:
    """A visit of this morning with nobody home, corrected a little later."""
    case = finding.search(session, DEBTOR, now.date()).rows[0].number
    at = now - dt.timedelta(minutes=85)
    nowhere = NoFix(reason="没有接收机", at=at)
    along = tuple(c.name for c in session.colleagues[:1])
    draft = recording.start(session, Visit, (case,), at, nowhere, companions=along)
    draft = draft.answered("outcome", NOBODY)
    draft = draft.answered("next_steps", ("换时间再去",))
    entry = recording.commit(session, recording.confirm_all(session, draft, at), at)
    later = at + dt.timedelta(minutes=12)
    again = recording.correct(session, entry.id, "漏记敲门情况", later)
    again = again.answered("knocked", "多次敲门无应答")
    done = recording.commit(session, recording.confirm_all(session, again, later), later)
    return Told(case, done.id)


def _forget(studio: Studio) -> None:
    """Leaves the page and drops the drafts, so that every scene begins alike."""
    studio.window.check_in.cover.hide()
    if studio.window.frame is not None:
        studio.window.frame.show_check_in(None, studio.now)
    studio.go(GoTo("today"))
    session = studio.session

    def drop() -> None:
        for draft in recording.drafts(session):
            recording.discard(session, draft.id)

    studio.ask(drop)
    studio.go(GoTo("today"))


def _today(studio: Studio, told: Told) -> None:
    """今日 with two records begun."""
    session, now = studio.session, studio.now
    nowhere = NoFix(reason="没有接收机", at=now)

    def begin() -> None:
        for kind, minutes in zip(catalogue.KINDS, (24, 7), strict=False):
            at = now - dt.timedelta(minutes=minutes)
            recording.keep(session, recording.start(session, kind, (told.case,), at, nowhere), at)

    studio.ask(begin)
    studio.go(GoTo("today"))


def _today_clear(studio: Studio, _told: Told) -> None:
    studio.go(GoTo("today"))


def _cases(search: str) -> Callable[[Studio, Told], None]:
    return lambda studio, _told: studio.go(GoTo("cases", chip="all", search=search))


def _case(tab: str) -> Callable[[Studio, Told], None]:
    return lambda studio, told: studio.go(OpenCase(told.case, tab))


def _risk(studio: Studio, told: Told) -> None:
    studio.go(OpenCase(told.case))
    studio.page.findChild(RiskBanner).tapped.emit()
    studio.settle()


def _kinds(studio: Studio, told: Told) -> None:
    studio.go(OpenCase(told.case))
    studio.go(ChooseKind((told.case,)))


def _pick_case(studio: Studio, _told: Told) -> None:
    studio.go(GoTo("today"))
    studio.press("记上门")


def _part(kind: type[Record], part: int) -> Callable[[Studio, Told], None]:
    """One part of a fresh record."""

    def deed(studio: Studio, told: Told) -> None:
        begin(studio, told, kind).form.open(part)
        studio.settle()

    return deed


def _nobody(studio: Studio, told: Told) -> None:
    begin(studio, told, Visit)
    answer(studio, outcome=NOBODY)


def _family(studio: Studio, told: Told) -> None:
    """The wife at the door, with what she said."""
    page = begin(studio, told, Visit)
    wife = Person(name="徐云芝", role="成年家属", relation="妻子")
    said = (
        Line(sort="问", text="何岩松在家吗？"),
        Line(sort="答", text="不在，在外务工，过年才回来。"),
    )
    answer(studio, outcome=FAMILY, met=(wife,), id_shown=True, said=said)
    page.form.open(min(1, len(parts_of(Visit)) - 1))
    studio.settle()


def _duties(studio: Studio, told: Told) -> None:
    _family(studio, told)
    studio.page.gate.open()
    studio.settle()


def _vehicle_duties(studio: Studio, told: Told) -> None:
    begin(studio, told, VehicleSeizure).gate.open()
    studio.settle()


def _finished(studio: Studio, told: Told) -> None:
    studio.go(OpenEntry(told.corrected))


def _money(studio: Studio, told: Told) -> None:
    studio.go(OpenCase(told.case))
    studio.press("怎么算的、收款怎么抵")
    sheet = studio.window.findChildren(OwingSheet)[-1]
    for digit in "20000":
        sheet.keys.keys[digit].tapped.emit(digit)
    studio.settle()


def _correcting(studio: Studio, told: Told) -> None:
    studio.go(CorrectEntry(told.corrected, "地址写得不全"))


def _reason(studio: Studio, told: Told) -> None:
    studio.go(OpenEntry(told.corrected))
    studio.press("更正这条记录")


def _settings(section: int) -> Callable[[Studio, Told], None]:
    def deed(studio: Studio, _told: Told) -> None:
        studio.go(GoTo("settings"))
        studio.page.show_section(section)
        studio.settle()

    return deed


def _trouble(studio: Studio, _told: Told) -> None:
    studio.go(GoTo("today"))
    studio.window.around.trouble(NotAllowed("存储空间不够，刚才的内容没有存上。请腾出空间后再存一次。"))
    studio.settle()


def _parts() -> tuple[Scene, ...]:
    return tuple(
        Scene(f"07-{kind.code.replace('_', '-')}-{part + 1}", _part(kind, part))
        for kind in catalogue.KINDS
        if kind is not Visit
        for part in range(len(parts_of(kind)))
    )


def _captures(studio: Studio, _told: Told) -> None:
    """Two photos of this morning that have no record yet: the demo's own drawings."""
    session, now = studio.session, studio.now
    for number in (1, 2):
        photo = studio.ask(partial(_taken, session, number, now - dt.timedelta(minutes=9 - number)))
        studio.ask(partial(gathering.keep, session, photo, now))
    studio.go(GoTo("today"))
    studio.go(OpenCaptures())
    studio.settle()
    studio.page.grid.tapped.emit(0)


def _taken(session: Session, number: int, at: dt.datetime) -> Photo:
    """A coloured sheet stands for a photo."""
    picture, written = QImage(960, 720, QImage.Format.Format_RGB32), QBuffer()
    picture.fill(QColor(150 + 20 * number, 170, 190))
    written.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(written, "JPEG")  # type: ignore[call-overload]
    jpeg = bytes(written.data().data())
    looked = evidence.look_at(evidence.stamped(jpeg, at, None), f"IMG_{number}.jpg")
    return evidence.take_photo(session, looked, slot="", source="camera")


SCENES: tuple[Scene, ...] = (
    Scene("02-today", _today),
    Scene("02-today-clear", _today_clear),
    *radar.SCENES,
    Scene("02-captures", _captures),
    Scene("03-cases", _cases("")),
    Scene("03-cases-search", _cases("何")),
    Scene("03-cases-nothing", _cases("查无此人")),
    Scene("03-cases-near-plate", _cases("浙HY59A7")),
    *(Scene(f"04-case-{n}-{tab}", _case(tab)) for n, tab in enumerate(TABS, 1)),
    Scene("04-case-risk", _risk),
    Scene("05-new-record", _kinds),
    Scene("05-pick-case", _pick_case),
    *(Scene(f"06-visit-{n + 1}", _part(Visit, n)) for n in range(len(parts_of(Visit)))),
    Scene("06-visit-nobody", _nobody),
    Scene("06-visit-family", _family),
    Scene("06-visit-duties", _duties),
    *_parts(),
    Scene("07-vehicle-seizure-duties", _vehicle_duties),
    Scene("08-record", _finished),
    Scene("08-record-reason", _reason),
    Scene("08-record-correcting", _correcting),
    *papers.SCENES,
    Scene("08-money", _money),
    *reckoning.SCENES,
    *money.SCENES,
    *places.SCENES,
    *talks.SCENES,
    *acts.SCENES,
    *(Scene(f"09-settings-{n + 1}", _settings(n)) for n in range(len(SECTIONS))),
    *vehicles.SCENES,
    *yard.SCENES,
    Scene("10-trouble", _trouble),
    *eviction.SCENES,
    *exchange.SCENES,
    *followed.SCENES,
)
NAMES = tuple(scene.name for scene in SCENES)
