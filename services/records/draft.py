"""草稿: answers that may still be wrong or missing; not a record, and never sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from services.entries.entry import Attachment, plain
from services.records.record import Record
from services.records.values import Confirmation, Override


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningCopy:
    """A frozen copy that people sign under: the document's code, the bytes' digest, what each shown field said."""

    document: str
    attachment: Attachment
    made_at: dt.datetime
    shown: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One draft; `id` is also the matter's, `subject` a property of the docket it is about, if any."""

    id: str
    kind: str
    version: int
    cases: tuple[str, ...]
    officers: tuple[str, ...]
    started_at: dt.datetime
    values: Mapping[str, Any]
    prefilled: frozenset[str] = frozenset()
    confirmed: Mapping[str, Confirmation] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    signing: tuple[SigningCopy, ...] = ()
    subject: str = ""
    amends: str = ""
    reason: str = ""
    kept_at: dt.datetime | None = None

    def answered(self, name: str, value: Any) -> Draft:
        """The draft with one answer given (None clears it); an answer by hand is no longer prefilled."""
        return replace(self, values={**self.values, name: value}, prefilled=self.prefilled - {name})

    def filled(self, name: str, value: Any) -> Draft:
        """The draft with one answer put in by the program (用上次): it waits for 对."""
        return replace(self, values={**self.values, name: value}, prefilled=self.prefilled | {name})

    def confirm(self, names: frozenset[str], by: str, at: dt.datetime) -> Draft:
        """The draft with these prefilled answers confirmed by one officer."""
        told = {n: Confirmation(by=by, at=at) for n in names & self.prefilled}
        return replace(self, prefilled=self.prefilled - names, confirmed={**self.confirmed, **told})


def encode(draft: Draft) -> bytes:
    """The draft as JSON."""
    return msgspec.json.encode(plain(msgspec.to_builtins(draft)))


def decode(raw: bytes, kind: type[Record]) -> Draft:
    """A draft from `encode`; an answer that no longer fits its field is dropped, the others stay."""
    content = msgspec.json.decode(raw)
    values: dict[str, Any] = {}
    for name, value in content["values"].items():
        if name in kind.fields():
            values[name] = None if value is None else _read(value, kind.types()[name])
    head: Draft = msgspec.convert({**content, "values": {}}, Draft)
    return replace(head, values=values)


def _read(value: Any, annotation: Any) -> Any:
    try:
        return msgspec.convert(value, annotation)
    except msgspec.ValidationError:
        return None
