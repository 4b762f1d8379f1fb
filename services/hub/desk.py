"""院端的案头: a folder from which an administrator imports dockets, enrols terminals and writes their files.

The folder holds keys/, hub.json (court, hub id, policy), officers.json, devices.json and dockets/, which are encrypted
to the hub's own key. Every function takes the folder and plain arguments and returns what it did.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import msgspec

from services.docket import reading
from services.docket.case import Case, Docket
from services.docket.court import Court, Officer
from services.errors import BadInput, NotAllowed
from services.hub import docket_import, enrolment, keys
from services.hub.enrolment import Policy
from services.hub.keys import HubKeys
from services.hub.report import Report
from services.sync import age, protocol

_HUB, _OFFICERS, _DEVICES, _KEYS, _DOCKETS = "hub.json", "officers.json", "devices.json", "keys", "dockets"
_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """An enrolled terminal: for which officer, its public key (hex) and age recipient."""

    id: str
    officer: str
    public: str
    age_recipient: str
    serial: int
    enrolled_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Desk:
    """An opened hub folder."""

    folder: Path
    court: Court
    policy: Policy
    officers: tuple[Officer, ...]
    devices: tuple[Device, ...]
    keys: HubKeys

    def officer(self, text: str) -> Officer:
        """The officer of that id or name; raises BadInput when there is none or more than one."""
        found = [o for o in self.officers if text in (o.id, o.name)]
        if len(found) != 1:
            raise BadInput(f"名册里找不到唯一的执行人员“{text}”。请核对 {_OFFICERS}，重名时用编号。")
        return found[0]


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


@dataclass(frozen=True, slots=True)
class _Founding:
    court: Court
    officers: tuple[Officer, ...]
    policy: Policy | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    court: Court
    policy: Policy


def found(folder: Path, court: Court, officers: Iterable[Officer], *, policy: Policy | None = None) -> Desk:
    """Makes a hub folder with new keys; raises NotAllowed when there is one already."""
    if (folder / _HUB).exists():
        raise NotAllowed("这个目录里已有院端资料，没有覆盖。")
    keys.create(folder / _KEYS)
    (folder / _DOCKETS).mkdir(mode=0o700)
    policy = policy or Policy(hub_id=f"hub-{secrets.token_hex(6)}", epoch=secrets.token_hex(6))
    _save(folder / _OFFICERS, msgspec.json.encode(tuple(officers)))
    _save(folder / _DEVICES, b"[]")
    _save(folder / _HUB, msgspec.json.encode(_Head(court, policy)))
    return open_desk(folder)


def found_from(folder: Path, file: Path) -> Desk:
    """Makes a hub folder from a JSON file of `court`, `officers` and, if wanted, `policy`; raises BadInput."""
    founding = _load(file, _Founding)
    return found(folder, founding.court, founding.officers, policy=founding.policy)


def open_desk(folder: Path) -> Desk:
    """Opens a hub folder; raises BadInput when a part is missing or unreadable."""
    head = _load(folder / _HUB, _Head)
    return Desk(
        folder=folder,
        court=head.court,
        policy=head.policy,
        officers=_load(folder / _OFFICERS, tuple[Officer, ...]),
        devices=_load(folder / _DEVICES, tuple[Device, ...]),
        keys=keys.load(folder / _KEYS),
    )


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
    before = docket_of(desk, officer)
    docket = Docket(
        court=desk.court,
        officer=officer,
        serial=before.serial + 1 if before else 1,
        made_at=now,
        lease_days=desk.policy.lease_days,
        colleagues=tuple(o for o in desk.officers if o.id != officer.id),
        cases=tuple(cases),
        demo=desk.policy.demo,
    )
    _keep_docket(desk, docket)
    return docket


def docket_of(desk: Desk, officer: Officer) -> Docket | None:
    """The officer's docket, None before the first import."""
    path = _docket_path(desk, officer)
    if not path.exists():
        return None
    return reading.decode_docket(age.decrypt(path.read_bytes(), desk.keys.age.identity))


