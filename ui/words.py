"""The words and tones that several pages use for the same fact: what is left of a term, who against whom."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from services.wording import money
from ui.components.labels import ChipFace

UNKNOWN = "—"


def expiry_chip(days: int) -> ChipFace:
    """What is left of a term, in the tone of its urgency (hard: a day or less, or past)."""
    if days < 0:
        return ChipFace(f"过 {-days} 天", "hard")
    if days <= 1:
        return ChipFace("今日到期" if days == 0 else "明日到期", "hard")
    return ChipFace(f"余 {days} 天", "amb" if days <= 30 else "plain")


def due(days: int | None) -> str:
    """How soon something lapses: 余 5 天, 过 3 天; "" where no date is known."""
    return "" if days is None else expiry_chip(days).text


RIPE = ChipFace("已满", "ok")  # what may be done since its day
UNDATED = ChipFace("缺日期", "hard")


def due_chip(days: int | None, ripe: bool) -> ChipFace:
    """What is left of a due; that its date is missing; that it may be done by now."""
    return UNDATED if days is None else RIPE if ripe else expiry_chip(days)


def urgency(days: int) -> str:
    """hard, soft or plain, as the task rows draw it."""
    if days <= 1:
        return "hard"
    return "soft" if days <= 7 else "plain"


def amount(value: Decimal | None) -> str:
    """Money with commas and cents; a dash where the docket does not say."""
    return UNKNOWN if value is None else money(value)


def against(creditors: str, debtors: str) -> str:
    """张某 → 何某."""
    return f"{creditors or UNKNOWN} → {debtors or UNKNOWN}"


def day_text(day: dt.date | None) -> str:
    """2026-11-24; a dash for none."""
    return UNKNOWN if day is None else day.isoformat()


def day_and_time(moment: dt.datetime, today: dt.date) -> tuple[str, str]:
    """The date as a timeline says it (今天, 11-21, 2025-11-21) and the time."""
    on = moment.date()
    if on == today:
        return "今天", f"{moment:%H:%M}"
    return (f"{on:%m-%d}" if on.year == today.year else f"{on.year % 100:02d}-{on:%m-%d}"), f"{moment:%H:%M}"
