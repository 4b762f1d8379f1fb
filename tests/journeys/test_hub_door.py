"""准入: every endpoint against everybody who must not be heard; what is refused is written down and nothing happens."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from services.actions import exchanging, succeeding
from services.entries.keys import SigningKey
from services.hub import desk, law, logbook
from services.hub.endpoints import (
    CHUNK,
    CHUNK_TYPE,
    ENDPOINTS,
    ENROL,
    EXCHANGE,
    PIECE,
    SUCCESSOR,
    TOGETHER,
    Endpoint,
)
from services.sync import messages, parcels, signatures
from tests.factories import NOW
from tests.fixtures_hub import Rover, Served
from tests.unit.law.test_tables import GOOD

pytestmark = pytest.mark.both_databases
Rove = Callable[[int], Rover]
SIGNED = [e for e in ENDPOINTS if e.signed]


@dataclass(slots=True)
class Caller:
    """Somebody who calls the hub by hand."""

    client: httpx.Client
    device: str
    signing: SigningKey
    nonce: str = ""

    def request(self, endpoint: Endpoint, digest: str, body: bytes, *, signed: bool = True) -> httpx.Request:
        """A request that would be good, but for who asks."""
        headers = {}
        if endpoint is CHUNK:
            headers = {"Content-Type": CHUNK_TYPE, "Upload-Offset": "0"}
        path = endpoint.path.format(digest=digest)
        request = self.client.build_request(endpoint.method, path, content=body, headers=headers)
        if signed:
            signatures.sign(request, body, device=self.device, signing=self.signing, nonce=self.nonce)
        return request

    def send(self, request: httpx.Request) -> httpx.Response:
        """Sends it; keeps the nonce that comes back."""
        reply = self.client.send(request)
        self.nonce = signatures.next_nonce(reply.headers.get("accept-signature", "")) or self.nonce
        return reply


Call = Callable[..., Caller]


@pytest.fixture
def call() -> Iterator[Call]:
    """Makes somebody who calls with a tablet's device id and key, or with others."""
    made: list[Caller] = []

    def caller(rover: Rover, *, device: str = "", signing: SigningKey | None = None) -> Caller:
        to = exchanging.address(rover.session)
        context = ssl.create_default_context(cadata=to.certificate)
        client = httpx.Client(base_url=to.url, verify=context, trust_env=False)
        made.append(Caller(client, device or to.device, signing or to.signing))
        return made[-1]

    yield caller
    for one in made:
        one.client.close()


@pytest.fixture
def photo() -> bytes:
    return b"photo" * 2_000


@pytest.fixture
def waiting(rover: Rover, call: Call, photo: bytes) -> str:
    """A photo's digest that the hub waits for: its entry is there, the photo is not yet."""
    rover.record("有照片", (photo,))
    to = exchanging.address(rover.session)
    caller = call(rover)
    ask = exchanging.gather(rover.session, to)
    for _ in range(2):
        reply = caller.send(caller.request(EXCHANGE, "", messages.encode(ask)))
    assert reply.status_code == 200
    return hashlib.sha256(photo).hexdigest()


def body_of(endpoint: Endpoint, rover: Rover, photo: bytes) -> bytes:
    if endpoint is EXCHANGE:
        return messages.encode(exchanging.gather(rover.session, exchanging.address(rover.session)))
    if endpoint is SUCCESSOR:
        return messages.encode(succeeding.prepare(rover.session, 0, NOW))
    if endpoint is TOGETHER:
        part = parcels.Part(digest=hashlib.sha256(photo).hexdigest(), offset=0, size=len(photo))
        return parcels.pack([(part, photo)])
    return photo if endpoint is CHUNK else b""


def untouched(hub: Served) -> None:
    """The photo has not moved a byte."""
    assert [p for p in (hub.folder / "attachments").rglob("*") if p.is_file()] == []


def test_without_a_signature_nobody_is_heard(
    hub: Served, call: Call, rover: Rover, waiting: str, photo: bytes
) -> None:
    for endpoint in SIGNED:
        caller = call(rover)
        body = body_of(endpoint, rover, photo)
        reply = caller.send(caller.request(endpoint, waiting, body, signed=False))
        assert reply.status_code == 401, endpoint.name
        assert "accept-signature" not in reply.headers, f"{endpoint.name}: a stranger is given no nonce"
        untouched(hub)


