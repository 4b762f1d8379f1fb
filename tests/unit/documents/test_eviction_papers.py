"""The papers of an eviction: nothing is printed while the term runs, and every line says its box and its photo."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any

import pytest

from services.demo import samples
from services.demo.samples import Sample
from services.documents import catalogue
from services.documents.subject import MissingFact
from services.records.belongings_duties import REFUSED
from services.records.kinds.eviction_close import EvictionClose
from services.records.kinds.eviction_collect import EvictionCollect
from services.records.kinds.eviction_room import EvictionRoom
from services.records.kinds.eviction_storage import EvictionStorage
from tests.unit.documents.sheets import pages


def closing(**answers: Any) -> Sample:
    """The end of a day with two rooms, some answers replaced."""
    made = samples.sample(EvictionClose)
    return dataclasses.replace(made, record=dataclasses.replace(made.record, **answers))  # type: ignore[type-var]


def words(code: str, made: Sample, **noted: Any) -> str:
    """The text of that paper without spaces."""
    document = catalogue.document(code)
    subject = dataclasses.replace(made.subject, **noted)
    return re.sub(r"\s", "", "".join(pages(document.pdf(subject, samples.proof(document, made)))))


def rooms(made: Sample) -> list[EvictionRoom]:
    return [h.said for h in made.related if isinstance(h.said, EvictionRoom)]


def test_no_transcript_while_the_term_of_the_notice_runs() -> None:
    made = closing()
    began = made.record.began_at.date()  # type: ignore[attr-defined]
    for until in (began, began + dt.timedelta(days=3)):
        with pytest.raises(MissingFact, match="还没有届满"):
            words("eviction_transcript", closing(notice_until=until))
    assert words("eviction_transcript", closing(notice_until=began - dt.timedelta(days=1)))


@pytest.mark.parametrize("code", ["eviction_transcript", "eviction_inventory", "eviction_photos"])
def test_a_room_that_is_not_in_the_vault_is_asked_for_and_not_left_out(code: str) -> None:
    made = closing()
    with pytest.raises(MissingFact, match="不在本机") as refused:
        words(code, made, related=tuple(h for h in made.related if not isinstance(h.said, EvictionRoom)))
    assert refused.value.field == "rooms"


def test_an_arrival_that_is_not_in_the_vault_refuses_the_transcript() -> None:
    with pytest.raises(MissingFact, match="到场记录不在本机"):
        words("eviction_transcript", closing(arrival="别处的到场"))


def test_every_line_of_every_room_stands_in_the_list_with_box_and_photo_number() -> None:
    made = closing()
    text, checked = words("eviction_inventory", made), 0
    for room in rooms(made):
        numbers = room.photo_numbers()
        for row in room.goods:
            assert row.photo is not None
            assert f"{room.mark}箱{row.box}{row.name}" in text
            assert numbers[row.photo] in text
            checked += 1
        for row in (*room.valuables, *room.cash, *room.papers, *room.medicine):
            assert row.photo is not None
            assert numbers[row.photo] in text
            checked += 1
    assert checked > 20
    assert "以下空白。共2间" in text


def test_the_index_names_every_photo_once_with_its_digest() -> None:
    made = closing()
    text = words("eviction_photos", made)
    for room in rooms(made):
        for photo, number in room.photo_numbers().items():
            assert number in text
            assert photo.attachment.digest[:16] in text


def test_the_transcript_tells_the_arrival_and_each_room_with_the_hash_of_its_record() -> None:
    made = closing()
    text = words("eviction_transcript", made)
    for label in made.record.rooms:  # type: ignore[attr-defined]
        assert f"逐间记录校验值{label.rpartition(' ')[2]}" in text
    assert "到场时" in text


def test_who_refuses_is_told_the_law() -> None:
    text = words("eviction_inventory", closing(handed=REFUSED, refusal_told=True))
    assert "第二百六十一条第三款告知：因拒绝接收而造成的损失，由被执行人承担" in text
    assert "拒绝接收，已依照" not in words("eviction_inventory", closing(refusal_told=None))


def test_the_store_receipt_lists_the_boxes_of_all_rooms() -> None:
    made = samples.sample(EvictionStorage)
    text = words("storage_receipt", made)
    for room in rooms(made):
        assert "、".join(room.boxes) in text


def test_the_notice_to_collect_is_a_draft_until_the_court_seals_it() -> None:
    made = samples.sample(EvictionCollect)
    text = words("collect_notice", made)
    assert "待签发稿" in text
    assert "2026年12月24日前到" in text
    assert "第二百六十一条第三款" in text
