"""计算口径: how a case's money is counted where law and practice leave a choice, as its officers have set it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.clock import local
from services.records.declared import Happening
from services.records.events import ConventionSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """The choices in force (domain.md §4.3); `set_on` None while nobody has set them and the usual ones hold.

    `year_days` is for interest clauses that name no year of 360 or 365 days. `dispute` says that officers have set
    different ones, and which is used here.
    """

    payment_day_counts: bool = True
    fee_first: bool = False
    year_days: int = 365
    set_by: str = ""
    set_on: dt.date | None = None
    reason: str = ""
    dispute: str = ""

    @classmethod
    def of(cls, said: ConventionSet) -> Convention:
        """The choices of an event, without its author."""
        return cls(
            payment_day_counts=said.payment_day_counts,
            fee_first=said.fee_first,
            year_days=said.year_days,
            reason=said.reason,
        )

    @property
    def words(self) -> str:
        """The choices in one line."""
        day = "付款日计入加倍部分" if self.payment_day_counts else "付款日不计加倍部分"
        fee = "执行申请费先扣" if self.fee_first else "执行申请费后收"
        return f"一年按{self.year_days}天，{day}，{fee}"

    @property
    def origin(self) -> str:
        """Who set them, when and on what ground."""
        if self.set_on is None:
            return "未另行设定，按通常口径"
        return f"{self.set_by}{self.set_on:%Y-%m-%d}设定，依据：{self.reason}"


USUAL = Convention()


def of_case(own: Iterable[Happening], colleagues: Iterable[Happening] = ()) -> Convention:
    """The convention in force: this device's last one, else the last of the colleague who set one.

    Two devices have no common order (a clock is none), so that different ones are said and not chosen by their time.
    """
    mine, theirs = _last(own), _last(colleagues)
    found = [*mine.values(), *theirs.values()]
    if not found:
        return USUAL
    first = found[0]
    if all(_same(first, other) for other in found):
        return first
    others = "；".join(f"{c.set_by}：{c.words}" for c in found[1:])
    return replace(
        first,
        dispute=f"同案执行人员设定的计算口径不一致（{others}），这里按{first.set_by}的算，请商定后重设。",
    )


def _last(happenings: Iterable[Happening]) -> dict[str, Convention]:
    """By device, the last that was set; the order within a device is its chain's."""
    found: dict[str, tuple[int, Convention]] = {}
    for happening in happenings:
        said, entry = happening.said, happening.entry
        if isinstance(said, ConventionSet) and entry.seq >= found.get(entry.device, (0, USUAL))[0]:
            found[entry.device] = (entry.seq, _read(said, happening))
    return {device: convention for device, (_, convention) in found.items()}


def _read(said: ConventionSet, happening: Happening) -> Convention:
    entry = happening.entry
    return replace(Convention.of(said), set_by="、".join(entry.officers), set_on=local(entry.made_at).date())


def _same(one: Convention, other: Convention) -> bool:
    return (one.payment_day_counts, one.fee_first, one.year_days) == (
        other.payment_day_counts,
        other.fee_first,
        other.year_days,
    )
