"""What is known already: hints for the editors from docket and journal, and the card about this address."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from services.actions import caring
from services.clock import local
from services.docket.case import Case
from services.docket.party import ROLE_TITLES, Place
from services.records import service_address as addresses
from services.records.declared import Happening
from services.records.events import DocumentIssued
from services.records.kinds.delivery import Delivery
from services.records.kinds.inspection import strips
from services.records.record import Record
from services.records.related import current
from services.records.values import Handed, HeldMeasure, Person
from ui.components.fields import Mark
from ui.components.frames import Card
from ui.components.labels import Text
from ui.desk import Desk
from ui.forms.hints import Hints
from ui.forms.opening import Opened

_MOST_VISITS = 5
_MOST_PERSONS = 8


@dataclass(frozen=True, slots=True)
class Called:
    """One earlier call at an address: when, what came of it, by whom."""

    at: dt.datetime
    outcome: str
    by: str


def hints_for(opened: Opened, desk: Desk) -> Hints:
    """Hints for a draft that was opened at this desk."""
    session = desk.session
    names = dict.fromkeys((session.officer.name, *(c.name for c in session.colleagues)))
    known = hints_of(
        opened.cases, opened.happenings, tuple(names), opened.draft.subject, opened.last, desk.now
    )
    papers = tuple(dict.fromkeys((*opened.sealed, *known.papers)))
    options = {**known.options, "broken_seals": _strips(opened.draft.values.get("measure"))}
    return dataclasses.replace(
        known, captures=opened.captures, papers=papers, spots=opened.spots, options=options, sums=opened.sums
    )


def hints_of(
    cases: Iterable[Case], happenings: Iterable[Happening], officers: tuple[str, ...], subject: str,
    last: Mapping[str, Any], now: Callable[[], dt.datetime],
) -> Hints:  # fmt: skip
    """Hints for a draft about these cases; `subject` is the property or place it was started for."""
    listed, happened = tuple(cases), tuple(happenings)
    told = tuple(addresses.confirmed(listed, happened).values())
    known = (*(c.place for c in told if c.place), *(p for case in listed for p in case.places))
    return Hints(
        now=now,
        expected=_expected(listed, subject),
        options={
            "officers": officers,
            "warrant_searchers": officers,
            "electronic_to": tuple(dict.fromkeys(c.electronic_to for c in told if c.electronic_to)),
        },
        last=last,
        persons=_persons(listed, happened)[:_MOST_PERSONS],
        papers=tuple(dict.fromkeys(_papers(listed, happened))),
        places=tuple({p.text: p for p in known}.values()),
    )


def _strips(measure: object) -> tuple[str, ...]:
    """The strips that a measure bears by the last record of it, each and all together."""
    seals = measure.custody.seals if isinstance(measure, HeldMeasure) else ""
    each = strips(seals)
    return tuple(dict.fromkeys((*each, "、".join(each)))) if each else ()


def _expected(cases: tuple[Case, ...], subject: str) -> Mapping[str, str]:
    """What the docket says of the thing, by the name that the field of a record has too (plate, vin, colour …)."""
    things = (case.property(subject) for case in cases)
    vehicle = next((t.vehicle for t in things if t is not None and t.vehicle is not None), None)
    if vehicle is None:
        return {}
    values = ((f.name, getattr(vehicle, f.name)) for f in dataclasses.fields(vehicle))
    return {name: value for name, value in values if isinstance(value, str) and value}


def _papers(cases: tuple[Case, ...], happenings: tuple[Happening, ...]) -> Iterator[Handed]:
    """What the court has issued and nobody has served yet, then what was issued on this terminal; of one case only."""
    if len(cases) != 1:
        return
    yield from (Handed(title=p.title, number=p.number) for p in cases[0].served if p.on is None and p.number)
    taken = (h.said for h in current(happenings, Delivery.code))
    given = {p.number for said in taken if isinstance(said, Delivery) and said.served for p in said.papers}
    for said in (h.said for h in happenings):
        if not isinstance(said, DocumentIssued) or said.serial in given:
            continue
        if said.role == "notice" and not said.draft_mark:
            yield Handed(title=said.name, number=said.serial)


def _persons(cases: tuple[Case, ...], happenings: tuple[Happening, ...]) -> tuple[Person, ...]:
    """The parties, then whoever was met on earlier records of these cases, each as met last.

    A party stays a party: the debtor who has paid once is offered as 被执行人 and not as 交款人.
    """
    parties = {p.name: p for p in _parties(cases)}
    met = {p.name: p for p in _met(happenings)}
    return tuple({**parties, **met, **parties}.values())


def _parties(cases: tuple[Case, ...]) -> Iterator[Person]:
    for case in cases:
        for party in (*case.debtors, *(p for p in case.parties if p.role != "debtor")):
            if party.is_citizen:
                yield Person(
                    name=party.name,
                    role=ROLE_TITLES[party.role],
                    id_number=party.id_number,
                    phone=next(iter(party.phones), ""),
                )


def _met(happenings: tuple[Happening, ...]) -> Iterator[Person]:
    for happening in happenings:
        if isinstance(happening.said, Record):
            for name in happening.said.fields():
                value = getattr(happening.said, name)
                yield from (v for v in value if isinstance(v, Person)) if isinstance(value, tuple) else ()


def calls_at(place: Place, cases: Iterable[Case], happenings: Iterable[Happening]) -> tuple[Called, ...]:
    """Earlier calls at that address, the latest first: the court's own knowledge and this terminal's journal."""
    found = [
        Called(visit.at, visit.outcome, visit.by)
        for case in cases
        for visit in case.past_visits
        if _same(visit.place, place.text)
    ]
    for happening in happenings:
        there = getattr(happening.said, "place", None)
        if isinstance(happening.said, Record) and isinstance(there, Place) and _same(there.text, place.text):
            entry = happening.entry
            found.append(Called(entry.made_at, happening.said.summary(), "、".join(entry.officers)))
    return tuple(sorted(set(found), key=lambda call: call.at, reverse=True))


def _same(first: str, second: str) -> bool:
    return bool(first and second) and (first in second or second in first)


class AddressCard(Card):
    """这个地址，我们知道: warnings, notes, earlier calls with day, hour and outcome."""

    def __init__(self) -> None:
        super().__init__("这个地址，我们知道")
        self._shown: object = None
        self._holder: QWidget | None = None
        self.lines: tuple[str, ...] = ()

    def tell(
        self, place: Place | None, cases: tuple[Case, ...], happenings: tuple[Happening, ...],
        dangers: tuple[str, ...] = (), frail: tuple[caring.Noted, ...] = (),
    ) -> None:  # fmt: skip
        """What is known of this place; nothing known is said too."""
        if self._holder is not None and self._shown == place:
            return
        self._shown = place
        rows = list(_rows(place, cases, happenings, dangers, frail))
        self.lines = tuple(" ".join(w for w in row[1:] if w) for row in rows)
        if self._holder is not None:
            self.body.removeWidget(self._holder)
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for icon, words, detail in rows:
            column.addLayout(_row(icon, words, detail))
        column.addStretch(1)
        self.body.addWidget(self._holder, 1)


def _rows(
    place: Place | None,
    cases: tuple[Case, ...],
    happenings: tuple[Happening, ...],
    dangers: tuple[str, ...],
    frail: tuple[caring.Noted, ...],
) -> Iterator[tuple[str, str, str]]:
    own = [risk for case in cases for risk in case.risks]
    for risk in own:
        yield "warning", risk.text, risk.advice or risk.source
    for text in dangers:
        if text not in {risk.text for risk in own}:
            yield "warning", text, "同一地址或者同一个人的另一案"
    for noted in frail:
        if place is None or noted.place != place.text:
            yield "people", noted.words, f"当时{noted.care}" if noted.care else ""
    if place is None:
        yield "pin", "还没有选地点", "选好地点，这里写明以前去过的情形"
        return
    if place.note:
        yield "key", place.note, ""
    here = caring.at_place(place, happenings)
    if here is not None:
        care = f"，当时{here.care}" if here.care else ""
        yield "people", f"这里有{'、'.join(here.who)}", f"{here.on:%Y-%m-%d} {here.by}{care}"
    calls = calls_at(place, cases, happenings)
    for call in calls[:_MOST_VISITS]:
        yield "clock", f"{local(call.at):%m-%d %H:%M} {call.outcome}", call.by
    if not calls:
        yield "clock", "没有上门记录", "这是本机所知的第一次"
    elif len(calls) > _MOST_VISITS:
        yield "clock", f"更早还有 {len(calls) - _MOST_VISITS} 次", ""


def _row(icon: str, words: str, detail: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    danger = icon == "warning"
    row.addWidget(Mark(icon, "redtext" if danger else "ink"), 0, Qt.AlignmentFlag.AlignTop)
    column: QBoxLayout = QHBoxLayout() if icon == "clock" else QVBoxLayout()
    column.setSpacing(12 if icon == "clock" else 0)
    column.addWidget(Text(words, "strong", "red" if danger else "", wrap=icon != "clock"))
    if detail:
        column.addWidget(Text(detail, "second"), 1)
    row.addLayout(column, 1)
    return row
