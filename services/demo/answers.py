"""Sample answers: one for every sort of field, drawn from a chance given; nobody's data, all marked 演示."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import io
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from PIL import Image, ImageDraw

from services.clock import ZONE
from services.demo import act_words, disposal_words, eviction_words, measure_words
from services.docket.case import Case, Docket
from services.docket.party import Place
from services.entries.entry import Attachment
from services.position.fix import Fix
from services.records import fields
from services.records.kinds.eviction_room import BANKNOTE, KEPT
from services.records.received import Allotment, Received
from services.records.values import (
    Clue,
    Damage,
    Film,
    Handed,
    InventoryRow,
    Line,
    Located,
    Person,
    Photo,
    Pledged,
    Promise,
    SalePermission,
)

NOW = dt.datetime(2026, 11, 24, 9, 40, tzinfo=ZONE)
_WORDS = {
    **measure_words.WORDS,
    "brand": "大众朗逸", "model": "SVW71612LS", "colour": "白", "registry": "衢州市公安局交通警察支队（演示）",
    "engine_number": "900001Y", "yard": "定阳停车场（演示）", "yard_spot": "B区17位", "tow_company": "常山拖车（演示）",
    "tow_plate": "浙H90T01", "police_officer": "演示民警（警号900001）", "police_post": "天马中队（演示）",
    "seals": "车门900731、引擎盖900732", "custodian": "演示停车场管理员", "user": "演示使用人", "displacement": "1.6L",
    "note": "门口停有儿童自行车", "damage_note": "右后门凹陷约10厘米", "handed_from": "演示交车人",
    "items_taken_by": "演示家属",
    "custodian_phone": "19000000002",
    "series": "（演示）", "holder": "演示质权人，依质押合同占有",
    "queue_court": "衢州市柯城区人民法院（2026）浙0802执900051号（演示）",
    "handed_over_place": "天马中队院内（演示）", "model_year": "2024款",
    "key_seal": "900733", "certificate_number": "330900900001",
    "co_owner": "演示共有人", "mortgagee": "演示银行常山支行", "tow_driver": "演示司机", "owner": "演示所有人",
    "checked_clue": "在木业厂上班", "told_to": "在场人", "care": "老人已安排坐下休息", "incident": "无",
    "voucher": "20261124900001", "handed_in_to": "演示出纳", "payer_said": "余款月底前交清",
    "for_whom": "演示被执行人",
    "process": "在堂屋查看，屋内有旧家具，未见贵重物品；向在场人询问去向。", "result": "未发现可供执行的财产",
    "receiver": "演示受送达人", "refused_by": "演示受送达人", "refused_why": "拒绝签收，不说明理由",
    "mail_number": "EX900000001CS",
    "filled_by": "演示填发人", "course": "两次上门无人、电话不接、邮寄被退回", "told": "演示庭务主任",
    "shared_court": "草坪村共享法庭（演示）", "fetching_number": "（2026）浙0822执900001号之三", "approved_by": "演示院长",
    "work": "演示木业厂 工人", "service_to": "演示收件人", "service_phone": "19000000003",
    "service_agent": "演示代收人（妻子）",
    "electronic_to": "19000000003", "corrections": "第2句“四千”改为“四千五百”",
    "key_note": "带遥控", "use_income": "运费收入汇入案款账户（演示）", **eviction_words.WORDS, **act_words.WORDS,
    "certificate": "浙（2021）常山县不动产权第9000001号", "area": "89.50 平方米", "meters": "电表 12,345 度，水表 678 吨",
}  # fmt: skip
SERIES = {
    "大众牌": "朗逸", "吉利牌": "帝豪", "五菱牌": "宏光", "长安牌": "神骐", "丰田牌": "汉兰达", "江铃牌": "顺达",
    "比亚迪牌": "秦",
}  # fmt: skip
_AMOUNTS = {
    "total": Decimal("60000.00"), "fee_per_day": Decimal("30.00"), "estimate": Decimal("65000.00"),
    **eviction_words.AMOUNTS, **disposal_words.AMOUNTS,
}  # fmt: skip
_AHEAD = ("clue_until", "screen_until", "term_until")
_NO = ("unit", "punished_before", "exempt", "indivisible", "low_income", "nothing_here", "occupier_refused")
_SAID = ("他这段时间在外地做工，不在家住", "电话能打通，但多半不接", "愿意转告他尽快与法院联系")
_REPLIES = (
    "清楚，也认可。", "在球川镇一家木业厂做工，每月四千多元，打到工资卡。", "没有其他财产。",
    "最近生意不好，手头紧，不是不还。",
    "不回答。",
)  # fmt: skip
_GIVEN = ("演一", "演二", "演三", "演四", "䶮", "𬭎")
_GOODS = ("儿童座椅", "行车记录仪", "工具箱", "保温杯", "雨伞")


class Drawer:
    """Draws people, moments and pictures for answers; they depend on the chance given alone."""

    def __init__(self, chance: random.Random, docket: Docket, cases: tuple[Case, ...]) -> None:
        self.chance, self.docket, self.cases = chance, docket, cases
        self.images: dict[str, bytes] = {}
        self.named: set[str] = set()
        self.minutes = 0

    @property
    def subject(self) -> str:
        """The first case's car."""
        return next((p.id for p in self.cases[0].vehicles), "")

    @property
    def vin(self) -> str:
        """That car's own number, else one that was never given out."""
        car = next((p.vehicle for p in self.cases[0].vehicles if p.vehicle), None)
        return car.vin if car and car.vin else "LSVNV4182N2048717"

    def moment(self) -> dt.datetime:
        """A few minutes after the last one, so that ends come after beginnings."""
        self.minutes += self.chance.randint(2, 6)
        return NOW + dt.timedelta(minutes=self.minutes)

    def person(self, role: str) -> Person:
        """Someone with that role: the debtor, or an invented person."""
        debtor = next((d for c in self.cases for d in c.debtors if d.is_citizen), None)
        if role == "被执行人" and debtor is not None:
            return Person(name=debtor.name, role=role, id_number=debtor.id_number)
        if role == "保管人":
            return Person(name=_WORDS["custodian"], role=role, phone="19000000002")
        family, given = self.chance.choice("徐郑江占汪姜"), self.chance.choice(_GIVEN)
        free = (f"{family}{other}" for other in (given, *_GIVEN) if f"{family}{other}" not in self.named)
        name = next(free, f"{family}{given}")
        self.named.add(name)
        relation = self.chance.choice(("妻子", "父亲", "姐姐")) if "家属" in role else ""
        return Person(name=name, role=role, relation=relation, phone="19000000001")

    def photo(self, slot: str) -> Photo:
        """A drawn picture in place of a photo."""
        raw = picture(self.chance.randrange(10**6))
        digest = hashlib.sha256(raw).hexdigest()
        self.images[digest] = raw
        file = Attachment(
            digest=digest, size=len(raw), media_type="image/jpeg", role="photo", name="演示.jpg"
        )
        return Photo(slot=slot, attachment=file, taken_at=self.moment())


