"""The damage map: numbered marks on the outline of one side of the car, each with its sort and a note."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from services.records.fields import DamageMap
from services.records.values import Damage
from ui.components import vehicles
from ui.components.buttons import Button
from ui.components.labels import Text
from ui.forms.editor import Editor, OwnLine, editor_for, stacked
from ui.forms.hints import Hints, Tools

MAP_HEIGHT = 244  # px: a door is then about 90 wide, which a gloved finger hits


class DamageEditor(Editor):
    """A tap on the car adds a mark of the chosen sort; a tap on a mark opens it for a note, or to be taken away."""

    def __init__(self, name: str, field: DamageMap, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self.map = vehicles.DamageMap(field.sorts)
        self.map.view.setFixedHeight(MAP_HEIGHT)
        self.map.changed.connect(self._changed)
        self.map.mark_tapped.connect(self.open)
        self._open = -1
        self.title = Text("", "strong")
        self.note = OwnLine("这一处的说明", "说明，如长 10 厘米")
        self.note.textEdited.connect(self._noted)
        self.drop_key = Button("删去这一处", height=48)
        self.drop_key.tapped.connect(self._drop)
        self.panel = stacked(self.title, self.note, self.drop_key)
        self.panel.hide()
        self.frame_around(stacked(self.map, self.panel), boxed=False)

    @property
    def marks(self) -> tuple[Damage, ...]:
        """The marks of all sides."""
        return self.value or ()

    def write(self, value: Any) -> None:
        marks: tuple[Damage, ...] = value or ()
        self.map.setMarks([vehicles.Damage(d.side, d.x, d.y, d.sort) for d in marks])
        if self._open >= len(marks):
            self.open(-1)

    def open(self, index: int) -> None:
        """One mark, to be noted or taken away; the same again closes it."""
        self._open = -1 if index == self._open else index
        self.panel.setVisible(self._open >= 0)
        if self._open >= 0:
            mark = self.marks[self._open]
            self.title.setText(f"{mark.number} · {mark.side}侧 · {mark.sort}")
            self.note.setText(mark.note)

    def _changed(self, shown: tuple[vehicles.Damage, ...]) -> None:
        kept = self.marks
        marks = tuple(
            Damage(
                number=n + 1,
                side=cast(Any, mark.side),
                x=mark.x,
                y=mark.y,
                sort=mark.word,
                note=kept[n].note if n < len(kept) else "",
            )
            for n, mark in enumerate(shown)
        )
        self.give(marks or None)

    def _noted(self, words: str) -> None:
        marks = list(self.marks)
        marks[self._open] = replace(marks[self._open], note=words.strip())
        self.give(tuple(marks), typed=True)

    def _drop(self) -> None:
        rest = [d for n, d in enumerate(self.marks) if n != self._open]
        numbered = tuple(replace(d, number=n) for n, d in enumerate(rest, 1))
        self.open(-1)
        self.write(numbered)
        self.give(numbered or None)


@editor_for.register
def _(field: DamageMap, name: str, hints: Hints, tools: Tools) -> Editor:
    return DamageEditor(name, field, hints, tools)
