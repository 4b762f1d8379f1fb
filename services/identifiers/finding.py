"""What a check of an identifier found: the normalised value, what is wrong and what looks odd."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """The outcome of a check; sentences are Chinese and for the officer.

    `value` is there whenever the text could be read at all, so a caller may allow it in spite of an error.
    """

    value: T | None
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong (warnings do not count)."""
        return not self.errors


def plain(text: str) -> str:
    """The text with full-width letters and figures made plain and all white and invisible space removed."""
    narrow = unicodedata.normalize("NFKC", text)
    return "".join(c for c in narrow if not c.isspace() and unicodedata.category(c) != "Cf")
