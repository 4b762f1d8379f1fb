"""核验: the sheet or file in hand against what was issued, by number, hash, code and bytes."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from services.actions import checking_papers, issuing
from services.actions.checking_papers import UNKNOWN, Verdict
from services.actions.issuing import Issued
from services.demo import samples
from services.documents.photos import NotAPhoto
from services.errors import BadInput, Damaged
from services.records.kinds.visit import Visit
from services.session import Session
from tests.fixtures_papers import Finish

NOW = samples.NOW + dt.timedelta(hours=1)


@pytest.fixture
def issued(session: Session, finish: Finish) -> Issued:
    return issuing.issue(session, "record_sheet", finish(Visit).id, NOW)


def serial(issued: Issued) -> str:
    return str(issued.entry.body["values"]["serial"])


def check(session: Session, path: Path) -> Verdict:
    return checking_papers.by_file(session, checking_papers.look(path))


def written(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def altered(pdf: bytes, subject: str | None = None) -> bytes:
    """The same pages saved again, as a file that was opened and changed would be."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if subject is not None:
            document.docinfo["/Subject"] = subject
        document.save(target)
    return target.getvalue()


def test_the_very_file_is_the_original(session: Session, issued: Issued, tmp_path: Path) -> None:
    found = check(session, written(tmp_path / "a.pdf", issued.pdf))
    assert found.answer == "original"
    assert serial(issued) in found.sentences[0]
    assert "本机没有打印过。" in found.sentences


def test_a_file_that_was_changed_is_found_out_although_it_looks_the_same(
    session: Session, issued: Issued, tmp_path: Path
) -> None:
    found = check(session, written(tmp_path / "a.pdf", altered(issued.pdf)))
    assert found.answer == "differs"
    assert "不是出具时的原件" in found.sentences[0]


def test_a_stranger_is_not_called_ours(session: Session, issued: Issued, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="没有这份文书"):
        check(session, written(tmp_path / "a.pdf", altered(issued.pdf, "别的文件")))
    with pytest.raises(Damaged):
        check(session, written(tmp_path / "b.pdf", issued.pdf[:9]))
    with pytest.raises(NotAPhoto):
        check(session, written(tmp_path / "c.jpg", b"no photo"))
    with pytest.raises(BadInput, match="请检查后重选"):
        check(session, tmp_path / "gone.pdf")


def test_the_number_typed_from_the_footer_finds_it_and_tells_the_hash_to_compare(
    session: Session, issued: Issued
) -> None:
    found = checking_papers.by_text(session, f"  文书编号 {serial(issued).lower()} ")
    anchor = issuing.anchor(session, found.paper)
    assert found.answer == "known"
    assert " ".join(anchor[i : i + 4] for i in range(0, 20, 4)) in found.sentences[0]


def test_number_and_hash_together_agree_or_not(session: Session, issued: Issued) -> None:
    paper = issuing.state(session, issued.entry.id)
    anchor = issuing.anchor(session, paper)[:20]
    spaced = " ".join(anchor[i : i + 4] for i in range(0, 20, 4))
    assert "都相符" in checking_papers.by_text(session, f"{serial(issued)} {spaced}").sentences[0]
    turned = spaced.translate(str.maketrans("0123456789abcdef", "123456789abcdef0"))
    found = checking_papers.by_text(session, f"{serial(issued)} {turned.upper()}")
    assert found.answer == "differs"
    assert "校验值不符" in found.sentences[0]


def test_the_code_in_a_photo_of_the_sheet_says_which_paper_it_is(
    session: Session, issued: Issued, tmp_path: Path
) -> None:
    with pypdfium2.PdfDocument(issued.pdf) as document:
        image = document[0].render(scale=2.2).to_pil().convert("RGB")
    image.save(tmp_path / "sheet.jpg", "JPEG", quality=80)
    found = check(session, tmp_path / "sheet.jpg")
    assert (found.answer, found.paper.id) == ("known", issued.entry.id)


def test_a_code_with_another_hash_is_found_out(session: Session, issued: Issued) -> None:
    code = f"CF1:{issued.entry.id.replace('-', '')}:{'A' * 20}".upper()
    assert checking_papers.by_text(session, code).answer == "differs"
    nobody = f"CF1:{'0' * 32}:{'A' * 20}"
    with pytest.raises(BadInput, match=UNKNOWN):
        checking_papers.by_text(session, nobody)


def test_reprints_are_counted_and_a_void_paper_is_called_void(session: Session, issued: Issued) -> None:
    for minute, copies in ((1, 2), (2, 1)):
        issuing.step(session, issued.entry.id, "printed", NOW + dt.timedelta(minutes=minute), copies=copies)
    found = checking_papers.by_text(session, serial(issued))
    assert "打印过 2 次，共 3 份，第 2 次起是重印。" in found.sentences
    issuing.step(session, issued.entry.id, "delivered", NOW + dt.timedelta(minutes=3), to="本人")
    issuing.step(session, issued.entry.id, "voided", NOW + dt.timedelta(minutes=4), note="写错地址")
    found = checking_papers.by_text(session, serial(issued))
    assert "这份文书已作废，不能使用：写错地址。" in found.sentences
    assert "已交付：本人。" in found.sentences


@pytest.mark.parametrize("text", ["", "D320", "何岩松", "1234567"])
def test_what_is_no_number_is_refused_with_an_example(session: Session, text: str) -> None:
    with pytest.raises(BadInput, match="D320-00001"):
        checking_papers.by_text(session, text)
