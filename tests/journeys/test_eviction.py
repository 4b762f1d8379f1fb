"""An eviction over three days: two rooms, five boxes, sealed valuables, an absent debtor, his old father cared for."""

from __future__ import annotations

import datetime as dt
import re
import time
from decimal import Decimal
from pathlib import Path

import pytest

from services.actions import finding, gates
from services.docket.case import Case
from services.docket.party import Place
from services.records import catalogue
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_collect import EvictionCollect
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_handover import EvictionHandover
from services.records.kinds.eviction_plan import EvictionPlan
from services.records.kinds.eviction_room import EvictionRoom
from services.records.kinds.eviction_storage import EvictionStorage
from services.records.values import Person
from tests.fixtures_journey import SECRET, START, OpenHands, Station
from tests.journeys import clearing, seizing, visiting
from tests.journeys.clearing import COMMUNITY, FATHER, KEPT, NOTARY, STORE, row
from tests.journeys.hands import Hands
from tests.unit.documents.sheets import pages

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
LINE_SECONDS = (
    15.0  # design.md §1.6: one inventory item, the officer's own time and the program's work included
)
THE_DAY = START + dt.timedelta(days=6)  # the docket's notice runs for five days more


def to_clear(station: Station) -> Case:
    return next(c for c in station.office.cases if any(p.home and p.home.to_clear for p in c.properties))


def read(pdf: bytes) -> str:
    return re.sub(r"\s", "", "".join(pages(pdf)))


def test_an_eviction_over_three_days(station: Station, open_hands: OpenHands, tmp_path: Path) -> None:
    case = to_clear(station)
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    second = hands.session.colleagues[0].name
    plan(hands, case, second)

    hands = open_hands(station.root, at=THE_DAY)
    hands.unlock(SECRET)
    arrive(hands, case, second)
    living_room(hands, case, tmp_path)
    bedroom(hands, case)
    end_of_the_day(hands, case)

    hands = open_hands(station.root, at=THE_DAY + dt.timedelta(days=1))
    hands.unlock(SECRET)
    hand_over_and_store(hands, case)
    collect(hands, case)
    assert visiting.faults(hands) == []


def plan(hands: Hands, case: Case, second: str) -> None:
    """The first day: the court has posted the notice; the plan is drawn up, not before its term is over."""
    clearing.begin(hands, case, "拟预案")
    people = (
        Person(name=hands.session.officer.name, role="现场指挥"), Person(name=second, role="清点"),
        Person(name="赖文", role="摄像"),
    )  # fmt: skip
    clearing.answer(
        hands, planned_at=START, officers=(hands.session.officer.name, second), home_ground="不是维持生活必需的住房",
        low_income=False, occupants=(FATHER,), tenancy="无租赁", frail=("老人",), care="医护待命", people=people,
        gathering="7时30分在本院", store=STORE, risks=("老人病人",), risk_measures="女干警和医护陪同",
        hospital="县人民医院，8分钟", calls=(Person(name="值班医生", role="医院", phone="19000000004"),),
        notice_until=case.served[-1].due_on,
    )  # fmt: skip
    assert "公告期限" in hands.read(hands.page) or hands.record.done_key.missing, "the term still runs"
    clearing.answer(hands, planned_at=THE_DAY)
    entry = clearing.finish(hands, EvictionPlan)
    sheet = read(clearing.paper(hands, entry, "eviction_plan_sheet", START))
    assert "值班医生" in sheet
    assert "现场指挥" in sheet


def arrive(hands: Hands, case: Case, second: str) -> None:
    """The second day: the debtor stays away, his father is inside; a notary comes, the door is opened."""
    shot = clearing.shoot(hands)
    clearing.begin(hands, case, "到场开门")
    assert hands.draft.values["occupants"] == (FATHER,), "as the plan has it"
    clearing.answer(
        hands, officers=(hands.session.officer.name, second), id_shown=True, recorder_on=True, notice_shown=True,
        debtor_told="电话通知，未到场", present=(COMMUNITY, NOTARY), door="有人在内", opened_how="家属开门",
        care="医护在场查看，女干警陪同至社区活动室", photos=(shot("房门外"), shot("开门后")),
    )  # fmt: skip
    assert hands.record.gate.blocked == ()
    clearing.finish(hands, EvictionDay)


