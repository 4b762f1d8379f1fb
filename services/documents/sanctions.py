"""Passages of papers on fines, detentions and referrals: evidence item by item in a ruled table."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from services.clock import local
from services.docket.party import Party
from services.documents import blocks, letters
from services.documents.subject import MissingFact, Subject
from services.documents.table import Table
from services.documents.typesetting import FORM, Styles
from services.law import articles
from services.records.kinds.sanction import GROUNDS, HEAD, Sanction, deeds
from services.records.values import InventoryRow
from services.wording import date_time_text

PUNISHED = "被处罚人"
_NOT_PERFORMED = (
    6  # 民诉法 114, paragraph 1: 拒不履行判决、裁定, which is the unit's duty where the debtor is one
)
_COLUMNS = (
    blocks.Column("序号", 9, "center"),
    blocks.Column("名称", 29),
    blocks.Column("数量", 12, "center"),
    blocks.Column("形式", 16),
    blocks.Column("来源、证明内容", 34),
)


def evidence_table(rows: Iterable[InventoryRow], styles: Styles = FORM) -> Table:
    """Each item with its number, how many, in which form, and what it proves."""
    return blocks.inventory(_COLUMNS, [_row(row) for row in rows], styles)


def _row(row: InventoryRow) -> tuple[str, ...]:
    said = "，".join(part for part in (row.model, row.condition, row.place, row.note) if part)
    return (
        str(row.number),
        row.name,
        f"{row.quantity:f}{row.unit}",
        row.disposition or "未注明",
        said or "未注明",
    )


def law(act: Sanction) -> str:
    """The article and item of each deed, then 民诉法 118 and 119; MissingFact where no deed with an item was chosen."""
    if not (grounds := _grounds(act)):
        raise MissingFact(
            "act",
            "决定书须写明依据第几条第几项，没有出具。请在“妨害行为”里选定列明的一项，情节写进“事实经过”。",
        )
    return articles.cited(*grounds, *_through_a_unit(act, grounds), "cpl-118", "cpl-119")


def law_under(act: Sanction) -> str:
    """What the transcript names: the items of its deeds, or 民诉法 114 as a whole while none is settled."""
    return articles.cited(*_grounds(act)) or articles.cited("cpl-114")


def _through_a_unit(act: Sanction, grounds: Iterable[tuple[str, list[int]]]) -> Iterator[str]:
    """The paragraphs by which a person answers for what his unit did or failed to do (民诉法 114-2, 117-2)."""
    if act.unit:
        return
    for key, items in grounds:
        if key == "cpl-114-1" and act.offender_is == HEAD and _NOT_PERFORMED in items:
            yield "cpl-114-2"
        if key == "cpl-117-1":
            yield "cpl-117-2"


def _grounds(act: Sanction) -> list[tuple[str, list[int]]]:
    """The articles of the chosen deeds in their order, each with its items in theirs."""
    found: dict[str, set[int]] = {}
    for key, item in sorted(GROUNDS[deed] for deed in act.act if deed in GROUNDS):
        found.setdefault(key, set()).update({item} - {0})
    return [(key, sorted(items)) for key, items in found.items()]


def person_line(subject: Subject, act: Sanction) -> str:
    """被处罚人 as a decision names him: a party in full from the docket, anybody else by what he is and his number."""
    party = _party(subject, act)
    if party is not None and (party.id_number or act.offender_id):
        known = party if party.id_number else dataclasses.replace(party, id_number=act.offender_id)
        return letters.party_line(known, PUNISHED)
    if not act.offender_id:
        what = "统一社会信用代码" if act.unit else "证件号码"
        raise MissingFact("offender_id", f"决定书须写明被处罚人的{what}，没有出具。请补上“行为人证件号码”。")
    return f"{PUNISHED}：{act.offender}，{act.offender_is}，{_number(act)}。"


def facts(subject: Subject, act: Sanction) -> str:
    """Who did what, when and where, and how it went: what the decision rests on, in whole sentences."""
    when, place = date_time_text(local(act.happened_at)), subject.need("place").text.strip()
    if not place:
        raise MissingFact("place", "决定书须写明在哪里发生，没有出具。请补上“发生地点”。")
    course = subject.need("facts").strip().rstrip("。")
    who = f"{act.offender_is}{subject.need('offender')}"
    return f"{when}，{who}在{place}有下列妨害执行的行为：{deeds(act.act)}。经过：{course}"


def _party(subject: Subject, act: Sanction) -> Party | None:
    """The party of the docket that he is: the same name, and no other number than the one written down."""
    named = [p for p in (*subject.debtors, *subject.creditors) if p.name == act.offender]
    fitting = [p for p in named if not act.offender_id or p.id_number in ("", act.offender_id)]
    return fitting[0] if len(fitting) == 1 else None


def _number(act: Sanction) -> str:
    return f"统一社会信用代码{act.offender_id}" if act.unit else letters.number_text(act.offender_id)


def whom(act: Sanction) -> str:
    """The punished by name and number."""
    return f"{act.offender}（{letters.number_text(act.offender_id)}）" if act.offender_id else act.offender


def days(act: Sanction) -> str:
    """For how many days he is detained; MissingFact where he is not."""
    if not act.days:
        raise MissingFact("days", "没有拘留，不出这份文书。拟采取拘留的，请写明拘留天数。")
    return str(act.days)


def police(act: Sanction) -> str:
    """Who keeps him; MissingFact while that is not written down."""
    if not act.police_station:
        raise MissingFact("police_station", "文书须写明看管的公安机关，没有出具。请补上送交的公安机关。")
    return act.police_station
