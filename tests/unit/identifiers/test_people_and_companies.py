"""Identity numbers, company codes and telephones: what is wrong is said, what may be allowed keeps its value."""

from __future__ import annotations

import datetime as dt

import pytest

from services.identifiers import credit_code, phone, resident_id

TODAY = dt.date(2026, 3, 5)
OLDER = "330899195203071112"  # born before the county had its present code: must pass
OLDER = OLDER[:17] + resident_id.check_figure(OLDER)


def test_older_resident_of_the_county_is_accepted() -> None:
    assert resident_id.check(OLDER, TODAY) == resident_id.Finding(OLDER)


def test_published_example_has_the_right_check_figure() -> None:
    assert resident_id.check("11010519491231002X").ok  # the example of GB 11643
    assert resident_id.check(" 1101 0519 4912 3100 2ｘ ").value == "11010519491231002X"


def test_wrong_check_figure_is_an_error_that_may_be_allowed() -> None:
    finding = resident_id.check("110105194912310021")
    assert not finding.ok
    assert finding.value == "110105194912310021"
    assert "校验不符" in finding.errors[0]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("", "请填写"),
        ("3308991990", "应为18位，现在是10位"),
        ("33089919900101123O", "第18位“O”不对"),
        ("X10105194912310021", "第1位“X”不对"),
        ("3308991990010112345", "现在是19位"),
    ],
)
def test_unreadable_identity_number_says_where(number: str, said: str) -> None:
    finding = resident_id.check(number)
    assert finding.value is None
    assert said in finding.errors[0]


def test_birth_date_that_cannot_be_is_said() -> None:
    assert any("不存在" in e for e in resident_id.check("330899199002301234").errors)
    assert any("今天之后" in e for e in resident_id.check("330899203001011234", TODAY).errors)
    assert any("120岁" in w for w in resident_id.check("330899189001011234", TODAY).warnings)


def test_older_form_of_fifteen_figures_warns() -> None:
    finding = resident_id.check("330899520307111", TODAY)
    assert finding.ok
    assert "15位" in finding.warnings[0]
    assert resident_id.birth_date("330899520307111") == dt.date(1952, 3, 7)
    assert resident_id.sex("330899520307111") == "男"


def test_number_tells_birth_sex_age_and_province() -> None:
    number = "11010519491231002X"
    assert resident_id.birth_date(number) == dt.date(1949, 12, 31)
    assert resident_id.sex(number) == "女"
    assert resident_id.age_on(number, dt.date(2026, 12, 30)) == 76
    assert resident_id.age_on(number, dt.date(2026, 12, 31)) == 77
    assert (resident_id.region(number), resident_id.region("99")) == ("北京", "")
    with pytest.raises(ValueError, match="birth"):
        resident_id.age_on("330899199002301234", TODAY)


@pytest.mark.parametrize(
    "code", ["91110000600037341L", "9111 0000 6000 3734 1l", "９１１１００００６０００３７３４１Ｌ"]
)
def test_company_code_is_normalised(code: str) -> None:
    assert credit_code.check(code) == credit_code.Finding("91110000600037341L")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "请填写"),
        ("9111000060003734", "应为18位，现在是16位"),
        ("91110000600037341O", "第18位“O”"),
        ("911100006000S7341L", "第13位“S”"),
        ("12345678中", "第9位“中”"),
    ],
)
def test_unreadable_company_code_says_where(code: str, said: str) -> None:
    finding = credit_code.check(code)
    assert finding.value is None
    assert said in finding.errors[0]


def test_company_code_with_wrong_check_may_be_allowed() -> None:
    finding = credit_code.check("91110000600037341M")
    assert finding.value == "91110000600037341M"
    assert not finding.ok


def test_older_company_numbers_warn() -> None:
    assert "15位" in credit_code.check("330822000001234").warnings[0]
    organisation = credit_code.check("60003734-1")
    assert organisation.value == "600037341"
    assert "9位" in organisation.warnings[0]
    assert not credit_code.check("60003734-2" if organisation.ok else "60003734-1").ok


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("13800000000", "13800000000"),
        ("+86 138-0000-0000", "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("0570 5012345", "0570-5012345"),
        ("(010)62345678", "010-62345678"),
        ("12368", "12368"),
        ("4001234567", "4001234567"),
    ],
)
def test_telephone_is_normalised(typed: str, value: str) -> None:
    assert phone.check(typed) == phone.Finding(value)


def test_landline_without_area_code_warns() -> None:
    assert phone.check("5012345").warnings


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "请填写"), ("1380000000", "现在是10位"), ("138000000O0", "第10位“O”"), ("999", "格式不对"),
     ("138****0000", "第4位“*”")],
)  # fmt: skip
def test_telephone_that_is_none_says_why(typed: str, said: str) -> None:
    finding = phone.check(typed)
    assert finding.value is None
    assert said in finding.errors[0]
