"""记录: from the tap 新建 to the journal; a draft is on disk within a second, 完成 makes it an entry for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from services.actions import (
    caring,
    gates,
    marking,
    measuring,
    promising,
    relating,
    releasing,
    sealed,
    serving,
)
from services.clock import local
from services.docket.court import Officer
from services.entries.entry import Attachment, Entry, Unsigned, new_id
from services.errors import BadInput, NotAllowed
from services.position.fix import Fix, NoFix
from services.records import catalogue
from services.records import draft as drafts_form
from services.records.declared import Happening, attachments_of
from services.records.draft import Draft
from services.records.record import Incomplete, Problem, Record, Setting, Start, problems_of
from services.records.signing import SIGNATURES
from services.session import Session
from services.store import attachments, journal, lease, offsets, registry, scratch


def officers(session: Session, names: Sequence[str] = ()) -> tuple[Officer, ...]:
    """The session's officer and, of the colleagues, those named."""
    return (session.officer, *(c for c in session.colleagues if c.name in names))


def start(
    session: Session, kind: type[Record], cases: Sequence[str], now: dt.datetime, position: Fix | NoFix, *,
    subject: str = "", companions: Sequence[str] = (), known: Mapping[str, Any] | None = None,
) -> Draft:  # fmt: skip
    """A new draft with everything prefilled that the case file, the moment and `known` say; not kept yet.

    Raises NotAllowed past the offline lease: then only drafts may be finished.
    """
    if lease.state(session.vault, now).expired:
        raise NotAllowed("离线有效期已过，只能写完已有草稿。请先同步或载入新的案件册。")
    chosen = marking.located(serving.cases(session, cases, local(now).date()), marking.marks(session))
    crew = officers(session, companions or last_crew(session, kind))
    things = kind.things(chosen)
    held = measuring.for_kind(session, kind, [c.number for c in chosen])
    offered = tuple(h.measure.id for h in held) or tuple(thing.id for thing in things)
    about = subject or (offered[0] if len(offered) == 1 else "")
    followed = measuring.chosen(held, about)
    about = followed.measure.id if followed else about
    begin = Start(
        cases=chosen,
        officers=crew,
        now=now,
        position=position,
        subject=about,
        held=followed,
        related=relating.related(session, kind, [c.number for c in chosen], about),
        open_drafts=relating.open_drafts(session, kind, about),
        device=session.device,
    )
    told = {**kind.prefilled(begin), **releasing.carried(session, kind, cases, followed), **(known or {})}
    told |= {n: v for n, v in sealed.numbers(session, kind, cases).items() if told.get(n) is None}
    told = {**caring.carried(session, kind, cases, told.get("place"), local(now).date()), **told}
    told = {**promising.carried(session, kind, cases, local(now).date()), **told}
    filled = {n: v for n, v in told.items() if v is not None and n in kind.fields()}
    return Draft(
        id=str(new_id()),
        kind=kind.code,
        version=kind.version,
        cases=tuple(c.number for c in chosen),
        officers=tuple(o.name for o in crew),
        started_at=now,
        values=filled,
        prefilled=frozenset(filled),
        subject=about,
    )


def keep(session: Session, draft: Draft, now: dt.datetime) -> Draft:
    """Writes the draft to the disk; what was kept survives a pulled battery."""
    kept = replace(draft, kept_at=now)
    scratch.keep_draft(
        session.vault,
        id=kept.id,
        kind=kept.kind,
        cases=kept.cases,
        body=drafts_form.encode(kept),
        kept_at=now,
    )
    return kept


def drafts(session: Session) -> tuple[Draft, ...]:
    """All drafts on this terminal, the latest first."""
    kept = scratch.drafts(session.vault)
    found = (drafts_form.decode(k.body, catalogue.kind(k.kind)) for k in kept)
    return tuple(sorted(found, key=lambda d: d.kept_at or d.started_at, reverse=True))


def resume(session: Session, draft_id: str) -> Draft:
    """The kept draft of that id."""
    kept = scratch.draft(session.vault, draft_id)
    return drafts_form.decode(kept.body, catalogue.kind(kept.kind))


def discard(session: Session, draft_id: str) -> None:
    """Drops a draft that the officer does not want; asked for confirmation by the screen."""
    scratch.drop_draft(session.vault, draft_id)


def attach(
    session: Session, source: Path | bytes | BinaryIO, *, media_type: str, role: str, name: str,
    each: Callable[[int, int], None] | None = None,
) -> Attachment:  # fmt: skip
    """Takes in an original file: hashed over its bytes, encrypted, on disk before this returns."""
    return attachments.put(session.vault, source, media_type=media_type, role=role, name=name, each=each)


def seal(
    session: Session,
    source: Path,
    *,
    media_type: str,
    role: str,
    name: str,
    each: Callable[[int, int], None] | None,
) -> attachments.Sealed:
    """The long half of `attach`, without the database: may run beside the vault's thread."""
    return attachments.seal(session.vault, source, media_type=media_type, role=role, name=name, each=each)


def register(session: Session, sealed: attachments.Sealed) -> Attachment:
    """The short half of `attach`, on the vault's thread."""
    return attachments.register(session.vault, sealed)


