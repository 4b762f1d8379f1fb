"""A disk that loses power: the write log of shim.c, replayed up to a moment without what was not flushed by then.

A flush of a file keeps its content, not its name; a flush of a folder keeps the names in it, in the order in which
they changed. Of the rest survives nothing (`keep` 0) or each write by chance (`keep` 0.5) and each folder's changes
up to a random one, as on a journalling file system.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

OPENED, WRITTEN, CUT, FLUSHED, RENAMED, REMOVED, FOLDER_MADE, MARKED = range(1, 9)
IS_NEW, IS_EMPTIED = 1, 2
_HEAD = struct.Struct("<IiQII")


@dataclass(frozen=True, slots=True)
class Step:
    """One record of the log; `first` is a path, a text or the bytes written."""

    kind: int
    file: int
    offset: int
    first: bytes
    second: bytes

    @property
    def path(self) -> str:
        """`first` as a path or text."""
        return self.first.decode()


def read_log(path: Path) -> list[Step]:
    """All records of a log."""
    raw, at, steps = path.read_bytes(), 0, []
    while at < len(raw):
        kind, file, offset, size, size2 = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        steps.append(Step(kind, file, offset, raw[at : at + size], raw[at + size : at + size + size2]))
        at += size + size2
    return steps


def marks(steps: Sequence[Step]) -> list[str]:
    """What the program itself said."""
    return [s.path for s in steps if s.kind == MARKED]


@dataclass(slots=True, eq=False)
class Content:
    """A file's bytes on the platter, and the changes that have not been flushed: (offset, bytes), or a new length."""

    flushed: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)

    def flush(self) -> None:
        """Everything is on the platter."""
        for change in self.waiting:
            _apply(self.flushed, change)
        self.waiting.clear()

    def after(self, chance: random.Random, keep: float) -> bytes:
        """What a crash leaves."""
        left = bytearray(self.flushed)
        for change in self.waiting:
            if chance.random() < keep:
                _apply(left, change)
        return bytes(left)


def _apply(content: bytearray, change: tuple[int, bytes | None]) -> None:
    offset, written = change
    if written is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(written)] = written


Node = Content | None  # None is a folder


class Disk:
    """Starts as a copy of a real folder, all of it flushed, and follows the log; a change of a name waits."""

    def __init__(self, folder: Path) -> None:
        self.root = folder.resolve()
        self._names: dict[str, Node] = {str(self.root): None}
        for path in self.root.rglob("*"):
            self._names[str(path)] = None if path.is_dir() else Content(bytearray(path.read_bytes()))
        self._kept = dict(self._names)
        self._waiting: dict[str, list[tuple[str, Node, bool]]] = {}
        self._open: dict[int, str | Content] = {}

    def follow(self, step: Step) -> None:
        """One record of the log."""
        match step.kind:
            case 1:  # OPENED
                self._opened(step)
            case 2:  # WRITTEN
                self._content(step.file).waiting.append((step.offset, step.first))
            case 3:  # CUT
                self._content(step.file).waiting.append((step.offset, None))
            case 4:  # FLUSHED
                self._flush(self._open[step.file])
            case 5:  # RENAMED
                moved = self._names.pop(step.path)
                self._named(step.path, None, there=False)
                self._named(step.second.decode(), moved, there=True)
            case 6:  # REMOVED
                self._named(step.path, None, there=False)
            case 7:  # FOLDER_MADE
                self._named(step.path, None, there=True)

    def _opened(self, step: Step) -> None:
        if step.path in self._names and self._names[step.path] is None:
            self._open[step.file] = step.path
            return
        if step.offset & IS_NEW:
            self._named(step.path, Content(), there=True)
        content = self._names[step.path]
        assert content is not None
        self._open[step.file] = content
        if step.offset & IS_EMPTIED and not step.offset & IS_NEW:
            content.waiting.append((0, None))

    def _content(self, file: int) -> Content:
        content = self._open[file]
        assert isinstance(content, Content)
        return content

    def _named(self, path: str, node: Node, *, there: bool) -> None:
        if there:
            self._names[path] = node
        else:
            self._names.pop(path, None)
        self._waiting.setdefault(str(PurePosixPath(path).parent), []).append((path, node, there))

    def _flush(self, what: str | Content) -> None:
        if isinstance(what, Content):
            what.flush()
            return
        for change in self._waiting.pop(what, []):
            _rename(self._kept, change)

    def crash(self, target: Path, chance: random.Random, keep: float) -> None:
        """Writes what a crash at this moment leaves into a new folder."""
        names = dict(self._kept)
        for changes in self._waiting.values():
            for change in changes[: chance.randint(0, len(changes)) if keep else 0]:
                _rename(names, change)
        target.mkdir()
        for path in sorted(names):  # a folder comes before what is in it
            place = target / PurePosixPath(path).relative_to(str(self.root))
            node = names[path]
            if not place.parent.is_dir():
                continue  # its folder did not survive
            if node is None:
                place.mkdir(exist_ok=True, mode=0o700)
            else:
                place.write_bytes(node.after(chance, keep))


def _rename(names: dict[str, Node], change: tuple[str, Node, bool]) -> None:
    path, node, there = change
    if there:
        names[path] = node
    else:
        names.pop(path, None)
