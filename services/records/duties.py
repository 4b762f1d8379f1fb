"""离场校验: a duty is a sentence of law that is green only from evidence in the draft, the journal or the docket."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from services.docket.case import Case
from services.docket.property import Measure
from services.entries.entry import Entry
from services.records.declared import Declared, Happening
from services.records.events import DutyMet, DutyOverridden
from services.records.fields import Field, Values
from services.records.values import Override

Gate = Literal["sign", "leave", "office"]
Weight = Literal["hard", "warn", "practice"]
GATES: tuple[Gate, ...] = ("sign", "leave", "office")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What is owed in a case on the day, interest and fee counted, in yuan; `due` None and `why` where it can't be told.

    `taken` of it was taken on site and is counted off already, though finance has not reported it; `measures` are in force
    on the case, docket's and records' together.
    """

    due: Decimal | None
    why: str = ""
    taken: Decimal = Decimal(0)
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All that a duty may look at: the kind's fields with the answers (draft or record), the docket's cases, the
    matter's happenings.

    `related` are the other records of the same group about the same thing, whichever terminal made them. `owed` says by
    case number what is owed, for kinds whose duties ask; empty where nobody has counted it.
    """

    fields: Mapping[str, Field]
    values: Values
    prefilled: frozenset[str]
    cases: tuple[Case, ...]
    happenings: tuple[Happening, ...]
    overrides: tuple[Override, ...]
    now: dt.datetime
    subject: str = ""
    officers: tuple[str, ...] = ()
    related: tuple[Happening, ...] = ()
    owed: Mapping[str, Owed] = field(default_factory=dict)

    def answer(self, name: str) -> Any:
        """An answer that counts: given or confirmed, not merely prefilled; else None."""
        return None if name in self.prefilled else self.values.get(name)

    def said(self, kind: type[Declared]) -> Iterable[tuple[Entry, Any]]:
        """The matter's happenings of one sort."""
        return ((h.entry, h.said) for h in self.happenings if isinstance(h.said, kind))


Evidence = Callable[[Situation], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty: `evidence` returns what proves it, "" while there is none; `jump` is the field that would.

    One that `counts` what is owed looks at the situation's `owed`.
    """

    code: str
    sentence: str
    article: str
    evidence: Evidence
    at: Gate = "sign"
    weight: Weight = "hard"
    when: Callable[[Situation], bool] | None = None
    jump: str = ""
    ask: str = ""
    reasons: tuple[str, ...] = ()
    counts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a duty stands: met with its evidence, overridden with a reason, or missing."""

    duty: Duty
    state: Literal["met", "missing", "overridden"]
    text: str

    @property
    def blocks(self) -> bool:
        """True when a hard duty is neither met nor overridden."""
        return self.state == "missing" and self.duty.weight == "hard"


def standings(duties: Iterable[Duty], situation: Situation, at: Gate) -> tuple[Standing, ...]:
    """How the duties of one gate stand; those that do not apply are left out."""
    chosen = (d for d in duties if d.at == at and (d.when is None or d.when(situation)))
    return tuple(_standing(d, situation) for d in chosen)


def _standing(duty: Duty, situation: Situation) -> Standing:
    evidence = duty.evidence(situation)
    if evidence:
        return Standing(duty=duty, state="met", text=evidence)
    for met in (said for _, said in situation.said(DutyMet) if said.duty == duty.code):
        return Standing(duty=duty, state="met", text=f"{met.text} {met.number}".strip())
    for override in situation.overrides:
        if override.duty == duty.code:
            return Standing(duty=duty, state="overridden", text=override.reason)
    for _, said in situation.said(DutyOverridden):
        if said.duty == duty.code:
            return Standing(duty=duty, state="overridden", text=said.reason)
    return Standing(duty=duty, state="missing", text="")
