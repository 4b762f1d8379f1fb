"""终端一侧: one line to the hub: signed requests over one kept connection, bounded replies, and failures in words.

A line that stalls is given up after seconds without a byte, never after a time in all: a slow line that moves is good.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import httpx
import msgspec

from services.errors import BadInput, FieldworkError, NotAllowed, Refused
from services.sync import invitation, messages, parcels, signatures
from services.sync.invitation import Welcome
from services.sync.messages import Address, Answer, Ask, Succeed, Succeeded
from services.sync.parcels import Part, Reached

CONNECT_SECONDS, STALL_SECONDS = 5.0, 20.0
_PIECE = 64 * 1024
_CHUNK_TYPE = "application/offset+octet-stream"
_FIELDS = {"Accept": "*/*", "Accept-Encoding": "identity", "Connection": "keep-alive"}


class _Problem(msgspec.Struct):
    title: str = ""


_problem = msgspec.json.Decoder(_Problem)


class LineCut(FieldworkError):
    """The hub is not to be reached, or the line broke off."""

    message = "连不上院端或线路中断；内容都在本机，接通后会继续。"


class Busy(FieldworkError):
    """The hub asks to come later."""

    message = "院端正忙，稍后会自动再试。"


class Stopped(NotAllowed):
    """The hub does not hear this device any more."""


class Line:
    """A line to the hub; used by one thread at a time. `nonce` is what the hub has named for the next request.

    `carried` counts the bytes of bodies that went up, whether or not an answer came.
    """

    def __init__(self, address: Address, nonce: str = "", *, stall_s: float = STALL_SECONDS) -> None:
        if not address.url:
            raise BadInput("登记文件里没有院端地址，请用数据包往来，或向院里取得新的登记文件。")
        self.address, self.nonce, self.carried = address, nonce, 0
        self._stall_s, self._base = stall_s, httpx.URL(address.url)
        self._before = self._base.raw_path.rstrip(b"/")
        self._timeout = httpx.Timeout(stall_s, connect=min(CONNECT_SECONDS, stall_s)).as_dict()
        # The transport by itself: a line has no cookies, redirects and proxies, and each of them would be looked for.
        self._transport = httpx.HTTPTransport(
            verify=_trusting(address.certificate),
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=60),
            trust_env=False,
        )

    def ask(self, ask: Ask) -> Answer:
        """One exchange; raises LineCut, Busy, Stopped, Refused."""
        body = messages.encode(ask)
        headers = {"Content-Type": messages.MEDIA_TYPE}
        _, _, raw = self._send("POST", messages.EXCHANGE, body, headers)
        return messages.decode(raw, Answer)

    def succeed(self, asked: Succeed) -> Succeeded:
        """Asks for the enrolment of the device that goes on for this one; raises LineCut, Busy, Stopped, Refused."""
        headers = {"Content-Type": messages.MEDIA_TYPE}
        _, _, raw = self._send("POST", messages.SUCCESSOR, messages.encode(asked), headers)
        return messages.decode(raw, Succeeded)

    def renewed(self, address: Address) -> Line:
        """Hangs up; a line to the same place for another device."""
        self.close()
        return Line(replace(address, url=self.address.url), stall_s=self._stall_s)

    def offset(self, digest: str) -> int | None:
        """How many bytes of an attachment the hub has, None when it does not wait for it."""
        status, headers, _ = self._send("HEAD", f"{messages.ATTACHMENTS}/{digest}", b"", {}, fine=(404,))
        return None if status == 404 else int(headers["upload-offset"])

    def send(self, digest: str, offset: int, chunk: bytes) -> int | None:
        """Sends a chunk from `offset` on; the offset reached, or None where the hub stands elsewhere: ask again.

        Raises BadInput when the whole was not what its digest says.
        """
        status, headers, raw = self._send(
            "PATCH",
            f"{messages.ATTACHMENTS}/{digest}",
            chunk,
            {"Content-Type": _CHUNK_TYPE, "Upload-Offset": str(offset), "Tus-Resumable": "1.0.0"},
            fine=(404, 409, 460),
        )
        if status == 460:
            raise BadInput(_sentence(raw))
        return None if status in (404, 409) else int(headers["upload-offset"])

    def piece(self, digest: str, begin: int, size: int) -> bytes | None:
        """Bytes of an attachment that was issued to this officer, from `begin` on; None where there is none (any more)."""
        field = {"Range": f"bytes={begin}-{begin + size - 1}"}
        status, _, raw = self._send("GET", f"{messages.ATTACHMENTS}/{digest}", b"", field, fine=(404, 416))
        return raw if status == 206 else None

    def send_parcel(self, parts: Sequence[tuple[Part, bytes]]) -> tuple[Reached, ...]:
        """Several attachments in one request; where the hub stands with each. Raises LineCut, Busy, Stopped, Refused."""
        headers = {"Content-Type": parcels.MEDIA_TYPE}
        _, _, raw = self._send("POST", messages.ATTACHMENTS, parcels.pack(parts), headers)
        return parcels.read_reached(raw)

    def close(self) -> None:
        """Hangs up; doing it twice is harmless."""
        self._transport.close()

    def _send(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str], *, fine: tuple[int, ...] = ()
    ) -> tuple[int, httpx.Headers, bytes]:
        """A request and its answer; signed anew once when the hub names another nonce."""
        for last in (False, True):
            used = self.nonce
            status, received, raw = self._once(method, path, body, headers)
            if status == 401 and self.nonce != used and not last:
                continue
            break
        if status < 300 or status in fine:
            return status, received, raw
        raise _worded(status, raw)

    def _once(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str]
    ) -> tuple[int, httpx.Headers, bytes]:
        url = self._base.copy_with(raw_path=self._before + path.encode())
        fields = {**_FIELDS, **headers}
        request = httpx.Request(
            method, url, headers=fields, content=body, extensions={"timeout": self._timeout}
        )
        signatures.sign(
            request, body, device=self.address.device, signing=self.address.signing, nonce=self.nonce
        )
        self.carried += len(body)
        try:
            response = self._transport.handle_request(request)
            try:
                raw = _bounded(response)
            finally:
                response.close()
        except (httpx.HTTPError, httpx.StreamError, ssl.SSLError) as error:
            raise LineCut from error
        self.nonce = signatures.next_nonce(response.headers.get("accept-signature", "")) or self.nonce
        return response.status_code, response.headers, raw


def enrol(url: str, code: str, request: bytes, *, stall_s: float = STALL_SECONDS) -> Welcome:
    """Asks a hub that is not known yet to enrol this terminal; raises LineCut, Busy, Refused, BadInput.

    TLS keeps onlookers out and proves nothing here: that it is the right hub is proved by the code.
    """
    if urlsplit(url).scheme != "https" or not urlsplit(url).hostname:
        raise BadInput("院端地址应以 https:// 开头，如 https://hub.court:8443。")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    body = invitation.ask(code, request)
    timeout = httpx.Timeout(stall_s, connect=min(CONNECT_SECONDS, stall_s))
    try:
        with (
            httpx.Client(base_url=url, verify=context, timeout=timeout, trust_env=False) as client,
            client.stream(
                "POST", invitation.PATH, content=body, headers={"Content-Type": invitation.MEDIA_TYPE}
            ) as response,
        ):
            raw = _bounded(response, invitation.MAX_WELCOME)
    except (httpx.HTTPError, httpx.StreamError, ssl.SSLError) as error:
        raise LineCut("连不上这个院端地址。请核对地址和网络后再试。") from error
    if response.status_code != 200:
        raise _worded(response.status_code, raw)
    return invitation.read_welcome(raw, code)


def _trusting(certificate: str) -> ssl.SSLContext:
    try:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if certificate:
            context.load_verify_locations(cadata=certificate)
        else:
            context.load_default_certs()
    except ssl.SSLError as error:
        raise Refused("登记文件里的院端证书读不出来，没有采用。请向院里取得新的登记文件。") from error
    return context


def _bounded(response: httpx.Response, limit: int = messages.MAX_MESSAGE) -> bytes:
    pieces, size = [], 0
    for piece in response.iter_raw(_PIECE):
        size += len(piece)
        if size > limit:
            raise LineCut("院端的答复过大，没有采用。请与院里联系。")
        pieces.append(piece)
    return b"".join(pieces)


def _worded(status: int, raw: bytes) -> FieldworkError:
    sentence = _sentence(raw)
    if status == 429 or status >= 500:
        return Busy(sentence or None)
    if status in (401, 403):
        return Stopped(sentence or "院端不接受本机的签名。请与院里核对本机的登记。")
    return Refused(sentence or f"院端没有接受（{status}）。")


def _sentence(raw: bytes) -> str:
    try:
        return str(_problem.decode(raw).title)[:200]
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
