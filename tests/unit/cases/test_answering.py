"""A request for help stands on the radar until it is answered; a third party's fifteen days are counted by law."""

from __future__ import annotations

import datetime as dt

from services.cases import answering, measures
from services.law.periods import BUNDLED
from services.records.declared import Declared, Happening
from services.records.kinds.assistance import BANK, DEBTOR_OF_DEBTOR, DONE, LATER, Assistance
from services.records.kinds.assistance_reply import DONE as SETTLED
from services.records.kinds.assistance_reply import AssistanceReply
from tests.factories import make_case
from tests.unit.cases.happened import chain
from tests.unit.records.of_kinds import assistance, assistance_reply

CASE = make_case(measures=())
BY = dt.date(2026, 12, 1)


def asked(**changes: object) -> Assistance:
    given = {"unit_kind": BANK, "reply": LATER, "reply_by": BY, "refusal": None, **changes}
    return Assistance(**assistance.answers(**given))


def told(*said: Declared) -> tuple[Happening, ...]:
    return chain([(one, "", "") for one in said], CASE.number)


def test_what_is_to_be_answered_later_is_due_on_its_day_until_the_reply_is_there() -> None:
    (due,) = answering.dues(told(asked()), BUNDLED)
    assert (due.on, due.answer) == (BY, "assistance_reply")
    assert due.what.startswith("演示保险须回复：冻结")
    reply = AssistanceReply(**assistance_reply.answers())
    assert list(answering.dues(told(asked(), reply), BUNDLED)) == []


def test_a_reply_to_another_notice_answers_nothing() -> None:
    other = AssistanceReply(**assistance_reply.answers(notice_number="（2026）浙0822执900003号协助二"))
    assert len(list(answering.dues(told(asked(), other), BUNDLED))) == 1


def test_what_was_done_on_the_spot_waits_for_nobody() -> None:
    done = asked(reply=DONE, reply_by=None, done_what="已冻结")
    assert list(answering.dues(told(done), BUNDLED)) == []


def test_a_third_party_has_fifteen_days_by_law() -> None:
    third = asked(unit_kind=DEBTOR_OF_DEBTOR, debt="货款48000元", reply_by=None)
    (due,) = answering.dues(told(third), BUNDLED)
    assert (due.on, due.term) == (dt.date(2026, 12, 9), "third_party_debt")


def test_a_freezing_that_was_done_stands_among_the_measures_with_its_end() -> None:
    until = dt.date(2027, 11, 23)
    reply = AssistanceReply(
        **assistance_reply.answers(
            result=SETTLED, refusal=None, frozen_from=dt.date(2026, 11, 24), frozen_until=until
        )
    )
    (held,) = measures.in_force(CASE, told(reply))
    assert (held.measure.kind, held.measure.expires_on, held.name) == ("freezing", until, "演示银行的款项")