@functools.cache
def picture(seed: int) -> bytes:
    """A drawn picture as a JPEG, the same for the same seed."""
    image = Image.new("RGB", (960, 720), "#C9D3DC")
    draw = ImageDraw.Draw(image)
    chance = random.Random(seed)
    draw.rectangle((0, 470, 960, 720), fill="#8A929B")
    for _ in range(9):
        left, top = chance.randrange(860), chance.randrange(180, 520)
        shade = (
            f"#{chance.randrange(80, 190):02X}{chance.randrange(90, 190):02X}{chance.randrange(90, 190):02X}"
        )
        draw.rectangle(
            (left, top, left + chance.randrange(60, 240), top + chance.randrange(60, 200)), fill=shade
        )
    target = io.BytesIO()
    image.save(target, "JPEG", quality=80)
    return target.getvalue()


@functools.singledispatch
def answer(field: fields.Field, name: str, drawer: Drawer) -> Any:
    """An answer to a question of this sort."""
    raise TypeError(f"no sample for {type(field).__name__}")


@answer.register
def _(field: fields.Text, name: str, drawer: Drawer) -> Any:
    if name == "recorder":
        return drawer.docket.officer.name
    return (
        _WORDS.get(name)
        or disposal_words.WORDS.get(name)
        or (drawer.chance.choice(field.phrases) if field.phrases else f"{field.label}（演示）")
    )


