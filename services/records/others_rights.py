"""权属负担的问题: what is asked where others may have a right to the thing (查扣冻规定 2, 12, 25, 26)."""

from __future__ import annotations

from typing import Any

from services.records import seizure_duties as seizure
from services.records.fields import Condition, Values
from services.records.specifiers import choice, text, yes_no

FIRST, WAITING = seizure.RANKS


def owner() -> Any:
    """Whose name stands in the register."""
    return text("登记所有人", default="", searchable=True)


def owner_confirmed(when: Condition) -> Any:
    """Whether the third person in whose name it stands has confirmed in writing that it is the debtor's."""
    return yes_no("第三人书面确认属被执行人", default=None, when=when)


def exempt() -> Any:
    """Whether it is of the things that are left to the debtor."""
    return yes_no("属于豁免财产（生活必需、残疾辅助等）")


def co_owner() -> Any:
    """Who owns it together with the debtor."""
    return text("共有人", default="")


def co_owner_told() -> Any:
    """How he was told."""
    return text(
        "怎样通知共有人", default="", phrases=("当面告知", "电话告知", "已寄通知书"), when=lambda v: bool(v.get("co_owner"))
    )  # fmt: skip


def mortgagee() -> Any:
    """To whom it is mortgaged."""
    return text("抵押权人", default="")


def mortgagee_told() -> Any:
    """How he was told."""
    return text(
        "怎样通知抵押权人",
        default="",
        phrases=("电话告知", "已寄通知书"),
        when=lambda v: bool(v.get("mortgagee")),
    )


def queue() -> Any:
    """Whether another court was first."""
    return choice("查封顺位", FIRST, WAITING, default="", other=True)


def queue_court() -> Any:
    """Which court, under what number."""
    return text("首封法院和文号", default="", when=_waits)


def _waits(values: Values) -> bool:
    return values.get("queue") == WAITING
