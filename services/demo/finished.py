"""演示的完成记录: a kind's sample record, finished by the real road: its photos stored, its papers signed, committed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from services.actions import gates, issuing, materials, recording, relating
from services.demo import road, samples
from services.demo.samples import Sample
from services.records import fields, signing
from services.records.draft import Draft, SigningCopy
from services.records.record import Record
from services.records.values import Bound, Signature
from services.session import Session

NOW = samples.NOW + dt.timedelta(hours=3)
"""When they are finished: what the samples say happened that morning."""
_POSTED, _MOVED_OUT = NOW - dt.timedelta(days=25), (NOW - dt.timedelta(days=9)).date()
_SAID: Mapping[str, Mapping[str, Any]] = {
    "eviction_notice": {"posted_at": _POSTED, "signed_on": _POSTED.date(), "until": _MOVED_OUT},
    "eviction_storage": {"step": "入库", "bulky": 0},
}
"""The term of a notice is over before the later stages of its eviction begin; its boxes come into the store."""
_PASSED = "演示数据，事实见其他记录说明"


def opened(root: Path) -> Session:
    """A demo vault under `root` with the docket of the samples, on their day."""
    return road.travel(root, NOW)


def finish(session: Session, kind: type[Record]) -> str:
    """Finishes the sample of a kind in such a vault; returns the id of its entry."""
    made = _sample(session, kind)
    draft = _unsigned(session, made)
    for standing in gates.standings(session, draft, "sign", NOW):
        if standing.blocks:
            draft = gates.override(session, draft, standing.duty.code, _PASSED, NOW)
    return recording.commit(session, _signed(session, draft, kind, made), NOW).id


def _sample(session: Session, kind: type[Record]) -> Sample:
    """The sample; of an act over days it follows upon the stages that stand in the vault."""
    made = samples.sample(kind)
    if not kind.group:
        return made
    stages = relating.related(session, kind, made.draft.cases, made.draft.subject)
    return samples.sample(kind, related=stages, said=_SAID.get(kind.code, {}))


def _unsigned(session: Session, made: Sample) -> Draft:
    """The draft with its photos in the vault; without film, of which a sample has but the name."""
    for raw in made.images.values():
        recording.attach(session, raw, media_type="image/jpeg", role="photo", name="演示.jpg")
    meanings = type(made.record).fields()
    emptied = {n: () for n, f in meanings.items() if isinstance(f, fields.Films | fields.Signatures)}
    return dataclasses.replace(made.draft, values={**made.draft.values, **emptied})


def _signed(session: Session, draft: Draft, kind: type[Record], made: Sample) -> Draft:
    """The draft with the sample's signatures under the papers as they are frozen here."""
    given: tuple[Signature, ...] = made.draft.values.get(signing.SIGNATURES) or ()
    if not given:
        return draft
    frozen = tuple(_frozen(session, draft, kind))
    bound = tuple(one for _, one in frozen)
    pages = {(one.document, number) for one in bound for number in range(1, one.pages + 1)}
    values = {
        **draft.values,
        signing.SIGNATURES: tuple(
            dataclasses.replace(
                s, bound=bound, pages=tuple(p for p in s.pages if (p.document, p.number) in pages)
            )
            for s in given
        ),
    }
    return dataclasses.replace(draft, values=values, signing=tuple(copy for copy, _ in frozen))


def _frozen(session: Session, draft: Draft, kind: type[Record]) -> Iterator[tuple[SigningCopy, Bound]]:
    for offer in issuing.offers(kind):
        if offer.signed:
            material = materials.of_draft(session, offer.document, draft, NOW)
            made = materials.build(material)
            copy = issuing.keep_signing(session, material, made, draft)
            pages = made.pages if offer.each_page else 0
            yield copy, Bound(document=offer.document, digest=copy.attachment.digest, pages=pages)
