"""院端的案头: a folder from which an administrator imports dockets, enrols terminals and writes their files.

Every function takes the folder (or the desk opened from it) and plain arguments and returns what it did.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from services.docket.case import Case, Docket
from services.docket.court import Officer
from services.errors import BadInput
from services.hub import (
    assignment,
    blank_forms,
    certificate,
    counter,
    docket_import,
    enrolment,
    lines,
    roster,
)
from services.hub.assignment import Assigned
from services.hub.enrolment import Enrolled
from services.hub.folder import (
    Desk,
    enter_officers,
    found,
    found_from,
    open_desk,
    read_file,
    save_file,
    settle,
)
from services.hub.lines import Stopped
from services.hub.report import Report
from services.hub.roster import Device
from services.sync import protocol

__all__ = [
    "Desk", "Device", "EnrollDone", "ImportDone", "IssueDone", "Stopped", "assign", "confirm", "docket_of", "enroll",
    "enter_officers", "found", "found_from", "import_docket", "issue_docket", "keep", "new_code",
    "open_desk", "revoke", "settle",
]  # fmt: skip

_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class ImportDone:
    """What an import did; `docket` is None when nothing was written."""

    report: Report
    docket: Docket | None


@dataclass(frozen=True, slots=True)
class EnrollDone:
    """The files an enrolment wrote; `docket` is None while the officer has none."""

    enrolment: Path
    sheet: Path
    docket: Path | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class IssueDone:
    """A docket file; `code` is the one-time code that opens it, "" when it is for one device."""

    file: Path
    serial: int
    code: str


def import_docket(
    folder: Path, file: Path, officer: str, *, now: dt.datetime, allow_refused: bool = False
) -> ImportDone:
    """Imports an officer's cases from a file; they take the place of those held before.

    Unless every row is good nothing is written; `allow_refused` writes the good cases, each whole. Raises BadInput.
    """
    desk = open_desk(folder)
    imported = docket_import.read(file)
    if not imported.cases or not (imported.report.clean or allow_refused):
        return ImportDone(imported.report, None)
    return ImportDone(imported.report, keep(desk, desk.officer(officer), imported.cases, now=now))


def keep(desk: Desk, officer: Officer, cases: Iterable[Case], *, now: dt.datetime) -> Docket:
    """Keeps these cases as the officer's docket, one serial further."""
    given = tuple(cases)
    with desk.store.writing() as connection:
        serial = roster.next_serial(connection, officer.id)
        colleagues, allowed = roster.officers_of(connection), blank_forms.are_allowed(connection)
        assignment.replace_cases(connection, desk.court.id, officer.id, given, now)
    return _docket(desk, officer, colleagues, serial, given, now, allowed)


def docket_of(desk: Desk, officer: Officer, *, now: dt.datetime) -> Docket | None:
    """The officer's docket as it stands, None before the first import."""
    with desk.store.reading() as connection:
        serial, cases = roster.serial_of(connection, officer.id), assignment.cases_of(connection, officer.id)
        colleagues, allowed = roster.officers_of(connection), blank_forms.are_allowed(connection)
    return _docket(desk, officer, colleagues, serial, cases, now, allowed) if serial else None


def _docket(
    desk: Desk,
    officer: Officer,
    officers: Iterable[Officer],
    serial: int,
    cases: tuple[Case, ...],
    now: dt.datetime,
    blank_allowed: bool,
) -> Docket:
    return Docket(
        court=desk.court,
        officer=officer,
        serial=serial,
        made_at=now,
        lease_days=desk.policy.lease_days,
        colleagues=tuple(o for o in officers if o.id != officer.id),
        cases=cases,
        demo=desk.policy.demo,
        blank_forms=blank_allowed,
    )


def assign(
    folder: Path, officer: str, numbers: Sequence[str], *, now: dt.datetime, alone: bool = True
) -> Assigned:
    """Gives cases to an officer, with `alone` to him and nobody else. Raises BadInput."""
    desk = open_desk(folder)
    carrier = desk.officer(officer)
    with desk.store.writing() as connection:
        roster.next_serial(connection, carrier.id)
        return assignment.assign(connection, desk.court.id, carrier.id, numbers, now, alone=alone)


def revoke(folder: Path, device: str, why: str, *, now: dt.datetime, keep: Sequence[str] = ()) -> Stopped:
    """Stops a lost tablet under all its names but those of `keep`, which are others. Raises BadInput, NotAllowed."""
    desk = open_desk(folder)
    with desk.store.writing() as connection:
        return lines.stop(connection, desk.court.id, device, why, now, keep=keep)


