"""终本条件: which conditions for closing the present course of enforcement the record proves, and what is still lacking.

民诉法解释 article 517 and 法〔2016〕373号, by the rows of resources/law/closing.toml. The program proves from docket and
journal only; what a judge has to weigh is left to the judge, and what nobody has noted is not taken as done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from services.cases.due import Due
from services.cases.measures import InForce, current
from services.docket.case import Case
from services.identifiers import case_number
from services.law import tables, terms
from services.records.declared import Happening
from services.records.kinds.visit import DEBTOR, Visit
from services.wording import listed

State = Literal["proven", "missing", "judge"]
STATE_WORDS: dict[State, str] = {"proven": "已具备", "missing": "还差", "judge": "须判断"}
_TYPES = ("执", "执恢")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition: proven, missing, or for the judge to weigh; `evidence` is what the record says, `act` what helps.

    `short` names it in a list; `source` is the law with a mark where its text is not confirmed.
    """

    key: str
    title: str
    short: str
    state: State
    evidence: str
    act: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """All conditions in the order of the table."""

    conditions: tuple[Condition, ...]

    @property
    def proven(self) -> tuple[Condition, ...]:
        """What the record proves."""
        return tuple(c for c in self.conditions if c.state == "proven")

    @property
    def missing(self) -> tuple[Condition, ...]:
        """What the record does not prove."""
        return tuple(c for c in self.conditions if c.state == "missing")

    @property
    def to_judge(self) -> tuple[Condition, ...]:
        """What the judge has to weigh."""
        return tuple(c for c in self.conditions if c.state == "judge")

    @property
    def last_act(self) -> str:
        """The one act that would complete it; "" while several are lacking or none is."""
        return self.missing[0].act if len(self.missing) == 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """What the conditions look at."""

    case: Case
    held: tuple[InForce, ...]
    visits: tuple[tuple[dt.datetime, str], ...]
    today: dt.date


_Verdict = tuple[State, str]
_TABLE = tables.load("closing")
VERSION: dt.date = _TABLE["version"]
_ROWS: Mapping[str, Mapping[str, Any]] = {key: row for key, row in _TABLE.items() if key != "version"}


def applies(case: Case) -> bool:
    """True for a live 执 or 执恢 case; 财产保全 and others do not end this way."""
    found = case_number.check(case.number).value
    return case.live and found is not None and found.type_code in _TYPES


def readiness(
    case: Case, held: Iterable[InForce], happenings: Iterable[Happening], today: dt.date
) -> Readiness:
    """How the conditions stand on that day."""
    record = _Record(case=case, held=tuple(held), visits=tuple(_visits(case, happenings)), today=today)
    return Readiness(conditions=tuple(_condition(key, record) for key in _ROWS))


def due(case: Case, held: Iterable[InForce], happenings: Iterable[Happening]) -> Iterator[Due]:
    """The day on which three months are over, where nothing but time and consent is lacking."""
    if not applies(case):
        return
    on = _ripe_on(case)
    lacking = {c.key for c in readiness(case, held, happenings, on).missing}
    if lacking <= {"agreed"}:
        what = "终本只差确认或审批" if lacking else "终本记录已齐"
        yield Due(sort="closing", what=f"{what}（立案满三个月）", on=on, term="closing_minimum")


def _ripe_on(case: Case) -> dt.date:
    return terms.term("closing_minimum").last_day(case.filed_on)


def _condition(key: str, record: _Record) -> Condition:
    row = _ROWS[key]
    state, evidence = _VERDICTS[key](record, row)
    source = f"{row['source']}（未经核实）" if row.get("mark") else str(row["source"])
    return Condition(
        key=key,
        title=row["title"],
        short=row["short"],
        state=state,
        evidence=evidence,
        act=row["act"],
        source=source,
    )


def _visits(case: Case, happenings: Iterable[Happening]) -> Iterator[tuple[dt.datetime, str]]:
    yield from ((v.at, v.outcome) for v in case.past_visits)
    yield from ((h.said.arrived_at, h.said.outcome) for h in current(happenings) if isinstance(h.said, Visit))


