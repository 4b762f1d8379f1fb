"""启用下发的法律数据: what the court hands down is used as soon as it fits; until then 同步 and 设置 say why not.

A table is tried again at every exchange and unlocking: a newer program or a later day may take what was refused. One that
the officer has gone back from (恢复程序自带的表) does not come again by itself; the court's next one does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from services import digests
from services.actions import enrolling, lawbook
from services.errors import BadInput, Refused
from services.law import catalogue
from services.session import Session
from services.store import exchanged, handed_down, scratch
from services.store.handed_down import Handed
from services.sync import protocol
from services.sync.messages import Law

TAKEN = "law_handed"
_UNLIKE = "院里下发的“{title}”与院里登记的不符，没有采用。请再同步一次，仍不行的请与院里联系。"
_UNKNOWN = "院里下发的法律数据表“{name}”本程序不认识，没有采用。请更新程序。"


def title_of(law: Law) -> str:
    """What the table is called."""
    known = next((form for form in catalogue.FORMS if form.name == law.table), None)
    return known.title if known else law.table


def receive(session: Session, law: Law, raw: bytes, now: dt.datetime) -> bool:
    """Keeps the bytes of a table; False (and noted) when they are not those that the court named."""
    if len(raw) != law.size or digests.hex_sha256(raw) != law.digest:
        why = _UNLIKE.format(title=title_of(law))
        exchanged.note_trouble(session.vault, law.digest, why, now)
        return False
    handed_down.keep(session.vault, law.digest, raw)
    exchanged.forget_trouble(session.vault, law.digest)
    return True


def receive_all(session: Session, given: Sequence[bytes], now: dt.datetime) -> None:
    """Keeps those tables that came in a reply and lack here."""
    lacking = {law.digest: law for law in handed_down.lacking(session.vault)}
    for raw in given:
        law = lacking.get(digests.hex_sha256(raw))
        if law is not None:
            receive(session, law, raw, now)


def enact(session: Session, now: dt.datetime) -> tuple[str, ...]:
    """Takes into use what has come and fits; returns each as it is told: title and day."""
    taken: list[str] = scratch.setting(session.vault, TAKEN, [])
    told = []
    by_name: dict[str, list[Handed]] = {}
    for handed in handed_down.listed(session.vault):
        by_name.setdefault(handed.law.table, []).append(handed)
    for rows in by_name.values():
        last = max((n for n, h in enumerate(rows) if h.law.digest in taken), default=-1)
        for number, handed in enumerate(rows[last + 1 :], start=last + 1):
            if handed.file is None:
                break  # a later one is laid over it
            if _take(session, handed.law, handed.file, taken, now):
                taken = [*taken, handed.law.digest]
                told.append(f"{title_of(handed.law)}（{handed.law.version} 版）")
                for passed in rows[: number + 1]:  # what was refused before it counts no more
                    exchanged.forget_trouble(session.vault, passed.law.digest)
    if told:
        lawbook.lay(session.vault)
    return tuple(told)


def _take(session: Session, law: Law, raw: bytes, taken: Sequence[str], now: dt.datetime) -> bool:
    accepted = enrolling.enrolment(session.vault)
    if accepted is None:
        return False
    try:
        read = protocol.read_law(raw, hub_key=bytes.fromhex(accepted.hub_public), court_id=accepted.court.id)
        form = next((f for f in catalogue.FORMS if f.name == law.table == read.table), None)
        if form is None:
            raise Refused(_UNKNOWN.format(name=law.table))
        with exchanged.together(session.vault):
            lawbook.take(session.vault, form, read.file, read.text.encode(), now, handed=law.digest)
            scratch.set_setting(session.vault, TAKEN, [*taken, law.digest])
    except (BadInput, Refused) as error:
        why = f"院里下发的“{title_of(law)}”没有采用：{error.sentence}"
        exchanged.note_trouble(session.vault, law.digest, why, now)
        return False
    return True
