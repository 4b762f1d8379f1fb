"""超标的测算 of a case: its account up to a day against what is held, docket and records together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from services.cases.measures import InForce
from services.cases.owing import Owing
from services.docket.case import Case
from services.docket.holdings import holdings
from services.law import overseizure
from services.law.overseizure import Meter
from services.law.tables import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The meter, and how what is owed was found: by the account, or by the docket's claim alone."""

    meter: Meter
    by_account: bool


def measured(
    case: Case, held: Iterable[InForce], owing: Owing, on: dt.date, table: Content | None = None
) -> Measured | None:
    """The meter of a case on a day; None where nothing is held or nobody says what is owed."""
    listed = tuple(held)
    first, waiting = holdings(case, (one.measure for one in listed), on)
    owed = owing.account.due_with_fee if owing.account is not None else by_docket(case)
    if owed is None or not (first or waiting):
        return None
    return Measured(
        meter=overseizure.meter(owed, first, waiting, table), by_account=owing.account is not None
    )


def by_docket(case: Case) -> Decimal | None:
    """Claim and fee less what was recovered, without interest; None where the docket does not say."""
    if case.claim is None:
        return None
    return max(Decimal(0), case.claim + (case.fee or Decimal(0)) - (case.recovered or Decimal(0)))
