"""The one door for errors: a sentence for what is known, a report without any value of the vault for what is not."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from services.errors import BadInput, NoSpace
from tests.fixtures_window import OpenWindow
from tests.patience import PROGRAM_S
from ui import application
from ui.dialogs.crash import CrashDialog
from ui.troubles import Troubles, report, safe_words

ROOT = Path(__file__).parents[2]
NAME, PLATE, NUMBER = "何某某", "浙H·9A3K7", "330899198001010019"


def failing(name: str) -> None:
    plate = PLATE
    raise ValueError(f"{name} 的车 {plate} 没有找到，身份证 {NUMBER}")


def caught() -> Exception:
    try:
        try:
            failing(NAME)
        except ValueError as error:
            raise KeyError(PLATE) from error
    except KeyError as error:
        return error
    raise AssertionError


def test_a_report_names_type_and_lines_and_no_value_of_the_vault() -> None:
    text = report(caught())
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert "failing" in text
    assert "tests/ui/test_troubles.py:" in text
    assert not [value for value in (NAME, PLATE, NUMBER, "9A3K7") if value in text]
    assert str(Path.home()) not in text


def test_a_report_names_settings_without_their_values() -> None:
    text = report(caught())
    assert "second_copy" in text
    assert "Python" in text


def test_a_known_failure_becomes_a_banner_with_its_sentence(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.troubles.tell(BadInput("文件不是案件册，没有载入。请重选。"))
    qtbot.waitUntil(lambda: window.unlock.trouble.isVisible())
    assert "文件不是案件册" in window.unlock.trouble.accessibleName()
    assert "已保存的内容都在" in window.unlock.trouble.accessibleName()
    assert window.crash is None


def test_anything_else_becomes_a_crash_report_that_can_be_copied_and_saved(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    window.troubles.tell(caught())
    qtbot.waitUntil(lambda: window.crash is not None)
    dialog = window.crash
    assert dialog is not None
    assert NAME not in dialog.report
    qtbot.mouseClick(dialog.copy_key, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == dialog.report
    dialog.save(str(tmp_path / "报告.txt"))
    assert (tmp_path / "报告.txt").read_text("utf-8") == dialog.report
    dialog.save(str(tmp_path / "没有" / "报告.txt"))
    assert "没有写成" in dialog.note.accessibleName()
    dialog.accept()


def test_errors_of_any_thread_come_in_by_the_same_door(qapp: QApplication, qtbot: QtBot) -> None:
    troubles = Troubles()
    told: list[str] = []
    troubles.crashed.connect(told.append)
    undo = troubles.catch_all()
    try:
        thread = threading.Thread(target=failing, args=(NAME,))
        thread.start()
        thread.join()
        sys.excepthook(ValueError, caught(), None)
        qtbot.waitUntil(lambda: len(told) == 2)
    finally:
        undo()
    assert not [text for text in told if NAME in text or PLATE in text]


def test_a_full_disk_is_told_once_and_not_followed_by_a_second_assurance() -> None:
    assert safe_words(NoSpace()) == ""
    assert safe_words(BadInput("格式不对。")) != ""


@pytest.mark.parametrize(
    ("given", "chosen", "module", "portal"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "auto", "ibus", "1"),
        ({"XMODIFIERS": "@im=fcitx"}, "auto", "ibus", "1"),
        ({"QT_IM_MODULE": "ibus"}, "auto", "ibus", None),
        ({"QT_IM_MODULE": "fcitx"}, "system", "fcitx", None),
        ({}, "fcitx5", "ibus", "1"),
        ({"IBUS_USE_PORTAL": "1"}, "ibus", "ibus", None),
    ],
)
def test_fcitx_is_reached_through_the_portal_of_ibus(
    given: dict[str, str], chosen: str, module: str, portal: str | None
) -> None:
    environment = dict(given)
    application.choose_input_method(environment, chosen)
    assert environment.get("QT_IM_MODULE") == module
    assert environment.get("IBUS_USE_PORTAL") == portal


@pytest.mark.parametrize("display", [None, ":4711"])
def test_without_a_display_there_is_one_sentence_and_an_exit_code(
    tmp_path: Path, display: str | None
) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path; from ui import application\n"
        f"sys.exit(application.run(Path({str(tmp_path)!r})))"
    )
    kept = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")
    environment = {k: v for k, v in os.environ.items() if k in kept}
    if display:
        environment |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PROGRAM_S,
        check=False,
    )
    assert ended.returncode == application.NO_DISPLAY
    assert ended.stderr.strip().splitlines()[-1] == application.NO_DISPLAY_SENTENCE


def test_qts_own_words_are_chinese(qapp: QApplication) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from ui import application; app = application.make_application()\n"
        "print(app.translate('QPlatformTheme', 'Cancel'))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=PROGRAM_S, check=True
    )
    assert told.stdout.strip() == "取消"


def test_the_dialog_says_what_is_safe_before_what_to_do(qapp: QApplication, qtbot: QtBot) -> None:
    dialog = CrashDialog(report(caught()))
    qtbot.addWidget(dialog)
    assert dialog.close_key.role == "main"
    assert "没有案件" in dialog.note.accessibleName()
