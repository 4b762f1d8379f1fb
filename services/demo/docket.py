"""The synthetic docket: one officer's cases in 常山县, the same for the same seed and day; nobody's data.

Case serials begin at 900001, identity numbers with a region that does not exist, telephone numbers with 190 0000,
plates and frame numbers are of forms never issued, and company names say 演示.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace

from services.clock import ZONE
from services.demo import flagship, penalties
from services.demo.claims import CAUSES, Claims
from services.demo.courses import Courses
from services.demo.people import People
from services.demo.places import Map
from services.demo.things import Things
from services.docket.case import Case, Docket, Series
from services.docket.court import Court
from services.docket.party import Party
from services.docket.property import Measure, Property

COURT = Court(
    id="changshan",
    name="常山县人民法院",
    line="浙江省常山县人民法院",
    code="浙0822",
    address="浙江省衢州市常山县天马街道（演示地址）",
    postcode="324200",
    phone="19000000000",
    superior="浙江省衢州市中级人民法院",
)
HOUSEHOLDS = 740
_FIRST, _FIRST_SERIES, _FIRST_HISTORIC = 902_001, 910_001, 920_001
_CLOSED = ("执行完毕", "终结本次执行程序", "终结本次执行程序", "终结执行", "销案")


@dataclass(frozen=True, slots=True)
class _Sizes:
    """How many of each; `ordinary` are the live cases outside the series, the three of flagship.py among them."""

    ordinary: int
    cars: int
    homes: int
    historic: int


_NORMAL = _Sizes(ordinary=180, cars=60, homes=25, historic=0)
_BIG = _Sizes(ordinary=2000 - HOUSEHOLDS, cars=400, homes=160, historic=20_000)


def build(seed: int = 20261124, *, today: dt.date, big: bool = False) -> Docket:
    """The docket as of `today`: 180 live cases, one of 财产刑, a series of 740; `big`: 2,000 live, 20,000 historic."""
    maker = _Maker(random.Random(f"court-fieldwork/{seed}"), today, _BIG if big else _NORMAL)
    first, *colleagues = maker.people.officers()
    return Docket(
        court=COURT,
        officer=first,
        serial=1,
        made_at=dt.datetime.combine(today, dt.time(7, 30), ZONE),
        lease_days=14,
        colleagues=tuple(colleagues),
        cases=(
            *Courses(random.Random(f"court-fieldwork/{seed}/courses"), today).of(maker.cases(first.name)),
            *(() if big else (penalties.case(today, first.name),)),
        ),
        demo=True,
    )


class _Maker:
    """Draws the cases in a fixed order, so that a seed and a day always give the same docket."""

    def __init__(self, chance: random.Random, today: dt.date, sizes: _Sizes) -> None:
        self._chance, self._today, self._sizes = chance, today, sizes
        self._ground = Map(chance)
        self.people = People(chance, self._ground, today)
        self._things = Things(chance, self._ground, today)
        self._claims = Claims(chance, today)

    def cases(self, handler: str) -> tuple[Case, ...]:
        """Every case: the told ones, the ordinary ones, the series, the historic ones."""
        told = flagship.cases(self.people, self._things, self._ground, self._claims, self._today)
        found = [*told, *self._ordinary(told), *self._series()]
        found += [
            self._historic(number)
            for number in range(_FIRST_HISTORIC, _FIRST_HISTORIC + self._sizes.historic)
        ]
        return tuple(replace(case, handler=handler) for case in found)

    def _ordinary(self, told: tuple[Case, ...]) -> list[Case]:
        count = self._sizes.ordinary - len(told)
        cars = self._sizes.cars - sum(len(c.vehicles) for c in told)
        homes = self._sizes.homes - sum(1 for c in told for p in c.properties if p.home and p.home.to_clear)
        with_car, to_clear = self._share(count, cars), self._share(count, homes)
        return [self._live(_FIRST + n, car=n in with_car, to_clear=n in to_clear) for n in range(count)]

    def _share(self, count: int, chosen: int) -> set[int]:
        return set(self._chance.sample(range(count), chosen))

    def _live(self, serial: int, *, car: bool, to_clear: bool) -> Case:
        chance = self._chance
        type_code = chance.choices(("执", "执恢", "执保"), (78, 15, 7))[0]
        filed = self._today - dt.timedelta(days=chance.randrange(5, 175))
        number = f"（{filed.year}）{COURT.code}{type_code}{serial}号"
        cause = chance.choice(CAUSES)
        creditor, debtors = self._parties(serial, cause)
        case = self._claims.case(number, cause, filed, (creditor, *debtors))
        things, measures = self._estate(case, serial, debtors[0], car=car, to_clear=to_clear)
        town = debtors[0].places[0].town
        return replace(
            case,
            properties=things,
            measures=measures,
            risks=self._claims.risks(debtors[0].name),
            past_visits=self._claims.visits(case),
            grassroots=self._ground.community(town),
            grassroots_phone=self.people.phone(),
        )

    def _parties(self, serial: int, cause: str) -> tuple[Party, list[Party]]:
        chance, people = self._chance, self.people
        lender = "金融" in cause or "小额" in cause
        creditor = (
            people.company(f"{serial}-1", "creditor", name=people.company_name("小额贷款") if lender else "")
            if lender or ("买卖" in cause and chance.random() < 0.6)
            else people.person(f"{serial}-1", "creditor")
        )
        debtors = [
            people.company(f"{serial}-2", "debtor")
            if chance.random() < 0.25
            else people.person(f"{serial}-2", "debtor")
        ]
        if chance.random() < 0.2:
            debtors.append(people.person(f"{serial}-3", "debtor", place=debtors[0].places[0]))
        return creditor, debtors

    def _estate(
        self, case: Case, serial: int, owner: Party, *, car: bool, to_clear: bool
    ) -> tuple[tuple[Property, ...], tuple[Measure, ...]]:
        chance, things = self._chance, self._things
        found: list[Property] = []
        if car:
            found.append(things.car(f"{serial}-car", owner))
        if to_clear or chance.random() < 0.12:
            found.append(things.home(f"{serial}-home", owner, to_clear=to_clear))
        if chance.random() < 0.45:
            found.append(things.account(f"{serial}-bank", owner))
        measures = [things.measure(t, case, in_use=bool(t.vehicle) and chance.random() < 0.1) for t in found]
        return tuple(found), tuple(measures)

    def _series(self) -> list[Case]:
        name = self.people.company_name("房地产开发")
        debtor = self.people.company("series-debtor", "debtor", name=name)
        series = Series(id="series-910001", title=f"{name}商品房预售合同纠纷系列案", count=HOUSEHOLDS)
        shops = Property(
            id="series-shops",
            kind="商铺",
            name="沿街商铺 12 间、地下车位 86 个",
            owner=name,
            detail="活封：由被执行人继续经营，收入进专户",
        )
        return [
            self._household(serial, debtor, series, shops)
            for serial in range(_FIRST_SERIES, _FIRST_SERIES + HOUSEHOLDS)
        ]

    def _household(self, serial: int, debtor: Party, series: Series, shops: Property) -> Case:
        filed = self._today - dt.timedelta(days=96)
        number = f"（{filed.year}）{COURT.code}执{serial}号"
        creditor = self.people.person(f"{serial}-1", "creditor")
        case = self._claims.case(number, "商品房预售合同纠纷", filed, (creditor, debtor), largest=60_000)
        measure = self._things.measure(shops, case, days_left=640, in_use=True)
        return replace(case, series=series, properties=(shops,), measures=(measure,), marks=("集团案件",))

    def _historic(self, serial: int) -> Case:
        chance = self._chance
        filed = self._today - dt.timedelta(days=chance.randrange(400, 3000))
        cause = chance.choice(CAUSES)
        creditor, debtors = self._parties(serial, cause)
        number = f"（{filed.year}）{COURT.code}{chance.choice(('执', '执', '执', '执恢'))}{serial}号"
        case = self._claims.case(number, cause, filed, (creditor, *debtors))
        return replace(case, state=chance.choice(_CLOSED), due_on=None)
