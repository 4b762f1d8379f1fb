"""One file per sort of answer; importing this folder registers every editor with `editor_for`."""

from __future__ import annotations

from ui.forms.editors import (
    choosing,
    clues,
    damage,
    films,
    identity,
    instalments,
    inventory,
    numbers,
    payments,
    persons,
    photos,
    places,
    plates,
    position,
    promises,
    signing,
    times,
    transcript,
    vin,
    words,
)

__all__ = [
    "choosing",
    "clues",
    "damage",
    "films",
    "identity",
    "instalments",
    "inventory",
    "numbers",
    "payments",
    "persons",
    "photos",
    "places",
    "plates",
    "position",
    "promises",
    "signing",
    "times",
    "transcript",
    "vin",
    "words",
]
