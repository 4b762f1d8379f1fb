"""程序事项: what the court has noted of a case's course: instalments, sales, money, objections, petitions, inquiries.

Dates are those on record; None where the docket does not say. What follows from them is `cases.deadlines`' matter.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ObjectionKind = Literal["conduct", "outsider"]
OBJECTION_TITLES: dict[str, str] = {"conduct": "执行行为异议", "outsider": "案外人异议"}
AuctionRound = Literal["first", "second", "sale"]
ROUND_TITLES: dict[str, str] = {"first": "第一次拍卖", "second": "再次拍卖", "sale": "变卖"}
SOLD, UNSOLD, WITHDRAWN = "成交", "流拍", "撤回"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """和解分期: one instalment of a settlement, on the day the parties agreed."""

    due_on: dt.date
    amount: Decimal | None = None
    paid_on: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Auction:
    """拍卖、变卖: one round; `result` is 成交, 流拍, 撤回 or empty while it is still to come."""

    property_id: str
    round: AuctionRound = "first"
    begins_on: dt.date | None = None
    notice_on: dt.date | None = None
    told_on: dt.date | None = None
    result: str = ""
    ended_on: dt.date | None = None
    price_paid_on: dt.date | None = None
    ruling_served_on: dt.date | None = None
    handed_over_on: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnforcementMoney:
    """执行案款: money that arrived by finance's notice, and when it went on to the creditor.

    `payer` is 缴纳当事人, the id of the party whose debt it pays; empty where finance's notice does not say.
    """

    arrived_on: dt.date
    amount: Decimal | None = None
    paid_out_on: dt.date | None = None
    delay_reason: str = ""
    note: str = ""
    payer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Petition:
    """信访: a petition on the case, by whom, and when it was answered in writing."""

    received_on: dt.date
    by: str = ""
    asked: str = ""
    answered_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """执行异议: to the court's act or by an outsider to the thing; `contested_on` is when review or suit was begun."""

    kind: ObjectionKind
    received_on: dt.date
    by: str = ""
    property_id: str = ""
    ruled_on: dt.date | None = None
    ruling_served_on: dt.date | None = None
    contested_on: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """扣除期限: a stretch that the case's term does not count (中止, 暂缓, 评估, 公告 …); open while `until_on` is None."""

    kind: str
    from_on: dt.date
    until_on: dt.date | None = None
    note: str = ""

    def days(self, until: dt.date) -> int:
        """The days of the pause, both ends counted; an open one runs to `until`; nought where the dates are crossed."""
        return max(0, ((self.until_on or until) - self.from_on).days + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """财产查询: one inquiry into the debtor's property (银行存款, 车辆, 不动产 …), when it was made and what it found."""

    kind: str
    on: dt.date
    result: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """终本审批: who has agreed to closing the present course of enforcement, and when."""

    agreed_on: dt.date | None = None
    panel_on: dt.date | None = None
    president_on: dt.date | None = None
