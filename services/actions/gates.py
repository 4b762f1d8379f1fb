"""两道关: what the law asks before 完成, before the car drives off, and back at the office; and how it is passed over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from services.actions import accounts, relating, serving
from services.clock import local
from services.entries.entry import Attachment, Entry, Unsigned
from services.errors import BadInput, NotAllowed
from services.position.fix import NoFix
from services.records import catalogue, signing
from services.records.declared import Event, Happening
from services.records.draft import Draft
from services.records.duties import Duty, Gate, Situation, Standing
from services.records.duties import standings as judge
from services.records.events import Confirmed, DutyMet, DutyOverridden
from services.records.record import Problem, Record
from services.records.values import Override
from services.session import Session
from services.store import journal, offsets

__all__ = [
    "LEAST_REASON", "Aftermath", "Gate", "OfficeTask", "Standing", "aftermath", "judged", "leave", "meet", "office",
    "open_office_tasks", "override", "override_at_leave", "problems", "record_of", "situation", "standings",
]  # fmt: skip

LEAST_REASON = 10
OPEN_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeTask:
    """回院待办: one duty of a finished record that still lacks its evidence; `entry` is the record."""

    entry: str
    title: str
    summary: str
    cases: tuple[str, ...]
    standing: Standing
    made_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """How a finished record stands: 离场, 回院, the second officer, and whether a correction has taken its place.

    `confirmed_by` names who confirmed as the second officer; `waits_for` who could, while nobody has.
    """

    leave: tuple[Standing, ...]
    office: tuple[Standing, ...]
    confirmed_by: str
    waits_for: tuple[str, ...]
    superseded_by: str

    @property
    def blocking(self) -> tuple[Standing, ...]:
        """The hard duties that keep the officers at the scene."""
        return tuple(s for s in self.leave if s.blocks)


def situation(session: Session, about: Draft | str, now: dt.datetime) -> Situation:
    """All that a duty may look at: about a draft, or about the finished record of a matter (by the matter's id)."""
    if isinstance(about, Draft):
        return _about_draft(session, about, now)
    happening = record_of(session, about)
    entry, record = happening.entry, happening.said
    assert isinstance(record, Record)
    return Situation(
        fields=record.fields(),
        values={n: getattr(record, n) for n in record.fields()},
        prefilled=frozenset(),
        cases=serving.cases(session, entry.cases, local(now).date()),
        happenings=(*_matter(session, about), *_carried_over(session, entry)),
        overrides=tuple(_override(o) for o in entry.body.get("overrides", ())),
        now=now,
        subject=relating.subject_of(entry),
        officers=entry.officers,
        related=relating.related(
            session, type(record), entry.cases, relating.subject_of(entry), without=(entry.id, entry.amends)
        ),
    )


def _about_draft(session: Session, draft: Draft, now: dt.datetime) -> Situation:
    kind = catalogue.kind(draft.kind)
    return Situation(
        fields=kind.fields(),
        values=draft.values,
        prefilled=draft.prefilled,
        cases=serving.cases(session, draft.cases, local(now).date()),
        happenings=_matter(session, draft.id),
        overrides=draft.overrides,
        now=now,
        subject=draft.subject,
        officers=draft.officers,
        related=relating.related(session, kind, draft.cases, draft.subject, without=(draft.amends,)),
        owed=accounts.owed(session, draft, local(now).date()),
    )


def judged(around: Situation, draft: Draft, at: Gate, now: dt.datetime) -> tuple[Standing, ...]:
    """How the duties stand for these answers; pure and quick, so that a form can ask at every change.

    `around` is the draft's situation as it was read once; docket and journal do not change under an open draft.
    """
    here = replace(
        around, values=draft.values, prefilled=draft.prefilled, overrides=draft.overrides, subject=draft.subject,
        now=now,
    )  # fmt: skip
    return judge(catalogue.kind(draft.kind).duties, here, at)


def standings(session: Session, draft: Draft, at: Gate, now: dt.datetime) -> tuple[Standing, ...]:
    """How the duties of one gate stand for a draft."""
    return judged(situation(session, draft, now), draft, at, now)


def problems(session: Session, draft: Draft, now: dt.datetime) -> Iterator[Problem]:
    """What keeps a complete draft from 完成: hard duties without evidence or reason, and voided signatures."""
    for standing in standings(session, draft, "sign", now):
        if standing.blocks:
            yield Problem(standing.duty.jump, f"“{standing.duty.sentence}”没有依据，也没有写明理由")
    kind = catalogue.kind(draft.kind)
    changed = signing.voided(kind, draft)
    if changed:
        names = "、".join(signing.labels(kind, changed))
        yield Problem(signing.SIGNATURES, f"签名后“{names}”有变动，签名已作废，请重新签名或注明")


def leave(session: Session, matter: str, now: dt.datetime) -> tuple[Standing, ...]:
    """GATE 2: how the duties of 离场 stand for a finished record."""
    return _of_matter(session, matter, "leave", now)


def office(session: Session, matter: str, now: dt.datetime) -> tuple[Standing, ...]:
    """How the duties back at the office stand for a finished record."""
    return _of_matter(session, matter, "office", now)


def _of_matter(session: Session, matter: str, at: Gate, now: dt.datetime) -> tuple[Standing, ...]:
    said = record_of(session, matter).said
    assert isinstance(said, Record)
    return judge(said.duties, situation(session, matter, now), at)


def override(session: Session, draft: Draft, code: str, reason: str, now: dt.datetime) -> Draft:
    """放行 at signing: the draft with a duty passed over; the reason is printed in the transcript.

    Raises BadInput for a reason of fewer than LEAST_REASON characters or a duty of another gate.
    """
    duty = _duty(catalogue.kind(draft.kind), code, "sign")
    given = Override(duty=duty.code, reason=_reason(reason), by=session.officer.name, at=now)
    return replace(draft, overrides=(*(o for o in draft.overrides if o.duty != code), given))


def override_at_leave(session: Session, matter: str, code: str, reason: str, now: dt.datetime) -> Entry:
    """放行 at 离场: an entry of its own, printed as 补记. Raises BadInput as `override`, NotAllowed when not missing."""
    happening = record_of(session, matter)
    assert isinstance(happening.said, Record)
    duty = _duty(type(happening.said), code, "leave")
    words = _reason(reason)
    if not any(s.duty.code == code and s.state == "missing" for s in leave(session, matter, now)):
        raise NotAllowed("这一项已经满足或已写明理由，不用再放行。")
    told = DutyOverridden(duty=code, sentence=duty.sentence, article=duty.article, reason=words)
    return _append(session, happening.entry, told, now)


def meet(
    session: Session, matter: str, code: str, text: str, number: str, photo: Attachment | None, now: dt.datetime
) -> Entry:  # fmt: skip
    """补办: notes what was done for a duty of the office, with its number and a photo if there is one.

    Raises BadInput when nothing is said or the duty is of another gate: those go by the papers themselves.
    """
    happening = record_of(session, matter)
    assert isinstance(happening.said, Record)
    _duty(type(happening.said), code, "office")
    if len(text.strip()) < 2:
        raise BadInput("请写明办了什么，例如：协助执行通知书已送达，收到回执。")
    told = DutyMet(duty=code, text=text.strip(), number=number.strip(), photo=photo)
    return _append(session, happening.entry, told, now)


def aftermath(session: Session, entry_id: str, now: dt.datetime) -> Aftermath:
    """How a finished record stands after 完成; for what is no record, nothing is asked."""
    entry = journal.entry(session.vault, entry_id)
    said = catalogue.read(entry).said
    if not isinstance(said, Record):
        return Aftermath(leave=(), office=(), confirmed_by="", waits_for=(), superseded_by="")
    around = situation(session, entry.matter, now)
    by = _confirmed_by(session, entry, said)
    others = tuple(n for n in entry.officers if n != session.officer.name)
    return Aftermath(
        leave=judge(said.duties, around, "leave"),
        office=judge(said.duties, around, "office"),
        confirmed_by=by,
        waits_for=() if by else others,
        superseded_by=_superseded_by(session, entry),
    )


def open_office_tasks(session: Session, today: dt.date) -> tuple[OfficeTask, ...]:
    """What is still to do at the office for the records of the last 90 days, the oldest first."""
    codes = tuple(k.code for k in catalogue.KINDS if any(d.at == "office" for d in k.duties))
    found, amended = list[Entry](), set[str]()
    for entry in journal.entries(session.vault, kinds=codes, newest_first=True):
        if (today - entry.made_at.date()).days > OPEN_DAYS:
            break
        amended.add(entry.amends)  # a correction is younger than what it corrects, and of the same kind
        found += [entry] if entry.id not in amended else []
    return tuple(task for entry in reversed(found) for task in _tasks(session, entry))


def _tasks(session: Session, entry: Entry) -> Iterator[OfficeTask]:
    record = catalogue.read(entry).said
    assert isinstance(record, Record)
    for standing in office(session, entry.matter, entry.made_at):
        if standing.state == "missing":
            yield OfficeTask(
                entry=entry.id, title=record.title, summary=record.summary(), cases=entry.cases, standing=standing,
                made_at=entry.made_at,
            )  # fmt: skip


def record_of(session: Session, matter: str) -> Happening:
    """The finished record of a matter; raises BadInput when there is none."""
    for happening in _matter(session, matter):
        if isinstance(happening.said, Record):
            return happening
    raise BadInput("这次行动还没有完成的记录。")


def _matter(session: Session, matter: str) -> tuple[Happening, ...]:
    return tuple(catalogue.read(e) for e in journal.entries(session.vault, matter=matter))


def _carried_over(session: Session, entry: Entry) -> Iterator[Happening]:
    """What was done at the office for the record that this one corrects: it need not be done twice."""
    while entry.amends:
        entry = journal.entry(session.vault, entry.amends)
        yield from (h for h in _matter(session, entry.matter) if isinstance(h.said, DutyMet))


def _superseded_by(session: Session, entry: Entry) -> str:
    case = entry.cases[0] if entry.cases else ""
    later = journal.entries(session.vault, case=case, kinds=(entry.kind,))
    return next((e.id for e in later if e.amends == entry.id), "")


def _confirmed_by(session: Session, entry: Entry, record: Record) -> str:
    """The second officer: who signed on the screen himself, or confirmed by unlocking; else ""."""
    others = [n for n in entry.officers if n != session.officer.name]
    signed = {s.name for s in getattr(record, signing.SIGNATURES, ()) if s.way == "screen"}
    if found := next((n for n in others if n in signed), ""):
        return found
    case = entry.cases[0] if entry.cases else ""
    for event in journal.entries(session.vault, case=case, kinds=(Confirmed.code,)):
        told = catalogue.read(event).said
        if isinstance(told, Confirmed) and told.subject == entry.id:
            return told.by
    return ""


def _override(content: dict[str, str]) -> Override:
    at = dt.datetime.fromisoformat(content["at"])
    return Override(duty=content["duty"], reason=content["reason"], by=content["by"], at=at)


def _duty(kind: type[Record], code: str, at: Gate) -> Duty:
    for duty in kind.duties:
        if duty.code == code and duty.at == at:
            return duty
    raise BadInput("这一关没有这一项校验。")


def _reason(reason: str) -> str:
    words = reason.strip()
    if len(words) < LEAST_REASON:
        raise BadInput(f"放行理由至少写 {LEAST_REASON} 个字，写明为什么确实做不到。")
    return words


def _append(session: Session, record: Entry, told: Event, now: dt.datetime) -> Entry:
    unsigned = Unsigned(
        kind=told.code,
        version=told.version,
        cases=record.cases,
        made_at=now,
        officers=(session.officer.name,),
        position=NoFix(reason="随记录补记，未另取定位", at=now),
        body={"values": told.encode()},
        attachments=told.attachments,
        clock=offsets.clock_offset(session.vault),
        matter=record.matter,
    )
    return journal.append(session.vault, unsigned)
