"""登记簿: who was given which case, and what was turned away and why; both only grow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from services.hub import schema

_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Cases that went to a device of an officer's, and by which deed."""

    at: dt.datetime
    officer: str
    device: str
    deed: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something that was turned away."""

    at: dt.datetime
    peer: str
    device: str
    what: str
    why: str


def seen(
    connection: Connection, *, officer: str, device: str, deed: str, numbers: Iterable[str], now: dt.datetime
) -> None:
    """Notes that these cases went to a device; nothing where there are none."""
    if listed := list(dict.fromkeys(numbers)):
        given(connection, officer=officer, device=device, deed=deed, numbers=listed, now=now)


def given(
    connection: Connection,
    *,
    officer: str,
    device: str,
    deed: str,
    numbers: Sequence[str],
    now: dt.datetime,
) -> None:
    """Notes what went to a device, of cases or of none."""
    row = {"at": now.isoformat(), "officer": officer, "device": device, "deed": deed}
    made = connection.scalar(insert(schema.access).values(**row).returning(schema.access.c.id))
    if numbers:
        connection.execute(insert(schema.access_case), [{"number": n, "access": made} for n in numbers])


def devices_given(connection: Connection, deed: str) -> set[str]:
    """The devices for which a deed is written down."""
    table = schema.access
    return set(connection.scalars(select(table.c.device).where(table.c.deed == deed).distinct()))


def refused(connection: Connection, *, peer: str, device: str, what: str, why: str, now: dt.datetime) -> None:
    """Notes what was turned away; long texts are cut, since strangers may have written them."""
    row = {"at": now.isoformat(), "peer": peer, "device": device, "what": what, "why": why}
    connection.execute(insert(schema.refusal), [{k: v[:_LONGEST].replace("\0", "") for k, v in row.items()}])


def accesses_to(connection: Connection, number: str) -> tuple[Access, ...]:
    """Who was given a case, the latest first."""
    table, case = schema.access, schema.access_case
    rows = connection.execute(
        select(table.c.at, table.c.officer, table.c.device, table.c.deed)
        .join(case, case.c.access == table.c.id)
        .where(case.c.number == number)
        .order_by(table.c.id.desc())
    )
    return tuple(
        Access(at=dt.datetime.fromisoformat(at), officer=officer, device=device, deed=deed, number=number)
        for at, officer, device, deed in rows
    )


def refusals(connection: Connection, *, limit: int = 200) -> tuple[Refusal, ...]:
    """What was turned away, the latest first."""
    table = schema.refusal
    rows = connection.execute(
        select(table.c.at, table.c.peer, table.c.device, table.c.what, table.c.why)
        .order_by(table.c.id.desc())
        .limit(limit)
    )
    return tuple(
        Refusal(at=dt.datetime.fromisoformat(at), peer=peer, device=device, what=what, why=why)
        for at, peer, device, what, why in rows
    )
