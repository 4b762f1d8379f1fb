"""Whom or what the copies of a case's papers are for: one for each debtor, party, thing, measure or ground."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from services.cases import owing
from services.docket.case import Case
from services.docket.party import ROLE_TITLES, Party
from services.docket.property import MEASURE_TITLES, Measure, Property
from services.documents.case_subject import Target
from services.identifiers.case_number import parse
from services.law import articles, restrictions
from services.wording import date_text, money

Targets = Callable[[Case, dt.date], tuple[Target, ...]]
_ADULT_YEARS = 18
ACCOUNTS = frozenset(
    ("银行存款", "互联网金融", "其他资金", "股权", "债权", "知识产权")
)  # nothing one can stand before
_UNTIL = "至"  # before the day in the id of an account that is made up to it
_RENEWAL_DAYS = 90  # how long before its last day a measure is offered for renewal


def whole(case: Case, on: dt.date) -> tuple[Target, ...]:
    """The case itself: one copy."""
    return (Target(id="case", label=case.number),) if _enforces(case) else ()


def each_debtor(case: Case, on: dt.date) -> tuple[Target, ...]:
    """One copy for each debtor."""
    return tuple(_of(party) for party in case.debtors) if _enforces(case) else ()


def each_debtor_sued(case: Case, on: dt.date) -> tuple[Target, ...]:
    """One copy for each debtor against whom a creditor applied."""
    return () if case.moved else each_debtor(case, on)


def each_debtor_sentenced(case: Case, on: dt.date) -> tuple[Target, ...]:
    """One copy for each debtor of a criminal judgment that the court itself moved for enforcement."""
    return each_debtor(case, on) if case.moved else ()


def each_creditor(case: Case, on: dt.date) -> tuple[Target, ...]:
    """One copy for each creditor."""
    return tuple(_of(party) for party in case.creditors) if _enforces(case) else ()


def each_citizen_creditor(case: Case, on: dt.date) -> tuple[Target, ...]:
    """One copy for each creditor who is a natural person."""
    return tuple(target for target in each_creditor(case, on) if target.party and target.party.is_citizen)


def each_party(case: Case, on: dt.date) -> tuple[Target, ...]:
    """One copy for each creditor and debtor."""
    return tuple(_of(party) for party in (*case.creditors, *case.debtors))


def each_ground(case: Case, on: dt.date) -> tuple[Target, ...]:
    """Each debtor of age with each of the six cases of 失信 (no minor may be listed)."""
    return tuple(
        Target(id=f"{party.id}/{number}", label=f"{party.name}：{ground}", party=party, ground=ground)
        for party in (case.debtors if _enforces(case) else ())
        if not _minor(party, on)
        for number, ground in enumerate(restrictions.listing().items, start=1)
    )


def each_to_seize(case: Case, on: dt.date) -> tuple[Target, ...]:
    """Things without a measure, and those whose measure has to be renewed soon, with a word where the law warns."""
    measured = {m.property_id: m for m in case.standing}
    found = []
    for thing in case.properties:
        measure = measured.get(thing.id)
        if measure is not None and not _in_force(measure, on):
            measure = (
                None  # its effect is gone with its last day (查扣冻规定 27): there is nothing left to renew
            )
        if _enforces(case) and (measure is None or _to_renew(measure, on)):
            found.append(_of_thing(thing, measure, warning=_over_claim(case, thing)))
    return tuple(found)


def each_registered(case: Case, on: dt.date) -> tuple[Target, ...]:
    """Things with a measure in force and a register that has to carry it: cars and homes."""
    return tuple(t for t in _measured(case, on) if t.thing and (t.thing.vehicle or t.thing.home))


def each_sealing(case: Case, on: dt.date) -> tuple[Target, ...]:
    """Every sealing in force, for the notice that is posted at the thing."""
    return tuple(t for t in _measured(case, on) if t.measure is not None and t.measure.kind == "sealing")


def each_to_clear(case: Case, on: dt.date) -> tuple[Target, ...]:
    """The homes that have to be cleared."""
    homes = (thing for thing in case.properties if thing.home is not None and thing.home.to_clear)
    return tuple(_of_thing(thing, None) for thing in homes) if _enforces(case) else ()


def each_release(case: Case, on: dt.date) -> tuple[Target, ...]:
    """Every measure in force with each of the cases in which it is lifted (查扣冻规定 28)."""
    return tuple(
        replace(target, id=f"{target.id}/{number}", label=f"{target.thing.name}：{ground}", ground=ground)
        for target in _measured(case, on)
        if target.thing is not None
        for number, ground in enumerate(_release_grounds(), start=1)
        if not (case.moved and "申请执行人" in ground)
    )


def each_car_at_large(case: Case, on: dt.date) -> tuple[Target, ...]:
    """Cars sealed on record that nobody holds yet (财产调查规定 16)."""
    return tuple(
        target
        for target in each_registered(case, on)
        if target.thing is not None
        and target.thing.vehicle is not None
        and target.measure is not None
        and not target.measure.held
    )


def each_to_survey(case: Case, on: dt.date) -> tuple[Target, ...]:
    """Every thing one can stand before, with the measure on it if there is one (拍卖变卖规定 7)."""
    held = {target.id: target for target in _measured(case, on) if target.thing is not None}
    things = (thing for thing in case.properties if thing.kind not in ACCOUNTS)
    return tuple(held.get(thing.id) or _of_thing(thing, None) for thing in things) if _enforces(case) else ()


def each_goods_at_large(case: Case, on: dt.date) -> tuple[Target, ...]:
    """Sealed goods, neither car nor home, that nobody has taken away yet."""
    return tuple(
        target
        for target in _measured(case, on)
        if target.thing is not None
        and target.thing.vehicle is None
        and target.thing.home is None
        and target.thing.kind not in ACCOUNTS
        and target.measure is not None
        and not target.measure.held
        and not target.measure.in_use
    )


def petition_id(number: int) -> str:
    """The id of a case's n-th petition as a target."""
    return f"信访{number}"


