"""kill −9 in the middle of a deed, then going on: a child process works the window and is killed at a named stage."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from services.actions import recording
from services.records import catalogue
from services.records.kinds.visit import Visit
from tests.fixtures_journey import SECRET, START, Office, OpenHands, Station
from tests.journeys import visiting
from tests.journeys.children import at_work
from tests.journeys.hands import Hands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

HOUSE = Path(__file__).resolve().parents[2]
LATER = START + dt.timedelta(minutes=30)


def killed(root: Path, deed: str, stage: str, office: Office, case: str = "") -> None:
    """Lets a child do a deed and kills it −9 as soon as it says that it has come to this stage."""
    stick = root.parent / "stick"
    stick.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "tests.journeys.children.at_work", str(root), deed, str(stick), case]
    with subprocess.Popen(
        [*command, office.officer.name], cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stderr is not None
        reached = []
        for line in child.stdout:
            reached.append(line.strip())
            if line.strip() == stage:
                break
        else:
            pytest.fail(f"the child ended early after {reached}: {child.stderr.read()}")
        os.kill(child.pid, signal.SIGKILL)
    assert child.returncode == -signal.SIGKILL


def go_on(hands: Hands) -> None:
    """今日 → 写到一半 → 继续."""
    hands.unlock(SECRET)
    hands.tap_row("继续")
    assert hands.record.form is not None


def test_first_start_goes_on_after_each_kill(office: Office, open_hands: OpenHands, tmp_path: Path) -> None:
    root = tmp_path / "new"
    killed(root, "first start", "named", office)
    assert not list(root.glob("vaults/*/vault.json")), "the secret was typed, nothing was made"
    killed(root, "first start", "vault made", office)
    hands = open_hands(root)
    hands.write(hands.first_start.reopen.secret, SECRET)
    hands.press("继续")
    page = hands.first_start
    hands.until(lambda: page.step is page.request)
    hands.choose_file(page.request.place, tmp_path / "后来.cf-request")
    hands.until((tmp_path / "后来.cf-request").exists)
    hands.press("已交院里，下一步")
    answer = office.answer(tmp_path / "后来.cf-request", tmp_path / "sent")
    hands.choose_file(page.enrolment.file, answer.enrolment)
    hands.press("指纹一致，采用")
    hands.until(lambda: page.step is page.docket)
    assert answer.docket is not None
    hands.choose_file(page.docket.file, answer.docket)
    hands.press("载入")
    hands.until(lambda: hands.on("今日"))


def test_a_visit_goes_on_from_its_draft(station: Station, open_hands: OpenHands) -> None:
    killed(station.root, "nobody home", "draft kept", station.office, station.case.number)
    hands = open_hands(station.root, LATER)
    go_on(hands)
    assert hands.draft.values["outcome"] == "无人"
    assert hands.editor("note").value == at_work.NOTE
    assert hands.draft.prefilled == {"arrived_at", "place", "located", "officers"}, (
        "nobody has confirmed them yet"
    )
    for name in hands.draft.prefilled:
        hands.tap(hands.editor(name).frame.confirm_key)
    said = catalogue.read(visiting.finish(hands)).said
    assert isinstance(said, Visit)
    assert said.note == at_work.NOTE
    assert visiting.faults(hands) == []


def test_a_finished_visit_is_there_after_the_kill_and_no_draft_comes_back(
    station: Station, open_hands: OpenHands
) -> None:
    killed(station.root, "nobody home", "finished", station.office, station.case.number)
    hands = open_hands(station.root, LATER)
    hands.unlock(SECRET)
    (entry,) = visiting.visits(hands)
    assert entry.cases == (station.case.number,)
    assert hands.ask(lambda: recording.drafts(hands.session)) == ()
    assert visiting.faults(hands) == []


def test_a_talk_at_the_door_goes_on_with_person_and_photo(station: Station, open_hands: OpenHands) -> None:
    killed(station.root, "met family", "draft kept", station.office, station.case.number)
    hands = open_hands(station.root, LATER)
    go_on(hands)
    met = hands.editor("met")
    assert [p.name for p in met.value] == ["郑𬭎"]
    assert [p.slot for p in hands.editor("photos").photos] == ["门牌"]
    hands.press("改郑𬭎")
    hands.tap(next(k for k in met.panel.role.keys if k.text() == "成年家属"))
    hands.press("好")
    hands.tap(hands.editor("id_shown").keys.yes)
    for name in hands.draft.prefilled:
        hands.tap(hands.editor(name).frame.confirm_key)
    entry = visiting.finish(hands)
    assert len(entry.attachments) == 1
    assert visiting.faults(hands) == []


def test_a_correction_goes_on_and_still_names_the_old_record(station: Station, open_hands: OpenHands) -> None:
    killed(station.root, "correction", "draft kept", station.office, station.case.number)
    hands = open_hands(station.root, LATER)
    go_on(hands)
    assert hands.record.title == "更正：上门查找"
    second = visiting.finish(hands)
    first = visiting.visits(hands)[0]
    assert second.amends == first.id
    assert second.reason == "漏记有人应声"
    assert visiting.faults(hands) == []
