"""Who believes the court's signature: two programs that are not ours, each told which certification authority to trust."""

from __future__ import annotations

import io
import logging
import os
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from services.hub import pades, sealed_files, seals
from tests import fixtures_sealed as papers
from tests.authority import Authority, authority, reader

HOME, STRANGE = authority("Authority of all courts"), authority("Somebody else")


def signed_by(certifier: Authority) -> bytes:
    """A notice with the trial seal, signed with the court's certificate from this authority."""
    plain = papers.notice()
    signer = pades.open_p12(certifier.p12, papers.SECRET)
    seal = seals.trial_seal(str(papers.FONT.with_name("PaperHei.ttf")))
    return pades.sign(plain, "公告.pdf", signer, seal, sealed_files.date_place(plain, "公告.pdf"))


def altered(raw: bytes) -> bytes:
    """The same with one bit of the notice turned over, where the page's own words are."""
    at = raw.index(b"stream\n") + 40
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reader(tmp_path_factory.mktemp("reader") / "nss", HOME)


def pdfsig(raw: bytes, store: Path, folder: Path) -> str:
    """What poppler says to a reader with this store; the certificates name no service to ask for revocations."""
    path = folder / "paper.pdf"
    path.write_bytes(raw)
    command = ["pdfsig", "-nssdir", f"sql:{store}", str(path)]
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment).stdout


def pyhanko(raw: bytes) -> PdfSignatureStatus:
    """What pyHanko says to a reader who trusts the home authority alone; nothing is fetched."""
    pem = HOME.certificate.public_bytes(Encoding.PEM)
    context = ValidationContext(trust_roots=list(load_certs_from_pemder_data(pem)), allow_fetching=False)
    (signature,) = PdfFileReader(io.BytesIO(raw)).embedded_signatures
    return validate_pdf_signature(signature, signer_validation_context=context)


def test_a_reader_who_trusts_the_courts_authority_is_told_valid_and_trusted(
    store: Path, tmp_path: Path
) -> None:
    raw = signed_by(HOME)
    said = pdfsig(raw, store, tmp_path)
    assert "Signature Validation: Signature is Valid." in said, said
    assert "Certificate Validation: Certificate is Trusted." in said, said
    assert "Total document signed" in said
    status = pyhanko(raw)
    assert (status.valid, status.intact, status.trusted, status.bottom_line) == (True, True, True, True)


def test_a_signature_from_another_authority_fits_its_bytes_and_is_trusted_by_nobody(
    store: Path, tmp_path: Path, warnings_logged: list[logging.LogRecord]
) -> None:
    raw = signed_by(STRANGE)
    said = pdfsig(raw, store, tmp_path)
    assert "Signature Validation: Signature is Valid." in said, said
    assert "Certificate Validation:" in said
    assert "Certificate is Trusted" not in said, said
    status = pyhanko(raw)
    assert (status.intact, status.trusted, status.bottom_line) == (True, False, False)
    warnings_logged.clear()  # pyHanko's log says so too, unless an earlier test has set its level


def test_a_paper_with_one_bit_changed_is_told_invalid_even_under_a_trusted_certificate(
    store: Path, tmp_path: Path
) -> None:
    raw = altered(signed_by(HOME))
    said = pdfsig(raw, store, tmp_path)
    assert "Digest Mismatch" in said, said
    assert "Signature is Valid" not in said
    assert "Certificate is Trusted" not in said, "no word of trust stands over bytes nobody signed"
    status = pyhanko(raw)
    assert (status.intact, status.bottom_line) == (False, False)
