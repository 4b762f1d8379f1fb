"""A tar inside age, written and read as a stream: no plaintext of a case touches the disk on the way."""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

import pyrage

from services.errors import BadInput, FieldworkError, Refused
from services.sync.age import identity_of, recipients_of

BLOCK = tarfile.BLOCKSIZE
_END = bytes(BLOCK)
_HALF = "文件不完整或内容被改动，没有采用。请重新拷贝。"


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an archive; the chunks together are exactly `size` bytes."""

    name: str
    size: int
    chunks: Iterable[bytes]


class Sink(Protocol):
    """What takes the content of one member."""

    def write(self, data: bytes, /) -> object:
        """The next bytes."""

    def close(self) -> None:
        """The member is complete."""


@dataclass(frozen=True, slots=True)
class Written:
    """Size in bytes and SHA-256 (hex) of an encrypted file."""

    size: int
    digest: str


class _Source:
    """A reader over chunks; keeps the failure, since the library wraps it in an error of its own."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")
        self.failure: Exception | None = None

    def read(self, size: int) -> bytes:
        try:
            while not self._rest:
                self._rest = memoryview(next(self._chunks))
        except StopIteration:
            return b""
        except Exception as error:
            self.failure = error
            raise
        piece, self._rest = self._rest[:size], self._rest[size:]
        return bytes(piece)


class _Target:
    """A writer that measures and hashes what it passes on; keeps the failure likewise."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._digest = hashlib.sha256()
        self._size = 0
        self.failure: Exception | None = None

    def write(self, data: bytes) -> int:
        try:
            self._out.write(data)
        except OSError as error:
            self.failure = error
            raise
        self._digest.update(data)
        self._size += len(data)
        return len(data)

    def flush(self) -> None:
        self._out.flush()

    @property
    def written(self) -> Written:
        return Written(self._size, self._digest.hexdigest())


def write(members: Iterable[Member], out: BinaryIO, recipients: Iterable[str]) -> Written:
    """Writes the members to `out` as a tar encrypted to the recipients; raises what members or `out` raise."""
    source, target = _Source(_tar(members)), _Target(out)
    try:
        pyrage.encrypt_io(source, target, recipients_of(recipients))
    except (pyrage.EncryptError, OSError) as error:
        raise source.failure or target.failure or FieldworkError("加密没有完成，请再试一次。") from error
    return target.written


def _tar(members: Iterable[Member]) -> Iterator[bytes]:
    for member in members:
        yield _header_of(member.name, member.size)
        yield from member.chunks
        yield bytes(-member.size % BLOCK)
    yield 2 * _END


class _Unpacking:
    """A writer that takes a tar apart as it comes."""

    def __init__(self, open_sink: Callable[[str, int], Sink]) -> None:
        self._parser = _parse(open_sink)
        next(self._parser)
        self.failure: Exception | None = None
        self.complete = False

    def write(self, data: bytes) -> int:
        try:
            self.complete = self._parser.send(data)
        except Exception as error:
            self.failure = error
            raise
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""


def read(file: BinaryIO, identity: str, open_sink: Callable[[str, int], Sink]) -> None:
    """Hands each member (name, size) to the sink made for it; raises Refused when not for us, half or changed."""
    target = _Unpacking(open_sink)
    try:
        pyrage.decrypt_io(file, target, [identity_of(identity)])
    except pyrage.DecryptError as error:
        raise Refused("文件解不开：不是发给这把钥匙的，或者已经损坏。请核对后重新拷贝。") from error
    except OSError as error:
        raise target.failure or Refused(_HALF) from error
    if not target.complete:
        raise Refused(_HALF)


def _parse(open_sink: Callable[[str, int], Sink]) -> Generator[bool, bytes, None]:
    """Receives the tar in pieces; yields False until its end mark has come, then True.

    Every byte is as `write` puts it, those between and behind the members too: nothing can be changed or hidden there.
    """
    held = bytearray()
    while True:
        while len(held) < BLOCK:
            held += yield False
        header = bytes(held[:BLOCK])
        del held[:BLOCK]
        if header == _END:
            break
        name, size = _header(header)
        sink, left = open_sink(name, size), size
        while left:
            if not held:
                held += yield False
            piece = bytes(held[:left])
            del held[: len(piece)]
            sink.write(piece)
            left -= len(piece)
        sink.close()
        while len(held) < -size % BLOCK:
            held += yield False
        if any(held[: -size % BLOCK]):
            raise Refused(_HALF)
        del held[: -size % BLOCK]
    while len(held) < BLOCK:
        held += yield False
    while held == _END:
        held += yield True
    raise Refused(_HALF)


def _header_of(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size = size
    return info.tobuf(tarfile.GNU_FORMAT)


def _header(header: bytes) -> tuple[str, int]:
    try:
        info = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
    except (tarfile.HeaderError, UnicodeDecodeError) as error:
        raise Refused(_HALF) from error
    if not info.isreg() or info.size < 0:
        raise BadInput("文件里有不该有的内容，没有采用。请用本程序重新制作。")
    if header != _header_of(info.name, info.size):
        raise Refused(_HALF)
    return info.name, info.size
