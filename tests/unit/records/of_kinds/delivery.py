"""送达: its duties green, each turned red, and every item of D15, §5.5 and the court's own 送达记录 in its place."""

from __future__ import annotations

import dataclasses
from typing import Any

from services.position.fix import NoFix
from services.records.delivery_duties import (
    ADULT,
    BY_FILM,
    BY_WITNESS,
    ELECTRONIC,
    FOR_HIM,
    HIMSELF,
    LEFT,
    MAILED,
    NOT_SERVED,
    OUTSIDE,
    PROCESS,
    SELF,
)
from services.records.kinds.delivery import Delivery
from services.records.values import Handed, Located, Person
from tests.unit.records import seized
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
    without_photo,
    without_step,
)

KIND = Delivery
NOTICE = Handed(title="执行通知书", number="（2026）浙0822执900003号", copies=2)
REPORT = Handed(title="报告财产令", number="（2026）浙0822执900003号之一")
HE, WIFE = Person(name="何岩松", role=SELF), Person(name="徐云芝", role=ADULT, relation="妻子")
WITNESS = Person(name="季文", role="村委会工作人员")


def answers(**changes: Any) -> dict[str, Any]:
    """Two papers for the debtor, signed for by himself; None takes an answer away."""
    given: dict[str, Any] = {
        "outcome": HIMSELF, "receiver": "何岩松", "papers": (NOTICE, REPORT),
        "served_at": AT, "place": seized.ROADSIDE, "located": Located.of(seized.FIX), "officers": ("方立", "毛一帆"),
        "taken_by": (HE,), "id_shown": True, "recorder_on": True, "frail": ("老人",), "care": "已请老人坐下",
    }  # fmt: skip
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


_SIGNED = journal(*signed_on_paper("receipt", TRANSCRIPT))


def serving(**changes: Any) -> Any:
    return situation(answers(**changes), Delivery, happenings=_SIGNED, subject="")


_LEFT = {
    "outcome": LEFT,
    "taken_by": None,
    "refused_by": "徐云芝",
    "refused_why": "拒绝签收",
    "left_at": "受送达人住所",
}
TAKEN = serving()
BY_WIFE = serving(outcome=FOR_HIM, taken_by=(WIFE,))
WITNESSED = serving(**_LEFT, left_by=BY_WITNESS, witnesses=(WITNESS,))
FILMED = serving(**_LEFT, left_by=BY_FILM, photos=(seized.photo(PROCESS, PICTURE),))
_BARE = {"taken_by": None, "id_shown": None, "recorder_on": None, "frail": None, "care": None}
SENT = serving(**_BARE, outcome=ELECTRONIC, consent="送达地址确认书", electronic_to="19000000003", sent_at=AT)
OUTSIDE_HOME = serving(
    **{**_LEFT, "left_at": OUTSIDE},
    left_by=BY_WITNESS,
    witnesses=(WITNESS,),
    photos=(seized.photo(PROCESS, PICTURE),),
)
POSTED = serving(
    **_BARE, outcome=MAILED, mailed_why="住址在外地", mail_number="EX900000001CS", mailed_on=AT.date()
)
IN_VAIN = serving(**_BARE, outcome=NOT_SERVED, not_served_why="已搬离")
GREEN = (TAKEN, BY_WIFE, WITNESSED, FILMED, OUTSIDE_HOME, SENT, POSTED, IN_VAIN)
PROVED: set[str] = set()
LAST_WORD = (
    "papers_named", "taker_entitled", "left_lawfully", "filmed_outside", "mediation_not_left", "direct_only",
    "electronic_consented",
)  # fmt: skip
AGAINST_HIM = tuple(
    dataclasses.replace(p, name="徐云芝") if p.role == "creditor" else p for p in seized.CASE.parties
)
MEDIATION = Handed(title="民事调解书", number="（2026）浙0822民初900001号")
FETCH = Handed(title="拘传票", number="（2026）浙0822执900003号之二")

