"""What real papers measure once they are made: grid, leading, justification, the seal's free place, boxes, faces."""

from __future__ import annotations

import io
import itertools
import math
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from services.demo import samples
from services.docket.case import Case
from services.documents import catalogue
from services.documents.document import Document
from services.documents.seal import SEAL_DIAMETER
from services.documents.typesetting import LEADING, PITCH, RULING

SEALED = [d for d in catalogue.DOCUMENTS if d.authority and d.code != "seal_strips"]
_STAMPED = 24.0  # pt: what is higher is the mark across the page, which lies under everything


def paper(document: Document) -> bytes:
    """The document's first sample, of one case or debtor."""
    if Case in document.serves:
        subject = next(iter(samples.case_subjects(document).values()))
        return document.pdf(subject, samples.proof(document, subject))
    made = samples.sample(document.serves[0], 1, document=document)  # type: ignore[arg-type]
    return document.pdf(made.subject, samples.proof(document, made))


def signs(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, float]]:
    """Each sign of a page with the origin of its glyph in pt, in the order of the text layer."""
    read = page.get_textpage()
    for index in range(read.count_chars()):
        code = raw.FPDFText_GetUnicode(read, index)
        x, y = raw.c_double(), raw.c_double()
        if code > 32 and raw.FPDFText_GetCharOrigin(read, index, x, y):
            yield chr(code), x.value, y.value


def test_a_rulings_lines_lie_on_the_grid_and_no_line_is_pulled_apart() -> None:
    assert pytest.approx(15.79, abs=0.01) == PITCH
    assert pytest.approx(28.99, abs=0.01) == LEADING
    (subject,) = samples.long_subjects(catalogue.document("seizure_ruling")).values()
    document = catalogue.document("seizure_ruling")
    with pypdfium2.PdfDocument(document.pdf(subject, samples.proof(document, subject))) as made:
        found = [
            s for s in signs(made[1]) if 110 < s[2] < 745
        ]  # a page of body text alone, without foot and mark
    lines = [list(line) for _, line in itertools.groupby(found, key=lambda sign: round(sign[2], 1))]
    assert len(lines) >= 20
    for above, below in itertools.pairwise(lines):
        assert above[0][2] - below[0][2] == pytest.approx(LEADING, abs=0.05)
    for line in lines:
        for (one, left, _), (two, right, _) in itertools.pairwise(line):
            if "一" <= one <= "龥" and "一" <= two <= "龥":
                step = right - left
                assert PITCH - 0.01 <= step <= PITCH + 0.15 * RULING.body.size + 0.01, one + two


@pytest.mark.parametrize("document", SEALED, ids=lambda d: d.code)
def test_nothing_stands_in_the_seals_place_but_the_date(document: Document) -> None:
    circles = 0
    with pypdfium2.PdfDocument(paper(document)) as made:
        for page in made:
            read = page.get_textpage()
            found = read.search("院印").get_next()
            if found is None:
                continue
            circles += 1
            left = read.get_charbox(found[0])[0]
            date = read.search("二〇二六年").get_next()
            assert date is not None
            middle = read.get_charbox(date[0])
            x = (left + read.get_charbox(found[0] + 1)[2]) / 2
            y = (middle[1] + middle[3]) / 2
            allowed = {*range(date[0], date[0] + 12), found[0], found[0] + 1}
            for index in range(read.count_chars()):
                box = read.get_charbox(index)
                if index in allowed or box[3] - box[1] > _STAMPED or box[0] == box[2]:
                    continue
                near = math.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3]))
                assert near > SEAL_DIAMETER / 2 - 0.5, read.get_text_range(max(0, index - 5), 10)
    assert circles, "the paper has no place for the seal"


def test_boxes_to_tick_and_the_code_are_drawn_as_outlines_and_never_as_a_picture() -> None:
    for code in ("summons", "delivery_receipt", "clue_form", "survey_transcript", "guarantee"):
        made = paper(catalogue.document(code))
        with pikepdf.open(io.BytesIO(made)) as document:
            pictures = [
                o for o in document.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"
            ]
        assert pictures == [], code


def test_pdffonts_finds_every_face_embedded_without_any_font_of_the_system(tmp_path: Path) -> None:
    command = shutil.which("pdffonts")
    assert command, "poppler-utils is one of the test packages that ./run sets up"
    nothing = tmp_path / "fonts.conf"
    nothing.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>")
    for code in ("seizure_ruling", "vehicle_transcript", "settlement_agreement", "money_statement"):
        path = tmp_path / f"{code}.pdf"
        path.write_bytes(paper(catalogue.document(code)))
        told = subprocess.run(
            [command, str(path)], capture_output=True, text=True, check=True,
            env={**os.environ, "FONTCONFIG_FILE": str(nothing)},
        ).stdout.splitlines()  # fmt: skip
        rows = [line.split() for line in told[2:]]
        assert rows
        assert [row[-5] for row in rows] == ["yes"] * len(rows), told
