"""Garbage is taken away on the screen's thread alone, whichever thread made it."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.collecting import Collecting


class Knot:
    """Something that only the collector can take away; it notes in which thread that was."""

    def __init__(self, gone: list[int]) -> None:
        self.knot, self._gone = self, gone

    def __del__(self) -> None:
        self._gone.append(threading.get_ident())


@pytest.fixture
def collecting(qapp: QApplication) -> Iterator[Collecting]:
    owner = QObject()
    yield Collecting(owner)
    gc.enable()


def test_a_working_thread_that_makes_many_objects_takes_nothing_away(collecting: Collecting) -> None:
    gone: list[int] = []
    kept: list[list[int]] = []

    def work() -> None:
        Knot(gone)
        kept.extend([n] for n in range(20 * gc.get_threshold()[0]))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert gone == []
    collecting.turn()
    assert gone == [threading.get_ident()]
