"""A draft keeps every answer as it was given, and knows which ones still wait for 对."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

from hypothesis import given
from hypothesis import strategies as st

from services.entries.entry import Attachment
from services.records import draft as drafts
from services.records.draft import SigningCopy
from services.records.kinds.visit import Visit
from services.records.values import Bound, Confirmation, Override, Photo, Signature
from tests.unit.records.answers import AT, FAMILY_MET, HOME, NOBODY_HOME, draft

PAPER = Attachment(digest="cd" * 32, size=90_000, media_type="application/pdf", role="signing_copy")
PHOTO = Photo(
    slot="门牌",
    attachment=Attachment(digest="ab" * 32, size=4_200_000, media_type="image/jpeg", role="photo"),
    taken_at=AT,
    source="camera",
    latitude=28.9,
    longitude=118.5,
)
SIGNED = Signature(
    name="徐云芝", role="成年家属", way="screen", at=AT, aspect=0.4, bound=(Bound(document="visit", digest="cd" * 32),),
    strokes=(((0.1, 0.2, 0.5, 0.0), (0.2, 0.25, 0.7, 0.016)),),
)  # fmt: skip


def test_a_draft_with_every_sort_of_answer_comes_back_the_same() -> None:
    kept = draft(
        {**FAMILY_MET, "photos": (PHOTO,), "signatures": (SIGNED,)},
        prefilled=frozenset({"officers", "place"}),
        confirmed={"arrived_at": Confirmation(by="officer-1", at=AT)},
        overrides=(Override(duty="id_shown", reason="对方拒看", by="officer-1", at=AT),),
        signing=(SigningCopy(document="visit", attachment=PAPER, made_at=AT, shown={"outcome": "见到家属"}),),
        subject="property-1",
        amends="entry-1",
        reason="地址写错",
        kept_at=AT + dt.timedelta(seconds=1),
    )
    assert drafts.decode(drafts.encode(kept), Visit) == kept


def test_an_empty_draft_comes_back_the_same() -> None:
    assert drafts.decode(drafts.encode(draft({})), Visit) == draft({})


def test_a_cleared_answer_stays_cleared() -> None:
    kept = draft().answered("outcome", None)
    assert drafts.decode(drafts.encode(kept), Visit).values["outcome"] is None


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF), max_size=50))
def test_any_words_survive_being_kept_twice(words: str) -> None:
    once = drafts.decode(drafts.encode(draft().answered("note", words)), Visit)
    twice = drafts.decode(drafts.encode(once), Visit)
    assert once == twice


def test_an_answer_that_no_longer_fits_is_dropped_and_the_others_stay() -> None:
    content = json.loads(drafts.encode(draft()))
    content["values"]["arrived_at"] = "yesterday"
    content["values"]["abolished"] = "a field of an older version"
    read = drafts.decode(json.dumps(content).encode(), Visit)
    assert read.values["arrived_at"] is None
    assert "abolished" not in read.values
    assert {n: v for n, v in read.values.items() if n != "arrived_at"} == {
        n: v for n, v in NOBODY_HOME.items() if n != "arrived_at"
    }


def test_what_the_program_fills_in_waits_for_a_tap() -> None:
    filled = draft({}).filled("place", HOME)
    assert filled.values["place"] == HOME
    assert filled.prefilled == {"place"}


def test_an_answer_by_hand_no_longer_waits() -> None:
    assert draft({}).filled("place", HOME).answered("place", HOME).prefilled == frozenset()


def test_a_tap_on_right_says_who_confirmed_and_when() -> None:
    confirmed = draft(prefilled=frozenset({"place", "officers"})).confirm(
        frozenset({"place"}), "officer-1", AT
    )
    assert confirmed.prefilled == {"officers"}
    assert confirmed.confirmed == {"place": Confirmation(by="officer-1", at=AT)}


def test_confirming_what_was_answered_by_hand_claims_nothing() -> None:
    confirmed = draft().confirm(frozenset({"place"}), "officer-1", AT)
    assert confirmed.confirmed == {}


def test_giving_an_answer_leaves_the_former_draft_as_it_was() -> None:
    former = draft()
    former.answered("outcome", "拒不开门")
    assert former.values["outcome"] == "无人"
    assert dataclasses.replace(former) == former
