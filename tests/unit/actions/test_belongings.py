"""The end of an eviction's belongings: each step begins with what the last one left, and nothing is over too soon."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from services.actions import finding, issuing
from services.cases.evictions import Eviction
from services.docket.party import Place
from services.entries.entry import Entry
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_collect import EvictionCollect
from services.records.kinds.eviction_day import EvictionDay
from services.records.kinds.eviction_handover import EvictionHandover
from services.records.kinds.eviction_room import EvictionRoom
from services.records.kinds.eviction_storage import EvictionStorage
from tests.fixtures_clearing import Clearing
from tests.unit.documents.sheets import pages
from tests.unit.records import cleared
from tests.unit.records.cleared import AT, CASE, WIFE

FILLED = ("at", "mark", "place", "located", "officers", "rooms", "arrival", "notified")
DAY = dt.timedelta(days=1)


def done(tablet: Clearing, kind: Any, at: dt.datetime, given: dict[str, Any]) -> Entry:
    return tablet.commit(kind, at, **{n: v for n, v in given.items() if n not in FILLED})


def step(tablet: Clearing, at: dt.datetime, which: str, **answers: Any) -> Entry:
    given = {n: v for n, v in cleared.storage(which).items() if n not in (*FILLED, "disposed", "box_count")}
    return tablet.commit(EvictionStorage, at, **{**given, **answers})


def shown(tablet: Clearing) -> Eviction:
    (found,) = finding.case_file(tablet.session, CASE.number, AT.date()).evictions
    return found


def test_what_is_not_collected_is_sold_and_its_price_deposited_before_it_is_over(
    two_tablets: tuple[Clearing, Clearing],
) -> None:
    own, _ = two_tablets
    for kind, given in (
        (EvictionDay, cleared.day()), (EvictionRoom, cleared.room()), (EvictionClose, cleared.close()),
        (EvictionHandover, cleared.handover()),
    ):  # fmt: skip
        done(own, kind, AT, given)
    step(own, AT, "入库", fee_per_day=Decimal(5))
    done(own, EvictionCollect, AT + DAY, cleared.collect())
    step(own, AT + 2 * DAY, "领取", boxes="1至2号", remaining="双人床一张", present=(WIFE,))
    assert shown(own).stages[-1].fact == f"领取 · {WIFE.name}，未领：双人床一张"
    assert not shown(own).over

    begun = own.begin(EvictionStorage, AT + 5 * DAY)
    assert begun.values["disposed"] == "双人床一张"
    assert begun.values["costs"] == Decimal(25), "five yuan a day for five days"
    sold = step(own, AT + 5 * DAY, "变卖", costs=Decimal(25), price=Decimal(800), proceeds="随后提存")
    assert not shown(own).over, "the price is still with the court"
    paper = "".join(pages(issuing.issue(own.session, "storage_receipt", sold.id, AT + 5 * DAY).pdf))
    assert "双人床一张" in paper.replace("\n", "")
    assert "随后提存" in paper.replace("\n", "")

    begun = own.begin(EvictionStorage, AT + 6 * DAY)
    assert (begun.values["disposed"], begun.values["deposit_sum"]) == ("变卖价款", Decimal(775))
    step(own, AT + 6 * DAY, "提存", deposit_sum=Decimal(775))
    assert shown(own).over
    assert [stage.state for stage in shown(own).stages[2:]] == ["done"] * 3


def test_a_price_that_went_to_the_debtor_ends_it(two_tablets: tuple[Clearing, Clearing]) -> None:
    own, _ = two_tablets
    step(own, AT, "入库", place=Place(text="定阳仓储一号库"))
    step(own, AT + 5 * DAY, "变卖", disposed="未领取的全部物品")
    assert [stage.state for stage in shown(own).stages][-1] == "done"
