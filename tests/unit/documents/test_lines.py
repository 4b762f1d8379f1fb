"""Chinese lines: no forbidden character at an end, the grid, squeezing and stretching within limits."""

from __future__ import annotations

import pytest

from services.documents.atoms import CANNOT_END, CANNOT_START
from services.documents.lines import Line
from services.documents.paragraph import Paragraph
from services.documents.typesetting import AREA_WIDTH, FORM, PITCH, RULING, STRETCH_LIMIT, Style
from tests.unit.documents.sheets import LAW, STATUTE

_LINE_STARTS_NEVER = "，。、；：？！）》〉】』」”’…—％"
_LINE_ENDS_NEVER = "（《〈【『「“‘"


def _set(text: str, style: Style, width: float) -> list[Line]:
    paragraph = Paragraph(text, style)
    paragraph.wrap(width, 10000)
    return paragraph.lines


def _statute_lines() -> list[Line]:
    texts = STATUTE.splitlines()
    return [
        line for width in range(8, 29, 4) for text in texts for line in _set(text, RULING.body, width * PITCH)
    ]


def test_no_line_of_the_statutes_starts_or_ends_with_a_forbidden_mark():
    lines = _statute_lines()

    assert len(lines) >= 1600
    assert [line.text for line in lines if line.text[0] in CANNOT_START | set(_LINE_STARTS_NEVER)] == []
    assert [line.text for line in lines if not line.last and line.text[-1] in CANNOT_END] == []
    assert set(_LINE_ENDS_NEVER) <= CANNOT_END
    assert set(_LINE_STARTS_NEVER) <= CANNOT_START


@pytest.mark.parametrize("name", LAW)
def test_whole_statutes_break_lawfully_at_the_papers_own_widths(name: str):
    bad = []
    for styles, width in ((RULING, AREA_WIDTH), (FORM, AREA_WIDTH), (FORM, AREA_WIDTH / 4)):
        for text in LAW[name].splitlines():
            for line in _set(text, styles.body, width):
                starts, ends = line.text[0], line.text[-1]
                if starts in CANNOT_START or (ends in CANNOT_END and not line.last):
                    bad.append(line.text)
    assert bad == []


def test_the_statutes_are_thousands_of_lines_of_the_papers_own_width():
    texts = [text for law in LAW.values() for text in law.splitlines()]
    assert sum(len(_set(text, RULING.body, AREA_WIDTH)) for text in texts) >= 5000


def test_nothing_of_the_text_is_lost_between_lines():
    for text in STATUTE.splitlines():
        for width in (8, 13, 28):
            lines = _set(text, RULING.body, width * PITCH)
            assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")


def test_no_line_runs_over_the_edge():
    for line in _statute_lines():
        last = line.atoms[-1]
        assert line.offsets[-1] + last.width - last.right_blank <= 28 * PITCH + 0.1
        assert list(line.offsets) == sorted(line.offsets)


def test_justified_lines_end_at_the_edge_unless_that_would_pull_them_apart():
    width = 28 * PITCH
    for text in STATUTE.splitlines():
        for line in _set(text, RULING.body, width)[:-1]:
            ink_end = line.offsets[-1] + line.atoms[-1].width
            gaps = len(line.atoms) - 1
            if abs(ink_end - width) > 0.1 and ink_end < width:
                assert (width - ink_end) / gaps > STRETCH_LIMIT * RULING.body.size - 0.01


@pytest.mark.parametrize(
    ("em", "spread"), [(0.11, True), (0.14, True), (0.149, True), (0.151, False), (0.16, False)]
)
def test_a_line_is_spread_by_up_to_0_15_em_between_characters_and_stays_ragged_beyond(
    em: float, spread: bool
):
    style = Style(size=16, align="justify")
    width = 16 * (7 + 6 * em)  # seven characters and their six gaps; an eighth does not fit

    first = _set("执" * 14, style, width)[0]

    assert len(first.atoms) == 7
    step = first.offsets[1] - first.offsets[0]
    assert step == pytest.approx(16 * (1 + em) if spread else 16)


def test_a_full_line_is_28_characters_wide():
    lines = _set("执" * 56, RULING.plain, AREA_WIDTH)

    assert [len(line.atoms) for line in lines] == [28, 28]


