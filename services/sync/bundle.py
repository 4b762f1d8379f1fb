"""数据包: journal rows and attachments as files for a stick or card, encrypted to hub and court, signed by the device.

Pure functions over iterables: what is in a bundle and where it goes is the caller's matter. Each volume is a tar
inside age and smaller than FAT32's 4 GiB; the last one holds the signed manifest, which names the volumes before it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from services.entries.chain import Stored
from services.entries.entry import Attachment
from services.entries.keys import SigningKey
from services.errors import Damaged, FieldworkError, NoSpace, Refused
from services.sync import archive, compression, manifest
from services.sync.archive import Member, Sink
from services.sync.manifest import Carried, Facts, Manifest, Volume, Walk
from services.sync.packing import MANIFEST, Making, Opener
from services.sync.unpacking import CHANGED, LARGEST_SEGMENT, Gathering, Placing

SUFFIX = ".cf-bundle"
VOLUME_LIMIT = 4_000_000_000
_RESERVE = 16 * 1024 * 1024
_HALF = "数据包不完整：缺少分卷或装箱单。请把同名的各分卷都拷贝到一处再试。"

_Row = tuple[str, int, bytes, bytes, str]
_row_decoder = msgspec.msgpack.Decoder(list[_Row])


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle that fits in every part; `key` signed the manifest, `files` are its volumes."""

    manifest: Manifest
    rows: tuple[Stored, ...]
    key: bytes
    files: tuple[Path, ...]


def volume_path(path: Path, number: int) -> Path:
    """Where volume `number` (from 1) of the bundle at `path` lies."""
    return path if number == 1 else path.with_name(f"{path.stem}.{number:03}{path.suffix}")


def write(
    path: Path,
    facts: Facts,
    *,
    rows: Iterable[Stored],
    keys: Mapping[str, bytes],
    attachments: Sequence[tuple[Attachment, Opener]],
    recipients: Sequence[str],
    signing: SigningKey,
    volume_limit: int = VOLUME_LIMIT,
) -> Manifest:
    """Writes a bundle of rows (ordered by device and seq) and attachments; it is there whole or not at all.

    `keys` maps device ids to public keys; an opener gives an attachment's original bytes. An attachment that cannot
    be read is named in the manifest and blocks nothing. Raises NoSpace, Damaged for rows that do not fit together.
    """
    _check_space(path.parent, sum(a.size for a, _ in attachments))
    made: list[tuple[Path, Path]] = []
    volumes: list[Volume] = []
    result: list[Manifest] = []
    making = Making(rows, keys, volume_limit)
    making.start(attachments)

    def closing(state: Making) -> bytes:
        whole = Manifest(
            facts=facts,
            recipients=tuple(recipients),
            chains=state.chains,
            attachments=tuple(state.carried),
            volumes=tuple(volumes),
        )
        result.append(whole)
        return manifest.sealed(whole, signing)

    try:
        while not making.done:
            target = volume_path(path, len(made) + 1)
            partial = target.with_name(f".{target.name}.partial")
            made.append((partial, target))
            written = _write_file(partial, making.volume(closing), recipients)
            volumes.append(Volume(name=target.name, size=written.size, digest=written.digest))
        _put_in_place(made)
    except OSError as error:
        raise _trouble(error) from error
    finally:
        for partial, _ in made:
            partial.unlink(missing_ok=True)
    return result[0]


def _check_space(folder: Path, size: int) -> None:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise _trouble(error) from error
    if free < size + _RESERVE:
        raise NoSpace(
            f"存储介质剩 {free // 1_000_000} MB，这次需要约 {(size + _RESERVE) // 1_000_000} MB。"
            "没有写入，请清理或换一个介质。"
        )


def _write_file(partial: Path, members: Iterable[Member], recipients: Sequence[str]) -> archive.Written:
    with partial.open("wb") as out:
        written = archive.write(members, out, recipients)
        out.flush()
        os.fsync(out.fileno())
    return written


