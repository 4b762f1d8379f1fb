"""Film and sound from recorder or camera: imported with progress, and given up without a trace by 取消."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.actions.gathering import Capture
from services.errors import FieldworkError
from services.records.fields import Films
from services.records.values import Film
from ui.components.buttons import Button, IconButton
from ui.components.fields import Mark
from ui.components.labels import Text
from ui.components.progress import ProgressCard
from ui.forms.captures_sheet import CapturesSheet
from ui.forms.editor import Editor, OwnLine, editor_for, flowing, stacked
from ui.forms.hints import Hints, Tools

FILTER = "录音录像 (*.mp4 *.mov *.avi *.mkv *.m4a *.mp3 *.wav *.aac *.MP4 *.MOV *.AVI *.MP3 *.WAV)"
_MEGABYTE = 1024 * 1024


def size_words(size: int) -> str:
    """Bytes as people read them."""
    return f"{size / _MEGABYTE:,.1f} MB" if size < 1000 * _MEGABYTE else f"{size / _MEGABYTE / 1024:,.2f} GB"


class FilmRow(QWidget):
    """One file: sort, name and size, the device it came from, a cross."""

    def __init__(self, editor: FilmsEditor, at: int, film: Film) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Mark("video" if film.sort == "film" else "phone"))
        row.addWidget(Text(f"{film.attachment.name} · {size_words(film.attachment.size)}", "body"), 2)
        self.device = OwnLine("设备编号")
        self.device.setText(film.device)
        self.device.textChanged.connect(lambda text: editor.change(at, replace(film, device=text.strip())))
        row.addWidget(self.device, 1)
        self.cross = IconButton("close", f"删去{film.attachment.name}", framed=False)
        self.cross.tapped.connect(lambda: editor.drop(at))
        row.addWidget(self.cross)


class FilmsEditor(Editor):
    """The files taken in, the one being taken in, and the key for more."""

    def __init__(self, name: str, field: Films, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.rows: list[FilmRow] = []
        self.progress: ProgressCard | None = None
        self._cancel: Callable[[], None] | None = None
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self.key = Button("导入录音录像", icon="video", height=48)
        self.key.tapped.connect(self._choose)
        self._told = Text("", "second", "red")
        self._told.hide()
        self.captured_key = Button("从随手拍取", height=48)
        self.captured_key.tapped.connect(self._from_captures)
        self.captured_key.setVisible(False)
        keys = flowing((self.key, self.captured_key))
        self.frame_around(stacked(holder, keys, self._told), boxed=False)
        self.captured_key.setVisible(bool(self._captures))

    @property
    def busy(self) -> bool:
        """True while a file is being taken in."""
        return self.progress is not None

    def write(self, value: Any) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [FilmRow(self, n, film) for n, film in enumerate(value or ())]
        for row in self.rows:
            self._list.addWidget(row)
        self.captured_key.setVisible(bool(self._captures))

    def _from_captures(self) -> None:
        sheet = CapturesSheet(self.window(), self._captures, self.tools.thumbnail)
        sheet.taken.connect(self.take_captures)
        sheet.open()

    @property
    def _captures(self) -> tuple[Capture, ...]:
        """The sound and films among them that this record does not have yet."""
        own = {film.attachment.digest for film in self.value or ()}
        return tuple(c for c in self.hints.captures if c.film is not None and c.attachment.digest not in own)

    def take_captures(self, captures: tuple[Capture, ...]) -> None:
        """Takes in what was captured before; the original is kept already."""
        films = (*(self.value or ()), *(replace(c.film, note=c.note) for c in captures if c.film is not None))
        self.value = films
        self.write(films)
        self.give(films)

    def take(self, path: Path) -> None:
        """Begins to take in one file; one at a time."""
        if self.tools.take_film is None:
            return
        self._told.hide()
        self.progress = ProgressCard(f"正在导入 {path.name}")
        self.progress.cancelled.connect(self._give_up)
        self._list.addWidget(self.progress)
        self.key.setMissing("正在导入")
        self._cancel = self.tools.take_film(path, self._step, self._taken, self._failed)

    def change(self, at: int, film: Film) -> None:
        """Another device for one film."""
        films = list(self.value or ())
        films[at] = replace(films[at], device=film.device)
        self.give(tuple(films), typed=True)

    def drop(self, at: int) -> None:
        """One film less."""
        films = tuple(f for n, f in enumerate(self.value or ()) if n != at)
        self.write(films)
        self.give(films or None)

    def _choose(self) -> None:
        if self.tools.choose_files is not None:
            self.tools.choose_files("选择录音录像", FILTER, False, lambda paths: self.take(paths[0]))

    def _step(self, done: int, total: int) -> None:
        if self.progress is not None:
            words = f"{size_words(done)} / {size_words(total)}" if total else size_words(done)
            self.progress.setProgress(done, total, words)

    def _taken(self, film: Film) -> None:
        self._end()
        films = (*(self.value or ()), film)
        self.write(films)
        self.give(films)

    def _failed(self, trouble: BaseException) -> None:
        self._end()
        self._told.setText(
            trouble.sentence if isinstance(trouble, FieldworkError) else FieldworkError.message
        )
        self._told.show()

    def _give_up(self) -> None:
        if self._cancel is not None:
            self._cancel()

    def _end(self) -> None:
        self._cancel = None
        self.key.setMissing("")
        if self.progress is not None:
            self._list.removeWidget(self.progress)
            self.progress.hide()
            self.progress.deleteLater()
            self.progress = None


@editor_for.register
def _(field: Films, name: str, hints: Hints, tools: Tools) -> Editor:
    return FilmsEditor(name, field, hints, tools)
