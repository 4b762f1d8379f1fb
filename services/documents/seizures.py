"""Passages of seizure papers: the ruling they rest on, whose thing it is, the goods one by one, the answers in pairs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Protocol

from services.documents import answered
from services.documents.subject import MissingFact, Subject
from services.identifiers.plate import display
from services.records.kinds.vehicle_seizure import IN_USE, VehicleSeizure
from services.records.record import Record
from services.records.seizure_duties import ruling
from services.records.values import InventoryRow
from services.wording import date_text, listed, money, rmb_upper


class Seizure(Protocol):
    """What a term needs to be printed: both kinds that take things have it."""

    @property
    def term_from(self) -> dt.date:
        """Its first day."""

    @property
    def term_until(self) -> dt.date:
        """Its last day."""


_Row = tuple[str, str, str, str, str, str, str]
TAKEN_BACK = "当场取回"


def rulings(subject: Subject, *, titled: bool = True) -> str:
    """The rulings it rests on, one for each case, by number and title; without one no paper is made (查扣冻规定 1)."""
    found = []
    for case in subject.cases:
        order = ruling(case)
        if order is None:
            raise MissingFact(
                "",
                f"{case.number}案在案件册里没有{subject.record.deed or '查封'}裁定，文书没有出具。请先由院里作出裁定。",
            )
        found.append(f"{order.number}{order.title if titled else ''}")
    return listed(dict.fromkeys(found))


def check_ownership(seizure: VehicleSeizure) -> None:
    """A car registered to a third party needs his written confirmation (查扣冻规定 2), else no paper."""
    if seizure.registered is not False and not seizure.registered_to_debtor and not seizure.owner_confirmed:
        raise MissingFact(
            "owner_confirmed",
            "车辆未登记在被执行人名下，又没有第三人书面确认，文书没有出具。请补取书面确认。",
        )


def way(seizure: VehicleSeizure) -> str:
    """How it is seized, in the words of the papers."""
    return "扣押并准许继续使用（活扣）" if seizure.way == IN_USE else "扣押，移至指定场所存放"


def ownership(seizure: VehicleSeizure) -> str:
    """Whose it is, as registered or confirmed."""
    if seizure.registered is False:
        return "尚未登记上牌"
    owner = f"登记所有人{seizure.owner}，" if seizure.owner else ""
    if seizure.registered_to_debtor:
        return f"{owner}登记在被执行人名下"
    return f"{owner}登记在第三人名下，第三人书面确认属被执行人所有"


def term(seizure: Seizure) -> str:
    """The term as it is printed: both days count."""
    return f"自{date_text(seizure.term_from)}起至{date_text(seizure.term_until)}止"


def answers(record: Record, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Label and answer of these attributes; what was not asked or answered is left out."""
    for name in names:
        value, meaning = getattr(record, name), record.fields()[name]
        if value in (None, "", ()):
            continue
        yield answered.label(meaning.label), answered.text(meaning, value)


def goods(seizure: VehicleSeizure) -> list[_Row]:
    """What is seized, row by row: the car, its keys and papers, and the loose things that go with it."""
    in_use = seizure.way == IN_USE
    rows = [_car(seizure, f"交{seizure.user}使用" if in_use else f"{seizure.yard}{seizure.yard_spot}")]
    kept = f"交{seizure.user}使用" if in_use else "本院取得"
    if seizure.keys:
        sealed = f"封存编号{seizure.key_seal}" if seizure.key_seal else ""
        note = "，".join(part for part in (seizure.key_note, sealed) if part)
        rows.append(("车钥匙", note or "无特别标记", "把", str(seizure.keys), "未注明", kept, "未估价"))
    if seizure.driving_licence:
        rows.append(("机动车行驶证", "原件", "本", "1", "未注明", "本院取得", "未估价"))
    if seizure.registration_certificate:
        number = f"编号{seizure.certificate_number}" if seizure.certificate_number else "原件"
        rows.append(("机动车登记证书", number, "本", "1", "未注明", "本院取得", "未估价"))
    if seizure.plates_present and seizure.plate:
        rows.append((f"号牌{display(seizure.plate)}", "前后号牌", "副", "1", "未注明", "随车", "未估价"))
    return rows + [_loose(row) for row in seizure.loose_items if row.disposition != TAKEN_BACK]


def _car(seizure: VehicleSeizure, stored: str) -> _Row:
    vin = f"车辆识别代号{seizure.vin}" if seizure.vin else f"车辆识别代号未能读取（{seizure.vin_unread}）"
    features = (
        f"号牌{display(seizure.plate)}" if seizure.plate else "未上牌",
        f"{seizure.colour}色" if len(seizure.colour) == 1 else seizure.colour,
        listed((seizure.brand, seizure.model)),
        vin,
        f"发动机号{seizure.engine_number}" if seizure.engine_number else "",
        f"里程{seizure.odometer:,}公里",
    )
    marks = [f"{d.side}侧{d.sort}{f'（{d.note}）' if d.note else ''}" for d in seizure.damages]
    look = (seizure.age_look, seizure.condition, *marks, seizure.damage_note)
    worth = money(seizure.estimate) if seizure.estimate is not None else "未估价"
    name = seizure.vehicle_type or "机动车"
    return (
        name,
        "；".join(f for f in features if f),
        "辆",
        "1",
        "，".join(w for w in look if w),
        stored,
        worth,
    )


def _loose(row: InventoryRow) -> _Row:
    features = "，".join(
        part for part in (row.model, f"在{row.place}" if row.place else "", row.note) if part
    )
    return (
        row.name,
        features or "无特别标记",
        row.unit,
        f"{row.quantity:f}",
        row.condition or "未注明",
        row.disposition or "未注明",
        money(row.estimate) if row.estimate is not None else "未估价",
    )


def dispute(subject: Subject) -> str:
    """The cases in a sentence: 张禾生与何岩松民间借贷纠纷一案, of several with their number."""
    causes = listed(dict.fromkeys(case.cause for case in subject.cases))
    count = f"等{len(subject.cases)}案" if len(subject.cases) > 1 else "一案"
    if subject.cases and all(case.moved for case in subject.cases):
        return f"被执行人{subject.parties('debtor')}{causes}{count}"
    return f"{subject.parties('creditor')}与{subject.parties('debtor')}{causes}{count}"


def car_text(seizure: VehicleSeizure) -> str:
    """The car in a sentence: 小型轿车一辆（号牌…，车辆识别代号…）."""
    told = (
        f"号牌{display(seizure.plate)}" if seizure.plate else "未上牌",
        listed((seizure.brand, seizure.model)),
        f"车辆识别代号{seizure.vin}" if seizure.vin else f"车辆识别代号未能读取（{seizure.vin_unread}）",
    )
    return f"{seizure.vehicle_type or '机动车'}一辆（{'，'.join(told)}）"


def taken_back(seizure: VehicleSeizure) -> str:
    """The loose things that were handed back on the spot, and to whom; "" for none."""
    rows = [r for r in seizure.loose_items if r.disposition == TAKEN_BACK]
    if not rows:
        return ""
    if not seizure.items_taken_by:
        raise MissingFact("items_taken_by", "清单须写明随车物品由谁取回，文书没有出具。请补上取回人。")
    things = listed(f"{r.name}{r.quantity:f}{r.unit}" for r in rows)
    return f"{things}，由{seizure.items_taken_by}当场取回，不在扣押之列"


def worth_in_words(estimate: Decimal | None) -> str:
    """The estimate in figures and words, "" where there is none."""
    return "" if estimate is None else f"{money(estimate)}元（{rmb_upper(estimate)}）"
