"""The exchange where it is large: many records, a film of 2 GB, fifty terminals at once, a hub's whole backup."""

from __future__ import annotations

import os
import statistics
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import psutil
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from sqlalchemy import insert

from services import clock
from services.actions import exchanging
from services.actions.docking import Docking, run
from services.actions.steps import Exchanged
from services.entries.entry import Entry, compose, decode, link
from services.hub import answering, backup, schema
from services.hub.store import insert_all, upsert
from services.store import attachments, exchanged, journal
from services.store.exchanged import Receipted
from services.sync import messages
from services.sync.client import Line
from services.sync.messages import Answer, Ask
from tests.bench.conftest import NOW, p95, tell, timed
from tests.bench.test_exchange import NOTE, take_photos, write
from tests.bench.test_stalls import Heartbeat, told
from tests.factories import make_unsigned, number_of
from tests.faults.lines import Cut, proxy
from tests.fixtures_hub import Rover, Served
from ui.background import Background

FILM, CUTS = 2_000_000_000, 8
TLS = 1 + 22 / 16_384  # what a record of TLS 1.3 adds to its content
TERMINALS, RECORDS, PHOTOS, PHOTO = 50, 200, 10, 200_000
MEGABYTE = 1_000_000

Rove = Callable[[int], Rover]


class Peak:
    """The most memory that a process has held while something ran, beyond what it held before; in bytes."""

    def __init__(self, pid: int | None = None) -> None:
        self._process = psutil.Process(pid)
        self.before = self.most = self._process.memory_info().rss
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._ended.wait(0.02):
            self.most = max(self.most, self._process.memory_info().rss)

    def extra(self) -> int:
        """Ends the watch."""
        self._ended.set()
        self._thread.join()
        return self.most - self.before


class Film:
    """Bytes that nobody holds: a stream to read from, as large as asked."""

    def __init__(self, size: int) -> None:
        self._left, self._piece = size, os.urandom(1 << 20)

    def read(self, size: int = -1) -> bytes:
        """The next bytes; no two pieces are alike, so that nothing is saved by leaving one out."""
        taken = min(self._left, len(self._piece) if size < 0 else min(size, len(self._piece)))
        self._left -= taken
        return (self._left.to_bytes(8, "big") + self._piece[8:taken])[:taken] if taken else b""


def no_news(rover: Rover, hub: Served, rounds: int = 100) -> tuple[float, float]:
    """An exchange without news over one kept line: milliseconds by the clock, and of work on both sides together.

    On a busy machine the work says more than the clock.
    """
    assert hub.process is not None
    there = psutil.Process(hub.process.pid)
    line = Line(exchanging.address(rover.session), exchanging.nonce(rover.session))
    run(Docking(rover.session, line, clock.now).steps())
    begun = time.process_time() + sum(there.cpu_times()[:2])
    times = [timed(lambda: run(Docking(rover.session, line, clock.now).steps())) for _ in range(rounds)]
    work = time.process_time() + sum(there.cpu_times()[:2]) - begun
    line.close()
    return statistics.median(times) * 1000, work / rounds * 1000


def grow(hub: Served, rover: Rover, size: int) -> None:
    """As many entries on both sides, put into the tables as they are with the hub's receipt for them.

    Each is composed and linked; only the last is signed, which is the one that speaks for those before it.
    """
    vault, desk = rover.session.vault, hub.desk
    at = journal.head(vault)
    while at.seq < size:
        rows = []
        for seq in range(at.seq + 1, min(size, at.seq + 20_000) + 1):
            unsigned = make_unsigned(number_of(900001), body=_said(seq))
            raw = compose(unsigned, at.device, seq, at.link)
            signature = vault.identities.signing.sign(raw) if seq % 20_000 == 0 else bytes(64)
            at = journal.Head(at.device, seq, link(raw, signature))
            rows.append(decode(raw, signature, "ed25519"))
        with exchanged.together(vault):
            for made in rows:
                journal.insert(vault.db, made)
        with desk.store.writing() as connection:
            insert_all(connection, schema.entry, [_row(e.seq, e.raw) | _place(e) for e in rows])
            stands = {"device": at.device, "seq": at.seq, "link": at.link, "named": 0, "held": 0}
            upsert(connection, schema.chain, [stands])
    raw = answering.receipt(desk, at.device, at.seq, at.link, 0, clock.now())
    said = messages.read_receipt(raw, hub_key=desk.keys.signing.public, hub=desk.policy.hub_id)
    kept = Receipted(
        device=said.device,
        seq=said.seq,
        link=said.link,
        named=0,
        held=0,
        epoch=said.epoch,
        at=said.at,
        raw=raw,
    )
    exchanged.keep_receipt(vault, kept, (), complete=True)
    desk.store.close()


def _place(entry: Entry) -> dict[str, object]:
    return {"device": entry.device, "seq": entry.seq, "id": entry.id, "link": entry.link}


def test_an_exchange_without_news_takes_as_long_with_a_million_records(
    hub: Served, rover: Rover, long: bool
) -> None:
    """The million in the long form; `FIELDWORK_RECORDS` names other sizes."""
    usual = "1000,100000,1000000" if long else "1000,100000"
    told = []
    for size in map(int, os.environ.get("FIELDWORK_RECORDS", usual).split(",")):
        grow(hub, rover, size)
        rover.record("一条新的")
        done = rover.exchange()
        assert (done.entries, done.proof.entries) == (1, size + 1)
        told.append((size, *no_news(rover, hub)))
    work = [ms for _, _, ms in told]
    said = ", ".join(f"{n:,} records {ms:.1f} ms, {ms_of_work:.1f} of work" for n, ms, ms_of_work in told)
    tell(f"exchange without news: {said}", held=max(work) <= 1.5 * min(work) + 1)


