"""算账: the account of a case on a day, and how a payment taken on site would be used."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from services.actions import lawbook
from services.cases import owing
from services.cases.owing import Allotted, BadStatement, Payment, Statement
from services.session import Session
from services.store import registry


@dataclass(frozen=True, slots=True)
class Trial:
    """The account as it would stand after a payment, and that payment's use."""

    account: Statement
    used: Allotted


def trial(session: Session, number: str, typed: str, today: dt.date) -> Trial:
    """How the amount typed would be used if it were paid today; nothing is recorded.

    Raises BadStatement, BadRate, NoRate with the sentence that says what is lacking or wrong.
    """
    paid = Payment(today, _amount(typed), "现场收款")
    case = registry.case(session.vault, number)
    account = owing.account(case, today, more=(paid,), table=lawbook.lpr(session))
    return Trial(account, next(used for used in account.allotted if used.payment is paid))


def _amount(typed: str) -> Decimal:
    try:
        return Decimal(typed.replace(",", "").strip())
    except InvalidOperation as error:
        raise BadStatement("请输入收到的金额，如 20000 或 20000.50。") from error
