"""The deeds of an eviction, as its journey goes them: each stage begun by the key on the case page, finished and signed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PIL import Image

from services.actions import evidence, issuing, recording
from services.docket.case import Case
from services.entries.entry import Entry
from services.records.record import Record
from services.records.values import Film, InventoryRow, Person, Photo
from services.store import journal
from tests.journeys.hands import Hands
from ui.desk import OpenCase
from ui.pages.case import CasePage
from ui.pages.finished import FinishedPage

COMMUNITY = Person(name="占士林", role="基层组织", unit="辉埠社区")
NOTARY = Person(name="汪文", role="公证员", unit="常山县公证处")
FATHER = Person(name="陈老根", role="父母", note="老人，78岁")
KEPT, STORE = "封存带回法院", "定阳仓储一号库"


def open_case(hands: Hands, case: Case) -> None:
    """The case's page, once its line of stages is there."""
    hands.window.go(OpenCase(case.number))
    hands.until(lambda: isinstance(hands.page, CasePage) and "腾房阶段" in hands.read(hands.page))


def begin(hands: Hands, case: Case, words: str) -> None:
    """The key on the card, until the form of that stage is there."""
    open_case(hands, case)
    hands.press(words)
    assert hands.record.form is not None


def answer(hands: Hands, **answers: Any) -> None:
    """Answers as the editors give them, then everything prefilled confirmed."""
    page = hands.record
    for name, value in answers.items():
        page._answered(name, value, False)
    page._all_right(hands.draft.prefilled)
    hands.saved()


def finish(hands: Hands, kind: type[Record]) -> Entry:
    """完成, until the finished record is on the screen."""
    page = hands.record
    hands.until(lambda: not page.done_key.missing)
    hands.tap(page.done_key)
    hands.until(lambda: isinstance(hands.page, FinishedPage) and "已保存" in hands.read(hands.page))
    return hands.ask(lambda: journal.entries(hands.session.vault, kinds=(kind.code,)))[-1]


def shoot(hands: Hands) -> Callable[[str], Photo]:
    """A camera: each call keeps another picture in the vault."""
    taken = [0]

    def shot(slot: str) -> Photo:
        taken[0] += 1
        target = io.BytesIO()
        shade = (taken[0] * 37 % 255, taken[0] * 11 % 255, 90)
        Image.new("RGB", (320, 240), shade).save(target, "JPEG")
        looked = evidence.look_at(target.getvalue(), f"{taken[0]}.jpg")
        return hands.ask(lambda: evidence.take_photo(hands.session, looked, slot=slot))

    return shot


def film(hands: Hands) -> Film:
    """A film of the whole course in the vault."""
    raw = b"\x00\x00\x00\x18ftypmp42" + bytes(64)
    kept = hands.ask(
        lambda: recording.attach(hands.session, raw, media_type="video/mp4", role="film", name="FILE1.MP4")
    )
    return Film(attachment=kept, sort="film", device="执法记录仪 02")


def row(
    number: int, name: str, photo: Photo, *, box: str = "", way: str = "运存放处所", **more: Any
) -> InventoryRow:
    """A line with its mark and its picture."""
    given: dict[str, Any] = {"quantity": Decimal(1), "unit": "件", "model": "旧"}
    return InventoryRow(number=number, name=name, disposition=way, box=box, photo=photo, **{**given, **more})


def paper(hands: Hands, entry: Entry, document: str, at: dt.datetime) -> bytes:
    """The paper issued; its stored bytes."""
    return hands.ask(lambda: issuing.issue(hands.session, document, entry.id, at)).pdf
