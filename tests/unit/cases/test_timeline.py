"""The case page's timeline: newest on top, a correction above the sentence it strikes out."""

from __future__ import annotations

import datetime as dt

from services.cases import timeline
from services.records.draft import Draft
from services.records.events import CaseOpened
from tests.factories import NOW, make_case, make_past_visit
from tests.unit.cases.happened import chain, visit

CASE = make_case()


def rows_of(*said: tuple[object, str, str]) -> tuple[timeline.Row, ...]:
    return timeline.rows(CASE, chain(said, CASE.number), (), {})  # type: ignore[arg-type]


def test_a_correction_shows_the_old_sentence_struck_through_with_reason_and_who() -> None:
    row = rows_of((visit("无人"), "", ""), (visit("拒不开门"), "0", "漏记有人应声"))[0]
    assert row.title == "更正：上门查找"
    assert row.text == "拒不开门"
    assert "无人" in row.struck
    assert row.reason == "漏记有人应声 · 更正人 方立"


def test_the_corrected_record_does_not_stand_a_second_time() -> None:
    assert len(rows_of((visit(), "", ""), (visit("拒不开门"), "0", "漏记"))) == 1


def test_a_correction_of_a_correction_strikes_out_the_latest_only() -> None:
    rows = rows_of((visit("无人"), "", ""), (visit("拒不开门"), "0", "一"), (visit("见到他人"), "1", "二"))
    assert len(rows) == 1
    assert "拒不开门" in rows[0].struck


def test_opening_a_case_is_no_line_of_its_history() -> None:
    assert rows_of((CaseOpened(since=NOW, until=NOW), "", "")) == ()


def test_visits_the_court_knows_of_stand_between_ours_by_time() -> None:
    case = make_case(past_visits=(make_past_visit(),))
    rows = timeline.rows(case, chain([(visit(), "", "")], case.number), (), {})
    assert [r.at for r in rows] == sorted((r.at for r in rows), reverse=True)
    assert rows[-1].state == "院里已有"


def test_a_draft_stands_on_top_as_draft() -> None:
    draft = Draft(
        id="d", kind="visit", version=1, cases=(CASE.number,), officers=("方立",), started_at=NOW, values={},
        kept_at=NOW + dt.timedelta(hours=1),
    )  # fmt: skip
    rows = timeline.rows(CASE, chain([(visit(), "", "")], CASE.number), (draft,), {"visit": "上门查找"})
    assert (rows[0].state, rows[0].title, rows[0].draft) == ("草稿", "上门查找", "d")
