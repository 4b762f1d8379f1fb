"""The form of a kind: its parts at left and their editors, or all on one sheet when one large choice leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

import ui.forms.editors  # noqa: F401 - registers the editors
from services.records.draft import Draft
from services.records.fields import Choice
from services.records.record import Part, Problem, Record, problems_of
from ui import look
from ui.components.buttons import Button
from ui.components.progress import Section, SectionList
from ui.forms.editor import Editor, editor_for
from ui.forms.hints import Hints, Tools
from ui.forms.sheet import Sheet


def is_quick(kind: type[Record]) -> bool:
    """A kind that begins with one large choice is answered on a single sheet."""
    first = next(iter(kind.fields().values()), None)
    return isinstance(first, Choice) and first.large


def parts_of(kind: type[Record]) -> tuple[Part, ...]:
    """The declared parts; for a quick kind, or one without parts, all fields as one."""
    names = tuple(kind.fields())
    if not kind.parts:
        return (Part(kind.title, names),)
    if is_quick(kind):
        listed = tuple(n for part in kind.parts for n in part.names)
        waiting = tuple(n for part in kind.parts for n in part.waiting)
        return (Part(kind.title, (*listed, *(n for n in names if n not in listed)), waiting),)
    return kind.parts


class Form(QWidget):
    """Shows a draft; hands every change on and keeps nothing itself.

    Signals: `answered(name, value, typed)`, `confirmed(name)`, `again(name, value)`, `left(name)`, `moved` when
    other fields have come into sight, `all_right(names)` when all prefilled answers in sight were confirmed at once.
    """

    answered = Signal(str, object, bool)
    confirmed = Signal(str)
    again = Signal(str, object)
    left = Signal(str)
    moved = Signal()
    all_right = Signal(object)

    def __init__(self, kind: type[Record], hints: Hints, tools: Tools, tail: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.kind, self._hints, self._tools = kind, hints, tools
        self._parts, self._tail = parts_of(kind), tuple(tail)
        self._sheets: dict[int, Sheet] = {}
        self._draft: Draft | None = None
        self._disputed: frozenset[str] = frozenset()
        self.sections = SectionList()
        self.sections.setFixedWidth(196 if not look.sizes().small else 172)
        self.sections.opened.connect(lambda section: self.open(section.payload))
        if len(self._parts) < 2:
            self.sections.hide()
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(self._side())
        row.addWidget(self._stack, 1)
        self._blanks = [QWidget() for _ in self._parts]
        for blank in self._blanks:
            self._stack.addWidget(blank)
        self.open(0)

    def _side(self) -> QVBoxLayout:
        """The sections, below them the key that confirms what is prefilled on this screen."""
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(self.sections, 1)
        self.all_key = Button("本屏都对", "soft", height=48)
        self.all_key.tapped.connect(lambda: self.all_right.emit(self._prefilled_in_sight()))
        self.all_key.hide()
        self._soon = QTimer(self)  # what is in sight is known once the layout has settled
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.moved)
        self.moved.connect(self._offer_all)
        side.addWidget(self.all_key)
        return side

    def _prefilled_in_sight(self) -> frozenset[str]:
        if self._draft is None:
            return frozenset()
        sheet = self._sheet(self.part)
        return frozenset(n for n in self._draft.prefilled if n in sheet.editors and sheet.seen(n))

    def _offer_all(self) -> None:
        count = len(self._prefilled_in_sight()) if len(self._parts) > 1 else 0
        self.all_key.setLabel(f"本屏都对 {count} 项")
        self.all_key.setVisible(count > 1)

    @property
    def part(self) -> int:
        """The part that is open."""
        return self._stack.currentIndex()

    def editor(self, name: str) -> Editor:
        """The editor of a field; its part is built when it was not yet."""
        return self._sheet(self._part_of(name)).editors[name]

    def open(self, part: int) -> None:
        """Shows one part."""
        sheet = self._sheet(part)
        self._stack.setCurrentIndex(part)
        if self._draft is not None:
            self._fill(sheet, self._draft)
        self._mark_sections()
        self._soon.start()

    def show_draft(self, draft: Draft, disputed: frozenset[str] = frozenset()) -> None:
        """Shows these answers; the editors that say the same already stay as they are.

        `disputed` are answers that the docket or the law speaks against.
        """
        self._draft, self._disputed = draft, disputed
        self._fill(self._sheet(self.part), draft)
        self._mark_sections()
        self._soon.start()

    def jump(self, problem: Problem) -> None:
        """To the field that lacks something, saying what."""
        if problem.name not in self.kind.fields():
            return
        part = self._part_of(problem.name)
        self.open(part)
        sheet = self._sheet(part)
        sheet.bring(problem.name)
        sheet.editors[problem.name].blame(problem.sentence)
        self.moved.emit()

    def seen(self, names: Iterable[str]) -> bool:
        """True when all of these stand wholly on the screen."""
        sheet = self._sheet(self.part)
        return all(sheet.seen(name) for name in names)

    def rearrange(self) -> None:
        """Places everything anew, after the window or what stands below the answers has changed."""
        for sheet in self._sheets.values():
            sheet.rearrange()

    @property
    def busy(self) -> bool:
        """True while a photo or film is still being taken in."""
        return any(e.busy for sheet in self._sheets.values() for e in sheet.editors.values())

    def lock(self) -> None:
        """After 完成: nothing can be changed any more."""
        for sheet in self._sheets.values():
            for editor in sheet.editors.values():
                editor.setEnabled(False)

    def _part_of(self, name: str) -> int:
        return next((n for n, part in enumerate(self._parts) if name in part.names), 0)

    def _sheet(self, part: int) -> Sheet:
        if part not in self._sheets:
            editors = [self._editor(name) for name in self._parts[part].names]
            waiting = self._parts[part].waiting if len(self._parts) < 2 else ()
            sheet = Sheet(editors, self._tail if part == len(self._parts) - 1 else (), waiting)
            sheet.moved.connect(self._soon.start)
            self._sheets[part] = sheet
            self._stack.insertWidget(part, sheet)
            self._stack.removeWidget(self._blanks[part])
        return self._sheets[part]

    def _editor(self, name: str) -> Editor:
        editor = editor_for(self.kind.fields()[name], name, self._hints, self._tools)
        editor.answered.connect(lambda n, value: self.answered.emit(n, value, editor.typed))
        editor.confirmed.connect(self.confirmed)
        editor.again.connect(self.again)
        editor.left.connect(self.left)
        return editor

    def _fill(self, sheet: Sheet, draft: Draft) -> None:
        asked = self.kind.asked(draft.values)
        for name, editor in sheet.editors.items():
            value = draft.values.get(name)
            state = "empty" if value is None else "prefilled" if name in draft.prefilled else "answered"
            editor.put(value, state)
            editor.see(draft.values)
        sheet.arrange(n for n in asked if n in sheet.editors and sheet.editors[n].offered)

    def _mark_sections(self) -> None:
        if self._draft is None or len(self._parts) < 2:
            return
        built = [editor for sheet in self._sheets.values() for editor in sheet.editors.values()]
        asked = set(self.kind.asked(self._draft.values)) - {e.name for e in built if not e.offered}
        wrong = {p.name for p in problems_of(self.kind, self._draft.values, self._draft.prefilled)}
        rows = [self._section(n, part, asked, wrong) for n, part in enumerate(self._parts)]
        if tuple(rows) != self.sections.items:
            self.sections.setItems(rows)
        self.sections.select(self.part)

    def _section(self, at: int, part: Part, asked: set[str], wrong: set[str]) -> Section:
        assert self._draft is not None
        names = [n for n in part.names if n in asked]
        values, prefilled = self._draft.values, self._draft.prefilled
        given = [n for n in names if values.get(n) is not None and n not in prefilled]
        bad = [n for n in given if n in wrong]
        share = len(given) / len(names) if names else 1.0
        state = "part" if given else "untouched"
        fact = f"{len(given)}/{len(names)}" if given else "未开始" if names else "不用填"
        disputed = [n for n in given if n in self._disputed]
        if bad:
            state, fact = "problem", f"{len(bad)} 处要改"
        elif disputed:
            state, fact = "problem", f"{len(disputed)} 处未满足"
        elif not [n for n in names if n in wrong] and (given or not names):
            state = "done"
        return Section(part.title, fact, state, at + 1, share, at)
