"""扣押车辆: the officers take a debtor's vehicle into custody, or leave it in use under terms (活扣)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from services.clock import local
from services.docket.case import Case
from services.docket.party import Place
from services.docket.property import Measure, Property, Vehicle
from services.identifiers.plate import display
from services.law.terms import maximum_end
from services.records import duty_rules as rules
from services.records import seizure_duties as seizure
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    damage_map,
    day,
    films,
    inventory,
    moment,
    money,
    number,
    photos,
    plate,
    position,
    present,
    signatures,
    text,
    vin,
    yes_no,
)
from services.records.values import Damage, Film, InventoryRow, Located, Person, Photo, Signature
from services.wording import date_time_text, listed

TAKEN, IN_USE = "扣押", "活扣"
CORNERS = ("左前", "右前", "左后", "右后")
SLOTS = (
    *CORNERS,
    "车架号",
    "里程表",
    "仪表台",
    "发动机舱",
    "内饰",
    "损伤",
    "行驶证",
    "封条",
    "收车单",
    "书面确认",
)
REQUIRED_SLOTS = (*CORNERS, "车架号", "里程表")
PLATE_KINDS = ("小型汽车", "大型汽车", "新能源小型", "新能源大型", "挂车", "摩托车")
NO_PAPERS = ("拒不交出", "遗失", "质押他人", "在第三人处", "车内未见")


def taken(values: Values) -> bool:
    """The car is driven or towed away."""
    return values.get("way") == TAKEN


def in_use(values: Values) -> bool:
    """The car stays with the debtor under terms."""
    return values.get("way") == IN_USE


def papers_lacking(values: Values) -> bool:
    """At least one of the car's papers was not obtained."""
    return any(
        values.get(n) is False for n in ("driving_licence", "registration_certificate", "plates_present")
    )


def towed(values: Values) -> bool:
    """A tow truck took it."""
    return taken(values) and values.get("moved_by") == "拖车"


def found_by_police(values: Values) -> bool:
    """The traffic police found or held it: the hand-over slip (移交单) is filled in."""
    return values.get("found_by") == "交警"


def electric(values: Values) -> bool:
    """The gauge shows charge, not fuel."""
    return values.get("energy") in ("纯电", "插电混动")


def third_party(values: Values) -> bool:
    """Registered to someone who is not a debtor, as far as the answers say."""
    return values.get("registered_to_debtor") is False


