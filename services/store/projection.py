"""案件的索引行: the narrow rows that lists, searches and plates are answered from, made from a whole case."""

from __future__ import annotations

import re
from typing import Any

from services.cases.measures import in_force
from services.docket.case import Case
from services.store.initials import initials
from services.store.search import number_words, phrases, reversed_words

_NUMBER = re.compile(r"(\d{4}).*?(\d+)\D*$")

CASE_COLUMNS = (
    *("number", "year", "serial", "live", "state", "filed_on", "cause", "creditors", "debtors", "claim"),
    *("place", "town", "latitude", "longitude", "next_expiry", "due_on", "visited_on"),
    *("vehicles", "homes", "risk", "series", "series_count", "digest"),
)


def case_row(case: Case, digest: bytes) -> tuple[Any, ...]:
    """The values of CASE_COLUMNS; amounts and dates as text, unknown as NULL."""
    year, serial = _place(case.number)
    place = case.places[0] if case.places else None
    # What was renewed or released no longer expires; what the journal adds is counted in by radar.catch_up.
    held = in_force(case, ()) if case.measures else ()
    expiries = [h.measure.expires_on for h in held if h.measure.expires_on is not None]
    visits = [v.at for v in case.past_visits]
    return (
        *(case.number, year, serial, int(case.live), case.state, case.filed_on.isoformat(), case.cause),
        case.applicant,
        "、".join(p.name for p in case.debtors),
        None if case.claim is None else format(case.claim, "f"),
        *(
            ("", "", None, None)
            if place is None
            else (place.text, place.town, place.latitude, place.longitude)
        ),
        min(expiries).isoformat() if expiries else None,
        case.due_on.isoformat() if case.due_on else None,
        max(visits).date().isoformat() if visits else None,
        len(case.vehicles),
        sum(1 for p in case.properties if p.home is not None and p.home.to_clear),
        "；".join(r.text for r in case.risks),
        *((case.series.id, case.series.count) if case.series else ("", 0)),
        digest,
    )


def search_row(case: Case) -> tuple[str, ...]:
    """case_no, names, address, plates, ids, initials: as `search.query` looks for them."""
    names = [n for p in case.parties for n in (p.name, p.legal_representative, p.agent) if n]
    places = [place.text for p in case.parties for place in p.places]
    homes = [p.home.place.text for p in case.properties if p.home is not None]
    numbers = [p.id_number for p in case.parties] + [
        p.vehicle.owner_id_number for p in case.vehicles if p.vehicle
    ]
    typed = [i for n in names for i in initials(n)] + [
        w for p in case.parties for w in p.pinyin.lower().split()
    ]
    return (
        number_words(case.number),
        phrases(names),
        phrases([*places, *homes]),
        phrases(p.vehicle.plate for p in case.vehicles if p.vehicle),
        reversed_words(numbers),
        " ".join(dict.fromkeys(typed)),
    )


def vehicle_rows(case: Case) -> list[tuple[str, ...]]:
    """property, plate, vin, brand, owner for each vehicle of the case."""
    return [(p.id, v.plate, v.vin, v.brand, v.owner or p.owner) for p in case.vehicles if (v := p.vehicle)]


def _place(number: str) -> tuple[int, int]:
    """Year and serial of a case number, 0 where it has none: only for sorting."""
    found = _NUMBER.search(number)
    return (int(found[1]), int(found[2])) if found else (0, 0)
