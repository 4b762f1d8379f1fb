"""Invented things: cars with plates and frame numbers that were never issued, homes, accounts, and measures on them."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal

from services.demo.places import Map
from services.docket.case import Case
from services.docket.party import Party
from services.docket.property import Home, Measure, MeasureKind, Property, Vehicle
from services.identifiers import case_number, plate, vin

_CARS = (
    ("大众牌", "SVW7167", "小型轿车", "1.6L"), ("吉利牌", "MR7153", "小型轿车", "1.5L"),
    ("五菱牌", "LZW6450", "小型普通客车", "1.5L"), ("长安牌", "SC1031", "轻型普通货车", "1.5L"),
    ("丰田牌", "GTM6480", "小型越野客车", "2.0L"), ("江铃牌", "JX1041", "轻型厢式货车", "2.8T"),
)  # fmt: skip
_ELECTRIC = ("比亚迪牌", "BYD7009", "小型轿车", "")
_COLOURS = "白黑灰银红蓝"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_BANKS = ("常山农商银行", "工商银行常山支行", "农业银行常山支行", "稠州银行常山支行", "浙江泰隆银行常山支行")
_TERM_YEARS: dict[MeasureKind, int] = {"freezing": 1, "seizure": 2, "sealing": 2}


class Things:
    """Draws properties of debtors; no plate and no frame number comes twice."""

    def __init__(self, chance: random.Random, ground: Map, today: dt.date) -> None:
        self._chance = chance
        self._ground = ground
        self._today = today
        self._car = 0
        self._certificate = 9_000_000

    def plate(self, electric: bool = False) -> str:
        """A plate right in form that GA 36 has never issued.

        浙H·YS with a letter among the last three has three letters, one more than serials have; a small new-energy
        plate that begins with K and 9 stands in a series that is still in reserve.
        """
        self._car += 1
        number = self._car
        if electric:
            return f"浙HK9{number:04}"
        tens, rest = divmod(number, 10)
        return f"浙HYS{tens % 10}{_LETTERS[tens // 10 % len(_LETTERS)]}{rest}"

    def frame(self) -> str:
        """A VIN with the right check figure; its year character 0 is none of GB 16735, so no car carries it."""
        chance = self._chance
        code = f"L{''.join(chance.choices('ABCDEFGHJKLMNPRSTUVWXYZ', k=2))}{''.join(chance.choices('0123456789', k=5))}"
        code = f"{code}00{chance.choice('ABCDEFGH')}{chance.randrange(10**6):06}"
        return code[:8] + vin.check_figure(code) + code[9:]

    def car(self, property_id: str, owner: Party, *, number: str = "", mortgagee: str = "") -> Property:
        """A car of the owner, as the registry knows it."""
        chance = self._chance
        electric = not number and chance.random() < 0.15
        brand, model, kind, displacement = _ELECTRIC if electric else chance.choice(_CARS)
        registered = self._today - dt.timedelta(days=chance.randrange(400, 4000))
        number = number or self.plate(electric)
        held = Vehicle(
            plate=number,
            plate_kind="小型新能源汽车" if electric else "小型汽车",
            registry="衢州市公安局交通警察支队车辆管理所",
            brand=brand,
            kind=kind,
            model=model,
            vin=self.frame(),
            engine_number=f"{chance.choice(_LETTERS)}{chance.randrange(10**6):06}",
            colour=chance.choice(_COLOURS),
            owner=owner.name,
            owner_id_number=owner.id_number,
            registered_on=registered,
            produced_on=registered - dt.timedelta(days=chance.randrange(20, 120)),
            usage="非营运",
            state="查封",
            inspected_until=self._today + dt.timedelta(days=chance.randrange(-200, 400)),
            insured_until=self._today + dt.timedelta(days=chance.randrange(-300, 360)),
            displacement=displacement,
            mortgagee=mortgagee,
        )
        name = f"{kind} {plate.display(number)}"
        estimate = Decimal(chance.randrange(15, 160)) * 1000
        return Property(
            id=property_id, kind="车辆", name=name, owner=owner.name, estimate=estimate, vehicle=held
        )

    def home(self, property_id: str, owner: Party, *, to_clear: bool) -> Property:
        """A home of the owner; one to clear says who is known to live in it."""
        chance = self._chance
        place = owner.places[0] if owner.places else self._ground.home()
        occupants = chance.choice(
            (
                "被执行人本人及配偶居住",
                "被执行人父母居住，其父 78 岁",
                "出租，租客姓名待查",
                "空置",
                "被执行人及未成年子女居住",
            )
        )
        self._certificate += 1
        home = Home(
            place=place,
            certificate=f"浙（{self._today.year - chance.randrange(2, 8)}）常山县不动产权第{self._certificate}号",
            usage="住宅",
            area_m2=Decimal(chance.randrange(6500, 16800)) / 100,
            share=chance.choice(("单独所有", "共同共有", "按份共有 50%")),
            occupants=occupants if to_clear else "",
            mortgagee=chance.choice(("", "", chance.choice(_BANKS))),
            to_clear=to_clear,
        )
        estimate = Decimal(chance.randrange(35, 140)) * 10_000
        name = place.text.removeprefix("浙江省衢州市常山县")
        return Property(
            id=property_id, kind="房屋", name=name, owner=owner.name, estimate=estimate, home=home
        )

    def account(self, property_id: str, owner: Party) -> Property:
        """A bank account, known by its last four figures."""
        bank = self._chance.choice(_BANKS)
        return Property(
            id=property_id,
            kind="银行存款",
            name=f"{bank} 尾号 {self._chance.randrange(10**4):04}",
            owner=owner.name,
        )

    def measure(
        self,
        thing: Property,
        case: Case,
        *,
        days_left: int | None = None,
        in_use: bool = False,
        held: bool = False,
    ) -> Measure:
        """The measure on a thing with the longest term (解释 485); `days_left` fixes when it ends.

        One older than the case began as preservation in the suit and runs on (解释 168): its ruling is the suit's.
        """
        chance = self._chance
        kind: MeasureKind = "freezing" if thing.kind == "银行存款" else "seizure" if held else "sealing"
        years = 3 if thing.home else _TERM_YEARS[kind]
        left = days_left if days_left is not None else self._days_left(case, years)
        expires = self._today + dt.timedelta(days=left)
        effective = _years_before(expires + dt.timedelta(days=1), years)
        suit = effective < case.filed_on
        return Measure(
            id=f"{thing.id}-m",
            kind=kind,
            property_id=thing.id,
            ruling=f"（{effective.year}）浙0822执保{_serial(case)}号之一" if suit else f"{case.number}之一",
            effective_on=effective,
            expires_on=expires,
            rank="首封" if chance.random() < 0.85 else "轮候第 1 位",
            in_use=in_use,
            held=held,
            registered=bool(thing.vehicle or thing.home),
            amount=Decimal(chance.randrange(100, 60_000)) if kind == "freezing" else None,
            preserved_in=f"（{effective.year}）浙0822执保{_serial(case)}号" if suit else "",
        )

    def renewed(self, measure: Measure, years: int) -> tuple[Measure, Measure]:
        """The measure as a renewal, behind the one that it prolongs: that one ended as it began."""
        assert measure.effective_on is not None
        former = replace(
            measure,
            id=f"{measure.id}-0",
            effective_on=_years_before(measure.effective_on, years),
            expires_on=measure.effective_on - dt.timedelta(days=1),
            ruling=f"（{measure.effective_on.year - years}）浙0822执保{measure.id.split('-')[0]}号之一",
        )
        return former, replace(measure, renews=former.id, preserved_in="")

    def _days_left(self, case: Case, years: int) -> int:
        """Drawn; what 财产保全 itself took begins three days after its case."""
        if "执保" in case.number:
            return years * 365 - (self._today - case.filed_on).days + 3
        return self._chance.randrange(max(2, years * 365 - 760), years * 365 - 40)


def _years_before(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _serial(case: Case) -> int:
    return case_number.parse(case.number).number
