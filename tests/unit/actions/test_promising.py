"""A payment begins with the sum that has fallen due, names the record that holds it, and its paper says what it settles."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from services.actions import issuing, promising, recording
from services.docket.proceedings import Instalment
from services.position.fix import NoFix
from services.records.draft import Draft
from services.records.kinds.payment import TRANSFER, Payment
from services.records.kinds.settlement import Settlement
from services.records.kinds.visit import Visit
from services.records.received import Received
from services.records.values import Pledged
from services.store import registry
from tests.factories import make_docket
from tests.fixtures_clearing import Clearing
from tests.unit.actions.test_showing import PROMISE, done, pay, promised
from tests.unit.documents.sheets import pages
from tests.unit.records.cleared import AT, CASE, DEBTOR
from tests.unit.records.of_kinds import payment, settlement

Two = tuple[Clearing, Clearing]
DUE = AT + dt.timedelta(days=6)
FIRST = f"{DEBTOR.name}承诺付款第 1 笔"
NUMBERS = (CASE.number,)


def begun(tablet: Clearing, at: dt.datetime) -> Draft:
    return recording.start(tablet.session, Payment, NUMBERS, at, NoFix(reason="没有接收机", at=at))


def test_a_payment_begins_with_what_has_fallen_due_and_it_counts_only_once_confirmed(
    two_tablets: Two,
) -> None:
    own, _ = two_tablets
    talk = promised(own)
    (due,) = begun(own, DUE).values["settles"]
    assert (due.what, due.on, due.rest, due.entry) == (FIRST, PROMISE.on, Decimal(5000), talk.id)
    assert "约谈笔录" in due.note
    assert "settles" in begun(own, DUE).prefilled
    assert "received" not in begun(own, DUE).values, "how much was paid nobody has said"


def test_what_is_not_due_yet_is_offered_and_not_put_in(two_tablets: Two) -> None:
    own, _ = two_tablets
    promised(own)
    early = DUE - dt.timedelta(days=1)
    assert "settles" not in begun(own, early).values
    assert [one.what for one in promising.open_sums(own.session, NUMBERS)] == [FIRST]
    assert promising.carried(own.session, Visit, NUMBERS, DUE.date()) == {}


def test_a_colleagues_payment_leaves_the_rest_and_then_nothing(two_tablets: Two) -> None:
    own, other = two_tablets
    promised(own)
    pay(other, 2000)
    own.hears(other)
    assert [one.rest for one in promising.open_sums(own.session, NUMBERS)] == [Decimal(3000)]
    pay(own, 3000)
    assert promising.open_sums(own.session, NUMBERS) == ()
    assert promising.open_sums(own.session, ()) == ()


def test_a_settlements_instalments_stand_beside_the_promises_by_their_days(two_tablets: Two) -> None:
    own, _ = two_tablets
    promised(own)
    done(own, Settlement, AT, {n: v for n, v in settlement.answers().items() if n != "reached_at"})
    found = promising.open_sums(own.session, NUMBERS)
    assert [one.what for one in found] == [FIRST, "和解第 1 期", "和解第 2 期", "和解第 3 期"]
    assert "和解笔录" in found[1].note


def test_what_the_docket_alone_holds_says_so(two_tablets: Two) -> None:
    own, _ = two_tablets
    part = Instalment(due_on=DUE.date(), amount=Decimal(900))
    newer = dataclasses.replace(make_docket((dataclasses.replace(CASE, instalments=(part,)),)), serial=2)
    registry.load_docket(own.session.vault, newer)
    (found,) = promising.open_sums(own.session, NUMBERS)
    assert (found.rest, found.note, found.entry) == (Decimal(900), "案件册所载", "")


def test_the_paper_names_what_the_payment_settles_and_what_is_left_of_it(two_tablets: Two) -> None:
    own, _ = two_tablets
    promised(own)
    words = printed(own, amount=2000)
    assert f"履行的承诺、分期：{FIRST.replace(' ', '')}" in words
    assert "付款前尚欠5,000.00元" in words
    assert "付款后该笔尚欠3,000.00元" in words


def test_the_paper_says_paid_whole_only_where_the_sum_is_known(two_tablets: Two) -> None:
    own, _ = two_tablets
    promised(own)
    assert "该笔已付清" in printed(own, amount=5000)
    unknown = Pledged(what="和解第 3 期", on=DUE.date())
    words = printed(own, amount=5000, settles=(unknown,))
    assert "和解第3期" in words
    assert "金额未载明" in words
    assert "该笔" not in words


def test_what_went_over_an_account_settles_it_once_it_has_arrived(two_tablets: Two) -> None:
    own, _ = two_tablets
    promised(own)
    words = printed(own, amount=5000, way=TRANSFER, account="一案一账号", counted=None)
    assert "到账后该笔付清" in words
    assert "已付清" not in words


def printed(tablet: Clearing, amount: int, **more: Any) -> str:
    given = payment.answers(
        received=Received(amount=Decimal(amount), trouble="未算"),
        handed_in_at=None,
        handed_in_to=None,
        **more,
    )
    entry = done(tablet, Payment, DUE, given)
    pdf = issuing.issue(tablet.session, "payment_transcript", entry.id, DUE).pdf
    return "".join("".join(pages(pdf)).split())
