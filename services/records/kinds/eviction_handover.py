"""交付房屋: the empty house goes to the creditor or the buyer, with keys, meters and fixtures, received by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from services.clock import local
from services.docket.case import Case
from services.docket.party import Place
from services.docket.property import Property
from services.records import belongings_duties as belongings
from services.records import conduct
from services.records import duty_rules as rules
from services.records import related as earlier
from services.records.evicted import home_of, homes, inherited, of_home
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    films,
    inventory,
    moment,
    number,
    photos,
    position,
    present,
    signatures,
    text,
    yes_no,
)
from services.records.values import Film, InventoryRow, Located, Person, Photo, Signature
from services.wording import date_time_text, listed

RECEIVERS = ("申请执行人", "买受人", "委托代理人", "管理人")


def _agent(values: Values) -> bool:
    return values.get("receiver_role") in RECEIVERS[2:]


class EvictionHandover(
    Record, code="eviction_handover", title="交付房屋", version=1, icon="key", hint="钥匙、表数、设施当面点交",
    group="eviction",
):  # fmt: skip
    """The fourth stage of an eviction (domain.md §5.3; 民诉法 260: handed over in person, the receiver signs)."""

    began_at: dt.datetime = moment("交付时间")
    place: Place = address("房屋坐落", searchable=True)
    certificate: str = text("权证号", default="")
    located: Located = position("定位")
    officers: tuple[str, ...] = conduct.officers()
    recorder: str = conduct.recorder()
    id_shown: bool = conduct.id_shown()
    basis: str = text("交付依据", phrases=("生效判决书", "拍卖成交裁定书", "以物抵债裁定书"))
    basis_number: str = text("依据文号", default="")
    receiver_role: str = choice("接收人身份", *RECEIVERS)
    receiver: str = text("接收人", searchable=True)
    receiver_id: str = text("接收人证件号码", default="")
    authority: str = text("代理手续", when=_agent, phrases=("授权委托书（特别授权）和身份证",))
    present: tuple[Person, ...] = present(
        "到场人", *RECEIVERS, "被执行人", "成年家属", "物业", "基层组织", "见证人", "其他", default=()
    )
    occupier_refused: bool | None = yes_no("占有人拒不移交", default=None)
    condition: str = text("房屋现状", phrases=("已腾空，门窗完好", "已腾空，墙面有破损"), lines=2)
    fixtures: tuple[InventoryRow, ...] = inventory(
        "固定设施清单", default=(), dispositions=("随房交付", "已损坏", "另行拆除"),
        names=("热水器", "空调", "橱柜", "油烟机", "灯具", "木门", "马桶"), units=("台", "套", "扇", "个", "盏"),
    )  # fmt: skip
    defects: str = text("缺损和遗留问题", default="", lines=2, phrases=("无", "欠物业费，由双方另行处理"))
    keys: int = number("钥匙", unit="把", maximum=99)
    key_note: str = text("钥匙说明", default="", phrases=("入户门钥匙", "含单元门禁卡、信箱钥匙"))
    water: str = text("水表读数", default="")
    power: str = text("电表读数", default="")
    gas: str = text("气表读数", default="")
    seals_removed: str = text("解除的封条", default="")
    told: tuple[str, ...] = choices(
        "已告知接收人", "自交付时起自行看管", "水电气过户", "屋内遗留物不得自行处分", "发现被占及时报告", default=(),
        other=True,
    )  # fmt: skip
    objection: str = text("接收人的意见", default="", phrases=("无异议",))
    photos: tuple[Photo, ...] = photos("照片", "钥匙", "室内", "水表", "电表", "气表", "接收人", default=())
    films: tuple[Film, ...] = films("录音录像", default=())
    ended_at: dt.datetime = moment("完成时间")
    note: str = text("其他", default="", lines=2)
    signatures: tuple[Signature, ...] = signatures("签名", default=())

    parts = (
        Part("交付", (
            "began_at", "place", "certificate", "located", "officers", "recorder", "id_shown", "basis", "basis_number",
            "receiver_role", "receiver", "receiver_id", "authority", "present", "occupier_refused",
        )),
        Part("房屋", ("condition", "fixtures", "defects", "keys", "key_note", "water", "power", "gas", "seals_removed")),
        Part("告知与意见", ("told", "objection", "photos", "films", "ended_at", "note")),
        Part("签名", ("signatures",)),
    )  # fmt: skip
    duties = (
        rules.two_officers(),
        rules.id_shown(),
        belongings.house_empty(),
        belongings.keys_received(),
        belongings.receiver_entitled(),
        belongings.meters_read(),
        rules.signed_by_all("handover_signed", "交付笔录由接收人签收", "cpl-260", "transcript"),
    )

    @classmethod
    def things(cls, cases: Iterable[Case]) -> tuple[Property, ...]:
        """The homes of the cases, those to clear first."""
        return homes(cases)

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """The home, its meters and keys as the day left them, and the creditor to receive it."""
        close = earlier.latest(start.related, "eviction_close")
        home = home_of(start)
        creditors = [c.name for case in start.cases for c in case.creditors]
        return {
            **of_home(start),
            **(
                inherited(start, "water", "power", "gas", "keys", seals_removed="door_seals") if close else {}
            ),
            "certificate": (home.certificate if home else "") or None,
            "receiver_role": RECEIVERS[0] if len(creditors) == 1 else None,
            "receiver": creditors[0] if len(creditors) == 1 else None,
            "recorder": start.officers[-1].name,
            "began_at": to_the_minute(start.now),
        }

    def problems(self) -> Iterator[Problem]:
        """The receiver is among those present, and the end comes after the beginning."""
        yield from conduct.times_in_order(self)
        if self.receiver not in {p.name for p in self.present}:
            yield Problem("present", f"接收人{self.receiver}要列在到场人里，由其签收")

    def summary(self) -> str:
        """To whom, with how many keys."""
        return f"交{self.receiver_role}{self.receiver} · 钥匙 {self.keys} 把"

    def narrative(self, setting: Setting) -> str:
        """When, on what basis, to whom, in what state, with which keys and readings."""
        at, who = date_time_text(local(self.began_at)), listed(self.officers)
        to = f"{self.receiver_role}{self.receiver}"
        head = f"{at}，{who}依据{self.basis}{self.basis_number}，将{self.place.text}的房屋交付{to}。"
        return head + "".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if self.authority:
            yield f"代理手续：{self.authority.rstrip('。')}。"
        if self.occupier_refused:
            yield "占有人拒不移交，由本院强制交付。"
        yield f"房屋现状：{self.condition.rstrip('。')}。"
        note = f"（{self.key_note}）" if self.key_note else ""
        yield f"交付钥匙{self.keys}把{note}。"
        readings = (("水表", self.water), ("电表", self.power), ("气表", self.gas))
        if told := listed(f"{name}读数{value}" for name, value in readings if value):
            yield f"{told}。"
        if self.fixtures:
            yield f"固定设施{len(self.fixtures)}项，见清单。"
        if self.defects:
            yield f"缺损和遗留问题：{self.defects.rstrip('。')}。"
        if self.told:
            yield f"已告知接收人：{listed(self.told)}。"
        if self.objection:
            yield f"接收人意见：{self.objection.rstrip('。')}。"
