"""案件: one enforcement case as the court handed it down, frozen; its key is the normalised case number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.docket.court import Court, Officer
from services.docket.party import Party, Place
from services.docket.proceedings import (
    Auction,
    Closing,
    EnforcementMoney,
    Inquiry,
    Instalment,
    Objection,
    Pause,
    Petition,
)
from services.docket.property import Measure, Property, standing
from services.law.ways import Way

MOVED = "移送执行"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """执行依据: the judgment or other title that is enforced."""

    kind: str
    number: str
    made_by: str
    text: str = ""
    effective_on: dt.date | None = None
    due_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimItem:
    """One item of the claim; `rate` is the interest clause in the judgment's words, empty where it fixes none.

    `amount` is in yuan, or in `currency` where the basis gives one; `exchange` is then yuan for one unit of it, by the
    central parity of `exchange_on` (法释〔2014〕8号 article 5), None while nobody has given it.
    """

    kind: str
    amount: Decimal | None = None
    rate: str = ""
    accrues_from: dt.date | None = None
    note: str = ""
    currency: str = ""
    exchange: Decimal | None = None
    exchange_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Liability:
    """责任承担: how one debtor (a party's id) answers for the claim; `items` names its items, none named: for all.

    `share` stands as the basis writes it (60%, 1/3, 三分之一); `cap` is the limit of what he answers for, in yuan.
    """

    debtor: str
    way: Way
    share: str = ""
    cap: Decimal | None = None
    items: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A paper already issued and, where `on` is set, served: the evidence behind 'ruling served'.

    `due_on` is the day by which the paper itself tells its receiver to act, as printed; `met_on` when he did.
    """

    title: str
    number: str
    to: str = ""
    on: dt.date | None = None
    way: str = ""
    due_on: dt.date | None = None
    met_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A safety note: who or what, since when, and where it comes from."""

    text: str
    source: str = ""
    on: dt.date | None = None
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVisit:
    """An earlier visit that the court knows of (made before this terminal or by colleagues)."""

    at: dt.datetime
    place: str
    outcome: str
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """系列案件: the group a case belongs to; the cases are never merged."""

    id: str
    title: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case; amounts are Decimal yuan, None where the docket does not say."""

    number: str
    cause: str
    filed_on: dt.date
    parties: tuple[Party, ...]
    state: str = "在办"
    handler: str = ""
    basis: Basis | None = None
    claim: Decimal | None = None
    claim_items: tuple[ClaimItem, ...] = ()
    recovered: Decimal | None = None
    fee: Decimal | None = None
    properties: tuple[Property, ...] = ()
    measures: tuple[Measure, ...] = ()
    served: tuple[Served, ...] = ()
    risks: tuple[Risk, ...] = ()
    past_visits: tuple[PastVisit, ...] = ()
    series: Series | None = None
    notice_sent_on: dt.date | None = None
    due_on: dt.date | None = None
    grassroots: str = ""
    grassroots_phone: str = ""
    marks: tuple[str, ...] = ()
    note: str = ""
    instalments: tuple[Instalment, ...] = ()
    auctions: tuple[Auction, ...] = ()
    enforcement_money: tuple[EnforcementMoney, ...] = ()
    petitions: tuple[Petition, ...] = ()
    objections: tuple[Objection, ...] = ()
    pauses: tuple[Pause, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    closing: Closing | None = None
    liabilities: tuple[Liability, ...] = ()

    @property
    def live(self) -> bool:
        """True while the case is being worked on."""
        return self.state == "在办"

    @property
    def creditors(self) -> tuple[Party, ...]:
        """申请执行人, in the docket's order."""
        return tuple(p for p in self.parties if p.role == "creditor")

    @property
    def debtors(self) -> tuple[Party, ...]:
        """被执行人, in the docket's order."""
        return tuple(p for p in self.parties if p.role == "debtor")

    @property
    def moved(self) -> bool:
        """移送执行: a criminal judgment that the court's own division moved for enforcement; nobody applied for it.

        法释〔2014〕13号 article 7. A civil claim in a criminal case (附带民事) has a creditor and is none.
        """
        return not self.creditors and self.basis is not None and "刑事" in self.basis.kind

    @property
    def applicant(self) -> str:
        """Who asked for enforcement: the creditors' names, 移送执行 where nobody did, "" where the docket is silent."""
        return "、".join(p.name for p in self.creditors) or (MOVED if self.moved else "")

    @property
    def vehicles(self) -> tuple[Property, ...]:
        """Those properties that are vehicles."""
        return tuple(p for p in self.properties if p.vehicle is not None)

    @property
    def standing(self) -> tuple[Measure, ...]:
        """The measures on record that are neither released nor renewed by a later one."""
        return standing(self.measures)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the debtors may be found: their addresses, then their homes; no address twice."""
        found: dict[str, Place] = {}
        for place in (
            *(p for d in self.debtors for p in d.places),
            *(h.home.place for h in self.properties if h.home),
        ):
            found.setdefault(place.text, place)
        return tuple(found.values())

    def property(self, property_id: str) -> Property | None:
        """The property of that id, or None."""
        return next((p for p in self.properties if p.id == property_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """承办案件册: everything one officer carries, as of `made_at`; `serial` rises with each issue to the officer.

    `blank_forms` says that the court lets its officers carry numbered blank forms.
    """

    court: Court
    officer: Officer
    serial: int
    made_at: dt.datetime
    lease_days: int
    colleagues: tuple[Officer, ...]
    cases: Sequence[Case]
    demo: bool = False
    blank_forms: bool = False
