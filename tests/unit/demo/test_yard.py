"""The demo yard: a car in every step, a hold, an unknown fee, figures of two years, nothing left to do at the office."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from services.actions import gates, yarding
from services.clock import ZONE
from services.demo import road, yard

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=ZONE)


def test_the_demo_shows_a_car_in_every_step_and_the_figures_of_two_years(tmp_path: Path) -> None:
    session = road.travel(tmp_path, NOW)
    yard.stock(session, NOW)
    read = yarding.read(session, NOW.date())
    assert {car.stage for car in read.cars} == set(range(len(yarding.STAGES)))
    assert any(car.hold is not None for car in read.cars)
    assert read.per_week[1] == 1, "one car's fee nobody knows"
    told = yarding.figures(read, 2026)
    assert (told.now.seized, told.now.sold, told.before.sold) == (8, 3, 1)
    assert told.now.premium_mean != told.now.premium_sums, (
        "both readings of the premium can be seen to differ"
    )
    assert gates.open_office_tasks(session, NOW.date()) == ()
    yard.stock(session, NOW)
    assert yarding.read(session, NOW.date()).cars == read.cars, "a second opening adds nothing"
    session.vault.close()
