"""Pictures of 在库车辆: cars in every state of their way, the sheets of the yard, the figures of the year."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from services.actions import finding, gates, recording, spotting, yarding
from services.docket.case import Case
from services.docket.party import Place
from services.entries.entry import Attachment
from services.position.fix import NoFix
from services.records.kinds.vehicle_disposal import VehicleDisposal
from services.records.kinds.vehicle_seizure import REQUIRED_SLOTS, VehicleSeizure
from services.records.record import Record
from services.records.values import Photo
from services.session import Session
from ui.desk import GoTo, OpenFigures, OpenYard
from ui.scenes.scene import Scene, Told
from ui.studio import Studio

YARDS = ("定阳停车场（演示）", "辉埠停车场（演示）")
# Days since the seizure, yuan a day, what it is worth, and the steps that followed.
CARS: tuple[tuple[int, int | None, int, tuple[str, ...]], ...] = (
    (96, 60, 21_000, ("入库",)),
    (210, 30, 9_000, ("入库", "询价", "挂拍", "流拍", "挂拍")),
    (44, 30, 65_000, ("入库", "询价")),
    (150, 20, 48_000, ("入库", "询价", "挂拍", "成交")),
    (12, None, 30_000, ()),
    (61, 15, 88_000, ("入库", "查验", "暂缓放行")),
    (233, 20, 52_000, ("入库", "询价", "挂拍", "成交", "交付", "结清")),
)


def _stocked(session: Session, now: dt.datetime) -> None:
    """Seven cars, seized by real records and led through their steps; once for all pictures."""
    if yarding.read(session, now.date()).cars:
        return
    known = spotting.known(session)
    rows = [cars[0] for cars in known.cars.values()]
    chosen = [(row, case) for row in rows for case in finding.cases(session, (row.number,)) if case.live]
    photo = recording.attach(session, _grey(), media_type="image/jpeg", role="photo", name="演示.jpg")
    for (row, case), (days, fee, worth, steps) in zip(chosen[4:], CARS, strict=False):
        at = now - dt.timedelta(days=days)
        _seize(session, case, row.property_id, at, photo, fee)
        for number, step in enumerate(steps, 1):
            _step(session, case, row, step, at + (now - at) * number / (len(steps) + 1), fee, Decimal(worth))


def _seize(
    session: Session, case: Case, thing: str, at: dt.datetime, photo: Attachment, fee: int | None
) -> None:
    answers: dict[str, Any] = {
        "way": "扣押", "place": Place(text="浙江省常山县天马街道文峰东路（演示）"), "id_shown": True, "recorder_on": True,
        "debtor_told": "电话通知，未到场", "registered_to_debtor": True, "exempt": False, "odometer": 86_000,
        "energy": "汽油", "condition": "可以行驶", "keys": 1, "driving_licence": False, "registration_certificate": False,
        "plates_present": True, "papers_why": "车内未见", "no_loose_items": True, "found_by": "执行人员",
        "moved_by": "干警驾驶", "yard": YARDS[at.day % 2], "custodian": "演示停车场管理员", "vin_unread": "被遮挡",
        "photos": tuple(Photo(slot=slot, attachment=photo, taken_at=at) for slot in REQUIRED_SLOTS),
        "stored_at": at + dt.timedelta(hours=2), "ended_at": at + dt.timedelta(hours=2),
        "fee_per_day": None if fee is None else Decimal(fee),
    }  # fmt: skip
    _commit(session, VehicleSeizure, case, thing, at, answers)


def _step(
    session: Session, case: Case, row: spotting.VehicleRow, step: str, at: dt.datetime, fee: int | None, worth: Decimal
) -> None:  # fmt: skip
    start = (worth * Decimal("0.7")).quantize(Decimal(1))
    answers: dict[str, dict[str, Any]] = {
        "入库": {
            "yard": YARDS[at.day % 2], "yard_spot": f"B区{at.day}位", "keys": 1, "key_place": "执行局钥匙柜",
            "fee_per_day": None if fee is None else Decimal(fee),
        },
        "查验": {"state": "与上次一致"},
        "询价": {"way": "网络询价", "value": worth},
        "挂拍": {
            "sale_round": "一拍", "platform": "演示拍卖平台", "notice_on": at.date(), "opens_at": at + dt.timedelta(days=15),
            "start_price": start,
        },
        "成交": {"sale_round": "一拍", "start_price": start, "outcome": "成交", "price": start * 2, "buyer": "演示买受人"},
        "流拍": {"sale_round": "一拍", "start_price": start, "outcome": "流拍"},
        "交付": {"handed_to": "演示买受人"},
        "结清": {"proceeds": start * 2, "case_closed": True},
        "暂缓放行": {"held_by": "案外人异议", "held_why": "案外人主张该车系其出资购买，异议审查中（演示）"},
    }  # fmt: skip
    known = {"step": "拍卖结果" if step in ("成交", "流拍") else step, "plate": row.plate, **answers[step]}
    _commit(session, VehicleDisposal, case, row.property_id, at, known)


def _commit(
    session: Session, kind: type[Record], case: Case, thing: str, at: dt.datetime, answers: dict[str, Any]
) -> None:
    """A record as an officer finishes it; what the law misses at this scene is passed over with a reason."""
    draft = recording.start(
        session, kind, (case.number,), at, NoFix(reason="没有接收机", at=at), subject=thing
    )
    for name, value in answers.items():
        if value is not None:
            draft = draft.answered(name, value)
    draft = recording.confirm_all(session, draft, at)
    for standing in gates.standings(session, draft, "sign", at):
        if standing.blocks:
            draft = gates.override(session, draft, standing.duty.code, "演示数据，事实见其他记录说明", at)
    recording.commit(session, draft, at)


def _grey() -> bytes:
    image = QImage(640, 480, QImage.Format.Format_RGB888)
    image.fill(QColor("#8A929B"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _yard(studio: Studio, _told: Told) -> None:
    session, now = studio.session, studio.now
    studio.ask(lambda: _stocked(session, now))
    studio.go(GoTo("vehicles"))
    studio.go(OpenYard())


def _held(studio: Studio, told: Told) -> None:
    _yard(studio, told)
    row = next(r for r in studio.page.list.items if r.car.hold is not None)
    studio.page.list.setCurrentIndex(studio.page.list.model().index(studio.page.list.items.index(row), 0))
    studio.page.list.opened.emit(row)
    studio.settle()


def _more(studio: Studio, told: Told) -> None:
    _yard(studio, told)
    studio.press("更多")


def _pack(studio: Studio, told: Told) -> None:
    _yard(studio, told)
    studio.press("辅拍素材")


def _next(studio: Studio, told: Told) -> None:
    """The form of the next step, prefilled."""
    _yard(studio, told)
    studio.page.next_key.tapped.emit()
    studio.settle()


def _figures(studio: Studio, told: Told) -> None:
    _yard(studio, told)
    studio.go(OpenFigures())


SCENES = (
    Scene("14-yard", _yard),
    Scene("14-yard-held", _held),
    Scene("14-yard-more", _more),
    Scene("14-yard-pack", _pack),
    Scene("14-yard-next", _next),
    Scene("14-yard-figures", _figures),
)
