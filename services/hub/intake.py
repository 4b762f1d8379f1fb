"""收件: the one way in for entries, whether they come by HTTPS or in a bundle.

Numbering, links and the last signature are checked before the write transaction (each link covers the former entry's
bytes and signature, so the last signature speaks for all of them); the head once more inside it. The same bytes again
are known already; other bytes in a known place are refused loudly. What is refused stops its own chain alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection, select

from services.entries.chain import Stored
from services.entries.entry import FIRST_LINK, MAX_BYTES, Entry, decode
from services.entries.keys import verify
from services.errors import Damaged
from services.hub import assignment, awaited, counter, logbook, roster, schema, succession
from services.hub.counter import News
from services.hub.roster import Device
from services.hub.store import Store, add_missing, insert_all, upsert

_TOGETHER = 500
_LARGEST = 2**63
_FOREIGN = "这条链不属于发送人的设备，没有收。"
_FORK = "与院端已收的同号记录不同，没有收。本机可能由旧副本恢复：请联网同步一次，终端会另起新链再交。"


@dataclass(slots=True)
class Outcome:
    """What became of a chain's rows: how many are new, how many were known; why row `refused_at` was not taken."""

    device: str
    taken: int = 0
    known: int = 0
    refused: str = ""
    refused_at: int = 0

    def refuse(self, seq: int, why: str) -> None:
        """Notes the first refusal; later ones follow from it."""
        if not self.refused:
            self.refused, self.refused_at = why, seq


@dataclass(frozen=True, slots=True)
class _Part:
    """The rows of one chain that hold together, decoded."""

    device: str
    entries: Sequence[Entry]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class _Place:
    seq: int
    link: str
    named: int
    held: int


def take_in(
    store: Store, court: str, carrier: Device, rows: Iterable[Stored], *, now: dt.datetime, road: str
) -> tuple[Outcome, ...]:
    """Takes rows (ordered by device and seq) that a device has brought; they are on the disk when it returns.

    A device brings its own chain and those of its officer's other devices (a tablet restored from a second copy).
    """
    with store.reading() as connection:
        devices = {d.id: d for d in roster.devices_of(connection, officer=carrier.officer)}
    parts = [
        _checked(device, list(group), devices) for device, group in groupby(rows, lambda row: row.device)
    ]
    with store.writing() as connection:
        fresh = [e for part in parts for e in _take(connection, part, carrier, now)]
        fresh += succession.take_rows(connection, carrier, fresh, now)
        for part in parts:
            _pass_over(connection, part)
        counter.announce(connection, court, _news(connection, fresh, carrier.officer))
    outcomes = tuple(part.outcome for part in parts)
    refused = [o for o in outcomes if o.refused]
    if refused:
        with store.writing() as connection:
            for outcome in refused:
                what = f"{road} {outcome.device} {outcome.refused_at}"
                logbook.refused(
                    connection, peer="", device=carrier.id, what=what, why=outcome.refused, now=now
                )
    return outcomes


def _checked(device: str, rows: Sequence[Stored], devices: Mapping[str, Device]) -> _Part:
    """The rows that decode, follow one another and are signed; the outcome names the first that does not."""
    outcome = Outcome(device)
    if device not in devices:
        outcome.refuse(rows[0].seq, _FOREIGN)
        return _Part(device, (), outcome)
    good: list[Entry] = []
    for row in rows:
        why = ""
        try:
            entry = decode(row.raw, row.signature, row.algorithm)
        except Damaged:
            why = "内容读不出来"
        else:
            why = _misfit(entry, row, good[-1] if good else None) or succession.bad_row(entry, devices)
        if why:
            outcome.refuse(row.seq, f"第 {row.seq} 行{why}，这一行和其后的没有收。")
            break
        good.append(entry)
    return _Part(device, _signed(good, bytes.fromhex(devices[device].public), outcome), outcome)


def _misfit(entry: Entry, row: Stored, before: Entry | None) -> str:
    if (entry.device, entry.seq) != (row.device, row.seq):
        return "的内容与编号不符"
    if len(row.raw) > MAX_BYTES:
        return "超过 4 MB"
    if not _is_plain(entry):
        return "内容读不出来"
    if before and (entry.seq, entry.previous) != (before.seq + 1, before.link):
        return "与上一行接不上"
    if entry.seq == 1 and entry.previous != FIRST_LINK:
        return "的首行链接不对"
    return ""


def _is_plain(entry: Entry) -> bool:
    """True when what the tables repeat of an entry is of the sorts they can hold."""
    files = entry.attachments
    texts = [entry.id, entry.kind, *entry.cases, *(t for a in files for t in (a.digest, a.media_type))]
    for text in texts:
        if not isinstance(text, str) or "\0" in text:
            return False
    return all(type(a.size) is int and 0 <= a.size < _LARGEST for a in files)


def _signed(entries: Sequence[Entry], key: bytes, outcome: Outcome) -> Sequence[Entry]:
    """All of them when the last is signed; otherwise those before the first that is not."""
    if not entries or _is_signed(entries[-1], key):
        return entries
    bad = next(i for i, entry in enumerate(entries) if not _is_signed(entry, key))
    outcome.refused, outcome.refused_at = "", 0
    outcome.refuse(entries[bad].seq, f"第 {entries[bad].seq} 行签名不符，这一行和其后的没有收。")
    return entries[:bad]


