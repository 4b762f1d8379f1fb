"""Frail people noted once at an address are asked about at the next act there, on either tablet, and nowhere else."""

from __future__ import annotations

import datetime as dt

from services.actions import caring, finding, gates, recording
from services.docket.party import Place
from services.position.fix import Fix
from services.records.kinds.delivery import Delivery
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.kinds.posting import Posting
from services.records.kinds.visit import Visit
from tests.fixtures_clearing import Clearing
from tests.unit.records import cleared
from tests.unit.records.cleared import AT, CASE, HOUSE

Two = tuple[Clearing, Clearing]
NEXT = AT + dt.timedelta(days=3)
NOTED = {n: v for n, v in cleared.notice().items() if n not in ("located", "officers")}


def test_a_delivery_at_the_same_door_begins_with_who_was_noted_there_and_asks_for_care(
    two_tablets: Two,
) -> None:
    own, other = two_tablets
    own.commit(EvictionNotice, AT - dt.timedelta(days=25), **NOTED)
    other.hears(own)
    for tablet in two_tablets:
        draft = tablet.begin(Delivery, NEXT, outcome="本人签收")
        assert draft.values["place"] == HOUSE
        assert draft.values["frail"] == ("老人",)
        assert "care" not in draft.values, "what is done for him today nobody has said yet"
        found = {s.duty.code: s.state for s in gates.standings(tablet.session, draft, "sign", NEXT)}
        assert found["care_noted"] == "missing"


def test_it_is_offered_and_counts_only_once_confirmed(two_tablets: Two) -> None:
    own, _ = two_tablets
    own.commit(EvictionNotice, AT - dt.timedelta(days=25), **NOTED)
    here = Fix(28.901462, 118.511235, NEXT, "receiver", accuracy_m=4.5, satellites=11)
    draft = recording.start(own.session, Visit, [CASE.number], NEXT, here)
    assert draft.values["frail"] == ("老人",)
    assert "frail" in draft.prefilled


def test_another_address_a_year_and_a_kind_that_meets_nobody_begin_with_nothing(two_tablets: Two) -> None:
    own, _ = two_tablets
    own.commit(EvictionNotice, AT - dt.timedelta(days=25), **NOTED)
    told = finding.happenings(own.session, CASE.number)
    assert caring.at_place(Place(text="别处1号"), told) is None
    assert caring.at_place(HOUSE, told, (AT + dt.timedelta(days=400)).date()) is None
    assert "frail" not in own.begin(Posting, NEXT).values
    noted = caring.at_place(HOUSE, told, NEXT.date())
    assert noted is not None
    assert (noted.who, noted.care, noted.by) == (("老人",), "请社区先行联系", "张贴腾房公告")
