"""Persons present: known ones by one tap, others by name; each with a role, and an identity number that only warns."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from services.identifiers import identity_paper
from services.identifiers import phone as phones
from services.records.fields import Present
from services.records.values import Person
from ui.components.buttons import Button, IconButton
from ui.components.choices import Choice as Key
from ui.components.choices import Segments
from ui.components.frames import Card
from ui.components.labels import Chip, Text
from ui.forms.editor import Editor, OwnLine, Warning_, editor_for, flowing, quiet_key, stacked
from ui.forms.hints import Hints, Tools

_DETAILS = (
    ("relation", "与被执行人的关系"),
    ("unit", "单位"),
    ("id_number", "身份号码"),
    ("phone", "电话"),
)


def person_warnings(person: Person) -> tuple[str, ...]:
    """What deserves a look in a person's numbers; nothing here keeps the record from being finished."""
    found: list[str] = []
    if person.id_number:
        identity = identity_paper.check_any(person.id_number)
        found += [*identity.errors, *identity.warnings]
    if person.phone:
        call = phones.check(person.phone)
        found += [*call.errors, *call.warnings]
    return tuple(found)


class PersonLine(QWidget):
    """One person at rest: name, role, relation, and the keys to open and to remove."""

    opened = Signal()
    removed = Signal()

    def __init__(self, person: Person) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        name = person.name or "没写姓名"
        row.addWidget(Text(name, "heading", wrap=False))
        row.addWidget(Chip(person.role or "没选身份", "act" if person.role else "amb"))
        row.addWidget(
            Text(" · ".join(w for w in (person.relation, person.unit, person.phone) if w), "second"), 1
        )
        change = Button("改", height=48)
        change.setAccessibleName(f"改{name}")
        change.tapped.connect(self.opened)
        cross = IconButton("close", f"删去{name}", framed=False)
        cross.tapped.connect(self.removed)
        row.addWidget(change)
        row.addWidget(cross)


class PersonPanel(Card):
    """One person being written: name, role by one tap, the rest in lines."""

    changed = Signal(object)
    done = Signal()

    def __init__(self, roles: tuple[str, ...], person: Person) -> None:
        super().__init__(tone="act")
        self.person = person
        self.name = OwnLine("姓名")
        self.name.setText(person.name)
        self.name.textChanged.connect(lambda text: self._change(name=text.strip()))
        self.role = Segments([Key(r, r) for r in roles], "身份", height=48)
        self.role.setValue(person.role)
        self.role.changed.connect(lambda value: self._change(role=value or ""))
        self.lines: dict[str, OwnLine] = {}
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(self.name, 0, 0, 1, 2)
        grid.addWidget(self.role, 1, 0, 1, 2)
        for at, (attribute, words) in enumerate(_DETAILS):
            grid.addWidget(self._line(attribute, words), 2 + at // 2, at % 2)
        self.body.addLayout(grid)
        self.warning = Warning_()
        self.body.addWidget(self.warning)
        close = Button("好", "soft", "check", height=48)
        close.tapped.connect(self.done)
        self.body.addWidget(close)
        self._warn()

    def _line(self, attribute: str, words: str) -> OwnLine:
        line = OwnLine(words)
        line.setText(getattr(self.person, attribute))
        line.textChanged.connect(lambda text: self._change(**{attribute: text.strip()}))
        self.lines[attribute] = line
        return line

    def _change(self, **words: str) -> None:
        self.person = replace(self.person, **words)
        self._warn()
        self.changed.emit(self.person)

    def _warn(self) -> None:
        self.warning.tell("；".join(person_warnings(self.person)))


class PresentEditor(Editor):
    """The persons noted so far, one of them open at most, and the ways to add one."""

    def __init__(self, name: str, field: Present, hints: Hints, tools: Tools) -> None:
        super().__init__(name, field, hints, tools)
        self._roles = field.roles
        self._open = -1
        self.panel: PersonPanel | None = None
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self.known = {
            p.name: quiet_key(f"{p.name}（{p.relation or p.role}）", partial(self.add, p))
            for p in hints.persons
        }
        self.adder = Button("加一人", icon="plus", height=48)
        self.adder.tapped.connect(lambda: self.add(Person(name="", role="")))
        self.frame_around(stacked(holder, flowing((*self.known.values(), self.adder))), boxed=False)

    def write(self, value: Any) -> None:
        persons: tuple[Person, ...] = value or ()
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.panel = None
        self._open = self._open if self._open < len(persons) else -1
        for at, person in enumerate(persons):
            self._list.addWidget(self._panel(person) if at == self._open else self._line(at, person))
        here = {p.name for p in persons}
        for name, key in self.known.items():
            key.setVisible(name not in here)

    def add(self, person: Person) -> None:
        """One person more; a role that this field does not know is left open, and asked for."""
        person = person if person.role in self._roles else replace(person, role="")
        self._open = -1 if person.name and person.role else len(self.value or ())
        self._take((*(self.value or ()), person))
        if self.panel is not None and not person.name:
            self.panel.name.setFocus()

    def _line(self, at: int, person: Person) -> PersonLine:
        line = PersonLine(person)
        line.opened.connect(lambda: self._unfold(at))
        line.removed.connect(lambda: self._drop(at))
        return line

    def _panel(self, person: Person) -> PersonPanel:
        self.panel = PersonPanel(self._roles, person)
        self.panel.changed.connect(self._change)
        self.panel.done.connect(lambda: self._unfold(-1))
        return self.panel

    def _unfold(self, at: int) -> None:
        self._open = at
        self.write(self.value)
        self.refresh_state()

    def _change(self, person: Person) -> None:
        persons = list(self.value or ())
        persons[self._open] = person
        self.give(tuple(persons), typed=True)

    def _drop(self, at: int) -> None:
        self._open = -1
        self._take(tuple(p for n, p in enumerate(self.value or ()) if n != at))

    def _take(self, persons: tuple[Person, ...]) -> None:
        self.write(persons)
        self.give(persons or None)

    def found(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        errors, warnings = super().found()
        more = [f"{p.name}：{w}" for p in self.value or () for w in person_warnings(p)]
        return errors, (*warnings, *([] if self.panel is not None else more))


@editor_for.register
def _(field: Present, name: str, hints: Hints, tools: Tools) -> Editor:
    return PresentEditor(name, field, hints, tools)
