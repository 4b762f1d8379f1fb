"""The radar as the officer takes it along: on paper, and as a file for his own calendar."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import icalendar
import pypdfium2
import pytest

from services.actions import case_papers, issuing, materials, reminding
from services.cases import radar
from services.cases.due import SORT_TITLES, Due, Sort
from services.docket.case import Basis
from services.docket.property import Measure, Property, Vehicle
from services.documents import catalogue as documents
from services.errors import BadInput
from services.records import catalogue
from services.records.events import CalendarMade
from services.session import Session
from services.store import journal, registry
from services.store.vault import Vault
from tests.factories import NOW, make_case, make_cases, make_court, make_docket, make_officer

TODAY = NOW.date()


@pytest.fixture
def session(vault: Vault) -> Session:
    registry.load_docket(vault, make_docket(make_cases(30)))
    return Session(
        vault=vault, court=make_court(), officer=make_officer(), colleagues=()
    )  # fmt: skip


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def rows(count: int) -> tuple[reminding.Row, ...]:
    on = TODAY + dt.timedelta(days=3)
    due = Due(sort="money", what="案款 5,000.00 元须发放", on=on, term="pay_out", note="已写明逾期原因")
    return tuple(
        radar.row(f"（2026）浙0822执{900001 + n}号", due, TODAY, creditors="张禾生", debtors="何岩松")
        for n in range(count)
    )


def test_what_changed_is_said_until_it_is_counted(session: Session) -> None:
    assert reminding.read(session, TODAY).stale == 30
    reminding.catch_up_all(session)
    found = reminding.read(session, TODAY)
    assert found.stale == 0
    assert found.rows == radar.ranked(found.rows)
    assert found.rows


def test_the_list_names_day_case_law_and_what_is_not_confirmed(session: Session) -> None:
    said = text_of(reminding.paper(session, rows(1), NOW, "30 天内")).replace("\r\n", "")
    for words in ("到期清单", "2026-11-27", "3天", "张禾生", "900001", "未经核实", "30 天内", "不作送达"):
        assert words in said, words


def test_the_list_is_the_same_for_the_same_rows_and_goes_on_over_pages(session: Session) -> None:
    pdf = reminding.paper(session, rows(120), NOW)
    assert pdf == reminding.paper(session, rows(120), NOW)
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) > 3


def test_an_empty_list_says_so(session: Session) -> None:
    assert "没有符合条件的到期事项" in text_of(reminding.paper(session, (), NOW)).replace("\r\n", "")


def test_a_calendar_file_gets_its_ending_is_read_back_and_stands_in_the_journal(
    session: Session, tmp_path: Path
) -> None:
    target = reminding.write_calendar(session, tmp_path / "到期", rows(2), NOW, names=True)
    assert target.name == "到期.ics"
    assert len(icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")) == 2
    (entry,) = journal.entries(session.vault, kinds=(CalendarMade.code,))
    said = catalogue.read(entry).said
    assert said == CalendarMade(rows=2, names=True, sums=hashlib.sha256(target.read_bytes()).hexdigest())
    assert [p.name for p in tmp_path.iterdir() if "到期" in p.name] == ["到期.ics"]


def test_a_folder_that_is_not_there_or_nothing_to_write_is_said_in_a_sentence(
    session: Session, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match="换一个位置"):
        reminding.write_calendar(session, tmp_path / "没有" / "到期.ics", rows(1), NOW, names=False)
    with pytest.raises(BadInput, match="没有带日期"):
        reminding.write_calendar(session, tmp_path / "到期.ics", (), NOW, names=False)
    assert journal.entries(session.vault, kinds=(CalendarMade.code,)) == []


def test_a_renewing_ruling_that_was_drawn_up_is_told_until_it_is_voided(vault: Vault) -> None:
    car = Property(id="car", kind="车辆", name="小型轿车", owner="何岩松", vehicle=Vehicle(plate="浙HYS1A1"))
    sealing = Measure(id="m", kind="sealing", property_id="car", expires_on=TODAY + dt.timedelta(days=7))
    basis = Basis(kind="民事判决书", number="（2025）浙0822民初900001号", made_by="常山县人民法院")
    case = make_case(properties=(car,), measures=(sealing,), basis=basis)
    registry.load_docket(vault, make_docket([case]))
    session = Session(
        vault=vault, court=make_court(), officer=make_officer(), colleagues=()
    )  # fmt: skip

    def note() -> str:
        reminding.catch_up_all(session)
        return next(r.due.note for r in reminding.read(session, TODAY).rows if r.due.sort == "measure")

    assert note() == ""
    made_from = case_papers.of_case(session, reminding.RENEWAL, case.number, "car", NOW)
    issued = issuing.keep(session, made_from, materials.build(made_from))
    assert "裁定稿已于 2026-11-24 出具" in note()
    issuing.step(session, issued.entry.id, "voided", NOW, note="期限写错")
    assert note() == ""


def test_the_document_that_renews_is_one_of_the_case() -> None:
    assert reminding.RENEWAL in {document.code for document in documents.for_case()}


def falling(sort: Sort, term: str, days: int, what: str = "", answer: str = "") -> radar.Row:
    due = Due(sort=sort, what=what, on=TODAY + dt.timedelta(days=days), term=term, answer=answer)
    return radar.row("（2026）浙0822执900001号", due, TODAY)


@pytest.mark.parametrize(
    ("row", "document", "kind"),
    [
        (falling("money", "pay_out", 3), "money_statement", ""),
        (falling("instalment", "instalment", 3, answer="visit"), "money_statement", "visit"),
        (falling("report", "property_report", -1, answer="visit"), "dishonesty_decision", "visit"),
        (falling("report", "property_report", 1, answer="visit"), "", "visit"),
        (falling("paper", "", -1, "执行通知书指定的履行期满"), "spending_limit_order", ""),
        (falling("paper", "", 1, "执行通知书指定的履行期满"), "", ""),
        (falling("paper", "", -1, "通知载明的期限届满"), "", ""),
        (falling("leave", "eviction_notice", 5, answer="visit"), "", "visit"),
        (falling("leave", "eviction_notice", -1, answer="visit"), "", "eviction_day"),
        (falling("collect", "belongings", -1, answer="visit"), "", "eviction_storage"),
        (falling("petition", "petition_reply", 3), "petition_notice", "interview"),
        (falling("closing", "closing_minimum", -3), "", "interview"),
        (falling("term", "whole_case", 3), "", ""),
    ],
)
def test_row_offers_what_answers_it_by_its_sort_and_its_day(row: radar.Row, document: str, kind: str) -> None:
    assert (reminding.document_for(row), reminding.kind_for(row)) == (document, kind)
    assert document in {"", *(d.code for d in documents.for_case())}
    assert not kind or catalogue.kind(kind)


ISSUE = (
    "续封",
    "六个月",
    "财产报告",
    "复议",
    "和解分期",
    "迁出期限",
    "取物期限",
    "拍卖公告",
    "案款发放",
    "终本条件",
    "信访答复",
)


def test_every_source_that_the_radar_promises_has_its_sort() -> None:
    assert set(ISSUE) <= set(SORT_TITLES.values())
