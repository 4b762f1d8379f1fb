"""Printing: through a real CUPS queue on loopback, and the sentences for when there is none or it can't."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import math
import os
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pytest

from services.actions import print_service, printing, sealed
from services.demo import samples
from services.documents import catalogue
from services.errors import BadInput, Damaged
from services.records.kinds.visit import Visit
from services.session import Session
from tests import fixtures_sealed
from tests.patience import SECONDS
from tests.ports import free_port
from ui.pills import Face, read_printer

CUPSD = shutil.which("cupsd", path="/usr/sbin:/usr/bin:/sbin") or "/usr/sbin/cupsd"
PPD = "lsb/usr/cupsfilters/Generic-PDF_Printer-PDF.ppd"
QUEUE, OTHER = "FIELD-A4", "FIELD-OLD"
MOST_JOBS = 20  # that a queue holds at once
_FOLDERS = ("etc", "run/certs", "cache", "spool", "log", "tmp")
_DAEMON = """Listen 127.0.0.1:{port}
MaxJobsPerPrinter {most}
Browsing No
DefaultAuthType None
WebInterface No
LogLevel warn
<Location />
Order allow,deny
Allow localhost
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
_FILES = """SystemGroup root lpadmin
FileDevice Yes
ServerRoot {root}/etc
StateDir {root}/run
CacheDir {root}/cache
RequestRoot {root}/spool
TempDir {root}/tmp
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
"""


@dataclass
class Sink:
    """A printer's ear on loopback: keeps the bytes of every job."""

    server: socket.socket
    jobs: list[bytes] = field(default_factory=list)
    heard: threading.Condition = field(default_factory=threading.Condition)

    def listen(self) -> None:
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            with connection:
                job = b"".join(iter(functools.partial(connection.recv, 65536), b""))
            with self.heard:
                self.jobs.append(job)
                self.heard.notify_all()

    def job(self, number: int) -> bytes:
        """The bytes of the job of that number (from 0), once they have come in."""
        with self.heard:
            assert self.heard.wait_for(lambda: len(self.jobs) > number, timeout=SECONDS), (
                "nothing was printed"
            )
            return self.jobs[number]


@contextlib.contextmanager
def cut_after(most: int, server: str) -> Iterator[str]:
    """An address before the print service where all lines are cut once so many bytes have gone to it."""
    host, _, port = server.partition(":")
    ear = socket.create_server(("127.0.0.1", 0))

    room = {"up": float(most), "down": math.inf}

    def carry(source: socket.socket, target: socket.socket, way: str) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(8192):
                room[way] -= len(chunk)
                if room[way] < 0:
                    break
                target.sendall(chunk)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def both(near: socket.socket) -> None:
        with near, socket.create_connection((host, int(port))) as far:
            back = threading.Thread(target=carry, args=(far, near, "down"))
            back.start()
            carry(near, far, "up")
            back.join()

    def listen() -> None:
        lines = []
        with contextlib.suppress(OSError):
            while True:
                lines.append(threading.Thread(target=both, args=(ear.accept()[0],)))
                lines[-1].start()
        for line in lines:
            line.join()

    listening = threading.Thread(target=listen)
    listening.start()
    try:
        yield f"127.0.0.1:{ear.getsockname()[1]}"
    finally:
        with contextlib.suppress(OSError):
            ear.shutdown(socket.SHUT_RDWR)
        ear.close()
        listening.join()


def until(true: Callable[[], bool], seconds: float = SECONDS) -> None:
    """Waits for something another process does."""
    end = time.monotonic() + seconds
    pause = threading.Event()
    while not true():
        assert time.monotonic() < end, "it did not come about"
        pause.wait(0.05)


def idle(queue: str) -> None:
    """Waits until what was given to the queue before is done with."""
    until(lambda: (state := printing.state(queue)) is not None and not state.busy)


