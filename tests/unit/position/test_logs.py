"""Logs of real receivers: every valid sentence used, every fix where an independent reading has it, none from damage."""

from __future__ import annotations

import copy
import os
import random
import tty
from dataclasses import dataclass
from pathlib import Path

import pytest

from services.position.fix import Fix
from services.position.nmea import Assembler
from services.position.sources import Receiver

LOGS = sorted((Path(__file__).parents[2] / "golden" / "nmea").glob("*.log"))
ROUNDS, LONG_ROUNDS = 60, 4_000
VOUCHED = ("1", "2", "3", "4", "5", "9")
log = pytest.mark.parametrize("log", LOGS, ids=lambda path: path.stem)


@dataclass(frozen=True, slots=True)
class Expected:
    """A fix by a second, simpler reading of the log: nothing is shared with the program's."""

    time: str
    latitude: float
    longitude: float
    quality: int
    satellites: int
    hdop: float


def valid(line: bytes) -> bool:
    """True for a sentence whose checksum is right."""
    body, star, stated = line.strip().lstrip(b"$").partition(b"*")
    total = 0
    for byte in body:
        total ^= byte
    return line.startswith(b"$") and star == b"*" and stated.upper() == f"{total:02X}".encode()


def degrees(text: str, side: str) -> float:
    """4807.038,N as degrees."""
    whole, minutes = text[: text.index(".") - 2], text[text.index(".") - 2 :]
    return (int(whole) + float(minutes) / 60) * (-1 if side in "SW" else 1)


def expected(raw: bytes) -> list[Expected]:
    """One fix for each second in which GGA and RMC both vouch, in the order in which the second of the two came."""
    found, place, minimum, second = [], None, None, ""
    for line in (part.strip() for part in raw.splitlines()):
        fields = line.decode("ascii", "replace").partition("*")[0].split(",")
        sort = fields[0][3:]
        if not valid(line) or sort not in ("GGA", "RMC") or not fields[1]:
            continue
        if fields[1] != second:
            second, place, minimum = fields[1], None, None
        place, minimum = (fields, minimum) if sort == "GGA" else (place, fields)
        if place and minimum:
            if minimum[2] == "A" and place[6] in VOUCHED and place[2] and minimum[9]:
                found.append(
                    Expected(
                        second, degrees(place[2], place[3]), degrees(place[4], place[5]), int(place[6]), int(place[7]),
                        float(place[8]),
                    )
                )  # fmt: skip
            place = minimum = None
    return found


def agrees(fix: Fix, wanted: Expected) -> bool:
    near = abs(fix.latitude - wanted.latitude) < 1e-8 and abs(fix.longitude - wanted.longitude) < 1e-8
    return near and (fix.quality, fix.satellites, fix.hdop) == (
        wanted.quality,
        wanted.satellites,
        wanted.hdop,
    )


@log
def test_every_valid_sentence_is_used_and_no_other(log: Path) -> None:
    raw = log.read_bytes()
    told = [line for line in raw.splitlines() if line.strip().startswith(b"$")]
    assembler = Assembler()
    assembler.feed(raw)
    assembler.finish()
    assert assembler.bad == sum(1 for line in told if not valid(line.strip()))
    assert assembler.dropped == 0


@log
def test_every_fix_is_where_a_second_reading_has_it(log: Path) -> None:
    fixes, wanted = Assembler().feed(log.read_bytes()), expected(log.read_bytes())
    assert wanted
    assert len(fixes) == len(wanted)
    assert all(agrees(fix, one) for fix, one in zip(fixes, wanted, strict=True))
    assert [fix.accuracy_m for fix in fixes] == [round(2 * one.hdop * 5, 1) for one in wanted]


@log
def test_a_log_on_a_serial_line_gives_the_same_fixes(log: Path) -> None:
    """Through a pseudo-terminal, in the lumps in which a receiver speaks."""
    far, near = os.openpty()
    tty.setraw(near)
    receiver, fixes, raw = Receiver(os.ttyname(near)), [], log.read_bytes()
    os.close(near)
    chance = random.Random(7)
    while raw:
        size = chance.randint(1, 900)
        os.write(far, raw[:size])
        raw = raw[size:]
        fixes += receiver.read()
    wanted = expected(log.read_bytes())
    while len(fixes) < len(wanted):
        fixes += receiver.read()
    receiver.close()
    os.close(far)
    assert all(agrees(fix, one) for fix, one in zip(fixes, wanted, strict=True))
    assert {fix.source for fix in fixes} == {"receiver"}


