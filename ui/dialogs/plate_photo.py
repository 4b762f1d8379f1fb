"""拍照认牌: which photo, what may stand on its plate, and the photo beside it; the officer takes one, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from services.actions import evidence, plate_reading
from services.actions.plate_reading import HOW_TO, Suggestion
from services.errors import FieldworkError
from services.identifiers import plate as plates
from ui.background import Background, Handle
from ui.components.choices import Choice, ChoiceTiles
from ui.components.labels import Text
from ui.components.notices import Banner
from ui.components.sheets import Sheet
from ui.files import FilePick

Read = Callable[[bytes, Callable[[], bool]], tuple[Suggestion, ...]]
WIDTH = 360


class PlatePhotoSheet(Sheet):
    """`taken(plate)` once the officer says that a suggestion is what stands on the car. Closing stops the reading."""

    taken = Signal(str)

    def __init__(
        self, window: QWidget, background: Background, read: Read = plate_reading.read, ready: bool | None = None
    ) -> None:  # fmt: skip
        able = plate_reading.installed() if ready is None else ready
        told = "认出来的只是建议，请对着照片和车核对；照片不保存"
        super().__init__(window, "拍照认牌", told, snug=not able)
        self._background, self._read = background, read
        self._handle: Handle | None = None
        self.body.setSpacing(12)
        self.file = FilePick("照片")
        self.file.picked.connect(self.look)
        self.note = Text("", "body")
        self.trouble = Banner("")
        self.picture = QLabel()
        self.picture.setAccessibleName("照片")
        self.tiles: ChoiceTiles | None = None
        for part in (self.trouble, self.file, self.note):
            self.body.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.addStretch(1)
        row.addLayout(self._column, 1)
        self.body.addLayout(row, 1)
        self.body.addStretch(1)
        self.key = self.bar.add("认牌", "main", "camera")
        self.key.tapped.connect(self.look)
        self.bar.add("不用了", "plain", "close").tapped.connect(self.close_sheet)
        self.file.line.textChanged.connect(lambda _: self._check())
        self.closed.connect(self._stop)
        self.closed.connect(self.deleteLater)
        self.trouble.hide()
        self.picture.hide()
        if able:
            self._check()
        else:
            self.file.hide()
            self.note.setText(HOW_TO)
            self.key.setMissing("没有装认牌组件")

    def look(self) -> None:
        """Reads the photo in the process beside; what was suggested before is gone."""
        path = self.file.path
        if path is None or self._handle is not None:
            return
        self._show(())
        self.trouble.hide()
        self.note.setText("正在认，十秒左右。可以关掉这一页改用手工输入。")
        self.key.setMissing("正在认")
        box: list[Handle] = []

        def stopped() -> bool:
            return self._background.closed or (bool(box) and box[0].cancelled)

        def work(chosen: Path = path) -> tuple[bytes, tuple[Suggestion, ...]]:
            looked = evidence.look_at(chosen)
            return looked.thumbnail, self._read(looked.raw, stopped)

        box.append(self._background.run(work, then=self._found, failed=self._failed, lane="work", owner=self))
        self._handle = box[0]
        self.destroyed.connect(box[0].cancel)  # a lock takes the sheet away without closing it

    def _found(self, found: tuple[bytes, tuple[Suggestion, ...]]) -> None:
        self._handle = None
        picture, suggested = found
        pixmap = QPixmap()
        pixmap.loadFromData(picture)
        self.picture.setPixmap(pixmap)
        self.picture.setVisible(not pixmap.isNull())
        self.note.setText(
            "对着照片看，点和车上一样的那个；都不对就关掉，手工输入。"
            if suggested
            else "照片里没有认出号牌。请靠近、正对着再拍一张，或手工输入。"
        )
        self._show(suggested)
        self._check()

    def _failed(self, error: Exception) -> None:
        self._handle = None
        self.note.setText("")
        sentence = error.sentence if isinstance(error, FieldworkError) else plate_reading.NotRead.message
        head, _, rest = sentence.partition("。")
        self.trouble.tell(head + "。", rest)
        self.trouble.show()
        self._check()

    def _show(self, suggested: Sequence[Suggestion]) -> None:
        if self.tiles is not None:
            self.tiles.hide()
            self.tiles.deleteLater()
            self.tiles = None
        if not suggested:
            return
        choices = [Choice(s.plate, plates.display(s.plate), "vehicles", _sure(s)) for s in suggested]
        self.tiles = ChoiceTiles(choices, "照片里像是", columns=1, upright=False, lasting=False)
        self.tiles.picked.connect(self._take)
        self._column.insertWidget(0, self.tiles)

    def _take(self, plate: object) -> None:
        self.close_sheet()
        self.taken.emit(str(plate))

    def _check(self) -> None:
        self.key.setMissing("" if self.file.path is not None else "选择照片")

    def _stop(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None


def _sure(suggested: Suggestion) -> str:
    part = "" if suggested.whole else "只认出后几位，"
    return f"{part}组件自评 {suggested.score:.0%}，点这里表示你已核对"


def ask(page: QWidget, background: Background, then: Callable[[str], object]) -> PlatePhotoSheet:
    """Opens the sheet over the page's window; `then(plate)` once the officer has taken a suggestion."""
    sheet = PlatePhotoSheet(page.window(), background)
    sheet.taken.connect(then)
    sheet.open()
    return sheet
