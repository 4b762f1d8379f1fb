"""时间线: what happened on a case, newest first; a correction stands above the sentence it strikes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from services.cases.conventions import Convention
from services.clock import local
from services.docket.case import Case
from services.records.declared import Declared, Happening
from services.records.draft import Draft
from services.records.events import (
    AllocationMade,
    CaseOpened,
    ChainBegun,
    CheckedIn,
    ConventionSet,
    CopyMade,
    DocumentIssued,
    PackageMade,
    PaperStep,
    PlaceMarked,
)
from services.records.record import Record
from services.wording import money

STEP_WORDS = {
    "printed": "已打印",
    "signed": "已签（纸）",
    "photographed": "已回拍",
    "delivered": "已交付",
    "voided": "已作废",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: `struck` is the older sentence it replaces, `state` the chip's word, `tone` its tone."""

    at: dt.datetime
    icon: str
    title: str
    text: str
    state: str
    tone: str
    struck: str = ""
    reason: str = ""
    entry: str = ""
    draft: str = ""


def rows(
    case: Case,
    happenings: Iterable[Happening],
    drafts: Iterable[Draft],
    titles: dict[str, str],
    *,
    states: Mapping[str, tuple[str, str]] | None = None,
    colleagues: Iterable[Happening] = (),
) -> tuple[Row, ...]:
    """All lines of a case; `titles` maps a draft's kind code to its title.

    `states` says by an entry's id where it stands (words and tone); what is not in it waits to be sent. What
    colleagues recorded is shown with their names; it can be read and nothing more.
    """
    listed = [h for h in happenings if not isinstance(h.said, CaseOpened | ChainBegun | CopyMade)]
    by_id = {h.entry.id: h for h in listed}
    replaced = {h.entry.amends for h in listed if h.entry.amends}
    known = states or {}
    found = [
        replace(row, state=known[row.entry][0], tone=known[row.entry][1]) if row.entry in known else row
        for row in (_happened(h, by_id) for h in listed if h.entry.id not in replaced)
    ]
    found += _by_colleagues(colleagues)
    found += [_drafted(d, titles) for d in drafts]
    found += [
        Row(
            at=v.at,
            icon="visit",
            title="上门",
            text=f"{v.outcome} · {v.place}",
            state="院里已有",
            tone="ok",
            reason=v.by,
        )
        for v in case.past_visits
    ]
    return tuple(sorted(found, key=lambda r: r.at, reverse=True))


def _by_colleagues(happenings: Iterable[Happening]) -> list[Row]:
    listed = [h for h in happenings if not isinstance(h.said, CaseOpened | ChainBegun | CopyMade | PaperStep)]
    by_id = {h.entry.id: h for h in listed}
    amended = {h.entry.amends for h in listed if h.entry.amends}
    return [
        replace(_happened(h, by_id), state="同事记录", tone="ok", reason="、".join(h.entry.officers))
        for h in listed
        if h.entry.id not in amended
    ]


def _happened(happening: Happening, by_id: dict[str, Happening]) -> Row:
    entry, said = happening.entry, happening.said
    older = by_id.get(entry.amends)
    title, text, icon = _words(said)
    return Row(
        at=entry.made_at,
        icon="amend" if older else icon,
        title=f"更正：{title}" if older else title,
        text=text,
        state="待回传",
        tone="amb",
        struck=_line(older) if older else "",
        reason=f"{entry.reason} · 更正人 {'、'.join(entry.officers)}" if older else "",
        entry=entry.id,
    )


def _line(happening: Happening) -> str:
    title, text, _ = _words(happening.said)
    return f"{happening.entry.made_at:%m-%d %H:%M} {title} · {text}".rstrip(" ·")


def _words(said: Declared) -> tuple[str, str, str]:
    match said:
        case Record():
            return said.title, said.summary(), said.icon
        case DocumentIssued():
            return f"出具{said.name}", f"{said.serial} · {said.pages} 页", "documents"
        case PackageMade():
            return said.title, f"{said.entries} 条记录，{said.files} 个文件，明文", "usb"
        case PaperStep():
            return STEP_WORDS[said.step], said.to or said.note or said.printer, "documents"
        case AllocationMade():
            return said.title, f"{said.series}，{money(said.total)} 元，按{said.base}", "money"
        case ConventionSet():
            return said.title, f"{Convention.of(said).words} · {said.reason}", "money"
        case CheckedIn():
            late = int((said.answered_at - said.due).total_seconds() // 60)
            ended = f"超时 {late} 分钟" if late > 0 else "按时"
            times = f"{local(said.since):%H:%M} 至 {local(said.answered_at):%H:%M}"
            return said.title, f"{said.place} · {times}，{ended}", "bell"
        case PlaceMarked():
            where = (
                f"{said.latitude:.6f}, {said.longitude:.6f}（WGS-84）"
                if said.latitude is not None
                else "已撤销"
            )
            return said.title, f"{said.place} · {where}", "pin"
        case _:
            return said.title, getattr(said, "reason", "") or getattr(said, "text", ""), "note"


def _drafted(draft: Draft, titles: dict[str, str]) -> Row:
    return Row(
        at=draft.kept_at or draft.started_at,
        icon="note",
        title=titles.get(draft.kind, draft.kind),
        text="写到一半，本机已存",
        state="草稿",
        tone="act",
        draft=draft.id,
    )
