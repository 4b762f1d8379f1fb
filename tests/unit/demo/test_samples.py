"""The sample records: what one answer says of another is true of it."""

from __future__ import annotations

import pytest

from services.demo import samples
from services.demo.answers import SERIES
from services.records import catalogue, fields
from services.records.kinds.vehicle_seizure import VehicleSeizure
from services.records.record import Record


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("kind", catalogue.KINDS, ids=lambda k: k.code)
def test_no_sample_answers_a_question_with_the_question(kind: type[Record], many: bool) -> None:
    made = samples.sample(kind, 2 if many else 1, many=many)
    for name, field in kind.fields().items():
        if isinstance(field, fields.Text):
            assert getattr(made.record, name) != f"{field.label}（演示）", name


@pytest.mark.parametrize("seed", [1, 2, 3, 5])
def test_whom_it_was_told_to_were_there_and_who_was_cared_for_was_frail(seed: int) -> None:
    record = samples.sample(VehicleSeizure, seed).record
    assert isinstance(record, VehicleSeizure)
    if record.told_to:
        assert set(record.told_to.split("、")) == {p.name for p in record.present}
    if record.care:
        assert any(who in record.care for who in record.frail)
    assert record.series == SERIES[record.brand]
