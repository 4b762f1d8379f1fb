"""办案规范: what every kind asks that officers do before others: who acted, what was shown and told, who needed care."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Protocol

from services.records.duty_rules import FRAIL
from services.records.fields import MISSING, Values
from services.records.record import Problem, Record
from services.records.signing import OFFICER, RECORDER
from services.records.specifiers import choices, text, yes_no


class Timed(Protocol):
    """A record with the moments between which it was done."""

    @property
    def began_at(self) -> dt.datetime:
        """The first."""

    @property
    def ended_at(self) -> dt.datetime:
        """The last."""


def officers() -> Any:
    """The officers who act, each of whom signs."""
    return choices("执行人员", other=True, signs=OFFICER)


def recorder() -> Any:
    """Who writes it down, and signs as such."""
    return text("记录人", remembered=True, signs=RECORDER)


def id_shown(default: Any = MISSING) -> Any:
    """Whether the officers showed their papers; a default where nobody may have been there."""
    return yes_no("已出示工作证件", default=default)


def recorder_on() -> Any:
    """Whether the body camera ran and they said so."""
    return yes_no("已开记录仪并告知全程录音录像")


def frail() -> Any:
    """Who needs care among those who are there."""
    return choices("在场的老幼病残孕", *FRAIL, default=(), other=True)


def care() -> Any:
    """How they were cared for; asked where anybody is."""
    return text("照顾情况", default="", when=_anybody_frail)


def times_in_order(record: Timed) -> Iterator[Problem]:
    """An end before the beginning, in the words of the form."""
    if record.ended_at < record.began_at:
        assert isinstance(record, Record)
        asked = record.fields()
        yield Problem("ended_at", f"“{asked['ended_at'].label}”早于{asked['began_at'].label}")


def _anybody_frail(values: Values) -> bool:
    return bool(values.get("frail"))
