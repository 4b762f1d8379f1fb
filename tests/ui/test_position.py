"""The receiver watched: fixes from a real serial line, garbage, an unplugged cable, and none at all."""

from __future__ import annotations

import datetime as dt
import os
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from services.clock import ZONE
from services.position.fix import Fix, NoFix
from ui.position import PositionWatch

LOGS = Path(__file__).parents[1] / "golden" / "nmea"
NOW = dt.datetime(2026, 11, 24, 19, 36, tzinfo=ZONE)
QUICK = (0.05,)


class Cable:
    """A serial line of our own: what is written here the program reads from `port`."""

    def __init__(self, link: Path) -> None:
        self.link = link
        self.plug()

    @property
    def port(self) -> str:
        return str(self.link)

    def plug(self) -> None:
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.link.unlink(missing_ok=True)
        self.link.symlink_to(os.ttyname(self._slave))

    def write(self, data: bytes) -> None:
        os.write(self._master, data)

    def unplug(self) -> None:
        self.link.unlink(missing_ok=True)
        os.close(self._slave)
        os.close(self._master)


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    line = Cable(tmp_path / "receiver")
    yield line
    line.unplug()


@pytest.fixture
def watch(cable: Cable, qtbot: QtBot) -> Iterator[PositionWatch]:
    watched = PositionWatch(cable.port, 9600, backoff=QUICK)
    yield watched
    watched.stop()


def outdoors() -> bytes:
    """The part of the log in which the receiver has found its satellites."""
    return b"\r\n".join((LOGS / "beidou-gb.log").read_bytes().splitlines()[60:100]) + b"\r\n"


def heard(qtbot: QtBot, cable: Cable, watch: PositionWatch) -> None:
    """A receiver never tires of saying where it is: what it says before the port is open is lost."""

    def spoken() -> bool:
        if watch.state != "fixed":
            cable.write(outdoors())
        return watch.state == "fixed"

    qtbot.waitUntil(spoken)


def test_without_a_port_the_pill_says_so_and_a_draft_gets_the_reason(qtbot: QtBot) -> None:
    watched = PositionWatch()
    assert (watched.state, watched.text) == ("absent", "无接收机")
    assert watched.position(NOW) == NoFix(reason="没有接收机", at=NOW)


def test_fixes_from_the_line_reach_the_screen(cable: Cable, watch: PositionWatch, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: watch.state == "searching")
    assert watch.text == "搜星中"
    heard(qtbot, cable, watch)
    fix = watch.position(NOW)
    assert isinstance(fix, Fix)
    assert fix.source == "receiver"
    assert "±" in watch.text
    assert fix in watch.recent(10)


def test_garbage_on_the_line_is_no_fix_and_no_crash(cable: Cable, watch: PositionWatch, qtbot: QtBot) -> None:
    cable.write(bytes(range(256)) * 8 + b"$GNGGA,so,not*00\r\n")
    heard(qtbot, cable, watch)


def test_a_receiver_unplugged_in_mid_sentence_is_told_and_found_again(
    cable: Cable, watch: PositionWatch, qtbot: QtBot
) -> None:
    heard(qtbot, cable, watch)
    cable.write(b"$GNGGA,0123")
    cable.unplug()
    qtbot.waitUntil(lambda: watch.state == "lost")
    assert watch.text == "接收机断开"
    cable.plug()
    qtbot.waitUntil(lambda: watch.state != "lost")
    heard(qtbot, cable, watch)


def test_a_port_that_is_not_there_never_blocks_the_screen(qtbot: QtBot, tmp_path: Path) -> None:
    watched = PositionWatch(str(tmp_path / "nothing"), backoff=(30.0,))
    qtbot.waitUntil(lambda: watched.state == "lost")
    with qtbot.waitSignal(watched.changed, timeout=1000):
        watched.set_receiver("")
    assert watched.state == "absent"


def test_a_replayed_log_says_that_it_is_one(qtbot: QtBot) -> None:
    watched = PositionWatch(str(LOGS / "beidou-gb.log"), pace_s=0.005)
    qtbot.waitUntil(lambda: watched.state == "fixed")
    assert watched.text.startswith("回放")
    fix = watched.position(NOW)
    assert isinstance(fix, Fix)
    assert fix.source == "replay"
    watched.stop()


def test_a_log_may_take_the_place_of_the_receiver_while_the_vault_is_open(qtbot: QtBot) -> None:
    watched = PositionWatch(pace_s=0.005)
    assert watched.state == "absent"
    watched.set_receiver(str(LOGS / "beidou-gb.log"))
    qtbot.waitUntil(lambda: watched.state == "fixed")
    assert watched.text.startswith("回放")
    watched.set_receiver("")
    assert watched.state == "absent"


def test_an_old_fix_is_not_taken_for_where_we_are(
    cable: Cable, watch: PositionWatch, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard(qtbot, cable, watch)
    monkeypatch.setattr("ui.position.FRESH_S", 0.0)
    qtbot.waitUntil(lambda: watch.text == "搜星中", timeout=3000)
    assert isinstance(watch.position(NOW), NoFix)


@pytest.mark.parametrize("port", ["9" * 400, "字" * 6000])
def test_a_receiver_that_no_system_can_have_is_looked_for_and_does_no_harm(qtbot: QtBot, port: str) -> None:
    watched = PositionWatch(backoff=QUICK)
    watched.set_receiver(port)
    assert watched.latest() is None
    watched.set_receiver("")
