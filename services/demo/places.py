"""The ground of the demo: towns and streets of 常山县, and addresses strewn around them."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

from services.docket.party import Place

_TABLE = Path(__file__).parents[2] / "resources" / "demo" / "places.toml"
_COUNTY = "浙江省衢州市常山县"
_SPREAD = 0.012


class Map:
    """Draws addresses with places in WGS-84 degrees."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.towns: list[dict[str, Any]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["towns"]
        # Half of all addresses lie in the three streets of the county seat, as most debtors do.
        self._weights = [4 if town["estates"] else 1 for town in self.towns]

    def town(self) -> dict[str, Any]:
        """A town, the county seat's streets more often."""
        return self._chance.choices(self.towns, self._weights)[0]

    def home(self, town: str = "") -> Place:
        """A dwelling in a town (any town when "")."""
        chosen = self._named(town)
        chance = self._chance
        if chosen["estates"] and chance.random() < 0.6:
            room = f"{chance.randrange(1, 19)}{chance.choice(('01', '02', '03'))}室"
            where = f"{chance.choice(chosen['estates'])}{chance.randrange(1, 25)}幢{chance.randrange(1, 4)}单元{room}"
        else:
            where = f"{chance.choice(chosen['roads'])}{chance.randrange(1, 320)}号"
        return self._place(chosen, where)

    def seat(self, town: str = "") -> Place:
        """The seat of a company."""
        chosen = self._named(town)
        return self._place(chosen, f"{self._chance.choice(chosen['roads'])}{self._chance.randrange(1, 99)}号")

    def community(self, town: str) -> str:
        """The neighbourhood or village committee that sends a person (民诉法 256-1)."""
        return f"{town}{self._named(town)['community']}"

    def _named(self, town: str) -> dict[str, Any]:
        return next(t for t in self.towns if t["name"] == town) if town else self.town()

    def _place(self, town: dict[str, Any], where: str) -> Place:
        chance = self._chance
        return Place(
            text=f"{_COUNTY}{town['name']}{where}",
            town=town["name"],
            latitude=round(town["latitude"] + chance.uniform(-_SPREAD, _SPREAD), 6),
            longitude=round(town["longitude"] + chance.uniform(-_SPREAD, _SPREAD), 6),
        )
