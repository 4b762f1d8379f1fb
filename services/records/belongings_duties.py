"""法定义务的判断（腾出的财物）: all rooms in the transcript, handed over, stored, told to collect, collected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from services.clock import local
from services.records import related as earlier
from services.records.duties import Duty, Situation
from services.records.duty_rules import Condition
from services.records.values import Photo
from services.wording import date_text, listed

REFUSED, NOBODY_TO_TAKE, NOTHING = "拒绝接收", "无人接收", "没有需要搬出的财物"


def rooms_listed() -> Duty:
    """H: every room that was cleared stands in the transcript and its list (执行赔偿解释 9)."""

    def evidence(situation: Situation) -> str:
        listed_here = set(situation.answer("rooms") or ())
        made = [
            room_label(h.said, h.entry.digest) for h in earlier.current(situation.related, "eviction_room")
        ]
        return f"{len(made)} 间都已列入" if made and set(made) <= listed_here else ""

    return Duty(
        code="rooms_listed", sentence="已清点的房间全部列入笔录和清单", article="pc22-9", evidence=evidence,
        jump="rooms", ask="逐间记录完成后，再开始收尾", reasons=("房屋空置，没有需要清点的物品",),
    )  # fmt: skip


def room_label(room: Any, digest: str) -> str:
    """A room's record as the transcript names it: mark, name and the first signs of its hash, so that it is that one."""
    return f"{getattr(room, 'mark', '')} {getattr(room, 'room', '')} {digest[:8].upper()}"


def belongings_handed() -> Duty:
    """H: what was carried out was taken to a named place and handed over; who refuses bears the loss (民诉法 261-3)."""

    def evidence(situation: Situation) -> str:
        place, way = situation.answer("moved_to"), situation.answer("handed")
        if way == NOTHING:
            rooms = earlier.current(situation.related, "eviction_room")
            return "" if any(getattr(h.said, "goods", ()) for h in rooms) else NOTHING
        if not (place and way):
            return ""
        if way == REFUSED:
            return f"运至{place}，拒绝接收，已告知后果" if situation.answer("refusal_told") is True else ""
        return f"运至{place}，{way}"

    return Duty(
        code="belongings_handed", sentence="搬出的财物运至指定处所并交付", article="cpl-261-3", evidence=evidence,
        jump="handed", ask="写明运到哪里、交给谁；拒绝接收的，告知损失由其承担",
    )  # fmt: skip


def meters_read() -> Duty:
    """P: water, power and gas are read and shut (domain.md D08)."""

    def evidence(situation: Situation) -> str:
        readings = [f"{n}{v}" for n, v in _readings(situation) if v]
        return "、".join(readings)

    return Duty(
        code="meters_read", sentence="水电气表已抄录", article="pc22-9", evidence=evidence, weight="practice",
        jump="water", reasons=("表箱在公共区域，物业代抄",),
    )  # fmt: skip


def _readings(situation: Situation) -> Iterator[tuple[str, str]]:
    for label, name in (("水", "water"), ("电", "power"), ("气", "gas")):
        yield label, situation.answer(name) or ""


def locks_changed() -> Duty:
    """P: what became of the locks and to whom the keys went (domain.md D08)."""

    def evidence(situation: Situation) -> str:
        locks, keys, to = (situation.answer(n) for n in ("locks", "keys", "keys_to"))
        return f"{locks}，钥匙 {keys} 把交{to}" if locks and keys is not None and to else ""

    return Duty(
        code="locks_changed", sentence="门锁和钥匙去向已记", article="pc22-9", evidence=evidence, weight="practice",
        jump="locks", reasons=("房门加贴封条，钥匙待交付时移交",),
    )  # fmt: skip


def list_copy_given() -> Duty:
    """P, at 离场: a copy of the list to the debtor's side where somebody is there."""

    def evidence(situation: Situation) -> str:
        return situation.answer("list_copy") or ""

    return Duty(
        code="list_copy_given", sentence="清单副本的交付已记", article="pc22-9", evidence=evidence, at="leave",
        weight="practice", jump="list_copy", reasons=("被执行人一方无人到场，随领取通知送达",),
    )  # fmt: skip


def followed_by(
    code: str, sentence: str, article: str, kind: str, ask: str, *, when: Condition | None = None
) -> Duty:  # fmt: skip
    """P, back at the office: the next stage of this eviction is on record."""

    def evidence(situation: Situation) -> str:
        found = earlier.latest(situation.related, kind)
        return f"{local(found.entry.made_at):%Y-%m-%d} 已记录" if found else ""

    return Duty(
        code=code, sentence=sentence, article=article, evidence=evidence, at="office", weight="practice", ask=ask,
        when=when,
    )  # fmt: skip


def day_and_place_named() -> Duty:
    """P: a notice to collect names the place and the last day (domain.md §5.3)."""

    def evidence(situation: Situation) -> str:
        place, until = situation.answer("place"), situation.answer("collect_until")
        return f"{date_text(until)}前到{place.text}领取" if place and until else ""

    return Duty(
        code="day_and_place_named", sentence="通知写明领取处所和最后一天", article="cpl-261-3", evidence=evidence,
        jump="collect_until",
    )  # fmt: skip


def losses_told() -> Duty:
    """P: what follows if nobody collects was told along with it (民诉法 261-3)."""

    def evidence(situation: Situation) -> str:
        return listed(situation.answer("warned") or ())

    return Duty(
        code="losses_told", sentence="一并告知逾期不领的后果", article="cpl-261-3", evidence=evidence, weight="practice",
        jump="warned", reasons=("通知书已印明后果，未另行口头告知",),
    )  # fmt: skip


