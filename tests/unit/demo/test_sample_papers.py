"""`papers DIR`: every document filled, of few parties, of several and long, and all of them on one picture."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from services.demo import samples
from services.documents import catalogue
from services.records import catalogue as kinds


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return samples.papers(tmp_path_factory.mktemp("papers"))


def test_every_document_is_written_three_times(written: tuple[Path, ...]) -> None:
    names = [path.name for path in written if path.suffix == ".pdf"]
    assert len(set(names)) == len(names)
    for kind in kinds.KINDS:
        for document in catalogue.for_kind(kind):
            assert sum(n.startswith(f"{kind.title}-{document.name(kind)}（") for n in names) == 3
    for document in catalogue.for_case():
        forms = [
            n.removeprefix(f"案件-{document.title}（")
            for n in names
            if n.startswith(f"案件-{document.title}（")
        ]
        # One title may begin another (执行通知书): what follows it is then more than the form.
        assert sum("（" not in form for form in forms) == 3, document.title


def test_each_file_is_a_whole_pdf(written: tuple[Path, ...]) -> None:
    for path in written[:-1]:
        with pypdfium2.PdfDocument(path.read_bytes()) as document:
            assert len(document) >= 1


def test_the_picture_shows_every_document_once(written: tuple[Path, ...]) -> None:
    with Image.open(io.BytesIO(written[-1].read_bytes())) as image:
        rows = -(-len(catalogue.DOCUMENTS) // 7)
        assert image.size == (7 * 318 + 18, rows * 476 + 18)
        assert len(image.convert("L").getcolors(256) or ()) > 8
