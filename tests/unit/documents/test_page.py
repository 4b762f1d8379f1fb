"""Whole papers: the grid, the text layer, embedded fonts, equal bytes, marks, numbers, footer."""

from __future__ import annotations

import dataclasses
import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from services.documents import blocks
from services.documents.page import TooLarge, build
from services.documents.paragraph import Paragraph
from services.documents.qr import QR
from services.documents.typesetting import FORM, RULING
from tests.unit.documents.sheets import BARE, LAW, SHEET, STATUTE, content, fonts, lines, pages

ROOT = Path(__file__).parents[3]


def _statute(count: int = 30) -> list[Paragraph]:
    return [Paragraph(text, RULING.body) for text in STATUTE.splitlines()[:count]]


def test_22_lines_of_28_characters_fill_exactly_one_page():
    characters = "".join(chr(0x4E00 + 3 * i) for i in range(28 * 22))

    pdf = build([Paragraph(characters, RULING.plain)], BARE)
    assert len(pages(pdf)) == 1
    assert [len(line) for line in lines(pdf)] == [28] * 22
    assert len(pages(build([Paragraph(characters + "执", RULING.plain)], BARE))) == 2


def test_the_text_layer_gives_the_source_back():
    source = "张𬭎、王䶮、赟喆堃燊犇㛃，二〇二六年：“查封（扣押）”☑是☐否……——《民诉法》3·15，13,500.00元（2026）浙0822执9号"
    assert pages(build([Paragraph(source, RULING.plain)], BARE)) == [source]


def test_the_text_layer_gives_whole_statutes_back():
    got = "".join(pages(build(_statute(60), BARE)))
    want = "".join(STATUTE.splitlines()[:60])

    assert got.replace(" ", "") == want.replace(" ", "")


@pytest.mark.parametrize("name", LAW)
def test_the_text_layer_of_every_statute_is_its_source(name: str):
    story = [Paragraph(text, RULING.body) for text in LAW[name].splitlines()]

    got = "".join(pages(build(story, BARE)))
    assert "".join(got.split()) == "".join(LAW[name].split())


def test_characters_that_share_a_glyph_stay_apart_in_the_text_layer():
    source = "甲·乙•丙・丁"  # one glyph in FandolFang
    assert pages(build([Paragraph(source, RULING.plain)], BARE)) == [source]


def test_every_font_is_embedded_and_none_is_latin_by_default():
    story = [*blocks.head("浙江省常山县人民法院", "执行裁定书", "（2026）浙0822执9号", RULING), *_statute(5)]
    story += [
        blocks.heading("一、张𬭎", RULING),
        blocks.subheading("（一）", RULING),
        blocks.text("张𬭎", RULING),
    ]
    found = fonts(
        build(
            [
                *story,
                blocks.heading("一、张𬭎", RULING),
                blocks.text("张𬭎", RULING),
                blocks.subheading("（一）", RULING),
            ],
            SHEET,
        )
    )

    assert all(found.values())
    assert {name.split("+")[1] for name in found} == {
        "FandolFang-Regular",
        "PaperSong",
        "PaperHei",
        "PaperRare",
        "FandolKai-Regular",
    }


def test_the_same_story_gives_the_same_bytes_and_another_time_others():
    first = build(_statute(), SHEET)

    assert build(_statute(), SHEET) == first
    assert build(_statute(), dataclasses.replace(SHEET, made_at=SHEET.made_at.replace(minute=31))) != first


def test_another_process_without_system_fonts_gives_the_same_bytes(tmp_path: Path):
    script = (
        "import hashlib; from tests.unit.documents.sheets import SHEET, STATUTE; from services.documents.page import build;"
        "from services.documents.paragraph import Paragraph; from services.documents.typesetting import RULING;"
        "print(hashlib.sha256(build([Paragraph(t, RULING.body) for t in STATUTE.splitlines()[:30]], SHEET)).hexdigest())"
    )
    empty = tmp_path / "fonts.conf"
    empty.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>")
    found = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "PYTHONHASHSEED": seed,
                "FONTCONFIG_FILE": str(empty),
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert found[0] == found[1]


def test_the_paper_says_what_it_is():
    with pikepdf.open(io.BytesIO(build(_statute(2), SHEET))) as document:
        assert str(document.Root.Lang) == "zh-CN"
        assert str(document.docinfo["/Title"]) == "查封财产清单"
        assert str(document.docinfo["/Subject"]) == SHEET.document_id
        assert str(document.docinfo["/CreationDate"]).startswith("D:20260305093000+08")
        assert (
            document.check_pdf_syntax() == []
            if hasattr(document, "check_pdf_syntax")
            else document.check() == []
        )


def test_demo_and_draft_marks_are_on_every_page_under_the_text():
    plain = build(_statute(), BARE)
    marked = build(_statute(), dataclasses.replace(BARE, demo=True, draft_mark="待签发稿"))

    assert len(pages(marked)) == len(pages(plain)) > 2
    for number, (with_marks, without) in enumerate(zip(pages(marked), pages(plain), strict=True)):
        assert with_marks.replace("待签发稿　演示　无法律效力", "") == without
        operators = content(marked, number)
        assert operators.index(b" c ") < operators.index(
            b"BT"
        )  # the outlines come first, so nothing is hidden


def test_pages_are_numbered_as_chosen():
    count = len(pages(build(_statute(), BARE)))
    numbered = pages(build(_statute(), dataclasses.replace(BARE, numbering="x_of_y")))
    dashed = pages(build(_statute(), dataclasses.replace(BARE, numbering="dashes", duplex=True)))

    assert [f"第{n + 1}页　共{count}页" in text for n, text in enumerate(numbered)] == [True] * count
    assert [f"— {n + 1} —" in text for n, text in enumerate(dashed)] == [True] * count
    assert "—" not in pages(build(_statute(1), dataclasses.replace(BARE, numbering="dashes")))[0]


def test_the_footer_stands_outside_the_type_area():
    with pypdfium2.PdfDocument(build(_statute(2), SHEET)) as document:
        page = document[0].get_textpage()
        found = page.search("记录哈希 9f3a").get_next()
        assert found is not None
        assert page.get_charbox(found[0])[3] < 35 * 72 / 25.4


def test_something_larger_than_a_page_is_refused_in_words():
    with pytest.raises(TooLarge, match="超过一页"):
        build([QR("过大", size=1000)], BARE)


def test_a_qr_is_one_path_without_seams():
    operators = content(build([QR("文书0192f0c0")], BARE))

    assert operators.count(b" re") > 100
    assert operators.count(b"f\n") + operators.count(b"f*\n") == 1


def test_a_name_of_300_characters_is_set_whole():
    name = "阿卜杜" * 100
    got = pages(build([blocks.labelled("被执行人", name, FORM)], BARE))

    assert got == ["被执行人：" + name]