def confirm(folder: Path, device: str, *, now: dt.datetime) -> tuple[str, ...]:
    """A device that goes on for another is a tablet of its own; returns those that act again. Raises BadInput."""
    desk = open_desk(folder)
    with desk.store.writing() as connection:
        return lines.confirm(connection, desk.court.id, device, now)


def enter(connection: Connection, desk: Desk, request: bytes, carrier: Officer, now: dt.datetime) -> Enrolled:
    """Answers a request file and enters its device; raises Refused, NotAllowed or BadInput with the reason."""
    answer = enrolment.enrol(
        request,
        keys=desk.keys,
        policy=desk.policy,
        court=desk.court,
        officer=carrier,
        certificate=certificate.public(desk.folder),
        serial=roster.next_device_serial(connection),
        now=now,
    )
    device = Device(
        id=answer.request.device,
        officer=carrier.id,
        public=answer.request.public,
        age_recipient=answer.request.age_recipient,
        serial=answer.enrolment.serial,
        enrolled_at=now,
    )
    roster.enter_device(connection, device)
    counter.announce(connection, desk.court.id, assignment.own_entries(connection, carrier.id))
    return answer


def enroll(folder: Path, request: Path, officer: str, out: Path, *, now: dt.datetime) -> EnrollDone:
    """Answers a request file: writes enrolment file, sheet and (where there is one) docket file to the folder `out`.

    Raises Refused, NotAllowed or BadInput with the reason; the same device may be enrolled again.
    """
    desk = open_desk(folder)
    carrier = desk.officer(officer)
    with desk.store.writing() as connection:
        answer = enter(connection, desk, read_file(request), carrier, now)
    device = answer.request.device
    out.mkdir(parents=True, exist_ok=True)
    stem = _safe(f"{carrier.name}-{device[:12]}")
    enrolment_path = out / f"{stem}{protocol.ENROLMENT_SUFFIX}"
    sheet = out / f"{stem}-登记单.txt"
    save_file(enrolment_path, answer.file)
    save_file(sheet, answer.sheet.encode())
    docket = None
    if desk.has_docket(carrier):
        docket = issue_docket(folder, carrier.id, out, now=now, device=device).file
    return EnrollDone(enrolment_path, sheet, docket, answer.enrolment.fingerprint)


def issue_docket(folder: Path, officer: str, out: Path, *, now: dt.datetime, device: str = "") -> IssueDone:
    """Writes the officer's docket as a file for one of his devices or, without `device`, for a one-time code.

    Each issue has a higher serial and renews the lease. Raises BadInput.
    """
    desk = open_desk(folder)
    made = docket_file(desk, desk.officer(officer), now=now, device=device)
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{_safe(f'{made.officer}-第{made.serial}期')}{protocol.DOCKET_SUFFIX}"
    save_file(path, made.content)
    return IssueDone(path, made.serial, made.code)


@dataclass(frozen=True, slots=True)
class DocketMade:
    """A docket file's bytes, whose it is, and the one-time code that opens it, "" when it is for one device."""

    officer: str
    content: bytes
    serial: int
    code: str


def docket_file(desk: Desk, carrier: Officer, *, now: dt.datetime, device: str = "") -> DocketMade:
    """As `issue_docket`, without writing it anywhere."""
    docket = docket_of(desk, carrier, now=now)
    if docket is None:
        raise BadInput(f"{carrier.name}还没有承办案件册，请先导入。")
    with desk.store.writing() as connection:
        docket = replace(docket, serial=roster.next_serial(connection, carrier.id))
    recipient = ""
    if device:
        known = next((d for d in desk.devices if d.id == device and d.officer == carrier.id), None)
        if known is None or known.revoked_at:
            raise BadInput(f"设备 {device} 没有登记在{carrier.name}名下，没有写出。")
        recipient = known.age_recipient
    code = "" if device else new_code()
    file = protocol.write_docket_file(
        docket,
        hub_id=desk.policy.hub_id,
        signing=desk.keys.signing,
        device=device,
        recipient=recipient,
        code=code,
    )
    return DocketMade(carrier.name, file, docket.serial, code)


def new_code() -> str:
    """A one-time code of 80 random bits in groups that can be read out: 7KQ2-9XMB-… ."""
    letters = "".join(secrets.choice(_CODE_LETTERS) for _ in range(17))
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4)) + letters[16]


def _safe(name: str) -> str:
    """A file name on every system."""
    return re.sub(r'[\\/:*?"<>|\s.]+', "_", name)
