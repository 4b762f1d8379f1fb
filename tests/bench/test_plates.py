"""A plate among 50,000: from the key to the answer, read whole, misread, half read and with one unread sign."""

from __future__ import annotations

import random

from services.actions import spotting
from services.actions.spotting import CarsKnown
from services.identifiers.plate_match import KnownPlates
from services.identifiers.plate_prefix import Beginnings
from services.store.vehicles import VehicleRow
from tests.bench.conftest import p95, tell, timed

COUNT, BAR, QUESTIONS = 50_000, 0.05, 300
SIGNS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def known() -> CarsKnown:
    chance = random.Random(50)
    plates = {f"浙{chance.choice('HHHHABC')}{''.join(chance.choices(SIGNS, k=5))}" for _ in range(COUNT)}
    while len(plates) < COUNT:
        plates.add("浙H" + "".join(chance.choices(SIGNS, k=5)))
    cars = {
        p: (VehicleRow(plate=p, number="（2026）浙0822执1号", property_id="p", vin="", brand="", owner=""),)
        for p in sorted(plates)
    }
    return CarsKnown(match=KnownPlates(cars), beginnings=Beginnings(cars), cars=cars)


def test_plate_among_50_000() -> None:
    cars = known()
    chance = random.Random(7)
    seen = chance.sample(sorted(cars.cars), QUESTIONS)
    misread = [p.translate(str.maketrans("0D8B2Z5S", "D0B8Z2S5")) for p in seen]
    unread = [p[:4] + "?" + p[5:] for p in seen]
    rows = [(word, [timed(lambda p=p: spotting.look(cars, p)) for p in plates]) for word, plates in (
        ("read whole", seen), ("misread", misread), ("one sign unread", unread), ("the end alone", [p[2:] for p in seen]),
    )]  # fmt: skip
    keys = [timed(lambda p=p, n=n: spotting.narrowed(cars, p[:n])) for p in seen for n in range(3, 8)]
    keys += [timed(lambda p=p, n=n: spotting.narrowed(cars, p[:n])) for p in unread for n in range(5, 8)]
    for word, seconds in (*rows, ("each key that narrows", keys)):
        worst = max(seconds)
        tell(
            f"plate among {COUNT:,}, {word}: p95 {p95(seconds) * 1000:.2f} ms, worst {worst * 1000:.1f} ms (bar 50 ms)",
            held=worst <= BAR,
        )
        assert len(seconds) >= QUESTIONS
