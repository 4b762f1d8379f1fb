"""Values for tests: a court, officers, cases and whole dockets, the same for the same arguments, nobody's data."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from services.clock import ZONE
from services.docket.case import Case, Docket, PastVisit, Risk, Series
from services.docket.court import Court, Officer
from services.docket.party import Party, Place
from services.docket.property import Home, Measure, Property, Vehicle
from services.entries.entry import Attachment, Unsigned
from services.position.fix import NoFix
from services.store.wraps import Parameters

FAST = Parameters(65536, 1, 4)
NOW = dt.datetime(2026, 11, 24, 10, 0, tzinfo=ZONE)
SECRET = "天马街道定阳北路"
TOWNS = ("天马街道", "紫港街道", "金川街道", "辉埠镇", "芳村镇", "球川镇", "白石镇", "招贤镇", "青石镇")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗单曾仇翟缪查"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文斌鑫"
CAUSES = ("民间借贷纠纷", "买卖合同纠纷", "金融借款合同纠纷", "机动车交通事故责任纠纷", "劳务合同纠纷")


def make_court() -> Court:
    """The court of all tests."""
    return Court(
        id="330822",
        name="常山县人民法院",
        line="浙江省常山县人民法院",
        code="浙0822",
        address="浙江省衢州市常山县天马街道定阳北路1号",
    )


def make_officer(n: int = 1) -> Officer:
    """Officer number n."""
    names = ("方立", "毛一帆", "占小雨", "汪洋舟")
    return Officer(
        id=f"officer-{n}", name=names[(n - 1) % len(names)], badge=f"33082290{n:02d}", team=f"执行{n}组"
    )


def number_of(serial: int, year: int = 2026) -> str:
    """A case number of the court of all tests."""
    return f"（{year}）浙0822执{serial}号"


def id_number(serial: int, born: dt.date = dt.date(1980, 1, 1)) -> str:
    """An identity number of no real place with the right check digit (GB 11643-1999)."""
    body = f"330899{born:%Y%m%d}{serial % 1000:03d}"
    weighed = sum(int(digit) * 2 ** (17 - i) for i, digit in enumerate(body)) % 11
    return body + "10X98765432"[weighed]


def person_name(chance: random.Random) -> str:
    """A surname and one or two characters."""
    return chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(chance.choice((1, 2, 2))))


def make_case(number: str = "", *, serial: int = 900001, live: bool = True, **changes: Any) -> Case:
    """One case, drawn from its serial number; any field of Case may be given."""
    chance = random.Random(serial)
    town = chance.choice(TOWNS)
    place = Place(
        text=f"浙江省常山县{town}{chance.choice('东西南北')}{chance.choice('街路弄')}{chance.randint(1, 299)}号",
        town=town,
        latitude=28.9 + chance.random() / 10,
        longitude=118.5 + chance.random() / 10,
    )
    drawn: dict[str, Any] = {
        "number": number or number_of(serial),
        "cause": chance.choice(CAUSES),
        "filed_on": dt.date(2026, 1, 5) + dt.timedelta(days=chance.randint(0, 300)),
        "state": "在办" if live else "终结本次执行",
        "handler": make_officer().name,
        "claim": Decimal(chance.randint(500000, 90000000)) / 100,
        "parties": (_party("c1", "creditor", chance), _party("d1", "debtor", chance, place)),
    }
    if serial % 3 == 0:
        drawn["properties"] = (_car(serial),)
    if serial % 7 == 0:
        expires = NOW.date() + dt.timedelta(days=serial % 90)
        drawn["measures"] = (Measure(id="m1", kind="sealing", property_id="p1", expires_on=expires),)
    return Case(**{**drawn, **changes})


def _party(id: str, role: Any, chance: random.Random, place: Place | None = None) -> Party:
    born = dt.date(1960, 1, 1) + dt.timedelta(days=chance.randint(0, 14000))
    return Party(
        id=id,
        role=role,
        kind="person",
        name=person_name(chance),
        id_kind="居民身份证",
        id_number=id_number(chance.randint(0, 999), born),
        born_on=born,
        places=(place,) if place else (),
    )


def _car(serial: int) -> Property:
    plate = f"浙H{serial % 100000:05d}"
    return Property(
        id="p1",
        kind="vehicle",
        name=f"小型轿车 {plate}",
        vehicle=Vehicle(plate=plate, vin=f"LTEST{serial:012d}"),
    )


def make_home(text: str = "浙江省常山县天马街道文峰东路900号") -> Property:
    """A home that is to be cleared."""
    return Property(id="h1", kind="home", name="住宅", home=Home(place=Place(text=text), to_clear=True))


def make_risk() -> Risk:
    """A safety note."""
    return Risk(text="家中有大型犬")


def make_past_visit() -> PastVisit:
    """A visit the court knows of."""
    return PastVisit(at=NOW - dt.timedelta(days=30), place="户籍地", outcome="无人")


def make_series(count: int = 740) -> Series:
    """A series of cases."""
    return Series(id="series-1", title="某置业公司系列案", count=count)


def make_docket(cases: Sequence[Case] = (), *, serial: int = 1, **changes: Any) -> Docket:
    """A docket for officer 1 with these cases."""
    drawn: dict[str, Any] = {
        "court": make_court(),
        "officer": make_officer(1),
        "serial": serial,
        "made_at": NOW - dt.timedelta(hours=2),
        "lease_days": 14,
        "colleagues": (make_officer(2), make_officer(3)),
        "cases": tuple(cases),
    }
    return Docket(**{**drawn, **changes})


def make_cases(count: int, *, live: int | None = None) -> tuple[Case, ...]:
    """That many different cases; the first `live` of them (all, if not given) are being worked on."""
    return tuple(make_case(serial=900001 + i, live=live is None or i < live) for i in range(count))


def make_unsigned(case: str = "", *, attachments: tuple[Attachment, ...] = (), **changes: Any) -> Unsigned:
    """An entry that waits for its place in the journal."""
    drawn: dict[str, Any] = {
        "kind": "visit",
        "version": 1,
        "cases": (case or number_of(900001),),
        "made_at": NOW,
        "officers": ("officer-1",),
        "position": NoFix(reason="室内收不到卫星", at=NOW),
        "body": {"values": {"outcome": "nobody"}},
        "attachments": attachments,
    }
    return Unsigned(**{**drawn, **changes})
