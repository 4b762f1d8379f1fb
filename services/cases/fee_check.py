"""费用核对: the fees that the docket has, against those that the brackets give; what differs is said, nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from services.docket.case import Case, ClaimItem
from services.law import fees
from services.law.tables import Content
from services.wording import money

_CHECK = "请核对案件册（诉讼费用交纳办法）"


def differences(case: Case, table: Content | None = None) -> tuple[str, ...]:
    """A sentence for each fee that is not the brackets': 执行申请费, 受理费 whole or halved, 保全费.

    What the fee was charged on is not on record, so that a difference is a question, never an error.
    """
    return tuple(_found(case, table))


def _found(case: Case, table: Content | None) -> Iterator[str]:
    principal = sum((i.amount or Decimal(0) for i in case.claim_items if _is_debt(i)), Decimal(0))
    if case.fee and case.claim:
        due = fees.enforcement_fee(case.claim, table)
        if case.fee != due:
            yield f"执行申请费{money(case.fee)}元，按标的{money(case.claim)}元分段计算为{money(due)}元，{_CHECK}。"
    for item in case.claim_items:
        if item.amount and principal and "受理费" in item.kind:
            whole, half = (fees.acceptance_fee(principal, table, halved=halved) for halved in (False, True))
            # The debtor may bear only a part of it, so less is nothing odd.
            if item.amount > whole:
                yield (
                    f"{item.kind}{money(item.amount)}元，高于按债务{money(principal)}元分段计算的{money(whole)}元"
                    f"（减半{money(half)}元），{_CHECK}。"
                )
        if item.amount and principal and "保全" in item.kind and "费" in item.kind:
            due = fees.preservation_fee(principal, table)
            if item.amount > due:
                yield f"{item.kind}{money(item.amount)}元，高于按债务{money(principal)}元计算的{money(due)}元，{_CHECK}。"


def _is_debt(item: ClaimItem) -> bool:
    return "费" not in item.kind and not item.currency
