"""送达情况: which papers of a case have reached whom, when and how: by docket, 送达, 张贴 and hand-overs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from services.cases.measures import current
from services.clock import local
from services.docket.case import Case, Served
from services.docket.party import Party
from services.records.declared import Happening
from services.records.delivery_duties import MAILED, NOT_SERVED, PUBLIC_DELIVERY
from services.records.events import DocumentIssued, PaperStep
from services.records.kinds.delivery import Delivery
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.kinds.posting import Posting
from services.records.sealed_events import SealedStep
from services.records.values import Handed

KINDS = (Delivery.code, Posting.code, EvictionNotice.code)
HANDED = (
    DocumentIssued.code,
    PaperStep.code,
    SealedStep.code,
)  # papers of this terminal, and what became of them
DIRECT = "直接送达"
POSTED = "张贴"
_LEAVING = "迁出公告"
_EVICTION_TITLE = "公告（责令迁出房屋）"
_ALIKE = str.maketrans("（）〔〕　", "()[] ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One paper to one receiver: the day it reached him by law, None while it has not; `way` how.

    `note` says what is under way or went wrong, `entry` which record tells it ("" for the docket), `due_on` the day that
    the paper itself sets; `on_its_way` is a paper in the mail, or under a public notice that runs.
    """

    title: str
    number: str
    to: str
    on: dt.date | None
    way: str = ""
    note: str = ""
    entry: str = ""
    due_on: dt.date | None = None
    on_its_way: bool = False


def counted(case: Case, happenings: Iterable[Happening], today: dt.date | None = None) -> Case:
    """The case with its papers marked as the records of 送达 and 张贴 prove them, each paper to each receiver once.

    A paper served by public notice counts from the last day of its term (民诉法 95), and before `today` only; without a
    `today` it stands with that day, past or ahead. What the docket says already is left as it is.
    """
    papers = list(case.served)
    for service in told(case, happenings):
        if service.on is None or (
            today is not None and service.on >= today and service.way == PUBLIC_DELIVERY
        ):
            continue
        place = _row_of(case, papers, service)
        if place is not None:
            row = papers[place]
            papers[place] = replace(
                row,
                to=row.to or service.to, on=service.on, way=service.way, due_on=row.due_on or service.due_on,
            )  # fmt: skip
        elif not any(p.on is not None and _is(p, service) and p.to == service.to for p in papers):
            papers.append(
                Served(
                    title=service.title, number=service.number, to=service.to, on=service.on, way=service.way,
                    due_on=service.due_on,
                )
            )  # fmt: skip
    return case if tuple(papers) == case.served else replace(case, served=tuple(papers))


def services(case: Case, happenings: Iterable[Happening], today: dt.date) -> tuple[Service, ...]:
    """Every paper of the case to every receiver with what is known of its service, the latest first, open ones on top."""
    listed = tuple(happenings)
    tries = told(case, listed)
    found = [_shown(paper, tries) for paper in counted(case, listed, today).served]
    found += [s for s in _last_tries(tries) if not any(_same_paper(s, one) for one in found)]
    return tuple(sorted(found, key=lambda s: (s.on is not None, -(s.on or dt.date.max).toordinal())))


def of_paper(name: str, serial: str, to: str, issued_on: dt.date, known: Iterable[Service]) -> Service | None:
    """What the records tell of a paper made here: known by its own number, or by name and receiver since it was made."""
    found = [
        s
        for s in known
        if s.entry
        and (
            (s.number and _plain(s.number) == _plain(serial))
            or (s.title == name and to in ("", s.to) and (s.on is None or s.on >= issued_on))
        )
    ]
    return next((s for s in found if s.on is not None), found[0] if found else None)


def told(case: Case, happenings: Iterable[Happening]) -> tuple[Service, ...]:
    """What each record of 送达 and 张贴 says of each paper, in the order of the records, then what was handed over against
    a signature; the docket's word left out.
    """
    listed = tuple(happenings)
    return (*_told(case, listed), *_handed_over(case, listed))


def _handed_over(case: Case, happenings: tuple[Happening, ...]) -> Iterator[Service]:
    """交付 as 直接送达: a paper of the court, in the hands of the one it is for, who signed the 送达回证 (民诉法 87, 88).

    A unit is served through its legal representative. In the hands of anyone else, an adult relative at home too, it is
    served only by a record of 送达, which asks in what relation he stands; posted or unsigned it is not served at all.
    """
    issued = {h.entry.id: h.said for h in happenings if isinstance(h.said, DocumentIssued)}
    void = {h.said.issued for h in happenings if isinstance(h.said, PaperStep) and h.said.step == "voided"}
    void |= {paper.replaces for paper in issued.values() if paper.replaces}
    for happening in happenings:
        step = happening.said
        if (
            not isinstance(step, PaperStep | SealedStep)
            or step.step != "delivered"
            or not step.receipt_signed
        ):
            continue
        paper = issued.get(step.issued) if isinstance(step, PaperStep) else None
        if isinstance(step, PaperStep) and (
            paper is None or paper.role != "notice" or paper.draft_mark or step.issued in void
        ):
            continue
        taker = _taker(case, step.to)
        meant = paper.to if paper is not None else ""
        if taker is None or (meant and taker.name not in meant):
            continue
        yield Service(
            title=paper.name if paper is not None else _name(step), number=paper.serial if paper is not None else "",
            to=taker.name, on=local(happening.entry.made_at).date(), way=DIRECT, entry=happening.entry.id,
        )  # fmt: skip


