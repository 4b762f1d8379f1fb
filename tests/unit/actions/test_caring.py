"""Frail people noted once at an address are asked about at the next act there, on either tablet, and nowhere else."""

from __future__ import annotations

import dataclasses
import datetime as dt

from services.actions import caring, finding, gates, recording
from services.docket.case import Case
from services.docket.party import Place
from services.position.fix import Fix, NoFix
from services.records.kinds.delivery import Delivery
from services.records.kinds.eviction_notice import EvictionNotice
from services.records.kinds.posting import Posting
from services.records.kinds.scene_transcript import SceneTranscript
from services.records.kinds.visit import Visit
from services.records.values import Person
from services.store import registry
from tests.factories import make_case, make_docket
from tests.fixtures_clearing import Clearing
from tests.unit.records import cleared
from tests.unit.records.cleared import AT, CASE, DEBTOR, HOUSE
from tests.unit.records.of_kinds import delivery
from ui.desk import StartRecord
from ui.forms.beside import heed
from ui.forms.opening import open_draft

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


ID = "330822196003050017"
ELSEWHERE = Place(text="辉埠镇另一处5号")
HIM = dataclasses.replace(DEBTOR, id_number=ID)
MINE = dataclasses.replace(CASE, parties=(*CASE.creditors, HIM))
SECOND = make_case(serial=900088, parties=(dataclasses.replace(HIM, id="d9", places=(ELSEWHERE,)),))
NAMESAKE = make_case(
    serial=900099, parties=(dataclasses.replace(HIM, id="d8", id_number="330822199003050018"),)
)


def noted_with(tablet: Clearing, at: dt.datetime = AT, **known: str) -> None:
    """A delivery to the debtor at his house, an old man beside him."""
    docket = dataclasses.replace(make_docket((MINE, SECOND, NAMESAKE)), serial=2)
    registry.load_docket(tablet.session.vault, docket)
    taker = Person(name=DEBTOR.name, role="受送达人本人", **known)
    given = {n: v for n, v in delivery.answers(taken_by=(taker,)).items() if n not in ("located", "officers")}
    tablet.commit(Delivery, at, **{**given, "place": HOUSE})


def warned(tablet: Clearing, case: Case, at: dt.datetime = NEXT) -> list[str]:
    return [noted.words for noted in caring.of_persons(tablet.session, (case,), at.date())]


def test_whoever_was_met_with_frail_people_is_told_of_at_another_address_too(two_tablets: Two) -> None:
    own, other = two_tablets
    noted_with(own)
    other.hears(own)
    (said,) = warned(own, MINE)
    assert said == f"{DEBTOR.name}处记过老人：{AT:%Y-%m-%d} 送达（{HOUSE.text}）"
    assert warned(other, MINE) == [said], "a colleague's record too"
    assert "frail" not in own.begin(Visit, NEXT, place=ELSEWHERE).prefilled


def test_in_another_case_the_same_name_and_number_are_the_same_person_and_the_name_alone_is_not(
    two_tablets: Two,
) -> None:
    own, _ = two_tablets
    noted_with(own, id_number=ID)
    assert len(warned(own, SECOND)) == 1
    assert warned(own, NAMESAKE) == []


def test_without_a_number_he_is_known_in_his_own_case_only(two_tablets: Two) -> None:
    own, _ = two_tablets
    noted_with(own)
    assert len(warned(own, MINE)) == 1
    assert warned(own, SECOND) == []


def test_after_a_year_nobody_is_told_any_more(two_tablets: Two) -> None:
    own, _ = two_tablets
    noted_with(own)
    assert warned(own, MINE, AT + dt.timedelta(days=400)) == []


def test_the_record_at_another_address_says_it_before_anyone_knocks(two_tablets: Two) -> None:
    own, _ = two_tablets
    noted_with(own)
    nowhere = NoFix(reason="没有接收机", at=NEXT)
    opened = open_draft(own.session, StartRecord(SceneTranscript, (CASE.number,)), NEXT, nowhere)
    assert [n.person for n in opened.frail] == [DEBTOR.name]
    elsewhere = dataclasses.replace(opened, draft=opened.draft.answered("place", ELSEWHERE))
    at_home = dataclasses.replace(opened, draft=opened.draft.answered("place", HOUSE))
    assert "记过老人" in "；".join(heed(elsewhere))
    assert "记过老人" not in "；".join(heed(at_home)), "there the answer itself carries it"
