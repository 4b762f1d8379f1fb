"""A docket from the court's spreadsheet: every row reported, a case whole or not at all, what was exported comes back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from services.demo import docket as demo
from services.docket.case import Case, Docket
from services.errors import BadInput
from services.hub import docket_export, docket_import
from services.hub.sheets import SHEETS

CASE = {"案号": "(2026)浙0822执900123号", "立案案由": "买卖合同纠纷", "立案日期": "2026/3/5"}
DEBTOR = {
    "案号": CASE["案号"],
    "诉讼地位": "被执行人",
    "主体类型": "自然人",
    "姓名或名称": "何某",
    "证件号码": "330899198103148217",
    "住址": "常山县天马街道定阳路1号",
}
NUMBER = "（2026）浙0822执900123号"


@pytest.fixture(scope="module")
def docket() -> Docket:
    return demo.build(today=dt.date(2026, 11, 24))


def load(tmp_path: Path, **tables: Sequence[dict[str, Any]]) -> docket_import.Imported:
    given: dict[str, Sequence[dict[str, Any]]] = {"案件": [CASE], "当事人": [DEBTOR], **tables}
    path = tmp_path / "docket.json"
    path.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    return docket_import.read(path)


def only(imported: docket_import.Imported) -> Case:
    assert imported.report.clean, imported.report.text()
    (case,) = imported.cases
    return case


def reasons(imported: docket_import.Imported, sheet: str, row: int) -> str:
    return next("；".join(x.reasons) for x in imported.report.lines if (x.sheet, x.row) == (sheet, row))


@pytest.mark.parametrize("name", ["docket.xlsx", "docket.json", "docket"])
def test_a_docket_comes_back_from_a_spreadsheet_as_it_was(tmp_path: Path, docket: Docket, name: str) -> None:
    cases = docket.cases[:200] if name.endswith("xlsx") else docket.cases
    docket_export.write(tmp_path / name, cases)
    imported = docket_import.read(tmp_path / name)
    assert imported.report.clean
    assert imported.report.count("warned") == 0
    assert imported.cases == cases


def test_an_exported_sheet_keeps_numbers_as_text(tmp_path: Path, docket: Docket) -> None:
    docket_export.write(tmp_path / "docket.xlsx", docket.cases[:1])
    book = openpyxl.load_workbook(tmp_path / "docket.xlsx")
    assert [s.title for s in book.worksheets] == [s.name for s in SHEETS]
    heads = [cell.value for cell in book["当事人"][1]]
    cell = book["当事人"].cell(2, heads.index("证件号码") + 1)
    assert (cell.value, cell.number_format) == (docket.cases[0].parties[0].id_number, "@")


def test_a_note_that_looks_like_a_formula_stays_a_note(tmp_path: Path, docket: Docket) -> None:
    row = {**CASE, "备注": "=1+1"}
    imported = load(tmp_path, 案件=[row])
    docket_export.write(tmp_path / "again.xlsx", imported.cases)
    assert only(docket_import.read(tmp_path / "again.xlsx")).note == "=1+1"


def test_a_spreadsheet_typed_by_hand_is_understood(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "案件"
    sheet.append([None])
    sheet.append(
        ["案号", "立案案由", "立案日期", "应执行标的金额", "申请执行人", "被执行人", "公民身份号码", "住址"]
    )
    sheet.append(
        ["（2026）浙0822执900123号", "民间借贷纠纷", dt.datetime(2026, 3, 5), 0.1 + 0.2, "常山安禾（演示）建材有限公司",
         "何某、徐某", "330899198103148217", "定阳路1号"]
    )  # fmt: skip
    book.save(tmp_path / "hand.xlsx")
    case = only(docket_import.read(tmp_path / "hand.xlsx"))
    assert (case.filed_on, case.claim) == (dt.date(2026, 3, 5), Decimal("0.30"))
    assert [(p.role, p.kind, p.name) for p in case.parties] == [
        ("creditor", "unit", "常山安禾（演示）建材有限公司"),
        ("debtor", "person", "何某"),
        ("debtor", "person", "徐某"),
    ]
    assert case.debtors[0].places[0].text == "定阳路1号"


def test_a_single_csv_file_in_the_chinese_encoding_of_spreadsheets_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes(
        "案号,立案案由,立案日期,被执行人,住址\n(2026)浙0822执900123号,离婚纠纷,20260305,何某,定阳路1号\n".encode(
            "gb18030"
        )
    )
    assert only(docket_import.read(path)).number == NUMBER


def test_the_case_number_is_kept_in_its_full_form(tmp_path: Path) -> None:
    assert only(load(tmp_path)).number == NUMBER


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("2026浙0822执123号", "括号"),
        ("（2026）浙0822执行123号", "类型代字"),
        ("（2O26）浙0822执123号", "字母"),
        ("", "案号为空"),
    ],
)
def test_a_bad_case_number_refuses_its_rows(tmp_path: Path, number: str, reason: str) -> None:
    imported = load(tmp_path, 案件=[{**CASE, "案号": number}], 当事人=[])
    assert imported.cases == ()
    assert reason in reasons(imported, "案件", 2)


def test_one_bad_row_refuses_its_case_whole_and_no_other(tmp_path: Path) -> None:
    other = "（2026）浙0822执900124号"
    imported = load(
        tmp_path,
        案件=[CASE, {**CASE, "案号": other}],
        当事人=[DEBTOR, {**DEBTOR, "案号": other}],
        安全提示=[{"案号": CASE["案号"], "提示内容": "犬", "发现日期": "2026-02-30"}],
    )
    assert [c.number for c in imported.cases] == [other]
    assert not imported.report.clean
    assert "2026-02-30" in reasons(imported, "安全提示", 2)
    assert "整案未采用" in reasons(imported, "案件", 2)
    assert imported.report.refused == (NUMBER,)
    assert "安全提示 第 2 行" in imported.report.text()


def test_a_debtor_without_address_is_taken_with_a_warning(tmp_path: Path) -> None:
    imported = load(tmp_path, 当事人=[{**DEBTOR, "住址": ""}])
    assert only(imported).debtors[0].places == ()
    assert "没有地址" in reasons(imported, "当事人", 2)
    assert imported.report.count("warned") == 1


def test_wrong_check_figures_warn_and_are_kept(tmp_path: Path) -> None:
    imported = load(
        tmp_path,
        当事人=[{**DEBTOR, "证件号码": "330899198103148210"}],
        车辆=[
            {
                "案号": CASE["案号"],
                "财产编号": "c1",
                "号牌号码": "浙H·ｙｓ9aO",
                "车辆识别号": "LSVNV41810N048717",
            }
        ],
    )
    case = only(imported)
    assert case.debtors[0].id_number == "330899198103148210"
    assert case.vehicles[0].vehicle
    assert case.vehicles[0].vehicle.plate == "浙HYS9A0"
    assert "校验不符" in reasons(imported, "当事人", 2)
    assert "O" in reasons(imported, "车辆", 2)
    assert "校验不符" in reasons(imported, "车辆", 2)


def test_a_number_that_a_spreadsheet_has_rounded_is_refused(tmp_path: Path) -> None:
    imported = load(tmp_path, 当事人=[{**DEBTOR, "证件号码": 330899198103148200}])
    assert "设为文本" in reasons(imported, "当事人", 2)


@pytest.mark.parametrize(
    ("sheet", "row", "reason"),
    [
        ("执行标的明细", {"项目": "本金", "金额": "12.345"}, "两位小数"),
        ("执行标的明细", {"项目": "本金", "金额": "一万"}, "不是数字"),
        ("执行标的明细", {"项目": "本金", "金额": "-1"}, "不在"),
        (
            "执行标的明细",
            {"项目": "货款", "金额": "1", "外币币种": "美元", "折算汇率": "712.34万"},
            "1单位外币合多少元",
        ),
        (
            "执行标的明细",
            {"项目": "货款", "金额": "1", "外币币种": "美元", "折算汇率": "0"},
            "不在0至1000之间",
        ),
        ("责任承担", {"当事人编号": "nobody", "责任方式": "连带"}, "不是本案"),
        ("责任承担", {"当事人编号": "x", "责任方式": "共同"}, "应为主债务、连带、按份、补充"),
        ("责任承担", {"当事人编号": "x", "责任方式": "按份"}, "按份承担要写份额"),
        ("责任承担", {"当事人编号": "x", "责任方式": "连带", "份额": "50%"}, "不应有份额"),
        ("责任承担", {"当事人编号": "x", "责任方式": "按份", "份额": "一半多"}, "读不出来"),
        (
            "责任承担",
            {"当事人编号": "x", "责任方式": "连带", "项目": "律师费"},
            "“律师费”在“执行标的明细”表里没有",
        ),
        ("执行案款", {"到账日期": "2026-03-01", "缴纳当事人编号": "nobody"}, "缴纳当事人编号不是"),
        ("查封扣押冻结", {"措施类型": "查封", "财产编号": "x"}, "都没有"),
        ("查封扣押冻结", {"措施类型": "没收", "财产编号": "x"}, "应为查封、扣押、冻结"),
        ("其他地址", {"当事人编号": "nobody", "地址": "某处"}, "当事人编号"),
        ("房屋", {"坐落": "定阳路", "纬度": 118.5, "经度": 28.9}, "写反"),
        ("房屋", {"坐落": "定阳路", "需腾房": "也许"}, "是或否"),
        ("走访", {"走访时间": "2026-03-01", "地点": "家", "结果": "无人"}, "时间格式"),
        ("送达记录", {"文书文号": "x"}, "文书名称为空"),
    ],
)
def test_rows_that_cannot_be_read_say_why(
    tmp_path: Path, sheet: str, row: dict[str, Any], reason: str
) -> None:
    heads = {c.head: "" for s in SHEETS if s.name == sheet for c in s.columns}
    imported = load(tmp_path, **{sheet: [{**heads, "案号": CASE["案号"], **row}]})
    assert reason in reasons(imported, sheet, 2)
    assert imported.cases == ()


def test_rows_of_an_unknown_case_and_a_case_twice_are_refused(tmp_path: Path) -> None:
    imported = load(
        tmp_path,
        案件=[CASE, CASE],
        当事人=[DEBTOR, {**DEBTOR, "案号": "（2026）浙0822执900999号"}],
    )
    assert "第 2 行重复" in reasons(imported, "案件", 3)
    assert "没有这个案号" in reasons(imported, "当事人", 3)
    assert imported.cases == ()


def test_the_same_thing_twice_is_refused(tmp_path: Path) -> None:
    car = {"案号": CASE["案号"], "财产编号": "c1", "号牌号码": "浙HYS9A7"}
    assert "多次" in reasons(load(tmp_path, 车辆=[car, car]), "车辆", 3)


def test_a_case_needs_a_debtor(tmp_path: Path) -> None:
    imported = load(tmp_path, 当事人=[{**DEBTOR, "诉讼地位": "申请执行人"}])
    assert "没有被执行人" in imported.report.text()
    imported = load(tmp_path, 当事人=[])
    assert "没有被执行人" in imported.report.text()


def test_sheets_and_columns_nobody_knows_are_named(tmp_path: Path) -> None:
    text = load(tmp_path, 案件=[{**CASE, "心情": "好"}], 统计=[]).report.text()
    assert "心情" in text
    assert "统计" in text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"PK garbage"),
        ("a.json", b"[1]"),
        ("a.json", b"{"),
        ("a.json", '{"案件": []}'.encode()),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.csv", "案号,立案日期\n".encode()),
        ("a.csv", "案号,立案日期\nx,y\n".encode()),
        ("a.doc", b""),
        ("missing.csv", None),
    ],
)
def test_a_file_that_is_no_docket_is_refused_with_a_sentence(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match=r"没有导入|读不到"):
        docket_import.read(tmp_path / name)


def test_an_empty_folder_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="没有 csv"):
        docket_import.read(tmp_path)


def test_the_manual_names_every_sheet_and_column() -> None:
    manual = (Path(__file__).parents[3] / "docs" / "docket-import.md").read_text(encoding="utf-8")
    for sheet in SHEETS:
        assert f"### {sheet.name}" in manual
        for column in sheet.columns:
            assert f"| {column.head} |" in manual, (sheet.name, column.head)


CAR = {"案号": CASE["案号"], "财产编号": "car", "号牌号码": "浙HYS1A1"}
SEALING = {"案号": CASE["案号"], "措施编号": "m1", "措施类型": "查封", "财产编号": "car"}


@pytest.mark.parametrize(
    ("sheet", "row", "words"),
    [
        ("查封扣押冻结", {**SEALING, "生效日期": "2026-5-2", "届满日期": "2026-5-1"}, "届满日期早于生效日期"),
        ("查封扣押冻结", {**SEALING, "续行的措施编号": "m9"}, "续行的措施编号在本案"),
        ("查封扣押冻结", {**SEALING, "续行的措施编号": "m1"}, "续行的措施编号在本案"),
        ("拍卖变卖", {"案号": CASE["案号"], "财产编号": "flat", "拍卖次数": "第一次拍卖"}, "财产编号在车辆"),
        ("拍卖变卖", {"案号": CASE["案号"], "财产编号": "car", "拍卖次数": "三拍"}, "不是可选值"),
        (
            "扣除期限",
            {"案号": CASE["案号"], "扣除事由": "中止", "起始日期": "2026-5-2", "截止日期": "2026-5-1"},
            "截止日期早于起始日期",
        ),
        (
            "执行案款",
            {"案号": CASE["案号"], "到账日期": "2026-5-2", "发放日期": "2026-5-1"},
            "发放日期早于到账日期",
        ),
        ("和解分期", {"案号": CASE["案号"], "约定履行日期": "2026-13-1"}, "不存在"),
        ("执行信访", {"案号": CASE["案号"], "收到日期": ""}, "收到日期为空"),
    ],
)
def test_a_course_that_does_not_fit_is_refused_at_its_row(
    tmp_path: Path, sheet: str, row: dict[str, Any], words: str
) -> None:
    assert words in reasons(load(tmp_path, 车辆=[CAR], **{sheet: [row]}), sheet, 2)


def test_a_renewal_names_a_measure_on_the_same_thing(tmp_path: Path) -> None:
    other = {**CAR, "财产编号": "van", "号牌号码": "浙HYS1A2"}
    later = {**SEALING, "措施编号": "m2", "财产编号": "van", "续行的措施编号": "m1"}
    imported = load(tmp_path, 车辆=[CAR, other], 查封扣押冻结=[SEALING, later])
    assert "不是同一财产" in reasons(imported, "查封扣押冻结", 3)
    fits = {**later, "财产编号": "car"}
    assert only(load(tmp_path, 车辆=[CAR], 查封扣押冻结=[SEALING, fits])).measures[1].renews == "m1"


def test_the_closing_of_a_case_is_read_from_the_sheet_of_cases(tmp_path: Path) -> None:
    case = only(load(tmp_path, 案件=[{**CASE, "终本合议日期": "2026-11-20"}]))
    assert case.closing is not None
    assert (case.closing.agreed_on, case.closing.panel_on) == (None, dt.date(2026, 11, 20))
    assert only(load(tmp_path)).closing is None


PAPERS = [
    ({"证件类型": "护照", "证件号码": "e12345678"}, "E12345678", ""),
    ({"证件类型": "回乡证", "证件号码": "Ｈ12345678"}, "H12345678", ""),
    ({"证件类型": "台胞证", "证件号码": "123456"}, "123456", "应为8位数字"),
    (
        {"证件类型": "港澳居民居住证", "证件号码": "330899198103148217"},
        "330899198103148217",
        "以81、82、83开头",
    ),
    ({"证件类型": "居民身份证", "证件号码": "330899198103148210"}, "330899198103148210", "校验不符"),
    ({"主体类型": "单位", "证件号码": "110108000000016"}, "110108000000016", "旧工商注册号"),
]


@pytest.mark.parametrize(("changes", "number", "said"), PAPERS)
def test_number_is_checked_by_the_kind_of_its_paper(
    tmp_path: Path, changes: dict[str, str], number: str, said: str
) -> None:
    imported = load(tmp_path, 当事人=[{**DEBTOR, **changes}])
    assert only(imported).parties[0].id_number == number
    assert said in (reasons(imported, "当事人", 2) if said else "")
    assert imported.report.count("warned") == bool(said)


def test_telephones_are_written_alike_and_odd_ones_warned_of(tmp_path: Path) -> None:
    imported = load(tmp_path, 当事人=[{**DEBTOR, "联系电话": "+86138-0000-0000、057050123456"}])
    assert only(imported).parties[0].phones == ("13800000000", "0570-50123456")
    assert "区号0570没有8位" in reasons(imported, "当事人", 2)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"性别": "女"}, "性别“女”与身份号码（男）不一致"),
        ({"出生日期": "1981-03-15"}, "出生日期1981-03-15与身份号码（1981-03-14）不一致"),
        ({"性别": "男", "出生日期": "1981-03-14"}, ""),
        ({"证件类型": "护照", "证件号码": "E12345678", "性别": "女"}, ""),
        ({"证件号码": "", "性别": "女"}, ""),
    ],
)
def test_sex_and_birth_are_held_against_the_identity_number(
    tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    imported = load(tmp_path, 当事人=[{**DEBTOR, "证件号码": "330899198103148218", **changes}])
    assert only(imported)
    assert imported.report.count("warned") == bool(said)
    assert said in (reasons(imported, "当事人", 2) if said else "")


def test_card_numbers_of_a_docket_are_warned_of_by_their_last_figures_and_kept(tmp_path: Path) -> None:
    def thing(id: str, kind: str, name: str, detail: str = "") -> dict[str, str]:
        return {"案号": CASE["案号"], "财产编号": id, "财产类型": kind, "财产名称": name, "说明": detail}

    imported = load(
        tmp_path,
        其他财产=[
            thing("b1", "银行存款", "常山农商银行 6222 0212 3456 7890 129"),
            thing("b2", "银行存款", "常山农商银行 6222021234567890128"),
            thing("b3", "银行存款", "常山农商银行 尾号 6229", "账号 6222****0128"),
            thing("b4", "机器设备", "车床 6222021234567890129"),
        ],
        查封扣押冻结=[
            {"案号": CASE["案号"], "措施类型": "冻结", "财产编号": "b2", "备注": "账号4111111111111112"}
        ],
    )
    case = only(imported)
    assert case.properties[0].name == "常山农商银行 6222 0212 3456 7890 129"
    first = reasons(imported, "其他财产", 2)
    assert first == "银行卡号（尾号 0129）校验位不符，个人银行卡请逐位核对（对公账号没有校验位）。"
    assert "尾号 1112" in reasons(imported, "查封扣押冻结", 2)
    assert "有遮盖" in reasons(imported, "其他财产", 4)
    told = [(x.sheet, x.row) for x in imported.report.lines if "尾号" in "".join(x.reasons)]
    assert told == [("其他财产", 2), ("其他财产", 4), ("查封扣押冻结", 2)]
    assert "62220212345678" not in imported.report.text()
