"""随手拍: take first, say later which record it belongs to; nothing taken here is lost before that."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from services.actions import gathering
from services.actions.gathering import Capture
from services.records.values import Film, Photo
from ui.components.buttons import Button
from ui.components.fields import FieldFrame, Line
from ui.components.frames import ActionBar, Card
from ui.components.labels import Text
from ui.components.notices import EmptyState
from ui.components.scroll import Scroll
from ui.desk import ChooseKind, Desk
from ui.forms.captures_sheet import CaptureGrid, title_of
from ui.forms.editors.films import FILTER as FILMS
from ui.forms.editors.films import size_words
from ui.forms.editors.photos import FILTER as PHOTOS
from ui.forms.hints import Failed, PhotoSource
from ui.forms.intake import Intake
from ui.pages.page_body import PageBody

HOW = (
    "每张拍下即加密存本机，原件和时间不变。归到记录里：打开记录，在照片、录音录像处点“从随手拍取”；"
    "被记录用上的自动从这里消失，草稿放弃了又会回来。"
)


class CapturePage(QWidget):
    """Opened from 今日; the newest stands last."""

    title, back, full_width = "随手拍", True, True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.subtitle = "先拍后归"
        self.captures: tuple[Capture, ...] = ()
        self._chosen = ""
        self._give_up: Callable[[], None] | None = None
        intake = Intake(desk.session, desk.background, self)
        self.tools = intake.tools(desk, None, lambda _: None, lambda: None)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Reads again what waits."""
        work = partial(gathering.waiting, self.desk.session)
        self.desk.background.run(work, then=self._show, failed=self._trouble, owner=self)

    def take(self, given: Path | bytes, source: PhotoSource, also: Failed | None = None) -> None:
        """Takes in one picture; `also` hears of a failure too."""
        assert self.tools.take_photo is not None

        def failed(trouble: BaseException) -> None:
            self._trouble(trouble)
            if also is not None:
                also(trouble)

        self.tools.take_photo(given, "", source, lambda photo, _: self._keep(photo), failed)

    def take_film(self, path: Path) -> None:
        """Takes in one film or sound file."""
        assert self.tools.take_film is not None
        self.progress.setTitle(f"正在导入 {path.name}")
        self.progress.show()
        self._give_up = self.tools.take_film(path, self._step, self._filmed, self._trouble)

    def shoot(self) -> None:
        """Opens the camera; it stays open for one picture after the other."""
        if self.tools.camera is not None:
            self.tools.camera(lambda: "", lambda jpeg, _slot, failed: self.take(jpeg, "camera", failed))

    def _lay_out(self) -> None:
        self.body = body = PageBody(self, self.desk)
        self.banner, self.progress = body.banner, body.progress
        self.progress.cancelled.connect(self._cancel_film)
        self.grid = CaptureGrid(self.tools.thumbnail)
        self.grid.tapped.connect(self._tap)
        pane = Scroll("随手拍")
        pane.column.addWidget(self.grid)
        pane.column.addStretch(1)
        self.empty = EmptyState("camera", "没有等着归的照片", "现场来不及建记录，先在这里拍")
        self.card = Card("还没有归入记录的")
        self.card.body.addWidget(self.empty, 1)
        self.card.body.addWidget(pane, 1)
        self.pane = pane
        self.beside = Card("这一张")
        self.what = Text("点一张，写一句话或者删去", "body")
        self.note = Line("写一句话", placeholder="如：三楼东户门口")
        self.note.editingFinished.connect(self._annotate)
        self._note_frame = FieldFrame("写一句话", self.note)
        self.drop_key = Button("删去这张", height=48)
        self.drop_key.tapped.connect(self._drop)
        for widget in (self.what, self._note_frame, self.drop_key):
            self.beside.body.addWidget(widget)
        self.beside.body.addStretch(1)
        self.beside.body.addWidget(Text(HOW, "second"))
        body.add(self.card, 1)
        body.add(self.beside, width=(260, 320))
        self._fill_bar(body.bar)

    def _fill_bar(self, bar: ActionBar) -> None:
        if self.tools.camera is not None:
            bar.add("拍照", "main", "camera").tapped.connect(self.shoot)
        role = "plain" if self.tools.camera is not None else "main"
        bar.add("从文件选照片", role, "plus").tapped.connect(self._choose_photos)
        bar.add("导入录音录像", "plain", "video").tapped.connect(self._choose_film)
        bar.add("新建记录", "plain", "note").tapped.connect(partial(self.desk.go, ChooseKind()))

    def _choose_photos(self) -> None:
        def chosen(paths: tuple[Path, ...]) -> None:
            for path in paths:
                self.take(path, "file")

        if self.tools.choose_files is not None:
            self.tools.choose_files("选择照片", PHOTOS, True, chosen)

    def _choose_film(self) -> None:
        if self.tools.choose_files is not None:
            self.tools.choose_files("选择录音录像", FILMS, False, lambda paths: self.take_film(paths[0]))

    def _keep(self, taken: Photo | Film) -> None:
        work = partial(gathering.keep, self.desk.session, taken, self.desk.now())
        self.desk.background.run(work, then=self._kept, failed=self._trouble, owner=self)

    def _kept(self, _made: Capture) -> None:
        self.desk.saved(self.desk.now())
        self.refresh()

    def _filmed(self, film: Film) -> None:
        self.progress.hide()
        self._keep(film)

    def _step(self, done: int, total: int) -> None:
        self.progress.setProgress(done, total, f"{size_words(done)} / {size_words(total)}")

    def _show(self, captures: tuple[Capture, ...]) -> None:
        self.captures = captures
        self.card.setTitle("还没有归入记录的", f"{len(captures)} 件" if captures else "")
        self.empty.setVisible(not captures)
        self.pane.setVisible(bool(captures))
        self.grid.show_all(captures)
        if not any(c.attachment.digest == self._chosen for c in captures):
            self._chosen = ""
        self._show_chosen()

    def _tap(self, at: int) -> None:
        digest = self.captures[at].attachment.digest
        self._chosen = "" if self._chosen == digest else digest
        self._show_chosen()

    def _show_chosen(self) -> None:
        for slot, capture in zip(self.grid.slots, self.captures, strict=True):
            slot.setNext(capture.attachment.digest == self._chosen)
        one = next((c for c in self.captures if c.attachment.digest == self._chosen), None)
        self.what.setText(title_of(one) if one is not None else "点一张，写一句话或者删去")
        self.drop_key.setLabel("删去这张")
        self._note_frame.setVisible(one is not None)
        self.drop_key.setVisible(one is not None)
        if one is not None and self.note.text() != one.note:
            self.note.setText(one.note)

    def _annotate(self) -> None:
        one = next((c for c in self.captures if c.attachment.digest == self._chosen), None)
        if one is not None and self.note.text().strip() != one.note:
            work = partial(gathering.annotate, self.desk.session, one.attachment.digest, self.note.text())
            self.desk.background.run(work, then=lambda _: self.refresh(), failed=self._trouble, owner=self)

    def _drop(self) -> None:
        """Takes one away; asked once more on the key itself."""
        if not self.drop_key.text().startswith("再点"):
            self.drop_key.setLabel("再点一次，删去")
            return
        self.drop_key.setLabel("删去这张")
        work = partial(gathering.drop, self.desk.session, self._chosen)
        self.desk.background.run(work, then=lambda _: self.refresh(), failed=self._trouble, owner=self)

    def _cancel_film(self) -> None:
        if self._give_up is not None:
            self._give_up()

    def _trouble(self, error: BaseException) -> None:
        self.progress.hide()
        self.body.tell(error)
