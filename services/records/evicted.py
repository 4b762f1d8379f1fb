"""被腾退的房屋: which homes of a case an eviction can be about, and what every stage of it knows from the start."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.docket.case import Case, Served
from services.docket.property import Home, Property
from services.records import related as earlier
from services.records.record import Start
from services.records.values import Located

NOTICE_WORDS = ("公告", "迁出")


def homes(cases: Iterable[Case]) -> tuple[Property, ...]:
    """The homes to clear of these cases, each once; where none is marked, every home."""
    found = tuple({p.id: p for case in cases for p in case.properties if p.home is not None}.values())
    marked = tuple(p for p in found if p.home is not None and p.home.to_clear)
    return marked or found


def home_of(start: Start) -> Home | None:
    """The docket's home that the record is begun for."""
    found = (case.property(start.subject) for case in start.cases)
    return next((p.home for p in found if p is not None), None)


def of_home(start: Start) -> dict[str, Any]:
    """Place, officers and fix: what the docket says of the chosen home, else what an earlier stage said."""
    home = home_of(start)
    return {
        "place": home.place if home else earlier.told(start.related, "place"),
        "located": Located.of(start.position),
        "officers": tuple(o.name for o in start.officers),
    }


def docket_notice(served: Iterable[Served]) -> Served | None:
    """The last of these papers that is a notice to move out."""
    found = [s for s in served if all(w in s.title for w in NOTICE_WORDS)]
    return found[-1] if found else None


def notice_of(start: Start) -> dict[str, Any]:
    """Number and term of the notice: as its posting was recorded, else as the docket has it."""
    known = docket_notice(s for case in start.cases for s in case.served)
    posted = inherited(start, notice_number="number", notice_until="until")
    return {
        "notice_number": posted["notice_number"] or (known.number if known else None),
        "notice_until": posted["notice_until"] or (known.due_on if known else None),
    }


def inherited(start: Start, *names: str, **renamed: str) -> dict[str, Any]:
    """What earlier stages answered to the same question; `renamed` says under which name they were asked it."""
    asked = {**{name: name for name in names}, **renamed}
    return {name: earlier.told(start.related, source) for name, source in asked.items()}


def tablet_letters(device: str) -> str:
    """Three letters of a terminal, without I and O: what it numbers bears them, so that two terminals never meet."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    value = int(device.replace("-", "")[-12:] or "0", 16)
    found = ""
    for _ in range(3):
        value, rest = divmod(value, len(letters))
        found += letters[rest]
    return found


def next_mark(start: Start, code: str) -> str:
    """The mark of the next room on this terminal: its letters and a number no record or open draft here bears."""
    letters = tablet_letters(start.device)
    marks = [getattr(h.said, "mark", "") for h in start.related if h.said.code == code]
    marks += [str(d.values.get("mark") or "") for d in start.open_drafts]
    numbers = [int(m[3:]) for m in marks if m.startswith(letters) and m[3:].isdigit()]
    return f"{letters}{max(numbers, default=0) + 1}"
