"""Invented claims: causes, titles with interest clauses, papers served, risks and earlier visits of a case."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

from services.clock import ZONE
from services.docket.case import Basis, Case, ClaimItem, Liability, PastVisit, Risk, Served
from services.docket.party import Party
from services.docket.proceedings import EnforcementMoney
from services.law.fees import enforcement_fee
from services.law.ways import Way

CAUSES = (
    "民间借贷纠纷", "民间借贷纠纷", "买卖合同纠纷", "买卖合同纠纷", "金融借款合同纠纷", "小额借款合同纠纷",
    "机动车交通事故责任纠纷", "建设工程施工合同纠纷", "劳务合同纠纷", "追索劳动报酬纠纷", "房屋租赁合同纠纷",
    "承揽合同纠纷", "离婚纠纷", "抚养费纠纷", "追偿权纠纷", "物业服务合同纠纷",
)  # fmt: skip
_RATES = (
    "自{day}起按年利率6%计算至实际清偿之日止",
    "自{day}起按全国银行间同业拆借中心公布的一年期贷款市场报价利率计算至实际清偿之日止",
    "自{day}起按一年期贷款市场报价利率的四倍计算至实际清偿之日止",
    "自{day}起按日万分之五计算违约金至实际清偿之日止",
    "",
)
_RISKS = (
    ("{name}曾酒后辱骂送达人员", "送达回证备注", "避开晚饭时间，开记录仪"),
    ("{name}有心脏病史，情绪激动时须停止", "其家属陈述", "带急救联系人电话"),
    ("院内有大型犬，未拴", "上次上门记录", "先电话让其拴好"),
    ("{name}家属曾阻拦拍照", "上次上门记录", "请基层组织派员同去"),
    ("{name}曾扬言跳楼", "接访记录", "先报备，请社区同去"),
)
_OUTCOMES = ("无人", "无人", "见到家属", "邻居称已搬离", "见到本人", "拒不开门")


def answering(parties: tuple[Party, ...], principal: Decimal) -> tuple[tuple[Liability, ...], str]:
    """How several debtors answer, with the judgment's sentence: in halves, up to a limit, after the first, or jointly."""
    first, *others = [p for p in parties if p.role == "debtor"]
    if not others:
        return (), ""
    names = "、".join(p.name for p in others)
    turn = int(principal / 100) % 4
    if turn == 0 and len(others) == 1:
        both = (Liability(debtor=p.id, way="share", share="1/2") for p in (first, *others))
        return tuple(both), f"上述款项由{first.name}、{names}各承担二分之一。"
    cap = (principal / 2).quantize(Decimal(1)) if turn == 1 else None
    way: Way = "subsidiary" if turn == 2 else "joint"
    said = {1: f"在{cap}元限额内承担连带清偿责任", 2: "对不能清偿的部分承担补充赔偿责任"}
    rows = (Liability(debtor=p.id, way=way, cap=cap) for p in others)
    ways = f"{names}对上述债务{said.get(turn, '承担连带清偿责任')}。"
    return (Liability(debtor=first.id, way="primary"), *rows), ways


def arrived(amount: Decimal, on: dt.date, today: dt.date, payer: str = "") -> tuple[EnforcementMoney, ...]:
    """Money that arrived by that day and went on to the creditor three days later; none where nothing came in."""
    day = min(on, today - dt.timedelta(days=4))
    paid_out = day + dt.timedelta(days=3)
    money = EnforcementMoney(arrived_on=day, amount=amount, paid_out_on=paid_out, payer=payer)
    return (money,) if amount else ()