@pytest.mark.parametrize("endpoint", SIGNED, ids=lambda e: e.name)
def test_a_request_is_heard_once(
    hub: Served, call: Call, rover: Rover, waiting: str, photo: bytes, endpoint: Endpoint
) -> None:
    caller = call(rover)
    body = body_of(endpoint, rover, photo)
    assert caller.send(caller.request(endpoint, waiting, body)).status_code == 401, "no nonce yet"
    good = caller.request(endpoint, waiting, body)
    heard = caller.send(good).status_code
    assert heard == 404 if endpoint is PIECE else heard in (200, 204), (
        "a photo on its way up is nothing issued"
    )
    replayed = caller.client.build_request(good.method, good.url, content=body, headers=good.headers)
    assert caller.client.send(replayed).status_code == 401


@pytest.mark.parametrize("endpoint", SIGNED, ids=lambda e: e.name)
def test_a_signature_covers_everything_that_is_asked(
    hub: Served, call: Call, rover: Rover, waiting: str, photo: bytes, endpoint: Endpoint
) -> None:
    body = body_of(endpoint, rover, photo)
    for part in ("method", "path", "offset", "nonce", "device", "body"):
        reply = altered(call(rover), endpoint, waiting, body, part)
        assert reply.status_code in (400, 401, 404, 405, 413), f"{part}: {reply.text}"
        if part != "body":
            untouched(hub)


def altered(caller: Caller, endpoint: Endpoint, waiting: str, body: bytes, part: str) -> httpx.Response:
    """What the hub says to a good request of which one part was changed after it was signed."""
    caller.send(caller.request(endpoint, waiting, body))
    good = caller.request(endpoint, waiting, body)
    method, url, content, headers = good.method, str(good.url), body, httpx.Headers(good.headers)
    if part == "method":
        method = {"POST": "PUT", "HEAD": "PATCH", "PATCH": "HEAD", "GET": "PATCH"}[method]
    elif part == "path":
        url = url.replace(waiting, "0" * 64) if waiting in url else f"{url}/"
    elif part == "body":
        content = body[:-1] + b"!" if body else b"!"
        headers["Content-Length"] = str(len(content))
    elif part == "offset":
        headers["Upload-Offset"] = "7"
    elif part == "nonce":
        headers["Signature-Input"] = headers["Signature-Input"].replace('nonce="', 'nonce="x')
    else:
        headers["Signature-Input"] = headers["Signature-Input"].replace(caller.device, "tablet-x")
    if part == "method" and endpoint is CHUNK:
        content = b""
        headers["Content-Length"] = "0"
    return caller.client.send(caller.client.build_request(method, url, content=content, headers=headers))


@pytest.mark.parametrize("endpoint", [e for e in SIGNED if "{digest}" in e.path], ids=lambda e: e.name)
def test_another_officer_may_not_touch_what_is_not_his(
    hub: Served, call: Call, rove: Rove, rover: Rover, waiting: str, photo: bytes, endpoint: Endpoint
) -> None:
    caller = call(rove(2))
    body = body_of(endpoint, rover, photo)
    caller.send(caller.request(endpoint, waiting, body))
    assert caller.send(caller.request(endpoint, waiting, body)).status_code == 404
    untouched(hub)


def test_a_table_of_law_is_for_every_device_that_acts_and_for_nobody_else(
    hub: Served, call: Call, rove: Rove, rover: Rover, tmp_path: Path
) -> None:
    path = tmp_path / "放假.toml"
    path.write_text(GOOD, encoding="utf-8")
    handed = law.bring(hub.desk, "holidays", path, now=NOW, missing=lambda text: set())

    def asked(caller: Caller, *, signed: bool = True) -> httpx.Response:
        caller.send(caller.request(PIECE, handed.digest, b"", signed=signed))
        return caller.send(caller.request(PIECE, handed.digest, b"", signed=signed))

    for who in (rover, rove(2)):
        reply = asked(call(who))
        assert (reply.status_code, hashlib.sha256(reply.content).hexdigest()) == (206, handed.digest)
    assert asked(call(rover), signed=False).status_code == 401
    assert asked(call(rover, signing=SigningKey.generate())).status_code == 401
    desk.revoke(hub.folder, rover.session.device, "遗失", now=NOW)
    assert asked(call(rover)).status_code == 403


