"""What falls due is kept beside the docket: counted anew when case, journal or tables change, and never from memory."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from services.docket.case import Case
from services.docket.proceedings import Inquiry, Petition
from services.docket.property import Measure
from services.entries.chain import Stored
from services.entries.entry import FIRST_LINK, compose
from services.law import periods
from services.records.draft import Draft
from services.records.kinds.release import Release
from services.records.kinds.renewal import Renewal
from services.records.record import Incomplete, Record
from services.records.values import HeldMeasure
from services.store import exchanged, journal, radar, registry, summaries
from services.store.vault import Vault
from tests.factories import NOW, make_case, make_docket, make_series, make_unsigned
from tests.unit.cases.happened import KEY, visit
from tests.unit.cases.test_closing import NAMES as NEEDED
from tests.unit.cases.test_closing import ripe
from tests.unit.records import measured
from tests.unit.records.judging import PICTURE

TODAY = NOW.date()
UNTIL = TODAY + dt.timedelta(days=90)
FAR = dt.date(2029, 1, 1)


def due_in(serial: int, days: int | None, **changes: Any) -> Case:
    on = None if days is None else TODAY + dt.timedelta(days=days)
    measure = Measure(id="m", kind="sealing", property_id="", expires_on=on, note="车")
    given = {"measures": (measure,), "due_on": FAR, "properties": (), **changes}
    return make_case(serial=serial, **given)


def catch_up(vault: Vault) -> int:
    made = 0
    while piece := radar.catch_up(vault, 3):
        made += piece
    return made


def found(vault: Vault, day: dt.date = TODAY) -> list[tuple[str, int | None]]:
    rows = radar.rows(vault, day, day + dt.timedelta(days=90))
    return sorted(((r.number[-3:-1], r.days_left) for r in rows), key=str)


def test_rows_come_few_at_a_time_until_nothing_is_stale(vault: Vault) -> None:
    registry.load_docket(vault, make_docket([due_in(900010 + n, n) for n in range(7)]))
    assert radar.stale(vault) == 7
    assert radar.catch_up(vault, 3) == 3
    assert radar.stale(vault) == 4
    assert catch_up(vault) == 4
    assert radar.stale(vault) == 0
    assert [days for _, days in found(vault)] == list(range(7))


def test_a_row_tells_the_case_it_stands_for(vault: Vault) -> None:
    case = due_in(900010, 5, series=make_series(), handler="毛一帆")
    registry.load_docket(vault, make_docket([case]))
    catch_up(vault)
    (row,) = radar.rows(vault, TODAY, UNTIL)
    assert (row.number, row.cause, row.handler, row.series_count) == (case.number, case.cause, "毛一帆", 740)
    assert (row.creditors, row.debtors) == (case.creditors[0].name, case.debtors[0].name)
    assert (row.due.what, row.days_left) == ("车查封到期", 5)


def test_words_that_stand_in_many_rows_are_held_once(vault: Vault) -> None:
    registry.load_docket(vault, make_docket([due_in(900010, 5), due_in(900011, 6)]))
    catch_up(vault)
    one, other = radar.rows(vault, TODAY, UNTIL)
    assert one.due.what is other.due.what
    assert one.handler is other.handler


def test_a_changed_case_is_counted_anew_and_the_others_stay(vault: Vault) -> None:
    cases = [due_in(900010, 5), due_in(900011, 6)]
    registry.load_docket(vault, make_docket(cases))
    catch_up(vault)
    changed = replace(cases[0], petitions=(Petition(received_on=TODAY),))
    registry.load_docket(vault, make_docket([changed, cases[1]], serial=2))
    assert radar.stale(vault) == 1
    assert catch_up(vault) == 1
    assert len(radar.rows(vault, TODAY, UNTIL)) == 3


def test_a_record_in_the_journal_makes_its_case_stale(vault: Vault) -> None:
    case = due_in(900010, 5)
    registry.load_docket(vault, make_docket([case]))
    catch_up(vault)
    body = {"values": visit().encode()}
    journal.append(vault, make_unsigned(case.number, body=body))
    assert radar.stale(vault) == 1
    assert catch_up(vault) == 1
    assert found(vault) == [("10", 5)]


def test_a_record_that_cannot_be_read_says_that_the_list_may_be_short(vault: Vault) -> None:
    case = due_in(900010, 5)
    registry.load_docket(vault, make_docket([case]))
    journal.append(vault, make_unsigned(case.number, body={"values": {"outcome": 7}}))
    catch_up(vault)
    notes = [r.due.note for r in radar.rows(vault, TODAY, UNTIL) if r.due.on is None]
    assert notes == [radar.UNREAD]


def test_what_a_colleague_recorded_makes_the_case_stale_and_counts(vault: Vault) -> None:
    looked_for = {"inquiries": tuple(Inquiry(kind=k, on=TODAY) for k in NEEDED), "measures": ()}
    case = ripe(serial=900010, **looked_for, past_visits=(), due_on=FAR)
    registry.load_docket(vault, make_docket([case]))
    catch_up(vault)
    assert radar.rows(vault, TODAY, UNTIL) == (), "nobody has looked for the debtor"
    theirs = make_unsigned(case.number, body={"values": visit().encode()})
    raw = compose(theirs, "another-device", 1, FIRST_LINK)
    row = Stored(
        device="another-device", seq=1, raw=raw, signature=KEY.sign(raw), algorithm=KEY.algorithm
    )  # fmt: skip
    with vault.db.atomic():
        exchanged.taking([(KEY.public.hex(), row)], whole=True)(vault.db)
    assert radar.stale(vault) == 1
    assert catch_up(vault) == 1
    assert [r.due.sort for r in radar.rows(vault, TODAY, UNTIL)] == ["closing"]


def test_newer_holidays_make_every_case_stale(vault: Vault) -> None:
    registry.load_docket(vault, make_docket([due_in(900010, 5)]))
    catch_up(vault)
    newer = {**periods.BUNDLED, 2027: periods.BUNDLED[2026]}
    assert radar.stale(vault, newer) == 1


def test_a_case_that_was_closed_or_handed_on_is_no_longer_due(vault: Vault) -> None:
    cases = [due_in(900010, 5), due_in(900011, 6), due_in(900012, 7)]
    registry.load_docket(vault, make_docket(cases))
    catch_up(vault)
    closed = replace(cases[0], state="执行完毕")
    registry.load_docket(vault, make_docket([closed, cases[2]], serial=2))
    assert found(vault) == [("12", 7)]


@pytest.mark.parametrize(("days", "seen"), [(-400, True), (90, True), (91, False), (None, True)])
def test_the_horizon_holds_what_is_overdue_and_what_lacks_its_date(
    vault: Vault, days: int | None, seen: bool
) -> None:
    registry.load_docket(vault, make_docket([due_in(900010, days)]))
    catch_up(vault)
    assert bool(radar.rows(vault, TODAY, UNTIL)) is seen


def test_the_same_rows_move_up_as_the_days_pass(vault: Vault) -> None:
    registry.load_docket(vault, make_docket([due_in(900010, 5)]))
    catch_up(vault)
    assert found(vault, TODAY + dt.timedelta(days=6)) == [("10", -1)]
    assert radar.stale(vault) == 0


def next_expiry(vault: Vault, number: str) -> dt.date | None:
    catch_up(vault)
    (row,) = summaries.of_numbers(vault, [number])
    return row.next_expiry


def test_the_lists_next_expiry_follows_what_was_renewed_and_released_on_site(vault: Vault) -> None:
    def commit(kind: type[Record], values: dict[str, Any]) -> None:
        draft = Draft(
            id="d", kind=kind.code, version=kind.version, cases=(case.number,), officers=("方立",), started_at=NOW,
            values=values,
        )  # fmt: skip
        said = kind.from_draft(draft)
        assert not isinstance(said, Incomplete)
        body = {"values": said.encode()}
        journal.append(vault, make_unsigned(case.number, kind=kind.code, version=kind.version, body=body))

    def docket(*terms: HeldMeasure) -> Case:
        return replace(measured.CASE, measures=tuple(one.measure for one in terms))

    machine, money = measured.IN_USE, measured.FROZEN
    case = docket(machine, money)
    registry.load_docket(vault, make_docket([case]))
    assert next_expiry(vault, case.number) == money.measure.expires_on == dt.date(2026, 11, 30)
    commit(Release, measured.release(PICTURE, measure=money))
    assert next_expiry(vault, case.number) == machine.measure.expires_on == dt.date(2026, 12, 4)
    commit(Renewal, measured.renewal(PICTURE))
    assert next_expiry(vault, case.number) == dt.date(2028, 12, 4)
    assert summaries.counts(vault, TODAY).expiring == 0
    changed = replace(case, cause="买卖合同纠纷")
    registry.load_docket(vault, make_docket([changed], serial=2))
    assert next_expiry(vault, case.number) == dt.date(2028, 12, 4), "a docket that does not know of it yet"
