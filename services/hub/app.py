"""院端服务: the ASGI application: who is heard, how much is read, and which part of the hub answers.

A request's signature is checked over its header before a byte of the body is read; the body must then be what was
signed. All state is in the database and the attachment folder, so several processes can serve one court.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import re
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from functools import partial

from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services import clock
from services.errors import BadInput, FieldworkError, NotAllowed, Refused
from services.hub import answering, attachments, downloads, endpoints, inviting, parcels, succession, uploads
from services.hub.admission import Admitted, Door, Turned
from services.hub.attachments import Held
from services.hub.desk import Desk
from services.hub.endpoints import (
    CHUNK,
    ENDPOINTS,
    ENROL,
    EXCHANGE,
    OFFSET,
    PIECE,
    PROBLEM_TYPE,
    SUCCESSOR,
    TOGETHER,
    TUS,
    Endpoint,
)
from services.sync import messages, signatures
from services.sync.messages import MEDIA_TYPE, Ask, Succeed
from services.sync.parcels import MEDIA_TYPE as PARCEL_TYPE
from services.sync.parcels import write_reached

STALL_SECONDS = 30.0
_PATHS = tuple(dict.fromkeys(e.path for e in ENDPOINTS))
_DIGEST = re.compile(r"[0-9a-f]{64}")

Handler = Callable[[Request], Awaitable[Response]]


class Hub:
    """The endpoints of one court's hub."""

    def __init__(self, desk: Desk, now: Callable[[], dt.datetime] = clock.now) -> None:
        self._desk, self._now = desk, now
        self._door = Door(desk.store)
        self._described = endpoints.described(desk.court.name)

    async def hub(self, request: Request) -> Response:
        """That there is a hub, and which."""
        return JSONResponse({"hub": self._desk.policy.hub_id, "at": self._now().isoformat()})

    async def openapi(self, request: Request) -> Response:
        """What can be asked."""
        return JSONResponse(self._described)

    async def enrol(self, request: Request) -> Response:
        """A terminal that nobody knows yet, with a code."""
        peer, now = request.client.host if request.client else "", self._now()
        what = f"POST {ENROL.path}"
        await run_in_threadpool(self._door.stranger, peer, what, now)
        body = b""
        try:
            async for piece in request.stream():
                body += piece
                if len(body) > ENROL.limit:
                    too_large = partial(self._door.turn_stranger, 413, "内容过大，没有收。", peer, what, now)
                    raise await run_in_threadpool(too_large)
            raw = await run_in_threadpool(inviting.redeem, self._desk, body, now=now)
        except (Refused, NotAllowed, BadInput) as error:
            turning = partial(self._door.turn_stranger, 400, error.sentence, peer, what, now)
            raise await run_in_threadpool(turning) from error
        return Response(raw, media_type=ENROL.media_type, headers={"Cache-Control": "no-store"})

    async def exchange(self, request: Request) -> Response:
        """One exchange with a terminal."""
        admitted = await self._admitted(request)
        body = await self._body(request, EXCHANGE, admitted)

        def answered() -> bytes:
            ask = messages.decode(body, Ask)
            return messages.encode(answering.answer(self._desk, admitted.device, ask, self._now()))

        try:
            raw = await run_in_threadpool(answered)
        except Refused as error:
            raise self._turn(400, error.sentence, admitted, request) from error
        return Response(raw, media_type=MEDIA_TYPE, headers=admitted.headers)

    async def successor(self, request: Request) -> Response:
        """The enrolment of the device as which a restored terminal goes on."""
        admitted = await self._admitted(request)
        body = await self._body(request, SUCCESSOR, admitted)

        def entered() -> bytes:
            asked = messages.decode(body, Succeed)
            return messages.encode(succession.enter(self._desk, admitted.device, asked, self._now()))

        try:
            raw = await run_in_threadpool(entered)
        except (Refused, NotAllowed, BadInput) as error:
            raise self._turn(400, error.sentence, admitted, request) from error
        return Response(raw, media_type=MEDIA_TYPE, headers=admitted.headers)

    async def offset(self, request: Request) -> Response:
        """How much of an attachment has come."""
        admitted = await self._admitted(request)
        await self._body(request, OFFSET, admitted)
        known = await run_in_threadpool(self._awaited, request, admitted)
        headers = {**admitted.headers, **_progress(known.offset), "Upload-Length": str(known.size)}
        return Response(status_code=200, headers={**headers, "Cache-Control": "no-store"})

    async def chunk(self, request: Request) -> Response:
        """More of an attachment."""
        admitted = await self._admitted(request)
        if request.headers.get("content-type") != endpoints.CHUNK_TYPE:
            raise self._turn(415, "续传内容的类型不对。", admitted, request)
        known = await run_in_threadpool(self._awaited, request, admitted)
        begin = _number(request.headers.get("upload-offset", ""))
        if known.whole:
            return Response(status_code=204, headers={**admitted.headers, **_progress(known.size)})
        try:
            reached = await self._received(request, known, begin, admitted)
        except (BadInput, NotAllowed) as error:
            raise self._turn(409, error.sentence, admitted, request) from error
        except Refused as error:
            raise self._turn(460, error.sentence, admitted, request) from error
        return Response(status_code=204, headers={**admitted.headers, **_progress(reached)})

    async def piece(self, request: Request) -> Response:
        """Part of an attachment that the device's officer may have."""
        admitted = await self._admitted(request)
        await self._body(request, PIECE, admitted)
        digest, field = request.path_params["digest"], request.headers.get("range", "")
        first = not field or field.startswith("bytes=0-")
        asking = partial(downloads.allowed, self._desk, admitted.device, digest, self._now(), first=first)
        known = await run_in_threadpool(asking) if _DIGEST.fullmatch(digest) else None
        if known is None:
            raise self._turn(404, "没有这个下发给本机的附件。", admitted, request)
        asked = downloads.span(field, known.size)
        if asked is None:
            raise self._turn(416, "要的位置在附件末尾之后。", admitted, request)
        found = await run_in_threadpool(downloads.read, self._desk, known, *asked)
        headers = {**admitted.headers, "Content-Range": found.content_range, "Cache-Control": "no-store"}
        return Response(found.raw, 206, media_type="application/octet-stream", headers=headers)

    async def together(self, request: Request) -> Response:
        """Several small attachments in one body."""
        admitted = await self._admitted(request)
        pieces = self._pieces(request, TOGETHER, admitted)
        signed = request.headers["content-digest"]
        try:
            reached = await parcels.take(self._desk, admitted.device, pieces, signed, self._now())
        except Refused as error:
            raise self._turn(400, error.sentence, admitted, request) from error
        for one in (r for r in reached if r.why):
            await run_in_threadpool(self._turn, 460, f"{one.digest[:8]}：{one.why}", admitted, request)
        raw = write_reached(reached)
        return Response(raw, media_type=PARCEL_TYPE, headers=admitted.headers)

    async def _received(self, request: Request, known: Held, begin: int, admitted: Admitted) -> int:
        """Writes the body to the attachment as it comes; what came before a cut stays."""
        store, folder = self._desk.store, self._desk.folder
        seen = hashlib.sha256()
        opening = uploads.receiving(store, folder, known.digest, begin)
        upload = await run_in_threadpool(opening.__enter__)
        try:
            try:
                async for piece in self._pieces(request, CHUNK, admitted):
                    seen.update(piece)
                    upload.write(piece)
            except ClientDisconnect:
                await run_in_threadpool(upload.settle, self._now())
                raise
            if signatures.digest_of(seen) != request.headers["content-digest"]:
                upload.take_back()
                raise self._turn(400, "收到的内容与签名不符。", admitted, request)
            await run_in_threadpool(upload.settle, self._now())
            return upload.offset
        finally:
            opening.__exit__(None, None, None)

    def _awaited(self, request: Request, admitted: Admitted) -> Held:
        """The attachment that the path names, if this device may send it."""
        digest = request.path_params["digest"]
        known: Held | None = None
        if _DIGEST.fullmatch(digest):
            with self._desk.store.reading() as connection:
                allowed = answering.may_send(connection, admitted.device, [digest])
            known = attachments.held(self._desk.store, self._desk.folder, digest) if allowed else None
        if known is None or known.erased:
            raise self._turn(404, "院端不等这个附件。", admitted, request)
        return known

    async def _admitted(self, request: Request) -> Admitted:
        peer = request.client.host if request.client else ""
        return await run_in_threadpool(self._door.admit, request, peer, self._now())

    async def _body(self, request: Request, endpoint: Endpoint, admitted: Admitted) -> bytes:
        body = b"".join([piece async for piece in self._pieces(request, endpoint, admitted)])
        if signatures.digest_field(body) != request.headers["content-digest"]:
            raise self._turn(400, "收到的内容与签名不符。", admitted, request)
        return body

    async def _pieces(self, request: Request, endpoint: Endpoint, admitted: Admitted) -> AsyncIterator[bytes]:
        """The body as it comes: not more than the endpoint's limit, and not a second longer than something comes."""
        size, stream = 0, request.stream()
        while True:
            try:
                async with asyncio.timeout(STALL_SECONDS):
                    piece = await anext(stream)
            except StopAsyncIteration:
                return
            except TimeoutError as error:
                raise ClientDisconnect from error
            size += len(piece)
            if size > endpoint.limit:
                raise self._turn(413, "内容过大，没有收。", admitted, request)
            if piece:
                yield piece

    def _turn(self, status: int, why: str, admitted: Admitted, request: Request) -> Turned:
        return self._door.turn(status, why, admitted, f"{request.method} {request.url.path}", self._now())


