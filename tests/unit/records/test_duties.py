"""离场校验: each duty is green from its evidence, red without exactly that, and passed over only with a reason."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest

from services.docket.case import Served
from services.docket.party import Party
from services.docket.property import Measure, Property
from services.law import articles, terms
from services.position.fix import NoFix
from services.records import catalogue
from services.records.declared import Event
from services.records.duties import GATES, Duty, Situation, Standing, standings
from services.records.events import DutyMet, DutyOverridden, PaperStep
from services.records.kinds.vehicle_seizure import IN_USE, VehicleSeizure
from services.records.kinds.visit import Visit
from services.records.record import Record
from services.records.values import Bound, Film, Located, Override, Person, Signature
from tests.unit.records import answers as visited
from tests.unit.records import of_kinds, seized
from tests.unit.records.judging import (
    HANDED_OVER,
    INVENTORY,
    PICTURE,
    SIGNERS,
    TRANSCRIPT,
    Change,
    answered,
    in_case,
    issued,
    journal,
    missing,
    owes,
    situation,
    standing_of,
    without_photo,
    without_step,
)

AT = seized.AT
BOUND = (Bound(document="vehicle_transcript", digest="cd" * 32),)
EVERY = [(kind, duty) for kind in catalogue.KINDS for duty in kind.duties]
EVERY_ID = [f"{kind.code}-{duty.code}" for kind, duty in EVERY]


# --- situations in which every duty is green

SEALING = Measure(
    id="m1", kind="sealing", property_id="p1", rank="首封", registered=True, expires_on=dt.date(2028, 11, 23)
)
MORTGAGED = dataclasses.replace(seized.CASE, measures=(SEALING,))
PHOTOS = tuple(seized.photo(slot, PICTURE) for slot in ("车架号", "封条", "收车单"))
TAKEN_CAR = situation(
    seized.answers(
        PICTURE, photos=PHOTOS, seals="车门900731", frail=("老人",), care="已安排老人坐下休息", co_owner="徐云芝",
        co_owner_told="当面告知", mortgagee="演示银行", mortgagee_told="电话告知", held_by="质权人",
        holder="郑保管，质押合同", queue="首封",
    ),
    cases=(MORTGAGED,),
)  # fmt: skip
USED_CAR = situation(
    seized.answers(
        PICTURE, way=IN_USE, photos=PHOTOS, custodian="何岩松", user="何岩松", use_why="生产经营需要",
        undertaking_signed=True,
    ),
)  # fmt: skip
MET = Person(name="徐云芝", role="成年家属", relation="妻子")
FAMILY = situation(
    {
        **visited.FAMILY_MET, "recorder_on": True, "frail": ("老人",), "care": "轻声交谈", "met": (MET,),
        "photos": (seized.photo("门牌", PICTURE),),
    },
    Visit, cases=(visited.CASE,), subject="",
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "here"),
    [
        (VehicleSeizure, TAKEN_CAR),
        (Visit, FAMILY),
        *((one.KIND, here) for one in of_kinds.ALL for here in one.GREEN),
    ],
)
def test_every_duty_is_green_once_there_is_evidence(kind: type[Record], here: Situation) -> None:
    assert missing(kind, here) == set()


def test_of_a_car_in_use_only_what_the_register_knows_is_left() -> None:
    assert missing(VehicleSeizure, USED_CAR) == {"queue_checked", "registration_notice"}


EVIDENCE: list[tuple[type[Record], Situation, str, Change]] = [
    (VehicleSeizure, TAKEN_CAR, "two_officers", answered(officers=("方立",))),
    (VehicleSeizure, TAKEN_CAR, "two_officers", answered(officers=("方立", "方立"))),
    (VehicleSeizure, TAKEN_CAR, "id_shown", answered(id_shown=False)),
    (VehicleSeizure, TAKEN_CAR, "recorder", answered(recorder_on=False)),
    (VehicleSeizure, TAKEN_CAR, "place_and_time", answered(located=Located.of(NoFix("地下车库", AT)))),
    (VehicleSeizure, TAKEN_CAR, "care_noted", answered(care=None)),
    (VehicleSeizure, TAKEN_CAR, "ruling_served", in_case(served=())),
    (VehicleSeizure, TAKEN_CAR, "belongs_to_debtor", answered(registered_to_debtor=False)),
    (VehicleSeizure, TAKEN_CAR, "not_exempt", answered(exempt=True)),
    (VehicleSeizure, TAKEN_CAR, "within_claim", answered(estimate=None)),
    (VehicleSeizure, TAKEN_CAR, "within_claim", in_case(claim=None)),
    (VehicleSeizure, TAKEN_CAR, "debtor_side_notified", answered(present=(seized.COMMUNITY,))),
    (VehicleSeizure, TAKEN_CAR, "unit_or_grassroots_present", answered(present=(seized.WIFE,))),
    (VehicleSeizure, TAKEN_CAR, "identity_matches_docket", answered(vin=None)),
    (VehicleSeizure, TAKEN_CAR, "identity_matches_docket", answered(plate="浙H9A3K8")),
    (VehicleSeizure, TAKEN_CAR, "identity_matches_docket", answered(engine_number="900002Y")),
    (VehicleSeizure, TAKEN_CAR, "public_sign", answered(seals=None)),
    (VehicleSeizure, TAKEN_CAR, "public_sign", without_photo("封条")),
    (VehicleSeizure, TAKEN_CAR, "custodian_named", answered(told=("异议的权利",))),
    (VehicleSeizure, USED_CAR, "used_by_debtor_only", answered(user="郑三")),
    (VehicleSeizure, USED_CAR, "used_by_debtor_only", answered(use_why=None)),
    (VehicleSeizure, USED_CAR, "undertaking_signed", answered(undertaking_signed=False)),
    (VehicleSeizure, TAKEN_CAR, "times_and_place", answered(ended_at=None)),
    (VehicleSeizure, TAKEN_CAR, "times_and_place", answered(place=None)),
    (VehicleSeizure, TAKEN_CAR, "holder_keeps_custody", answered(holder="李四，质押合同")),
    (VehicleSeizure, TAKEN_CAR, "transcript_signed", without_step(TRANSCRIPT, "photographed")),
    (VehicleSeizure, TAKEN_CAR, "inventory_signed", without_step(INVENTORY, "signed")),
    (VehicleSeizure, TAKEN_CAR, "copy_handed_over", without_step(INVENTORY, "delivered")),
    (VehicleSeizure, TAKEN_CAR, "registration_notice",
     in_case(measures=(dataclasses.replace(SEALING, registered=False),))),
    (VehicleSeizure, TAKEN_CAR, "registration_notice",
     in_case(measures=(dataclasses.replace(SEALING, expires_on=dt.date(2028, 11, 22)),))),
    (VehicleSeizure, TAKEN_CAR, "yard_receipt", without_photo("收车单")),
    (VehicleSeizure, TAKEN_CAR, "co_owner_told", answered(co_owner_told=None)),
    (VehicleSeizure, TAKEN_CAR, "mortgagee_told", answered(mortgagee_told=None)),
    (Visit, FAMILY, "two_officers", answered(officers=("方立",))),
    (Visit, FAMILY, "id_shown", answered(id_shown=None)),
    (Visit, FAMILY, "recorder", answered(recorder_on=None)),
    (Visit, FAMILY, "care_noted", answered(care=None)),
    (Visit, FAMILY, "place_and_time", answered(arrived_at=None)),
    (Visit, FAMILY, "photo_taken", without_photo("门牌")),
    (Visit, FAMILY, "transcript_signed", without_step(TRANSCRIPT, "photographed")),
    *(row for one in of_kinds.ALL for row in one.EVIDENCE),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "here", "code", "change"), EVIDENCE, ids=[f"{row[0].code}-{row[2]}-{n}" for n, row in enumerate(EVIDENCE)]
)  # fmt: skip
def test_a_duty_turns_red_when_exactly_its_evidence_is_taken_away(
    kind: type[Record], here: Situation, code: str, change: Change
) -> None:
    assert standing_of(kind, code, here).state == "met"
    assert missing(kind, change(here)) - missing(kind, here) == {code}


def test_the_queue_turns_red_without_answer_and_docket() -> None:
    silent = answered(queue=None)(TAKEN_CAR)
    assert standing_of(VehicleSeizure, "queue_checked", silent).text == "案件册：首封"
    assert standing_of(VehicleSeizure, "queue_checked", in_case(measures=())(silent)).state == "missing"


def test_no_duty_is_left_out_of_the_walk() -> None:
    walked = {(kind, code) for kind, _, code, _ in EVIDENCE} | {(VehicleSeizure, "queue_checked")}
    assert walked == {(kind, duty.code) for kind, duty in EVERY}


# --- what never proves anything


@pytest.mark.parametrize(("kind", "duty"), EVERY, ids=EVERY_ID)
def test_no_duty_is_green_from_nothing(kind: type[Record], duty: Duty) -> None:
    nothing = situation({}, cases=(), happenings=(), subject="", officers=())
    assert duty.evidence(nothing) == ""


@pytest.mark.parametrize(
    ("kind", "here"),
    [
        (VehicleSeizure, TAKEN_CAR),
        (VehicleSeizure, USED_CAR),
        (Visit, FAMILY),
        *((one.KIND, here) for one in of_kinds.ALL for here in one.GREEN),
    ],
)
def test_what_is_prefilled_and_not_confirmed_proves_nothing(kind: type[Record], here: Situation) -> None:
    waiting = dataclasses.replace(here, prefilled=frozenset(here.values))
    proved = {
        "ruling_served",
        "belongs_to_debtor",
        "registration_notice",
        "queue_checked",
        "copy_handed_over",
    }
    proved |= {"transcript_signed", "inventory_signed"}  # by docket and journal alone
    proved |= {code for one in of_kinds.ALL for code in one.PROVED}
    assert {d.code for d in kind.duties if d.evidence(waiting)} <= proved


@pytest.mark.parametrize(("kind", "duty"), EVERY, ids=EVERY_ID)
def test_a_duty_cites_a_passage_that_is_in_force(kind: type[Record], duty: Duty) -> None:
    if duty.article in terms.CURRENT.bundled:
        assert terms.term(duty.article).mark, "a statute at hand is cited itself"
        return
    cited = articles.article(duty.article)
    assert cited.valid_from <= AT.date()
    if duty.article.startswith("cpl-"):
        assert cited.valid_from == dt.date(2024, 1, 1), "the numbering of 2023"
        assert cited.number in {*range(87, 96), *range(114, 120), *range(236, 267)}, (
            "service, sanctions, enforcement"
        )


@pytest.mark.parametrize(("kind", "duty"), EVERY, ids=EVERY_ID)
def test_a_ready_reason_is_long_enough_to_be_taken_as_it_is(kind: type[Record], duty: Duty) -> None:
    assert [reason for reason in duty.reasons if len(reason) < 10] == []
    assert duty.at == "office" or duty.weight != "hard" or duty.reasons or duty.code in LAST_WORD


LAST_WORD = {  # no ready reason: there is none in law
    "not_exempt", "times_and_place", "electronic_agreed", "summoned_before", "president_approved", "asked_in_time",
    "president_signed", "notice_posted", "home_checked", "term_over",
    "number_of_its_own", "belongings_handed", "keys_received", "receiver_entitled", "day_and_place_named",
}  # fmt: skip
LAST_WORD |= {code for one in of_kinds.ALL for code in getattr(one, "LAST_WORD", ())}


# --- passing over


@pytest.mark.parametrize(("kind", "duty"), [row for row in EVERY if row[1].at == "sign"])
def test_a_reason_given_at_signing_stands_in_place_of_evidence(kind: type[Record], duty: Duty) -> None:
    here = situation({}, cases=(), happenings=())
    given = Override(duty=duty.code, reason="确有原因，已报告带队领导", by="方立", at=AT)
    alone = dataclasses.replace(duty, when=None)
    assert standings((alone,), here, "sign")[0].state == "missing"
    (told,) = standings((alone,), dataclasses.replace(here, overrides=(given,)), "sign")
    assert (told.state, told.text, told.blocks) == ("overridden", given.reason, False)


def test_evidence_wins_over_a_reason() -> None:
    given = Override(duty="id_shown", reason="现场没有其他人，无从出示证件", by="方立", at=AT)
    here = dataclasses.replace(TAKEN_CAR, overrides=(given,))
    assert standing_of(VehicleSeizure, "id_shown", here).state == "met"


@pytest.mark.parametrize("code", ["transcript_signed", "inventory_signed", "copy_handed_over"])
def test_a_reason_given_at_leaving_is_an_event_of_the_journal(code: str) -> None:
    told = DutyOverridden(duty=code, sentence="清单", article="cpl-256-2", reason="家属不在场，回院后送达")
    here = dataclasses.replace(TAKEN_CAR, happenings=journal(told))
    assert standing_of(VehicleSeizure, code, here) == Standing(
        duty=standing_of(VehicleSeizure, code, here).duty, state="overridden", text="家属不在场，回院后送达"
    )


@pytest.mark.parametrize("code", ["registration_notice", "yard_receipt", "co_owner_told", "mortgagee_told"])
def test_what_was_done_at_the_office_is_met_by_its_event(code: str) -> None:
    bare = answered(photos=(), co_owner_told=None, mortgagee_told=None)(in_case(measures=())(TAKEN_CAR))
    assert standing_of(VehicleSeizure, code, bare).state == "missing"
    met = DutyMet(duty=code, text="已送达车管所", number="浙0822执协9号")
    done = dataclasses.replace(bare, happenings=journal(met))
    assert standing_of(VehicleSeizure, code, done).state == "met"
    assert standing_of(VehicleSeizure, code, done).text == "已送达车管所 浙0822执协9号"


# --- when a duty applies


def applies(kind: type[Record], code: str, here: Situation) -> bool:
    return any(s.duty.code == code for gate in GATES for s in standings(kind.duties, here, gate))


UNIT = Party(id="d2", role="debtor", kind="unit", name="演示石材有限公司", legal_representative="何岩松")


def test_a_unit_needs_no_grassroots_presence_but_its_representative() -> None:
    here = in_case(parties=(seized.CREDITOR, UNIT))(TAKEN_CAR)
    assert not applies(VehicleSeizure, "unit_or_grassroots_present", here)
    assert standing_of(VehicleSeizure, "debtor_side_notified", here).state == "missing", (
        "no adult family of a firm"
    )
    head = Person(name="何岩松", role="法定代表人")
    assert standing_of(VehicleSeizure, "debtor_side_notified", answered(present=(head,))(here)).state == "met"


def test_a_head_of_a_firm_does_not_stand_for_a_citizen() -> None:
    here = answered(present=(Person(name="何岩松", role="法定代表人"),))(TAKEN_CAR)
    assert standing_of(VehicleSeizure, "debtor_side_notified", here).state == "missing"
    told = answered(debtor_told="电话通知，未到场")(here)
    assert standing_of(VehicleSeizure, "debtor_side_notified", told).text == "已通知：电话通知，未到场"


def test_where_nobody_was_met_nobody_has_to_be_shown_or_told_anything() -> None:
    here = situation(dict(visited.NOBODY_HOME), cases=(visited.CASE,), happenings=())
    asked = {s.duty.code for gate in GATES for s in standings(Visit.duties, here, gate)}
    assert asked == {"two_officers", "place_and_time", "photo_taken"}


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("used_by_debtor_only", answered()),
        ("undertaking_signed", answered()),
        ("yard_receipt", answered(moved_by="原地封存")),
        ("registration_notice", answered(registered=False)),
        ("holder_keeps_custody", answered(held_by="被执行人")),
        ("co_owner_told", answered(co_owner=None)),
        ("mortgagee_told", answered(mortgagee=None)),
        ("care_noted", answered(frail=())),
    ],
)
def test_a_duty_is_not_asked_where_the_law_does_not_ask(code: str, change: Change) -> None:
    assert not applies(VehicleSeizure, code, change(TAKEN_CAR))


def test_the_mortgagee_of_the_docket_is_told_though_nobody_wrote_him_down() -> None:
    car = seized.car()
    assert car.vehicle is not None
    known = dataclasses.replace(car, vehicle=dataclasses.replace(car.vehicle, mortgagee="演示银行"))
    here = answered(mortgagee=None)(in_case(properties=(known,))(TAKEN_CAR))
    assert applies(VehicleSeizure, "mortgagee_told", here)


def test_a_note_about_a_person_asks_for_care_too() -> None:
    child = Person(name="何小", role="其他", note="未成年")
    here = answered(frail=(), care=None, present=(child,))(TAKEN_CAR)
    assert standing_of(VehicleSeizure, "care_noted", here).state == "missing"


# --- single rules


def test_a_frame_number_that_differs_at_the_14th_place_is_another_car() -> None:
    seen = seized.VIN[:13] + "3" + seized.VIN[14:]
    assert seized.VIN[13] != "3"
    assert missing(VehicleSeizure, answered(vin=seen)(TAKEN_CAR)) == {"identity_matches_docket"}


def test_the_same_car_written_otherwise_is_the_same() -> None:
    written = answered(plate="浙h·9a3k7", vin=seized.VIN.lower(), engine_number=" 900001y ")(TAKEN_CAR)
    assert standing_of(VehicleSeizure, "identity_matches_docket", written).state == "met"


def test_each_case_needs_its_own_ruling() -> None:
    second = dataclasses.replace(MORTGAGED, number="（2026）浙0822执900004号", served=())
    here = dataclasses.replace(TAKEN_CAR, cases=(MORTGAGED, second))
    assert standing_of(VehicleSeizure, "ruling_served", here).state == "missing"


@pytest.mark.parametrize(
    "paper",
    [
        dataclasses.replace(seized.RULING, on=None),
        dataclasses.replace(seized.RULING, number=""),
        dataclasses.replace(seized.RULING, to="衢州车管所"),
        dataclasses.replace(seized.RULING, title="解除查封裁定书"),
        dataclasses.replace(seized.RULING, title="执行通知书"),
    ],
)
def test_what_is_no_served_seizure_ruling_proves_nothing(paper: Served) -> None:
    assert (
        standing_of(VehicleSeizure, "ruling_served", in_case(served=(paper,))(TAKEN_CAR)).state == "missing"
    )


def test_a_third_partys_car_needs_his_written_word_and_its_photo() -> None:
    here = answered(registered_to_debtor=False, owner_confirmed=True)(TAKEN_CAR)
    assert standing_of(VehicleSeizure, "belongs_to_debtor", here).state == "missing"
    shown = answered(photos=(*PHOTOS, seized.photo("书面确认", PICTURE)))(here)
    assert standing_of(VehicleSeizure, "belongs_to_debtor", shown).state == "met"


def test_an_unregistered_car_is_whose_hands_it_is_in() -> None:
    here = answered(registered=False, registered_to_debtor=False, held_by="被执行人")(TAKEN_CAR)
    assert standing_of(VehicleSeizure, "belongs_to_debtor", here).state == "met"
    other = answered(held_by="其他第三人")(here)
    assert standing_of(VehicleSeizure, "belongs_to_debtor", other).state == "missing"


def test_above_the_claim_only_an_indivisible_thing_where_nothing_else_would_do() -> None:
    dear = answered(estimate=Decimal(202901))(TAKEN_CAR)
    for held, also in ((False, False), (True, False), (False, True)):
        here = answered(indivisible=held, no_other_property=also)(dear)
        assert standing_of(VehicleSeizure, "within_claim", here).state == "missing"
    both = answered(indivisible=True, no_other_property=True)(dear)
    assert standing_of(VehicleSeizure, "within_claim", both).state == "met"
    just = answered(estimate=Decimal(202900))(TAKEN_CAR)
    assert standing_of(VehicleSeizure, "within_claim", just).state == "met", "claim and fee together"


def test_goods_held_first_count_with_the_car_and_those_that_wait_do_not() -> None:
    digger = Property(id="digger", kind="机器设备", name="挖掘机", estimate=Decimal(300000))
    sealed = Measure(id="sealed", kind="sealing", property_id="digger")

    def beside(measure: Measure) -> Change:
        return lambda here: in_case(
            properties=(*here.cases[0].properties, digger), measures=(*here.cases[0].measures, measure)
        )(here)

    assert standing_of(VehicleSeizure, "within_claim", beside(sealed)(TAKEN_CAR)).state == "missing"
    waits = dataclasses.replace(sealed, rank="轮候第1位")
    assert standing_of(VehicleSeizure, "within_claim", beside(waits)(TAKEN_CAR)).state == "met"


def test_what_was_recovered_narrows_the_claim() -> None:
    here = in_case(recovered=Decimal(150000))(TAKEN_CAR)
    assert standing_of(VehicleSeizure, "within_claim", here).state == "missing"


def test_the_claim_is_counted_with_its_interest_up_to_the_day_as_the_meter_counts_it() -> None:
    dear = answered(estimate=Decimal(260000))(TAKEN_CAR)
    assert standing_of(VehicleSeizure, "within_claim", dear).state == "missing", "above claim and fee"
    found = standing_of(VehicleSeizure, "within_claim", owes("261000")(dear))
    assert found.state == "met"
    assert "未超出 261,000.00 元（算到 2026-11-24 的应付和费用）" in found.text
    assert standing_of(VehicleSeizure, "within_claim", owes("259999.99")(dear)).state == "missing"


def test_where_the_interest_cannot_be_told_it_is_said_to_be_unknown() -> None:
    found = standing_of(VehicleSeizure, "within_claim", owes(None)(TAKEN_CAR))
    assert found.state == "met"
    assert "（标的和执行费，利息算不出，没有计入）" in found.text
    dear = answered(estimate=Decimal(260000))(TAKEN_CAR)
    assert standing_of(VehicleSeizure, "within_claim", owes(None)(dear)).state == "missing"
    forced = answered(indivisible=True, no_other_property=True)(dear)
    assert "利息算不出" in standing_of(VehicleSeizure, "within_claim", owes(None)(forced)).text


def test_what_was_taken_by_other_records_counts_with_the_car() -> None:
    digger = Property(id="digger", kind="机器设备", name="挖掘机", estimate=Decimal(300000))
    sealed = Measure(id="entry-9", kind="sealing", property_id="digger")
    here = in_case(properties=(*TAKEN_CAR.cases[0].properties, digger))(TAKEN_CAR)
    assert standing_of(VehicleSeizure, "within_claim", owes("202900")(here)).state == "met"
    beside = owes("202900", measures=(sealed,))(here)
    assert standing_of(VehicleSeizure, "within_claim", beside).state == "missing"


def test_another_public_sign_than_a_seal_counts_with_its_photo() -> None:
    here = answered(seals=None, public_notice="悬挂扣押标识牌")(TAKEN_CAR)
    assert standing_of(VehicleSeizure, "public_sign", here).text == "悬挂扣押标识牌，已拍照"


def test_films_alone_do_not_tell_that_anyone_was_told() -> None:
    film = Film(attachment=PICTURE, sort="film")
    assert standing_of(
        VehicleSeizure, "recorder", answered(films=(film,), recorder_on=None)(TAKEN_CAR)
    ).state == ("missing")
    assert "1 段" in standing_of(VehicleSeizure, "recorder", answered(films=(film,))(TAKEN_CAR)).text


# --- signatures and copies


def sign(name: str, way: Any = "screen", **changes: Any) -> Signature:
    drawn: dict[str, Any] = {"name": name, "role": "到场人", "way": way, "at": AT}
    if way == "screen":
        drawn |= {"strokes": (((0.1, 0.1, 0.5, 0.0), (0.4, 0.2, 0.5, 0.2)),), "bound": BOUND}
    return Signature(**{**drawn, **changes})


def signed(*given: Signature) -> Situation:
    return answered(signatures=given)(dataclasses.replace(TAKEN_CAR, happenings=()))


def transcript(here: Situation) -> str:
    return standing_of(VehicleSeizure, "transcript_signed", here).state


def test_everyone_has_signed_or_it_says_why_not() -> None:
    whole = (*map(sign, SIGNERS[1:]), sign("徐云芝", "refused", reason="认为内容不实"))
    assert transcript(signed(*whole)) == "met"
    for absent in range(len(whole)):
        assert transcript(signed(*whole[:absent], *whole[absent + 1 :])) == "missing"


@pytest.mark.parametrize(
    "void",
    [
        sign("徐云芝", "refused"),
        sign("徐云芝", "unable"),
        sign("徐云芝", "paper"),
        sign("徐云芝", strokes=()),
        sign("徐云芝", bound=()),
    ],
)
def test_a_signature_without_ink_reason_or_copy_is_none(void: Signature) -> None:
    assert transcript(signed(*map(sign, SIGNERS[1:]), void)) == "missing"


def test_screen_and_paper_make_up_for_each_other() -> None:
    wet: Iterable[Event | tuple[str, Event]] = (
        issued("transcript", TRANSCRIPT),
        PaperStep(issued=TRANSCRIPT, step="signed", persons=("徐云芝", "季文")),
        PaperStep(issued=TRANSCRIPT, step="photographed", photo=PICTURE),
    )
    here = dataclasses.replace(signed(*map(sign, SIGNERS[2:])), happenings=journal(*wet))
    assert transcript(here) == "met"
    assert standing_of(VehicleSeizure, "inventory_signed", here).state == "missing", (
        "the list has not been signed"
    )


@pytest.mark.parametrize(("to", "state"), [("何岩松", "met"), ("徐云芝", "met"), ("被执行人成年家属", "met"),
                                           ("张禾生", "missing"), ("季文", "missing")])  # fmt: skip
def test_the_copy_goes_to_the_debtor_or_his_family_and_nobody_else(to: str, state: str) -> None:
    said = journal(issued("inventory", INVENTORY), PaperStep(issued=INVENTORY, step="delivered", to=to))
    here = dataclasses.replace(TAKEN_CAR, happenings=said)
    assert standing_of(VehicleSeizure, "copy_handed_over", here).state == state


def test_a_copy_of_a_voided_list_is_none() -> None:
    void = PaperStep(issued=INVENTORY, step="voided", note="印错一页")
    here = dataclasses.replace(
        TAKEN_CAR, happenings=journal(issued("inventory", INVENTORY), HANDED_OVER, void)
    )
    assert standing_of(VehicleSeizure, "copy_handed_over", here).state == "missing"


def test_a_copy_of_the_transcript_is_not_the_list() -> None:
    given = PaperStep(issued=TRANSCRIPT, step="delivered", to="何岩松")
    here = dataclasses.replace(TAKEN_CAR, happenings=journal(issued("transcript", TRANSCRIPT), given))
    assert standing_of(VehicleSeizure, "copy_handed_over", here).state == "missing"
