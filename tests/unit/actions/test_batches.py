"""One document for the households of a series: each its own paper, none twice, the rest listed with its reason."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pypdfium2
import pytest

from services.actions import batches, case_papers, issuing, materials
from services.demo import samples
from services.docket.case import Case
from services.errors import BadInput, NotAllowed
from services.records import catalogue
from services.records.events import PapersSaved
from services.session import Session
from services.store import journal, registry
from services.store.vault import Vault
from tests.fixtures_series import done, session_of
from tests.fixtures_series import households as first_households

NOW = samples.NOW + dt.timedelta(hours=1)
NOTICE, CARD = "execution_notice", "integrity_card"


@pytest.fixture
def households() -> tuple[Case, ...]:
    """Five of the demo's 740."""
    return first_households(5)


@pytest.fixture
def session(vault: Vault, households: tuple[Case, ...]) -> Session:
    single = next(c for c in samples.docket().cases if c.series is None)
    return session_of(vault, single, *households)


def make(session: Session, code: str, number: str, target: str) -> str:
    gathered = case_papers.of_case(session, code, number, target, NOW)
    return issuing.keep(session, gathered, materials.build(gathered)).entry.id


def made(session: Session, code: str) -> tuple[str, ...]:
    series = batches.series(session, first(session), code)
    plan = done(batches.plan(session, code, series.members, NOW))
    return tuple(make(session, code, one.number, one.target) for one in plan.wanted)


def first(session: Session) -> str:
    return registry.of_series(session.vault, "series-910001")[0]


def test_a_case_of_a_series_finds_all_the_others_by_number(session: Session) -> None:
    series = batches.series(session, first(session), NOTICE)
    assert [n[-7:] for n in series.members] == [f"{serial}号" for serial in range(910001, 910006)]
    assert (series.name, series.authority) == ("执行通知书", "须院印")
    assert "系列案" in series.title


def test_a_case_by_itself_has_no_batch(session: Session) -> None:
    single = next(c.number for c in samples.docket().cases if c.series is None)
    with pytest.raises(NotAllowed, match="不属于系列案"):
        batches.series(session, single, NOTICE)


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("910002-910004", [2, 3, 4]),
        ("910002至910003、910005", [2, 3, 5]),
        ("执910001号", [1]),
        ("（2026）浙0822执910004号至执910005号", [4, 5]),
    ],
)
def test_a_part_of_the_series_is_named_by_its_figures(session: Session, typed: str, ends: list[int]) -> None:
    members = batches.series(session, first(session), NOTICE).members
    assert batches.chosen(typed, members[0], members) == tuple(members[end - 1] for end in ends)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("910004-910009", "910006号等 4 个案号不在这个系列里"),
        ("900001", "900001号不在这个系列里"),
        ("910001-", "缺少起号或止号"),
        ("9l0001", "字母"),
    ],
)
def test_a_number_outside_the_series_or_malformed_is_told(
    session: Session, typed: str, sentence: str
) -> None:
    members = batches.series(session, first(session), NOTICE).members
    with pytest.raises(BadInput, match=sentence):
        batches.chosen(typed, members[0], members)


def test_each_household_gets_its_own_paper_and_none_gets_a_second(session: Session) -> None:
    papers = made(session, NOTICE)
    assert len(papers) == len({issuing.state(session, p).cases for p in papers}) == 5
    assert len({issuing.state(session, p).serial for p in papers}) == 5
    series = batches.series(session, first(session), NOTICE)
    again = done(batches.plan(session, NOTICE, series.members, NOW))
    assert again.wanted == ()
    assert {p.id for p in again.standing} == set(papers)
    issuing.step(session, papers[1], "voided", NOW, note="名字打错")
    once_more = done(batches.plan(session, NOTICE, series.members, NOW))
    assert [one.number for one in once_more.wanted] == [series.members[1]]


def test_a_case_for_which_there_is_no_such_paper_is_left_out_with_the_reason(session: Session) -> None:
    members = batches.series(session, first(session), "fulfilment_certificate").members
    plan = done(batches.plan(session, "fulfilment_certificate", members, NOW))
    assert plan.wanted == ()
    assert [one.number for one in plan.left_out] == list(members)
    assert {one.why for one in plan.left_out} == {batches.NOBODY}


def pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_the_file_for_printing_holds_every_page_and_none_begins_on_another_s_back(session: Session) -> None:
    papers = made(session, NOTICE)[:3]
    single = [pages(issuing.stored_pdf(session, p)) for p in papers]
    assert pages(done(batches.merged(session, papers))) == [page for paper in single for page in paper]
    both = pages(done(batches.merged(session, papers, two_sided=True)))
    at = 0
    for paper in single:
        assert at % 2 == 0
        assert both[at : at + len(paper)] == paper
        at += len(paper) + len(paper) % 2
    assert len(both) == at


def test_every_paper_remembers_that_it_was_printed(session: Session) -> None:
    papers = made(session, CARD)
    done(batches.mark_printed(session, papers, "科室打印机", 2, NOW))
    assert {(issuing.state(session, p).state, issuing.state(session, p).printed) for p in papers} == {
        ("printed", 2)
    }


def saved(session: Session) -> list[PapersSaved]:
    found = (catalogue.read(e).said for e in journal.entries(session.vault))
    return [said for said in found if isinstance(said, PapersSaved)]


def test_papers_saved_in_one_file_are_noted_with_their_digest(session: Session, tmp_path: Path) -> None:
    papers = made(session, CARD)
    target = tmp_path / batches.file_name("告知书", papers, NOW)
    path = done(batches.save_one(session, papers, target, NOW))
    assert path == target
    assert [(s.papers, s.sums) for s in saved(session)] == [
        (len(papers), hashlib.sha256(path.read_bytes()).hexdigest())
    ]
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".making"] == []


def test_papers_saved_one_by_one_bear_case_and_number(session: Session, tmp_path: Path) -> None:
    papers = made(session, CARD)
    folder = done(batches.save_each(session, papers, tmp_path, NOW))
    names = sorted(p.name for p in folder.iterdir())
    assert len(names) == len(papers)
    assert all(name.startswith("（2026）浙0822执9100") and name.endswith(".pdf") for name in names)
    for paper in papers:
        assert issuing.stored_pdf(session, paper) in [p.read_bytes() for p in folder.iterdir()]
    assert len(saved(session)) == 1


def test_a_saving_that_is_broken_off_leaves_nothing_behind(session: Session, tmp_path: Path) -> None:
    papers = made(session, CARD)
    pieces = batches.save_each(session, papers, tmp_path, NOW)
    next(pieces)
    pieces.close()
    assert [p for p in tmp_path.iterdir() if "making" in p.name] == []
    assert saved(session) == []


def test_a_place_that_cannot_be_written_to_is_told(session: Session, tmp_path: Path) -> None:
    papers = made(session, CARD)
    nowhere = tmp_path / "不在的优盘"
    with pytest.raises(BadInput, match="写不进去。请换一个位置再存"):
        done(batches.save_one(session, papers, nowhere / "一份.pdf", NOW))
    with pytest.raises(BadInput, match="写不进去。请换一个位置再存"):
        done(batches.save_each(session, papers, nowhere, NOW))
    assert saved(session) == []
