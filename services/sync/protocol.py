"""往来文件: the request, enrolment and docket files that travel between the court and a terminal."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from services.docket import reading
from services.docket.case import Docket
from services.docket.court import Court, Officer
from services.entries.keys import SigningKey, fingerprint
from services.errors import BadInput, Refused
from services.sync import age, compression
from services.sync.envelope import open_envelope, seal

REQUEST, ENROLMENT, DOCKET, LAW = "request", "enrolment", "docket", "law"
REQUEST_SUFFIX, ENROLMENT_SUFFIX, DOCKET_SUFFIX = ".cf-request", ".cf-enrolment", ".cf-docket"
MAX_DOCKET_FILE, MAX_LAW_FILE = 256 * 1024 * 1024, 2 * 1024 * 1024
_HEAD_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFile:
    """登记申请: what a new terminal tells the court; signed by the device key it carries (`public`, hex).

    `age_recipient` is the device's age key, `name` and `badge` the officer's as typed.
    """

    device: str
    public: str
    age_recipient: str
    name: str
    badge: str
    made_at: dt.datetime
    program: str

    @property
    def fingerprint(self) -> str:
        """The device key's fingerprint, for the court to compare by telephone."""
        return fingerprint(bytes.fromhex(self.public))


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentFile:
    """登记文件: what the court answers; `hub_public` (hex) signs this file and every docket file.

    `public` (hex) is the key of the device it is for; `hub_recipient` the hub's age key, `recovery_recipient` the
    court's; `lease_days` how long the terminal may work offline; `hub_certificate` (PEM) is all that the terminal trusts
    at `hub_url`;
    `pin_allowed` the court's policy for short PINs where the device has a home for a secret of its own.
    """

    court: Court
    officer: Officer
    device: str
    public: str
    hub_url: str
    hub_id: str
    epoch: str
    hub_public: str
    hub_recipient: str
    recovery_recipient: str
    lease_days: int
    pin_allowed: bool
    issued_at: dt.datetime
    serial: int
    demo: bool = False
    hub_certificate: str = ""

    @property
    def fingerprint(self) -> str:
        """The court key's fingerprint, compared with the sheet that the court hands out."""
        return fingerprint(bytes.fromhex(self.hub_public))


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketHead:
    """The head of a docket file: for whom it is; `device` is "" in a file that a one-time code opens."""

    hub_id: str
    court_id: str
    officer_id: str
    device: str
    serial: int
    made_at: dt.datetime


_Value = TypeVar("_Value", RequestFile, EnrolmentFile, DocketHead, "LawFile")


def write_request(request: RequestFile, signing: SigningKey) -> bytes:
    """The request as a file signed by the device's key; raises BadInput when it is not that key."""
    if signing.public.hex() != request.public:
        raise BadInput("登记申请里的设备公钥与签名的钥匙不符，请重新生成申请文件。")
    return seal(REQUEST, msgspec.json.encode(request), signing)


def read_request(raw: bytes) -> RequestFile:
    """A request file whose signature proves that the terminal holds the key; raises Refused."""
    opened = open_envelope(raw, REQUEST)
    request = _value(opened.payload, RequestFile)
    if request.public != opened.key.hex() or not request.device:
        raise Refused("登记申请不是由申请的设备签名的，没有采用。请在那台设备上重新生成。")
    return request


def write_enrolment(enrolment: EnrolmentFile, signing: SigningKey) -> bytes:
    """The enrolment as a file signed by the hub's key; raises BadInput when it is not that key."""
    if signing.public.hex() != enrolment.hub_public:
        raise BadInput("登记文件里的院端公钥与签名的钥匙不符，请用院端的密钥目录重做。")
    return seal(ENROLMENT, msgspec.json.encode(enrolment), signing)


def read_enrolment(
    raw: bytes, *, device: str, public: str, trusted_fingerprint: str | None = None
) -> EnrolmentFile:
    """The court's enrolment of this device; raises Refused.

    `trusted_fingerprint` is the one the installer carried; without it, the page shows `.fingerprint` and a person
    compares it with the court's sheet before anything is taken over.
    """
    opened = open_envelope(raw, ENROLMENT)
    enrolment = _value(opened.payload, EnrolmentFile)
    if enrolment.hub_public != opened.key.hex():
        raise Refused("登记文件里的院端公钥与签名不符，没有采用。请向院里重新取得。")
    if trusted_fingerprint and _bare(trusted_fingerprint) != _bare(enrolment.fingerprint):
        raise Refused(
            f"登记文件是另一家法院（{enrolment.court.name}）签发的，与本机安装的法院不符，没有采用。"
        )
    if (enrolment.device, enrolment.public) != (device, public):
        raise Refused(
            f"登记文件是发给另一台设备（{enrolment.device}）的，没有采用。请向院里取得本机的登记文件。"
        )
    return enrolment


