"""What a paper of the case itself is about: the case, whom or what this copy concerns, the court, and the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from services.cases.conventions import USUAL, Convention
from services.docket.case import Basis, Case
from services.docket.court import Court, Officer
from services.docket.party import Party
from services.docket.property import Measure, Property
from services.documents.subject import MissingFact, no_party
from services.law.tables import Content
from services.wording import listed

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom or what one copy is for: a party, a thing with its measure, or a ground; `label` is how a list offers it.

    `warning` is what the officer should weigh before this copy is made, "" where there is nothing. `until` is the day up
    to which money is counted, None for the day the paper is made.
    """

    id: str
    label: str
    party: Party | None = None
    thing: Property | None = None
    measure: Measure | None = None
    ground: str = ""
    warning: str = ""
    until: dt.date | None = None

    @property
    def to(self) -> str:
        """Whom it goes to or what it is about, in a few words; "" for the case as a whole."""
        if self.party is not None:
            return self.party.name
        return self.thing.name if self.thing is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSubject:
    """Everything a template of a case may read; `on` is the day the paper is made, `lpr` the table in force if imported.

    `convention` is how the case's money is counted.
    """

    case: Case
    target: Target
    court: Court
    officers: tuple[Officer, ...]
    on: dt.date
    demo: bool = False
    lpr: Content | None = None
    convention: Convention = USUAL

    @property
    def creditors(self) -> str:
        """The creditors' names; MissingFact when the docket has none."""
        return self._named(self.case.creditors, "申请执行人")

    @property
    def debtors(self) -> str:
        """The debtors' names; MissingFact when the docket has none."""
        return self._named(self.case.debtors, "被执行人")

    @property
    def party(self) -> Party:
        """The party of this copy."""
        return self._there(self.target.party, "当事人")

    @property
    def thing(self) -> Property:
        """The thing of this copy."""
        return self._there(self.target.thing, "财产")

    @property
    def basis(self) -> Basis:
        """执行依据; MissingFact when the docket does not say on what the enforcement rests."""
        if self.case.basis is None:
            raise MissingFact(
                "", f"{self.case.number}案在案件册里没有执行依据，文书没有出具。请院里补全案件册。"
            )
        return self.case.basis

    @property
    def basis_text(self) -> str:
        """Who made the title, its number and kind: 常山县人民法院（2026）浙0822民初1号民事判决书."""
        return f"{self.basis.made_by}{self.basis.number}{self.basis.kind}"

    @property
    def dispute(self) -> str:
        """The case as papers call it: 张禾生与何岩松民间借贷纠纷一案; where nobody applied 被执行人何岩松罚金一案."""
        if self.case.moved:
            return f"被执行人{self.debtors}{self.case.cause}一案"
        return f"{self.creditors}与{self.debtors}{self.case.cause}一案"

    @property
    def handler(self) -> Officer | None:
        """The officer in charge, where the court's list knows him."""
        return next((o for o in self.officers if o.name == self.case.handler), None)

    def _named(self, parties: tuple[Party, ...], title: str) -> str:
        names = listed(p.name for p in parties)
        if not names:
            raise no_party(title, (self.case,))
        return names

    def _there(self, found: Found | None, what: str) -> Found:
        if found is None:
            raise MissingFact("", f"没有选定{what}，文书没有出具。请选好再出。")
        return found
