"""Papers stand as served from the records that prove it: to whom, on which day and how; and as open while nothing does."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from services.cases import deadlines, posted, served
from services.docket.case import Case, Served
from services.docket.party import Party
from services.entries.entry import Attachment
from services.records.events import DocumentIssued, PaperStep
from services.records.kinds.delivery import Delivery
from services.records.kinds.posting import Posting
from services.records.sealed_events import SealedStep
from services.records.values import Handed, Person
from tests.factories import make_case
from tests.unit.cases.happened import chain
from tests.unit.records.answers import draft
from tests.unit.records.judging import AT
from tests.unit.records.of_kinds import delivery, posting

TODAY = AT.date()
PDF = Attachment(digest="b" * 64, size=9, media_type="application/pdf", role="paper", name="1.pdf")
NUMBER = "（2026）浙0822执900003号之一"
HIM = Party(id="d1", role="debtor", kind="person", name="何岩松")
HER = Party(id="d2", role="debtor", kind="person", name="徐云芝")
CREDITOR = Party(id="c1", role="creditor", kind="person", name="张禾生")
RULING = Served(title="执行裁定书", number=NUMBER)
CASE = make_case(serial=900003, parties=(CREDITOR, HIM), served=(RULING,))


def given(number: str = NUMBER, title: str = "执行裁定书", **answers: Any) -> Delivery:
    """A delivery of one paper, by default to the debtor himself."""
    papers = (Handed(title=title, number=number),)
    return Delivery.from_draft(draft(delivery.answers(papers=papers, **answers), kind="delivery"))


def public(until: dt.date, **answers: Any) -> Posting:
    """A public delivery of the ruling that runs until that day."""
    values = posting.answers(papers=(Handed(title="执行裁定书", number=NUMBER),), term_until=until, **answers)
    return Posting.from_draft(draft(values, kind="posting"))


def after(*said: Any, case: Case = CASE, today: dt.date = TODAY) -> tuple[Served, ...]:
    return served.counted(case, chain([(one, "", "") for one in said], case.number), today).served


@pytest.mark.parametrize(
    ("answers", "way"),
    [
        ({}, "直接送达"),
        ({k: v for k, v in delivery.BY_WIFE.values.items() if k in ("outcome", "taken_by")}, "直接送达，徐云芝代收"),
        ({k: v for k, v in delivery.FILMED.values.items() if k != "papers"}, "留置送达"),
        ({k: v for k, v in delivery.SENT.values.items() if k != "papers"}, "电子送达"),
    ],
)  # fmt: skip
def test_a_delivery_marks_the_dockets_paper_with_day_receiver_and_way(
    answers: dict[str, Any], way: str
) -> None:
    (paper,) = after(given(**answers))
    assert (paper.number, paper.to, paper.on, paper.way) == (NUMBER, HIM.name, TODAY, way)


def test_what_was_not_served_or_is_in_the_mail_stays_open_and_says_so() -> None:
    tried = {k: v for k, v in delivery.IN_VAIN.values.items() if k != "papers"}
    mailed = {k: v for k, v in delivery.POSTED.values.items() if k != "papers"}
    for answers, note, on_its_way in ((tried, "未送达：已搬离", False), (mailed, "等回执", True)):
        record = given(**answers)
        assert after(record) == (RULING,)
        (shown,) = served.services(CASE, chain([(record, "", "")], CASE.number), TODAY)
        assert shown.on is None
        assert note in shown.note
        assert shown.on_its_way == on_its_way


def test_the_mails_receipt_written_in_later_makes_it_served_on_that_day() -> None:
    mailed = {k: v for k, v in delivery.POSTED.values.items() if k != "papers"}
    back = TODAY + dt.timedelta(days=3)
    told = chain(
        [(given(**mailed), "", ""), (given(**mailed, mail_signed_on=back), "0", "回执到")], CASE.number
    )
    (paper,) = served.counted(CASE, told, back).served
    assert (paper.on, paper.way) == (back, "邮寄送达")


def test_another_paper_or_another_receiver_is_a_row_of_its_own() -> None:
    creditors = given(receiver=CREDITOR.name, taken_by=(Person(name=CREDITOR.name, role="受送达人本人"),))
    other = given(number="（2026）浙0822执900003号之二")
    assert [(p.number, p.to, bool(p.on)) for p in after(creditors, other)] == [
        (NUMBER, "", False), (NUMBER, CREDITOR.name, True), ("（2026）浙0822执900003号之二", HIM.name, True),
    ]  # fmt: skip


def test_of_two_debtors_each_is_served_for_himself() -> None:
    case = dataclasses.replace(CASE, parties=(CREDITOR, HIM, HER))
    papers = after(given(), case=case)
    assert [(p.to, bool(p.on)) for p in papers] == [("", False), (HIM.name, True)]


def test_numbers_that_differ_in_their_brackets_alone_are_the_same() -> None:
    (paper,) = after(given(number=NUMBER.replace("（", "(").replace("）", ") ")))
    assert paper.on == TODAY


def test_public_notice_serves_when_its_term_is_over_and_not_before() -> None:
    until = TODAY + dt.timedelta(days=31)
    notice = public(until)
    assert after(notice, today=until) == (RULING,)
    (paper,) = after(notice, today=until + dt.timedelta(days=1))
    assert (paper.on, paper.way) == (until, "公告送达")
    (shown,) = served.services(CASE, chain([(notice, "", "")], CASE.number), TODAY)
    assert (shown.on, shown.on_its_way) == (None, True)
    assert "期满视为送达" in shown.note


def test_a_ruling_hung_up_for_another_end_serves_nobody() -> None:
    sealed = public(TODAY + dt.timedelta(days=31), purpose="查封公告")
    assert after(sealed) == (RULING,)


def test_a_notice_to_move_out_begins_its_term_by_hanging_and_is_due_once() -> None:
    until = TODAY + dt.timedelta(days=15)
    values = posting.answers(
        purpose="迁出公告", papers=(Handed(title="公告（责令迁出房屋）", number=NUMBER),), term_until=until
    )
    told = chain([(Posting.from_draft(draft(values, kind="posting")), "", "")], CASE.number)
    case = served.counted(CASE, told, TODAY)
    assert (case.served[-1].on, case.served[-1].way, case.served[-1].due_on) == (TODAY, "张贴", until)
    assert [due.on for due in posted.dues_of(case, told)] == []
    assert [due.on for due in deadlines.dues(CASE, (), told) if due.sort == "leave"] == [until]


def test_counting_twice_changes_nothing() -> None:
    told = chain([(given(), "", ""), (given(number="另一号"), "", "")], CASE.number)
    once = served.counted(CASE, told, TODAY)
    assert served.counted(once, told, TODAY) == once


def test_a_paper_made_here_is_known_by_its_own_number_or_by_name_and_receiver() -> None:
    told = served.told(CASE, chain([(given(number="AB12-00001"), "", "")], CASE.number))
    for name, serial, to, known in (
        ("执行裁定书", "AB12-00001", "", True), ("执行裁定书", "AB12-00007", HIM.name, True),
        ("执行裁定书", "AB12-00007", HER.name, False), ("报告财产令", "AB12-00007", HIM.name, False),
    ):  # fmt: skip
        assert bool(served.of_paper(name, serial, to, TODAY, told)) == known
    assert served.of_paper("执行裁定书", "AB12-00007", "", TODAY + dt.timedelta(days=1), told) is None


NOTICE = "履行通知书"


def paper(**changes: Any) -> DocumentIssued:
    """A notice made on this terminal for the debtor."""
    given: dict[str, Any] = {
        "document": "urging_notice", "name": NOTICE, "role": "notice", "subject": "", "serial": "571B-00002", "pages": 1,
        "copies": 1, "paper": PDF, "to": "何岩松",
    }  # fmt: skip
    return DocumentIssued(**{**given, **changes})


def handed(*more: Any, case: Case = CASE, made: DocumentIssued | None = None, **changes: Any) -> list[Served]:
    """What is served once this step of that paper was written down."""
    (issued,) = chain([(made or paper(), "", "")], case.number)
    given: dict[str, Any] = {
        "issued": issued.entry.id,
        "step": "delivered",
        "to": "何岩松",
        "receipt_signed": True,
    }
    steps = chain(
        [(PaperStep(**{**given, **changes}), "", ""), *((m(issued.entry.id), "", "") for m in more)],
        case.number,
    )
    return [p for p in served.counted(case, (issued, *steps), TODAY).served if p.on is not None]


def test_a_paper_in_the_hands_of_the_one_it_is_for_is_served_once_he_has_signed_for_it() -> None:
    (one,) = handed()
    assert (one.title, one.number, one.to, one.way) == (NOTICE, "571B-00002", "何岩松", "直接送达")
    assert one.on == AT.date()
    assert handed(receipt_signed=None) == [], "nobody has said that he signed"
    assert handed(receipt_signed=False) == []


@pytest.mark.parametrize("to", ["徐云芝", "何岩松之妻", "张贴于门上", "张禾生"])
def test_in_the_hands_of_anyone_else_it_is_not_served(to: str) -> None:
    assert handed(to=to) == []


def test_a_unit_is_served_through_its_legal_representative_alone() -> None:
    unit = Party(id="d1", role="debtor", kind="company", name="远帆公司", legal_representative="季远")
    case = dataclasses.replace(CASE, parties=(CREDITOR, unit))
    (one,) = handed(case=case, to="季远", made=paper(to="远帆公司"))
    assert one.to == "远帆公司"
    assert handed(case=case, to="远帆公司", made=paper(to="远帆公司")) == [], (
        "who took it for the unit nobody says"
    )


def test_a_list_a_draft_and_a_voided_paper_are_not_served_by_being_handed_over() -> None:
    assert handed(made=paper(role="inventory")) == []
    assert handed(made=paper(draft_mark=True)) == []
    assert handed(lambda issued: PaperStep(issued=issued, step="voided", note="写错")) == []


def test_the_courts_sealed_ruling_handed_over_and_signed_for_marks_the_dockets_row() -> None:
    def given(**changes: Any) -> SealedStep:
        told: dict[str, Any] = {
            "paper": "s1", "document": "", "name": "执行裁定书", "digest": "c" * 64, "step": "delivered", "to": "何岩松",
            "receipt_signed": True,
        }  # fmt: skip
        return SealedStep(**{**told, **changes})

    (ruling,) = after(given())
    assert (ruling.number, ruling.to, ruling.on, ruling.way) == (NUMBER, "何岩松", AT.date(), "直接送达")
    assert after(given(receipt_signed=None)) == (RULING,)
    assert after(given(to="张贴于门上")) == (RULING,)