def _name(step: PaperStep | SealedStep) -> str:
    return step.name if isinstance(step, SealedStep) else ""


def _taker(case: Case, to: str) -> Party | None:
    """The one party that this is: the citizen himself, or the unit that he represents by law."""
    found = [p for p in case.parties if to.strip() and to.strip() == _receives(p)]
    return found[0] if len(found) == 1 else None


def _receives(party: Party) -> str:
    return party.name if party.is_citizen else party.legal_representative


def _told(case: Case, happenings: Iterable[Happening]) -> Iterator[Service]:
    for happening in current(happenings):
        said, entry = happening.said, happening.entry.id
        if isinstance(said, Delivery):
            yield from (_delivered(said, paper, entry) for paper in said.papers)
        elif isinstance(said, Posting):
            for party in _meant(case, said.receiver) if said.purpose == PUBLIC_DELIVERY else ():
                yield from (_public(said, paper, party.name, entry) for paper in said.papers)
            if said.purpose == _LEAVING:
                yield from (_posted(said, paper, entry) for paper in said.papers)
        elif isinstance(said, EvictionNotice):
            yield Service(
                title=_EVICTION_TITLE, number=said.number, to="", on=local(said.posted_at).date(), way=POSTED,
                entry=entry,
            )  # fmt: skip


def _delivered(said: Delivery, paper: Handed, entry: str) -> Service:
    note = ""
    if said.reached_on is None and said.outcome == MAILED:
        mailed = f"{said.mailed_on:%m-%d} " if said.mailed_on else ""
        note = f"{mailed}交邮 {said.mail_number}，等回执"
    elif said.outcome == NOT_SERVED:
        note = f"{local(said.served_at):%m-%d} 未送达：{said.not_served_why or '原因未写'}"
    return Service(
        title=paper.title, number=paper.number, to=said.receiver, on=said.reached_on, way=said.way, note=note, entry=entry,
        on_its_way=said.outcome == MAILED and said.reached_on is None,
    )  # fmt: skip


def _public(said: Posting, paper: Handed, to: str, entry: str) -> Service:
    until = said.term_until
    note = f"公告至 {until:%m-%d}，期满视为送达" if until else "公告没有写期限"
    return Service(
        title=paper.title, number=paper.number, to=to, on=until, way=PUBLIC_DELIVERY, note=note, entry=entry,
        on_its_way=True,
    )  # fmt: skip


def _posted(said: Posting, paper: Handed, entry: str) -> Service:
    """A notice to move out is posted and no more (民诉法 261): its day is that of the posting."""
    return Service(
        title=paper.title, number=paper.number, to="", on=local(said.posted_at).date(), way=POSTED, entry=entry,
        due_on=said.term_until,
    )  # fmt: skip


def _meant(case: Case, receiver: str) -> tuple[Party, ...]:
    """The parties that a posting is for: those named in it, else all debtors (各被执行人)."""
    named = tuple(p for p in case.parties if p.name and p.name in receiver)
    return named or case.debtors


def _row_of(case: Case, papers: list[Served], service: Service) -> int | None:
    """The docket's row that waits for this service; one without a number is taken where only one bears that title."""
    open_ones = [n for n, p in enumerate(papers) if p.on is None and _fits(case, p, service)]
    return open_ones[0] if open_ones and (service.number or len(open_ones) == 1) else None


def _fits(case: Case, paper: Served, service: Service) -> bool:
    if not _is(paper, service):
        return False
    if paper.to:
        return service.to in paper.to or paper.to in service.to  # what hangs for all names nobody
    names = [d.name for d in case.debtors]
    return not service.to or names == [service.to]


def _is(paper: Served, service: Service) -> bool:
    """The same paper: by number and title where both have a number, else by the whole title."""
    if paper.number and service.number:
        alike = paper.title in service.title or service.title in paper.title
        return _plain(paper.number) == _plain(service.number) and alike
    return paper.title == service.title


def _shown(paper: Served, tries: tuple[Service, ...]) -> Service:
    """A row of the case with the record that proved it, or with the last one that tried in vain or is under way."""
    own = [s for s in tries if _is(paper, s) and (s.to in ("", paper.to) or not paper.to)]
    if paper.on is not None:
        last = next((s for s in own if s.on == paper.on), None)
    else:
        last = next((s for s in reversed(own) if s.on is None or s.on_its_way), None)
    shown = Service(
        title=paper.title, number=paper.number, to=paper.to, on=paper.on, way=paper.way, due_on=paper.due_on,
        entry=last.entry if last else "",
    )  # fmt: skip
    if last is None or paper.on is not None:
        return shown
    return replace(shown, to=paper.to or last.to, note=last.note, on_its_way=last.on_its_way)


def _last_tries(tries: Iterable[Service]) -> Iterator[Service]:
    """What was tried and has not reached its receiver yet, the last try of each paper to each receiver."""
    latest = {(s.title, _plain(s.number), s.to): s for s in tries}
    for service in latest.values():
        if service.on is None or service.way == PUBLIC_DELIVERY:
            yield replace(service, on=None)


def _same_paper(first: Service, second: Service) -> bool:
    same = first.title == second.title and _plain(first.number) == _plain(second.number)
    return same and first.to in ("", second.to)


def _plain(number: str) -> str:
    return number.translate(_ALIKE).replace(" ", "")
