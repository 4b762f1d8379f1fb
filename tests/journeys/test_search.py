"""A search on the president's warrant: the safe is opened after an order, what lies in it becomes a signed inventory."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.actions import finding, issuing
from services.records import catalogue
from services.records.kinds.premises_search import PremisesSearch
from tests.fixtures_journey import SECRET, START, OpenHands, Station
from tests.journeys import acting, seizing, visiting
from tests.journeys.acting import choose, part, write, yes
from ui.pages.documents import DocumentsPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
CUSTODIAN = "郑保管"


def test_what_a_search_finds_becomes_a_signed_inventory(
    station: Station, open_hands: OpenHands, tmp_path: Path
) -> None:
    case = station.case
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    acting.begin(hands, case, PremisesSearch)
    _warrant(hands, case.places[0].text)
    _arrival(hands, case.debtors[0].name, case.grassroots)
    _opening(hands)
    _found(hands)
    _custody(hands, tmp_path)
    assert [s.duty.code for s in hands.record.gate.blocked] == []
    names = acting.sign(hands)
    assert {case.debtors[0].name, "季文", CUSTODIAN} <= set(names)
    entry = acting.finish(hands)
    record = catalogue.read(entry).said
    assert isinstance(record, PremisesSearch)
    assert [(r.name, r.disposition) for r in record.taken] == [("手表", "扣押")]
    file = hands.ask(lambda: finding.case_file(hands.session, case.number, START.date()))
    (held,) = [m for m in file.measures if m.entry == entry.id]
    assert (held.name, held.measure.expires_on) == ("搜查扣押的手表", record.term_until)

    hands.press("出具文书")
    hands.until(lambda: isinstance(hands.page, DocumentsPage) and hands.page.chosen is not None)
    for name in ("查封、扣押财产清单", "搜查笔录"):
        paper = seizing.issue(hands, name)
        assert hands.ask(lambda: issuing.stored_pdf(hands.session, paper.id)).startswith(b"%PDF")  # noqa: B023
    assert visiting.faults(hands) == []


def _warrant(hands: acting.Hands, place: str) -> None:
    part(hands, "搜查令与事由")
    write(hands, "warrant_number", "（2026）浙0822执900001号之二")
    write(hands, "warrant_on", "2026-11-23")
    second = hands.session.colleagues[0].name
    named = hands.editor("warrant_searchers")
    hands.tap(named.display)
    for name in (hands.session.officer.name, second):
        hands.tap(named.key(name))
    yes(hands, "warrant_covers", "ordered")
    write(hands, "hidden", "申报无财产，家中存放贵重物品")
    acting.tick(hands, "looked_for", "现金", "金银首饰")
    write(hands, "place", place)
    acting.confirm_part(hands)


def _arrival(hands: acting.Hands, debtor: str, grassroots: str) -> None:
    part(hands, "到场与告知")
    acting.colleague(hands, hands.session.colleagues[0].name)
    yes(hands, "in_dress", "id_shown", "warrant_shown", "recorder_on", "outsiders_out")
    hands.tap(hands.editor("present").known[debtor])
    acting.someone(hands, "季文", "基层组织")
    acting.tick(hands, "told", "搜查的依据和目的", "保管人的责任")
    if not hands.draft.values.get("searched"):
        write(hands, "searched", debtor)
    acting.confirm_part(hands)


def _opening(hands: acting.Hands) -> None:
    part(hands, "开启与搜查")
    choose(hands, "opening", "强制开启")
    yes(hands, "ordered_open")
    write(hands, "opened_what", "保险柜")
    write(hands, "opened_by", "开锁师傅")
    write(hands, "spots", "主卧保险柜")
    hands.tap(hands.editor("body").keys.no)


def _found(hands: acting.Hands) -> None:
    part(hands, "搜查所得")
    panel = hands.editor("found").panel
    hands.write(panel.name, "轮椅")
    assert "可能是身体缺陷" in panel.doubt.sentence, "asked about while it is being written"
    hands.write(panel.name, "手表")
    assert panel.doubt.sentence == ""
    hands.tap(panel.ways["扣押"])
    yes(
        hands, "possessed", "indivisible", "no_other_property"
    )  # the things on record are worth the claim already
    hands.tap(hands.editor("exempt").keys.no)
    write(hands, "estimate", "8000")


def _custody(hands: acting.Hands, folder: Path) -> None:
    part(hands, "保管与期限")
    write(hands, "custodian", CUSTODIAN)
    write(hands, "kept_at", "本院保管室")
    photos = hands.editor("photos")
    visiting.picture(folder / "warrant.jpg")
    hands.choose_in_dialog(photos.slots["搜查令"], folder / "warrant.jpg")
    hands.until(lambda: "搜查令" in {p.slot for p in photos.photos})
    hands.window.activateWindow()
    hands.until(hands.window.isActiveWindow)
    ended = hands.editor("ended_at")
    hands.tap(ended.line)
    hands.tap(ended.steps["现在"])
    acting.confirm_part(hands)
