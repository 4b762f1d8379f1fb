"""Cash at the door: what it is used for is told before anyone signs, the account follows, and it is due at finance today."""

from __future__ import annotations

import pytest

from services.actions import finding, gates
from services.records import catalogue
from services.records.kinds.payment import Payment
from tests.fixtures_journey import SECRET, START, OpenHands, Station
from tests.journeys import acting, visiting
from tests.journeys.acting import choose, part, write, yes

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_a_payment_is_used_signed_counted_and_handed_in(station: Station, open_hands: OpenHands) -> None:
    case = station.case
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    before = hands.ask(lambda: finding.case_file(hands.session, case.number, START.date())).owing.account
    assert before is not None
    acting.begin(hands, case, Payment)

    part(hands, "收多少")
    hands.tap(hands.editor("purpose").frame.confirm_key)
    choose(hands, "way", "现金")
    write(hands, "received", "20000")
    hands.until(lambda: hands.draft.values["received"].used is not None)
    assert "人民币贰万元整" in hands.read(hands.page)
    hands.until(lambda: "抵后尚欠" in hands.read(hands.page))  # told before anyone signs
    write(hands, "place", case.places[0].text)
    acting.confirm_part(hands)

    part(hands, "谁交、谁收")
    choose(hands, "payer_is", "成年家属")
    acting.someone(hands, "徐云芝", "交款人")
    write(hands, "for_whom", case.debtors[0].name)
    second = hands.session.colleagues[0].name
    acting.colleague(hands, second)
    yes(hands, "id_shown", "recorder_on")
    acting.confirm_part(hands)

    part(hands, "票据与去向")
    yes(hands, "counted")
    write(hands, "receipt_number", "0090012345")
    yes(hands, "receipt_given")
    assert hands.record.gate.blocked == ()
    names = acting.sign(hands)
    assert set(names) == {"徐云芝", hands.session.officer.name, second}
    entry = acting.finish(hands)
    paid = catalogue.read(entry).said
    assert isinstance(paid, Payment)
    assert paid.received is not None
    assert paid.received.used is not None

    after = hands.ask(lambda: finding.case_file(hands.session, case.number, START.date()))
    assert after.owing.account is not None
    assert after.owing.account.due_with_fee == paid.received.used.still_open < before.due_with_fee
    hands.press("看案件")
    hands.until(lambda: "含现场 20,000.00" in hands.read(hands.page))
    (due,) = [d for d in after.deadlines if d.entry == entry.id]
    assert (due.term, due.days_left) == ("cash_handed_in", 0)
    hands.ask(
        lambda: gates.meet(
            hands.session, entry.matter, "handed_in", "已交财务季某", "缴款单9001", None, START
        )
    )
    later = hands.ask(lambda: finding.case_file(hands.session, case.number, START.date()))
    assert [d for d in later.deadlines if d.entry == entry.id] == []
    assert visiting.faults(hands) == []
