"""院发文书 at a terminal: printed byte for byte, so many copies and no more, each written down before it is printed."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from services.actions import checking_papers, kit, sealed
from services.cases.plan import Plan, PlanStop
from services.demo import samples
from services.docket.case import Case
from services.errors import BadInput, Damaged, NotAllowed
from services.position.fix import NoFix
from services.records.draft import Draft
from services.records.kinds.assistance import Assistance
from services.records.kinds.delivery import Delivery
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.kinds.payment import Payment
from services.records.sealed_events import SealedStep
from services.session import Session
from services.store import attachments, exchanged, journal
from tests import fixtures_sealed as papers
from tests.fixtures_papers import Finish
from ui.desk import StartRecord
from ui.forms.opening import open_draft
from ui.pages.documents_parts import read_papers

LATER = samples.NOW + dt.timedelta(hours=1)


@pytest.fixture
def case() -> Case:
    return samples.docket().cases[0]


def test_what_goes_to_the_printer_is_what_the_court_issued_byte_for_byte(
    session: Session, case: Case
) -> None:
    paper = papers.hand_down(session, case.number)
    raw = sealed.take_copies(session, paper.id, 1, "A4", LATER)
    assert hashlib.sha256(raw).hexdigest() == paper.digest
    assert raw == papers.notice()
    (entry,) = journal.entries(session.vault, case=case.number, kinds=(SealedStep.code,))
    assert (entry.body["values"]["digest"], entry.matter) == (paper.digest, paper.id)


def test_copies_run_out_and_the_officer_is_told_what_to_do(session: Session, case: Case) -> None:
    paper = papers.hand_down(session, case.number, copies=3)
    assert sealed.state(session, paper.id).word == "可印 3 份"
    sealed.take_copies(session, paper.id, 2, "A4", LATER)
    with pytest.raises(NotAllowed, match="还可印 1 份，不能一次印 2 份"):
        sealed.take_copies(session, paper.id, 2, "A4", LATER)
    sealed.take_copies(session, paper.id, 1, "A4", LATER)
    with pytest.raises(NotAllowed, match=r"准印 3 份，已经印完.*向院里申请增加份数"):
        sealed.take_copies(session, paper.id, 1, "A4", LATER)
    done = sealed.state(session, paper.id)
    assert (done.printed, done.left, done.runs, done.word) == (3, 0, 2, "份数已印完")
    assert [t.words for t in done.steps if t.state == "printed"] == ["2 份，第 1 次", "1 份，第 2 次（重印）"]
    papers.hand_down(session, case.number, copies=4)
    assert sealed.state(session, paper.id).left == 1, "the court has allowed one more"


def test_copies_that_no_printer_took_may_be_printed_again(session: Session, case: Case) -> None:
    paper = papers.hand_down(session, case.number, copies=2)
    sealed.take_copies(session, paper.id, 2, "A4", LATER)
    back = sealed.give_back(session, paper.id, 2, "打印机没纸了", LATER)
    assert (back.left, back.printed) == (2, 0)
    assert back.steps[-1].words == "第 1 次没有印出，2 份退回"
    assert sealed.take_copies(session, paper.id, 2, "A4", LATER) == papers.notice()


def test_a_copy_printed_on_the_officers_other_terminal_is_one_less_here(session: Session, case: Case) -> None:
    paper = papers.hand_down(session, case.number, copies=2)
    sealed.take_copies(session, paper.id, 1, "A4", LATER)
    (row,) = [r for r in journal.stored(session.vault) if SealedStep.code.encode() in r.raw]
    elsewhere = papers.on_another_terminal(row)
    with exchanged.together(session.vault):
        exchanged.taking([("00" * 32, elsewhere)], whole=False)(session.vault.db)
    assert sealed.state(session, paper.id).left == 0


def test_a_recalled_paper_can_be_seen_but_neither_printed_nor_delivered(session: Session, case: Case) -> None:
    paper = papers.hand_down(session, case.number)
    sealed.take_copies(session, paper.id, 1, "A4", LATER)
    papers.hand_down(session, case.number, recalled_why="地址写错")
    for deed in (
        lambda: sealed.take_copies(session, paper.id, 1, "A4", LATER),
        lambda: sealed.step(session, paper.id, "delivered", LATER, to="张三"),
    ):
        with pytest.raises(NotAllowed, match=r"已收回.*交回院里"):
            deed()
    found = sealed.state(session, paper.id)
    assert (found.state, found.word) == ("voided", "院里已收回")
    assert found.steps[-1].words == "地址写错"
    assert sealed.pdf(session, paper.id) == papers.notice()
    assert sealed.step(session, paper.id, "returned", LATER, note="内勤").steps[-2].words == "1 份 内勤"


def test_a_paper_whose_bytes_have_not_come_or_have_changed_is_not_printed(
    session: Session, case: Case
) -> None:
    paper = papers.hand_down(session, case.number, here=False)
    with pytest.raises(BadInput, match="还没有取回。请先同步"):
        sealed.take_copies(session, paper.id, 1, "A4", LATER)
    assert sealed.state(session, paper.id).left == 2, "nothing was written down"
    papers.hand_down(session, case.number)
    stored = attachments.path_of(session.vault, paper.digest)
    stored.write_bytes(stored.read_bytes()[:-1] + b"?")
    with pytest.raises(Damaged):
        sealed.take_copies(session, paper.id, 1, "A4", LATER)
    assert sealed.state(session, paper.id).left == 2


def test_steps_are_asked_for_what_they_need_and_come_after_printing(session: Session, case: Case) -> None:
    paper = papers.hand_down(session, case.number)
    with pytest.raises(NotAllowed, match="先打印"):
        sealed.step(session, paper.id, "delivered", LATER, to="张三")
    sealed.take_copies(session, paper.id, 1, "A4", LATER)
    with pytest.raises(BadInput, match="交给了谁"):
        sealed.step(session, paper.id, "delivered", LATER)
    with pytest.raises(BadInput, match="怎么损坏"):
        sealed.step(session, paper.id, "spoilt", LATER)
    with pytest.raises(BadInput, match="照片"):
        sealed.step(session, paper.id, "photographed", LATER)
    done = sealed.step(session, paper.id, "delivered", LATER, to="张贴于门上")
    assert (done.state, done.delivered_to) == ("delivered", ("张贴于门上",))
    with pytest.raises(BadInput, match="改分给别人"):
        sealed.state(session, "nothing")


def test_a_paper_stands_where_a_record_needs_it(session: Session, case: Case) -> None:
    notice = papers.hand_down(session, case.number)
    order = papers.hand_down(session, case.number, raw=papers.notice(mark="二"), document="assistance_notice")

    def of(kind: type) -> set[str]:
        return {p.id for p in sealed.papers(session, case.number, kind)}

    assert of(EvictionNotice) == {notice.id}
    assert of(Assistance) == {order.id}
    assert of(Delivery) == {notice.id, order.id}
    assert of(Payment) == set()
    assert sealed.papers(session, samples.docket().cases[1].number) == ()


def test_the_file_itself_is_known_as_the_courts_original_and_a_changed_one_is_not(
    session: Session, case: Case, tmp_path: Path
) -> None:
    paper = papers.hand_down(session, case.number)
    path = tmp_path / "公告.pdf"
    path.write_bytes(papers.notice())
    verdict = checking_papers.by_file(session, checking_papers.look(path))
    assert (verdict.answer, verdict.paper.id) == ("original", paper.id)
    assert "院里下发的原件，逐字节相同" in verdict.sentences[0]
    path.write_bytes(papers.notice().replace(b"%%EOF", b"%%EOF\n%"))
    with pytest.raises(BadInput, match="没有这份文书"):
        checking_papers.by_file(session, checking_papers.look(path))


def test_the_pack_check_lists_it_until_it_is_delivered_and_says_when_it_must_be_fetched(
    session: Session, case: Case
) -> None:
    plan = Plan(day=samples.NOW.date(), stops=(PlanStop(case=case.number, place="家"),))

    def listed() -> list[tuple[str, bool | None]]:
        return [(i.detail, i.ready) for i in kit.items(session, plan) if "|sealed:" in i.id]

    paper = papers.hand_down(session, case.number, here=False)
    assert listed() == [("院里已下发，还没有取回：请先同步", False)]
    papers.hand_down(session, case.number)
    assert listed() == [("院发，给房屋占有人，准印 2 份，还没有印", None)]
    sealed.take_copies(session, paper.id, 1, "A4", LATER)
    sealed.step(session, paper.id, "delivered", LATER, to="张贴于门上")
    assert listed() == []


def test_a_delivery_is_offered_the_sealed_paper_with_its_number(session: Session, case: Case) -> None:
    papers.hand_down(session, case.number)
    opened = open_draft(session, StartRecord(Delivery, (case.number,)), LATER, NoFix(reason="室内", at=LATER))
    assert [(p.title, p.number) for p in opened.sealed] == [("强制迁出公告", f"{case.number}之一")]
    other = open_draft(session, StartRecord(Payment, (case.number,)), LATER, NoFix(reason="室内", at=LATER))
    assert other.sealed == ()


def test_a_recall_of_printed_sheets_stands_under_what_needs_an_eye_until_each_is_back(
    session: Session, case: Case
) -> None:
    paper = papers.hand_down(session, case.number)
    gone = papers.hand_down(session, case.number, raw=papers.notice(mark="二"), recalled_why="重复")
    sealed.take_copies(session, paper.id, 2, "A4", LATER)
    recalled = papers.hand_down(session, case.number, recalled_why="地址写错")
    sealed.tell_recalls(session, [recalled, gone], LATER)
    (trouble,) = exchanged.troubles(session.vault)
    assert "收回了《强制迁出公告》（地址写错），印出的 2 份请收回" in trouble.why
    sealed.step(session, paper.id, "returned", LATER, note="内勤")
    assert len(exchanged.troubles(session.vault)) == 1
    sealed.step(session, paper.id, "spoilt", LATER, note="已撕毁")
    assert exchanged.troubles(session.vault) == ()


def test_the_papers_of_a_record_begin_with_what_the_court_has_sealed_for_it(
    session: Session, finish: Finish
) -> None:
    entry = finish(Delivery)
    paper = papers.hand_down(session, entry.cases[0])
    first, *_ = read_papers(session, entry.id).rows
    assert isinstance(first, sealed.PaperState)
    assert first.id == paper.id


def test_the_record_that_is_made_with_it_begins_with_its_number_unless_two_could_be_meant(
    session: Session, case: Case
) -> None:
    papers.hand_down(session, case.number)

    def begun() -> Draft:
        room = NoFix(reason="室内", at=LATER)
        return open_draft(session, StartRecord(EvictionNotice, (case.number,)), LATER, room).draft

    draft = begun()
    assert draft.values["number"] == f"{case.number}之一"
    assert "number" in draft.prefilled, "it counts once somebody has looked at it"
    papers.hand_down(session, case.number, raw=papers.notice(mark="二"))
    assert "number" not in begun().values
