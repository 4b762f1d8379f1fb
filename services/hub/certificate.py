"""证书: what the hub shows in TLS: the court's own, or one made on first start, which the enrolment files carry."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from services.errors import BadInput

CERTIFICATE, KEY = "hub.crt", "hub.key"


def public(folder: Path) -> str:
    """What terminals must trust (PEM); "" before the hub was served for the first time."""
    path = folder / CERTIFICATE
    return path.read_text(encoding="ascii") if path.exists() else ""


def own(folder: Path, court: str, url: str) -> tuple[Path, Path]:
    """The hub's certificate and key files; made when there are none, for the host of `url` and this machine's names.

    A self-made certificate signs nothing and nobody but the enrolled terminals trusts it.
    """
    certificate, key = folder / CERTIFICATE, folder / KEY
    if not certificate.exists():
        _make(certificate, key, court, urlsplit(url).hostname or "localhost")
    return certificate, key


def adopt(folder: Path, certificate: Path, key: Path) -> tuple[Path, Path]:
    """Takes the court's certificate (with its chain) and key; enrolment files carry it from now on. Raises BadInput."""
    try:
        shown = x509.load_pem_x509_certificates(certificate.read_bytes())
        private = serialization.load_pem_private_key(key.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise BadInput("证书或密钥文件读不出来。请给出 PEM 格式的证书和未加口令的密钥。") from error
    form = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    if private.public_key().public_bytes(*form) != shown[0].public_key().public_bytes(*form):
        raise BadInput("证书与密钥不是一对。请核对两个文件。")
    _write(folder / KEY, key.read_bytes(), 0o600)
    _write(folder / CERTIFICATE, certificate.read_bytes(), 0o644)
    return folder / CERTIFICATE, folder / KEY


def _make(certificate: Path, key: Path, court: str, host: str) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{court}院端"[:64])])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        # Terminals whose clock has run wrong must still reach the hub: validity says nothing, the pinned key does.
        .not_valid_before(dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(9999, 12, 31, tzinfo=dt.UTC))
        .add_extension(x509.SubjectAlternativeName(_names(host)), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(private, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8
    secret = private.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    _write(key, secret, 0o600)
    _write(certificate, made.public_bytes(serialization.Encoding.PEM), 0o644)


def _names(host: str) -> list[x509.GeneralName]:
    wanted = dict.fromkeys((host, "localhost", "127.0.0.1", socket.gethostname()))
    return [_name(text) for text in wanted]


def _name(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        return x509.DNSName(text.encode("idna").decode())


def _write(path: Path, content: bytes, mode: int) -> None:
    partial = path.with_name(f".{path.name}.partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