def _put_in_place(made: Sequence[tuple[Path, Path]]) -> None:
    """The last volume first: the name that people pick appears only when everything else is there."""
    for partial, target in reversed(made):
        partial.replace(target)
    number = len(made) + 1
    while (stale := volume_path(made[0][1], number)).exists():  # of a longer bundle that had this name before
        stale.unlink()
        number += 1
    if os.name == "posix":
        folder = os.open(made[0][1].parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _trouble(error: OSError) -> FieldworkError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NoSpace("存储介质已满，数据包没有写入；本机内容都在。请清理或换一个介质。")
    return FieldworkError("存储介质读写失败，可能已拔出或写保护。请检查后重试；本机内容未受影响。")


def read(
    path: Path,
    identity: str,
    *,
    hub: str = "",
    epoch: str = "",
    court: str = "",
    trusted: bytes | None = None,
) -> Opened:
    """Opens the bundle whose first volume is `path` and checks everything in it; raises Refused with the reason.

    `identity` is the age secret of one of its recipients; `hub`, `epoch`, `court` and `trusted` (the device's public
    key) are compared where given.
    """
    files = _volumes(path)
    gathered = Gathering()
    for file in files:
        _read_volume(file, identity, gathered.member)
    if MANIFEST not in gathered.contents:
        raise Refused(_HALF)
    listed, key = manifest.opened(bytes(gathered.contents.pop(MANIFEST)), trusted)
    _check_facts(listed.facts, hub=hub, epoch=epoch, court=court)
    _check_volumes(listed.volumes, files)
    rows = _checked_rows(gathered.contents, listed, key)
    for carried in listed.attachments:
        if not carried.why and gathered.digests.get(carried.digest) != carried.digest:
            raise Refused(CHANGED)
    if not gathered.digests.keys() <= {c.digest for c in listed.attachments}:
        raise Refused(CHANGED)
    return Opened(listed, rows, key, files)


def _volumes(path: Path) -> tuple[Path, ...]:
    found = [path]
    while (following := volume_path(path, len(found) + 1)).exists():
        found.append(following)
    return tuple(found)


def _read_volume(file: Path, identity: str, open_sink: Callable[[str, int], Sink]) -> None:
    try:
        with file.open("rb") as content:
            archive.read(content, identity, open_sink)
    except OSError as error:
        raise _trouble(error) from error


def _check_facts(facts: Facts, *, hub: str, epoch: str, court: str) -> None:
    if court and facts.court != court:
        raise Refused(f"数据包是{facts.court_name}的，不是本院的，没有采用。")
    if hub and facts.hub != hub:
        raise Refused("数据包是给另一个院端的，没有采用。请核对送交的地方。")
    if epoch and facts.epoch != epoch:
        raise Refused("数据包是院端重建之前制作的旧包，没有采用。请在终端上重新制作。")


def _check_volumes(listed: Sequence[Volume], files: Sequence[Path]) -> None:
    if len(files) != len(listed) + 1:
        raise Refused(_HALF)
    for volume, file in zip(listed, files, strict=False):
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        if digest != volume.digest:
            raise Refused(f"分卷 {file.name} 不属于这个数据包，没有采用。请重新拷贝。")


def _checked_rows(contents: Mapping[str, bytearray], listed: Manifest, key: bytes) -> tuple[Stored, ...]:
    keys = {chain.device: chain.key for chain in listed.chains}
    if keys.get(listed.facts.device, key) != key:
        raise Refused("数据包不是由其中记录的设备签名的，没有采用。")
    walk = Walk(keys, signatures=True)
    rows = [Stored(*row) for name in sorted(contents) for row in _decoded(contents[name])]
    try:
        for row in rows:
            walk.step(row)
    except Damaged as error:
        raise Refused(error.sentence) from error
    if walk.chains != listed.chains:
        raise Refused(CHANGED)
    return tuple(rows)


def _decoded(segment: bytearray) -> list[_Row]:
    try:
        return _row_decoder.decode(compression.expand(bytes(segment), LARGEST_SEGMENT))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(CHANGED) from error


def unpack(opened: Opened, identity: str, open_file: Callable[[Carried], BinaryIO]) -> None:
    """Writes every attachment that is whole to the file `open_file` makes for it, which is closed when complete.

    Raises Refused when a volume is not any more what `read` saw.
    """
    placing = Placing(opened.manifest.attachments, open_file)
    for file in opened.files:
        _read_volume(file, identity, placing.member)
