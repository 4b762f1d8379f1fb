"""院端日志: the chains as the hub keeps them."""

from __future__ import annotations

from sqlalchemy import select

from services.hub import schema
from services.hub.store import Store


def chain_rows(store: Store, device: str) -> list[tuple[int, bytes, bytes]]:
    """A device's chain as the hub has it: seq, stored bytes, signature."""
    table = schema.entry
    asked = select(table.c.seq, table.c.raw, table.c.signature).where(table.c.device == device)
    with store.reading() as connection:
        return [(s, bytes(r), bytes(g)) for s, r, g in connection.execute(asked.order_by(table.c.seq))]
