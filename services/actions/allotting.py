"""案款分配: the creditors of a series read case by case, a sum shared among them, the table written out and journalled."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from services import spreadsheet
from services.actions import accounts
from services.actions.paper_events import About, write_event
from services.cases import distribution, owing
from services.cases.distribution import BadDistribution, Base, Creditor, Distribution
from services.documents import allocation_list
from services.errors import BadInput
from services.records.events import AllocationMade
from services.session import Session
from services.store import registry

__all__ = [
    "BadDistribution", "Base", "Creditor", "Made", "Progress", "Series", "creditors_in_pieces", "make", "series_of", "write",
]  # fmt: skip

_WIDTHS = (6, 28, 20, 16, 12, 16, 16)


@dataclass(frozen=True, slots=True)
class Series:
    """A series as the docket has it: its title and the numbers of its live cases."""

    title: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """So many cases of so many are read."""

    done: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A table, on paper and as a spreadsheet; `name` is what its files are called."""

    series: Series
    distribution: Distribution
    pdf: bytes
    sheet: bytes
    name: str


def series_of(session: Session, number: str) -> Series | None:
    """The series that a case belongs to; None where it stands alone."""
    case = registry.case(session.vault, number)
    if case.series is None:
        return None
    numbers = registry.of_series(session.vault, case.series.id)
    live = (one.number for one in registry.cases(session.vault, numbers) if one.live)
    return Series(case.series.title, tuple(live))


def creditors_in_pieces(
    session: Session, series: Series, on: dt.date, base: Base
) -> Generator[Progress, None, tuple[Creditor, ...]]:
    """What every case of the series is owed on a day, one case to a piece; for the vault's lane, cancellable."""
    found: list[Creditor] = []
    for number in series.numbers:
        counted = accounts.counted(session, number)
        account = owing.owing(counted.case, on, counted.lpr, counted.convention)
        found.append(distribution.creditor(counted.case, account, base))
        yield Progress(len(found), len(series.numbers))
    return tuple(found)


def make(
    session: Session, series: Series, creditors: Sequence[Creditor], typed: str, on: dt.date, base: Base, now: dt.datetime,
) -> Made:  # fmt: skip
    """Shares the sum and sets both files; for a working lane. Raises BadDistribution."""
    made = distribution.distribute(_amount(typed), creditors, on, base)
    pdf = allocation_list.pdf(made, series.title, session.court, session.officer, now, demo=session.demo)
    sheet = spreadsheet.write(allocation_list.TITLE, distribution.table(made), _WIDTHS)
    return Made(
        series=series,
        distribution=made,
        pdf=pdf,
        sheet=sheet,
        name=f"{allocation_list.TITLE}-{now:%Y%m%d%H%M}",
    )


def write(session: Session, made: Made, folder: Path, now: dt.datetime) -> tuple[Path, Path]:
    """Writes both files, or neither, where the officer asked, and into the journal that he did; they lie there in clear.

    A file that stands there is not touched. Raises BadInput where it cannot be written: then nothing is journalled.
    """
    paper, sheet = folder / f"{made.name}.pdf", folder / f"{made.name}.xlsx"
    written: list[Path] = []
    try:
        for path, raw in ((paper, made.pdf), (sheet, made.sheet)):
            with path.open("xb") as file:
                written.append(path)
                file.write(raw)
        said = AllocationMade(
            series=made.series.title,
            total=made.distribution.total,
            base=distribution.BASES[made.distribution.base],
            until=made.distribution.on,
            sums=hashlib.sha256(made.pdf + made.sheet).hexdigest(),
        )
        write_event(session, said, About(cases=made.series.numbers, matter=""), now)
    except BaseException as error:
        for path in written:
            path.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        why = "那里已有同名文件" if isinstance(error, FileExistsError) else f"{folder} 写不进去"
        raise BadInput(f"案款分配表没有写成：{why}。请换一个位置再写，日志里没有记。") from error
    return paper, sheet


def _amount(typed: str) -> Decimal:
    try:
        return Decimal(typed.replace(",", "").strip())
    except InvalidOperation as error:
        raise BadDistribution("请输入要分配的金额，如 230000 或 230000.50。") from error
