"""到期表: what falls due on each live case, kept beside the docket so that the radar is read and not computed.

Derived rows that only this device writes: a case's rows are made anew when its docket entry, its journal or the tables
of the law have changed since, and are worth nothing else.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from services import digests
from services.cases import closing, deadlines, measures
from services.cases.due import Due
from services.cases.radar import Row
from services.docket.reading import decode_case
from services.entries.entry import Entry
from services.errors import Damaged
from services.law import terms
from services.law.periods import BUNDLED, HolidayTables
from services.records import catalogue
from services.records.declared import Happening
from services.records.events import DocumentIssued, DutyMet, PaperStep
from services.store import exchanged, journal
from services.store.driver import Database, guarded
from services.store.vault import Vault

REVISION = 7  # one more whenever `deadlines.dues` finds something else from the same case
PIECE = 40
UNREAD = "有一条记录读不出来，期限可能不全，请核对日志"

_KINDS = (*(kind.code for kind in catalogue.KINDS), DocumentIssued.code, PaperStep.code, DutyMet.code)
# Where the journal and the colleagues' entries of a case stand: both only ever grow.
_STAMP = (
    "(SELECT coalesce(max(arrival), 0) * 1048576 FROM journal_case j WHERE j.number = c.number)"
    " + (SELECT count(*) FROM colleague_case k WHERE k.number = c.number)"
)
_STALE = (
    "SELECT c.number FROM docket_case c LEFT JOIN due_case d USING (number) WHERE c.live AND (d.number IS NULL"
    " OR d.digest <> c.digest OR d.tables <> :tables"
    f" OR d.arrival <> {_STAMP})"
)
_ROWS = (
    "SELECT d.number, d.sort, d.what, d.on_date, d.term, d.note, d.thing, d.entry, d.fades, d.answer, c.creditors,"
    " c.debtors, c.cause, c.town, k.handler, c.risk, c.series, c.series_count FROM due d"
    " JOIN due_case k USING (number) JOIN docket_case c USING (number)"
    " WHERE c.live AND (d.on_date IS NULL OR d.on_date <= :until) AND NOT (d.fades AND d.on_date < :today)"
)

# The list's next expiry was laid down from the docket alone; here what was seized, renewed or released on site counts too.
_EXPIRY = (
    "UPDATE docket_case SET next_expiry = :expires WHERE number = :number AND next_expiry IS NOT :expires"
)


def stale(vault: Vault, tables: HolidayTables = BUNDLED) -> int:
    """How many live cases have changed since their rows were made."""
    with guarded():
        found = vault.db.execute(f"SELECT count(*) FROM ({_STALE})", {"tables": _known(tables)}).fetchone()
    return int(found[0])


def catch_up(vault: Vault, most: int = PIECE, tables: HolidayTables = BUNDLED) -> int:
    """Makes the rows of up to `most` changed cases anew, in one transaction; returns how many were made."""
    known = _known(tables)
    with guarded():
        numbers = [
            n
            for (n,) in vault.db.execute(f"{_STALE} LIMIT :most", {"tables": known, "most": most}).fetchall()
        ]
        if not numbers:
            return 0
        found = [(n, *_found(vault, n, tables)) for n in numbers]
        with vault.db.atomic():
            _clear_the_gone(vault.db)
            for number, digest, arrival, handler, dues, expires in found:
                _write(vault.db, number, dues, (digest, arrival, handler, known))
                vault.db.execute(_EXPIRY, {"number": number, "expires": expires})
    return len(numbers)


def rows(vault: Vault, today: dt.date, until: dt.date) -> tuple[Row, ...]:
    """What falls due by `until`, is overdue, or lacks its date; in no order. Cases that have changed are as they were."""
    words: dict[str, str] = {}
    with guarded():
        found = vault.db.execute(_ROWS, {"until": until.isoformat(), "today": today.isoformat()})
        return tuple([_row(values, today, words) for values in found])


def _row(values: tuple[Any, ...], today: dt.date, words: dict[str, str]) -> Row:
    """One line of _ROWS, whose columns are of these types by the tables' own word (STRICT).

    The same causes, towns and terms stand in thousands of rows: `words` keeps each of them once.
    """
    once = words.setdefault
    number, sort, what, day, term, note, thing, entry, fades, answer, *about = values
    on = None if day is None else dt.date.fromisoformat(day)
    creditors, debtors, cause, town, handler, risk, series, count = about
    return Row(
        number=number,
        due=Due(
            sort=sort, what=once(what, what), on=on, term=once(term, term), note=once(note, note), thing=thing,
            entry=entry, fades=bool(fades), answer=answer,
        ),
        days_left=None if on is None else on.toordinal() - today.toordinal(),
        creditors=creditors,
        debtors=debtors,
        cause=once(cause, cause),
        town=once(town, town),
        handler=once(handler, handler),
        risk=risk,
        series=once(series, series),
        series_count=count,
    )  # fmt: skip


def _found(
    vault: Vault, number: str, tables: HolidayTables
) -> tuple[bytes, int, str, tuple[Due, ...], str | None]:
    digest, body, arrival = vault.db.execute(
        f"SELECT digest, body, {_STAMP} FROM docket_case c JOIN docket_body USING (id) WHERE number = ?",
        [number],
    ).fetchone()
    case = decode_case(body)
    own, colleagues, unread = _happenings(vault, number) if arrival else ((), (), False)
    held = measures.in_force(case, own, colleagues)
    dues = deadlines.dues(case, held, (*own, *colleagues), tables=tables)
    if unread:
        dues = (*dues, Due(sort="paper", what="期限可能不全", on=None, note=UNREAD))
    soonest = measures.next_expiry(held)
    expires = soonest.measure.expires_on if soonest is not None else None
    return digest, arrival, case.handler, dues, expires.isoformat() if expires else None


def _happenings(vault: Vault, number: str) -> tuple[tuple[Happening, ...], tuple[Happening, ...], bool]:
    """The case's records and papers that this program can read, colleagues' apart, and whether there are others."""
    own = journal.entries(vault, case=number, kinds=_KINDS)
    theirs = [e for e in exchanged.colleagues_entries(vault, case=number) if e.kind in _KINDS]
    read, read_theirs = _read(own), _read(theirs)
    return read, read_theirs, len(read) + len(read_theirs) < len(own) + len(theirs)


def _read(entries: Iterable[Entry]) -> tuple[Happening, ...]:
    found = []
    for entry in entries:
        with contextlib.suppress(Damaged):  # told by the row UNREAD; 校验 says which entry it is
            found.append(catalogue.read(entry))
    return tuple(found)


def _write(db: Database, number: str, dues: Sequence[Due], stamp: tuple[bytes, int, str, str]) -> None:
    db.execute("DELETE FROM due WHERE number = ?", [number])
    db.conn.executemany(
        "INSERT INTO due (number, place, sort, what, on_date, term, note, thing, entry, fades, answer)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(number, place, d.sort, d.what, d.on.isoformat() if d.on else None),
                *(d.term, d.note, d.thing, d.entry, int(d.fades), d.answer),
            )
            for place, d in enumerate(dues)
        ],
    )
    db.execute(
        "INSERT OR REPLACE INTO due_case (number, digest, arrival, handler, tables) VALUES (?, ?, ?, ?, ?)",
        [number, *stamp],
    )


def _clear_the_gone(db: Database) -> None:
    """Cases that are closed or with another officer now keep no rows."""
    for table in ("due", "due_case"):
        db.execute(f"DELETE FROM {table} WHERE number NOT IN (SELECT number FROM docket_case WHERE live)")


def _known(tables: HolidayTables) -> str:
    """What the rows rest on besides the case: this program's rules, the dated tables, the years of holidays."""
    days = (f"{d:%y%m%d}" for _, t in sorted(tables.items()) for d in (*sorted(t.off), *sorted(t.worked)))
    years = ",".join(str(year) for year in sorted(tables))
    days_digest = digests.hex_sha256(" ".join(days).encode())[:16]
    return f"{REVISION} {terms.stamp()} {closing.VERSION} {years} {days_digest}"
