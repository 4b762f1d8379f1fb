"""查封: the officers seal goods, rooms or land where they are, or leave them in use under terms (活封)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from services.clock import local
from services.docket.case import Case
from services.docket.party import Place
from services.docket.property import Measure, Property
from services.law.terms import TermKind, maximum_end
from services.records import conduct, others_rights, owed_duties, use_terms
from services.records import duty_rules as rules
from services.records import encumbrance_duties as encumbrance
from services.records import sealing_duties as sealing
from services.records import seizure_duties as seizure
from services.records import vehicle_duties as vehicle
from services.records.duties import Situation
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    day,
    films,
    inventory,
    moment,
    money,
    photos,
    position,
    present,
    sales,
    signatures,
    text,
    yes_no,
)
from services.records.values import (
    Film,
    HeldMeasure,
    InventoryRow,
    Located,
    Person,
    Photo,
    SalePermission,
    Signature,
)
from services.wording import date_text, date_time_text, listed

GOODS, ROOMS, LAND = "动产", "房屋", "土地"
SEALED, IN_USE = "查封", "活封"
SLOTS = ("全貌", "门牌", "铭牌", "室内", "封条", "公告", "表具", "权证", "书面确认")
HOLDERS = (*seizure.CITIZEN_SIDE, *seizure.UNIT_SIDE, *seizure.SECURED, "其他第三人", "现场无人")
KEEPERS = ("被执行人", "第三人", "申请执行人", "本院")
# What no strip can be put on: accounts and rights are frozen, cars have a kind of their own.
_NOT_SEALED = ("车辆", "存款", "保险", "保单", "股权", "公积金", "债权", "收入", "知识产权")


def in_use(values: Values) -> bool:
    """It stays with the debtor under terms."""
    return values.get("way") == IN_USE


def immovable(values: Values) -> bool:
    """Rooms or land."""
    return values.get("sort") in (ROOMS, LAND)


def rooms(values: Values) -> bool:
    """Rooms: somebody may live there."""
    return values.get("sort") == ROOMS


def unregistered(values: Values) -> bool:
    """A building that has no place in the register yet (查扣冻规定 8)."""
    return rooms(values) and values.get("registered") is False


def third_party(values: Values) -> bool:
    """Neither in the debtor's hands nor registered to him."""
    return values.get("debtors_own") is False


def _in_use(situation: Situation) -> bool:
    return in_use(situation.values)


def _registered(situation: Situation) -> bool:
    return immovable(situation.values) and situation.values.get("registered") is not False