EVIDENCE: list[Row] = [
    (Delivery, TAKEN, "two_officers", answered(officers=("方立",))),
    (Delivery, TAKEN, "id_shown", answered(id_shown=False)),
    (Delivery, TAKEN, "recorder", answered(recorder_on=None)),
    (Delivery, TAKEN, "place_and_time", answered(located=Located.of(NoFix("室内", AT)))),
    (Delivery, TAKEN, "care_noted", answered(care=None)),
    (Delivery, TAKEN, "papers_named", answered(papers=())),
    (Delivery, TAKEN, "taker_entitled", answered(taken_by=(Person(name="徐云芝", role=SELF),))),
    (Delivery, TAKEN, "taker_entitled", answered(taken_by=(WIFE,))),
    (Delivery, BY_WIFE, "taker_entitled", answered(taken_by=(Person(name="徐云芝", role=ADULT),))),
    (
        Delivery,
        BY_WIFE,
        "taker_entitled",
        in_case(parties=AGAINST_HIM),
    ),
    (Delivery, WITNESSED, "left_lawfully", answered(witnesses=())),
    (Delivery, WITNESSED, "left_lawfully", answered(refused_why=None)),
    (Delivery, FILMED, "left_lawfully", without_photo(PROCESS)),
    (Delivery, OUTSIDE_HOME, "filmed_outside", without_photo(PROCESS)),
    (Delivery, POSTED, "direct_first", answered(mailed_why=None)),
    (Delivery, WITNESSED, "mediation_not_left", answered(papers=(NOTICE, MEDIATION))),
    (Delivery, POSTED, "direct_only", answered(papers=(NOTICE, FETCH))),
    (Delivery, SENT, "direct_only", answered(papers=(Handed(title="履行到期债务通知书", number="1号"),))),
    (Delivery, SENT, "electronic_consented", answered(consent=None)),
    (Delivery, SENT, "electronic_consented", answered(sent_at=None)),
    (Delivery, IN_VAIN, "why_not_served", answered(not_served_why=None)),
    (Delivery, TAKEN, "receipt_signed", without_step(TRANSCRIPT, "photographed")),
]

WANTED: dict[str, tuple[str, ...]] = {
    "D15": (
        "案由, 案号, 送达文书名称和件数, 受送达人, 送达地址, 受送达人签名或盖章+日期",
        "收件人及代收理由+日期, 备考, 填发人, 送达人",
    ),
    "D15 SCZX": (
        "文书, 应送达日期, 开始送达日期, 送达方式, 受托法院, 公告日期, 交邮日期, 送达日期, 送达人, 受送达人, 签收人",
        "代签人或转交人, 签收时间, 拒不签收, 未送达原因",
    ),
    "5.5 service": (
        "direct first, co-living adult family may sign, not if he is the opposing party, unit, agent or named receiver",
        "留置 with witness, 留置 with photo/video, outside the home too, 调解书 never, 电子: consent, 拘传票 directly",
    ),
    "5.1": (
        "officers show ID, minutes made and signed, recorder on, care notes, position/time stamp, refused signature",
        "two officers",
    ),
}
ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "D15": {
        "案由": ("docket:Case.cause",),
        "案号": ("docket:Case.number",),
        "送达文书名称和件数": ("field:papers", "value:Handed.copies", "duty:papers_named"),
        "受送达人": ("field:receiver",),
        "送达地址": ("field:place",),
        "受送达人签名或盖章+日期": ("field:taken_by", "field:signatures", "duty:receipt_signed"),
        "收件人及代收理由+日期": ("field:taken_by", "value:Person.relation"),
        "备考": ("field:note",),
        "填发人": ("field:filled_by",),
        "送达人": ("field:officers",),
    },
    "D15 SCZX": {
        "文书": ("field:papers",),
        "应送达日期": ("field:due_on",),
        "开始送达日期": ("field:served_at",),
        "送达方式": ("field:outcome",),
        "受托法院": ("because:service by another court is entrusted from the office, not on site",),
        "公告日期": ("because:public service is the kind 张贴",),
        "交邮日期": ("field:mailed_on", "field:mail_number"),
        "送达日期": ("field:served_at", "field:sent_at"),
        "送达人": ("field:officers",),
        "受送达人": ("field:receiver",),
        "签收人": ("field:taken_by",),
        "代签人或转交人": ("field:taken_by",),
        "签收时间": ("field:served_at",),
        "拒不签收": ("field:refused_by", "field:refused_why"),
        "未送达原因": ("field:not_served_why", "duty:why_not_served"),
    },
    "5.5 service": {
        "direct first": ("field:outcome", "duty:direct_first", "field:mailed_why"),
        "co-living adult family may sign": ("duty:taker_entitled", "field:taken_by"),
        "not if he is the opposing party": ("duty:taker_entitled", "docket:Case.parties"),
        "unit": ("field:taken_by", "duty:taker_entitled"),
        "agent or named receiver": ("field:taken_by",),
        "留置 with witness": ("field:witnesses", "duty:left_lawfully"),
        "留置 with photo/video": ("slot:送达过程", "field:films", "duty:left_lawfully"),
        "outside the home too": ("field:left_at", "duty:filmed_outside"),
        "调解书 never": ("duty:mediation_not_left",),
        "电子: consent": ("field:consent", "duty:electronic_consented"),
        "拘传票 directly": ("duty:direct_only",),
    },
    "5.1": {
        "officers show ID": ("field:id_shown", "duty:id_shown"),
        "minutes made and signed": ("duty:receipt_signed",),
        "recorder on": ("field:recorder_on", "duty:recorder"),
        "care notes": ("field:frail", "field:care", "duty:care_noted"),
        "position/time stamp": ("field:located", "duty:place_and_time"),
        "refused signature": ("value:Signature.reason",),
        "two officers": ("duty:two_officers",),
    },
}  # fmt: skip
