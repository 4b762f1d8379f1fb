"""Pictures of an eviction: the case with its line of stages, a room being counted, the end of the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

from services.actions import evidence, finding, recording
from services.docket.case import Case
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.kinds.eviction_plan import EvictionPlan
from services.records.kinds.eviction_room import EvictionRoom
from services.records.record import Record
from services.records.values import InventoryRow, Person, Photo
from services.session import Session
from ui.desk import ChooseKind, OpenCase, StartRecord
from ui.scenes.begun import drafted
from ui.scenes.scene import Scene, Told
from ui.studio import Studio

DEBTOR = "陈法明"  # of the case with a home to clear
WITNESSES = (
    Person(name="占士林", role="基层组织", unit="辉埠社区"),
    Person(name="汪文", role="公证员", unit="常山县公证处"),
)
FATHER = Person(name="陈老根", role="父母", note="老人，78岁")
KEPT, STORE = "封存带回法院", "运存放处所"


def _case(session: Session, now: dt.datetime) -> Case:
    number = finding.search(session, DEBTOR, now.date()).rows[0].number
    return finding.cases(session, (number,))[0]


def _told(session: Session, now: dt.datetime) -> Case:
    """The eviction as far as its second room; told once in a walk of pictures."""
    case = _case(session, now)
    if any(isinstance(h.said, EvictionNotice) for h in finding.happenings(session, case.number)):
        return case
    days = partial(dt.timedelta)
    begun = now - dt.timedelta(hours=2)
    shot = partial(_photo, session)
    _commit(session, case, EvictionNotice, now - days(days=25), {
        "number": case.number, "signed_by": "占院长", "signed_on": (now - days(days=27)).date(), "sealed_copy": True,
        "state": "未履行", "unfulfilled": "未在期限内迁出并交付房屋", "until": (now - days(days=9)).date(),
        "ways": ("房门", "小区公告栏"), "occupants": (FATHER,), "tenancy": "无租赁",
        "photos": (shot("公告近景"), shot("公告全景")),
    })  # fmt: skip
    people = (
        ("江一鸣", "现场指挥"),
        ("毛一帆", "清点"),
        ("赖文", "摄像"),
        ("徐青", "女干警"),
        ("程达", "司法警察"),
    )
    _commit(session, case, EvictionPlan, now - days(days=3), {
        "planned_at": begun, "home_ground": "不是维持生活必需的住房", "low_income": False,
        "people": tuple(Person(name=n, role=r) for n, r in people), "gathering": "7时30分在本院大厅",
        "store": "定阳仓储一号库",
    })  # fmt: skip
    _commit(session, case, EvictionDay, begun, {
        "id_shown": True, "recorder_on": True, "notice_number": case.number, "notice_shown": True,
        "debtor_told": "电话通知，未到场", "present": WITNESSES, "door": "有人在内", "opened_how": "家属开门",
        "occupants": (FATHER,), "frail": ("老人",), "care": "医护在场查看，女干警陪同至社区活动室",
        "photos": (shot("房门外"), shot("开门后")),
    })  # fmt: skip
    for number, (name, answers) in enumerate(_rooms(shot).items()):
        at = begun + dt.timedelta(minutes=10 + 40 * number)
        _commit(
            session,
            case,
            EvictionRoom,
            at,
            {"room": name, "ended_at": at + dt.timedelta(minutes=35), **answers},
        )
    return case


def _rooms(shot: Callable[[str], Photo]) -> Mapping[str, dict[str, Any]]:
    before, after = (shot("门口看全间"), shot("对角看全间")), (shot("门口看全间"),)
    living = (
        _row(1, "电视机", "台", "黑色，55英寸", shot, box=""), _row(2, "沙发", "套", "棕色，扶手磨损", shot, box=""),
        _row(3, "茶具", "套", "青瓷，一只缺口", shot), _row(4, "书", "本", "杂书", shot, quantity=38),
        _row(5, "羊毛毯", "件", "红格", shot, box="2"),
    )  # fmt: skip
    bedroom = (
        _row(1, "羊毛被", "床", "白色", shot), _row(2, "衣物", "件", "成人冬装", shot, quantity=24),
        _row(3, "鞋", "双", "男鞋", shot, box="2", quantity=6), _row(4, "铜色台灯", "台", "底座松动", shot, box="3"),
    )  # fmt: skip
    return {
        "客厅": {"before": before, "after": after, "goods": living, "present": WITNESSES},
        "主卧": {
            "before": before, "after": after, "goods": bedroom, "present": WITNESSES, "bags": "F900101",
            "valuables": (_row(1, "黄色金属戒指", "枚", "刻“福”字", shot, box="", way=KEPT, quantity=2),),
            "cash": (_row(1, "100元", "张", "成沓", shot, box="", way=KEPT, quantity=32),),
            "cash_total": Decimal(3200), "seal_photos": (shot("清点"), shot("封口")),
        },
    }  # fmt: skip


def _row(
    number: int, name: str, unit: str, mark: str, shot: Callable[[str], Photo], *, box: str = "1", way: str = STORE,
    quantity: int = 1,
) -> InventoryRow:  # fmt: skip
    return InventoryRow(
        number=number, name=name, quantity=Decimal(quantity), unit=unit, model=mark, box=box, disposition=way,
        photo=shot(""),
    )  # fmt: skip


def _commit(
    session: Session, case: Case, kind: type[Record], at: dt.datetime, answers: Mapping[str, Any]
) -> None:  # fmt: skip
    draft = drafted(session, case, kind, at, answers)
    recording.commit(session, recording.confirm_all(session, draft, at), at)


def _photo(session: Session, slot: str) -> Photo:
    """A drawn picture of a room in place of a photo."""
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor("#C9D3DC"))
    painter = QPainter(image)
    painter.fillRect(0, 320, 640, 160, QColor("#8A929B"))
    painter.fillRect(60 + 37 * (len(slot) % 7), 200, 210, 130, QColor("#6E7F8D"))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")  # type: ignore[call-overload]
    looked = evidence.look_at(bytes(buffer.data().data()), f"{slot or '物品'}.jpg")
    return evidence.take_photo(session, looked, slot=slot)


def _begun(studio: Studio) -> Case:
    return studio.ask(partial(_told, studio.session, studio.now))


def _on_case(studio: Studio, _told: Told) -> None:
    studio.go(OpenCase(_begun(studio).number))


def _new(studio: Studio, _told: Told) -> None:
    case = _begun(studio)
    studio.go(OpenCase(case.number))
    studio.go(ChooseKind((case.number,)))


def _stage(kind: type[Record], part: int) -> Callable[[Studio, Told], None]:
    """One part of the next record of that kind, begun from the eviction."""

    def deed(studio: Studio, _told: Told) -> None:
        case = _begun(studio)
        studio.go(OpenCase(case.number))
        studio.go(StartRecord(kind, (case.number,), case.properties[0].id))
        if kind is EvictionRoom:
            rows = studio.ask(lambda: _rooms(partial(_photo, studio.session))["客厅"]["goods"])
            for name, value in {"room": "厨房", "goods": rows}.items():
                studio.page.form.answered.emit(name, value, False)
                studio.settle()
        studio.page.form.open(part)
        studio.settle()

    return deed


SCENES: tuple[Scene, ...] = (
    Scene("11-eviction-case", _on_case),
    Scene("11-eviction-new", _new),
    *(Scene(f"11-eviction-room-{n + 1}", _stage(EvictionRoom, n)) for n in range(3)),
    Scene("11-eviction-close", _stage(EvictionClose, 0)),
)
