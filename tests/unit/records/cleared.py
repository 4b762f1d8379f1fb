"""A home that was cleared: its case, the answers of every stage, whole, and earlier stages as entries of a chain."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from services.docket.case import Served
from services.docket.party import Party, Place
from services.docket.property import Home, Property
from services.entries import entry as entries
from services.entries.entry import FIRST_LINK, Attachment
from services.position.fix import NoFix
from services.records import catalogue
from services.records.declared import Happening
from services.records.record import Record
from services.records.values import Film, InventoryRow, Located, Person, Photo
from tests.factories import make_case, make_unsigned
from tests.unit.records import seized

AT = seized.AT
UNTIL = dt.date(2026, 11, 14)
HOUSE = Place(text="浙江省常山县辉埠镇石灰路144号", town="辉埠镇", latitude=28.9, longitude=118.5)
DEBTOR = Party(id="d1", role="debtor", kind="person", name="何岩松", places=(HOUSE,))
CREDITOR = Party(id="c1", role="creditor", kind="person", name="张禾生")
THING = Property(
    id="h1", kind="房屋", name="住宅", owner=DEBTOR.name,
    home=Home(place=HOUSE, certificate="浙（2021）常山县不动产权第9000001号", to_clear=True),
)  # fmt: skip
NOTICE = Served(
    title="公告（责令迁出房屋）", number="（2026）浙0822执恢900057号", to=DEBTOR.name, on=dt.date(2026, 10, 30),
    due_on=UNTIL,
)  # fmt: skip
ORDER = Served(
    title="执行通知书", number="（2026）浙0822执恢900057号", to=DEBTOR.name, on=dt.date(2026, 7, 1)
)
CASE = make_case(
    serial=900057, parties=(CREDITOR, DEBTOR), properties=(THING,), measures=(), served=(ORDER, NOTICE)
)
FATHER = Person(name="何老根", role="父母", note="老人，78岁")
COMMUNITY = Person(name="季文", role="基层组织", unit="石灰社区（演示）")
NOTARY = Person(name="汪证", role="公证员")
WIFE = seized.WIFE
PICTURE = Attachment(digest="ab" * 32, size=4_200_000, media_type="image/jpeg", role="photo")
FILM = Film(
    attachment=Attachment(digest="ef" * 32, size=9_000_000, media_type="video/mp4", role="film"), sort="film"
)


def photo(slot: str, number: int = 0) -> Photo:
    """One photo in its slot; another number, another picture."""
    file = Attachment(digest=f"{number:064x}", size=4_200_000, media_type="image/jpeg", role="photo")
    return Photo(slot=slot, attachment=file if number else PICTURE, taken_at=AT)


def row(number: int, name: str, way: str, **more: Any) -> InventoryRow:
    """A line of a list with its picture."""
    given: dict[str, Any] = {
        "unit": "件",
        "quantity": Decimal(1),
        "model": "旧",
        "photo": photo("", 100 + number),
    }
    return InventoryRow(number=number, name=name, disposition=way, **{**given, **more})


def notice(**changes: Any) -> dict[str, Any]:
    """The posting of the notice, whole."""
    return _whole(
        {
            "number": NOTICE.number, "signed_by": "院长占某", "signed_on": dt.date(2026, 10, 28), "sealed_copy": True,
            "vacators": DEBTOR.name, "place": HOUSE, "state": "未履行", "unfulfilled": "未在期限内迁出", "until": UNTIL,
            "posted_at": AT - dt.timedelta(days=25), "located": Located.of(seized.FIX), "officers": ("方立", "毛一帆"),
            "ways": ("房门", "小区公告栏"), "receivers": (WIFE,), "id_shown": True, "told": ("迁出期限",),
            "served_way": "直接送达", "occupants": (FATHER,), "tenancy": "无租赁", "frail": ("老人",),
            "care": "请社区先行联系", "photos": (photo("公告近景"), photo("公告全景")),
        },
        changes,
    )  # fmt: skip


def plan(**changes: Any) -> dict[str, Any]:
    """The plan, whole."""
    people = (
        Person(name="方立", role="现场指挥"), Person(name="毛一帆", role="清点"), Person(name="赖文樟", role="摄像"),
    )  # fmt: skip
    return _whole(
        {
            "planned_at": AT, "place": HOUSE, "located": Located.of(seized.FIX), "officers": ("方立", "毛一帆"),
            "notice_until": UNTIL, "home_ground": "不是维持生活必需的住房", "low_income": False, "occupants": (FATHER,),
            "tenancy": "无租赁", "frail": ("老人",), "care": "医护待命", "people": people, "gathering": "7时30分本院",
            "store": "定阳仓储一号库", "risks": ("老人病人",), "risk_measures": "救护车待命", 
            "hospital": "县人民医院，8分钟",
            "calls": (Person(name="值班医生", role="医院", phone="19000000004"),),
        },
        changes,
    )  # fmt: skip


def day(**changes: Any) -> dict[str, Any]:
    """The arrival, whole: the debtor stays away, a notary is there."""
    return _whole(
        {
            "began_at": AT, "place": HOUSE, "located": Located.of(seized.FIX), "officers": ("方立", "毛一帆"),
            "recorder": "毛一帆", "id_shown": True, "recorder_on": True, "notice_number": NOTICE.number,
            "notice_until": UNTIL, "notice_shown": True, "debtor_told": "电话通知，未到场", "present": (COMMUNITY, NOTARY),
            "door": "有人在内", "opened_how": "家属开门", "occupants": (FATHER,), "frail": ("老人",),
            "care": "医护在场查看，女干警陪同", "photos": (photo("房门外"), photo("开门后")),
        },
        changes,
    )  # fmt: skip


def room(**changes: Any) -> dict[str, Any]:
    """The bedroom, whole: three boxes, a ring, cash, medicine."""
    kept = "封存带回法院"
    return _whole(
        {
            "room": "主卧", "mark": "KTM1", "began_at": AT, "place": HOUSE, "located": Located.of(seized.FIX),
            "officers": ("方立", "毛一帆"), "before": (photo("门口看全间", 1),),
            "goods": (
                row(1, "羊毛被", "运存放处所", box="1"), row(2, "衣物", "运存放处所", box="2"),
                row(3, "书", "运存放处所", box="3"), row(4, "双人床", "运存放处所"),
            ),
            "valuables": (row(1, "黄色金属戒指", kept),),
            "cash": (row(1, "100元", kept, unit="张", quantity=Decimal(32)),), "cash_total": Decimal(3200),
            "medicine": (row(1, "降压药", "当场交被执行人"),), "bags": "F900101", "present": (COMMUNITY, NOTARY),
            "seal_photos": (photo("清点", 2), photo("封口", 3)), "after": (photo("门口看全间", 4),),
            "ended_at": AT + dt.timedelta(minutes=70),
        },
        changes,
    )  # fmt: skip


def close(**changes: Any) -> dict[str, Any]:
    """The end of the day, whole but for the rooms it lists."""
    return _whole(
        {
            "arrival": "到场 3F2A91C0", "notice_number": NOTICE.number, "notice_until": UNTIL, "began_at": AT,
            "place": HOUSE, "located": Located.of(seized.FIX), "officers": ("方立", "毛一帆"), "recorder": "毛一帆",
            "present": (COMMUNITY, NOTARY), "debtor_told": "电话通知，未到场", "result": "已全部腾空", "handed": "无人接收",
            "moved_to": "定阳仓储一号库", "list_copy": "留置并拍照", "water": "317", "power": "12408", "gas": "96",
            "locks": "已换锁芯", "keys": 3, "keys_to": "执行人员带回", "films": (FILM,),
            "ended_at": AT + dt.timedelta(hours=3),
        },
        changes,
    )  # fmt: skip


def handover(**changes: Any) -> dict[str, Any]:
    """The hand-over to the creditor, whole."""
    return _whole(
        {
            "began_at": AT + dt.timedelta(hours=4), "place": HOUSE, "located": Located.of(seized.FIX),
            "officers": ("方立", "毛一帆"), "recorder": "毛一帆", "id_shown": True, "basis": "生效判决书",
            "receiver_role": "申请执行人", "receiver": CREDITOR.name, "condition": "已腾空，门窗完好", "keys": 3,
            "water": "317", "power": "12408", "gas": "96", "ended_at": AT + dt.timedelta(hours=5),
            "present": (Person(name=CREDITOR.name, role="申请执行人"),),
        },
        changes,
    )  # fmt: skip


def storage(step: str = "入库", **changes: Any) -> dict[str, Any]:
    """One step with the belongings."""
    whole: dict[str, Any] = {
        "step": step, "at": AT + dt.timedelta(hours=6), "place": Place(text="定阳仓储一号库"),
        "located": Located.of(seized.FIX), "officers": ("方立", "毛一帆"), "recorder": "毛一帆", "box_count": 3,
    }  # fmt: skip
    own: dict[str, dict[str, Any]] = {
        "入库": {"custodian": "郑保管"},
        "领取": {
            "collector": WIFE.name, "collector_relation": "成年家属", "boxes": "全部", "checked": True,
            "present": (WIFE,),
        },
        "变卖": {
            "at": AT + dt.timedelta(days=40), "disposed": "未领取的全部物品", "ground": "合议庭决定", "price": Decimal(800),
            "proceeds": "已交被执行人",
        },
        "提存": {
            "at": AT + dt.timedelta(days=40), "disposed": "变卖价款", "ground": "合议庭决定", "deposit_place": "公证处",
        },
    }  # fmt: skip
    return _whole({**whole, **own[step]}, changes)


def collect(**changes: Any) -> dict[str, Any]:
    """The notice to collect, whole."""
    return _whole(
        {
            "notified": DEBTOR.name, "at": AT + dt.timedelta(days=1), "way": "直接送达",
            "place": Place(text="定阳仓储一号库"), "located": Located.of(seized.FIX), "officers": ("方立", "毛一帆"),
            "collect_until": dt.date(2026, 12, 24), "warned": ("逾期变卖，价款提存",), "photos": (photo("送达"),),
        },
        changes,
    )  # fmt: skip


def _whole(given: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


def entered(
    *records: Record, device: str = "device-1", amends: str = "", at: dt.datetime = AT, first: int = 1
) -> tuple[Happening, ...]:  # fmt: skip
    """The records as entries about the home, one after another; `amends` is what the first of them corrects."""
    found: list[Happening] = []
    for number, record in enumerate(records, start=first):
        unsigned = make_unsigned(
            CASE.number, kind=record.code, version=record.version, position=NoFix("室内", AT),
            made_at=at + dt.timedelta(minutes=number), body={"values": record.encode(), "subject": "h1"},
            amends=amends if number == first else "", reason="漏记" if amends and number == first else "",
            attachments=record.attachments, matter=f"matter-{device}-{number}",
        )  # fmt: skip
        previous = found[-1].entry.link if found else FIRST_LINK
        raw = entries.compose(unsigned, device, number, previous)
        found.append(catalogue.read(entries.decode(raw, b"", "ed25519")))
    return tuple(found)
