"""演示停车场: seized cars in every step of their way, by real records, so that the yard and its figures have content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from services.actions import finding, gates, recording, spotting, yarding
from services.demo.answers import picture
from services.docket.case import Case
from services.docket.party import Place
from services.entries.entry import Attachment, Entry
from services.position.fix import NoFix
from services.records.kinds.vehicle_disposal import VehicleDisposal
from services.records.kinds.vehicle_seizure import REQUIRED_SLOTS, VehicleSeizure
from services.records.record import Record
from services.records.values import Photo
from services.session import Session
from services.store.vehicles import VehicleRow

BUYER_ID = "330899198001019007"  # of a region that does not exist
YARDS = ("定阳停车场（演示）", "辉埠停车场（演示）")
FIRST = 4  # the docket's first cars are for the tour: a hit in the street, a seizure on site
# Days since the seizure, yuan a day, what it is worth, what it fetched of the starting price, the steps that followed.
CARS: tuple[tuple[int, int | None, int, str, tuple[str, ...]], ...] = (
    (96, 60, 9_600, "", ("入库",)),
    (210, 30, 6_000, "", ("入库", "询价", "挂拍", "流拍", "挂拍")),
    (44, 30, 65_000, "", ("入库", "询价")),
    (150, 20, 48_000, "1.62", ("入库", "询价", "挂拍", "成交")),
    (12, None, 30_000, "", ()),
    (61, 15, 88_000, "", ("入库", "查验", "暂缓放行")),
    (233, 20, 52_000, "1.38", ("入库", "询价", "挂拍", "成交", "交付", "结清")),
    (118, 25, 37_000, "1.21", ("入库", "询价", "挂拍", "成交", "交付")),
    (521, 20, 44_000, "1.27", ("入库", "询价", "挂拍", "成交", "交付", "结清")),
)


def stock(session: Session, now: dt.datetime) -> None:
    """The cars above, once; each seized in a case of the docket that is being worked on."""
    if yarding.read(session, now.date()).cars:
        return
    photo = recording.attach(session, picture(1), media_type="image/jpeg", role="photo", name="演示.jpg")
    for (row, case), (days, fee, worth, share, steps) in zip(_chosen(session), CARS, strict=False):
        at = now - dt.timedelta(days=days)
        _seize(session, case, row, at, photo, fee, Decimal(worth))
        took = min(days, 170)  # from the seizure to the last step
        for number, step in enumerate(steps, 1):
            moment = at + dt.timedelta(days=took * number / (len(steps) + 1))
            _commit(
                session,
                VehicleDisposal,
                case,
                row,
                moment,
                _said(step, row, moment, fee, Decimal(worth), share),
            )


def _chosen(session: Session) -> Iterator[tuple[VehicleRow, Case]]:
    rows = [cars[0] for cars in spotting.known(session).cars.values()]
    for row in rows[FIRST:]:
        for case in finding.cases(session, (row.number,)):
            if case.live:
                yield row, case


def _seize(
    session: Session, case: Case, row: VehicleRow, at: dt.datetime, photo: Attachment, fee: int | None, worth: Decimal
) -> None:  # fmt: skip
    answers: dict[str, Any] = {
        "way": "扣押", "place": Place(text="浙江省常山县天马街道文峰东路（演示）"), "id_shown": True, "recorder_on": True,
        "debtor_told": "电话通知，未到场", "registered_to_debtor": True, "exempt": False, "odometer": 86_000,
        "energy": "汽油", "condition": "可以行驶", "keys": 1, "driving_licence": False, "registration_certificate": False,
        "plates_present": True, "papers_why": "车内未见", "no_loose_items": True, "found_by": "执行人员",
        "moved_by": "干警驾驶", "yard": YARDS[at.day % 2], "custodian": "演示停车场管理员", "vin_unread": "被遮挡",
        "photos": tuple(_photo(slot, photo, at) for slot in REQUIRED_SLOTS),
        "stored_at": at + dt.timedelta(hours=2), "ended_at": at + dt.timedelta(hours=2),
        "fee_per_day": None if fee is None else Decimal(fee), "estimate": worth,
    }  # fmt: skip
    entry, back = _commit(session, VehicleSeizure, case, row, at, answers), at + dt.timedelta(days=1)
    for standing in gates.office(session, entry.matter, back):
        if standing.state == "missing":
            gates.meet(session, entry.matter, standing.duty.code, "已办好，回执在卷（演示）", "", None, back)


def _photo(slot: str, file: Attachment, at: dt.datetime) -> Photo:
    return Photo(slot=slot, attachment=file, taken_at=at)


def _said(
    step: str, row: VehicleRow, at: dt.datetime, fee: int | None, worth: Decimal, share: str
) -> dict[str, Any]:  # fmt: skip
    """What one step says; the price is a share of the start, so that no two premiums are alike."""
    start = (worth * Decimal("0.7")).quantize(Decimal(1))
    price = (start * Decimal(share or 1)).quantize(Decimal(1))
    answers: dict[str, dict[str, Any]] = {
        "入库": {
            "yard": YARDS[at.day % 2], "yard_spot": f"B区{at.day}位", "keys": 1, "key_place": "执行局钥匙柜",
            "fee_per_day": None if fee is None else Decimal(fee),
        },
        "查验": {"state": "与上次一致"},
        "询价": {"way": "网络询价", "value": worth},
        "挂拍": {
            "sale_round": "一拍", "platform": "演示拍卖平台", "notice_on": at.date(), "opens_at": at + dt.timedelta(days=15),
            "start_price": start, "deposit": (start / 10).quantize(Decimal(1)), "pay_days": 10,
            "oversight_phone": "19000000005",
        },
        "成交": {
            "sale_round": "一拍", "start_price": start, "outcome": "成交", "price": price, "buyer": "演示买受人",
            "buyer_id": BUYER_ID,
        },
        "流拍": {"sale_round": "一拍", "start_price": start, "outcome": "流拍"},
        "交付": {"handed_to": "演示买受人", "handed_id": BUYER_ID, "handed_papers": ("钥匙", "行驶证", "成交裁定书")},
        "结清": {"proceeds": price, "storage_fee": Decimal(900), "distributed": price - 900, "case_closed": True},
        "暂缓放行": {"held_by": "案外人异议", "held_why": "案外人主张该车系其出资购买，异议审查中（演示）"},
    }  # fmt: skip
    return {"step": "拍卖结果" if step in ("成交", "流拍") else step, "plate": row.plate, **answers[step]}


def _commit(
    session: Session, kind: type[Record], case: Case, row: VehicleRow, at: dt.datetime, answers: dict[str, Any]
) -> Entry:  # fmt: skip
    """A record as an officer finishes it; what the law misses at this scene is passed over with a reason."""
    nowhere = NoFix(reason="没有接收机", at=at)
    draft = recording.start(session, kind, (case.number,), at, nowhere, subject=row.property_id)
    for name, value in answers.items():
        if value is not None:
            draft = draft.answered(name, value)
    draft = recording.confirm_all(session, draft, at)
    for standing in gates.standings(session, draft, "sign", at):
        if standing.blocks:
            draft = gates.override(session, draft, standing.duty.code, "演示数据，事实见其他记录说明", at)
    return recording.commit(session, draft, at)