@pytest.fixture(scope="module")
def office() -> Iterator[Sink]:
    """A print service of our own with two queues that end in a sink; CUPS_SERVER points to it."""
    assert Path(CUPSD).exists(), "cups is one of the test packages that ./run sets up"
    root = Path(tempfile.mkdtemp(prefix="cups"))
    root.chmod(0o755)
    for name in _FOLDERS:
        (root / name).mkdir(parents=True, exist_ok=True)
    (root / "tmp").chmod(0o1777)
    port = free_port()
    (root / "etc" / "cupsd.conf").write_text(_DAEMON.format(port=port, most=MOST_JOBS))
    (root / "etc" / "cups-files.conf").write_text(_FILES.format(root=root))
    command = [CUPSD, "-f", "-c", str(root / "etc/cupsd.conf"), "-s", str(root / "etc/cups-files.conf")]
    daemon = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    before = os.environ.get("CUPS_SERVER")
    os.environ["CUPS_SERVER"] = f"127.0.0.1:{port}"
    sink = Sink(socket.create_server(("127.0.0.1", 0)))
    threading.Thread(target=sink.listen, daemon=True).start()
    try:
        until(
            lambda: subprocess.run(["lpstat", "-r"], capture_output=True, check=False).stdout.startswith(
                b"scheduler is r"
            )
        )
        device = f"socket://127.0.0.1:{sink.server.getsockname()[1]}"
        for name in (QUEUE, OTHER):
            add = ["lpadmin", "-p", name, "-v", device, "-m", PPD, "-o", "PageSize=A4", "-E"]
            subprocess.run(add, check=True, capture_output=True)
        yield sink
    finally:
        daemon.terminate()
        daemon.wait(SECONDS)
        sink.server.close()
        if before is None:
            del os.environ["CUPS_SERVER"]
        else:
            os.environ["CUPS_SERVER"] = before
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture(scope="module")
def paper() -> bytes:
    made = samples.sample(Visit)
    document = catalogue.document("visit_transcript")
    return document.pdf(made.subject, samples.proof(document, made))


@pytest.fixture(scope="module")
def ruling() -> bytes:
    document = catalogue.document("seizure_ruling")
    subject = next(iter(samples.case_subjects(document).values()))
    return document.pdf(subject, samples.proof(document, subject))


@pytest.fixture
def as_is(office: Sink) -> Iterator[str]:
    """A queue whose printer reads PDF by itself: nothing between the program and the printer touches the bytes."""
    device = f"socket://127.0.0.1:{office.server.getsockname()[1]}"
    add = ["lpadmin", "-p", "FIELD-PDF", "-v", device, "-m", "raw", "-E"]
    subprocess.run(add, check=True, capture_output=True)
    yield "FIELD-PDF"
    subprocess.run(["lpadmin", "-x", "FIELD-PDF"], check=True, capture_output=True)


@pytest.fixture
def one_sided(office: Sink, tmp_path: Path) -> Iterator[str]:
    """A queue whose printer knows nothing of a second side."""
    whole = Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd").read_text(encoding="utf-8")
    path = tmp_path / "one-sided.ppd"
    path.write_text(
        re.sub(r"(?ms)^\*JCLOpenUI \*Duplex.*?^\*JCLCloseUI: \*Duplex\n", "", whole), encoding="utf-8"
    )
    device = f"socket://127.0.0.1:{office.server.getsockname()[1]}"
    add = ["lpadmin", "-p", "FIELD-ONE", "-v", device, "-P", str(path), "-o", "PageSize=A4", "-E"]
    subprocess.run(add, check=True, capture_output=True)
    yield "FIELD-ONE"
    subprocess.run(["lpadmin", "-x", "FIELD-ONE"], check=True, capture_output=True)


@pytest.fixture
def holding(office: Sink) -> Iterator[str]:
    """A queue that holds back what it is given, as a printer that is busy for long."""
    add = ["lpadmin", "-p", "FIELD-HELD", "-v", "file:///dev/null", "-m", "raw", "-E"]
    subprocess.run([*add, "-o", "job-hold-until-default=indefinite"], check=True, capture_output=True)
    yield "FIELD-HELD"
    subprocess.run(["lpadmin", "-x", "FIELD-HELD"], check=True, capture_output=True)


