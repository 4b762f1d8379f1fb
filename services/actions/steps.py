"""同步的步骤: the small works that an exchange is made of, what it tells meanwhile, and what it has done in the end.

An exchange is a generator: it yields a Work and is sent its result (or thrown its failure). `run` does them one after
another where no screen waits; a page does each on the lane that the work names.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from services.actions.exchanging import Proof
from services.errors import FieldworkError
from services.store.registry import Loaded

Phase = Literal["asking", "entries", "files", "changes", "papers", "law", "done"]


@dataclass(frozen=True, slots=True)
class Work:
    """Something to do on the vault's thread or on that of the network."""

    lane: Literal["vault", "network"]
    do: Callable[[], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an exchange is: entries, attachments and their bytes of all that wait; `digest` is under way."""

    phase: Phase
    entries: int = 0
    entries_all: int = 0
    files: int = 0
    files_all: int = 0
    bytes: int = 0
    bytes_all: int = 0
    digest: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanged:
    """What an exchange has done; `loaded` is None when nothing has changed at the hub, `papers` sealed papers came.

    `laws` are the tables of law that are in use from now on, each with its day.
    """

    proof: Proof
    entries: int
    files: int
    loaded: Loaded | None
    papers: int = 0
    laws: tuple[str, ...] = ()


Steps = Generator[Work, Any, Exchanged]
Result = TypeVar("Result")


def run(steps: Generator[Work, Any, Result]) -> Result:
    """Does every work on this thread."""
    try:
        work = next(steps)
        while True:
            try:
                result = work.do()
            except FieldworkError as error:
                work = steps.throw(error)
            else:
                work = steps.send(result)
    except StopIteration as stop:
        done: Result = stop.value
        return done
