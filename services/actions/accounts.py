"""算账: the account of a case on a day, and how a payment taken on site would be used."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from services.actions import lawbook
from services.cases import owing, takings
from services.cases.owing import Allotted, BadStatement, Payment, Statement
from services.docket.case import Case
from services.errors import BadInput
from services.records import catalogue
from services.records.draft import Draft
from services.records.kinds.payment import PAYER
from services.records.values import Allotment, Received
from services.session import Session
from services.store import exchanged, journal, registry


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
    case = counted(session, number)
    account = owing.account(case, today, more=(paid,), table=lawbook.lpr(session))
    return Trial(account, next(used for used in account.allotted if used.payment is paid))


def counted(session: Session, number: str, amends: str = "") -> Case:
    """The case with what was taken on site among its money; the record that is being corrected left out."""
    own = (e for e in journal.entries(session.vault, case=number) if e.id != amends)
    entries = (*own, *exchanged.colleagues_entries(session.vault, case=number))
    return takings.counted(registry.case(session.vault, number), tuple(catalogue.read(e) for e in entries))


def allotted(session: Session, draft: Draft, amount: Decimal, on: dt.date) -> Received:
    """The amount with its use on that day, as it will stand in the record; or with why it can't be counted."""
    if len(draft.cases) != 1:
        return Received(amount=amount, trouble="这一笔记在几个案件里，请每案各记一笔")
    try:
        case = counted(session, draft.cases[0], draft.amends)
        paid = Payment(on, amount, "现场收款", _debtor(case, draft))
        account = owing.account(case, on, more=(paid,), table=lawbook.lpr(session))
    except BadInput as lacking:
        return Received(amount=amount, trouble=str(lacking))
    used = next(used for used in account.allotted if used.payment is paid)
    return Received(
        amount=amount,
        used=Allotment(
            on=on, fee=used.fee, costs=used.costs, interest=used.interest, principal=used.principal,
            double=used.double, left_over=used.left_over, still_open=account.due_with_fee,
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
