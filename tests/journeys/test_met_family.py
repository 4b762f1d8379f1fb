"""The wife is met at the door: whom, what she said, a clue, what comes next, a photo; nothing finished half-written."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from services.actions import evidence
from services.records import catalogue
from services.records.kinds.visit import Visit
from tests.fixtures_journey import SECRET, OpenHands, Station
from tests.journeys import visiting
from tests.journeys.hands import Hands

BAR_SECONDS = 90.0  # design.md §1.6: met and talked, the officer's own time and the program's work included

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def meet_the_wife(hands: Hands) -> None:
    met = hands.editor("met")
    hands.tap(met.adder)
    hands.write(met.panel.name, "郑𬭎")
    hands.tap(next(k for k in met.panel.role.keys if k.text() == "成年家属"))
    hands.write(met.panel.lines["relation"], "妻子")
    hands.press("好")


def test_whom_what_a_clue_the_next_step_and_a_photo(
    station: Station, open_hands: OpenHands, tmp_path: Path
) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    hands.taps, hands.signs, begun = 0, 0, time.process_time()
    visiting.begin(hands, station.case.number)
    visiting.outcome(hands, "见到家属")
    meet_the_wife(hands)
    hands.tap(hands.editor("id_shown").keys.yes)
    hands.tap(hands.editor("said").phrase_keys["称近期不在常山"])
    hands.tap(hands.editor("clues").keys["车辆"])
    hands.write(hands.editor("clues").rows[0].words, "白色轿车，停在村委会门口")
    hands.tap(hands.editor("next_steps").key("约谈家属"))
    raw = visiting.picture(tmp_path / "门牌.jpg")
    photos = hands.editor("photos")
    hands.choose_in_dialog(photos.slots["门牌"], tmp_path / "门牌.jpg")
    hands.until(lambda: bool(photos.photos))
    for name in hands.draft.prefilled:
        hands.tap(hands.editor(name).frame.confirm_key)
    entry = visiting.finish(hands)
    assert hands.taps <= 26, "whom, a sentence, a clue, the next step, a photo"
    assert hands.effort + time.process_time() - begun < BAR_SECONDS, (
        f"{hands.taps} taps, {hands.signs} signs written"
    )

    said = catalogue.read(entry).said
    assert isinstance(said, Visit)
    assert [(p.name, p.role, p.relation) for p in said.met] == [("郑𬭎", "成年家属", "妻子")]
    assert [line.text for line in said.said] == ["称近期不在常山"]
    assert [(c.sort, c.text) for c in said.clues] == [("车辆", "白色轿车，停在村委会门口")]
    assert said.next_steps == ("约谈家属",)
    (photo,) = said.photos
    assert photo.attachment.digest == hashlib.sha256(raw).hexdigest()
    assert hands.ask(lambda: evidence.original(hands.session, photo.attachment)) == raw
    assert photo.taken_at is not None
    assert f"{photo.taken_at:%Y-%m-%d %H:%M:%S}" == "2026-11-24 09:58:30"
    assert photo.latitude == pytest.approx(28.901458, abs=1e-5)
    assert visiting.faults(hands) == []
    assert "妻子" in hands.read()
    assert "郑𬭎" in hands.read()


def test_what_is_unfinished_blocks_and_the_tap_leads_there(station: Station, open_hands: OpenHands) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    visiting.begin(hands, station.case.number)
    page = hands.record
    assert page.done_key.missing == "还差 1 项"
    hands.tap(page.done_key)
    assert hands.editor("outcome").frame.sentence == "“结果”还没有填"
    visiting.outcome(hands, "见到家属")
    hands.tap(page.done_key)
    assert hands.editor("met").frame.state == "error"
    assert "要写明见到的人" in hands.editor("met").frame.sentence
    assert hands.record.form is not None
    assert hands.record.form.seen(["met"]), "the field was scrolled into sight"
    meet_the_wife(hands)
    hands.until(lambda: "离场校验" in page.done_key.missing)
    hands.tap(page.done_key)
    assert page.gate.sheet is not None
    hands.until(lambda: "出示工作证件" in hands.read(page.gate.sheet))
    assert visiting.visits(hands) == []


def test_an_identity_number_with_a_wrong_check_digit_warns_and_may_stand(
    station: Station, open_hands: OpenHands
) -> None:
    hands = open_hands(station.root)
    hands.unlock(SECRET)
    visiting.begin(hands, station.case.number)
    visiting.outcome(hands, "见到家属")
    met = hands.editor("met")
    hands.tap(met.adder)
    hands.write(met.panel.name, "郑某")
    hands.tap(next(k for k in met.panel.role.keys if k.text() == "成年家属"))
    hands.write(met.panel.lines["id_number"], "330899198001010010")
    assert "校验" in met.panel.warning.sentence
    hands.press("好")
    hands.tap(hands.editor("id_shown").keys.yes)
    for name in hands.draft.prefilled:
        hands.tap(hands.editor(name).frame.confirm_key)
    said = catalogue.read(visiting.finish(hands)).said
    assert isinstance(said, Visit)
    assert said.met[0].id_number == "330899198001010010"
