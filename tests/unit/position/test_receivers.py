"""Fixes from real logs, from a serial line that breaks, and from no receiver at all."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import tty
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.clock import ZONE
from services.position.fix import Fix
from services.position.nmea import LONGEST_LINE, Assembler, Lines, sentences
from services.position.sources import BadLog, Receiver, ReceiverLost, Replay
from tests.patience import SECONDS

LOGS = Path(__file__).parents[2] / "golden" / "nmea"


def sentence(body: str) -> bytes:
    total = 0
    for character in body.encode():
        total ^= character
    return f"${body}*{total:02X}\r\n".encode()


def gga(
    time: str = "013000.00", quality: int = 1, talker: str = "GB", place: str = "2854.0877,N,11830.6741,E"
) -> bytes:
    return sentence(f"{talker}GGA,{time},{place},{quality},14,0.9,88.1,M,8.3,M,,")


def rmc(time: str = "013000.00", status: str = "A", day: str = "050326", talker: str = "GB") -> bytes:
    return sentence(f"{talker}RMC,{time},{status},2854.0877,N,11830.6741,E,0.1,0.0,{day},,,A")


def test_place_and_date_are_joined_into_one_fix() -> None:
    (fix,) = Assembler().feed(gga() + rmc())
    assert fix.at == dt.datetime(2026, 3, 5, 9, 30, tzinfo=ZONE)
    assert (fix.latitude, fix.longitude) == pytest.approx((28.9014617, 118.5112350), abs=1e-7)
    assert (fix.quality, fix.satellites, fix.hdop, fix.accuracy_m) == (1, 14, 0.9, 9.0)
    assert (fix.source, fix.text) == ("receiver", "北斗 ±9 m")
    assert fix.raw == (gga().decode().strip(), rmc().decode().strip())


def test_order_of_the_sentences_does_not_matter_and_each_epoch_counts_once() -> None:
    assembler = Assembler()
    assert len(assembler.feed(rmc() + gga())) == 1
    assert assembler.feed(gga()) == []
    assert len(assembler.feed(gga("013001.00") + rmc("013001.00"))) == 1


@pytest.mark.parametrize(
    "data",
    [
        gga(),
        rmc(),
        gga() + rmc("013001.00"),
        gga(quality=0) + rmc(),
        gga(quality=6) + rmc(),
        gga(quality=8) + rmc(),
        gga() + rmc(status="V"),
        gga() + rmc(day=""),
        gga(place=",,,") + rmc(),
        gga(time="") + rmc(time=""),
    ],
)
def test_what_the_receiver_does_not_vouch_for_is_no_fix(data: bytes) -> None:
    assert Assembler().feed(data) == []


@pytest.mark.parametrize(
    ("talker", "name"), [("GB", "北斗"), ("BD", "北斗"), ("GP", "GPS"), ("GL", "GLONASS"), ("GN", "GNSS")]
)
def test_talker_tells_the_system(talker: str, name: str) -> None:
    (fix,) = Assembler().feed(gga(talker=talker) + rmc(talker=talker))
    assert fix.receiver == name


def test_systems_used_tell_more_than_the_talker() -> None:
    satellites = "A,3,22,18,14,12,,,,,,,,,2.5,1.2,2.2"
    only = sentence(f"GNGSA,{satellites},4")
    both = only + sentence(f"GNGSA,{satellites},1")
    for used, name in ((only, "北斗"), (both, "北斗/GNSS")):
        (fix,) = Assembler().feed(used + gga(talker="GN") + rmc(talker="GN"))
        assert fix.receiver == name
        assert used.decode().split("\r\n")[0] in fix.raw


def test_garbage_half_sentences_and_bad_checksums_are_counted_and_passed_over() -> None:
    assembler = Assembler()
    wrong = rmc().replace(b",0.1,", b",0.2,")
    noise = b"\xff\x00\x81garbage\n" + gga()[:20] + gga() + wrong + b"$GBGGA,no,checksum\r\n" + rmc()
    assert len(assembler.feed(noise)) == 1
    assert (assembler.dropped, assembler.bad) == (2, 2)
    assembler.feed(gga("013001.00")[:30])
    assembler.finish()
    assert assembler.dropped == 3


def test_place_off_the_globe_under_a_right_checksum_is_no_fix() -> None:
    assembler = Assembler()
    assert assembler.feed(gga(place="9954.0877,N,11830.6741,E") + rmc()) == []
    assert assembler.bad == 1


def test_endless_line_takes_no_memory_and_the_next_sentence_is_read() -> None:
    lines = Lines()
    for _ in range(1000):
        assert lines.feed(b"A" * 1000) == []
    assert len(lines._rest) <= LONGEST_LINE
    assert lines.feed(b"$LATE,TAIL*00\r\n" + gga()) == [gga().strip()]
    assert lines.dropped == 1


@given(st.lists(st.binary(max_size=80) | st.sampled_from([gga(), rmc(), b"\n", b"$", b"*"]), max_size=20))
def test_no_bytes_make_the_reader_stumble(pieces: list[bytes]) -> None:
    assembler = Assembler()
    for piece in pieces:
        assert all(isinstance(fix, Fix) for fix in assembler.feed(piece))
    assembler.finish()


@given(st.lists(st.integers(0, len(gga() + rmc())), max_size=6))
def test_it_does_not_matter_how_the_bytes_are_cut(cuts: list[int]) -> None:
    data = gga() + rmc()
    assembler, found = Assembler(), []
    for start, stop in zip([0, *sorted(cuts)], [*sorted(cuts), len(data)], strict=True):
        found += assembler.feed(data[start:stop])
    assert found == Assembler().feed(data)
    assert len(found) == 1


def played(name: str) -> tuple[list[Fix], Replay]:
    replay, fixes = Replay(LOGS / name), []
    while not replay.stopped:
        fixes += replay.read()
    return fixes, replay


@pytest.mark.parametrize(
    ("log", "count", "names"),
    [
        ("beidou-bd.log", 5, {"北斗/GNSS"}),
        ("beidou-gb.log", 2, {"北斗/GNSS"}),
        ("bu353s4.log", 25, {"GPS"}),
        ("quectel-eg25-g.log", 23, {"GPS", "GNSS"}),
    ],
)
def test_log_of_a_real_receiver_is_played_and_marked_as_such(log: str, count: int, names: set[str]) -> None:
    fixes, replay = played(log)
    assert len(fixes) == count
    assert {fix.receiver for fix in fixes} == names
    assert {fix.source for fix in fixes} == {"replay"}
    assert all(fix.text.startswith("回放 ") for fix in fixes)
    assert (replay.assembler.bad, replay.assembler.dropped) == (0, 0)
    assert replay.read() == []


def test_sentences_of_a_stream_leave_comments_out() -> None:
    assert list(sentences(BytesIO(b"# comment\n" + gga() + b"\n" + rmc().strip()))) == [
        gga().strip(),
        rmc().strip(),
    ]


def test_log_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadLog, match=r"“none\.log”打不开"):
        Replay(tmp_path / "none.log")


@pytest.fixture
def line() -> Iterator[tuple[int, str]]:
    """The far end of a serial line and the name of the near one."""
    far, near = os.openpty()
    tty.setraw(near)
    name = os.ttyname(near)
    os.close(near)
    yield far, name
    with contextlib.suppress(OSError):  # the test may have pulled the plug
        os.close(far)


def test_receiver_at_a_serial_line_gives_live_fixes(line: tuple[int, str]) -> None:
    far, name = line
    receiver, fixes = Receiver(name), []
    os.write(far, gga() + rmc() + gga("013001.00") + rmc("013001.00"))
    while len(fixes) < 2:
        fixes += receiver.read()
    assert {fix.source for fix in fixes} == {"receiver"}
    receiver.close()
    assert receiver.stopped
    assert receiver.read() == []


def test_receiver_unplugged_in_mid_sentence_is_said_in_words(line: tuple[int, str]) -> None:
    far, name = line
    receiver, fixes = Receiver(name), []
    os.write(far, gga() + rmc() + gga("013001.00")[:25])
    while not fixes:
        fixes += receiver.read()
    os.close(far)
    with pytest.raises(ReceiverLost, match="已断开"):  # noqa: PT012  the loss shows at the second read at the latest
        for _ in range(60):
            fixes += receiver.read()
    assert len(fixes) == 1
    assert receiver.assembler.dropped == 1
    assert receiver.stopped


def test_waiting_receiver_heeds_stop_from_another_thread(line: tuple[int, str]) -> None:
    receiver = Receiver(line[1])
    reads: list[list[Fix]] = []

    def watch() -> None:
        while not receiver.stopped:
            reads.append(receiver.read())

    thread = Thread(target=watch)
    thread.start()
    receiver.stop()
    thread.join(timeout=SECONDS)
    assert not thread.is_alive()
    assert all(read == [] for read in reads)
    receiver.close()


def test_a_stop_waits_for_a_port_that_is_just_being_given_back(
    line: tuple[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pulled out as the screen is locked: a byte to a port half closed may land in whatever file was opened since."""
    receiver, order = Receiver(line[1]), list[str]()
    closing, go_on, whole = Event(), Event(), receiver._port.close

    def close() -> None:
        closing.set()
        go_on.wait(SECONDS)
        whole()
        order.append("closed")

    def stop() -> None:
        receiver.stop()
        order.append("stopped")

    monkeypatch.setattr(receiver._port, "close", close)
    ending, stopping = Thread(target=receiver.close), Thread(target=stop)
    ending.start()
    closing.wait(SECONDS)
    stopping.start()
    stopping.join(0.2)
    go_on.set()
    ending.join(SECONDS)
    stopping.join(SECONDS)
    assert order == ["closed", "stopped"]


def test_port_that_is_not_there_is_said_in_words() -> None:
    with pytest.raises(ReceiverLost, match="“/dev/none”打不开"):
        Receiver("/dev/none")
    with pytest.raises(ReceiverLost):
        Receiver("nonsense://x")
