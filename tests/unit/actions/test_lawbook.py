"""法律数据表: a court's newer holidays move the officer's deadlines; a file that does not fit moves nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from services.actions import finding, lawbook, reminding
from services.clock import ZONE
from services.errors import BadInput
from services.law import catalogue, periods
from services.law.tables import BadTable
from services.session import Session
from services.store import radar, scratch
from tests.unit.law.test_tables import GOOD

NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
TODAY = NOW.date()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2027年放假.toml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def standing(session: Session, name: str = "holidays", today: dt.date = TODAY) -> lawbook.Standing:
    return next(s for s in lawbook.standings(session, today) if s.name == name)


def test_every_table_is_told_with_version_source_and_end(session: Session) -> None:
    told = lawbook.standings(session, TODAY)
    assert [s.name for s in told] == [form.name for form in catalogue.FORMS]
    assert all(s.title and s.origin and s.imported is None for s in told)
    assert [
        said for said in lawbook.outdated(session, TODAY) if "放假安排" not in said and "LPR" not in said
    ] == []
    assert any("到2026-12-31为止" in said for said in lawbook.outdated(session, TODAY))


def test_imported_year_is_known_and_survives_locking(session: Session, file: Path) -> None:
    assert lawbook.holidays(session) is periods.BUNDLED
    taken = lawbook.adopt(session, "holidays", file, NOW)
    assert (taken.version, taken.until, taken.imported) == (dt.date(2026, 11, 4), dt.date(2027, 12, 31), NOW)
    assert taken.soon == ""
    known = lawbook.holidays_of(session.vault)
    assert periods.end(dt.date(2026, 12, 30), 2, "day", tables=known) == dt.date(2027, 1, 4)


def test_deadlines_are_counted_anew_over_the_imported_year(session: Session, file: Path) -> None:
    reminding.catch_up_all(session)
    assert reminding.read(session, TODAY).stale == 0
    lawbook.adopt(session, "holidays", file, NOW)
    waiting = reminding.read(session, TODAY).stale
    assert waiting == radar.stale(session.vault, lawbook.holidays(session)) > 0
    reminding.catch_up_all(session)
    assert reminding.read(session, TODAY).stale == 0


def test_corrected_day_of_a_known_year_counts_anew_too(session: Session, file: Path) -> None:
    lawbook.adopt(session, "holidays", file, NOW)
    reminding.catch_up_all(session)
    file.write_text(
        GOOD.replace("from = 2027-06-09, to = 2027-06-09", "from = 2027-06-10, to = 2027-06-10"), "utf-8"
    )
    lawbook.adopt(session, "holidays", file, NOW)
    assert reminding.read(session, TODAY).stale > 0


def test_second_import_keeps_the_first(session: Session, file: Path) -> None:
    lawbook.adopt(session, "holidays", file, NOW)
    later = GOOD.replace("2027", "2028").replace("version = 2026-11-04", "version = 2027-11-04")
    # 2028 has other weekdays: no make-up days in this file
    file.write_text("\n".join(line.split(", worked")[0] + " }," if "worked" in line else line
                              for line in later.splitlines()), encoding="utf-8")  # fmt: skip
    lawbook.adopt(session, "holidays", file, NOW)
    assert sorted(lawbook.holidays(session)) == [2024, 2025, 2026, 2027, 2028]


def test_refused_file_leaves_the_table_in_force(session: Session, file: Path) -> None:
    lawbook.adopt(session, "holidays", file, NOW)
    file.write_text(GOOD.replace("2027-05-08", "2027-05-10"), encoding="utf-8")
    with pytest.raises(BadTable, match="第 10 行"):
        lawbook.adopt(session, "holidays", file, NOW)
    with pytest.raises(BadInput, match="读不了"):
        lawbook.adopt(session, "holidays", file.with_name("none.toml"), NOW)
    assert standing(session).until == dt.date(2027, 12, 31)


def test_going_back_leaves_the_programs_own(session: Session, file: Path) -> None:
    lawbook.adopt(session, "holidays", file, NOW)
    assert lawbook.drop(session, "holidays", TODAY).imported is None
    assert lawbook.holidays(session) is periods.BUNDLED


def test_import_that_this_program_cannot_use_is_set_aside_and_said(session: Session, file: Path) -> None:
    kept = {"text": GOOD.replace("from", "von"), "since": NOW.isoformat(), "file": "旧.toml"}
    scratch.set_setting(session.vault, "law.holidays", [kept])
    assert standing(session).misfit.startswith("导入的表停用：旧.toml 没有采用")
    assert lawbook.holidays(session) == periods.BUNDLED
    assert lawbook.adopt(session, "holidays", file, NOW).misfit == ""


def test_table_in_use_is_written_out_as_a_pattern_and_overwrites_nothing(
    session: Session, file: Path, tmp_path: Path
) -> None:
    lawbook.adopt(session, "holidays", file, NOW)
    path = lawbook.write_out(session, "holidays", tmp_path)
    assert path.name == "放假安排.toml"
    assert path.read_text(encoding="utf-8") == GOOD
    with pytest.raises(BadInput, match="没有覆盖"):
        lawbook.write_out(session, "holidays", tmp_path)
    with pytest.raises(BadInput, match="写不进"):
        lawbook.write_out(session, "fees", tmp_path / "none")


def test_today_says_that_the_holidays_run_out_until_the_new_ones_are_taken(
    session: Session, file: Path
) -> None:
    assert "到2026-12-31为止" in finding.today(session, TODAY).tables[0]
    assert "只到2026-12-31" in finding.today(session, dt.date(2027, 1, 4)).tables[0]
    lawbook.adopt(session, "holidays", file, NOW)
    assert [said for said in finding.today(session, TODAY).tables if "LPR" not in said] == []