@log
def test_no_prefix_of_a_log_makes_the_reader_stumble(log: Path) -> None:
    """Byte by byte the reader stands at every prefix once; the fixes are the same as in one go."""
    assembler, found, raw = Assembler(), [], log.read_bytes()
    for at in range(len(raw)):
        found += assembler.feed(raw[at : at + 1])
    assembler.finish()
    assert found == Assembler().feed(raw)


@log
def test_a_log_may_end_at_any_byte_and_the_next_one_is_read_right(log: Path, long: bool) -> None:
    """The stream ends at a prefix, half a sentence is dropped, and another begins: --long looks at every third byte."""
    assembler, raw = Assembler(), log.read_bytes()
    after = b"".join(raw.splitlines(keepends=True)[:24])
    wanted = [(fix.latitude, fix.longitude) for fix in Assembler().feed(after)]
    for at in range(len(raw)):
        assembler.feed(raw[at : at + 1])
        if at % (3 if long else 331) == 0:
            ended = copy.deepcopy(assembler)
            ended.finish()
            assert ended.dropped - assembler.dropped in (0, 1)
            again = [(fix.latitude, fix.longitude) for fix in ended.feed(after)]
            assert again[-len(wanted) :] == wanted if wanted else not again


@log
def test_a_log_cut_anywhere_gives_the_fixes_up_to_there_and_the_next_ones_come_right(
    log: Path, long: bool
) -> None:
    raw, chance = log.read_bytes(), random.Random(11)
    whole = Assembler().feed(raw)
    for _ in range(LONG_ROUNDS // 20 if long else 12):
        cut = chance.randrange(len(raw))
        assembler = Assembler()
        before = assembler.feed(raw[:cut])
        assert before == whole[: len(before)]
        assembler.finish()
        said = {(fix.at, fix.latitude, fix.longitude) for fix in whole}
        assert {(fix.at, fix.latitude, fix.longitude) for fix in Assembler().feed(raw[cut:])} <= said


@log
def test_one_flipped_bit_never_gives_a_place_that_was_not_said(log: Path, long: bool) -> None:
    raw, chance = bytearray(log.read_bytes()[:6_000]), random.Random(13)
    places = {(f.latitude, f.longitude) for f in Assembler().feed(bytes(raw))}
    for _ in range(LONG_ROUNDS if long else ROUNDS):
        at, bit = chance.randrange(len(raw)), 1 << chance.randrange(8)
        raw[at] ^= bit
        assert {(f.latitude, f.longitude) for f in Assembler().feed(bytes(raw))} <= places
        raw[at] ^= bit


def test_random_bytes_give_nothing_and_hurt_nothing(long: bool) -> None:
    chance = random.Random(17)
    for _ in range(LONG_ROUNDS if long else ROUNDS):
        assembler = Assembler()
        noise = chance.randbytes(chance.randint(1, 4_096))
        assert assembler.feed(noise) == []
        assembler.finish()
        good = LOGS[0].read_bytes()
        assert len(assembler.feed(b"\n" + good)) == len(expected(good))


@pytest.mark.parametrize(
    ("quality", "words"), [("4", "固定解"), ("5", "浮点解"), ("2", "差分"), ("1", "单点")]
)
def test_what_the_receiver_s_own_figure_means_is_said_in_words(quality: str, words: str) -> None:
    def sentence(body: str) -> bytes:
        total = 0
        for byte in body.encode():
            total ^= byte
        return f"${body}*{total:02X}\r\n".encode()

    place = f"GNGGA,013000.00,2854.0877,N,11830.6741,E,{quality},28,0.5,88.1,M,8.3,M,1.0,0001"
    (fix,) = Assembler().feed(
        sentence(place) + sentence("GNRMC,013000.00,A,2854.0877,N,11830.6741,E,0.1,0.0,050326,,,R")
    )
    assert fix.quality_text == words
    assert fix.satellites == 28


def test_a_receiver_that_says_nothing_is_read_without_end_and_gives_no_fix() -> None:
    far, near = os.openpty()
    tty.setraw(near)
    receiver = Receiver(os.ttyname(near))
    os.close(near)
    assert [receiver.read() for _ in range(2)] == [[], []]
    assert not receiver.stopped, "silence is no loss"
    os.write(far, LOGS[0].read_bytes())
    fixes: list[Fix] = []
    while not fixes:
        fixes += receiver.read()
    receiver.close()
    os.close(far)
