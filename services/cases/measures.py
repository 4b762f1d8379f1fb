"""措施: what is in force on a case, from the docket and from what the journal has added since; how measures follow
one another (续封, 轮候, 保全转执行), and what does not fit in their dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from services.docket.case import Case
from services.docket.party import Place
from services.docket.property import MEASURE_TITLES, Measure, Property, standing
from services.law import terms
from services.law.terms import TermKind
from services.records import use_terms
from services.records.declared import Happening
from services.records.record import Record
from services.records.values import NO_CUSTODY, Custody, HeldMeasure, Photo, Turn
from services.wording import listed

_WAITING = re.compile(r"轮候(?:第\s*([0-9一二三四五六七八九十]+)\s*位)?")
_FIGURES = {sign: n for n, sign in enumerate("一二三四五六七八九十", 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A measure with its thing; `entry` is the id of the journal's entry that made it, "" when the docket's own.

    `formers` are the measures that it renews, the oldest first; `by` names the colleagues who recorded it, if it was
    they; `custody` and `photos` are what was recorded of it last, `inspected_on` when it was last looked at, `look_on`
    for when the next look was set then. Dates are those printed in the papers.
    """

    measure: Measure
    thing: Property | None
    entry: str = ""
    formers: tuple[Measure, ...] = ()
    by: tuple[str, ...] = ()
    custody: Custody = NO_CUSTODY
    place: Place | None = None
    photos: tuple[Photo, ...] = ()
    inspected_on: dt.date | None = None
    look_on: dt.date | None = None

    @property
    def as_found(self) -> HeldMeasure:
        """The measure as a record that follows it up keeps it."""
        return HeldMeasure(
            measure=self.measure, name=self.name, entry=self.entry, custody=self.custody, place=self.place,
            photos=self.photos, inspected_on=self.inspected_on,
        )  # fmt: skip

    @property
    def next_inspection(self) -> dt.date | None:
        """By when a thing has to be looked at again: the day set at the last look; for one left in use, the interval."""
        if self.look_on is not None:
            return self.look_on
        days, since = self.custody.inspection_days, self.inspected_on or self.begun_on
        return since + dt.timedelta(days=days) if self.measure.in_use and days and since else None

    @property
    def name(self) -> str:
        """What is sealed, seized or frozen, as the docket calls it."""
        return self.thing.name if self.thing else self.measure.note

    @property
    def begun_on(self) -> dt.date | None:
        """When the first measure of the chain took effect."""
        return (self.formers[0] if self.formers else self.measure).effective_on

    def days_left(self, today: dt.date) -> int | None:
        """Days to the printed expiry, negative when past; None where no date is known."""
        expires = self.measure.expires_on
        return None if expires is None else (expires - today).days

    def share_gone(self, today: dt.date) -> float:
        """How much of the term is gone, 0 to 1; 0 where a date is unknown."""
        start, end = self.measure.effective_on, self.measure.expires_on
        if start is None or end is None or end <= start:
            return 0.0
        return min(1.0, max(0.0, (today - start).days / (end - start).days))

    def waits(self, today: dt.date) -> bool:
        """True while a waiting measure has none of its effect: the one before it still stands (查扣冻规定 26)."""
        ended = self.measure.former_ends_on
        return waiting_rank(self.measure) > 0 and (ended is None or ended >= today)


def waiting_rank(measure: Measure) -> int:
    """0 for the first measure on a thing, n for the n-th in waiting; a 轮候 without a number counts as the first."""
    found = _WAITING.search(measure.rank)
    if found is None:
        return 0
    place = found[1] or "1"
    return int(place) if place.isdecimal() else _FIGURES.get(place, 1)


def term_kind(measure: Measure, thing: Property | None) -> TermKind | None:
    """Which longest term of 民诉法解释 485 binds the measure; None where the docket does not say what the thing is."""
    if thing is None:
        return None
    if measure.kind == "freezing":
        return "deposit" if "存款" in thing.kind else "other_right"
    if thing.home is not None:
        return "real_estate"
    return "movable" if thing.vehicle is not None else None


