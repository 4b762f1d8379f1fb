"""How far a paper has come, read from the journal's events."""

from __future__ import annotations

import datetime as dt
from typing import Any

from services.documents import paper
from services.entries.entry import Attachment, Entry
from services.position.fix import NoFix
from services.records.declared import Declared, Happening
from services.records.events import DocumentIssued, PaperStep
from tests.factories import NOW

PDF = Attachment(digest="ab" * 32, size=9000, media_type="application/pdf", role="paper")
PHOTO = Attachment(digest="cd" * 32, size=9000, media_type="image/jpeg", role="signed_sheet")


def happening(said: Declared, minute: int, entry_id: str = "") -> Happening:
    entry = Entry(
        id=entry_id or f"e{minute}", device="d", seq=minute, previous="", kind=said.code, version=1, cases=("案",),
        made_at=NOW + dt.timedelta(minutes=minute), officers=("方立",), position=NoFix(reason="无", at=NOW), body={},
        attachments=(), clock=None, matter="m", amends="", reason="", raw=b"", signature=b"", algorithm="ed25519",  # type: ignore[arg-type]
    )  # fmt: skip
    return Happening(entry, said)


def issued(minute: int = 0, entry_id: str = "p1", **changes: Any) -> Happening:
    stated: dict[str, Any] = {
        "document": "seizure_inventory", "name": "扣押财产清单", "role": "inventory", "subject": "r1",
        "serial": "D320-00001", "pages": 2, "copies": 3, "paper": PDF,
    }  # fmt: skip
    return happening(DocumentIssued(**{**stated, **changes}), minute, entry_id)


def step(name: Any, minute: int, of: str = "p1", **more: Any) -> Happening:
    return happening(PaperStep(issued=of, step=name, **more), minute)


def test_a_paper_goes_from_issued_to_delivered_step_by_step() -> None:
    taken = [
        issued(),
        step("printed", 1, copies=3, printer="外勤打印机"),
        step("signed", 2, persons=("徐云芝", "郑强")),
        step("photographed", 3, photo=PHOTO),
        step("delivered", 4, to="徐云芝"),
    ]
    seen = [paper.states(taken[: count + 1])[0] for count in range(len(taken))]
    assert [one.word for one in seen] == ["已出具", "已打印", "已签（纸）", "已回拍", "已交付"]
    assert [one.state for one in seen] == ["issued", "printed", "signed", "photographed", "delivered"]
    last = seen[-1]
    assert (last.printed, last.runs, last.persons, last.delivered_to) == (
        3,
        1,
        ("徐云芝", "郑强"),
        ("徐云芝",),
    )
    assert last.photos == (PHOTO,)
    assert [t.words for t in last.steps][1:] == ["3 份，第 1 次", "徐云芝、郑强", "签名页已存", "徐云芝"]


def test_reprints_are_counted_and_a_late_reprint_does_not_set_a_paper_back() -> None:
    taken = [
        issued(),
        step("printed", 1, copies=3),
        step("delivered", 2, to="徐云芝"),
        step("printed", 3, copies=1),
    ]
    (one,) = paper.states(taken)
    assert (one.state, one.printed, one.runs) == ("delivered", 4, 2)
    assert one.steps[-1].words == "1 份，第 2 次"


def test_nothing_but_printing_comes_before_printing() -> None:
    assert paper.states([issued()])[0].open_steps == ("printed", "voided")
    assert "delivered" in paper.states([issued(), step("printed", 1, copies=1)])[0].open_steps


def test_a_draft_for_the_court_to_sign_is_never_handed_over() -> None:
    (one,) = paper.states([issued(draft_mark=True), step("printed", 1, copies=1)])
    assert "delivered" not in one.open_steps
    assert paper.states([issued(draft_mark=True)])[0].word == "待签发稿"


def test_a_voided_paper_is_nothing_else_and_goes_nowhere() -> None:
    (one,) = paper.states([issued(), step("printed", 1, copies=1), step("voided", 2, note="里程写错")])
    assert (one.state, one.word, one.open_steps) == ("voided", "已作废", ())
    assert one.steps[-1].words == "里程写错"


def test_a_paper_that_another_replaces_is_voided_by_it() -> None:
    old, new = paper.states([issued(), issued(5, "p2", serial="D320-00002", replaces="p1")])
    assert (old.state, new.state) == ("voided", "issued")
    assert old.steps[-1].words == "已重出，编号 D320-00002"


def test_steps_belong_to_their_own_paper() -> None:
    first, second = paper.states([issued(), issued(1, "p2"), step("printed", 2, of="p2", copies=1)])
    assert (first.state, second.state) == ("issued", "printed")
