"""执行款计算书: the worked example and a claim over many LPR segments, whole on paper and recomputable from it alone."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from services.cases import owing
from services.cases.conventions import Convention
from services.demo import samples
from services.docket.case import Case, ClaimItem, Liability
from services.docket.proceedings import EnforcementMoney
from services.documents.subject import MissingFact
from services.documents.templates.money_statement import money_statement
from tests.golden.pdf.make import text_of
from tests.unit.cases.test_owing import lent, two

GOLDEN = Path(__file__).parents[2] / "golden" / "pdf"


def floating() -> Case:
    """Twice the one-year LPR since its first publication, paid in part on two days."""
    item = ClaimItem(
        kind="货款",
        amount=Decimal("83412.57"),
        rate="按一年期贷款市场报价利率的二倍",
        accrues_from=dt.date(2019, 9, 1),
    )
    money = tuple(
        EnforcementMoney(arrived_on=day, amount=Decimal(9000))
        for day in (dt.date(2024, 9, 2), dt.date(2025, 3, 3))
    )
    return lent(claim_items=(item,), enforcement_money=money, recovered=Decimal(18000))


def guaranteed() -> Case:
    """A borrower and a guarantor up to a limit, a rate that changed, a debt in dollars, a payment by the guarantor."""
    items = (
        ClaimItem(
            kind="借款",
            amount=Decimal(200_000),
            rate="自2020年1月1日起至2020年8月19日止按年利率24%计算，自2020年8月20日起按一年期贷款市场报价利率的四倍计算",
            accrues_from=dt.date(2020, 1, 1),
        ),
        ClaimItem(
            kind="货款",
            amount=Decimal(10_000),
            currency="美元",
            exchange=Decimal("7.1234"),
            exchange_on=dt.date(2024, 7, 16),
        ),
        ClaimItem(kind="案件受理费", amount=Decimal(4300)),
    )
    liabilities = (
        Liability(debtor="d0", way="primary"),
        Liability(debtor="d1", way="joint", cap=Decimal(80_000), items=("借款",)),
    )
    paid = EnforcementMoney(arrived_on=dt.date(2024, 10, 23), amount=Decimal(20_000), payer="d1")
    return two(*liabilities, claim_items=items, recovered=Decimal(20_000), enforcement_money=(paid,))


CASES = {
    "several-debtors": (guaranteed(), dt.date(2025, 6, 30)),
    "part-payment": (lent(), dt.date(2025, 1, 31)),
    "many-segments": (floating(), dt.date(2025, 12, 31)),
}


def paper(case: Case, on: dt.date) -> str:
    sample = samples.case_subjects(money_statement)["一名被执行人"]
    subject = dataclasses.replace(sample, case=dataclasses.replace(case, number=sample.case.number), on=on)
    return text_of(money_statement.pdf(subject, samples.proof(money_statement, sample)))


@pytest.mark.parametrize("name", CASES)
def test_the_text_of_the_statement_is_the_golden_one(name: str) -> None:
    golden = GOLDEN / f"worked-money_statement-{name}.txt"
    assert paper(*CASES[name]) == golden.read_text(encoding="utf-8")


def test_a_reader_gets_every_segment_again_from_the_page_alone() -> None:
    line = r"至\d{4}-\d\d-\d\d (\d+) ([\d,.]+)\s+LPR ([\d.]+)%的\s*2倍\s*÷365\s+([\d,.]+)"
    found = re.findall(line, paper(*CASES["many-segments"]))
    account = owing.account(*CASES["many-segments"])
    assert len(found) == sum(step.sort == "interest" for step in account.steps) > 12
    for days, base, percent, result in found:
        again = Decimal(base.replace(",", "")) * Decimal(percent) / 100 * 2 * int(days) / 365
        assert again.quantize(Decimal("0.01"), ROUND_HALF_UP) == Decimal(result.replace(",", ""))


@pytest.mark.parametrize("payment_day_counts", [True, False])
@pytest.mark.parametrize("name", ["part-payment", "many-segments"])
def test_every_day_stands_in_one_segment_and_none_is_lost(name: str, payment_day_counts: bool) -> None:
    case, until = CASES[name]
    convention = Convention(payment_day_counts=payment_day_counts)
    account = owing.account(case, until, convention=convention)
    day = dt.timedelta(days=1)
    for sort, whole in (
        ("interest", (case.claim_items[0].accrues_from, until - day)),
        ("double", (dt.date(2024, 7, 16), until if payment_day_counts else until - day)),
    ):
        spans = [(step.first, step.last) for step in account.steps if step.sort == sort]
        assert (spans[0][0], spans[-1][1]) == whole
        assert all(after[0] == before[1] + day for before, after in itertools.pairwise(spans))
    assert all(step.days == (step.last - step.first).days + 1 for step in account.steps)


def test_the_page_shows_the_segments_with_both_their_days_and_says_so() -> None:
    page = re.sub(r"\s", "", paper(*CASES["part-payment"]))
    assert "本金利息2024-01-01至2024-10-22296" in page
    assert "本金利息2024-10-23至2025-01-30100" in page
    assert "加倍部分2024-07-16至2024-10-23100" in page
    assert "加倍部分2024-10-24至2025-01-31100" in page
    assert "每段的起日和止日都计入该段，后一段从前一段止日的次日起算，每日只计一次" in page


@pytest.mark.parametrize("name", CASES)
def test_what_is_owed_in_the_end_stands_on_one_page_with_its_sum(name: str) -> None:
    page = next(page for page in paper(*CASES[name]).split("\n----\n") if "应付款项\n项目" in page)
    assert "应付申请执行人合计" in page


def test_no_statement_is_made_past_the_table() -> None:
    with pytest.raises(MissingFact, match="LPR表只到2026年7月19日"):
        paper(floating(), dt.date(2026, 11, 24))


def test_the_statement_names_its_convention_who_set_it_and_on_what_ground() -> None:
    chosen = Convention(
        payment_day_counts=False, fee_first=True, year_days=360, set_by="方立", set_on=dt.date(2026, 11, 24),
        reason="合议庭意见",
    )  # fmt: skip
    sample = samples.case_subjects(money_statement)["一名被执行人"]
    subject = dataclasses.replace(sample, case=lent(), on=dt.date(2025, 1, 31), convention=chosen)
    said = "".join(money_statement.words(subject))
    assert "一年按360天，付款日不计加倍部分，执行申请费先扣（方立2026-11-24设定，依据：合议庭意见）" in said
    assert "付款日不计（法释" in said
    assert "付款抵充顺序：执行申请费、实现债权的费用" in said
    disputed = dataclasses.replace(
        subject, convention=dataclasses.replace(chosen, dispute="计算口径不一致。")
    )
    assert "计算口径不一致" in "".join(money_statement.words(disputed))
