"""The longest term of a measure ends as notices print it."""

from __future__ import annotations

import datetime as dt

import pytest

from services.law import articles, terms

D = dt.date


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


@pytest.mark.parametrize("kind", terms.TERMS)
def test_every_term_names_the_article_that_sets_it(kind: str) -> None:
    term = terms.TERMS[kind]
    years = {1: "一年", 2: "两年", 3: "三年"}[term.years]
    assert f"不得超过{years}" in articles.article(term.article).text
    assert term.valid_from <= terms.VERSION