class Claims:
    """Draws what stands in a case apart from people and things."""

    def __init__(self, chance: random.Random, today: dt.date) -> None:
        self._chance = chance
        self._today = today
        self._basis = 900_000

    def case(
        self, number: str, cause: str, filed: dt.date, parties: tuple[Party, ...], *, largest: int = 600_000
    ) -> Case:
        """A case with its title, claim, fee and the papers already served; things and visits come later."""
        if "执保" in number:
            return self._preservation(number, cause, filed, parties)
        chance = self._chance
        principal = Decimal(chance.randrange(40, largest // 100)) * 100
        costs = Decimal(chance.randrange(25, 4300))
        notice = filed + dt.timedelta(days=chance.randrange(2, 9))
        notice = min(notice, self._today)
        effective = filed - dt.timedelta(days=chance.randrange(30, 300))
        start = effective - dt.timedelta(days=chance.randrange(60, 700))
        rate = chance.choice(_RATES).format(day=f"{start.year}年{start.month}月{start.day}日")
        recovered = (principal * chance.randrange(0, 40) / 100).quantize(Decimal(1))
        liabilities, ways = answering(parties, principal)
        return Case(
            number=number,
            cause=cause,
            filed_on=filed,
            parties=parties,
            liabilities=liabilities,
            basis=self._title(parties, principal, costs, rate, effective, ways),
            claim=principal + costs,
            claim_items=(
                ClaimItem(kind="本金", amount=principal, rate=rate, accrues_from=start),
                ClaimItem(kind="案件受理费", amount=costs, note="不计入加倍部分债务利息的基数"),
            ),
            recovered=recovered,
            enforcement_money=arrived(
                recovered,
                notice + dt.timedelta(days=20),
                self._today,
                liabilities[0].debtor if liabilities else "",
            ),
            fee=enforcement_fee(principal + costs),
            served=self.served(number, parties, notice),
            notice_sent_on=notice,
            due_on=filed + dt.timedelta(days=183),
        )

    def _preservation(self, number: str, cause: str, filed: dt.date, parties: tuple[Party, ...]) -> Case:
        """财产保全: a ruling to preserve, no judgment, no notice and no fee yet."""
        self._basis += 1
        amount = Decimal(self._chance.randrange(40, 6000)) * 100
        debtor = next(p for p in parties if p.role == "debtor").name
        basis = Basis(
            kind="民事裁定书",
            number=f"（{filed.year}）浙0822民初{self._basis}号",
            made_by="常山县人民法院",
            text=f"查封、扣押或者冻结{debtor}价值{amount}元的财产。",
            effective_on=filed,
        )
        title = f"{basis.number}之一"
        served = Served(
            title="民事裁定书", number=title, to=debtor, on=filed + dt.timedelta(days=3), way="直接送达"
        )
        return Case(
            number=number,
            cause=cause,
            filed_on=filed,
            parties=parties,
            basis=basis,
            claim=amount,
            served=(served,),
        )

    def _title(
        self,
        parties: tuple[Party, ...],
        principal: Decimal,
        costs: Decimal,
        rate: str,
        effective: dt.date,
        ways: str,
    ) -> Basis:
        self._basis += 1
        debtors = "、".join(p.name for p in parties if p.role == "debtor")
        creditors = "、".join(p.name for p in parties if p.role == "creditor")
        clause = f"，并支付利息（{rate}）" if rate else ""
        return Basis(
            kind="民事判决书",
            number=f"（{effective.year}）浙0822民初{self._basis}号",
            made_by="常山县人民法院",
            text=f"{debtors}于判决生效后十日内支付{creditors}{principal}元{clause}；案件受理费{costs}元由{debtors}负担。{ways}",
            effective_on=effective,
            due_on=effective + dt.timedelta(days=10),
        )

    def served(
        self, number: str, parties: tuple[Party, ...], notice: dt.date, *, ruling: bool | None = None
    ) -> tuple[Served, ...]:
        """Notice, report order and ruling with their outgoing numbers; one ruling in eight is not served yet."""
        chance = self._chance
        debtor = next(p for p in parties if p.role == "debtor").name
        way = chance.choice(("直接送达", "邮寄送达", "留置送达"))
        if ruling is None:
            ruling = chance.random() > 0.125
        on = min(notice + dt.timedelta(days=chance.randrange(1, 12)), self._today)
        later = min(on + dt.timedelta(days=chance.randrange(0, 20)), self._today)
        return (
            Served(title="执行通知书", number=number, to=debtor, on=on, way=way),
            Served(title="报告财产令", number=number, to=debtor, on=on, way=way),
            Served(
                title="执行裁定书",
                number=f"{number}之一",
                to=debtor,
                on=later if ruling else None,
                way=way if ruling else "",
            ),
        )

    def risks(self, name: str) -> tuple[Risk, ...]:
        """A safety note in one case of eight."""
        chance = self._chance
        if chance.random() > 0.125:
            return ()
        text, source, advice = chance.choice(_RISKS)
        on = self._today - dt.timedelta(days=chance.randrange(10, 300))
        return (Risk(text=text.format(name=name), source=source, on=on, advice=advice),)

    def visits(self, case: Case) -> tuple[PastVisit, ...]:
        """Earlier visits to the first debtor, none to four, oldest first."""
        chance = self._chance
        place = case.debtors[0].places[0].text
        days = sorted(
            (chance.randrange(3, 120) for _ in range(chance.choice((0, 0, 1, 1, 2, 3, 4)))), reverse=True
        )
        return tuple(self.visit(place, d, chance.randrange(8, 20), chance.choice(_OUTCOMES)) for d in days)

    def visit(self, place: str, days_ago: int, hour: int, outcome: str, note: str = "") -> PastVisit:
        """One earlier visit."""
        minute = self._chance.randrange(0, 60)
        at = dt.datetime.combine(self._today - dt.timedelta(days=days_ago), dt.time(hour, minute), ZONE)
        return PastVisit(at=at, place=place, outcome=outcome, by="徐定川、季雅君", note=note)
