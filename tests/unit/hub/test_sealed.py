"""Issuing sealed papers at the hub: what may go to whom, what is turned away, and the signature of the court over it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from services.docket.sealed import code_of
from services.errors import BadInput, FieldworkError, NotAllowed
from services.hub import (
    assignment,
    attachments,
    checking,
    desk,
    pades,
    sealed,
    sealed_files,
    sealed_register,
    seals,
)
from services.hub.desk import Desk
from services.hub.sealed import Order
from tests import fixtures_sealed as papers
from tests.factories import NOW, number_of
from tests.fixtures_hub import CASES, OFFICERS
from tests.journeys import commands

FIRST = CASES[0].number
ORDER = Order(officer=OFFICERS[0].id, case=FIRST, document="D07", to="被执行人及房屋占有人", copies=3)


@pytest.fixture
def court(made_hub: Path, tmp_path: Path) -> Desk:
    """A court's hub of one's own."""
    shutil.copytree(made_hub, tmp_path / "court")
    return desk.open_desk(tmp_path / "court")


def file(folder: Path, raw: bytes, name: str = "公告.pdf") -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def test_a_sealed_paper_is_kept_byte_for_byte_encrypted_and_counted_by_verify(
    court: Desk, tmp_path: Path
) -> None:
    raw = papers.notice()
    (kept,) = sealed.issue(court, [file(tmp_path, raw)], ORDER, now=NOW)
    assert (kept.officer, kept.paper.document, kept.paper.name) == (
        "officer-1",
        "moving_out_notice",
        "强制迁出公告",
    )
    assert (kept.paper.copies, kept.paper.pages, kept.paper.signed) == (3, 2, False)
    assert kept.paper.digest == hashlib.sha256(raw).hexdigest()
    assert b"".join(attachments.original(court.store, court.folder, kept.paper.digest)) == raw
    assert raw[:64] not in attachments.path_of(court.folder, kept.paper.digest).read_bytes()
    checked = checking.check(court)
    assert (checked.files, checked.awaited, checked.told) == (1, 0, ())
    with court.store.reading() as connection:
        assert sealed_register.papers(connection, case=FIRST) == (kept,)
        assert sealed_register.papers(connection, case=CASES[1].number) == ()


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (lambda: b"", "空文件"),
        (lambda: b"PK\x03\x04 word document", "不是 PDF"),
        (lambda: papers.notice()[:-400], "不完整"),
        (lambda: papers.notice()[:20] + b"\n" * 40 + b"%%EOF", "已损坏"),
        (lambda: papers.locked(papers.notice(), user="1234"), "打开口令"),
        (lambda: papers.locked(papers.notice(), user=""), "加了密"),
        (lambda: papers.without_pages(papers.notice()), "没有一页"),
        (papers.draft, "待签发稿"),
        (lambda: b"%PDF-1.7" + bytes(16 * 1024 * 1024), "超过 16 MB"),
    ],
)
def test_a_pdf_that_could_not_be_printed_as_a_sealed_paper_is_turned_away_and_nothing_kept(
    court: Desk, tmp_path: Path, raw: Callable[[], bytes], why: str
) -> None:
    good, bad = file(tmp_path, papers.notice()), file(tmp_path, raw(), "坏.pdf")
    with pytest.raises(BadInput, match=why) as caught:
        sealed.issue(court, [good, bad], ORDER, now=NOW)
    assert "坏.pdf" in caught.value.sentence
    with court.store.reading() as connection:
        assert sealed_register.papers(connection) == ()
    assert checking.check(court).files == 0


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"case": number_of(990001)}, "没有分给方立"),
        ({"officer": OFFICERS[2].id}, "没有分给占小雨"),
        ({"case": "（2026）浙0881执1号"}, "不是本院的"),
        ({"case": "执1号"}, "案号"),
        ({"officer": "无此人"}, "找不到"),
        ({"document": "D11"}, "没有“D11”这种院发文书"),
        ({"copies": 0}, "份数应在 1 到 99"),
        ({"to": " "}, "给谁"),
    ],
)
def test_an_order_that_names_the_wrong_officer_case_court_or_paper_is_turned_away(
    court: Desk, tmp_path: Path, changes: dict[str, object], why: str
) -> None:
    order = Order(**{**{n: getattr(ORDER, n) for n in Order.__dataclass_fields__}, **changes})  # type: ignore[arg-type]
    with pytest.raises(FieldworkError, match=why):
        sealed.issue(court, [file(tmp_path, papers.notice())], order, now=NOW)
    with court.store.reading() as connection:
        assert sealed_register.papers(connection) == ()


def test_the_same_file_is_not_issued_twice_but_again_once_it_was_recalled(
    court: Desk, tmp_path: Path
) -> None:
    path = file(tmp_path, papers.notice())
    (kept,) = sealed.issue(court, [path], ORDER, now=NOW)
    with pytest.raises(NotAllowed, match="allow-copies"):
        sealed.issue(court, [path], ORDER, now=NOW)
    assert sealed.allow(court, kept.paper.id, 2).paper.copies == 5
    (gone,) = sealed.recall(court, [kept.paper.id], "地址写错", now=NOW)
    assert (gone.paper.recalled_at, gone.paper.recalled_why) == (NOW, "地址写错")
    with pytest.raises(NotAllowed, match="已收回"):
        sealed.allow(court, kept.paper.id, 1)
    (again,) = sealed.issue(court, [path], ORDER, now=NOW)
    assert again.paper.id != kept.paper.id
    with pytest.raises(BadInput, match="没有编号为"):
        sealed.recall(court, ["nothing"], "地址写错", now=NOW)


def test_a_paper_is_its_officers_only_while_he_has_the_case(court: Desk, tmp_path: Path) -> None:
    (kept,) = sealed.issue(court, [file(tmp_path, papers.notice())], ORDER, now=NOW)
    with court.store.writing() as connection:
        assert set(sealed_register.held_by(connection, "officer-1", [kept.paper.id])) == {kept.paper.id}
        assert sealed_register.held_by(connection, "officer-2", [kept.paper.id]) == {}
        assignment.assign(connection, court.court.id, "officer-2", [FIRST], NOW, alone=True)
        assert sealed_register.held_by(connection, "officer-1", [kept.paper.id]) == {}


def test_a_document_is_named_by_its_code_its_title_or_its_number() -> None:
    assert code_of("d07") == code_of("强制迁出公告") == code_of("moving_out_notice")


# --- the signature


def verified(path: Path, tmp_path: Path) -> str:
    """What poppler says of the signature, at the home of somebody who knows no certificate."""
    done = subprocess.run(
        ["pdfsig", "-nocert", str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
    )
    return done.stdout + done.stderr


def test_the_court_signs_with_its_p12_and_another_program_verifies_it(court: Desk, tmp_path: Path) -> None:
    plain, p12 = file(tmp_path, papers.notice()), file(tmp_path, papers.certificate(), "院印.p12")
    done = commands.run(
        "hub", "issue-papers", plain, "--desk", court.folder, "--officer", "方立", "--case", FIRST, "--document", "D07",
        "--to", "房屋占有人", "--copies", "2", "--p12", p12, "--test-seal", "--json", typed=papers.SECRET + "\n",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (told,) = json.loads(done.stdout)["papers"]
    assert (told["signed"], told["copies"]) == (True, 2)
    raw = b"".join(attachments.original(court.store, court.folder, told["sha256"]))
    assert raw.startswith(papers.notice()), "what was there stays byte for byte under the signature"
    said = verified(file(tmp_path, raw, "signed.pdf"), tmp_path)
    assert "Signature is Valid" in said, said
    assert "ETSI.CAdES.detached" in said
    assert "Total document signed" in said
    bent = raw[:2000] + bytes([raw[2000] ^ 1]) + raw[2001:]
    assert "Signature is Valid" not in verified(file(tmp_path, bent, "bent.pdf"), tmp_path)
    assert sealed_files.look(file(tmp_path, raw)).signed


def red(raw: bytes, page: int, at: tuple[float, float]) -> float:
    """The share of red points in a square of 42 mm around a place."""
    with pypdfium2.PdfDocument(raw) as document:
        picture = document[page].render(scale=1, may_draw_forms=False).to_pil().convert("RGB")
    x, y = at[0], papers.A4[1] - at[1]
    square = picture.crop((int(x - 60), int(y - 60), int(x + 60), int(y + 60)))
    raw_points = square.tobytes()
    points = list(zip(raw_points[::3], raw_points[1::3], raw_points[2::3], strict=True))
    return sum(1 for r, g, b in points if r > 150 and g < 120 and b < 120) / len(points)


def test_the_seal_is_in_the_page_itself_over_the_date_which_stays_readable(tmp_path: Path) -> None:
    plain = papers.notice()
    signer = pades.open_p12(papers.certificate(), papers.SECRET)
    place = sealed_files.date_place(plain, "公告.pdf")
    assert (place.page, round(place.x, -1), abs(place.y - papers.DATE_AT[1]) < 10) == (
        1,
        papers.DATE_AT[0],
        True,
    )
    seal = seals.trial_seal(str(papers.FONT.with_name("PaperHei.ttf")))
    signed = pades.sign(plain, "公告.pdf", signer, seal, place)
    assert red(plain, 1, papers.DATE_AT) == 0
    assert red(signed, 1, papers.DATE_AT) > 0.08
    assert red(signed, 0, papers.DATE_AT) == 0
    with pypdfium2.PdfDocument(signed) as document:
        words = document[1].get_textpage().get_text_range()
    assert papers.DATE in words
    assert "演示" not in words


def test_a_wrong_secret_a_picture_that_is_no_seal_and_a_paper_signed_before_are_turned_away(
    court: Desk, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match="口令不对"):
        pades.open_p12(papers.certificate(), "别的口令")
    with pytest.raises(BadInput, match="不是图片"):
        seals.seal_image(b"no picture", "院印.png")
    signer = pades.open_p12(papers.certificate(), papers.SECRET)
    place = sealed_files.date_place(papers.notice(date=""), "公告.pdf")
    assert place.page == 1, "without a date the seal goes low on the last page"
    signed = file(tmp_path, pades.sign(papers.notice(), "公告.pdf", signer, None, place))
    with pytest.raises(NotAllowed, match="已有电子签名"):
        sealed.issue(court, [signed], ORDER, now=NOW, sealing=lambda found, name: found.raw)
    assert sealed.issue(court, [signed], ORDER, now=NOW)[0].paper.signed


def test_the_administrator_lists_recalls_and_allows_more(court: Desk, tmp_path: Path) -> None:
    (kept,) = sealed.issue(court, [file(tmp_path, papers.notice())], ORDER, now=NOW)
    more = commands.run("hub", "allow-copies", kept.paper.id, "--more", "2", "--desk", court.folder)
    assert "可印 5 份" in more.stdout, more.stderr
    gone = commands.run(
        "hub", "recall-papers", kept.paper.id, "--why", "地址写错", "--desk", court.folder, "--json"
    )
    assert json.loads(gone.stdout)["papers"][0]["recalled_why"] == "地址写错"
    listed = commands.run("hub", "papers", "--case", FIRST, "--desk", court.folder)
    assert "已收回：地址写错" in listed.stdout
