"""一次行动、多个案件: numbers typed as a range or list, each looked up in the docket; what does not fit is told by name."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from services.errors import BadInput
from services.identifiers import case_number
from services.session import Session
from services.store import registry

PIECE = 20
MOST = 5000


@dataclass(frozen=True, slots=True)
class Exceptional:
    """A number that was asked for and is left out, and why."""

    number: str
    why: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cases of one act in the order asked, and those that were left out."""

    cases: tuple[str, ...]
    exceptions: tuple[Exceptional, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """How far the look-up has come."""

    done: int
    total: int


def numbers(text: str) -> tuple[str, ...]:
    """Every single number of ranges and lists (执101号至执840号、执901号). Raises BadCaseNumber, BadInput for too many."""
    found = tuple(dict.fromkeys(str(number) for number in case_number.expand(text)))
    if len(found) > MOST:
        raise BadInput(f"一次最多 {MOST:,} 案，这里写了 {len(found):,} 案。请分几次记。")
    return found


def in_pieces(session: Session, text: str) -> Generator[Checked, None, Chosen]:
    """Looks each number up, a few at a time, so that saving gets in between; nothing is written. Raises as `numbers`."""
    wanted = numbers(text)
    fit: list[str] = []
    left_out: list[Exceptional] = []
    for start in range(0, len(wanted), PIECE):
        piece = wanted[start : start + PIECE]
        known = {case.number: case for case in registry.cases(session.vault, piece)}
        for number in piece:
            case = known.get(number)
            if case is None:
                left_out.append(Exceptional(number, "不在本机的承办案件册里"))
            elif not case.live:
                left_out.append(Exceptional(number, f"已经{case.state}"))
            elif not case.debtors:
                left_out.append(Exceptional(number, "案件册里没有被执行人"))
            else:
                fit.append(number)
        yield Checked(min(start + PIECE, len(wanted)), len(wanted))
    return Chosen(tuple(fit), tuple(left_out))


def whole(session: Session, text: str) -> Chosen:
    """All pieces at once."""
    pieces = in_pieces(session, text)
    while True:
        try:
            next(pieces)
        except StopIteration as stop:
            found: Chosen = stop.value
            return found


def series(session: Session, number: str) -> str:
    """The numbers of the series that a case belongs to, written as ranges; "" for a case that stands by itself."""
    own = registry.case(session.vault, number).series
    found = registry.of_series(session.vault, own.id) if own is not None else ()
    if len(found) < 2:
        return ""
    return "、".join(_ranges([case_number.parse(n) for n in found]))


def _ranges(ordered: list[case_number.CaseNumber]) -> list[str]:
    """Runs of numbers that follow one another, each as its first and last."""
    runs: list[list[case_number.CaseNumber]] = []
    for number in sorted(ordered, key=lambda n: (n.year, n.court, n.type_code, n.number)):
        last = runs[-1][-1] if runs else None
        follows = last is not None and number.number == last.number + 1
        same = last is not None and (number.year, number.court, number.type_code) == (
            last.year,
            last.court,
            last.type_code,
        )
        if follows and same:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}至{run[-1]}" for run in runs]
