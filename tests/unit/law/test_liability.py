"""Several debtors: what each owes on a day, jointly, by shares, after the others or up to a limit, to the cent."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.law import interest, liability
from services.law.interest import Answers, BadStatement, Claim, Item, Payment, Statement
from services.law.rates import Rate

EXPIRY, PAID, UNTIL = dt.date(2025, 3, 10), dt.date(2025, 4, 19), dt.date(2025, 6, 18)
DEBT = Item(name="本金", amount=D(100_000))
A = Answers(debtor="a", name="甲", way="primary")
B = Answers(debtor="b", name="乙", way="joint", cap=D(40_000))
C = Answers(debtor="c", name="丙", way="subsidiary", share=Fraction(1, 2))
SIXTY = Answers(debtor="a", name="甲", way="share", share=Fraction(3, 5))
FORTY = Answers(debtor="b", name="乙", way="share", share=Fraction(2, 5))


def counted(
    *answers: Answers, paid: tuple[Payment, ...] = (), items: tuple[Item, ...] = (DEBT,)
) -> Statement:
    return interest.statement(Claim(items=items, expiry=EXPIRY, answers=answers), paid, UNTIL)


def owed(made: Statement) -> dict[str, tuple[D, D]]:
    return {one.answers.name: (one.debt, one.double) for one in made.owed}


def test_joint_debtors_owe_the_whole_each_and_the_creditor_gets_it_once() -> None:
    both = counted(A, Answers(debtor="b", name="乙", way="joint"))
    assert owed(both) == {"甲": (D(100_000), D(1750)), "乙": (D(100_000), D(1750))}
    assert both.due == D(101_750)


def test_limit_bounds_the_debt_and_the_doubled_part_runs_on_what_is_unpaid_within_it() -> None:
    assert owed(counted(A, B))["乙"] == (D(40_000), D(700))
    paid = counted(A, B, paid=(Payment(PAID, D(10_000), by="b"),))
    assert owed(paid) == {"甲": (D(90_000), D(1645)), "乙": (D(30_000), D(595))}
    assert [(s.base, s.days, s.result) for s in paid.owed[1].steps] == [
        (D(40_000), 40, D(280)), (D(30_000), 60, D(315)),
    ]  # fmt: skip


def test_what_another_pays_does_not_use_up_the_limit() -> None:
    assert owed(counted(A, B, paid=(Payment(PAID, D(50_000), by="a"),)))["乙"][0] == D(40_000)
    assert owed(counted(A, B, paid=(Payment(PAID, D(90_000), by="a"),)))["乙"][0] == D(10_000)


def test_payer_pays_no_more_than_his_limit_and_the_rest_is_left_over() -> None:
    (used,) = counted(A, B, paid=(Payment(PAID, D(45_000), by="b"),)).allotted
    assert (used.principal, used.double, used.left_over) == (D(40_000), D(280), D(4720))


def test_shares_are_debts_of_their_own() -> None:
    made = counted(SIXTY, FORTY, paid=(Payment(PAID, D(60_000), by="a"),))
    assert owed(made) == {"甲": (D(0), D(420)), "乙": (D(40_000), D(700))}
    assert made.due == D(41_120)
    assert {s.item for s in made.steps} == {"加倍部分债务利息（甲）", "加倍部分债务利息（乙）"}


def test_joint_guarantor_of_two_shares_owes_both() -> None:
    made = counted(SIXTY, FORTY, Answers(debtor="d", name="丁", way="joint"))
    assert owed(made)["丁"] == (D(100_000), D(1750))


def test_subsidiary_debtor_makes_good_his_part_of_what_is_left() -> None:
    assert owed(counted(A, C))["丙"][0] == D(50_000)
    first = Payment(PAID, D(20_000), by="a")
    assert owed(counted(A, C, paid=(first,)))["丙"][0] == D(40_000)
    assert owed(counted(A, C, paid=(first, Payment(PAID, D(10_000), by="c"))))["丙"][0] == D(30_000)


def test_debtor_of_one_item_owes_nothing_of_another() -> None:
    fee = Item(name="律师费", amount=D(3000), sort="costs")
    only = Answers(debtor="b", name="乙", way="joint", items=("律师费",))
    assert owed(counted(A, only, items=(DEBT, fee)))["乙"] == (D(3000), D("52.50"))


def test_payment_of_nobody_is_not_guessed_onto_a_share() -> None:
    stray = (Payment(PAID, D(100)),)
    with pytest.raises(BadStatement, match="没有写明是哪一名被执行人付的"):
        counted(SIXTY, FORTY, paid=stray)
    made = counted(A, B, paid=stray)
    assert made.principal == D(99_900)
    assert made.owed == ()
    assert "补全缴纳当事人" in made.unknown


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ((SIXTY, SIXTY), "不止一次"),
        ((SIXTY, Answers(debtor="b", name="乙", way="share", share=Fraction(1, 5))), "合计不是全部"),
        ((Answers(debtor="a", name="甲", way="share"),), "没有写份额"),
        ((Answers(debtor="a", name="甲", way="joint", share=Fraction(1, 5)),), "不应有份额"),
        ((Answers(debtor="a", name="甲", way="joint", cap=D(-1)),), "限额"),
        ((Answers(debtor="a", name="甲", way="joint", items=("货款",)),), "不在执行标的明细里"),
    ],
)
def test_liability_that_is_not_whole_is_sent_back_to_the_court(
    answers: tuple[Answers, ...], said: str
) -> None:
    with pytest.raises(BadStatement, match=said):
        counted(*answers)


def test_item_that_nobody_answers_for_is_named() -> None:
    with pytest.raises(BadStatement, match="“本金”由谁承担"):
        counted(
            Answers(debtor="a", name="甲", way="joint", items=("费",)),
            items=(DEBT, Item(name="费", amount=D(1))),
        )


@pytest.mark.parametrize(
    ("written", "part"),
    [("60%", Fraction(3, 5)), ("33.33％", Fraction(3333, 10000)), ("百分之五", None), ("1/3", Fraction(1, 3)),
     ("三分之一", Fraction(1, 3)), ("二分之一", Fraction(1, 2)), ("100%", Fraction(1))],
)  # fmt: skip
def test_share_is_read_as_the_basis_writes_it(written: str, part: Fraction | None) -> None:
    assert liability.share(written) == (part or Fraction(1, 20))


@pytest.mark.parametrize("written", ["", "60", "120%", "1/0", "零分之一", "3/2", "一半多", "-5%"])
def test_what_is_no_share_is_refused(written: str) -> None:
    with pytest.raises(BadStatement, match="读不出来"):
        liability.share(written)


weights = st.lists(st.integers(1, 50), min_size=2, max_size=6)
cents = st.integers(1, 10**9).map(lambda n: D(n) / 100)


@given(cents, weights, st.lists(st.tuples(st.integers(0, 5), cents, st.integers(0, 400)), max_size=5))
def test_shares_make_up_the_debt_and_no_cent_of_a_payment_is_lost(
    amount: D, shares: list[int], paid: list[tuple[int, D, int]]
) -> None:
    answers = tuple(
        Answers(debtor=str(n), name=f"第{n}人", way="share", share=Fraction(one, sum(shares)))
        for n, one in enumerate(shares)
    )
    item = Item(name="款", amount=amount, rate=Rate("year", D(6)), runs_from=EXPIRY)
    payments = [
        Payment(EXPIRY + dt.timedelta(days=day), money, by=str(who % len(shares))) for who, money, day in paid
    ]
    made = interest.statement(
        Claim(items=(item,), expiry=EXPIRY, answers=answers), payments, EXPIRY + dt.timedelta(days=400)
    )
    assert sum(one.due for one in made.owed) == made.due
    kept = sum(used.payment.amount - used.left_over for used in made.allotted)
    assert amount + sum(s.result for s in made.steps) - kept == made.due >= 0


@given(cents, cents, st.lists(st.tuples(st.sampled_from("abc"), cents, st.integers(0, 400)), max_size=5))
def test_nobody_owes_more_than_his_bound_or_than_is_left(
    amount: D, cap: D, paid: list[tuple[str, D, int]]
) -> None:
    bound = Answers(debtor="b", name="乙", way="joint", cap=cap)
    item = Item(name="款", amount=amount, rate=Rate("year", D(6)), runs_from=EXPIRY)
    payments = [Payment(EXPIRY + dt.timedelta(days=day), money, by=who) for who, money, day in paid]
    made = interest.statement(
        Claim(items=(item,), expiry=EXPIRY, answers=(A, bound, C)), payments, EXPIRY + dt.timedelta(days=400)
    )
    whole = made.costs + made.interest + made.principal
    first, second, third = made.owed
    assert (first.debt, first.double) == (whole, made.double)
    own = sum((u.payment.amount - u.left_over for u in made.allotted if u.payment.by == "b"), D(0))
    assert 0 <= second.debt <= min(whole, cap)
    assert own <= cap + sum(s.result for s in second.steps)
    assert 0 <= third.debt <= whole
    assert all(0 <= one.double <= made.double for one in made.owed)
