"""完成: what is prefilled counts as seen, the draft becomes a record, and nothing of the draft is kept after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from services.actions import recording
from services.entries.entry import Entry
from services.records.draft import Draft
from services.session import Session
from ui.background import SAVING, Background
from ui.forms.saving import Saver


class Finisher(QObject):
    """`finished(entry)` once the journal has it; `refused(trouble)` when it has not, and the draft is kept on."""

    finished = Signal(object)
    refused = Signal(object)

    def __init__(
        self, session: Session, background: Background, now: Callable[[], dt.datetime], saver: Saver
    ) -> None:
        super().__init__(saver)
        self._session, self._background, self._now, self._saver = session, background, now, saver

    def finish(self, draft: Draft) -> None:
        """Makes a record of the draft as it stands on the screen."""
        now = self._now()
        confirmed = recording.confirm_all(self._session, draft, now)
        self._saver.close()
        work = partial(recording.commit, self._session, confirmed, now)
        run = partial(self._background.run, owner=self, lane="vault", priority=SAVING)
        run(work, then=self._done, failed=self._refused)

    def _done(self, entry: Entry) -> None:
        self.finished.emit(entry)

    def _refused(self, trouble: BaseException) -> None:
        self._saver.close(False)
        self.refused.emit(trouble)
