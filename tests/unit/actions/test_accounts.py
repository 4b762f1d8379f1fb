"""Money taken on site is tried against a real vault's case: its use is shown and nothing is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from services.actions import accounts, case_papers, finding, gates, materials, recording
from services.cases import distribution
from services.cases.owing import BadStatement
from services.demo import samples
from services.docket.case import ClaimItem
from services.documents.subject import MissingFact
from services.law.lpr import NoRate
from services.records.kinds.payment import CASH, DEBT, Payment
from services.records.kinds.release import Release
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.kinds.visit import Visit
from services.records.received import Received
from services.records.values import Person
from services.session import Session
from services.store import journal, registry
from tests.fixtures_papers import Finish

TODAY = samples.NOW.date()


@pytest.fixture
def number() -> str:
    return samples.docket().cases[0].number


def test_what_is_paid_lowers_what_is_owed_by_as_much_and_leaves_no_entry(
    session: Session, number: str
) -> None:
    before = finding.case_file(session, number, TODAY).owing.account
    written = len(list(journal.entries(session.vault, case=number)))
    tried = accounts.trial(session, number, "20000.50", TODAY)
    assert before is not None
    assert before.due_with_fee - tried.account.due_with_fee == tried.used.payment.amount
    assert tried.used.interest == before.interest
    assert len(list(journal.entries(session.vault, case=number))) == written


@pytest.mark.parametrize("typed", ["", "一万", "0", "-5", "1.005"])
def test_what_is_no_amount_is_said(session: Session, number: str, typed: str) -> None:
    with pytest.raises(BadStatement):
        accounts.trial(session, number, typed, TODAY)


AMOUNT = Decimal("20000.50")


def test_a_payment_stands_in_the_account_and_among_what_was_recovered_once_it_is_a_record(
    session: Session, number: str, finish: Finish
) -> None:
    before = finding.case_file(session, number, TODAY)
    draft = recording.start(
        session, Payment, (number,), samples.NOW, samples.sample(Payment).record.located.value
    )
    received = accounts.allotted(session, draft, AMOUNT, TODAY)
    assert received.used is not None
    assert before.owing.account is not None
    assert received.used.still_open == before.owing.account.due_with_fee - AMOUNT
    entry = paid(session, finish, number, received)
    after = finding.case_file(session, number, TODAY)
    assert after.owing.account is not None
    assert after.owing.account.due_with_fee == received.used.still_open
    assert after.taken == AMOUNT
    (task,) = [t for t in gates.open_office_tasks(session, TODAY) if t.entry == entry]
    assert task.standing.duty.code == "handed_in"
    assert [d.term for d in after.deadlines if d.entry == entry] == ["cash_handed_in"]
    gates.meet(
        session, task_matter(session, entry), "handed_in", "已交财务季某", "缴款单9001", None, samples.NOW
    )
    assert gates.open_office_tasks(session, TODAY) == ()
    assert not [d for d in finding.case_file(session, number, TODAY).deadlines if d.entry == entry]


def test_a_correction_is_counted_without_the_record_it_corrects(
    session: Session, number: str, finish: Finish
) -> None:
    blank = recording.start(
        session, Payment, (number,), samples.NOW, samples.sample(Payment).record.located.value
    )
    first = accounts.allotted(session, blank, AMOUNT, TODAY)
    entry = paid(session, finish, number, first)
    again = recording.correct(session, entry, "金额写错", samples.NOW)
    assert accounts.allotted(session, again, AMOUNT, TODAY) == first
    assert accounts.allotted(session, blank, AMOUNT, TODAY) != first


def test_what_is_noted_in_two_cases_is_counted_in_none_and_says_why(session: Session, number: str) -> None:
    two = [c.number for c in samples.docket().cases if c.vehicles][:2]
    at = samples.sample(Payment).record.located.value
    draft = recording.start(session, Payment, two, samples.NOW, at)
    received = accounts.allotted(session, draft, AMOUNT, TODAY)
    assert (received.used, received.trouble) == (None, "这一笔记在几个案件里，请每案各记一笔")


def paid(session: Session, finish: Finish, number: str, received: Received) -> str:
    """The payment as a finished record of that case, not handed in; its entry's id."""
    entry = finish(
        Payment, seed_of(number), purpose=DEBT, way=CASH, received=received, amount=None, paid_at=samples.NOW, counted=True,
        account=None, voucher=None, creditor_confirmed=None, handed_in_at=None, handed_in_to=None,
        present=(Person(name="徐演一", role="交款人"),),
    )  # fmt: skip
    assert entry.cases == (number,)
    return entry.id


