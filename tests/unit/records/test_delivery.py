"""送达 and 张贴: what a record of them needs, what follows from it, and a series posted for as one act."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from services.cases import posted
from services.records import delivery_duties
from services.records.kinds.delivery import Delivery
from services.records.kinds.posting import Posting
from services.records.record import Incomplete, Record, Setting, Start
from services.records.signing import signers
from services.records.values import Handed, Person
from tests.factories import make_case, make_officer
from tests.unit.cases.happened import chain
from tests.unit.records.answers import CASE, FIX, draft
from tests.unit.records.judging import AT
from tests.unit.records.of_kinds import delivery, posting


def made(kind: type[Record], values: dict[str, Any]) -> Any:
    return kind.from_draft(draft(values, kind=kind.code))


def refused(kind: type[Record], values: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(Incomplete) as told:
        made(kind, values)
    return {p.name: p.sentence for p in told.value.problems}


def test_one_person_signs_for_the_papers() -> None:
    two = (delivery.HE, Person(name="徐云芝", role="同住成年家属", relation="妻子"))
    assert "一位签收人" in refused(Delivery, delivery.answers(taken_by=two))["taken_by"]
    assert "一位签收人" in refused(Delivery, delivery.answers(taken_by=None))["taken_by"]


def test_what_was_mailed_or_left_says_how() -> None:
    bare = delivery.answers(outcome="邮寄送达", taken_by=None)
    assert "邮件号" in refused(Delivery, bare)["mail_number"]
    assert "交邮日期" in refused(Delivery, {**bare, "mail_number": "EX1"})["mailed_on"]
    assert "留在哪里" in refused(Delivery, delivery.answers(outcome="留置送达", taken_by=None))["left_at"]


def test_a_paper_stands_once_with_its_copies() -> None:
    assert (
        "改份数" in refused(Delivery, delivery.answers(papers=(delivery.NOTICE, delivery.NOTICE)))["papers"]
    )
    assert "份数" in refused(Delivery, delivery.answers(papers=(Handed(title="公告", copies=0),)))["papers"]
    text = Delivery.fields()["papers"].text(delivery.answers()["papers"])
    assert text.startswith("执行通知书（（2026）浙0822执900003号）2份、报告财产令")


def test_the_taker_and_the_servers_sign_a_receipt_and_the_witness_where_it_was_left() -> None:
    taken = signers(Delivery.fields(), delivery.answers())
    assert taken == (("何岩松", "受送达人本人"), ("方立", "送达人"), ("毛一帆", "送达人"))
    left = delivery.answers(outcome="留置送达", left_by="见证人见证", witnesses=(delivery.WITNESS,))
    assert signers(Delivery.fields(), left)[0] == ("季文", "村委会工作人员")


@pytest.mark.parametrize(
    ("here", "words"),
    [
        (delivery.TAKEN, "由受送达人本人何岩松签收"),
        (delivery.BY_WIFE, "由同住成年家属（妻子）徐云芝签收"),
        (delivery.WITNESSED, "依法将文书留在受送达人住所，见证人季文在场"),
        (delivery.FILMED, "送达过程已拍照、录像"),
        (delivery.SENT, "依送达地址确认书送至19000000003"),
        (delivery.POSTED, "邮件号EX900000001CS"),
        (delivery.IN_VAIN, "未送达，原因：已搬离"),
    ],
)
def test_each_way_of_service_tells_itself(here: Any, words: str) -> None:
    record = made(Delivery, dict(here.values))
    assert words in record.narrative(Setting(cases=(CASE,), officers=()))
    assert record.served == ("未送达" not in words and "邮件号" not in words)


def test_the_only_debtor_and_his_address_are_filled_in() -> None:
    start = Start(cases=(CASE,), officers=(make_officer(),), now=AT, position=FIX)
    filled = Delivery.prefilled(start)
    debtor = CASE.debtors[0]
    assert (filled["receiver"], filled["place"]) == (debtor.name, debtor.places[0])


def test_public_service_runs_thirty_days_and_says_until_when() -> None:
    short = posting.answers(term_until=AT.date() + dt.timedelta(days=29))
    assert "不少于三十日" in refused(Posting, short)["term_until"]
    assert "写明公告期限" in refused(Posting, posting.answers(term_until=None))["term_until"]
    urging = posting.answers(purpose="敦促履行", term_until=AT.date())
    assert made(Posting, urging).cause is None or made(Posting, urging).cause == ""
    early = posting.answers(purpose="敦促履行", term_until=AT.date() - dt.timedelta(days=1))
    assert "早于张贴当天" in refused(Posting, early)["term_until"]


def test_the_last_day_of_a_posting_falls_due_for_every_case_it_names() -> None:
    record = made(Posting, posting.answers())
    case = make_case(serial=900001, properties=(), measures=())
    (due,) = posted.dues_of(case, chain([(record, "", "")], case.number))
    assert (due.what, due.on) == ("公告送达期满，视为送达", posting.answers()["term_until"])
    assert due.term == "public_delivery"
    leaving = made(Posting, posting.answers(purpose="迁出公告"))
    (due,) = posted.dues_of(case, chain([(leaving, "", "")], case.number))
    assert (due.sort, due.answer) == ("leave", "visit")
    silent = made(Posting, posting.answers(purpose="敦促履行", term_until=None))
    assert list(posted.dues_of(case, chain([(silent, "", "")], case.number))) == []


def test_a_series_is_named_by_its_first_case_and_their_number() -> None:
    cases = tuple(make_case(serial=n) for n in range(900001, 900004))
    record = made(Posting, posting.answers())
    assert f"{cases[0].number}等3案公告送达" in record.narrative(Setting(cases=cases, officers=()))
    start = Start(cases=cases, officers=(make_officer(),), now=AT, position=FIX)
    assert Posting.prefilled(start)["receiver"] == "3案的各被执行人"
    one = dataclasses.replace(cases[0])
    start = Start(cases=(one,), officers=(make_officer(),), now=AT, position=FIX)
    assert Posting.prefilled(start)["receiver"] == one.debtors[0].name


def test_no_word_of_a_duty_names_a_way_that_the_form_does_not_offer() -> None:
    roles = {role for roles in delivery_duties.MAY_TAKE.values() for role in roles}
    assert roles == set(Delivery.fields()["taken_by"].roles)  # type: ignore[attr-defined]
    slots = Posting.fields()["photos"].slots  # type: ignore[attr-defined]
    assert {delivery_duties.CLOSE, delivery_duties.WHOLE, delivery_duties.SCREEN} == set(slots)


def test_the_sentences_can_be_shown_while_nobody_has_signed_yet() -> None:
    record = dataclasses.replace(made(Delivery, delivery.answers()), taken_by=())
    assert record.narrative(Setting(cases=(CASE,), officers=())).endswith("报告财产令1份。")
