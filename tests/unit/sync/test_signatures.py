"""请求签名: our own form is RFC 9421 as its library reads and writes it, and nothing of it can change unseen."""

from __future__ import annotations

import datetime as dt
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    algorithms,
)

from services.entries.keys import SigningKey
from services.errors import Refused
from services.sync import signatures
from services.sync.signatures import Signed

KEY = SigningKey.generate()
BODY = "正文".encode()
PATHS = ("/v1/exchange", f"/v1/attachments/{'ab' * 32}", "/")


class Keys(HTTPSignatureKeyResolver):
    """The library's way to the key."""

    def resolve_private_key(self, key_id: str) -> Any:
        return Ed25519PrivateKey.from_private_bytes(KEY.seed)

    def resolve_public_key(self, key_id: str) -> Any:
        return self.resolve_private_key(key_id).public_key()


def request(path: str = PATHS[0], **headers: str) -> httpx.Request:
    return httpx.Request("POST", f"https://127.0.0.1:8443{path}", content=BODY, headers=headers)


def signed(
    path: str = PATHS[0], device: str = "tablet-1", nonce: str = "n-1", **headers: str
) -> httpx.Request:
    made = request(path, **headers)
    signatures.sign(made, BODY, device=device, signing=KEY, nonce=nonce)
    return made


def signed_by_the_library(covered: tuple[str, ...], nonce: str = "n-1", **headers: str) -> httpx.Request:
    made = request(**headers)
    made.headers["Content-Digest"] = signatures.digest_field(BODY)
    signer = HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=Keys())
    signer.sign(
        made,
        key_id="tablet-1",
        nonce=nonce,
        created=dt.datetime(2016, 1, 1, tzinfo=dt.UTC),
        label="fieldwork",
        tag="fieldwork",
        covered_component_ids=covered,
        use_existing_digest=True,
    )
    return made


def verify(made: httpx.Request) -> Signed:
    return signatures.verify(made, lambda device: KEY.public if device != "nobody" else None)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("headers", [{}, {"Upload-Offset": "7"}])
def test_the_library_takes_what_we_sign_and_we_take_it(path: str, headers: dict[str, str]) -> None:
    made = signed(path, **headers)
    verifier = HTTPMessageVerifier(signature_algorithm=algorithms.ED25519, key_resolver=Keys())
    (found,) = verifier.verify(
        made, expect_tag="fieldwork", require_components=(*signatures.COVERED, *(h.lower() for h in headers))
    )
    assert (found.parameters["keyid"], found.nonce) == ("tablet-1", "n-1")
    assert verify(made) == Signed("tablet-1", "n-1")


@pytest.mark.parametrize(
    "covered", [signatures.COVERED, ("content-digest", "@path", "@authority", "@method")]
)
def test_another_client_may_write_it_otherwise(covered: tuple[str, ...]) -> None:
    assert verify(signed_by_the_library(covered)) == Signed("tablet-1", "n-1")


def test_an_offset_that_is_not_covered_is_not_heard() -> None:
    made = signed_by_the_library(signatures.COVERED)
    made.headers["Upload-Offset"] = "7"
    with pytest.raises(Refused):
        verify(made)


@pytest.mark.parametrize(("device", "nonce"), [('a"b', "n"), ("a\\b", 'n";tag="x'), ("平板", "n")])
def test_names_that_need_care_are_read_as_they_were_written_or_refused(device: str, nonce: str) -> None:
    try:
        made = signed(device=device, nonce=nonce)
        heard = verify(made)
    except (Refused, UnicodeEncodeError):
        return
    assert heard == Signed(device, nonce)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("Content-Digest", lambda v: v.replace("sha-256=:", "sha-256=:A")),
        ("Upload-Offset", lambda v: "8"),
        ("Signature-Input", lambda v: v.replace("n-1", "n-2")),
        ("Signature-Input", lambda v: v.replace("tablet-1", "tablet-2")),
        ("Signature-Input", lambda v: v.replace(' "upload-offset"', "")),
        ("Signature-Input", lambda v: v.replace('"@path"', '"@method"')),
        ("Signature-Input", lambda v: v.replace('tag="fieldwork"', 'tag="other"')),
        ("Signature-Input", lambda v: v.replace('alg="ed25519"', 'alg="hmac-sha256"')),
        ("Signature-Input", lambda v: v.replace("tablet-1", "nobody")),
        ("Signature-Input", lambda v: v.replace("fieldwork=", "other=")),
        ("Signature-Input", lambda v: f"{v}, {v.replace('fieldwork=', 'second=')}"),
        ("Signature", lambda v: v.replace("=:", "=:A", 1)),
        ("Signature", lambda v: "fieldwork=:" + "A" * 86 + "==:"),
        ("Signature", lambda v: "fieldwork=1"),
        ("Signature", lambda v: ""),
        ("Signature-Input", lambda v: ""),
    ],
)
def test_nothing_that_is_signed_can_change(field: str, change: Any) -> None:
    made = signed(**{"Upload-Offset": "7"})
    made.headers[field] = change(made.headers[field])
    with pytest.raises(Refused):
        verify(made)


def test_method_and_path_are_signed() -> None:
    made = signed()
    for method, path in (
        ("PUT", PATHS[0]),
        ("POST", PATHS[1]),
        ("POST", PATHS[0] + "/"),
        ("POST", "/v1/%65xchange"),
    ):
        other = httpx.Request(method, f"https://127.0.0.1:8443{path}", content=BODY, headers=made.headers)
        with pytest.raises(Refused):
            verify(other)
