"""Fixtures: a session over the demo's docket, and finished sample records in its journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from services.actions import recording
from services.demo import samples
from services.demo.samples import Sample
from services.entries.entry import Entry
from services.records import catalogue as kinds
from services.records.draft import Draft
from services.records.fields import Films, Signatures
from services.records.record import Record
from services.session import Session
from services.store import registry
from services.store.vault import Vault

Finish = Callable[..., Entry]


@pytest.fixture
def session(vault: Vault) -> Session:
    """The demo's first officer at an opened vault that holds the cases of the samples."""
    docket = samples.sample(kinds.KINDS[0]).docket
    wanted = tuple(case for case in docket.cases if case.vehicles)[:12]
    registry.load_docket(vault, replace(docket, cases=wanted, demo=True))
    return Session(
        vault=vault,
        court=docket.court,
        officer=docket.officer,
        colleagues=docket.colleagues,
        demo=True,
    )


def stored_draft(session: Session, made: Sample) -> Draft:
    """A sample's draft with its photos in the vault; without film and without signatures."""
    for digest, raw in made.images.items():
        kept = recording.attach(session, raw, media_type="image/jpeg", role="photo", name="演示.jpg")
        assert kept.digest == digest
    meanings = kinds.kind(made.draft.kind).fields()
    emptied = {n: () for n, field in meanings.items() if isinstance(field, Films | Signatures)}
    return replace(made.draft, values={**made.draft.values, **emptied})


@pytest.fixture
def finish(session: Session) -> Finish:
    """Commits the sample of a kind and returns its entry."""

    def commit(kind: type[Record], seed: int = 1, now: dt.datetime = samples.NOW, **answers: object) -> Entry:
        made = samples.sample(kind, seed)
        draft = stored_draft(session, made)
        values = {**draft.values, **answers}
        passed = samples.passed_over(kind, values, made.cases, draft.subject, session.officer.name)
        draft = replace(draft, id=f"{draft.id}-{now:%H%M}", values=values, overrides=passed)
        return recording.commit(session, draft, now)

    return commit
