"""Passports and permits, accounts and receipt numbers: what the officer's hand holds stands, what looks odd is said."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_11_2

from services.identifiers import bank_card, credit_code, identity_paper, phone, receipt_number, resident_id
from services.identifiers.finding import Finding

TODAY = dt.date(2026, 11, 24)


def resident(first: str) -> str:
    return first + resident_id.check_figure(first)


PAPERS = [
    ("护照", "E12345678"),
    ("护照", "EA1234567"),
    ("外国护照", "AB1234567"),
    ("回乡证", "H12345678"),
    ("港澳居民来往内地通行证", "M1234567801"),
    ("台胞证", "12345678"),
    ("台湾居民来往大陆通行证", "1234567890B"),
    ("永久居留证", "ABC123456789012"),
    ("外国人永久居留身份证", resident("91100019800101123")),
    ("港澳居民居住证", resident("81000019800101123")),
    ("台湾居民居住证", resident("83000019800101123")),
    ("身份证", resident("33082219520307111")),
    ("", resident("33082219520307111")),
    ("军官证", "南字第12345号"),
]


@pytest.mark.parametrize(("kind", "number"), PAPERS)
def test_number_of_every_kind_of_paper_is_taken(kind: str, number: str) -> None:
    assert identity_paper.check(number, kind, TODAY) == Finding(number)
    assert identity_paper.check(f" {number.lower()} ", kind, TODAY).value == number


@pytest.mark.parametrize(
    ("kind", "number", "said"),
    [
        ("护照", "E1", "6至12位"),
        ("回乡证", "A12345678", "字母H（香港）或M（澳门）"),
        ("台胞证", "1234", "应为8位数字"),
        ("永久居留证", "12345", "以9开头"),
        ("永久居留证", resident("91100019800101123")[:-1] + "?", "以9开头"),
        ("永久居留证", "911000198001011231", "校验不符"),
        ("居住证", resident("33082219520307111"), "以81、82、83开头"),
    ],
)
def test_odd_number_of_another_paper_only_warns(kind: str, number: str, said: str) -> None:
    finding = identity_paper.check(number, kind)
    assert finding.ok
    assert finding.value == number
    assert said in finding.warnings[0]


def test_empty_and_masked_number_of_a_paper_is_refused() -> None:
    assert identity_paper.check("", "护照").errors == ("请填写护照号码。",)
    assert "有遮盖" in identity_paper.check("E12***678", "护照").errors[0]


@pytest.mark.parametrize(
    ("number", "said"), [("E12345678", "护照"), ("H12345678", "回乡证"), ("12345678", "台胞证")]
)
def test_paper_that_was_not_named_is_recognised_by_its_form(number: str, said: str) -> None:
    assert said in identity_paper.check_any(number).warnings[0]
    assert identity_paper.check_any(number).value == number


def test_what_has_no_other_form_is_checked_as_a_residents_number() -> None:
    assert identity_paper.check_any(resident("33082219520307111"), TODAY).ok


def test_a_units_code_where_a_number_is_asked_is_no_wrong_resident() -> None:
    unit = "91330822MA28F0000" + credit_code.check_character("91330822MA28F0000")
    assert identity_paper.check_any(unit, TODAY).ok
    assert identity_paper.check_any(unit[:-1] + "0", TODAY).errors
    assert "现在是17位" in identity_paper.check_any("33082219520307111").errors[0]


@pytest.mark.parametrize(
    "first", ["33082219520307111", "33272919800101111", "81000019800101123", "33089919900101123"]
)
def test_numbers_that_the_library_refuses_or_stumbles_over_are_accepted(first: str) -> None:
    number = resident(first)
    try:
        refused = not ric.is_valid(number)
    except KeyError:
        refused = True
    assert refused
    assert resident_id.check(number, TODAY).ok


@given(st.text("0123456789", min_size=17, max_size=17))
def test_check_figure_is_that_of_the_standard(first: str) -> None:
    assert resident_id.check_figure(first) == mod_11_2.calc_check_digit(first)


def test_age_over_120_is_doubted_and_a_day_that_never_was_is_wrong() -> None:
    assert "超过120岁" in resident_id.check(resident("33082219050101111"), TODAY).warnings[0]
    assert "不存在" in resident_id.check(resident("33082219900230111"), TODAY).errors[0]
    assert "今天之后" in resident_id.check(resident("33082220270101111"), TODAY).errors[0]


credit_bodies = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9).map("91330822".__add__)


@given(credit_bodies)
def test_company_codes_check_agrees_with_the_library(body: str) -> None:
    code = body + credit_code.check_character(body)
    assert uscc.is_valid(code)
    assert credit_code.check(code) == Finding(code)


def test_company_code_tells_what_sort_of_unit_it_is() -> None:
    assert credit_code.sort("91110000600037341L") == "企业"
    assert credit_code.sort("92330822MA2ABCDE1X") == "个体工商户"
    assert (credit_code.sort("600037341"), credit_code.sort("Y1330822MA2ABCDE1X")) == ("", "")


def test_older_registration_number_with_a_wrong_check_warns_twice() -> None:
    assert len(credit_code.check("110108000000016").warnings) == 1
    assert "校验不符" in credit_code.check("110108000000017").warnings[1]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0570-5012345转801", "0570-5012345转801"),
        ("0571 8765 4321 ext. 12", "0571-87654321转12"),
        ("+86 570 501 2345", "0570-5012345"),
        ("+86 10 6234 5678", "010-62345678"),
        ("0086 13800000000", "13800000000"),
        ("+852 91234567", "+852 9123 4567"),
        ("00886 912345678", "+886 912 345 678"),
    ],
)
def test_telephone_with_extension_or_from_elsewhere_is_read(typed: str, value: str) -> None:
    assert phone.check(typed) == Finding(value)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0570-50123456", "区号0570没有8位的座机号码"),
        ("+852 123456789", "与该地区的号码规则不符"),
    ],
)
def test_number_that_its_region_does_not_have_is_kept_with_a_warning(typed: str, said: str) -> None:
    finding = phone.check(typed)
    assert finding.ok
    assert said in finding.warnings[0]


def test_number_from_nowhere_is_none() -> None:
    assert "境外电话号码格式不对" in phone.check("+999x").errors[0]


@pytest.mark.parametrize(
    "number", ["6222021234567890128", "6228480402564890018", "4111 1111 1111 1111", "３３０５０１１００９"]
)
def test_account_is_taken_bare(number: str) -> None:
    finding = bank_card.check(number)
    assert finding.value is not None
    assert finding.value.isascii()
    assert finding.value.isdigit()


def test_wrong_check_figure_of_a_card_only_warns_and_a_units_account_has_none() -> None:
    assert bank_card.check("4111111111111111") == Finding("4111111111111111")
    assert "校验不符" in bank_card.check("4111111111111112").warnings[0]
    assert bank_card.check("33001676835053001234567").warnings == ()
    assert bank_card.display("6222021234567890128") == "6222 0212 3456 7890 128"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "请填写"), ("6222****0128", "有遮盖"), ("62220O1234567890", "第6位“O”"), ("1234567", "现在是7位")],
)
def test_account_that_is_none_says_why(typed: str, said: str) -> None:
    finding = bank_card.check(typed)
    assert finding.value is None
    assert said in finding.errors[0]


@given(st.text("0123456789", min_size=15, max_size=18), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_figure_of_a_card_is_always_noticed(first: str, place: int, by: int) -> None:
    body = "6" + first[1:]
    good = next(body + n for n in "0123456789" if not bank_card.check(body + n).warnings)
    at = 1 + place % (len(good) - 1)
    wrong = good[:at] + str((int(good[at]) + by) % 10) + good[at + 1 :]
    assert bank_card.check(wrong).warnings


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0012345678", "0012345678"),
        ("No. 0012345678", "0012345678"),
        ("№００１２３４５６７８", "0012345678"),
        ("浙财A-00123456", "浙财A-00123456"),
        ("第0012345678号", "0012345678"),
    ],
)
def test_receipt_number_keeps_its_zeros_and_loses_its_wrapping(typed: str, value: str) -> None:
    assert receipt_number.check(typed) == Finding(value)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "请填写"), ("0012****78", "有遮盖"), ("浙财字", "以数字结尾")],
)
def test_receipt_number_that_is_none_says_why(typed: str, said: str) -> None:
    assert said in receipt_number.check(typed).errors[0]


@pytest.mark.parametrize(
    ("typed", "said"), [("00I2345678", "数字1"), ("12", "只有2位"), ("123456789012345678901", "过长")]
)
def test_odd_receipt_number_only_warns(typed: str, said: str) -> None:
    assert said in receipt_number.check(typed).warnings[0]


def test_form_missing_between_two_receipts_is_counted() -> None:
    assert receipt_number.skipped("0012345678", "0012345679") == 0
    assert receipt_number.skipped("浙A-0099", "浙A-0103") == 3
    assert receipt_number.skipped("0099", "00100") is None
    assert receipt_number.skipped("浙A-0099", "浙B-0100") is None
    assert receipt_number.skipped("0100", "0099") is None


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", ""),
        ("王某 农商行常山支行 6222 0212 3456 7890 128", ""),
        ("常山县某公司 201000123456789", ""),
        ("王某 农商行", "没有看到账号"),
        ("王某 6222****0128", "有遮盖"),
        ("王某 6222021234567890129", "最后一位校验不符"),
    ],
)
def test_account_typed_with_holder_and_bank_is_looked_at(written: str, said: str) -> None:
    found = bank_card.check_in(written)
    assert (said in "".join(found)) if said else found == ()


@given(st.text("0123456789", min_size=16, max_size=19))
def test_check_figure_of_a_card_is_the_published_librarys(number: str) -> None:
    assert bank_card._fits(number) == luhn.is_valid(number)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("农商行 6222021234567890128", ""),
        ("农商行 尾号 6229，冻结 50000 元", ""),
        ("农商行 6222021234567890129", "银行卡号（尾号 0129）校验位不符"),
        ("农商行 6222-0212-3456-7890-129", "银行卡号（尾号 0129）校验位不符"),
        ("对公 33001676835053001234567", ""),
        ("户名 何某 " + resident("33082219800101123"), ""),
        ("6222****0128", "账号（尾号 0128）有遮盖"),
        ("1" * 33, "账号（尾号 1111）有33位，超过32位"),
        ("", ""),
    ],
)
def test_line_that_may_hold_a_card_is_warned_of_without_its_number(line: str, said: str) -> None:
    found = "".join(bank_card.doubts(line))
    assert found.startswith(said) if said else found == ""
    assert not re.search(r"\d{5}", found)
