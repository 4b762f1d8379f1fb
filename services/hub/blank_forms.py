"""空白文书的准许: whether this court lets its officers carry numbered blank forms; off until it says otherwise."""

from __future__ import annotations

from sqlalchemy import Connection, select

from services.hub import counter, roster, schema
from services.hub.counter import News
from services.hub.folder import Desk
from services.hub.store import upsert

_ALLOWED = "blank_forms"


def are_allowed(connection: Connection) -> bool:
    """True where the court has switched the register on."""
    kept = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == _ALLOWED))
    return kept == "on"


def allow(desk: Desk, allowed: bool) -> None:
    """Switches the register on or off for all terminals; each hears of it at its next exchange."""
    with desk.store.writing() as connection:
        upsert(connection, schema.meta, [{"key": _ALLOWED, "value": "on" if allowed else "off"}])
        told = [News(officer.id, counter.HEAD) for officer in roster.officers_of(connection)]
        counter.announce(connection, desk.court.id, told)
