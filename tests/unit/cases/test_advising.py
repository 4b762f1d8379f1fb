"""Every row of the radar can be answered: by a paper, by a record, or by a sentence that says what to do."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest

from services.actions import reminding
from services.cases import advising, deadlines, measures, radar
from services.cases.due import Due, Sort
from services.demo import samples
from services.documents import catalogue as documents
from services.law import terms
from services.records import catalogue as kinds
from services.store import radar as kept
from tests.factories import NOW

TODAY = NOW.date()
NUMBER = "（2026）浙0822执900001号"
TERMS = ("", *sorted(terms.CURRENT.bundled))


def row(sort: Sort, term: str = "", days: int | None = 3, number: str = NUMBER, **more: str) -> radar.Row:
    on = None if days is None else TODAY + dt.timedelta(days=days)
    return radar.row(number, Due(sort=sort, what=more.pop("what", "事项"), on=on, term=term, **more), TODAY)


@pytest.mark.parametrize("sort", get_args(Sort))
@pytest.mark.parametrize("days", [3, 0, -3, None])
def test_every_sort_has_a_sentence_for_every_term_and_day(sort: Sort, days: int | None) -> None:
    for term in TERMS:
        said = advising.advice(row(sort, term, days))
        assert said.endswith("。")
        assert 10 <= len(said) <= 90, said
        titles = [title for title, _ in advising.explained(row(sort, term, days))]
        assert titles[0] == "种类"
        assert ("依据" in titles) == bool(term)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (row("term", "whole_case"), "报院长批准延长"),
        (row("term", "whole_case", -3), "补报院长审批"),
        (row("objection", "outsider_objection"), "不处分这件财产"),
        (row("objection", "objection"), "审查期间不停止执行"),
        (row("review", "sanction_review"), "复议期间不停止执行"),
        (row("auction", "auction_notice_movable"), "网络司法拍卖平台"),
        (row("auction", "auction_notice_other", -1), "开拍日要顺延"),
        (row("pause", "deferral"), "恢复执行，通知双方和担保人"),
        (row("pause", ""), "恢复执行，通知双方，核对各项措施的届满日"),
        (row("paper", "third_party_debt", -1), "报请裁定对第三人强制执行"),
        (row("measure", days=-1, what="车查封到期"), "查封的效力已经消灭，续不了"),
        (
            row("measure", number="（2026）浙0822执保900001号", what="尾号 6229 冻结到期"),
            "由作出保全的法院续行",
        ),
        (row("measure", days=None), "届满日期不明"),
        (row("paper", days=None, note=kept.UNREAD), "期限可能不全，请核对日志。"),
    ],
)
def test_it_is_said_plainly_what_to_do(found: radar.Row, said: str) -> None:
    assert said in advising.advice(found)
    assert said in reminding.advice_for(found)


def test_every_row_of_the_demonstration_docket_offers_a_paper_a_record_or_a_sentence() -> None:
    papers, records = {d.code for d in documents.for_case()}, {k.code for k in kinds.KINDS}
    seen = set()
    for case in samples.docket().cases[:400]:
        for due in deadlines.dues(case, measures.in_force(case, ())):
            one = radar.row(case.number, due, TODAY)
            document, codes, said = (
                reminding.document_for(one),
                reminding.kinds_for(one),
                reminding.advice_for(one),
            )
            assert document or codes or said, due
            assert document in {"", *papers}
            assert set(codes) <= records
            seen.add(due.sort)
    assert {
        "measure",
        "term",
        "report",
        "instalment",
        "auction",
        "money",
        "petition",
        "objection",
        "pause",
    } <= seen


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (row("paper", "third_party_debt", answer="assistance_reply"), "assistance_reply"),
        (row("auction", "auction_told", answer="delivery"), "delivery"),
        (row("inspection", answer="inspection"), "inspection"),
        (row("collect", "belongings", answer="eviction_storage"), "eviction_storage"),
    ],
)
def test_record_that_answers_stands_on_the_row(found: radar.Row, kind: str) -> None:
    assert kind in reminding.kinds_for(found)


def test_what_a_paper_or_record_answers_whole_needs_no_sentence() -> None:
    assert reminding.advice_for(row("money", "pay_out")) == ""
    assert reminding.advice_for(row("inspection", answer="inspection")) == ""
