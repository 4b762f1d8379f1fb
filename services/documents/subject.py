"""What a paper is about: the record or complete draft, its cases, the court, and what was noted beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.docket.case import Case
from services.docket.court import Court, Officer
from services.docket.party import Party
from services.errors import FieldworkError
from services.records.declared import Happening
from services.records.events import DutyOverridden
from services.records.record import Record, Setting
from services.records.values import Override
from services.wording import listed


class MissingFact(FieldworkError):
    """The paper lacks a fact it must state; `field` is the record's attribute to fill in, "" for a docket's fact."""

    exit_code = 3

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


def no_party(title: str, cases: Iterable[Case]) -> MissingFact:
    """Why a paper that names such a party is not made: nobody applied, or the docket does not say who."""
    if title == "申请执行人" and any(case.moved for case in cases):
        return MissingFact("", "本案由刑事审判部门移送执行，没有申请执行人，不出这份文书。")
    return MissingFact("", f"案件册里没有{title}，文书没有出具。请院里补全案件册。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The record corrects an earlier one: its number in the journal, why, and by whom."""

    number: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Everything a template may read. `images` are photos made ready for paper (JPEG), by the original's digest.

    `related` are the other records of one act over days. `frozen` maps a document's code to the digest of the copy that
    people signed under; `is_open` is true for a signing copy, whose signature places stand open.
    """

    record: Record
    cases: tuple[Case, ...]
    court: Court
    officers: tuple[Officer, ...]
    recorder: str
    images: Mapping[str, bytes] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    afterwards: tuple[DutyOverridden, ...] = ()
    correction: Correction | None = None
    frozen: Mapping[str, str] = field(default_factory=dict)
    is_open: bool = False
    demo: bool = False
    related: tuple[Happening, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of all cases."""
        return tuple(case.number for case in self.cases)

    @property
    def debtors(self) -> tuple[Party, ...]:
        """The debtors of all cases, each once by name and number."""
        return tuple({(p.name, p.id_number): p for case in self.cases for p in case.debtors}.values())

    @property
    def creditors(self) -> tuple[Party, ...]:
        """The creditors of all cases, each once by name and number."""
        return tuple({(p.name, p.id_number): p for case in self.cases for p in case.creditors}.values())

    @property
    def narrative(self) -> str:
        """The sentences that the record wrote by itself."""
        return self.record.narrative(Setting(cases=self.cases, officers=self.officers))

    @property
    def handler(self) -> Officer | None:
        """Whom a notice names for questions: the officer in charge of the first of its cases that has a known one."""
        names = [case.handler for case in self.cases]
        return next((o for name in names for o in self.officers if o.name == name), None)

    def need(self, name: str) -> Any:
        """An answer the paper can't do without; MissingFact names its field."""
        value = getattr(self.record, name)
        if value in (None, "", ()):
            label = self.record.fields()[name].label
            raise MissingFact(name, f"文书还缺“{label}”，没有出具。请补上后再出。")
        return value

    def parties(self, role: str) -> str:
        """The names of debtors or creditors; MissingFact when the docket has none."""
        named = listed(p.name for p in (self.debtors if role == "debtor" else self.creditors))
        if not named:
            raise no_party("被执行人" if role == "debtor" else "申请执行人", self.cases)
        return named

    @property
    def applicant(self) -> str:
        """Who applied, for the head of a paper; of cases that nobody applied for, that the court moved them itself."""
        if not self.creditors and self.cases and all(case.moved for case in self.cases):
            return "无（刑事审判部门移送执行）"
        return self.parties("creditor")

    def officer_line(self, names: tuple[str, ...]) -> str:
        """Officers with the number of their document where the docket has it: 方立（证件号 33082290）."""
        badges = {officer.name: officer.badge for officer in self.officers}
        return listed(f"{n}（证件号{badges[n]}）" if badges.get(n) else n for n in names)

    def overridden(self, duty: str) -> bool:
        """True when a duty was passed over at signing, with its reason."""
        return any(override.duty == duty for override in self.overrides)
