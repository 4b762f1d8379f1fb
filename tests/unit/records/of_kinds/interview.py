"""约谈: its duties green, each turned red, and every item of D13, §5.1 and the court's own 约谈 in its place."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from services.cases import served
from services.docket.case import Served
from services.position.fix import NoFix
from services.records.duties import Situation
from services.records.interview_duties import ADDRESS, FETCHED, REPORT, RIGHTS, TRUTH
from services.records.kinds.delivery import Delivery
from services.records.kinds.interview import CONFIRMED, READ, Interview
from services.records.values import Bound, Handed, Line, Located, Person, Promise, Signature, SignedPage
from tests.unit.cases.happened import chain
from tests.unit.records import seized
from tests.unit.records.judging import AT, PICTURE, Change, Row, answered, in_case, situation
from tests.unit.records.of_kinds import delivery

KIND = Interview
DEBTOR = Person(name="何岩松", role="被执行人")
STROKES = (((0.1, 0.1, 0.5, 0.0), (0.4, 0.2, 0.5, 0.2)),)
COPY = Bound(document="interview_transcript", digest="12" * 32, pages=2)


def pages(*numbers: int, strokes: Any = STROKES) -> tuple[SignedPage, ...]:
    """These pages of the copy, each read and signed."""
    return tuple(
        SignedPage(document=COPY.document, number=n, at=AT, read="seen", strokes=strokes) for n in numbers
    )


def signed(name: str, role: str = "被执行人", **changes: Any) -> Signature:
    """A signature on the screen under the copy."""
    given: dict[str, Any] = {"way": "screen", "at": AT, "strokes": STROKES, "bound": (COPY,)}
    return Signature(name=name, role=role, **{**given, **changes})


BY_ALL = (signed("何岩松", pages=pages(1, 2)), signed("方立", "询问人"), signed("毛一帆", "询问人"))


def answers(**changes: Any) -> dict[str, Any]:
    """A talk with the debtor in the office who promises two sums; None takes an answer away."""
    given: dict[str, Any] = {
        "purpose": "被执行人", "way": "当面", "reason": "履行义务和财产状况", "venue": "本院", "began_at": AT,
        "place": seized.ROADSIDE, "located": Located.of(seized.FIX), "officers": ("方立", "毛一帆"), "recorder": "毛一帆",
        "brought": "自行到场", "person": (DEBTOR,), "identity_seen": True, "id_shown": True, "recorder_on": True,
        "told": (RIGHTS, TRUTH, REPORT, ADDRESS), "frail": ("老人",), "care": "已请老人坐下", "acknowledged": "认可",
        "said": (Line(sort="问", text="打算怎样履行？"), Line(sort="答", text="年底前付清。")),
        "promises": (
            Promise(on=dt.date(2026, 12, 10), amount=Decimal(5000)),
            Promise(on=dt.date(2026, 12, 31), amount=Decimal(7000), note="工资到账后"),
        ),
        "service": CONFIRMED, "service_to": "何岩松", "service_place": seized.ROADSIDE, "electronic": True,
        "electronic_to": "19000000003", "reading": READ, "ended_at": AT + dt.timedelta(hours=1), "signatures": BY_ALL,
    }  # fmt: skip
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


SUMMONS = Served(
    title="传票", number="（2026）浙0822执900001号传票", to="何岩松", on=AT.date() - dt.timedelta(days=5)
)
TALK = situation(answers(), Interview, happenings=(), subject="")
_FETCHING = {
    "brought": FETCHED, "fetching_number": "（2026）浙0822执900001号之三", "approved_by": "王院长",
    "fetched_at": AT - dt.timedelta(minutes=30),
}  # fmt: skip
BROUGHT = in_case(served=(SUMMONS,))(situation(answers(**_FETCHING), Interview, happenings=(), subject=""))
BY_PHOTO = situation(
    answers(
        **_FETCHING, summoned_on=AT.date() - dt.timedelta(days=5), photos=(seized.photo("传票送达回证", PICTURE),)
    ),
    Interview, happenings=(), subject="",
)  # fmt: skip
SERVED = Delivery(
    **delivery.answers(
        papers=(Handed(title="传票", number="（2026）浙0822执900003号传票"),),
        served_at=AT - dt.timedelta(days=5),
    )
)


def by_record(delivered: Delivery) -> Situation:
    """Fetched after a summons that a record on the terminal says was served."""
    told = chain([(delivered, "", "")], seized.CASE.number)
    case = served.counted(seized.CASE, told, AT.date())
    return situation(answers(**_FETCHING), Interview, happenings=(), subject="", cases=(case,))


def served_otherwise(**changes: Any) -> Change:
    """The same, but for what the record of that delivery says."""
    return lambda here: dataclasses.replace(
        here, cases=by_record(dataclasses.replace(SERVED, **changes)).cases
    )


BY_RECORD = by_record(SERVED)
GREEN = (TALK, BROUGHT, BY_PHOTO, BY_RECORD)
PROVED = {"summoned_before"}  # by the docket or another record alone


def signing(*given: Signature) -> Change:
    """The same with these signatures and no others."""
    return answered(signatures=given)


def late_summons(here: Situation) -> Situation:
    """The summons reached him only on the day of the talk itself."""
    return in_case(served=(dataclasses.replace(SUMMONS, on=AT.date()),))(here)


def another_summoned(here: Situation) -> Situation:
    """The summons was for somebody else."""
    return in_case(served=(dataclasses.replace(SUMMONS, to="徐云芝"),))(here)


EVIDENCE: list[Row] = [
    (Interview, TALK, "two_officers", answered(officers=("方立",))),
    (Interview, TALK, "id_shown", answered(id_shown=False)),
    (Interview, TALK, "recorder", answered(recorder_on=False)),
    (Interview, TALK, "place_and_time", answered(located=Located.of(NoFix("地下车库", AT)))),
    (Interview, TALK, "care_noted", answered(care=None)),
    (Interview, TALK, "identity_checked", answered(identity_seen=False)),
    (Interview, TALK, "rights_told", answered(told=(RIGHTS, REPORT, ADDRESS))),
    (Interview, TALK, "rights_told", answered(told=(TRUTH, REPORT, ADDRESS))),
    (Interview, TALK, "report_told", answered(told=(RIGHTS, TRUTH, ADDRESS))),
    (Interview, TALK, "address_confirmed", answered(service=None)),
    (Interview, TALK, "electronic_agreed", answered(electronic_to=None)),
    (Interview, TALK, "electronic_agreed", answered(told=(RIGHTS, TRUTH, REPORT))),
    (Interview, BROUGHT, "summoned_before", in_case(served=())),
    (Interview, BROUGHT, "summoned_before", late_summons),
    (Interview, BROUGHT, "summoned_before", another_summoned),
    (Interview, BY_PHOTO, "summoned_before", answered(photos=())),
    (Interview, BY_RECORD, "summoned_before", served_otherwise(receiver="徐云芝")),
    (Interview, BY_RECORD, "summoned_before", served_otherwise(outcome="未送达")),
    (Interview, BY_RECORD, "summoned_before", served_otherwise(served_at=AT)),
    (Interview, BY_RECORD, "summoned_before", served_otherwise(papers=(delivery.NOTICE,))),
    (Interview, BY_PHOTO, "summoned_before", answered(summoned_on=AT.date())),
    (Interview, BROUGHT, "president_approved", answered(approved_by=None)),
    (Interview, BROUGHT, "president_approved", answered(fetching_number=None)),
    (Interview, BROUGHT, "asked_in_time", answered(ended_at=AT + dt.timedelta(hours=8))),
    (Interview, BROUGHT, "asked_in_time", answered(fetched_at=AT + dt.timedelta(hours=2))),
    (Interview, TALK, "transcript_signed", signing(*BY_ALL[:2])),
    (Interview, TALK, "every_page_signed", signing(signed("何岩松", pages=pages(1)), *BY_ALL[1:])),
    (
        Interview,
        TALK,
        "every_page_signed",
        signing(signed("何岩松", pages=pages(1, 2, strokes=())), *BY_ALL[1:]),
    ),
    (Interview, TALK, "every_page_signed", signing(signed("何岩松"), *BY_ALL[1:])),
]

WANTED: dict[str, tuple[str, ...]] = {
    "D13": (
        "time from–to, place (共享法庭 name), 询问人, 记录人, name, sex, birth, ID no., work, address, phone",
        "identity of officers, rights and duties, true statement, consequences of refusing to report",
        "obligation acknowledged?, income, property, debts, family, plan, reason for non-payment",
        "送达地址确认, told about 限高/失信/拒执, clues, 终本约谈, 以上笔录看过（读过）, signature+指印 each page, officers",
    ),
    "D13 SCZX": (
        "被约谈人, 约谈时间, 约谈方式, 提供线索期限, 约谈事由, 约谈场所, 约谈参加人员, 是否同意终本",
    ),
    "D14 传唤与拘传": (
        "传唤情况, after one lawful summons, approval by the president, ≤8 h, ≤24 h if detention is possible",
    ),
    "5.1": (
        "officers show ID, minutes made and signed, recorder on, care notes, position/time stamp, refused signature",
        "two officers",
    ),
}
_ASKED = "paper:a block of ready questions in resources/wording/questions.toml"
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "D13": {
        "time from–to": ("field:began_at", "field:ended_at"),
        "place (共享法庭 name)": ("field:place", "field:venue", "field:shared_court"),
        "询问人": ("field:officers",),
        "记录人": ("field:recorder",),
        "name": ("field:person",),
        "sex": ("field:sex", "docket:Party.sex"),
        "birth": ("field:born_on", "docket:Party.born_on"),
        "ID no.": ("value:Person.id_number", "duty:identity_checked"),
        "work": ("field:work", "docket:Party.workplace"),
        "address": ("field:home", "docket:Party.places"),
        "phone": ("value:Person.phone", "docket:Party.phones"),
        "identity of officers": ("field:id_shown", "duty:id_shown"),
        "rights and duties": ("field:told", "field:recusal", "duty:rights_told"),
        "true statement": ("field:told", "duty:rights_told"),
        "consequences of refusing to report": ("field:told", "duty:report_told"),
        "obligation acknowledged?": ("field:acknowledged", _ASKED),
        "income": ("field:said", _ASKED),
        "property": ("field:said", _ASKED),
        "debts": ("field:said", _ASKED),
        "family": ("field:said", _ASKED),
        "plan": ("field:promises", _ASKED),
        "reason for non-payment": ("field:said", _ASKED),
        "送达地址确认": (
            "field:service", "field:service_to", "field:service_place", "field:service_phone", "field:service_agent",
            "field:electronic", "field:electronic_to", "duty:address_confirmed", "duty:electronic_agreed",
        ),
        "told about 限高/失信/拒执": ("field:told",),
        "clues": ("field:clues", "clue:财产"),
        "终本约谈": ("field:agrees_to_close", _ASKED),
        "以上笔录看过（读过）": ("field:reading", "field:corrections"),
        "signature+指印 each page": ("field:signatures", "value:SignedPage.number", "duty:every_page_signed"),
        "officers": ("field:officers", "duty:transcript_signed"),
    },
    "D13 SCZX": {
        "被约谈人": ("field:person",),
        "约谈时间": ("field:began_at",),
        "约谈方式": ("field:way",),
        "提供线索期限": ("field:clue_until",),
        "约谈事由": ("field:reason",),
        "约谈场所": ("field:venue",),
        "约谈参加人员": ("field:others",),
        "是否同意终本": ("field:agrees_to_close",),
    },
    "D14 传唤与拘传": {
        "传唤情况": ("field:brought", "field:summoned_on"),
        "after one lawful summons": ("duty:summoned_before", "docket:Case.served"),
        "approval by the president": ("field:approved_by", "field:fetching_number", "duty:president_approved"),
        "≤8 h": ("field:fetched_at", "duty:asked_in_time"),
        "≤24 h if detention is possible": ("field:may_be_detained", "duty:asked_in_time"),
    },
    "5.1": {
        "officers show ID": ("field:id_shown", "duty:id_shown"),
        "minutes made and signed": ("duty:transcript_signed",),
        "recorder on": ("field:recorder_on", "field:films", "duty:recorder"),
        "care notes": ("field:frail", "field:care", "duty:care_noted"),
        "position/time stamp": ("field:located", "duty:place_and_time"),
        "refused signature": ("value:Signature.reason",),
        "two officers": ("duty:two_officers",),
    },
}  # fmt: skip