def notice_proved() -> Duty:
    """P: a picture of the notice or of how it was served is on record."""

    def evidence(situation: Situation) -> str:
        taken: tuple[Photo, ...] = situation.answer("photos") or ()
        return f"照片 {len(taken)} 张" if taken else ""

    return Duty(
        code="notice_proved", sentence="通知和送达有照片", article="cpl-261-3", evidence=evidence, weight="practice",
        jump="photos", reasons=("邮寄送达，回执另行归卷备查",),
    )  # fmt: skip


def house_empty() -> Duty:
    """W: the house was cleared before it goes to anyone: a finished day, or an empty house from the start."""

    def evidence(situation: Situation) -> str:
        result = earlier.told(situation.related, "result", "eviction_close")
        return result if result == "已全部腾空" else ""

    return Duty(
        code="house_empty", sentence="房屋已经腾空", article="cpl-260", evidence=evidence, weight="warn", jump="condition",
        ask="腾房收尾记为“已全部腾空”", reasons=("房屋自始空置，没有物品",),
    )  # fmt: skip


def receiver_entitled() -> Duty:
    """H: who receives is the creditor, the buyer, or acts for one of them with papers (民诉法 260)."""

    def evidence(situation: Situation) -> str:
        role, name = situation.answer("receiver_role"), situation.answer("receiver")
        creditors = {c.name for case in situation.cases for c in case.creditors}
        if role == "申请执行人":
            return f"申请执行人 {name}" if name in creditors else ""
        proof = situation.answer("basis_number") if role == "买受人" else situation.answer("authority")
        return f"{role} {name}，{proof}" if name and proof else ""

    return Duty(
        code="receiver_entitled", sentence="接收人有权接收", article="cpl-260", evidence=evidence, jump="receiver",
        ask="申请执行人要与案件册一致；买受人写明裁定文号；代理人写明手续",
    )  # fmt: skip


def keys_received() -> Duty:
    """P: house and keys are received by a named person (民诉法 260)."""

    def evidence(situation: Situation) -> str:
        by, keys = situation.answer("receiver"), situation.answer("keys")
        return f"{by} 接收，钥匙 {keys} 把" if by and keys is not None else ""

    return Duty(
        code="keys_received", sentence="房屋和钥匙由接收人当面点收", article="cpl-260", evidence=evidence, jump="keys",
    )  # fmt: skip


def keeper_named(when: Condition) -> Duty:
    """P: who keeps the belongings, where and at whose cost (domain.md §5.3)."""

    def evidence(situation: Situation) -> str:
        keeper, place = situation.answer("custodian"), situation.answer("place")
        return f"{keeper}，{place.text}" if keeper and place else ""

    return Duty(
        code="keeper_named", sentence="保管人和存放处所已定", article="cpl-261-3", evidence=evidence,
        weight="practice", when=when, jump="custodian",
    )  # fmt: skip


def collect_day_over(when: Condition) -> Duty:
    """P: before a sale or deposit the debtor's side was told to collect, and the day named is past."""

    def evidence(situation: Situation) -> str:
        until: dt.date | None = earlier.told(situation.related, "collect_until", "eviction_collect")
        at = situation.answer("at")
        over = until is not None and at is not None and until < local(at).date()
        return f"已通知{date_text(until)}前领取，逾期未领" if over and until else ""

    return Duty(
        code="collect_day_over", sentence="已通知领取且期限已过", article="cpl-261-3", evidence=evidence, weight="warn",
        when=when, jump="at", reasons=("易腐变质，不宜继续保存",),
    )  # fmt: skip


def proceeds_accounted(when: Condition) -> Duty:
    """P: where the price of what was sold went; it is the debtor's, less what the keeping has cost (民诉法 261-3)."""

    def evidence(situation: Situation) -> str:
        price, went = situation.answer("price"), situation.answer("proceeds")
        return f"{price:,.2f} 元，{went}" if price is not None and went else ""

    return Duty(
        code="proceeds_accounted", sentence="变卖价款的去向已记", article="cpl-261-3", evidence=evidence,
        weight="practice", when=when, jump="proceeds", reasons=("价款尚未到账，到账后另行记录",),
    )  # fmt: skip


def shortfall_borne(when: Condition) -> Duty:
    """P: where the keeping cost more than the sale brought, who bears the rest is written down (民诉法 261-3)."""

    def evidence(situation: Situation) -> str:
        price, costs, by = (situation.answer(name) for name in ("price", "costs", "costs_by"))
        return f"差 {costs - price:,.2f} 元，{by}" if price is not None and costs is not None and by else ""

    return Duty(
        code="shortfall_borne", sentence="变卖价款不够付费用，差额由谁负担已写明", article="cpl-261-3", evidence=evidence,
        weight="warn", when=when, jump="costs_by", ask="费用比变卖价款多，核对金额，写明差额由谁负担",
    )  # fmt: skip


def counted_together(when: Condition) -> Duty:
    """P: who collects counts box by box with the keeper."""

    def evidence(situation: Situation) -> str:
        return "已当面核对" if situation.answer("checked") is True else situation.answer("objection") or ""

    return Duty(
        code="counted_together", sentence="领取时逐箱当面核对", article="cpl-261-3", evidence=evidence,
        weight="practice", when=when, jump="checked", reasons=("领取人书面表示放弃逐箱核对",),
    )  # fmt: skip
