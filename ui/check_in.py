"""报平安 over the whole window: the time that runs, the strip above every page, and the cover when it rings.

Only the moment of ringing lies in the terminal's plain file, without any case, so that it rings behind the lock and
after the program was started anew; what was answered behind the lock is journalled when the vault is opened again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from services import clock, settings
from ui.background import Background
from ui.components.alarm import AlarmCover
from ui.ringing import Ringer

if TYPE_CHECKING:
    from services.entries.entry import Entry
    from services.session import Session
    from ui.frame import Frame

DUE, ANSWERED = settings.CHECK_IN_DUE.name, settings.CHECK_IN_ANSWERED.name
TICK_MS = 1000


class CheckInWatch(QObject):
    """`begin(due)` starts the time, `answer()` says that all is well; `failed` hears what the vault could not take."""

    answered = Signal(object)

    def __init__(
        self,
        root: Path,
        background: Background,
        now: Callable[[], dt.datetime],
        window: QWidget,
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(window)
        self._root, self._background, self._now, self._failed = root, background, now, failed
        kept = settings.read_terminal(root)
        self._due, self._said = _moment(kept[DUE]), _moment(kept[ANSWERED])
        self._session: Session | None = None
        self._frame: Frame | None = None
        self.ringer = Ringer(self)
        self.cover = AlarmCover(window)
        self.cover.answered.connect(self.answer)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.look)
        window.installEventFilter(self)
        if self._due is not None:
            self._timer.start()

    @property
    def due(self) -> dt.datetime | None:
        """When it rings, None while no time runs."""
        return self._due

    def begin(self, due: dt.datetime) -> None:
        """The time runs from now on."""
        self._keep(due, None)
        self._timer.start()
        self.look()

    def entered(self, session: Session, frame: Frame) -> None:
        """A vault was opened: its own time goes on, and what was answered behind the lock is journalled."""
        self._session, self._frame = session, frame
        frame.check_in.tapped.connect(self.answer)
        if self._said is not None:
            self._journal(self._said)
        else:
            self._ask_vault(session)
        self._show()

    def left(self) -> None:
        """The vault was closed; the time runs on."""
        self._session, self._frame = None, None

    def answer(self) -> None:
        """我没事: silence, and an entry now or as soon as the vault is open."""
        at = self._now()
        self._keep(None, at)
        self._timer.stop()
        self.ringer.stop()
        self.cover.hide()
        self._show()
        if self._session is not None:
            self._journal(at)

    def look(self) -> None:
        """Compare the clock: ring when it is time, else say how long it still is."""
        if self._due is not None and self._now() >= self._due:
            self.cover.tell(self._due, self._now())
            if not self.ringer.ringing:
                self.ringer.start()
                self.cover.cover()
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.cover.isHidden():
            self.cover.cover()
        return False

    def _ask_vault(self, session: Session) -> None:
        """The plain file may be lost or belong to the one who had the tablet before."""
        from services.actions import checking_in  # noqa: PLC0415 - start-up: the lock needs none of it

        def found(running: checking_in.CheckIn | None) -> None:
            if running is not None and self._due is None and session is self._session:
                self.begin(running.due)

        self._background.run(
            partial(checking_in.running, session), then=found, failed=self._failed, owner=self
        )

    def _journal(self, at: dt.datetime) -> None:
        from services.actions import checking_in  # noqa: PLC0415 - start-up: the lock needs none of it

        assert self._session is not None
        work = partial(checking_in.answered, self._session, at, self._now())
        self._background.run(work, then=self._journalled, failed=self._failed, owner=self)

    def _journalled(self, entry: Entry | None) -> None:
        """Nothing ran in this vault: the answer waits for the one in which it did."""
        if entry is not None:
            self._keep(self._due, None)
            self.answered.emit(entry)

    def _keep(self, due: dt.datetime | None, said: dt.datetime | None) -> None:
        self._due, self._said = due, said
        told = {DUE: due.isoformat() if due else "", ANSWERED: said.isoformat() if said else ""}
        try:
            settings.write_terminal(self._root, told)
        except OSError as error:  # a full disk: it rings all the same, only not after a restart
            self._failed(error)

    def _show(self) -> None:
        if self._frame is not None:
            self._frame.show_check_in(self._due, self._now())


def _moment(text: object) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return clock.local(moment) if moment.tzinfo is not None else None
