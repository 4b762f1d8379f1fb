"""接续: a terminal that was restored from an old copy goes on as a new device, and what was made on the old chain with it.

The old chain's place for a row is taken for ever. What the restored terminal made there in the meantime comes inside
entries of its new chain, with bytes and signature as they were, and stands among the entries under a name of its own:
the place it came in, then the old device.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from services.entries.chain import Stored
from services.entries.entry import Entry, decode
from services.entries.keys import verify
from services.errors import Damaged, NotAllowed
from services.hub import awaited, counter, desk, lines, roster, schema
from services.hub.counter import News
from services.hub.folder import Desk
from services.hub.roster import Device
from services.hub.store import upsert
from services.records import carried
from services.sync.messages import Succeed, Succeeded

MOST = 100
_APART = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """`device` goes on for `former`, whose chain both sides have alike up to row `after`.

    `confirmed`: the court has found it to be a tablet of its own; otherwise the two stand and fall together.
    """

    device: str
    former: str
    after: int
    at: dt.datetime
    confirmed: bool = False

    @property
    def plain(self) -> dict[str, object]:
        """For a program to read."""
        return {"continues": self.former, "after": self.after, "confirmed": self.confirmed}

    def __str__(self) -> str:
        word = "院里已认可是另一台" if self.confirmed else "与它同停"
        return f"  接续 {self.former} 第 {self.after} 行（由旧副本恢复，{word}）"


def enter(opened: Desk, former: Device, asked: Succeed, now: dt.datetime) -> Succeeded:
    """Enrols the device as which `former` goes on; the same again is answered alike. Raises Refused, NotAllowed."""
    with opened.store.writing() as connection:
        former = lines.lock(connection, former.id)  # who is just being stopped makes no successor
        table = schema.successor
        count = select(func.count()).select_from(table).where(table.c.former == former.id)
        if (connection.scalar(count) or 0) >= MOST:
            raise NotAllowed("这台设备另起新链的次数过多，没有登记。请把它交院里技术人员。")
        carrier = next(o for o in roster.officers_of(connection) if o.id == former.officer)
        before = {d.id for d in roster.devices_of(connection)}
        made = desk.enter(connection, opened, asked.request, carrier, now)
        known = connection.scalar(select(table.c.former).where(table.c.device == made.request.device))
        if made.request.device in before and known != former.id:
            raise NotAllowed("接续要用新的设备编号，这一个已经登记过，没有登记。")
        row = {"device": made.request.device, "former": former.id, "after": max(0, asked.after)}
        upsert(connection, table, [{**row, "at": now.isoformat()}])
        counter.announce(connection, opened.court.id, _beyond(connection, former, max(0, asked.after)))
    return Succeeded(enrolment=made.file)


def all_of(connection: Connection) -> tuple[Succession, ...]:
    """Every device that goes on for another, the latest last."""
    rows = connection.execute(select(schema.successor).order_by(schema.successor.c.at))
    alone = lines.confirmed(connection)
    return tuple(
        Succession(
            device=r.device,
            former=r.former,
            after=r.after,
            at=dt.datetime.fromisoformat(r.at),
            confirmed=r.device in alone,
        )
        for r in rows
    )


def of_desk(opened: Desk) -> tuple[Succession, ...]:
    """As `all_of`, in a transaction of its own."""
    with opened.store.reading() as connection:
        return all_of(connection)


def _beyond(connection: Connection, former: Device, after: int) -> list[News]:
    """What the hub has of the old chain beyond the common part is news to its own officer."""
    entry, case = schema.entry, schema.entry_case
    asked = (
        select(entry.c.id)
        .join(case, case.c.entry == entry.c.id)
        .where(entry.c.device == former.id, entry.c.seq > after)
        .distinct()
    )
    return [News(former.officer, counter.ENTRY, id) for id in connection.scalars(asked)]


def bad_row(entry: Entry, devices: Mapping[str, Device]) -> str:
    """Why the row that an entry carries cannot be taken, "" where it can or there is none."""
    try:
        row = carried.opened(entry)
        if row is None:
            return ""
        inner = decode(row.raw, row.signature, row.algorithm)
    except Damaged:
        return "移入的内容读不出来"
    signer = devices.get(row.device)
    if signer is None or (inner.device, inner.seq) != (row.device, row.seq):
        return "移入的不是本人设备的记录"
    if inner.attachments != entry.attachments:
        return "移入的记录与附件不符"
    if not verify(bytes.fromhex(signer.public), row.raw, row.signature, row.algorithm):
        return "移入的记录签名不符"
    return ""


def take_rows(
    connection: Connection, carrier: Device, entries: Iterable[Entry], now: dt.datetime
) -> list[Entry]:
    """Enters the rows that new entries carry, each once; returns those that are new."""
    found: dict[str, tuple[Entry, Stored, str]] = {}
    for entry in entries:
        row = carried.opened(entry)
        if row is not None:
            inner = decode(row.raw, row.signature, row.algorithm)
            found.setdefault(inner.id, (inner, row, f"{entry.device}.{entry.seq}{_APART}{row.device}"))
    if not found:
        return []
    table = schema.entry
    ids = list(found)
    known = {
        id
        for start in range(0, len(ids), 500)
        for id in connection.scalars(select(table.c.id).where(table.c.id.in_(ids[start : start + 500])))
    }
    fresh = [one for id, one in found.items() if id not in known]
    if fresh:
        arrived = {"carrier": carrier.id, "arrived_at": now.isoformat()}
        connection.execute(insert(table), [{**_columns(e, chain), **arrived} for e, _, chain in fresh])
        cases = [{"number": n, "entry": e.id} for e, _, _ in fresh for n in set(e.cases)]
        if cases:
            connection.execute(insert(schema.entry_case), cases)
        awaited.file(connection, [entry for entry, _, _ in fresh])
    return [entry for entry, _, _ in fresh]


def _columns(entry: Entry, chain: str) -> dict[str, object]:
    return {
        "device": chain,
        "seq": entry.seq,
        "id": entry.id,
        "kind": entry.kind,
        "made_at": entry.made_at.isoformat(),
        "link": entry.link,
        "algorithm": entry.algorithm,
        "signature": entry.signature,
        "raw": entry.raw,
    }


def came_inside(connection: Connection, entries: Sequence[Entry]) -> bool:
    """True when each of these rows, as it is here, has come inside another chain."""
    table = schema.entry
    for start in range(0, len(entries), 500):
        part = {e.id: e.link for e in entries[start : start + 500]}
        rows = connection.execute(select(table.c.id, table.c.link).where(table.c.id.in_(list(part))))
        if {row[0]: row[1] for row in rows} != part:
            return False
    return True


def signer_of(chain: str) -> str:
    """The device whose key signed the rows that stand under this name."""
    return chain.rpartition(_APART)[2]


def is_carried(chain: str) -> bool:
    """True for the name of rows that came inside another chain."""
    return _APART in chain
