"""The shared blocks: tables over pages, signatures with their text, photos as they are, dates, labels."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from services.documents import blocks
from services.documents.page import build
from services.documents.paragraph import Paragraph
from services.documents.photos import NotAPhoto, Photo, annex
from services.documents.signatures import Place, block
from services.documents.typesetting import FORM, RULING
from tests.unit.documents.sheets import BARE, SHEET, content, ink, jpeg, lines, pages

COLUMNS = (
    blocks.Column("编号", 7, "center"),
    blocks.Column("财产名称", 30),
    blocks.Column("数量", 10, "right"),
    blocks.Column("估价（元）", 16, "right"),
)


def _rows(count: int) -> list[tuple[str, str, str, str]]:
    return [(str(n), f"黄色金属戒指，内刻“福”字，第{n}件", "1", f"{n},000.00") for n in range(1, count + 1)]


def _places() -> list[Place]:
    return [
        Place("被执行人", "张𬭎", ink(), date="2026年3月5日"),
        Place("在场人", "李四", note="拒绝签名，理由：与我无关。"),
        Place("保管人", "王五"),
    ]


def test_a_table_over_pages_repeats_its_head_and_loses_no_row():
    got = pages(build([blocks.inventory(COLUMNS, _rows(90), FORM)], BARE))

    assert len(got) > 2
    assert all(page.startswith("编号 财产名称 数量 估价（元）") for page in got)
    assert [f"第{n}件" in "".join(got) for n in range(1, 91)] == [True] * 90


def test_an_amount_stands_right_and_is_never_broken():
    pdf = build([blocks.inventory(COLUMNS, [("1", "房屋", "1", "1,234,567,890.00")], FORM)], BARE)

    assert "1,234,567,890.00" in "".join(pages(pdf))
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        edges = [
            page.get_charbox(page.get_text_range().rindex(text[-1]))[2] for text in ("1,234,567,890.00",)
        ]
    assert edges[0] == pytest.approx(28 * 72 / 25.4 + 156 * 72 / 25.4 - 3.5, abs=1.5)


def test_a_row_taller_than_a_page_is_divided_and_complete():
    long = "查封扣押冻结财产" * 400
    got = pages(
        build([blocks.inventory(COLUMNS, [("1", long, "1", "0.00"), ("2", "椅子", "1", "1.00")], FORM)], BARE)
    )

    assert len(got) > 1
    assert "".join(got).count("查封扣押冻结财产") + len(got) >= 400
    assert sum(page.count("冻") for page in got) == 400


def test_no_row_of_five_thousand_is_lost():
    got = "".join("".join(pages(build([blocks.inventory(COLUMNS, _rows(5000), FORM)], BARE))).split())

    assert all(f"第{n}件" in got for n in range(1, 5001))


@pytest.mark.parametrize("filler", range(14, 31))
def test_the_signature_block_never_stands_alone_on_its_page(filler: int):
    story = [Paragraph("执行", FORM.plain) for _ in range(filler)]
    last = "以上财产由执行人员当场清点、登记，被执行人核对无误。" * 6 + "完毕。"
    story = blocks.closing([*story, blocks.text(last, FORM)], block(_places(), FORM))
    pdf = build(story, BARE)

    page = next(n for n, text in enumerate(pages(pdf)) if "被执行人：张" in text)
    signed = lines(pdf, page)
    above = signed[: next(n for n, line in enumerate(signed) if line.startswith("被执行人：张"))]
    assert len(above) >= 2
    assert "保管人：王五" in pages(pdf)[page]


@pytest.mark.parametrize("filler", range(8, 22))
@pytest.mark.parametrize("last", ["本裁定立即执行。", "本裁定立即执行。" * 5])
def test_a_last_sentence_of_one_line_takes_lines_of_the_paragraph_before_along(filler: int, last: str):
    story = [Paragraph("执行", RULING.plain) for _ in range(filler)]
    text = "查封被执行人名下的小型轿车一辆，期限为二年，自车辆登记机关办理查封登记之日起计算。" * 3
    tail = [
        *blocks.signers([("审判员", "赵六")], RULING),
        *blocks.date_line("二〇二六年三月五日", RULING, sealed=True),
    ]
    pdf = build(blocks.closing([*story, blocks.text(text, RULING), blocks.text(last, RULING)], tail), BARE)

    page = next(n for n, words in enumerate(pages(pdf)) if "审判员" in words)
    signed = lines(pdf, page)
    assert next(n for n, line in enumerate(signed) if "审判员" in line) >= 2
    assert "".join(pages(pdf)) == "执行" * filler + text + last + "审判员　　赵六二〇二六年三月五日"


@pytest.mark.parametrize("rows", range(18, 30))
def test_two_rows_of_the_list_go_over_the_page_with_the_signatures(rows: int):
    story = blocks.closing([blocks.inventory(COLUMNS, _rows(rows), FORM)], block(_places(), FORM))
    got = pages(build(story, BARE))

    page = next(text for text in got if "被执行人：张" in text)
    assert f"第{rows}件" in page
    assert f"第{rows - 1}件" in page


@pytest.mark.parametrize("filler", range(2, 24))
def test_a_row_of_the_form_goes_along_with_a_single_sentence_and_its_signatures(filler: int):
    story = [blocks.text("询问", FORM) for _ in range(filler)]
    form = blocks.facts_table([[(f"第{n}栏", "填写")] for n in range(1, 5)], FORM)
    tail = block(_places(), FORM)
    got = pages(build(blocks.closing([*story, form, blocks.text("我已阅读。", FORM)], tail), BARE))

    signed = next(text for text in got if "被执行人：张" in text)
    assert "我已阅读。" in signed
    assert "第4栏" in signed


def test_a_list_under_its_heading_keeps_its_last_rows_with_the_seal():
    for rows in range(16, 30):
        listed = blocks.section("附：移送材料清单", [blocks.inventory(COLUMNS, _rows(rows), FORM)], FORM)
        got = pages(
            build(blocks.closing(listed, blocks.date_line("二〇二六年三月五日", FORM, sealed=True)), BARE)
        )
        sealed = next(text for text in got if "二〇二六年" in text)
        assert f"第{rows - 1}件" in sealed, rows


def test_no_row_of_a_list_goes_over_the_page_alone_nor_begins_the_list_at_a_foot():
    for filler in range(2, 30):
        story = [
            *(blocks.text("清点", FORM) for _ in range(filler)),
            blocks.inventory(COLUMNS, _rows(6), FORM),
        ]
        for page in pages(build(story, BARE)):
            assert page.count("黄色金属戒指") != 1, filler


def test_text_keeps_its_distance_from_a_table():
    pdf = build(
        [blocks.text("上", FORM), blocks.inventory(COLUMNS, _rows(1), FORM), blocks.text("下", FORM)], BARE
    )
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        (frame,) = [o.get_bounds() for o in page.get_objects() if o.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH
                    and o.get_bounds()[3] - o.get_bounds()[1] > 2 * FORM.cell.leading
                    and o.get_bounds()[2] - o.get_bounds()[0] > 400]  # fmt: skip
        boxes = page.get_textpage()
        text = boxes.get_text_range()
        above, below = (boxes.get_charbox(text.index(sign)) for sign in "上下")
    assert above[1] - frame[3] > 4
    assert frame[1] - below[3] > 4


def test_more_signers_than_a_page_holds_go_on_over_the_page():
    places = [Place("在场人", f"村民{n}") for n in range(60)]
    got = pages(build(blocks.closing([blocks.text("核对无误。", FORM)], block(places, FORM)), BARE))

    assert len(got) > 2
    assert all(f"村民{n}" in "".join(got) for n in range(60))


def test_a_signature_is_drawn_as_curves_and_an_open_place_as_a_line():
    signed = content(build(block([Place("被执行人", "张三", ink())], FORM), BARE))
    opened = content(build(block([Place("被执行人", "张三")], FORM), BARE))

    assert signed.count(b" c\n") >= 39
    assert opened.count(b" c\n") == 0
    assert b" l S" in opened or b" l\nS" in opened
    assert (
        len(set(line for line in signed.split(b"\n") if line.endswith(b" w"))) > 3
    )  # width follows pressure


def test_a_refusal_stands_at_that_persons_place():
    got = lines(build(block(_places(), FORM), BARE))

    assert any("李四" in line and "拒绝签名" in line for line in got) or "拒绝签名，理由：与我无关。" in got


def test_photos_go_in_as_the_very_bytes_two_a_page():
    photos = [Photo(jpeg(400 + n, 300), (f"照片{n}　左前", "SHA-256 9f3a")) for n in range(3)]
    pdf = build([blocks.text("笔录", FORM), *annex("附：现场照片", photos, FORM)], SHEET)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        stored = [
            thing.read_raw_bytes()
            for thing in document.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
        assert len(document.pages) == 3
    assert sorted(map(len, stored)) == sorted(len(photo.jpeg) for photo in photos)
    assert {photo.jpeg for photo in photos} == set(stored)
    assert "照片2　左前" in pages(pdf)[2]


def test_a_photo_that_is_no_photo_is_refused():
    with pytest.raises(NotAPhoto, match="重新选择照片"):
        annex("附", [Photo(b"not a photo", ())], FORM)


def test_labels_annexes_and_facts_say_what_they_were_given():
    story = [
        blocks.labelled("执行地点", "常山县天马街道", FORM),
        blocks.facts_table(
            [[("号牌号码", "浙H·A1234"), ("钥匙", "2把")], [("车况", "☑能启动　☐不能启动")]], FORM
        ),
        *blocks.annexes(["裁定书一份", "清单一份"], FORM),
        *blocks.questions([("问", "车在何处？"), ("答", "在家。")], FORM),
    ]
    got = pages(build(story, BARE))[0]

    for words in (
        "执行地点：常山县天马街道",
        "浙H·A1234",
        "☑能启动　☐不能启动",
        "附：1.裁定书一份",
        "2.清单一份",
        "答：在家。",
    ):
        assert words in got


def test_the_seals_place_around_the_date_is_kept_free():
    sealed = blocks.date_line("二〇二六年三月五日", RULING, sealed=True)
    height = sum(part.wrap(400, 400)[1] for part in sealed)

    assert height == pytest.approx(blocks.SEAL_DIAMETER)
