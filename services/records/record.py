"""一条外勤记录: a kind is declared once, as a frozen dataclass whose attributes carry Fields; drafts become records here."""

from __future__ import annotations

import dataclasses
import datetime as dt
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self, dataclass_transform

from services.docket.case import Case
from services.docket.court import Officer
from services.docket.property import Measure, Property
from services.errors import FieldworkError
from services.position.fix import Fix, NoFix
from services.records import specifiers
from services.records.declared import Declared, Happening
from services.records.duties import Duty
from services.records.fields import KEY, REQUIRED, Field, Values
from services.records.values import HeldMeasure, InventoryRow, Located, Turn

if typing.TYPE_CHECKING:
    from services.records.draft import Draft


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of the form: a title and the attributes it shows, in order.

    `waiting` are those of them that stand behind a key on a form of one sheet, until they are wanted or answered.
    """

    title: str
    names: tuple[str, ...]
    waiting: tuple[str, ...] = ()


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
    """What is known the moment a draft begins: prefilling reads only this.

    `related` are the earlier records of the same group about the same thing, `open_drafts` those of this kind that are
    still being written; `device` is the terminal's id, so that numbers given on two of them never meet.
    `subject` names the docket's thing or the measure it is about; `held` is that measure.
    """

    cases: tuple[Case, ...]
    officers: tuple[Officer, ...]
    now: dt.datetime
    position: Fix | NoFix
    subject: str = ""
    related: tuple[Happening, ...] = ()
    open_drafts: tuple[Draft, ...] = ()
    device: str = ""
    held: HeldMeasure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a self-writing sentence may use besides the record's own answers."""

    cases: tuple[Case, ...]
    officers: tuple[Officer, ...]


@dataclass_transform(
    kw_only_default=True,
    frozen_default=True,
    field_specifiers=(
        specifiers.text,
        specifiers.account,
        specifiers.number,
        specifiers.money,
        specifiers.payment,
        specifiers.receipt_number,
        specifiers.choice,
        specifiers.choices,
        specifiers.yes_no,
        specifiers.moment,
        specifiers.day,
        specifiers.present,
        specifiers.clues,
        specifiers.handed,
        specifiers.promises,
        specifiers.settles,
        specifiers.instalments,
        specifiers.plate,
        specifiers.vin,
        specifiers.resident_id,
        specifiers.address,
        specifiers.position,
        specifiers.photos,
        specifiers.films,
        specifiers.inventory,
        specifiers.sales,
        specifiers.of_measure,
        specifiers.damage_map,
        specifiers.signatures,
        specifiers.transcript,
    ),
)
class Record(Declared):
    """A kind of field record; form, checks, storage, search, timeline and record sheet follow from the declaration.

    Kinds of one `group` are the stages of one act over days: each starts with what the earlier ones said.
    `deed` is what it does to a thing in the words of the papers (扣押, 查封), "" for kinds that take nothing. Kinds that
    are `about_measures` follow up a measure in force and are begun from it.
    """

    icon: ClassVar[str]
    hint: ClassVar[str]
    group: ClassVar[str]
    deed: ClassVar[str] = ""
    about_measures: ClassVar[bool] = False
    meanings: ClassVar[Mapping[str, Field]]
    needed: ClassVar[frozenset[str]]
    annotated: ClassVar[Mapping[str, Any]]
    parts: ClassVar[tuple[Part, ...]] = ()
    looks_at: ClassVar[tuple[str, ...]] = ()
    duties: ClassVar[tuple[Duty, ...]] = ()

    def __init_subclass__(
        cls, *, code: str, title: str, version: int, icon: str = "note", hint: str = "", group: str = ""
    ) -> None:
        cls.code, cls.title, cls.version = code, title, version
        cls.icon, cls.hint, cls.group = icon, hint, group
        dataclass(frozen=True, kw_only=True)(cls)
        own = [f for f in dataclasses.fields(typing.cast(Any, cls)) if KEY in f.metadata]
        cls.meanings = {f.name: f.metadata[KEY] for f in own}
        cls.needed = frozenset(f.name for f in own if f.metadata[REQUIRED])
        cls.annotated = typing.get_type_hints(cls)

    @classmethod
    def fields(cls) -> Mapping[str, Field]:
        """Attribute name → Field, in the order of declaration."""
        return cls.meanings

    @classmethod
    def required(cls, name: str) -> bool:
        """True when the attribute has no default and so must be answered (where it is asked at all)."""
        return name in cls.needed

    @classmethod
    def types(cls) -> Mapping[str, Any]:
        """Attribute name → its type, for reading drafts back."""
        return cls.annotated

    @classmethod
    def asked(cls, values: Values) -> tuple[str, ...]:
        """The attributes that this draft is asked for, given its answers so far."""
        return tuple(n for n, f in cls.fields().items() if f.when is None or f.when(values))

    @classmethod
    def things(cls, cases: Iterable[Case]) -> tuple[Property, ...]:
        """The docket's things that a record of this kind is about, one at a time; none for most kinds."""
        return ()

    @classmethod
    def fits(cls, held: HeldMeasure) -> bool:
        """Whether a record of this kind can be about that measure; only kinds that are `about_measures` are asked."""
        return cls.about_measures

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

    def given_back(self, held: HeldMeasure) -> tuple[InventoryRow, ...]:
        """What this record says was taken for that measure and goes back when it ends; nothing for most kinds."""
        return ()

    def turns(self) -> tuple[Turn, ...]:
        """What this record makes of measures that are in force already; nothing for most kinds."""
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


def is_unanswered(value: Any) -> bool:
    """None, words without a sign in them, a list with nothing on it; 0 and 否 are answers."""
    return value is None or (isinstance(value, str) and not value.strip()) or value == ()


def problems_of(kind: type[Record], values: Values, prefilled: Iterable[str] = ()) -> Iterator[Problem]:
    """What is missing, unconfirmed or wrong in a draft's answers, in the order of the form."""
    unconfirmed = set(prefilled)
    for name in kind.asked(values):
        meaning, value = kind.fields()[name], values.get(name)
        if is_unanswered(value):
            if kind.required(name):
                yield Problem(name, f"“{meaning.label}”还没有填")
        elif name in unconfirmed:
            yield Problem(name, f"“{meaning.label}”是预填的，请点“对”确认")
        else:
            yield from (Problem(name, f"“{meaning.label}”{sentence}") for sentence in meaning.errors(value))
