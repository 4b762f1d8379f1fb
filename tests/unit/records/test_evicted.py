"""A stage of an eviction starts with what the earlier ones said, and what two terminals number never meets."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from services.records import evicted
from services.records.belongings_duties import room_label
from services.records.declared import Happening
from services.records.draft import Draft
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_collect import EvictionCollect
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_handover import EvictionHandover
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.kinds.eviction_plan import EvictionPlan
from services.records.kinds.eviction_room import EvictionRoom
from services.records.kinds.eviction_storage import EvictionStorage
from services.records.record import Record, Setting, Start
from tests.factories import make_officer
from tests.unit.records import cleared
from tests.unit.records.cleared import AT, CASE, entered
from tests.unit.records.seized import FIX

DEVICE = "01935a00-0000-7000-8000-00000000d320"
OFFICERS = (make_officer(1), make_officer(2))
NOTICE, PLAN, DAY = (
    EvictionNotice(**cleared.notice(until=dt.date(2026, 11, 12))),
    EvictionPlan(**cleared.plan()),
    EvictionDay(**cleared.day()),
)
BEDROOM = EvictionRoom(**cleared.room())


def begun(
    kind: type[Record], *related: Happening, drafts: tuple[Draft, ...] = (), **changes: Any
) -> dict[str, Any]:
    """What a stage starts with."""
    start = Start(
        cases=(CASE,), officers=OFFICERS, now=AT, position=FIX, subject="h1", related=related, open_drafts=drafts,
        device=DEVICE,
    )  # fmt: skip
    return {n: v for n, v in kind.prefilled(dataclasses.replace(start, **changes)).items() if v is not None}


def test_every_answer_a_stage_starts_with_is_one_of_its_questions() -> None:
    told = entered(NOTICE, PLAN, DAY, BEDROOM, EvictionClose(**cleared.close()))
    for kind in (
        EvictionNotice, EvictionPlan, EvictionDay, EvictionRoom, EvictionClose, EvictionHandover, EvictionStorage,
        EvictionCollect,
    ):  # fmt: skip
        assert set(begun(kind, *told)) <= set(kind.fields()), kind.code


def test_a_posting_starts_with_the_courts_notice() -> None:
    filled = begun(EvictionNotice)
    assert (filled["number"], filled["until"]) == (cleared.NOTICE.number, cleared.UNTIL)
    assert (filled["place"], filled["vacators"]) == (cleared.HOUSE, "何岩松")
    assert filled["certificate"].startswith("浙（2021）")


def test_what_the_posting_said_stands_above_the_docket() -> None:
    filled = begun(EvictionDay, *entered(NOTICE))
    assert filled["notice_until"] == dt.date(2026, 11, 12)
    assert filled["occupants"] == (cleared.FATHER,)
    assert filled["frail"] == ("老人",)
    assert "care" not in filled, "what was done on the day is not what was planned"


def test_a_plan_knows_who_lives_there() -> None:
    filled = begun(EvictionPlan, *entered(NOTICE))
    assert (filled["occupants"], filled["tenancy"]) == ((cleared.FATHER,), "无租赁")
    assert filled["notice_served_on"] == dt.date(2026, 7, 1)


def test_rooms_are_marked_one_after_the_other_and_witnesses_stay() -> None:
    letters = evicted.tablet_letters(DEVICE)
    first = begun(EvictionRoom, *entered(DAY))
    assert first["mark"] == f"{letters}1"
    assert "present" not in first
    counted = EvictionRoom(**cleared.room(mark=first["mark"]))
    second = begun(EvictionRoom, *entered(DAY, counted))
    assert second["mark"] == f"{letters}2"
    assert second["present"] == (cleared.COMMUNITY, cleared.NOTARY)


def test_a_room_still_being_written_keeps_its_mark() -> None:
    letters = evicted.tablet_letters(DEVICE)
    writing = Draft(
        id="d", kind="eviction_room", version=1, cases=(CASE.number,), officers=(), started_at=AT,
        values={"mark": f"{letters}4"},
    )  # fmt: skip
    assert begun(EvictionRoom, drafts=(writing,))["mark"] == f"{letters}5"


def test_marks_of_two_terminals_never_meet() -> None:
    other = "01935a00-0000-7000-8000-00000000d321"
    marks = {begun(EvictionRoom, *entered(BEDROOM), device=device)["mark"] for device in (DEVICE, other)}
    assert len(marks) == 2
    letters = {evicted.tablet_letters(f"01935a00-0000-7000-8000-{n:012x}") for n in range(13_824)}
    assert len(letters) == 24**3
    assert not {"I", "O"} & set("".join(letters))


def test_the_end_of_the_day_lists_every_room_of_every_terminal() -> None:
    own, others = (
        entered(DAY, BEDROOM),
        entered(EvictionRoom(**cleared.room(mark="XYZ1")), device="d-2", first=8),
    )
    filled = begun(EvictionClose, *own, *others)
    assert filled["rooms"] == (
        room_label(BEDROOM, own[1].entry.digest), room_label(others[0].said, others[0].entry.digest),
    )  # fmt: skip
    assert filled["arrival"].endswith(own[0].entry.digest[:8].upper())
    assert (filled["began_at"], filled["present"]) == (DAY.began_at, DAY.present), (
        "the day's, not the last room's"
    )


def test_a_hand_over_starts_with_meters_and_keys_of_the_day_and_the_creditor() -> None:
    filled = begun(EvictionHandover, *entered(EvictionClose(**cleared.close())))
    assert (filled["water"], filled["keys"], filled["receiver"]) == ("317", 3, "张禾生")
    assert "water" not in begun(EvictionHandover)


def test_the_store_starts_with_all_boxes() -> None:
    told = entered(PLAN, BEDROOM, EvictionRoom(**cleared.room(mark="XYZ1")))
    filled = begun(EvictionStorage, *told)
    assert (filled["box_count"], filled["bulky"], filled["place"].text) == (6, 2, "定阳仓储一号库")
    assert filled["bags"] == "F900101"


# --- what ties the answers of one stage together


@pytest.mark.parametrize(
    ("kind", "answers", "field"),
    [
        (EvictionNotice, cleared.notice(until=dt.date(2026, 10, 1)), "until"),
        (EvictionNotice, cleared.notice(signed_on=dt.date(2026, 11, 20)), "signed_on"),
        (EvictionPlan, cleared.plan(notice_until=AT.date()), "planned_at"),
        (EvictionDay, cleared.day(opened_at=AT - dt.timedelta(minutes=1)), "opened_at"),
        (EvictionRoom, cleared.room(ended_at=AT - dt.timedelta(minutes=1)), "ended_at"),
        (EvictionRoom, cleared.room(goods=None), "nothing_here"),
        (EvictionRoom, cleared.room(goods=None, nothing_here=False), "goods"),
        (EvictionRoom, cleared.room(valuables=(cleared.row(1, "手表", ""),)), "valuables"),
        (EvictionRoom, cleared.room(cash_total=None), "cash_total"),
        (EvictionRoom, cleared.room(cash_total=Decimal(3100)), "cash_total"),
        (EvictionClose, cleared.close(ended_at=AT - dt.timedelta(minutes=1)), "ended_at"),
        (EvictionHandover, cleared.handover(receiver="汪某"), "present"),
        (EvictionHandover, cleared.handover(ended_at=AT), "ended_at"),
        (EvictionCollect, cleared.collect(collect_until=AT.date()), "collect_until"),
        (EvictionStorage, cleared.storage("领取", present=None), "present"),
        (EvictionStorage, cleared.storage("变卖", price=None), "price"),
        (EvictionStorage, cleared.storage("变卖", proceeds="随后提存", costs=Decimal(900)), "proceeds"),
    ],
)
def test_what_does_not_fit_together_is_named(kind: type[Record], answers: dict[str, Any], field: str) -> None:
    assert [p.name for p in kind(**answers).problems()] == [field]


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        (EvictionNotice, cleared.notice()), (EvictionPlan, cleared.plan()), (EvictionDay, cleared.day()),
        (EvictionRoom, cleared.room()), (EvictionClose, cleared.close()), (EvictionHandover, cleared.handover()),
        *((EvictionStorage, cleared.storage(step)) for step in ("入库", "领取", "变卖", "提存")),
        (EvictionCollect, cleared.collect()),
    ],
)  # fmt: skip
def test_a_whole_stage_has_nothing_against_it_and_says_what_happened(
    kind: type[Record], answers: dict[str, Any]
) -> None:
    record = kind(**answers)
    assert [*record.problems()] == []
    assert record.summary()
    told = record.narrative(Setting(cases=(CASE,), officers=OFFICERS))
    assert told.endswith("。")
    assert "None" not in told


# --- numbers on boxes and pictures


def test_boxes_and_pictures_are_numbered_after_the_room() -> None:
    assert BEDROOM.boxes == ("KTM1箱1", "KTM1箱2", "KTM1箱3")
    numbers = BEDROOM.photo_numbers()
    assert list(numbers.values()) == [f"KTM1照{n}" for n in range(1, len(BEDROOM.pictures) + 1)]
    assert BEDROOM.goods[0].photo is not None
    assert numbers[BEDROOM.goods[0].photo] == "KTM1照1", "no view of the room moves it"


@pytest.mark.parametrize(
    ("name", "count", "total"), [("100元", 32, 3200), ("5角", 3, Decimal("1.5")), ("外币", 2, 0)]
)
def test_cash_is_worth_its_face(name: str, count: int, total: Any) -> None:
    cash = (cleared.row(1, name, "封存带回法院", quantity=Decimal(count)),)
    record = EvictionRoom(**cleared.room(cash=cash, cash_total=Decimal(total)))
    assert [*record.problems()] == []


def test_costs_above_the_price_are_said_with_what_is_short() -> None:
    told = EvictionStorage(
        **cleared.storage(
            "变卖", proceeds="全部抵付保管等费用，没有余款", costs=Decimal(950), costs_by="申请执行人垫付"
        )
    ).narrative(Setting(cases=(CASE,), officers=OFFICERS))
    assert "保管等费用950.00元，比变卖价款多150.00元，申请执行人垫付。" in told
