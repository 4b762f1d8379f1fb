"""空白文书登记: off until the court allows it; every numbered sheet is taken, used, spoilt or given back, none is lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest

from services.actions import blank_forms, kit
from services.actions.blank_forms import numbers_of
from services.cases.plan import Plan, PlanStop
from services.demo import samples
from services.docket.case import Case
from services.errors import BadInput, FieldworkError, NotAllowed
from services.records.sealed_events import BlankForms
from services.session import Session
from services.store import journal, registry

LATER = samples.NOW + dt.timedelta(hours=1)
FORM = "封条"


@pytest.fixture
def case() -> Case:
    return samples.docket().cases[0]


def allow(session: Session, allowed: bool) -> None:
    """The court's word, as the next docket brings it."""
    facts = registry.docket_facts(session.vault)
    assert facts is not None
    newer = dataclasses.replace(samples.docket(), serial=facts.serial + 1, blank_forms=allowed)
    registry.load_docket(session.vault, newer)


@pytest.fixture
def allowed(session: Session) -> Session:
    allow(session, True)
    return session


def test_nothing_is_taken_out_or_used_before_the_court_allows_it(session: Session, case: Case) -> None:
    assert not blank_forms.register(session).shown
    for deed in (
        lambda: blank_forms.take(session, FORM, ("封01",), "内勤", LATER),
        lambda: blank_forms.use(session, FORM, ("封01",), case.number, "贴门", LATER),
    ):
        with pytest.raises(NotAllowed, match="没有开启空白文书登记"):
            deed()
    assert journal.entries(session.vault, kinds=(BlankForms.code,)) == []


def test_every_sheet_is_accounted_for(allowed: Session, case: Case) -> None:
    blank_forms.take(allowed, FORM, numbers_of("封0001-封0005"), "内勤王某", LATER)
    blank_forms.use(allowed, FORM, ("封0001", "封0002"), case.number, "贴于大门", LATER)
    blank_forms.spoil(allowed, FORM, ("封0003",), "写错日期", LATER)
    found = blank_forms.give_back(allowed, FORM, ("封0004",), "内勤王某", LATER)
    assert [(s.number, s.deed) for s in found.sheets] == [
        ("封0001", "used"),
        ("封0002", "used"),
        ("封0003", "spoilt"),
        ("封0004", "returned"),
        ("封0005", "taken"),
    ]
    assert [s.number for s in found.on_hand] == ["封0005"]
    assert (found.sheets[0].case, found.sheets[0].note) == (case.number, "贴于大门")
    plan = Plan(day=samples.NOW.date(), stops=(PlanStop(case=case.number, place="家"),))
    assert "空白文书 1 张" in [item.title for item in kit.items(allowed, plan)]
    assert blank_forms.take(allowed, FORM, ("封0004",), "内勤王某", LATER).sheets[3].on_hand


@pytest.mark.parametrize(
    ("deed", "why"),
    [
        (lambda s, c: blank_forms.take(s, FORM, ("封0001",), "内勤", LATER), "已登记为“领出”"),
        (lambda s, c: blank_forms.take(s, "", ("封0009",), "内勤", LATER), "写明是什么文书"),
        (lambda s, c: blank_forms.take(s, FORM, ("封0009",), " ", LATER), "由谁发出"),
        (lambda s, c: blank_forms.use(s, FORM, ("封0009",), c, "贴门", LATER), "封条 封0009 不在手上"),
        (lambda s, c: blank_forms.use(s, "传票", ("封0001",), c, "贴门", LATER), "传票 封0001 不在手上"),
        (lambda s, c: blank_forms.use(s, FORM, ("封0001",), c, "", LATER), "用来做什么"),
        (lambda s, c: blank_forms.use(s, FORM, ("封0001",), "（2020）浙0822执1号", "贴门", LATER), "没有"),
        (lambda s, c: blank_forms.spoil(s, FORM, ("封0001",), "", LATER), "怎么作废"),
        (lambda s, c: blank_forms.give_back(s, FORM, ("封0001",), "", LATER), "交回给谁"),
    ],
)
def test_what_does_not_add_up_is_refused_and_nothing_is_written(
    allowed: Session, case: Case, deed: Callable[[Session, str], object], why: str
) -> None:
    before = blank_forms.take(allowed, FORM, ("封0001",), "内勤", LATER)
    with pytest.raises(FieldworkError, match=why):
        deed(allowed, case.number)
    assert blank_forms.register(allowed) == before


def test_what_is_on_hand_when_the_court_stops_it_can_only_be_given_back(allowed: Session, case: Case) -> None:
    blank_forms.take(allowed, FORM, ("封0001", "封0002"), "内勤", LATER)
    allow(allowed, False)
    assert blank_forms.register(allowed).shown
    with pytest.raises(NotAllowed, match="没有开启"):
        blank_forms.use(allowed, FORM, ("封0001",), case.number, "贴门", LATER)
    blank_forms.spoil(allowed, FORM, ("封0001",), "受潮", LATER)
    assert not blank_forms.give_back(allowed, FORM, ("封0002",), "内勤", LATER).shown


def test_numbers_are_read_as_people_write_them() -> None:
    assert numbers_of("封0009-封0011") == ("封0009", "封0010", "封0011")
    assert numbers_of("封0009－0011") == ("封0009", "封0010", "封0011")
    assert numbers_of("封0001、封0007，A3") == ("封0001", "封0007", "A3")


@pytest.mark.parametrize(
    "text", ["", " 、", "封01、封01", "封09-函11", "封20-封10", "封0001-封0400", "x" * 41]
)
def test_numbers_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        numbers_of(text)