def test_two_marks_in_a_row_share_one_blank():
    line = _set("称“查封”。（一）", RULING.plain, AREA_WIDTH)[0]
    gaps = {
        a.text + b.text: y - x
        for a, b, x, y in zip(line.atoms, line.atoms[1:], line.offsets, line.offsets[1:], strict=False)
    }

    assert gaps["”。"] < 0.6 * RULING.body.size
    assert gaps["。（"] < 0.6 * RULING.body.size
    assert gaps["查封"] == pytest.approx(PITCH)


def test_a_mark_that_would_start_a_line_is_pulled_in_by_squeezing():
    lines = _set("本院依法，查封、扣押，冻结；拍卖。并且继续执行", Style(size=16, align="justify"), 16 * 16)

    assert lines[0].text.endswith("。")
    assert len(lines[0].text) == 17


@pytest.mark.parametrize("number", ["（2026）浙0822执900123号", "13,500.00元", "2026-03-05"])
def test_a_number_is_not_parted_at_the_end_of_a_line(number: str):
    run = max("".join(c if c.isascii() else " " for c in number).split(), key=len)
    for lead in range(4, 14):
        lines = _set("执" * lead + number + "号" * 20, RULING.plain, 14 * PITCH)
        assert any(run in line.text for line in lines)


@pytest.mark.parametrize("plate", ["浙H·YS9A7", "浙H·AD1234", "浙H·1234挂"])
def test_a_plate_is_not_parted_at_the_end_of_a_line(plate: str):
    for before in range(20, 29):
        lines = _set("查" * before + plate + "，大众牌", RULING.plain, AREA_WIDTH)
        assert any(plate in line.text for line in lines), before


def test_a_box_to_tick_is_never_parted_from_its_word():
    for width in range(4, 20):
        for line in _set("□单独所有　□共同共有　□按份共有　□不详", FORM.cell, width * FORM.cell.pitch):
            assert not line.text.rstrip("　").endswith("□"), width


def test_an_identity_number_may_be_parted_but_keeps_four_digits_together():
    number = "330899198001010012"
    for lead in range(1, 20):
        lines = _set("号" * lead + number + "号" * 20, RULING.plain, 14 * PITCH)
        parts = ["".join(c for c in line.text if c.isdigit()) for line in lines]
        assert "".join(parts) == number
        assert all(len(part) >= 4 for part in parts if part)


def test_a_number_wider_than_its_cell_stays_inside_it():
    for line in _set("2,123,456.00", FORM.cell, 30):
        assert line.offsets[-1] + line.atoms[-1].width <= 30


def test_room_for_the_pen_never_starts_a_line():
    for lead in range(20):
        lines = _set("执" * lead + "二〇二六年　　月　　日前迁出", RULING.plain, 12 * PITCH)
        assert not any(line.text.startswith("　") for line in lines)
        assert "".join(line.text for line in lines) == "执" * lead + "二〇二六年　　月　　日前迁出"


def test_a_dash_of_two_is_never_parted():
    for lead in range(20):
        lines = _set("执" * lead + "——行" * 10, RULING.plain, 10 * PITCH)
        assert all(line.text.count("—") % 2 == 0 for line in lines)


def test_the_first_line_is_indented_by_two_characters_and_a_line_feed_starts_a_line():
    lines = _set("查封\n扣押", RULING.body, AREA_WIDTH)

    assert lines[0].offsets[0] == pytest.approx(2 * PITCH)
    assert [line.text for line in lines] == ["查封", "扣押"]
    assert lines[1].offsets[0] == 0


def test_a_paragraph_never_leaves_a_single_line_on_a_page():
    paragraph = Paragraph("执" * (28 * 5), RULING.plain)
    leading = RULING.body.leading
    paragraph.wrap(AREA_WIDTH, 1000)

    assert paragraph.split(AREA_WIDTH, 1.5 * leading) == []
    upper, lower = paragraph.split(AREA_WIDTH, 4.5 * leading)
    assert (len(upper.lines), len(lower.lines)) == (3, 2)
    assert "".join(line.text for line in [*upper.lines, *lower.lines]) == "执" * 140
