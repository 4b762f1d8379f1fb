"""Wording files: the fixed sentences of a paper, refused with the line where they don't fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.documents import catalogue
from services.documents.wording_files import FOLDER, BadWording, bundled, read

FIELDS = {"told": ("list",), "ends": ()}
GOOD = '# 用语\ntold = "已告知：{list}。"\nends = "以下空白。"\n'


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sentence_is_said_with_its_facts(tmp_path: Path) -> None:
    wording = read(write(tmp_path / "a.toml", GOOD), FIELDS)
    assert wording.say("told", list="异议的权利") == "已告知：异议的权利。"
    assert wording.say("ends") == "以下空白。"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace("{list}", "{lists}"), "第 2 行有不认识的字段{lists}"),
        (GOOD.replace("{list}", "若干"), "第 2 行漏了字段{list}"),
        (GOOD.replace("{list}", "{list"), "第 2 行花括号不成对"),
        (GOOD.replace("{list}", "{list!r}"), "第 2 行花括号不成对"),
        (GOOD + 'more = "又及。"\n', "第 4 行“more”不是这份文书的用语"),
        (GOOD.replace('ends = "以下空白。"', ""), "缺少“ends”"),
        (GOOD.replace('"以下空白。"', '""'), "第 3 行“ends”应是一句话"),
        (GOOD.replace('"以下空白。"', "7"), "第 3 行“ends”应是一句话"),
        (GOOD.replace('"以下空白。"', '"以下空白。'), "第 3 行不合写法"),
        (GOOD.replace("以下空白", "以下空白\U00031360"), "第 3 行的字“\U00031360”没有字体可以显示"),
        (GOOD + "# " + "长" * 100_000, "256 KB"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadWording) as refused:
        read(write(tmp_path / "a.toml", text), FIELDS)
    assert told in refused.value.sentence


def test_a_missing_or_foreign_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadWording, match="缺少文书用语文件"):
        read(tmp_path / "none.toml", FIELDS)
    (tmp_path / "gbk.toml").write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(BadWording, match="UTF-8"):
        read(tmp_path / "gbk.toml", FIELDS)


def test_an_empty_fact_is_never_printed(tmp_path: Path) -> None:
    wording = read(write(tmp_path / "a.toml", GOOD), FIELDS)
    with pytest.raises(ValueError, match="told"):
        wording.say("told", list="")
    with pytest.raises(ValueError, match="ends"):
        wording.say("ends", list="多余")


def test_every_document_has_its_wording_and_no_file_is_left_over() -> None:
    for document in catalogue.DOCUMENTS:
        assert bundled(document.code, document.sentences).sentences.keys() == document.sentences.keys()
    asked = {"questions"}  # the ready questions of a talk, which no paper says by itself
    assert {path.stem for path in FOLDER.glob("*.toml")} - asked == {d.code for d in catalogue.DOCUMENTS}
