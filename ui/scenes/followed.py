"""Pictures of what a case's records add up to: 文书送达 (who has which paper) and 承诺与分期 (what was paid of what)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from services.actions import accounts, finding, gates, recording
from services.docket.case import Case
from services.docket.party import Place
from services.records.delivery_duties import MAILED, NOT_SERVED
from services.records.interview_duties import REPORT, RIGHTS, TRUTH
from services.records.kinds.delivery import Delivery
from services.records.kinds.interview import READ, Interview
from services.records.kinds.payment import CASH, DEBT, Payment
from services.records.received import Received
from services.records.record import Record
from services.records.values import Handed, Line, Person, Promise
from services.session import Session
from ui.components.frames import Card
from ui.components.scroll import Scroll
from ui.desk import OpenCase
from ui.scenes.begun import drafted
from ui.scenes.scene import Scene, Told
from ui.studio import Studio

MOST = 80  # cases looked at for one that suits


def _case(session: Session, told: Told, today: dt.date) -> Case:
    """A case of one citizen that no other scene tells of, nothing paid yet, with an account that can be made."""
    rows = finding.search(session, "", today, limit=MOST).rows
    for case in finding.cases(session, [r.number for r in rows if r.number != told.case]):
        alone = len(case.debtors) == 1 and case.debtors[0].is_citizen and case.series is None
        told_of = (
            case.risks or case.past_visits or case.instalments or case.enforcement_money or case.recovered
        )
        if (
            alone
            and case.claim_items
            and not told_of
            and accounts.reckon(session, case.number, today).owing.account
        ):
            return case
    return finding.cases(session, (told.case,))[0]


def _tell(session: Session, told: Told, now: dt.datetime) -> str:
    """A talk three weeks ago, paid on since; papers sent and brought in vain. Told once in a walk of pictures."""
    case = _case(session, told, now.date())
    if any(isinstance(h.said, Interview) for h in finding.happenings(session, case.number)):
        return case.number
    for kind, days, answers in _records(case, now):
        _finish(session, case, kind, now - dt.timedelta(days=days), answers)
    return case.number


def _records(case: Case, now: dt.datetime) -> tuple[tuple[type[Record], int, Mapping[str, Any]], ...]:
    debtor, today = case.debtors[0].name, now.date()
    days = partial(dt.timedelta)
    promises = (
        Promise(on=today - days(8), amount=Decimal(3000), note="工资到账后"),
        Promise(on=today - days(1), amount=Decimal(3000)),
        Promise(on=today + days(30), amount=Decimal(4000)),
    )
    talk = {
        "purpose": "被执行人", "way": "当面", "reason": "履行义务和财产状况", "venue": "本院", "brought": "自行到场",
        "place": Place(text="浙江省常山县人民法院执行局"), "person": (Person(name=debtor, role="被执行人"),),
        "identity_seen": True, "id_shown": True, "recorder_on": True, "told": (RIGHTS, TRUTH, REPORT),
        "said": (Line(sort="问", text="打算怎样履行？"), Line(sort="答", text="先付三笔，每月发工资以后付。")),
        "acknowledged": "认可", "promises": promises, "service": "以前确认过，没有变化", "reading": READ,
        "ended_at": now - days(21) + dt.timedelta(minutes=30),
    }  # fmt: skip
    paid = {
        "purpose": DEBT, "way": CASH, "received": Received(amount=Decimal(4500)), "payer_is": "被执行人本人",
        "place": Place(text="浙江省常山县人民法院执行局"), "present": (Person(name=debtor, role="交款人"),),
        "id_shown": True, "recorder_on": True, "counted": True, "receipt_number": "0090012345", "receipt_given": True,
    }  # fmt: skip
    ruling, consumption = (
        (Handed(title=title, number=f"{case.number}之{number}"),)
        for title, number in (("执行裁定书", "七"), ("限制消费令", "八"))
    )
    mailed = {
        "outcome": MAILED, "receiver": debtor, "papers": ruling, "mail_number": "EX900000001CS",
        "mailed_on": today - days(3),
    }  # fmt: skip
    in_vain = {"outcome": NOT_SERVED, "receiver": debtor, "papers": consumption, "not_served_why": "无人在家"}
    return ((Interview, 21, talk), (Payment, 9, paid), (Delivery, 3, mailed), (Delivery, 1, in_vain))


def _finish(
    session: Session, case: Case, kind: type[Record], at: dt.datetime, answers: Mapping[str, Any]
) -> None:  # fmt: skip
    """A record as an officer finishes it; what the law misses in this short telling is passed over with a reason."""
    plain = {name: value for name, value in answers.items() if not isinstance(value, Received)}
    draft = drafted(session, case, kind, at, plain)
    for name, value in answers.items():
        if isinstance(value, Received):
            draft = draft.answered(name, accounts.allotted(session, draft, value.amount, at.date()))
    draft = recording.confirm_all(session, draft, at)
    for standing in gates.standings(session, draft, "sign", at):
        if standing.blocks:
            draft = gates.override(session, draft, standing.duty.code, "演示数据，事实见其他记录说明", at)
    recording.commit(session, draft, at)


def _served(studio: Studio, told: Told) -> None:
    _show(studio, told, "parties", "文书送达")


def _kept(studio: Studio, told: Told) -> None:
    _show(studio, told, "overview", "承诺与分期")


def _show(studio: Studio, told: Told, tab: str, title: str) -> None:
    """The case's page with this card in sight."""
    number = studio.ask(partial(_tell, studio.session, told, studio.now))
    studio.go(OpenCase(number, tab))
    card = next(c for c in studio.page.findChildren(Card) if c.accessibleName() == title)
    pane = next(s for s in studio.page.findChildren(Scroll) if s.isVisible())
    pane.ensureWidgetVisible(card, 0, 20)
    studio.settle()


SCENES = (Scene("04-case-served", _served), Scene("04-case-kept", _kept))