def _is_signed(entry: Entry, key: bytes) -> bool:
    return verify(key, entry.raw, entry.signature, entry.algorithm)


def _take(connection: Connection, part: _Part, carrier: Device, now: dt.datetime) -> Sequence[Entry]:
    """Puts what is new of a chain at its head; returns it."""
    if not part.entries:
        return ()
    place = _place(connection, part.device)
    old = [e for e in part.entries if e.seq <= place.seq]
    new = [e for e in part.entries if e.seq > place.seq]
    if not _all_known(connection, part, old):
        return ()
    if new and (new[0].seq, new[0].previous) != (place.seq + 1, place.link):
        if new[0].seq > place.seq + 1:
            part.outcome.refuse(new[0].seq, f"缺第 {place.seq + 1} 行，其后的先没有收。")
        else:
            part.outcome.refuse(new[0].seq, f"第 {new[0].seq} 行{_FORK}")
        return ()
    fresh = _fresh(connection, part, new)
    if fresh:
        _insert(connection, part.device, fresh, place, carrier, now)
        part.outcome.taken = len(fresh)
    return fresh


def _place(connection: Connection, device: str) -> _Place:
    """Where the chain stands; on PostgreSQL its row is held until the commit."""
    start = {"device": device, "seq": 0, "link": FIRST_LINK, "named": 0, "held": 0}
    add_missing(connection, schema.chain, [start])
    table = schema.chain
    row = connection.execute(
        select(table.c.seq, table.c.link, table.c.named, table.c.held)
        .where(table.c.device == device)
        .with_for_update()
    ).one()
    return _Place(*row)


def _all_known(connection: Connection, part: _Part, old: Sequence[Entry]) -> bool:
    """True when each of the rows that the hub has already is the same here."""
    if not old:
        return True
    table = schema.entry
    rows = connection.execute(
        select(table.c.seq, table.c.link).where(
            table.c.device == part.device, table.c.seq >= old[0].seq, table.c.seq <= old[-1].seq
        )
    )
    kept = {row[0]: row[1] for row in rows}
    for entry in old:
        if kept.get(entry.seq) != entry.link:
            part.outcome.refuse(entry.seq, f"第 {entry.seq} 行{_FORK}")
            return False
        part.outcome.known += 1
    return True


def _pass_over(connection: Connection, part: _Part) -> None:
    """Rows beside the hub's own that have come inside another chain are known."""
    outcome = part.outcome
    beside = [e for e in part.entries if e.seq >= outcome.refused_at] if _FORK in outcome.refused else []
    if beside and succession.came_inside(connection, beside):
        outcome.known += len(beside)
        outcome.refused, outcome.refused_at = "", 0


def _fresh(connection: Connection, part: _Part, new: Sequence[Entry]) -> Sequence[Entry]:
    """The rows up to the first whose id stands already in another place or twice in the batch."""
    table, taken = schema.entry, set[str]()
    ids = [e.id for e in new]
    for start in range(0, len(ids), _TOGETHER):
        part_of = ids[start : start + _TOGETHER]
        taken |= set(connection.scalars(select(table.c.id).where(table.c.id.in_(part_of))))
    for place, entry in enumerate(new):
        if entry.id in taken:
            part.outcome.refuse(entry.seq, f"第 {entry.seq} 行的编号已属于另一条记录，没有收。")
            return new[:place]
        taken.add(entry.id)
    return new


def _insert(
    connection: Connection,
    device: str,
    new: Sequence[Entry],
    place: _Place,
    carrier: Device,
    now: dt.datetime,
) -> None:
    arrived = now.isoformat()
    insert_all(
        connection,
        schema.entry,
        [
            {
                "device": device,
                "seq": e.seq,
                "id": e.id,
                "kind": e.kind,
                "made_at": e.made_at.isoformat(),
                "link": e.link,
                "algorithm": e.algorithm,
                "signature": e.signature,
                "raw": e.raw,
                "carrier": carrier.id,
                "arrived_at": arrived,
            }
            for e in new
        ],
    )
    cases = [{"number": n, "entry": e.id} for e in new for n in set(e.cases)]
    insert_all(connection, schema.entry_case, cases)
    awaited.file(connection, new)
    named, held = awaited.name(connection, device, new)
    row = {"device": device, "seq": new[-1].seq, "link": new[-1].link}
    upsert(connection, schema.chain, [{**row, "named": place.named + named, "held": place.held + held}])


def _news(connection: Connection, entries: Sequence[Entry], own: str) -> list[News]:
    """To whom the entries are news: who has one of their cases, and their officer where he has a second device."""
    holders = assignment.officers_with(connection, {n for e in entries for n in e.cases})
    second = len([d for d in roster.devices_of(connection, officer=own) if not d.revoked_at]) > 1
    return [
        News(officer, counter.ENTRY, e.id)
        for e in entries
        for officer in {o for n in e.cases for o in holders.get(n, ())}
        if officer != own or second
    ]
