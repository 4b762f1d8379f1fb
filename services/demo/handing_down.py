"""演示的院发文书: what the demo's court has signed and sealed (its seal says 演示), some of it for a series."""

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
from services.documents.case_subject import CaseSubject, Target
from services.documents.faces import FOLDER
from services.documents.proof import Proof
from services.hub import sealed, sealed_files, seals
from services.hub.folder import Desk

DOCUMENT, COPIES = "moving_out_notice", 3
OF_SERIES, HOUSEHOLDS = "execution_notice", 6
_FONT = FOLDER / "PaperHei.ttf"


def hand_down(desk: Desk, docket: Docket, now: dt.datetime) -> None:
    """The notice of the first case with a home to clear, and a notice for each of the first households of a series."""
    document = catalogue.document(DOCUMENT)
    found = next(((c, t) for c in docket.cases for t in document.targets(c, now.date())), None)
    if found is not None:
        case, target = found
        _issue(desk, docket, case, DOCUMENT, target, f"{target.to}及房屋占有人", COPIES, now)
    notice = catalogue.document(OF_SERIES)
    for case in [c for c in docket.cases if c.series is not None][:HOUSEHOLDS]:
        target = notice.targets(case, now.date())[0]
        _issue(desk, docket, case, OF_SERIES, target, target.to, 1, now)


def _issue(
    desk: Desk, docket: Docket, case: Case, code: str, target: Target, to: str, copies: int, now: dt.datetime
) -> None:
    subject = CaseSubject(
        case=case,
        target=target,
        court=docket.court,
        officers=(docket.officer, *docket.colleagues),
        on=now.date(),
        demo=True,
    )
    signed = dataclasses.replace(catalogue.document(code), authority="")
    pdf = sealed_over(signed.pdf(subject, _proof(case, now), footer=False))
    order = sealed.Order(
        officer=docket.officer.id,
        case=case.number,
        document=code,
        to=to,
        copies=copies,
        number=f"{case.number}之一",
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "文书.pdf"
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
