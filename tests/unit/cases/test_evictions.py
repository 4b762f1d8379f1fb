"""An eviction's line follows from docket and records alone, whichever terminal made them, and says what comes next."""

from __future__ import annotations

import dataclasses
import datetime as dt

from services.cases import evictions
from services.cases.evictions import Eviction
from services.docket.case import Case
from services.records.declared import Happening
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_collect import EvictionCollect
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_handover import EvictionHandover
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.kinds.eviction_plan import EvictionPlan
from services.records.kinds.eviction_room import EvictionRoom
from services.records.kinds.eviction_storage import EvictionStorage
from tests.unit.records import cleared
from tests.unit.records.cleared import AT, CASE, entered

TODAY = AT.date()
UNPOSTED = dataclasses.replace(CASE, served=())
NOTICE, PLAN = EvictionNotice(**cleared.notice()), EvictionPlan(**cleared.plan())
DAY, BEDROOM = EvictionDay(**cleared.day()), EvictionRoom(**cleared.room())
LIVING = EvictionRoom(**cleared.room(room="客厅", mark="XYZ1", bags="F900202"))


def one(*happenings: Happening, case: Case = UNPOSTED, today: dt.date = TODAY) -> Eviction:
    (found,) = evictions.of_case(case, happenings, today)
    return found


def standing(found: Eviction) -> str:
    return " ".join(f"{stage.name}{stage.state}" for stage in found.stages)


def next_kinds(found: Eviction) -> list[str]:
    return [kind.code for kind, _ in found.keys]


def closing(*rooms: Happening) -> EvictionClose:
    labels = tuple(room.label for room in evictions.rooms(rooms))
    return EvictionClose(**cleared.close(rooms=labels))


def test_a_home_to_clear_begins_with_the_notice() -> None:
    found = one()
    assert standing(found) == "公告current 预案later 腾退later 交付later 物品later"
    assert next_kinds(found) == ["eviction_notice"]
    assert not found.begun


def test_a_case_without_a_home_to_clear_has_no_eviction() -> None:
    assert evictions.of_case(dataclasses.replace(CASE, properties=()), (), TODAY) == ()


def test_a_notice_that_the_court_has_posted_needs_no_second_posting() -> None:
    found = one(case=CASE)
    assert found.stages[0].fact == "10-30 张贴 · 期满"
    assert next_kinds(found) == ["eviction_plan", "eviction_day"]


def test_a_posting_on_record_says_how_long_its_term_runs() -> None:
    posted = entered(NOTICE)
    assert one(*posted, today=dt.date(2026, 11, 14)).stages[0].fact == "10-30 张贴 · 期限至 11-14"
    assert one(*posted).stages[0].fact.endswith("期满")


def test_on_the_day_each_room_is_a_step_and_the_end_stands_beside_it() -> None:
    arrived = one(*entered(NOTICE, PLAN, DAY))
    assert standing(arrived) == "公告done 预案done 腾退current 交付later 物品later"
    assert [words for _, words in arrived.keys] == ["逐间清点", "腾房收尾"]
    counted = one(*entered(NOTICE, PLAN, DAY, BEDROOM))
    assert [words for _, words in counted.keys] == ["清点下一间", "腾房收尾"]
    assert counted.stages[2].fact == "1 间 · 3 箱"


def test_after_the_day_the_house_is_handed_over_and_the_belongings_are_followed_to_their_end() -> None:
    told = entered(NOTICE, PLAN, DAY, BEDROOM)
    ended = (*told, *entered(closing(*told), device="d-2"))
    assert next_kinds(one(*ended)) == ["eviction_handover", "eviction_storage"]
    stored = entered(
        EvictionHandover(**cleared.handover()),
        EvictionStorage(**cleared.storage("入库")),
        EvictionCollect(**cleared.collect()),
        device="d-3",
    )
    assert next_kinds(one(*ended, *stored)) == ["eviction_storage"]
    over = one(*ended, *stored, *entered(EvictionStorage(**cleared.storage("领取")), device="d-4", first=40))
    assert over.over
    assert {stage.state for stage in over.stages} == {"done"}


