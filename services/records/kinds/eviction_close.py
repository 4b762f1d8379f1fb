"""腾房收尾: the day ends: all rooms together, meters, locks, keys, where the belongings went; read back and signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from services.clock import local
from services.docket.case import Case
from services.docket.party import Place
from services.docket.property import Property
from services.records import belongings_duties as belongings
from services.records import conduct
from services.records import duty_rules as rules
from services.records import eviction_duties as eviction
from services.records import related as earlier
from services.records.evicted import homes, inherited, notice_of, of_home
from services.records.fields import Values
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    day,
    films,
    moment,
    number,
    photos,
    position,
    present,
    signatures,
    text,
    yes_no,
)
from services.records.values import Film, Located, Person, Photo, Signature
from services.wording import date_time_text, listed

PRESENT = (
    "被执行人", "成年家属", "法定代表人", "主要负责人", "工作单位", "基层组织", "公证员", "见证人", "物业",
    "申请执行人", "买受人", "法警", "公安", "医护", "开锁", "搬运", "其他",
)  # fmt: skip
HANDED = ("交被执行人", "交成年家属", belongings.REFUSED, belongings.NOBODY_TO_TAKE, belongings.NOTHING)
DONE, PARTLY, STOPPED = "已全部腾空", "部分腾空", "中途停止"


def _refused(values: Values) -> bool:
    return values.get("handed") == belongings.REFUSED


def _moved(values: Values) -> bool:
    return values.get("handed") != belongings.NOTHING


def _handed(values: Values) -> bool:
    return values.get("handed") in HANDED[:2]


class EvictionClose(
    Record, code="eviction_close", title="腾房收尾", version=1, icon="signature", hint="合并各间，出笔录和清单",
    group="eviction",
):  # fmt: skip
    """The day's transcript and list are made from it (domain.md D08, §5.3; 民诉法 261-2, 261-3)."""

    arrival: str = text("到场记录", lines=2, hint="腾房到场那一条，笔录据它写到场、开门和安置")
    rooms: tuple[str, ...] = choices(
        "逐间记录", default=(), other=True, spread=True, hint="编号、房间和校验值"
    )
    notice_number: str = text("公告文号")
    notice_until: dt.date = day("公告责令迁出期限至")
    began_at: dt.datetime = moment("到场时间")
    place: Place = address("房屋坐落", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = conduct.officers()
    recorder: str = conduct.recorder()
    present: tuple[Person, ...] = present("在场人", *PRESENT, default=(), searchable=True)
    debtor_told: str = text("怎样通知被执行人一方到场", default="", phrases=("电话通知，未到场", "当面通知"))
    result: str = choice("执行结果", DONE, PARTLY, STOPPED, other=True)
    result_why: str = text(
        "没有全部腾空的原因", when=lambda values: values.get("result") in (PARTLY, STOPPED)
    )
    incident: str = text("突发情况和处置", default="", lines=3, phrases=("无突发情况",))

    handed: str = choice("财物交付", *HANDED)
    moved_to: str = text("财物运至", remembered=True, when=_moved)
    moved_by: str = text("搬运单位", default="", remembered=True, when=_moved)
    trucks: int | None = number("搬运车次", unit="车", default=None, maximum=200, when=_moved)
    handed_to: str = text("交给谁", when=_handed)
    refusal_told: bool | None = yes_no("已告知因拒绝接收造成的损失由其承担", default=None, when=_refused)
    list_copy: str = text(
        "清单副本交付", default="", phrases=("当场交被执行人", "当场交成年家属", "留置并拍照")
    )

    water: str = text("水表读数", default="")
    power: str = text("电表读数", default="")
    gas: str = text("气表读数", default="")
    shut: tuple[str, ...] = choices("已关闭", "水阀", "电闸", "燃气阀", default=())
    locks: str = choice("门锁", "已换锁芯", "已加贴封条", "原锁上锁", other=True)
    door_seals: str = text("封条编号", default="", when=lambda values: values.get("locks") == "已加贴封条")
    keys: int | None = number("钥匙", unit="把", default=None, maximum=99)
    keys_to: str = text("钥匙交给谁", default="", phrases=("执行人员带回", "申请执行人", "买受人"))
    photos: tuple[Photo, ...] = photos(
        "照片", "水表", "电表", "气表", "门锁", "装车", "卸车", "封条", default=()
    )
    recorders: str = text("记录设备", default="", phrases=("执法记录仪两台", "执法记录仪一台、摄像机一台"))
    films: tuple[Film, ...] = films("录音录像", default=())
    ended_at: dt.datetime = moment("结束时间")
    note: str = text("其他", default="", lines=2)
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("合并", (
            "arrival", "rooms", "notice_number", "notice_until", "began_at", "place", "located", "officers", "recorder",
            "present", "debtor_told",
            "result", "result_why", "incident",
        )),
        Part("财物去向", ("handed", "moved_to", "moved_by", "trucks", "handed_to", "refusal_told", "list_copy")),
        Part("水电气和门锁", ("water", "power", "gas", "shut", "locks", "door_seals", "keys", "keys_to")),
        Part("照片与录像", ("photos", "recorders", "films", "ended_at", "note")),
        Part("签名", ("signatures",)),
    )  # fmt: skip
    duties = (
        rules.two_officers(),
        eviction.term_over(),
        eviction.debtor_side_told(),
        eviction.grassroots_present(),
        belongings.rooms_listed(),
        belongings.belongings_handed(),
        belongings.meters_read(),
        belongings.locks_changed(),
        eviction.filmed_throughout(),
        rules.signed_by_all("transcript_signed", "笔录由在场人签名或者盖章", "cpl-261-2", "transcript"),
        rules.signed_by_all("inventory_signed", "物品清单由在场人签名", "pc22-9", "inventory"),
        belongings.list_copy_given(),
        belongings.followed_by(
            "handed_over", "房屋交付申请执行人或买受人", "cpl-260", "eviction_handover", "交付后记“交付房屋”"
        ),
        belongings.followed_by(
            "belongings_stored", "财物入库并有保管手续", "cpl-261-3", "eviction_storage", "入库后记“腾房物品”"
        ),
    )

    @classmethod
    def things(cls, cases: Iterable[Case]) -> tuple[Property, ...]:
        """The homes of the cases, those to clear first."""
        return homes(cases)

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """Who was there, every room on record, where the plan sends the belongings; times."""
        rooms = earlier.current(start.related, "eviction_room")
        arrival = earlier.latest(start.related, "eviction_day")
        asked = ("present", "debtor_told", "began_at", "recorders", "officers")
        day = {name: earlier.told(start.related, name, "eviction_day") for name in asked}
        return {
            **of_home(start),
            **notice_of(start),
            **inherited(start, moved_to="store"),
            **{name: value for name, value in day.items() if value},
            "recorder": start.officers[-1].name,
            "arrival": arrival_label(arrival.said, arrival.entry.digest) if arrival else None,
            "rooms": tuple(belongings.room_label(h.said, h.entry.digest) for h in rooms) or None,
        }

    def problems(self) -> Iterator[Problem]:
        """The end comes after the beginning."""
        yield from conduct.times_in_order(self)

    def summary(self) -> str:
        """Result, rooms, where the belongings are."""
        moved = f"运至{self.moved_to}" if self.moved_to else self.handed
        return f"{self.result} · {len(self.rooms)} 间 · {moved}"

    def narrative(self, setting: Setting) -> str:
        """What the day came to: rooms, belongings, meters, locks, end."""
        rooms = f"经逐间清点，共{len(self.rooms)}间。" if self.rooms else "房屋内没有需要清点的物品。"
        return rooms + "".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        why = f"，原因：{self.result_why.rstrip('。')}" if self.result_why else ""
        yield f"执行结果：{self.result}{why}。"
        if self.moved_to:
            by = f"由{self.moved_by}" if self.moved_by else ""
            trucks = f"，共{self.trucks}车" if self.trucks else ""
            yield f"搬出的财物{by}运至{self.moved_to}{trucks}。"
        to = f"（{self.handed_to}）" if self.handed_to else ""
        yield f"财物交付：{self.handed}{to}。"
        readings = (("水表", self.water), ("电表", self.power), ("气表", self.gas))
        if told := listed(f"{name}读数{value}" for name, value in readings if value):
            shut = f"，{listed(self.shut)}已关闭" if self.shut else ""
            yield f"{told}{shut}。"
        seals = f"，封条编号{self.door_seals}" if self.door_seals else ""
        keys = f"，钥匙{self.keys}把" if self.keys is not None else ""
        to = f"，由{self.keys_to}收执" if self.keys_to and self.keys else ""
        yield f"门锁：{self.locks}{seals}{keys}{to}。"
        yield f"{date_time_text(local(self.ended_at))}执行完毕。"


def arrival_label(arrival: Any, digest: str) -> str:
    """The record of the arrival as the transcript names it: when, and the first signs of its hash."""
    at: dt.datetime = arrival.began_at
    return f"{date_time_text(local(at))}到场 {digest[:8].upper()}"
