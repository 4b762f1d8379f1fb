"""A case of 财产刑: what the criminal division moved for enforcement, with a fine, a victim to repay and no applicant."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal

from services.demo.people import People
from services.demo.places import Map
from services.docket.case import Basis, Case, ClaimItem

SERIAL = 905_001


def case(today: dt.date, handler: str) -> Case:
    """The one case of its sort that the demo has."""
    chance = random.Random("court-fieldwork/penalty")
    ground = Map(chance)
    people = People(chance, ground, today)
    filed = today - dt.timedelta(days=41)
    debtor = people.person(f"{SERIAL}-1", "debtor")
    victim = replace(people.person(f"{SERIAL}-2", "other"), note="被害人")
    number = f"（{filed.year}）浙0822执{SERIAL}号"
    plain = Case(number=number, cause="", filed_on=filed, parties=(debtor, victim), handler=handler)
    return moved(
        replace(
            plain,
            grassroots=ground.community(debtor.places[0].town),
            grassroots_phone=people.phone(),
            due_on=filed + dt.timedelta(days=183),
        )
    )


def moved(plain: Case) -> Case:
    """A case made one that the criminal division moved: no creditor, a criminal judgment, a fine and a victim to repay."""
    debtors = "、".join(p.name for p in plain.debtors)
    effective = plain.filed_on - dt.timedelta(days=24)
    basis = Basis(
        kind="刑事判决书",
        number=f"（{effective.year}）浙0822刑初{SERIAL}号",
        made_by="常山县人民法院",
        text=f"对{debtors}并处罚金20000元；责令退赔被害人经济损失35600元。",
        effective_on=effective,
        due_on=effective + dt.timedelta(days=10),
    )
    return replace(
        plain,
        cause="罚金、责令退赔",
        parties=tuple(p for p in plain.parties if p.role != "creditor"),
        basis=basis,
        claim=Decimal(55_600),
        claim_items=(
            ClaimItem(kind="罚金", amount=Decimal(20_000)),
            ClaimItem(kind="责令退赔被害人经济损失", amount=Decimal(35_600)),
        ),
        recovered=Decimal(0),
        enforcement_money=(),
        fee=None,
        liabilities=(),
        note="刑事审判部门移送执行，没有申请执行人",
    )
