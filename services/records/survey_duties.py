"""法定义务的判断（现状调查）: the lease a buyer would take over, and what burdens the thing."""

from __future__ import annotations

from services.records.duties import Duty, Situation
from services.records.duty_rules import Condition
from services.wording import listed


def is_let(situation: Situation) -> bool:
    """A tenant is in it."""
    return situation.values.get("use") == "出租"


def lease_asked(when: Condition) -> Duty:
    """H: who rents, until when, for what rent: a buyer is told of it (网拍规定 14)."""

    def evidence(situation: Situation) -> str:
        said = [situation.answer(name) for name in ("occupier", "lease_until", "rent", "lease_first")]
        return f"承租人{said[0]}，租至{said[1]}，{said[3]}" if all(said) else ""

    return Duty(
        code="lease_asked", sentence="问明承租人、租期、租金和先后", article="net-14", evidence=evidence, when=when,
        jump="rent", ask="承租人、租赁到期、租金、先后都要写", reasons=("承租人拒绝说明，已写明",),
    )  # fmt: skip


def burdens_asked() -> Duty:
    """W: what burdens the thing is named, and more than 没有发现 is described (网拍规定 14)."""

    def evidence(situation: Situation) -> str:
        said = situation.answer("burdens") or ()
        plain = set(said) <= {"没有发现"}
        return listed(said) if said and (plain or situation.answer("burden_note")) else ""

    return Duty(
        code="burdens_asked", sentence="写明已知的权利负担", article="net-14", evidence=evidence, weight="warn",
        jump="burden_note", reasons=("登记信息回院查询后补记",),
    )  # fmt: skip
