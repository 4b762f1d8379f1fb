"""现场收款: its duties green, each turned red, and every item of D22 and §5.5 in its place."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from services.demo import penalties
from services.docket.property import Measure
from services.position.fix import NoFix
from services.records.duties import Situation
from services.records.events import DutyMet
from services.records.kinds.payment import CASH, DEBT, PENALTY, RESTITUTION, TO_CREDITOR, TRANSFER, Payment
from services.records.kinds.release import Release
from services.records.received import Allotment, Received
from services.records.values import Located, Person
from tests.unit.cases.happened import chain
from tests.unit.records import measured, seized
from tests.unit.records.judging import (
    AT,
    PICTURE,
    TRANSCRIPT,
    Row,
    answered,
    in_case,
    journal,
    signed_on_paper,
    situation,
    without_step,
)

KIND = Payment
PAYER = Person(name="徐云芝", role="交款人", relation="妻子")
USED = Allotment(
    on=AT.date(), fee=Decimal(0), costs=Decimal(4300), interest=Decimal("9731.51"), principal=Decimal("5968.49"),
    double=Decimal(0), left_over=Decimal(0), still_open=Decimal("190000.00"),
)  # fmt: skip


def answers(**changes: Any) -> dict[str, Any]:
    """Twenty thousand yuan in cash from the debtor's wife; None takes an answer away."""
    given: dict[str, Any] = {
        "purpose": DEBT, "way": CASH, "received": Received(amount=Decimal(20000), used=USED), "paid_at": AT,
        "place": seized.ROADSIDE, "located": Located.of(seized.FIX), "officers": ("方立", "毛一帆"), "recorder": "毛一帆",
        "id_shown": True, "recorder_on": True, "payer_is": "成年家属", "present": (PAYER,), "for_whom": "何岩松",
        "counted": True, "receipt_number": "0090012345", "receipt_given": True, "frail": ("老人",),
        "care": "已请老人坐下", "handed_in_at": AT + dt.timedelta(hours=5), "handed_in_to": "财务季某",
    }  # fmt: skip
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


_SIGNED = journal(*signed_on_paper("transcript", TRANSCRIPT))
IN_CASH = situation(answers(), Payment, happenings=_SIGNED, subject="")
DIRECT = situation(
    answers(
        way=TRANSFER, account=TO_CREDITOR, voucher="900001", counted=None, creditor_confirmed=True, handed_in_at=None,
        handed_in_to=None,
    ),
    Payment,
    happenings=_SIGNED, subject="",
)  # fmt: skip
THROUGH_COURT = situation(
    answers(way=TRANSFER, account="一案一账号", counted=None, handed_in_at=None, handed_in_to=None),
    Payment,
    happenings=journal(
        *signed_on_paper("transcript", TRANSCRIPT), DutyMet(duty="arrival_checked", text="财务到账通知已收")
    ),
    subject="",
)  # fmt: skip
_HELD = Measure(id="m1", kind="seizure", property_id="p1", held=True)
_ALL = Received(amount=Decimal(210000), used=dataclasses.replace(USED, still_open=Decimal(0)))
_FREED = chain([(Release(**measured.release(PICTURE)), "", "")], seized.CASE.number)
CLEARED = dataclasses.replace(
    IN_CASH, values=answers(received=_ALL), cases=(dataclasses.replace(seized.CASE, measures=(_HELD,)),), related=_FREED
)  # fmt: skip
_JUDGED = penalties.moved(seized.CASE)
REPAID = dataclasses.replace(IN_CASH, values=answers(purpose=RESTITUTION), cases=(_JUDGED,))
FINED = dataclasses.replace(
    IN_CASH, values=answers(purpose=PENALTY), cases=(dataclasses.replace(_JUDGED, recovered=Decimal(35_600)),)
)
GREEN = (IN_CASH, DIRECT, THROUGH_COURT, CLEARED, REPAID, FINED)
PROVED = {"one_case", "released_after"}


def in_two_cases(here: Situation) -> Situation:
    """The same money noted in a second case as well."""
    return dataclasses.replace(here, cases=(*here.cases, here.cases[0]))


def without_arrival(here: Situation) -> Situation:
    """The same before finance has said that the money is there."""
    return dataclasses.replace(here, happenings=_SIGNED)


