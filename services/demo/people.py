"""Invented people: names from a table, identity numbers of a region that is not one, telephone numbers nobody has."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.demo.places import Map
from services.docket.court import Officer
from services.docket.party import Party, PartyRole, Place
from services.identifiers import credit_code, resident_id

FOLDER = Path(__file__).parents[2] / "resources" / "demo"
REGION = "330899"
"""No division of 衢州 has this code (GB/T 2260), so no real identity number begins with it."""
_MOBILE = "1900000"
_SHARE_RARE = 0.006


@dataclass(frozen=True, slots=True)
class Name:
    """A name, the sex it suits and its reading where that is unusual ("" otherwise)."""

    text: str
    sex: str
    pinyin: str = ""


class People:
    """Draws people and companies; no identity number or telephone number comes twice."""

    def __init__(self, chance: random.Random, ground: Map, today: dt.date) -> None:
        self._chance = chance
        self._ground = ground
        self._today = today
        self._table: dict[str, Any] = tomllib.loads((FOLDER / "names.toml").read_text(encoding="utf-8"))
        self._unusual = list(self._table["unusual"].items())
        self._ids: set[str] = set()
        self._phone = 100
        self._company = 0

    def officers(self) -> tuple[Officer, ...]:
        """The officers of the demo, the first of whom carries the docket."""
        return tuple(
            Officer(**row, phone=f"{_MOBILE}{n:04}") for n, row in enumerate(self._table["officers"], 1)
        )

    def phone(self) -> str:
        """The next number of 190 0000 xxxx, a block given to nobody; after 9,999 they begin again."""
        self._phone = self._phone % 9999 + 1
        return f"{_MOBILE}{self._phone:04}"

    def name(self, sex: str = "", surname: str = "") -> Name:
        """A name of surname and one or two characters."""
        chance, table = self._chance, self._table
        sex = sex or chance.choice("男男女")
        reading = ""
        if not surname and chance.random() < 0.04:
            surname, reading = chance.choice(self._unusual)
        first, last = ("men", "men_last") if sex == "男" else ("women", "women_last")
        given = chance.choice(table[first]) if chance.random() < 0.85 else ""
        given += chance.choice(table["rare" if chance.random() < _SHARE_RARE else last])
        return Name((surname or chance.choice(table["surnames"])) + given, sex, reading)

    def identity(self, born: dt.date, sex: str) -> str:
        """An identity number that is right in form and belongs to nobody."""
        while True:
            order = self._chance.randrange(1, 1000)
            if order % 2 != (sex == "男"):
                continue
            head = f"{REGION}{born:%Y%m%d}{order:03}"
            number = head + resident_id.check_figure(head)
            if number not in self._ids:
                self._ids.add(number)
                return number

    def birth_date(self) -> dt.date:
        """Between 22 and 75 years ago."""
        return self._today - dt.timedelta(days=self._chance.randrange(22 * 365, 75 * 365))

    def person(
        self,
        party_id: str,
        role: PartyRole,
        *,
        name: Name | None = None,
        place: Place | None = None,
        born: dt.date | None = None,
    ) -> Party:
        """A natural person with a place in the county; what is not given is drawn."""
        name, born = name or self.name(), born or self.birth_date()
        return Party(
            id=party_id,
            role=role,
            kind="person",
            name=name.text,
            id_kind="居民身份证",
            id_number=self.identity(born, name.sex),
            sex=name.sex,
            born_on=born,
            ethnicity="汉族",
            phones=(self.phone(),),
            places=(place or self._ground.home(),),
            pinyin=name.pinyin,
        )

    def company_name(self, trade: str = "") -> str:
        """A company name; every one says 演示, so that none is a real company's."""
        word, kind = (
            self._chance.choice(self._table["company_words"]),
            self._chance.choice(self._table["company_trades"]),
        )
        return f"{self._chance.choice(('常山', '衢州'))}{word}（演示）{trade or kind}有限公司"

    def company(self, party_id: str, role: PartyRole, *, name: str = "") -> Party:
        """A company with its legal representative and seat."""
        self._company += 1
        head = f"91{REGION}MAY5{self._company:05}"
        return Party(
            id=party_id,
            role=role,
            kind="unit",
            name=name or self.company_name(),
            id_kind="统一社会信用代码",
            id_number=head + credit_code.check_character(head),
            phones=(self.phone(),),
            places=(self._ground.seat(),),
            legal_representative=self.name().text,
            legal_representative_post="执行董事",
        )
