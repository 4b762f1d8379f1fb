"""The deeds of a seizure, as its journeys share them: part by part through the real widgets, then signing and papers."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from services.actions import issuing, printing
from services.docket.case import Case
from services.docket.property import Vehicle
from services.entries.entry import Entry
from services.records.kinds.vehicle_seizure import REQUIRED_SLOTS, VehicleSeizure
from services.records.record import Record
from services.store import journal
from tests.journeys import visiting
from tests.journeys.hands import Hands
from ui.pages.documents import DocumentsPage
from ui.pages.finished import FinishedPage

CUSTODIAN = "郑保管"
COMMUNITY = "季文"

_LP = """#!/bin/sh
mkdir -p "{spool}"
printf '%s\\n' "$*" >> "{spool}/jobs"
cat > "{spool}/$(date +%s%N).pdf"
"""
_LPSTAT = """#!/bin/sh
case "$1" in
  -e) echo office;;
  -d) echo "system default destination: office";;
  *) echo "printer office is idle.  enabled since today";;
esac
"""


def printer(folder: Path) -> Path:
    """A print service for the terminal: `lp` that keeps what it is given in the folder it returns."""
    spool = folder / "spool"
    for name, script in (("lp", _LP.format(spool=spool)), ("lpstat", _LPSTAT)):
        path = folder / name
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)
    return spool


def find_and_begin(hands: Hands, case: Case) -> None:
    """案件 → the plate typed → the case → 扣押车辆."""
    plate = car_of(case).plate
    hands.press("找案件")
    hands.until(lambda: hands.on("案件"))
    hands.write(hands.page._search.line, plate[2:])
    hands.until(lambda: hands.page._search.text == plate[2:] and hands.page._list.model_.rowCount() == 1)
    hands.tap(hands.page._list.viewport(), QPoint(200, 30))
    hands.until(lambda: case.number in hands.read(hands.page))
    hands.press(VehicleSeizure.title)
    assert hands.record.form is not None


def car_of(case: Case) -> Vehicle:
    """The case's one car."""
    (thing,) = case.vehicles
    assert thing.vehicle is not None
    return thing.vehicle


def part(hands: Hands, title: str) -> None:
    """A tap on a section of the form."""
    form = hands.record.form
    assert form is not None
    rows = form.sections
    number = next(n for n, s in enumerate(rows.items) if getattr(s, "title", "") == title)
    index = rows.model().index(number, 0)
    rows.scrollTo(index)
    hands.tap(rows.viewport(), rows.visualRect(index).center())
    hands.until(lambda: form.part == number)


def confirm_part(hands: Hands) -> None:
    """本屏都对 while it is offered, then what is left of this part one by one."""
    form = hands.record.form
    assert form is not None
    hands.until(lambda: True)
    if form.all_key.isVisible():
        hands.tap(form.all_key)
    for name in form.kind.parts[form.part].names:
        if name in hands.draft.prefilled:
            hands.tap(hands.editor(name).frame.confirm_key)


def choose(hands: Hands, name: str, words: str) -> None:
    """One key of a choice."""
    hands.tap(next(k for k in hands.editor(name).keys.keys if k.text() == words))


def yes(hands: Hands, *names: str) -> None:
    """是 for each."""
    for name in names:
        hands.tap(hands.editor(name).keys.yes)


def write(hands: Hands, name: str, words: str) -> None:
    """Words or figures into the line of a field."""
    editor = hands.editor(name)
    hands.write(getattr(editor, "edit", None) or editor.line, words)


def arrive(hands: Hands, case: Case, second: str) -> None:
    """到场与告知: how, where, who; the debtor and the community are there."""
    part(hands, "到场与告知")
    choose(hands, "way", "扣押")
    write(hands, "place", case.places[0].text)
    officers = hands.editor("officers")
    hands.tap(officers.display)
    hands.tap(officers.key(second))
    yes(hands, "id_shown", "recorder_on")
    present = hands.editor("present")
    hands.tap(present.known[case.debtors[0].name])
    hands.tap(present.adder)
    hands.write(present.panel.name, COMMUNITY)
    hands.tap(next(k for k in present.panel.role.keys if k.text() == "基层组织"))
    hands.write(present.panel.lines["unit"], case.grassroots)
    hands.press("好")
    for words in ("扣押依据和期限", "保管人的责任"):
        hands.tap(hands.editor("told").key(words))
    confirm_part(hands)


def identify(hands: Hands, case: Case) -> None:
    """车辆核对 and 权属与负担: the number read wrongly, seen to differ, read again."""
    vin = car_of(case).vin
    wrong = f"{vin[:13]}{'3' if vin[13] != '3' else '8'}{vin[14:]}"
    part(hands, "车辆核对")
    write(hands, "vin", wrong)
    editor = hands.editor("vin")
    hands.until(editor.comparison.isVisible)
    assert "第 14 位" in editor.comparison.sentence
    hands.tap(editor.comparison.again_key)
    write(hands, "vin", vin)
    hands.until(lambda: not editor.comparison.isVisible())
    confirm_part(hands)
    part(hands, "权属与负担")
    yes(hands, "registered_to_debtor")
    hands.tap(hands.editor("exempt").keys.no)
    confirm_part(hands)


