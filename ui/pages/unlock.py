"""解锁: who, the secret by keys or as a passphrase, and what was true when the vault was last open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.actions import doorplates
from services.actions.doorplates import Doorplate
from services.errors import FieldworkError, NotAllowed
from ui import entering, look
from ui.background import Background
from ui.components import painting
from ui.components.buttons import Button
from ui.components.fields import Line
from ui.components.labels import Pill, Text
from ui.components.notices import Banner
from ui.components.secret import SecretEntry
from ui.entering import Entered
from ui.pages.cover import Cover
from ui.troubles import safe_words

PIN_WORDS = "输满 6 位自动解锁 · 连错 5 次起要等待，每次加倍"
PHRASE_WORDS = "输错会要求等待，每次加倍；不会清空，也不会永久锁死"
OPENING = "正在打开保险库…"
DAMAGED = "这个保险库的信封文件读不出来，没有打开。请停止使用本机并联系院里技术人员。"


class Portrait(QWidget):
    """A disc with the first sign of a name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign = ""
        self.setFixedSize(56, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw disc and sign."""
        tokens = look.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painting.disc(painter, rect, tokens.actsoft, tokens.actline, max(1.5, tokens.border))
        painting.write(painter, rect, self.sign, look.face(22, 700), tokens.acttext, painting.CENTRE)
        painter.end()


class UnlockPage(QWidget):
    """Opens a vault in the background. `entered` with the open session, `first_start` with a folder and a secret,
    `changing` when somebody else wants in, `failed` with an error that is no known one."""

    entered = Signal(object)
    failed = Signal(object)
    changing = Signal()
    first_start = Signal(object, str)

    def __init__(
        self, root: Path, background: Background, now: Callable[[], dt.datetime], last: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._root, self._background, self._now = root, background, now
        self.plate: Doorplate | None = None
        self._build()
        self.read_plates(last)
        self._measure()
        look.changes.changed.connect(self._measure)

    @property
    def phrase(self) -> Line:
        """The line for a passphrase."""
        return self.secret.phrase

    @property
    def open_key(self) -> Button:
        """The key that opens by the passphrase."""
        return self.secret.open_key

    @property
    def busy(self) -> bool:
        """Whether a try is being made."""
        return self.secret.busy

    def type_digit(self, digit: str) -> None:
        """One digit of a PIN; the sixth opens."""
        self.secret.type_digit(digit)

    def read_plates(self, last: str = "") -> None:
        """Look again which vaults there are and show the one used last."""
        self.plates = doorplates.plates(self._root)
        shown = self.plate
        chosen = last or (shown.folder.name if shown else "")
        found = next((p for p in self.plates if p.folder.name == chosen), None)
        if (
            found is not None
            and shown is not None
            and (found.folder, found.kind) == (shown.folder, shown.kind)
        ):
            # The same officer: what is being typed stays.
            self.plate = found
            self.cover.show_plate(found, self._now())
            return
        self.show_plate(found or next(iter(self.plates), None))

    def show_plate(self, plate: Doorplate | None) -> None:
        """Ask this officer for the secret."""
        self.plate = plate
        self.cover.show_plate(plate, self._now())
        self.trouble.hide()
        self._who.setText("" if plate is None else plate.holder or "无法读取的保险库")
        self._portrait.sign = "" if plate is None else plate.holder[:1] or "？"
        self._portrait.update()
        self._what.setText(_what(plate))
        self.secret.setKind(plate.kind if plate is not None and not plate.damaged else "")
        self._note("")
        if plate is not None and plate.damaged:
            self.tell(DAMAGED)
        self.secret.take_focus()

    def pick(self, plate: Doorplate) -> None:
        """Another officer's vault was chosen; one that waits for the court's files goes on with 初次使用."""
        if plate.enrolled:
            self.show_plate(plate)
        else:
            self.first_start.emit(plate.folder, "")

    def hide_all(self, hidden: bool) -> None:
        """隐屏: show the cover alone and one key; a tap brings the keys back."""
        self._right.setVisible(not hidden)
        self.wake_key.setVisible(hidden)
        if hidden:
            self.wake_key.setFocus()
        else:
            self.secret.take_focus()

    def set_pills(self, pills: tuple[Pill, ...]) -> None:
        """The terminal's state at the top."""
        for pill in pills:
            self._pills.addWidget(pill)
            pill.show()

    def tell(self, sentence: str, safe: str = "") -> None:
        """Show a failure under the keys."""
        self.trouble.tell(sentence, safe)
        self.trouble.show()

    def _try(self, secret: str) -> None:
        if self.plate is None:
            return
        self.trouble.hide()
        self._note(OPENING)
        self.secret.setBusy(OPENING)
        work = partial(entering.unlock, self.plate.folder, secret, self._now())
        self._background.run(work, then=self._opened, failed=partial(self._refused, secret), owner=self)

    def _opened(self, entered: Entered) -> None:
        self.secret.clear()
        self._note("")
        self.entered.emit(entered)

    def _refused(self, secret: str, error: BaseException) -> None:
        self.secret.clear()
        self._note("")
        plate = self.plate
        if not isinstance(error, FieldworkError):
            self.failed.emit(error)
        elif hasattr(error, "wait_s"):
            self._note(error.sentence, bad=True)
            self.secret.wait(int(error.wait_s))
        elif isinstance(error, NotAllowed) and plate is not None and plate.seen is None:
            # Enrolled but never entered: it is the docket that is missing.
            self.first_start.emit(plate.folder, secret)
        else:
            self.tell(error.sentence, safe_words(error))
        self.secret.take_focus()

    def _count_down(self, left: int) -> None:
        if left:
            self._note(f"口令不正确，保险库未打开。请等 {left} 秒再试。", bad=True)
        else:
            self._note("可以再试了")

    def _note(self, words: str, bad: bool = False) -> None:
        usual = PIN_WORDS if self.plate is not None and self.plate.kind == "pin" else PHRASE_WORDS
        self.note.setText(words or ("" if self.plate is None or self.plate.damaged else usual))
        self.note.setTone("red" if bad else "")

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.cover = Cover(self)
        row.addWidget(self.cover)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        self._right = QWidget(self)
        self._fill(self._right)
        self.wake_key = Button("点此解锁", icon="lock", parent=self)
        self.wake_key.tapped.connect(lambda: self.hide_all(False))
        self.wake_key.hide()
        side.addWidget(self._right, 1)
        side.addWidget(self.wake_key, 0, Qt.AlignmentFlag.AlignCenter)
        row.addLayout(side, 1)

    def _fill(self, right: QWidget) -> None:
        column = QVBoxLayout(right)
        self._column = column
        pills = QHBoxLayout()
        pills.addStretch(1)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(8)
        pills.addLayout(self._pills)
        column.addLayout(pills)
        column.addStretch(3)
        middle = QHBoxLayout()  # an aligned widget is not asked how high its lines are in its width
        middle.addStretch(1)
        middle.addWidget(self._middle())
        middle.addStretch(1)
        column.addLayout(middle)
        column.addSpacing(14)
        self.note = Text("", "second")
        self.note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.note)
        column.addStretch(4)

    def _middle(self) -> QWidget:
        self._box = QWidget()
        self._inner = QVBoxLayout(self._box)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.addLayout(self._person())
        self.secret = SecretEntry()
        self.secret.given.connect(self._try)
        self.secret.waiting.connect(self._count_down)
        self._inner.addWidget(self.secret)
        self.trouble = Banner("")
        self.trouble.hide()
        self._inner.addWidget(self.trouble)
        return self._box

    def _person(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        self._portrait = Portrait()
        words = QVBoxLayout()
        words.setSpacing(0)
        self._who, self._what = Text("", "title", wrap=False), Text("", "second", wrap=False)
        words.addWidget(self._who)
        words.addWidget(self._what)
        self.change_key = Button("换人", height=48)
        self.change_key.tapped.connect(self.changing)
        row.addWidget(self._portrait)
        row.addLayout(words, 1)
        row.addWidget(self.change_key)
        return row

    def _measure(self) -> None:
        small = look.sizes().small
        self.cover.setFixedWidth(448 if small else 560)
        self._box.setFixedWidth(340 if small else 392)
        self._inner.setSpacing(12 if small else 20)
        self._column.setContentsMargins(12, 8 if small else 16, 12 if small else 20, 12)


def _what(plate: Doorplate | None) -> str:
    if plate is None:
        return ""
    if plate.damaged:
        return plate.folder.name[:8]
    kind = "6 位数字口令" if plate.kind == "pin" else "长口令"
    return kind if plate.enrolled else "初次使用还没有完成"
