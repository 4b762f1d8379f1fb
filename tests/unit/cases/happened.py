"""Journal entries for tests of what follows from them: real bytes, real signatures, in a chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from services.docket.party import Place
from services.entries import entry
from services.entries.keys import SigningKey
from services.position.fix import NoFix
from services.records import catalogue
from services.records.declared import Declared, Happening
from services.records.kinds.visit import Visit
from services.records.values import Located
from tests.factories import NOW

KEY = SigningKey(bytes(range(32)))


def visit(outcome: str = "无人", at: dt.datetime = NOW) -> Visit:
    return Visit(
        outcome=outcome,
        arrived_at=at,
        place=Place(text="白石镇新街18号"),
        located=Located.of(NoFix(reason="没有接收机", at=at)),
        officers=("方立", "毛一帆"),
    )


def chain(said: Sequence[tuple[Declared, str, str]], case: str) -> tuple[Happening, ...]:
    """Entries in order; each is (what it says, the index of the entry it amends or "", the reason)."""
    made: list[entry.Entry] = []
    for seq, (what, amends, reason) in enumerate(said, 1):
        unsigned = entry.Unsigned(
            kind=what.code,
            version=what.version,
            cases=(case,),
            made_at=NOW + dt.timedelta(minutes=seq),
            officers=("方立",),
            position=NoFix(reason="没有接收机", at=NOW),
            body={"values": what.encode()},
            amends=made[int(amends)].id if amends else "",
            reason=reason,
        )
        raw = entry.compose(unsigned, "device", seq, made[-1].link if made else entry.FIRST_LINK)
        made.append(entry.decode(raw, KEY.sign(raw), KEY.algorithm))
    return tuple(catalogue.read(e) for e in made)
