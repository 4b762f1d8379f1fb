"""下发法律数据: newer tables of law for every terminal, checked as a terminal checks its own import, signed by the hub."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from services.errors import BadInput, Damaged, NotAllowed
from services.hub import attachments, counter, logbook, roster, schema, uploads
from services.hub.counter import News
from services.hub.folder import Desk
from services.law import catalogue, tables
from services.law.tables import BadTable, Form, Table
from services.sync import protocol
from services.sync.messages import Law

MEDIA_TYPE = "application/vnd.court-fieldwork.law"
Missing = Callable[[str], set[str]]
"""What tells the characters of a text that no paper could show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A table that the court hands down: `version` its day, `at` when it came in, `devices` how many have fetched it."""

    number: int
    form: Form
    version: dt.date
    file: str
    at: dt.datetime
    digest: str
    size: int
    devices: int = 0


def bring(desk: Desk, table: str, path: Path, *, now: dt.datetime, missing: Missing) -> Handed:
    """Takes a newer table (by name or title) from a file for all terminals; refused whole with BadTable or BadInput."""
    form = catalogue.named(table)
    try:
        with path.open("rb") as file:
            raw = file.read(tables.MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(f"读不了 {path.name}，没有下发。请核对位置。") from error
    laid = tables.accepted(_in_force(desk, form), path.name, raw, now.date(), missing)
    version: dt.date = tables.parse(path.name, raw, form)["version"]
    if version > now.date():
        raise BadTable(f"{path.name} 的版本{version}还没有到，没有下发：以后的表都会比它旧。请核对版本日期。")
    text = raw.decode("utf-8-sig")
    made = protocol.LawFile(
        hub_id=desk.policy.hub_id,
        court_id=desk.court.id,
        table=form.name,
        file=path.name,
        text=text,
        made_at=now,
    )
    if any(text == known for known in _texts(desk, form)):
        raise NotAllowed(f"{path.name} 已经下发过，没有重复下发。终端同步后在“设置 → 法律数据表”里看得到。")
    signed = protocol.write_law(made, desk.keys.signing)
    digest = uploads.keep(desk.store, desk.folder, signed, MEDIA_TYPE, now)
    return _enter(desk, laid.form, version, path.name, digest, len(signed), now)


def _enter(
    desk: Desk, form: Form, version: dt.date, file: str, digest: str, size: int, now: dt.datetime
) -> Handed:
    table = schema.law_table
    with desk.store.writing() as connection:
        number = (connection.scalar(select(func.max(table.c.number))) or 0) + 1
        row = {"number": number, "name": form.name, "version": version.isoformat(), "file": file}
        rest = {"at": now.isoformat(), "digest": digest, "size": size}
        connection.execute(insert(table), [{**row, **rest}])
        told = [News(officer.id, counter.HEAD) for officer in roster.officers_of(connection)]
        counter.announce(connection, desk.court.id, told)
    return Handed(number=number, form=form, version=version, file=file, at=now, digest=digest, size=size)


def all_of(connection: Connection) -> tuple[Handed, ...]:
    """Every table that was handed down, in the order they came in, with the devices that have fetched it."""
    rows = connection.execute(select(schema.law_table).order_by(schema.law_table.c.number)).all()
    return tuple(
        Handed(
            number=r.number,
            form=catalogue.form(r.name),
            version=dt.date.fromisoformat(r.version),
            file=r.file,
            at=dt.datetime.fromisoformat(r.at),
            digest=r.digest,
            size=r.size,
            devices=len(logbook.devices_given(connection, deed(r.digest))),
        )
        for r in rows
    )


def listed(connection: Connection) -> tuple[Law, ...]:
    """What every terminal is told of, in the order in which it is to be taken."""
    table = schema.law_table
    rows = connection.execute(
        select(table.c.digest, table.c.size, table.c.name, table.c.version).order_by(table.c.number)
    )
    return tuple(Law(digest=d, size=s, table=n, version=dt.date.fromisoformat(v)) for d, s, n, v in rows)


def is_handed(connection: Connection, digest: str) -> bool:
    """True for the bytes of a table that is handed down."""
    table = schema.law_table
    return connection.scalar(select(table.c.number).where(table.c.digest == digest)) is not None


def deed(digest: str) -> str:
    """What the logbook says when a table goes to a device."""
    return f"下发法律数据 {digest[:16]}"


def _in_force(desk: Desk, form: Form) -> Table:
    """The table as a terminal with the same program has it once it has taken everything."""
    found = tables.bundled(form)
    for text in _texts(desk, form):
        try:
            found = tables.newer(found, tables.parse(form.title, text.encode(), form), form.title)
        except BadTable:  # the program brings a later one by now
            continue
    return found


def _texts(desk: Desk, form: Form) -> Iterator[str]:
    """What was handed down of a table, in order; what is destroyed or damaged is left out."""
    table = schema.law_table
    asked = select(table.c.digest).where(table.c.name == form.name).order_by(table.c.number)
    with desk.store.reading() as connection:
        digests = list(connection.scalars(asked))
    for digest in digests:
        try:
            raw = b"".join(attachments.original(desk.store, desk.folder, digest))
        except (Damaged, NotAllowed, OSError):
            continue
        known = protocol.read_law(raw, hub_key=desk.keys.signing.public, court_id=desk.court.id)
        yield known.text
