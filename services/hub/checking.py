"""院端核验: every chain and every attachment at the hub, checked against what was signed; the first misfit is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from services.entries.chain import Fault, Stored, first_fault
from services.entries.keys import verify
from services.errors import BadInput, Damaged, NotAllowed
from services.hub import attachments, roster, schema, succession
from services.hub.folder import Desk

_TOGETHER = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was looked at, and sentences on what does not fit; `erased` attachments have only their tombstone."""

    chains: int
    entries: int
    files: int
    erased: int
    awaited: int
    told: tuple[str, ...]


def check(desk: Desk) -> Checked:
    """Walks everything; nothing is changed."""
    told: list[str] = []
    with desk.store.reading() as connection:
        keys = {d.id: bytes.fromhex(d.public) for d in roster.devices_of(connection)}
        table = schema.chain
        heads = {row.device: row for row in connection.execute(select(table).order_by(table.c.device))}
        for device, head in heads.items():
            fault = first_fault(rows(connection, device), keys) or _short(connection, device, head.seq)
            if fault is not None:
                told.append(f"设备 {device[:8]} 第 {fault.seq} 行：{fault.why}。")
        told += _carried(connection, keys)
        entries = sum(head.seq for head in heads.values())
        held = connection.execute(select(schema.attachment).order_by(schema.attachment.c.digest)).all()
    for row in held:
        if row.stored_at and not row.erased_at:
            told += _unlike(desk, row.digest)
    return Checked(
        chains=len(heads),
        entries=entries,
        files=sum(1 for r in held if r.stored_at),
        erased=sum(1 for r in held if r.erased_at),
        awaited=sum(1 for r in held if not r.stored_at),
        told=tuple(told),
    )


def rows(connection: Connection, device: str) -> Iterator[Stored]:
    """A chain's rows in the order of seq, few at a time."""
    table, seq = schema.entry, 0
    asked = select(table.c.device, table.c.seq, table.c.raw, table.c.signature, table.c.algorithm)
    while True:
        after = asked.where(table.c.device == device, table.c.seq > seq).order_by(table.c.seq)
        found = connection.execute(after.limit(_TOGETHER)).all()
        if not found:
            return
        for d, s, raw, signature, algorithm in found:
            yield Stored(d, s, bytes(raw), bytes(signature), algorithm)
        seq = found[-1][1]


def _carried(connection: Connection, keys: Mapping[str, bytes]) -> list[str]:
    """Rows that came inside another chain: each has a signature of its own."""
    table = schema.entry
    asked = select(table.c.device, table.c.seq, table.c.raw, table.c.signature, table.c.algorithm)
    told = []
    for name, seq, raw, signature, algorithm in connection.execute(
        asked.where(table.c.device.contains("~", autoescape=True)).order_by(table.c.device, table.c.seq)
    ):
        signer = succession.signer_of(name)
        if signer not in keys or not verify(keys[signer], bytes(raw), bytes(signature), algorithm):
            told.append(f"设备 {signer[:8]} 移入的第 {seq} 行：签名不符。")
    return told


def _short(connection: Connection, device: str, head: int) -> Fault | None:
    """What the chain's head promises must be there."""
    table = schema.entry
    last = connection.scalar(
        select(table.c.seq).where(table.c.device == device).order_by(table.c.seq.desc()).limit(1)
    )
    return None if (last or 0) == head else Fault(device, (last or 0) + 1, f"应有 {head} 行，后面的不在")


def _unlike(desk: Desk, digest: str) -> list[str]:
    try:
        for _ in attachments.original(desk.store, desk.folder, digest):
            pass
    except FileNotFoundError:
        return [f"附件 {digest[:8]} 的文件不在。请从备份恢复。"]
    except (Damaged, NotAllowed, BadInput) as error:
        return [error.sentence]
    return []