def enroll(folder: Path, request: Path, officer: str, out: Path, *, now: dt.datetime) -> EnrollDone:
    """Answers a request file: writes enrolment file, sheet and (where there is one) docket file to the folder `out`.

    Raises Refused, NotAllowed or BadInput with the reason; the same device may be enrolled again.
    """
    desk = open_desk(folder)
    carrier = desk.officer(officer)
    answer = enrolment.enrol(
        _bytes(request),
        keys=desk.keys,
        policy=desk.policy,
        court=desk.court,
        officer=carrier,
        serial=max((d.serial for d in desk.devices), default=0) + 1,
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
    others = tuple(d for d in desk.devices if d.id != device.id)
    if any(d.id == device.id and d.public != device.public for d in desk.devices):
        raise NotAllowed("这个设备编号已用另一把钥匙登记过，没有登记。请在终端上重新开始初次使用。")
    out.mkdir(parents=True, exist_ok=True)
    stem = _safe(f"{carrier.name}-{device.id[:12]}")
    enrolment_path = out / f"{stem}{protocol.ENROLMENT_SUFFIX}"
    sheet = out / f"{stem}-登记单.txt"
    _save(enrolment_path, answer.file)
    _save(sheet, answer.sheet.encode())
    _save(folder / _DEVICES, msgspec.json.encode((*others, device)))
    docket = None
    if docket_of(desk, carrier):
        docket = issue_docket(folder, carrier.id, out, now=now, device=device.id).file
    return EnrollDone(enrolment_path, sheet, docket, answer.enrolment.fingerprint)


def issue_docket(folder: Path, officer: str, out: Path, *, now: dt.datetime, device: str = "") -> IssueDone:
    """Writes the officer's docket as a file for one of his devices or, without `device`, for a one-time code.

    Each issue has a higher serial and renews the lease. Raises BadInput.
    """
    desk = open_desk(folder)
    carrier = desk.officer(officer)
    docket = docket_of(desk, carrier)
    if docket is None:
        raise BadInput(f"{carrier.name}还没有承办案件册，请先导入。")
    docket = replace(docket, serial=docket.serial + 1, made_at=now)
    recipient = ""
    if device:
        known = next((d for d in desk.devices if d.id == device and d.officer == carrier.id), None)
        if known is None:
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
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{_safe(f'{carrier.name}-第{docket.serial}期')}{protocol.DOCKET_SUFFIX}"
    _save(path, file)
    _keep_docket(desk, docket)
    return IssueDone(path, docket.serial, code)


def new_code() -> str:
    """A one-time code of 80 random bits in groups that can be read out: 7KQ2-9XMB-… ."""
    letters = "".join(secrets.choice(_CODE_LETTERS) for _ in range(17))
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4)) + letters[16]


def _docket_path(desk: Desk, officer: Officer) -> Path:
    return desk.folder / _DOCKETS / f"{_safe(officer.id)}.docket.age"


def _keep_docket(desk: Desk, docket: Docket) -> None:
    raw = age.encrypt(reading.encode_docket(docket), [desk.keys.age.recipient])
    _save(_docket_path(desk, docket.officer), raw)


def _safe(name: str) -> str:
    """A file name on every system."""
    return re.sub(r'[\\/:*?"<>|\s.]+', "_", name)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(protocol.MAX_DOCKET_FILE)
    except OSError as error:
        raise BadInput(f"读不到文件 {path.name}。请核对位置。") from error


def _load(path: Path, kind: type[_Value]) -> _Value:
    try:
        return msgspec.json.decode(_bytes(path), type=kind)
    except msgspec.DecodeError as error:
        raise BadInput(f"院端文件 {path.name} 的内容不对（{error}）。请从备份恢复。") from error


def _save(path: Path, content: bytes) -> None:
    """Whole or not at all, readable by the owner alone."""
    partial = path.with_name(f".{path.name}.partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
