"""The catalogue walked: every kind and event goes into the journal and comes back as what it said."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from services.entries import entry as entries
from services.entries.entry import FIRST_LINK, Entry
from services.errors import BadInput, Damaged
from services.position.fix import NoFix
from services.records import catalogue
from services.records.events import ChainBegun
from services.records.fields import Field
from services.records.kinds.visit import Visit
from services.records.record import Record, is_unanswered, problems_of
from tests.factories import make_unsigned
from tests.unit.records.answers import AT, FAMILY_MET, draft

EVERY_FIELD = [(kind, name, field) for kind in catalogue.KINDS for name, field in kind.fields().items()]


def written(code: str, values: Any, version: int = 1) -> Entry:
    unsigned = make_unsigned(kind=code, version=version, position=NoFix("室内", AT), body={"values": values})
    return entries.decode(entries.compose(unsigned, "device-1", 1, FIRST_LINK), b"", "ed25519")


def test_a_record_comes_back_from_the_journal_as_it_was() -> None:
    record = Visit.from_draft(draft(FAMILY_MET))
    assert catalogue.read(written("visit", record.encode())).said == record


def test_an_event_comes_back_from_the_journal_as_it_was() -> None:
    event = ChainBegun(public="ab" * 32, officer="officer-1", court="330822", program="0.1.0")
    read = catalogue.read(written("chain_begun", event.encode())).said
    assert read == event
    assert catalogue.is_event(read)


def test_what_was_not_answered_is_not_stored() -> None:
    stored = Visit.from_draft(draft()).encode()
    assert "id_shown" not in stored
    assert None not in stored.values()


def test_a_kind_of_a_later_program_is_kept_and_said_to_be_unknown() -> None:
    said = catalogue.read(written("drone_flight", {"height": 12})).said
    assert isinstance(said, catalogue.Unknown)
    assert said.values == {"height": 12}
    assert "drone_flight" in said.title


def test_a_record_of_a_later_version_is_refused_in_words() -> None:
    values = Visit.from_draft(draft()).encode()
    with pytest.raises(Damaged, match="更新版本"):
        catalogue.read(written("visit", values, version=Visit.version + 1))


def test_values_that_do_not_fit_are_refused_in_words() -> None:
    with pytest.raises(Damaged, match="上门查找"):
        catalogue.read(written("visit", {"outcome": 7}))


@pytest.mark.parametrize("code", ["drone_flight", "chain_begun", ""])
def test_no_draft_can_begin_for_what_is_no_kind(code: str) -> None:
    with pytest.raises(BadInput, match="没有"):
        catalogue.kind(code)


@pytest.mark.parametrize("kind", catalogue.KINDS, ids=lambda kind: kind.code)
def test_a_kind_is_found_by_its_code_and_says_what_it_is(kind: type[Record]) -> None:
    assert catalogue.kind(kind.code) is kind
    assert kind.__doc__
    assert kind.hint
    assert not kind.title.isascii()


@pytest.mark.parametrize("kind", catalogue.KINDS, ids=lambda kind: kind.code)
def test_an_empty_draft_of_any_kind_names_what_it_needs(kind: type[Record]) -> None:
    with pytest.raises(Exception, match="还没有填"):
        kind.from_draft(draft({}, kind=kind.code, version=kind.version))


@pytest.mark.parametrize("kind", catalogue.KINDS, ids=lambda kind: kind.code)
def test_the_duties_of_a_kind_have_their_own_codes_sentences_and_articles(kind: type[Record]) -> None:
    assert kind.duties
    assert len({duty.code for duty in kind.duties}) == len(kind.duties)
    for duty in kind.duties:
        assert duty.sentence
        assert duty.article or duty.weight == "practice", duty.code
        assert not duty.jump or duty.jump in kind.fields(), duty.code


@pytest.mark.parametrize(
    ("kind", "name", "field"), EVERY_FIELD, ids=lambda part: part if isinstance(part, str) else ""
)
def test_a_question_is_put_in_chinese_and_its_silence_is_a_dash(
    kind: type[Record], name: str, field: Field
) -> None:
    assert field.label
    assert not field.label.isascii()
    assert field.text(default_of(kind, name)) == "—"


def default_of(kind: type[Record], name: str) -> Any:
    """What an attribute holds while nobody has answered."""
    declared = next(f for f in dataclasses.fields(kind) if f.name == name)  # type: ignore[arg-type]
    if declared.default is not dataclasses.MISSING and not kind.required(name):
        return declared.default
    return () if "tuple" in str(declared.type) else None


@pytest.mark.parametrize("emptied", ["", "  \u3000", ()])
def test_an_answer_that_was_emptied_is_missing_like_one_never_given(emptied: object) -> None:
    named = {
        (kind.code, name): [p.name for p in problems_of(kind, {name: emptied})]
        for kind in catalogue.KINDS
        for name in kind.fields()
        if kind.required(name) and name in kind.asked({name: emptied})
    }
    assert named
    assert all(name in found for (_, name), found in named.items())
    assert not is_unanswered(0)
    assert not is_unanswered(False)
