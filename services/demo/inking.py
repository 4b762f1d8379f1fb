"""The signatures of a sample, with their ink."""

from __future__ import annotations

import dataclasses
import hashlib
import math
import random
from collections.abc import Mapping
from typing import Any

from services.demo.answers import Drawer
from services.documents import catalogue as documents
from services.documents.document import Document
from services.records import signing
from services.records.record import Record
from services.records.values import Bound, Person, Signature, SignedPage, Stroke

_PAGES = 40  # as many as a sample may have: each is signed at its foot


def strokes(chance: random.Random) -> tuple[Stroke, ...]:
    """A scribble of nine strokes, as a hurried hand writes."""
    return tuple(_stroke(chance, number) for number in range(9))


def _stroke(chance: random.Random, number: int) -> Stroke:
    left, top = 0.06 + 0.1 * (number // 3 * 3) + chance.random() * 0.1, 0.05 + 0.1 * (number % 3)
    tilt, bend, length = (chance.uniform(*r) for r in ((-0.06, 0.12), (-0.05, 0.05), (0.1, 0.24)))
    points = []
    for step in range(14):
        along = step / 13
        x, y = left + length * along, top + tilt * along + bend * math.sin(3 * along)
        points.append(
            (
                round(x, 4),
                round(max(0.0, y), 4),
                round(0.25 + 0.6 * math.sin(3 * along) ** 2, 3),
                step / 100,
            )
        )
    return tuple(points)


def frozen(document: Document) -> str:
    """The digest of a signing copy that nobody made."""
    return hashlib.sha256(document.code.encode()).hexdigest()


def signatures(drawer: Drawer, kind: type[Record], values: Mapping[str, Any]) -> tuple[Signature, ...]:
    """Everyone signs on the screen but the last of those present, who refuses."""
    present = [p for v in values.values() if isinstance(v, tuple) for p in v if isinstance(p, Person)]
    who = signing.signers(kind.fields(), values)
    at = drawer.moment()
    bound = tuple(Bound(document=d.code, digest=frozen(d)) for d in documents.for_kind(kind) if d.signed)
    given = [
        Signature(
            name=n, role=r, way="screen", at=at, strokes=strokes(drawer.chance), aspect=0.4, bound=bound
        )
        for n, r in dict.fromkeys(who)
    ]
    paged = signing.page_signers(kind.fields(), values)
    read = tuple(
        SignedPage(document=b.document, number=n, at=at, read="seen", strokes=strokes(drawer.chance))
        for b in bound
        for n in range(1, _PAGES + 1)
    )
    given = [dataclasses.replace(s, pages=read) if s.name in paged else s for s in given]
    if len(present) > 1:
        last = len(dict.fromkeys((p.name, p.role) for p in present)) - 1
        given[last] = dataclasses.replace(given[last], way="refused", reason="要求先见律师", strokes=())
    return tuple(given)
