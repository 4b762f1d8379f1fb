"""One posting for 740 cases: chosen by range, one record, found on every case, with the list annexed to its paper."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QPoint

from services.actions import finding, issuing, ranging
from services.demo import docket as synthetic
from services.docket.party import Place
from services.entries.entry import Entry
from services.hub import desk
from services.hub.enrolment import Policy
from services.records import catalogue
from services.records.delivery_duties import CLOSE, SCREEN, WHOLE
from services.records.kinds.posting import Posting
from services.records.values import Handed
from services.store import journal
from tests.fixtures_journey import SECRET, START, Office, OpenHands, Station, enrolled
from tests.journeys import visiting
from tests.journeys.hands import Hands
from tests.unit.records.of_kinds import posting
from ui.dialogs.kinds import KindsSheet
from ui.dialogs.pick_case import PickCase
from ui.dialogs.pick_series import SeriesSheet

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

HOUSEHOLDS = 740


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Station:
    """A tablet with the demo's series of 740 households, two other cases and one that is closed."""
    root = tmp_path_factory.mktemp("series")
    made = synthetic.build(20261124, today=START.date(), big=False)
    series = [c for c in made.cases if c.series]
    others = [c for c in made.cases if c.live and not c.series][:2]
    opened = desk.found(
        root / "court", made.court, (made.officer, *made.colleagues),
        policy=Policy(hub_id="hub-1", epoch="1", pin_allowed=False, demo=True),
    )  # fmt: skip
    cases = (*others, *series)
    desk.keep(opened, made.officer, cases, now=START - dt.timedelta(hours=2))
    office = Office(folder=root / "court", officer=made.officer, cases=cases)
    return Station(root=root / "tablet", vault=enrolled(root / "tablet", office, made.officer), office=office)


def sheet_of(hands: Hands, kind: type[Any]) -> Any:
    found: list[Any] = []

    def look() -> bool:
        found[:] = [s for s in hands.window.findChildren(kind) if s.isVisible()]
        return bool(found)

    hands.until(look)
    return found[0]


def many(hands: Hands, number: str) -> SeriesSheet:
    """今日 → 新建记录 → the case, found by its number → 选多案."""
    hands.press("新建记录")
    pick = sheet_of(hands, PickCase)
    hands.write(pick._search.line, number)
    hands.until(lambda: [row.payload for row in pick._list.items] == [number])
    hands.tap(pick._list.viewport(), QPoint(200, 30))
    hands.press("选多案")
    sheet: SeriesSheet = sheet_of(hands, SeriesSheet)
    return sheet


def records(hands: Hands) -> list[Entry]:
    return hands.ask(lambda: list(journal.entries(hands.session.vault, kinds=(Posting.code,))))


def answer(hands: Hands, **answers: Any) -> None:
    page = hands.record
    assert page.form is not None
    for name, value in answers.items():
        page.form.answered.emit(name, value, False)


def test_one_posting_names_every_case_of_the_series(
    street: Station, open_hands: OpenHands, tmp_path: Path
) -> None:
    hands = open_hands(street.root)
    hands.unlock(SECRET)
    series = [c.number for c in street.office.cases if c.series]
    assert len(series) == HOUSEHOLDS
    hands.taps = 0
    sheet = many(hands, series[5])
    hands.tap(sheet.series_key)
    hands.until(lambda: sheet.take_key.missing == "")
    assert sheet.take_key.text() == f"用这 {HOUSEHOLDS} 案"
    assert "没有例外" in sheet.told.accessibleName()
    hands.tap(sheet.take_key)
    kinds = sheet_of(hands, KindsSheet)
    hands.until(lambda: f"等 {HOUSEHOLDS} 案" in kinds._subtitle.text())
    hands.press("张贴")
    page = hands.record
    assert hands.taps <= 7, "from 今日 to one posting for 740 cases"
    assert f"等 {HOUSEHOLDS} 案" in page.subtitle()
    given = posting.answers(
        purpose="敦促履行", cause=None, course=None, receiver=None, photos=None, located=None, officers=None,
        posted_at=None, term_until=dt.date(2026, 12, 24), place=Place(text="浙江省常山县天马街道"),
        papers=(Handed(title="敦促被执行人履行义务公告", number="（2026）浙0822执910001号公告", copies=20),),
    )  # fmt: skip
    answer(hands, **given)
    photos = []
    for slot in (CLOSE, WHOLE, SCREEN):
        raw = visiting.picture(tmp_path / f"{slot}.jpg")
        photos.append(hands.ask(lambda raw=raw, slot=slot: _photo(hands, raw, slot)))  # type: ignore[misc]
    answer(hands, photos=tuple(photos))
    assert page.draft is not None
    page._all_right(page.draft.prefilled)
    hands.until(lambda: page.done_key.missing == "")
    hands.tap(page.done_key)
    hands.until(lambda: bool(records(hands)))
    (entry,) = records(hands)
    assert entry.cases == tuple(series)
    assert isinstance(catalogue.read(entry).said, Posting)
    for number in (series[0], series[370], series[-1]):
        file = hands.ask(lambda number=number: finding.case_file(hands.session, number, START.date()))  # type: ignore[misc]
        assert [r.entry for r in file.timeline if r.title == "张贴"] == [entry.id]
        assert [d.on for d in file.deadlines if d.entry == entry.id] == [dt.date(2026, 12, 24)]
    raw = hands.ask(lambda: issuing.issue(hands.session, "posting_transcript", entry.id, START)).pdf
    with pypdfium2.PdfDocument(io.BytesIO(raw)) as document:
        text = re.sub(r"\s", "", "".join(p.get_textpage().get_text_range() for p in document))
    assert all(number in text for number in series), "the annexed list names every case"