class VehicleSeizure(
    Record, code="vehicle_seizure", title="扣押车辆", version=1, icon="seizure", hint="约 3 分钟，含 8 张照片"
):
    """One vehicle, seized (domain.md D05, D06, D11, §5.2, §5.6; 民诉法 255–257, 查扣冻规定)."""

    way: str = choice("方式", TAKEN, IN_USE, hints=("扣走，另行存放", "由其继续使用"), searchable=True)
    began_at: dt.datetime = moment("开始时间")
    place: Place = address("发现地点", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = choices("执行人员", other=True)
    recorder: str = text("记录人", remembered=True)
    id_shown: bool = yes_no("已出示工作证件")
    recorder_on: bool = yes_no("已开记录仪并告知全程录音录像")
    present: tuple[Person, ...] = present(
        "到场人", "被执行人", "成年家属", "法定代表人", "主要负责人", "工作单位", "基层组织", "见证人", "交警",
        "拖车人员", "保管人", "申请执行人", "其他", default=(), searchable=True,
    )  # fmt: skip
    debtor_told: str = text(
        "怎样通知被执行人一方", default="", phrases=("电话通知，未到场", "当面通知", "短信通知，未回复")
    )
    told: tuple[str, ...] = choices(
        "已告知", "扣押依据和期限", "异议的权利", "保管人的责任", "擅自处分的后果", default=(), other=True
    )

    plate: str = plate("车牌号", searchable=True)
    plate_kind: str = choice("号牌种类", *PLATE_KINDS, default="", other=True)
    registry: str = text("注册登记机关", default="")
    brand: str = text("车辆品牌", searchable=True)
    vehicle_type: str = text(
        "车辆类型", default="", phrases=("小型轿车", "小型普通客车", "轻型厢式货车", "重型自卸货车")
    )
    model: str = text("车辆型号", default="")
    vin: str = vin("车辆识别代号", default="", searchable=True)
    vin_unread: str = choice(
        "没读到车架号的原因",
        "锈蚀",
        "被遮挡",
        "打不开",
        default="",
        other=True,
        when=lambda values: not values.get("vin"),
    )
    engine_number: str = text("发动机号", default="", hint="未登记的车必须记（查扣冻规定 9）")
    colour: str = text("车身颜色", phrases=("白", "黑", "灰", "银", "红", "蓝"))
    registered_on: dt.date | None = day("注册登记日期", default=None)
    produced_on: dt.date | None = day("出厂日期", default=None)
    usage: str = choice("使用性质", "非营运", "营运", "货运", "出租", default="", other=True)
    state: str = choice("机动车状态", "正常", "逾期未检验", "查封", "抵押", default="", other=True)
    inspected: bool | None = yes_no("年审在有效期内", default=None)
    displacement: str = text("排量", default="", hint="如 1.6L")
    insured: str = choice("保险情况", "交强险有效", "已脱保", "看不到", default="", other=True)
    fines: int | None = number("未处理违章", unit="条", default=None, maximum=999)
    registered_to_debtor: bool = yes_no("登记在被执行人名下")
    owner_confirmed: bool | None = yes_no("第三人书面确认属被执行人", default=None, when=third_party)
    exempt: bool = yes_no("属于豁免财产（生活必需、残疾辅助等）")

    odometer: int = number("里程表读数", unit="公里", maximum=9_999_999)
    energy: str = choice("能源", "汽油", "柴油", "纯电", "插电混动", "其他")
    fuel: int | None = number("油量或电量", unit="%", default=None, maximum=100)
    condition: str = choice("车况", "可以行驶", "不能行驶", "未试车", other=True)
    age_look: str = choice("新旧", "九成新", "七成新", "五成新", "破旧", default="", other=True)
    damages: tuple[Damage, ...] = damage_map("损伤位置", default=())
    damage_note: str = text("损伤说明", default="")
    keys: int = number("钥匙", unit="把", maximum=20)
    key_note: str = text("钥匙说明", default="", phrases=("带遥控", "机械钥匙", "无钥匙，开锁"))
    driving_licence: bool = yes_no("行驶证已取得")
    registration_certificate: bool = yes_no("登记证书已取得")
    plates_present: bool = yes_no("前后号牌在")
    papers_why: str = choice("为何没有取得", *NO_PAPERS, other=True, when=papers_lacking)
    photos: tuple[Photo, ...] = photos("照片", *SLOTS, required=REQUIRED_SLOTS)
    films: tuple[Film, ...] = films("录音录像", default=())

    loose_items: tuple[InventoryRow, ...] = inventory(
        "随车物品", default=(), dispositions=("当场取回", "随车扣押", "另行存放"),
        names=("儿童座椅", "备胎", "千斤顶", "行车记录仪", "工具箱", "现金", "文件"),
    )  # fmt: skip
    no_loose_items: bool | None = yes_no(
        "已查看，车内没有其他物品", default=None, when=lambda v: not v.get("loose_items")
    )
    items_taken_by: str = text(
        "物品由谁取回", default="", when=lambda values: bool(values.get("loose_items"))
    )

    found_by: str = choice("怎样发现", "执行人员", "交警", "申请执行人线索", "网格员")
    police_officer: str = text("移交民警和警号", when=found_by_police)
    police_post: str = text("移交单位", when=found_by_police)
    handed_over_at: dt.datetime = moment("移交时间", when=found_by_police)
    handed_from: str = text("车由谁交出", default="")
    moved_by: str = choice("怎样移走", "拖车", "干警驾驶", "当事人驾驶", "原地封存", when=taken)
    tow_company: str = text("拖车单位", when=towed, remembered=True)
    tow_plate: str = text("拖车车牌", default="", when=towed, remembered=True)
    towed_at: dt.datetime | None = moment("拖离时间", default=None, when=towed)
    yard: str = text("存放地点", when=taken, remembered=True, searchable=True)
    yard_spot: str = text("车位", default="", when=taken)
    stored_at: dt.datetime | None = moment("入场时间", default=None, when=taken)
    fee_per_day: Decimal | None = money("存放费（每天）", default=None, when=taken)
    custodian: str = text("保管人", remembered=True, searchable=True)
    custodian_phone: str = text("保管人电话", default="", remembered=True)
    seals: str = text("封条编号", default="", hint="车门、引擎盖，逐条写")
    user: str = text("使用人", when=in_use)
    use_allowed: str = text(
        "允许的用途和时段", when=in_use, phrases=("仅限上下班", "仅限生产经营", "每日 7 至 19 时")
    )
    use_limit: str = text("里程或区域限制", when=in_use, phrases=("不得驶离常山县", "每月不超过 1500 公里"))
    use_forbidden: tuple[str, ...] = choices(
        "禁止", "转让", "抵押", "出租出借", "改装", "驶离约定区域", when=in_use, other=True
    )
    use_upkeep: str = text("维护和保险由谁负责", when=in_use, phrases=("使用人负责",))
    inspection_days: int = number("查验间隔", unit="天", when=in_use, minimum=1, maximum=365)
    use_consent: str = choice("申请执行人意见", "同意活扣", "已告知，未表示意见", other=True, when=in_use)
    use_why: str = text("为什么活扣", when=in_use, phrases=("生产经营需要，处置价值损失小", "保留履行能力"))
    use_income: str = text("收入和账户", default="", when=in_use)
    undertaking_signed: bool = yes_no("使用人已签承诺", when=in_use)
    undertaking_breach: str = text("转为实扣的情形", when=in_use, phrases=("违反任一约定即收回车辆",))

    estimate: Decimal | None = money("估价", default=None)
    indivisible: bool | None = yes_no("不可分物，超出标的仍须整体扣押", default=None)
    term_from: dt.date = day("扣押期限自")
    term_until: dt.date = day("扣押期限至", hint="以裁定书和清单印的日期为准")
    care: str = text("老幼病残孕照顾情况", default="")
    incident: str = text("突发情况", default="", lines=2)
    note: str = text("其他", default="", lines=2)
    ended_at: dt.datetime = moment("完成时间")
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("到场与告知", (
            "way", "began_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on", "present",
            "debtor_told", "told", "care",
        )),
        Part("车辆核对", (
            "plate", "plate_kind", "vin", "vin_unread", "engine_number", "brand", "vehicle_type", "model", "colour",
            "registry", "registered_on", "produced_on", "usage", "state", "inspected", "insured", "displacement",
            "fines", "registered_to_debtor", "owner_confirmed", "exempt",
        )),
        Part("行驶与车况", (
            "odometer", "energy", "fuel", "condition", "age_look", "damages", "damage_note", "keys", "key_note",
            "driving_licence", "registration_certificate", "plates_present", "papers_why",
        )),
        Part("照片", ("photos", "films")),
        Part("随车物品", ("loose_items", "no_loose_items", "items_taken_by")),
        Part("保管与拖车", (
            "found_by", "police_officer", "police_post", "handed_over_at", "handed_from", "moved_by", "tow_company",
            "tow_plate", "towed_at", "yard", "yard_spot", "stored_at", "fee_per_day", "custodian", "custodian_phone",
            "seals", "user", "use_allowed", "use_limit", "use_forbidden", "use_upkeep", "inspection_days",
            "use_consent", "use_why", "use_income", "undertaking_signed", "undertaking_breach",
        )),
        Part("期限与估价", ("estimate", "indivisible", "term_from", "term_until", "incident", "note", "ended_at")),
        Part("签名", ("signatures",)),
    )  # fmt: skip

    duties = (
        rules.two_officers(),
        rules.id_shown(),
        rules.recording_told(),
        rules.care_noted(),
        seizure.ruling_served(),
        seizure.belongs_to_debtor(),
        seizure.not_exempt(),
        seizure.within_claim(),
        seizure.debtor_side_notified(),
        seizure.unit_or_grassroots_present(),
        seizure.identity_matches_docket(),
        seizure.public_sign(),
        seizure.custodian_named(),
        seizure.times_and_place(),
        seizure.queue_checked(),
        rules.signed_by_all(
            "transcript_signed", "笔录由执行人员、保管人和到场人签名", "ckd-18", "transcript"
        ),
        rules.signed_by_all("inventory_signed", "清单由在场人签名", "cpl-256-2", "inventory"),
        seizure.copy_handed_over(),
        seizure.registration_notice(),
        seizure.yard_receipt(),
    )

    @classmethod
    def things(cls, cases: Iterable[Case]) -> tuple[Property, ...]:
        """The cars of the cases, a car that stands in several of them once."""
        return tuple({p.id: p for case in cases for p in case.vehicles}.values())

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """The docket's car, time, place, officers, and the longest lawful term as the notices print it."""
        filled: dict[str, object] = {
            "began_at": to_the_minute(start.now),
            "located": Located.of(start.position),
            "officers": tuple(o.name for o in start.officers),
            "recorder": start.officers[-1].name,
            "term_from": start.now.date(),
            "term_until": maximum_end("movable", start.now.date()),
        }
        chosen = [p for p in cls.things(start.cases) if p.id == start.subject]
        if chosen and chosen[0].vehicle is not None:
            filled |= _from_docket(chosen[0].vehicle)
            filled["estimate"] = chosen[0].estimate
        return {name: value for name, value in filled.items() if value not in (None, "")}

    def problems(self) -> Iterator[Problem]:
        """Times in order, a term within the law, loose things answered for, a VIN read or the reason why not."""
        if self.ended_at < self.began_at:
            yield Problem("ended_at", "“完成时间”早于开始时间")
        if self.term_until < self.term_from:
            yield Problem("term_until", "“扣押期限至”早于起始日")
        if self.term_until > maximum_end("movable", self.term_from):
            yield Problem("term_until", "动产扣押期限不得超过二年（民诉法解释第485条）")
        if not self.loose_items and self.no_loose_items is None:
            yield Problem("no_loose_items", "车内有没有其他物品还没有回答")
        if not self.vin and not self.vin_unread:
            yield Problem("vin_unread", "没有车架号时要写原因")

    def summary(self) -> str:
        """Plate, way and where it stands."""
        return " · ".join(
            filter(None, (display(self.plate), self.way, getattr(self, "yard", "") or self.place.text))
        )

    def measures(self, case: Case) -> tuple[Measure, ...]:
        """The seizure this record puts in force on the case's own car."""
        car = next((p for p in case.vehicles if p.vehicle and p.vehicle.plate == self.plate), None)
        known = next((m for m in case.measures if car is not None and m.property_id == car.id), None)
        return (
            Measure(
                id=f"seizure-{self.plate}",
                kind="seizure",
                property_id=car.id if car else "",
                effective_on=self.term_from,
                expires_on=self.term_until,
                rank=known.rank if known else "首封",
                in_use=self.way == IN_USE,
                held=self.way == TAKEN,
                registered=False,
                note=f"{self.brand} {display(self.plate)}",
            ),
        )

    def narrative(self, setting: Setting) -> str:
        """How it went, in the order of 查扣冻规定 18, from tapped and measured facts only."""
        debtors = listed(dict.fromkeys(d.name for c in setting.cases for d in c.debtors))
        when, where = date_time_text(local(self.began_at)), self.place.text
        head = f"{when}，{listed(self.officers)}在{where}依法{self.way}被执行人{debtors}的"
        car = f"{self.colour}{self.brand}{self.vehicle_type}一辆，号牌{display(self.plate)}"
        return head + car + "".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        yield f"，车辆识别代号{self.vin}" if self.vin else f"，车辆识别代号因{self.vin_unread}未能读取"
        yield f"，里程表读数{self.odometer:,}公里，钥匙{self.keys}把。"
        if self.id_shown:
            yield "执行人员已出示工作证件。"
        if self.told:
            yield f"已告知：{listed(self.told)}。"
        if self.damages:
            yield f"车身有{listed(f'{d.side}侧{d.sort}' for d in self.damages)}。"
        if self.loose_items:
            yield f"随车物品{len(self.loose_items)}项，另列清单。"
        elif self.no_loose_items:
            yield "经查看，车内没有其他物品。"
        if self.way == TAKEN:
            yield f"车辆由{self.moved_by}移至{self.yard}{self.yard_spot}，由{self.custodian}保管。"
        else:
            yield f"车辆交{self.user}继续使用，{self.use_allowed}，{self.use_limit}；禁止{listed(self.use_forbidden)}。"
        yield f"{date_time_text(local(self.ended_at))}完毕。"


def _from_docket(car: Vehicle) -> dict[str, object]:
    return {
        "plate": car.plate,
        "plate_kind": car.plate_kind,
        "registry": car.registry,
        "brand": car.brand,
        "vehicle_type": car.kind,
        "model": car.model,
        "engine_number": car.engine_number,
        "colour": car.colour,
        "registered_on": car.registered_on,
        "produced_on": car.produced_on,
        "usage": car.usage,
        "displacement": car.displacement,
    }