@answer.register
def _(field: fields.Number, name: str, drawer: Drawer) -> Any:
    return drawer.chance.randint(
        max(1, field.minimum), min(field.maximum, 90_000 if field.unit == "公里" else 30)
    )


@answer.register
def _(field: fields.Money, name: str, drawer: Drawer) -> Any:
    return _AMOUNTS.get(name) or Decimal(drawer.chance.randint(2_000, 9_000_000)) / 100


@answer.register
def _(field: fields.Payment, name: str, drawer: Drawer) -> Any:
    """Half of what is owed goes to costs and interest, the rest to the principal; no calculator is asked."""
    amount = Decimal(drawer.chance.randint(20, 900)) * 100
    interest, costs = amount / 4, amount / 8
    used = Allotment(
        on=NOW.date(), fee=Decimal(0), costs=costs, interest=interest, principal=amount - interest - costs,
        double=Decimal(0), left_over=Decimal(0), still_open=Decimal(drawer.chance.randint(1, 90) * 1000),
    )  # fmt: skip
    return Received(amount=amount, used=used)


@answer.register
def _(field: fields.Settles, name: str, drawer: Drawer) -> Any:
    """The first instalment of a settlement, due that day."""
    rest = Decimal("20000.00")
    return (Pledged(what="和解第 1 期", on=NOW.date(), rest=rest, note="2026-10-24和解笔录", entry="演示"),)


@answer.register
def _(field: fields.ReceiptNumber, name: str, drawer: Drawer) -> Any:
    return f"00900{drawer.chance.randint(10_000, 99_999)}"


@answer.register
def _(field: fields.Instalments, name: str, drawer: Drawer) -> Any:
    return field.laid_out(
        _AMOUNTS["total"], 3, NOW.date() + dt.timedelta(days=drawer.chance.randint(20, 40)), 1
    )


@answer.register
def _(field: fields.Choice, name: str, drawer: Drawer) -> Any:
    return drawer.chance.choice(field.options)


@answer.register
def _(field: fields.Choices, name: str, drawer: Drawer) -> Any:
    drawn = tuple(drawer.chance.sample(field.options, min(2, len(field.options))))
    picked = act_words.PICKED.get(name, ())
    return picked if picked and set(picked) <= set(field.options) else drawn


@answer.register
def _(field: fields.YesNo, name: str, drawer: Drawer) -> Any:
    return name not in _NO


@answer.register
def _(field: fields.Moment, name: str, drawer: Drawer) -> Any:
    return drawer.moment()


@answer.register
def _(field: fields.Day, name: str, drawer: Drawer) -> Any:
    if name in act_words.DAYS:
        return NOW.date() + dt.timedelta(days=act_words.DAYS[name])
    if name in measure_words.DAYS:
        return NOW.date() + dt.timedelta(days=measure_words.DAYS[name])
    if name in eviction_words.DAYS:
        return NOW.date() + dt.timedelta(days=eviction_words.DAYS[name])
    if name in _AHEAD:
        return NOW.date() + dt.timedelta(days=drawer.chance.randint(40, 70))
    years = 30 if name == "born_on" else 0
    return NOW.date() - dt.timedelta(days=drawer.chance.randint(400, 3000) + 365 * years)


@answer.register
def _(field: fields.Present, name: str, drawer: Drawer) -> Any:
    most = 1 if field.each_page or name == "taken_by" else 3
    return tuple(
        drawer.person(role) for role in drawer.chance.sample(field.roles, min(most, len(field.roles)))
    )


@answer.register
def _(field: fields.HandedPapers, name: str, drawer: Drawer) -> Any:
    number = f"（2026）浙0822执{drawer.chance.randint(900001, 900900)}号之一"
    return (
        Handed(title=field.titles[1], number=number, copies=2),
        Handed(title=field.titles[drawer.chance.choice((2, 3))], number=number.replace("之一", "之二")),
    )


@answer.register
def _(field: fields.Promises, name: str, drawer: Drawer) -> Any:
    first = NOW.date() + dt.timedelta(days=drawer.chance.randint(7, 20))
    return tuple(
        Promise(
            on=first + dt.timedelta(days=30 * n),
            amount=Decimal(drawer.chance.randint(5, 90) * 100),
            note=note,
        )
        for n, note in enumerate(("工资到账后付", ""))
    )