def troubles(held: InForce) -> tuple[str, ...]:
    """What does not fit in the measure's dates, each a sentence the officer can act on; empty for most."""
    measure, found = held.measure, []
    title = MEASURE_TITLES[measure.kind]
    start, end = measure.effective_on, measure.expires_on
    if end is None and not waiting_rank(measure):
        found.append("没有届满日期，无法提醒，请核对文书后请院里补录")
    if start is not None and end is not None:
        kind = term_kind(measure, held.thing)
        if end < start:
            found.append("生效日期晚于届满日期，请核对文书")
        elif kind is not None and end > terms.maximum_end(kind, start):
            found.append(f"期限超过{terms.term(kind).length}上限，请核对文书（民诉法解释第485条）")
    former = held.formers[-1] if held.formers else None
    if former is not None and start is not None and former.expires_on is not None and start > _next(former):
        found.append(f"续行晚于原期限届满，原{title}效力已消灭（查扣冻规定第27条）")
    return tuple(found)


def remarks(held: InForce, today: dt.date) -> tuple[str, ...]:
    """What a measure's chain says beside its dates: renewed how often, begun as preservation, waiting behind whom."""
    measure, found = held.measure, []
    title = MEASURE_TITLES[measure.kind]
    if held.formers:
        begun = f"，自 {held.begun_on:%Y-%m-%d} 起连续" if held.begun_on else ""
        found.append(f"第 {len(held.formers)} 次续行{begun}")
    if held.by:
        found.append(f"{listed(held.by)}记录，院端已收")
    if measure.preserved_in:
        found.append(f"由{measure.preserved_in}保全转为执行措施，期限连续计算")
    if waiting_rank(measure):
        ended = measure.former_ends_on
        if held.waits(today):
            until = f"，在先的至 {ended:%Y-%m-%d}" if ended else ""
            behind = f"，在先：{measure.former}" if measure.former else ""
            found.append(f"轮候第 {waiting_rank(measure)} 位，尚未生效{behind}{until}")
        elif ended is not None:
            found.append(f"在先的已于 {ended:%Y-%m-%d} 届满，未续行的轮候{title}已生效，请向登记机关核实")
    return tuple(found)


