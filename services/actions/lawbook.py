"""法律数据表: the tables in force on this terminal, a newer one taken from a file, and what has run out."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.documents import faces
from services.errors import BadInput
from services.law import catalogue, periods, tables
from services.law.periods import HolidayTables
from services.law.tables import BadTable, Content, Form, Table
from services.session import Session
from services.store import handed_down, scratch
from services.store.vault import Vault

_PREFIX = "law."


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What 设置 tells of a table: `trouble` why it must not be relied on, `soon` that it runs out, `misfit` of an import.

    `handed` where the court has handed it down by the hub; `refused` why a table that it handed down is not in use.
    """

    name: str
    title: str
    origin: str
    version: dt.date
    until: dt.date | None
    imported: dt.datetime | None
    importable: bool
    trouble: str
    soon: str
    misfit: str
    handed: bool = False
    refused: str = ""


def standings(session: Session, today: dt.date) -> tuple[Standing, ...]:
    """Every table in the catalogue's order."""
    return tuple(_standing(session.vault, form, today) for form in catalogue.FORMS)


def outdated(session: Session, today: dt.date) -> tuple[str, ...]:
    """A sentence for each table in force that has run out, or soon will."""
    found = standings(session, today)
    return tuple(said for s in found for said in (s.trouble, s.soon, s.misfit, s.refused) if said)


def running_out(session: Session, today: dt.date) -> tuple[str, ...]:
    """What 今日 says: the tables that a court imports, where one has run out, soon will, or was set aside."""
    found = (_standing(session.vault, form, today) for form in catalogue.FORMS if form.importable)
    return tuple(said for s in found for said in (s.trouble, s.soon, s.misfit, s.refused) if said)


def table(session: Session, name: str) -> Table:
    """The table in force: the program's, with what the court imported laid over it."""
    return _in_force(session.vault, catalogue.form(name))[0]


def holidays(session: Session) -> HolidayTables:
    """The years of holidays known on this terminal."""
    return holidays_of(session.vault)


def lpr(session: Session) -> Content | None:
    """The LPR that the court imported, None where the program's own table is in force."""
    if not _kept(session.vault, "lpr"):
        return None
    found = table(session, "lpr")
    return None if found.imported is None else found.content


def holidays_of(vault: Vault) -> HolidayTables:
    """The years of holidays known in an opened vault."""
    if not _kept(vault, "holidays"):
        return periods.BUNDLED
    found, _misfit = _in_force(vault, catalogue.form("holidays"))
    return periods.BUNDLED if found.imported is None else periods.read_tables(found.content)


def lay(vault: Vault) -> None:
    """From now on kinds and papers read the terms, passages and restrictions that this vault's court imported."""
    found = {name: _in_force(vault, catalogue.form(name))[0] for name in catalogue.LAID if _kept(vault, name)}
    catalogue.lay({name: table.content for name, table in found.items() if table.imported})


def adopt(session: Session, name: str, path: Path, now: dt.datetime) -> Standing:
    """Takes a newer table from a file; refused whole with BadTable or BadInput, and the one in force stays."""
    form = catalogue.form(name)
    try:
        with path.open("rb") as file:
            raw = file.read(tables.MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(f"读不了 {path.name}，法律数据表没有改动。请检查优盘后重选。") from error
    take(session.vault, form, path.name, raw, now)
    lay(session.vault)
    return _standing(session.vault, form, now.date())


def take(vault: Vault, form: Form, name: str, raw: bytes, now: dt.datetime, *, handed: str = "") -> None:
    """Takes a table's file into use from the next `lay` on; `handed` is its digest where the court has handed it down.

    BadTable says why it does not fit; then the one in force stays.
    """
    before, misfit = _in_force(vault, form)
    tables.accepted(before, name, raw, now.date(), faces.missing)
    kept = [] if misfit else _kept(vault, form.name)
    taken = {"text": raw.decode("utf-8-sig"), "since": now.isoformat(), "file": name, "handed": handed}
    scratch.set_setting(vault, _PREFIX + form.name, [*kept, taken])


def drop(session: Session, name: str, today: dt.date) -> Standing:
    """Goes back to the program's own table."""
    scratch.set_setting(session.vault, _PREFIX + name, [])
    lay(session.vault)
    return _standing(session.vault, catalogue.form(name), today)


def write_out(session: Session, name: str, folder: Path) -> Path:
    """Writes the file in use into a folder, as a pattern for the next; a file that stands there is not touched."""
    form = catalogue.form(name)
    kept = _kept(session.vault, name)
    path = folder / f"{form.title}.toml"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(str(kept[-1]["text"]) if kept else tables.text_of(name))
    except FileExistsError as error:
        raise BadInput(f"那里已经有 {path.name}，没有覆盖。请先把它改名或移走。") from error
    except OSError as error:
        raise BadInput(f"写不进“{folder}”，没有存出。请换一个位置。") from error
    return path


def _standing(vault: Vault, form: Form, today: dt.date) -> Standing:
    found, misfit = _in_force(vault, form)
    kept = _kept(vault, form.name)
    return Standing(
        name=form.name,
        title=form.title,
        origin=form.origin,
        version=found.version,
        until=found.until,
        imported=found.imported,
        importable=form.importable,
        trouble=found.outdated(today),
        soon=found.ends_soon(today),
        misfit=misfit,
        handed=bool(found.imported and kept and kept[-1].get("handed")),
        refused=handed_down.refused(vault, form.name),
    )


def _in_force(vault: Vault, form: Form) -> tuple[Table, str]:
    """The table and why an import is not used: it does not fit this program, or the program brings a later one."""
    found = tables.bundled(form)
    for kept in _kept(vault, form.name):
        try:
            name = str(kept["file"])
            content = _parsed(name, str(kept["text"]), form)
            laid = tables.newer(found, content, name)
        except BadTable as error:  # 设置 says so, and the table before it stands
            return found, f"导入的表停用：{error.sentence}"
        since = dt.datetime.fromisoformat(str(kept["since"]))
        found = Table(form=form, content=laid.content, imported=since)
    return found, ""


@functools.lru_cache(maxsize=32)
def _parsed(name: str, text: str, form: Form) -> Mapping[str, Any]:
    """A kept table, checked once: deadlines ask for it again at every piece of work."""
    return tables.parse(name, text.encode(), form)


def _kept(vault: Vault, name: str) -> list[Mapping[str, Any]]:
    kept = scratch.setting(vault, _PREFIX + name)
    return kept if isinstance(kept, list) else []