def seed_of(number: str) -> int:
    """The sample's seed that lands on that case."""
    with_cars = [c.number for c in samples.docket().cases if c.vehicles]
    return with_cars.index(number)


def task_matter(session: Session, entry: str) -> str:
    return recording.happening(session, entry).entry.matter


def test_the_form_of_a_seizure_is_held_against_what_the_case_page_says_is_owed(
    session: Session, number: str
) -> None:
    """So the duty and the meter never speak of two sums."""
    at = samples.sample(Payment).record.located.value
    page = finding.case_file(session, number, TODAY)
    assert page.owing.account is not None
    for kind in (VehicleSeizure, Release):
        draft = recording.start(session, kind, (number,), samples.NOW, at)
        here = gates.situation(session, draft, samples.NOW)
        assert here.owed[number].due == page.owing.account.due_with_fee
        assert here.owed[number].taken == 0
        assert {m.id for m in here.owed[number].measures} == {m.measure.id for m in page.measures}
    assert (
        gates.situation(
            session, recording.start(session, Visit, (number,), samples.NOW, at), samples.NOW
        ).owed
        == {}
    )


def test_an_account_that_cannot_be_counted_is_told_to_the_duty_and_many_cases_are_not_counted(
    session: Session, number: str
) -> None:
    at = samples.sample(Payment).record.located.value
    later = samples.NOW + dt.timedelta(days=400)
    draft = recording.start(session, VehicleSeizure, (number,), samples.NOW, at)
    bare = replace(registry.case(session.vault, number), claim_items=())
    docket = samples.sample(Payment).docket
    registry.load_docket(session.vault, replace(docket, cases=(bare,), serial=docket.serial + 1))
    found = gates.situation(session, draft, later).owed[number]
    assert (found.due, found.why) == (None, "案件册没有执行标的的分项，算不出应付款。请院里补全案件册。")
    many = replace(draft, cases=(number,) * (accounts.MOST + 1))
    assert accounts.owed(session, many, TODAY) == {}


def test_whoever_asks_past_the_end_of_the_lpr_is_told_so_and_nobody_guesses(
    session: Session, number: str
) -> None:
    """LPR is known to 19 July 2026; on 24 November no page, payment, share or duty counts on with the last rate."""
    case = registry.case(session.vault, number)
    clause = "自2024年1月1日起按一年期贷款市场报价利率的四倍计算至实际清偿之日止"
    lent = ClaimItem(kind="本金", amount=Decimal(200_000), rate=clause, accrues_from=dt.date(2024, 1, 1))
    docket = samples.sample(Payment).docket
    borrowed = replace(
        case, claim_items=(lent,), recovered=None, enforcement_money=(), liabilities=(), pauses=()
    )
    registry.load_docket(session.vault, replace(docket, cases=(borrowed,), serial=docket.serial + 1))
    said = "LPR表只到2026年7月19日，不能算到2026年11月23日。请导入新表，或把计算日改到表内。"

    page = finding.case_file(session, number, TODAY)
    assert (page.owing.account, page.owing.ended, page.owing.trouble) == (None, True, said)
    assert page.meter is None or not page.meter.by_account
    assert accounts.reckon(session, number, TODAY).owing.trouble == said
    assert accounts.reckon(session, number, dt.date(2026, 7, 19)).owing.account is not None
    with pytest.raises(NoRate, match="只到2026年7月19日"):
        accounts.trial(session, number, "20000", TODAY)
    at = samples.sample(Payment).record.located.value
    taken = recording.start(session, Payment, (number,), samples.NOW, at)
    assert accounts.allotted(session, taken, AMOUNT, TODAY) == Received(amount=AMOUNT, trouble=said)
    car = recording.start(session, VehicleSeizure, (number,), samples.NOW, at)
    assert gates.situation(session, car, samples.NOW).owed[number].due is None
    assert distribution.creditor(borrowed, page.owing, "due").trouble == said
    assert any("LPR" in told and "只到2026-07-19" in told for told in finding.today(session, TODAY).tables)
    offered = case_papers.offers(session, number, samples.NOW)
    (target,) = next(o for o in offered if o.document == "money_statement").targets
    assert target.warning == said
    made = case_papers.of_case(session, "money_statement", number, target.id, samples.NOW)
    with pytest.raises(MissingFact, match=r"只到2026年7月19日.*文书没有出具"):
        materials.build(made)
