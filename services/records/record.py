"""一条外勤记录: a kind is declared once, as a frozen dataclass whose attributes carry Fields; drafts become records here."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self, dataclass_transform

import msgspec

from services.docket.case import Case
from services.docket.court import Officer
from services.docket.property import Measure
from services.entries.entry import Attachment, plain
from services.errors import Damaged, FieldworkError
from services.position.fix import Fix, NoFix
from services.records.fields import KEY, SPECIFIERS, Field, Values
from services.records.values import Film, InventoryRow, Located, Photo

if typing.TYPE_CHECKING:
    from services.records.draft import Draft
    from services.records.duties import Duty


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of the form: a title and the attributes it shows, in order."""

    title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a draft from being a record: the attribute (or "") and one Chinese sentence."""

    name: str
    sentence: str


class Incomplete(FieldworkError):
    """The draft lacks something; `problems` say what, and the draft stays as it is."""

    exit_code = 3

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0].sentence
        more = f"（共 {len(self.problems)} 处）" if len(self.problems) > 1 else ""
        super().__init__(f"还不能完成：{first}{more}。草稿已存好。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What is known the moment a draft begins: prefilling reads only this."""

    cases: tuple[Case, ...]
    officers: tuple[Officer, ...]
    now: dt.datetime
    position: Fix | NoFix
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a self-writing sentence may use besides the record's own answers."""

    cases: tuple[Case, ...]
    officers: tuple[Officer, ...]


class Declared:
    """Shape and JSON of everything that can stand in an entry's body under `values`."""

    code: ClassVar[str]
    title: ClassVar[str]
    version: ClassVar[int]

    @classmethod
    def decode(cls, values: Mapping[str, Any], version: int) -> Self:
        """Reads stored values, upgrading older versions; raises Damaged when they do not fit the declaration."""
        if version > cls.version:
            raise Damaged(f"这条{cls.title}由更新版本的程序写成，请升级后查看。")
        current = cls.upgrade(dict(values), version) if version < cls.version else values
        try:
            return msgspec.convert(current, cls)
        except msgspec.ValidationError as error:
            raise Damaged(f"一条{cls.title}的内容读不出来（{error}），原文保存完好。") from error

    @classmethod
    def upgrade(cls, values: dict[str, Any], version: int) -> Mapping[str, Any]:
        """Brings values of an older version to this one; stored entries are never rewritten."""
        return values

    def encode(self) -> Mapping[str, Any]:
        """The values as plain JSON."""
        content: Mapping[str, Any] = plain(msgspec.to_builtins(self))
        return content

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """Every file that belongs to this, each digest once."""
        found = (
            a
            for f in dataclasses.fields(typing.cast(Any, self))
            for a in attachments_of(getattr(self, f.name))
        )
        return tuple({a.digest: a for a in found}.values())


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Event(Declared):
    """Something the program itself writes into the journal (a paper's step, an override, a case opened)."""

    def __init_subclass__(cls, *, code: str, title: str, version: int = 1) -> None:
        cls.code, cls.title, cls.version = code, title, version
        dataclass(frozen=True, kw_only=True)(cls)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=SPECIFIERS)
class Record(Declared):
    """A kind of field record; form, checks, storage, search, timeline and record sheet follow from the declaration."""

    icon: ClassVar[str]
    hint: ClassVar[str]
    parts: ClassVar[tuple[Part, ...]] = ()
    duties: ClassVar[tuple[Duty, ...]] = ()

    def __init_subclass__(
        cls, *, code: str, title: str, version: int, icon: str = "note", hint: str = ""
    ) -> None:
        cls.code, cls.title, cls.version, cls.icon, cls.hint = code, title, version, icon, hint
        dataclass(frozen=True, kw_only=True)(cls)

    @classmethod
    def fields(cls) -> Mapping[str, Field]:
        """Attribute name → Field, in the order of declaration."""
        return _fields(cls)

    @classmethod
    def required(cls, name: str) -> bool:
        """True when the attribute has no default and so must be answered (where it is asked at all)."""
        return name in _required(cls)

    @classmethod
    def types(cls) -> Mapping[str, Any]:
        """Attribute name → its type, for reading drafts back."""
        return _types(cls)

    @classmethod
    def asked(cls, values: Values) -> tuple[str, ...]:
        """The attributes that this draft is asked for, given its answers so far."""
        return tuple(n for n, f in cls.fields().items() if f.when is None or f.when(values))

    @classmethod
    def prefilled(cls, start: Start) -> Values:
        """What the case file and the moment already say; counts only once tapped 对."""
        return {}

    @classmethod
    def from_draft(cls, draft: Draft) -> Self:
        """The complete record, or Incomplete with every problem there is."""
        found = tuple(problems_of(cls, draft.values, draft.prefilled))
        if found:
            raise Incomplete(found)
        asked = set(cls.asked(draft.values))
        record = cls(**{n: v for n, v in draft.values.items() if n in asked and v is not None})
        tied = tuple(record.problems())
        if tied:
            raise Incomplete(tied)
        return record

    def problems(self) -> Iterator[Problem]:
        """Rules that tie fields together; none by default."""
        yield from ()

    def summary(self) -> str:
        """One line for the timeline."""
        return self.title

    def measures(self, case: Case) -> tuple[Measure, ...]:
        """The measures this record puts in force on a case; none for most kinds."""
        return ()

    def narrative(self, setting: Setting) -> str:
        """The sentences that write themselves from tapped and measured facts; empty for kinds without any."""
        return ""

    @property
    def entry_position(self) -> Fix | NoFix | None:
        """The position that becomes the entry's own."""
        values = (getattr(self, f.name) for f in dataclasses.fields(typing.cast(Any, self)))
        return next((v.value for v in values if isinstance(v, Located)), None)

    @property
    def search_text(self) -> tuple[str, ...]:
        """The answers by which this record can be found."""
        found = (f.text(getattr(self, n)) for n, f in self.fields().items() if f.searchable)
        return tuple(t for t in found if t != "—")


def problems_of(kind: type[Record], values: Values, prefilled: Iterable[str] = ()) -> Iterator[Problem]:
    """What is missing, unconfirmed or wrong in a draft's answers, in the order of the form."""
    unconfirmed = set(prefilled)
    for name in kind.asked(values):
        meaning, value = kind.fields()[name], values.get(name)
        if value is None:
            if kind.required(name):
                yield Problem(name, f"“{meaning.label}”还没有填")
        elif name in unconfirmed:
            yield Problem(name, f"“{meaning.label}”是预填的，请点“对”确认")
        else:
            yield from (Problem(name, f"“{meaning.label}”{sentence}") for sentence in meaning.errors(value))


def attachments_of(value: Any) -> Iterator[Attachment]:
    """The files inside one answer."""
    match value:
        case Attachment():
            yield value
        case Photo() | Film():
            yield value.attachment
        case InventoryRow():
            yield from attachments_of(value.photo)
        case tuple():
            for item in value:
                yield from attachments_of(item)


@functools.cache
def _fields(kind: type[Record]) -> Mapping[str, Field]:
    return {f.name: f.metadata[KEY] for f in dataclasses.fields(typing.cast(Any, kind)) if KEY in f.metadata}


@functools.cache
def _required(kind: type[Record]) -> frozenset[str]:
    own = dataclasses.fields(typing.cast(Any, kind))
    return frozenset(f.name for f in own if f.default is dataclasses.MISSING and KEY in f.metadata)


@functools.cache
def _types(kind: type[Record]) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)
