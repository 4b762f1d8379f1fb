"""解锁: the officer's secret opens the vault, a wrong one costs time, and nothing of a case shows before."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from services.store import tries
from tests.factories import SECRET, make_cases, make_court, make_officer
from tests.fixtures_window import OpenWindow, Tablet
from ui.components.labels import Text
from ui.dialogs.vaults import VaultsSheet
from ui.window import Window


def try_secret(window: Window, qtbot: QtBot, secret: str) -> None:
    window.unlock.phrase.setText(secret)
    qtbot.mouseClick(window.unlock.open_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session is not None or not window.unlock.busy, timeout=20_000)


def words_on(widget: QWidget) -> str:
    shown = [child for child in widget.findChildren(QWidget) if child.isVisible()]
    lines = [child.text() for child in shown if isinstance(child, QLineEdit)]
    return "\n".join([*(child.accessibleName() for child in shown), *lines])


def test_the_right_secret_opens_the_vault_and_shows_today(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    try_secret(window, qtbot, SECRET)
    assert window.session is not None
    assert window.session.officer.name == make_officer().name
    assert window.routes is not None
    assert getattr(window.routes.page, "title", "") == "今日"


def test_a_wrong_secret_says_so_and_leaves_the_vault_closed(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    try_secret(window, qtbot, "不是这个口令啊")
    assert window.session is None
    assert "口令不正确" in window.unlock.note.accessibleName()
    assert window.unlock.phrase.text() == ""


def test_after_five_wrong_tries_the_keys_wait_and_count_down(
    open_window: OpenWindow, qtbot: QtBot, tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        tries, "FIRST_WAIT_S", tries.LONGEST_WAIT_S
    )  # it must not be over before it was looked at
    window = open_window()
    for _ in range(tries.FREE + 1):
        try_secret(window, qtbot, "不是这个口令啊")
    assert "请等" in window.unlock.note.accessibleName()
    assert window.unlock.open_key.missing.startswith("请等")
    window.unlock.phrase.setText(SECRET)
    qtbot.mouseClick(window.unlock.open_key, Qt.MouseButton.LeftButton)
    assert not window.unlock.busy, "no try is made while the wait runs"
    assert json.loads((tablet.folder / "tries.json").read_bytes())["count"] == tries.FREE + 1


def test_nothing_of_a_case_shows_before_unlocking_and_after_hiding(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    names = [party.name for case in make_cases(6) for party in case.parties]
    numbers = [case.number for case in make_cases(6)]
    window = open_window()
    assert not [word for word in (*names, *numbers) if word in words_on(window)]
    try_secret(window, qtbot, SECRET)
    window.lock()
    qtbot.waitUntil(lambda: window.unlock.cover.facts != ())
    assert window.session is None
    told = words_on(window)
    assert not [word for word in (*names, *numbers, make_officer().name) if word in told]
    assert window.unlock.wake_key.isVisible()


def test_the_cover_tells_lease_and_docket_once_they_are_known(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    assert window.unlock.cover.facts == ()
    try_secret(window, qtbot, SECRET)
    window.lock()
    qtbot.waitUntil(lambda: window.unlock.cover.facts != ())
    told = " ".join(f"{fact.label} {fact.words}" for fact in window.unlock.cover.facts)
    assert "还有 13 天" in told
    assert "12月8日" in told
    assert "第 1 期" in told
    assert make_court().name in window.unlock.cover.accessibleName()


def test_a_tap_brings_the_keys_back_after_hiding_and_the_secret_opens_again(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    try_secret(window, qtbot, SECRET)
    window.lock()
    qtbot.mouseClick(window.unlock.wake_key, Qt.MouseButton.LeftButton)
    assert window.unlock.phrase.isVisible()
    try_secret(window, qtbot, SECRET)
    assert window.session is not None


def test_a_damaged_vault_is_shown_with_its_sentence_and_not_opened(
    open_window: OpenWindow, qtbot: QtBot, tablet: Tablet
) -> None:
    (tablet.folder / "vault.json").write_bytes(b"{half a header")
    window = open_window()
    assert "读不出来" in window.unlock.trouble.accessibleName()
    assert not window.unlock.phrase.isVisible()


def test_a_damaged_page_of_the_database_is_told_in_words(
    open_window: OpenWindow, qtbot: QtBot, tablet: Tablet
) -> None:
    database = tablet.folder / "vault.db"
    database.write_bytes(b"\x00" * 4096 + database.read_bytes()[4096:])
    window = open_window()
    try_secret(window, qtbot, SECRET)
    qtbot.waitUntil(lambda: window.unlock.trouble.isVisible())
    assert window.session is None
    assert window.crash is None


def test_a_pin_opens_by_its_sixth_digit(open_window: OpenWindow, qtbot: QtBot, tablet: Tablet) -> None:
    header = json.loads((tablet.folder / "vault.json").read_text("utf-8"))
    (tablet.folder / "vault.json").write_text(json.dumps({**header, "kind": "pin"}), "utf-8")
    window = open_window()
    assert window.unlock.secret.keys.isVisible()
    for digit in "12345":
        qtbot.mouseClick(window.unlock.secret.keys.keys[digit], Qt.MouseButton.LeftButton)
    assert not window.unlock.busy
    qtbot.keyClick(window.unlock.secret.keys, Qt.Key.Key_Backspace)
    qtbot.keyClicks(window.unlock.secret.keys, "56")
    assert window.unlock.busy, "the sixth digit makes the try"
    qtbot.waitUntil(lambda: not window.unlock.busy, timeout=20_000)
    assert "口令不正确" in window.unlock.note.accessibleName()


def test_another_officer_is_chosen_from_the_list(
    open_window: OpenWindow, qtbot: QtBot, tablet: Tablet
) -> None:
    other = tablet.root / "vaults" / "other"
    other.mkdir()
    (other / "vault.json").write_text(
        json.dumps({"holder": "汪洋舟", "court": make_court().name, "kind": "passphrase"}), "utf-8"
    )
    window = open_window()
    assert window.unlock.plate is not None
    before = window.unlock.plate.holder
    qtbot.mouseClick(window.unlock.change_key, Qt.MouseButton.LeftButton)
    sheet = window.findChild(VaultsSheet)
    assert sheet.panel.height() < window.height() / 2, "as high as its rows"
    assert sheet.panel.geometry().bottom() + 1 == window.height()
    assert sheet.rows.height() >= sheet.rows.contentHeight()
    row = next(row for row in sheet.rows.items if before not in row.spoken)
    sheet.rows.opened.emit(row)
    assert window.unlock.plate.holder != before
    assert any(
        text.accessibleName() == window.unlock.plate.holder for text in window.unlock.findChildren(Text)
    )


def test_the_wait_is_over_when_its_time_has_come(
    open_window: OpenWindow, qtbot: QtBot, tablet: Tablet
) -> None:
    window = open_window()
    window.unlock.secret.wait(1)
    assert window.unlock.open_key.missing
    qtbot.waitUntil(lambda: not window.unlock.open_key.missing)
