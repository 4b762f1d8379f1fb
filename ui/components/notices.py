"""What the terminal tells: trouble in three parts with one key, emptiness with a way on, and 已保存."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.components import painting
from ui.components.buttons import Button, IconButton
from ui.components.fields import Mark
from ui.components.labels import Text


class Banner(QWidget):
    """Trouble beside the thing it is about: what happened, what is safe, and one key to mend it.

    `tapped` when the key was tapped, `dismissed` when the cross was; without a key word there is only the cross.
    """

    tapped = Signal()
    dismissed = Signal()

    def __init__(
        self, what: str, safe: str = "", key: str = "", closable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 11, 14, 11)
        row.setSpacing(14)
        row.addWidget(Mark("stop", side=30))
        column = QVBoxLayout()
        column.setSpacing(0)
        self._what, self._safe = Text(what, "strong"), Text(safe, "second")
        column.addWidget(self._what)
        column.addWidget(self._safe)
        row.addLayout(column, 1)
        self.key = Button(key, height=48)
        self.key.tapped.connect(self.tapped)
        self._cross = IconButton("close", "关闭", framed=False)
        self._cross.tapped.connect(self.dismissed)
        row.addWidget(self.key)
        row.addWidget(self._cross)
        self._cross.setVisible(closable)  # only once it has a parent, or it would flash up as a window
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.tell(what, safe, key)

    def tell(self, what: str, safe: str = "", key: str = "") -> None:
        """Tell of another trouble."""
        self._what.setText(what)
        self._safe.setText(safe)
        self._safe.setVisible(bool(safe))
        self.key.setLabel(key)
        self.key.setAccessibleName(key or "处理")
        self.key.setVisible(bool(key))
        self.setAccessibleName("，".join(word for word in (what, safe) if word))
        if self.isVisible():
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines are in this width: a size hint knows of no width."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(max(0, layout.heightForWidth(self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        painting.box(painter, QRectF(self.rect()), tokens.surface, tokens.rededge, 2, look.sizes().radius)
        painter.end()


class RiskBanner(QWidget):
    """The filled red line that warns of danger to people; stays until it was read. `tapped` opens its source."""

    tapped = Signal()

    def __init__(self, text: str, key: str = "来源与详情", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.key = Button(key, "alarm", height=48, parent=self)
        self.key.tapped.connect(self.tapped)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changes.changed.connect(self.updateGeometry)

    def setText(self, text: str) -> None:
        """Warn of something else."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(52, painting.height_of(self._text, "strong", self._room(width)) + 22)

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(400, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 52)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # No layout here: Qt would ask it for the height, and it knows nothing of the words.
        hint = self.key.sizeHint()
        self.key.setGeometry(self.width() - hint.width() - 6, (self.height() - 48) // 2, hint.width(), 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = look.current()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painting.box(painter, rect, tokens.red, radius=look.sizes().radius_field)
        painting.picture(painter, "warning", tokens.redink, QRectF(14, rect.center().y() - 13, 26, 26))
        height = painting.height_of(self._text, "strong", self._room(self.width()))
        words = QRectF(52, rect.center().y() - height / 2, self._room(self.width()), height)
        painting.write_lines(painter, words, self._text, "strong", tokens.redink)
        painter.end()

    def _room(self, width: int) -> float:
        return max(120, width - 52 - self.key.sizeHint().width() - 20)


class EmptyState(QWidget):
    """Nothing here yet: icon, what is missing, what to do, and one button for it. `tapped` for the button."""

    tapped = Signal()

    def __init__(
        self, icon: str, what: str, how: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(6)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(Mark(icon, side=40), 0, centre)
        self._lines = (Text("", "heading"), Text("", "second"))
        for line in self._lines:
            line.setAlignment(centre)
            column.addWidget(line)
        self.key = Button(key, "main", height=48)
        self.key.setAccessibleName(key or what)
        self.key.tapped.connect(self.tapped)
        column.addWidget(self.key, 0, centre)
        self.key.setVisible(bool(key))
        column.addStretch(1)
        self.tell(what, how)

    def tell(self, what: str, how: str = "") -> None:
        """Say something else."""
        for line, words in zip(self._lines, (what, how), strict=True):
            line.setText(words)
            line.setVisible(bool(words))  # only once it has a parent, as above
        self.setAccessibleName("，".join(word for word in (what, how) if word))


class Saved(QWidget):
    """The disc with a tick at the left of a form's bar: 草稿已存本机 18:42:07 and a second line."""

    def __init__(
        self, what: str = "尚未保存", detail: str = "", saved: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tell(what, detail, saved)

    def tell(self, what: str, detail: str = "", saved: bool = True) -> None:
        """Say what is safe by now; `saved` False shows a clock in an open, dashed disc."""
        self._what, self._detail, self._saved = what, detail, saved
        self.setAccessibleName("，".join(word for word in (what, detail) if word))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(self._needed(), 150 if look.sizes().small else 250), 48)

    def minimumSizeHint(self) -> QSize:
        # The time of the last saving is never cut.
        return QSize(self._needed(), 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, small = look.current(), look.sizes().small
        painter = QPainter(self)
        middle = self.height() / 2
        side = 28 if small else 44
        disc = QRectF(0, middle - side / 2, side, side)
        if self._saved:
            if not small:
                painting.disc(painter, disc, tokens.oksoft, tokens.okline, tokens.border)
            painting.picture(
                painter, "check", tokens.oktext, QRectF(disc.center().x() - 12, middle - 12, 24, 24)
            )
        else:
            painting.box(painter, disc, None, tokens.edge, tokens.border, side / 2, dashed=True)
            painting.picture(
                painter, "clock", tokens.ink2, QRectF(disc.center().x() - 10, middle - 10, 20, 20)
            )
        left = side + (6 if small else 12)
        top = middle - (24 if self._detail else 13)
        first = QRectF(left, top, self.width() - left, 26)
        painting.write(
            painter, first, self._what, look.face(17, 700), tokens.ink, elide=Qt.TextElideMode.ElideRight
        )
        second = QRectF(left, top + 25, self.width() - left, 22)
        painting.write(
            painter, second, self._detail, look.font("second"), tokens.ink2, elide=Qt.TextElideMode.ElideRight
        )
        painter.end()

    def _needed(self) -> int:
        words = painting.width_of(self._what, look.face(17, 700))
        return round(words) + (36 if look.sizes().small else 58)
