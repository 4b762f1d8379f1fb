"""附件登记: which attachments the entries name, and which of them have come; each chain counts its own.

Chains are locked before attachments and both in the order of their names: two transactions that waited for each other
would both be turned away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, insert, select, update

from services.entries.entry import Entry
from services.hub import schema
from services.hub.store import add_missing


def name(connection: Connection, device: str, new: Sequence[Entry]) -> tuple[int, int]:
    """Enters the attachments that these entries name first; returns how many, and how many of them are there."""
    wanted = {a.digest: (a, e.id) for e in reversed(new) for a in e.attachments}
    if not wanted:
        return 0, 0
    link, table = schema.entry_attachment, schema.attachment
    asked = select(link.c.digest).where(link.c.device == device, link.c.digest.in_(list(wanted)))
    for digest in connection.scalars(asked).all():
        wanted.pop(digest)
    add_missing(
        connection,
        table,
        [
            {
                "digest": digest,
                "size": a.size,
                "media_type": a.media_type,
                "key": None,
                "stored_at": "",
                "erased_at": "",
                "erased_why": "",
            }
            for digest, (a, _) in sorted(wanted.items())
        ],
    )
    links = [{"digest": d, "device": device, "entry": entry} for d, (_, entry) in wanted.items()]
    if links:
        connection.execute(insert(link), links)
    # Held until the commit: whoever finishes one of them meanwhile waits, and then finds this chain naming it.
    stored = connection.scalars(
        select(table.c.stored_at)
        .where(table.c.digest.in_(list(wanted)))
        .order_by(table.c.digest)
        .with_for_update(read=True)
    )
    return len(wanted), sum(1 for at in stored if at)


def file(connection: Connection, entries: Iterable[Entry]) -> None:
    """Enters which attachments each of these new entries has."""
    rows = [{"digest": d, "entry": e.id} for e in entries for d in sorted({a.digest for a in e.attachments})]
    if rows:
        connection.execute(insert(schema.entry_file), rows)


def held_now(connection: Connection, digests: Sequence[str], now: dt.datetime) -> None:
    """Counts attachments that have come whole in every chain that names them."""
    table, link, chain = schema.attachment, schema.entry_attachment, schema.chain
    naming = select(link.c.device).where(link.c.digest.in_(digests))
    held_chains = select(chain.c.device).where(chain.c.device.in_(naming)).order_by(chain.c.device)
    connection.execute(held_chains.with_for_update()).all()
    lacking = select(table.c.digest).where(table.c.digest.in_(digests), table.c.stored_at == "")
    done = connection.scalars(lacking.order_by(table.c.digest).with_for_update()).all()
    if not done:
        return
    connection.execute(update(table).where(table.c.digest.in_(done)).values(stored_at=now.isoformat()))
    more = (
        select(func.count()).where(link.c.device == chain.c.device, link.c.digest.in_(done)).scalar_subquery()
    )
    connection.execute(update(chain).where(chain.c.device.in_(naming)).values(held=chain.c.held + more))
