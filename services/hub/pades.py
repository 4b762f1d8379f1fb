"""院端签章: the court's seal drawn into the page, then a PAdES B-B signature in a blank field over it.

The seal goes into the page first, because viewers differ in whether they draw a signature field's own appearance, and
whatever is drawn after signing breaks the signature. Needs the extra `sealing` (pyHanko); no network is asked.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.stamp import TextStampStyle

from services.errors import BadInput
from services.hub.sealed_files import DatePlace
from services.hub.seals import DIAMETER

FIELD = "CourtSeal"


@dataclass(frozen=True, slots=True)
class Signer:
    """The court's certificate and key, opened for one run; never shown."""

    inner: signers.SimpleSigner = field(repr=False)


def open_p12(raw: bytes, secret: str) -> Signer:
    """Certificate and key out of a PKCS#12 file; raises BadInput when the secret does not fit or nothing is in it."""
    try:
        opened = signers.SimpleSigner.load_pkcs12_data(raw, other_certs=(), passphrase=secret.encode())
    except ValueError as error:
        raise BadInput("打不开签章证书：口令不对，或文件不是 p12。请核对后再试。") from error
    return Signer(opened)


def sign(pdf: bytes, name: str, signer: Signer, seal: Image.Image | None, at: DatePlace) -> bytes:
    """The paper with the seal in the page and the signature over it; raises BadInput when the PDF does not allow it."""
    half = DIAMETER / 2
    box = tuple(round(v) for v in (at.x - half, at.y - half, at.x + half, at.y + half))
    out = io.BytesIO()
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        if seal is not None:
            _draw(writer, seal, at)
        made = signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name=FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
            ),
            signer.inner,
            new_field_spec=SigFieldSpec(FIELD, on_page=at.page, box=box),
            stamp_style=TextStampStyle(stamp_text=" ", border_width=0, background=None),
        )
        made.sign_pdf(writer, output=out)
    except (PdfError, SigningError, ValueError, KeyError) as error:
        raise BadInput(f"{name} 签不上名（{error}），没有下发。请重新导出后再试。") from error
    return out.getvalue()


def _draw(writer: IncrementalPdfFileWriter, seal: Image.Image, at: DatePlace) -> None:
    """Puts the picture over the page, multiplied, so that the date stays readable under it."""
    image = PdfImage(seal, writer=writer)
    state = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/ExtGState"),
            generic.pdf_name("/BM"): generic.pdf_name("/Multiply"),
        }
    )
    resources = generic.DictionaryObject(
        {
            generic.pdf_name("/XObject"): generic.DictionaryObject(
                {generic.pdf_name("/CourtSealImage"): image.image_ref}
            ),
            generic.pdf_name("/ExtGState"): generic.DictionaryObject(
                {generic.pdf_name("/CourtSealOver"): writer.add_object(state)}
            ),
        }
    )
    # What the page's own content left set is undone, whatever it was.
    before = writer.add_object(generic.StreamObject(stream_data=b"q\n"))
    placed = f"{DIAMETER:.2f} 0 0 {DIAMETER:.2f} {at.x - DIAMETER / 2:.2f} {at.y - DIAMETER / 2:.2f} cm"
    drawing = f"\nQ q /CourtSealOver gs {placed} /CourtSealImage Do Q\n".encode()
    after = writer.add_object(generic.StreamObject(stream_data=drawing))
    writer.add_stream_to_page(at.page, before, prepend=True)
    writer.add_stream_to_page(at.page, after, resources=resources)
