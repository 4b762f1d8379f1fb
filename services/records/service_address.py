"""送达地址确认: where a party has said in a talk that papers reach him, and whether they may be sent electronically."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.clock import local
from services.docket.case import Case
from services.docket.party import Party, Place
from services.records import related as earlier
from services.records.declared import Happening
from services.wording import date_text

TALK, CONFIRMED = "interview", "当场确认"
IN_TALK = "约谈笔录中确认"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """One party's confirmation: receiver, telephone and place of what is sent to him, and his electronic account.

    `electronic_to` is "" where he did not agree to electronic service; `entry` is the talk's.
    """

    receiver: str
    phone: str
    place: Place | None
    agent: str
    electronic_to: str
    on: dt.date
    entry: str

    @property
    def words(self) -> str:
        """The whole of it in a line, with the day of the talk."""
        place = self.place.text if self.place else ""
        parts = (self.receiver, self.phone, place, f"代收人{self.agent}" if self.agent else "")
        return f"{'，'.join(p for p in parts if p)}（{date_text(self.on)}约谈确认）"


def confirmed(cases: Iterable[Case], happenings: Iterable[Happening]) -> Mapping[str, Confirmed]:
    """By the party's name, what was confirmed last; a correction of the talk counts in place of it.

    One who would not confirm any more has nothing confirmed; one who said that nothing has changed keeps what stood.
    """
    listed, found = tuple(cases), dict[str, Confirmed]()
    for happening in earlier.current(happenings, TALK):
        talk: Any = happening.said
        for name in _for_whom(listed, talk):
            if talk.service == CONFIRMED:
                found[name] = Confirmed(
                    receiver=talk.service_to, phone=talk.service_phone, place=talk.service_place,
                    agent=talk.service_agent, electronic_to=talk.electronic_to if talk.electronic else "",
                    on=local(talk.began_at).date(), entry=happening.entry.id,
                )  # fmt: skip
            elif talk.service == "不愿确认":
                found.pop(name, None)
    return found


def _for_whom(cases: tuple[Case, ...], talk: Any) -> tuple[str, ...]:
    """The parties for whom whoever was asked speaks: himself, or the unit that he represents or acts for."""
    names = {person.name for person in talk.person}
    sides = {"被执行人": "debtor", "申请执行人": "creditor"}
    parties = {p.name: p for case in cases for p in case.parties if p.role == sides.get(talk.purpose, p.role)}
    own = tuple(name for name, party in parties.items() if _is_he(party, names))
    return own or (tuple(parties) if len(parties) == 1 else ())


def _is_he(party: Party, names: set[str]) -> bool:
    return party.name in names or bool({party.legal_representative, party.agent} & names)
