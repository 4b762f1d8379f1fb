"""同步: one exchange from beginning to end as a chain of small works, each on its lane, so that a page never waits.

A generator: it yields a Work and is sent its result (or thrown its failure). `run` does them one after another where
no screen waits; a page does each on the lane that the work names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO, Literal

from services.actions import exchanging, following
from services.actions.exchanging import Absorbed, Proof
from services.errors import BadInput, Damaged, FieldworkError
from services.session import Session
from services.store import exchanged, restoring
from services.store.registry import Loaded
from services.sync import messages
from services.sync.client import Line, LineCut
from services.sync.messages import Answer, Ask, Feed, Wanted

CHUNK, SMALL_CHUNK = 4 * 1024 * 1024, 64 * 1024
FAILURES = 8

Phase = Literal["asking", "entries", "files", "changes", "done"]


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
    """What an exchange has done; `loaded` is None when nothing has changed at the hub."""

    proof: Proof
    entries: int
    files: int
    loaded: Loaded | None


Steps = Generator[Work, Any, Exchanged]


def run(steps: Steps) -> Exchanged:
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
        done: Exchanged = stop.value
        return done


class Docking:
    """One exchange under way: what it has reached, and how large a batch the line bears.

    `tell` hears of progress on whichever lane it happens and may raise to stop; what was reached by then stays.
    """

    def __init__(
        self,
        session: Session,
        line: Line,
        now: Callable[[], dt.datetime],
        tell: Callable[[Progress], None] = lambda progress: None,
    ) -> None:
        self._session, self._line, self._now, self._tell = session, line, now, tell
        self._to = line.address
        self._most, self._pages = exchanging.MOST_ROWS, messages.PAGE
        self._chunk = CHUNK
        self._failures = 0
        self._stopped: frozenset[str] = frozenset()
        self._entries = self._files = self._bytes = 0
        self._waiting = exchanged.Waiting(entries=0, files=0, bytes=0)

    def close(self) -> None:
        """Hangs up; doing it twice is harmless."""
        self._line.close()

    def steps(self) -> Steps:
        """The whole exchange; raises LineCut after several failures in which nothing was reached, Busy, Stopped, Refused."""
        self._waiting = yield Work("vault", partial(exchanged.waiting, self._session.vault))
        self._tell(self._progress("asking"))
        if not self._line.nonce:
            yield from self._asked(most=0)
        answer, absorbed = yield from self._entries_up()
        if absorbed.wanted:
            yield from self._files_up(absorbed)
        if absorbed.wanted or self._waiting.files:
            answer, absorbed = yield from self._asked(most=self._most, feed=True)
        loaded = yield from self._changes_down(answer, absorbed.feed)
        concluding = partial(
            exchanging.conclude, self._session, answer, self._line.nonce, quiet=loaded is None
        )
        proof = yield Work("vault", concluding)
        self._tell(self._progress("done"))
        return Exchanged(proof=proof, entries=self._entries, files=self._files, loaded=loaded)

    def _entries_up(self) -> Generator[Work, Any, tuple[Answer, Absorbed]]:
        while True:
            answer, absorbed = yield from self._asked(most=self._most, feed=not self._waiting.files)
            self._most = min(exchanging.MOST_ROWS, self._most * 2)
            self._tell(self._progress("entries"))
            if not absorbed.more:
                return answer, absorbed

    def _asked(self, *, most: int, feed: bool = False) -> Generator[Work, Any, tuple[Answer, Absorbed]]:
        """One question, its answer taken in; where the line breaks, the hub is asked where it stands before more goes."""
        while True:
            gathering = partial(
                exchanging.gather,
                self._session,
                self._to,
                most=most,
                pages=self._pages,
                skip=self._stopped,
                feed=feed,
            )
            ask: Ask = yield Work("vault", gathering)
            try:
                answer: Answer = yield Work("network", partial(self._line.ask, ask))
            except LineCut as error:
                self._failed(error)
                self._most, self._pages = max(1, self._most // 2), max(1, self._pages // 2)
                if most:
                    yield from self._asked(most=0)
                    most = self._most
                continue
            taking = partial(exchanging.absorb, self._session, self._to, ask, answer, self._now())
            absorbed: Absorbed = yield Work("vault", taking)
            self._stopped |= absorbed.stopped
            self._entries += absorbed.taken
            if absorbed.taken:
                self._failures = 0
            return answer, absorbed

    def _files_up(self, absorbed: Absorbed) -> Generator[Work, Any, None]:
        """Every attachment that the hub lacks, the newest entry's first; one that cannot go blocks no other."""
        order = yield Work("vault", partial(exchanged.lacking, self._session.vault))
        wanted = {w.digest: w for w in absorbed.wanted}
        for digest, _ in order:
            if digest not in wanted:
                continue
            try:
                yield from self._file_up(wanted[digest])
            except (Damaged, BadInput) as error:
                noting = partial(
                    exchanged.note_trouble, self._session.vault, digest, error.sentence, self._now()
                )
                yield Work("vault", noting)

    def _file_up(self, wanted: Wanted) -> Generator[Work, Any, None]:
        offset: int | None = wanted.offset
        while offset is not None and offset < wanted.size:
            opened = yield Work("network", partial(_opened, self._session, wanted.digest, offset))
            try:
                with closing(opened):
                    offset = yield from self._chunks(opened, wanted, offset)
            except LineCut as error:
                self._failed(error)
                self._chunk = max(SMALL_CHUNK, self._chunk // 4)
                before, offset = offset, (yield from self._stands(wanted.digest))
                if offset is not None and before is not None and offset > before:
                    self._failures = 0
        if offset is not None:
            yield Work("vault", partial(exchanged.deliver, self._session.vault, wanted.digest))
            self._files += 1
            self._bytes += wanted.size
            self._tell(self._progress("files"))

    def _chunks(self, opened: BinaryIO, wanted: Wanted, offset: int) -> Generator[Work, Any, int | None]:
        """Sends on from `offset` while the hub follows; where it stands elsewhere, that is where to go on."""
        while offset < wanted.size:
            size = min(self._chunk, wanted.size - offset)
            chunk: bytes = yield Work("network", partial(opened.read, size))
            if len(chunk) < size:
                raise Damaged(f"本机附件 {wanted.digest[:8]} 已损坏或不完整，没有发出。请用第二份留存恢复。")
            reached: int | None = yield Work(
                "network", partial(self._line.send, wanted.digest, offset, chunk)
            )
            if reached is None:
                return (yield from self._stands(wanted.digest))
            offset, self._failures = reached, 0
            self._chunk = min(CHUNK, self._chunk + SMALL_CHUNK)
            self._tell(self._progress("files", wanted.digest, offset, wanted.size))
        return offset

    def _stands(self, digest: str) -> Generator[Work, Any, int | None]:
        """How much the hub has of an attachment, None when it does not wait for it."""
        while True:
            try:
                offset: int | None = yield Work("network", partial(self._line.offset, digest))
            except LineCut as error:
                self._failed(error)
                continue
            return offset

    def _changes_down(self, answer: Answer, first: Feed | None) -> Generator[Work, Any, Loaded | None]:
        if first is None:
            return None
        pages = [first]
        while (page := pages[-1].following) is not None:
            base: Ask = yield Work(
                "vault", partial(exchanging.gather, self._session, self._to, most=0, pages=self._pages)
            )
            asking = exchanging.following(base, page, pages=self._pages)
            try:
                more: Answer = yield Work("network", partial(self._line.ask, asking))
            except LineCut as error:
                self._failed(error)
                self._pages = max(1, self._pages // 2)
                continue
            if more.feed is None:
                break
            self._failures, answer = 0, more
            self._pages = min(messages.PAGE, self._pages * 2)
            pages.append(more.feed)
            self._tell(self._progress("changes"))
        news = yield Work("network", partial(following.read_news, answer, pages))
        loaded: Loaded = yield Work("vault", partial(following.take_news, self._session, news, self._now()))
        return loaded

    def _failed(self, error: LineCut) -> None:
        self._failures += 1
        if self._failures > FAILURES:
            raise error

    def _progress(self, phase: Phase, digest: str = "", offset: int = 0, size: int = 0) -> Progress:
        return Progress(
            phase=phase,
            entries=self._entries,
            entries_all=self._waiting.entries,
            files=self._files,
            files_all=self._waiting.files,
            bytes=self._bytes + offset,
            bytes_all=self._waiting.bytes,
            digest=digest,
            share=offset / size if size else 0.0,
        )


def _opened(session: Session, digest: str, offset: int) -> BinaryIO:
    """An attachment's original bytes from `offset` on."""
    opened = restoring.original(session.vault, digest)
    while offset:
        passed = opened.read(min(offset, 1024 * 1024))
        if not passed:
            opened.close()
            raise Damaged(f"本机附件 {digest[:8]} 已损坏或不完整，没有发出。请用第二份留存恢复。")
        offset -= len(passed)
    return opened


def begin(
    session: Session,
    now: Callable[[], dt.datetime],
    tell: Callable[[Progress], None] = lambda progress: None,
) -> Docking:
    """An exchange that is about to start, on the vault's thread; raises NotAllowed, BadInput where there is no hub."""
    return Docking(session, Line(exchanging.address(session), exchanging.nonce(session)), now, tell)


def exchange(
    session: Session,
    now: Callable[[], dt.datetime],
    tell: Callable[[Progress], None] = lambda progress: None,
) -> Exchanged:
    """One whole exchange on this thread, where no screen waits."""
    with closing(begin(session, now, tell)) as docking:
        return run(docking.steps())
