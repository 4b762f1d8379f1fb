"""上门查找: what has to be answered, what ties the answers together, and the sentences that write themselves."""

from __future__ import annotations

from typing import Any

import pytest

from services.position.fix import NoFix
from services.records.kinds.visit import Visit
from services.records.record import Incomplete, Setting, Start, problems_of
from services.records.values import Located, Person
from tests.factories import make_case, make_officer
from tests.unit.records.answers import (
    AT,
    CASE,
    DEBTOR,
    FAMILY_MET,
    FIX,
    HOME,
    NOBODY_HOME,
    WIFE,
    WORKSHOP,
    draft,
)  # fmt: skip

SETTING = Setting(cases=(CASE,), officers=(make_officer(1), make_officer(2)))


def refused(values: dict[str, Any], **changes: Any) -> dict[str, str]:
    """Attribute → what about it keeps these answers from being a record."""
    with pytest.raises(Incomplete) as caught:
        Visit.from_draft(draft(values, **changes))
    found: dict[str, str] = {}
    for problem in caught.value.problems:
        found[problem.name] = found.get(problem.name, "") + problem.sentence
    return found


def start(subject: str = "") -> Start:
    officers = (make_officer(1), make_officer(2))
    return Start(cases=(CASE,), officers=officers, now=AT.replace(second=42), position=FIX, subject=subject)


def test_nobody_home_is_a_whole_record() -> None:
    record = Visit.from_draft(draft(NOBODY_HOME))
    assert record.outcome == "无人"
    assert record.met == ()
    assert record.entry_position == FIX
    assert record.summary() == "无人"


@pytest.mark.parametrize("name", ["outcome", "arrived_at", "place", "located", "officers"])
def test_what_is_not_answered_is_named(name: str) -> None:
    assert "还没有填" in refused({n: v for n, v in NOBODY_HOME.items() if n != name})[name]


def test_every_gap_is_named_at_once_in_the_order_of_the_form() -> None:
    problems = list(problems_of(Visit, {}))
    assert [problem.name for problem in problems] == ["outcome", "arrived_at", "place", "located", "officers"]


def test_the_sentence_says_how_many_gaps_and_that_the_draft_is_kept() -> None:
    with pytest.raises(Incomplete, match=r"“结果”还没有填（共 5 处）。草稿已存好。"):
        Visit.from_draft(draft({}))


def test_a_prefilled_answer_counts_only_after_a_tap() -> None:
    waiting = frozenset({"place", "officers"})
    assert set(refused(NOBODY_HOME, prefilled=waiting)) == waiting
    confirmed = draft(NOBODY_HOME, prefilled=waiting).confirm(waiting, "officer-1", AT)
    assert Visit.from_draft(confirmed).place == HOME


def test_an_outcome_that_is_not_on_the_list_is_refused() -> None:
    assert "只能选" in refused({**NOBODY_HOME, "outcome": "不清楚"})["outcome"]


@pytest.mark.parametrize("outcome", ["见到本人", "见到家属", "见到他人", "邻居称已搬离"])
def test_whoever_was_met_has_to_be_named(outcome: str) -> None:
    assert "写明见到的人" in refused({**NOBODY_HOME, "outcome": outcome, "knocked": None})["met"]


def test_a_debtor_met_is_among_those_met() -> None:
    assert "被执行人" in refused({**FAMILY_MET, "outcome": "见到本人"})["met"]
    himself = Person(name="何岩松", role="被执行人")
    assert Visit.from_draft(draft({**FAMILY_MET, "outcome": "见到本人", "met": (himself,)})).met == (himself,)


def test_a_person_without_name_is_refused() -> None:
    assert "姓名" in refused({**FAMILY_MET, "met": (Person(name="", role="邻居"),)})["met"]


def test_answers_to_questions_no_longer_asked_do_not_enter_the_record() -> None:
    record = Visit.from_draft(draft({**FAMILY_MET, "outcome": "无人"}))
    assert record.met == ()
    assert record.said == ()
    assert record.id_shown is None


