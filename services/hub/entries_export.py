"""外勤记录导出: entries as a sheet (xlsx, csv, json), as a map layer (GeoJSON), or as a package that proves itself."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from services.clock import local
from services.docket import reading
from services.entries.entry import Attachment, Entry, decode
from services.errors import BadInput, Damaged, NotAllowed
from services.hub import attachments, docket_export, schema, tables
from services.hub.folder import Desk
from services.identifiers import case_number as case_numbers
from services.position.fix import Fix
from services.records import catalogue
from services.records.events import CaseOpened, PackageMade
from services.records.record import Record

HEADS = (
    "案号", "时间", "事项", "内容", "执行人员", "设备编号", "设备序号", "记录编号", "更正的记录编号", "更正理由", "纬度",
    "经度", "精度（米）", "附件数", "原文SHA-256", "收到时间",
)  # fmt: skip
SHEET = "外勤记录"
SUMS = "SHA256SUMS"
_ACCESS = (CaseOpened.code, PackageMade.code)
_TOGETHER = 500
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written; `missing` attachments (their digests) are erased, awaited or damaged."""

    entries: int
    files: int = 0
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    entry: Entry
    arrived_at: str


def export(desk: Desk, target: Path, *, case: str = "") -> Exported:
    """Writes the entries (of one case) as .xlsx, .csv, .json or .geojson by the suffix of `target`; raises BadInput."""
    with desk.store.reading() as connection:
        kept = list(_entries(connection, _number(case)))
    match target.suffix.lower():
        case ".geojson":
            target.write_text(_geojson(kept), encoding="utf-8")
        case ".csv":
            text = io.StringIO(newline="")
            csv.writer(text).writerows([HEADS, *map(_row, kept)])
            target.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
        case ".xlsx" | ".json":
            tables.write(target, {SHEET: [HEADS, *map(_row, kept)]})
        case _:
            raise BadInput("只能导出为 .xlsx、.csv、.json 或 .geojson 文件。")
    return Exported(len(kept))


def package(desk: Desk, folder: Path, *, case: str = "") -> Exported:
    """Writes cases, entries (signed bytes and signatures), originals and checksums into a new folder; nothing is encrypted.

    Raises NotAllowed for a folder with something in it. Written whole or not at all.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotAllowed(f"“{folder.name}”不是空文件夹，没有写入。请换一个新的文件夹。")
    making = folder.with_name(f".{folder.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    try:
        making.mkdir(parents=True, mode=0o700)
        done = _fill(desk, making, _number(case))
        if folder.exists():
            folder.rmdir()
        making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return done


def _fill(desk: Desk, folder: Path, number: str) -> Exported:
    with desk.store.reading() as connection:
        kept = list(_entries(connection, number))
        table = schema.docket_case
        asked = select(table.c.body).order_by(table.c.number)
        bodies = connection.scalars(asked.where(table.c.number == number) if number else asked)
        cases = [reading.decode_case(bytes(body)) for body in bodies]
        public = dict(connection.execute(select(schema.device.c.id, schema.device.c.public)).tuples().all())
    docket_export.write(folder / "承办案件.json", cases)
    tables.write(folder / f"{SHEET}.json", {SHEET: [HEADS, *map(_row, kept)]})
    signed = folder / "entries"
    signed.mkdir()
    for one in kept:
        name = f"{one.entry.device[:8]}-{one.entry.seq:06}"
        (signed / f"{name}.json").write_bytes(one.entry.raw)
        (signed / f"{name}.sig").write_bytes(one.entry.signature)
    keys = {one.entry.device: public[one.entry.device] for one in kept}
    (folder / "keys.json").write_text(json.dumps(keys, indent=1), encoding="utf-8")
    missing = _originals(desk, folder / "attachments", [a for one in kept for a in one.entry.attachments])
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    sums = "".join(f"{_digest(p)}  {p.relative_to(folder).as_posix()}\n" for p in files)
    (folder / SUMS).write_text(sums, encoding="utf-8", newline="\n")
    return Exported(len(kept), len(files) + 1, missing)


def _originals(desk: Desk, folder: Path, named: Sequence[Attachment]) -> tuple[str, ...]:
    folder.mkdir()
    missing = []
    for digest, attachment in {a.digest: a for a in named}.items():
        path = folder / f"{digest}-{_UNSAFE.sub('_', attachment.name or attachment.role)[-60:]}"
        try:
            with path.open("xb") as target:
                for piece in attachments.original(desk.store, desk.folder, digest):
                    target.write(piece)
        except (BadInput, NotAllowed, Damaged, FileNotFoundError):
            path.unlink(missing_ok=True)
            missing.append(digest)
    return tuple(missing)


def _number(case: str) -> str:
    return str(case_numbers.parse(case)) if case else ""


def _entries(connection: Connection, number: str) -> Iterator[_Kept]:
    """The entries in the order of their chains, without those that say who looked into what."""
    table, link = schema.entry, schema.entry_case
    asked = select(table.c.raw, table.c.signature, table.c.algorithm, table.c.arrived_at)
    asked = asked.where(table.c.kind.not_in(_ACCESS)).order_by(table.c.device, table.c.seq)
    if number:
        asked = asked.where(table.c.id.in_(select(link.c.entry).where(link.c.number == number)))
    for raw, signature, algorithm, arrived in connection.execute(asked).yield_per(_TOGETHER):
        yield _Kept(decode(bytes(raw), bytes(signature), algorithm), arrived)


def _row(kept: _Kept) -> list[str]:
    entry = kept.entry
    title, told = _said(entry)
    fix = entry.position if isinstance(entry.position, Fix) else None
    return [
        "、".join(entry.cases),
        f"{local(entry.made_at):%Y-%m-%d %H:%M:%S}",
        *(
            title,
            told,
            "、".join(entry.officers),
            entry.device,
            str(entry.seq),
            entry.id,
            entry.amends,
            entry.reason,
        ),
        *((f"{fix.latitude:.7f}", f"{fix.longitude:.7f}") if fix else ("", "")),
        "" if fix is None or fix.accuracy_m is None else f"{fix.accuracy_m:.1f}",
        *(str(len(entry.attachments)), entry.digest, kept.arrived_at),
    ]


def _said(entry: Entry) -> tuple[str, str]:
    """What an entry is called and says in a line; what this program cannot read of it is left to its bytes."""
    try:
        said = catalogue.read(entry).said
    except Damaged:
        return f"{catalogue.title(entry.kind)}（内容读不出）", ""
    return said.title, said.summary() if isinstance(said, Record) else ""


def _geojson(kept: Sequence[_Kept]) -> str:
    """RFC 7946: WGS-84, longitude first; entries without a fix are not on the map."""
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "id": one.entry.id,
            "geometry": {"type": "Point", "coordinates": [fix.longitude, fix.latitude]},
            "properties": dict(zip(HEADS, _row(one), strict=True)),
        }
        for one in kept
        if isinstance(fix := one.entry.position, Fix)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
