"""Wrongs and rights met on site: a detention with its hours, a referral to the police, an outsider who claims a thing."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from services.actions import finding, gates, issuing
from services.entries.entry import Entry
from services.records import catalogue
from services.records.claim_duties import IN_WRITING, SUIT
from services.records.kinds.outsider_claim import OUTSIDER, OutsiderClaim
from services.records.kinds.referral import ITEMS, Referral
from services.records.kinds.sanction import ACTS, BOTH, Sanction
from tests.fixtures_journey import SECRET, START, OpenHands, Station
from tests.journeys import acting, visiting
from tests.journeys.acting import choose, part, write, yes
from tests.journeys.hands import Hands
from tests.unit.documents.sheets import pages

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_a_detention_waits_for_the_president_the_police_and_the_family(
    station: Station, open_hands: OpenHands
) -> None:
    case = station.case
    debtor = case.debtors[0].name
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    acting.begin(hands, case, Sanction)
    part(hands, "谁做了什么")
    choose(hands, "measure", BOTH)
    write(hands, "offender", debtor)
    choose(hands, "offender_is", "被执行人")
    hands.tap(hands.editor("unit").keys.no)
    acting.tick(hands, "act", ACTS[2])
    write(hands, "place", case.places[0].text)
    acting.colleague(hands, hands.session.colleagues[0].name)
    yes(hands, "id_shown", "recorder_on")
    write(hands, "facts", "撕毁封条，推搡执行人员")
    acting.someone(hands, debtor, "行为人")
    acting.confirm_part(hands)
    part(hands, "证据")
    evidence(hands, "执法记录仪录像", "录像")
    part(hands, "处置与批准")
    hands.tap(hands.editor("punished_before").keys.no)
    write(hands, "fine", "20000")
    write(hands, "days", "10")
    hands.tap(hands.editor("urgent").keys.no)
    yes(hands, "review_told")
    assert [s.duty.code for s in hands.record.gate.blocked] == ["president_approved"], (
        "nobody is detained before"
    )
    write(hands, "approved_by", "季院长")
    write(hands, "approval_number", "（2026）浙0822司惩9号")
    part(hands, "送交与通知")
    write(hands, "health", "身体健康，无需照料的人")
    assert [s.duty.code for s in hands.record.gate.blocked] == []
    names = acting.sign(hands)
    assert debtor in names
    entry = acting.finish(hands)

    waiting = hands.ask(lambda: gates.office(hands.session, entry.matter, entry.made_at))
    assert {s.duty.code for s in waiting if s.state == "missing"} == {"handed_to_police", "family_told"}
    for code, told in (("handed_to_police", "常山县公安局，汪法警送交"), ("family_told", "电话告知徐云芝")):
        hands.ask(
            lambda code=code, told=told: gates.meet(hands.session, entry.matter, code, told, "", None, START)
        )  # type: ignore[misc]
    done = hands.ask(lambda: gates.office(hands.session, entry.matter, entry.made_at))
    assert {s.state for s in done} == {"met"}
    words = paper(hands, entry, "sanction_decision")
    assert "待签发稿" in words
    assert "罚款20,000.00元（人民币贰万元整）" in words
    assert "拘留10日" in words
    assert "三日内" in words, "the right to a review"
    assert visiting.faults(hands) == []


def test_a_refusal_after_a_fine_is_referred_to_the_police_item_by_item(
    station: Station, open_hands: OpenHands
) -> None:
    case = station.case
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    acting.begin(hands, case, Referral)
    part(hands, "事实")
    write(hands, "suspect", case.debtors[0].name)
    if not hands.draft.values.get("duty"):
        write(hands, "duty", "偿还借款本息")
    acting.tick(hands, "items", ITEMS[3])
    write(hands, "facts", "虚假报告财产，经罚款后仍不执行")
    write(hands, "ability", "名下有货车，账户有流水")
    write(hands, "measures_taken", "2026年3月2日发出执行通知")
    write(hands, "reason", "有能力执行而拒不执行，情节严重")
    acting.confirm_part(hands)
    part(hands, "材料与送交")
    evidence(hands, "罚款决定书", "复印件")
    write(hands, "station", "常山县公安局")
    acting.confirm_part(hands)
    assert [s.duty.code for s in hands.record.gate.blocked] == ["sanctioned_before"], (
        "item four asks for a fine before"
    )
    part(hands, "事实")
    write(hands, "prior_sanction", "（2026）浙0822司惩3号")
    assert hands.record.gate.blocked == ()
    entry = acting.finish(hands)
    words = paper(hands, entry, "referral_letter")
    assert "待签发稿" in words
    assert "罚款决定书" in words
    assert "司惩3号" in words
    (left,) = hands.ask(lambda: gates.office(hands.session, entry.matter, entry.made_at))
    assert (left.duty.code, left.state) == ("taken_by_police", "missing")
    assert visiting.faults(hands) == []


def test_an_outsider_claims_a_thing_and_his_fifteen_days_run(station: Station, open_hands: OpenHands) -> None:
    case = station.case
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    acting.begin(hands, case, OutsiderClaim)
    hands.taps = hands.signs = 0
    part(hands, "谁主张什么")
    write(hands, "claimant", "季承租")
    write(hands, "claimed_things", "客厅内钢琴一架")
    choose(hands, "right", "所有权")
    write(hands, "grounds", "系本人出资购买")
    choose(hands, "possessed_by", "被执行人")
    part(hands, "现场与证据")
    write(hands, "place", case.places[0].text)
    acting.colleague(hands, hands.session.colleagues[0].name)
    yes(hands, "id_shown", "recorder_on")
    acting.someone(hands, "季承租", OUTSIDER)
    evidence(hands, "购买发票", "原件")
    acting.confirm_part(hands)
    part(hands, "告知与处理")
    yes(hands, "in_writing")
    received = hands.editor("received_at")
    hands.tap(received.line)
    hands.tap(received.steps["现在"])
    choose(hands, "handled", "该财产暂不采取措施")
    assert [s.duty.code for s in hands.record.gate.blocked] == ["rights_told"], (
        "his rights are told before he signs"
    )
    acting.tick(hands, "told", IN_WRITING, SUIT)
    assert hands.record.gate.blocked == ()
    assert hands.effort < 120, f"{hands.taps} taps, {hands.signs} signs written"
    assert "季承租" in acting.sign(hands)
    entry = acting.finish(hands)
    said = catalogue.read(entry).said
    assert isinstance(said, OutsiderClaim)
    assert [row.name for row in said.evidence] == ["购买发票"]
    file = hands.ask(lambda: finding.case_file(hands.session, case.number, START.date()))
    assert [d.on for d in file.deadlines if d.entry == entry.id] == [dt.date(2026, 12, 9)]
    words = paper(hands, entry, "outsider_transcript")
    assert "十五日" in words
    (left,) = hands.ask(lambda: gates.office(hands.session, entry.matter, entry.made_at))
    assert (left.duty.code, left.state) == ("objection_handed_on", "missing")
    assert visiting.faults(hands) == []


def evidence(hands: Hands, name: str, sort: str) -> None:
    """One piece on the list, by its keys."""
    panel = hands.editor("evidence").panel
    hands.tap(panel.words[name])
    hands.tap(panel.ways[sort])


def paper(hands: Hands, entry: Entry, document: str) -> str:
    """The paper issued, in words without spaces."""
    pdf = hands.ask(lambda: issuing.issue(hands.session, document, entry.id, START)).pdf
    return re.sub(r"\s", "", "".join(pages(pdf)))
