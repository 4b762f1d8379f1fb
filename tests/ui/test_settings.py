"""设置: each setting is kept where it lives and takes effect; the docket is renewed; the journal is checked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from services import settings
from services.actions import case_papers, enrolling, issuing, materials, preferences
from tests.factories import NOW, SECRET, make_cases
from tests.fixtures_window import OpenWindow, Tablet
from tests.unit.law.test_tables import GOOD
from ui import look
from ui.background import Background
from ui.components.buttons import Button
from ui.desk import GoTo
from ui.pages.settings import SettingsPage
from ui.pages.settings_checking import CheckPapers
from ui.pages.settings_device import CARD_MILLIMETRES, MILLIMETRES_PER_INCH, Files, Position, Screen
from ui.pages.settings_law import LawTables
from ui.pages.settings_section import Section
from ui.pages.settings_vault import Docket, Locking, VaultCard
from ui.pages.settings_wording import WordingFiles
from ui.window import Window


@pytest.fixture
def window(open_window: OpenWindow, qtbot: QtBot) -> Window:
    """An unlocked window that shows 设置."""
    opened = open_window()
    opened.unlock.phrase.setText(SECRET)
    qtbot.mouseClick(opened.unlock.open_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.session is not None, timeout=20_000)
    opened.go(GoTo("settings"))
    return opened


def section(window: Window, kind: type[Section]) -> Any:
    assert window.routes is not None
    page = window.routes.page
    assert isinstance(page, SettingsPage)
    number = next(n for n, s in enumerate(page.sections) if isinstance(s, kind))
    page.show_section(number)
    return page.sections[number]


def tap(qtbot: QtBot, key: QWidget) -> None:
    qtbot.mouseClick(key, Qt.MouseButton.LeftButton)


def kept(window: Window, background: Background, qtbot: QtBot) -> dict[str, Any]:
    found: list[Any] = []
    session = window.session
    assert session is not None
    background.run(lambda: dict(preferences.read_all(session)), then=found.append)
    qtbot.waitUntil(lambda: bool(found))
    return dict(found[0])


def test_a_theme_is_in_force_at_once_and_after_the_next_start(
    window: Window, qtbot: QtBot, tablet: Tablet
) -> None:
    screen = section(window, Screen)
    tap(qtbot, screen.theme.keys[1])
    assert look.current().code == "sun"
    assert settings.read_terminal(tablet.root)["theme"] == "sun"
    tap(qtbot, screen.theme.keys[1])
    assert screen.theme.value == "sun", "a tap on the chosen key leaves no theme at all otherwise"


def test_the_ruler_makes_keys_fifteen_millimetres_high(window: Window, qtbot: QtBot, tablet: Tablet) -> None:
    screen = section(window, Screen)
    while screen.line.length < 150 * CARD_MILLIMETRES / MILLIMETRES_PER_INCH:
        tap(qtbot, screen.keys[10])
    tap(qtbot, screen.done_key)
    dpi = settings.read_terminal(tablet.root)["dpi"]
    assert dpi == pytest.approx(screen.line.length * MILLIMETRES_PER_INCH / CARD_MILLIMETRES, abs=0.1)
    assert look.sizes().touch == round(15 * dpi / MILLIMETRES_PER_INCH)


def test_the_minutes_to_auto_lock_are_kept_in_the_vault(
    window: Window, qtbot: QtBot, background: Background
) -> None:
    locking = section(window, Locking)
    tap(qtbot, locking.minutes.less)
    tap(qtbot, locking.minutes.less)
    assert background.finish(20_000)
    QApplication.processEvents()
    assert kept(window, background, qtbot)["auto_lock_minutes"] == 8
    assert window.idle._minutes == 8
    for _ in range(12):
        tap(qtbot, locking.minutes.less)
    assert "1 分钟" in locking.minutes.words.accessibleName()


def test_a_log_is_played_again_and_marked_as_such(
    window: Window, qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    logs = sorted((Path(__file__).parents[1] / "golden" / "nmea").iterdir())
    position = section(window, Position)
    position.replay.line.setText(str(logs[0]))
    qtbot.keyClick(position.replay.line, Qt.Key.Key_Return)
    assert background.finish(20_000)
    qtbot.waitUntil(lambda: "无接收机" not in position.state.accessibleName(), timeout=10_000)
    assert kept(window, background, qtbot)["receiver"] == str(logs[0])


def test_a_folder_that_is_none_is_not_kept(
    window: Window, qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    files = section(window, Files)
    pick = files.picks["second_copy"]
    pick.line.setText(str(tmp_path / "没有插卡"))
    qtbot.keyClick(pick.line, Qt.Key.Key_Return)
    assert "不是文件夹" in files.note.accessibleName()
    assert kept(window, background, qtbot)["second_copy"] == ""
    pick.line.setText(str(tmp_path))
    qtbot.keyClick(pick.line, Qt.Key.Key_Return)
    assert kept(window, background, qtbot)["second_copy"] == str(tmp_path)
    assert window.around.terminal["second_copy"] == str(tmp_path)


def test_a_newer_docket_file_renews_the_lease(
    open_window: OpenWindow, qtbot: QtBot, tablet: Tablet, tmp_path: Path
) -> None:
    later = NOW + dt.timedelta(days=20)
    window = open_window(now=lambda: later)
    window.unlock.phrase.setText(SECRET)
    tap(qtbot, window.unlock.open_key)
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    assert window.session is not None
    assert window.frame is not None
    keys = [b for b in window.frame.findChildren(Button) if b.isVisible() and "载入新案件册" in b.text()]
    assert len(keys) == 1, "the page that says it needs no banner with the same key"
    own = window.session.vault.identities
    window.go(GoTo("settings"))
    assert window.frame.lease.isVisible()
    docket = section(window, Docket)
    path = tablet.docket_file(
        tmp_path / "新.cf-docket", own.device, own.age_recipient, 2, later - dt.timedelta(hours=1)
    )
    docket.file.line.setText(str(path))
    tap(qtbot, docket.load_key)
    qtbot.waitUntil(lambda: "已载入" in docket.result.accessibleName(), timeout=20_000)
    qtbot.waitUntil(lambda: window.frame is not None and not window.frame.lease.isVisible(), timeout=10_000)
    window.go(GoTo("cases"))
    assert type(window.routes.page).__name__ == "CasesPage"  # type: ignore[union-attr]


def test_whoever_goes_on_before_the_renewal_is_known_gets_his_page_then(
    open_window: OpenWindow, qtbot: QtBot, tablet: Tablet, tmp_path: Path, background: Background
) -> None:
    later = NOW + dt.timedelta(days=20)
    window = open_window(now=lambda: later)
    window.unlock.phrase.setText(SECRET)
    tap(qtbot, window.unlock.open_key)
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.session is not None
    vault = window.session.vault
    window.go(GoTo("cases"))
    assert type(window.routes.page).__name__ == "ExpiredPage"  # type: ignore[union-attr]
    own = vault.identities
    path = tablet.docket_file(
        tmp_path / "新.cf-docket", own.device, own.age_recipient, 2, later - dt.timedelta(hours=1)
    )
    loaded: list[object] = []
    background.run(lambda: enrolling.load_docket(vault, path), then=loaded.append)
    qtbot.waitUntil(lambda: bool(loaded))
    window.around.told("docket")
    qtbot.waitUntil(lambda: type(window.routes.page).__name__ == "CasesPage")  # type: ignore[union-attr]


def test_another_courts_docket_is_refused_beside_the_file(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    docket = section(window, Docket)
    (tmp_path / "别处.cf-docket").write_bytes(b"age-encryption.org/v1\nnot ours")
    docket.file.line.setText(str(tmp_path / "别处.cf-docket"))
    tap(qtbot, docket.load_key)
    qtbot.waitUntil(docket.trouble.isVisible, timeout=10_000)
    assert docket.load_key.missing == ""


def test_a_changed_secret_opens_and_the_old_one_does_not(
    window: Window, qtbot: QtBot, background: Background
) -> None:
    locking = section(window, Locking)
    fresh = "球川镇的新口令"
    locking.old.setText(SECRET)
    locking.new.setText(fresh + "二")
    assert locking.change_key.missing == "两次新口令不一样"
    locking.again.setText(fresh + "二")
    tap(qtbot, locking.change_key)
    qtbot.waitUntil(lambda: "已更改" in locking.result.accessibleName(), timeout=20_000)
    window.lock()
    window.unlock.hide_all(False)
    for secret, opens in ((SECRET, False), (fresh + "二", True)):
        window.unlock.phrase.setText(secret)
        tap(qtbot, window.unlock.open_key)
        qtbot.waitUntil(lambda: window.session is not None or not window.unlock.busy, timeout=20_000)
        assert (window.session is not None) is opens


def test_the_check_of_the_journal_says_that_all_fits(window: Window, qtbot: QtBot) -> None:
    card = section(window, VaultCard)
    qtbot.waitUntil(lambda: "日志" in card.facts.accessibleName())
    tap(qtbot, card.verify_key)
    qtbot.waitUntil(lambda: "全部相符" in card.result.accessibleName(), timeout=20_000)


def test_a_court_takes_its_own_sentences_in_and_goes_back_to_the_programs(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    words = section(window, WordingFiles)
    qtbot.waitUntil(lambda: bool(words.rows.items))
    assert "先在上面选一种文书" in words.write_key.accessibleName()
    row = next(r for r in words.rows.items if r.payload == "visit_transcript")
    assert "程序原文" in row.detail
    words.rows.opened.emit(row)
    words.folder.line.setText(str(tmp_path))
    tap(qtbot, words.write_key)
    path = tmp_path / "上门查找笔录.toml"
    qtbot.waitUntil(path.exists)

    path.write_text(path.read_text(encoding="utf-8").replace("{list}", "若干"), encoding="utf-8")
    words.file.picked.emit(str(path))
    qtbot.waitUntil(words.trouble.isVisible)
    assert "漏了字段{list}" in words.trouble.accessibleName()

    own = path.read_text(encoding="utf-8").replace("若干", "{list}").replace("附后", "附在后面")
    path.write_text(own, encoding="utf-8")
    words.file.picked.emit(str(path))
    qtbot.waitUntil(lambda: "改了 1 句" in words.result.accessibleName())
    assert not words.trouble.isVisible()
    qtbot.waitUntil(lambda: "用的就是" not in words.drop_key.accessibleName())
    tap(qtbot, words.drop_key)
    qtbot.waitUntil(lambda: "程序原文" in words.result.accessibleName())


def test_a_court_takes_next_years_holidays_in_and_goes_back(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    law = section(window, LawTables)
    qtbot.waitUntil(lambda: bool(law.rows.items))
    row = next(r for r in law.rows.items if r.payload == "holidays")
    assert "用到 2026-12-31" in row.detail
    closing = next(r for r in law.rows.items if r.payload == "closing")
    law.rows.opened.emit(closing)
    assert not law.file.isEnabled()
    assert "随程序更新" in law.about.text()

    law.rows.opened.emit(row)
    path = tmp_path / "放假安排.toml"
    path.write_text(GOOD.replace("2027-05-08", "2027-05-10"), encoding="utf-8")
    law.file.picked.emit(str(path))
    qtbot.waitUntil(law.trouble.isVisible)
    assert "第 10 行补班日2027-05-10不是周末" in law.trouble.accessibleName()

    path.write_text(GOOD, encoding="utf-8")
    law.file.picked.emit(str(path))
    qtbot.waitUntil(lambda: "用到 2027-12-31" in law.result.accessibleName())
    assert not law.trouble.isVisible()
    qtbot.waitUntil(lambda: "用的就是" not in law.drop_key.accessibleName())
    law.folder.line.setText(str(tmp_path / "出"))
    (tmp_path / "出").mkdir()
    tap(qtbot, law.write_key)
    qtbot.waitUntil((tmp_path / "出" / "放假安排.toml").exists)
    tap(qtbot, law.drop_key)
    qtbot.waitUntil(lambda: "用到 2026-12-31" in law.result.accessibleName())


def test_a_paper_in_hand_is_checked_by_its_number_and_by_its_file(
    window: Window, background: Background, qtbot: QtBot, tmp_path: Path
) -> None:
    checking = section(window, CheckPapers)
    assert "还没有输入编号" in checking.check_key.accessibleName()
    checking.number.setText("0000-00001")
    tap(qtbot, checking.check_key)
    qtbot.waitUntil(checking.trouble.isVisible)
    assert "没有这份文书" in checking.trouble.accessibleName()

    session = window.session
    assert session is not None
    case = make_cases(6)[0]
    made_from = case_papers.of_case(session, "integrity_card", case.number, case.debtors[0].id, NOW)
    issued = issuing.keep(session, made_from, materials.build(made_from))
    checking.number.setText(made_from.proof.serial)
    tap(qtbot, checking.check_key)
    qtbot.waitUntil(checking.result.isVisible)
    assert "廉政监督卡" in checking.result.accessibleName()

    path = tmp_path / "手上的.pdf"
    path.write_bytes(issued.pdf)
    checking.file.picked.emit(str(path))
    qtbot.waitUntil(lambda: "逐字节相同" in checking.result.accessibleName())
    path.write_bytes(issued.pdf + b"\n")
    checking.file.picked.emit(str(path))
    qtbot.waitUntil(lambda: "不是出具时的原件" in checking.result.accessibleName())
