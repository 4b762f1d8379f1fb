"""案款分配 over a real vault: a series is read in pieces, shared, written out and journalled; it can be stopped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services import spreadsheet
from services.actions import allotting, finding
from services.actions.allotting import Series
from services.demo import samples
from services.errors import BadInput
from services.session import Session
from services.store import registry
from tests.factories import make_docket
from tests.golden.pdf.make import text_of
from tests.winding import wind_up
from ui import look
from ui.background import Background
from ui.components.tasks import PlainRow
from ui.desk import Desk
from ui.dialogs.allotting import AllotSheet
from ui.position import PositionWatch

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def series(session: Session) -> Series:
    cases = [case for case in samples.docket().cases if case.series]
    docket = make_docket(cases, serial=9)
    registry.load_docket(session.vault, replace(docket, court=session.court, officer=session.officer))
    found = allotting.series_of(session, cases[0].number)
    assert found is not None
    return found


@pytest.fixture
def troubles() -> list[str]:
    return []


@pytest.fixture
def sheet(
    session: Session, series: Series, troubles: list[str], qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> Iterator[AllotSheet]:
    look.themed(qapp)
    background = Background()
    desk = Desk(
        session=session, root=tmp_path, background=background, position=PositionWatch(), now=lambda: samples.NOW,
        go=lambda to: None, saved=lambda at: None, trouble=lambda error: troubles.append(str(error)),
    )  # fmt: skip
    window = QWidget()
    window.resize(1280, 800)
    qtbot.addWidget(window)
    window.show()
    opened = AllotSheet(window, desk, series)
    opened.open()
    yield opened
    wind_up(background)


def typed(sheet: AllotSheet, amount: str) -> None:
    for sign in amount:
        sheet.keys.keys[sign].tapped.emit(sign)


def test_series_is_shared_to_the_cent_and_written_out(
    sheet: AllotSheet, series: Series, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet.base.keys[1].tapped.emit()
    typed(sheet, "230000.01")
    sheet.share_key.tapped.emit()
    qtbot.waitUntil(lambda: sheet.made is not None, timeout=30_000)
    assert sheet.made is not None
    made = sheet.made.distribution
    assert len(made.shares) == len(series.numbers) == 740
    assert made.shared == Decimal("230000.01")
    rows = [row for row in sheet.rows.items if isinstance(row, PlainRow)]
    assert sum(Decimal(row.fact.replace(",", "")) for row in rows) == Decimal("230000.01")
    out = tmp_path / "out"
    out.mkdir()
    sheet.folder.set_path(str(out))
    sheet.write_key.tapped.emit()
    qtbot.waitUntil(lambda: "已写出" in sheet.told.accessibleName())
    [paper], [book] = out.glob("*.pdf"), out.glob("*.xlsx")
    table = spreadsheet.read(book)
    assert len(table) == len(series.numbers) + 2
    assert table[-1][1][5] == "230,000.01"
    assert "230,000.01元（人民币贰拾叁万元零壹分）" in text_of(paper.read_bytes()).replace("\n", "")
    file = finding.case_file(session, series.numbers[0], samples.NOW.date())
    assert file.timeline[0].title == "案款分配"
    with pytest.raises(BadInput, match="已有同名文件"):
        allotting.write(session, sheet.made, out, samples.NOW)


def test_case_that_cannot_be_counted_stops_the_sharing_and_says_which(
    sheet: AllotSheet, troubles: list[str], qtbot: QtBot
) -> None:
    typed(sheet, "1000")
    sheet.share_key.tapped.emit()
    qtbot.waitUntil(lambda: bool(troubles), timeout=30_000)
    assert "债权额算不出" in troubles[0]
    assert "LPR表只到" in troubles[0]
    assert sheet.made is None


def test_stopped_sharing_leaves_nothing(sheet: AllotSheet, troubles: list[str], qtbot: QtBot) -> None:
    sheet.base.keys[1].tapped.emit()
    typed(sheet, "1000")
    sheet.share_key.tapped.emit()
    assert sheet.progress.isVisible()
    sheet.progress.cancelled.emit()
    assert "已停止" in sheet.told.accessibleName()
    assert not sheet.progress.isVisible()
    typed(sheet, "5")
    assert sheet.made is None
    assert troubles == []


def test_sum_that_changes_takes_the_old_shares_away(sheet: AllotSheet, qtbot: QtBot) -> None:
    sheet.base.keys[1].tapped.emit()
    typed(sheet, "10")
    sheet.share_key.tapped.emit()
    qtbot.waitUntil(lambda: sheet.made is not None, timeout=30_000)
    typed(sheet, "0")
    assert sheet.made is None
    assert list(sheet.rows.items) == []