def _issued_to_all(record: _Record, row: Mapping[str, Any]) -> _Verdict:
    """Issued to every debtor by name; a paper without a receiver counts for all."""
    papers = [s for s in record.case.served if any(word in s.title for word in row["papers"])]
    without = [d.name for d in record.case.debtors if not any(p.to in ("", d.name) for p in papers)]
    if not papers:
        return "missing", "案件册里没有这份文书"
    if without:
        return "missing", f"还没有发给{listed(without)}"
    unserved = [p.to for p in papers if p.on is None]
    served = max((p.on for p in papers if p.on), default=None)
    if unserved or served is None:
        return "proven", f"已发出，未见送达{listed(filter(None, unserved))}的记录"
    return "proven", f"已于 {served:%Y-%m-%d} 送达"


def _weighed(record: _Record, row: Mapping[str, Any]) -> _Verdict:
    papers = [s for s in record.case.served if any(word in s.title for word in row["papers"])]
    if papers:
        return "proven", listed(dict.fromkeys(p.title for p in papers))
    return "judge", "案件册里没有这类文书；没有这种情形的不需要"


def _searched(record: _Record, row: Mapping[str, Any]) -> _Verdict:
    made = record.case.inquiries
    lacking = [
        kind
        for kind in row["needed"]
        if not all(any(kind in i.kind and i.to in ("", d.name) for i in made) for d in record.case.debtors)
    ]
    if lacking:
        return "missing", f"没有查询记录：{listed(lacking)}"
    return "proven", f"已查询 {len(made)} 项，最近 {max(i.on for i in made):%Y-%m-%d}"


def _no_property(record: _Record, row: Mapping[str, Any]) -> _Verdict:
    sold = {a.property_id for a in record.case.auctions if a.result == "成交"}
    known = [p for p in record.case.properties if not p.unfit and p.id not in sold]
    if known:
        return "missing", f"{len(known)} 项已查明财产未处置，也未记明不可执行的原因"
    found_on_site = [h for h in record.held if h.entry and h.thing is None]
    if found_on_site:
        return "missing", "现场扣押的财产还没有处置"
    return "proven", "已查明的财产均已处置或不可执行" if record.case.properties else "没有已查明的财产"


def _three_months(record: _Record, row: Mapping[str, Any]) -> _Verdict:
    on = _ripe_on(record.case)
    if record.today >= on:
        return "proven", f"{record.case.filed_on:%Y-%m-%d} 立案，{on:%Y-%m-%d} 已满"
    return "missing", f"{on:%Y-%m-%d} 届满，还有 {(on - record.today).days} 天"


def _looked_for(record: _Record, row: Mapping[str, Any]) -> _Verdict:
    if any(outcome == DEBTOR for _, outcome in record.visits):
        return "proven", "已见到被执行人本人"
    if record.visits:
        last = max(at for at, _ in record.visits)
        return "proven", f"已上门查找 {len(record.visits)} 次，最近 {last:%Y-%m-%d}"
    return "missing", "没有上门查找的记录"


def _agreed(record: _Record, row: Mapping[str, Any]) -> _Verdict:
    closing = record.case.closing
    if closing and closing.agreed_on:
        return "proven", f"申请执行人 {closing.agreed_on:%Y-%m-%d} 签字确认"
    if closing and closing.panel_on and closing.president_on:
        return "proven", f"{closing.panel_on:%Y-%m-%d} 合议，{closing.president_on:%Y-%m-%d} 院长批准"
    if closing and closing.panel_on:
        return "missing", f"{closing.panel_on:%Y-%m-%d} 已合议，还差院长批准"
    return "missing", "没有签字确认，也没有合议、批准的记录"


_VERDICTS: Mapping[str, Callable[[_Record, Mapping[str, Any]], _Verdict]] = {
    "notice": _issued_to_all,
    "report_order": _issued_to_all,
    "spending_limit": _issued_to_all,
    "listing": _weighed,
    "searched": _searched,
    "no_property": _no_property,
    "three_months": _three_months,
    "looked_for": _looked_for,
    "obstruction": _weighed,
    "agreed": _agreed,
}
