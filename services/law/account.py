"""账: the running account behind a statement: what is open of each debt, and who of the debtors owes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from services.law import steps
from services.law.liability import Part
from services.law.reckoning import (
    NOUGHT,
    Allotted,
    Answers,
    BadStatement,
    Claim,
    Owed,
    Payment,
    Sort,
    Statement,
    Step,
)
from services.law.tables import Content
from services.wording import date_text, listed

DOUBLE = "加倍部分债务利息"


@dataclass(slots=True)
class _Open:
    """A debt with what is left of it, its interest, and the day to which that has been counted."""

    part: Part
    left: Decimal
    interest: Decimal = NOUGHT
    counted: dt.date | None = None


@dataclass(slots=True)
class _Debtor:
    """One way in which a debtor answers: what he paid of the debt, and the doubled part of his own."""

    answers: Answers
    paid: Decimal = NOUGHT
    double: Decimal = NOUGHT
    steps: list[Step] = field(default_factory=list)

    @property
    def is_bounded(self) -> bool:
        return self.answers.cap is not None or (
            self.answers.way == "subsidiary" and self.answers.share is not None
        )


class Account:
    """Runs from day to day and takes payments; the doubled part is kept apart for each group that owes together."""

    def __init__(self, claim: Claim, parts: Sequence[Part], table: Content | None) -> None:
        self._claim, self._table = claim, table
        self._open = [_Open(part, part.item.amount, counted=part.item.runs_from) for part in parts]
        self._debtors = [_Debtor(one) for one in claim.answers]
        self._double = {part.by: NOUGHT for part in parts}
        self._fee = claim.fee
        self._doubled_to = claim.expiry or dt.date.max
        self._steps: list[Step] = []
        self._allotted: list[Allotted] = []
        self._unknown = ""

    def run(self, until: dt.date) -> None:
        """Counts both parts up to a day."""
        for one in self._open:
            for step in self._general(one, until):
                one.interest += step.result
                self._steps.append(step)
            if one.counted is not None:
                one.counted = max(one.counted, until)
        last = until if self._claim.payment_day_counts else until - dt.timedelta(days=1)
        self._run_double(last)
        self._doubled_to = max(self._doubled_to, last)

    def _general(self, one: _Open, until: dt.date) -> Iterator[Step]:
        start = one.counted
        if start is None or until <= start or not one.left:
            return
        yield from steps.general(one.part.item, one.left, start, until, self._table)

    def _run_double(self, last: dt.date) -> None:
        for by in self._double:
            base = sum((o.left for o in self._open if o.part.by == by and o.part.item.doubled), NOUGHT)
            for step in steps.doubled(self._title(by), base, self._doubled_to, last, self._claim.pauses):
                self._double[by] += step.result
                self._steps.append(step)
        for n, debtor in enumerate(self._debtors):
            if (room := self._room(n)) is None:
                continue
            owed = sum((o.left for o in self._open if n in o.part.by and o.part.item.doubled), NOUGHT)
            title = f"{DOUBLE}（{debtor.answers.name}）"
            for step in steps.doubled(title, min(owed, room), self._doubled_to, last, self._claim.pauses):
                debtor.double += step.result
                debtor.steps.append(step)

    def _title(self, by: frozenset[int]) -> str:
        if len({o.part.by for o in self._open if o.part.item.doubled}) < 2:
            return DOUBLE
        own = [n for n in sorted(by) if self._claim.answers[n].way == "share"] or sorted(by)
        return f"{DOUBLE}（{listed(self._claim.answers[n].name for n in own)}）"

    def _room(self, n: int) -> Decimal | None:
        """What cap or share still leave this debtor to pay of the debt; None where nothing bounds him."""
        one, bounds = self._debtors[n], list[Decimal]()
        if one.answers.cap is not None:
            bounds.append(one.answers.cap)
        if one.answers.way == "subsidiary" and (share := one.answers.share) is not None:
            unpaid = self._balance(n) + one.paid
            bounds.append(steps.rounded(unpaid * share.numerator / share.denominator))
        return max(NOUGHT, min(bounds) - one.paid) if bounds else None

    def _balance(self, n: int) -> Decimal:
        return sum((o.left + o.interest for o in self._open if n in o.part.by), NOUGHT)

    def take(self, payment: Payment) -> None:
        """Uses a payment in the order of the law, on what its payer owes."""
        payer = self._payer(payment)
        rest = payment.amount
        fee, rest = _paid(self._fee if self._claim.fee_first else NOUGHT, rest)
        self._fee -= fee
        costs, rest = self._pay_items("costs", rest, payer)
        interest, rest = self._pay_interest(rest, payer)
        before = [one.left for one in self._open]
        principal, rest = self._pay_items("principal", rest, payer)
        items = [(one.part.item.name, left - one.left) for one, left in zip(self._open, before, strict=True)]
        double, rest = self._pay_double(rest, payer)
        late, rest = _paid(self._fee, rest)
        self._fee -= late
        self._allotted.append(
            Allotted(
                payment=payment,
                fee=fee + late,
                costs=costs,
                interest=interest,
                principal=principal,
                double=double,
                left_over=rest,
                items=tuple((name, amount) for name, amount in items if amount),
            )
        )

    def _payer(self, payment: Payment) -> frozenset[int]:
        """The places of the payer's answers; BadStatement where it is not known whose debt he paid and it matters."""
        payer = frozenset(n for n, d in enumerate(self._debtors) if payment.by == d.answers.debtor)
        if payer or not self._debtors:
            return payer
        said = f"{date_text(payment.on)}的付款没有写明是哪一名被执行人付的"
        if len(self._double) > 1:
            raise BadStatement(
                f"{said}，各人所负债务不同，不能抵充。请选定谁付的；到账记录请院里补全缴纳当事人。"
            )
        if any(d.is_bounded for d in self._debtors):
            self._unknown = f"{said}，有限额或者份额的被执行人还应付多少算不出。请院里补全缴纳当事人。"
        return payer

    def _owes(self, by: frozenset[int], payer: frozenset[int]) -> bool:
        return not payer or bool(by & payer)

    def _pay(self, owed: Decimal, rest: Decimal, mine: frozenset[int]) -> tuple[Decimal, Decimal]:
        """What goes to one debt, within what bounds the payer; it is noted as paid by him."""
        rooms = [room for n in mine if (room := self._room(n)) is not None]
        part = min([owed, rest, *rooms])
        for n in mine:
            self._debtors[n].paid += part
        return part, rest - part

    def _pay_items(self, sort: Sort, rest: Decimal, payer: frozenset[int]) -> tuple[Decimal, Decimal]:
        total = NOUGHT
        for one in self._open:
            if one.part.item.sort == sort and self._owes(one.part.by, payer):
                part, rest = self._pay(one.left, rest, one.part.by & payer)
                one.left -= part
                total += part
        return total, rest

    def _pay_interest(self, rest: Decimal, payer: frozenset[int]) -> tuple[Decimal, Decimal]:
        total, rest = self._pay_items("interest", rest, payer)
        for one in self._open:
            if self._owes(one.part.by, payer):
                part, rest = self._pay(one.interest, rest, one.part.by & payer)
                one.interest -= part
                total += part
        return total, rest

    def _pay_double(self, rest: Decimal, payer: frozenset[int]) -> tuple[Decimal, Decimal]:
        total = NOUGHT
        for by in self._double:
            if self._owes(by, payer):
                bounded = [self._debtors[n] for n in by & payer if self._debtors[n].is_bounded]
                part = min([self._double[by], rest, *(d.double for d in bounded)])
                for debtor in bounded:
                    debtor.double -= part
                self._double[by] -= part
                total, rest = total + part, rest - part
        return total, rest

    def closed(self, until: dt.date) -> Statement:
        """The account as it stands."""
        return Statement(
            until=until,
            steps=tuple(self._steps),
            allotted=tuple(self._allotted),
            costs=self._left("costs"),
            interest=sum((o.interest for o in self._open), NOUGHT) + self._left("interest"),
            principal=self._left("principal"),
            double=sum(self._double.values(), NOUGHT),
            fee=self._fee,
            owed=() if self._unknown else tuple(map(self._owed, range(len(self._debtors)))),
            unknown=self._unknown,
        )

    def _left(self, sort: Sort) -> Decimal:
        return sum((o.left for o in self._open if o.part.item.sort == sort), NOUGHT)

    def _owed(self, n: int) -> Owed:
        debtor, room = self._debtors[n], self._room(n)
        debt = self._balance(n)
        double = sum((left for by, left in self._double.items() if n in by), NOUGHT)
        if room is not None:
            debt, double = min(debt, room), min(double, debtor.double)
        return Owed(answers=debtor.answers, debt=debt, double=double, bounded=room, steps=tuple(debtor.steps))


def _paid(owed: Decimal, rest: Decimal) -> tuple[Decimal, Decimal]:
    part = min(owed, rest)
    return part, rest - part
