"""张贴: its duties green, each turned red, and every item of D04, D07, D19 and §6 that belongs to hanging a notice."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from services.position.fix import NoFix
from services.records.delivery_duties import CLOSE, PUBLIC_DELIVERY, SCREEN, WHOLE
from services.records.kinds.delivery import Delivery
from services.records.kinds.interview import Interview
from services.records.kinds.posting import Posting
from services.records.values import Handed, Located, Person
from tests.unit.cases.happened import chain
from tests.unit.records import seized
from tests.unit.records.judging import (
    AT,
    PICTURE,
    TRANSCRIPT,
    Change,
    Row,
    answered,
    journal,
    signed_on_paper,
    situation,
    without_photo,
    without_step,
)
from tests.unit.records.of_kinds import delivery, interview

KIND = Posting


def answers(**changes: Any) -> dict[str, Any]:
    """An execution notice hung at the debtor's door and on a screen; None takes an answer away."""
    given: dict[str, Any] = {
        "purpose": PUBLIC_DELIVERY, "papers": (Handed(title="公告", number="（2026）浙0822执900003号"),), "sealed": True,
        "receiver": "何岩松", "cause": "下落不明", "course": "两次上门无人，电话不接，邮寄退回", "posted_at": AT,
        "where": ("受送达人住所", SCREEN), "place": seized.ROADSIDE, "located": Located.of(seized.FIX),
        "shared_court": "草坪村共享法庭", "screen_until": AT.date() + dt.timedelta(days=30),
        "term_until": AT.date() + dt.timedelta(days=31), "masked": True, "told": "庭务主任季文",
        "witnesses": (Person(name="季文", role="庭务主任"),), "officers": ("方立", "毛一帆"),
        "photos": tuple(seized.photo(slot, PICTURE) for slot in (CLOSE, WHOLE, SCREEN)),
    }  # fmt: skip
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


HUNG = situation(
    answers(), Posting, happenings=journal(*signed_on_paper("transcript", TRANSCRIPT)), subject=""
)
AT_HOME = Delivery(**delivery.IN_VAIN.values)
TRIED = dataclasses.replace(
    HUNG, related=chain([(Interview(**interview.answers()), "", ""), (AT_HOME, "", "")], seized.CASE.number)
)
GREEN = (HUNG, TRIED)


def tried(**changes: Any) -> Change:
    """The same, but for what the record of the delivery before it says."""
    said = (Interview(**interview.answers()), dataclasses.replace(AT_HOME, **changes))
    return lambda here: dataclasses.replace(
        here, related=chain([(one, "", "") for one in said], seized.CASE.number)
    )


PROVED = {"confirmed_tried"}  # by earlier records alone
LAST_WORD = ("cause_noted", "sealed_paper")

EVIDENCE: list[Row] = [
    (Posting, HUNG, "two_officers", answered(officers=("方立",))),
    (Posting, HUNG, "place_and_time", answered(located=Located.of(NoFix("室内", AT)))),
    (Posting, HUNG, "sealed_paper", answered(sealed=False)),
    (Posting, HUNG, "sealed_paper", answered(papers=(Handed(title="公告"),))),
    (Posting, HUNG, "cause_noted", answered(cause=None)),
    (Posting, HUNG, "cause_noted", answered(course=None)),
    (Posting, TRIED, "confirmed_tried", lambda here: dataclasses.replace(here, related=here.related[:1])),
    (Posting, TRIED, "confirmed_tried", tried(receiver="徐云芝")),
    (Posting, TRIED, "confirmed_tried", tried(served_at=AT - dt.timedelta(days=9))),
    (Posting, HUNG, "posted_proof", without_photo(CLOSE)),
    (Posting, HUNG, "posted_proof", without_photo(WHOLE)),
    (Posting, HUNG, "screen_shown", without_photo(SCREEN)),
    (Posting, HUNG, "numbers_masked", answered(masked=False)),
    (Posting, HUNG, "transcript_signed", without_step(TRANSCRIPT, "signed")),
]

WANTED: dict[str, tuple[str, ...]] = {
    "posting": (
        "posted at the property, photo of the posted notice with time and place, sealed paper, deadline date",
        "共享法庭 screen, log posting (photo time place), who told the family, mask on posters, 公告日期",
        "CPL 95: 30 days, cause and course in the file, one act on many cases, two officers, signed",
    ),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "posting": {
        "posted at the property": ("field:where", "field:place"),
        "photo of the posted notice with time and place": (
            "slot:近景（内容可辨）", "slot:全景（能认出地点）", "duty:posted_proof",
        ),
        "sealed paper": ("field:sealed", "field:papers", "duty:sealed_paper"),
        "deadline date": ("field:term_until",),
        "共享法庭 screen": ("field:shared_court", "field:screen_until", "slot:共享法庭屏幕", "duty:screen_shown"),
        "log posting (photo time place)": ("field:posted_at", "field:located", "duty:place_and_time"),
        "who told the family": ("field:told", "field:witnesses"),
        "mask on posters": ("field:masked", "duty:numbers_masked"),
        "公告日期": ("field:posted_at",),
        "CPL 95: 30 days": ("field:term_until", "paper:the record itself refuses a shorter term"),
        "cause and course in the file": ("field:cause", "field:course", "duty:cause_noted", "duty:confirmed_tried"),
        "one act on many cases": ("docket:Case.series", "paper:the record's own list of cases is annexed"),
        "two officers": ("duty:two_officers",),
        "signed": ("duty:transcript_signed",),
    },
}  # fmt: skip
