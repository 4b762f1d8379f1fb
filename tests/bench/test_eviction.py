"""An eviction of 800 lines and 1,500 photos: its list on paper, its line of stages, a room's form."""

from __future__ import annotations

import dataclasses
import time
from decimal import Decimal

import psutil
import pytest
from PySide6.QtWidgets import QApplication

from services.cases import evictions
from services.demo import samples, stages
from services.demo.samples import Sample
from services.documents import catalogue
from services.entries.entry import Attachment
from services.records.belongings_duties import room_label
from services.records.declared import Happening
from services.records.fields import Inventory
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_room import EvictionRoom
from services.records.values import InventoryRow, Photo
from tests.bench.conftest import tell
from ui import look
from ui.forms.editor import editor_for
from ui.forms.hints import Hints, Tools

ROOMS, LINES, PHOTOS = 10, 80, 70
SECONDS, GROWTH_MB = 20, 40
STALL = 0.05  # seconds for which the event loop may stand


def photo(number: int, slot: str = "") -> Photo:
    file = Attachment(digest=f"{number:064x}", size=4_200_000, media_type="image/jpeg", role="photo")
    return Photo(slot=slot, attachment=file, taken_at=samples.NOW)


def line(number: int, first: int) -> InventoryRow:
    return InventoryRow(
        number=number, name=f"演示物品第{number}件", quantity=Decimal(number % 9 + 1), unit="件", model="灰色，右侧有划痕",
        disposition="运存放处所", box=str(number // 8 + 1), photo=photo(first + number),
    )  # fmt: skip


def large() -> Sample:
    """The end of a day with ten rooms of eighty lines, each line with its photo, and seventy views of each room."""
    made = samples.sample(EvictionClose)
    arrival, shown = made.related[0], samples.sample(EvictionRoom).record
    related: tuple[Happening, ...] = (arrival,)
    for number in range(ROOMS):
        first = number * 1000
        views = tuple(photo(first + 500 + n, f"腾空前{n}") for n in range(PHOTOS))
        room = dataclasses.replace(
            shown,
            mark=f"KTM{number + 1}",
            goods=tuple(line(n, first) for n in range(1, LINES + 1)),
            before=views,
            valuables=(),
            cash=(),
            cash_total=None,
            papers=(),
            medicine=(),
            perishables=(),
            seal_photos=(),
            after=(),
        )  # type: ignore[call-arg]
        related = (*related, stages.entered(room, made.draft.subject, related, samples.DEVICE))
    labels = tuple(room_label(h.said, h.entry.digest) for h in related[1:])
    record = dataclasses.replace(made.record, rooms=labels)  # type: ignore[call-arg]
    return dataclasses.replace(made, record=record, related=related)


@pytest.fixture(scope="module")
def day() -> Sample:
    return large()


@pytest.mark.parametrize("code", ["eviction_inventory", "eviction_transcript", "eviction_photos"])
def test_the_papers_of_a_large_eviction(day: Sample, code: str) -> None:
    document, process = catalogue.document(code), psutil.Process()
    proof = samples.proof(document, day)
    document.pdf(day.subject, proof)
    before, begun = process.memory_info().rss, time.perf_counter()
    raw = document.pdf(day.subject, proof)
    seconds, growth = time.perf_counter() - begun, (process.memory_info().rss - before) / 2**20
    tell(
        f"{code}: {ROOMS * LINES} lines, {ROOMS * (LINES + PHOTOS)} photos: {seconds:.1f} s, {len(raw) / 2**20:.1f} MB"
    )
    tell(f"{code}: memory +{growth:.0f} MB on the second making")
    assert seconds <= SECONDS
    assert growth <= GROWTH_MB


def test_the_line_of_stages_of_a_large_eviction(day: Sample) -> None:
    begun = time.perf_counter()
    (found,) = evictions.of_case(day.cases[0], day.related, samples.NOW.date())
    seconds = time.perf_counter() - begun
    tell(f"stage line over {ROOMS} rooms: {seconds * 1000:.0f} ms")
    assert len(found.rooms) == ROOMS
    assert len(found.boxes) == ROOMS * 11


def test_a_line_more_in_a_list_of_eight_hundred(qapp: QApplication) -> None:
    look.themed(qapp)
    tools, hints = Tools(), Hints(now=lambda: samples.NOW)
    editor = editor_for(Inventory(label="物品清单", boxed=True), "goods", hints, tools)
    every = tuple(line(n, 0) for n in range(1, ROOMS * LINES + 1))
    begun = time.perf_counter()
    editor.put(every, "answered")
    opened = time.perf_counter() - begun
    times = []
    for number in range(7):
        editor.panel.name.setText(f"再加{number}")  # type: ignore[attr-defined]
        begun = time.perf_counter()
        editor.panel.add_key.click()  # type: ignore[attr-defined]
        times.append(time.perf_counter() - begun)
    added = min(times)
    tell(
        f"a list of {ROOMS * LINES} lines opened: {opened * 1000:.0f} ms; a line more: {added * 1000:.0f} ms"
    )
    assert max(opened, added) <= STALL
    editor.deleteLater()