class Sealing(
    Record, code="sealing", title="查封", version=1, icon="sealing", hint="物品、房屋、土地，含活封"
):
    """One sealing with its inventory (domain.md D04, D05, D11, D21, §5.2, §5.6; 民诉法 255–257, 查扣冻规定)."""

    deed = "查封"

    sort: str = choice(
        "查封什么",
        GOODS,
        ROOMS,
        LAND,
        hints=("设备、货物等", "连同屋内财产", "含地上附着物"),
        searchable=True,
    )
    way: str = choice("方式", SEALED, IN_USE, hints=("不得使用、处分", "由其继续使用"), searchable=True)
    began_at: dt.datetime = moment("开始时间")
    place: Place = address("财产所在地", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = conduct.officers()
    recorder: str = conduct.recorder()
    id_shown: bool = conduct.id_shown()
    recorder_on: bool = conduct.recorder_on()
    present: tuple[Person, ...] = present(
        "到场人", "被执行人", "成年家属", "法定代表人", "主要负责人", "工作单位", "基层组织", "见证人", "保管人", "共有人",
        "承租人", "物业", "申请执行人", "其他", default=(), searchable=True,
    )  # fmt: skip
    debtor_told: str = text(
        "怎样通知被执行人一方", default="", phrases=("电话通知，未到场", "当面通知", "短信通知，未回复")
    )
    told: tuple[str, ...] = choices(
        "已告知", "查封依据和期限", "异议的权利", seizure.TOLD_CUSTODIAN, "擅自处分、撕毁封条的后果", default=(), other=True,
    )  # fmt: skip
    told_to: str = text("告知了谁", default="", when=lambda values: bool(values.get("told")))

    estate: str = text(
        "房屋或土地", when=immovable, searchable=True, phrases=("住宅", "商铺", "厂房", "国有建设用地使用权")
    )
    registered: bool | None = yes_no("已办权属登记", default=None, when=immovable)
    certificate: str = text("不动产权证号", default="", when=immovable, searchable=True)
    certificate_taken: bool | None = yes_no("权证已提取保存", default=None, when=immovable)
    area: str = text("面积", default="", when=immovable, hint="如 89.50平方米")
    occupants: str = text(
        "居住和使用情况", default="", when=immovable, phrases=("被执行人一家居住", "空置", "出租，租期待查")
    )
    occupant_told: str = text(
        "怎样通知管理人或实际占有人",
        default="",
        when=unregistered,
        phrases=("当面告知实际占有人", "电话告知管理人"),
    )
    home_needed: bool | None = yes_no("系被执行人及其扶养家属生活所必需的居住房屋", default=None, when=rooms)
    goods: tuple[InventoryRow, ...] = inventory(
        "财产清单", default=(), taking=("",), units=("件", "台", "套", "批", "个", "张", "吨"),
        names=("机床", "叉车", "空压机", "办公桌椅", "货架", "成品", "原材料"),
    )  # fmt: skip
    debtors_own: bool = yes_no("由被执行人占有或登记在其名下")
    owner: str = others_rights.owner()
    owner_confirmed: bool | None = others_rights.owner_confirmed(third_party)
    exempt: bool = others_rights.exempt()
    held_by: str = choice("由谁占有", *HOLDERS, default="", other=True)
    holder: str = text(
        "占有人和占有依据",
        default="",
        when=lambda values: values.get("held_by") in (*seizure.SECURED, "其他第三人"),
    )
    co_owner: str = others_rights.co_owner()
    co_owner_told: str = others_rights.co_owner_told()
    mortgagee: str = others_rights.mortgagee()
    mortgagee_told: str = others_rights.mortgagee_told()
    queue: str = others_rights.queue()
    queue_court: str = others_rights.queue_court()
    estimate: Decimal | None = money("估价", default=None)
    indivisible: bool | None = yes_no("不可分物，超出标的仍须整体查封", default=None)
    no_other_property: bool | None = yes_no("没有其他可供执行的财产，或不足以清偿", default=None)

    seals: str = text("封条编号", default="", hint="位置加编号，用顿号隔开，如 东门900741、配电箱900742")
    notice_posted: bool | None = yes_no("查封公告已张贴", default=None)
    notice_place: str = text(
        "公告张贴在哪里", default="", phrases=("入户门", "厂区大门", "公告栏"),
        when=lambda values: values.get("notice_posted") is True,
    )  # fmt: skip
    public_notice: str = text("其他公示方式", default="", phrases=("悬挂查封标识牌", "立查封告示牌"))
    photos: tuple[Photo, ...] = photos("照片", *SLOTS, required=("全貌",))
    films: tuple[Film, ...] = films("录音录像", default=())

    keeper: str = choice("由谁保管", *KEEPERS, other=True)
    custodian: str = text("保管人", remembered=True, searchable=True, signs="保管人")
    custodian_phone: str = text("保管人电话", default="", remembered=True)
    meters: str = text("起始读数", default="", hint="水、电、气表，设备工时")
    user: str = use_terms.user(in_use)
    use_allowed: str = use_terms.allowed(in_use, "仅限生产经营，每日8时至18时", "仅限居住")
    use_limit: str = use_terms.limit("数量、地点或工时限制", in_use, "不得移出存放地点", "每月不超过200工时")
    use_forbidden: tuple[str, ...] = use_terms.forbidden(
        in_use, "转让", "抵押", "出租出借", "拆改", "移出存放地点"
    )
    use_upkeep: str = use_terms.upkeep(in_use)
    inspection_days: int = use_terms.inspection_days(in_use)
    use_consent: str = use_terms.consent(in_use, IN_USE)
    use_why: str = use_terms.why(in_use, IN_USE)
    use_income: str = use_terms.income(in_use)
    undertaking_signed: bool = use_terms.undertaking_signed(in_use)
    undertaking_breach: str = use_terms.breach(in_use, "死封", "违反任一约定即转为死封，不得再使用")
    sales: tuple[SalePermission, ...] = sales("自行变卖准许", default=(), when=in_use)

    term_from: dt.date = day("查封期限自")
    term_until: dt.date = day("查封期限至", hint="以裁定书和公告印的日期为准")
    frail: tuple[str, ...] = conduct.frail()
    care: str = text("老幼病残孕照顾情况", default="")
    incident: str = text("突发情况", default="", lines=2)
    note: str = text("其他", default="", lines=2)
    ended_at: dt.datetime = moment("完成时间")
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("到场与告知", (
            "sort", "way", "began_at", "place", "located", "officers", "recorder", "id_shown", "recorder_on", "present",
            "debtor_told", "told", "told_to", "frail", "care",
        )),
        Part("财产清单", (
            "estate", "registered", "certificate", "certificate_taken", "area", "occupants", "occupant_told",
            "home_needed", "goods",
        )),
        Part("权属与价值", (
            "debtors_own", "owner", "owner_confirmed", "exempt", "held_by", "holder", "co_owner", "co_owner_told",
            "mortgagee", "mortgagee_told", "queue", "queue_court", "estimate", "indivisible", "no_other_property",
        )),
        Part("封条与公告", ("seals", "notice_posted", "notice_place", "public_notice")),
        Part("照片", ("photos", "films")),
        Part("保管与使用", ("keeper", "custodian", "custodian_phone", "meters", *use_terms.NAMES, "sales")),
        Part("期限", ("term_from", "term_until", "incident", "note", "ended_at")),
        Part("签名", ("signatures",)),
    )  # fmt: skip

    duties = (
        rules.two_officers(),
        rules.id_shown(),
        rules.recording_told(),
        rules.place_and_time_recorded("began_at"),
        rules.care_noted(),
        seizure.ruling_served(),
        sealing.belongs_to_debtor(),
        seizure.not_exempt(),
        owed_duties.within_claim(),
        seizure.debtor_side_notified(),
        seizure.unit_or_grassroots_present(),
        sealing.public_sign(),
        sealing.notice_on_unregistered_building(when=lambda situation: unregistered(situation.values)),
        sealing.needed_home_noted(when=lambda situation: rooms(situation.values)),
        seizure.custodian_named(),
        vehicle.used_by_debtor_only(when=_in_use),
        vehicle.undertaking_signed(when=_in_use),
        sealing.sales_controlled(when=lambda situation: bool(situation.values.get("sales"))),
        seizure.times_and_place(),
        encumbrance.queue_checked(),
        encumbrance.holder_keeps_custody(),
        rules.signed_by_all(
            "transcript_signed", "笔录由执行人员、保管人和到场人签名", "ckd-18", "transcript"
        ),
        rules.signed_by_all("inventory_signed", "清单由在场人签名", "cpl-256-2", "inventory"),
        seizure.copy_handed_over(),
        sealing.registration_notice(when=_registered),
        encumbrance.co_owner_told(),
        encumbrance.mortgagee_told(),
    )

    @classmethod
    def things(cls, cases: Iterable[Case]) -> tuple[Property, ...]:
        """What stands or lies somewhere and is no car, each once; accounts and rights are frozen, not sealed."""
        found = (p for case in cases for p in case.properties if p.vehicle is None)
        return tuple({p.id: p for p in found if not any(w in p.kind for w in _NOT_SEALED)}.values())

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """The docket's thing, time, officers, and the longest lawful term as the notices print it."""
        chosen = next((p for p in cls.things(start.cases) if p.id == start.subject), None)
        term: TermKind = "real_estate" if chosen is not None and chosen.home is not None else "movable"
        filled: dict[str, object] = {
            "began_at": to_the_minute(start.now),
            "located": Located.of(start.position),
            "officers": tuple(o.name for o in start.officers),
            "recorder": start.officers[-1].name,
            "term_from": start.now.date(),
            "term_until": maximum_end(term, start.now.date()),
        }
        if chosen is not None:
            filled |= _from_docket(chosen)
        return {name: value for name, value in filled.items() if value not in (None, "")}

    def problems(self) -> Iterator[Problem]:
        """Times in order, a term within the law, goods on the list, a notice that hangs somewhere."""
        yield from conduct.times_in_order(self)
        if self.term_until < self.term_from:
            yield Problem("term_until", "“查封期限至”早于起始日")
        if self.term_until > maximum_end(self.term_kind, self.term_from):
            years = "二年" if self.term_kind == "movable" else "三年"
            yield Problem("term_until", f"{self.sort}查封期限不得超过{years}（民诉法解释第485条）")
        if self.sort == GOODS and not self.goods:
            yield Problem("goods", "查封动产须逐项造具清单（民诉法第256条第2款）")
        if self.notice_posted and not self.notice_place:
            yield Problem("notice_place", "要写明公告张贴在哪里")

    @property
    def term_kind(self) -> TermKind:
        """Which longest term binds it."""
        return "movable" if self.sort == GOODS else "real_estate"

    @property
    def called(self) -> str:
        """What is sealed, in a few words."""
        if self.sort != GOODS:
            return self.estate
        more = f"等 {len(self.goods)} 项" if len(self.goods) > 1 else ""
        return f"{self.goods[0].name}{more}"

    def summary(self) -> str:
        """What, how and where."""
        return " · ".join((self.called, self.way, self.place.text))

    def measures(self, case: Case) -> tuple[Measure, ...]:
        """The sealing this record puts in force; its rank stays open where nobody has said it."""
        return (
            Measure(
                id="sealing",
                kind="sealing",
                property_id="",
                effective_on=self.term_from,
                expires_on=self.term_until,
                rank=self.queue or "顺位未查明",
                in_use=self.way == IN_USE,
                held=True,
                registered=False,
                note=self.called,
            ),
        )

    def given_back(self, held: HeldMeasure) -> tuple[InventoryRow, ...]:
        """The things on the list, where somebody else than the debtor keeps them."""
        return () if self.keeper == KEEPERS[0] else self.goods

    def narrative(self, setting: Setting) -> str:
        """How it went, in the order of 查扣冻规定 18, from tapped and measured facts only."""
        debtors = list(dict.fromkeys(d.name for c in setting.cases for d in c.debtors))
        whose = (
            f"被执行人{debtors[0] if len(debtors) == 1 else ''}"
            if self.debtors_own
            else "由第三人占有或登记的"
        )
        when, where = date_time_text(local(self.began_at)), self.place.text
        head = f"{when}，{listed(self.officers)}在{where}依法查封{whose}{self._what()}。"
        return head + "".join(
            (*self._told(), *self._goods(), *self._signs(), *self._kept(), *self._sold(), self._end())
        )

    def _what(self) -> str:
        if self.sort == GOODS:
            return (
                f"的{self.goods[0].name}等{self.sort}{len(self.goods)}项" if self.goods else f"的{self.sort}"
            )
        number = f"（不动产权证号{self.certificate}）" if self.certificate else ""
        return f"的{self.estate}{number}"

    def _told(self) -> Iterator[str]:
        if self.id_shown:
            yield "执行人员出示了工作证件。"
        if self.told:
            yield f"已{f'向{self.told_to}' if self.told_to else ''}告知{listed(self.told)}。"

    def _goods(self) -> Iterator[str]:
        if self.occupants:
            yield f"居住和使用情况：{self.occupants.rstrip('。')}。"
        if self.goods:
            where = {ROOMS: "屋内", LAND: "地上"}.get(self.sort, "")
            yield f"{where}财产{len(self.goods)}项，已逐项登记。"

    def _signs(self) -> Iterator[str]:
        if self.seals:
            yield f"已加贴封条，编号：{self.seals}。"
        if self.notice_posted:
            yield f"查封公告已张贴于{self.notice_place or '现场'}。"
        if self.public_notice:
            yield f"另以其他方式公示：{self.public_notice}。"

    def _kept(self) -> Iterator[str]:
        if self.way == IN_USE:
            kept = use_terms.custody_of(self)
            yield from use_terms.sentences("查封财产", self.deed, kept, self.undertaking_signed)
        else:
            yield f"查封财产指定由{self.custodian}保管，不得使用、处分。"

    def _sold(self) -> Iterator[str]:
        if self.sales:
            yield f"准许被执行人自行变卖{len(self.sales)}笔，逐笔列明。"

    def _end(self) -> str:
        at, begun = local(self.ended_at), local(self.began_at)
        when = f"{at.hour}时{at.minute:02}分" if at.date() == begun.date() else date_time_text(at)
        return f"查封期限自{date_text(self.term_from)}起至{date_text(self.term_until)}止。{when}执行完毕。"


def _from_docket(thing: Property) -> dict[str, object]:
    """What the docket says of the thing: a home with place and certificate, else one row of the list."""
    if (home := thing.home) is not None:
        return {
            "sort": ROOMS,
            "place": home.place,
            "estate": home.usage or thing.kind,
            "certificate": home.certificate,
            "registered": True if home.certificate else None,
            "area": f"{home.area_m2}平方米" if home.area_m2 is not None else "",
            "occupants": home.occupants,
            "owner": thing.owner,
            "mortgagee": home.mortgagee,
            "estimate": thing.estimate,
        }
    row = InventoryRow(
        number=1, name=thing.name, quantity=Decimal(1), unit="件", place=thing.detail, estimate=thing.estimate
    )
    return {"sort": GOODS, "goods": (row,), "estimate": thing.estimate}
