"""法定义务的判断（腾空物品清单）: what proves later what stood where: pictures, lines with marks, seals before witnesses."""

from __future__ import annotations

from services.records import related as earlier
from services.records.duties import Duty, Situation
from services.records.fields import Values
from services.records.values import InventoryRow, Photo
from services.wording import listed

SEALED = ("valuables", "cash")
AT_ONCE = "当场交"


def before_and_after() -> Duty:
    """P: each room is on a picture before it is touched and after it is empty (domain.md §5.3)."""

    def evidence(situation: Situation) -> str:
        before, after = (len(situation.answer(n) or ()) for n in ("before", "after"))
        return f"腾空前 {before} 张，腾空后 {after} 张" if before and after else ""

    return Duty(
        code="before_and_after", sentence="本间腾空前后都拍照", article="pc22-9", evidence=evidence, weight="practice",
        jump="before", reasons=("房间内有人休息，未能拍照",),
    )  # fmt: skip


def things_of(values: Values, *names: str) -> tuple[InventoryRow, ...]:
    """The rows of these lists, one after the other."""
    return tuple(row for name in names for row in values.get(name) or ())


LISTS = ("goods", "valuables", "cash", "papers", "medicine", "perishables")


def list_made() -> Duty:
    """H: a list that says of each thing what, how many, what marks it out and where it goes (执行赔偿解释 9)."""

    def evidence(situation: Situation) -> str:
        if situation.answer("nothing_here") is True:
            return "本间没有需要搬出的物品"
        rows = [r for n in LISTS for r in situation.answer(n) or ()]
        vague = [r for r in rows if not (r.disposition and (r.model or r.condition or r.note))]
        return f"{len(rows)} 项，逐项有特征和去向" if rows and not vague else ""

    return Duty(
        code="list_made", sentence="逐项造具清单：数量、特征、去向", article="pc22-9", evidence=evidence, jump="goods",
        ask="每一项写明特征和去向；列举不详的，由法院承担举证责任",
        reasons=("废旧杂物无法逐项列明，已录像清点",),
    )  # fmt: skip


def photo_of_each() -> Duty:
    """P: a photo belongs to every line of the lists (domain.md D08)."""

    def evidence(situation: Situation) -> str:
        rows = [r for n in LISTS for r in situation.answer(n) or ()]
        return f"{len(rows)} 项都有照片" if rows and all(r.photo for r in rows) else ""

    return Duty(
        code="photo_of_each", sentence="清单逐项有照片", article="pc22-9", evidence=evidence, weight="practice",
        jump="goods", when=lambda s: bool(things_of(s.values, *LISTS)),
        reasons=("同类小件合拍一张，见本间照片",),
    )  # fmt: skip


def has_sealed(situation: Situation) -> bool:
    """True where valuables or cash were found."""
    return bool(things_of(situation.values, *SEALED))


def sealed_before_witnesses() -> Duty:
    """P: valuables and cash are opened and sealed before two who are not of the court, with a picture of the seal."""

    def evidence(situation: Situation) -> str:
        bags, seen = situation.answer("bags"), situation.answer("present") or ()
        pictures: tuple[Photo, ...] = situation.answer("seal_photos") or ()
        if not bags or len(seen) < 2 or not any(p.slot == "封口" for p in pictures):
            return ""
        return f"封存袋 {bags}，{listed(p.name for p in seen)}见证，已拍照"

    return Duty(
        code="sealed_before_witnesses", sentence="贵重物品、现金当场开封清点，在见证人前封存", article="pc22-9",
        evidence=evidence, weight="practice", when=has_sealed, jump="bags",
        ask="写明封存袋编号、两名见证人，并拍封口", reasons=("被执行人本人当场取走，未作封存",),
    )  # fmt: skip


def given_at_once() -> Duty:
    """P: papers and medicine are given to the debtor's side at once, or it is said why not (domain.md §5.3)."""

    def evidence(situation: Situation) -> str:
        rows = [r for n in ("papers", "medicine") for r in situation.answer(n) or ()]
        if rows and all(r.disposition.startswith(AT_ONCE) for r in rows):
            return f"{len(rows)} 项当场交付"
        return situation.answer("kept_why") or ""

    return Duty(
        code="given_at_once", sentence="证件、药品当场交付", article="pc22-9", evidence=evidence, weight="practice",
        when=lambda s: bool(things_of(s.values, "papers", "medicine")), jump="kept_why",
        reasons=("无人在场，随封存物品带回法院",),
    )  # fmt: skip


def number_of_its_own() -> Duty:
    """H: boxes are numbered after the room's own mark, which no other room of this clearing bears (执行赔偿解释 9)."""

    def evidence(situation: Situation) -> str:
        mark = situation.answer("mark")
        others = {getattr(h.said, "mark", "") for h in earlier.current(situation.related, "eviction_room")}
        return f"箱号 {mark}箱1 起" if mark and mark not in others else ""

    return Duty(
        code="number_of_its_own", sentence="本间编号没有和别的房间重复", article="pc22-9", evidence=evidence,
        jump="mark", ask="换一个编号，箱上标签一并改",
    )  # fmt: skip
