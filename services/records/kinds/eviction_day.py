"""腾房到场: the day begins: who is there, what was shown and told, how the door was opened, who is inside and cared for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from services.clock import local
from services.docket.case import Case
from services.docket.party import Place
from services.docket.property import Property
from services.records import conduct
from services.records import duty_rules as rules
from services.records import eviction_duties as eviction
from services.records.evicted import homes, inherited, notice_of, of_home
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

PRESENT = (
    "被执行人", "成年家属", "法定代表人", "主要负责人", "工作单位", "基层组织", "公证员", "见证人", "物业",
    "申请执行人", "买受人", "法警", "公安", "医护", "开锁", "搬运", "其他",
)  # fmt: skip
BY_FORCE = ("开锁人员开锁", "强制破拆")


def _forced(values: Values) -> bool:
    return values.get("opened_how") in BY_FORCE


class EvictionDay(
    Record, code="eviction_day", title="腾房到场", version=1, icon="eviction", hint="到场、开门、安置，先存一条",
    group="eviction",
):  # fmt: skip
    """The third stage begins; it is finished before the first room, so that nothing of it can be lost with the tablet.

    domain.md D08, §5.3; 民诉法 261-2.
    """

    began_at: dt.datetime = moment("到场时间")
    place: Place = address("房屋坐落", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = choices("执行人员", other=True)
    recorder: str = text("记录人", remembered=True)
    id_shown: bool = conduct.id_shown()
    recorder_on: bool = conduct.recorder_on()
    recorders: str = text("记录设备", default="", phrases=("执法记录仪两台", "执法记录仪一台、摄像机一台"))
    notice_number: str = text("公告文号")
    notice_until: dt.date | None = day("公告责令迁出期限至", default=None)
    notice_shown: bool = yes_no("已出示并宣读公告")
    debtor_told: str = text(
        "怎样通知被执行人一方到场", default="", phrases=("电话通知，未到场", "当面通知", "书面通知，留置送达")
    )
    told: tuple[str, ...] = choices(
        "已告知", "强制腾房的依据", "清点和封存的办法", "财物存放处所", "拒绝接收的后果", "异议的权利", default=(),
        other=True,
    )  # fmt: skip
    occupants: tuple[Person, ...] = present(
        "在屋内的人",
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
    present: tuple[Person, ...] = present("到场人", *PRESENT, default=(), searchable=True)
    door: str = choice("到场时的状态", "房门紧闭", "有人在内", "房门开着", "已搬空", other=True)
    opened_how: str = choice(
        "怎样开门", "被执行人开门", "家属开门", "物业开门", *BY_FORCE, "门未锁", other=True
    )
    opened_by: str = text("开锁人和单位", when=_forced, remembered=True)
    opened_at: dt.datetime | None = moment("开门时间", default=None)
    opening_damage: str = text(
        "开门造成的损坏", default="", when=_forced, phrases=("锁芯损坏，已更换", "无损坏")
    )
    resisted: str = text("抗拒和处置", default="", lines=2)
    frail: tuple[str, ...] = conduct.frail()
    care: str = text(
        "照顾和安置", default="", lines=2, phrases=("医护在场查看，女干警陪同", "已送亲属家中", "已送社区活动室休息")
    )  # fmt: skip
    given_at_once: str = text(
        "当场交给本人的物品", default="", phrases=("药品、换洗衣物、证件", "儿童书包和学习用品")
    )
    pets: str = text("动物", default="", phrases=("没有动物", "由家属带走", "送宠物店寄养"))
    photos: tuple[Photo, ...] = photos(
        "照片", "门牌", "房门外", "门锁", "公告", "开门后", required=("房门外", "开门后")
    )
    films: tuple[Film, ...] = films("录音录像", default=())
    note: str = text("其他", default="", lines=2)

    parts = (
        Part(
            "到场与告知",
            (
                "began_at",
                "place",
                "located",
                "officers",
                "recorder",
                "id_shown",
                "recorder_on",
                "recorders",
                "notice_number",
                "notice_until",
                "notice_shown",
                "debtor_told",
                "told",
                "present",
            ),
        ),
        Part("开门", ("door", "opened_how", "opened_by", "opened_at", "opening_damage", "resisted")),
        Part("屋内的人", ("occupants", "frail", "care", "given_at_once", "pets")),
        Part("照片", ("photos", "films", "note")),
    )
    duties = (
        rules.two_officers(),
        rules.id_shown(),
        rules.recording_told(),
        rules.place_and_time_recorded("began_at"),
        rules.care_noted(people="occupants"),
        eviction.term_over(),
        eviction.home_checked_before(),
        eviction.notice_shown(),
        eviction.debtor_side_told(),
        eviction.grassroots_present(),
        eviction.notary_where_alone(),
    )

    @classmethod
    def things(cls, cases: Iterable[Case]) -> tuple[Property, ...]:
        """The homes of the cases, those to clear first."""
        return homes(cases)

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """The home, the notice with its term, those who live there; who comes is noted on the spot."""
        return {
            **of_home(start),
            **notice_of(start),
            **inherited(start, "occupants", "frail"),
            "recorder": start.officers[-1].name,
            "began_at": to_the_minute(start.now),
        }

    def problems(self) -> Iterator[Problem]:
        """The door is opened after they came."""
        if self.opened_at and self.opened_at < self.began_at:
            yield Problem("opened_at", "“开门时间”早于到场时间")

    def summary(self) -> str:
        """How it was opened and how many were there."""
        return f"{self.opened_how} · 到场 {len(self.present)} 人"

    def narrative(self, setting: Setting) -> str:
        """Coming, showing, telling, opening, those inside and the care taken, from tapped facts only."""
        at, who = date_time_text(local(self.began_at)), listed(self.officers)
        return f"{at}，{who}到{self.place.text}。" + "".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        until = f"，公告责令在{date_text(self.notice_until)}前迁出" if self.notice_until else ""
        if self.notice_shown:
            yield f"执行人员出示并宣读{self.notice_number}公告{until}。"
        if self.debtor_told:
            yield f"对被执行人一方的到场通知：{self.debtor_told}。"
        if self.told:
            yield f"已告知{listed(self.told)}。"
        by = f"（{self.opened_by}）" if self.opened_by else ""
        when = f"{date_time_text(local(self.opened_at))}" if self.opened_at else ""
        yield f"到场时{self.door}，{when}{self.opened_how}{by}。"
        if self.opening_damage:
            yield f"开门情况：{self.opening_damage.rstrip('。')}。"
        if self.occupants:
            yield f"屋内有{listed(_called(p) for p in self.occupants)}。"
        if self.resisted:
            yield f"{self.resisted.rstrip('。')}。"
        if self.frail:
            yield f"在场有{listed(self.frail)}" + (f"，{self.care.rstrip('。')}。" if self.care else "。")
        if self.given_at_once:
            yield f"当场交给本人：{self.given_at_once.rstrip('。')}。"
        if self.pets:
            yield f"动物：{self.pets.rstrip('。')}。"


def _called(person: Person) -> str:
    note = f"（{person.note}）" if person.note else ""
    return f"{person.role}{person.name}{note}"
