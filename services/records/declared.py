"""What an entry can say: anything declared as a frozen dataclass with a code, a title and a version."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self, dataclass_transform

import msgspec

from services.entries.entry import Attachment, Entry, plain
from services.errors import Damaged
from services.records.values import Film, InventoryRow, Photo


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
        """The values as plain JSON; what was not asked is left out."""
        content: Mapping[str, Any] = plain(msgspec.to_builtins(self))
        return {name: value for name, value in content.items() if value is not None}

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


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry together with what it says."""

    entry: Entry
    said: Declared


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
