"""登记: the court answers a terminal's request with a signed enrolment file and a sheet for people to compare."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from services import wording
from services.docket.court import Court, Officer
from services.errors import NotAllowed
from services.hub.keys import HubKeys
from services.sync import protocol
from services.sync.protocol import EnrolmentFile, RequestFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The hub as terminals know it, and the court's rules for them; `hub_url` is "" while there is only the stick."""

    hub_id: str
    epoch: str
    hub_url: str = ""
    lease_days: int = 14
    pin_allowed: bool = True
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The answer: the file for the terminal, what stands in it, and the sheet that goes by another way."""

    file: bytes
    enrolment: EnrolmentFile
    request: RequestFile
    sheet: str


def enrol(
    request_raw: bytes,
    *,
    keys: HubKeys,
    policy: Policy,
    court: Court,
    officer: Officer,
    serial: int,
    now: dt.datetime,
    certificate: str = "",
) -> Enrolled:
    """Enrols the device that signed the request for this officer.

    Raises Refused for a changed request, NotAllowed when the request names somebody else.
    """
    request = protocol.read_request(request_raw)
    if "".join(request.name.split()) != officer.name:
        raise NotAllowed(
            f"申请文件写的是“{request.name}”，不是{officer.name}，没有登记。请核对申请文件和名册。"
        )
    enrolment = EnrolmentFile(
        court=court,
        officer=officer,
        device=request.device,
        public=request.public,
        hub_url=policy.hub_url,
        hub_certificate=certificate,
        hub_id=policy.hub_id,
        epoch=policy.epoch,
        hub_public=keys.signing.public.hex(),
        hub_recipient=keys.age.recipient,
        recovery_recipient=keys.recovery_recipient,
        lease_days=policy.lease_days,
        pin_allowed=policy.pin_allowed,
        issued_at=now,
        serial=serial,
        demo=policy.demo,
    )
    file = protocol.write_enrolment(enrolment, keys.signing)
    return Enrolled(file, enrolment, request, sheet(enrolment, request))


def sheet(enrolment: EnrolmentFile, request: RequestFile) -> str:
    """The court's sheet: the fingerprints that both sides compare before anything is taken over."""
    lines = (
        f"{enrolment.court.name}  移动终端登记单  第 {enrolment.serial} 号",
        "",
        f"执行人员：{enrolment.officer.name}（{enrolment.officer.badge or '证号未填'}）",
        f"设备编号：{enrolment.device}",
        f"登记日期：{wording.chinese_date(enrolment.issued_at.date())}",
        "",
        f"院端公钥指纹：{enrolment.fingerprint}",
        f"设备公钥指纹：{request.fingerprint}",
        "",
        "终端读入登记文件后会显示“院端公钥指纹”，须与本单逐组相同；不同的不要采用，并立即与院里联系。",
    )
    return "\n".join(lines) + "\n"
