"""A settlement in three parts: laid out by one key, signed by all, and each part stands on the radar."""

from __future__ import annotations

import pytest

from services.actions import finding, reminding
from services.records import catalogue
from services.records.kinds.settlement import TOLD, Settlement
from tests.fixtures_journey import SECRET, START, OpenHands, Station
from tests.journeys import acting, visiting
from tests.journeys.acting import choose, part, write, yes

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_the_parts_of_a_settlement_stand_on_the_radar(station: Station, open_hands: OpenHands) -> None:
    case = station.case
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    acting.begin(hands, case, Settlement)
    debtor, creditor = case.debtors[0].name, case.creditors[0].name

    part(hands, "各方与地点")
    choose(hands, "form", "口头和解，记入笔录")
    write(hands, "place", "本院第三调解室")
    acting.colleague(hands, hands.session.colleagues[0].name)
    yes(hands, "id_shown", "recorder_on")
    hands.tap(hands.editor("present").known[debtor])
    acting.someone(hands, creditor, "申请执行人")
    acting.confirm_part(hands)

    part(hands, "付款安排")
    acting.tick(hands, "changed", "期限", "方式")
    write(hands, "total", "10000")
    plan = hands.editor("instalments")
    for line, words in ((plan.total, "10000"), (plan.count, "3"), (plan.first, "2026-12-24")):
        hands.write(line, words)
    hands.tap(plan.even_key)
    choose(hands, "way", "直接付给申请执行人")
    choose(hands, "interest", "按期付清的免除")
    choose(hands, "fee_borne", "被执行人")

    part(hands, "措施与违约")
    write(hands, "default_clause", "任一期未付，恢复执行原判")
    choose(hands, "afterwards", "不中止，措施照常")
    acting.tick(hands, "told", *TOLD)
    assert hands.record.gate.blocked == ()
    names = acting.sign(hands)
    assert {debtor, creditor} <= set(names)
    entry = acting.finish(hands)
    agreed = catalogue.read(entry).said
    assert isinstance(agreed, Settlement)
    assert [str(p.amount) for p in agreed.instalments] == ["3333.33", "3333.33", "3333.34"]

    hands.ask(lambda: reminding.catch_up_all(hands.session))
    radar = hands.ask(lambda: reminding.read(hands.session, START.date()))
    mine = [r for r in radar.rows if r.number == case.number and r.due.sort == "instalment"]
    assert [r.due.on for r in mine][:2] == [p.due_on for p in agreed.instalments][
        :2
    ]  # the third lies past 90 days
    file = hands.ask(lambda: finding.case_file(hands.session, case.number, START.date()))
    assert any(d.what == "和解第 1 期 3,333.33 元" for d in file.deadlines)
    assert visiting.faults(hands) == []
