"""第二份留存: after each 完成 an encrypted copy of what is new goes to a stick or card, and comes back from there.

Three steps, so that saving never waits: `gather` on the vault's thread in pieces, `write` beside it, `note` on the
vault's thread. A series of bundles whose files are all on the medium goes on; any other medium gets everything.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import secrets
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from services.actions import enrolling, preferences
from services.entries.chain import Stored
from services.entries.entry import Attachment, Unsigned, decode, link
from services.entries.keys import fingerprint
from services.errors import BadInput, Damaged, FieldworkError, NotAllowed, Refused
from services.position.fix import NoFix
from services.records.events import ChainBegun
from services.session import Session
from services.settings import SECOND_COPY
from services.store import journal, restoring, scratch
from services.store.attachments import Sealed
from services.store.restoring import Intake
from services.store.vault import Vault
from services.sync import bundle
from services.sync.bundle import Opened
from services.sync.manifest import Carried, Facts

KEPT = "second_copies"
REMEMBERED = 6
_LATER_VOLUME = re.compile(r"\.[0-9]{3}$")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back; `fingerprint` is the old device's key, to be compared with the court's sheet."""

    device: str
    fingerprint: str
    rows: int
    files: int
    missing: tuple[str, ...]
    told: tuple[str, ...]


def is_set(session: Session) -> bool:
    """True when a second copy is wanted."""
    return bool(preferences.get(session, SECOND_COPY))


def waiting(session: Session) -> int:
    """How many entries no medium has been given yet."""
    latest = _series(session)[-1:]
    return sum(len(piece) for piece in restoring.uncopied(session.vault, latest[0].upto if latest else {}))


def gather(session: Session, now: dt.datetime) -> Generator[int, None, Copy | None]:
    """Collects what the medium lacks and yields the rows so far; returns None when it has everything.

    Raises MediumMissing, NotAllowed before the court has enrolled this terminal.
    """
    folder = Path(preferences.get(session, SECOND_COPY))
    if not folder.is_dir():
        raise MediumMissing
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
    if not copy.folder.is_dir():
        raise MediumMissing
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
    """Remembers what the medium has by now."""
    done, kept = written.copy, _series(session)
    before = next((s.files for s in kept if s.name == done.series), ())
    here = _Series(done.series, done.number, done.upto, (*before, *written.volumes))
    others = [s for s in kept if s.name != done.series]
    scratch.set_setting(session.vault, KEPT, msgspec.to_builtins([*others, here][-REMEMBERED:]))


def copy(session: Session, now: dt.datetime) -> Written | None:
    """The three steps on end; None when the medium has everything or no second copy is wanted."""
    if not is_set(session):
        return None
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
        return all((folder / n).is_file() and (folder / n).stat().st_size == size for n, size in self.files)


def _series(session: Session) -> tuple[_Series, ...]:
    return msgspec.convert(scratch.setting(session.vault, KEPT, []), tuple[_Series, ...])


def restore(
    opened: Vault, folder: Path, identity: str, now: dt.datetime, *, trusted: bytes | None = None
) -> Restored:
    """Takes everything a medium holds into a fresh vault: the old chain as it is, new work on a chain that names it.

    `identity` is the age secret of hub or court; `trusted` the old device's public key, where the court knows it. The
    vault must have been begun (enrolling.begin) and not enrolled yet. A bundle that cannot be used is named in `told`
    and blocks nothing. Raises NotAllowed, BadInput, Refused, Damaged, NoSpace; then nothing has changed.
    """
    restoring.check_fresh(opened)
    bundles, told = _readable(folder, identity, trusted)
    facts = max((b.manifest.facts for b in bundles), key=lambda f: f.made_at)
    if len({(b.manifest.facts.court, b.manifest.facts.officer) for b in bundles}) > 1:
        raise Refused("这个文件夹里有不止一名干警的留存，没有恢复。请按人分开文件夹后再试。")
    rows, gaps = _merged(bundles)
    keys = {chain.device: chain.key for b in bundles for chain in b.manifest.chains}
    named = {a.digest: a for r in rows for a in decode(r.raw, r.signature, r.algorithm).attachments}
    sealed = _sealed(opened, bundles, identity, named)
    last = max((r for r in rows if r.device == facts.device), key=lambda r: r.seq)
    begun = _fork(opened, facts, last, now)
    restoring.take_in(opened, rows, keys, sealed.values(), partial(journal.append, opened, begun))
    return Restored(
        device=facts.device, fingerprint=fingerprint(keys[facts.device]), rows=len(rows), files=len(sealed),
        missing=tuple(d for d in named if d not in sealed), told=(*told, *gaps),
    )  # fmt: skip


