"""法律数据表: a court's newer holidays move the officer's deadlines; a file that does not fit moves nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from services.actions import case_papers, finding, lawbook, materials, reminding, unlocking
from services.clock import ZONE
from services.demo import samples
from services.errors import BadInput
from services.law import catalogue, periods, terms
from services.law.tables import BadTable
from services.session import Session
from services.store import radar, scratch
from tests.unit.law.test_newer_law import RULE, TERM, statute
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


@pytest.fixture
def newer(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a court's file; what another test imports is not read here."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_newer_term_moves_the_radar_and_is_there_after_the_next_unlocking(
    session: Session, newer: Callable[[str, str], Path]
) -> None:
    reminding.catch_up_all(session)
    shorter = TERM.replace("clue_check", "whole_case").replace("count = 5", "count = 3")
    lawbook.adopt(session, "terms", newer("期限", shorter.replace('"day"', '"month"')), NOW)
    assert reminding.read(session, TODAY).stale > 0
    reminding.catch_up_all(session)
    assert reminding.read(session, TODAY).stale == 0
    catalogue.lay({})  # as a program that starts anew reads
    assert terms.term("whole_case").count == 6
    unlocking.enter(session.vault, NOW)
    assert terms.term("whole_case").count == 3
    assert standing(session, "terms").imported == NOW
    unlocking.lock(session, NOW)
    assert terms.term("whole_case").count == 6


def test_paper_cites_the_amended_statute_and_the_programs_own_after_going_back(
    session: Session, newer: Callable[[str, str], Path]
) -> None:
    case = next(c for c in samples.docket().cases if c.vehicles and c.basis)
    lawbook.adopt(session, "articles", newer("条文", statute("cpl")), NOW)
    lawbook.adopt(session, "restrictions", newer("限制", RULE), NOW)
    offer = next(
        o for o in case_papers.offers(session, case.number, NOW) if o.document == "spending_limit_order"
    )
    made = case_papers.of_case(session, offer.document, case.number, offer.targets[0].id, NOW)
    said = told(materials.build(made).pdf)
    assert "第二百六十七条" in said
    assert "《最高人民法院关于限制被执行人消费的规定》第二条" in said
    assert "乘坐飞机" in said
    assert "旅游、度假" not in said
    for name in ("articles", "restrictions"):
        lawbook.drop(session, name, TODAY)
    again = told(
        materials.build(
            case_papers.of_case(session, offer.document, case.number, offer.targets[0].id, NOW)
        ).pdf
    )
    assert "第二百六十六条" in again
    assert "旅游、度假" in again


def test_law_that_does_not_hold_yet_or_that_no_paper_could_print_is_refused_whole(
    session: Session, newer: Callable[[str, str], Path]
) -> None:
    later = newer("期限", TERM.replace("valid_from = 2026-10-01", "valid_from = 2027-01-01"))
    with pytest.raises(BadTable, match="第 14 行自2027-01-01起才施行，请到那天再导入"):
        lawbook.adopt(session, "terms", later, NOW)
    with pytest.raises(BadTable, match="没有字体可以显示"):
        lawbook.adopt(
            session, "terms", newer("期限二", TERM.replace("核查财产线索", "核查\U000f0000线索")), NOW
        )
    assert standing(session, "terms").imported is None
    assert terms.term("clue_check").count == 7


def test_table_of_law_not_looked_at_for_a_year_is_said_on_today(session: Session) -> None:
    said = finding.today(session, dt.date(2027, 8, 1)).tables
    assert {"期间和期限", "法律条文", "限制消费、失信事项"} <= {s.split("”")[0].strip("“") for s in said}


def told(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))
