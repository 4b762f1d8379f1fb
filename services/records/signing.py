"""签名的效力: who has to sign, and which answers say something else by now than the copy that was signed under."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import msgspec

from services import digests
from services.entries.entry import plain
from services.records.draft import Draft, SigningCopy
from services.records.fields import Field, Values
from services.records.record import Record
from services.records.values import Bound, Signature

SIGNATURES = "signatures"
OVERRIDES = "overrides"
OFFICER, QUESTIONER, SERVER, RECORDER = "执行人员", "询问人", "送达人", "记录人"
COURT = (OFFICER, QUESTIONER, SERVER, RECORDER)


def said(meaning: Field, value: Any) -> str:
    """An answer as it reads; where the reading leaves something out (photos, persons), with a digest of it all."""
    if value in (None, "", ()):
        return "—"
    text = meaning.text(value)
    if isinstance(value, str | int | Decimal | dt.date):
        return text
    exact: Any = msgspec.json.encode(plain(msgspec.to_builtins(value)), order="sorted")
    return f"{text} [{digests.hex_sha256(exact)[:16]}]"


def signers(fields: Mapping[str, Field], values: Values) -> tuple[tuple[str, str], ...]:
    """Who has to sign, each name once with the role in which he does, in the order of declaration.

    Which fields name a signer, and in what role, is said by the fields themselves. The court's own people sign last.
    """
    asked = (
        who
        for name, meaning in fields.items()
        if meaning.when is None or meaning.when(values)
        for who in meaning.signers(values.get(name), values)
        if who[0]
    )
    found: dict[str, str] = {}
    for name, role in sorted(asked, key=lambda who: (COURT.index(who[1]) + 1) if who[1] in COURT else 0):
        found.setdefault(name, role)
    return tuple(found.items())


def page_signers(fields: Mapping[str, Field], values: Values) -> tuple[str, ...]:
    """Who signs every page of the transcript at its foot."""
    asked = {name: meaning for name, meaning in fields.items() if meaning.each_page}
    return tuple(name for name, _ in signers(asked, values))


def complete(signature: Signature) -> bool:
    """False while somebody has signed pages and not yet the whole."""
    return signature.way != "screen" or bool(signature.strokes)


def open_pages(copies: Iterable[Bound], signature: Signature | None) -> tuple[tuple[str, int], ...]:
    """The pages (document, number from 1) of copies that are signed page by page, less those this one has signed."""
    done = {(page.document, page.number) for page in (signature.pages if signature is not None else ())}
    every = ((copy.document, number) for copy in copies for number in range(1, copy.pages + 1))
    return tuple(page for page in every if page not in done)


def given(draft: Draft) -> tuple[Signature, ...]:
    """What was signed or noted so far, void or not."""
    found: tuple[Signature, ...] = draft.values.get(SIGNATURES) or ()
    return found


def voided(kind: type[Record], draft: Draft) -> tuple[str, ...]:
    """The attributes whose change has voided a signature of this draft; () while every signature stands.

    OVERRIDES stands for a reason given after the copy was frozen, SIGNATURES for a copy that is no longer kept.
    """
    found = dict.fromkeys(name for s in given(draft) for name in void_by(kind, draft, s))
    order = {name: at for at, name in enumerate(kind.fields())}
    return tuple(sorted(found, key=lambda name: order.get(name, len(order))))


def void_by(kind: type[Record], draft: Draft, signature: Signature) -> tuple[str, ...]:
    """What has changed under one signature. What was not signed on the screen (refused, on paper) is never voided."""
    if signature.way != "screen":
        return ()
    copies = {c.attachment.digest: c for c in draft.signing}
    found: dict[str, None] = {} if signature.bound else {SIGNATURES: None}
    for bound in signature.bound:
        copy = copies.get(bound.digest)
        found |= {SIGNATURES: None} if copy is None else dict.fromkeys(changed(kind, draft, copy))
    return tuple(found)


def changed(kind: type[Record], draft: Draft, copy: SigningCopy) -> tuple[str, ...]:
    """What reads differently by now than in a frozen copy."""
    found = [name for name, text in copy.shown.items() if _said_now(kind, draft, name) != text]
    return (*found, OVERRIDES) if any(o.at > copy.made_at for o in draft.overrides) else tuple(found)


def labels(kind: type[Record], names: tuple[str, ...]) -> tuple[str, ...]:
    """What the screen calls these attributes."""
    own = {SIGNATURES: "签名稿", OVERRIDES: "放行理由"}
    return tuple(own.get(n) or kind.fields()[n].label for n in names)


def _said_now(kind: type[Record], draft: Draft, name: str) -> str | None:
    """What an attribute says by now; None when it is no longer asked."""
    meaning = kind.fields().get(name)
    if meaning is None or name not in kind.asked(draft.values):
        return None
    return said(meaning, draft.values.get(name))