def _photo(hands: Hands, raw: bytes, slot: str) -> Any:
    from services.actions import recording  # noqa: PLC0415  read on the vault's thread with the rest
    from services.records.values import Photo  # noqa: PLC0415

    stored = recording.attach(hands.session, raw, media_type="image/jpeg", role="photo", name=f"{slot}.jpg")
    return Photo(slot=slot, attachment=stored, taken_at=START)


def test_a_range_with_strangers_in_it_tells_each_and_takes_the_rest(
    street: Station, open_hands: OpenHands
) -> None:
    hands = open_hands(street.root)
    hands.unlock(SECRET)
    series = [c.number for c in street.office.cases if c.series]
    last = series[-1]
    beyond = re.sub(r"执(\d+)号", lambda m: f"执{int(m[1]) + 3}号", last)
    sheet = many(hands, street.office.cases[0].number)
    hands.write(sheet.line, f"{series[-10]}至{beyond}")
    hands.tap(sheet.check_key)
    hands.until(lambda: sheet.take_key.missing == "")
    assert sheet.take_key.text() == "用这 10 案"
    assert "3 案没有选入" in sheet.told.accessibleName()
    assert len(sheet.list.items) == 3
    assert {row.detail for row in sheet.list.items} == {"不在本机的承办案件册里"}
    hands.write(sheet.line, "执甲至执乙号")
    hands.tap(sheet.check_key)
    hands.until(lambda: sheet.take_key.missing == "先逐案核对")
    assert sheet.told.accessibleName()
    assert not sheet.progress.isVisible()


def test_the_look_up_can_be_stopped_and_chooses_nothing(street: Station, open_hands: OpenHands) -> None:
    hands = open_hands(street.root)
    hands.unlock(SECRET)
    series = [c.number for c in street.office.cases if c.series]
    sheet = many(hands, street.office.cases[0].number)
    hands.write(sheet.line, f"{series[0]}至{series[-1]}")
    sheet.check_key.click()
    assert sheet.progress.isVisible()
    sheet.progress.cancel_key.click()
    assert not sheet.progress.isVisible()
    assert sheet.chosen.cases == ()
    assert sheet.take_key.missing == "先逐案核对"
    assert "已停下" in sheet.told.accessibleName()


def test_numbers_are_looked_up_a_few_at_a_time(street: Station, open_hands: OpenHands) -> None:
    hands = open_hands(street.root)
    hands.unlock(SECRET)
    series = [c.number for c in street.office.cases if c.series]

    def walk() -> tuple[list[ranging.Checked], ranging.Chosen]:
        pieces, seen = ranging.in_pieces(hands.session, f"{series[0]}至{series[-1]}"), []
        while True:
            try:
                seen.append(next(pieces))
            except StopIteration as stop:
                return seen, stop.value

    seen, chosen = hands.ask(walk)
    assert [c.done for c in seen] == [*range(ranging.PIECE, HOUSEHOLDS + 1, ranging.PIECE)]
    assert chosen.cases == tuple(series)
    assert chosen.exceptions == ()
    assert hands.ask(lambda: ranging.series(hands.session, series[3])) == f"{series[0]}至{series[-1]}"
    assert hands.ask(lambda: ranging.series(hands.session, street.office.cases[0].number)) == ""
