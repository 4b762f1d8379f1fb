"""信访事项告知书: to whoever petitioned, what the docket proves was done; a petition without a name gets no paper."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from services.demo import samples
from services.docket.proceedings import Petition
from services.documents import targets
from services.documents.case_subject import CaseSubject
from services.documents.subject import MissingFact
from services.documents.templates.petition_notice import petition_notice

ASKED = Petition(received_on=dt.date(2026, 11, 17), by="汪佳琳", asked="询问何时发放案款。")


def subject(*petitions: Petition) -> CaseSubject:
    sample = samples.case_subjects(petition_notice)["一名被执行人"]
    case = dataclasses.replace(sample.case, petitions=petitions)
    return dataclasses.replace(sample, case=case, target=targets.each_petition(case, sample.on)[-1])


def said(about: CaseSubject) -> str:
    return "".join(petition_notice.words(about))


def test_it_says_what_was_asked_and_what_was_done() -> None:
    text = said(subject(ASKED))
    assert "2026年11月17日" in text
    assert "内容为：询问何时发放案款。本院已经收到并登记" in text
    assert "执行到位" in text


def test_second_petition_is_answered_by_its_own_words() -> None:
    text = said(subject(ASKED, dataclasses.replace(ASKED, by="何某", asked="要求拍卖")))
    assert "要求拍卖" in text
    assert "何时发放" not in text


def test_answered_petition_is_offered_no_more_and_nobody_is_addressed_by_guess() -> None:
    answered = dataclasses.replace(ASKED, answered_on=dt.date(2026, 11, 20))
    case = subject(ASKED).case
    assert (
        targets.each_petition(dataclasses.replace(case, petitions=(answered,)), dt.date(2026, 11, 24)) == ()
    )
    with pytest.raises(MissingFact, match="没有写信访人"):
        said(subject(dataclasses.replace(ASKED, by="")))
