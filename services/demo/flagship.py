"""The cases that the demo tells in full: a car whose sealing ends tomorrow, a door never opened, a home to clear."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from services.demo import courses
from services.demo.claims import Claims, arrived
from services.demo.people import Name, People
from services.demo.places import Map
from services.demo.things import Things
from services.docket.case import Basis, Case, ClaimItem, Risk, Served
from services.docket.party import Party
from services.docket.property import Property
from services.law.fees import enforcement_fee

FLAGSHIP, MORNINGS, CLEARING = 901_183, 900_956, 900_057
PLATE, VIN = "浙HYS9A7", "LSVNV41840N048717"


def cases(people: People, things: Things, ground: Map, claims: Claims, today: dt.date) -> tuple[Case, ...]:
    """The three told cases, the flagship first."""
    return (
        _flagship(people, things, ground, claims, today),
        _mornings(people, ground, claims, today),
        _clearing(people, things, ground, claims, today),
    )


def number(serial: int, filed: dt.date, type_code: str = "执") -> str:
    """A case number of the court."""
    return f"（{filed.year}）浙0822{type_code}{serial}号"


def _flagship(people: People, things: Things, ground: Map, claims: Claims, today: dt.date) -> Case:
    filed = today - dt.timedelta(days=150)
    case_number = number(FLAGSHIP, filed)
    home = ground.home("天马街道")
    creditor = people.person("901183-1", "creditor", name=Name("张禾生", "男"), born=dt.date(1971, 6, 2))
    debtor = people.person(
        "901183-2", "debtor", name=Name("何岩松", "男"), place=home, born=dt.date(1981, 3, 14)
    )
    debtor = replace(debtor, workplace="常山长风（演示）石材有限公司")
    wife = people.person(
        "901183-3", "other", name=Name("徐云芝", "女"), place=home, born=dt.date(1983, 9, 20)
    )
    wife = replace(wife, note="何岩松之妻，与其同住")
    case = claims.case(case_number, "民间借贷纠纷", filed, (creditor, debtor, wife))
    base = _with_debt(case, today)
    car = _car(things, debtor)
    flat, bank = things.home("901183-home", debtor, to_clear=False), things.account("901183-bank", debtor)
    digger = Property(
        id="901183-digger", kind="机器设备", name="履带式挖掘机 1 台", owner=debtor.name, estimate=Decimal(120_000),
        detail="停放于白石镇草坪村采石场，由何岩松继续使用",
    )  # fmt: skip
    on_car, on_bank = things.measure(car, case, days_left=1), things.measure(bank, case, days_left=25)
    return replace(
        base,
        properties=(car, flat, bank, digger),
        measures=(
            on_car,
            on_bank,
            *things.renewed(things.measure(flat, case, days_left=571), 3),
            things.measure(digger, case, days_left=300, in_use=True),
        ),
        served=_served(case_number, debtor.name, filed, today),
        risks=_risks(debtor.name, today),
        past_visits=(
            claims.visit(home.text, 33, 10, "拒不开门", "有人应声"),
            claims.visit(home.text, 3, 19, "见到家属", "其妻徐云芝称何岩松在外务工，车停小区地库"),
        ),
        due_on=today + dt.timedelta(days=33),
        grassroots=ground.community("天马街道"),
        grassroots_phone=people.phone(),
        marks=("本院重点案件",),
    )


def _with_debt(case: Case, today: dt.date) -> Case:
    effective = today - dt.timedelta(days=290)
    start = effective - dt.timedelta(days=510)
    rate = f"自{start.year}年{start.month}月{start.day}日起按年利率6%计算至实际清偿之日止"
    basis = Basis(
        kind="民事判决书",
        number=f"（{effective.year}）浙0822民初901021号",
        made_by="常山县人民法院",
        text=f"何岩松于判决生效后十日内归还张禾生借款286000元，并支付利息（{rate}）；案件受理费2795元由何岩松负担。",
        effective_on=effective,
        due_on=effective + dt.timedelta(days=10),
    )
    return replace(
        case,
        basis=basis,
        claim=Decimal(288_795),
        claim_items=(
            ClaimItem(kind="本金", amount=Decimal(286_000), rate=rate, accrues_from=start),
            ClaimItem(kind="案件受理费", amount=Decimal(2_795), note="不计入加倍部分债务利息的基数"),
        ),
        recovered=Decimal(41_500),
        enforcement_money=arrived(Decimal(41_500), today - dt.timedelta(days=118), today),
        fee=enforcement_fee(Decimal(288_795)),
    )


def _car(things: Things, owner: Party) -> Property:
    """The car whose frame number the papers give in two ways: the officer has to look at the car itself."""
    car = things.car("901183-car", owner, number=PLATE)
    if car.vehicle is None:
        return car
    known = replace(
        car.vehicle,
        brand="大众牌",
        model="SVW7167",
        kind="小型轿车",
        displacement="1.6L",
        colour="白",
        vin=VIN,
    )
    return replace(
        car,
        name="小型轿车 浙H·YS9A7",
        vehicle=known,
        estimate=Decimal(68_000),
        note="申请执行人提供的行驶证复印件上，车辆识别代号第 14 位是 3，登记档案是 8；扣押时以车身钢印为准。",
    )


def _served(case_number: str, debtor: str, filed: dt.date, today: dt.date) -> tuple[Served, ...]:
    first, later = filed + dt.timedelta(days=6), today - dt.timedelta(days=19)
    return (
        Served(title="执行通知书", number=case_number, to=debtor, on=first, way="直接送达"),
        Served(
            title="报告财产令",
            number=case_number,
            to=debtor,
            on=first,
            way="直接送达",
            due_on=first + dt.timedelta(days=15),
            met_on=first + dt.timedelta(days=13),
        ),
        Served(title="执行裁定书", number=f"{case_number}之一", to=debtor, on=later, way="留置送达"),
        Served(
            title="协助执行通知书",
            number=f"{case_number}之一",
            to="衢州市公安局交通警察支队车辆管理所",
            on=later,
            way="直接送达",
        ),
    )


def _risks(name: str, today: dt.date) -> tuple[Risk, ...]:
    on = today - dt.timedelta(days=105)
    return (
        Risk(
            text=f"{name}曾持械威胁",
            source="上次上门记录、派出所接警单",
            on=on,
            advice="三人以上同行，着防刺服，开两台记录仪",
        ),
        Risk(text="家有大型犬", source="上次上门记录", on=on, advice="先电话让其妻拴好"),
    )


def _mornings(people: People, ground: Map, claims: Claims, today: dt.date) -> Case:
    """Three mornings nobody home at one address: the evening has not been tried."""
    filed = today - dt.timedelta(days=88)
    home = ground.home("白石镇")
    creditor = people.company("900956-1", "creditor")
    debtor = people.person(
        "900956-2", "debtor", name=Name("樊水根", "男"), place=home, born=dt.date(1968, 11, 8)
    )
    case = claims.case(number(MORNINGS, filed), "买卖合同纠纷", filed, (creditor, debtor))
    limit = Served(
        title="限制消费令", number=f"{case.number}之二", to=debtor.name, on=today - dt.timedelta(days=40), way="直接送达"
    )  # fmt: skip
    return replace(
        case,
        served=(*case.served, limit),
        inquiries=courses.inquiries(filed + dt.timedelta(days=9), debtor.name),
        past_visits=tuple(
            claims.visit(home.text, days, hour, "无人", "敲门无应答")
            for days, hour in ((31, 9), (20, 10), (8, 9))
        ),
        grassroots=ground.community("白石镇"),
        grassroots_phone=people.phone(),
    )


def _clearing(people: People, things: Things, ground: Map, claims: Claims, today: dt.date) -> Case:
    """A home to clear in which an old man lives."""
    filed = today - dt.timedelta(days=120)
    home = ground.home("辉埠镇")
    creditor = people.person("900057-1", "creditor", name=Name("徐有根", "男"), born=dt.date(1959, 1, 30))
    debtor = people.person(
        "900057-2", "debtor", name=Name("陈法明", "男"), place=home, born=dt.date(1975, 4, 17)
    )
    case_number = number(CLEARING, filed, "执恢")
    case = claims.case(case_number, "房屋租赁合同纠纷", filed, (creditor, debtor))
    thing = things.home("900057-home", debtor, to_clear=True)
    if thing.home is not None:
        thing = replace(thing, home=replace(thing.home, occupants="被执行人及其父（78 岁）居住"))
    due = today + dt.timedelta(days=5)
    return replace(
        case,
        properties=(thing,),
        measures=(things.measure(thing, case, days_left=300),),
        served=(
            *claims.served(case_number, case.parties, filed + dt.timedelta(days=6), ruling=True),
            Served(
                title="公告（责令迁出房屋）",
                number=case_number,
                to=debtor.name,
                on=today - dt.timedelta(days=10),
                due_on=due,
                way="张贴",
            ),
        ),
        risks=(
            Risk(
                text="屋内有 78 岁老人",
                source="上次上门记录",
                on=today - dt.timedelta(days=12),
                advice="请村里和卫生院派员",
            ),
        ),
        grassroots=ground.community("辉埠镇"),
        grassroots_phone=people.phone(),
        note=f"公告责令于{due.year}年{due.month}月{due.day}日前迁出",
    )
