"""Passages of sealing papers: what is sealed in a sentence and row by row, whose it is, what may be sold how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.documents.subject import MissingFact
from services.records.kinds.sealing import GOODS, IN_USE, ROOMS, Sealing
from services.records.values import InventoryRow, SalePermission
from services.wording import date_text, listed, money

_Row = tuple[str, str, str, str, str, str, str]


def check_ownership(sealing: Sealing) -> None:
    """What is a third party's needs his written confirmation (查扣冻规定 2), else no paper."""
    if not sealing.debtors_own and not sealing.owner_confirmed:
        raise MissingFact(
            "owner_confirmed",
            "财产不由被执行人占有、也未登记在其名下，又没有第三人书面确认，文书没有出具。请补取书面确认。",
        )


def way(sealing: Sealing) -> str:
    """How it is sealed, in the words of the papers."""
    return "查封并准许继续使用（活封）" if sealing.way == IN_USE else "就地查封，不得使用、处分"


def ownership(sealing: Sealing) -> str:
    """Whose it is, as held, registered or confirmed."""
    owner = f"登记所有人{sealing.owner}，" if sealing.owner else ""
    if sealing.debtors_own:
        return f"{owner}由被执行人占有或登记在被执行人名下"
    return f"{owner}由第三人占有或登记在第三人名下，第三人书面确认属被执行人所有"


def rows(sealing: Sealing) -> list[_Row]:
    """The rooms or land as the first row, then every thing of the list."""
    found = [_goods(row) for row in sealing.goods]
    return found if sealing.sort == GOODS else [_estate(sealing), *found]


def _estate(sealing: Sealing) -> _Row:
    worth = money(sealing.estimate) if sealing.estimate is not None else "未估价"
    certificate = f"不动产权证号{sealing.certificate}" if sealing.certificate else "未取得权证号"
    features = (certificate, sealing.area, "尚未办理权属登记" if sealing.registered is False else "")
    return (
        sealing.estate, "，".join(f for f in features if f), "处", "1", sealing.occupants or "未注明",
        sealing.place.text, worth,
    )  # fmt: skip


def _goods(row: InventoryRow) -> _Row:
    features = "，".join(part for part in (row.model, row.note) if part)
    return (
        row.name,
        features or "无特别标记",
        row.unit,
        f"{row.quantity:f}",
        row.condition or "未注明",
        row.place or "原地",
        money(row.estimate) if row.estimate is not None else "未估价",
    )


def text(sealing: Sealing) -> str:
    """What is sealed in a sentence: rooms by place and certificate, goods by name and number, of many the first three."""
    things = listed(f"{row.name}{row.quantity:f}{row.unit}" for row in (sealing.goods or ())[:3])
    more = f"等{len(sealing.goods)}项" if len(sealing.goods) > 3 else ""
    listed_there = f"{things}{more}（详见财产清单）" if things else ""
    if sealing.sort == GOODS:
        return f"位于{sealing.place.text}的{listed_there}"
    known = (
        f"不动产权证号{sealing.certificate}" if sealing.certificate else "",
        "尚未办理权属登记" if sealing.registered is False else "",
    )
    about = "，".join(k for k in known if k)
    estate = f"位于{sealing.place.text}的{sealing.estate}{f'（{about}）' if about else ''}"
    return (
        f"{estate}及{'屋内' if sealing.sort == ROOMS else '地上'}{listed_there}" if listed_there else estate
    )


def sales(permissions: Iterable[SalePermission]) -> Iterator[str]:
    """The permissions to sell one by one, each with all that was fixed."""
    for sale in permissions:
        told = (
            f"{sale.number}.{sale.what}",
            f"买受人{sale.buyer}" if sale.buyer else "",
            f"价款{money(sale.price)}元" if sale.price is not None else "",
            f"不低于{money(sale.floor)}元" if sale.floor is not None else "",
            f"{date_text(sale.until)}前完成" if sale.until else "",
            f"价款汇入{sale.account}" if sale.account else "",
            f"到账后凭{sale.release}解除" if sale.release else "",
        )
        yield "，".join(part for part in told if part) + "。"


def strips(numbers: str) -> tuple[str, ...]:
    """The strips that were counted in one answer, each with its place: 东门900741、配电箱900742."""
    parts = numbers.replace("，", "、").replace(",", "、").replace("；", "、").replace(";", "、").split("、")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