def test_no_fix_with_its_reason_is_an_answer() -> None:
    absent = NoFix("地下车库无卫星信号", AT)
    record = Visit.from_draft(draft({**NOBODY_HOME, "located": Located.of(absent)}))
    assert record.entry_position == absent


# --- prefilling


def test_time_officers_place_and_fix_are_filled_in_to_the_minute() -> None:
    filled = Visit.prefilled(start())
    assert filled == {
        "arrived_at": AT,
        "officers": ("方立", "毛一帆"),
        "located": Located.of(FIX),
        "place": HOME,
    }


def test_the_address_the_visit_was_started_for_is_filled_in() -> None:
    assert Visit.prefilled(start(WORKSHOP.text))["place"] == WORKSHOP


def test_an_unknown_address_is_not_made_up() -> None:
    nowhere = make_case(serial=900001, parties=(), properties=())
    known = start()
    filled = Visit.prefilled(Start(cases=(nowhere,), officers=known.officers, now=AT, position=FIX))
    assert "place" not in filled


def test_the_outcome_is_never_filled_in() -> None:
    assert "outcome" not in Visit.prefilled(start())


# --- the sentences that write themselves


def narrative(**changes: Any) -> str:
    values = {**(FAMILY_MET if changes.get("outcome", "无人") != "无人" else NOBODY_HOME), **changes}
    return Visit.from_draft(draft(values)).narrative(SETTING)


def test_nobody_home_tells_when_who_where_and_how() -> None:
    text = narrative()
    assert text.startswith("2026年11月24日")
    for fact in ("方立", "毛一帆", HOME.text, "两次敲门无应答", f"未见被执行人{DEBTOR.name}"):
        assert fact in text


def test_how_they_knocked_is_not_claimed_unless_tapped() -> None:
    text = narrative(knocked=None)
    assert "敲门" not in text
    assert "现场无人" in text


def test_whom_they_met_stands_with_role_and_relation() -> None:
    text = narrative(outcome="见到家属")
    assert "见到成年家属（妻子）徐云芝。" in text
    assert "下一步：" in text
    assert text.endswith("门口停有儿童自行车。")


def test_moved_away_is_what_somebody_says_and_no_fact() -> None:
    neighbour = Person(name="占小雨", role="邻居")
    text = narrative(outcome="邻居称已搬离", met=(neighbour,), next_steps=None, note=None)
    assert text.endswith(f"邻居占小雨称被执行人{DEBTOR.name}已搬离。")


def test_a_door_kept_shut_is_told_as_such() -> None:
    text = narrative(outcome="拒不开门", next_steps=None, note=None)
    assert text.endswith("有人应声，拒不开门。")
    assert WIFE.name not in text


def test_a_debtor_of_two_cases_is_named_once() -> None:
    second = make_case(serial=900002, parties=(DEBTOR,), properties=())
    twice = Setting(cases=(CASE, second), officers=SETTING.officers)
    assert Visit.from_draft(draft()).narrative(twice).count(f"查找被执行人{DEBTOR.name}。") == 1


def test_every_outcome_writes_whole_sentences_without_gaps() -> None:
    himself = Person(name=DEBTOR.name, role="被执行人")
    for outcome in Visit.fields()["outcome"].options:  # type: ignore[attr-defined]
        text = narrative(outcome=outcome, met=(himself, WIFE))
        assert text.endswith("。")
        assert not any(gap in text for gap in ("None", "—", "。。", "，。", "()", "（）", "  "))


# --- what follows from the record


def test_a_visit_is_found_by_outcome_address_and_names() -> None:
    text = " ".join(Visit.from_draft(draft(FAMILY_MET)).search_text)
    for word in ("见到家属", HOME.text, "徐云芝"):
        assert word in text


def test_the_summary_names_whom_they_met() -> None:
    assert Visit.from_draft(draft(FAMILY_MET)).summary() == "见到家属 · 徐云芝"
