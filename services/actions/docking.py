"""同步: one exchange from beginning to end as a chain of small works, each on its lane, so that a page never waits.

Small attachments go up several at once, large ones by themselves and piece by piece.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from functools import partial
from typing import Any, BinaryIO

from services.actions import bringing, exchanging, following, parcelling, succeeding
from services.actions.exchanging import Absorbed
from services.actions.parcelling import Packed
from services.actions.steps import Exchanged, Phase, Progress, Steps, Work, run
from services.errors import BadInput, Damaged
from services.session import Session
from services.store import exchanged
from services.store.registry import Loaded
from services.sync import messages
from services.sync.client import Line, LineCut
from services.sync.messages import Answer, Ask, Feed, Wanted

__all__ = ["Docking", "Exchanged", "Progress", "Steps", "Work", "begin", "exchange", "run"]

CHUNK, FILM_CHUNK, SMALL_CHUNK = 4 * 1024 * 1024, 2 * 1024 * 1024, 64 * 1024
FAILURES = 8


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
        self._parted: set[str] = set()
        self._renewed = False
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
        if self._parted:
            return (yield from self._begun_anew())
        if absorbed.wanted:
            yield from self._files_up(absorbed)
        if absorbed.wanted or self._waiting.files:
            answer, absorbed = yield from self._asked(most=self._most, feed=True)
        loaded = yield from self._changes_down(answer, absorbed.feed)
        concluding = partial(
            exchanging.conclude, self._session, answer, self._line.nonce, quiet=loaded is None
        )
        proof = yield Work("vault", concluding)
        papers = yield from bringing.steps(
            self._session, self._line, self._now, lambda done, every: self._tell(self._progress("papers"))
        )
        laws = yield from bringing.law_steps(
            self._session, self._line, self._now, lambda: self._tell(self._progress("law"))
        )
        self._tell(self._progress("done"))
        return Exchanged(
            proof=proof, entries=self._entries, files=self._files, loaded=loaded, papers=papers, laws=laws
        )

    def _begun_anew(self) -> Generator[Work, Any, Exchanged]:
        """This vault was restored from an old copy: it goes on as a new device, and the exchange begins again."""
        chains, self._parted, self._renewed = tuple(sorted(self._parted)), set(), True
        yield from succeeding.steps(self._session, self._line, chains, self._now())
        self._to = yield Work("vault", partial(exchanging.address, self._session))
        self._line = self._line.renewed(self._to)
        self._stopped = frozenset()
        return (yield from self.steps())

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
            self._parted |= set() if self._renewed else set(absorbed.parted)
            self._entries += absorbed.taken
            if absorbed.taken:
                self._failures = 0
            return answer, absorbed

    def _files_up(self, absorbed: Absorbed) -> Generator[Work, Any, None]:
        """Every attachment that the hub lacks, the newest entry's first; one that cannot go blocks no other."""
        order = yield Work("vault", partial(exchanged.lacking, self._session.vault))
        wanted = {w.digest: w for w in absorbed.wanted}
        waiting = deque(wanted[digest] for digest, _ in order if digest in wanted)
        while waiting:
            together = parcelling.next_together(waiting, self._chunk)
            if len(together) > 1:
                yield from self._parcel_up(together)
            else:
                yield from self._one_up(together[0])

    def _one_up(self, wanted: Wanted) -> Generator[Work, Any, None]:
        try:
            yield from self._file_up(wanted)
        except (Damaged, BadInput) as error:
            yield self._noting(wanted.digest, error.sentence)

    def _noting(self, digest: str, why: str) -> Work:
        return Work("vault", partial(exchanged.note_trouble, self._session.vault, digest, why, self._now()))

    def _parcel_up(self, together: Sequence[Wanted]) -> Generator[Work, Any, None]:
        """Several small attachments at once; what did not go with them is taken up one by one."""
        packed: Packed = yield Work("network", partial(parcelling.pack, self._session, together))
        for digest, why in packed.bad:
            yield self._noting(digest, why)
        if not packed.parts:
            return
        try:
            reached = yield Work("network", partial(self._line.send_parcel, packed.parts))
        except LineCut as error:
            self._failed(error)
            self._chunk = max(SMALL_CHUNK, self._chunk // 4)
            answer, _ = yield from self._asked(most=0)
            after = parcelling.after_cut(packed.wanted, answer.wanted)
        else:
            after = parcelling.after(packed.wanted, reached)
            self._chunk = min(CHUNK, self._chunk + SMALL_CHUNK)
        yield from self._delivered(after.whole)
        for digest, why in after.bad:
            yield self._noting(digest, why)
        for left in after.left:
            yield from self._one_up(left)

    def _delivered(self, whole: Sequence[Wanted]) -> Generator[Work, Any, None]:
        if not whole:
            return
        yield Work("vault", partial(exchanged.deliver, self._session.vault, *(w.digest for w in whole)))
        self._failures = 0
        self._files += len(whole)
        self._bytes += sum(w.size for w in whole)
        self._tell(self._progress("files"))

    def _file_up(self, wanted: Wanted) -> Generator[Work, Any, None]:
        offset: int | None = wanted.offset
        while offset is not None and offset < wanted.size:
            opened = yield Work("network", partial(parcelling.opened, self._session, wanted.digest, offset))
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
            yield from self._delivered([wanted])

    def _chunks(self, opened: BinaryIO, wanted: Wanted, offset: int) -> Generator[Work, Any, int | None]:
        """Sends on from `offset` while the hub follows; where it stands elsewhere, that is where to go on."""
        while offset < wanted.size:
            size = min(self._chunk, FILM_CHUNK, wanted.size - offset)
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