def _route(path: str, hub: Hub, endpoints: Sequence[Endpoint]) -> Route:
    """All that can be asked at one path, so that a refusal of any other method names all of them."""
    handlers: dict[str, Handler] = {e.method: getattr(hub, e.name) for e in endpoints}

    async def answer(request: Request) -> Response:
        return await (handlers.get(request.method) or handlers["GET"])(request)  # HEAD asks as GET does

    return Route(path, answer, methods=list(handlers))


def application(desk: Desk, now: Callable[[], dt.datetime] = clock.now) -> Starlette:
    """The ASGI application for an opened desk."""
    hub = Hub(desk, now)
    routes = [_route(path, hub, [e for e in ENDPOINTS if e.path == path]) for path in _PATHS]
    made = Starlette(
        routes=routes,
        exception_handlers={
            Turned: _turned,
            FieldworkError: _failed,
            SQLAlchemyError: _busy,
            ClientDisconnect: _gone,
        },
    )
    made.router.redirect_slashes = False
    return made


def _progress(offset: int) -> dict[str, str]:
    return {"Upload-Offset": str(offset), "Tus-Resumable": TUS}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else -1


async def _turned(request: Request, error: Exception) -> Response:
    assert isinstance(error, Turned)
    return _problem(error.status, error.sentence, error.headers)


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, FieldworkError)
    return _problem(507 if error.exit_code == 5 else 500, error.sentence, {})


async def _busy(request: Request, error: Exception) -> Response:
    """The database is away, or two transactions stood in each other's way: the terminal comes again by itself."""
    print(f"{request.method} {request.url.path}: {type(error).__name__}", file=sys.stderr, flush=True)
    return _problem(503, "院端数据库暂时没有应答，请稍后再试。", {"Retry-After": "2"})


async def _gone(request: Request, error: Exception) -> Response:
    return _problem(400, "连接中断。", {})


def _problem(status: int, sentence: str, headers: dict[str, str]) -> Response:
    return JSONResponse(
        {"title": sentence, "status": status}, status, headers=headers, media_type=PROBLEM_TYPE
    )
