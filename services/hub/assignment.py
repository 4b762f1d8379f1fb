"""承办分配: which officer has which cases; what changes is announced to the officers whom it concerns."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from services.docket import reading
from services.docket.case import Case
from services.errors import BadInput
from services.hub import counter, schema
from services.hub.counter import News
from services.hub.store import add_missing, upsert_all

_TOGETHER = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """What an assignment changed, in cases."""

    added: int
    changed: int
    removed: int


def replace_cases(
    connection: Connection, court: str, officer: str, cases: Sequence[Case], now: dt.datetime
) -> Assigned:
    """These cases become the officer's, in place of those held before; their newer content goes to all who have them.

    The announcement is the last thing: nothing else may be written in the transaction after it.
    """
    bodies = {c.number: reading.encode_case(c) for c in cases}
    digests = {number: hashlib.sha256(body).hexdigest() for number, body in bodies.items()}
    table = schema.docket_case
    known = {row[0]: row[1] for row in connection.execute(select(table.c.number, table.c.digest))}
    changed = [n for n in bodies if known.get(n) != digests[n]]
    upsert_all(connection, table, [{"number": n, "digest": digests[n], "body": bodies[n]} for n in changed])
    before = set(numbers_of(connection, officer))
    added = [n for n in bodies if n not in before]
    removed = [n for n in before if n not in bodies]
    _take_away(connection, officer, removed)
    places = [
        {"officer": officer, "number": n, "place": place, "since": now.isoformat()}
        for place, n in enumerate(bodies)
    ]
    upsert_all(connection, schema.assignment, places)
    others = _holders(connection, [n for n in changed if n in known])
    news = [News(officer, counter.CASE, n) for n in {*added, *removed, *changed}]
    news += [News(o, counter.CASE, n) for n, officers in others.items() for o in officers]
    news += _entries_on(connection, officer, added) + _sealed_on(connection, officer, added)
    counter.announce(connection, court, [*news, News(officer, counter.HEAD)])
    return Assigned(added=len(added), changed=len(set(changed) - set(added)), removed=len(removed))


def assign(
    connection: Connection, court: str, officer: str, numbers: Sequence[str], now: dt.datetime, *, alone: bool
) -> Assigned:
    """Gives known cases to an officer; with `alone` they are taken from everybody else. Raises BadInput.

    Whoever loses a case gets a tombstone, whoever gets it also the entries that others have made on it.
    """
    wanted = list(dict.fromkeys(numbers))
    table = schema.docket_case
    known = {
        n
        for part in _parts(wanted)
        for (n,) in connection.execute(select(table.c.number).where(table.c.number.in_(part)))
    }
    strange = [n for n in wanted if n not in known]
    if strange:
        raise BadInput(f"院端没有这些案件：{'、'.join(strange[:5])}。请先导入承办案件册。")
    before = set(numbers_of(connection, officer))
    added = [n for n in wanted if n not in before]
    last = connection.scalar(
        select(func.max(schema.assignment.c.place)).where(schema.assignment.c.officer == officer)
    )
    rows = [
        {"officer": officer, "number": n, "place": place, "since": now.isoformat()}
        for place, n in enumerate(added, start=(last or 0) + 1)
    ]
    add_missing(connection, schema.assignment, rows)
    losers = (
        [(o, n) for n, officers in _holders(connection, wanted).items() for o in officers if o != officer]
        if alone
        else []
    )
    for other, number in losers:
        _take_away(connection, other, [number])
    news = [News(officer, counter.CASE, n) for n in added] + [News(o, counter.CASE, n) for o, n in losers]
    news += _entries_on(connection, officer, added) + _sealed_on(connection, officer, added)
    counter.announce(connection, court, news)
    return Assigned(added=len(added), changed=0, removed=len(losers))


def numbers_of(connection: Connection, officer: str) -> tuple[str, ...]:
    """The officer's case numbers in the docket's order."""
    table = schema.assignment
    rows = connection.execute(
        select(table.c.number).where(table.c.officer == officer).order_by(table.c.place)
    )
    return tuple(row[0] for row in rows)


def held_by(connection: Connection, officer: str, numbers: Iterable[str]) -> set[str]:
    """Those of the numbers whose cases the officer has."""
    table = schema.assignment
    return {
        number
        for part in _parts(list(numbers))
        for (number,) in connection.execute(
            select(table.c.number).where(table.c.officer == officer, table.c.number.in_(part))
        )
    }


def cases_of(connection: Connection, officer: str) -> tuple[Case, ...]:
    """The officer's cases in the docket's order."""
    given, held = schema.assignment, schema.docket_case
    rows = connection.execute(
        select(held.c.body)
        .join(given, given.c.number == held.c.number)
        .where(given.c.officer == officer)
        .order_by(given.c.place)
    )
    return tuple(reading.decode_case(row[0]) for row in rows)


def officers_with(connection: Connection, numbers: Iterable[str]) -> dict[str, set[str]]:
    """For each of the numbers, who has the case now."""
    return _holders(connection, list(numbers))


def _holders(connection: Connection, numbers: Sequence[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    table = schema.assignment
    for part in _parts(numbers):
        for number, officer in connection.execute(
            select(table.c.number, table.c.officer).where(table.c.number.in_(part))
        ):
            found.setdefault(number, set()).add(officer)
    return found


def _take_away(connection: Connection, officer: str, numbers: Sequence[str]) -> None:
    table = schema.assignment
    for part in _parts(numbers):
        connection.execute(delete(table).where(table.c.officer == officer, table.c.number.in_(part)))


def _entries_on(connection: Connection, officer: str, numbers: Sequence[str]) -> list[News]:
    """What others have made on cases that are new to an officer."""
    table = schema.entry_case
    return [
        News(officer, counter.ENTRY, entry)
        for part in _parts(numbers)
        for (entry,) in connection.execute(select(table.c.entry).where(table.c.number.in_(part)))
    ]


def _sealed_on(connection: Connection, officer: str, numbers: Sequence[str]) -> list[News]:
    """The sealed papers that an officer was given on cases which come back to him."""
    table = schema.sealed_paper
    return [
        News(officer, counter.SEALED, paper)
        for part in _parts(numbers)
        for (paper,) in connection.execute(
            select(table.c.id).where(table.c.officer == officer, table.c.number.in_(part))
        )
    ]


def own_entries(connection: Connection, officer: str) -> list[News]:
    """What the officer has made by his devices on the cases that he has: news to a device that is new."""
    entry, case, held, device = schema.entry, schema.entry_case, schema.assignment, schema.device
    asked = (
        select(entry.c.id)
        .join(device, device.c.id == entry.c.carrier)
        .join(case, case.c.entry == entry.c.id)
        .join(held, (held.c.number == case.c.number) & (held.c.officer == officer))
        .where(device.c.officer == officer)
        .distinct()
    )
    return [News(officer, counter.ENTRY, id) for id in connection.scalars(asked)]


def _parts(values: Sequence[str]) -> list[Sequence[str]]:
    return [values[i : i + _TOGETHER] for i in range(0, len(values), _TOGETHER)]
