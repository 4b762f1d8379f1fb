"""Plates, VINs and property certificates as officers type them at the roadside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vininfo import Vin

from services.identifiers import plate, property_certificate, vin

PLATES = [
    ("浙H9A3K7", "浙H9A3K7", "普通"),
    ("浙h·9a3k7", "浙H9A3K7", "普通"),
    ("浙Ｈ９Ａ３Ｋ７", "浙H9A3K7", "普通"),
    ("浙H 9A3K7", "浙H9A3K7", "普通"),
    ("浙H•9A3K7", "浙H9A3K7", "普通"),
    ("浙HD12345", "浙HD12345", "小型新能源"),
    ("浙HAF1234", "浙HAF1234", "小型新能源"),
    ("粤BA03205", "粤BA03205", "小型新能源"),
    ("浙H12345D", "浙H12345D", "大型新能源"),
    ("浙H1234挂", "浙H1234挂", "挂车"),
    ("浙H1234学", "浙H1234学", "教练车"),
    ("浙H1234警", "浙H1234警", "警用"),
    ("粤Z1234港", "粤Z1234港", "港澳入出境"),
    ("粤ZAB12澳", "粤ZAB12澳", "港澳入出境"),
    ("使224578", "使224578", "使馆"),
    ("224·578使", "224578使", "使馆"),
    ("沪A0023领", "沪A0023领", "领馆"),
    ("浙X1234应急", "浙X1234应急", "应急"),
    ("WJ浙12345", "WJ浙12345", "武警"),
    ("浙H12345临", "浙H12345临", "临时"),
    ("浙08·12345", "浙0812345", "拖拉机、联合收割机"),
    ("浙HK12345", "浙HK12345", "小型新能源"),
    ("浙H12345F", "浙H12345F", "大型新能源"),
    ("京A00001", "京A00001", "普通"),
]


@pytest.mark.parametrize(("typed", "value", "kind"), PLATES)
def test_plate_is_normalised_and_its_kind_told(typed: str, value: str, kind: str) -> None:
    finding = plate.check(typed)
    assert finding == plate.Finding(value)
    assert plate.kind(value) == kind


def test_letters_o_and_i_in_the_serial_become_figures_and_that_is_said() -> None:
    finding = plate.check("浙H9O3I7")
    assert finding.value == "浙H90317"
    assert "已按数字0、1处理" in finding.warnings[0]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "请填写"),
        ("H9A3K7", "第1位“H”不是"),
        ("浙89A3K7", "第2位应为发牌机关字母"),
        ("浙H9A3", "现在共5位"),
        ("浙H9A3K77", "格式不对"),
        ("浙H9**K7", "遮盖"),
        ("浙H9乙3K7", "第4位“乙”不是号牌用字"),
    ],
)
def test_plate_that_is_none_says_where(typed: str, said: str) -> None:
    finding = plate.check(typed)
    assert finding.value is None
    assert said in finding.errors[0]


def test_plate_is_shown_as_on_the_car() -> None:
    assert plate.display("浙H9A3K7") == "浙H·9A3K7"
    assert plate.display("使224578") == "使224578"


@given(st.text("浙H9A3KOI·挂学使领WJ ab１*", max_size=10))
def test_plate_check_settles_after_one_pass(text: str) -> None:
    finding = plate.check(text)
    if finding.value is not None:
        assert plate.check(finding.value) == plate.Finding(finding.value)
        assert plate.check(plate.display(finding.value)).value == finding.value


VIN = "LSVHJ133022221761"


def test_good_vin_passes_in_any_writing() -> None:
    assert vin.check(VIN) == vin.Finding(VIN)
    assert vin.check(" lsvhj-1330 22221761 ").value == VIN
    assert vin.check("1M8GDM9AXKP042788") == vin.Finding("1M8GDM9AXKP042788")


def test_wrong_check_figure_of_a_vin_only_warns() -> None:
    finding = vin.check("LSVHJ133122221761")
    assert finding.ok
    assert "第9位" in finding.warnings[0]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "请填写"),
        ("LSVHJ1330222217612", "现在是18位"),
        ("12345", "现在是5位"),
        ("LSVHJ13302222176O", "第17位“O”不对，车架号不用字母I、O、Q，可能是数字0"),
        ("LSVHJ13302222I761", "第14位“I”不对"),
        ("LSVHJ1330车222176", "第10位“车”不对，只能是数字和大写字母"),
    ],
)
def test_vin_that_is_none_says_where(typed: str, said: str) -> None:
    finding = vin.check(typed)
    assert finding.value is None
    assert said in finding.errors[0]


def test_short_number_of_an_old_car_is_kept_with_a_warning() -> None:
    finding = vin.check("bj2020s-00123")
    assert finding.value == "BJ2020S00123"
    assert "现在是12位" in finding.warnings[0]
    assert "现在是16位" in vin.check(VIN[:-1]).warnings[0]


@given(st.text("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", min_size=14, max_size=14).map("LSV".__add__))
def test_check_figure_of_a_chinese_car_is_the_published_librarys(code: str) -> None:
    assert (not vin.check(code).warnings) == Vin(code).verify_checksum(check_year=False)


def test_year_letter_that_the_library_denies_is_not_denied_here() -> None:
    european = "WBA3A5C50"
    code = next(c for n in "0123456789X" if not vin.check(c := european[:8] + n + "CF256987").warnings)
    assert not Vin(code[:9] + "U" + code[10:]).verify_checksum()
    assert vin.check(code) == vin.Finding(code)


def test_differing_places_of_two_vins_are_told() -> None:
    assert vin.differences(VIN, VIN.lower()) == ()
    assert vin.differences(VIN, "LSVHJ133022221167") == (15, 17)
    assert vin.differences(VIN, VIN[:-2]) == (16, 17)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("冀(2018)石家庄市不动产权第0029272号", "冀（2018）石家庄市不动产权第0029272号"),
        ("浙〔２０２０〕常山县不动产权第０００１２３４号", "浙（2020）常山县不动产权第0001234号"),
        ("浙（2020）常山县不动产证明第0001234号", "浙（2020）常山县不动产证明第0001234号"),
    ],
)
def test_property_certificate_is_normalised(typed: str, value: str) -> None:
    assert property_certificate.check(typed) == property_certificate.Finding(value)


def test_older_certificate_is_kept_with_a_warning() -> None:
    finding = property_certificate.check("常房权证天马镇字第00012345号")
    assert finding.ok
    assert finding.value == "常房权证天马镇字第00012345号"
    assert "旧式权证" in finding.warnings[0]
    assert property_certificate.check("沪（2018）浦字不动产权第012345号").warnings


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "请填写"),
        ("12", "太短"),
        ("浙（2020）常山县不动产权第000***4号", "遮盖"),
        ("浙2020常山县不动产权第0001234号", "格式不对"),
        ("浙（2020）常山县不动产权第00O1234号", "只能是数字"),
    ],
)
def test_certificate_that_cannot_be_says_why(typed: str, said: str) -> None:
    assert said in property_certificate.check(typed).errors[0]


@given(
    st.sampled_from("京浙沪粤"),
    st.sampled_from("ABHKZ"),
    st.text("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=5, max_size=5),
)
def test_plate_as_it_looks_is_read_as_the_same_plate(province: str, office: str, serial: str) -> None:
    bare = f"{province}{office}{serial}"
    assert plate.check(plate.display(bare)).value == bare
    assert plate.check(f" {plate.display(bare).lower()} ").value == bare
