"""What later records make of a measure: an ended use, a release, a renewal, another custodian; whoever made them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from services.cases import measures
from services.cases.measures import InForce
from services.docket.property import Measure
from services.entries import entry as entries
from services.entries.entry import FIRST_LINK
from services.position.fix import NoFix
from services.records import catalogue
from services.records.declared import Happening
from services.records.draft import Draft
from services.records.kinds.custody_change import CustodyChange
from services.records.kinds.inspection import Inspection
from services.records.kinds.payment import Payment
from services.records.kinds.release import Release
from services.records.kinds.renewal import Renewal
from services.records.kinds.sealing import Sealing
from services.records.received import Received
from services.records.record import Incomplete, Record, Setting, Start
from services.records.values import HeldMeasure
from tests.factories import make_officer, make_unsigned
from tests.unit.cases.happened import chain
from tests.unit.records import measured, sealed
from tests.unit.records.judging import AT, PICTURE
from tests.unit.records.of_kinds import payment

CASE = dataclasses.replace(measured.CASE, measures=())
LATER = AT + dt.timedelta(days=20)


def record(kind: type[Record], values: dict[str, Any]) -> Any:
    return kind.from_draft(
        Draft(
            id="d",
            kind=kind.code,
            version=1,
            cases=(CASE.number,),
            officers=("方立",),
            started_at=AT,
            values=values,
        )
    )


def told(said: Record, at: dt.datetime = AT, **changes: Any) -> Happening:
    unsigned = make_unsigned(
        CASE.number, kind=said.code, version=said.version, position=NoFix("室内", AT), made_at=at,
        body={"values": said.encode(), "subject": changes.pop("subject", "p7")}, **changes,
    )  # fmt: skip
    return catalogue.read(
        entries.decode(entries.compose(unsigned, "device-1", 1, FIRST_LINK), b"", "ed25519")
    )


SEALED = told(record(Sealing, sealed.answers(PICTURE)))


def held(*happened: Happening) -> InForce:
    (only,) = measures.in_force(CASE, (SEALED, *happened))
    return only


def found() -> HeldMeasure:
    return held().as_found


def test_a_follow_up_begins_with_what_was_agreed_and_photographed() -> None:
    about = found()
    assert (about.measure.id, about.entry, about.name) == (SEALED.entry.id, SEALED.entry.id, "数控车床")
    assert (about.custody.user, about.custody.allowed) == ("何岩松", "仅限生产经营，每日8时至18时")
    assert [photo.slot for photo in about.photos] == ["全貌", "封条", "公告"]
    assert about.place == sealed.SHOP
    assert held().next_inspection == dt.date(2026, 12, 24)


def test_a_breach_ends_the_use_and_the_thing_is_sealed_for_good() -> None:
    seen = record(Inspection, measured.inspection(PICTURE, measure=found()))
    after = held(told(seen, LATER))
    assert (after.measure.in_use, after.measure.held) == (False, True)
    assert after.custody.custodian == "郑保管"
    assert (after.custody.user, after.custody.inspection_days) == ("", None)
    assert after.custody.seals == "车床900751"
    assert after.next_inspection is None
    assert after.measure.expires_on == held().measure.expires_on
    assert seen.summary() == "数控车床 · 封条破损 · 违反约定，已转死封"


def test_an_inspection_within_the_terms_leaves_the_use_and_moves_the_next_one() -> None:
    fine = record(
        Inspection,
        measured.inspection(
            PICTURE, measure=found(), use_state="在约定之内", breaches=None, breach_facts=None, turned=None, new_seals=None,
            custodian=None, seals_state="完好", seals_note=None, goods_state="与清单一致", goods_note=None,
            began_at=LATER, ended_at=LATER,
        ),
    )  # fmt: skip
    after = held(told(fine, LATER))
    assert (after.measure.in_use, after.custody) == (True, held().custody)
    assert after.next_inspection == LATER.date() + dt.timedelta(days=30)
    assert [photo.slot for photo in after.photos] == ["现状", "封条"], "the next comparison is with these"


def test_a_strip_that_was_torn_leaves_the_measure_and_the_new_one_stands_in_its_place() -> None:
    before = dataclasses.replace(
        found(), custody=dataclasses.replace(found().custody, seals="车床900741、配电箱900742")
    )
    torn = record(
        Inspection,
        measured.inspection(
            PICTURE, measure=before, use_state="在约定之内", breaches=None, breach_facts=None, turned=None, new_seals=None,
            custodian=None, broken_seals="车床900741", replaced_seals="车床900752",
        ),
    )  # fmt: skip
    after = held(told(torn, LATER))
    assert after.custody.seals == "配电箱900742、车床900752"
    assert (after.custody.user, after.measure.in_use) == (held().custody.user, True), (
        "only the strips have changed"
    )
    said = torn.narrative(Setting(cases=(CASE,), officers=()))
    assert "封条破损（车床900741），被撕毁，原因待查，已补贴车床900752" in said


def test_a_corrected_inspection_gives_the_use_back() -> None:
    broken = told(record(Inspection, measured.inspection(PICTURE, measure=found())), LATER)
    kept = record(
        Inspection,
        measured.inspection(
            PICTURE, measure=found(), turned=False, not_turned_why="当场纠正", new_seals=None, custodian=None
        ),
    )
    again = told(kept, LATER + dt.timedelta(hours=1), amends=broken.entry.id, reason="误记")
    assert held(broken, again).measure.in_use


def test_a_released_measure_is_in_force_no_longer() -> None:
    free = told(record(Release, measured.release(PICTURE, measure=found())), LATER)
    assert measures.in_force(CASE, (SEALED, free)) == ()


def test_a_renewal_takes_the_place_of_what_it_names_and_keeps_custody_and_terms() -> None:
    on = record(
        Renewal,
        measured.renewal(
            PICTURE, measure=found(), term_from=dt.date(2028, 11, 24), term_until=dt.date(2030, 11, 23)
        ),
    )
    after = held(told(on, LATER))
    assert (after.measure.expires_on, after.measure.renews) == (dt.date(2030, 11, 23), SEALED.entry.id)
    assert [former.expires_on for former in after.formers] == [dt.date(2028, 11, 23)]
    assert (after.thing, after.custody.user) == (sealed.LATHE, "何岩松")
    assert after.measure.ruling == "（2026）浙0822执900003号之六"
    assert measures.troubles(after) == ()


def test_the_dockets_own_measure_is_renewed_and_released_as_well() -> None:
    mine = Measure(
        id="m1",
        kind="sealing",
        property_id="p7",
        effective_on=dt.date(2024, 12, 5),
        expires_on=dt.date(2026, 12, 4),
    )
    case = dataclasses.replace(CASE, measures=(mine,))
    (known,) = measures.in_force(case, ())
    on = told(record(Renewal, measured.renewal(PICTURE, measure=known.as_found)))
    (after,) = measures.in_force(case, (on,))
    assert (after.measure.renews, after.formers) == ("m1", (mine,))
    free = told(record(Release, measured.release(PICTURE, measure=after.as_found)), LATER)
    assert measures.in_force(case, (on, free)) == (), "and the old one does not rise again"


def test_another_custodian_who_is_not_the_debtor_ends_the_use() -> None:
    given = told(record(CustodyChange, measured.custody(PICTURE, measure=found())), LATER)
    after = held(given)
    assert (after.custody.custodian, after.custody.seals, after.custody.user) == ("郑保管", "车床900751", "")
    assert not after.measure.in_use
    stays = record(
        CustodyChange, measured.custody(PICTURE, measure=found(), kept_by="被执行人", custodian="何岩柏")
    )
    kept = held(told(stays, LATER))
    assert (kept.measure.in_use, kept.custody.custodian, kept.custody.user) == (True, "何岩柏", "何岩松")


def test_what_a_colleague_did_counts_too() -> None:
    free = told(record(Release, measured.release(PICTURE, measure=found())), LATER)
    assert measures.in_force(CASE, (SEALED,), (free,)) == ()


# --- how they begin


def start(kind: type[Record], about: HeldMeasure) -> Any:
    return kind.prefilled(
        Start(cases=(CASE,), officers=(make_officer(),), now=AT, position=NoFix("室内", AT), held=about)
    )


@pytest.mark.parametrize("kind", [Inspection, Release, Renewal, CustodyChange])
def test_the_measure_is_filled_in_and_asks_to_be_confirmed(kind: type[Record]) -> None:
    filled = start(kind, measured.IN_USE)
    assert filled["measure"] == measured.IN_USE
    assert set(filled) <= set(kind.fields())


@pytest.mark.parametrize("kind", [Inspection, Release, Renewal, CustodyChange])
def test_without_a_measure_there_is_no_record(kind: type[Record]) -> None:
    with pytest.raises(Incomplete) as refused:
        record(kind, {})
    assert any(problem.name == "measure" for problem in refused.value.problems)


def test_the_new_term_follows_the_old_one_and_is_as_long_as_the_law_allows() -> None:
    filled = start(Renewal, measured.IN_USE)
    assert (filled["term_from"], filled["term_until"]) == (dt.date(2026, 12, 5), dt.date(2028, 12, 4))
    account = start(Renewal, measured.FROZEN)
    assert (account["term_from"], account["term_until"]) == (dt.date(2026, 12, 1), dt.date(2027, 11, 30))
    flat = dataclasses.replace(
        measured.IN_USE, measure=dataclasses.replace(measured.IN_USE.measure, property_id="p8")
    )
    assert start(Renewal, flat)["term_until"] == dt.date(2029, 12, 4)


def test_accounts_are_released_and_renewed_and_neither_looked_at_nor_kept() -> None:
    fits = [kind for kind in catalogue.KINDS if kind.about_measures and kind.fits(measured.FROZEN)]
    assert fits == [Release, Renewal]
    assert [k for k in catalogue.KINDS if k.about_measures] == [Inspection, Release, Renewal, CustodyChange]


@pytest.mark.parametrize(
    ("kind", "values", "name", "words"),
    [
        (Inspection, measured.inspection(PICTURE, next_on=dt.date(2026, 11, 1)), "next_on", "早于这一次"),
        (Release, measured.release(PICTURE, paid_at=LATER), "paid_at", "晚于完成时间"),
        (Release, measured.release(PICTURE, state="有毁损"), "state_note", "写明"),
        (Renewal, measured.renewal(PICTURE, term_until=dt.date(2026, 12, 1)), "term_until", "早于起始日"),
        (Renewal, measured.renewal(PICTURE, term_until=dt.date(2029, 12, 5)), "term_until", "三年"),
        (
            Renewal,
            measured.renewal(PICTURE, measure=measured.CAR, term_until=dt.date(2028, 12, 5)),
            "term_until",
            "二年",
        ),
        (CustodyChange, measured.custody(PICTURE, custodian="何岩松"), "custodian", "同一人"),
    ],
)
def test_what_does_not_fit_is_said(kind: type[Record], values: dict[str, Any], name: str, words: str) -> None:
    with pytest.raises(Incomplete) as refused:
        record(kind, values)
    assert words in {p.name: p.sentence for p in refused.value.problems}[name]


@pytest.mark.parametrize(("still_open", "ground"), [(Decimal(0), "债务已经清偿"), (Decimal(190000), None)])
def test_a_release_begins_with_what_the_last_payment_has_left_open(
    still_open: Decimal, ground: str | None
) -> None:
    used = dataclasses.replace(payment.USED, still_open=still_open)
    paid = Payment(**payment.answers(received=Received(amount=Decimal(20000), used=used)))
    begin = Start(
        cases=(CASE,), officers=(make_officer(),), now=LATER, position=NoFix("室内", LATER), held=found(),
        related=chain([(paid, "", "")], CASE.number),
    )  # fmt: skip
    ended = Release.prefilled(begin).get("ground")
    assert ended == ground, "only what its account clears is said to be cleared"
