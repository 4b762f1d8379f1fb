"""Money taken on site is tried against a real vault's case: its use is shown and nothing is written."""

from __future__ import annotations

import pytest

from services.actions import accounts, finding
from services.cases.owing import BadStatement
from services.demo import samples
from services.session import Session
from services.store import journal

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
