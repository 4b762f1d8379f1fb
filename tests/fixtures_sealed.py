"""Sealed papers for tests: a court's notice as PDF, spoilt in every way, and a certificate that nobody trusts."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import random
from functools import cache
from pathlib import Path

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from services.actions import bringing
from services.docket.sealed import SealedPaper
from services.entries.chain import Stored
from services.entries.entry import FIRST_LINK, Unsigned, compose, decode
from services.entries.keys import SigningKey
from services.session import Session
from services.store import exchanged, sealed
from tests.factories import NOW

FONT = Path(__file__).parents[1] / "resources" / "fonts" / "paper" / "PaperSong.ttf"
A4 = (595.28, 841.89)
DATE = "二〇二六年十一月二十日"
DATE_AT = (420.0, 180.0)
SECRET = "试验口令"


@cache
def notice(*, mark: str = "一", pages: int = 2, date: str = DATE) -> bytes:
    """A notice of `pages` pages as a court's system gives it out; the date stands on the last."""
    if "CourtSong" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("CourtSong", FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for number in range(1, pages + 1):
        canvas.setFont("CourtSong", 22)
        canvas.drawCentredString(A4[0] / 2, 740, "浙江省常山县人民法院公告")
        canvas.setFont("CourtSong", 16)
        canvas.drawString(80, 660, f"责令被执行人在公告之日起十五日内迁出房屋。第{mark}份")
        if number == pages:
            canvas.drawCentredString(*DATE_AT, date)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked(raw: bytes, *, user: str) -> bytes:
    """The same under a password; with `user` "" it opens without one and is encrypted all the same."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="院里", user=user))
    return out.getvalue()


def without_pages(raw: bytes) -> bytes:
    """The same with its pages taken out."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        del pdf.pages[:]
        pdf.save(out)
    return out.getvalue()


def draft() -> bytes:
    """A paper with the mark of what is not signed yet."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    notice()
    canvas.setFont("CourtSong", 40)
    canvas.drawCentredString(A4[0] / 2, 400, "待签发稿")
    canvas.save()
    return out.getvalue()


@cache
def certificate() -> bytes:
    """A p12 file with a certificate and key made for the test, under SECRET."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Court of all tests")])
    now = dt.datetime.now(dt.UTC)
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    sealed = BestAvailableEncryption(SECRET.encode())
    return pkcs12.serialize_key_and_certificates(b"court", key, made, None, sealed)


def scanned(size: int) -> bytes:
    """A paper of one scanned page, at least `size` bytes of noise that no compression makes smaller."""
    side = int((size / 3) ** 0.5) + 1
    picture = Image.frombytes("RGB", (side, side), random.Random(20261124).randbytes(side * side * 3))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.drawImage(ImageReader(picture), 50, 300, 400, 400)
    canvas.save()
    return out.getvalue()


def hand_down(
    session: Session,
    case: str,
    *,
    raw: bytes = b"",
    document: str = "moving_out_notice",
    copies: int = 2,
    to: str = "房屋占有人",
    recalled_why: str = "",
    at: dt.datetime = NOW,
    here: bool = True,
) -> SealedPaper:
    """A sealed paper in a vault as an exchange leaves it there; its bytes too, if they are `here`."""
    content = raw or notice()
    paper = SealedPaper(
        id=f"paper-{hashlib.sha256(content).hexdigest()[:12]}",
        case=case,
        document=document,
        to=to,
        copies=copies,
        pages=2,
        digest=hashlib.sha256(content).hexdigest(),
        size=len(content),
        issued_at=at,
        number=f"{case}之一",
        recalled_at=at if recalled_why else None,
        recalled_why=recalled_why,
    )
    with exchanged.together(session.vault):
        sealed.taking([paper], (), whole=False)(session.vault.db)
    if here:
        assert bringing.keep(session, paper, content, at)
    return paper


def on_another_terminal(row: Stored) -> Stored:
    """The same deed as another terminal of the officer's has written it."""
    entry = decode(row.raw, row.signature, row.algorithm)
    unsigned = Unsigned(
        kind=entry.kind, version=entry.version, cases=entry.cases, made_at=entry.made_at, officers=entry.officers,
        position=entry.position, body=entry.body, matter=entry.matter,
    )  # fmt: skip
    raw = compose(unsigned, "other-tablet", 1, FIRST_LINK)
    return Stored("other-tablet", 1, raw, SigningKey.generate().sign(raw), row.algorithm)
