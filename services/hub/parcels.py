"""成批附件接收: each attachment of a parcel is written on as it comes; the whole ones are entered at once.

A parcel that is cut leaves the whole ones entered and the one under way where it stood.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from collections.abc import AsyncIterator
from contextlib import ExitStack

from starlette.concurrency import run_in_threadpool

from services.errors import BadInput, NotAllowed, Refused
from services.hub import answering, uploads
from services.hub.folder import Desk
from services.hub.roster import Device
from services.hub.uploads import Receiving
from services.sync import parcels, signatures
from services.sync.parcels import LENGTH, Part, Reached

_CHANGED = "收到的内容与签名不符。"
_NOT_AWAITED = NotAllowed("院端不等这个附件，没有收。")


async def take(
    desk: Desk, device: Device, pieces: AsyncIterator[bytes], signed: str, now: dt.datetime
) -> tuple[Reached, ...]:
    """Takes a parcel in as it comes; `signed` is the Content-Digest that its sender signed.

    Raises Refused when the body is not what was signed or says nothing; whatever `pieces` raises is raised again once
    what has come by then is on the disk.
    """
    seen = hashlib.sha256()
    parcel = _Parcel(desk, device)
    try:
        async for piece in pieces:
            seen.update(piece)
            await parcel.feed(piece)
        if signatures.digest_of(seen) != signed:
            parcel.take_back()
            raise Refused(_CHANGED)
        parcel.check_whole()
    finally:
        await parcel.settle(now)
    return parcel.reached()


class _Parcel:
    def __init__(self, desk: Desk, device: Device) -> None:
        self._desk, self._device = desk, device
        self._head, self._place, self._left = b"", 0, 0
        self._parts: tuple[Part, ...] = ()
        self._uploads: list[Receiving | NotAllowed | BadInput] = []
        self._proving: dict[str, asyncio.Task[bool]] = {}
        self._files = ExitStack()

    async def feed(self, piece: bytes) -> None:
        """The next bytes of the body."""
        if not self._parts:
            piece = await self._begun(piece)
        left = memoryview(piece)
        while left:
            if self._place == len(self._parts):
                raise Refused("成批附件比开头写的长，没有收。")
            upload, taken = self._uploads[self._place], left[: self._left]
            if isinstance(upload, Receiving):
                upload.write(taken)
            self._left -= len(taken)
            left = left[len(taken) :]
            if not self._left:
                self._next()

    async def _begun(self, piece: bytes) -> bytes:
        """Reads the head once it is there and opens what it names; returns what follows it."""
        self._head += piece
        if len(self._head) < LENGTH:
            return b""
        end = LENGTH + parcels.head_length(self._head[:LENGTH])
        if len(self._head) < end:
            return b""
        parts = parcels.read_head(self._head[LENGTH:end])
        self._uploads = await run_in_threadpool(self._opened, parts)
        self._parts, self._left = parts, parts[0].size
        return self._head[end:]

    def _opened(self, parts: tuple[Part, ...]) -> list[Receiving | NotAllowed | BadInput]:
        store, folder = self._desk.store, self._desk.folder
        with store.reading() as connection:
            allowed = answering.may_send(connection, self._device, [p.digest for p in parts])
        mine = [(p.digest, p.offset) for p in parts if p.digest in allowed]
        opened = self._files.enter_context(uploads.receiving_all(store, folder, mine))
        by_digest = dict(zip((digest for digest, _ in mine), opened, strict=True))
        return [_fitting(part, by_digest.get(part.digest, _NOT_AWAITED)) for part in parts]

    def _next(self) -> None:
        upload = self._uploads[self._place]
        if isinstance(upload, Receiving):
            self._proving[upload.digest] = asyncio.create_task(run_in_threadpool(upload.prove))
        self._place += 1
        self._left = self._parts[self._place].size if self._place < len(self._parts) else 0

    def take_back(self) -> None:
        """The one under way was not what the sender had signed; the others prove themselves."""
        if self._place < len(self._parts) and isinstance(upload := self._uploads[self._place], Receiving):
            upload.take_back()

    def check_whole(self) -> None:
        """Raises Refused when the body ended before what its head names."""
        if not self._parts or self._place < len(self._parts):
            raise Refused("成批附件不完整，没有收全。")

    async def settle(self, now: dt.datetime) -> None:
        """Everything that has come is on the disk, and what is whole is entered."""
        if self._place < len(self._parts) and isinstance(self._uploads[self._place], Receiving):
            self._next()
        await asyncio.gather(*self._proving.values(), return_exceptions=True)
        whole = [d for d, task in self._proving.items() if task.exception() is None and task.result()]
        try:
            await run_in_threadpool(uploads.enter, self._desk.store, whole, now)
        finally:
            self._files.close()

    def reached(self) -> tuple[Reached, ...]:
        """Where every attachment of the parcel stands; raises what no sender can help, such as a full disk."""
        return tuple(map(self._reached, self._parts, self._uploads))

    def _reached(self, part: Part, upload: Receiving | NotAllowed | BadInput) -> Reached:
        if not isinstance(upload, Receiving):
            return Reached(digest=part.digest, offset=None)
        try:
            self._proving[part.digest].result()
        except Refused as error:
            return Reached(digest=part.digest, offset=0, why=error.sentence)
        return Reached(digest=part.digest, offset=upload.offset)


def _fitting(part: Part, upload: Receiving | NotAllowed | BadInput) -> Receiving | NotAllowed | BadInput:
    """What goes beyond the size that the entry names is not even begun."""
    if isinstance(upload, Receiving) and upload.offset + part.size > upload.size:
        return BadInput("附件比记录里写的大，没有收。请重新发送。")
    return upload
