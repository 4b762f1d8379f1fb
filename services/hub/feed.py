"""下发: what has changed for an officer since his terminal asked last: cases, tombstones, colleagues' entries.

A terminal says where it stands by cursor and mark. Where the hub has never stood there (it was restored from an old
copy, or is another one), the terminal gets everything anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, tuple_

from services.docket.court import Court
from services.docket.sealed import encode as encode_sealed
from services.hub import (
    assignment,
    blank_forms,
    counter,
    law,
    logbook,
    roster,
    schema,
    sealed_register,
    succession,
)
from services.hub.counter import Position
from services.hub.enrolment import Policy
from services.hub.roster import Device
from services.sync.messages import PAGE, Feed, Foreign, Head, Step

_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class _Change:
    kind: str
    key: str
    cursor: int


@dataclass(frozen=True, slots=True)
class Pulled:
    """A page of changes, and the cases that are given with it."""

    page: Feed
    numbers: tuple[str, ...]


def pull(
    connection: Connection,
    court: Court,
    policy: Policy,
    device: Device,
    seen: Position,
    *,
    after: Step | None = None,
    most: int = PAGE,
) -> Pulled | None:
    """A page of changes for this device, None when it has everything; nothing is written, so that no writer waits.

    A page holds at most `most` changes, those after `after`. Before it leaves, `note` writes down what is given.
    """
    here = counter.position(connection, court.id)
    if after is None and here == seen:
        return None
    whole = seen.cursor == 0 or not counter.knows(connection, court.id, seen)
    start = after or (0 if whole else seen.cursor + 1, "", "")
    changes = _changes(connection, device.officer, start, max(1, min(most, PAGE)) + 1)
    following = None
    if len(changes) > max(1, min(most, PAGE)):
        changes = changes[:-1]
        following = (changes[-1].cursor, changes[-1].kind, changes[-1].key)
    asked = [c.key for c in changes if c.kind == counter.CASE]
    mine = assignment.held_by(connection, device.officer, asked)
    cases = _bodies(connection, [n for n in asked if n in mine])
    papers = [c.key for c in changes if c.kind == counter.SEALED]
    sealed = sealed_register.held_by(connection, device.officer, papers)
    page = Feed(
        whole=whole,
        cursor=here.cursor,
        mark=here.mark,
        following=following,
        head=head(connection, court, policy, device),
        cases=tuple(cases.values()),
        gone=tuple(n for n in asked if n not in mine),
        entries=_entries(connection, [c.key for c in changes if c.kind == counter.ENTRY], device),
        sealed=tuple(encode_sealed(sealed[id]) for id in papers if id in sealed),
        sealed_gone=tuple(id for id in papers if id not in sealed),
    )
    return Pulled(page, tuple(cases))


def note(connection: Connection, device: Device, pulled: Pulled, now: dt.datetime) -> None:
    """Writes down which cases go to the device."""
    logbook.seen(
        connection, officer=device.officer, device=device.id, deed="下发", numbers=pulled.numbers, now=now
    )


def is_current(connection: Connection, court: str, seen: Position) -> bool:
    """True when nothing has changed since."""
    return counter.position(connection, court) == seen


def head(connection: Connection, court: Court, policy: Policy, device: Device) -> Head:
    """The docket's head for the device's officer."""
    officers = roster.officers_of(connection)
    return Head(
        court=court,
        officer=next(o for o in officers if o.id == device.officer),
        colleagues=tuple(o for o in officers if o.id != device.officer),
        serial=roster.serial_of(connection, device.officer),
        lease_days=policy.lease_days,
        revoked=tuple(d.id for d in roster.devices_of(connection, officer=device.officer) if d.revoked_at),
        demo=policy.demo,
        blank_forms=blank_forms.are_allowed(connection),
        law=law.listed(connection),
    )


def _changes(connection: Connection, officer: str, after: Step, most: int) -> list[_Change]:
    table = schema.feed
    place = tuple_(table.c.cursor, table.c.kind, table.c.key)
    rows = connection.execute(
        select(table.c.kind, table.c.key, table.c.cursor)
        .where(table.c.officer == officer, table.c.cursor >= after[0], place > after)
        .order_by(table.c.cursor, table.c.kind, table.c.key)
        .limit(most)
    )
    return [_Change(*row) for row in rows]


def _bodies(connection: Connection, numbers: Sequence[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    table = schema.docket_case
    for start in range(0, len(numbers), _TOGETHER):
        part = numbers[start : start + _TOGETHER]
        for number, body in connection.execute(
            select(table.c.number, table.c.body).where(table.c.number.in_(part))
        ):
            found[number] = bytes(body)
    return {n: found[n] for n in numbers if n in found}


def _entries(connection: Connection, ids: Sequence[str], device: Device) -> tuple[Foreign, ...]:
    """Entries of other devices on cases that the officer has (still), with the keys that signed them."""
    table, case = schema.entry, schema.entry_case
    found: dict[str, Foreign] = {}
    for start in range(0, len(ids), _TOGETHER):
        part = ids[start : start + _TOGETHER]
        numbers: dict[str, set[str]] = {}
        for entry, number in connection.execute(
            select(case.c.entry, case.c.number).where(case.c.entry.in_(part))
        ):
            numbers.setdefault(entry, set()).add(number)
        mine = assignment.held_by(connection, device.officer, {n for of in numbers.values() for n in of})
        rows = connection.execute(
            select(
                table.c.id, table.c.device, table.c.seq, table.c.raw, table.c.signature, table.c.algorithm
            ).where(table.c.id.in_(part), table.c.device != device.id)
        ).all()
        keys = roster.keys_of(connection, {succession.signer_of(row[1]) for row in rows})
        for id, who, seq, raw, signature, algorithm in rows:
            key = keys.get(succession.signer_of(who), "")
            if key and numbers.get(id, set()) & mine:
                found[id] = Foreign(key=key, row=(who, seq, bytes(raw), bytes(signature), algorithm))
    return tuple(found[i] for i in ids if i in found)
