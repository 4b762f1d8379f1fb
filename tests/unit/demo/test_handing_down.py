"""The demo's sealed paper: a notice that looks issued, marked 演示 in seal and watermark, and no draft."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from services.demo import docket as demo
from services.demo import handing_down
from services.hub import attachments, desk, sealed_register
from tests.factories import NOW


def test_the_demos_court_has_issued_a_notice_under_a_seal_that_says_it_is_none(tmp_path: Path) -> None:
    docket = demo.build(today=NOW.date())
    court = desk.found(tmp_path / "court", docket.court, (docket.officer, *docket.colleagues))
    desk.keep(court, docket.officer, docket.cases, now=NOW)
    handing_down.hand_down(court, docket, NOW)
    with court.store.reading() as connection:
        papers = sealed_register.papers(connection)
    (kept,) = (k for k in papers if k.paper.document == handing_down.DOCUMENT)
    assert (kept.officer, kept.paper.name, kept.paper.copies) == (docket.officer.id, "强制迁出公告", 3)
    raw = b"".join(attachments.original(court.store, court.folder, kept.paper.digest))
    with pypdfium2.PdfDocument(raw) as document:
        words = "".join(page.get_textpage().get_text_range() for page in document)
        picture = document[len(document) - 1].render(scale=1).to_pil().convert("RGB").tobytes()
    assert "演示" in words
    assert "待签发稿" not in words
    red = sum(1 for n in range(0, len(picture), 3) if picture[n] > 150 and max(picture[n + 1 : n + 3]) < 120)
    assert red > 500
    others = [(k.paper.name, k.paper.copies) for k in papers if k is not kept]
    assert others == [("执行通知书", 1)] * handing_down.HOUSEHOLDS
