"""An address gets its place from the officer, a photo or an earlier record; journalled, marked, taken back in the open."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from services.actions import evidence, finding, marking, placing, planning, recording, unlocking
from services.actions.placing import Found
from services.docket.case import Case
from services.docket.party import Place
from services.entries import entry as entries
from services.entries.chain import Stored
from services.entries.entry import FIRST_LINK
from services.errors import BadInput, NotAllowed
from services.position import datum, distance
from services.position.fix import BadPosition, Fix, NoFix
from services.records.events import PlaceMarked
from services.records.kinds.visit import Visit
from services.session import Session
from services.store import exchanged, journal, registry
from tests.factories import NOW, SECRET, make_case, make_docket
from tests.fixtures_window import Tablet

TODAY = NOW.date()
NOWHERE = "浙江省常山县新昌乡达坞村18号"
HERE = Found(latitude=28.9501234, longitude=118.4203456, way="map", source="在地图上点")


def at_nowhere(case: Case) -> Case:
    """The same case, whose debtors live at an address without coordinates."""
    place = Place(text=NOWHERE, town="新昌乡")
    moved = (replace(p, places=(place,)) if p.role == "debtor" else p for p in case.parties)
    return replace(case, parties=tuple(moved), properties=())


@pytest.fixture
def session(tablet: Tablet) -> Iterator[Session]:
    """Three live cases, two of them at the same address that nobody has set on a map."""
    opened = unlocking.unlock(tablet.folder, SECRET, NOW)
    cases = [make_case(serial=900001 + n, due_on=TODAY + dt.timedelta(days=n)) for n in range(3)]
    registry.load_docket(opened.vault, make_docket([*map(at_nowhere, cases[:2]), cases[2]], serial=2))
    yield opened
    opened.vault.close()


def there(session: Session) -> list[planning.Target]:
    return [t for t in planning.targets(session, TODAY, "live") if t.place == NOWHERE]


def photo(latitude: float | None = None, longitude: float = 118.4211) -> bytes:
    """A photo as a camera writes it, with its place where one is given."""
    made = io.BytesIO()
    Image.new("RGB", (64, 48), "grey").save(made, "JPEG")
    if latitude is None:
        return made.getvalue()
    fix = Fix(latitude, longitude, NOW, "receiver", accuracy_m=4.0)
    return evidence.stamped(made.getvalue(), NOW, fix)


def call_at(session: Session, position: Fix | NoFix) -> None:
    case = there(session)[0].case
    draft = recording.start(session, Visit, [case], NOW, position, subject=NOWHERE)
    draft = draft.answered("outcome", "无人")
    recording.commit(session, recording.confirm_all(session, draft, NOW), NOW)


def test_a_mark_counts_for_every_case_of_the_address_and_says_that_it_was_set_by_hand(
    session: Session,
) -> None:
    assert [t.at for t in there(session)] == [None, None]
    entry = placing.mark(session, NOWHERE, HERE, NOW)
    assert [t.at for t in there(session)] == [(28.9501234, 118.4203456)] * 2
    assert all(t.marked.startswith("手工标点，") for t in there(session))
    assert set(entry.cases) == {t.case for t in there(session)}
    assert isinstance(entry.position, Fix)
    assert entry.position.source == "hand"
    assert "地址标点" in entry.position.note


def test_a_mark_stands_in_the_case_s_timeline_with_its_datum(session: Session) -> None:
    placing.mark(session, NOWHERE, HERE, NOW)
    rows = finding.case_file(session, there(session)[0].case, TODAY).timeline
    assert any(r.title == "地址标点" and "28.950123, 118.420346（WGS-84）" in r.text for r in rows)


def test_a_second_mark_names_the_first_and_both_stay_readable(session: Session) -> None:
    first = placing.mark(session, NOWHERE, HERE, NOW)
    second = placing.mark(session, NOWHERE, replace(HERE, latitude=28.96), NOW)
    assert (second.amends, second.reason) == (first.id, "重新标点")
    assert there(session)[0].at == (28.96, 118.4203456)
    assert len(journal.entries(session.vault, kinds=[PlaceMarked.code])) == 2


def test_a_mark_is_taken_back_by_a_correction_that_says_why(session: Session) -> None:
    first = placing.mark(session, NOWHERE, HERE, NOW)
    with pytest.raises(BadInput, match="为什么撤销"):
        placing.take_back(session, NOWHERE, " ", NOW)
    back = placing.take_back(session, NOWHERE, "点到邻村了", NOW)
    assert (back.amends, back.reason) == (first.id, "点到邻村了")
    assert [t.at for t in there(session)] == [None, None]
    with pytest.raises(NotAllowed, match="没有标过点"):
        placing.take_back(session, NOWHERE, "再撤一次", NOW)


def test_a_mark_counts_before_the_docket_s_place_and_taking_it_back_restores_that(session: Session) -> None:
    target = next(t for t in planning.targets(session, TODAY, "live") if t.at is not None)
    placing.mark(session, target.place, HERE, NOW)
    marked = next(t for t in planning.targets(session, TODAY, "live") if t.case == target.case)
    assert marked.at == (HERE.latitude, HERE.longitude)
    placing.take_back(session, target.place, "标错了", NOW)
    again = next(t for t in planning.targets(session, TODAY, "live") if t.case == target.case)
    assert again.at == target.at


@pytest.mark.parametrize(
    ("latitude", "longitude", "words"),
    [(118.42, 28.95, "写反"), (48.85, 2.29, "不在国内"), (0.0, 0.0, "不在国内")],
)
def test_swapped_and_foreign_coordinates_are_refused_and_nothing_is_written(
    session: Session, latitude: float, longitude: float, words: str
) -> None:
    with pytest.raises(BadPosition, match=words):
        placing.mark(session, NOWHERE, replace(HERE, latitude=latitude, longitude=longitude), NOW)
    assert journal.entries(session.vault, kinds=[PlaceMarked.code]) == []


def test_an_address_of_no_case_is_not_marked(session: Session) -> None:
    with pytest.raises(BadInput, match="没有这个地址"):
        placing.mark(session, "浙江省常山县无此路1号", HERE, NOW)


def test_what_was_copied_from_a_shifted_map_is_kept_in_wgs84(session: Session) -> None:
    shown = datum.to_gcj02(HERE.latitude, HERE.longitude)
    placing.mark(session, NOWHERE, placing.from_text(f"{shown[0]:.7f}, {shown[1]:.7f}", "gcj02"), NOW)
    at = there(session)[0].at
    assert at is not None
    assert distance.metres(at, (HERE.latitude, HERE.longitude)) < 0.05


def test_a_photo_file_gives_its_place_and_one_without_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "门牌.jpg").write_bytes(photo(28.9511))
    found = placing.look_at(str(tmp_path / "门牌.jpg"))
    assert (found.latitude, found.longitude) == pytest.approx((28.9511, 118.4211), abs=1e-7)
    assert (found.way, found.source) == ("photo", "门牌.jpg")
    (tmp_path / "无.jpg").write_bytes(photo())
    with pytest.raises(BadInput, match="没有坐标"):
        placing.look_at(str(tmp_path / "无.jpg"))


def test_an_earlier_call_offers_where_the_receiver_was(session: Session) -> None:
    call_at(session, Fix(28.9512, 118.4222, NOW, "receiver", accuracy_m=4.0, receiver="北斗"))
    (found,) = placing.seen_here(session, NOWHERE)
    assert (found.latitude, found.longitude, found.way) == (28.9512, 118.4222, "visit")
    assert found.source == "上门查找，北斗 ±4 m"


@pytest.mark.parametrize("position", [
    NoFix(reason="室内", at=NOW), Fix(28.9, 118.5, NOW, "replay"), Fix(28.9, 118.5, NOW, "hand", note="车库"),
])  # fmt: skip
def test_a_call_without_a_measured_place_offers_none(session: Session, position: Fix | NoFix) -> None:
    call_at(session, position)
    assert placing.seen_here(session, NOWHERE) == ()


def test_without_a_fix_there_is_nothing_to_take() -> None:
    with pytest.raises(BadInput, match="现在没有定位"):
        placing.from_fix(None)


@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(latitude=st.floats(28.7, 29.3), longitude=st.floats(118.2, 118.9), copied=st.booleans())
def test_no_point_of_the_journal_is_ever_in_the_shifted_datum(
    session: Session, latitude: float, longitude: float, copied: bool
) -> None:
    """Whatever way a place came, what is stored lies where the place is, not half a kilometre beside it."""
    shown = datum.to_gcj02(latitude, longitude) if copied else (latitude, longitude)
    found = placing.from_text(f"{shown[0]:.8f}, {shown[1]:.8f}", "gcj02" if copied else "wgs84")
    entry = placing.mark(session, NOWHERE, found, NOW)
    kept = next(e for e in journal.entries(session.vault, kinds=[PlaceMarked.code]) if e.id == entry.id)
    values = kept.body["values"]
    assert isinstance(kept.position, Fix)
    for stored in (
        (values["latitude"], values["longitude"]),
        (kept.position.latitude, kept.position.longitude),
    ):
        assert distance.metres(stored, (latitude, longitude)) < 0.05


def test_a_call_s_own_fix_is_stored_as_the_receiver_said_it(session: Session) -> None:
    call_at(session, Fix(28.901462, 118.511235, NOW, "receiver", accuracy_m=4.0))
    (entry,) = journal.entries(session.vault, kinds=[Visit.code])
    assert isinstance(entry.position, Fix)
    assert (entry.position.latitude, entry.position.longitude) == (28.901462, 118.511235)


def colleagues(session: Session, said: PlaceMarked, made_at: dt.datetime, seq: int, amends: str = "") -> str:
    """A mark that a colleague has made, as an exchange brings it down; returns its id."""
    numbers = tuple(t.case for t in there(session))
    unsigned = replace(unlocking.event(session, said, numbers, made_at), officers=("赖文樟",), amends=amends)
    raw = entries.compose(unsigned, "00000000-0000-7000-8000-0000000000c0", seq, FIRST_LINK)
    row = Stored(device="c0", seq=seq, raw=raw, signature=b"", algorithm="ed25519")
    with session.vault.db.atomic():
        exchanged.taking([("key", row)], whole=False)(session.vault.db)
    return entries.decode(raw, b"", "ed25519").id


def test_a_colleague_s_mark_counts_too_and_is_said_to_be_his(session: Session) -> None:
    said = PlaceMarked(place=NOWHERE, way="receiver", source="北斗", latitude=28.97, longitude=118.45)
    colleagues(session, said, NOW + dt.timedelta(minutes=5), 1)
    (first, second) = there(session)
    assert (first.at, second.at) == ((28.97, 118.45), (28.97, 118.45))
    assert first.marked.startswith("接收机定位，同事赖文樟")
    placing.mark(session, NOWHERE, HERE, NOW)
    assert there(session)[0].at == (28.97, 118.45), "the later word counts, whoever said it"
    mine = placing.mark(session, NOWHERE, HERE, NOW + dt.timedelta(minutes=9))
    assert there(session)[0].at == (HERE.latitude, HERE.longitude)
    assert "同事" not in there(session)[0].marked
    assert mine.amends, "what it takes the place of is named, though a colleague made it"


def test_a_colleague_takes_his_mark_back_and_the_docket_s_place_counts_again(session: Session) -> None:
    said = PlaceMarked(place=NOWHERE, way="map", source="在地图上点", latitude=28.97, longitude=118.45)
    made = colleagues(session, said, NOW, 1)
    colleagues(session, PlaceMarked(place=NOWHERE, way="undone"), NOW + dt.timedelta(minutes=1), 2, made)
    assert [t.at for t in there(session)] == [None, None]


def test_a_record_begins_at_the_marked_place_and_offers_what_was_measured_there(session: Session) -> None:
    placing.mark(session, NOWHERE, HERE, NOW)
    call_at(session, Fix(28.9503, 118.4206, NOW, "receiver", accuracy_m=4.0, satellites=17))
    case = there(session)[0].case
    draft = recording.start(session, Visit, [case], NOW, NoFix(reason="室内", at=NOW), subject=NOWHERE)
    assert (draft.values["place"].latitude, draft.values["place"].longitude) == (
        HERE.latitude,
        HERE.longitude,
    )
    known = marking.marks(session)
    cases = marking.located(finding.cases(session, [case]), known)
    offered = marking.spots(cases, finding.happenings(session, case), known, demo=False)
    assert [(s.place, s.latitude) for s in offered] == [(NOWHERE, HERE.latitude), (NOWHERE, 28.9503)]
    assert offered[0].words.startswith("手工标点")
    assert offered[1].words == "上次上门的定位 11-24"
