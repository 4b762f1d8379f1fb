"""车辆处置: what becomes of a seized car, a record for each step: stored, valued, listed, sold, delivered, settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from services.clock import local
from services.docket.case import Case
from services.docket.property import Property
from services.identifiers.plate import display
from services.records import conduct
from services.records import disposal_duties as selling
from services.records import related as earlier
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    choice,
    choices,
    day,
    moment,
    money,
    number,
    photos,
    plate,
    resident_id,
    text,
    yes_no,
)
from services.records.values import Photo
from services.wording import date_time_text, listed
from services.wording import money as yuan

STORED, INSPECTED, VALUED, LISTED, RESULT = "入库", "查验", "询价", "挂拍", "拍卖结果"
DELIVERED, SETTLED, HELD, FREED = "交付", "结清", "暂缓放行", "解除暂缓"
STEPS = (STORED, INSPECTED, VALUED, LISTED, RESULT, DELIVERED, SETTLED, HELD, FREED)
ORDER = (STORED, VALUED, LISTED, RESULT, DELIVERED, SETTLED)
SOLD, UNSOLD, WITHDRAWN = "成交", "流拍", "撤回"
FIRST, SECOND, PLAIN_SALE = "一拍", "二拍", "变卖"
SAME, CHANGED = "与上次一致", "有变化"
SLOTS = ("左前", "右前", "左后", "右后", "车架号", "里程表", "钥匙", "损伤", "收车单", "交接单")


def at_step(*steps: str) -> Callable[[Values], bool]:
    """Asked at these steps alone."""
    return lambda values: values.get("step") in steps


def sold(values: Values) -> bool:
    """The auction found a buyer."""
    return values.get("step") == RESULT and values.get("outcome") == SOLD


class VehicleDisposal(
    Record, code="vehicle_disposal", title="车辆处置", version=1, icon="yard", group="yard",
    hint="入库到结清，一步一条",
):  # fmt: skip
    """One step of a seized car's way through the yard (domain.md §6; 网络司法拍卖规定, 拍卖变卖规定 27)."""

    step: str = choice(
        "这一步", *STEPS, large=True, hints=(
            "停放、钥匙、费用", "车况和照片", "确定参考价", "公告和起拍价", "成交、流拍、撤回", "交给买受人", "价款和费用",
            "先不放车", "可以放车",
        ),
        icons=("yard", "search", "money", "delivery", "check", "key", "payment", "lock", "next"), searchable=True,
    )  # fmt: skip
    at: dt.datetime = moment("时间")
    officers: tuple[str, ...] = conduct.officers()
    plate: str = plate("车牌号", searchable=True)

    yard: str = text("停车场", when=at_step(STORED), remembered=True, searchable=True)
    yard_spot: str = text("车位", default="", when=at_step(STORED, INSPECTED))
    receipt_number: str = text("收车单编号", default="", when=at_step(STORED), searchable=True)
    fee_per_day: Decimal | None = money("存放费（每天）", default=None, when=at_step(STORED))
    keys: int | None = number("钥匙", unit="把", maximum=20, when=at_step(STORED))
    key_place: str = text(
        "钥匙存放处",
        default="",
        when=at_step(STORED),
        remembered=True,
        phrases=("执行局钥匙柜", "停车场保管室"),
    )
    tow_fee: Decimal | None = money("拖车费", default=None, when=at_step(STORED))
    odometer: int | None = number(
        "里程表读数", unit="公里", maximum=9_999_999, default=None, when=at_step(STORED, INSPECTED, DELIVERED)
    )
    state: str = choice("车况", SAME, CHANGED, when=at_step(INSPECTED))
    change: str = text(
        "有什么变化", lines=2, when=lambda v: v.get("step") == INSPECTED and v.get("state") == CHANGED
    )

    way: str = choice(
        "确定参考价的方式", "当事人议价", "定向询价", "网络询价", "委托评估", when=at_step(VALUED)
    )
    valued_by: str = text("询价平台或评估机构", default="", when=at_step(VALUED), remembered=True)
    report_number: str = text("报告或函件文号", default="", when=at_step(VALUED))
    value: Decimal | None = money("参考价", when=at_step(VALUED))
    value_until: dt.date | None = day("参考价有效期至", default=None, when=at_step(VALUED))

    sale_round: str = choice("拍次", FIRST, SECOND, PLAIN_SALE, when=at_step(LISTED, RESULT))
    platform: str = text(
        "拍卖平台", when=at_step(LISTED), remembered=True, phrases=("淘宝网司法拍卖", "京东网司法拍卖")
    )
    listing_number: str = text("标的编号或网址", default="", when=at_step(LISTED), searchable=True)
    notice_on: dt.date | None = day("公告发布日期", when=at_step(LISTED))
    opens_at: dt.datetime | None = moment("开拍时间", when=at_step(LISTED))
    closes_at: dt.datetime | None = moment("结束时间", default=None, when=at_step(LISTED))
    start_price: Decimal | None = money("起拍价（变卖价）", when=at_step(LISTED, RESULT))
    deposit: Decimal | None = money("保证金", default=None, when=at_step(LISTED))
    pay_days: int | None = number(
        "余款期限（成交后）", unit="日", minimum=1, maximum=90, default=None, when=at_step(LISTED)
    )
    oversight_phone: str = text("监督电话", default="", when=at_step(LISTED), remembered=True)
    agency: str = text("辅拍机构", default="", when=at_step(LISTED), remembered=True)

    outcome: str = choice("结果", SOLD, UNSOLD, WITHDRAWN, when=at_step(RESULT), searchable=True)
    price: Decimal | None = money("成交价", when=sold)
    buyer: str = text("买受人", when=sold, searchable=True)
    buyer_id: str = resident_id("买受人证件号码", default="", when=sold, searchable=True)
    bidders: int | None = number("报名人数", unit="人", default=None, when=at_step(RESULT))
    pay_until: dt.date | None = day("尾款期限", default=None, when=sold)
    withdrawn_why: str = text(
        "为什么撤回", when=lambda v: v.get("step") == RESULT and v.get("outcome") == WITHDRAWN,
        phrases=("被执行人已履行", "案外人提出异议", "达成和解"),
    )  # fmt: skip

    handed_to: str = text("交付给谁", when=at_step(DELIVERED), searchable=True)
    handed_id: str = text("接收人证件号码", default="", when=at_step(DELIVERED))
    handed_place: str = text("交付地点", default="", when=at_step(DELIVERED), remembered=True)
    ruling_served_on: dt.date | None = day("成交裁定送达日期", default=None, when=at_step(DELIVERED))
    handed_papers: tuple[str, ...] = choices(
        "一并交付", "钥匙", "号牌", "行驶证", "登记证书", "成交裁定书", "协助过户通知书", default=(), other=True,
        when=at_step(DELIVERED),
    )  # fmt: skip

    proceeds: Decimal | None = money("到账价款", when=at_step(SETTLED))
    storage_fee: Decimal | None = money("存放费（实付）", default=None, when=at_step(SETTLED))
    other_fees: Decimal | None = money("拖车、评估、辅拍等费用", default=None, when=at_step(SETTLED))
    distributed: Decimal | None = money("已发放案款", default=None, when=at_step(SETTLED))
    case_closed: bool | None = yes_no("本案因此执行完毕", default=None, when=at_step(SETTLED))

    held_by: str = text(
        "谁要求", when=at_step(HELD), phrases=("承办人", "案外人异议", "公安机关", "停车场（费用未结）")
    )
    held_why: str = text("为什么暂缓放行", lines=2, when=at_step(HELD))
    held_until: dt.date | None = day("暂缓到", default=None, when=at_step(HELD))
    freed_why: str = text("凭什么解除", when=at_step(FREED), phrases=("异议已驳回", "费用已结清", "撤回要求"))
    photos: tuple[Photo, ...] = photos("照片", *SLOTS, default=())
    note: str = text("其他", default="", lines=2)

    parts = (
        Part("这一步", ("step", "at", "officers", "plate")),
        Part("办了什么", (
            "yard", "yard_spot", "receipt_number", "fee_per_day", "keys", "key_place", "tow_fee", "odometer", "state",
            "change", "way", "valued_by", "report_number", "value", "value_until", "sale_round", "platform",
            "listing_number", "notice_on", "opens_at", "closes_at", "start_price", "deposit", "pay_days",
            "oversight_phone", "agency", "outcome", "price",
            "buyer", "buyer_id", "bidders", "pay_until", "withdrawn_why", "handed_to", "handed_id", "handed_place",
            "ruling_served_on", "handed_papers", "proceeds", "storage_fee", "other_fees", "distributed", "case_closed",
            "held_by", "held_why", "held_until", "freed_why",
        )),
        Part("照片", ("photos", "note")),
    )  # fmt: skip
    duties = (
        selling.photographed(when=lambda s: at_step(STORED, INSPECTED, DELIVERED)(s.values)),
        selling.notice_in_time(when=lambda s: at_step(LISTED)(s.values)),
        selling.floor_price(when=lambda s: at_step(LISTED)(s.values)),
        selling.deposit_in_bounds(
            when=lambda s: at_step(LISTED)(s.values) and s.values.get("sale_round") != PLAIN_SALE
        ),
        selling.no_hold(when=lambda s: at_step(DELIVERED)(s.values)),
        selling.delivered_in_time(when=lambda s: at_step(DELIVERED)(s.values)),
    )

    @classmethod
    def things(cls, cases: Iterable[Case]) -> tuple[Property, ...]:
        """The cars of the cases, a car that stands in several of them once."""
        return tuple({p.id: p for case in cases for p in case.vehicles}.values())

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """The step that comes next, the car's plate, and for a sale what the listing said."""
        car = next((p.vehicle for p in cls.things(start.cases) if p.id == start.subject), None)
        step = next_step(h.said for h in earlier.current(start.related))
        filled: dict[str, object] = {
            "step": step,
            "at": to_the_minute(start.now),
            "officers": tuple(o.name for o in start.officers),
            "plate": car.plate if car else "",
        }
        if step == RESULT:
            filled |= {n: earlier.told(start.related, n) for n in ("sale_round", "start_price")}
        return {name: value for name, value in filled.items() if value not in (None, "")}

    def problems(self) -> Iterator[Problem]:
        """Dates in order, and a price that was bid."""
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            yield Problem("closes_at", "“结束时间”不晚于开拍时间")
        if self.opens_at and self.notice_on and self.opens_at.date() < self.notice_on:
            yield Problem("opens_at", "“开拍时间”早于公告发布日期")
        if self.price is not None and self.start_price is not None and self.price < self.start_price:
            yield Problem("price", "“成交价”低于起拍价，请核对（网拍规定第20条）")
        if self.start_price is not None and self.start_price <= 0:
            yield Problem("start_price", "“起拍价（变卖价）”要大于 0")

    def summary(self) -> str:
        """Plate, step and what it came to."""
        return " · ".join(filter(None, (display(self.plate), self.step, self.fact)))

    def narrative(self, setting: Setting) -> str:
        """The step in one sentence, from tapped facts only."""
        fact = self.fact
        told = f"：{fact}" if fact else ""
        seen = f"拍照 {len(self.photos)} 张。" if self.photos else ""
        who = listed(self.officers)
        return f"{date_time_text(local(self.at))}，{who}对扣押的{display(self.plate)}办理{self.step}{told}。{seen}"

    @property
    def fact(self) -> str:
        """What the step came to, in a few words; "" where there is nothing to say."""
        facts = {
            STORED: f"{self.yard} {self.yard_spot}".strip(),
            INSPECTED: "，".join(filter(None, (self.state, self.change))),
            VALUED: f"{self.way} {_yuan(self.value)}",
            LISTED: f"{self.sale_round} 起拍 {_yuan(self.start_price)}",
            RESULT: f"{self.outcome} {_yuan(self.price)}".strip() if self.price else self.outcome,
            DELIVERED: self.handed_to,
            SETTLED: f"到账 {_yuan(self.proceeds)}",
            HELD: self.held_why,
            FREED: self.freed_why,
        }
        return facts.get(self.step, "")


def next_step(said: Iterable[object]) -> str:
    """The step that follows those on record; a lot that found no buyer is listed anew."""
    done = [r for r in said if isinstance(r, VehicleDisposal) and r.step in ORDER]
    if not done:
        return STORED
    last = done[-1]
    if last.step == RESULT and last.outcome != SOLD:
        return LISTED
    if last.step == LISTED:
        return RESULT
    furthest = max(ORDER.index(r.step) for r in done)
    return ORDER[min(furthest + 1, len(ORDER) - 1)]


def _yuan(amount: Decimal | None) -> str:
    return "" if amount is None else f"{yuan(amount)} 元"
