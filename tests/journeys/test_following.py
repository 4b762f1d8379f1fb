"""What follows a measure: an 活封 whose terms are broken becomes 死封; a payment frees a car within the hour."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from services.actions import finding, gates
from services.records import catalogue
from services.records.kinds.inspection import Inspection
from services.records.kinds.payment import Payment
from services.records.kinds.release import Release
from services.records.kinds.sealing import Sealing
from tests.fixtures_journey import SECRET, START, OpenHands, Station
from tests.journeys import acting, following, seizing, visiting
from tests.journeys.hands import Hands
from ui.pages.case import CasePage
from ui.pages.documents import DocumentsPage
from ui.pages.finished import FinishedPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
# A sealing is held to the bar of a car, what follows a measure to that of a talk (design.md §1.6).
BAR_SECONDS, MET_SECONDS = 180.0, 90.0


def papers_of(hands: Hands, *names: str, to_seal: tuple[str, ...] = ()) -> None:
    """出具文书, these papers one by one and those that wait for the court's seal, then back to the record."""
    hands.press("出具文书")
    hands.until(lambda: isinstance(hands.page, DocumentsPage) and hands.page.chosen is not None)
    for name in names:
        seizing.issue(hands, name)
    for name in to_seal:
        seizing.issue(hands, name, "待签发稿")
    assert hands.window.frame is not None
    hands.tap(hands.window.frame._back)
    hands.until(lambda: isinstance(hands.page, FinishedPage))


def back_to_case(hands: Hands) -> None:
    """Back to the case that the record was begun from."""
    assert hands.window.frame is not None
    hands.tap(hands.window.frame._back)
    hands.until(lambda: isinstance(hands.page, CasePage))


def test_a_breach_at_an_inspection_turns_a_thing_in_use_into_one_sealed_for_good(
    station: Station, open_hands: OpenHands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seizing.printer(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    case = station.case
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    second = hands.session.colleagues[0].name
    following.open_case(hands, case)
    hands.taps = hands.signs = 0
    following.begin_kind(hands, Sealing, "挖掘机")
    following.seal_in_use(hands, case, second, tmp_path)
    assert hands.taps <= 60, (
        "a machine sealed in use, from the case to the first signature, two photos included"
    )
    assert hands.effort <= BAR_SECONDS, f"{hands.taps} taps, {hands.signs} signs written"
    assert hands.draft.prefilled == frozenset()
    assert [s.duty.code for s in hands.record.gate.blocked] == []
    seizing.sign(hands)
    sealed = seizing.finish(hands, Sealing)
    papers_of(hands, "查封财产清单", "查封笔录", "保管、使用财产承诺书", to_seal=("封条", "查封公告"))
    back_to_case(hands)

    following.begin_follow_up(hands, Inspection, sealed.id)
    about = hands.draft.values["measure"]
    assert about.measure.id == sealed.id, "the officer's own measure, not the docket's"
    assert about.custody.allowed == "仅限采石场内作业"
    hands.taps = hands.signs = 0
    following.find_breach(hands, case, second, tmp_path)
    assert hands.taps <= 40, "an inspection that finds a breach and ends the use"
    assert hands.effort <= MET_SECONDS, f"{hands.taps} taps, {hands.signs} signs written"
    assert [s.duty.code for s in hands.record.gate.blocked] == []
    seizing.sign(hands)
    entry = seizing.finish(hands, Inspection)
    assert "已转死封" in catalogue.read(entry).said.summary()  # type: ignore[attr-defined]
    papers_of(hands, "查看笔录")

    file = hands.ask(lambda: finding.case_file(hands.session, case.number, START.date()))
    (after,) = (held for held in file.measures if held.measure.id == sealed.id)
    assert (after.measure.in_use, after.custody.custodian, after.custody.user) == (
        False,
        seizing.CUSTODIAN,
        "",
    )
    tasks = hands.ask(lambda: gates.office(hands.session, entry.matter, entry.made_at))
    assert [s.duty.code for s in tasks if s.state == "missing"] == ["breach_reported"]
    assert visiting.faults(hands) == []


def test_a_payment_frees_a_car_within_the_hour_with_its_papers(
    station: Station, open_hands: OpenHands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seizing.printer(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    case = station.case
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    second = hands.session.colleagues[0].name
    seizing.find_and_begin(hands, case)
    seizing.arrive(hands, case, second)
    seizing.identify(hands, case)
    seizing.look_over(hands, tmp_path)
    seizing.hand_over(hands)
    seizing.sign(hands)
    seized = seizing.finish(hands)
    back_to_case(hands)
    hands.taps = hands.signs = 0
    acting.pick(hands, Payment)
    taken = acting.take_payment(hands, case, "300000", "0090012345")
    assert hands.taps <= 32, "a payment, from the case to the finished record"
    assert hands.effort <= MET_SECONDS, f"{hands.taps} taps, {hands.signs} signs written"
    back_to_case(hands)

    following.begin_follow_up(hands, Release, seized.id)
    assert hands.draft.values["measure"].measure.id == seized.id
    assert hands.draft.values["measure"].custody.custodian == seizing.CUSTODIAN
    hands.taps = hands.signs = 0
    following.release_paid(hands, case, second, tmp_path)
    assert hands.taps <= 46, "a release for payment, everything handed back counted"
    assert hands.effort <= MET_SECONDS, f"{hands.taps} taps, {hands.signs} signs written"
    assert [s.duty.code for s in hands.record.gate.blocked] == []
    seizing.sign(hands)
    freed = seizing.finish(hands, Release)
    papers_of(hands, "解除、交还笔录", to_seal=("解除措施裁定书",))

    file = hands.ask(lambda: finding.case_file(hands.session, case.number, START.date()))
    assert [held for held in file.measures if held.measure.id == seized.id] == []
    assert taken.made_at < freed.made_at < taken.made_at + dt.timedelta(hours=1)
    said = catalogue.read(freed).said
    assert isinstance(said, Release)
    assert (str(said.paid), said.receipt_number) == ("300000", "0090012345")
    standing = hands.ask(lambda: gates.office(hands.session, freed.matter, freed.made_at))
    assert {s.duty.code for s in standing} >= {"parties_served"}
    assert visiting.faults(hands) == []
