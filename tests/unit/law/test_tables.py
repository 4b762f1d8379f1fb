"""A court's newer table is checked row by row and line by line; what has run out is said, never guessed past."""

from __future__ import annotations

import datetime as dt

import pytest

from services.law import catalogue, periods, tables
from services.law.tables import BadTable, Form, Problem, Table

D = dt.date
HOLIDAYS = catalogue.form("holidays")

GOOD = """# the notice of the coming year, as a court would type it
version = 2026-11-04

[2027]
source = "国务院办公厅关于2027年部分节假日安排的通知"
holidays = [
  { name = "元旦", from = 2027-01-01, to = 2027-01-03 },
  { name = "春节", from = 2027-02-05, to = 2027-02-11, worked = [2027-01-31, 2027-02-20] },
  { name = "清明节", from = 2027-04-03, to = 2027-04-05 },
  { name = "劳动节", from = 2027-05-01, to = 2027-05-05, worked = [2027-05-08] },
  { name = "端午节", from = 2027-06-09, to = 2027-06-09 },
  { name = "中秋节", from = 2027-09-15, to = 2027-09-15 },
  { name = "国庆节", from = 2027-10-01, to = 2027-10-07, worked = [2027-09-26, 2027-10-09] },
]
"""


def taken(text: str) -> Table:
    content = tables.parse("放假安排.toml", text.encode(), HOLIDAYS)
    return tables.newer(IN_FORCE, content, "放假安排.toml")


IN_FORCE = Table(form=HOLIDAYS, content={**tables.load("holidays"), "version": D(2026, 7, 1)})


def test_every_table_of_the_folder_is_listed_once_and_dated() -> None:
    names = [form.name for form in catalogue.FORMS]
    assert sorted(names) == sorted(path.stem for path in tables.FOLDER.glob("*.toml"))
    assert all(tables.bundled(form).version >= D(2026, 7, 1) for form in catalogue.FORMS)


@pytest.mark.parametrize("form", [f for f in catalogue.FORMS if f.importable], ids=lambda f: f.name)
def test_programs_own_table_passes_the_check_that_an_imported_one_has_to(form: Form) -> None:
    content = tables.parse("own", tables.text_of(form.name).encode(), form)
    assert tables.newer(tables.bundled(form), content, "own").content == tables.load(form.name)


def test_new_year_is_laid_over_the_years_already_known() -> None:
    table = taken(GOOD)
    known = periods.read_tables(table.content)
    assert sorted(known) == [2024, 2025, 2026, 2027]
    assert (table.version, table.until) == (D(2026, 11, 4), D(2027, 12, 31))
    assert periods.end(D(2026, 12, 30), 2, "day", tables=known) == D(2027, 1, 4)
    with pytest.raises(periods.NoHolidayTable, match="2028"):
        periods.end(D(2027, 12, 30), 5, "day", tables=known)


def test_windows_line_ends_and_mark_are_read() -> None:
    marked = "\ufeff" + GOOD.replace("\n", "\r\n")
    assert taken(marked).content == taken(GOOD).content


BAD = [
    ("version = 2026-11-04", "", "缺少版本日期"),
    ("version = 2026-11-04", 'version = "今年"', "第 2 行缺少版本日期"),
    ("[2027]", "[明年]", "不合写法"),
    ("[2027]", "[27]", "第 4 行“27”不是年份"),
    ("2027年部分", "2026年部分", "第 5 行来源应写明是2027年"),
    ("from = 2027-04-03, to = 2027-04-05", "from = 2027-04-05, to = 2027-04-03", "第 9 行止日2027-04-03早于起日"),
    ("from = 2027-04-03", "from = 2026-04-03", "第 9 行清明节放假368天，过长"),
    ("2027-05-08", "2027-05-10", "第 10 行补班日2027-05-10不是周末"),
    ("2027-05-08", "2027-12-04", "离劳动节超过一个月"),
    ("worked = [2027-05-08]", "worked = [2027-05-02]", "2027-05-02与“劳动节”重复"),
    ("to = 2027-06-09", 'to = "六月九日"', "第 11 行“to”应是日期"),
    (', to = 2027-06-09', "", "第 11 行缺少“to”"),
    ('name = "端午节"', 'name = ""', "第 11 行“name”是空的"),
    ('name = "端午节"', 'name = "端午节", days = 1', "第 11 行有不认识的栏目“days”"),
    ('  { name = "中秋节", from = 2027-09-15, to = 2027-09-15 },\n', "", "第 4 行2027年缺少中秋"),
    ("from = 2027-10-01, to = 2027-10-07", "from = 2028-10-01, to = 2028-10-07", "不在2027年"),
    ("2027-02-05", "2027-02-30", "不合写法"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), BAD)
