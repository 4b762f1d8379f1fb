"""A car, from a search on 案件 to the signed inventory in the debtor's hand: every tap through the real window."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from services.actions import gates, issuing, printing
from services.records import catalogue
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.store import journal
from tests.fixtures_journey import SECRET, OpenHands, Station
from tests.journeys import seizing, visiting
from ui.pages.documents import DocumentsPage
from ui.pages.finished import FinishedPage

BAR_SECONDS, PAPER_SECONDS = (
    180.0,
    10.0,
)  # design.md §1.6: a car 3 min; paper on the table 10 s after the last tap

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_from_the_search_to_the_signed_inventory_in_the_debtors_hand(
    station: Station, open_hands: OpenHands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool = seizing.printer(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    case = station.case
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    second = hands.session.colleagues[0].name
    hands.taps = hands.signs = 0
    seizing.find_and_begin(hands, case)
    assert hands.draft.subject == case.vehicles[0].id
    assert hands.record.done_key.missing.startswith("还差")

    seizing.arrive(hands, case, second)
    seizing.identify(hands, case)
    seizing.look_over(hands, tmp_path)
    seizing.hand_over(hands)
    assert hands.draft.prefilled == frozenset()
    assert hands.record.gate.blocked == ()
    assert hands.taps <= 90, "from 找案件 to the first signature, nine photos included"
    assert hands.effort <= BAR_SECONDS, f"{hands.taps} taps, {hands.signs} signs written"

    names = seizing.sign(hands, on_paper=(seizing.CUSTODIAN,))
    assert set(names) >= {case.debtors[0].name, seizing.COMMUNITY, seizing.CUSTODIAN, second}
    entry = seizing.finish(hands)

    record = catalogue.read(entry).said
    assert isinstance(record, VehicleSeizure)
    assert record.vin == seizing.car_of(case).vin
    assert record.odometer == 86412
    assert {s.name: s.way for s in record.signatures}[seizing.CUSTODIAN] == "paper"
    assert all(s.bound for s in record.signatures)
    assert "待第二人确认" not in hands.read(hands.page), f"{second} has signed himself"
    leaving = hands.key("离场")
    assert leaving.missing == "离场校验还差 3 项"  # type: ignore[attr-defined]

    hands.press("出具文书")
    hands.until(lambda: isinstance(hands.page, DocumentsPage) and hands.page.chosen is not None)
    printed: set[Path] = set()
    for name in ("扣押财产清单", "扣押车辆笔录"):
        asked = time.process_time()
        paper = seizing.issue(hands, name)
        seizing.print_out(hands, paper)
        assert time.process_time() - asked < PAPER_SECONDS / 2, "the printer needs its own half"
        (sheet,) = set(spool.glob("*.pdf")) - printed
        printed.add(sheet)
        stored = hands.ask(lambda: issuing.stored_pdf(hands.session, paper.id))  # noqa: B023
        assert sheet.read_bytes() == stored, "what was stored is what was printed"
        seizing.sign_in_ink(hands, seizing.CUSTODIAN)
        seizing.photograph(hands, sheet, tmp_path)
        if name == "扣押财产清单":
            seizing.deliver(hands, case.debtors[0].name)
    assert printing.page_count(min(printed).read_bytes()) >= 1
    assert "-n 3" in (spool / "jobs").read_text(encoding="utf-8")

    assert hands.window.frame is not None
    hands.tap(hands.window.frame._back)
    hands.until(lambda: isinstance(hands.page, FinishedPage) and "可以离场" in hands.read(hands.page))
    hands.press("离场")
    hands.until(lambda: hands.on("今日"))
    assert visiting.faults(hands) == []
    standing = hands.ask(lambda: gates.leave(hands.session, entry.matter, entry.made_at))
    assert {s.state for s in standing} == {"met"}
    kinds = [e.kind for e in hands.ask(lambda: journal.entries(hands.session.vault, matter=entry.matter))]
    assert kinds.count("document_issued") == 2
    assert kinds.count("paper_step") == 7
