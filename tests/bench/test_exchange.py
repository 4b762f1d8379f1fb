"""The exchange's bars: entries and photos a second on loopback, TLS and encryption on, and what one without news takes."""

from __future__ import annotations

import os
import random
import statistics
from collections.abc import Callable

from services import clock
from services.actions import exchanging
from services.actions.docking import Docking, run
from services.store import exchanged, journal
from services.sync.client import Line
from tests.bench.conftest import p95, tell, timed
from tests.factories import make_cases, make_unsigned, number_of
from tests.faults.lines import often, proxy
from tests.fixtures_hub import OFFICERS, Rover, Served, hub_rows

RECORDS, PHOTOS, PHOTO = 5_000, 100, 500_000
ROUNDS = 60
LINE = 12_500_000
NOTE = "门口停着一辆白色轿车，车牌被布遮住。" * 6

Rove = Callable[[int], Rover]


def write(rover: Rover, count: int) -> None:
    """Records of about 0.9 KB, as many in one transaction as the vault takes."""
    with exchanged.together(rover.session.vault):
        for n in range(count):
            unsigned = make_unsigned(
                number_of(900001), body={"values": {"outcome": "无人", "note": f"{n} {NOTE}"}}
            )
            journal.append(rover.session.vault, unsigned)


def take_photos(rover: Rover, count: int) -> None:
    for _ in range(count):
        rover.record("", (os.urandom(PHOTO),))


def test_records_photos_and_nothing(hub: Served, rove: Rove) -> None:
    rover = rove(1)
    rover.exchange()
    write(rover, RECORDS)
    seconds = timed(rover.exchange)
    rate = RECORDS / seconds
    tell(
        f"exchange up: {rate:,.0f} records/s ({RECORDS:,} in {seconds:.2f} s; bar 10,000)",
        held=rate >= 10_000,
    )
    take_photos(rover, PHOTOS)
    seconds = timed(rover.exchange)
    rate = PHOTOS * PHOTO / seconds / 1e6
    tell(f"photos up: {rate:.0f} MB/s ({PHOTOS} of {PHOTO // 1000} KB; bar 80)", held=rate >= 80)
    line = Line(exchanging.address(rover.session), exchanging.nonce(rover.session))
    run(Docking(rover.session, line, clock.now).steps())
    times = [
        timed(lambda: run(Docking(rover.session, line, clock.now).steps())) * 1000 for _ in range(ROUNDS)
    ]
    line.close()
    middle, late = statistics.median(times), p95(times)
    tell(f"exchange without news: {middle:.1f} ms, p95 {late:.1f} ms (bar 5)", held=middle <= 5)
    assert hub_rows(hub, rover.session.device) == rover.rows()


def test_the_first_download_of_ten_thousand_cases(hub: Served, rove: Rove) -> None:
    rover = rove(1)
    hub.keep(OFFICERS[0], make_cases(10_000))
    loaded = []
    seconds = timed(lambda: loaded.append(rover.exchange().loaded))
    tell(f"first download of 10,000 cases: {seconds:.2f} s (bar 2)", held=seconds <= 2)
    assert loaded[0] is not None
    assert loaded[0].total == 10_000


def test_a_line_that_is_cut_every_50_kb_to_1_mb(hub: Served, rove: Rove) -> None:
    rover = rove(1)
    carried, took = [], []
    for cut in (False, True):
        write(rover, RECORDS)
        take_photos(rover, PHOTOS)
        cuts = often(random.Random(11), 50_000, 1_000_000)
        with proxy(hub.port, cuts, rate=LINE) if cut else proxy(hub.port, rate=LINE) as line:
            took.append(timed(lambda port=line.port: rover.exchange_by(port)))  # type: ignore[misc]
            carried.append(line.up)
            told = line.cuts
    ratio, slower = carried[1] / carried[0], took[1] / took[0]
    tell(
        f"line cut every 50 KB to 1 MB: complete after {told} cuts, {ratio:.3f} x the bytes (bar 1.05),"
        f" {slower:.2f} x the time (bar 3)",
        held=ratio <= 1.05 and slower <= 3,
    )
    assert hub_rows(hub, rover.session.device) == rover.rows()
