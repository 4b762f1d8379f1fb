"""当事人: creditors, debtors and others of a case, as the court hands them down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

PartyKind = Literal["person", "unit"]
PartyRole = Literal["creditor", "debtor", "other"]

ROLE_TITLES: dict[str, str] = {"creditor": "申请执行人", "debtor": "被执行人", "other": "其他当事人"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An address; latitude and longitude in WGS-84 degrees, None where nobody has set them."""

    text: str
    town: str = ""
    latitude: float | None = None
    longitude: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One party; a unit carries its legal representative, a person sex and birth date."""

    id: str
    role: PartyRole
    kind: PartyKind
    name: str
    id_kind: str = ""
    id_number: str = ""
    sex: str = ""
    born_on: dt.date | None = None
    ethnicity: str = ""
    phones: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    workplace: str = ""
    legal_representative: str = ""
    legal_representative_post: str = ""
    agent: str = ""
    pinyin: str = ""
    note: str = ""

    @property
    def is_citizen(self) -> bool:
        """True for a natural person (民诉法 256-1 treats citizens and units differently)."""
        return self.kind == "person"
