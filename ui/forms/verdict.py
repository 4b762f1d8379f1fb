"""What the main key of a form says: 完成, 都对，完成, or what still keeps it from either."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from services.records.draft import Draft
from ui.forms.opening import Opened, lacking


def verdict(
    opened: Opened, draft: Draft, *, busy: bool, blocked: int, seen: Callable[[Iterable[str]], bool]
) -> tuple[str, str]:
    """The key's word and what is missing ("" when it works); `blocked` counts the hard duties that are open.

    都对，完成 is offered only while every prefilled answer is on the screen (`seen`).
    """
    missing = lacking(opened.kind, draft)
    waiting = draft.prefilled & set(opened.kind.asked(draft.values))
    if busy:
        return "完成", "照片或录像还没存完"
    if missing:
        return "完成", f"还差 {len(missing)} 项"
    if blocked:
        return "完成", f"离场校验还差 {blocked} 项"
    if not waiting:
        return "完成", ""
    return ("都对，完成", "") if seen(waiting) else ("完成", f"还有 {len(waiting)} 项预填要点“对”")


def spent(seconds: int) -> str:
    """How long a record has taken so far."""
    return f"{seconds} 秒" if seconds < 60 else f"{seconds // 60} 分 {seconds % 60} 秒"
