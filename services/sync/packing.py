"""装箱: the members of a bundle in order, cut into volumes; knows rows and attachments, not where they go."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO

import msgspec

from services.entries.chain import Stored
from services.entries.entry import Attachment
from services.errors import FieldworkError
from services.sync import archive, compression, manifest
from services.sync.archive import Member
from services.sync.manifest import Carried, Walk

MANIFEST = "manifest"
_SEGMENT_ROWS, _SEGMENT_BYTES = 2_000, 8 * 1024 * 1024
_SMALLEST_PIECE = 64 * 1024
_CHUNK = 256 * 1024

Opener = Callable[[], BinaryIO]


class _Item:
    """Something that goes into the bundle under one name, in as many pieces as the volumes ask for."""

    def __init__(self, name: str, size: int, file: BinaryIO | None, content: bytes = b"") -> None:
        self.name, self.size, self.left, self.pieces = name, size, size, 0
        self._file, self._content = file, content
        self._digest = hashlib.sha256()

    def piece(self, room: int) -> Member:
        """The next piece, at most `room` bytes."""
        size = min(self.left, room)
        self.left -= size
        self.pieces += 1
        return Member(f"{self.name}/{self.pieces:03}", size, self._take(size))

    def _take(self, size: int) -> Iterator[bytes]:
        if self._file is None:
            content, self._content = self._content[:size], self._content[size:]
            yield content
            return
        while size:
            # A file that breaks off is filled up (the member's size stands already) and named as unreadable.
            chunk = _read_or_nothing(self._file, min(size, _CHUNK)) or bytes(min(size, _CHUNK))
            self._digest.update(chunk)
            size -= len(chunk)
            yield chunk

    def finish(self) -> str:
        """Closes the file; SHA-256 (hex) over what was read from it, "" where there was none."""
        if self._file is None:
            return ""
        self._file.close()
        return self._digest.hexdigest()


def _read_or_nothing(file: BinaryIO, size: int) -> bytes:
    try:
        return file.read(size)
    except (OSError, FieldworkError):
        return b""


class Making:
    """A bundle on its way: what is left to write, and what the manifest will say."""

    def __init__(self, rows: Iterable[Stored], keys: Mapping[str, bytes], limit: int) -> None:
        self._walk = Walk(keys, signatures=False)
        self._journal = self._segments(rows)
        self._limit = limit
        self._item: _Item | None = None
        self.carried: list[Carried] = []
        self.done = False

    def _segments(self, rows: Iterable[Stored]) -> Iterator[_Item]:
        number = 0
        for number, segment in enumerate(_grouped(rows), 1):
            for row in segment:
                self._walk.step(row)
            content = compression.compress(
                msgspec.msgpack.encode([(r.device, r.seq, r.raw, r.signature, r.algorithm) for r in segment])
            )
            yield _Item(f"journal/{number:06}", len(content), None, content)

    def _files(self, attachments: Iterable[tuple[Attachment, Opener]]) -> Iterator[_Item]:
        seen: set[str] = set()
        for attachment, opener in attachments:
            if attachment.digest in seen:
                continue
            seen.add(attachment.digest)
            try:
                file = opener()
            except (OSError, FieldworkError) as error:
                self.carried.append(_missing(attachment, str(error)))
                continue
            item = _Item(f"attachment/{attachment.digest}", attachment.size, file)
            yield item
            fits = item.finish() == attachment.digest
            self.carried.append(
                Carried(digest=attachment.digest, size=attachment.size)
                if fits
                else _missing(attachment, "读出的内容与记录时不符")
            )

    def start(self, attachments: Iterable[tuple[Attachment, Opener]]) -> None:
        """The journal goes first, then the attachments."""
        self._items = (item for items in (self._journal, self._files(attachments)) for item in items)

    def volume(self, last: Callable[[Making], bytes]) -> Iterator[Member]:
        """The members of the next volume; the volume after which nothing is left ends with `last`."""
        room = self._limit
        while item := self._item or next(self._items, None):
            self._item = item
            if room < _SMALLEST_PIECE:
                return
            piece = item.piece(room)
            yield piece
            room -= piece.size + 2 * archive.BLOCK
            self._item = item if item.left else None
        self.done = True
        content = last(self)
        yield Member(f"{MANIFEST}/001", len(content), [content])

    @property
    def chains(self) -> tuple[manifest.ChainPart, ...]:
        """The rows packed so far, a part for each device."""
        return self._walk.chains


def _missing(attachment: Attachment, why: str) -> Carried:
    return Carried(digest=attachment.digest, size=attachment.size, why=why)


def _grouped(rows: Iterable[Stored]) -> Iterator[list[Stored]]:
    group: list[Stored] = []
    size = 0
    for row in rows:
        group.append(row)
        size += len(row.raw)
        if len(group) >= _SEGMENT_ROWS or size >= _SEGMENT_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group
