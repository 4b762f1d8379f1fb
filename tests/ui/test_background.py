"""Work off the screen's thread: order, urgency, errors, owners, pieces."""

from __future__ import annotations

import sys
import threading
from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.patience import MILLISECONDS, SECONDS
from ui.background import LATER, SAVING, Background


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def gate(background: Background) -> threading.Event:
    """Holds the vault lane until the event is set."""
    held = threading.Event()
    background.run(lambda: held.wait(SECONDS))
    return held


def test_result_comes_back_in_the_main_thread(background: Background, qtbot: QtBot) -> None:
    threads: list[str] = []
    background.run(
        threading.current_thread,
        then=lambda worker: threads.extend((worker.name, threading.current_thread().name)),
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads == ["vault-0", "MainThread"]


def test_vault_work_runs_in_the_order_it_was_offered(background: Background, qtbot: QtBot) -> None:
    order: list[int] = []
    for number in range(50):
        background.run(lambda number=number: order.append(number))
    assert background.finish(MILLISECONDS)
    assert order == list(range(50))


def test_saving_overtakes_everything_that_waits(background: Background, qtbot: QtBot) -> None:
    order: list[str] = []
    held = gate(background)
    background.run(lambda: order.append("later"), priority=LATER)
    background.run(lambda: order.append("reading"))
    background.run(lambda: order.append("saving"), priority=SAVING)
    held.set()
    assert background.finish(MILLISECONDS)
    assert order == ["saving", "reading", "later"]


def test_saving_gets_in_between_the_pieces_of_long_work(background: Background, qtbot: QtBot) -> None:
    order: list[str] = []
    started = threading.Event()
    asked = threading.Event()

    def pieces() -> Generator[int, None, str]:
        for number in range(3):
            order.append(f"piece {number}")
            started.set()
            asked.wait(SECONDS)
            yield number
        return "whole"

    told: list[object] = []
    background.run_pieces(pieces(), each=told.append, then=told.append)
    started.wait(SECONDS)
    background.run(lambda: order.append("saving"), priority=SAVING)
    asked.set()
    qtbot.waitUntil(lambda: told[-1:] == ["whole"])
    assert order == ["piece 0", "saving", "piece 1", "piece 2"]
    assert told == [0, 1, 2, "whole"]


def test_cancelled_work_stops_tidies_up_in_its_lane_and_tells_nothing(
    background: Background, qtbot: QtBot
) -> None:
    tidied: list[str] = []
    told: list[object] = []
    held = gate(background)

    def pieces() -> Generator[int, None, None]:
        try:
            while True:
                yield 1
        finally:
            tidied.append(threading.current_thread().name)

    handle = background.run_pieces(pieces(), each=told.append, then=told.append)
    first = threading.Event()
    background.run(first.set, priority=LATER)
    held.set()
    first.wait(SECONDS)
    handle.cancel()
    assert background.finish(MILLISECONDS)
    afterwards: list[str] = []
    background.run(lambda: "end", then=afterwards.append)
    qtbot.waitUntil(lambda: afterwards == ["end"])
    assert tidied == ["vault-0"]
    assert told == []


def test_error_goes_to_the_one_who_asked(background: Background, qtbot: QtBot) -> None:
    errors: list[Exception] = []
    background.run(lambda: 1 / 0, then=errors.append, failed=errors.append)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert isinstance(errors[0], ZeroDivisionError)


def test_error_nobody_asked_for_goes_to_the_one_door(qtbot: QtBot) -> None:
    door: list[Exception] = []
    background = Background(door.append)
    background.run(lambda: 1 / 0, lane="work")
    qtbot.waitUntil(lambda: len(door) == 1)
    background.close()
    assert isinstance(door[0], ZeroDivisionError)


def test_an_error_in_pieces_is_told_once(background: Background, qtbot: QtBot) -> None:
    errors: list[Exception] = []

    def pieces() -> Generator[int, None, None]:
        yield 1
        raise ValueError("broken")

    background.run_pieces(pieces(), failed=errors.append)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert background.finish(MILLISECONDS)


def test_nothing_reaches_a_page_that_is_gone(background: Background, qtbot: QtBot) -> None:
    told: list[str] = []
    page = QObject()
    held = gate(background)
    background.run(lambda: "result", then=told.append, owner=page)
    delete(page)
    background.run(lambda: "other", then=told.append)
    held.set()
    qtbot.waitUntil(lambda: told == ["other"])


def test_lanes_do_not_wait_for_each_other(background: Background, qtbot: QtBot) -> None:
    told: list[str] = []
    held = gate(background)
    background.run(lambda: "work", then=told.append, lane="work")
    background.run(lambda: "network", then=told.append, lane="network")
    qtbot.waitUntil(lambda: sorted(told) == ["network", "work"])
    held.set()


def test_closing_runs_what_was_offered_and_takes_nothing_more(qtbot: QtBot) -> None:
    saved: list[int] = []
    background = Background()
    for number in range(20):
        background.run(lambda number=number: saved.append(number))
    background.close()
    assert saved == list(range(20))
    with pytest.raises(RuntimeError):
        background.run(lambda: None)


def test_finish_says_when_the_time_was_too_short(background: Background, qtbot: QtBot) -> None:
    held = gate(background)
    assert not background.finish(1)
    held.set()
    assert background.finish(MILLISECONDS)


def test_threads_hand_over_after_a_millisecond(background: Background) -> None:
    assert sys.getswitchinterval() == pytest.approx(0.001)


def test_a_question_nobody_waits_for_any_more_is_not_asked_and_not_answered(
    background: Background, qtbot: QtBot
) -> None:
    asked, told = [], []
    held = gate(background)
    dropped = background.run(lambda: asked.append("dropped"), then=told.append, failed=told.append)
    background.run(lambda: asked.append("kept") or "answer", then=told.append)
    dropped.cancel()
    held.set()
    qtbot.waitUntil(lambda: bool(told))
    assert (asked, told) == (["kept"], ["answer"])


@pytest.mark.parametrize("fails", [False, True])
def test_an_answer_that_is_under_way_is_dropped_too(
    background: Background, qtbot: QtBot, fails: bool
) -> None:
    told: list[object] = []
    question = background.run(lambda: 1 / (0 if fails else 1), then=told.append, failed=told.append)
    assert background.finish(MILLISECONDS)  # the answer waits for the event loop to turn
    question.cancel()
    background.run(lambda: "next", then=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["next"]
