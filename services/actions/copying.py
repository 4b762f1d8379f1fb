"""第二份留存: after each 完成 an encrypted copy of what is new goes to a stick or card (back: restoring).

Three steps, so that saving never waits: `gather` on the vault's thread in pieces, `write` beside it, `note` on the
vault's thread. A series of bundles whose files are all on the medium goes on; any other medium gets everything.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import cast

import msgspec

from services.actions import enrolling, preferences
from services.entries.chain import Stored
from services.entries.entry import Attachment
from services.errors import FieldworkError, NotAllowed
from services.session import Session
from services.settings import SECOND_COPY
from services.store import restoring, scratch
from services.sync import bundle
from services.sync.manifest import Facts

KEPT = "second_copies"
REMEMBERED = 6


class MediumMissing(FieldworkError):
    """The stick or card is not there."""

    message = "第二份留存的存储卡或优盘没有插好，这次没有写。记录已存在本机；插上后下一次会一起补写。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What one bundle will hold; `upto` is what the series has after it, device → seq."""

    session: Session = field(repr=False)
    folder: Path
    series: str
    number: int
    facts: Facts
    recipients: tuple[str, ...]
    rows: tuple[Stored, ...] = field(repr=False)
    keys: Mapping[str, bytes] = field(repr=False)
    attachments: tuple[Attachment, ...] = field(repr=False)
    upto: Mapping[str, int]

    @property
    def path(self) -> Path:
        """The bundle's first volume; the name tells device and day, never a case or a person."""
        return self.folder / f"{self.series}-{self.number:04}{bundle.SUFFIX}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A bundle on the medium: how many rows and files, its volumes as (name, size), what could not be read."""

    copy: Copy
    rows: int
    files: int
    volumes: tuple[tuple[str, int], ...]
    unread: tuple[str, ...]


def is_set(session: Session) -> bool:
    """True when a second copy is wanted."""
    return bool(preferences.get(session, SECOND_COPY))


def waiting(session: Session) -> int:
    """How many entries no medium has been given yet."""
    latest = _series(session)[-1:]
    return sum(len(piece) for piece in restoring.uncopied(session.vault, latest[0].upto if latest else {}))


def gather(session: Session, now: dt.datetime) -> Generator[int, None, Copy | None]:
    """Collects what the medium lacks and yields the rows so far; returns None when it has everything or none is set.

    Raises MediumMissing, NotAllowed before the court has enrolled this terminal.
    """
    if not is_set(session):
        return None
    folder = Path(preferences.get(session, SECOND_COPY))
    _check_there(folder)
    accepted = enrolling.enrolment(session.vault)
    if accepted is None:
        raise NotAllowed("本机还没有院里的注册文件，不知道该加密给谁。请先完成初次使用。")
    known = next((s for s in reversed(_series(session)) if s.is_whole(folder)), None)
    before = known.upto if known else {}
    rows: list[Stored] = []
    for piece in restoring.uncopied(session.vault, before):
        rows += piece
        yield len(rows)
    if not rows:
        return None
    facts = Facts(
        hub=accepted.hub_id, epoch=accepted.epoch, court=accepted.court.id, court_name=accepted.court.name,
        officer=session.officer.id, officer_name=session.officer.name, device=session.device, made_at=now,
        program=enrolling.PROGRAM,
    )  # fmt: skip
    return Copy(
        session=session, folder=folder,
        series=known.name if known else f"fieldwork-{session.device[:8]}-{now:%Y%m%d}-{secrets.token_hex(3)}",
        number=known.number + 1 if known else 1,
        facts=facts, recipients=(accepted.hub_recipient, accepted.recovery_recipient),
        rows=tuple(rows), keys=restoring.public_keys(session.vault),
        attachments=tuple(restoring.attachments_of(session.vault, rows, before)),
        upto={**before, **{row.device: row.seq for row in rows}},
    )  # fmt: skip


def write(copy: Copy) -> Written:
    """Writes the bundle, beside the vault's thread; whole or not at all. Raises NoSpace, MediumMissing."""
    _check_there(copy.folder)
    made = bundle.write(
        copy.path,
        copy.facts,
        rows=iter(copy.rows),
        keys=copy.keys,
        attachments=[
            (a, partial(restoring.original, copy.session.vault, a.digest)) for a in copy.attachments
        ],
        recipients=copy.recipients,
        signing=copy.session.signing,
    )
    unread = tuple(c.digest for c in made.attachments if c.why)
    volumes = [bundle.volume_path(copy.path, n + 1) for n in range(len(made.volumes) + 1)]
    return Written(
        copy=copy, rows=made.rows, files=len(made.attachments) - len(unread), unread=unread,
        volumes=tuple((v.name, v.stat().st_size) for v in volumes),
    )  # fmt: skip


def note(session: Session, written: Written) -> None:
    """Remembers what the medium has by now; once the vault was locked meanwhile, the next copy writes it over."""
    if session.vault.closed:
        return
    done, kept = written.copy, _series(session)
    before = next((s.files for s in kept if s.name == done.series), ())
    here = _Series(done.series, done.number, done.upto, (*before, *written.volumes))
    others = [s for s in kept if s.name != done.series]
    scratch.set_setting(session.vault, KEPT, msgspec.to_builtins([*others, here][-REMEMBERED:]))


def copy(session: Session, now: dt.datetime) -> Written | None:
    """The three steps on end; None when there is nothing to write."""
    pieces = gather(session, now)
    while True:
        try:
            next(pieces)
        except StopIteration as stop:
            gathered = cast("Copy | None", stop.value)
            break
    if gathered is None:
        return None
    written = write(gathered)
    note(session, written)
    return written


@dataclass(frozen=True, slots=True)
class _Series:
    """Bundles that go on from one another: the last one's number, what they hold, their files as (name, size)."""

    name: str
    number: int
    upto: Mapping[str, int]
    files: tuple[tuple[str, int], ...]

    def is_whole(self, folder: Path) -> bool:
        """True when the medium holds every file of it."""
        try:
            return all((folder / name).stat().st_size == size for name, size in self.files)
        except OSError:
            return False


def _check_there(folder: Path) -> None:
    try:
        there = folder.is_dir()
    except OSError as error:  # a stick on its way out
        raise MediumMissing from error
    if not there:
        raise MediumMissing


def _series(session: Session) -> tuple[_Series, ...]:
    return msgspec.convert(scratch.setting(session.vault, KEPT, []), tuple[_Series, ...])
