"""文书在日志里的事: what an event of a paper is about, and the entry that says it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from services.actions.materials import Materials
from services.documents.case_subject import CaseSubject
from services.entries.entry import Entry, Unsigned, new_id
from services.errors import BadInput
from services.position.fix import NoFix
from services.records.declared import Event
from services.session import Session
from services.store import journal, offsets


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an event is about: the entry and its matter, or the case's target with the docket's hash."""

    cases: tuple[str, ...]
    matter: str
    entry: str = ""
    target: str = ""
    anchor: str = ""
    to: str = ""


def about_of(made_from: Materials) -> About:
    """A paper of the case itself begins a matter of its own."""
    subject, entry = made_from.subject, made_from.about
    if isinstance(subject, CaseSubject):
        return About(
            cases=(subject.case.number,),
            matter=made_from.proof.id,
            target=subject.target.id,
            anchor=made_from.proof.anchor,
            to=subject.target.to,
        )
    if entry is None:
        raise BadInput("签名稿不是文书，不能出具。请先完成这条记录。")
    return About(cases=entry.cases, matter=entry.matter, entry=entry.id)


def write_event(session: Session, said: Event, about: About, now: dt.datetime, entry_id: str = "") -> Entry:
    """An event beside what it is about: same cases, same matter."""
    unsigned = Unsigned(
        kind=said.code,
        version=said.version,
        cases=about.cases,
        made_at=now,
        officers=(session.officer.name,),
        position=NoFix(reason="程序自动记录", at=now),
        body={"values": said.encode()},
        attachments=said.attachments,
        matter=about.matter,
        clock=offsets.clock_offset(session.vault),
        id=entry_id or str(new_id()),
    )
    return journal.append(session.vault, unsigned)
