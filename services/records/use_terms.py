"""活封、活扣的约定: what every kind asks that leaves a thing in use, and its sentences (domain.md §5.6; 查扣冻规定 10-2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from services.records.fields import Condition
from services.records.specifiers import choice, choices, number, text, yes_no
from services.records.values import Custody

NAMES = (
    "user", "use_allowed", "use_limit", "use_forbidden", "use_upkeep", "inspection_days", "use_consent", "use_why",
    "use_income", "undertaking_signed", "undertaking_breach",
)  # fmt: skip
"""The attributes of a kind that asks for the terms, in the order of its form."""

_KEPT_IN = {
    "custodian": "custodian", "seals": "seals", "user": "user", "allowed": "use_allowed", "limit": "use_limit",
    "forbidden": "use_forbidden", "inspection_days": "inspection_days", "breach": "undertaking_breach",
}  # fmt: skip


def user(when: Condition) -> Any:
    """Who goes on using it."""
    return text("使用人", when=when)


def allowed(when: Condition, *phrases: str) -> Any:
    """For what and at which hours."""
    return text("允许的用途和时段", when=when, phrases=phrases)


def limit(label: str, when: Condition, *phrases: str) -> Any:
    """How far, how much."""
    return text(label, when=when, phrases=phrases)


def forbidden(when: Condition, *acts: str) -> Any:
    """What the user may not do."""
    return choices("禁止", *acts, when=when, other=True)


def upkeep(when: Condition) -> Any:
    """Who pays for upkeep and insurance."""
    return text("维护和保险由谁负责", when=when, phrases=("使用人负责",))


def inspection_days(when: Condition) -> Any:
    """How often it is looked at, in days."""
    return number("查验间隔", unit="天", when=when, minimum=1, maximum=365)


def consent(when: Condition, deed: str) -> Any:
    """What the creditor says to it."""
    return choice("申请执行人意见", f"同意{deed}", "已告知，未表示意见", other=True, when=when)


def why(when: Condition, deed: str) -> Any:
    """Why it stays in use: the use must not much reduce its value."""
    return text(f"为什么{deed}", when=when, phrases=("生产经营需要，处置价值损失小", "保留履行能力"))


def income(when: Condition) -> Any:
    """What it earns, and into which account."""
    return text("收入和账户", default="", when=when)


def undertaking_signed(when: Condition) -> Any:
    """Whether the user has signed the terms."""
    return yes_no("使用人已签承诺", when=when)


def breach(when: Condition, deed: str, *phrases: str) -> Any:
    """What ends the use."""
    return text(f"转为{deed}的情形", when=when, phrases=phrases)


def custody_of(answers: object) -> Custody:
    """Who keeps it and on which terms, from the answers of any kind that asks for them."""
    found = {name: getattr(answers, source, None) for name, source in _KEPT_IN.items()}
    return Custody(**{name: value for name, value in found.items() if value is not None})


def sentences(what: str, deed: str, kept: Custody, signed: bool) -> Iterator[str]:
    """The terms as a transcript tells them; `what` is the thing, `deed` 查封 or 扣押."""
    by = "其" if kept.user == kept.custodian else kept.user
    yield f"{what}指定由{kept.custodian}保管，准许{by}在{deed}期间继续使用："
    yield "；".join((kept.allowed, kept.limit, f"禁止{'、'.join(kept.forbidden)}"))
    yield f"；每{kept.inspection_days}日查验一次。"
    if signed:
        yield f"{kept.user}已签署承诺。"