@answer.register
def _(field: fields.Clues, name: str, drawer: Drawer) -> Any:
    return tuple(
        Clue(sort=sort, text=text, from_whom="邻居（演示）")
        for sort, text in zip(
            drawer.chance.sample(field.sorts, 2), ("停在小区地库", "在球川镇一家木业厂做工"), strict=True
        )
    )


@answer.register
def _(field: fields.Plate, name: str, drawer: Drawer) -> Any:
    return "浙H9A3K7"


@answer.register
def _(field: fields.Vin, name: str, drawer: Drawer) -> Any:
    return drawer.vin


@answer.register
def _(field: fields.ResidentId, name: str, drawer: Drawer) -> Any:
    return "330899198001019007"


@answer.register
def _(field: fields.Address, name: str, drawer: Drawer) -> Any:
    return Place(text="浙江省常山县天马街道定阳北路900号（演示）", town="天马街道")


@answer.register
def _(field: fields.Position, name: str, drawer: Drawer) -> Any:
    return Located(fix=Fix(28.9, 118.5, NOW, "hand", note="地下车库收不到信号"))


@answer.register
def _(field: fields.Photos, name: str, drawer: Drawer) -> Any:
    return tuple(drawer.photo(slot) for slot in dict.fromkeys((*field.required, *field.slots[:4])))


@answer.register
def _(field: fields.Films, name: str, drawer: Drawer) -> Any:
    digest = hashlib.sha256(b"sample film").hexdigest()
    file = Attachment(
        digest=digest, size=734_003_200, media_type="video/mp4", role="film", name="FILE0007.MP4"
    )
    return (Film(attachment=file, sort="film", device="执法记录仪 02", started_at=NOW, seconds=1871.0),)


@answer.register
def _(field: fields.Inventory, name: str, drawer: Drawer) -> Any:
    return tuple(_goods(field, drawer))


def _goods(field: fields.Inventory, drawer: Drawer) -> Iterator[InventoryRow]:
    indoors = field.boxed or bool({KEPT, "随房交付", "当场处理"} & set(field.dispositions))
    for number, thing in enumerate(field.names[:3] or _GOODS[:3], start=1):
        yield InventoryRow(
            number=number,
            name=thing,
            quantity=Decimal(drawer.chance.randint(1, 3)),
            unit="个" if "个" in field.units else field.units[0],
            model="灰色",
            condition="完好",
            place="" if indoors else "后备厢",
            disposition=drawer.chance.choice(field.dispositions) if field.dispositions else "",
            estimate=None if BANKNOTE.match(thing) else Decimal(drawer.chance.randint(50, 900)),
            photo=drawer.photo(thing) if field.boxed or KEPT in field.dispositions else None,
            box=str(number) if field.boxed else "",
        )


@answer.register
def _(field: fields.OfMeasure, name: str, drawer: Drawer) -> Any:
    return None  # comes with the start of the record


@answer.register
def _(field: fields.Sales, name: str, drawer: Drawer) -> Any:
    return tuple(
        SalePermission(
            number=number, what=what, buyer=buyer, price=price, floor=price - 500, until=NOW.date() + dt.timedelta(days=20),
            account="本院案款专户（演示）", release="放行单（演示）",
        )
        for number, (what, buyer, price) in enumerate(
            (("机床1台", "演示机械厂", Decimal(26000)), ("成品一批", "演示商行", Decimal(8800))), start=1
        )
    )  # fmt: skip


@answer.register
def _(field: fields.DamageMap, name: str, drawer: Drawer) -> Any:
    return (
        Damage(number=1, side="右", x=0.7, y=0.5, sort=field.sorts[0], note="右后门"),
        Damage(number=2, side="前", x=0.4, y=0.6, sort=field.sorts[1]),
    )


@answer.register
def _(field: fields.Transcript, name: str, drawer: Drawer) -> Any:
    if field.blocks is not None:
        asked = [line for block in field.blocks({"purpose": "被执行人"})[1:4] for line in block.lines]
        return tuple(
            line
            for question in asked
            for line in (question, Line(sort="答", text=drawer.chance.choice(_REPLIES)))
        )
    return (
        Line(sort="问", text="何时能与被执行人取得联系？"),
        Line(sort="答", text=drawer.chance.choice(_SAID)),
        Line(sort="述", text="已当面告知履行义务和拒不履行的后果。"),
    )
