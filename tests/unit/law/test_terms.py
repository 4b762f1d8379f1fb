"""Terms end as the law counts them; the longest term of a measure ends as notices print it."""

from __future__ import annotations

import datetime as dt

import pytest

from services.law import articles, periods, terms

D = dt.date
NO_2027 = {year: table for year, table in periods.BUNDLED.items() if year < 2027}


@pytest.mark.parametrize(
    ("kind", "start", "last"),
    [
        ("movable", D(2024, 11, 24), D(2026, 11, 23)),
        ("movable", D(2024, 2, 29), D(2026, 2, 28)),
        ("movable", D(2026, 3, 1), D(2028, 2, 29)),
        ("deposit", D(2026, 1, 1), D(2026, 12, 31)),
        ("real_estate", D(2025, 6, 1), D(2028, 5, 31)),
        ("other_right", D(2025, 3, 1), D(2028, 2, 29)),
    ],
)
def test_measure_may_last_no_longer_than_its_maximum(kind: terms.TermKind, start: D, last: D) -> None:
    assert terms.maximum_end(kind, start) == last


@pytest.mark.parametrize("kind", terms.MAXIMUMS)
def test_every_maximum_is_in_the_words_of_its_article(kind: str) -> None:
    term = terms.CURRENT.bundled[kind]
    years = {1: "一年", 2: "两年", 3: "三年"}[term.years]
    assert f"不得超过{years}" in articles.article(term.article).text
    assert not term.holidays_extend
    assert "效力消灭" in term.lapse


@pytest.mark.parametrize("key", terms.CURRENT.bundled)
def test_every_row_names_its_source_who_acts_and_what_its_end_brings(key: str) -> None:
    term = terms.term(key)
    assert all((term.title, term.start, term.acts, term.lapse, term.source))
    assert D(2005, 1, 1) < term.valid_from <= terms.VERSION
    assert (term.count is None) == (term.unit is None)
    if term.article:
        assert articles.article(term.article).text
    else:
        assert term.mark in ("M", "P"), "what no statute at hand proves must be marked"


NUMBERS = {
    "apply_for_enforcement": "二年", "docketing": "七日", "enforcement_notice": "十日", "notice_after_measure": "三日",
    "property_report_supplement": "十日", "clue_check": "七日", "clue_check_urgent": "三日", "whole_case": "六个月",
    "complaint_upward": "六个月", "third_party_debt": "十五日", "detention": "十五日", "detention_family": "二十四小时",
    "sanction_review": "三日", "sanction_review_decision": "五日", "forced_summons": "八小时",
    "forced_summons_long": "二十四小时", "objection": "十五日", "objection_review": "十日",
    "objection_review_decision": "三十日", "outsider_objection": "十五日", "outsider_suit": "十五日",
    "no_disposal": "十五日", "distribution_objection": "十五日", "distribution_opposition": "十五日",
    "distribution_suit": "十五日", "public_delivery": "三十日", "home_grace": "三个月",
    "auction_notice_movable": "十五日", "auction_notice_other": "三十日", "auction_told": "三日",
    "bidding": "二十四小时", "second_auction": "三十日", "second_notice_movable": "七日",
    "second_notice_other": "十五日", "no_surplus": "五日", "sale_ruling": "十日", "hand_over": "十五日",
    "deferral": "一年", "petition_reply": "15日",
}  # fmt: skip
_SAID = "零一二三四五六七八九十"


@pytest.mark.parametrize("key", NUMBERS)
def test_the_length_is_the_one_the_article_says(key: str) -> None:
    term, words = terms.term(key), NUMBERS[key]
    assert words in articles.article(term.article).text
    spoken = {"二年": "2年", "一年": "1年"}.get(words) or words
    for tens, figure in (("二十四", "24"), ("十五", "15"), ("三十", "30"), ("十", "10")):
        spoken = spoken.replace(tens, figure)
    for number, sign in enumerate(_SAID[:10]):
        spoken = spoken.replace(sign, str(number))
    assert term.length == spoken


def test_every_term_with_a_statute_and_a_number_is_checked_against_its_words() -> None:
    counted = {k for k, t in terms.CURRENT.bundled.items() if t.article and t.count} - set(terms.MAXIMUMS)
    assert counted - set(NUMBERS) == {"settlement_resume"}, "its two years stand in 民诉法 250"
    assert terms.term("settlement_resume").count == terms.term("apply_for_enforcement").count


@pytest.mark.parametrize(
    ("key", "event", "last"),
    [
        ("sanction_review", D(2026, 9, 30), D(2026, 10, 8)),  # the third day lies in the National Day week
        ("objection", D(2026, 2, 3), D(2026, 2, 24)),  # the fifteenth in the Spring Festival
        ("whole_case", D(2025, 8, 31), D(2026, 2, 28)),  # no 31st; a Saturday worked in place of a holiday
        ("auction_notice_movable", D(2026, 3, 17), D(2026, 3, 2)),
        ("second_notice_movable", D(2026, 4, 17), D(2026, 4, 10)),
        ("second_auction", D(2026, 3, 18), D(2026, 4, 17)),
        ("closing_minimum", D(2026, 8, 24), D(2026, 11, 24)),
        ("dishonesty_correction_done", D(2026, 9, 30), D(2026, 10, 10)),
    ],
)
def test_a_term_ends_as_the_law_counts_it(key: str, event: D, last: D) -> None:
    assert terms.term(key).last_day(event) == last


def test_a_year_without_a_holiday_table_is_said_and_the_earlier_day_given() -> None:
    day, why = terms.term("objection").last_day_at_least(D(2026, 12, 20), NO_2027)
    assert day == D(2027, 1, 4)
    assert "2027" in why
    day, why = terms.term("dishonesty_correction_done").last_day_at_least(D(2026, 12, 30), NO_2027)
    assert (day, bool(why)) == (D(2027, 1, 2), True)
    assert terms.term("objection").last_day_at_least(D(2026, 2, 3), NO_2027) == (D(2026, 2, 24), "")


def test_a_term_that_a_paper_fixes_has_no_end_to_compute() -> None:
    for key in ("property_report", "eviction_notice", "instalment", "forced_summons"):
        with pytest.raises(ValueError, match=key):
            terms.term(key).last_day(D(2026, 11, 24))
    assert terms.term("eviction_notice").length == "以文书载明的为准"


def test_what_may_be_repealed_is_marked_and_says_so() -> None:
    row = terms.term("mortgaged_home")
    assert row.mark == "M"
    assert "不据此计算" in row.note