def test_a_film_of_two_gigabytes_goes_up_in_little_memory_and_loses_little_per_cut(
    hub: Served, rover: Rover
) -> None:
    size = int(os.environ.get("FIELDWORK_FILM", FILM))
    sealed = attachments.seal(
        rover.session.vault,
        Film(size),
        media_type="video/mp4",
        role="film",
        name="film.mp4",  # type: ignore[arg-type]
    )
    with exchanged.together(rover.session.vault):
        film = attachments.register(rover.session.vault, sealed)
    journal.append(rover.session.vault, make_unsigned(number_of(900001), attachments=(film,)))
    assert hub.process is not None
    every = size // (CUTS + 1)

    def next_cut() -> Cut:
        return Cut(up=every)

    with proxy(hub.port, next_cut) as line:
        here, there = Peak(), Peak(hub.process.pid)
        seconds = timed(lambda: rover.exchange_by(line.port))
        extra = here.extra(), there.extra()
        sent = line.up
    lost = (sent - size * TLS) / max(1, line.cuts)
    tell(
        f"a film of {size / 1e9:.1f} GB: {size / seconds / 1e6:.0f} MB/s, {extra[0] / 1e6:.0f} MB more at the terminal,"
        f" {extra[1] / 1e6:.0f} MB at the hub (bar 64), {lost / 1000:.0f} KB sent twice per cut of {line.cuts} (bar 256)",
        held=max(extra) <= 64 * MEGABYTE and lost <= 256 * 1024,
    )


def test_fifty_terminals_at_once(hub: Served, rove: Rove) -> None:
    """Each on cases of its own, as fifty officers are; their threads share one interpreter with each other."""
    rovers = [rove(1) for _ in range(TERMINALS)]
    for number, rover in enumerate(rovers):
        rover.exchange()
        with exchanged.together(rover.session.vault):
            for n in range(RECORDS):
                journal.append(rover.session.vault, make_unsigned(number_of(910_000 + number), body=_said(n)))
        for _ in range(PHOTOS):
            rover.record("", (os.urandom(PHOTO),), number_of(910_000 + number))
    replies: list[float] = []
    with ThreadPoolExecutor(TERMINALS) as pool:
        begun = time.perf_counter()
        for done in pool.map(partial(_in_a_thread, replies), rovers):
            assert done.proof.complete
        seconds = time.perf_counter() - begun
    late = p95(replies) * 1000
    tell(
        f"{TERMINALS} terminals at once, {RECORDS} records and {PHOTOS} photos each: all done in {seconds:.1f} s (bar 60),"
        f" p95 of a reply {late:.0f} ms",
        held=seconds <= 60,
    )


def _said(number: int) -> dict[str, object]:
    return {"values": {"outcome": "无人", "note": f"{number} {NOTE}"}}


def _in_a_thread(replies: list[float], rover: Rover) -> Exchanged:
    line = Line(exchanging.address(rover.session), exchanging.nonce(rover.session), stall_s=60)
    asking = line.ask

    def ask(asked: Ask) -> Answer:
        begun = time.perf_counter()
        answer = asking(asked)
        replies.append(time.perf_counter() - begun)
        return answer

    line.ask = ask  # type: ignore[method-assign]
    with closing(line):
        return run(Docking(rover.session, line, clock.now).steps())


def test_the_screen_keeps_turning_while_five_thousand_records_and_a_hundred_photos_go_up(
    hub: Served, rover: Rover, qapp: QApplication, background: Background
) -> None:
    stalls = []
    for _ in range(3):
        write(rover, 5_000)
        take_photos(rover, 100)
        docking = Docking(rover.session, Line(exchanging.address(rover.session)), clock.now)
        beat = Heartbeat()
        _on_the_lanes(docking, background)
        stalls.append(beat.stop())
        docking.close()
    told("5,000 records and 100 photos go up", stalls)
    assert exchanged.waiting(rover.session.vault).entries == 0


def _on_the_lanes(docking: Docking, background: Background) -> None:
    """As ui/docking.py does it: each work on its lane, the screen's loop turning meanwhile."""
    loop, steps = QEventLoop(), docking.steps()

    def go_on(result: object) -> None:
        try:
            work = next(steps) if result is None else steps.send(result)
        except StopIteration:
            loop.quit()
            return
        background.run(work.do, then=go_on, failed=broken, lane=work.lane)

    def broken(error: Exception) -> None:
        loop.quit()
        raise error

    go_on(None)
    loop.exec()


def test_a_backup_of_a_large_hub_takes_little_memory(hub: Served, tmp_path: Path) -> None:
    """200,000 entries of 2 KB, put into the table as they are; nothing else is measured than the backup and its way back."""
    opened = hub.desk
    raw = os.urandom(1_000).hex().encode()
    with opened.store.writing() as connection:
        for start in range(0, 200_000, 5_000):
            connection.execute(insert(schema.entry), [_row(n, raw) for n in range(start, start + 5_000)])
    watch = Peak()
    seconds = timed(lambda: backup.back_up(opened, tmp_path / "safe", NOW))
    extra = watch.extra()
    tell(
        f"a backup of 200,000 entries (0.4 GB): {seconds:.1f} s, {extra / 1e6:.0f} MB more memory (bar 64)",
        held=extra <= 64 * MEGABYTE,
    )


def _row(number: int, raw: bytes) -> dict[str, object]:
    return {
        "device": "d", "seq": number + 1, "id": str(number), "kind": "visit", "made_at": "", "link": "", "algorithm": "",
        "signature": b"", "raw": raw, "carrier": "d", "arrived_at": "",
    }  # fmt: skip