def test_a_rest_that_was_not_collected_keeps_it_open() -> None:
    told = entered(NOTICE, PLAN, DAY, BEDROOM)
    left = EvictionStorage(**cleared.storage("领取", remaining="双人床"))
    found = one(*told, *entered(closing(*told), left, device="d-2"))
    assert "eviction_storage" in next_kinds(found)


def test_rooms_of_two_terminals_join_in_one_list() -> None:
    first = entered(NOTICE, PLAN, DAY, BEDROOM)
    second = entered(LIVING, device="device-2", first=9)
    found = one(*first, *second)
    assert [(room.mark, room.device) for room in found.rooms] == [("KTM1", "device-1"), ("XYZ1", "device-2")]
    assert found.boxes == ("KTM1箱1", "KTM1箱2", "KTM1箱3", "XYZ1箱1", "XYZ1箱2", "XYZ1箱3")
    assert found.troubles == ()


def test_a_bag_that_two_terminals_numbered_alike_is_told() -> None:
    other = EvictionRoom(**cleared.room(room="客厅", mark="XYZ1"))
    found = one(*entered(DAY, BEDROOM), *entered(other, device="device-2", first=9))
    assert found.troubles[0].startswith("封存袋 F900101 在两台终端都有（KTM1 主卧、XYZ1 客厅）")


def test_two_closing_transcripts_and_a_store_list_without_a_room_are_told() -> None:
    told, late = entered(NOTICE, PLAN, DAY, BEDROOM), entered(LIVING, device="device-2", first=9)
    every = [*told, *late]
    twice = [*entered(closing(*every), device="d-3"), *entered(closing(*every), device="d-4")]
    stored = EvictionStorage(**cleared.storage(rooms=(evictions.rooms(told)[0].label,)))
    found = one(*every, *twice, *entered(stored, device="d-5"))
    assert found.troubles[0] == "入库单没有列入：XYZ1 客厅。请更正入库，重新列入"
    assert found.troubles[1].startswith("两台终端各写了一份收尾笔录")


def test_a_mark_that_two_rooms_bear_is_told() -> None:
    twin = EvictionRoom(**cleared.room(room="客厅"))
    found = one(*entered(DAY, BEDROOM), *entered(twin, device="device-2", first=9))
    assert found.troubles[0].startswith("编号 KTM1 用了 2 次（主卧、客厅）")


def test_a_room_counted_after_the_end_of_the_day_is_told() -> None:
    told = entered(NOTICE, PLAN, DAY, BEDROOM)
    late = entered(LIVING, device="device-2", first=9)
    found = one(*told, *entered(closing(*told), device="d-3"), *late)
    assert found.troubles == ("收尾笔录没有列入：XYZ1 客厅。请更正收尾，重新列入",)


def test_a_room_without_a_picture_after_is_told() -> None:
    bare = EvictionRoom(**cleared.room(after=()))
    found = one(*entered(DAY, bare))
    assert not found.rooms[0].emptied
    assert found.troubles == ("没有腾空后照片：KTM1 主卧",)


def test_a_corrected_room_counts_once_in_its_new_form() -> None:
    old = entered(DAY, BEDROOM)
    fewer = EvictionRoom(**cleared.room(goods=BEDROOM.goods[:2]))
    new = entered(fewer, amends=old[1].entry.id, first=9, at=AT + dt.timedelta(hours=1))
    found = one(*old, *new)
    assert [room.boxes for room in found.rooms] == [("KTM1箱1", "KTM1箱2")]


def test_an_eviction_of_a_home_that_the_docket_does_not_know_stands_for_itself() -> None:
    found = evictions.of_case(dataclasses.replace(UNPOSTED, properties=()), entered(NOTICE), TODAY)
    assert [one.name for one in found] == [cleared.HOUSE.text]
