"""一次性口令: the court lets an officer enrol a terminal over the line, once and for some days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from sqlalchemy import select, update

from services.errors import Refused
from services.hub import desk, roster, schema
from services.hub.folder import Desk
from services.hub.store import upsert
from services.sync import invitation, protocol
from services.sync.invitation import Asked

LASTS = dt.timedelta(days=3)
_UNKNOWN = "一次性口令不对、已用过或已过期。请向院里要一个新的。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A code for one enrolment, to be told by another way than the line; `fingerprint` is the court's, to compare."""

    officer: str
    code: str
    until: dt.datetime
    url: str
    fingerprint: str


def invite(opened: Desk, officer: str, *, now: dt.datetime) -> Invited:
    """Makes a code for an officer; the hub keeps only what proves it, wrapped. Raises BadInput."""
    carrier, code, until = opened.officer(officer), desk.new_code(), now + LASTS
    row = {
        "id": invitation.id_of(code),
        "officer": carrier.id,
        "key": aes_key_wrap(opened.store.seals, invitation.key_of(code)),
        "until": until.isoformat(),
        "used_at": "",
        "device": "",
    }
    with opened.store.writing() as connection:
        upsert(connection, schema.invitation, [row])
    return Invited(
        officer=carrier.id,
        code=code,
        until=until,
        url=opened.policy.hub_url,
        fingerprint=opened.keys.fingerprint,
    )


def redeem(opened: Desk, raw: bytes, *, now: dt.datetime) -> bytes:
    """Enrols the terminal that knows a code; the code is used up. Raises Refused, NotAllowed, BadInput.

    The same terminal may ask again with the same code: its first answer may have been lost.
    """
    asked = invitation.decode(raw, Asked)
    table = schema.invitation
    with opened.store.reading() as connection:
        row = connection.execute(select(table).where(table.c.id == asked.id)).first()
    if row is None or dt.datetime.fromisoformat(row.until) < now:
        raise Refused(_UNKNOWN)
    key = aes_key_unwrap(opened.store.seals, bytes(row.key))
    if not invitation.is_proved(asked, key):
        raise Refused(_UNKNOWN)
    device = protocol.read_request(asked.request).device
    mine = (table.c.id == asked.id) & table.c.device.in_(("", device))
    with opened.store.writing() as connection:
        used = connection.execute(update(table).where(mine).values(used_at=now.isoformat(), device=device))
        if used.rowcount != 1:
            raise Refused(_UNKNOWN)
        carrier = roster.officer_named(connection, row.officer)
        answer = desk.enter(connection, opened, asked.request, carrier, now)
    docket = b""
    if opened.has_docket(carrier):
        docket = desk.docket_file(opened, carrier, now=now, device=device).content
    return invitation.welcome(key, answer.file, docket)
