"""腾房预案: people and their parts, kit, route, risks, hospital, who calls whom, and what the law wants checked before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from services.clock import local
from services.docket.case import Case
from services.docket.party import Place
from services.docket.property import Property
from services.records import duty_rules as rules
from services.records import eviction_duties as eviction
from services.records.evicted import homes, inherited, of_home
from services.records.fields import Values
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    day,
    moment,
    number,
    photos,
    position,
    present,
    text,
    yes_no,
)
from services.records.values import Located, Person, Photo
from services.wording import date_text, date_time_text, listed

ROLES = (
    "现场指挥", "执行员", "记录", "清点", "摄像", "警戒", "司法警察", "女干警", "安抚劝导", "开锁", "搬运", "医护",
    "公安", "公证员", "基层组织", "物业", "申请执行人",
)  # fmt: skip
CALLS = (
    "带队领导",
    "派出所",
    "消防",
    "医院",
    "村、社区",
    "供电",
    "供水",
    "燃气",
    "物业",
    "搬家公司",
    "开锁",
    "宣传",
)
KIT = (
    "执法记录仪", "摄像机", "打印机", "封条、封存袋", "纸箱、标签", "警戒带", "破拆、开锁工具", "急救包", "灭火器",
    "防刺服", "扩音器", "充电宝", "对讲机", "宠物笼", "饮用水",
)  # fmt: skip
RISKS = (
    "暴力抗拒", "自杀自残", "燃气、纵火", "围观堵门", "老人病人", "未成年人", "犬只", "危险物品", "媒体、网络直播",
    "租户或案外人主张权利",
)  # fmt: skip


def _frail(values: Values) -> bool:
    return bool(values.get("frail"))


class EvictionPlan(
    Record, code="eviction_plan", title="腾房预案", version=1, icon="note", hint="人员、器材、风险、联络",
    group="eviction",
):  # fmt: skip
    """The second stage of an eviction, printed as a sheet for everyone who goes along (domain.md §5.3)."""

    planned_at: dt.datetime = moment("计划开始时间")
    place: Place = address("房屋坐落", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = choices("执行人员", other=True)
    notice_until: dt.date | None = day("公告责令迁出期限至", default=None)
    home_ground: str = choice("生活必需住房核对", *eviction.GROUNDS, other=True)
    notice_served_on: dt.date | None = day(
        "执行通知送达之日", default=None, when=lambda values: values.get("home_ground") == eviction.GRACE
    )
    low_income: bool = yes_no("被执行人是低保对象且没有其他住处")
    low_income_report: str = text(
        "暂停和报告情况", default="", lines=2, when=lambda values: values.get("low_income") is True
    )
    visited_on: dt.date | None = day("事前走访日期", default=None)
    occupants: tuple[Person, ...] = present(
        "屋内居住的人",
        "被执行人",
        "配偶",
        "父母",
        "成年子女",
        "未成年子女",
        "承租人",
        "其他同住人",
        default=(),
        sign=False,
    )
    tenancy: str = text("租赁等占有情形", default="", phrases=("无租赁", "称有租约，未出示"))
    frail: tuple[str, ...] = choices("屋内老幼病残孕", *rules.FRAIL, default=(), other=True)
    care: str = text("老幼病残孕的安置", default="", when=_frail)
    lodging: str = text("人员安置去处", default="", phrases=("投靠亲属", "已备临时安置房", "自行解决"))

    people: tuple[Person, ...] = present("人员分工", *ROLES, sign=False)
    gathering: str = text("集合时间、地点", remembered=True)
    route: str = text("行车路线", default="", lines=2)
    cordon: str = text("警戒范围", default="", phrases=("单元门口至楼道", "整幢楼下空地"))
    kit: tuple[str, ...] = choices("器材", *KIT, default=(), other=True)
    boxes_ready: int | None = number("备箱", unit="只", default=None, maximum=2000)
    trucks: int | None = number("搬运车", unit="辆", default=None, maximum=50)
    store: str = text("存放处所", remembered=True)
    store_phone: str = text("存放处所联系人和电话", default="", remembered=True)

    risks: tuple[str, ...] = choices("风险", *RISKS, default=(), other=True)
    risk_level: str = choice("风险等级", "低", "中", "高", default="")
    risk_measures: str = text("处置办法", default="", lines=4)
    hospital: str = text("最近的医院和路程", default="", remembered=True)
    ambulance: bool | None = yes_no("救护车到场待命", default=None)
    calls: tuple[Person, ...] = present("联络表（谁联系谁）", *CALLS, default=(), sign=False)
    media: str = text("舆情应对", default="", phrases=("统一由宣传部门答复，现场人员不接受采访",))
    notary: str = text("公证处", default="")
    approved_by: str = text("批准人", default="")
    approved_on: dt.date | None = day("批准日期", default=None)
    photos: tuple[Photo, ...] = photos("照片", "房屋外观", "通道", "停车位置", default=())
    note: str = text("其他", default="", lines=2)

    parts = (
        Part(
            "事前核对",
            (
                "planned_at",
                "place",
                "located",
                "officers",
                "notice_until",
                "home_ground",
                "notice_served_on",
                "low_income",
                "low_income_report",
                "visited_on",
                "occupants",
                "tenancy",
                "frail",
                "care",
                "lodging",
            ),
        ),
        Part(
            "人员和器材",
            (
                "people",
                "gathering",
                "route",
                "cordon",
                "kit",
                "boxes_ready",
                "trucks",
                "store",
                "store_phone",
            ),
        ),
        Part(
            "风险和联络",
            ("risks", "risk_level", "risk_measures", "hospital", "ambulance", "calls", "media", "notary"),
        ),
        Part("批准", ("approved_by", "approved_on", "photos", "note")),
    )
    duties = (
        rules.two_officers(),
        eviction.home_checked(),
        eviction.low_income_reported(),
        eviction.occupants_asked(),
        rules.care_noted(people="occupants"),
        eviction.roles_given(),
        eviction.risks_met(),
    )

    @classmethod
    def things(cls, cases: Iterable[Case]) -> tuple[Property, ...]:
        """The homes of the cases, those to clear first."""
        return homes(cases)

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """The home, who lives in it, the notice's term, and when the execution notice was served."""
        served = [s for case in start.cases for s in case.served if s.title == "执行通知书" and s.on]
        return {
            **of_home(start),
            **inherited(start, "occupants", "tenancy", "frail", "care", notice_until="until"),
            "notice_served_on": max((s.on for s in served if s.on), default=None),
        }

    def problems(self) -> Iterator[Problem]:
        """Nobody is cleared out within the term of the notice."""
        if self.notice_until and local(self.planned_at).date() <= self.notice_until:
            yield Problem("planned_at", f"公告期限到{date_text(self.notice_until)}才届满，计划时间要在此后")

    def summary(self) -> str:
        """When, and how many go along."""
        return f"{date_time_text(local(self.planned_at))} · {len(self.people)} 人"

    def narrative(self, setting: Setting) -> str:
        """When, where, who leads, and where the belongings go."""
        lead = listed(p.name for p in self.people if p.role == "现场指挥")
        led = f"由{lead}现场指挥，" if lead else ""
        at = date_time_text(local(self.planned_at))
        return f"定于{at}对{self.place.text}强制腾房，{led}参加人员{len(self.people)}人，搬出的财物运至{self.store}。"
