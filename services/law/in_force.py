"""在用的表: what is read where no table is handed over: the program's own, or the one that the opened vault's court brought.

Terms, passages and lists of restrictions are read in a hundred places, in kinds and papers that know no vault. What the
court imported is therefore laid over the program's here, when a vault opens and after each import, and taken off when
it closes. A change is one new value, never a table that is half the old and half the new.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from services.law import tables
from services.law.tables import Content, Form, Problem

T = TypeVar("T")


class Current(Generic[T]):
    """One table as it is read now; `bundled` is the program's own."""

    def __init__(self, form: Form, read: Callable[[Content], T]) -> None:
        self.form = form
        self._read = read
        content = tables.load(form.name)
        self.bundled: T = read(content)
        self.version: dt.date = content["version"]
        self.rows: T = self.bundled

    def lay(self, content: Content | None) -> None:
        """Reads a checked content from now on; None goes back to the program's own."""
        self.rows = self.bundled if content is None else self._read(content)


def sections(content: Content, known: Mapping[str, object], what: str) -> Iterator[tuple[str, Any] | Problem]:
    """The sections of an imported table by name; a Problem for each that the program does not know, and for none at all."""
    found = {key: row for key, row in content.items() if key != "version"}
    if not found:
        yield Problem((), f"没有任何一段{what}")
    for key, row in found.items():
        yield (key, row) if key in known else Problem((key,), f"程序不用“{key}”这一段{what}")
