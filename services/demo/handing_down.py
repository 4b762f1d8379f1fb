"""演示的院发文书: a notice that the demo's court has signed and sealed (with the seal marked 演示) for the eviction."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import io
import tempfile
from pathlib import Path

import pypdfium2

from services.docket.case import Case, Docket
from services.docket.reading import encode_case
from services.documents import catalogue
from services.documents.case_subject import CaseSubject
from services.documents.faces import FOLDER
from services.documents.proof import Proof
from services.hub import sealed, sealed_files, seals
from services.hub.folder import Desk

DOCUMENT = "moving_out_notice"
COPIES = 3
_FONT = FOLDER / "PaperHei.ttf"


def hand_down(desk: Desk, docket: Docket, now: dt.datetime) -> None:
    """Issues the notice of the first case with a home to clear; without one there is nothing to issue."""
    document = catalogue.document(DOCUMENT)
    found = next(((c, t) for c in docket.cases for t in document.targets(c, now.date())), None)
    if found is None:
        return
    case, target = found
    subject = CaseSubject(
        case=case,
        target=target,
        court=docket.court,
        officers=(docket.officer, *docket.colleagues),
        on=now.date(),
        demo=True,
    )
    signed = dataclasses.replace(document, authority="")
    pdf = sealed_over(signed.pdf(subject, _proof(case, now), footer=False))
    order = sealed.Order(
        officer=docket.officer.id,
        case=case.number,
        document=DOCUMENT,
        to=f"{target.to}及房屋占有人",
        copies=COPIES,
        number=f"{case.number}之一",
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "公告.pdf"
        path.write_bytes(pdf)
        sealed.issue(desk, [path], order, now=now)


def sealed_over(pdf: bytes) -> bytes:
    """The paper with the trial seal drawn over its date."""
    place = sealed_files.date_place(pdf, "公告")
    out, size = io.BytesIO(), seals.DIAMETER
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[place.page]
        image = pypdfium2.PdfImage.new(document)
        image.set_bitmap(pypdfium2.PdfBitmap.from_pil(seals.trial_seal(str(_FONT))))
        image.set_matrix(
            pypdfium2.PdfMatrix().scale(size, size).translate(place.x - size / 2, place.y - size / 2)
        )
        page.insert_obj(image)
        page.gen_content()
        document.save(out)
    return out.getvalue()


def _proof(case: Case, now: dt.datetime) -> Proof:
    anchor = hashlib.sha256(encode_case(case)).hexdigest()
    return Proof(id="demo", serial="", anchor=anchor, made_at=now, device="")
