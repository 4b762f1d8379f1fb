"""Duties and papers cite the law by its present numbers, letter for letter."""

from __future__ import annotations

import datetime as dt

import pytest

from services.law import articles

CITES = {
    "cpl-256-1": ("《中华人民共和国民事诉讼法》第二百五十六条第一款", "民诉法第256条第1款"),
    "cpl-239": ("《中华人民共和国民事诉讼法》第二百三十九条", "民诉法第239条"),
    "int-485": (
        "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第四百八十五条",
        "民诉法解释第485条",
    ),
    "ckd-24-3": (
        "《最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定》第二十四条第三款",
        "查扣冻规定第24条第3款",
    ),
    "zx98-33": ("《最高人民法院关于人民法院执行工作若干问题的规定（试行）》第33条", "执行工作规定第33条"),
}


@pytest.mark.parametrize("key", CITES)
def test_paper_and_screen_cite_an_article_in_their_own_way(key: str) -> None:
    article = articles.article(key)
    assert (article.cite, article.brief) == CITES[key]


WORDS = {
    "cpl-89": "留在受送达人的住所，并采用拍照、录像等方式记录送达过程，即视为送达",
    "cpl-114": "隐藏、转移、变卖、毁损已被查封、扣押的财产",
    "cpl-239-2": "执行员应当出示证件。执行完毕后，应当将执行情况制作笔录",
    "cpl-253": "有权向有关单位查询被执行人的存款",
    "cpl-255": "查封、扣押、冻结、拍卖、变卖被执行人应当履行义务部分的财产",
    "cpl-256-1": "其工作单位或者财产所在地的基层组织应当派人参加",
    "cpl-256-2": "执行员必须造具清单，由在场人签名或者盖章后，交被执行人一份",
    "cpl-257": "执行员可以指定被执行人负责保管",
    "ckd-1": "应当作出裁定，并送达被执行人和申请执行人",
    "ckd-2": "第三人书面确认该财产属于被执行人的",
    "ckd-3": "教育所必需的物品",
    "ckd-6": "加贴封条",
    "ckd-7": "未办理登记手续的，不得对抗",
    "ckd-9": "应当在扣押清单上记载该机动车辆的发动机编号",
    "ckd-10-2": "保管人不得使用",
    "ckd-18": "执行措施开始及完成的时间",
    "ckd-19": "不得明显超标的额",
    "ckd-24-3": "没有公示的，其效力不得对抗善意第三人",
    "ckd-26": "轮候查封",
    "zx98-7": "应向有关人员出示工作证件，并按规定着装",
    "zx98-33": "控制变卖的价款",
    "int-130": "办公室、收发室、值班室",
    "int-485": "查封、扣押动产的期限不得超过两年",
    "ccdc-2": "七日内调查核实；情况紧急的，应当在三日内",
    "ccdc-12": "被执行人未按执行通知履行生效法律文书确定的义务",
    "fee-14": "每件交纳50元",
}


@pytest.mark.parametrize(("key", "words"), WORDS.items())
def test_article_says_what_the_duty_leans_on(key: str, words: str) -> None:
    assert words in articles.article(key).text


@pytest.mark.parametrize("key", articles.CURRENT.bundled)
def test_every_key_tells_its_article_and_since_when_it_holds(key: str) -> None:
    article = articles.article(key)
    _, number, *paragraph = key.split("-")
    assert article.number == int(number)
    assert article.paragraph == (int(paragraph[0]) if paragraph else None)
    assert dt.date(2007, 1, 1) <= article.valid_from <= articles.VERSION
    assert article.text == article.text.strip()
    assert article.source


def test_paragraph_is_part_of_its_article() -> None:
    for key, article in articles.CURRENT.bundled.items():
        whole = articles.CURRENT.bundled.get(key.rsplit("-", 1)[0])
        if article.paragraph and whole:
            assert article.text in whole.text