def living_room(hands: Hands, case: Case, folder: Path) -> None:
    """Two boxes, committed by itself; a line with its photo is four taps, the room's first one like the rest."""
    shot = clearing.shoot(hands)
    clearing.begin(hands, case, "逐间清点")
    seizing.part(hands, "物品清单")
    for number, word in enumerate(("书", "餐具"), start=1):
        hands.taps, hands.signs, begun = 0, 0, time.process_time()
        add_line(hands, word, folder)
        assert hands.taps <= 4, "word, picture, shutter, and where it goes, which puts it on the list"
        assert hands.effort + time.process_time() - begun < LINE_SECONDS
        line = hands.draft.values["goods"][-1]
        assert (line.number, line.name, line.box, line.disposition) == (number, word, "1", "运存放处所")
        assert line.photo is not None
    clearing.answer(
        hands, room="客厅", before=(shot("门口看全间"),), after=(shot("门口看全间"),),
        ended_at=THE_DAY + dt.timedelta(hours=1),
        goods=(
            row(1, "书", shot(""), box="1", model="杂书"), row(2, "茶具", shot(""), box="2"), row(3, "沙发", shot("")),
        ),
    )  # fmt: skip
    clearing.finish(hands, EvictionRoom)


def add_line(hands: Hands, word: str, folder: Path) -> None:
    """One thing by its word, with its own picture."""
    panel = hands.editor("goods").panel
    visiting.picture(folder / f"{word}.jpg")
    hands.tap(panel.words[word])
    hands.choose_in_dialog(panel.photo_key, folder / f"{word}.jpg")
    hands.window.activateWindow()  # offscreen, nobody hands the focus back after the system's dialog
    hands.until(lambda: hands.window.isActiveWindow() and not panel.busy)
    hands.tap(panel.ways["运存放处所"])


def bedroom(hands: Hands, case: Case) -> None:
    """Three boxes; a ring and cash are opened and sealed before witnesses, who sign the list at once."""
    shot = clearing.shoot(hands)
    clearing.begin(hands, case, "清点下一间")
    clearing.answer(
        hands, room="主卧", before=(shot("门口看全间"),), after=(shot("门口看全间"),),
        ended_at=THE_DAY + dt.timedelta(hours=2),
        goods=(
            row(1, "羊毛被", shot(""), box="1"), row(2, "衣物", shot(""), box="2"), row(3, "鞋", shot(""), box="3"),
        ),
        valuables=(row(1, "黄色金属戒指", shot(""), way=KEPT, model="刻福字"),),
        cash=(row(1, "100元", shot(""), way=KEPT, quantity=Decimal(32), unit="张"),), cash_total=Decimal(3200),
        bags="F900101",
        medicine=(row(1, "降压药", shot(""), way="当场交成年家属"),), present=(COMMUNITY, NOTARY),
        seal_photos=(shot("清点"), shot("封口")),
    )  # fmt: skip
    names = seizing.sign(hands)
    assert {COMMUNITY.name, NOTARY.name} <= set(names)
    entry = clearing.finish(hands, EvictionRoom)
    sealed = read(clearing.paper(hands, entry, "sealed_list", THE_DAY))
    assert "叁仟贰佰元整" in sealed
    assert "F900101" in sealed


