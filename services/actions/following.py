"""变更: what the hub has changed is read and checked beside the vault's thread, then taken in by one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from services.actions import sealed as sealed_deeds
from services.docket import reading
from services.docket import sealed as sealed_form
from services.docket.reading import Written
from services.docket.sealed import SealedPaper
from services.entries.chain import Stored
from services.entries.entry import decode
from services.entries.keys import verify
from services.errors import BadInput, Damaged
from services.session import Session
from services.store import exchanged, handed_down, registry, sealed
from services.store.exchanged import Place
from services.store.registry import DocketFacts, Loaded
from services.sync.messages import Answer, Feed, Law

_UNSIGNED = "有 {count} 条同事记录的签名不符，没有采用。请与院里联系。"
_UNREAD = "有 {count} 份院发文书由更新版本的院端登记，没有采用。请更新程序后再同步。"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Changes from the hub, read and checked, ready to be taken in; `bad` entries of colleagues and
    `sealed_bad` papers were not."""

    facts: DocketFacts
    place: Place
    cases: Written
    gone: tuple[str, ...]
    entries: tuple[tuple[str, Stored], ...]
    whole: bool
    bad: int
    sealed: tuple[SealedPaper, ...] = ()
    sealed_gone: tuple[str, ...] = ()
    sealed_bad: int = 0
    law: tuple[Law, ...] = ()


def read_news(answer: Answer, pages: Sequence[Feed]) -> News:
    """All pages of one pull, beside the vault's thread; raises BadInput when a case is not in the shared form."""
    last = pages[-1]
    cases = {row.number: row for page in pages for row in map(reading.checked, page.cases)}
    gone = {n for page in pages for n in page.gone}
    rows = [(f.key, Stored(*f.row)) for page in pages for f in page.entries]
    papers = {
        raw if p is None else p.id: p for page in pages for raw in page.sealed for p in [_read_sealed(raw)]
    }
    good = [(key, row) for key, row in rows if _is_signed(key, row)]
    return News(
        facts=DocketFacts(
            court=last.head.court,
            officer=last.head.officer,
            colleagues=last.head.colleagues,
            serial=last.head.serial,
            made_at=answer.at,
            lease_days=last.head.lease_days,
            demo=last.head.demo,
            blank_forms=last.head.blank_forms,
        ),
        place=Place(epoch=answer.epoch, cursor=last.cursor, mark=last.mark),
        cases=Written(row for n, row in cases.items() if n not in gone),
        gone=tuple(gone),
        entries=tuple(good),
        whole=pages[0].whole,
        bad=len(rows) - len(good),
        sealed=tuple(paper for paper in papers.values() if paper is not None),
        sealed_gone=tuple({id for page in pages for id in page.sealed_gone}),
        sealed_bad=sum(1 for paper in papers.values() if paper is None),
        law=last.head.law,
    )


def _read_sealed(raw: bytes) -> SealedPaper | None:
    try:
        return sealed_form.decode(raw)
    except BadInput:
        return None


def _is_signed(key: str, row: Stored) -> bool:
    try:
        decode(row.raw, row.signature, row.algorithm)
        return verify(bytes.fromhex(key), row.raw, row.signature, row.algorithm)
    except (Damaged, ValueError):
        return False


def take_news(session: Session, news: News, now: dt.datetime) -> Loaded:
    """Takes changes in, in one transaction: cases, tombstones, colleagues' entries, the new place in the changes."""
    loaded = registry.follow(
        session.vault,
        news.facts,
        news.cases,
        gone=news.gone,
        whole=news.whole,
        also=(
            exchanged.taking(news.entries, whole=news.whole),
            sealed.taking(news.sealed, news.sealed_gone, whole=news.whole),
            handed_down.taking(news.law),
            exchanged.standing_at(news.place),
        ),
    )
    sealed_deeds.tell_recalls(session, news.sealed, now)
    _note_bad(session, "sealed", news.sealed_bad, _UNREAD, now)
    _note_bad(session, "colleagues", news.bad, _UNSIGNED, now)
    return loaded


def _note_bad(session: Session, item: str, count: int, why: str, now: dt.datetime) -> None:
    if count:
        exchanged.note_trouble(session.vault, item, why.format(count=count), now)
    else:
        exchanged.forget_trouble(session.vault, item)
