"""交警协查清单: which cars the police are asked to find, what changed since the last list, and their answers row by row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from services.cases.measures import InForce, waiting_rank
from services.clock import ZONE
from services.docket.case import Case
from services.errors import BadInput
from services.identifiers import phone, plate
from services.identifiers.finding import plain
from services.records.vehicle_events import HELD, STATES, ListedCar, PoliceAnswer

HEADS = (
    "序号", "号牌号码", "号牌种类", "品牌型号", "车身颜色", "车辆识别号", "发动机号", "登记所有人", "案号", "查封文号",
    "顺位", "届满日期", "较上期", "查获情况", "查获时间", "查获地点", "查获单位", "民警", "联系电话", "备注",
)  # fmt: skip
ANSWER_HEADS = ("号牌号码", "查获情况", "查获时间", "查获地点", "查获单位", "民警", "联系电话", "备注")
WIDTHS = (6, 12, 12, 18, 8, 20, 14, 16, 26, 28, 10, 12, 8, 12, 18, 24, 20, 12, 14, 16)
_SHOWN = 30
_MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s*(\d{1,2})[:：时](\d{1,2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which of the cars: sealed on record at the vehicle office, in the first rank, with so many days of term left."""

    registered: bool = True
    first: bool = False
    least_days: int = 0

    @property
    def words(self) -> str:
        """As the list says it."""
        said = (
            "已办登记查封" if self.registered else "",
            "首封" if self.first else "",
            f"期限余 {self.least_days} 天以上" if self.least_days else "",
        )
        return "、".join(filter(None, said)) or "全部未到案车辆"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Plates that the former list lacked, and those it had and this one has not."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTrouble:
    """A row of the police's file that can't be taken: the number a spreadsheet shows beside it, and why."""

    row: int
    why: str


class BadAnswers(BadInput):
    """The police's file does not fit; nothing of it is taken, `rows` say what is wrong where."""

    def __init__(self, sentence: str, rows: Sequence[RowTrouble] = ()) -> None:
        self.rows = tuple(rows)
        super().__init__(sentence)


def at_large(
    found: Iterable[tuple[Case, tuple[InForce, ...]]], chosen: Filter, today: dt.date
) -> tuple[ListedCar, ...]:
    """The cars of live cases that are sealed, whose term runs and that nobody holds, each once, in order of plates."""
    cars: dict[str, ListedCar] = {}
    ranks: dict[str, tuple[int, int]] = {}
    held: set[str] = set()
    for case, measures in found:
        for thing in case.vehicles:
            assert thing.vehicle is not None
            own = plate.bare(thing.vehicle.plate)
            on_it = [m for m in measures if m.measure.property_id == thing.id]
            if any(m.measure.kind == "seizure" and (m.measure.held or m.measure.in_use) for m in on_it):
                held.add(own)
            best = _best(on_it, today)
            if not own or best is None or thing.unfit or not case.live or not _fits(best, chosen, today):
                continue
            rank = (waiting_rank(best.measure), -(best.days_left(today) or 0))
            row = _row(case, thing.id, best)
            cases = (*cars[own].cases, *row.cases) if own in cars else row.cases
            kept = row if own not in cars or rank < ranks[own] else cars[own]
            cars[own], ranks[own] = replace(kept, cases=cases), min(rank, ranks.get(own, rank))
    return tuple(cars[p] for p in sorted(cars) if p not in held)


def changes(before: Sequence[ListedCar], now: Sequence[ListedCar]) -> Changes:
    """What a list adds to the former one and what it leaves out."""
    old, new = {c.plate for c in before}, {c.plate for c in now}
    return Changes(added=tuple(sorted(new - old)), removed=tuple(sorted(old - new)))


def table(cars: Sequence[ListedCar], added: Iterable[str]) -> list[tuple[str, ...]]:
    """The list as rows for a spreadsheet, its head first; the answer's columns stand empty."""
    new = set(added)
    rows = [
        (
            str(n), plate.display(c.plate), c.plate_kind, c.brand, c.colour, c.vin, c.engine_number, c.owner,
            "；".join(c.cases), c.ruling, c.rank, c.expires_on.isoformat() if c.expires_on else "",
            "新增" if c.plate in new else "", "", "", "", "", "", "", "",
        )
        for n, c in enumerate(cars, 1)
    ]  # fmt: skip
    return [HEADS, *rows]


