"""Compressed content that comes in: never expanded beyond a limit, whatever its head claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import zstandard

from services.errors import Refused

_PIECE = 1 << 20
_WINDOW = 1 << 27


def compress(content: bytes, level: int = 6) -> bytes:
    """The content as one zstd frame."""
    return zstandard.ZstdCompressor(level=level).compress(content)


def compressed(pieces: Iterable[bytes], level: int = 6) -> Iterator[bytes]:
    """The pieces one after another as one zstd frame, as it comes out."""
    packing = zstandard.ZstdCompressor(level=level).compressobj()
    for piece in pieces:
        if out := packing.compress(piece):
            yield out
    yield packing.flush()


def expand(payload: bytes, limit: int) -> bytes:
    """The content of a frame, at most `limit` bytes long; raises Refused when damaged or larger."""
    return b"".join(_pieces(payload, limit))


def lines(payload: bytes | Iterator[bytes], limit: int) -> Iterator[bytes]:
    """The content line by line, so that it never stands in memory as a whole; raises Refused as `expand` does."""
    begun: list[bytes] = []
    for piece in _pieces(payload, limit) if isinstance(payload, bytes) else _expanded(payload, limit):
        first, *more = piece.split(b"\n")
        begun.append(first)
        for line in more:
            yield b"".join(begun)
            begun = [line]
    yield b"".join(begun)


def _expanded(payload: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """As `_pieces`, of a frame that comes in pieces itself."""
    unpacking = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
    size = 0
    try:
        for packed in payload:
            piece = unpacking.decompress(packed)
            size += len(piece)
            if size > limit:
                raise Refused("文件展开后超过允许的大小，没有采用。请院里分批下发。")
            yield piece
        if not unpacking.eof:
            raise Refused("文件的压缩内容不完整，没有采用。请重新拷贝或请院里重做。")
    except zstandard.ZstdError as error:
        raise Refused("文件的压缩内容损坏，没有采用。请重新拷贝或请院里重做。") from error


def _pieces(payload: bytes, limit: int) -> Iterator[bytes]:
    size = 0
    try:
        with zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(payload) as stream:
            while piece := stream.read(_PIECE):
                size += len(piece)
                if size > limit:
                    raise Refused("文件展开后超过允许的大小，没有采用。请院里分批下发。")
                yield piece
    except zstandard.ZstdError as error:
        raise Refused("文件的压缩内容损坏，没有采用。请重新拷贝或请院里重做。") from error
