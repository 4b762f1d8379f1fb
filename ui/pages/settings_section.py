"""What the sections of 设置 share: one card, a declared setting shown by its own words, kept where it lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services import settings
from services.actions import preferences
from services.errors import FieldworkError
from services.settings import Setting
from ui.components.buttons import Button
from ui.components.choices import Choice, Segments
from ui.components.fields import FieldFrame, Line
from ui.components.frames import Card
from ui.components.labels import Text
from ui.components.notices import Banner
from ui.desk import Desk


class Section(QWidget):
    """A card of 设置; `keep` writes a setting where it lives and tells the window."""

    title, hint, icon = "", "", "settings"

    def __init__(self, desk: Desk, told: Callable[[str], None]) -> None:
        super().__init__()
        self.desk, self._told = desk, told
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(12)
        self.trouble = Banner("", closable=True)
        self.trouble.dismissed.connect(self.trouble.hide)
        self.trouble.hide()
        column.addWidget(self.trouble)
        self.card = Card(self.title)
        self.card.body.setSpacing(14)
        column.addWidget(self.card)
        self.column = column

    def refresh(self) -> None:
        """Read what the section tells; most have nothing to read."""

    def value(self, setting: Setting) -> Any:
        """The setting's value as the window knows it."""
        return self.desk.terminal.get(setting.name, setting.default)

    def keep(self, setting: Setting, value: Any) -> None:
        """Keep a value: in the terminal's plain file or in the vault, as it is declared."""
        if setting.home == "terminal":
            if setting.fits(value):
                settings.write_terminal(self.desk.root, {setting.name: value})
                self._kept(setting, value)
            return
        work = partial(preferences.put, self.desk.session, setting, value)
        self.desk.background.run(work, then=partial(self._kept, setting), failed=self.failed, owner=self)

    def failed(self, error: BaseException) -> None:
        """Say beside the card what did not work."""
        self.desk.trouble(error)

    def told(self, name: str) -> None:
        """Tell the window that something changed."""
        self._told(name)

    def _kept(self, setting: Setting, value: Any) -> None:
        self.desk.terminal[setting.name] = value
        self._told(setting.name)


class FileSection(Section):
    """A section that takes a file of the court's own; a refused one is said above the card, and `unchanged` what stays."""

    unchanged = ""
    result: Text

    def failed(self, error: BaseException) -> None:
        """Say above the card why the file was not taken."""
        if isinstance(error, FieldworkError):
            self.result.hide()
            self.trouble.tell(error.sentence, self.unchanged)
            self.trouble.show()
        else:
            super().failed(error)


def choice_of(section: Section, setting: Setting) -> Segments:
    """Keys for a setting with options."""
    keys = Segments([Choice(value, words) for value, words in setting.options], setting.title)
    keys.setValue(section.value(setting))

    def chosen(value: object) -> None:
        # A tap on the chosen key would clear it; a setting always has a value.
        if value is None:
            keys.setValue(section.value(setting))
        else:
            section.keep(setting, value)

    keys.changed.connect(chosen)
    return keys


def line_of(section: Section, setting: Setting) -> FieldFrame:
    """A line for a setting that is a text; kept when it is left or Enter is pressed."""
    line = Line(setting.title, str(section.value(setting)), placeholder=setting.hint)

    def leave() -> None:
        if line.text().strip() != section.value(setting):
            section.keep(setting, line.text().strip())

    line.editingFinished.connect(leave)
    return FieldFrame(setting.title, line)


class Stepper(QWidget):
    """A number of a setting between − and ＋, each a key; `step` is how far one tap goes."""

    def __init__(self, section: Section, setting: Setting, step: int) -> None:
        super().__init__()
        self._section, self._setting, self._step = section, setting, step
        from_left = _row(self)
        self.less, self.more = Button("−", height=56), Button("＋", height=56)
        self.less.setAccessibleName(f"{setting.title}：减少")
        self.more.setAccessibleName(f"{setting.title}：增加")
        self.less.tapped.connect(lambda: self._by(-self._step))
        self.more.tapped.connect(lambda: self._by(self._step))
        self.words = Text("", "heading", wrap=False)
        for widget in (self.less, self.words, self.more):
            from_left.addWidget(widget)
        from_left.addStretch(1)
        self._value = int(section.value(setting))
        self._show()

    def _by(self, step: int) -> None:
        wanted = min(max(self._value + step, int(self._setting.minimum)), int(self._setting.maximum))
        if wanted != self._value:
            self._value = wanted
            self._show()
            self._section.keep(self._setting, wanted)

    def _show(self) -> None:
        self.words.setText(f"{self._value} {self._setting.unit}")


def _row(widget: QWidget) -> QHBoxLayout:
    from_left = QHBoxLayout(widget)
    from_left.setContentsMargins(0, 0, 0, 0)
    from_left.setSpacing(16)
    return from_left