def write_docket_file(
    docket: Docket, *, hub_id: str, signing: SigningKey, device: str = "", recipient: str = "", code: str = ""
) -> bytes:
    """The docket signed by the hub and encrypted to the device's recipient or, before it is known, by a code.

    Raises BadInput unless exactly one of recipient (then with `device`) and code is given.
    """
    if bool(recipient) == bool(code) or bool(recipient) != bool(device):
        raise BadInput("承办案件册要么发给一台已登记的设备，要么用一次性口令，二者选一。")
    head = DocketHead(
        hub_id=hub_id,
        court_id=docket.court.id,
        officer_id=docket.officer.id,
        device=device,
        serial=docket.serial,
        made_at=docket.made_at,
    )
    content = msgspec.json.encode(head) + b"\n" + reading.encode_docket(docket)
    sealed = seal(DOCKET, compression.compress(content), signing)
    return age.encrypt(sealed, [recipient]) if recipient else age.encrypt_by_code(sealed, code)


def read_docket_file(
    raw: bytes,
    *,
    hub_key: bytes,
    court_id: str,
    officer_id: str,
    device: str,
    age_identity: str | None = None,
    code: str | None = None,
    newer_than: int = 0,
    max_bytes: int = reading.MAX_BYTES,
) -> Docket:
    """The docket in a file for this court, officer and device, opened by the device's age identity or by the code.

    `newer_than` is the serial held already: an older file is refused, the same one may be loaded again. Raises
    Refused with the reason.
    """
    if len(raw) > MAX_DOCKET_FILE:
        raise Refused("承办案件册文件超过 256 MB，没有载入。请院里分批下发。")
    sealed = age.decrypt_by_code(raw, code) if code else age.decrypt(raw, age_identity or "")
    opened = open_envelope(sealed, DOCKET, trusted=hub_key, max_bytes=MAX_DOCKET_FILE)
    lines = compression.lines(opened.payload, max_bytes + _HEAD_LIMIT)
    head = _value(next(lines), DocketHead)
    _check_head(head, court_id=court_id, officer_id=officer_id, device=device, newer_than=newer_than)
    docket = reading.read_lines(lines)
    if (docket.court.id, docket.officer.id, docket.serial) != (head.court_id, head.officer_id, head.serial):
        raise Refused("承办案件册的封面与内容不符，没有载入。请院里重新制作。")
    return docket


@dataclass(frozen=True, slots=True, kw_only=True)
class LawFile:
    """法律数据表: a dated table of law that the court hands down: its name in the catalogue, its file's name and text."""

    hub_id: str
    court_id: str
    table: str
    file: str
    text: str
    made_at: dt.datetime


def write_law(law: LawFile, signing: SigningKey) -> bytes:
    """The table in a file signed by the hub's key."""
    return seal(LAW, msgspec.json.encode(law), signing)


def read_law(raw: bytes, *, hub_key: bytes, court_id: str) -> LawFile:
    """A table that this court has handed down; raises Refused for another court's or a changed one."""
    opened = open_envelope(raw, LAW, trusted=hub_key, max_bytes=MAX_LAW_FILE)
    law = _value(opened.payload, LawFile)
    if law.court_id != court_id:
        raise Refused("法律数据表是另一家法院下发的，没有采用。请与院里核对。")
    return law


def _check_head(head: DocketHead, *, court_id: str, officer_id: str, device: str, newer_than: int) -> None:
    if head.court_id != court_id:
        raise Refused("承办案件册是另一家法院的，没有载入。")
    if head.officer_id != officer_id:
        raise Refused("承办案件册是发给另一位执行人员的，没有载入。请向院里取得本人的。")
    if head.device and head.device != device:
        raise Refused("承办案件册是发给另一台设备的，没有载入。请向院里取得本机的。")
    if head.serial < newer_than:
        raise Refused(
            f"这份承办案件册（第 {head.serial} 期）比本机已有的（第 {newer_than} 期）旧，没有载入。"
        )


def _value(payload: bytes, kind: type[_Value]) -> _Value:
    try:
        return msgspec.json.decode(payload, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(f"文件的内容不是本程序能读的格式，没有采用（{error}）。") from error


def _bare(text: str) -> str:
    return "".join(text.split()).upper()
