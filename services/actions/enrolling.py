"""初次使用: keys and request file, the court's enrolment file, the docket file; each step survives being left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from services.actions import lawbook
from services.docket.case import Docket
from services.docket.court import Court, Officer
from services.entries.entry import Unsigned
from services.entries.keys import fingerprint
from services.errors import BadInput, Refused
from services.position.fix import NoFix
from services.records.events import ChainBegun
from services.store import device_secret, journal, radar, registry, scratch, vault
from services.store.vault import Vault
from services.store.wraps import SecretKind
from services.sync import protocol

PROGRAM = "0.1.0"
ENROLMENT, REQUEST = "enrolment", "request"
INCOMING = "incoming.cf-docket"
"""A docket that came with the enrolment over the line lies in the vault's folder, encrypted, until it is loaded."""

MAX_FILE = 600 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """What the court's file says, for the officer to look at before accepting it."""

    court: Court
    officer: Officer
    fingerprint: str
    raw: bytes


def begin(root: Path, name: str, badge: str, secret: str, kind: SecretKind, now: dt.datetime) -> Vault:
    """Makes a sealed, still empty vault with this device's keys in it."""
    if not name.strip():
        raise BadInput("请先写姓名，院里要凭它发注册文件。")
    folder = vault.new_folder(root)
    own = device_secret.make(folder.name) if kind == "pin" else None
    made = vault.create(folder, secret, kind=kind, holder=name.strip(), court="", device_secret=own)
    scratch.set_setting(made, REQUEST, {"name": name.strip(), "badge": badge.strip(), "at": now.isoformat()})
    return made


def reopen(folder: Path, secret: str, now: dt.datetime) -> Vault:
    """Opens a vault that waits for the court's files."""
    return vault.unlock(folder, secret, device_secret=device_secret.of(folder), now=now)


def request_file(opened: Vault) -> bytes:
    """The request that goes to the court: public keys and the name, signed by the device."""
    kept = scratch.setting(opened, REQUEST, None)
    if kept is None:
        raise BadInput("这个保险库没有申请资料，请重新开始初次使用。")
    own = opened.identities
    return protocol.write_request(
        protocol.RequestFile(
            device=own.device,
            public=own.signing.public.hex(),
            age_recipient=own.age_recipient,
            name=kept["name"],
            badge=kept["badge"],
            made_at=dt.datetime.fromisoformat(kept["at"]),
            program=PROGRAM,
        ),
        own.signing,
    )


def look(opened: Vault, raw: bytes, carried_fingerprint: str = "") -> Enrolled:
    """Reads the court's enrolment file; raises Refused for another court's, another device's or a changed one."""
    read = protocol.read_enrolment(
        raw, device=opened.identities.device, public=opened.identities.signing.public.hex(),
        trusted_fingerprint=carried_fingerprint or None,
    )  # fmt: skip
    known = enrolment(opened)
    if known is not None and known.hub_public != read.hub_public:
        raise Refused("这份注册文件来自另一家法院（公钥不同），没有采用。")
    mark = fingerprint(bytes.fromhex(read.hub_public))
    return Enrolled(court=read.court, officer=read.officer, fingerprint=mark, raw=raw)


def accept(opened: Vault, looked: Enrolled, now: dt.datetime) -> None:
    """Takes the court's file once its fingerprint was compared; adds the court's recovery key as second wrap."""
    read = protocol.read_enrolment(
        looked.raw, device=opened.identities.device, public=opened.identities.signing.public.hex()
    )
    scratch.set_setting(opened, ENROLMENT, {"file": looked.raw.hex()})
    vault.set_recovery(opened, read.recovery_recipient)
    vault.rename(opened, holder=read.officer.name, court=read.court.name)
    if journal.count(opened) == 0:
        begun = ChainBegun(
            public=opened.identities.signing.public.hex(),
            officer=read.officer.id,
            court=read.court.id,
            program=PROGRAM,
        )
        journal.append(opened, _event(begun, read.officer, now))


def enrolment(opened: Vault) -> protocol.EnrolmentFile | None:
    """The accepted enrolment, None before there is one."""
    kept = scratch.setting(opened, ENROLMENT, None)
    if kept is None:
        return None
    own = opened.identities
    return protocol.read_enrolment(
        bytes.fromhex(kept["file"]), device=own.device, public=own.signing.public.hex()
    )


def incoming(opened: Vault) -> Path | None:
    """Where a docket lies that came with the enrolment and is not loaded yet."""
    path = opened.folder / INCOMING
    return path if path.exists() else None


def forget_incoming(opened: Vault) -> None:
    """It is loaded."""
    (opened.folder / INCOMING).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketKey:
    """What opens a docket file for this terminal and officer; never shown."""

    hub_public: bytes
    court: str
    officer: str
    device: str
    age_identity: str = field(repr=False)


def docket_key(opened: Vault) -> DocketKey:
    """The first of three steps, on the vault's thread; raises BadInput before the court has enrolled this device."""
    accepted = enrolment(opened)
    if accepted is None:
        raise BadInput("先读入院里的注册文件，再载入案件册。")
    return DocketKey(
        hub_public=bytes.fromhex(accepted.hub_public),
        court=accepted.court.id,
        officer=accepted.officer.id,
        device=opened.identities.device,
        age_identity=opened.identities.age_identity,
    )


def read_docket(key: DocketKey, path: Path, code: str = "") -> Docket:
    """The second step, beside the vault's thread: opens, checks and reads the file; raises Refused or BadInput."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= MAX_FILE else b""
    except OSError as error:
        raise BadInput(f"文件“{path.name}”读不出来。请检查优盘后再选一次。") from error
    if size > MAX_FILE:
        raise BadInput("文件超过 600 MB，不是承办案件册。请核对后重选。")
    return protocol.read_docket_file(
        raw,
        age_identity=key.age_identity,
        code=code or None,
        hub_key=key.hub_public,
        court_id=key.court,
        officer_id=key.officer,
        device=key.device,
    )


def take_docket(
    opened: Vault, docket: Docket, each: Callable[[int, int], None] | None = None
) -> registry.Loaded:
    """The third step, on the vault's thread: one transaction; cases change, the lease is renewed, unsent work stays."""
    return registry.load_docket(opened, docket, each=each)


def load_docket(
    opened: Vault, path: Path, code: str = "", each: Callable[[int, int], None] | None = None
) -> registry.Loaded:
    """All three steps on end, and what falls due counted at once, where no screen waits."""
    loaded = take_docket(opened, read_docket(docket_key(opened), path, code), each)
    while radar.catch_up(opened, tables=lawbook.holidays_of(opened)):
        pass
    return loaded


def _event(said: ChainBegun, officer: Officer, now: dt.datetime) -> Unsigned:
    return Unsigned(
        kind=said.code,
        version=said.version,
        cases=(),
        made_at=now,
        officers=(officer.name,),
        position=NoFix(reason="程序自动记录", at=now),
        body={"values": msgspec.to_builtins(said)},
    )
