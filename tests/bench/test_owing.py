"""740 statements of a serial case over all LPR segments, with two payments each: within two seconds."""

from __future__ import annotations

import datetime as dt

from services.cases import owing
from tests.bench.conftest import tell, timed
from tests.unit.documents.test_money_statement import floating

CASES, BAR = 740, 2.0


def test_statements_of_a_serial_case() -> None:
    case, until = floating(), dt.date(2025, 12, 31)

    def whole() -> None:
        for _ in range(CASES):
            owing.account(case, until)

    seconds = min(timed(whole) for _ in range(3))
    steps = len(owing.account(case, until).steps)
    tell(f"{CASES} statements of {steps} steps: {seconds:.2f} s (bar {BAR} s)", held=seconds <= BAR)
    assert steps > 12
