"""The inventory: a thing by one word, its number, unit and whereabouts by taps, a photo to its row."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.errors import FieldworkError
from services.records.fields import Inventory
from services.records.values import InventoryRow, Photo
from ui.components.buttons import Button
from ui.components.choices import Choice as Key
from ui.components.choices import Segments
from ui.components.frames import Card
from ui.components.labels import Text
from ui.forms.editor import Editor, OwnLine, Warning_, editor_for, flowing, quiet_key, stacked
from ui.forms.editors.boxes import BoxPick
from ui.forms.editors.photos import FILTER
from ui.forms.editors.stepper import Stepper
from ui.forms.editors.thing_line import ThingLine
from ui.forms.hints import Failed, Hints, PhotoSource, Tools

FREE = "这件物品"
LATEST = 15  # rows in the open: a screen of them, built within one turn of the event loop
_DETAILS = ("model", "condition", "place", "note")


class ThingPanel(Card):
    """One thing being written; `added(row)` by 加一件."""

    added = Signal(object)

    def __init__(self, field: Inventory, tools: Tools) -> None:
        super().__init__()
        self._field, self._tools = field, tools
        self._photo: Photo | None = None
        self.busy = False  # a picture for this row is on its way to the disk
        self.name = OwnLine(field.asks[0])
        self.name.returnPressed.connect(self._add)
        self.quantity = Stepper("数量")
        self.unit = Segments([Key(u, u) for u in field.units], "单位", height=48)
        self.unit.setValue(field.units[0])
        self.box = BoxPick() if field.boxed else None
        self.place = Segments([Key(d, d) for d in field.dispositions], "去向", height=48)
        if len(field.dispositions) == 1:
            self.place.setValue(field.dispositions[0])
        self.words = {w: quiet_key(w, partial(self.name.setText, w)) for w in field.names}
        self.details = {
            attribute: OwnLine(words) for attribute, words in zip(_DETAILS, field.asks[1:], strict=True)
        }
        self.photo_key = Button("拍这件", icon="camera", height=48)
        self.photo_key.tapped.connect(self._choose if tools.camera is None else self._shoot)
        self.file_key = Button("从文件选", height=48)
        self.file_key.tapped.connect(self._choose)
        if tools.take_photo is None:
            self.photo_key.hide()
        if tools.take_photo is None or tools.camera is None:
            self.file_key.hide()
        self.add_key = Button("加一件", "soft", "plus")
        self.add_key.tapped.connect(self._add)
        self.told = Text("", "second", "red")
        self.told.hide()
        self.doubt = Warning_()
        self.name.textChanged.connect(self._doubted)
        self.place.changed.connect(self._doubted)
        self._build()

    def _doubted(self, _changed: object) -> None:
        """While the name is being written: whether the law may forbid to take such a thing."""
        self.doubt.tell(self._field.doubt(self.name.text().strip(), str(self.place.value or "")))

    def _build(self) -> None:
        if self.words:
            self.body.addWidget(flowing(self.words.values()))
        self.body.addWidget(stacked(self.name, self.quantity, across=True))
        self.body.addWidget(self.unit)
        if self.box is not None:
            self.body.addWidget(self.box)
        self.body.addWidget(self.place)
        self.body.addWidget(self.doubt)
        lines = list(self.details.values())
        self.body.addWidget(stacked(*lines[:2], across=True))
        self.body.addWidget(stacked(*lines[2:], across=True))
        self.body.addWidget(self.told)
        row = QHBoxLayout()
        row.addWidget(self.photo_key)
        row.addWidget(self.file_key)
        row.addWidget(self.add_key, 1)
        self.body.addLayout(row)

    def open(self, row: InventoryRow) -> None:
        """Puts a row back into the panel, to be changed."""
        self.name.setText(row.name)
        self.quantity.setValue(row.quantity)
        self.unit.setValue(row.unit)
        self.place.setValue(row.disposition)
        if self.box is not None:
            self.box.setValue(row.box)
        for attribute, line in self.details.items():
            line.setText(getattr(row, attribute))
        self._set_photo(row.photo)
        self.add_key.setLabel("改好这件")
        self.name.setFocus()

    def _add(self) -> None:
        if self.busy:
            self._tell("照片正在存，存好再加这一件")
            return
        quantity, name = self.quantity.value, self.name.text().strip()
        if not name or quantity is None or quantity <= 0:
            self._tell(f"先写{self._field.asks[0]}" if not name else "数量要大于零")
            (self.quantity.line if name else self.name).setFocus()
            return
        self.told.hide()
        words: dict[str, Any] = {attribute: line.text().strip() for attribute, line in self.details.items()}
        box = self.box.value if self.box is not None else ""
        row = InventoryRow(
            number=0, name=name, quantity=quantity, unit=str(self.unit.value or ""),
            disposition=str(self.place.value or ""), photo=self._photo, box=box, **words,
        )  # fmt: skip
        self._clear()
        self.added.emit(row)

    def _clear(self) -> None:
        self.name.clear()
        self.quantity.setValue(Decimal(1))
        for line in self.details.values():
            line.clear()
        self._set_photo(None)
        self.add_key.setLabel("加一件")
        self.name.setFocus()

    def _choose(self) -> None:
        if self._tools.choose_files is not None:
            self._tools.choose_files(
                "选择照片", FILTER, False, lambda paths: self._take(paths[0], "file", self._failed)
            )

    def _shoot(self) -> None:
        """The live picture, titled with the thing's name; one picture belongs to a row, then the sheet is done."""
        if self._tools.camera is None or self.busy:
            return
        name, handed = self.name.text().strip() or FREE, [False]

        def shot(jpeg: bytes, _slot: str, failed: Failed) -> None:
            handed[0] = True

            def both(trouble: BaseException) -> None:
                self._failed(trouble)
                failed(trouble)

            self._take(jpeg, "camera", both)

        self._tools.camera(lambda: None if handed[0] else name, shot)

    def _take(self, given: Path | bytes, source: PhotoSource, failed: Failed) -> None:
        if self._tools.take_photo is not None:
            self.busy = True
            self.photo_key.setMissing("正在存")
            self._tools.take_photo(given, "", source, lambda photo, _small: self._set_photo(photo), failed)

    def _set_photo(self, photo: Photo | None) -> None:
        self._photo = photo
        self.busy = False
        self.photo_key.setMissing("")
        self.photo_key.setLabel("已拍，重拍" if photo else "拍这件")

    def _failed(self, trouble: BaseException) -> None:
        self.busy = False
        self.photo_key.setMissing("")
        self._tell(trouble.sentence if isinstance(trouble, FieldworkError) else FieldworkError.message)

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.show()


