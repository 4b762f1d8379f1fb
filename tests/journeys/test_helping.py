"""协助: a notice handed to a bank that answers later, the day on the radar, and the reply that takes it off again."""

from __future__ import annotations

import datetime as dt

import pytest

from services.actions import finding, reminding
from services.records import catalogue
from services.records.kinds.assistance import Assistance
from services.records.kinds.assistance_reply import AssistanceReply
from tests.fixtures_journey import SECRET, START, OpenHands, Station
from tests.journeys import acting, visiting
from tests.journeys.acting import choose, part, write, yes
from tests.journeys.hands import Hands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

BANK = "演示农商银行"


def test_a_bank_answers_later_and_its_reply_is_logged_with_the_time(
    station: Station, open_hands: OpenHands
) -> None:
    case = station.case
    notice = f"{case.number}协助一"
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    acting.begin(hands, case, Assistance)
    hands.taps = hands.signs = 0
    hand_over(hands, notice)
    names = acting.sign(hands)
    assert {"占文", hands.session.officer.name} <= set(names)
    handed = acting.finish(hands)
    assert hands.effort < 150, f"{hands.taps} taps, {hands.signs} signs written"
    assert waiting(hands, case.number) == [(handed.id, dt.date(2026, 12, 1))]

    hands.press("看案件")
    hands.until(lambda: case.number in hands.read(hands.page))
    acting.pick(hands, AssistanceReply)
    told = hands.draft.values
    assert (told["notice_number"], told["unit"]) == (notice, BANK), (
        "the one that waits is not asked for again"
    )
    choose(hands, "came_by", "当面取回")
    choose(hands, "result", "已办理")
    write(hands, "content", "已冻结存款")
    acting.confirm_part(hands)
    part(hands, "结果与留底")
    write(hands, "amount", "12600")
    for name, day in (("frozen_from", "2026-11-24"), ("frozen_until", "2027-11-23")):
        write(hands, name, day)
    write(hands, "reply_number", "演示复字9号")
    acting.confirm_part(hands)
    entry = acting.finish(hands)
    reply = catalogue.read(entry).said
    assert isinstance(reply, AssistanceReply)
    assert (reply.notice_number, str(reply.amount)) == (notice, "12600")
    assert reply.replied_at.date() == START.date()
    assert waiting(hands, case.number) == []
    file = hands.ask(lambda: finding.case_file(hands.session, case.number, START.date()))
    assert {handed.id, entry.id} <= {row.entry for row in file.timeline}
    assert visiting.faults(hands) == []


def hand_over(hands: Hands, notice: str) -> None:
    """The notice goes over the counter; the bank will answer within a week."""
    part(hands, "要求谁做什么")
    choose(hands, "unit_kind", "银行")
    write(hands, "unit", BANK)
    acting.tick(hands, "asked_for", "冻结")
    write(hands, "content", "冻结被执行人名下存款")
    write(hands, "cap", "20000")
    write(hands, "ruling_number", f"{notice[:-3]}之一")
    write(hands, "notice_number", notice)
    yes(hands, "sealed")
    acting.confirm_part(hands)
    part(hands, "送交与答复")
    write(hands, "place", "演示农商银行营业部")
    acting.colleague(hands, hands.session.colleagues[0].name)
    yes(hands, "id_shown")
    choose(hands, "way", "直接送达")
    acting.someone(hands, "占文", "接收人")
    choose(hands, "reply", "收件，限期回复")
    write(hands, "reply_by", "2026-12-01")
    acting.confirm_part(hands)
    assert [s.duty.code for s in hands.record.gate.blocked] == []


def waiting(hands: Hands, number: str) -> list[tuple[str, dt.date]]:
    """What of this case waits on the radar for a reply: the entry, and by when."""
    hands.ask(lambda: reminding.catch_up_all(hands.session))
    radar = hands.ask(lambda: reminding.read(hands.session, START.date()))
    return [(r.due.entry, r.due.on) for r in radar.rows if r.number == number and "须回复" in r.due.what]