def original(session: Session, attachment: Attachment) -> bytes:
    """The original bytes of an attachment; raises Damaged when they are not what was hashed."""
    return attachments.read(session.vault, attachment.digest)


def problems(draft: Draft) -> tuple[Problem, ...]:
    """What still keeps the draft from 完成, field by field."""
    return tuple(problems_of(catalogue.kind(draft.kind), draft.values, draft.prefilled))


def confirm_all(session: Session, draft: Draft, now: dt.datetime) -> Draft:
    """都对: confirms every prefilled answer that is asked for."""
    return draft.confirm(draft.prefilled, session.officer.name, now)


def confirm(session: Session, draft: Draft, name: str, now: dt.datetime) -> Draft:
    """对: confirms one prefilled answer."""
    return draft.confirm(frozenset({name}), session.officer.name, now)


def narrative(session: Session, draft: Draft) -> str:
    """What the transcript would say by now; "" while answers are missing or for kinds without any."""
    kind = catalogue.kind(draft.kind)
    told = replace(draft, prefilled=frozenset())
    if tuple(problems_of(kind, told.values)):
        return ""
    asked = set(kind.asked(told.values))
    record = kind(**{n: v for n, v in told.values.items() if n in asked and v is not None})
    return record.narrative(setting(session, draft.cases))


def setting(session: Session, numbers: Sequence[str]) -> Setting:
    """The cases and officers around a record."""
    return Setting(cases=registry.cases(session.vault, numbers), officers=officers(session))


def commit(session: Session, draft: Draft, now: dt.datetime) -> Entry:
    """GATE 1, 完成: the draft becomes an entry, signed and chained; raises Incomplete with every problem.

    A hard duty without evidence or reason is such a problem, and so is a voided signature. One transaction holds
    entry, search text and the draft's removal; files were on disk before.
    """
    kind = catalogue.kind(draft.kind)
    record = kind.from_draft(draft)
    if unmet := tuple(gates.problems(session, draft, now)):
        raise Incomplete(unmet)
    files = (*record.attachments, *(c.attachment for c in draft.signing))
    unsigned = Unsigned(
        kind=kind.code,
        version=kind.version,
        cases=draft.cases,
        made_at=now,
        officers=getattr(record, "officers", ()) or draft.officers,
        position=record.entry_position or NoFix(reason="这种记录不记定位", at=now),
        body=_body(record, draft),
        attachments=tuple({a.digest: a for a in files}.values()),
        clock=offsets.clock_offset(session.vault),
        matter=draft.id,
        amends=draft.amends,
        reason=draft.reason,
    )
    return journal.append(session.vault, unsigned, also=(scratch.dropping(draft.id),))


def _body(record: Record, draft: Draft) -> Mapping[str, Any]:
    content: dict[str, Any] = {"values": record.encode(), "started_at": draft.started_at}
    if draft.confirmed:
        content["confirmed"] = {n: {"by": c.by, "at": c.at} for n, c in draft.confirmed.items()}
    if draft.overrides:
        content["overrides"] = [
            {"duty": o.duty, "reason": o.reason, "by": o.by, "at": o.at} for o in draft.overrides
        ]
    if draft.signing:
        content["signing"] = [
            {
                "document": c.document,
                "digest": c.attachment.digest,
                "made_at": c.made_at,
                "shown": dict(c.shown),
            }
            for c in draft.signing
        ]
    if draft.subject:
        content["subject"] = draft.subject
    return content


def correct(session: Session, entry_id: str, reason: str, now: dt.datetime) -> Draft:
    """更正: a draft that starts from a finished record and will name it; the old one stays readable."""
    if len(reason.strip()) < 2:
        raise BadInput("请写明为什么更正，理由会和更正一起显示。")
    old = happening(session, entry_id)
    if not isinstance(old.said, Record):
        raise NotAllowed("这一条是程序自动写入的，不能更正。")
    kind = type(old.said)
    # Signatures stand under the old record's copies: whoever signed signs the correction anew.
    values = {n: getattr(old.said, n) for n in kind.fields() if n != SIGNATURES}
    return Draft(
        id=str(new_id()),
        kind=kind.code,
        version=kind.version,
        cases=old.entry.cases,
        officers=(session.officer.name,),
        started_at=now,
        values=values,
        amends=entry_id,
        reason=reason.strip(),
        subject=str(old.entry.body.get("subject", "")),
    )


def happening(session: Session, entry_id: str) -> Happening:
    """An entry of the journal with what it says."""
    return catalogue.read(journal.entry(session.vault, entry_id))


def last_crew(session: Session, kind: type[Record]) -> tuple[str, ...]:
    """Who went along the last time; prefilled, so it counts only once confirmed."""
    return last_answer(session, kind, "officers") or ()


def last_answer(session: Session, kind: type[Record], name: str) -> Any:
    """用上次: this terminal's latest answer to a field, None if there is none."""
    entry = journal.latest(session.vault, kind.code)
    return None if entry is None else getattr(catalogue.read(entry).said, name, None)


def files_of(draft: Draft) -> tuple[Attachment, ...]:
    """Every file a draft holds, so that sweeping spares them."""
    found = [a for v in draft.values.values() for a in attachments_of(v)]
    return (*found, *(c.attachment for c in draft.signing))