def current(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """The happenings without those that a later correction replaced, in their own order."""
    listed = tuple(happenings)
    replaced = {h.entry.amends for h in listed if h.entry.amends}
    return tuple(h for h in listed if h.entry.id not in replaced)


def in_force(
    case: Case, happenings: Iterable[Happening], colleagues: Iterable[Happening] = ()
) -> tuple[InForce, ...]:
    """Every measure that is neither released nor renewed by a later one; first to expire on top, undated ones last.

    `colleagues` are entries that other officers made on the case and the hub has handed down.
    """
    happenings, colleagues = tuple(happenings), tuple(colleagues)
    found = [_of_docket(case, m) for m in case.measures]
    found += [replace(held, entry=h.entry.id) for h, held in _recorded(case, happenings)]
    found += [replace(held, by=h.entry.officers) for h, held in _recorded(case, colleagues)]
    turns = _turns(happenings, colleagues)
    found = [_turned(held, turns) for held in found]
    by_id = {held.measure.id: held.measure for held in found}
    looks = {held.measure.id: held for held in found}
    kept = set(standing(held.measure for held in found))
    chained = [
        replace(h, formers=_formers(h.measure, by_id), look_on=_look_on(h, looks.get(h.measure.renews)))
        for h in found
        if h.measure in kept
    ]
    return tuple(sorted(chained, key=lambda m: m.measure.expires_on or dt.date.max))


def _of_docket(case: Case, measure: Measure) -> InForce:
    thing = case.property(measure.property_id)
    place = thing.home.place if thing is not None and thing.home is not None else None
    return InForce(measure=measure, thing=thing, place=place)


def _recorded(case: Case, happenings: Iterable[Happening]) -> Iterator[tuple[Happening, InForce]]:
    """What records put in force. A measure is called after the first entry of its record: a correction keeps the name."""
    listed = tuple(happenings)
    amended = {h.entry.id: h.entry.amends for h in listed}
    for happening in current(listed):
        if not isinstance(happening.said, Record):
            continue
        first = happening.entry.id
        while amended.get(first):
            first = amended[first]
        subject = str(happening.entry.body.get("subject", ""))
        for number, measure in enumerate(happening.said.measures(case), start=1):
            about = measure.property_id or (subject if case.property(subject) is not None else "")
            named = replace(measure, id=first if number == 1 else f"{first}/{number}", property_id=about)
            thing = case.property(about)
            yield happening, _found(happening.said, named, thing)


def _found(said: Record, measure: Measure, thing: Property | None) -> InForce:
    """The measure with what the record tells of it; one that follows up another keeps what was known of that."""
    before = getattr(said, "measure", None)
    known = before if isinstance(before, HeldMeasure) else None
    return InForce(
        measure=measure,
        thing=thing,
        custody=known.custody if known else use_terms.custody_of(said),
        place=known.place if known else _place_of(said),
        photos=getattr(said, "photos", None) or (known.photos if known else ()),
        inspected_on=known.inspected_on if known else None,
    )


def _place_of(said: Record) -> Place | None:
    """Where the thing is: in the yard it was brought to, else where it was taken."""
    yard, place = getattr(said, "yard", None), getattr(said, "place", None)
    if yard:
        return Place(text=yard)
    return place if isinstance(place, Place) else None


def _turns(*sources: Iterable[Happening]) -> tuple[Turn, ...]:
    """What later records made of measures, in the order in which they were made."""
    said = [h for source in sources for h in current(source) if isinstance(h.said, Record)]
    said.sort(key=lambda h: h.entry.made_at)
    return tuple(turn for h in said if isinstance(h.said, Record) for turn in h.said.turns())


def _turned(held: InForce, turns: Iterable[Turn]) -> InForce:
    """The measure after all that was made of it."""
    for turn in turns:
        if turn.measure == held.measure.id:
            before = held.measure
            held = replace(
                held,
                measure=replace(
                    before,
                    released_on=turn.released_on or before.released_on,
                    in_use=before.in_use if turn.in_use is None else turn.in_use,
                    registered=before.registered if turn.registered is None else turn.registered,
                    held=before.held or turn.in_use is False,
                ),
                custody=turn.custody or held.custody,
                photos=turn.photos or held.photos,
                inspected_on=turn.inspected_on or held.inspected_on,
                look_on=turn.look_on if turn.inspected_on else held.look_on,
            )
    return held


def _look_on(held: InForce, former: InForce | None) -> dt.date | None:
    """The day set for the next look; one that was set before a renewal stands until the thing is looked at."""
    unseen = former is not None and former.inspected_on == held.inspected_on
    return former.look_on if former is not None and unseen and held.look_on is None else held.look_on


def _formers(measure: Measure, by_id: Mapping[str, Measure]) -> tuple[Measure, ...]:
    """The chain behind a measure, the oldest first; it stops where an id is unknown or comes a second time."""
    chain: list[Measure] = []
    seen = {measure.id}
    while measure.renews in by_id and measure.renews not in seen:
        measure = by_id[measure.renews]
        seen.add(measure.id)
        chain.append(measure)
    return tuple(reversed(chain))


def _next(former: Measure) -> dt.date:
    assert former.expires_on is not None
    return former.expires_on + dt.timedelta(days=1)


def next_expiry(held: Iterable[InForce]) -> InForce | None:
    """The measure that lapses next or has lapsed unrenewed; None where none has a printed expiry."""
    dated = [one for one in held if one.measure.expires_on is not None]
    return min(dated, key=lambda one: one.measure.expires_on or dt.date.max, default=None)
