"""A payment taken on site settles a promise in the real vault: on the talk's own page, on the case's and on the radar."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from services.actions import finding, reminding, showing
from services.entries.entry import Entry
from services.records.kinds.interview import Interview
from services.records.kinds.payment import Payment
from services.records.received import Received
from services.records.values import Person, Promise
from tests.fixtures_clearing import Clearing
from tests.unit.records.cleared import AT, CASE, DEBTOR
from tests.unit.records.of_kinds import interview, payment

Two = tuple[Clearing, Clearing]
LATER = AT + dt.timedelta(days=2)
FILLED = ("located", "officers", "recorder", "began_at", "paid_at", "signatures")
PROMISE = Promise(on=(AT + dt.timedelta(days=6)).date(), amount=Decimal(5000))


def done(tablet: Clearing, kind: Any, at: dt.datetime, given: dict[str, Any]) -> Entry:
    return tablet.commit(kind, at, **{n: v for n, v in given.items() if n not in FILLED})


def promised(tablet: Clearing) -> Entry:
    person = (Person(name=DEBTOR.name, role="被执行人"),)
    return done(tablet, Interview, AT, interview.answers(person=person, promises=(PROMISE,)))


def pay(tablet: Clearing, amount: int) -> None:
    given = payment.answers(
        received=Received(amount=Decimal(amount), trouble="未算"), payer_is="被执行人本人", for_whom=None,
        present=(Person(name=DEBTOR.name, role="交款人"),), handed_in_at=None, handed_in_to=None,
    )  # fmt: skip
    done(tablet, Payment, LATER, given)


def on_radar(tablet: Clearing) -> list[str]:
    reminding.catch_up_all(tablet.session)
    rows = reminding.read(tablet.session, LATER.date()).rows
    return [row.due.what for row in rows if row.due.sort == "promise"]


def test_a_part_shows_what_is_left_and_the_whole_takes_the_line_away(two_tablets: Two) -> None:
    own, _ = two_tablets
    talk = promised(own)
    assert on_radar(own) == [f"{DEBTOR.name}承诺付款第 1 笔 5,000.00 元"]
    pay(own, 2000)
    assert on_radar(own) == [f"{DEBTOR.name}承诺付款第 1 笔 3,000.00 元"]
    (kept,) = showing.record(own.session, talk.id, LATER).kept
    assert (kept.paid, kept.rest, kept.paid_on) == (Decimal(2000), Decimal(3000), None)
    pay(own, 3000)
    assert on_radar(own) == []
    (kept,) = showing.record(own.session, talk.id, LATER).kept
    assert kept.paid_on == LATER.date()
    assert finding.case_file(own.session, CASE.number, LATER.date()).kept == (kept,)


def test_what_a_colleague_took_counts_on_the_tablet_of_whoever_heard_the_promise(two_tablets: Two) -> None:
    own, other = two_tablets
    talk = promised(own)
    pay(other, 5000)
    own.hears(other)
    (kept,) = showing.record(own.session, talk.id, LATER).kept
    assert kept.paid_on == LATER.date()
    assert on_radar(own) == []