class InventoryEditor(Editor):
    """The rows, numbered as they stand, and the panel for the next one.

    Of a long list the last rows stand in the open, the ones before them behind a key; a row that says what it said
    keeps its line, so that the eight hundredth thing is added as quickly as the first.
    """

    def __init__(self, name: str, field: Inventory, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self._open_rows = LATEST
        self._said: list[InventoryRow] = []
        self.earlier = quiet_key("", self._show_earlier)
        self.earlier.hide()
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        self.lines: list[ThingLine] = []
        self._changing = -1
        self.panel = ThingPanel(field, tools)
        self.panel.added.connect(self._add)
        self.frame_around(stacked(self.earlier, holder, self.panel), boxed=False)

    @property
    def busy(self) -> bool:
        """True while the photo of a row is being taken in."""
        return self.panel.busy

    def write(self, value: Any) -> None:
        rows = tuple(value or ())
        first = max(0, len(rows) - self._open_rows)
        self.earlier.setVisible(bool(first))
        self.earlier.setLabel(f"前面还有 {first} 件")
        wanted = list(rows[first:])
        while self._said and self._said[:1] != wanted[:1]:
            self._forget(0)
        while self._said != wanted[: len(self._said)]:
            self._forget(len(self._said) - 1)
        for at, row in enumerate(wanted[len(self._said) :], start=first + len(self._said)):
            self._append(at, row)
        if self.panel.box is not None and value:
            self.panel.box.setValue(value[-1].box)

    def _append(self, at: int, row: InventoryRow) -> None:
        line = ThingLine(row, self.panel.box is not None)
        line.opened.connect(partial(self._open, at))
        line.removed.connect(partial(self._drop, at))
        self._list.addWidget(line)
        self.lines.append(line)
        self._said.append(row)

    def _forget(self, at: int) -> None:
        line = self.lines.pop(at)
        del self._said[at]
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _show_earlier(self) -> None:
        """Another screenful of the rows before."""
        self._open_rows += LATEST
        self.write(self.value)

    def _add(self, row: InventoryRow) -> None:
        rows = list(self.value or ())
        if self._changing >= 0:
            rows[self._changing] = row
        else:
            rows.append(row)
        self._changing = -1
        self._take(rows)

    def _open(self, at: int) -> None:
        self._changing = at
        self.panel.open(self.value[at])

    def _drop(self, at: int) -> None:
        self._changing = -1
        self._take([r for n, r in enumerate(self.value) if n != at])

    def _take(self, rows: list[InventoryRow]) -> None:
        numbered = tuple(replace(row, number=n) for n, row in enumerate(rows, 1))
        self.write(numbered)
        self.give(numbered or None)


@editor_for.register
def _(field: Inventory, name: str, hints: Hints, tools: Tools) -> Editor:
    return InventoryEditor(name, field, hints, tools)
