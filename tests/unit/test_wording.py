"""What officers read and papers print: money, dates, numbers, lists and masks in Chinese."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services import wording

RMB = {
    "0": "人民币零元整",
    "0.05": "人民币伍分",
    "0.5": "人民币伍角整",
    "0.55": "人民币伍角伍分",
    "1": "人民币壹元整",
    "10": "人民币壹拾元整",
    "10.1": "人民币壹拾元壹角整",
    "105": "人民币壹佰零伍元整",
    "1409.50": "人民币壹仟肆佰零玖元伍角整",
    "6007.14": "人民币陆仟零柒元壹角肆分",
    "16409.02": "人民币壹万陆仟肆佰零玖元零贰分",
    "100000.05": "人民币壹拾万元零伍分",
    "100500": "人民币壹拾万零伍佰元整",
    "107000.53": "人民币壹拾万柒仟元伍角叁分",
    "286000": "人民币贰拾捌万陆仟元整",
    "100000000": "人民币壹亿元整",
    "100000010": "人民币壹亿零壹拾元整",
    "100005000": "人民币壹亿零伍仟元整",
    "1000100000": "人民币壹拾亿零壹拾万元整",
    "999999999999.99": "人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
}


@pytest.mark.parametrize(("amount", "words"), RMB.items())
def test_receipt_shows_the_amount_in_capital_numerals(amount: str, words: str) -> None:
    assert wording.rmb_upper(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-1", "0.001", "NaN", "Infinity", "1000000000000"])
def test_amount_that_no_receipt_can_carry_is_refused_in_words(amount: str) -> None:
    with pytest.raises(wording.BadAmount, match="金额"):
        wording.rmb_upper(Decimal(amount))
    with pytest.raises(wording.BadAmount):
        wording.money(Decimal(amount))


def test_money_in_figures_has_separators_and_two_decimals() -> None:
    assert wording.money(Decimal("286000")) == "286,000.00"
    assert wording.money(Decimal("0.5")) == "0.50"


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "零"), (7, "七"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十"),
     (111, "一百一十一"), (256, "二百五十六"), (1002, "一千零二"), (10010, "一万零一十"), (100000, "十万")],
)  # fmt: skip
def test_article_numbers_are_written_in_words(number: int, words: str) -> None:
    assert wording.chinese_number(number) == words


@given(st.integers(0, 999))
def test_words_of_a_number_are_read_back(number: int) -> None:
    assert wording.number_of(wording.chinese_number(number)) == number


@pytest.mark.parametrize("words", ["", "一一", "百", "十百", "〇", "二二十", "1000", "甲"])
def test_words_that_are_no_number_are_not_guessed(words: str) -> None:
    assert wording.number_of(words) is None


def test_dates_are_written_as_on_papers() -> None:
    assert wording.chinese_date(dt.date(2026, 3, 5)) == "二〇二六年三月五日"
    assert wording.chinese_date(dt.date(2010, 11, 20)) == "二〇一〇年十一月二十日"
    assert wording.date_text(dt.date(2026, 3, 5)) == "2026年3月5日"
    moment = dt.datetime(2026, 11, 24, 10, 5, tzinfo=dt.UTC)
    assert wording.date_time_text(moment) == "2026年11月24日18时05分"
    with pytest.raises(ValueError, match="zone"):
        wording.date_time_text(dt.datetime(2026, 1, 1))


def test_list_has_no_gap_and_no_mark_at_its_end() -> None:
    assert wording.listed(["钥匙", "", "行驶证"]) == "钥匙、行驶证"
    assert wording.listed([]) == ""


@pytest.mark.parametrize(
    ("number", "masked"),
    [("330899199001011234", "330899********1234"), ("330899900101123", "330899*****1123"),
     ("E12345678", "E1*****78"), ("AB", "A*B"), ("A", "*")],
)  # fmt: skip
def test_identity_number_on_a_poster_is_masked(number: str, masked: str) -> None:
    assert wording.masked_id(number) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张某"), ("张三丰", "张某某"), ("欧阳修", "欧阳某"), ("欧阳", "欧某"), ("𬭎", "𬭎某")],
)
def test_name_on_a_poster_keeps_its_surname_only(name: str, masked: str) -> None:
    assert wording.masked_name(name) == masked


def test_long_company_name_keeps_head_and_tail() -> None:
    name = "常山县某某房地产开发有限公司"
    assert wording.shortened(name, 14) == name
    assert wording.shortened(name, 9) == "常山县某…有限公司"
    assert len(wording.shortened(name, 8)) == 8
    with pytest.raises(ValueError, match="room"):
        wording.shortened(name, 2)


@pytest.mark.parametrize(
    ("days", "words"), [(25, "余 25 天"), (2, "余 2 天"), (1, "明日到期"), (0, "今日到期"), (-2, "过 2 天")]
)
def test_officer_reads_how_far_an_expiry_is(days: int, words: str) -> None:
    today = dt.date(2026, 2, 27)
    assert wording.days_left_text(today + dt.timedelta(days), today) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 字节"), (640, "640 字节"), (1024, "1.0 KB"), (4_300_000, "4.1 MB"), (1024**2 - 1, "1.0 MB"),
     (2 * 1024**3, "2.0 GB"), (5 * 1024**4, "5120.0 GB")],
)  # fmt: skip
def test_file_size_is_readable(size: int, words: str) -> None:
    assert wording.size_text(size) == words


@given(st.integers(0, 10**14 - 1))
def test_capital_amount_is_read_back(cents: int) -> None:
    amount = Decimal(cents) / 100
    assert wording.rmb_of(wording.rmb_upper(amount)) == amount


@pytest.mark.parametrize(
    "words", ["", "人民币壹万元零", "贰拾捌", "人民币壹佰伍元整", "100元", "人民币负壹元整"]
)
def test_capital_amount_with_a_slip_is_refused(words: str) -> None:
    with pytest.raises(wording.BadAmount):
        wording.rmb_of(words)


@given(st.integers(1, 10**8 - 1))
def test_whole_yuan_below_a_hundred_million_read_as_an_independent_library_reads_them(yuan: int) -> None:
    assert wording.rmb_upper(Decimal(yuan)) == "人民币" + cn2an.an2cn(yuan, "rmb")


def test_a_missing_group_of_ten_thousands_is_said_where_that_library_leaves_it_out() -> None:
    assert cn2an.an2cn(600_007_739, "rmb") == "陆亿柒仟柒佰叁拾玖元整"
    assert wording.rmb_upper(Decimal(600_007_739)) == "人民币陆亿零柒仟柒佰叁拾玖元整"