EVIDENCE: list[Row] = [
    (Payment, IN_CASH, "one_case", in_two_cases),
    (Payment, FINED, "victims_first", in_case(recovered=Decimal(35_599))),
    (Payment, REPAID, "victims_first", answered(purpose=PENALTY)),
    (Payment, REPAID, "victims_first", lambda here: dataclasses.replace(here, cases=(seized.CASE,))),
    (Payment, IN_CASH, "two_receivers", answered(officers=("方立",))),
    (Payment, IN_CASH, "two_receivers", answered(officers=("方立", "方立"))),
    (Payment, IN_CASH, "id_shown", answered(id_shown=False)),
    (Payment, IN_CASH, "recorder", answered(recorder_on=False)),
    (Payment, IN_CASH, "place_and_time", answered(located=Located.of(NoFix("地下车库", AT)))),
    (Payment, IN_CASH, "care_noted", answered(care=None)),
    (Payment, IN_CASH, "counted_together", answered(counted=None)),
    (Payment, IN_CASH, "receipt_given", answered(receipt_number=None)),
    (Payment, IN_CASH, "receipt_given", answered(receipt_given=False)),
    (Payment, THROUGH_COURT, "no_private_account", answered(account="书记员个人账户")),
    (Payment, THROUGH_COURT, "arrival_checked", without_arrival),
    (Payment, DIRECT, "both_confirm", answered(creditor_confirmed=False)),
    (Payment, IN_CASH, "transcript_signed", without_step(TRANSCRIPT, "photographed")),
    (Payment, IN_CASH, "handed_in", answered(handed_in_at=None)),
    (Payment, IN_CASH, "handed_in", answered(handed_in_to=None)),
    (Payment, CLEARED, "released_after", lambda here: dataclasses.replace(here, related=())),
    (
        Payment,
        CLEARED,
        "released_after",
        in_case(measures=(_HELD, dataclasses.replace(_HELD, id="m2", property_id="p2"))),
    ),
]

WANTED: dict[str, tuple[str, ...]] = {
    "5.7": ("release at once after payment",),
    "D22": (
        "案号, 交款人 and relation, 款项类别(执行款/执行费/罚款/拍卖款), 币种, 小写, 大写, 方式, date/time, two 收款人",
        "serial no. of the pre-printed 票据, place; note when handed to finance",
    ),
    "D22 SCZX": (
        "流水号, 缴纳当事人, 交纳人, 交纳金额, 交纳款项类别, 交纳日期, 收据号码, 到账方式, 来源案号",
    ),
    "5.5 money": (
        "the case's own account QR/number or direct to the creditor with both confirming, cash only if needed",
        "≥2 officers; receipt at once; 收款笔录 signed by payer and those present; hand in same day",
        "the receipt must be the finance office's numbered form; no money to private accounts",
    ),
    "5.1": (
        "officers show ID, minutes made and signed, recorder on, care notes, position/time stamp, refused signature",
    ),
}
_OWN = "because:the docket's account line is printed by 执行通知书; here only into which account the money went is asked"
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "D22": {
        "案号": ("docket:Case.number", "duty:one_case"),
        "交款人 and relation": ("field:payer_is", "field:present", "field:for_whom", "value:Person.relation"),
        "款项类别(执行款/执行费/罚款/拍卖款)": ("field:purpose", "duty:victims_first"),
        "币种": ("because:only 人民币 is taken on site; foreign cash is a thing for the inventory",),
        "小写": ("field:received", "field:amount"),
        "大写": ("paper:written out by wording.rmb_upper on form and paper",),
        "方式": ("field:way", "field:account"),
        "date/time": ("field:paid_at",),
        "two 收款人": ("field:officers", "duty:two_receivers"),
        "serial no. of the pre-printed 票据": ("field:receipt_number",),
        "place": ("field:place", "field:located"),
        "note when handed to finance": ("field:handed_in_at", "field:handed_in_to", "duty:handed_in"),
    },
    "5.7": {"release at once after payment": ("duty:released_after",)},
    "D22 SCZX": {
        "流水号": ("field:voucher",),
        "缴纳当事人": ("field:for_whom", "docket:Case.parties"),
        "交纳人": ("field:present",),
        "交纳金额": ("field:received", "field:amount"),
        "交纳款项类别": ("field:purpose",),
        "交纳日期": ("field:paid_at",),
        "收据号码": ("field:receipt_number",),
        "到账方式": ("field:way", "field:account", "duty:arrival_checked"),
        "来源案号": ("docket:Case.number",),
    },
    "5.5 money": {
        "the case's own account QR/number or direct to the creditor with both confirming": (
            "field:account", "field:creditor_confirmed", "duty:both_confirm", _OWN,
        ),
        "cash only if needed": ("field:way", "field:counted", "duty:counted_together"),
        "≥2 officers": ("duty:two_receivers",),
        "receipt at once": ("duty:receipt_given", "field:receipt_given"),
        "收款笔录 signed by payer and those present": ("duty:transcript_signed",),
        "hand in same day": ("duty:handed_in", "event:duty_met"),
        "the receipt must be the finance office's numbered form": (
            "field:receipt_number", "paper:the 收款笔录 says of itself that it is no receipt",
        ),
        "no money to private accounts": ("duty:no_private_account",),
    },
    "5.1": {
        "officers show ID": ("field:id_shown", "duty:id_shown"),
        "minutes made and signed": ("duty:transcript_signed",),
        "recorder on": ("field:recorder_on", "field:films", "duty:recorder"),
        "care notes": ("field:frail", "field:care", "duty:care_noted"),
        "position/time stamp": ("field:located", "duty:place_and_time"),
        "refused signature": ("value:Signature.reason",),
    },
}  # fmt: skip