def each_petition(case: Case, on: dt.date) -> tuple[Target, ...]:
    """Petitions that nobody has answered in writing (信访工作条例 23)."""
    return tuple(
        Target(
            id=petition_id(number),
            label=f"{petition.by or '信访人不明'}：{date_text(petition.received_on)}收到",
            ground=petition.asked,
        )
        for number, petition in enumerate(case.petitions, 1)
        if petition.answered_on is None
    )


def cars_at_large(case: Case, on: dt.date) -> tuple[Target, ...]:
    """The case, if any of its sealed cars is still to be found."""
    return whole(case, on) if each_car_at_large(case, on) else ()


def when_fulfilled(case: Case, on: dt.date) -> tuple[Target, ...]:
    """Each debtor of a case that the docket calls 执行完毕."""
    return each_debtor(case, on) if case.state == "执行完毕" else ()


def when_counted(case: Case, on: dt.date) -> tuple[Target, ...]:
    """The case, if its docket has all that an account needs; a LPR table that ends too soon is warned of."""
    found = owing.owing(case, on)
    if case.moved or (found.account is None and not found.ended):  # nobody is owed what goes to the treasury
        return ()
    return tuple(replace(target, warning=found.trouble) for target in whole(case, on))


def counted_to(target_id: str) -> Target | None:
    """The case's account up to a day that the officer picked, by its id 至2026-12-31; None for an id that is none."""
    try:
        until = dt.date.fromisoformat(target_id.removeprefix(_UNTIL))
    except ValueError:
        return None
    if not target_id.startswith(_UNTIL):
        return None
    return Target(id=target_id, label=f"计算至{date_text(until)}", until=until)


def until_id(day: dt.date) -> str:
    """The id of the account up to a day."""
    return f"{_UNTIL}{day.isoformat()}"


def _measured(case: Case, on: dt.date) -> tuple[Target, ...]:
    """Every measure in force with its thing."""
    return tuple(
        _of_thing(thing, measure)
        for measure in case.standing
        if _enforces(case)
        and _in_force(measure, on)
        and (thing := case.property(measure.property_id)) is not None
    )


def _release_grounds() -> Iterator[str]:
    """The named items of the article; its last one, 其他情形, names nothing and is written by the court itself."""
    for line in articles.article("ckd-28").text.split("\n")[1:6]:
        yield line.partition("）")[2].rstrip("；。").removesuffix("的")


def _of(party: Party) -> Target:
    return Target(id=party.id, label=f"{ROLE_TITLES[party.role]} {party.name}", party=party)


def _of_thing(thing: Property, measure: Measure | None, warning: str = "") -> Target:
    until = (
        f"，{MEASURE_TITLES[measure.kind]}至{date_text(measure.expires_on)}"
        if measure and measure.expires_on
        else ""
    )
    return Target(id=thing.id, label=f"{thing.name}{until}", thing=thing, measure=measure, warning=warning)


def _minor(party: Party, on: dt.date) -> bool:
    born = party.born_on
    if born is None or not party.is_citizen:
        return False
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < _ADULT_YEARS


def _enforces(case: Case) -> bool:
    """False for 财产保全 alone: nothing is enforced yet, and its papers rest on other articles."""
    return parse(case.number).type_code != "执保"


def _in_force(measure: Measure, on: dt.date) -> bool:
    return measure.expires_on is None or measure.expires_on >= on


def _to_renew(measure: Measure, on: dt.date) -> bool:
    return measure.expires_on is not None and (measure.expires_on - on).days <= _RENEWAL_DAYS


def _over_claim(case: Case, thing: Property) -> str:
    """查扣冻规定 19: what is taken is limited to the claim and the costs of enforcing it."""
    if case.claim is None or thing.estimate is None:
        return ""
    left = max(case.claim + (case.fee or Decimal(0)) - (case.recovered or Decimal(0)), Decimal(0))
    if thing.estimate <= left:
        return ""
    return f"估价{money(thing.estimate)}元，高于尚欠的{money(left)}元；能分开的只查封够清偿的部分（查扣冻规定第19条）。"
