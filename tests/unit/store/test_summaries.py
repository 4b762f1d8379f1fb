"""案件一览: windows of a long list are parts of one order, whether few cases fit what was typed or nearly all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from services.store import summaries
from services.store import vault as vaults
from services.store.registry import load_docket
from services.store.summaries import FEW, Chip, Summary
from services.store.vault import Vault
from tests.factories import FAST, NOW, SECRET, make_case, make_cases, make_docket, number_of

TODAY = NOW.date()
LONG = FEW + 300
CASES = (*make_cases(LONG, live=FEW + 50), make_case(serial=7))
CHIPS: tuple[Chip, ...] = ("all", "expiring", "vehicles", "homes", "unvisited", "risk", "series")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    folder = vaults.new_folder(Path(tmp_path_factory.mktemp("summaries")))
    vault = vaults.create(folder, SECRET, kind="passphrase", holder="甲", court="乙", parameters=FAST)
    load_docket(vault, make_docket(CASES))
    yield vault
    vault.close()


def urgency(row: Summary) -> tuple[Any, ...]:
    """The order, worked out by hand: live ones, the soonest day, then the oldest."""
    soonest = min(row.next_expiry or dt.date.max, row.due_on or dt.date.max)
    serial = int(row.number[row.number.index("执") + 1 : -1])
    return (not row.live, soonest, row.filed_on, int(row.number[1:5]), serial, row.number)


def whole(vault: Vault, **asked: Any) -> list[Summary]:
    return list(summaries.summaries(vault, today=TODAY, limit=len(CASES), **asked).rows)


def statements(vault: Vault, **asked: Any) -> list[str]:
    """What the database is told while a window is read."""
    told: list[str] = []
    vault.db.conn.set_trace_callback(told.append)
    summaries.summaries(vault, today=TODAY, **asked)
    vault.db.conn.set_trace_callback(None)
    return [sql for sql in told if not sql.startswith("--")]  # the index's own follow as comments


@pytest.mark.parametrize("chip", CHIPS)
@pytest.mark.parametrize("text", ["", "浙", "王", "9", "7", "h", "浙0822执900012"])
def test_windows_put_together_are_the_list_in_its_order(full: Vault, text: str, chip: Chip) -> None:
    asked: dict[str, Any] = {"text": text, "chip": chip}
    rows, joined = whole(full, **asked), []
    for offset in range(0, len(CASES), 250):
        page = summaries.summaries(full, today=TODAY, offset=offset, limit=250, **asked)
        assert page.total == len(rows)
        joined += page.rows
    assert joined == rows
    first = [row for row in rows if text == "7" and row.number == CASES[-1].number]
    assert rows == first + sorted((row for row in rows if row not in first), key=urgency)
    assert {row.number for row in rows} == set(
        summaries.numbers(full, text, chip=chip, today=TODAY, limit=len(CASES))
    )


def test_a_letter_that_fits_nearly_all_and_a_name_that_fits_few_are_counted_alike(full: Vault) -> None:
    for text in ("浙", CASES[0].debtors[0].name, "900012", "没有这个人"):
        for live in (None, True, False):
            rows = whole(full, text=text, live=live)
            assert summaries.summaries(full, text=text, live=live, today=TODAY, limit=1).total == len(rows)
    assert len(whole(full, text="浙")) == len(CASES) > FEW
    assert 0 < len(whole(full, text=CASES[0].debtors[0].name)) <= FEW


def test_whoever_types_the_number_of_a_case_sees_it_first_and_only_once(full: Vault) -> None:
    assert len(whole(full, text="7")) < len(CASES)
    for text in ("7", "900017"):
        numbers = [row.number for row in whole(full, text=text)]
        assert numbers[0] == number_of(int(text))
        assert len(set(numbers)) == len(numbers)
        later = summaries.summaries(full, text=text, today=TODAY, offset=1, limit=50).rows
        assert [row.number for row in later] == numbers[1:51]


@pytest.mark.parametrize("text", ["", "浙", "9"])
def test_a_window_of_the_long_list_is_read_without_sorting_it(full: Vault, text: str) -> None:
    for told in statements(full, text=text, limit=20):
        plan = full.db.execute(f"EXPLAIN QUERY PLAN {told}").fetchall()
        assert not [step for step in plan if "TEMP B-TREE" in step[-1]], told


def test_a_name_is_matched_once(full: Vault) -> None:
    told = statements(full, text=CASES[0].debtors[0].name, limit=20)
    assert len([t for t in told if " MATCH " in t]) == 1
