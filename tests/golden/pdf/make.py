"""Writes the golden texts of all papers anew: python -m tests.golden.pdf.make (then read the difference)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from services.demo import samples
from services.documents import catalogue as documents
from services.records import catalogue as kinds

FOLDER = Path(__file__).parent


def made() -> Iterator[tuple[str, bytes]]:
    """Every document for every kind, of one case and of several, and every paper of the case itself: name and bytes."""
    for kind in kinds.KINDS:
        for seed, many in ((1, False), (2, True)):
            for document in documents.for_kind(kind):
                sample = samples.sample(kind, seed, many=many, document=document)
                name = f"{kind.code}-{document.code}-{'many' if many else 'one'}"
                yield name, document.pdf(sample.subject, samples.proof(document, sample))

    for document in documents.for_case():
        for words, subject in samples.case_subjects(document).items():
            name = f"case-{document.code}-{'one' if words.startswith('一') else 'many'}"
            yield name, document.pdf(subject, samples.proof(document, subject))


def text_of(pdf: bytes) -> str:
    """The text layer page by page, pages parted by a line of dashes."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range().replace("\r\n", "\n").strip() for page in document]
    return "\n----\n".join(pages) + "\n"


if __name__ == "__main__":
    for name, pdf in made():
        (FOLDER / f"{name}.txt").write_text(text_of(pdf), encoding="utf-8")
