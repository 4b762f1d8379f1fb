"""Every hard rule for the scene has its duty in every kind it is about, or a written reason; the page says the same."""

from __future__ import annotations

from collections import Counter

import pytest

from services.law import articles, terms
from services.records import catalogue
from tests.unit.records.hard_rules import EVICTION, RULES, SCOPE, Rule, duty_of

NAMES = [f"{rule.section}: {rule.words}" for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_hard_rule_is_answered_once_for_each_kind_it_is_about(rule: Rule) -> None:
    assert Counter(rule.kinds) == Counter(SCOPE[rule.section])
    assert rule.duties, "a hard rule that nothing enforces"


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_what_enforces_a_hard_rule_is_a_hard_duty_of_that_kind(rule: Rule) -> None:
    for kind, codes in rule.duties.items():
        for code in codes:
            duty = duty_of(kind, code)
            assert duty is not None, f"{kind} has no duty {code}"
            assert duty.weight == "hard", f"{kind} {code} only warns"


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_a_rule_that_a_kind_does_not_enforce_says_why(rule: Rule) -> None:
    assert [why for why in rule.reasons.values() if len(why) < 20] == []


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_the_law_of_a_rule_is_at_hand_and_its_duties_cite_it(rule: Rule) -> None:
    keys = {key.strip() for key in rule.law.split(",")}
    assert [
        key for key in keys if key not in terms.CURRENT.bundled and key not in articles.CURRENT.bundled
    ] == []
    own = {statute_article(key) for key in keys}
    for kind, codes in rule.duties.items():
        found = (duty_of(kind, code) for code in codes)
        assert own & {statute_article(d.article) for d in found if d is not None}, (
            f"{kind} cites another passage"
        )


def statute_article(key: str) -> str:
    """The article of a key, whatever its paragraph."""
    return "-".join(key.split("-")[:2])


def test_the_ten_hard_points_of_a_seizure_are_all_there() -> None:
    points = {int(rule.words.split()[0]) for rule in RULES if rule.section == "5.2 seizure"}
    assert points == set(range(1, 11))


def test_every_section_with_hard_rules_has_some_and_every_kind_is_in_one() -> None:
    assert {rule.section for rule in RULES} == set(SCOPE)
    assert {code for codes in SCOPE.values() for code in codes} == {kind.code for kind in catalogue.KINDS}
    assert set(SCOPE["5.3 eviction, on the day"]) < set(EVICTION)
