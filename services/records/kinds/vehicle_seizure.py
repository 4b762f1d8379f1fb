"""扣押车辆: the officers take a debtor's vehicle into custody, or leave it in use under terms (活扣)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from services.clock import local
from services.docket.case import Case
from services.docket.party import Place
from services.docket.property import Measure, Property, Vehicle
from services.identifiers import plate as plates
from services.identifiers import vin as vins
from services.identifiers.plate import display
from services.law.terms import maximum_end
from services.records import conduct, others_rights, owed_duties, use_terms
from services.records import duty_rules as rules
from services.records import encumbrance_duties as encumbrance
from services.records import seizure_duties as seizure
from services.records import vehicle_duties as vehicle
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
from services.records.values import (
    Damage,
    Film,
    HeldMeasure,
    InventoryRow,
    Located,
    Person,
    Photo,
    Signature,
)
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
TAKEN_BACK, ON_THE_SPOT = "当场取回", "原地封存"
HOLDERS = ("被执行人", "成年家属", *seizure.SECURED, "其他第三人", "停放，现场无人")
FIRST, WAITING = seizure.RANKS
EV_CARE = ("已断高压电", "平板车运输", "电池无破损漏液", "已告知停车场分开停放")


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


def in_register(values: Values) -> bool:
    """It has a place in the vehicle register, unless the answers say that it has none yet (查扣冻规定 9)."""
    return values.get("registered") is not False


def stored_elsewhere(values: Values) -> bool:
    """It was brought to a yard, which gives a receipt."""
    return taken(values) and values.get("moved_by") != ON_THE_SPOT


def held_by_others(values: Values) -> bool:
    """Neither the debtor nor his family holds it (查扣冻规定 11, 13)."""
    return values.get("held_by") in HOLDERS[2:5]


class VehicleSeizure(
    Record, code="vehicle_seizure", title="扣押车辆", version=1, icon="seizure", hint="约 3 分钟，含 8 张照片"
):
    """One vehicle, seized (domain.md D05, D06, D11, §5.2, §5.6; 民诉法 255–257, 查扣冻规定)."""

    deed = "扣押"

    way: str = choice("方式", TAKEN, IN_USE, hints=("扣走，另行存放", "由其继续使用"), searchable=True)
    began_at: dt.datetime = moment("开始时间")
    place: Place = address("发现地点", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = conduct.officers()
    recorder: str = conduct.recorder()
    id_shown: bool = conduct.id_shown()
    recorder_on: bool = conduct.recorder_on()
    present: tuple[Person, ...] = present(
        "到场人", "被执行人", "成年家属", "法定代表人", "主要负责人", "工作单位", "基层组织", "见证人", "交警",
        "拖车人员", "保管人", "申请执行人", "其他", default=(), searchable=True,
    )  # fmt: skip
    debtor_told: str = text(
        "怎样通知被执行人一方", default="", phrases=("电话通知，未到场", "当面通知", "短信通知，未回复")
    )
    told: tuple[str, ...] = choices(
        "已告知",
        "扣押依据和期限",
        "异议的权利",
        seizure.TOLD_CUSTODIAN,
        "擅自处分的后果",
        default=(),
        other=True,
    )
    told_to: str = text("告知了谁", default="", when=lambda values: bool(values.get("told")))

    registered: bool | None = yes_no("已登记上牌", default=None)
    plate: str = plate("车牌号", searchable=True, when=in_register)
    plate_kind: str = choice("号牌种类", *PLATE_KINDS, default="", other=True)
    registry: str = text("注册登记机关", default="")
    brand: str = text("车辆品牌", searchable=True)
    series: str = text("车系", default="")
    model_year: str = text("年款", default="")
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
    vin_rubbing: bool | None = yes_no("车架号已拓印", default=None)
    engine_number: str = text("发动机号", default="", hint="未登记的车必须记（查扣冻规定 9）")
    colour: str = text("车身颜色", phrases=("白", "黑", "灰", "银", "红", "蓝"))
    registered_on: dt.date | None = day("注册登记日期", default=None)
    produced_on: dt.date | None = day("出厂日期", default=None)
    usage: str = choice("使用性质", "非营运", "营运", "货运", "出租", default="", other=True)
    state: str = choice("机动车状态", "正常", "逾期未检验", "查封", "抵押", default="", other=True)
    inspected: bool | None = yes_no("年审在有效期内", default=None)
    inspected_until: dt.date | None = day("检验有效期至", default=None)
    displacement: str = text("排量", default="", hint="如 1.6L")
    insured: str = choice("保险情况", "交强险有效", "已脱保", "看不到", default="", other=True)
    insured_until: dt.date | None = day("保险终止日期", default=None)
    fines: int | None = number("未处理违章", unit="条", default=None, maximum=999)

    owner: str = others_rights.owner()
    registered_to_debtor: bool = yes_no("登记在被执行人名下")
    owner_confirmed: bool | None = others_rights.owner_confirmed(third_party)
    exempt: bool = others_rights.exempt()
    held_by: str = choice("由谁占有", *HOLDERS, default="", other=True)
    holder: str = text("占有人和占有依据", default="", when=held_by_others)
    co_owner: str = others_rights.co_owner()
    co_owner_told: str = others_rights.co_owner_told()
    mortgagee: str = others_rights.mortgagee()
    mortgagee_told: str = others_rights.mortgagee_told()
    queue: str = others_rights.queue()
    queue_court: str = others_rights.queue_court()

    odometer: int = number("里程表读数", unit="公里", maximum=9_999_999)
    energy: str = choice("能源", "汽油", "柴油", "纯电", "插电混动", "其他")
    fuel: int | None = number("油量或电量", unit="%", default=None, maximum=100)
    condition: str = choice("车况", "可以行驶", "不能行驶", "未试车", other=True)
    age_look: str = choice("新旧", "九成新", "七成新", "五成新", "破旧", default="", other=True)
    damages: tuple[Damage, ...] = damage_map("损伤位置", default=())
    damage_note: str = text("损伤说明", default="")
    keys: int = number("钥匙", unit="把", maximum=20)
    key_note: str = text("钥匙说明", default="", phrases=("带遥控", "机械钥匙", "无钥匙，开锁"))
    key_seal: str = text("钥匙封存编号", default="", when=lambda values: bool(values.get("keys")))
    driving_licence: bool = yes_no("行驶证已取得")
    registration_certificate: bool = yes_no("登记证书已取得")
    certificate_number: str = text(
        "登记证书编号", default="", when=lambda values: values.get("registration_certificate") is True
    )
    plates_present: bool = yes_no("前后号牌在")
    papers_why: str = choice("为何没有取得", *NO_PAPERS, other=True, when=papers_lacking)
    photos: tuple[Photo, ...] = photos("照片", *SLOTS, required=REQUIRED_SLOTS)
    films: tuple[Film, ...] = films("录音录像", default=())

    loose_items: tuple[InventoryRow, ...] = inventory(
        "随车物品", default=(), dispositions=(TAKEN_BACK, "随车扣押", "另行存放"), taking=("随车扣押", "另行存放"),
        names=("儿童座椅", "备胎", "千斤顶", "行车记录仪", "工具箱", "现金", "文件"),
    )  # fmt: skip
    no_loose_items: bool | None = yes_no(
        "已查看，车内没有其他物品", default=None, when=lambda v: not v.get("loose_items")
    )
    items_taken_by: str = text(
        "物品由谁取回", default="", when=lambda values: bool(values.get("loose_items"))
    )

    found_by: str = choice("怎样发现", "执行人员", "交警", "申请执行人线索", "网格员")
    found_at: dt.datetime | None = moment("发现时间", default=None)
    police_officer: str = text("移交民警和警号", when=found_by_police)
    police_post: str = text("移交单位", when=found_by_police)
    handed_over_at: dt.datetime = moment("移交时间", when=found_by_police)
    handed_over_place: str = text("移交地点", default="", when=found_by_police)
    handed_from: str = text("车由谁交出", default="")
    moved_by: str = choice("怎样移走", "拖车", "干警驾驶", "当事人驾驶", ON_THE_SPOT, when=taken)
    tow_company: str = text("拖车单位", when=towed, remembered=True)
    tow_plate: str = text("拖车车牌", default="", when=towed, remembered=True)
    tow_driver: str = text("拖车司机和电话", default="", when=towed)
    ev_care: tuple[str, ...] = choices(
        "新能源车移车安全", *EV_CARE, default=(), other=True, when=lambda v: taken(v) and electric(v)
    )
    towed_at: dt.datetime | None = moment("拖离时间", default=None, when=towed)
    yard: str = text("存放地点", when=taken, remembered=True, searchable=True)
    yard_spot: str = text("车位", default="", when=taken)
    stored_at: dt.datetime | None = moment("入场时间", default=None, when=taken)
    fee_per_day: Decimal | None = money("存放费（每天）", default=None, when=taken)
    custodian: str = text("保管人", remembered=True, searchable=True, signs="保管人")
    custodian_phone: str = text("保管人电话", default="", remembered=True)
    seals: str = text("封条编号", default="", hint="车门、引擎盖，逐条写")
    public_notice: str = text("其他公示方式", default="", phrases=("张贴扣押公告", "悬挂扣押标识牌"))
    user: str = use_terms.user(in_use)
    use_allowed: str = use_terms.allowed(in_use, "仅限上下班", "仅限生产经营", "每日7时至19时")
    use_limit: str = use_terms.limit("里程或区域限制", in_use, "不得驶离常山县", "每月不超过1500公里")
    use_forbidden: tuple[str, ...] = use_terms.forbidden(
        in_use, "转让", "抵押", "出租出借", "改装", "驶离约定区域"
    )
    use_upkeep: str = use_terms.upkeep(in_use)
    inspection_days: int = use_terms.inspection_days(in_use)
    use_consent: str = use_terms.consent(in_use, IN_USE)
    use_why: str = use_terms.why(in_use, IN_USE)
    use_income: str = use_terms.income(in_use)
    undertaking_signed: bool = use_terms.undertaking_signed(in_use)
    undertaking_breach: str = use_terms.breach(in_use, "实扣", "违反任一约定即收回车辆")

    estimate: Decimal | None = money("估价", default=None)
    indivisible: bool | None = yes_no("不可分物，超出标的仍须整体扣押", default=None)
    no_other_property: bool | None = yes_no("没有其他可供执行的财产，或不足以清偿", default=None)
    term_from: dt.date = day("扣押期限自")
    term_until: dt.date = day("扣押期限至", hint="以裁定书和清单印的日期为准")
    frail: tuple[str, ...] = conduct.frail()
    care: str = text("老幼病残孕照顾情况", default="")
    incident: str = text("突发情况", default="", lines=2)
    note: str = text("其他", default="", lines=2)
    ended_at: dt.datetime = moment("完成时间")
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("到场与告知", (
            "way", "began_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on", "present",
            "debtor_told", "told", "told_to", "frail", "care",
        )),
        Part("车辆核对", (
            "registered", "plate", "plate_kind", "vin", "vin_unread", "vin_rubbing", "engine_number", "brand", "series",
            "model_year", "vehicle_type", "model", "colour", "registry", "registered_on", "produced_on", "usage",
            "state", "inspected", "inspected_until", "insured", "insured_until", "displacement", "fines",
        )),
        Part("权属与负担", (
            "owner", "registered_to_debtor", "owner_confirmed", "exempt", "held_by", "holder", "co_owner",
            "co_owner_told", "mortgagee", "mortgagee_told", "queue", "queue_court",
        )),
        Part("行驶与车况", (
            "odometer", "energy", "fuel", "condition", "age_look", "damages", "damage_note", "keys", "key_note",
            "key_seal", "driving_licence", "registration_certificate", "certificate_number", "plates_present",
            "papers_why",
        )),
        Part("照片", ("photos", "films")),
        Part("随车物品", ("loose_items", "no_loose_items", "items_taken_by")),
        Part("保管与拖车", (
            "found_by", "found_at", "police_officer", "police_post", "handed_over_at", "handed_over_place",
            "handed_from", "moved_by", "tow_company", "tow_plate", "tow_driver", "ev_care", "towed_at", "yard",
            "yard_spot", "stored_at", "fee_per_day", "custodian", "custodian_phone", "seals", "public_notice",
            *use_terms.NAMES,
        )),
        Part("期限与估价", (
            "estimate", "indivisible", "no_other_property", "term_from", "term_until", "incident", "note", "ended_at",
        )),
        Part("签名", ("signatures",)),
    )  # fmt: skip

    duties = (
        rules.two_officers(),
        rules.id_shown(),
        rules.recording_told(),
        rules.place_and_time_recorded("began_at"),
        rules.care_noted(),
        seizure.ruling_served(),
        seizure.belongs_to_debtor(),
        seizure.not_exempt(),
        owed_duties.within_claim(),
        seizure.debtor_side_notified(),
        seizure.unit_or_grassroots_present(),
        vehicle.identity_matches_docket(),
        seizure.public_sign(),
        seizure.custodian_named(),
        vehicle.used_by_debtor_only(when=lambda situation: in_use(situation.values)),
        vehicle.undertaking_signed(when=lambda situation: in_use(situation.values)),
        seizure.times_and_place(),
        encumbrance.queue_checked(),
        encumbrance.holder_keeps_custody(),
        rules.signed_by_all(
            "transcript_signed", "笔录由执行人员、保管人和到场人签名", "ckd-18", "transcript"
        ),
        rules.signed_by_all("inventory_signed", "清单由在场人签名", "cpl-256-2", "inventory"),
        seizure.copy_handed_over(),
        vehicle.registration_notice(when=lambda situation: in_register(situation.values)),
        vehicle.yard_receipt(when=lambda situation: stored_elsewhere(situation.values)),
        encumbrance.co_owner_told(),
        encumbrance.mortgagee_told(),
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
            filled["queue"] = _rank(start.cases, chosen[0])
        return {name: value for name, value in filled.items() if value not in (None, "")}

    def problems(self) -> Iterator[Problem]:
        """Times in order, a term within the law, what the inventory must say of car and loose things, terms of use."""
        yield from self._times()
        if not self.vin and not self.vin_unread:
            yield Problem("vin_unread", "没有车架号时要写原因")
        if self.registered is False and not self.engine_number:
            yield Problem("engine_number", "未登记的机动车须在清单上记载发动机号（查扣冻规定第9条）")
        yield from self._loose_things()

    def _times(self) -> Iterator[Problem]:
        yield from conduct.times_in_order(self)
        if self.towed_at and self.stored_at and self.stored_at < self.towed_at:
            yield Problem("stored_at", "“入场时间”早于拖离时间")
        if self.term_until < self.term_from:
            yield Problem("term_until", "“扣押期限至”早于起始日")
        if self.term_until > maximum_end("movable", self.term_from):
            yield Problem("term_until", "动产扣押期限不得超过二年（民诉法解释第485条）")

    def _loose_things(self) -> Iterator[Problem]:
        if not self.loose_items and self.no_loose_items is None:
            yield Problem("no_loose_items", "车内有没有其他物品还没有回答")
        if not self.loose_items and self.no_loose_items is False:
            yield Problem("loose_items", "车内有其他物品，要逐项登记")
        silent = [str(row.number) for row in self.loose_items if not row.disposition]
        if silent:
            yield Problem("loose_items", f"随车物品第 {'、'.join(silent)} 行没有写明去向")
        if any(row.disposition == TAKEN_BACK for row in self.loose_items) and not self.items_taken_by:
            yield Problem("items_taken_by", "要写明随车物品由谁取回")

    @property
    def called(self) -> str:
        """What the car is called in one word: its plate, else make and frame number."""
        return display(self.plate) if self.plate else f"未上牌{self.brand}{self.vin[-6:]}"

    def summary(self) -> str:
        """Plate, way and where it stands."""
        return " · ".join(filter(None, (self.called, self.way, self.yard or self.place.text)))

    def measures(self, case: Case) -> tuple[Measure, ...]:
        """The seizure this record puts in force on the case's own car; its rank stays open where nobody has said it."""
        car = self.known_in((case,))
        known = next((m for m in case.standing if car is not None and m.property_id == car.id), None)
        return (
            Measure(
                id=f"seizure-{self.plate or self.vin or self.engine_number}",
                kind="seizure",
                property_id=car.id if car else "",
                effective_on=self.term_from,
                expires_on=self.term_until,
                rank=self.queue or (known.rank if known else "顺位未查明"),
                in_use=self.way == IN_USE,
                held=self.way == TAKEN,
                registered=False,
                note=f"{self.brand} {self.called}" if self.plate else self.called,
            ),
        )

    def known_in(self, cases: Iterable[Case]) -> Property | None:
        """The docket's car with this plate, or for a car without one with this frame number."""
        return next((p for p in self.things(cases) if p.vehicle and self._is(p.vehicle)), None)

    def _is(self, known: Vehicle) -> bool:
        if self.plate:
            return plates.check(self.plate).value == plates.check(known.plate).value
        return bool(self.vin) and not vins.differences(self.vin, known.vin)

    def given_back(self, held: HeldMeasure) -> tuple[InventoryRow, ...]:
        """The car where it was moved away, its keys and papers, and what lay in it and was not taken back at once."""
        seal = f"封存编号{self.key_seal}" if self.key_seal else ""
        certificate = f"编号{self.certificate_number}" if self.certificate_number else ""
        found = (
            ("车辆", 1 if self.way != IN_USE else 0, "辆", self.plate or self.vin, ""),
            ("车钥匙", self.keys, "把", self.key_note, seal),
            ("行驶证", int(self.driving_licence), "本", "", ""),
            ("登记证书", int(self.registration_certificate), "本", "", certificate),
        )
        rows = (
            InventoryRow(number=0, name=name, quantity=Decimal(many), unit=unit, model=model, note=note)
            for name, many, unit, model, note in found
            if many
        )
        return (*rows, *(r for r in self.loose_items if r.disposition != TAKEN_BACK))

    def narrative(self, setting: Setting) -> str:
        """How it went, in the order of 查扣冻规定 18, from tapped and measured facts only."""
        when, where = date_time_text(local(self.began_at)), self.place.text
        head = f"{when}，{listed(self.officers)}在{where}依法扣押{self._whose(setting)}{self._looks()}一辆，"
        told = (
            "，".join(self._marks()) + "。", *self._found(), *self._told(), *self._state(), *self._damaged(), *self._loose(),
            *(self._stored() if self.way == TAKEN else self._left_in_use()), *self._shown_to_all(), self._end(),
        )  # fmt: skip
        return head + "".join(told)

    def _whose(self, setting: Setting) -> str:
        names = list(dict.fromkeys(d.name for c in setting.cases for d in c.debtors))
        known = self.known_in(setting.cases)
        owner = self.owner or (known.vehicle.owner if known and known.vehicle else "")
        debtor = owner if owner in names else names[0] if len(names) == 1 else ""
        if self.registered is False:
            return f"被执行人{debtor}尚未登记上牌的"
        if self.registered_to_debtor:
            return f"登记在被执行人{debtor}名下的"
        third = owner if owner and owner not in names else "第三人"
        return (
            f"登记在{third}名下、经其书面确认属被执行人所有的"
            if self.owner_confirmed
            else f"登记在{third}名下的"
        )

    def _looks(self) -> str:
        colour = self.colour + ("色" if len(self.colour) == 1 else "")
        return f"{colour}{self.brand}{self.vehicle_type or '机动车'}"

    def _marks(self) -> Iterator[str]:
        if self.plate:
            yield f"号牌{display(self.plate)}"
        if self.vin:
            yield f"车辆识别代号{self.vin}"
        elif self.vin_unread:
            yield f"车辆识别代号未能读取（{self.vin_unread}）"
        if self.engine_number:
            yield f"发动机号{self.engine_number}"
        yield f"里程表读数{self.odometer:,}公里"

    def _found(self) -> Iterator[str]:
        if self.found_by == "交警":
            where = f"在{self.handed_over_place}" if self.handed_over_place else ""
            at = date_time_text(local(self.handed_over_at))
            yield f"该车由{self.police_post}查获，{at}由{self.police_officer}{where}移交本院。"
        elif self.found_by != "执行人员":
            source = {"申请执行人线索": "申请执行人提供的线索", "网格员": "网格员提供的线索"}[self.found_by]
            yield f"该车系根据{source}查找到。"

    def _told(self) -> Iterator[str]:
        if self.id_shown:
            yield "执行人员出示了工作证件。"
        if self.told:
            yield f"已{f'向{self.told_to}' if self.told_to else ''}告知{listed(self.told)}。"

    def _state(self) -> Iterator[str]:
        papers = {"行驶证": self.driving_licence, "登记证书": self.registration_certificate}
        got = [f"钥匙{self.keys}把"] if self.keys else []
        lacking = listed(name for name, had in papers.items() if not had)
        short = "前后号牌不全" if not self.plates_present and self.registered is not False else ""
        why = f"（{self.papers_why}）" if self.papers_why and (lacking or short) else ""
        parts = (
            f"取得{listed([*got, *(name for name, had in papers.items() if had)])}" if got or any(papers.values()) else "",
            "" if self.keys else "未取得钥匙",
            "，".join(filter(None, (f"未取得{lacking}" if lacking else "", short))) + why,
        )  # fmt: skip
        yield "；".join(filter(None, parts)) + "。"

    def _damaged(self) -> Iterator[str]:
        yield f"经查看，车辆{self.condition}"
        if self.damages:
            counted = Counter(f"{SIDES[d.side]}{d.sort}" for d in self.damages)
            yield f"，{listed(f'{what}{times}处' for what, times in counted.items())}"
        yield "。"

    def _loose(self) -> Iterator[str]:
        if self.loose_items:
            ways = Counter(row.disposition for row in self.loose_items if row.disposition)
            by = f"（取回人{self.items_taken_by}）" if self.items_taken_by else ""
            told = listed(f"{way}{count}项{by if way == TAKEN_BACK else ''}" for way, count in ways.items())
            yield f"随车物品{len(self.loose_items)}项{f'，其中{told}' if told else ''}，已逐项登记。"
        elif self.no_loose_items:
            yield "车内没有其他物品。"

    def _stored(self) -> Iterator[str]:
        where = f"{self.yard}{self.yard_spot or ''}"
        if self.moved_by == ON_THE_SPOT:
            yield f"车辆原地封存于{where}"
        elif self.moved_by == "拖车":
            truck = f"（车牌号{display(self.tow_plate)}）" if self.tow_plate else ""
            left = f"于{_clock(self.towed_at, self.began_at)}拖离，" if self.towed_at else ""
            yield f"车辆由{self.tow_company}{truck}{left}{'运至' if left else '拖至'}{where}"
        else:
            yield f"车辆由{self.moved_by}至{where}"
        if self.stored_at:
            yield f"，{_clock(self.stored_at, self.began_at)}入场"
        yield f"，由{self.custodian}保管。"

    def _left_in_use(self) -> Iterator[str]:
        yield from use_terms.sentences("车辆", self.deed, use_terms.custody_of(self), self.undertaking_signed)

    def _shown_to_all(self) -> Iterator[str]:
        if self.seals:
            yield f"已加贴封条，编号：{self.seals}。"
        if self.public_notice:
            yield f"另以其他方式公示：{self.public_notice}。"

    def _end(self) -> str:
        return f"{_clock(self.ended_at, self.began_at)}执行完毕。"


SIDES = {"左": "左侧", "右": "右侧", "前": "前部", "后": "后部", "顶": "顶部"}


def _clock(moment: dt.datetime, begun: dt.datetime) -> str:
    """The hour of a moment on the day of beginning, else the whole date."""
    at = local(moment)
    same = at.date() == local(begun).date()
    return f"{at.hour}时{at.minute:02}分" if same else date_time_text(at)


def _rank(cases: Iterable[Case], car: Property) -> str:
    """The rank that the docket's latest measure on the car has, where it is one that can be chosen."""
    found = [m.rank for case in cases for m in case.standing if m.property_id == car.id]
    return found[-1] if found and found[-1] in (FIRST, WAITING) else ""


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
        "state": car.state,
        "inspected_until": car.inspected_until,
        "insured_until": car.insured_until,
        "owner": car.owner,
        "mortgagee": car.mortgagee,
    }
