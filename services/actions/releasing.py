"""解除: what has been paid on a case since a measure was taken, laid out for the record that ends it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from services.cases import takings
from services.clock import local
from services.docket.case import Case
from services.records import catalogue
from services.records.kinds.payment import OF_THE_CASE, Payment
from services.records.kinds.release import Release
from services.records.record import Record
from services.records.related import current
from services.records.values import HeldMeasure
from services.session import Session
from services.store import exchanged, journal, registry
from services.wording import money


def carried(
    session: Session, kind: type[Record], numbers: Sequence[str], held: HeldMeasure | None
) -> Mapping[str, Any]:
    """Every payment since the measure with their sum, beside what the docket says is owed; each counts once confirmed.

    What finance has reported and what was taken on site count once each. A sum that one payment does not say is no sum;
    when the last was paid is said only where a record on site knows the minute.
    """
    if kind is not Release or held is None or len(numbers) != 1:
        return {}
    docket = registry.case(session.vault, numbers[0])
    known = [
        *(catalogue.read(e) for e in journal.entries(session.vault, case=docket.number)),
        *(catalogue.read(e) for e in exchanged.colleagues_entries(session.vault, case=docket.number)),
    ]
    since = held.measure.effective_on or dt.date.min
    case = takings.counted(docket, known)
    arrived = sorted((m for m in case.enforcement_money if m.arrived_on >= since), key=lambda m: m.arrived_on)
    if not arrived:
        return {}
    sums = [m.amount for m in arrived if m.amount is not None]
    total = sum(sums, Decimal(0)) if len(sums) == len(arrived) else None
    on_site = [
        h.said
        for h in current(known, Payment.code)
        if isinstance(h.said, Payment)
        and h.said.purpose in OF_THE_CASE
        and local(h.said.paid_at).date() >= since
    ]
    last = max(
        (p.paid_at for p in on_site if local(p.paid_at).date() == arrived[-1].arrived_on), default=None
    )
    each = [
        f"{m.arrived_on:%Y-%m-%d} {'金额不明' if m.amount is None else f'{money(m.amount)} 元'}"
        f"{f'（{m.note}）' if m.note else ''}"
        for m in arrived
    ]
    said = "金额不全，合计不明" if total is None else f"合计 {money(total)} 元"
    told: dict[str, Any] = {
        "paid": total,
        "paid_at": last,
        "receipt_number": "、".join(dict.fromkeys(p.receipt_number for p in on_site if p.receipt_number)),
        "payments": "；".join((*each, f"{len(arrived)} 笔，{said}", *_claimed(case))),
    }
    return {n: v for n, v in told.items() if v not in (None, "")}


def _claimed(case: Case) -> Iterator[str]:
    """What the docket knows of the claim, interest apart."""
    if case.claim is None:
        yield "案件册没有写执行标的额"
        return
    fee = "" if case.fee is None else f"，执行申请费未交 {money(case.fee)} 元"
    taken = "" if case.recovered is None else f"，已到位 {money(case.recovered)} 元"
    yield f"案件册载明执行标的 {money(case.claim)} 元{fee}{taken}（利息另算）"
