"""A court's newer terms, passages and lists of restrictions: each row checked, a statute whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from services.law import articles, catalogue, grounds, restrictions, tables, terms
from services.law.tables import BadTable, Form

D = dt.date
TERMS, ARTICLES, RESTRICTIONS = (catalogue.form(name) for name in ("terms", "articles", "restrictions"))

TERM = """version = 2026-11-01

[clue_check]
title = "核查财产线索"
start = "收到明确、具体的线索之日"
count = 5
unit = "day"
holidays_extend = true
acts = "法院"
tell = ["申请执行人"]
lapse = "应当调查核实"
article = "ccdc-2"
source = "财产调查规定（2026年修正）第3条"
valid_from = 2026-10-01
"""

RULE = """version = 2026-11-01

[spending]
title = "最高人民法院关于限制被执行人消费的规定"
articles = "第二条"
valid_from = 2026-10-01
source = "法释〔2026〕9号"
items = [
  "乘坐飞机",
  "购买不动产",
]
"""


def statute(key: str) -> str:
    """The program's own passages of a statute as a file of their own, cited one number further on."""
    head = tables.load("articles")["statutes"][key]
    told = [
        f"version = 2026-11-01\n\n[statutes.{key}]",
        *(f"{k} = {v if isinstance(v, dt.date) else repr(v)}" for k, v in head.items()),
    ]
    for name, row in tables.load("articles")["articles"].items():
        if row["statute"] == key:
            told += [f"\n[articles.{name}]", f'statute = "{key}"', f"article = {row['article'] + 1}"]
            told += [f"paragraph = {row['paragraph']}"] if "paragraph" in row else []
            told += [f'text = """\n{row["text"]}"""']
    return "\n".join(told)


@pytest.fixture
def laid() -> Iterator[None]:
    yield
    catalogue.lay({})


def taken(text: str, form: Form) -> tables.Table:
    return tables.newer(tables.bundled(form), tables.parse("新表.toml", text.encode(), form), "新表.toml")


def test_newer_term_is_counted_by_and_the_others_stay(laid: None) -> None:
    before = terms.term("clue_check").last_day(D(2026, 11, 24)), terms.stamp()
    catalogue.lay({"terms": taken(TERM, TERMS).content})
    assert before[0] == D(2026, 12, 1)
    assert terms.term("clue_check").last_day(D(2026, 11, 24)) == D(2026, 11, 30)  # the 29th is a Sunday
    assert terms.term("clue_check").source == "财产调查规定（2026年修正）第3条"
    assert terms.term("objection") == terms.CURRENT.bundled["objection"]
    assert terms.stamp() != before[1]
    catalogue.lay({})
    assert terms.term("clue_check").last_day(D(2026, 11, 24)) == before[0]


def test_longest_term_of_a_measure_follows_the_newer_table(laid: None) -> None:
    longer = TERM.replace("clue_check", "movable").replace("count = 5", "count = 3")
    content = taken(longer.replace('unit = "day"', 'unit = "year"'), TERMS).content
    catalogue.lay({"terms": content})
    assert terms.maximum_end("movable", D(2026, 11, 24)) == D(2029, 11, 23)


def test_amended_statute_is_cited_by_its_new_numbers(laid: None) -> None:
    assert "第二百五十六条第二款" in articles.article("cpl-256-2").cite
    catalogue.lay({"articles": taken(statute("cpl"), ARTICLES).content})
    assert "第二百五十七条第二款" in articles.article("cpl-256-2").cite
    assert grounds.brief("cpl-256-2") == "民诉法第257条第2款"
    assert articles.article("ckd-28") == articles.CURRENT.bundled["ckd-28"]


def test_newer_list_of_restrictions_is_read_and_the_cases_of_listing_stay(laid: None) -> None:
    catalogue.lay({"restrictions": taken(RULE, RESTRICTIONS).content})
    assert restrictions.spending().items == ("乘坐飞机", "购买不动产")
    assert restrictions.spending().cite == "《最高人民法院关于限制被执行人消费的规定》第二条"
    assert len(restrictions.listing().items) == 6