def _readable(folder: Path, identity: str, trusted: bytes | None) -> tuple[list[Opened], list[str]]:
    """The bundles of a folder that are sound, and a sentence on each that is not; raises when none is."""
    found, told = [], []
    trouble: FieldworkError = BadInput(
        "这个文件夹里没有第二份留存（.cf-bundle 文件）。请选存储卡上的那个文件夹。"
    )
    for path in sorted(folder.glob(f"*{bundle.SUFFIX}")):
        if _LATER_VOLUME.search(path.stem):
            continue
        try:
            found.append(bundle.read(path, identity, trusted=trusted))
        except FieldworkError as error:
            trouble = error
            told.append(f"{path.name}：{error.sentence}")
    if not found:
        raise trouble
    return found, told


def _merged(bundles: Sequence[Opened]) -> tuple[list[Stored], list[str]]:
    """Every chain from its first row on, as far as it goes without a gap; a sentence on each gap."""
    chains: dict[str, dict[int, Stored]] = {}
    for row in (row for b in bundles for row in b.rows):
        if chains.setdefault(row.device, {}).setdefault(row.seq, row) != row:
            raise Damaged(f"两份留存里的日志第 {row.seq} 行不同，没有恢复。请把文件夹交院里技术人员。")
    rows, gaps = [], []
    for device, chain in sorted(chains.items()):
        whole = next(n for n in range(1, len(chain) + 2) if n not in chain) - 1
        rows += [chain[n] for n in range(1, whole + 1)]
        if whole < len(chain):
            gaps.append(f"设备 {device[:8]} 缺第 {whole + 1} 行，其后的 {len(chain) - whole} 行没有恢复。")
    if not rows:
        raise Damaged("留存缺最前面的部分，没有恢复。请把同一存储卡上的全部文件放在一起再试。")
    return rows, gaps


def _sealed(
    opened: Vault, bundles: Sequence[Opened], identity: str, named: Mapping[str, Attachment]
) -> dict[str, Sealed]:
    """Every attachment of the bundles, encrypted to the new vault; each once."""
    intakes: dict[str, Intake] = {}

    def open_file(carried: Carried) -> BinaryIO:
        if carried.digest in intakes or carried.digest not in named:
            return Path(os.devnull).open("wb")
        intakes[carried.digest] = Intake(opened, named[carried.digest])
        return cast(BinaryIO, intakes[carried.digest])

    for one in bundles:
        bundle.unpack(one, identity, open_file)
    return {digest: intake.sealed for digest, intake in intakes.items() if intake.sealed is not None}


def _fork(opened: Vault, facts: Facts, last: Stored, now: dt.datetime) -> Unsigned:
    """The first entry of the new chain: it names the old one and where it stood."""
    begun = ChainBegun(
        public=opened.identities.signing.public.hex(),
        officer=facts.officer,
        court=facts.court,
        program=enrolling.PROGRAM,
        continues=facts.device,
        continues_head=link(last.raw, last.signature),
    )
    return Unsigned(
        kind=begun.code, version=begun.version, cases=(), made_at=now, officers=(facts.officer_name,),
        position=NoFix(reason="程序自动记录", at=now), body={"values": begun.encode()},
    )  # fmt: skip
