"""A summons that a delivery on this terminal says was served is what a later fetching may lean on; nothing else is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from services.actions import gates, recording
from services.docket.case import Case
from services.position.fix import NoFix
from services.records.delivery_duties import SELF
from services.records.kinds.delivery import Delivery
from services.records.kinds.interview import Interview
from services.records.record import Record
from services.records.values import Handed, Person
from services.session import Session
from services.store import registry
from tests.factories import NOW
from tests.unit.records.of_kinds import delivery, interview

BEFORE = NOW - dt.timedelta(days=6)
FETCHED = {
    "brought": "被拘传到场", "fetching_number": "（2026）浙0822执900001号之三", "approved_by": "王院长",
    "fetched_at": NOW - dt.timedelta(minutes=30), "began_at": NOW, "ended_at": NOW + dt.timedelta(hours=1),
}  # fmt: skip


def begun(session: Session, kind: type[Record], case: Case, at: dt.datetime, answers: dict[str, Any]) -> Any:
    draft = recording.start(session, kind, (case.number,), at, NoFix(reason="室内", at=at))
    for name, value in answers.items():
        draft = draft.answered(name, value)
    return recording.confirm_all(session, draft, at)


def summoned(session: Session, case: Case) -> str:
    """How the duty stands for a talk with the debtor who was fetched today."""
    him = Person(name=case.debtors[0].name, role="被执行人")
    draft = begun(session, Interview, case, NOW, interview.answers(**FETCHED, person=(him,), signatures=None))
    found = {s.duty.code: s for s in gates.standings(session, draft, "sign", NOW)}
    return found["summoned_before"].text if found["summoned_before"].state == "met" else ""


def serve(session: Session, case: Case, title: str, outcome: str = "本人签收") -> None:
    him = case.debtors[0].name
    taken = (Person(name=him, role=SELF),) if outcome == "本人签收" else None
    answers = delivery.answers(
        outcome=outcome, receiver=him, taken_by=taken, served_at=BEFORE, papers=(Handed(title=title, number="900001号"),),
        not_served_why="无人在家" if outcome == "未送达" else None,
    )  # fmt: skip
    recording.commit(session, begun(session, Delivery, case, BEFORE, answers), BEFORE)


def a_case(session: Session) -> Case:
    """A case whose docket knows of no summons."""
    number = session.vault.db.execute("SELECT number FROM docket_case WHERE live LIMIT 1").fetchone()[0]
    case = registry.case(session.vault, number)
    assert not any(p.title.startswith("传票") and p.on for p in case.served)
    return case


def test_a_summons_served_by_a_record_opens_the_way_to_fetching(session: Session) -> None:
    case = a_case(session)
    assert summoned(session, case) == ""
    serve(session, case, "执行通知书")
    serve(session, case, "传票", outcome="未送达")
    assert summoned(session, case) == "", "neither another paper nor a summons that reached nobody"
    serve(session, case, "传票")
    assert summoned(session, case) == "900001号，2026年11月18日直接送达"