def end_of_the_day(hands: Hands, case: Case) -> None:
    """All rooms together, read back and signed; the transcript and the list with the photo of every line."""
    clearing.begin(hands, case, "腾房收尾")
    assert len(hands.draft.values["rooms"]) == 2
    clearing.answer(
        hands, result="已全部腾空", handed="无人接收", moved_to=STORE, list_copy="留置并拍照", water="317", power="12408",
        gas="96", locks="已换锁芯", keys=3, keys_to="执行人员带回", films=(clearing.film(hands),),
        ended_at=THE_DAY + dt.timedelta(hours=3),
    )  # fmt: skip
    assert hands.record.gate.blocked == ()
    seizing.sign(hands)
    entry = clearing.finish(hands, EvictionClose)
    leave = hands.ask(lambda: gates.leave(hands.session, entry.matter, THE_DAY))
    assert {s.duty.code: s.state for s in leave if s.duty.code.endswith("signed")} == {
        "transcript_signed": "met", "inventory_signed": "met",
    }  # fmt: skip
    transcript = read(clearing.paper(hands, entry, "eviction_transcript", THE_DAY))
    assert "电话通知，未到场" in transcript
    assert "女干警陪同至社区活动室" in transcript
    listed = read(clearing.paper(hands, entry, "eviction_inventory", THE_DAY))
    (found,) = hands.ask(lambda: finding.case_file(hands.session, case.number, THE_DAY.date())).evictions
    assert len(found.boxes) == 5
    assert found.troubles == ()
    for room in found.rooms:
        numbers = room.record.photo_numbers()
        for line in (*room.record.goods, *room.record.valuables, *room.record.cash, *room.record.medicine):
            assert line.photo is not None
            assert numbers[line.photo] in listed
    assert all(box in listed for box in found.boxes)


def hand_over_and_store(hands: Hands, case: Case) -> None:
    """The third day: keys and house to the creditor, boxes to the store; both sign."""
    creditor = case.creditors[0].name
    at = THE_DAY + dt.timedelta(days=1, hours=1)
    clearing.begin(hands, case, "交付房屋")
    assert hands.draft.values["keys"] == 3, "as the day left them"
    clearing.answer(
        hands, id_shown=True, basis="生效判决书", receiver_role="申请执行人", receiver=creditor,
        condition="已腾空，门窗完好", present=(Person(name=creditor, role="申请执行人"),), ended_at=at,
    )  # fmt: skip
    seizing.sign(hands)
    entry = clearing.finish(hands, EvictionHandover)
    assert f"申请执行人{creditor}点收无误" in read(clearing.paper(hands, entry, "handover_transcript", at))

    clearing.begin(hands, case, "记腾房物品")
    clearing.answer(
        hands, step="入库", place=Place(text=STORE), custodian="郑保管", custodian_phone="19000000002"
    )
    assert (hands.draft.values["box_count"], hands.draft.values["bags"]) == (5, "F900101")
    seizing.sign(hands)
    entry = clearing.finish(hands, EvictionStorage)
    receipt = read(clearing.paper(hands, entry, "storage_receipt", at))
    (found,) = hands.ask(lambda: finding.case_file(hands.session, case.number, at.date())).evictions
    assert all(box in receipt for box in found.boxes)


def collect(hands: Hands, case: Case) -> None:
    """The debtor is told by when to collect; the family comes, and nothing is left to record."""
    at = THE_DAY + dt.timedelta(days=1, hours=2)
    clearing.begin(hands, case, "通知领取")
    clearing.answer(
        hands, way="直接送达", collect_until=(at + dt.timedelta(days=30)).date(), warned=("逾期变卖，价款提存",),
        photos=(clearing.shoot(hands)("送达"),),
    )  # fmt: skip
    entry = clearing.finish(hands, EvictionCollect)
    assert "待签发稿" in read(clearing.paper(hands, entry, "collect_notice", at))
    assert isinstance(catalogue.read(entry).said, EvictionCollect)
    clearing.begin(hands, case, "记腾房物品")
    wife = Person(name="徐演一", role="成年家属")
    clearing.answer(
        hands,
        step="领取",
        collector=wife.name,
        collector_relation="成年家属",
        boxes="全部",
        checked=True,
        present=(wife,),
    )
    seizing.sign(hands)
    clearing.finish(hands, EvictionStorage)
    clearing.open_case(hands, case)
    (found,) = hands.ask(lambda: finding.case_file(hands.session, case.number, at.date())).evictions
    assert found.over
    assert [stage.state for stage in found.stages] == ["done"] * 5
    assert "公告已完成，预案已完成，腾退已完成，交付已完成，物品已完成" in hands.read(hands.page)
