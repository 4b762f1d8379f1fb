"""恢复第二份留存: everything a medium holds goes into a fresh vault; the old chain stays as it was signed."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from services.actions import enrolling
from services.entries.chain import Stored
from services.entries.entry import Attachment, Unsigned, decode, link
from services.entries.keys import fingerprint
from services.errors import BadInput, Damaged, FieldworkError, Refused
from services.position.fix import NoFix
from services.records.events import ChainBegun
from services.store import journal
from services.store.attachments import Sealed
from services.store.restoring import Intake, check_fresh, take_in
from services.store.vault import Vault
from services.sync import bundle
from services.sync.bundle import Opened
from services.sync.manifest import Carried, Facts

_LATER_VOLUME = re.compile(r"\.[0-9]{3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back; `fingerprint` is the old device's key, to be compared with the court's sheet."""

    device: str
    fingerprint: str
    rows: int
    files: int
    missing: tuple[str, ...]
    told: tuple[str, ...]


def restore(
    opened: Vault, folder: Path, identity: str, now: dt.datetime, *, trusted: bytes | None = None
) -> Restored:
    """Takes everything a medium holds into a fresh vault: the old chain as it is, new work on a chain that names it.

    `identity` is the age secret of hub or court; `trusted` the old device's public key, where the court knows it. The
    vault must have been begun (enrolling.begin) and not enrolled yet. A bundle that cannot be used is named in `told`
    and blocks nothing. Raises NotAllowed, BadInput, Refused, Damaged, NoSpace; then nothing has changed.
    """
    check_fresh(opened)
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
    take_in(opened, rows, keys, sealed.values(), partial(journal.append, opened, begun))
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
