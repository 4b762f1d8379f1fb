"""初次使用: from an empty tablet to 今日 with the court's real files, whenever the program is closed in between."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from services.actions import finding
from tests.fixtures_journey import SECRET, START, Office, OpenHands, found_office
from tests.journeys.hands import Hands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def name_and_secret(hands: Hands, office: Office) -> None:
    who = hands.first_start.who
    hands.write(who.name, office.officer.name)
    hands.write(who.badge, office.officer.badge)
    hands.write(who.secret, SECRET)
    hands.write(who.again, SECRET)
    hands.press("建立保险库")
    hands.until(lambda: hands.first_start.step is hands.first_start.request)


def request_file(hands: Hands, path: Path) -> Path:
    page = hands.first_start
    hands.choose_file(page.request.place, path)
    hands.until(lambda: f"已写出：{path.name}" in hands.read())
    hands.press("已交院里，下一步")
    assert page.step is page.enrolment
    return path


def enrolment_file(hands: Hands, path: Path) -> None:
    page = hands.first_start
    hands.choose_file(page.enrolment.file, path)
    hands.until(lambda: page.enrolment.fingerprint.isVisible() or page.trouble.isVisible())


def docket_file(hands: Hands, path: Path) -> None:
    hands.choose_file(hands.first_start.docket.file, path)
    hands.press("载入")
    hands.until(lambda: hands.on("今日"))


def go_on(hands: Hands) -> None:
    """The secret again, after the program was closed half-way."""
    hands.write(hands.first_start.reopen.secret, SECRET)
    hands.press("继续")


def test_from_an_empty_tablet_to_the_first_docket(
    office: Office, open_hands: OpenHands, tmp_path: Path
) -> None:
    hands = open_hands(tmp_path / "new")
    name_and_secret(hands, office)
    answer = office.answer(request_file(hands, tmp_path / "请登记.cf-request"), tmp_path / "stick")
    assert answer.docket is not None
    enrolment_file(hands, answer.enrolment)
    shown = hands.first_start.enrolment.fingerprint.accessibleName()
    assert f"院端公钥指纹：{shown}" in answer.sheet.read_text("utf-8").splitlines()
    hands.press("指纹一致，采用")
    hands.until(lambda: hands.first_start.step is hands.first_start.docket)
    docket_file(hands, answer.docket)
    assert hands.session.officer == office.officer
    page = hands.ask(lambda: finding.search(hands.session, "", START.date()))
    assert page.total == len(office.cases)
    assert "演示" in hands.read()


def test_closing_the_program_at_every_step_loses_none_of_them(
    office: Office, open_hands: OpenHands, tmp_path: Path
) -> None:
    root = tmp_path / "new"
    hands = open_hands(root)
    hands.write(hands.first_start.who.name, office.officer.name)
    hands = open_hands(root)
    assert hands.first_start.step is hands.first_start.who, "nothing was made yet"
    name_and_secret(hands, office)

    hands = open_hands(root)
    go_on(hands)
    hands.until(lambda: hands.first_start.step is hands.first_start.request)
    request = request_file(hands, tmp_path / "请登记.cf-request")

    hands = open_hands(root)
    go_on(hands)
    hands.until(lambda: hands.first_start.step is hands.first_start.request)
    again = request_file(hands, tmp_path / "又一份.cf-request")
    assert again.read_bytes() == request.read_bytes(), "it stays the same device"
    answer = office.answer(request, tmp_path / "stick")
    enrolment_file(hands, answer.enrolment)

    hands = open_hands(root)
    go_on(hands)
    hands.until(lambda: hands.first_start.step is hands.first_start.request)
    hands.press("已交院里，下一步")
    enrolment_file(hands, answer.enrolment)
    hands.press("指纹一致，采用")
    hands.until(lambda: hands.first_start.step is hands.first_start.docket)

    hands = open_hands(root)
    hands.unlock(SECRET)
    hands.until(lambda: hands.window.first_start is not None)
    hands.until(lambda: hands.first_start.step is hands.first_start.docket)
    assert answer.docket is not None
    docket_file(hands, answer.docket)

    hands = open_hands(root, START + dt.timedelta(hours=1))
    hands.unlock(SECRET)
    hands.until(lambda: hands.on("今日"))


def test_a_wrong_secret_does_not_go_on(office: Office, open_hands: OpenHands, tmp_path: Path) -> None:
    hands = open_hands(tmp_path / "new")
    name_and_secret(hands, office)
    hands = open_hands(tmp_path / "new")
    hands.write(hands.first_start.reopen.secret, "不是这个口令啊")
    hands.press("继续")
    hands.until(lambda: "口令不正确" in hands.read())
    assert hands.first_start.step is hands.first_start.reopen


def test_files_of_another_court_and_changed_ones_are_refused_and_the_right_one_still_goes(
    office: Office, open_hands: OpenHands, tmp_path: Path
) -> None:
    hands = open_hands(tmp_path / "new")
    name_and_secret(hands, office)
    request = request_file(hands, tmp_path / "请登记.cf-request")
    answer = office.answer(request, tmp_path / "stick")
    stranger = found_office(tmp_path / "elsewhere")
    theirs = stranger.answer(request, tmp_path / "their stick")
    assert answer.docket is not None
    assert theirs.docket is not None
    page = hands.first_start

    changed = tmp_path / "changed.cf-enrolment"
    raw = answer.enrolment.read_bytes()
    changed.write_bytes(
        raw.replace(office.officer.name.encode(), stranger.officer.name[::-1].encode(), 1)[:-3]
    )
    enrolment_file(hands, changed)
    assert page.trouble.isVisible()
    assert not page.enrolment.fingerprint.isVisible()

    enrolment_file(hands, theirs.enrolment)
    assert page.enrolment.fingerprint.accessibleName() not in answer.sheet.read_text("utf-8")
    hands.press("不一致")
    assert "没有采用" in page.trouble.accessibleName()
    assert page.step is page.enrolment

    enrolment_file(hands, answer.enrolment)
    hands.press("指纹一致，采用")
    hands.until(lambda: page.step is page.docket)
    hands.choose_file(page.docket.file, theirs.docket)
    hands.press("载入")
    hands.until(page.trouble.isVisible)
    assert hands.window.session is None
    docket_file(hands, answer.docket)
