"""What the main key of a form says: 完成, 都对，完成, or what still keeps it from either."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from services.records.draft import Draft
from ui.forms.opening import Opened, lacking


def verdict(
    opened: Opened, draft: Draft, *, busy: bool, blocked: int, void: int, seen: Callable[[Iterable[str]], bool]
) -> tuple[str, str]:  # fmt: skip
    """The key's word and what is missing ("" when it works).

    `blocked` counts the hard duties that are open, `void` the signatures that a change has voided. 都对，完成 is offered
    only while every prefilled answer is on the screen (`seen`).
    """
    missing = unsigned(opened, draft, busy=busy, blocked=blocked, prefilled=False)
    if missing:
        return "完成", missing
    if void:
        return "完成", f"{void} 人的签名已作废"
    waiting = waiting_for(opened, draft)
    if not waiting:
        return "完成", ""
    return ("都对，完成", "") if seen(waiting) else ("完成", f"还有 {len(waiting)} 项预填要点“对”")


def unsigned(opened: Opened, draft: Draft, *, busy: bool, blocked: int, prefilled: bool = True) -> str:
    """What keeps people from signing; "" when the papers can be frozen."""
    missing = lacking(opened.kind, draft)
    if busy:
        return "照片或录像还没存完"
    if missing:
        return f"还差 {len(missing)} 项"
    if blocked:
        return f"离场校验还差 {blocked} 项"
    waiting = waiting_for(opened, draft) if prefilled else ()
    return f"还有 {len(waiting)} 项预填要点“对”" if waiting else ""


def waiting_for(opened: Opened, draft: Draft) -> frozenset[str]:
    """The prefilled answers that nobody has confirmed yet."""
    return draft.prefilled & frozenset(opened.kind.asked(draft.values))


def spent(seconds: int) -> str:
    """How long a record has taken so far."""
    return f"{seconds} 秒" if seconds < 60 else f"{seconds // 60} 分 {seconds % 60} 秒"