def answers(
    rows: Sequence[tuple[int, Sequence[str]]], listed: Mapping[str, ListedCar], now: dt.datetime
) -> tuple[PoliceAnswer, ...]:
    """What the police answer, from the rows of their file; rows without 查获情况 are not answered and left out.

    Raises BadAnswers with every row that is wrong: a column that is lacking, doubled or shifted, a plate not on the
    list, a state that is none, a time that is no time or still to come, a car that is reported twice.
    """
    places = _places(rows)
    found: list[PoliceAnswer] = []
    troubles: list[RowTrouble] = []
    seen: dict[str, int] = {}
    for number, cells in rows[1:]:
        given = {head: cells[at] if at < len(cells) else "" for head, at in places.items()}
        if not any(given[head] for head in ANSWER_HEADS if head != "号牌号码"):
            continue
        wrong = list(_wrong(given, listed, now))
        own = plate.check(given["号牌号码"]).value or ""
        if own in seen:
            wrong.append(f"{plate.display(own)} 在第 {seen[own]} 行已经反馈过")
        if wrong:
            troubles.append(RowTrouble(row=number, why="；".join(wrong)))
            continue
        seen[own] = number
        found.append(_answer(own, given))
    if troubles:
        first = "；".join(f"第 {t.row} 行：{t.why}" for t in troubles[:3])
        more = f"；另有 {len(troubles) - 3} 行" if len(troubles) > 3 else ""
        raise BadAnswers(f"有 {len(troubles)} 行不对，整份没有导入。{first}{more}。", troubles)
    if not found:
        raise BadAnswers("没有一行写了查获情况，没有导入。")
    return tuple(found)


def _best(on_it: Sequence[InForce], today: dt.date) -> InForce | None:
    """The measure that carries the request: one whose term runs, of the first rank, the longest."""
    running = [m for m in on_it if (left := m.days_left(today)) is not None and left >= 0]
    return min(running, key=lambda m: (waiting_rank(m.measure), -(m.days_left(today) or 0)), default=None)


def _fits(held: InForce, chosen: Filter, today: dt.date) -> bool:
    left = held.days_left(today)
    return (
        (held.measure.registered or not chosen.registered)
        and (waiting_rank(held.measure) == 0 or not chosen.first)
        and (left is not None and left >= chosen.least_days)
    )


def _row(case: Case, thing_id: str, held: InForce) -> ListedCar:
    thing = case.property(thing_id)
    assert thing is not None
    assert thing.vehicle is not None
    car = thing.vehicle
    return ListedCar(
        plate=plate.bare(car.plate), plate_kind=car.plate_kind, brand=f"{car.brand}{car.model}", colour=car.colour,
        vin=car.vin, engine_number=car.engine_number, owner=car.owner or thing.owner, cases=(case.number,),
        ruling=held.measure.ruling, rank=held.measure.rank, registered=held.measure.registered,
        expires_on=held.measure.expires_on,
    )  # fmt: skip


def _places(rows: Sequence[tuple[int, Sequence[str]]]) -> dict[str, int]:
    heads = list(rows[0][1]) if rows else []
    unknown = [h for h in heads if h and h not in HEADS]
    lacking = [h for h in ANSWER_HEADS if h not in heads]
    doubled = [h for h in ANSWER_HEADS if heads.count(h) > 1]
    if lacking or doubled or unknown:
        told = (
            f"缺少“{'”“'.join(lacking)}”" if lacking else "",
            f"重复“{'”“'.join(doubled)}”" if doubled else "",
            f"不认识“{'”“'.join(unknown[:3])}”" if unknown else "",
        )
        raise BadAnswers(
            f"第 1 行的列名不对（{'，'.join(filter(None, told))}），没有导入。请用发出去的清单表格填写，不要改列名。"
        )
    return {h: heads.index(h) for h in ANSWER_HEADS}


def _wrong(given: Mapping[str, str], listed: Mapping[str, ListedCar], now: dt.datetime) -> Iterator[str]:
    own = plate.check(given["号牌号码"])
    if own.value is None:
        yield f"“号牌号码”一栏是“{given['号牌号码'][:12]}”，不是号牌，各列可能错位"
    elif own.value not in listed:
        yield f"{plate.display(own.value)} 不在这期清单里"
    if given["查获情况"] not in STATES:
        yield f"“查获情况”一栏是“{given['查获情况'][:12]}”，应为{'、'.join(STATES)}"
    at = _moment(given["查获时间"])
    if given["查获时间"] and at is None:
        yield f"“查获时间”一栏是“{given['查获时间'][:16]}”，应如 2026-11-24 09:30"
    elif at is not None and at > now:
        yield "“查获时间”还没有到"
    if given["查获情况"] == HELD:
        yield from (f"已控制的要写“{h}”" for h in ("查获时间", "查获地点", "查获单位") if not given[h])
    if given["联系电话"] and phone.check(given["联系电话"]).errors:
        yield f"“联系电话”一栏是“{given['联系电话'][:16]}”，不是电话号码"


def _moment(text: str) -> dt.datetime | None:
    found = _MOMENT.match(plain(text))
    try:
        if found is None:
            return None
        year, month, day, hour, minute = map(int, found.groups())
        return dt.datetime(year, month, day, hour, minute, tzinfo=ZONE)
    except ValueError:
        return None


def _answer(own: str, given: Mapping[str, str]) -> PoliceAnswer:
    return PoliceAnswer(
        plate=own, state=given["查获情况"], at=_moment(given["查获时间"]), place=given["查获地点"],
        post=given["查获单位"], officer=given["民警"], phone=given["联系电话"], note=given["备注"],
    )  # fmt: skip
