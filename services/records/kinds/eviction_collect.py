"""通知领取财物: the debtor's side is told where the belongings are and by which day to collect them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from services.clock import local
from services.docket.case import Case
from services.docket.party import Place
from services.docket.property import Property
from services.records import belongings_duties as belongings
from services.records import duty_rules as rules
from services.records import related as earlier
from services.records.evicted import homes, inherited, of_home
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    day,
    moment,
    money,
    number,
    photos,
    position,
    text,
)
from services.records.values import Located, Photo
from services.wording import date_text, date_time_text, listed

WAYS = ("直接送达", "留置送达", "邮寄送达", "张贴并公告", "电话并短信")
WARNED = ("逾期变卖，价款提存", "保管费用由其负担", "损失由其承担")


class EvictionCollect(
    Record, code="eviction_collect", title="通知领取财物", version=1, icon="delivery", hint="写明处所和期限，出通知书",
    group="eviction",
):  # fmt: skip
    """Part of the fifth stage of an eviction (domain.md §5.3: notice to collect with date; 民诉法 261-3)."""

    notified: str = text("通知谁领取", searchable=True)
    at: dt.datetime = moment("通知时间")
    way: str = choice("通知方式", *WAYS, other=True)
    place: Place = address("领取处所", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = choices("执行人员", other=True)
    collect_until: dt.date = day("领取期限至")
    custodian: str = text("保管人", default="", remembered=True)
    custodian_phone: str = text("保管人电话", default="", remembered=True)
    box_count: int | None = number("箱数", unit="箱", default=None, maximum=5000)
    bulky: int | None = number("大件", unit="件", default=None, maximum=5000)
    bags: str = text("封存袋编号", default="")
    fee_per_day: Decimal | None = money("保管费（每天）", default=None)
    warned: tuple[str, ...] = choices("一并告知", *WARNED, default=(), other=True)
    answer: str = text("对方的答复", default="", phrases=("同意按期领取", "拒绝领取", "未答复"))
    photos: tuple[Photo, ...] = photos("照片", "通知", "送达", "短信截屏", default=())
    note: str = text("其他", default="", lines=2)

    parts = (
        Part(
            "通知",
            ("notified", "at", "way", "place", "located", "officers", "collect_until", "warned", "answer"),
        ),
        Part("财物", ("custodian", "custodian_phone", "box_count", "bulky", "bags", "fee_per_day")),
        Part("照片", ("photos", "note")),
    )
    duties = (
        rules.two_officers(),
        belongings.day_and_place_named(),
        belongings.losses_told(),
        belongings.notice_proved(),
    )

    @classmethod
    def things(cls, cases: Iterable[Case]) -> tuple[Property, ...]:
        """The homes of the cases, those to clear first."""
        return homes(cases)

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """Whom, where and what, as the store's receipt has it."""
        debtors = dict.fromkeys(d.name for case in start.cases for d in case.debtors)
        return {
            **of_home(start),
            "place": earlier.told(start.related, "place", "eviction_storage"),
            **inherited(start, "custodian", "custodian_phone", "box_count", "bulky", "bags", "fee_per_day"),
            "notified": listed(debtors) or None,
            "at": to_the_minute(start.now),
        }

    def problems(self) -> Iterator[Problem]:
        """The day to collect lies ahead."""
        if self.collect_until <= local(self.at).date():
            yield Problem("collect_until", "“领取期限”要晚于通知之日")

    def summary(self) -> str:
        """Whom, and by when."""
        return f"{self.notified} · 限{date_text(self.collect_until)}前"

    def narrative(self, setting: Setting) -> str:
        """Who was told what, when and how."""
        at, who = date_time_text(local(self.at)), listed(self.officers)
        warned = f"已告知{listed(self.warned)}。" if self.warned else ""
        answered = f"对方答复：{self.answer.rstrip('。')}。" if self.answer else ""
        return (
            f"{at}，{who}通知{self.notified}在{date_text(self.collect_until)}前到{self.place.text}领取腾出的财物（{self.way}）。"
            f"{warned}{answered}"
        )
