"""Certification authorities made for tests, the court's certificate from one, and the store of a reader who trusts one."""

from __future__ import annotations

import datetime as dt
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from tests.fixtures_sealed import SECRET

_SIGNS = frozenset({"digital_signature", "content_commitment"})
_CERTIFIES = frozenset({"key_cert_sign", "crl_sign"})
_USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority's certificate, and the court's p12 (under SECRET) with a certificate that it has signed."""

    name: str
    certificate: x509.Certificate
    p12: bytes


@cache
def authority(name: str) -> Authority:
    """The authority of that name, the same one each time within a run."""
    root_key, court_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name, court_name = _named(name), _named(f"Court by {name}")
    root = _made(root_name, root_key.public_key(), root_name, root_key, authority=True)
    court = _made(court_name, court_key.public_key(), root_name, root_key, authority=False)
    locked = BestAvailableEncryption(SECRET.encode())
    p12 = pkcs12.serialize_key_and_certificates(b"court", court_key, court, [root], locked)
    return Authority(name, root, p12)


def reader(folder: Path, trusted: Authority) -> Path:
    """A certificate store (NSS) whose owner trusts this authority and no other."""
    folder.mkdir()
    store = f"sql:{folder}"
    subprocess.run(["certutil", "-N", "-d", store, "--empty-password"], check=True, capture_output=True)
    pem = trusted.certificate.public_bytes(Encoding.PEM)
    add = ["certutil", "-A", "-d", store, "-n", trusted.name, "-t", "CT,C,C", "-a"]
    subprocess.run(add, input=pem, check=True, capture_output=True)
    return folder


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _made(
    subject: x509.Name,
    public: ec.EllipticCurvePublicKey,
    issuer: x509.Name,
    signing: ec.EllipticCurvePrivateKey,
    *,
    authority: bool,
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    allowed = _CERTIFIES if authority else _SIGNS
    usage = x509.KeyUsage(**{use: use in allowed for use in _USES})
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False
        )
        .sign(signing, hashes.SHA256())
    )
