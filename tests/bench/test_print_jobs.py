"""740 notices of a serial case through a real CUPS queue on loopback, one job each: how long the last has been taken in."""

from __future__ import annotations

import dataclasses
import hashlib
import subprocess
import time
from collections.abc import Iterator

import pytest

from services.actions import printing
from services.demo import samples
from services.documents import catalogue
from tests.bench.conftest import tell
from tests.unit.actions.test_printing import MOST_JOBS, PPD, Sink, office, until

__all__ = ["office"]  # the print service of the printing tests, started here once more

HOUSEHOLDS, HOUR = 740, 3600.0


@pytest.fixture
def queue(office: Sink) -> Iterator[str]:
    """A queue with the filters of a real printer, which is not asked for its ink: a sink has none and answers late."""
    device = f"socket://127.0.0.1:{office.server.getsockname()[1]}/?snmp=false"
    add = ["lpadmin", "-p", "FIELD-740", "-v", device, "-m", PPD, "-o", "PageSize=A4", "-E"]
    subprocess.run(add, check=True, capture_output=True)
    yield "FIELD-740"
    subprocess.run(["lpadmin", "-x", "FIELD-740"], check=True, capture_output=True)


@pytest.mark.long
def test_a_notice_for_each_of_740_households_is_printed_once(office: Sink, queue: str) -> None:
    document = catalogue.document("execution_notice")
    subject = samples.case_subjects(document)["一名被执行人"]
    jobs = []
    for number in range(1, HOUSEHOLDS + 1):
        case = dataclasses.replace(subject.case, number=f"（2026）浙0822执{906_000 + number}号")
        one = dataclasses.replace(subject, case=case)
        jobs.append((case.number, document.pdf(one, samples.proof(document, one))))
    begun = time.perf_counter()
    for given, (number, pdf) in enumerate(jobs):
        if given >= MOST_JOBS:
            until(lambda: len(office.jobs) > given - MOST_JOBS, seconds=HOUR)  # noqa: B023
        assert printing.print_pdf(pdf, printer=queue, title=number) == queue
    taken_in = time.perf_counter() - begun
    until(lambda: len(office.jobs) == HOUSEHOLDS, seconds=HOUR)
    printed = time.perf_counter() - begun
    assert len({hashlib.sha256(job).digest() for job in office.jobs}) == HOUSEHOLDS
    tell(
        f"{HOUSEHOLDS} notices, a print job each: taken in by cups in {taken_in:.0f} s "
        f"({1000 * taken_in / HOUSEHOLDS:.0f} ms a job), at the printer after {printed:.0f} s"
    )
