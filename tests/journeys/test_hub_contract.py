"""接口约定: whatever is asked of the hub, well or badly, signed or not, it answers as its own description says."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator
from typing import Any

import httpx
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from services.actions import exchanging
from services.hub.endpoints import CHUNK_TYPE, ENDPOINTS, Endpoint, described
from services.sync import compression, invitation, messages, parcels, signatures
from tests.fixtures_hub import Rover, Served

pytestmark = pytest.mark.both_databases("sqlite")

EXAMPLES, LONG_EXAMPLES = 12, 1_500
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
KINDS = tuple(e.takes for e in ENDPOINTS if e.takes is not None)


@schemathesis.serializer(messages.MEDIA_TYPE)
def message(ctx: Any, value: Any) -> bytes:
    """A generated message as it travels; one that fits no type is sent as it is."""
    raw = msgspec.json.encode(value)
    for kind in KINDS:
        with contextlib.suppress(msgspec.ValidationError, OverflowError):
            return messages.encode(msgspec.json.decode(raw, type=kind))
    with contextlib.suppress(OverflowError):
        return compression.compress(msgspec.msgpack.encode(value), level=3)
    return raw


@schemathesis.serializer(CHUNK_TYPE, parcels.MEDIA_TYPE, invitation.MEDIA_TYPE)
def plain(ctx: Any, value: Any) -> bytes:
    """Bytes as they are; anything else as JSON, which is neither a chunk nor a parcel nor an invitation."""
    raw = getattr(value, "data", value)
    return raw if isinstance(raw, bytes) else msgspec.json.encode(value)


class Knocker:
    """Sends generated requests to the hub, signed with a tablet's key or not."""

    def __init__(self, rover: Rover) -> None:
        self._to = exchanging.address(rover.session)
        context = ssl.create_default_context(cadata=self._to.certificate)
        self._client = httpx.Client(base_url=self._to.url, verify=context, trust_env=False)
        self._nonce = ""

    def close(self) -> None:
        self._client.close()

    def send(self, case: Any, *, signed: bool) -> httpx.Response:
        """One request of a generated case."""
        given = case.as_transport_kwargs(base_url=self._to.url)
        prepared = {k: v for k, v in (given.get("headers") or {}).items() if v is not None}
        content = given.get("data") or b""
        request = self._client.build_request(
            given["method"], given["url"], params=given.get("params"), headers=prepared,
            content=content if isinstance(content, bytes) else str(content).encode(),
        )  # fmt: skip
        if signed:
            signatures.sign(
                request, request.content, device=self._to.device, signing=self._to.signing, nonce=self._nonce
            )
        reply = self._client.send(request)
        self._nonce = signatures.next_nonce(reply.headers.get("accept-signature", "")) or self._nonce
        return reply


@pytest.fixture
def knocker(rover: Rover) -> Iterator[Knocker]:
    made = Knocker(rover)
    yield made
    made.close()


def test_the_hub_answers_everything_as_it_has_described(hub: Served, knocker: Knocker, long: bool) -> None:
    schema = schemathesis.openapi.from_dict(described("常山县人民法院"))
    rounds = LONG_EXAMPLES if long else EXAMPLES
    for endpoint in ENDPOINTS:
        seen = knock_at(knocker, endpoint, schema[endpoint.path][endpoint.method], rounds)
        print(f"{endpoint.name}: {sorted(seen)}")
        assert seen


def knock_at(knocker: Knocker, endpoint: Endpoint, operation: Any, rounds: int) -> set[int]:
    """So many generated requests, most of them well formed, most of them signed; the statuses that came back."""
    seen: set[int] = set()
    well, badly = (operation.as_strategy(generation_mode=m) for m in GenerationMode)

    @given(case=st.one_of(well, badly), signed=st.sampled_from([True, True, True, False]))
    @settings(
        max_examples=rounds,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def knock(case: Any, signed: bool) -> None:
        reply = knocker.send(case, signed=signed and endpoint.signed)
        seen.add(reply.status_code)
        case.validate_response(reply, checks=CHECKS)

    knock()
    return seen
