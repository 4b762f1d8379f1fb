"""One thing of a list being written: a word, number and unit by taps, a photo; where it goes puts it on the list."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from services.errors import FieldworkError
from services.records.fields import Inventory
from services.records.values import InventoryRow, Photo
from ui.components.buttons import Button
from ui.components.choices import Choice as Key
from ui.components.choices import Segments
from ui.components.frames import Card
from ui.components.labels import Text
from ui.forms.editor import OwnLine, Warning_, flowing, quiet_key, stacked
from ui.forms.editors.boxes import BoxPick
from ui.forms.editors.photos import FILTER
from ui.forms.editors.stepper import Stepper
from ui.forms.hints import Failed, PhotoSource, Tools

FREE = "这件物品"
ADD, LATER = "加一件", "去向以后定"
_DETAILS = ("model", "condition", "place", "note")


class ThingPanel(Card):
    """One thing being written; `added(row)` by the key that says where it goes, or by 加一件 where no list asks that.

    Whereabouts are never guessed from the line before: each line says its own, and the first costs no tap more than
    the rest. The key of the line before stands out; Enter takes it.
    """

    added = Signal(object)

    def __init__(self, field: Inventory, tools: Tools) -> None:
        super().__init__()
        self._field, self._tools = field, tools
        self._photo: Photo | None = None
        self.busy = False  # a picture for this row is on its way to the disk
        self.name = OwnLine(field.asks[0])
        self.name.returnPressed.connect(self._entered)
        self.quantity = Stepper("数量")
        self.unit = Segments([Key(u, u) for u in field.units], "单位", height=48)
        self.unit.setValue(field.units[0])
        self.box = BoxPick() if field.boxed else None
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
        self.ways = {d: quiet_key(d, partial(self._add, d), icon="plus") for d in field.dispositions}
        self.way = field.dispositions[0] if len(field.dispositions) == 1 else ""
        self.add_key = Button("", height=48) if self.ways else Button("", "soft", "plus")
        self.add_key.tapped.connect(partial(self._add, ""))
        self._asked = Text("", "second")
        self.told = Text("", "second", "red")
        self.told.hide()
        self.doubt = Warning_()
        self.name.textChanged.connect(self._doubted)
        self._build()
        self._label(ADD)

    def _doubted(self, _changed: object) -> None:
        """While the name is being written: whether the law may forbid to take such a thing, if it were taken."""
        name = self.name.text().strip()
        said = (self._field.doubt(name, way) for way in (*self.ways, ""))
        self.doubt.tell(next(filter(None, said), ""))

    def _build(self) -> None:
        if self.words:
            self.body.addWidget(flowing(self.words.values()))
        self.body.addWidget(stacked(self.name, self.quantity, across=True))
        self.body.addWidget(self.unit)
        if self.box is not None:
            self.body.addWidget(self.box)
        self.body.addWidget(self.doubt)
        lines = list(self.details.values())
        self.body.addWidget(stacked(*lines[:2], across=True))
        self.body.addWidget(stacked(*lines[2:], across=True))
        self.body.addWidget(self.told)
        if self.ways:
            self.body.addWidget(self._asked)
            self.body.addWidget(flowing((self.photo_key, self.file_key, *self.ways.values(), self.add_key)))
            return
        row = QHBoxLayout()
        row.addWidget(self.photo_key)
        row.addWidget(self.file_key)
        row.addWidget(self.add_key, 1)
        self.body.addLayout(row)

    def mark(self, way: str) -> None:
        """Lets the key of the line before stand out."""
        self.way = way
        for name, key in self.ways.items():
            key.setRole("soft" if name == way else "plain")

    def _label(self, deed: str) -> None:
        """What a tap does now, on the keys and to a screen reader; said aloud where it changes what stands."""
        self._asked.setText(f"{deed}，点它的去向")
        self._asked.setVisible(deed != ADD)
        for way, key in self.ways.items():
            key.setAccessibleName(f"{deed}：{way}")
        self.add_key.setLabel(LATER if self.ways else deed)

    def _entered(self) -> None:
        """Enter: where the line before went; the first line is asked."""
        if self.ways and not self.way:
            self._tell("点这一件的去向，就加到清单")
            return
        self._add(self.way)

    def open(self, row: InventoryRow) -> None:
        """Puts a row back into the panel, to be changed."""
        self.name.setText(row.name)
        self.quantity.setValue(row.quantity)
        self.unit.setValue(row.unit)
        self.mark(row.disposition)
        if self.box is not None:
            self.box.setValue(row.box)
        for attribute, line in self.details.items():
            line.setText(getattr(row, attribute))
        self._set_photo(row.photo)
        self._label("改好这件")
        self.name.setFocus()

    def _add(self, way: str) -> None:
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
            disposition=way, photo=self._photo, box=box, **words,
        )  # fmt: skip
        self._clear()
        if way:
            self.mark(way)
        self.added.emit(row)

    def _clear(self) -> None:
        self.name.clear()
        self.quantity.setValue(Decimal(1))
        for line in self.details.values():
            line.clear()
        self._set_photo(None)
        self._label(ADD)
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
