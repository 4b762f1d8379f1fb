"""腾房物品: what became of the belongings afterwards, a record for each step: stored, collected, sold, deposited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from services.clock import local
from services.docket.case import Case
from services.docket.party import Place
from services.docket.property import Property
from services.records import belongings_duties as belongings
from services.records import conduct
from services.records import duty_rules as rules
from services.records import related as earlier
from services.records.evicted import homes, inherited, of_home
from services.records.fields import Values, to_the_minute
from services.records.record import Part, Problem, Record, Setting, Start
from services.records.specifiers import (
    address,
    choice,
    choices,
    moment,
    money,
    number,
    photos,
    position,
    present,
    signatures,
    text,
    yes_no,
)
from services.records.values import Located, Person, Photo, Signature
from services.wording import listed

STORED, COLLECTED, SOLD, DEPOSITED = "入库", "领取", "变卖", "提存"
STEPS = (STORED, COLLECTED, SOLD, DEPOSITED)
PRICE, TO_DEPOSIT = "变卖价款", "随后提存"
PROCEEDS = (TO_DEPOSIT, "已交被执行人", "转入案款账户抵偿债务", "全部抵付保管等费用，没有余款")
ADVANCED = "申请执行人垫付"


def _step(values: Values) -> object:
    return values.get("step")


def _stored(values: Values) -> bool:
    return _step(values) == STORED


def _collected(values: Values) -> bool:
    return _step(values) == COLLECTED


def _sold(values: Values) -> bool:
    return _step(values) == SOLD


def _deposited(values: Values) -> bool:
    return _step(values) == DEPOSITED


def _disposed(values: Values) -> bool:
    return _step(values) in (SOLD, DEPOSITED)


def _present_asked(values: Values) -> bool:
    return _step(values) in (STORED, COLLECTED)


class EvictionStorage(
    Record, code="eviction_storage", title="腾房物品", version=1, icon="lock", hint="入库、领取、变卖、提存",
    group="eviction",
):  # fmt: skip
    """The fifth stage of an eviction, step by step (domain.md §5.3; 民诉法 261-3)."""

    step: str = choice(
        "这一步", *STEPS, large=True, hints=("保管人点收", "当面核对", "逾期未领", "价款或物品提存"),
        icons=("lock", "box", "money", "shield"), searchable=True,
    )  # fmt: skip
    at: dt.datetime = moment("时间")
    place: Place = address("存放处所", searchable=True)
    located: Located = position("定位")
    officers: tuple[str, ...] = conduct.officers()
    recorder: str = conduct.recorder()
    rooms: tuple[str, ...] = choices(
        "逐间记录", default=(), other=True, spread=True, hint="入库单据它列出箱号"
    )
    bulky: int | None = number("大件", unit="件", default=None, maximum=5000, when=_stored)
    box_count: int | None = number("箱数", unit="箱", default=None, maximum=5000, when=_present_asked)
    bags: str = text("封存袋编号", default="", when=_present_asked)
    custodian: str = text("保管人", when=_stored, remembered=True, searchable=True, signs="保管人")
    custodian_phone: str = text("保管人电话", default="", when=_stored, remembered=True)
    contract: str = text("保管合同或委托", default="", when=_stored, phrases=("保管委托书",))
    fee_per_day: Decimal | None = money("保管费（每天）", default=None, when=_stored)
    state: str = text("入库时状况", default="", when=_stored, phrases=("封口完好，数量与清单一致",))

    collector: str = text("领取人", when=_collected, searchable=True)
    collector_relation: str = choice(
        "领取人身份", "被执行人", "成年家属", "受托人", other=True, when=_collected
    )
    collector_id: str = text("领取人证件号码", default="", when=_collected)
    boxes: str = text("领取的箱号", when=_collected, phrases=("全部",))
    checked: bool | None = yes_no("已逐箱当面核对", default=None, when=_collected)
    objection: str = text("领取人的意见", default="", when=_collected, phrases=("无异议",), lines=2)
    remaining: str = text("未领取的物品", default="", when=_collected)

    disposed: str = text("处理的物品", when=_disposed, phrases=("未领取的全部物品", PRICE))
    ground: str = text("依据和批准", when=_disposed, phrases=("合议庭决定，院长批准",))
    appraisal: str = text(
        "估价方式", default="", when=_sold, phrases=("当事人议价", "网络询价", "明显价值较低，参照市价")
    )
    buyer: str = text("买受人", default="", when=_sold)
    price: Decimal | None = money("变卖价款", default=None, when=_sold)
    proceeds: str = choice("价款去向", *PROCEEDS, default="", other=True, when=_sold)
    deposit_place: str = text("提存在", when=_deposited, phrases=("常山县公证处", "本院案款账户"))
    deposit_sum: Decimal | None = money("提存金额", default=None, when=_deposited)
    costs: Decimal | None = money("保管等费用", default=None)
    costs_by: str = text("费用由谁负担", default="", phrases=("被执行人负担，从价款中扣除", ADVANCED))
    present: tuple[Person, ...] = present(
        "到场人",
        "被执行人",
        "成年家属",
        "受托人",
        "保管人",
        "基层组织",
        "公证员",
        "见证人",
        "申请执行人",
        default=(),
    )
    photos: tuple[Photo, ...] = photos("照片", "库内", "封口", "领取人和证件", "通知", "送达", default=())
    note: str = text("其他", default="", lines=2)
    signatures: tuple[Signature, ...] = signatures("签名", default=(), when=_present_asked)

    parts = (
        Part("这一步", ("step", "at", "place", "located", "officers", "recorder", "rooms", "bulky", "box_count", "bags")),
        Part("经办", (
            "custodian", "custodian_phone", "contract", "fee_per_day", "state", "collector", "collector_relation",
            "collector_id", "boxes", "checked", "objection", "remaining", "disposed", "ground", "appraisal",
            "buyer", "price", "proceeds", "deposit_place", "deposit_sum", "costs", "costs_by", "present",
        )),
        Part("照片与签名", ("photos", "note", "signatures")),
    )  # fmt: skip
    duties = (
        rules.two_officers(),
        belongings.keeper_named(when=lambda s: _stored(s.values)),
        belongings.counted_together(when=lambda s: _collected(s.values)),
        belongings.collect_day_over(when=lambda s: _disposed(s.values)),
        belongings.proceeds_accounted(when=lambda s: _sold(s.values)),
        belongings.shortfall_borne(when=lambda s: _sold(s.values) and _short(s.values) > 0),
        rules.signed_by_all(
            "receipt_signed", "入库或领取由交接双方签名", "cpl-261-3", "receipt",
            when=lambda s: _present_asked(s.values),
        ),
        belongings.followed_by(
            "told_to_collect", "通知被执行人领取，写明期限", "cpl-261-3", "eviction_collect", "发出通知后记“通知领取财物”",
            when=lambda s: _stored(s.values),
        ),
    )  # fmt: skip

    @classmethod
    def things(cls, cases: Iterable[Case]) -> tuple[Property, ...]:
        """The homes of the cases, those to clear first."""
        return homes(cases)

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """Every room on record, from whichever terminal; store and keeper as the step before named them, and what is left
        by it: what was not collected, the price that was to be deposited, the store's fee up to now.
        """
        rooms = earlier.current(start.related, "eviction_room")
        marks = [b for h in rooms for b in getattr(h.said, "boxes", ())]
        bulky = [r for h in rooms for r in getattr(h.said, "goods", ()) if not r.box]
        store = earlier.told(start.related, "place", cls.code) or _place(
            earlier.told(start.related, "moved_to") or earlier.told(start.related, "store")
        )
        return {
            **of_home(start),
            **_left_by_the_last(start),
            **inherited(start, "custodian", "custodian_phone"),
            "place": store,
            "rooms": tuple(belongings.room_label(h.said, h.entry.digest) for h in rooms) or None,
            "box_count": len(marks) or None,
            "bulky": len(bulky) or None,
            "bags": listed(dict.fromkeys(b for h in rooms if (b := getattr(h.said, "bags", "")))) or None,
            "recorder": start.officers[-1].name,
            "at": to_the_minute(start.now),
        }

    def problems(self) -> Iterator[Problem]:
        """Who collects is there and signs; what was sold has its price."""
        if self.collector and self.collector not in {p.name for p in self.present}:
            yield Problem("present", f"领取人{self.collector}要列在到场人里，由其签收")
        if self.step == SOLD and self.price is None:
            yield Problem("price", "“变卖价款”还没有填")
        if self.step == SOLD and self.proceeds == TO_DEPOSIT and ADVANCED not in self.costs_by:
            yield from self._nothing_to_deposit()

    def _nothing_to_deposit(self) -> Iterator[Problem]:
        """What the keeping has cost is taken off first; where it eats the price, nothing is left to deposit."""
        if self.price is not None and self.costs is not None and self.costs >= self.price:
            amounts = f"费用{self.costs:,.2f}元，价款{self.price:,.2f}元"
            yield Problem(
                "proceeds", f"{amounts}，扣除费用以后没有余款可以提存；请核对金额，或者改写价款去向"
            )

    def summary(self) -> str:
        """The step and what it came to."""
        told = {
            STORED: f"{self.box_count or 0} 箱 · {self.custodian}",
            COLLECTED: f"{self.collector}，未领：{self.remaining.rstrip('。')}"
            if self.remaining
            else self.collector,
            SOLD: f"{self.price:,.2f} 元" if self.price is not None else "",
            DEPOSITED: self.deposit_place,
        }
        return " · ".join(filter(None, (self.step, told.get(self.step, ""))))

    def narrative(self, setting: Setting) -> str:
        """What was done with the belongings on that day."""
        return "".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if self.step == STORED:
            bulky = f"、大件{self.bulky}件" if self.bulky else ""
            bags = f"，封存袋{self.bags}" if self.bags else ""
            yield f"腾出的物品{self.box_count or 0}箱{bulky}{bags}存入{self.place.text}，由{self.custodian}保管。"
            if self.state:
                yield f"入库时{self.state.rstrip('。')}。"
        elif self.step == COLLECTED:
            yield f"{self.collector_relation}{self.collector}到{self.place.text}领取：{self.boxes}。"
            yield "已逐箱当面核对。" if self.checked else ""
            if self.remaining:
                yield f"未领取：{self.remaining.rstrip('。')}。"
        elif self.step == SOLD:
            to = f"，由{self.buyer}买受" if self.buyer else ""
            went = f"，{self.proceeds}" if self.proceeds else ""
            yield f"依据{self.ground}，变卖{self.disposed}{to}，价款{self.price:,.2f}元{went}。"
        else:
            amount = f"，金额{self.deposit_sum:,.2f}元" if self.deposit_sum is not None else ""
            yield f"依据{self.ground}，将{self.disposed}提存于{self.deposit_place}{amount}。"
        if self.costs is not None:
            short = _short({name: getattr(self, name) for name in ("step", "price", "deposit_sum", "costs")})
            over = (
                f"，比{'变卖价款' if self.step == SOLD else '提存金额'}多{short:,.2f}元" if short > 0 else ""
            )
            by = f"，{self.costs_by.rstrip('。')}" if self.costs_by else ""
            yield f"保管等费用{self.costs:,.2f}元{over}{by}。"


def _short(values: Values) -> Decimal:
    """By how much the costs are above what the sale brought or what is deposited; nothing where either is unknown."""
    brought = values.get({SOLD: "price", DEPOSITED: "deposit_sum"}.get(str(_step(values)), ""))
    costs = values.get("costs")
    return costs - brought if brought is not None and costs is not None and costs > brought else Decimal(0)


def _place(words: str | None) -> Place | None:
    return Place(text=words) if words else None


def _left_by_the_last(start: Start) -> dict[str, object]:
    """What the step before leaves to be disposed of, and what the store has cost by its daily fee since it took it in."""
    told = [h.said for h in earlier.current(start.related, EvictionStorage.code)]
    steps = [said for said in told if isinstance(said, EvictionStorage)]
    if not steps:
        return {}
    last, filled = steps[-1], dict[str, object]()
    if last.step == COLLECTED:
        filled["disposed"] = last.remaining or None
    elif last.step == SOLD and last.price is not None:
        filled |= {"disposed": PRICE, "deposit_sum": max(last.price - (last.costs or 0), Decimal(0))}
    stored = next((s for s in reversed(steps) if s.step == STORED and s.fee_per_day), None)
    if stored is not None and stored.fee_per_day is not None and last.step != SOLD:
        days = max((local(start.now).date() - local(stored.at).date()).days, 1)
        filled["costs"] = stored.fee_per_day * days
    return filled
