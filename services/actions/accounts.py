"""算账: the account of a case on a day, and how a payment taken on site would be used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from services.actions import lawbook
from services.actions.paper_events import About, write_event
from services.cases import conventions, fee_check, measures, overseizure, owing, takings
from services.cases.conventions import Convention
from services.cases.measures import InForce
from services.cases.overseizure import Measured
from services.cases.owing import Allotted, BadStatement, Owing, Payment, Statement
from services.docket.case import Case
from services.entries.entry import Entry, new_id
from services.errors import BadInput
from services.law.tables import Content
from services.records import catalogue
from services.records.draft import Draft
from services.records.duties import Owed
from services.records.events import ConventionSet
from services.records.kinds.payment import PAYER
from services.records.received import Allotment, PaidItem, Received
from services.session import Session
from services.store import exchanged, journal, registry

SHORTEST = 2  # characters of a ground
YEARS = (365, 360)
MOST = 20  # cases whose accounts are counted while a form opens


@dataclass(frozen=True, slots=True)
class Trial:
    """The account as it would stand after a payment, and that payment's use."""

    account: Statement
    used: Allotted


def trial(session: Session, number: str, typed: str, today: dt.date, by: str = "") -> Trial:
    """How the amount typed would be used if the debtor `by` paid it today; nothing is recorded.

    Raises BadStatement, BadRate, NoRate with the sentence that says what is lacking or wrong.
    """
    paid = Payment(today, _amount(typed), "现场收款", by)
    account = counted(session, number).account(today, paid)
    return Trial(account, next(used for used in account.allotted if used.payment is paid))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a case's account is made from: the docket's case with what was taken on site, the convention, the LPR."""

    case: Case
    held: tuple[InForce, ...]
    convention: Convention
    lpr: Content | None

    def account(self, on: dt.date, *more: Payment) -> Statement:
        """The account up to a day with more payments. Raises BadStatement, BadRate, NoRate."""
        return owing.account(self.case, on, more=more, table=self.lpr, convention=self.convention)


def counted(session: Session, number: str, amends: str = "") -> Counted:
    """What the case's account is made from; the record that is being corrected left out."""
    own = [catalogue.read(e) for e in journal.entries(session.vault, case=number) if e.id != amends]
    theirs = [catalogue.read(e) for e in exchanged.colleagues_entries(session.vault, case=number)]
    case = registry.case(session.vault, number)
    return Counted(
        case=takings.counted(case, (*own, *theirs)),
        held=measures.in_force(case, own, theirs),
        convention=conventions.of_case(own, theirs),
        lpr=lawbook.lpr(session),
    )


def owed(session: Session, draft: Draft, on: dt.date) -> Mapping[str, Owed]:
    """What is owed in each of the draft's cases, where a duty of its kind asks: by the account that the case page shows.

    An act on more than MOST cases is left to the docket's claims: their accounts would keep the officer waiting.
    """
    asked = any(duty.counts for duty in catalogue.kind(draft.kind).duties)
    if not asked or len(draft.cases) > MOST:
        return {}
    return {
        number: _owed(counted(session, number, draft.amends), registry.case(session.vault, number), on)
        for number in draft.cases
    }


def _owed(found: Counted, docket: Case, on: dt.date) -> Owed:
    account = owing.owing(found.case, on, found.lpr, found.convention)
    return Owed(
        due=account.account.due_with_fee if account.account is not None else None,
        why=account.trouble,
        taken=(found.case.recovered or Decimal(0)) - (docket.recovered or Decimal(0)),
        measures=tuple(one.measure for one in found.held),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """The account of a case up to any day, or why there is none; the convention it was counted by; the meter up to it.

    `fees` are the fees on record that the brackets do not give.
    """

    until: dt.date
    owing: Owing
    convention: Convention
    meter: Measured | None
    fees: tuple[str, ...] = ()


def reckon(session: Session, number: str, until: dt.date) -> Reckoned:
    """What is owed on a day that the officer picked, money that arrived later left out."""
    found = counted(session, number)
    account = owing.owing(found.case, until, found.lpr, found.convention)
    part = lawbook.table(session, "realisation").content
    return Reckoned(
        until=until,
        owing=account,
        convention=found.convention,
        meter=overseizure.measured(found.case, found.held, account, until, part),
        fees=fee_check.differences(
            registry.case(session.vault, number), lawbook.table(session, "fees").content
        ),
    )


def set_convention(session: Session, number: str, chosen: Convention, now: dt.datetime) -> Entry:
    """Sets how this case's money is counted from now on: an entry, so that paper and court know who chose it and why.

    Raises BadInput where no ground is given, or the year is none of 365 and 360 days.
    """
    reason = chosen.reason.strip()
    if len(reason) < SHORTEST:
        raise BadInput("请写明依据，例如：合议庭意见、双方约定。")
    if chosen.year_days not in YEARS:
        raise BadInput("一年按365天或360天计，请选其中一个。")
    said = ConventionSet(
        payment_day_counts=chosen.payment_day_counts,
        fee_first=chosen.fee_first,
        year_days=chosen.year_days,
        reason=reason,
    )
    entry_id = str(new_id())
    return write_event(session, said, About(cases=(number,), matter=entry_id), now, entry_id)


def allotted(session: Session, draft: Draft, amount: Decimal, on: dt.date) -> Received:
    """The amount with its use on that day, as it will stand in the record; or with why it can't be counted."""
    if len(draft.cases) != 1:
        return Received(amount=amount, trouble="这一笔记在几个案件里，请每案各记一笔")
    try:
        found = counted(session, draft.cases[0], draft.amends)
        paid = Payment(on, amount, "现场收款", _debtor(found.case, draft))
        account = found.account(on, paid)
    except BadInput as lacking:
        return Received(amount=amount, trouble=str(lacking))
    used = next(used for used in account.allotted if used.payment is paid)
    return Received(
        amount=amount,
        used=Allotment(
            on=on, fee=used.fee, costs=used.costs, interest=used.interest, principal=used.principal,
            double=used.double, left_over=used.left_over, still_open=account.due_with_fee,
            items=tuple(PaidItem(name=n, amount=a) for n, a in used.items) if found.case.moved else (),
        ),
    )  # fmt: skip


def _debtor(case: Case, draft: Draft) -> str:
    """The debtor that the draft names so far as the one whose debt is paid."""
    there = draft.values.get("present") or ()
    payers = tuple(person.name for person in there if person.role == PAYER)
    return takings.debtor_of(case, draft.values.get("for_whom") or "", payers)


def _amount(typed: str) -> Decimal:
    try:
        return Decimal(typed.replace(",", "").strip())
    except InvalidOperation as error:
        raise BadStatement("请输入收到的金额，如 20000 或 20000.50。") from error
