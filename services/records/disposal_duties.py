"""法定义务的判断（车辆处置）: notice, floor price and deposit of a sale by 网络司法拍卖规定, and what goes with the car."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from services.clock import local
from services.records import related as earlier
from services.records.duties import Duty, Situation
from services.records.duty_rules import Condition
from services.wording import date_text, money

_FIRST, _SECOND = "一拍", "二拍"
_RESULT, _HELD, _FREED = "拍卖结果", "暂缓放行", "解除暂缓"
_NOTICE_DAYS = {_FIRST: 15, _SECOND: 7}  # of movables, before the sale (NET 12, 26)
_DELIVERY_DAYS = 15  # after the ruling was served (PM 27)
_FLOOR, _SECOND_FLOOR = Decimal("0.7"), Decimal("0.8")  # of the value (NET 10), of the first start (NET 26)
_DEPOSIT = (Decimal("0.05"), Decimal("0.2"))  # of the starting price (NET 17)


def photographed(when: Condition) -> Duty:
    """P: how the car stood is in photos, so that nobody says later that it was otherwise."""

    def evidence(situation: Situation) -> str:
        taken = situation.answer("photos") or ()
        return f"{len(taken)} 张照片" if taken else ""

    return Duty(
        code="photographed", sentence="拍照留存车况", article="ckd-10", evidence=evidence, weight="practice", when=when,
        jump="photos", reasons=("停车场已提供监控照片，回院补录",),
    )  # fmt: skip


def notice_in_time(when: Condition) -> Duty:
    """W: a movable's first sale is announced 15 days before (NET 12), the second 7 days before (NET 26)."""

    def evidence(situation: Situation) -> str:
        on, opens = situation.answer("notice_on"), situation.answer("opens_at")
        wanted = _NOTICE_DAYS.get(str(situation.answer("sale_round")), 0)
        if on is None or opens is None:
            return ""
        days = (local(opens).date() - on).days
        return f"公告至开拍 {days} 日" if days >= wanted else ""

    return Duty(
        code="notice_in_time", sentence="拍卖动产十五日前公告，再次拍卖七日前公告", article="net-12", evidence=evidence,
        weight="warn", when=when, jump="notice_on", reasons=("鲜活、易贬值，合议庭决定缩短", "平台改期，原公告已满期限"),
    )  # fmt: skip


def floor_price(when: Condition) -> Duty:
    """W: a first sale starts at 70 per cent of the value or above (NET 10), a second at 80 of the first start (NET 26)."""

    def evidence(situation: Situation) -> str:
        start, sale = situation.answer("start_price"), situation.answer("sale_round")
        second = sale == _SECOND
        base = _first_start(situation) if second else earlier.told(situation.related, "value")
        if start is None or sale not in (_FIRST, _SECOND) or base is None:
            return "变卖" if start is not None and sale == "变卖" else ""
        share = start / base
        floor = _SECOND_FLOOR if second else _FLOOR
        of = "一拍起拍价" if second else "参考价"
        return f"起拍价为{of} {money(base)} 元的 {share:.0%}" if share >= floor else ""

    return Duty(
        code="floor_price", sentence="起拍价不低于参考价的七成，二拍降价不超过二成", article="net-10", evidence=evidence,
        weight="warn", when=when, jump="start_price", ask="先记“询价”，才有参考价可比",
        reasons=("合议庭评议确定，笔录已附卷",),
    )  # fmt: skip


def deposit_in_bounds(when: Condition) -> Duty:
    """W: the deposit is 5 to 20 per cent of the starting price (NET 17)."""

    def evidence(situation: Situation) -> str:
        start, deposit = situation.answer("start_price"), situation.answer("deposit")
        if not start or deposit is None:
            return ""
        share = deposit / start
        return f"保证金为起拍价的 {share:.1%}" if _DEPOSIT[0] <= share <= _DEPOSIT[1] else ""

    return Duty(
        code="deposit_in_bounds", sentence="保证金在起拍价的百分之五至百分之二十之间", article="net-17", evidence=evidence,
        weight="warn", when=when, jump="deposit", reasons=("保证金待合议庭确定后补记",),
    )  # fmt: skip


def no_hold(when: Condition) -> Duty:
    """H: it was sold, and nothing on record says that the car must not be released (NET 28): a hold keeps it in the yard."""

    def evidence(situation: Situation) -> str:
        steps = [_step(h.said) for h in earlier.current(situation.related)]
        holds = [step for step in steps if step in (_HELD, _FREED)]
        if _RESULT not in steps or holds[-1:] == [_HELD]:
            return ""
        return "暂缓已解除" if holds else "成交后没有暂缓放行的记录"

    return Duty(
        code="no_hold", sentence="没有暂缓放行", article="net-28", evidence=evidence, when=when,
        ask="先记“拍卖结果”；有暂缓的，先记“解除暂缓”",
        reasons=("暂缓事由已消灭，解除手续回院补办", "以物抵债，不经拍卖成交，裁定已送达"),
    )  # fmt: skip


def delivered_in_time(when: Condition) -> Duty:
    """W: what was sold is handed over within 15 days after the ruling was served (PM 27)."""

    def evidence(situation: Situation) -> str:
        served, at = situation.answer("ruling_served_on"), situation.answer("at")
        if served is None or at is None:
            return ""
        day = local(at).date()
        in_time = served <= day <= served + dt.timedelta(days=_DELIVERY_DAYS)
        return f"裁定 {date_text(served)}送达" if in_time else ""

    return Duty(
        code="delivered_in_time", sentence="成交裁定送达后十五日内移交", article="pm-27", evidence=evidence, weight="warn",
        when=when, jump="ruling_served_on", reasons=("买受人书面申请延期提车", "第三人占有，经强制执行后移交"),
    )  # fmt: skip


def _first_start(situation: Situation) -> Decimal | None:
    for happening in reversed(earlier.current(situation.related)):
        if _step(happening.said) == "挂拍" and getattr(happening.said, "sale_round", "") == _FIRST:
            start: Decimal | None = getattr(happening.said, "start_price", None)
            return start
    return None


def _step(said: object) -> str:
    return str(getattr(said, "step", ""))
