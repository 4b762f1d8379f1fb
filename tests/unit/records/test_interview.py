"""约谈: one person, every question answered, times in order; ready questions by whom one talks to."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from services.records import questions
from services.records.draft import decode, encode
from services.records.kinds.interview import PURPOSES, Interview
from services.records.record import Incomplete, Setting
from services.records.signing import page_signers, signers
from services.records.values import Line, Person, Promise
from tests.unit.records.answers import CASE, draft
from tests.unit.records.judging import AT
from tests.unit.records.of_kinds.interview import answers

SAID = Interview.fields()["said"]


def talk(**changes: Any) -> Interview:
    return Interview.from_draft(draft(answers(**changes), kind="interview"))


def refused(**changes: Any) -> dict[str, str]:
    with pytest.raises(Incomplete) as told:
        talk(**changes)
    return {p.name: p.sentence for p in told.value.problems}


def test_one_transcript_asks_one_person() -> None:
    two = (Person(name="何岩松", role="被执行人"), Person(name="徐云芝", role="成年家属"))
    assert "只问一个人" in refused(person=two)["person"]


def test_a_question_without_an_answer_keeps_the_transcript_open_and_is_named() -> None:
    asked = (
        Line(sort="问", text="收入多少？"),
        Line(sort="问", text="在哪上班？"),
        Line(sort="答", text="木业厂。"),
    )
    assert "第 1 句问了没有答" in refused(said=asked)["said"]
    assert "第 3 句问了没有答" in refused(said=(*asked[1:], Line(sort="问", text="还有吗？")))["said"]
    assert "第 2 句还没有写" in refused(said=(asked[0], Line(sort="答", text=" ")))["said"]
    assert talk(said=(asked[0], Line(sort="述", text="对方沉默，不回答。"))).said


def test_a_promise_for_a_day_gone_by_or_of_nothing_is_none() -> None:
    gone = Promise(on=AT.date() - dt.timedelta(days=1), amount=Decimal(100))
    assert "早于约谈当天" in refused(promises=(gone,))["promises"]
    nothing = Promise(on=AT.date(), amount=Decimal(0))
    assert "大于 0" in refused(promises=(nothing,))["promises"]
    part = Promise(on=AT.date(), amount=Decimal("0.001"))
    assert "只到分" in refused(promises=(part,))["promises"]
    huge = Promise(on=AT.date(), amount=Decimal(10) ** 12)
    assert "万亿" in refused(promises=(huge,))["promises"]
    twice = Promise(on=AT.date(), amount=Decimal(5))
    assert "同一天" in refused(promises=(twice, twice))["promises"]


def test_the_end_does_not_come_before_the_beginning() -> None:
    assert "早于开始时间" in refused(ended_at=AT - dt.timedelta(minutes=1))["ended_at"]


def test_a_confirmed_address_is_written_out() -> None:
    assert "收件人" in refused(service_to=None)["service_to"]
    assert "收件地址" in refused(service_place=None)["service_place"]
    assert talk(service="不愿确认").service_to == "", "what is not asked does not enter the record"


def test_whoever_is_asked_signs_each_page_and_the_questioners_last() -> None:
    values = answers(others=(Person(name="季文", role="见证人"),))
    assert page_signers(Interview.fields(), values) == ("何岩松",)
    assert signers(Interview.fields(), values) == (
        ("何岩松", "被执行人"), ("季文", "见证人"), ("方立", "询问人"), ("毛一帆", "询问人"),
    )  # fmt: skip


@pytest.mark.parametrize("purpose", PURPOSES)
def test_each_purpose_has_ready_questions_from_identity_to_reading_over(purpose: str) -> None:
    found = questions.blocks(purpose)
    assert (found[0].title, found[-1].title) == ("身份与权利告知", "核对笔录")
    assert len(found) > 2
    assert SAID.blocks({"purpose": purpose}) == found  # type: ignore[attr-defined]
    for block in found:
        assert block.lines
        assert all(line.sort == "问" and line.text.endswith(("？", "。")) for line in block.lines)


def test_the_debtor_is_asked_all_that_the_notes_name() -> None:
    asked = "".join(line.text for block in questions.blocks("被执行人") for line in block.lines)
    for matter in (
        "认可",
        "收入",
        "财产",
        "房屋",
        "车辆",
        "债务",
        "扶养",
        "怎样履行",
        "为什么",
        "寄到哪里",
        "失信",
        "罪",
    ):
        assert matter in asked, matter


def test_without_a_purpose_nothing_is_offered_and_every_block_serves_somebody() -> None:
    assert questions.blocks("") == ()
    assert all(set(block.purposes) <= set(PURPOSES) and block.purposes for block in questions.table().blocks)
    assert questions.table().version <= AT.date()


def test_the_draft_of_a_talk_comes_back_from_the_disk_as_it_was() -> None:
    kept = draft(answers(), kind="interview")
    assert decode(encode(kept), Interview).values == kept.values


def test_the_sentences_say_who_was_asked_where_and_what_came_of_it() -> None:
    text = talk(purpose="申请执行人", agrees_to_close=False, clue_until=dt.date(2026, 12, 8)).narrative(
        Setting(cases=(CASE,), officers=())
    )
    for fact in (
        "方立、毛一帆",
        "约谈申请执行人何岩松",
        "不同意终结本次执行程序",
        "2026年12月8日前提供财产线索",
    ):
        assert fact in text
    assert "认可" not in text, "an answer of another purpose is not told"
    assert (
        dataclasses.replace(talk()).summary() == "被执行人何岩松 · 履行义务和财产状况 · 承诺付款 12,000.00 元"
    )
