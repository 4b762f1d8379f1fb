"""拆箱: takes a bundle's members in as they come: rows and manifest to memory, attachments to a hash or to files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import BinaryIO

from services.errors import Refused
from services.sync import manifest
from services.sync.archive import Sink
from services.sync.manifest import Carried
from services.sync.packing import MANIFEST

LARGEST_SEGMENT = 64 * 1024 * 1024
CHANGED = "数据包的内容与装箱单不符，没有采用。请重新制作或重新拷贝。"
_NAME = re.compile(r"(manifest|journal/\d{6}|attachment/[0-9a-f]{64})/(\d{3,6})")


class Gathering(Sink):
    """Takes a bundle's members in: journal and manifest into memory, attachments as a hash."""

    def __init__(self) -> None:
        self.contents: dict[str, bytearray] = {}
        self.digests: dict[str, str] = {}
        self._digest = hashlib.sha256()
        self._name = ""

    def member(self, name: str, size: int) -> Sink:
        """The sink for a member; an attachment's later pieces go on where the earlier ended. Raises Refused."""
        stem = _stem(name)
        if not stem.startswith("attachment/"):
            held = self.contents.setdefault(stem, bytearray())
            if len(held) + size > (manifest.MAX_BYTES if stem == MANIFEST else LARGEST_SEGMENT):
                raise Refused("数据包里有超过允许大小的内容，没有采用。")
        elif stem != self._name:
            self._digest = hashlib.sha256()
        self._name = stem
        return self

    def write(self, data: bytes, /) -> None:
        """The next bytes of the member."""
        if self._name.startswith("attachment/"):
            self._digest.update(data)
        else:
            self.contents[self._name] += data

    def close(self) -> None:
        """A piece is complete; so is the attachment, as far as has come."""
        if self._name.startswith("attachment/"):
            self.digests[self._name.partition("/")[2]] = self._digest.hexdigest()


def _stem(name: str) -> str:
    found = _NAME.fullmatch(name)
    if not found:
        raise Refused(CHANGED)
    return found[1]


class _Nowhere(Sink):
    """Lets a member pass by."""

    def write(self, data: bytes, /) -> None:
        """Not wanted here."""

    def close(self) -> None:
        """Nothing to close."""


class Placing(Sink):
    """Writes attachments, whichever pieces they come in, to the files made for them."""

    def __init__(self, carried: Iterable[Carried], open_file: Callable[[Carried], BinaryIO]) -> None:
        self._wanted = {c.digest: c for c in carried if not c.why}
        self._open_file = open_file
        self._file: BinaryIO | None = None
        self._digest = hashlib.sha256()
        self._left = 0
        self._name = ""

    def member(self, name: str, size: int) -> Sink:
        """The sink for a member; only attachments are written."""
        digest = _stem(name).partition("/")[2]
        if digest not in self._wanted:
            return _Nowhere()
        if self._file is None:
            self._name, self._left = digest, self._wanted[digest].size
            self._file, self._digest = self._open_file(self._wanted[digest]), hashlib.sha256()
        return self

    def write(self, data: bytes, /) -> None:
        """The next bytes of the member."""
        if self._file is not None:
            self._file.write(data)
        self._digest.update(data)
        self._left -= len(data)

    def close(self) -> None:
        """Closes the file when its last piece has come. Raises Refused when the content is another."""
        if self._left == 0 and self._file is not None:
            self._file.close()
            self._file = None
            if self._digest.hexdigest() != self._name:
                raise Refused(CHANGED)