def look_over(hands: Hands, folder: Path) -> None:
    """行驶与车况, 照片, 随车物品."""
    part(hands, "行驶与车况")
    write(hands, "odometer", "86412")
    choose(hands, "energy", "汽油")
    choose(hands, "condition", "可以行驶")
    write(hands, "keys", "1")
    yes(hands, "driving_licence", "registration_certificate", "plates_present")
    confirm_part(hands)
    part(hands, "照片")
    photos = hands.editor("photos")
    for slot in (*REQUIRED_SLOTS, "封条"):
        visiting.picture(folder / f"{slot}.jpg")
        hands.choose_in_dialog(photos.slots[slot], folder / f"{slot}.jpg")
        hands.until(lambda slot=slot: slot in {p.slot for p in photos.photos})  # type: ignore[misc]
    hands.window.activateWindow()  # offscreen, nobody hands the focus back after the system's dialog
    hands.until(hands.window.isActiveWindow)
    part(hands, "随车物品")
    yes(hands, "no_loose_items")


def hand_over(hands: Hands) -> None:
    """保管与拖车, then 期限与估价."""
    part(hands, "保管与拖车")
    choose(hands, "found_by", "执行人员")
    choose(hands, "moved_by", "干警驾驶")
    write(hands, "yard", "定阳停车场")
    write(hands, "custodian", CUSTODIAN)
    write(hands, "seals", "车门900731")
    confirm_part(hands)
    part(hands, "期限与估价")
    ended = hands.editor("ended_at")
    hands.tap(ended.line)
    hands.tap(ended.steps["现在"])
    yes(hands, "indivisible", "no_other_property")  # with what is sealed already the car is above the claim
    confirm_part(hands)


def write_name(hands: Hands, pad: Any) -> None:
    """Three strokes on the pad."""
    hands.until(pad.isVisible)
    for number in range(3):
        start = QPoint(80 + 90 * number, 60)
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 8):
            QTest.mouseMove(pad, start + QPoint(6 * step, 5 * step))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=start + QPoint(48, 40))


def sign(hands: Hands, on_paper: Iterable[str] = ()) -> list[str]:
    """签名: everyone on the screen, but those who sign on paper; returns all their names."""
    page = hands.record
    assert page.signing.key is not None
    hands.until(lambda: page.signing.key is not None and not page.signing.key.missing)
    hands.tap(page.signing.key)
    editor = hands.editor("signatures")
    hands.until(lambda: editor.sheet is not None)
    names = [name for name, _ in page.signing.persons()]
    for name in names:
        sheet = editor.sheet
        assert sheet.signer.name == name
        if name in on_paper:
            hands.tap(sheet.ways["paper"])
        else:
            write_name(hands, sheet.pad)
        hands.tap(sheet.confirm_key)
    hands.until(lambda: editor.sheet is None)
    hands.saved()
    return names


def finish(hands: Hands, kind: type[Record] = VehicleSeizure) -> Entry:
    """完成, until the finished record is on the screen."""
    page = hands.record
    hands.until(lambda: not page.done_key.missing)
    hands.tap(page.done_key)
    hands.until(lambda: isinstance(hands.page, FinishedPage) and "已保存" in hands.read(hands.page))
    return hands.ask(lambda: journal.entries(hands.session.vault, kinds=(kind.code,)))[-1]


def issue(hands: Hands, name: str, word: str = "已出具") -> issuing.PaperState:
    """On the papers' page: the document's row, then 出具; what waits for a seal is 待签发稿 then."""
    hands.tap_row(name)
    hands.press("出具")
    return until(hands, word)


def until(hands: Hands, word: str) -> issuing.PaperState:
    """Until the chosen paper has come so far."""

    def there() -> bool:
        page = hands.page
        return isinstance(page, DocumentsPage) and getattr(page.chosen, "word", "") == word

    hands.until(there)
    found: issuing.PaperState = hands.page.chosen
    return found


def ask(hands: Hands, words: str) -> Any:
    """A tap on a key of the papers' page, and the sheet it opens."""
    deeds = hands.page.deeds
    before = deeds.sheet
    hands.press(words)
    hands.until(lambda: deeds.sheet is not None and deeds.sheet is not before)
    return deeds.sheet


def print_out(hands: Hands, paper: issuing.PaperState) -> None:
    """打印, on the printer there is."""
    sheet = ask(hands, f"打印 {paper.copies} 份")
    hands.until(lambda: not sheet.key.missing)
    hands.tap(sheet.key)
    until(hands, "已打印")


def sign_in_ink(hands: Hands, name: str) -> None:
    """纸上已签 by one person."""
    sheet = ask(hands, "纸上已签")
    hands.tap(next(k for k in sheet.people.keys if k.text() == name))
    hands.tap(sheet.key)
    until(hands, "已签（纸）")


def photograph(hands: Hands, sheet_of: Path, folder: Path) -> None:
    """回拍 of a printed sheet, as a camera held askew sees it."""
    (drawn,) = printing.pages(sheet_of.read_bytes(), 0, 1)
    page = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.rgb)
    target = io.BytesIO()
    page.rotate(4, expand=True, fillcolor="gray", resample=Image.Resampling.BICUBIC).save(target, "JPEG")
    path = folder / "signed.jpg"
    path.write_bytes(target.getvalue())
    sheet = ask(hands, "回拍")
    hands.write(sheet.file.line, str(path))
    hands.tap(sheet.key)
    until(hands, "已回拍")


def deliver(hands: Hands, to: str) -> None:
    """交付 to somebody."""
    sheet = ask(hands, "交付")
    hands.write(sheet.line, to)
    hands.tap(sheet.key)
    until(hands, "已交付")
