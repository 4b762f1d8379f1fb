"""初次使用: from an empty tablet to the first docket, left and gone on with at every step."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from services import clock
from services.actions import doorplates
from services.hub import inviting
from services.hub import keys as hub_keys
from services.hub.keys import HubKeys
from services.sync import protocol
from tests.factories import SECRET, make_cases, make_docket, make_officer
from tests.fixtures_hub import Served
from tests.fixtures_window import OpenWindow, Tablet, enrolment_file
from ui.background import Background
from ui.pages.first_start import FirstStartPage
from ui.pages.first_steps import Docket, Enrolment, Request, Step, grouped
from ui.window import Window


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A tablet on which nobody has begun."""
    return tmp_path / "empty"


@pytest.fixture
def court(tmp_path: Path) -> HubKeys:
    return hub_keys.create(tmp_path / "court")


def page_of(window: Window) -> FirstStartPage:
    assert window.first_start is not None
    return window.first_start


def tap_next(window: Window, qtbot: QtBot, step: type[Step]) -> None:
    """Taps the main key and waits for the step after it."""
    page = page_of(window)
    qtbot.waitUntil(lambda: not page.next_key.missing, timeout=20_000)
    qtbot.mouseClick(page.next_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(page.step, step), timeout=20_000)


def say_who(window: Window, qtbot: QtBot) -> None:
    who = page_of(window).who
    who.name.setText(make_officer().name)
    who.secret.setText(SECRET)
    who.again.setText(SECRET)
    tap_next(window, qtbot, Request)


def pick(page: FirstStartPage, line: object, path: Path, qtbot: QtBot) -> None:
    line.setText(str(path))  # type: ignore[attr-defined]
    qtbot.keyClick(line, Qt.Key.Key_Return)


def write_request(window: Window, qtbot: QtBot, path: Path) -> bytes:
    page = page_of(window)
    pick(page, page.request.place.line, path, qtbot)
    qtbot.waitUntil(path.exists, timeout=10_000)
    qtbot.waitUntil(lambda: "已写出" in page.request.note.accessibleName())
    return path.read_bytes()


def docket_for(request: bytes, court: HubKeys, path: Path) -> Path:
    asked = protocol.read_request(request)
    raw = protocol.write_docket_file(
        make_docket(make_cases(3)), hub_id="hub-1", signing=court.signing, device=asked.device,
        recipient=asked.age_recipient,
    )  # fmt: skip
    path.write_bytes(raw)
    return path


def reopened(
    window: Window, open_window: OpenWindow, background: Background, root: Path, qtbot: QtBot
) -> Window:
    """The program is ended and started again; the officer types the secret."""
    page_of(window)._leave()
    assert background.finish(20_000)
    window.close()
    again = open_window(root)
    page = page_of(again)
    page.reopen.secret.setText(SECRET)
    qtbot.mouseClick(page.next_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.step is not page.reopen, timeout=20_000)
    return again


