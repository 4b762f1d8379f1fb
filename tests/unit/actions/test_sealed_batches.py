"""Sealed papers of a series: which of 740 can be printed now, and why each of the others is left alone."""

from __future__ import annotations

import datetime as dt

import pytest

from services.actions import sealed, sealed_batches
from services.demo import samples
from services.docket.case import Case
from services.errors import NotAllowed
from services.session import Session
from services.store.vault import Vault
from tests import fixtures_sealed as papers
from tests.fixtures_series import done, session_of
from tests.fixtures_series import households as first_households

LATER = samples.NOW + dt.timedelta(hours=1)
NOTICE = "moving_out_notice"


@pytest.fixture
def households() -> tuple[Case, ...]:
    """Six of the demo's 740."""
    return first_households(6)


@pytest.fixture
def session(vault: Vault, households: tuple[Case, ...]) -> Session:
    single = next(c for c in samples.docket().cases if c.series is None)
    return session_of(vault, single, *households)


def test_what_can_be_printed_stands_by_case_and_each_other_has_its_reason(
    session: Session, households: tuple[Case, ...]
) -> None:
    numbers = [c.number for c in households]
    first, second, used, recalled, absent, none = numbers
    for mark, number in enumerate((first, second, used, recalled, absent)):
        papers.hand_down(session, number, raw=papers.notice(mark=f"{mark}"), here=number != absent)
    papers.hand_down(session, recalled, raw=papers.notice(mark="3"), recalled_why="地址写错")
    papers.hand_down(session, none, raw=papers.notice(mark="别的"), document="search_warrant")
    (before,) = sealed.papers(session, used)
    sealed.take_copies(session, before.id, 1, "A4", LATER)
    series = sealed_batches.series(session, first, NOTICE)
    assert (series.name, list(series.members)) == ("强制迁出公告", numbers)
    plan = done(sealed_batches.plan(session, NOTICE, series.members))
    assert [paper.cases[0] for paper in plan.ready] == [first, second]
    assert plan.most == 2
    told = {one.number: one.why for one in plan.left_out}
    assert "先前已印 1 份" in told[used]
    assert "已收回" in told[recalled]
    assert "请先同步" in told[absent]
    assert "没有下发" in told[none]


def test_the_smallest_number_of_copies_is_what_each_may_have(
    session: Session, households: tuple[Case, ...]
) -> None:
    for copies, case in zip((3, 1), households, strict=False):
        papers.hand_down(session, case.number, raw=papers.notice(mark=f"{copies}"), copies=copies)
    plan = done(sealed_batches.plan(session, NOTICE, [c.number for c in households]))
    assert (len(plan.ready), plan.most) == (2, 1)


def test_a_case_by_itself_has_no_series_to_print(session: Session) -> None:
    single = next(c.number for c in samples.docket().cases if c.series is None)
    with pytest.raises(NotAllowed, match="不属于系列案"):
        sealed_batches.series(session, single, NOTICE)
