"""取照片 in the background: of each record whose photos were asked for, whatever page is shown meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.errors import FieldworkError
from ui.docking import Dock

if TYPE_CHECKING:
    from services.actions.fetching import Fetched, Going
    from ui.desk import Desk


class PhotoDock(Dock):
    """The photos of one record on their way: `going` says how far, `words` what there is to say of the last time."""

    def __init__(self, desk: Desk, entry: str) -> None:
        super().__init__(desk, desk.lasting, opening=self._fetching)
        self.setObjectName(entry)
        self._entry = entry
        self.going: Going | None = None
        self.words = ""
        self.began.connect(self._forget)
        self.progressed.connect(self._note)
        self.done.connect(self._tell_done)
        self.failed.connect(self._tell_failed)

    def _fetching(self) -> Any:
        from services.actions import fetching  # noqa: PLC0415 - it brings the HTTP client

        return fetching.begin(self._desk.session, self._entry, self.progressed.emit)

    def _forget(self) -> None:
        self.going, self.words = None, ""

    def _note(self, going: Going) -> None:
        self.going = going

    def _tell_done(self, fetched: Fetched) -> None:
        self.words = "".join(fetched.told)

    def _tell_failed(self, error: Exception | None) -> None:
        if self.retrying:
            self.words = "连不上院端或线路中断；已取到的留在本机，接通后自动再取。"
        elif isinstance(error, FieldworkError):
            self.words = error.sentence
        elif error is not None:
            self._desk.trouble(error)
        else:
            self.words = "已停止；已取到的留在本机。"


def photo_dock(desk: Desk, entry: str) -> PhotoDock:
    """A record's, whether or not its photos are on their way; it outlives the page that asks for it."""
    known = desk.lasting.findChild(PhotoDock, entry)
    return known or PhotoDock(desk, entry)
