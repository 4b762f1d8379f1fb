"""张贴腾房公告: the president's notice to move out is posted and served; with it begins the term that has to run out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from services.clock import local
from services.docket.case import Case
from services.docket.party import Place
from services.docket.property import Property
from services.records import duty_rules as rules
from services.records import eviction_duties as eviction
from services.records.evicted import docket_notice, home_of, homes, of_home
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    day,
    films,
    moment,
    photos,
    position,
    present,
    text,
    yes_no,
)
from services.records.values import Film, Located, Person, Photo
from services.wording import date_text, date_time_text, listed

OCCUPANTS = ("被执行人", "配偶", "父母", "成年子女", "未成年子女", "承租人", "其他同住人")
WAYS = ("房门", "单元门", "小区公告栏", "村、社区公告栏", "共享法庭屏幕")
TOLD = ("迁出期限", "逾期强制迁出的后果", "可以自行搬走物品", "异议的权利", "搬出财物的处理")


def _received(values: Values) -> bool:
    return bool(values.get("receivers"))


class EvictionNotice(
    Record, code="eviction_notice", title="张贴腾房公告", version=1, icon="delivery", hint="公告期从这里起算",
    group="eviction",
):  # fmt: skip
    """The first stage of an eviction (domain.md D07, §5.3; 民诉法 261-1)."""

    number: str = text("公告文号", searchable=True)
    signed_by: str = text("签发院长")
    signed_on: dt.date = day("签发日期")
    sealed_copy: bool = yes_no("带有院长签发、加盖院印的正本")
    vacators: str = text("责令迁出的人", searchable=True)
    place: Place = address("房屋坐落", searchable=True)
    certificate: str = text("权证号", default="")
    state: str = choice("义务履行情况", "未履行", "部分履行", other=True)
    unfulfilled: str = text("未履行的内容", phrases=("未在期限内迁出并交付房屋",))
    until: dt.date = day("责令迁出期限至", hint="以公告印的日期为准")

    posted_at: dt.datetime = moment("张贴时间")
    located: Located = position("定位")
    officers: tuple[str, ...] = choices("执行人员", other=True)
    ways: tuple[str, ...] = choices("张贴在", *WAYS, other=True)
    receivers: tuple[Person, ...] = present(
        "送达时见到的人",
        "被执行人",
        "成年家属",
        "承租人",
        "其他同住人",
        "物业",
        "基层组织",
        "见证人",
        default=(),
        sign=False,
    )
    id_shown: bool | None = yes_no("已出示工作证件", default=None, when=_received)
    told: tuple[str, ...] = choices("已告知", *TOLD, default=(), other=True, when=_received)
    served_way: str = choice("送达方式", "直接送达", "留置送达", "邮寄送达", "仅张贴", default="", other=True)
    occupants: tuple[Person, ...] = present("屋内居住的人", *OCCUPANTS, default=(), sign=False)
    tenancy: str = text(
        "租赁等占有情形", default="", phrases=("无租赁", "称有租约，未出示", "有租约，已复印"), lines=2
    )
    frail: tuple[str, ...] = choices("屋内老幼病残孕", *rules.FRAIL, default=(), other=True)
    care: str = text("需要照顾的情形", default="", when=lambda values: bool(values.get("frail")))
    photos: tuple[Photo, ...] = photos(
        "照片", "公告近景", "公告全景", "公告栏", required=("公告近景", "公告全景")
    )
    films: tuple[Film, ...] = films("录音录像", default=())
    note: str = text("其他", default="", lines=2)

    parts = (
        Part(
            "公告",
            (
                "number",
                "signed_by",
                "signed_on",
                "sealed_copy",
                "vacators",
                "place",
                "certificate",
                "state",
                "unfulfilled",
                "until",
            ),
        ),
        Part(
            "张贴与送达",
            ("posted_at", "located", "officers", "ways", "receivers", "id_shown", "told", "served_way"),
        ),
        Part("屋内的人", ("occupants", "tenancy", "frail", "care")),
        Part("照片", ("photos", "films", "note")),
    )
    duties = (
        rules.two_officers(),
        rules.id_shown(when=lambda situation: _received(situation.values)),
        eviction.president_signed(),
        eviction.notice_posted(),
        eviction.occupants_asked(),
        rules.place_and_time_recorded("posted_at"),
        rules.care_noted(people="occupants"),
    )

    @classmethod
    def things(cls, cases: Iterable[Case]) -> tuple[Property, ...]:
        """The homes of the cases, those to clear first."""
        return homes(cases)

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """The docket's home and, where the court has issued it, its notice with number and term."""
        home = home_of(start)
        known = docket_notice(s for case in start.cases for s in case.served)
        return {
            **of_home(start),
            "certificate": (home.certificate if home else "") or None,
            "vacators": listed(dict.fromkeys(d.name for case in start.cases for d in case.debtors)),
            "number": known.number if known else None,
            "until": known.due_on if known else None,
            "posted_at": to_the_minute(start.now),
        }

    def problems(self) -> Iterator[Problem]:
        """The term lies ahead of the posting, and the signing behind it."""
        posted = local(self.posted_at).date()
        if self.until <= posted:
            yield Problem("until", "“责令迁出期限”要晚于张贴之日")
        if self.signed_on > posted:
            yield Problem("signed_on", "“签发日期”晚于张贴之日")

    def summary(self) -> str:
        """Where it hangs and until when."""
        return f"{listed(self.ways)} · 限{date_text(self.until)}前迁出"

    def narrative(self, setting: Setting) -> str:
        """When, by whom, where it was posted, whom it was told to, and by which day they have to leave."""
        at, who = date_time_text(local(self.posted_at)), listed(self.officers)
        met = f"见到{listed(p.role + p.name for p in self.receivers)}。" if self.receivers else ""
        told = f"已当面告知{listed(self.told)}。" if self.told else ""
        return (
            f"{at}，{who}在{self.place.text}张贴{self.number}公告，张贴处：{listed(self.ways)}。"
            f"公告责令{self.vacators}在{date_text(self.until)}前迁出。{met}{told}"
        )