def test_the_whole_way_leads_to_todays_page(
    open_window: OpenWindow, qtbot: QtBot, empty: Path, court: HubKeys, tmp_path: Path
) -> None:
    window = open_window(empty)
    page = page_of(window)
    assert page.next_key.missing == "还没有写姓名"
    say_who(window, qtbot)
    request = write_request(window, qtbot, tmp_path / "申请.cf-request")
    tap_next(window, qtbot, Enrolment)
    answer = tmp_path / "注册.cf-enrolment"
    answer.write_bytes(enrolment_file(request, court))
    pick(page, page.enrolment.file.line, answer, qtbot)
    qtbot.waitUntil(page.enrolment.yes_key.isVisible, timeout=10_000)
    assert page.enrolment.fingerprint.accessibleName() == grouped(court.fingerprint)
    assert doorplates.plates(empty)[0].court == "", "nothing is taken over before the comparison"
    qtbot.mouseClick(page.enrolment.yes_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(page.step, Docket), timeout=20_000)
    page.docket.file.line.setText(str(docket_for(request, court, tmp_path / "案件册.cf-docket")))
    qtbot.mouseClick(page.next_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    assert window.first_start is None
    assert window.routes is not None
    assert getattr(window.routes.page, "title", "") == "今日"


def test_each_step_is_found_again_after_the_program_was_ended(
    open_window: OpenWindow, qtbot: QtBot, empty: Path, court: HubKeys, tmp_path: Path, background: Background
) -> None:
    window = open_window(empty)
    say_who(window, qtbot)
    window = reopened(window, open_window, background, empty, qtbot)
    page = page_of(window)
    assert isinstance(page.step, Request)
    request = write_request(window, qtbot, tmp_path / "申请.cf-request")
    tap_next(window, qtbot, Enrolment)
    answer = tmp_path / "注册.cf-enrolment"
    answer.write_bytes(enrolment_file(request, court))
    pick(page, page.enrolment.file.line, answer, qtbot)
    qtbot.waitUntil(page.enrolment.yes_key.isVisible, timeout=10_000)
    qtbot.mouseClick(page.enrolment.yes_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(page.step, Docket), timeout=20_000)
    page._leave()
    assert background.finish(20_000)
    window.close()
    # Enrolled by now, so the program asks for the secret as for any vault, and goes on with the docket.
    window = open_window(empty)
    window.unlock.phrase.setText(SECRET)
    qtbot.mouseClick(window.unlock.open_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: window.first_start is not None and isinstance(window.first_start.step, Docket), timeout=20_000
    )
    page_of(window).docket.file.line.setText(str(docket_for(request, court, tmp_path / "案件册.cf-docket")))
    qtbot.mouseClick(page_of(window).next_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)


def test_a_file_of_another_device_or_a_changed_one_is_refused_in_words(
    open_window: OpenWindow, qtbot: QtBot, empty: Path, court: HubKeys, tmp_path: Path
) -> None:
    window = open_window(empty)
    page = page_of(window)
    say_who(window, qtbot)
    request = write_request(window, qtbot, tmp_path / "申请.cf-request")
    tap_next(window, qtbot, Enrolment)
    answer = tmp_path / "注册.cf-enrolment"
    raw = enrolment_file(request, court)
    answer.write_bytes(raw[:200] + bytes([raw[200] ^ 1]) + raw[201:])
    pick(page, page.enrolment.file.line, answer, qtbot)
    qtbot.waitUntil(page.trouble.isVisible, timeout=10_000)
    assert "没有采用" in page.trouble.accessibleName()
    assert not page.enrolment.yes_key.isVisible()
    pick(page, page.enrolment.file.line, tmp_path / "没有这个文件", qtbot)
    qtbot.waitUntil(lambda: "打不开" in page.trouble.accessibleName(), timeout=10_000)


def test_a_fingerprint_that_differs_takes_nothing_over(
    open_window: OpenWindow, qtbot: QtBot, empty: Path, court: HubKeys, tmp_path: Path
) -> None:
    window = open_window(empty)
    page = page_of(window)
    say_who(window, qtbot)
    request = write_request(window, qtbot, tmp_path / "申请.cf-request")
    tap_next(window, qtbot, Enrolment)
    answer = tmp_path / "注册.cf-enrolment"
    answer.write_bytes(enrolment_file(request, court))
    pick(page, page.enrolment.file.line, answer, qtbot)
    qtbot.waitUntil(page.enrolment.no_key.isVisible, timeout=10_000)
    qtbot.mouseClick(page.enrolment.no_key, Qt.MouseButton.LeftButton)
    assert "没有采用" in page.trouble.accessibleName()
    assert not page.enrolment.yes_key.isVisible()
    assert doorplates.plates(empty)[0].court == ""


def test_a_second_officer_begins_beside_the_first(
    open_window: OpenWindow, qtbot: QtBot, tablet: Tablet
) -> None:
    window = open_window()
    window.unlock.first_start.emit(None, "")
    page = page_of(window)
    assert page.back_key.isVisible()
    say_who(window, qtbot)
    assert len(doorplates.plates(tablet.root)) == 2
    qtbot.mouseClick(page.back_key, Qt.MouseButton.LeftButton)
    assert window.first_start is None
    assert window.unlock.isVisible()
    assert len(window.unlock.plates) == 2


def test_a_weak_or_mistyped_secret_does_not_go_on(open_window: OpenWindow, qtbot: QtBot, empty: Path) -> None:
    page = page_of(open_window(empty))
    page.who.name.setText(make_officer().name)
    page.who.secret.setText("短口令")
    assert page.next_key.missing == "口令还差 5 个字"
    page.who.secret.setText(SECRET)
    assert page.next_key.missing == "两次口令不一样"
    page.who.again.setText(SECRET)
    assert page.next_key.missing == ""
    page.who._choose(1)
    page.who.secret.setText("12345a")
    page.who.again.setText("12345a")
    assert page.next_key.missing == "口令要 6 位数字"


def test_the_request_is_named_by_the_courts_day_and_not_by_the_machines_zone(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = dt.datetime(2026, 11, 23, 16, 30, tzinfo=dt.UTC).astimezone(clock.ZONE)  # already the 24th in 常山
    monkeypatch.setattr(clock, "now", lambda: late)
    step = Request()
    qtbot.addWidget(step)
    assert step.place._save == "外勤申请-20261124.cf-request"


def test_an_address_and_a_code_lead_the_whole_way_without_a_stick(
    open_window: OpenWindow, qtbot: QtBot, empty: Path, hub: Served
) -> None:
    told = inviting.invite(hub.desk, make_officer().id, now=clock.now())
    window = open_window(empty)
    page = page_of(window)
    say_who(window, qtbot)
    assert page.request.online_key.missing == "还没有填地址和口令"
    page.request.url.setText(hub.url)
    page.request.code.setText("AAAA-BBBB-CCCC-DDDD-E")
    qtbot.mouseClick(page.request.online_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "一次性口令不对" in page.trouble.accessibleName(), timeout=20_000)
    page.request.code.setText(told.code)
    qtbot.mouseClick(page.request.online_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.enrolment.yes_key.isVisible, timeout=20_000)
    assert page.enrolment.fingerprint.accessibleName() == grouped(told.fingerprint)
    assert doorplates.plates(empty)[0].court == "", "nothing is taken over before the comparison"
    qtbot.mouseClick(page.enrolment.yes_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.docket.file.path is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not page.next_key.missing, timeout=20_000)
    qtbot.mouseClick(page.next_key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session is not None, timeout=30_000)
