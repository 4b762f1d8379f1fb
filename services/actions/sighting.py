"""号牌比对: a plate seen on the street beside those of the docket; the near ones are told and none is chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.identifiers import plate as plates
from services.identifiers import plate_match
from services.session import Session
from services.store import vehicles

_LOOKS_LIKE_ONE = re.compile(r"(?=.*\d)(?=.*[A-Z一-龥])[一-龥?*]?[A-Z0-9?*]{5,8}[一-龥]?")
_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPlate:
    """A car of the docket whose plate is not the typed one but may be what was seen; `difference` says where."""

    plate: str
    number: str
    brand: str
    owner: str
    difference: str


def near(session: Session, text: str) -> tuple[NearPlate, ...]:
    """Cars whose plates are near to the text, the likeliest first; nothing for a text that is no plate."""
    seen = plates.bare(text)
    if not _LOOKS_LIKE_ONE.fullmatch(seen):
        return ()
    known = vehicles.plates(session.vault)
    try:
        found = plate_match.match(seen, known)
    except plate_match.BadSighting:
        return ()
    rows = [
        NearPlate(
            plate=car.plate,
            number=car.number,
            brand=car.brand,
            owner=car.owner,
            difference=difference(seen, candidate),
        )
        for candidate in found
        if not candidate.exact and not _only_shortened(seen, candidate)
        for car in known[candidate.plate]
    ]
    return tuple(rows[:_MOST])


def _only_shortened(seen: str, candidate: plate_match.Candidate) -> bool:
    """A serial without its head is found by the search itself and looks like nothing else."""
    return plates.bare(candidate.plate).endswith(seen)


def difference(seen: str, candidate: plate_match.Candidate) -> str:
    """Where the docket's plate was read otherwise: 第5位没看清，册上是2; "" where only its head was left out."""
    plate = plates.bare(candidate.plate)
    left_out = len(plate) - len(seen)
    told = []
    for place in candidate.differs:
        if place > left_out:
            sign = seen[place - 1 - left_out]
            read = "没看清" if sign in "?*" else f"输入的是{sign}"
            told.append(f"第{place}位{read}，册上是{plate[place - 1]}")
    return "；".join(told)
