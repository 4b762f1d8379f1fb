"""Invented courses: how cases went on after the papers were served: reports, settlements, sales, money, petitions.

Drawn with a chance of their own, case by case, so that the people and things of the docket stay the same.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from services.docket.case import Case, Served
from services.docket.proceedings import (
    Auction,
    EnforcementMoney,
    Inquiry,
    Instalment,
    Objection,
    ObjectionKind,
    Pause,
    Petition,
)

_NEEDED = ("银行存款", "车辆", "不动产", "有价证券")
_FOUND = ("无余额", "名下无登记", "名下无登记", "无")
_ASKED = ("询问何时发放案款", "要求尽快拍卖", "反映被执行人转移财产", "询问案件进展")


def inquiries(on: dt.date, to: str) -> tuple[Inquiry, ...]:
    """The network's four answers about one debtor."""
    pairs = zip(_NEEDED, _FOUND, strict=True)
    return tuple(Inquiry(kind=kind, on=on, result=result, to=to) for kind, result in pairs)


class Courses:
    """Draws what has happened in a case since; series, historic and told cases keep what they have."""

    def __init__(self, chance: random.Random, today: dt.date) -> None:
        self._chance, self._today = chance, today

    def of(self, cases: Iterable[Case]) -> tuple[Case, ...]:
        """The cases with their courses."""
        return tuple(self._case(case) if self._goes_on(case) else case for case in cases)

    def _goes_on(self, case: Case) -> bool:
        told = any(s.title == "限制消费令" or s.due_on for s in case.served)
        return case.live and case.series is None and "执保" not in case.number and not told

    def _case(self, case: Case) -> Case:
        searched = self._chance.random() < 0.9
        debtors = [d.name for d in case.debtors] if searched else []
        return replace(
            case,
            served=tuple(self._served(case)),
            inquiries=tuple(i for name in debtors for i in inquiries(self._ago(case, 12), name)),
            instalments=tuple(self._instalments(case)) if self._happens(0.06) else (),
            auctions=tuple(self._auctions(case)),
            enforcement_money=(*case.enforcement_money, *(self._money(case) if self._happens(0.08) else ())),
            petitions=tuple(self._petitions(case)) if self._happens(0.05) else (),
            objections=tuple(self._objections(case)) if self._happens(0.04) else (),
            pauses=tuple(self._pauses()) if self._happens(0.02) else (),
        )

    def _happens(self, share: float) -> bool:
        return self._chance.random() < share

    def _days(self, first: int, last: int) -> dt.timedelta:
        return dt.timedelta(days=self._chance.randrange(first, last))

    def _ago(self, case: Case, days: int) -> dt.date:
        """A day some time after filing, not in the future."""
        return min(self._today, case.filed_on + self._days(3, 3 + days))

    def _served(self, case: Case) -> Iterator[Served]:
        """The report order with its day, met by most in time; half the cases have a limit on spending."""
        for paper in case.served:
            if paper.title == "报告财产令" and paper.on is not None:
                due = paper.on + dt.timedelta(days=15)
                met = min(due, self._today) if due < self._today and not self._happens(0.04) else None
                paper = replace(paper, due_on=due, met_on=met)
            yield paper
        if self._happens(0.5):
            to = case.debtors[0].name
            yield Served(
                title="限制消费令", number=f"{case.number}之二", to=to, on=self._ago(case, 40), way="邮寄送达"
            )

    def _instalments(self, case: Case) -> Iterator[Instalment]:
        """Four months in equal parts, the past ones paid but for the latest in one case of five."""
        first = self._today - self._days(0, 75)
        amount = Decimal(self._chance.randrange(10, 90)) * 100
        days = [first + dt.timedelta(days=30 * n) for n in range(4)]
        behind = self._happens(0.2)
        past = [d for d in days if d < self._today]
        for day in days:
            paid = day in past and not (behind and day == past[-1])
            yield Instalment(due_on=day, amount=amount, paid_on=day if paid else None)

    def _auctions(self, case: Case) -> Iterator[Auction]:
        """A third of the homes and a sixth of the cars under a first measure are on their way to a sale."""
        first = {m.property_id for m in case.standing if m.rank == "首封"}
        for thing in case.properties:
            share = 0.33 if thing.home else 0.16 if thing.vehicle else 0
            if thing.id in first and self._happens(share):
                begins = self._today + self._days(8, 80)
                ahead = 30 if thing.home else 15
                out = (begins - self._today).days < ahead + 4
                notice = begins - dt.timedelta(days=ahead + 2) if out else None
                told = notice - dt.timedelta(days=5) if notice else None
                yield Auction(property_id=thing.id, begins_on=begins, notice_on=notice, told_on=told)

    def _money(self, case: Case) -> Iterator[EnforcementMoney]:
        amount = Decimal(self._chance.randrange(20, 900)) * 100
        late = self._happens(0.1)
        arrived = self._today - (self._days(31, 40) if late else self._days(1, 29))
        reason = "申请执行人账户信息有误，已通知更正" if late else ""
        payer = case.debtors[0].id if case.liabilities else ""
        yield EnforcementMoney(arrived_on=arrived, amount=amount, delay_reason=reason, payer=payer)

    def _petitions(self, case: Case) -> Iterator[Petition]:
        received = self._today - self._days(1, 14)
        yield Petition(received_on=received, by=case.creditors[0].name, asked=self._chance.choice(_ASKED))

    def _objections(self, case: Case) -> Iterator[Objection]:
        kind: ObjectionKind = self._chance.choice(("conduct", "outsider"))
        received = self._today - self._days(1, 14)
        by = case.debtors[0].name if kind == "conduct" else ""
        yield Objection(kind=kind, received_on=received, by=by)

    def _pauses(self) -> Iterator[Pause]:
        begun = self._today - self._days(10, 60)
        yield Pause(
            kind="暂缓执行", from_on=begun, until_on=begun + dt.timedelta(days=90), note="被执行人提供担保"
        )
