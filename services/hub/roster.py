"""名册: the court's officers and the devices that act for them; a device is revoked, never forgotten."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, bindparam, func, select, update

from services.docket.court import Officer
from services.errors import BadInput, NotAllowed
from services.hub import counter, schema
from services.hub.counter import News
from services.hub.store import upsert

# Asked with every request: a question that is made once costs half.
_DEVICE = select(schema.device).where(schema.device.c.id == bindparam("device"))
_DEVICES = (
    select(schema.device).where(schema.device.c.officer == bindparam("of")).order_by(schema.device.c.serial)
)
_USED = (
    update(schema.device)
    .where(schema.device.c.id == bindparam("device"), schema.device.c.nonce == bindparam("used"))
    .values(nonce=bindparam("fresh"), seen_at=bindparam("at"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """An enrolled terminal: for which officer, its public key (hex), its age recipient; `revoked_at` None while it acts."""

    id: str
    officer: str
    public: str
    age_recipient: str
    serial: int
    enrolled_at: dt.datetime
    revoked_at: dt.datetime | None = None
    revoked_why: str = ""
    seen_at: dt.datetime | None = None


def put_officers(connection: Connection, court: str, officers: Iterable[Officer]) -> None:
    """Enters officers, in the place of those of the same id."""
    known = {o.id for o in officers_of(connection)}
    listed = list(officers)
    table = schema.officer
    serials = {row[0]: row[1] for row in connection.execute(select(table.c.id, table.c.serial))}
    rows = [
        {"id": o.id, "place": place, "serial": serials.get(o.id, 0), "body": msgspec.json.encode(o)}
        for place, o in enumerate(listed, start=len(known))
    ]
    upsert(connection, table, rows)
    everybody = {*known, *(o.id for o in listed)}
    counter.announce(connection, court, [News(officer, counter.HEAD) for officer in everybody])


def officers_of(connection: Connection) -> tuple[Officer, ...]:
    """All officers in the order they were entered."""
    rows = connection.execute(select(schema.officer.c.body).order_by(schema.officer.c.place))
    return tuple(msgspec.json.decode(row[0], type=Officer) for row in rows)


def officer_named(connection: Connection, text: str) -> Officer:
    """The officer of that id or name; raises BadInput when there is none or more than one."""
    found = [o for o in officers_of(connection) if text in (o.id, o.name)]
    if len(found) != 1:
        raise BadInput(f"名册里找不到唯一的执行人员“{text}”。请核对名册，重名时用编号。")
    return found[0]


def serial_of(connection: Connection, officer: str) -> int:
    """The serial of the officer's docket as it was changed or handed out last; 0 before the first."""
    return connection.scalar(select(schema.officer.c.serial).where(schema.officer.c.id == officer)) or 0


def next_serial(connection: Connection, officer: str) -> int:
    """Counts the officer's docket one further."""
    table = schema.officer
    counted = update(table).where(table.c.id == officer).values(serial=table.c.serial + 1)
    return int(connection.scalar(counted.returning(table.c.serial)) or 0)


def devices_of(connection: Connection, *, officer: str = "") -> tuple[Device, ...]:
    """All devices, or one officer's, in the order of their enrolment."""
    if officer:
        rows = connection.execute(_DEVICES, {"of": officer})
    else:
        rows = connection.execute(select(schema.device).order_by(schema.device.c.serial))
    return tuple(_device(row._mapping) for row in rows)


def device(connection: Connection, device_id: str, *, hold: bool = False) -> Device | None:
    """One device, or None; with `hold` nobody else changes it before the commit."""
    row = connection.execute(_DEVICE.with_for_update() if hold else _DEVICE, {"device": device_id}).first()
    return _device(row._mapping) if row else None


def keys_of(connection: Connection, devices: Iterable[str]) -> dict[str, str]:
    """The public keys (hex) of these devices."""
    table = schema.device
    asked = select(table.c.id, table.c.public).where(table.c.id.in_(list(devices)))
    return {row[0]: row[1] for row in connection.execute(asked)}


def enter_device(connection: Connection, made: Device) -> None:
    """Enters a device or its newer enrolment; raises NotAllowed where the id stands for another key or is revoked."""
    known = device(connection, made.id, hold=True)
    if known and known.public != made.public:
        raise NotAllowed("这个设备编号已用另一把钥匙登记过，没有登记。请在终端上重新开始初次使用。")
    if known and known.revoked_at:
        raise NotAllowed("这台设备已经停用，没有登记。请在终端上重新开始初次使用。")
    row = {
        "id": made.id,
        "officer": made.officer,
        "public": made.public,
        "age_recipient": made.age_recipient,
        "serial": made.serial,
        "enrolled_at": made.enrolled_at.isoformat(),
        "revoked_at": "",
        "revoked_why": "",
        "nonce": new_nonce(),
        "seen_at": "",
    }
    upsert(connection, schema.device, [row])


def next_device_serial(connection: Connection) -> int:
    """The number of the next enrolment sheet."""
    return (connection.scalar(select(func.max(schema.device.c.serial))) or 0) + 1


def revoke(connection: Connection, court: str, device_id: str, why: str, now: dt.datetime) -> Device:
    """Stops a device from acting; its officer's other devices are told. Raises BadInput when there is none."""
    known = device(connection, device_id)
    if known is None:
        raise BadInput(f"没有编号为“{device_id}”的设备。请用 hub devices 核对。")
    if known.revoked_at is None:
        stop(connection, device_id, why, now)
        counter.announce(connection, court, [News(known.officer, counter.HEAD)])
    return device(connection, device_id) or known


def stop(connection: Connection, device_id: str, why: str, now: dt.datetime) -> None:
    """The device is not heard any more."""
    table = schema.device
    stopped = update(table).where(table.c.id == device_id)
    connection.execute(stopped.values(revoked_at=now.isoformat(), revoked_why=why))


def reinstate(connection: Connection, device_id: str) -> None:
    """The device is heard again."""
    table = schema.device
    connection.execute(update(table).where(table.c.id == device_id).values(revoked_at="", revoked_why=""))


def new_nonce() -> str:
    """A nonce for a device's next request: 128 random bits."""
    return secrets.token_urlsafe(16)


def nonce_of(connection: Connection, device_id: str) -> str:
    """What the device's next request must carry."""
    return connection.scalar(select(schema.device.c.nonce).where(schema.device.c.id == device_id)) or ""


def take_nonce(connection: Connection, device_id: str, nonce: str, now: dt.datetime) -> str:
    """Uses the device's nonce up and returns the next; "" when it was not the one that is due."""
    fresh = new_nonce()
    values = {"device": device_id, "used": nonce, "fresh": fresh, "at": now.isoformat()}
    return fresh if connection.execute(_USED, values).rowcount == 1 else ""


def renew_nonces(connection: Connection) -> None:
    """New nonces for all: after a power cut the last ones used might be taken for unused."""
    table = schema.device
    for row in connection.execute(select(table.c.id)).all():
        connection.execute(update(table).where(table.c.id == row[0]).values(nonce=new_nonce()))


def _device(row: object) -> Device:
    kept = dict(row)  # type: ignore[call-overload]
    return Device(
        id=kept["id"],
        officer=kept["officer"],
        public=kept["public"],
        age_recipient=kept["age_recipient"],
        serial=kept["serial"],
        enrolled_at=dt.datetime.fromisoformat(kept["enrolled_at"]),
        revoked_at=_moment(kept["revoked_at"]),
        revoked_why=kept["revoked_why"],
        seen_at=_moment(kept["seen_at"]),
    )


def _moment(text: str) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
