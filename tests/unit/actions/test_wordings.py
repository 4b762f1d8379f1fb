"""文书用语: a court's own sentences stand in the paper, a file that does not fit changes nothing."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pypdfium2
import pytest

from services.actions import issuing, materials, wordings
from services.demo import samples
from services.documents.wording_files import BadWording, text_of
from services.errors import BadInput
from services.records.kinds.visit import Visit
from services.session import Session
from services.store import scratch
from tests.fixtures_papers import Finish, stored_draft

NOW = samples.NOW + dt.timedelta(hours=1)
OLD = "以上笔录已交在场人阅读"
OWN = "以上笔录已交在场人当场核对"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The court's file for the visit's transcript, one sentence changed."""
    path = tmp_path / "上门查找笔录.toml"
    path.write_text(text_of("visit_transcript").replace(OLD, OWN), encoding="utf-8")
    return path


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def test_the_courts_sentence_stands_in_the_paper_and_in_the_signing_copy(
    session: Session, finish: Finish, file: Path
) -> None:
    entry = finish(Visit)
    assert OLD in text(issuing.issue(session, "visit_transcript", entry.id, NOW).pdf)

    taken = wordings.adopt(session, file, NOW)
    assert (taken.document, taken.own, taken.since) == ("visit_transcript", 1, NOW)
    paper = text(issuing.issue(session, "visit_transcript", entry.id, NOW).pdf)
    assert OWN in paper
    assert OLD not in paper

    draft = stored_draft(session, samples.sample(Visit))
    made = materials.build(materials.of_draft(session, "visit_transcript", draft, NOW))
    assert OWN in text(made.pdf)
    assert any(OWN in line for line in made.words)


def test_what_was_issued_before_keeps_its_bytes(session: Session, finish: Finish, file: Path) -> None:
    issued = issuing.issue(session, "visit_transcript", finish(Visit).id, NOW)
    wordings.adopt(session, file, NOW)
    assert issuing.stored_pdf(session, issued.entry.id) == issued.pdf


def test_dropping_it_brings_the_programs_own_sentences_back(
    session: Session, finish: Finish, file: Path
) -> None:
    wordings.adopt(session, file, NOW)
    assert wordings.drop(session, "visit_transcript").since is None
    assert OLD in text(issuing.issue(session, "visit_transcript", finish(Visit).id, NOW).pdf)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{officers}", "{officer}", "行有不认识的字段{officer}"),
        ("{list}", "若干", "漏了字段{list}"),
        ("read_back", "readback", "不是这份文书的用语"),
        (OLD, OLD + "\U00031360", "没有字体可以显示"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_in_one_sentence_and_nothing_changes(
    session: Session, file: Path, old: str, new: str, told: str
) -> None:
    before = wordings.adopt(session, file, NOW)
    file.write_text(text_of("visit_transcript").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadWording) as refused:
        wordings.adopt(session, file, NOW + dt.timedelta(minutes=1))
    assert told in refused.value.sentence
    assert refused.value.sentence.count("。") == 1
    assert before in wordings.standings(session)


def test_a_file_of_no_document_or_that_cannot_be_read_is_refused_in_words(
    session: Session, tmp_path: Path
) -> None:
    stranger = tmp_path / "起诉状.toml"
    stranger.write_text('a = "甲"', encoding="utf-8")
    with pytest.raises(BadInput, match="没有叫“起诉状”的文书"):
        wordings.adopt(session, stranger, NOW)
    with pytest.raises(BadInput, match="检查优盘"):
        wordings.adopt(session, tmp_path / "上门查找笔录.toml", NOW)


def test_sentences_that_a_later_program_cannot_use_are_named_and_its_own_stand(
    session: Session, finish: Finish
) -> None:
    kept = {"text": 'read_back = "已读。"', "since": NOW.isoformat()}
    scratch.set_setting(session.vault, "wording.visit_transcript", kept)
    told = next(s for s in wordings.standings(session) if s.document == "visit_transcript")
    assert "缺少“id_shown”" in told.misfit
    assert OLD in text(issuing.issue(session, "visit_transcript", finish(Visit).id, NOW).pdf)


def test_the_file_in_use_can_be_written_out_changed_and_taken_again(session: Session, tmp_path: Path) -> None:
    path = wordings.write_out(session, "record_sheet", tmp_path)
    assert path.name == "外勤记录单.toml"
    assert wordings.adopt(session, path, NOW).own == 0
    with pytest.raises(BadInput, match="没有覆盖"):
        wordings.write_out(session, "record_sheet", tmp_path)
    with pytest.raises(BadInput, match="换一个位置"):
        wordings.write_out(session, "record_sheet", tmp_path / "gone")


def test_every_document_can_be_written_out_and_taken_back(session: Session, tmp_path: Path) -> None:
    for standing in wordings.standings(session):
        taken = wordings.adopt(session, wordings.write_out(session, standing.document, tmp_path), NOW)
        assert (taken.own, taken.misfit) == (0, "")
