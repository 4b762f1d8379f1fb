"""Photos and films on their way in: read and checked on a working thread, kept on the vault's, shown when it is safe."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from services.actions import accounts, evidence
from services.actions.evidence import GivenUp, Looked
from services.clock import local
from services.entries.entry import Attachment
from services.errors import FieldworkError
from services.records.draft import Draft
from services.records.received import Received
from services.records.values import Film, Photo
from services.session import Session
from ui.background import Background
from ui.camera import CameraSource, camera
from ui.desk import Desk
from ui.forms.camera_sheet import CameraSheet
from ui.forms.hints import Failed, PhotoSource, Signing, Tools


class _Steps(QObject):
    """Carries how far an import is from the vault's thread to the screen's."""

    step = Signal(object, object)


class Intake(QObject):
    """The deeds behind the editors' tools."""

    def __init__(
        self, session: Session, background: Background, owner: QWidget,
        find_camera: Callable[[], CameraSource | None] = camera,
    ) -> None:  # fmt: skip
        super().__init__(owner)
        self._session, self._background, self._owner = session, background, owner
        self._find_camera = find_camera

    def tools(
        self, desk: Desk, signing: Signing | None, judge: Callable[[str], None], draft: Callable[[], Draft | None]
    ) -> Tools:  # fmt: skip
        """What editors on a page may do."""
        folder = str(desk.terminal.get("photo_folder", "") or "")
        source = self._find_camera()
        return Tools(
            take_photo=self.take_photo,
            camera=partial(self.open_camera, desk, source) if source is not None else None,
            thumbnail=self.thumbnail,
            take_film=self.take_film,
            choose_files=self.choose_files,
            folder=Path(folder) if folder else None,
            watch=desk.position,
            signing=signing,
            judge=judge,
            allot=partial(self.allot, desk, draft),
        )

    def allot(
        self, desk: Desk, draft: Callable[[], Draft | None], amount: Decimal, moment: str,
        then: Callable[[Received], None], failed: Failed,
    ) -> None:  # fmt: skip
        """Counts how a payment is used on the day that the answer `moment` says, today while it says none."""
        if (about := draft()) is None:
            return
        at = about.values.get(moment)
        day = local(at).date() if at is not None else desk.today()
        self._background.run(
            partial(accounts.allotted, self._session, about, amount, day),
            then=then,
            failed=failed,
            owner=self,
        )

    def take_photo(
        self, given: Path | bytes, slot: str, source: PhotoSource, then: Callable[[Photo, bytes], None],
        failed: Failed,
    ) -> None:  # fmt: skip
        """Checks the picture, keeps the original, then hands back photo and thumbnail."""

        def looked_at(looked: Looked) -> None:
            self._background.run(
                partial(evidence.take_photo, self._session, looked, slot=slot, source=source),
                then=lambda photo: then(photo, looked.thumbnail),
                failed=failed,
                owner=self,
                lane="vault",
            )

        self._background.run(
            partial(evidence.look_at, given), then=looked_at, failed=failed, owner=self, lane="work"
        )

    def open_camera(
        self, desk: Desk, source: CameraSource, wanted: Callable[[], str | None],
        taken: Callable[[bytes, str, Failed], None],
    ) -> None:  # fmt: skip
        """Opens the live picture over the window; each shot gets its moment and place before it is taken in."""
        sheet = CameraSheet(self._owner.window(), source, wanted)

        def shot(slot: str) -> None:
            at, fix = desk.now(), desk.position.latest()
            try:
                develop = source.take()
            except FieldworkError as error:
                sheet.give_up(error)
                return

            def developed(jpeg: bytes) -> None:
                taken(jpeg, slot, lambda trouble: sheet.tell(trouble) if isValid(sheet) else None)
                sheet.go_on()

            self._background.run(
                lambda: evidence.stamped(develop(), at, fix),
                then=developed,
                failed=sheet.give_up,
                owner=sheet,
                lane="work",
            )

        sheet.shot.connect(shot)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def thumbnail(self, attachment: Attachment, then: Callable[[bytes], None]) -> None:
        """A small picture of a kept photo; one that cannot be read stays without."""

        def came(raw: bytes) -> None:
            self._background.run(
                partial(evidence.thumbnail, raw), then=then, failed=_no_picture, owner=self, lane="work"
            )

        self._background.run(
            partial(evidence.original, self._session, attachment),
            then=came,
            failed=_no_picture,
            owner=self,
            lane="vault",
        )

    def take_film(
        self, path: Path, each: Callable[[int, int], None], then: Callable[[Film], None], failed: Failed
    ) -> Callable[[], None]:
        """Streams a film in; returns the deed that gives it up."""
        stop, steps = Event(), _Steps(self)
        steps.step.connect(each)

        def piece(done: int, total: int) -> None:
            if stop.is_set():
                raise GivenUp
            steps.step.emit(done, total)

        def sealed(made: evidence.SealedFilm) -> None:
            keep = partial(evidence.keep_film, self._session, made)
            self._background.run(keep, then=then, failed=failed, owner=self, lane="vault")

        # Hours of film are sealed beside the vault's thread, so that drafts are kept meanwhile.
        work = partial(evidence.seal_film, self._session, path, each=piece)
        self._background.run(work, then=sealed, failed=failed, owner=self, lane="work")
        return stop.set

    def choose_files(
        self, title: str, kinds: str, several: bool, then: Callable[[tuple[Path, ...]], None]
    ) -> None:
        """The system's own file dialog; it goes with the page, and `then` hears nothing when it was closed."""
        asked = QFileDialog(self._owner, title, "", kinds)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        modes = QFileDialog.FileMode
        asked.setFileMode(modes.ExistingFiles if several else modes.ExistingFile)
        asked.filesSelected.connect(lambda names: then(tuple(Path(name) for name in names)))
        asked.open()


def _no_picture(trouble: BaseException) -> None:
    """A thumbnail is a comfort: `verify` is what tells of a damaged photo, not a form."""