def sides(job: bytes) -> list[str]:
    """What the job tells the printer about the sheet's sides."""
    return re.findall(r"SET DUPLEX=(ON|OFF)", job[: job.index(b"%PDF")].decode(errors="replace"))


def text(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]


def test_a_paper_reaches_the_printer_whole_on_a4_in_two_copies(office: Sink, paper: bytes) -> None:
    before = len(office.jobs)
    assert printing.print_pdf(paper, printer=QUEUE, copies=2, title="上门查找笔录 D320-00001") == QUEUE
    job = office.job(before)
    printed = job[job.index(b"%PDF") :]
    pages = printing.page_count(paper)
    said = text(printed)
    assert said == text(paper) * (len(said) // pages)  # one copy after the other, none of them torn apart
    with pypdfium2.PdfDocument(printed) as document:
        assert len(document) in (pages, 2 * pages)
        assert all(abs(page.get_width() - 595) < 2 and abs(page.get_height() - 842) < 2 for page in document)


def test_a_sealed_paper_reaches_the_printer_as_the_court_issued_it_byte_for_byte_in_its_two_copies(
    office: Sink, as_is: str, session: Session
) -> None:
    paper = fixtures_sealed.hand_down(session, samples.docket().cases[0].number, copies=3)
    before = len(office.jobs)
    raw = sealed.take_copies(session, paper.id, 2, as_is, samples.NOW)
    assert printing.print_pdf(raw, printer=as_is, copies=2, title=f"{paper.name} {paper.number}") == as_is
    job = office.job(before)
    assert len(job) == 2 * paper.size
    copies = (job[: paper.size], job[paper.size :])
    assert [hashlib.sha256(copy).hexdigest() for copy in copies] == [paper.digest] * 2
    state = sealed.state(session, paper.id)
    assert (state.printed, state.left, state.runs) == (2, 1, 1)


def test_a_sealed_paper_keeps_its_words_and_its_two_copies_where_the_queue_readies_it_for_the_printer(
    office: Sink, session: Session
) -> None:
    paper = fixtures_sealed.hand_down(session, samples.docket().cases[0].number)
    before = len(office.jobs)
    raw = sealed.take_copies(session, paper.id, 2, QUEUE, samples.NOW)
    printing.print_pdf(raw, printer=QUEUE, copies=2, two_sided=True)
    job = office.job(before)
    printed = text(job[job.index(b"%PDF") :])
    assert printed in (text(raw), text(raw) * 2)  # the printer may be told to make the second copy by itself
    assert len(printed) == 2 * paper.pages or copies_asked(job) == 2
    assert sealed.state(session, paper.id).left == 0


def copies_asked(job: bytes) -> int:
    """How often the printer is told to print the job."""
    told = re.search(rb"SET (?:QTY|COPIES)=(\d+)", job[: job.index(b"%PDF")])
    return int(told[1]) if told else 1


def test_a_ruling_is_printed_on_both_sides_and_a_form_on_one(office: Sink, ruling: bytes) -> None:
    before = len(office.jobs)
    assert all(printer.two_sided for printer in printing.printers())
    printing.print_pdf(ruling, printer=QUEUE, two_sided=True)
    assert sides(office.job(before)) == ["ON"]
    printing.print_pdf(ruling, printer=QUEUE)
    assert "ON" not in sides(office.job(before + 1))


def test_a_printer_that_cannot_turn_the_sheet_is_known_and_prints_single_pages(
    office: Sink, one_sided: str, ruling: bytes
) -> None:
    assert not next(p for p in printing.printers() if p.name == one_sided).two_sided
    before = len(office.jobs)
    printing.print_pdf(ruling, printer=one_sided, two_sided=True)
    assert "ON" not in sides(office.job(before))


def test_the_queues_are_listed_and_one_must_be_chosen_where_there_are_several(
    office: Sink, paper: bytes
) -> None:
    assert {printer.name for printer in printing.printers()} == {QUEUE, OTHER}
    with pytest.raises(printing.NoPrinter, match="还没有选定"):
        printing.print_pdf(paper)


def test_the_default_printer_comes_first_and_is_used(office: Sink, paper: bytes) -> None:
    subprocess.run(["lpadmin", "-d", OTHER], check=True, capture_output=True)
    assert [printer.name for printer in printing.printers()] == [OTHER, QUEUE]
    before = len(office.jobs)
    assert printing.print_pdf(paper) == OTHER
    office.job(before)  # the next test counts from here


def test_a_printer_that_was_taken_away_is_named(office: Sink, paper: bytes) -> None:
    with pytest.raises(printing.NoPrinter, match="“旧打印机”不在了，文书已存好"):
        printing.print_pdf(paper, printer="旧打印机")


def test_a_paused_printer_takes_no_paper(office: Sink, paper: bytes) -> None:
    subprocess.run(["cupsdisable", QUEUE], check=True, capture_output=True)
    try:
        with pytest.raises(printing.PrinterTrouble, match="已暂停，文书已存好"):
            printing.print_pdf(paper, printer=QUEUE)
    finally:
        subprocess.run(["cupsenable", QUEUE], check=True, capture_output=True)


def test_the_header_hears_whether_the_chosen_printer_is_there_and_ready(office: Sink) -> None:
    assert printing.state("旧打印机") is None
    idle(QUEUE)
    ready = printing.state(QUEUE)
    assert ready is not None
    assert (ready.name, ready.trouble) == (QUEUE, "")
    assert QUEUE in printing.names()
    subprocess.run(["cupsdisable", QUEUE], check=True, capture_output=True)
    try:
        paused = printing.state(QUEUE)
        assert paused is not None
        assert paused.trouble == "已暂停"
    finally:
        subprocess.run(["cupsenable", QUEUE], check=True, capture_output=True)


def test_a_print_service_that_breaks_off_amid_a_paper_is_told_and_the_paper_goes_out_whole_later(
    office: Sink, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, server = len(office.jobs), os.environ["CUPS_SERVER"]
    with cut_after(len(paper) // 2, server) as cut:
        monkeypatch.setenv("CUPS_SERVER", cut)
        with pytest.raises(printing.PrinterTrouble, match=r"(没有接受|没有确认收下|只收到半份).*文书已存好"):
            printing.print_pdf(paper, printer=QUEUE)
    monkeypatch.setenv("CUPS_SERVER", server)
    assert printing.print_pdf(paper, printer=QUEUE) == QUEUE
    job = office.job(before)
    assert text(job[job.index(b"%PDF") :]) == text(paper)


def test_a_job_that_lp_calls_taken_is_asked_after_at_the_print_service(
    office: Sink, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = subprocess.run(
        ["lp", "-d", QUEUE, "-"], input=paper, check=True, capture_output=True, env=print_service.plain()
    ).stdout.decode()
    assert print_service.has_whole(QUEUE, said, len(paper)) is True
    assert print_service.has_whole(QUEUE, said, 2 * len(paper) + 2048) is False
    idle(QUEUE)  # that cancelled it, but perhaps too late
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{free_port()}")
    assert print_service.has_whole(QUEUE, said, len(paper)) is None


def test_a_printer_that_vanishes_amid_a_job_is_told_until_the_paper_is_printed_anew(
    office: Sink, paper: bytes
) -> None:
    gone = socket.create_server(("127.0.0.1", 0))
    device = f"socket://127.0.0.1:{gone.getsockname()[1]}"
    subprocess.run(
        ["lpadmin", "-p", "FIELD-GONE", "-v", device, "-m", PPD, "-o", "PageSize=A4", "-E"],
        check=True,
        capture_output=True,
    )
    try:
        assert printing.print_pdf(paper, printer="FIELD-GONE") == "FIELD-GONE"  # the queue has it
        with gone.accept()[0] as connection:
            gone.close()
            connection.recv(1)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        # cut amid the job, and nobody listens there any more

        def told() -> bool:
            state = printing.state("FIELD-GONE")
            return state is not None and state.broken_off and not state.busy

        until(told)
        until(lambda: read_printer("FIELD-GONE") == Face("上一份没印完", "bad", "没印完"))
        back = f"socket://127.0.0.1:{office.server.getsockname()[1]}"
        subprocess.run(["lpadmin", "-p", "FIELD-GONE", "-v", back], check=True, capture_output=True)
        before = len(office.jobs)
        printing.print_pdf(
            paper, printer="FIELD-GONE"
        )  # it is plugged in again, and the paper is printed anew
        job = office.job(before)
        assert text(job[job.index(b"%PDF") :]) == text(paper)
        until(lambda: not told())
    finally:
        subprocess.run(["cancel", "-a", "FIELD-GONE"], check=False, capture_output=True)
        subprocess.run(["lpadmin", "-x", "FIELD-GONE"], check=True, capture_output=True)


def test_a_queue_that_refuses_jobs_says_that_the_paper_is_kept(office: Sink, paper: bytes) -> None:
    subprocess.run(["cupsreject", QUEUE], check=True, capture_output=True)
    try:
        with pytest.raises(printing.PrinterTrouble, match="没有接受这份文书，文书已存好"):
            printing.print_pdf(paper, printer=QUEUE)
    finally:
        subprocess.run(["cupsaccept", QUEUE], check=True, capture_output=True)


def test_without_a_print_service_there_is_a_sentence(paper: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{free_port()}")
    assert printing.printers() == ()
    with pytest.raises(printing.NoPrinter, match="没有可用的打印机，文书已存好"):
        printing.print_pdf(paper)


def test_without_the_print_commands_there_is_the_same_sentence(
    paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert not printing.by_command()
    with pytest.raises(printing.NoPrinter, match="没有可用的打印机"):
        printing.print_pdf(paper)


@pytest.mark.parametrize("copies", [0, -1, 100])
def test_an_odd_number_of_copies_is_refused(paper: bytes, copies: int) -> None:
    with pytest.raises(BadInput, match="份数应在 1 到 99 之间"):
        printing.print_pdf(paper, copies=copies)


def test_pages_come_as_pictures_on_white_two_at_once(paper: bytes) -> None:
    count = printing.page_count(paper)
    shown = printing.pages(paper, 0, 2, width=620)
    assert len(shown) == 2
    assert len(printing.pages(paper, count - 1, 2, width=620)) == 1
    for page in shown:
        assert page.width in (620, 621)
        assert len(page.rgb) == page.width * page.height * 3
        assert page.rgb[:3] == b"\xff\xff\xff"
        assert min(page.rgb) < 60


def test_two_threads_may_ask_for_pages_at_once(paper: bytes) -> None:
    with ThreadPoolExecutor(2) as pool:
        drawn = list(pool.map(lambda _: printing.pages(paper, 0, 1, width=310), range(40)))
        counts = set(pool.map(printing.page_count, [paper] * 40))
    assert len({page.rgb for (page,) in drawn}) == 1
    assert len(counts) == 1


def test_a_damaged_paper_is_refused_in_words() -> None:
    with pytest.raises(Damaged, match="已损坏"):
        printing.page_count(b"%PDF-1.7 nothing")


def test_a_queue_that_is_full_says_so_and_takes_more_later(holding: str, paper: bytes) -> None:
    for _ in range(MOST_JOBS):
        assert printing.print_pdf(paper, printer=holding) == holding
    with pytest.raises(printing.PrinterTrouble, match="排队的份数已到上限"):
        printing.print_pdf(paper, printer=holding)
    subprocess.run(["cancel", "-a", holding], check=True, capture_output=True)
    assert printing.print_pdf(paper, printer=holding) == holding
