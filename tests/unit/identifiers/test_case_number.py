"""A case number is read however people write it, printed in one form, and refused with the place of the mistake."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identifiers import case_codes, case_number
from services.identifiers.case_number import BadCaseNumber, CaseNumber

FULL = "（2022）浙0822执123号"

GOOD = [
    (FULL, FULL),
    ("(2022)浙0822执123号", FULL),
    ("〔2022〕浙0822执123号", FULL),
    ("[2022]浙0822执123号", FULL),
    ("【2022】浙0822执123号", FULL),
    ("<2022>浙0822执123号", FULL),
    ("〈2022〉浙0822执123号", FULL),
    ("（２０２２）浙０８２２执１２３号", FULL),
    (" （2022） 浙0822 执123号\u200b", FULL),
    ("(2022）浙0822执123号之二", "（2022）浙0822执123号之二"),
    ("（2022）浙0822执123号之2", "（2022）浙0822执123号之二"),
    ("（2022）浙0822执123号之十一", "（2022）浙0822执123号之十一"),
    ("（2022）浙0822执恢45号", "（2022）浙0822执恢45号"),
    ("（2023）浙0822执保7号", "（2023）浙0822执保7号"),
    ("（2022）浙08执复12号", "（2022）浙08执复12号"),
    ("（2022）浙执监3号", "（2022）浙执监3号"),
    ("（2022）最高法知民终1号", "（2022）最高法知民终1号"),
    ("（2019）桂0204民初2440号之一", "（2019）桂0204民初2440号之一"),
    ("(2014)衢常执民字第123号", "（2014）衢常执民字第123号"),
    ("（2014）衢常执民字第123-1号", "（2014）衢常执民字第123-1号"),
    ("（2015）金商初字第654号之一", "（2015）金商初字第654号之一"),
    ("（2009）萧民二初字第33号", "（2009）萧民二初字第33号"),
]


@pytest.mark.parametrize(("typed", "printed"), GOOD)
def test_number_is_read_from_what_people_write(typed: str, printed: str) -> None:
    assert str(case_number.parse(typed)) == printed


BAD = [
    ("", "请填写案号"),
    ("2022浙0822执123号", "要加括号"),
    ("（2022浙0822执123号", "要加括号"),
    ("（22）浙0822执123号", "年份“22”不对"),
    ("（2022）浙822执123号", "法院代字“浙822”.*现在是3位"),
    ("（2022）0822执123号", "年份后应为法院代字"),
    ("（2022）浙0822执0123号", "“0123”不能以0开头"),
    ("（2022）浙0822执123456789号", "过长"),
    ("（2O22）浙0822执123号", "第3个字“O”是字母，应为数字0"),
    ("（2022）浙O822执123号", "第8个字“O”是字母，应为数字0"),
    ("（2022）浙0822执l23号", "第13个字“l”是字母，应为数字1"),
    ("（2022）浙0822执行123号", "类型代字“执行”不在案件类型表"),
    ("（2022）广****执恢1977号", "第8个字“\\*”是遮盖符号"),
    ("（2022）浙0822执123", "缺少“号”字"),
    ("（2022）浙0822执123号之", "“执123号之”部分不对"),
    ("（2022）浙0822执123号之甲", "文书序号“之甲”不对"),
    ("（2022）浙0822执号", "部分不对"),
    ("（2014）衢常某某字第123号", "“衢常某某”不对"),
    ("（2014）衢常执民字第号", "旧式案号"),
]


@pytest.mark.parametrize(("typed", "said"), BAD)
def test_refusal_says_what_is_wrong_and_where(typed: str, said: str) -> None:
    with pytest.raises(BadCaseNumber, match=said) as caught:
        case_number.parse(typed)
    assert case_number.check(typed).errors == (caught.value.sentence,)
    assert case_number.check(typed).value is None


def test_unknown_court_and_early_new_form_only_warn() -> None:
    finding = case_number.check("（2015）甘9999执1号")
    assert finding.ok
    assert [("甘9999" in w, "2015年" in w) for w in finding.warnings] == [(True, False), (False, True)]
    assert case_number.check(FULL).warnings == ()


def test_number_tells_court_type_and_stage() -> None:
    number = case_number.parse(FULL)
    assert (number.court_name, number.type_title, number.stage) == (
        "浙江省常山县人民法院", "首次执行案件", "enforcement",
    )  # fmt: skip
    assert case_number.parse("（2023）浙0822执保7号").stage == "preservation"
    assert case_number.parse("（2009）萧民二初字第33号").type_title == "民事一审案件"
    with pytest.raises(BadCaseNumber, match="不在案件类型表"):
        _ = CaseNumber(2022, "浙0822", "执行", 1).stage


def test_short_form_and_the_case_behind_a_later_paper() -> None:
    number = case_number.parse("（2022）浙0822执1183号之三")
    assert number.short == "执1183号之三"
    assert str(number.case) == "（2022）浙0822执1183号"
    assert case_number.parse("（2014）衢常执民字第123-1号").case == case_number.parse(
        "（2014）衢常执民字第123号"
    )


def test_numbers_sort_as_numbers() -> None:
    typed = ["（2022）浙0822执123号之二", "（2022）浙0822执99号", "（2021）浙0822执500号", FULL]
    ordered = sorted(case_number.parse(text) for text in typed)
    assert [number.short for number in ordered] == ["执500号", "执99号", "执123号", "执123号之二"]


EXPANDED = [
    ("（2022）浙0822执101号至执103号", ["执101号", "执102号", "执103号"]),
    ("（2022）浙0822执101号至103号", ["执101号", "执102号", "执103号"]),
    ("（2022）浙0822执101-103号", ["执101号", "执102号", "执103号"]),
    ("（2022）浙0822执101号—（2022）浙0822执102号", ["执101号", "执102号"]),
    ("（2022）浙0822执101、102、105号", ["执101号", "执102号", "执105号"]),
    ("（2022）浙0822执101号、执102号、执恢3号", ["执101号", "执102号", "执恢3号"]),
    ("（2022）浙0822执101至103、103、107号", ["执101号", "执102号", "执103号", "执107号"]),
    ("（2022）浙0822执101号、执102号之二", ["执101号", "执102号之二"]),
    ("（2022）浙0822执1号；（2023）浙0822执恢2号", ["执1号", "执恢2号"]),
    ("（2022）浙0822执1号和（2022）浙0822执2号", ["执1号", "执2号"]),
    ("（2022）浙0822执101号、浙0803执5号", ["执101号", "执5号"]),
    ("（2014）衢常执民字第101号至103号", ["执民字第101号", "执民字第102号", "执民字第103号"]),
    ("（2014）衢常执民字第101-1号", ["执民字第101-1号"]),
    (
        "（2022）浙0822执101号至执103号、105号、执恢3、5至6号",
        ["执101号", "执102号", "执103号", "执105号", "执恢3号", "执恢5号", "执恢6号"],
    ),
]


@pytest.mark.parametrize(("typed", "shorts"), EXPANDED)
def test_range_or_list_becomes_single_cases(typed: str, shorts: list[str]) -> None:
    assert [number.short for number in case_number.expand(typed)] == shorts


def test_serial_case_of_740_households_keeps_740_numbers() -> None:
    numbers = case_number.expand("（2026）浙0822执101号至执840号")
    assert len(set(numbers)) == 740
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "请填写案号"),
        ("、", "请填写案号"),
        ("（2022）浙0822执105号至执101号", "止号101小于起号105"),
        ("（2022）浙0822执101号至执恢103号", "不能连成一段"),
        ("（2022）浙0822执101号至（2023）浙0822执103号", "不能连成一段"),
        ("（2022）浙0822执101号之一至103号", "不能连成一段"),
        ("（2022）浙0822执101号至", "缺少起号或止号"),
        ("（2022）浙0822执1号至9999号", "超过5000件"),
        ("（2022）浙0822执101号、0102号", "不能以0开头"),
        ("（2022）浙0822执101号、执行102号", "不在案件类型表"),
        ("执101号至执103号", "要加括号"),
    ],
)
def test_range_that_is_none_is_refused(typed: str, said: str) -> None:
    with pytest.raises(BadCaseNumber, match=said):
        case_number.expand(typed)


new_numbers = st.builds(
    CaseNumber,
    year=st.integers(2016, 2099),
    court=st.sampled_from([*case_codes.COURTS, "浙0822"]),
    type_code=st.sampled_from([*case_codes.TYPES]),
    number=st.integers(1, 99_999_999),
    part=st.integers(0, 300),
)
old_numbers = st.builds(
    CaseNumber,
    year=st.integers(1991, 2015),
    court=st.sampled_from(["衢常", "衢", "开"]),
    type_code=st.sampled_from([*case_codes.OLD_TYPES]),
    number=st.integers(1, 999_999),
    part=st.integers(1, 300),
    style=st.sampled_from(["old", "hyphen"]),
)


@given(new_numbers | old_numbers)
def test_printed_number_is_read_back_as_itself(number: CaseNumber) -> None:
    assert case_number.parse(str(number)) == number
    assert case_number.expand(str(number)) == [number]


@given(st.text("（）()〔〕2O01浙08执恢保异号字第之二至、-*l民初 ", max_size=30))
def test_no_text_makes_the_parser_stumble(text: str) -> None:
    finding = case_number.check(text)
    assert (finding.value is None) == bool(finding.errors)
    with contextlib.suppress(BadCaseNumber):
        assert case_number.expand(text)


def test_type_characters_are_unique_and_short() -> None:
    assert all(1 <= len(code) <= 4 for code in case_codes.TYPES)
    assert all(t.stage and t.title for t in [*case_codes.TYPES.values(), *case_codes.OLD_TYPES.values()])


@pytest.mark.parametrize(
    ("text", "court"),
    [
        ("（2024）浙0802执1号", "浙江省衢州市柯城区人民法院"),
        ("（2024）浙0881执1号", "浙江省江山市人民法院"),
        ("（2024）浙0782民初1号", "浙江省义乌市人民法院"),
        ("（2024）浙08执复1号", "浙江省衢州市中级人民法院"),
        ("（2024）赣执监1号", "江西省高级人民法院"),
        ("（2024）兵执监1号", "新疆维吾尔自治区高级人民法院生产建设兵团分院"),
        ("（2024）内执监1号", "内蒙古自治区高级人民法院"),
    ],
)
def test_court_behind_a_number_is_named(text: str, court: str) -> None:
    assert case_number.check(text).warnings == ()
    assert case_number.parse(text).court_name == court


def test_every_code_of_a_court_is_one_that_the_rule_allows_and_its_higher_court_is_known() -> None:
    for code in case_codes.COURTS:
        assert case_number.parse(f"（2024）{code}执1号").court == code
        if code.startswith("浙") and len(code) == 5:
            assert code[:3] in case_codes.COURTS
