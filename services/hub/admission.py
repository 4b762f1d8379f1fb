"""准入: who may be heard: a request signed by an enrolled device, over the nonce it was given last; strangers are slowed."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

from services.errors import Refused
from services.hub import logbook, roster
from services.hub.roster import Device
from services.hub.store import Store
from services.sync import signatures
from services.sync.signatures import Request

BURST, PER_SECOND = 40.0, 4.0
DEVICE_BURST, DEVICE_PER_SECOND = 2_000.0, 200.0
_REMEMBERED = 10_000
_TOO_OFTEN = "请求过于频繁，请稍后再试。"


class Turned(Exception):
    """A request that is not heard: the status, the sentence, and the header fields that go back with it."""

    def __init__(self, status: int, sentence: str, headers: dict[str, str] | None = None) -> None:
        self.status, self.sentence, self.headers = status, sentence, headers or {}
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Admitted:
    """A device whose request is heard; `headers` name the nonce of its next."""

    device: Device
    headers: dict[str, str]


class Allowance:
    """So many at once and so many a second for each name; the longest unused names are forgotten."""

    def __init__(self, burst: float, per_second: float) -> None:
        self._burst, self._per_second = burst, per_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._told: set[str] = set()
        self._alone = threading.Lock()

    def take(self, name: str, cost: float = 1.0) -> bool:
        """True when the name has an allowance left; uses up `cost` of it."""
        now = time.monotonic()
        with self._alone:
            left, at = self._left.pop(name, (self._burst, now))
            left = min(self._burst, left + (now - at) * self._per_second)
            enough = left >= max(cost, 1.0)
            self._left[name] = (left - cost if enough else left, now)
            if enough:
                self._told.discard(name)
            if len(self._left) > _REMEMBERED:
                self._told.discard(self._left.popitem(last=False)[0])
        return enough

    def tell(self, name: str) -> bool:
        """True the first time that the name is turned away since it was last heard: once is enough to write down."""
        with self._alone:
            first = name not in self._told
            self._told.add(name)
        return first


class Door:
    """Decides on requests; it keeps no more than allowances, so that several processes can stand at one database."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._strangers = Allowance(BURST, PER_SECOND)
        self._devices = Allowance(DEVICE_BURST, DEVICE_PER_SECOND)

    def admit(self, request: Request, peer: str, now: dt.datetime) -> Admitted:
        """The device behind a request, before its body is read; raises Turned and writes the reason down."""
        what = f"{request.method} {getattr(request.url, 'path', '')}"
        if not self._strangers.take(peer, 0):
            raise self._slowed(self._strangers, peer, peer, "", what, now)
        found: list[Device] = []

        def key_of(device_id: str) -> bytes | None:
            with self._store.reading() as connection:
                known = roster.device(connection, device_id)
            found[:] = [known] if known else []
            return bytes.fromhex(known.public) if known else None

        try:
            signed = signatures.verify(request, key_of)
        except Refused as error:
            claimed = found[0].id if found else ""
            raise self._turn(401, error.sentence, peer, claimed, what, now) from error
        device = found[0]
        if device.revoked_at is not None:
            raise self._turn(
                403, f"这台设备已由院里停用（{device.revoked_why}）。", peer, device.id, what, now
            )
        if not self._devices.take(device.id):
            raise self._slowed(self._devices, device.id, peer, device.id, what, now)
        with self._store.writing(durable=False) as connection:
            fresh = roster.take_nonce(connection, device.id, signed.nonce, now)
            due = fresh or roster.nonce_of(connection, device.id)
        headers = {"Accept-Signature": signatures.accepts(device.id, due)}
        if not fresh:
            if signed.nonce:
                self._write_down(peer, device.id, what, "随机数已用过", now)
            raise Turned(401, "请求用的随机数不是这一次的。", headers)
        return Admitted(device, headers)

    def stranger(self, peer: str, what: str, now: dt.datetime) -> None:
        """A request that needs no signature uses up what a stranger is allowed; raises Turned when nothing is left."""
        if not self._strangers.take(peer):
            raise self._slowed(self._strangers, peer, peer, "", what, now)

    def _slowed(
        self, allowance: Allowance, name: str, peer: str, device: str, what: str, now: dt.datetime
    ) -> Turned:
        if allowance.tell(name):
            self._write_down(peer, device, what, _TOO_OFTEN, now)
        return Turned(429, _TOO_OFTEN, {"Retry-After": "1" if device else "5"})

    def turn_stranger(self, status: int, why: str, peer: str, what: str, now: dt.datetime) -> Turned:
        """A refusal of a stranger's request, written down."""
        self._write_down(peer, "", what, why, now)
        return Turned(status, why)

    def turn(self, status: int, why: str, admitted: Admitted, what: str, now: dt.datetime) -> Turned:
        """A refusal of an admitted device's request, written down."""
        self._write_down("", admitted.device.id, what, why, now)
        return Turned(status, why, admitted.headers)

    def _turn(self, status: int, why: str, peer: str, device: str, what: str, now: dt.datetime) -> Turned:
        self._strangers.take(peer)
        self._write_down(peer, device, what, why, now)
        return Turned(status, why)

    def _write_down(self, peer: str, device: str, what: str, why: str, now: dt.datetime) -> None:
        with self._store.writing(durable=False) as connection:
            logbook.refused(connection, peer=peer, device=device, what=what, why=why, now=now)
