"""同一台终端: devices that are one tablet under several names, each going on for another; they stand and fall together.

A successor is enrolled on the old key's word alone, so it never has more standing than that word: whoever is stopped
takes along all that it goes on for and all that go on for it, in one transaction. Where the court has looked and found
another tablet (a disk image that went into a spare one), it says so, and that device stands for itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from services.errors import BadInput, NotAllowed
from services.hub import counter, roster, schema
from services.hub.counter import News
from services.hub.roster import Device
from services.hub.store import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """A device that was stopped and those that were stopped with it."""

    device: Device
    along: tuple[str, ...]


def tablet_of(connection: Connection, device: str) -> set[str]:
    """All names of the tablet that this device is, itself among them."""
    table = schema.successor
    own = confirmed(connection)
    ties = [
        (row.device, row.former)
        for row in connection.execute(select(table.c.device, table.c.former))
        if row.device not in own
    ]
    found, fresh = set[str](), {device}
    while fresh:
        found |= fresh
        fresh = {b for tie in ties for a, b in (tie, tie[::-1]) if a in found} - found
    return found


def confirmed(connection: Connection) -> set[str]:
    """The successors that the court has found to be tablets of their own."""
    table = schema.lone_device
    return set(connection.scalars(select(table.c.device).where(table.c.confirmed_at != "")))


def lock(connection: Connection, device: str) -> Device:
    """The device, its row held until the commit; raises NotAllowed where it has been stopped in the meantime."""
    known = roster.device(connection, device, hold=True)
    if known is None or known.revoked_at is not None:
        raise NotAllowed("这台设备已由院里停用。请与院里联系。")
    return known


def stop(
    connection: Connection,
    court: str,
    device: str,
    why: str,
    now: dt.datetime,
    *,
    keep: Sequence[str] = (),
) -> Stopped:
    """Stops a tablet under all its names; `keep` are first confirmed to be others. Raises BadInput, NotAllowed."""
    if roster.device(connection, device) is None:
        raise BadInput(f"没有编号为“{device}”的设备。请用 hub devices 核对。")
    for one in keep:
        _set_apart(connection, one, now)
    held = set[str]()
    while (names := tablet_of(connection, device)) != held:  # one that is just being entered is waited for
        for name in sorted(names - held):
            roster.device(connection, name, hold=True)
        held = names
    if overlapping := held & set(keep):
        raise NotAllowed(
            f"设备 {'、'.join(sorted(overlapping))} 与要停用的是同一台，不能保留。请用 hub devices 核对。"
        )
    along = []
    for name in sorted(held - {device}):
        known = roster.device(connection, name)
        if known is not None and known.revoked_at is None:
            roster.stop(connection, name, f"随设备 {device} 停用：{why}", now)
            upsert(
                connection, schema.lone_device, [{"device": name, "confirmed_at": "", "stopped_with": device}]
            )
            along.append(name)
    table = schema.lone_device
    connection.execute(update(table).where(table.c.device == device).values(stopped_with=""))
    stopped = roster.revoke(connection, court, device, why, now)
    if along:
        counter.announce(connection, court, [News(stopped.officer, counter.HEAD)])
    return Stopped(device=stopped, along=tuple(along))


def confirm(connection: Connection, court: str, device: str, now: dt.datetime) -> tuple[str, ...]:
    """A successor is a tablet of its own from now on; what was stopped along with the other acts again. Returns those.

    What was stopped for itself stays so. Raises BadInput for a device that goes on for none.
    """
    _set_apart(connection, device, now)
    table = schema.lone_device
    along = connection.execute(
        select(table.c.device, table.c.stopped_with)
        .where(table.c.stopped_with != "")
        .order_by(table.c.device)
    ).all()
    again = [name for name, other in along if other not in tablet_of(connection, name)]
    officers = set()
    for name in again:
        known = roster.device(connection, name, hold=True)
        officers |= {known.officer} if known else set()
        roster.reinstate(connection, name)
        connection.execute(update(table).where(table.c.device == name).values(stopped_with=""))
    counter.announce(connection, court, [News(officer, counter.HEAD) for officer in officers])
    return tuple(again)


def _set_apart(connection: Connection, device: str, now: dt.datetime) -> None:
    table = schema.successor
    if connection.scalar(select(table.c.former).where(table.c.device == device)) is None:
        raise BadInput(f"设备 {device} 不是接续别的设备的，不用认可。请用 hub devices 核对编号。")
    kept = schema.lone_device
    with_ = connection.scalar(select(kept.c.stopped_with).where(kept.c.device == device)) or ""
    row = {"device": device, "confirmed_at": now.isoformat(), "stopped_with": with_}
    upsert(connection, kept, [row])
