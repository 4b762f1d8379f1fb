"""Pictures of a finished record of every kind, read-only, and of its papers with the first one issued."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from services.actions import issuing, recording
from services.records import catalogue
from services.records.record import Record
from services.session import Session
from ui.desk import OpenEntry, OpenPapers
from ui.studio import SIZES, Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """A vault of its own in which the sample of every kind can be finished: `finish` returns the entry's id.

    Given from outside: the pictures know no demo. All is at one moment, since sample answers are of one day.
    """

    now: dt.datetime
    opened: Callable[[Path], Session]
    finish: Callable[[Session, type[Record]], str]


def record_name(kind: type[Record]) -> str:
    """The name of the picture of a kind's finished record."""
    return f"16-{kind.code.replace('_', '-')}"


def papers_name(kind: type[Record]) -> str:
    """The name of the picture of its papers."""
    return f"{record_name(kind)}-papers"


def take(studio: Studio, root: Path, samples: Samples) -> None:
    """Every kind of the catalogue, in a vault under `root` where those before it in the catalogue are finished too."""
    wanted = [kind for kind in catalogue.KINDS if studio.wanted(record_name(kind))]
    if not wanted:
        return
    studio.now = samples.now
    studio.open(root, partial(samples.opened, root))
    session = studio.session
    until = catalogue.KINDS.index(wanted[-1]) + 1
    entries = {k: studio.ask(partial(samples.finish, session, k)) for k in catalogue.KINDS[:until]}
    papers = {kind: studio.ask(partial(_issue, session, entries[kind], studio.now)) for kind in wanted}
    for size in SIZES:
        if any(studio.wanted(record_name(kind), size) for kind in wanted):
            studio.dress("day", size)
            for kind in wanted:
                studio.go(OpenEntry(entries[kind]))
                studio.shoot(record_name(kind))
                _open_paper(studio, entries[kind], papers[kind])
                studio.shoot(papers_name(kind))


def _issue(session: Session, entry: str, now: dt.datetime) -> str:
    """The first paper of a record, made; its id."""
    said = recording.happening(session, entry).said
    assert isinstance(said, Record)
    (offer, *_) = issuing.offers_of(said)
    return issuing.issue(session, offer.document, entry, now).entry.id


def _open_paper(studio: Studio, entry: str, paper: str) -> None:
    studio.go(OpenPapers(entry))
    rows = (row.payload for row in studio.page.rows.items)
    studio.page.choose(next(row for row in rows if isinstance(row, issuing.PaperState) and row.id == paper))
    studio.settle()