BAD_TERMS = [
    ("[clue_check]", "[clue_chek]", "第 3 行程序不用“clue_chek”这一段期限"),
    ('source = "财产调查规定（2026年修正）第3条"\n', "", "第 3 行缺少“source”"),
    ("valid_from = 2026-10-01\n", "", "第 3 行缺少“valid_from”"),
    ("valid_from = 2026-10-01", 'valid_from = "今年十月"', "第 14 行“valid_from”应是日期"),
    ("count = 5\n", "", "“count”和“unit”要写就都写"),
    ("count = 5", "count = 0", "第 6 行“count”应在1到3650之间"),
    ("count = 5", "count = -5", "第 6 行“count”应在1到3650之间"),
    ('unit = "day"', 'unit = "week"', "第 7 行“week”不是day、month"),
    ('unit = "day"', 'unit = "hour"', "第 7 行“核查财产线索”是按日计的，不能改成按小时计"),
    ('count = 5\nunit = "day"\n', "", "要有长度，到期靠它推算"),
    ("holidays_extend = true", "holidays_extend = true\nbefore = true", "“before”应与程序自带的一样，写作false"),
    ('article = "ccdc-2"', 'article = "ccdc-99"', "法律条文表里没有“ccdc-99”"),
    ('lapse = "应当调查核实"', 'lapse = ""', "第 11 行“lapse”是空的"),
    ('tell = ["申请执行人"]', "tell = [1]", "“tell”里应都是文字"),
    ('article = "ccdc-2"', 'mark = "X"', "“mark”只能是 M 或 P"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), BAD_TERMS)
def test_wrong_term_is_refused_with_its_line(old: str, new: str, said: str) -> None:
    assert old in TERM
    with pytest.raises(BadTable, match=said):
        taken(TERM.replace(old, new, 1), TERMS)


def test_longest_term_of_a_measure_is_not_made_one_of_days() -> None:
    with pytest.raises(BadTable, match="最长期限按年计"):
        taken(TERM.replace("clue_check", "movable"), TERMS)


BAD_ARTICLES = [
    ("[articles.xf-23]", "[articles.xf-99]", "程序不引用“xf-99”这一条"),
    ("[statutes.xf]", "[statutes.xx]", "程序不引用“xx”这部法律"),
    ('statute = "xf"', 'statute = "cpl"', r"没有一并给出\[statutes.cpl\]"),
    ("numerals = 'chinese'", "numerals = 'roman'", "“numerals”只能是 chinese 或 arabic"),
    ("source = ", "origin = ", "有不认识的栏目“origin”"),
    ("valid_from = ", "valid = ", "缺少“valid_from”"),
    ("article = 24", "article = 0", "条号0不在1到2000之间"),
    ("article = 24", "article = 24\nparagraph = 2", "引用整条的不写"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), BAD_ARTICLES)
def test_wrong_passage_is_refused(old: str, new: str, said: str) -> None:
    file = statute("xf")
    assert old in file
    with pytest.raises(BadTable, match=said):
        taken(file.replace(old, new, 1), ARTICLES)


def test_statute_with_passages_left_out_is_refused_whole() -> None:
    file = statute("hj")
    whole = file[: file.rindex("[articles.")]
    with pytest.raises(BadTable, match="这部法律有1条没有一并给出：hj-"):
        taken(whole, ARTICLES)
    with pytest.raises(BadTable, match="应有法律的名称、来源、施行日期"):
        taken("version = 2026-11-01\n", ARTICLES)


def test_passage_that_papers_take_line_by_line_keeps_its_lines() -> None:
    file = statute("ccdc")
    text = tables.load("articles")["articles"]["ccdc-6"]["text"]
    with pytest.raises(BadTable, match="这一条逐项用在文书里，应分"):
        taken(file.replace(text, text.replace("\n", "")), ARTICLES)


BAD_RULES = [
    ("[spending]", "[spendings]", "程序不用“spendings”这一段限制"),
    ('"乘坐飞机"', '"乘坐飞机。"', "“乘坐飞机。”末尾不要标点"),
    ('  "购买不动产",\n', "", "“items”至少有两项"),
    ('"购买不动产"', '"乘坐飞机"', "“乘坐飞机”写了两次"),
    ('"购买不动产"', "7", "“items”里应都是文字"),
    ('source = "法释〔2026〕9号"\n', "", "缺少“source”"),
]


@pytest.mark.parametrize(("old", "new", "said"), BAD_RULES)
def test_wrong_restriction_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(BadTable, match=said):
        taken(RULE.replace(old, new, 1), RESTRICTIONS)


def test_row_that_is_not_in_force_yet_waits_for_its_day() -> None:
    content = tables.parse("新表.toml", TERM.encode(), TERMS)
    assert list(tables.not_yet(TERMS, content, D(2026, 10, 1))) == []
    (early,) = tables.not_yet(TERMS, content, D(2026, 9, 30))
    assert early.place == ("clue_check", "valid_from")
    assert early.words == "自2026-10-01起才施行，请到那天再导入"
    fees = {"rates": {"valid_from": D(2030, 1, 1)}}
    assert list(tables.not_yet(catalogue.form("storage_fees"), fees, D(2026, 1, 1))) == []