def test_another_officer_cannot_bring_a_chain_that_is_not_his(
    hub: Served, call: Call, rove: Rove, rover: Rover
) -> None:
    rover.record("还没有送到")
    caller = call(rove(2))
    stolen = messages.encode(exchanging.gather(rover.session, exchanging.address(rover.session)))
    caller.send(caller.request(EXCHANGE, "", stolen))
    reply = caller.send(caller.request(EXCHANGE, "", stolen))
    answer = messages.decode(reply.content, messages.Answer)
    (state,) = answer.chains
    assert (state.seq, bool(state.refused)) == (0, True)


def test_a_revoked_device_is_not_heard_and_told_so(
    hub: Served, call: Call, rover: Rover, waiting: str, photo: bytes
) -> None:
    desk.revoke(hub.folder, rover.session.device, "遗失", now=NOW)
    for endpoint in SIGNED:
        caller = call(rover)
        reply = caller.send(caller.request(endpoint, waiting, body_of(endpoint, rover, photo)))
        assert reply.status_code == 403, endpoint.name
        untouched(hub)


def test_another_courts_device_is_a_stranger(
    hub: Served, call: Call, rover: Rover, waiting: str, photo: bytes
) -> None:
    for endpoint in SIGNED:
        for device in ("tablet-of-another-court", rover.session.device):
            caller = call(rover, device=device, signing=SigningKey.generate())
            reply = caller.send(caller.request(endpoint, waiting, body_of(endpoint, rover, photo)))
            assert reply.status_code == 401, endpoint.name
        untouched(hub)
        with hub.desk.store.reading() as connection:
            written = logbook.refusals(connection)
        assert {r.device for r in written[:2]} == {"", rover.session.device}, endpoint.name


def test_who_knocks_too_often_must_wait(hub: Served, call: Call, rover: Rover) -> None:
    caller = call(rover, device="nobody")
    statuses: list[int] = []
    while statuses[-2:] != [429, 429]:  # however slowly he knocks: his allowance grows while he does
        statuses.append(caller.send(caller.request(EXCHANGE, "", b"x")).status_code)
        assert len(statuses) < 2_000
    assert statuses[0] == 401
    with hub.desk.store.reading() as connection:
        written = logbook.refusals(connection)
    assert len(written) < len(statuses), "nor does he fill the logbook"
    assert "过于频繁" in written[0].why


def test_an_enrolment_beyond_its_limit_is_refused_and_written_down(
    hub: Served, call: Call, rover: Rover
) -> None:
    reply = call(rover).client.post(ENROL.path, content=b"\x00" * (ENROL.limit + 1))
    assert reply.status_code == 413
    with hub.desk.store.reading() as connection:
        (written, *_) = logbook.refusals(connection)
    assert (written.what, written.why) == (f"POST {ENROL.path}", "内容过大，没有收。")


def test_a_body_beyond_its_limit_and_one_that_says_nothing_are_refused(
    hub: Served, call: Call, rover: Rover
) -> None:
    caller = call(rover)
    caller.send(caller.request(EXCHANGE, "", b""))
    assert caller.send(caller.request(EXCHANGE, "", b"\x00" * 100)).status_code == 400
    reply = caller.send(caller.request(EXCHANGE, "", b"\x00" * (EXCHANGE.limit + 1)))
    assert reply.status_code == 413


def test_the_hub_describes_itself(hub: Served, call: Call, rover: Rover) -> None:
    caller = call(rover)
    told = caller.client.get("/openapi.json").json()
    asked = {(path, method.upper()) for path, methods in told["paths"].items() for method in methods}
    assert asked == {(e.path, e.method) for e in ENDPOINTS}
    assert "Ask" in told["components"]["schemas"]
    assert caller.client.get("/v1/hub").json()["hub"] == "hub-1"
    assert caller.client.get("/v1/nothing").status_code == 404


def test_a_method_that_is_not_offered_is_answered_with_those_that_are(
    hub: Served, call: Call, rover: Rover
) -> None:
    client = call(rover).client
    for path in sorted({e.path for e in ENDPOINTS}):
        reply = client.request("DELETE", path.format(digest="0" * 64))
        offered = {e.method for e in ENDPOINTS if e.path == path}
        assert reply.status_code == 405, path
        assert offered <= set(reply.headers["allow"].split(", ")) <= offered | {"HEAD"}, path