def test_wrong_row_is_refused_in_one_sentence_with_its_line(old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(BadTable, match=said) as caught:
        taken(GOOD.replace(old, new, 1))
    assert caught.value.sentence.startswith("放假安排.toml 没有采用：")
    assert caught.value.sentence.endswith("。")
    assert caught.value.sentence.count("。") == 1


def test_many_mistakes_are_counted_not_all_told() -> None:
    with pytest.raises(BadTable, match="另有9处"):
        taken(GOOD.replace("from", "von"))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xff\xfe\x00", "不是 UTF-8"),
        (b"# " + b"x" * tables.MAX_BYTES, "超过 512 KB"),
        (b"version = 2026-11-04\n", "没有任何年份"),
        (b"version 2026", "第 1 行不合写法"),
    ],
)
def test_file_that_is_no_table_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(BadTable, match=said):
        tables.parse("放假安排.toml", raw, HOLIDAYS)


def test_older_version_than_the_one_in_force_is_refused() -> None:
    with pytest.raises(BadTable, match="版本2025-11-04早于正在使用的2026-07-01"):
        taken(GOOD.replace("version = 2026-11-04", "version = 2025-11-04"))


def test_table_that_comes_with_the_program_is_not_imported() -> None:
    with pytest.raises(BadTable, match="“终本条件”随程序更新"):
        tables.parse("closing.toml", b"", catalogue.form("closing"))


def test_table_past_its_end_is_announced_and_soon_before() -> None:
    table = tables.bundled(HOLIDAYS)
    assert table.until == D(2026, 12, 31)
    assert (table.outdated(D(2026, 12, 31)), table.ends_soon(D(2026, 10, 1))) == ("", "")
    assert "到2026-12-31为止" in table.ends_soon(D(2026, 11, 24))
    assert "只到2026-12-31" in table.outdated(D(2027, 1, 1))
    assert table.ends_soon(D(2027, 1, 1)) == ""


def test_statute_not_looked_at_for_a_year_is_announced() -> None:
    everything = [tables.bundled(form) for form in catalogue.FORMS]
    (lpr,) = tables.outdated(everything, D(2026, 11, 24))
    assert "只到2026-07-19" in lpr
    said = tables.outdated(everything, D(2027, 7, 2))
    assert len(said) == len(everything)
    assert any("“诉讼费用标准”的版本2026-07-01已超过一年" in sentence for sentence in said)


def test_end_stops_at_a_gap_between_the_years() -> None:
    content = {"version": D(2026, 7, 1), "2025": {}, "2026": {}, "2028": {}}
    assert HOLIDAYS.until(content) == D(2026, 12, 31)


def test_new_year_that_begins_in_december_frees_the_days_of_the_old_year() -> None:
    early = GOOD.replace("from = 2027-01-01, to = 2027-01-03", "from = 2026-12-31, to = 2027-01-03")
    known = periods.read_tables(taken(early).content)
    assert not periods.is_workday(D(2026, 12, 31), known)
    assert periods.is_workday(D(2026, 12, 31))


def test_lines_are_found_by_table_key_and_row() -> None:
    found = tables.places(
        'version = 1\n\n[a."b"]\nrows = [\n  { x = 1 },\n  { x = 2 },\n]\nlast = [1]\n[c]\n'
    )
    assert found[("a", "b")] == 3
    assert (found[("a", "b", "rows")], found[("a", "b", "rows", 1)], found[("a", "b", "last")]) == (4, 6, 8)
    assert found[("c",)] == 9


def test_row_that_is_none_and_a_place_without_a_line_are_told() -> None:
    assert list(tables.row_problems(3, ("x",), {})) == [Problem(("x",), "应是一行数据")]
