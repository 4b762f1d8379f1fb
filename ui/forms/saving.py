"""Every change reaches the disk within a second: the draft is kept soon after typing, at once after a tap or a leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from services.actions import recording
from services.records.draft import Draft
from services.session import Session
from ui.background import SAVING, Background

TYPING_MS = 250


def keep(session: Session, draft: Draft, now: Callable[[], dt.datetime]) -> tuple[Draft, str]:
    """Keeps the draft and says what the transcript would read by now."""
    kept = recording.keep(session, draft, now())
    return kept, recording.narrative(session, draft)


class Saver(QObject):
    """Keeps one draft, the newest state only; a failure leaves it waiting for the next change.

    `kept(moment, narrative)` comes only after the disk has it; `failed(trouble)` when it has not.
    """

    kept = Signal(object, str)
    failed = Signal(object)

    def __init__(
        self, session: Session, background: Background, now: Callable[[], dt.datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._background, self._now = session, background, now
        self._waiting: Draft | None = None
        self._running = 0
        self._closed = False
        self._newest: Draft | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self.flush)

    @property
    def settled(self) -> bool:
        """True when nothing waits for the disk."""
        return self._waiting is None and not self._running

    def change(self, draft: Draft, *, typing: bool) -> None:
        """The draft has changed; while typing it may wait a quarter of a second, never longer."""
        self._waiting = draft
        if not typing:
            self.flush()
        elif not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Keeps at once what waits."""
        self._timer.stop()
        if self._waiting is None or self._closed:
            return
        draft, self._waiting = self._waiting, None
        self._newest = draft
        self._running += 1
        self._background.run(
            partial(keep, self._session, draft, self._now),
            then=self._done,
            failed=partial(self._lost, draft),
            owner=self,
            lane="vault",
            priority=SAVING,
        )

    def close(self, closed: bool = True) -> None:
        """After 完成 nothing is kept any more, or the draft would come back."""
        self._closed = closed

    def _done(self, result: tuple[Draft, str]) -> None:
        self._running -= 1
        draft, narrative = result
        self.kept.emit(draft.kept_at, narrative)

    def _lost(self, draft: Draft, trouble: BaseException) -> None:
        self._running -= 1
        if self._waiting is None and draft is self._newest:
            self._waiting = draft
        self.failed.emit(trouble)
